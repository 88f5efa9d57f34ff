//! Which line ends of a paragraph end something for the reader, and which only wrap prose. For text and Markdown alike.
//!
//! Letters mix both: prose is wrapped at 70–80 columns or not at all, while letterhead, addressee, signature and executor
//! are short lines, each a statement of its own. Two things tell them apart. A file that is wrapped shows it: at most line
//! ends the next word would not have fitted. And a line that goes on with a small letter goes on.

use crate::text::Span;

/// One line of a paragraph.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    /// Its text, trimmed.
    pub text: &'a str,
    /// Where `text` stands in the source.
    pub start: u32,
    /// Columns of white space before it.
    pub indent: u32,
    /// Columns up to the end of `text`, indent and markup included.
    pub width: u32,
    /// True when the author's own mark ends it (`<br>`, two spaces, a backslash).
    pub ended: bool,
}

impl<'a> Line<'a> {
    /// The line `raw` that begins at `start` in the source.
    pub(super) fn new(raw: &'a str, start: u32) -> Self {
        let text = raw.trim_start();
        let space = &raw[..raw.len() - text.len()];
        let start = start + space.len() as u32;
        let indent = space.chars().map(|c| if c == '\t' { 4 } else { 1 }).sum();
        let text = text.trim_end();
        Self { text, start, indent, width: indent + columns(text), ended: false }
    }

    fn end(&self) -> u32 {
        self.start + self.text.len() as u32
    }
}

/// Width in characters.
pub(super) fn columns(text: &str) -> u32 {
    // Counting the bytes that begin characters is much faster than `chars().count()` in debug builds, and no slower else.
    text.bytes().filter(|&byte| byte & 0xc0 != 0x80).count() as u32
}

/// More Cyrillic letters than Latin ones.
pub(super) fn is_russian(text: &str) -> bool {
    let (mut cyrillic, mut latin) = (0_usize, 0_usize);
    for c in text.chars() {
        cyrillic += usize::from(matches!(c, '\u{400}'..='\u{4ff}'));
        latin += usize::from(c.is_ascii_alphabetic());
    }
    cyrillic > latin
}

/// The sign before a list item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// A dash, hyphen, asterisk or bullet.
    Sign(char),
    /// `1.` (depth 1), `2.4.` (depth 2).
    Dotted(u8),
    /// `1)`.
    Bracketed,
    /// `а)`.
    Letter,
}

/// A list marker at the start of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Marker {
    /// Its form.
    pub class: Class,
    /// The number, last component; the letter's place in the alphabet; 0 for signs.
    pub number: u32,
    /// Bytes up to the item's text.
    len: u32,
}

/// The list marker that `text` begins with.
pub(super) fn marker(text: &str) -> Option<Marker> {
    let sign_end = text.find(char::is_whitespace)?;
    let (sign, rest) = text.split_at(sign_end);
    let rest = rest.trim_start();
    if rest.is_empty() || sign.len() > 12 {
        return None;
    }
    let mut chars = sign.chars();
    let first = chars.next()?;
    let (class, number) = match (first, chars.next(), chars.next()) {
        ('—' | '–' | '-' | '*' | '•' | '·' | '▪' | '◦' | '●' | '■', None, _) => (Class::Sign(first), 0),
        ('а'..='я' | 'a'..='z', Some(')'), None) => (Class::Letter, first as u32),
        ('0'..='9', ..) => numbered(sign)?,
        _ => return None,
    };
    Some(Marker { class, number, len: (text.len() - rest.len()) as u32 })
}

fn numbered(sign: &str) -> Option<(Class, u32)> {
    // Longer numbers are years and counts.
    let number = |part: &str| part.parse::<u32>().ok().filter(|_| part.len() <= 2);
    if let Some(part) = sign.strip_suffix(')') {
        return Some((Class::Bracketed, number(part)?));
    }
    let mut last = 0;
    let mut depth = 0;
    for part in sign.strip_suffix('.')?.split('.') {
        last = number(part)?;
        depth += 1;
    }
    Some((Class::Dotted(depth), last))
}

