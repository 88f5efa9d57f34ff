//! HTML inside Markdown, as far as a reader sees it: its text stays, tags are told, comments are looked at.

use pulldown_cmark::{Event, Parser};

use crate::text::Span;

/// What a stretch of HTML holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node {
    /// Text as it stands.
    Text(Span),
    /// The meaning of an entity.
    Entity(String, Span),
    /// A tag, its name in small letters.
    Tag {
        /// Name.
        name: String,
        /// True for `</name>`.
        closing: bool,
        /// What stands in it after the name.
        attributes: Span,
        /// Where.
        span: Span,
    },
    /// A comment, with its marks.
    Comment(Span),
}

#[derive(Debug, Default)]
enum Mode {
    #[default]
    Text,
    Comment(u32),
    Tag(u32),
    /// In an element whose content is not text.
    Skip(&'static str),
}

/// Reads HTML piece by piece: Markdown hands it over by lines.
#[derive(Debug, Default)]
pub(super) struct Scanner {
    mode: Mode,
}

impl Scanner {
    /// Forgets what was left open.
    pub(super) fn reset(&mut self) {
        self.mode = Mode::Text;
    }

    /// Reads the stretch `at..end` of `source`.
    pub(super) fn feed(&mut self, source: &str, mut at: usize, end: usize) -> Vec<Node> {
        let mut out = Vec::new();
        while at < end {
            let rest = &source[at..end];
            let here = at as u32;
            match self.mode {
                Mode::Text if rest.starts_with("<!--") => self.mode = Mode::Comment(here),
                Mode::Text if starts_tag(rest) => self.mode = Mode::Tag(here),
                Mode::Text => {
                    let length = text_length(rest);
                    text(&mut out, &rest[..length], here);
                    at += length;
                }
                Mode::Comment(start) => {
                    // `<!-->` is a comment too, so the end is looked for after the first four characters.
                    let from = if start == here { 4 } else { 0 };
                    match rest.get(from..).and_then(|rest| rest.find("-->")) {
                        Some(length) => {
                            at += from + length + 3;
                            out.push(Node::Comment(Span::new(start, at as u32)));
                            self.mode = Mode::Text;
                        }
                        None => at = end,
                    }
                }
                Mode::Tag(start) => match tag_length(rest) {
                    Some(length) => {
                        at += length;
                        self.mode = Mode::Text;
                        self.tag(source, Span::new(start, at as u32), &mut out);
                    }
                    None => at = end,
                },
                Mode::Skip(name) => match rest.find("</").map(|found| (found, &rest[found + 2..])) {
                    Some((found, tail)) => {
                        let here = tail.get(..name.len()).is_some_and(|tail| tail.eq_ignore_ascii_case(name));
                        at += found + if here { 0 } else { 2 };
                        if here {
                            self.mode = Mode::Text;
                        }
                    }
                    None => at = end,
                },
            }
        }
        out
    }

    fn tag(&mut self, source: &str, span: Span, out: &mut Vec<Node>) {
        let inner = span.of(source).trim_start_matches('<').trim_end_matches('>');
        let closing = inner.starts_with('/');
        let inner = inner.trim_start_matches('/');
        let name_end = inner.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inner.len());
        let name = inner[..name_end].to_ascii_lowercase();
        if !closing
            && let Some(skipped) = ["script", "style", "title", "template"].into_iter().find(|&skip| skip == name)
        {
            self.mode = Mode::Skip(skipped);
        }
        let start = span.start + 1 + u32::from(closing) + name_end as u32;
        let attributes = Span::new(start.min(span.end), span.end.saturating_sub(1).max(start.min(span.end)));
        out.push(Node::Tag { closing, attributes, name, span });
    }
}

fn starts_tag(rest: &str) -> bool {
    rest.starts_with('<') && rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'))
}

/// Bytes of text up to the next tag; at least one character.
fn text_length(rest: &str) -> usize {
    rest.char_indices().skip(1).find(|&(at, c)| c == '<' && starts_tag(&rest[at..])).map_or(rest.len(), |(at, _)| at)
}

/// Bytes up to the end of a tag. A `>` in quotes does not end it, if the quote ends.
fn tag_length(rest: &str) -> Option<usize> {
    let mut quote = None;
    // No tag worth reading is longer, and quotes that do not end must not cost a search to the end for each tag.
    for (at, c) in rest.char_indices().take(4096) {
        match (quote, c) {
            (None, '>') => return Some(at + 1),
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), _) if open == c => quote = None,
            _ => {}
        }
    }
    rest.find('>').map(|at| at + 1)
}

