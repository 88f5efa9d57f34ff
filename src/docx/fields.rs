//! Fields: which part of them is shown, and where those of them lead that are links.

use rustc_hash::FxHashSet;

use super::attribute::Attr;
use super::tag::Tag;
use super::tree::{NodeId, Tree};

/// A field that has begun and not ended.
#[derive(Debug, Default)]
pub(super) struct Field {
    /// Its instruction, as far as read.
    pub(super) instruction: String,
    /// Its result has begun.
    pub(super) result: bool,
    /// A link was opened for it.
    pub(super) link: bool,
}

/// Beginnings of fields that have no end. They hide nothing: a broken field must not swallow the letter.
pub(super) fn unended(tree: &Tree<'_>) -> FxHashSet<NodeId> {
    let mut begun: Vec<NodeId> = Vec::new();
    let mut boxes: Vec<(NodeId, usize)> = Vec::new(); // end of a text box, fields open around it
    let mut unended = FxHashSet::default();
    let leave = |boxes: &mut Vec<(NodeId, usize)>, begun: &mut Vec<NodeId>, at: NodeId, unended: &mut FxHashSet<_>| {
        while let Some(&(end, outside)) = boxes.last()
            && end <= at
        {
            unended.extend(begun.drain(outside.min(begun.len())..));
            boxes.pop();
        }
    };
    for node in tree.all() {
        leave(&mut boxes, &mut begun, node, &mut unended);
        match tree.tag(node) {
            Tag::TextBox => boxes.push((tree.descendants(node).end, begun.len())),
            Tag::FldChar => match tree.attribute(node, Attr::FldCharType).as_deref() {
                Some("begin") => begun.push(node),
                Some("end") if begun.len() > boxes.last().map_or(0, |&(_, outside)| outside) => {
                    begun.pop();
                }
                _ => {}
            },
            _ => {}
        }
    }
    unended.extend(begun);
    unended
}

/// Where a field leads, if it is a `HYPERLINK`.
pub(super) fn link_target(instruction: &str) -> Option<String> {
    let mut words = words(instruction).into_iter();
    if !words.next()?.0.eq_ignore_ascii_case("HYPERLINK") {
        return None;
    }
    let (mut address, mut place) = (String::new(), None);
    while let Some((word, quoted)) = words.next() {
        match word.as_str() {
            "\\l" if !quoted => place = words.next().map(|(word, _)| word),
            "\\o" | "\\t" | "\\s" if !quoted => {
                words.next();
            }
            _ if !quoted && word.starts_with('\\') => {}
            _ if address.is_empty() => address = word,
            _ => {}
        }
    }
    if let Some(place) = place {
        address.push('#');
        address.push_str(&place);
    }
    (!address.is_empty()).then_some(address)
}

/// The words of an instruction, and whether each stood in quotes.
fn words(instruction: &str) -> Vec<(String, bool)> {
    let mut words = Vec::new();
    let mut chars = instruction.chars().peekable();
    while let Some(&c) = chars.peek() {
        if c.is_whitespace() {
            chars.next();
            continue;
        }
        let quoted = c == '"';
        let mut word = String::new();
        if quoted {
            chars.next();
        }
        while let Some(&c) = chars.peek() {
            if (quoted && c == '"') || (!quoted && c.is_whitespace()) {
                break;
            }
            chars.next();
            match chars.peek() {
                Some(&next @ ('"' | '\\')) if quoted && c == '\\' => {
                    chars.next();
                    word.push(next);
                }
                _ => word.push(c),
            }
        }
        if quoted {
            chars.next();
        }
        words.push((word, quoted));
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_where_a_field_leads() {
        let cases = [
            (r#" HYPERLINK "https://пример.рф/опрос" "#, Some("https://пример.рф/опрос")),
            (r#"HYPERLINK \l "_Toc1""#, Some("#_Toc1")),
            (r#"hyperlink "https://a.ru" \l "место" \o "подсказка""#, Some("https://a.ru#место")),
            (r#"HYPERLINK \t "_blank" https://a.ru \h"#, Some("https://a.ru")),
            (r#"HYPERLINK "\\\\сервер\\папка""#, Some(r"\\сервер\папка")),
            ("PAGE", None),
            ("HYPERLINK", None),
            ("", None),
        ];
        for (instruction, target) in cases {
            assert_eq!(link_target(instruction).as_deref(), target, "{instruction}");
        }
    }
}
