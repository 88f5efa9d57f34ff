//! HTML as tags, comments and text, each with its place. The tokenizer is a library's; this says what an entity means and
//! where it stands, which fixes need.

use html5gum::{DefaultEmitter, HtmlString, Token, Tokenizer};

use crate::text::Span;

/// What a stretch of HTML holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::source) enum Node {
    /// Text as it stands.
    Text(Span),
    /// The meaning of an entity.
    Entity(String, Span),
    /// A tag.
    Tag(Tag),
    /// A comment, or something else that is not shown, with its marks.
    Comment(Span),
}

/// A tag.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::source) struct Tag {
    /// Its name in small letters.
    pub name: String,
    /// True for `</name>`.
    pub closing: bool,
    /// True where no end of the element is to come: `<name/>`.
    pub empty: bool,
    /// Names in small letters, and values.
    pub attributes: Vec<(String, String)>,
    /// Where it stands.
    pub span: Span,
}

impl Tag {
    /// The value of an attribute.
    pub(in crate::source) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }
}

/// Reads HTML that begins at `start` of the source.
pub(in crate::source) fn nodes(html: &str, start: u32, mut each: impl FnMut(Node)) {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    // What stands in <script> and the like is no HTML.
    emitter.naively_switch_states(true);
    let place = |span: html5gum::Span<usize>| {
        let span = Span::new(span.start.min(html.len()) as u32, span.end.min(html.len()) as u32);
        Span::new(span.start, span.end.max(span.start))
    };
    for Ok(token) in Tokenizer::new_with_emitter(html, emitter) {
        match token {
            Token::String(found) => text(html, place(found.span), start, &mut each),
            Token::Comment(found) => each(Node::Comment(place(found.span).shift(start))),
            Token::StartTag(found) => each(Node::Tag(Tag {
                name: string(&found.name),
                closing: false,
                empty: found.self_closing,
                attributes: found.attributes.iter().map(|(name, value)| (string(name), string(&value.value))).collect(),
                span: place(found.span).shift(start),
            })),
            Token::EndTag(found) => each(Node::Tag(Tag {
                name: string(&found.name),
                closing: true,
                span: place(found.span).shift(start),
                ..Tag::default()
            })),
            Token::Doctype(_) | Token::Error(_) => {}
        }
    }
}

fn string(found: &HtmlString) -> String {
    String::from_utf8_lossy(found).into_owned()
}

/// Text with entities in it.
fn text(html: &str, span: Span, start: u32, each: &mut impl FnMut(Node)) {
    let Some(text) = html.get(span.range()) else { return };
    let start = start + span.start;
    let mut from = 0;
    let mut put = |from: usize, to: usize, meaning: Option<String>| {
        let span = Span::new(start + from as u32, start + to as u32);
        match meaning {
            Some(meaning) => each(Node::Entity(meaning, span)),
            None if span.is_empty() => {}
            None => each(Node::Text(span)),
        }
    };
    for (at, _) in text.match_indices('&') {
        let tail = &text.as_bytes()[at + 1..];
        // The longest entities have some thirty letters.
        let letters = tail.iter().take(40).take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'#').count();
        let end = at + 1 + letters + usize::from(tail.get(letters) == Some(&b';'));
        if let Some(meaning) = entity(&text[at..end]) {
            put(from, at, None);
            put(at, end, Some(meaning));
            from = end;
        }
    }
    put(from, text.len(), None);
}

/// The meaning of one entity; `None` when it is none.
fn entity(source: &str) -> Option<String> {
    let mut meaning = String::new();
    if source.len() > 2 {
        for Ok(token) in Tokenizer::new(source) {
            if let Token::String(text) = token {
                meaning.push_str(&string(&text.value));
            }
        }
    }
    (meaning != source && !meaning.is_empty()).then_some(meaning)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_thing_has_its_place() {
        let source = "<p class=\"a>b\">да&nbsp;<a HREF='x?a&amp;b'>нет</a><!-- о\n чём --> 1 < 2 & 3 &copy 4<style>p{}<b>\n\
                      </style>я<br/><o:p>";
        let mut shown = Vec::new();
        nodes(source, 0, |node| {
            shown.push(match node {
                Node::Text(span) => span.of(source).to_owned(),
                Node::Entity(text, span) => format!("{}={text}", span.of(source)),
                Node::Tag(tag) => {
                    assert!(tag.span.of(source).starts_with('<') && tag.span.of(source).ends_with('>'));
                    format!("{}{} {:?}", if tag.closing { "/" } else { "" }, tag.name, tag.attribute("href"))
                }
                Node::Comment(span) => format!("[{}]", span.of(source)),
            });
        });
        let expected = [
            "p None",
            "да",
            "&nbsp;=\u{a0}",
            "a Some(\"x?a&b\")",
            "нет",
            "/a None",
            "[<!-- о\n чём -->]",
            " 1 < 2 & 3 ",
            "&copy=©",
            " 4",
            "style None",
            "p{}<b>\n",
            "/style None",
            "я",
            "br None",
            "o:p None",
        ];
        assert_eq!(shown, expected);
    }
}