/// A stretch of a paragraph that is one block: prose with its soft wraps, one line of a group, or a list item.
#[derive(Clone, Copy, Debug)]
pub(super) struct Chunk {
    /// Its bytes in the source, without list marker and outer white space.
    pub span: Span,
    /// Its list marker.
    pub marker: Option<Marker>,
    /// Columns of white space before its first line.
    pub indent: u32,
    /// True when it is a paragraph of its own for the reader's eye, not one more line of the one before.
    pub paragraph: bool,
    /// True when it holds line ends that end lines for the reader.
    pub hard_lines: bool,
    /// How many lines it runs over.
    pub lines: u32,
}

/// Narrowest and widest wrapping that is looked for.
const WIDTHS: std::ops::RangeInclusive<u32> = 40..=140;
/// From this width on a line looks like prose that was broken rather than like a line of an address or signature.
const LONG: u32 = 45;
/// From this width on a line is a paragraph that was not wrapped.
const UNWRAPPED: u32 = 120;

/// The width at which `source` is wrapped, if it is.
///
/// For each width counts the line ends it explains (the line fits, the next word would not have) and the lines it
/// forbids. At the ends it explains sentences must go on: rows of an address break anywhere, but before capitals.
pub(super) fn wrap_width(source: &str) -> Option<u32> {
    const SIZE: usize = *WIDTHS.end() as usize + 2;
    // Steps of the counts: ends explained, those of them inside a sentence, ends not explained.
    let (mut tight, mut inside, mut loose) = ([0_i32; SIZE], [0_i32; SIZE], [0_i32; SIZE]);
    let mut over = [0_i32; SIZE];
    let cell = |width: u32| (width as usize).min(SIZE - 1);
    let mut before: Option<Line<'_>> = None;
    let mut at = 0;
    for raw in source.split_inclusive('\n') {
        let line = Line::new(raw, at);
        at += raw.len() as u32;
        // Tables, quotations and headings of Markdown have widths of their own.
        if line.text.is_empty() || line.text.starts_with(['|', '#', '<']) {
            before = None;
            continue;
        }
        if first_word(line.text) < line.text.len() {
            over[0] += 1;
            over[cell(line.width)] -= 1; // forbidden by all narrower widths
        }
        if let Some(before) = before
            && marker(line.text).is_none()
        {
            let (from, to) = (cell(before.width), cell(next_width(&before, &line)));
            tight[from] += 1;
            tight[to] -= 1;
            if starts_small(line.text) {
                inside[from] += 1;
                inside[to] -= 1;
            }
            loose[to] += 1;
        }
        before = Some(line);
    }
    let mut sums = (0, 0, 0, 0);
    let mut best: Option<(i32, u32)> = None;
    for width in 0..=*WIDTHS.end() {
        let index = width as usize;
        sums = (sums.0 + tight[index], sums.1 + inside[index], sums.2 + loose[index], sums.3 + over[index]);
        let (tight, inside, loose, over) = sums;
        let fits = WIDTHS.contains(&width) && tight >= 2 && over * 4 <= tight && tight * 3 >= loose;
        let score = tight - 2 * over;
        if fits && inside * 5 >= tight * 2 && best.is_none_or(|(best, _)| score > best) {
            best = Some((score, width));
        }
    }
    best.map(|(_, width)| width)
}

/// The width `line` would have had with the next line's first word.
fn next_width(line: &Line<'_>, next: &Line<'_>) -> u32 {
    line.width + 1 + columns(&next.text[..first_word(next.text)])
}

fn first_word(text: &str) -> usize {
    text.find(char::is_whitespace).unwrap_or(text.len())
}

/// `text` without marks of emphasis, opening quotes and brackets.
fn bare(text: &str) -> &str {
    text.trim_start_matches(['*', '_', '~', '`', '«', '„', '“', '"', '('])
}

fn starts_small(text: &str) -> bool {
    bare(text).starts_with(char::is_lowercase)
}

