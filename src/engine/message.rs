//! Messages of rules with their places filled in.

use crate::rules::Hit;

/// Longest stretch of the letter that a message repeats, in characters: beyond that its ends are shown.
const LONGEST_QUOTE: usize = 80;

/// Fills the places `{name}` of a message with the hit's words; `{hit}` is the text found.
pub(super) fn fill(template: &str, hit: &Hit, text: &str) -> String {
    let mut message = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        message.push_str(before);
        let Some((name, behind)) = after.split_once('}') else {
            message.push('{');
            rest = after;
            continue;
        };
        match hit.words.iter().find(|(known, _)| *known == name) {
            Some((_, value)) => message.push_str(value),
            None if name == "hit" => message.push_str(&short(text)),
            None => {}
        }
        rest = behind;
    }
    message.push_str(rest);
    message
}

/// The text on one line, cut in the middle when it is long; messages put it in quotes, so its own become inner ones.
fn short(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ").replace('«', "„").replace('»', "“");
    let count = text.chars().count();
    if count <= LONGEST_QUOTE {
        return text;
    }
    let head: String = text.chars().take(LONGEST_QUOTE / 2).collect();
    let tail: String = text.chars().skip(count - LONGEST_QUOTE / 2).collect();
    format!("{} … {}", head.trim_end(), tail.trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    #[test]
    fn fills_places_by_name() {
        let hit = Hit::at(Span::default()).word("plain", "для");
        assert_eq!(fill("«{hit}» → {plain}; {нет}.", &hit, "в\n целях"), "«в целях» → для; .");
        assert_eq!(fill("{ и {hit", &hit, "а"), "{ и {hit");
        assert_eq!(fill("«{hit}»", &hit, "отдел «Юг»"), "«отдел „Юг“»");
    }
}