/// The value of an attribute by name in small letters.
pub(super) fn attribute(attributes: &str, name: &str) -> Option<String> {
    let mut rest = attributes.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
    // No tag worth reading has more of them.
    for _ in 0..64 {
        let end = rest.find(|c: char| c.is_whitespace() || c == '=').unwrap_or(rest.len());
        let (found, tail) = (&rest[..end], rest[end..].trim_start());
        let Some(tail) = tail.strip_prefix('=').map(str::trim_start) else {
            if tail.is_empty() {
                return None;
            }
            rest = tail;
            continue;
        };
        let (value, after) = match tail.chars().next()? {
            quote @ ('"' | '\'') => {
                let inner = &tail[1..];
                inner.split_at(inner.find(quote).unwrap_or(inner.len()))
            }
            _ => tail.split_at(tail.find(char::is_whitespace).unwrap_or(tail.len())),
        };
        if found.eq_ignore_ascii_case(name) {
            return Some(value.to_owned());
        }
        rest = after.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '/'));
    }
    None
}

/// Text with entities in it.
fn text(out: &mut Vec<Node>, text: &str, start: u32) {
    let mut from = 0;
    let mut put = |from: usize, to: usize, entity: Option<String>| {
        let span = Span::new(start + from as u32, start + to as u32);
        match entity {
            Some(meaning) => out.push(Node::Entity(meaning, span)),
            None if span.is_empty() => {}
            None => out.push(Node::Text(span)),
        }
    };
    for (at, _) in text.match_indices('&') {
        if at < from {
            continue;
        }
        // The longest entities have some thirty letters.
        let tail = &text.as_bytes()[at..text.len().min(at + 40)];
        let Some(length) = tail.iter().position(|&byte| byte == b';').map(|end| end + 1) else { continue };
        if let Some(meaning) = entity(&text[at..at + length]) {
            put(from, at, None);
            put(at, at + length, Some(meaning));
            from = at + length;
        }
    }
    put(from, text.len(), None);
}

/// The meaning of one entity. The Markdown parser has the table.
fn entity(source: &str) -> Option<String> {
    let mut meaning = String::new();
    for event in Parser::new(source) {
        if let Event::Text(text) = event {
            meaning.push_str(&text);
        }
    }
    (meaning != source && !meaning.is_empty()).then_some(meaning)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_over_several_lines() {
        let source = "<p class=\"a>b\">да&nbsp;<a href='x'>нет</a><!-- о\n чём --> 1 < 2 & 3<style>p{}\n</style>я";
        let mut scanner = Scanner::default();
        let cut = source.find('\n').expect("line end") + 1;
        let last = source.rfind('\n').expect("line end") + 1;
        let mut nodes = scanner.feed(source, 0, cut);
        nodes.extend(scanner.feed(source, cut, last));
        nodes.extend(scanner.feed(source, last, source.len()));
        let shown: Vec<String> = nodes
            .iter()
            .map(|node| match node {
                Node::Text(span) => span.of(source).to_owned(),
                Node::Entity(text, span) => format!("{}={text}", span.of(source)),
                Node::Tag { name, closing, attributes, .. } => {
                    let href = attribute(attributes.of(source), "href");
                    format!("{}{name} {href:?}", if *closing { "/" } else { "" })
                }
                Node::Comment(span) => format!("[{}]", span.of(source)),
            })
            .collect();
        let expected = [
            "p None",
            "да",
            "&nbsp;=\u{a0}",
            "a Some(\"x\")",
            "нет",
            "/a None",
            "[<!-- о\n чём -->]",
            " 1 < 2 & 3",
            "style None",
            "/style None",
            "я",
        ];
        assert_eq!(shown, expected);
    }

    #[test]
    fn finds_attributes() {
        let source = r#" class=a data-href="нет" checked HREF = 'https://a.ru/?b="c"' style="color:red"/"#;
        assert_eq!(attribute(source, "href").as_deref(), Some(r#"https://a.ru/?b="c""#));
        assert_eq!(attribute(source, "style").as_deref(), Some("color:red"));
        assert_eq!(attribute(source, "class").as_deref(), Some("a"));
        assert_eq!(attribute(source, "id"), None);
        assert_eq!(attribute("\u{a0}=", "id"), None);
    }
}