/// Cuts the lines of one paragraph into blocks. `wrap` is the [`wrap_width`] of the file.
pub(super) fn cut(lines: &[Line<'_>], wrap: Option<u32>, out: &mut Vec<Chunk>) {
    let Some(first) = lines.first() else { return };
    let tight = |at: usize| {
        wrap.is_some_and(|wrap| lines[at].width <= wrap + 2 && next_width(&lines[at], &lines[at + 1]) > wrap)
    };
    // In a paragraph whose line ends are mostly not explained by wrapping, one that is may be so by chance.
    let ends = (0..lines.len() - 1).filter(|&at| tight(at) || marker(lines[at + 1].text).is_none());
    let (explained, all) = ends.fold((0, 0), |(explained, all), at| (explained + usize::from(tight(at)), all + 1));
    let group = explained * 2 < all;
    let mut chunk = begin(first, marker(first.text), true);
    let mut last_marker = chunk.marker;
    for (index, pair) in lines.windows(2).enumerate() {
        let (before, line) = (&pair[0], &pair[1]);
        let fits = tight(index);
        let sign = marker(line.text).filter(|sign| {
            let after = lines.get(index + 2).and_then(|line| marker(line.text));
            begins_item(sign, before, last_marker, after, fits)
        });
        if sign.is_some() {
            out.push(chunk);
            chunk = begin(line, sign, true);
            last_marker = sign;
            continue;
        }
        let indented = line.indent > before.indent + 1;
        // An item's own lines hang under its text.
        let hanging = chunk.marker.is_some() && line.indent > chunk.indent + 1;
        let explained = fits
            && (!group || starts_small(line.text))
            && !new_statement(before.text, line.text)
            && !in_columns(before.text)
            && !in_columns(line.text);
        let soft = !before.ended && (explained || goes_on(before, line));
        if hanging || (soft && !indented) {
            chunk.span.end = line.end();
            chunk.lines += 1;
            chunk.hard_lines |= !soft;
            continue;
        }
        let paragraph =
            indented || before.width > UNWRAPPED || line.width > UNWRAPPED || chunk.lines > 1 || chunk.marker.is_some();
        out.push(chunk);
        chunk = begin(line, None, paragraph);
    }
    out.push(chunk);
}

fn begin(line: &Line<'_>, marker: Option<Marker>, paragraph: bool) -> Chunk {
    let start = line.start + marker.map_or(0, |marker| marker.len);
    Chunk { span: Span::new(start, line.end()), marker, indent: line.indent, paragraph, hard_lines: false, lines: 1 }
}

/// True when a marker inside a paragraph begins an item, and is not a dash or number at which prose was wrapped.
fn begins_item(sign: &Marker, before: &Line<'_>, last: Option<Marker>, after: Option<Marker>, tight: bool) -> bool {
    let stop = before.text.ends_with([':', ';', '.', '!', '?', '…']) && !ends_in_short_word(before.text);
    match sign.class {
        Class::Sign('—' | '–' | '-') => {
            let neighbour = |other: Option<Marker>| other.is_some_and(|other| other.class == sign.class);
            stop || !tight || neighbour(after) || (neighbour(last) && before.text.ends_with(','))
        }
        Class::Sign(_) | Class::Letter => true,
        Class::Dotted(_) | Class::Bracketed => {
            let next = last.is_some_and(|last| last.class == sign.class && last.number + 1 == sign.number);
            let broken = before.width >= LONG && before.text.ends_with(char::is_alphanumeric);
            next || stop || (!tight && (sign.number == 1 || !broken))
        }
    }
}

/// «… ул. Ленина, д.»: a full stop that may end no sentence.
fn ends_in_short_word(text: &str) -> bool {
    let word = text.rsplit(|c: char| c.is_whitespace()).next().unwrap_or(text);
    word.ends_with('.') && columns(word) <= 4 && word.starts_with(char::is_lowercase)
}

/// Words after which nothing ends.
const LEADING: &[&str] = &[
    "а",
    "без",
    "в",
    "во",
    "для",
    "до",
    "за",
    "и",
    "из",
    "или",
    "к",
    "как",
    "между",
    "на",
    "над",
    "не",
    "но",
    "о",
    "об",
    "от",
    "по",
    "под",
    "при",
    "про",
    "с",
    "со",
    "у",
    "через",
    "что",
    "чтобы",
    "№",
    "–",
    "—",
];

/// True when the words say that `line` goes on in `next`, whatever the widths.
fn goes_on(line: &Line<'_>, next: &Line<'_>) -> bool {
    if in_columns(line.text) || in_columns(next.text) || is_closing(line.text) {
        return false;
    }
    let last_word = line.text.rsplit(char::is_whitespace).next().unwrap_or(line.text);
    if LEADING.contains(&last_word) {
        return true;
    }
    if !starts_small(next.text) {
        return false;
    }
    let Some(last) = line.text.trim_end_matches(['*', '_', '~', '`']).chars().next_back() else { return false };
    match last {
        ':' | ';' | '!' | '?' | '…' => false,
        ',' | '.' | '0'..='9' => line.width >= LONG,
        _ => line.width >= LONG || is_plain_word(next.text),
    }
}

/// False for «тел.», «д. 5», addresses and the like, which begin lines of their own with a small letter.
fn is_plain_word(text: &str) -> bool {
    let text = bare(text);
    let word = &text[..first_word(text)];
    let core = word.trim_end_matches([',', ';', ':', ')', '»', '*', '_', '?', '!']);
    match core.strip_suffix('.') {
        Some(stem) => columns(stem) > 4 && stem.chars().all(char::is_alphabetic),
        None => !word.ends_with(':') && core.chars().all(|c| c.is_alphabetic() || c == '-'),
    }
}

/// Lines of contacts: a new one begins with a postal index, or after a phone number, mail or web address.
fn new_statement(before: &str, text: &str) -> bool {
    let index = text.as_bytes();
    if index.len() > 6 && index[..6].iter().all(u8::is_ascii_digit) && index[6] == b',' {
        return true;
    }
    let last = before.rsplit(char::is_whitespace).next().unwrap_or(before).as_bytes();
    let phone = matches!(last, [.., a, b'-', b, c] if [a, b, c].iter().all(|byte| byte.is_ascii_digit()));
    (phone || last.contains(&b'@') || last.windows(3).any(|part| part == b"://"))
        && text.starts_with(char::is_uppercase)
}

/// «Начальник отдела          И.И. Петрова»: set in columns with tabs or spaces.
pub(super) fn in_columns(text: &str) -> bool {
    text.contains('\t') || text.contains("   ")
}

/// «С уважением» without a comma, before a line with a post.
pub(super) fn is_closing(text: &str) -> bool {
    ["С уважением", "С почтением", "С наилучшими пожеланиями"].iter().any(|words| text.starts_with(words))
        && columns(text) <= 30
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The blocks of `text`, `¶` before those that are paragraphs of their own, wraps shown as `↵`.
    fn blocks(text: &str) -> Vec<String> {
        let wrap = wrap_width(text);
        let mut out = Vec::new();
        let mut at = 0;
        let mut lines = Vec::new();
        let mut chunks = Vec::new();
        for raw in text.split_inclusive('\n').chain(["\n"]) {
            let line = Line::new(raw, at);
            at += raw.len() as u32;
            if !line.text.is_empty() {
                lines.push(line);
                continue;
            }
            cut(&lines, wrap, &mut chunks);
            lines.clear();
        }
        for chunk in chunks {
            let sign = if chunk.marker.is_some() { "• " } else { "" };
            let sign = if chunk.paragraph { format!("¶{sign}") } else { sign.to_owned() };
            out.push(sign + &chunk.span.of(text).replace('\n', "↵"));
        }
        out
    }

    #[test]
    fn keeps_lines_of_a_signature_apart() {
        let text = "Заместитель министра\nО.Р. Белкин\n\nИсполнитель: Ежова Инна Львовна,\nконсультант отдела парков,\n\
                    (8442) 11-22-33\nОцените ответ: https://example.org/polls/1/\n";
        assert_eq!(
            blocks(text),
            [
                "¶Заместитель министра",
                "О.Р. Белкин",
                "¶Исполнитель: Ежова Инна Львовна,",
                "консультант отдела парков,",
                "(8442) 11-22-33",
                "Оцените ответ: https://example.org/polls/1/"
            ]
        );
    }

    #[test]
    fn joins_a_post_set_on_two_lines() {
        let text =
            "Начальник отдела\nгородских парков и скверов\nА.А. Ильин\n\nС уважением\nдиректор парка\nтел. 11-22-33";
        assert_eq!(
            blocks(text),
            [
                "¶Начальник отдела↵городских парков и скверов",
                "¶А.А. Ильин",
                "¶С уважением",
                "директор парка",
                "тел. 11-22-33"
            ]
        );
    }

    #[test]
    fn joins_wrapped_prose_and_knows_its_width() {
        let text = "Министерство садов и парков\nг. Нижнереченск, ул. Липовая, д. 3\nТелефон: 11-22-33\n\n\
                    Мы получили ваше письмо о старой липе во дворе дома 5 на улице\n\
                    Садовой. Липу осмотрел специалист. Он сообщил: дерево здоровое, но\n\
                    две ветки над детской площадкой сухие. Их спилит бригада Городского\n\
                    Парка.\n\n\
                    Весной на место старых веток придут новые, а рядом посадят молодую\n\
                    липу. Выбрать для неё место вы можете вместе с соседями, для этого\n\
                    напишите нам до 1 марта.\n\n\
                    Специалист придёт во вторник и принесёт документы, которые вы просили\n\
                    – акт осмотра и снимки. Встречать его не нужно, приходите в кабинет\n\
                    5. Если будут вопросы, позвоните нам.\nТелефон: 11-22-33\n";
        assert!(matches!(wrap_width(text), Some(66..=74)), "{:?}", wrap_width(text));
        let found = blocks(text);
        assert_eq!(found.len(), 7, "{found:#?}");
        assert!(found[3].contains("Городского↵Парка"), "{found:#?}");
        assert!(found[5].contains("просили↵– акт") && found[5].contains("кабинет↵5. Если"), "{found:#?}");
        assert!(found[6].starts_with("¶Телефон"), "{found:#?}");
    }

    #[test]
    fn takes_unwrapped_paragraphs_line_by_line() {
        let long = "Мы получили ваше письмо и сообщаем, что липу осмотрел специалист, дерево здоровое, а две сухие ветки над \
                    детской площадкой спилит бригада городского парка.";
        let text = format!("{long}\n{long}\nС уважением,\nдиректор парка\n");
        assert_eq!(
            blocks(&text),
            [format!("¶{long}"), format!("¶{long}"), "¶С уважением,".into(), "директор парка".into()]
        );
    }

    #[test]
    fn finds_list_items() {
        let text = "Приложите:\n– паспорт;\n– справку\n  из налоговой;\n– заявление.\n\nВаши вопросы\n1. Когда\n2) Где\nа) тут\n\
                    18–25 мая\n2026. Год\n— Да, – ответил он.";
        assert_eq!(
            blocks(text),
            [
                "¶Приложите:",
                "¶• паспорт;",
                "¶• справку↵  из налоговой;",
                "¶• заявление.",
                "¶Ваши вопросы",
                "¶• Когда",
                "¶• Где",
                "¶• тут",
                "¶18–25 мая",
                "2026. Год",
                "¶• Да, – ответил он."
            ]
        );
        assert_eq!(marker("2.4. Срок").map(|marker| (marker.class, marker.number)), Some((Class::Dotted(2), 4)));
        for text in ["12.03.2026. Ответ", "3.5 метра", "-5 градусов", "—", "– ", "1.Текст", "А. Ильин"]
        {
            assert_eq!(marker(text), None, "{text}");
        }
    }

    #[test]
    fn sees_first_line_indents() {
        let text = "    Первый абзац начат с отступа, а продолжен без него, так печатали\nраньше на машинке.\n    Второй абзац.\n";
        assert_eq!(blocks(text).len(), 2);
    }
}
