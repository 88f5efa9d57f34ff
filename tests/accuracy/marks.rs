//! Texts with every fault marked by hand, and what the marks say.
//!
//! A mark is `[[rule: words]]`; marks may stand in one another. `[[?rule: words]]` is a fault that editors would argue
//! about, `[[ok: words]]` looks like a fault and is none, `[[!rule]]` on a line of its own is a fault of the whole letter,
//! and `[[fragment]]` on the first line says that the text is a piece of a letter.

/// A text without its marks, and the marks.
pub(crate) struct Text {
    /// Its file's name.
    pub(crate) name: String,
    /// What the program gets.
    pub(crate) plain: String,
    /// True when it is a piece of a letter's body.
    pub(crate) fragment: bool,
    /// Marks of words.
    pub(crate) marks: Vec<Mark>,
    /// Rules of the whole letter that it breaks.
    pub(crate) whole: Vec<String>,
}

/// Marked words.
pub(crate) struct Mark {
    /// What is said of them.
    pub(crate) verdict: Verdict,
    /// Id of the rule; empty for [`Verdict::Fine`].
    pub(crate) rule: String,
    /// From which byte of the plain text.
    pub(crate) start: usize,
    /// To which.
    pub(crate) end: usize,
}

/// What a mark says.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// A fault: passing over it counts as a miss.
    Fault,
    /// A finding there is neither right nor wrong.
    Arguable,
    /// A finding there is wrong.
    Fine,
}

/// Reads a marked text.
pub(crate) fn read(name: &str, marked: &str) -> Text {
    let mut text =
        Text { name: name.to_owned(), plain: String::new(), fragment: false, marks: Vec::new(), whole: Vec::new() };
    for line in marked.lines() {
        if line == "[[fragment]]" {
            text.fragment = true;
        } else if let Some(rule) = line.strip_prefix("[[!").and_then(|rest| rest.strip_suffix("]]")) {
            text.whole.push(rule.to_owned());
        } else {
            read_line(&mut text, line);
            text.plain.push('\n');
        }
    }
    text
}

/// Adds a line without its marks. A mark ends on the line it begins on.
fn read_line(text: &mut Text, line: &str) {
    let place = |rest: &str| format!("{}: «{}»", text.name, rest.chars().take(40).collect::<String>());
    let mut open = Vec::new();
    let mut rest = line;
    while let Some(at) = rest.find("[[").into_iter().chain(rest.find("]]")).min() {
        text.plain.push_str(&rest[..at]);
        if rest[at..].starts_with("]]") {
            let mut mark: Mark = open.pop().unwrap_or_else(|| panic!("no mark begins before {}", place(rest)));
            mark.end = text.plain.len();
            text.marks.push(mark);
            rest = &rest[at + 2..];
        } else {
            let (rule, words) =
                rest[at + 2..].split_once(": ").unwrap_or_else(|| panic!("a mark without a rule: {}", place(rest)));
            let (verdict, rule) = match rule.strip_prefix('?') {
                Some(rule) => (Verdict::Arguable, rule),
                None if rule == "ok" => (Verdict::Fine, ""),
                None => (Verdict::Fault, rule),
            };
            open.push(Mark { verdict, rule: rule.to_owned(), start: text.plain.len(), end: 0 });
            rest = words;
        }
    }
    assert!(open.is_empty(), "a mark is not closed: {}", place(line));
    text.plain.push_str(rest);
}
