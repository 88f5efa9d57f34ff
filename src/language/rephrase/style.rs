//! How new words are written: capital letters, «ё», and «о» or «об» before the next word.

use crate::language::{SentenceView, Shape, fold};

/// The text with a capital first letter; one that begins with a number stays as it is.
pub(super) fn capitalise(text: &str) -> String {
    let start = text.find(char::is_alphanumeric).unwrap_or(0);
    let mut out = text[..start].to_owned();
    let mut rest = text[start..].chars();
    out.extend(rest.next().into_iter().flat_map(char::to_uppercase));
    out.push_str(rest.as_str());
    out
}

/// The text with a small first letter.
pub(super) fn uncapitalise(text: &str) -> String {
    let mut chars = text.chars();
    let mut out: String = chars.next().into_iter().flat_map(char::to_lowercase).collect();
    out.push_str(chars.as_str());
    out
}

/// How much of a block is looked at for «ё», in bytes: a file on one line is one block, and every rewording asks.
const LOOKED_AT: usize = 8192;

/// Writes «е» for «ё» unless the block around uses «ё»: its beginning or the sentence.
pub(super) fn yo(view: &SentenceView<'_>, text: &str) -> String {
    const YO: [char; 2] = ['ё', 'Ё'];
    if !text.contains(YO) {
        return text.into();
    }
    let block = view.block_text();
    let mut end = block.len().min(LOOKED_AT);
    while !block.is_char_boundary(end) {
        end -= 1;
    }
    let begin = &block[..end];
    if begin.contains(YO) || view.text_of(view.span(0..view.len())).contains(YO) {
        text.into()
    } else {
        text.replace('ё', "е").replace('Ё', "Е")
    }
}

/// True for «Вы», «Вас», «Вашего» and so on, in any case.
fn is_polite(folded: &str) -> bool {
    matches!(folded, "вы" | "вас" | "вам" | "вами") || (folded.starts_with("ваш") && folded.chars().count() <= 6)
}

/// The first word of the sentence: signs such as quotes and dashes before it are skipped.
pub(super) fn first_word(view: &SentenceView<'_>) -> usize {
    (0..view.len()).find(|&token| view.word(token).is_word()).unwrap_or(0)
}

/// Writes `new` as the tokens from `first` to `last` are written: a capital at the start, all capitals, «Вам».
pub(super) fn written_like(view: &SentenceView<'_>, first: usize, last: usize, new: &str) -> String {
    let new = yo(view, new);
    let words = || (first..=last).filter(|&token| view.word(token).is_word());
    let shape = |token: usize| view.word(token).shape;
    let mut shouted = words().filter(|&token| view.token_text(token).chars().count() > 1).peekable();
    if shouted.peek().is_some() && shouted.all(|token| shape(token) == Shape::Upper) {
        return new.to_uppercase();
    }
    let starts = first == first_word(view);
    let polite = words().any(|token| {
        let word = view.word(token);
        is_polite(&word.folded) && word.shape == Shape::Title && token != first_word(view)
    });
    let new = if polite { with_polite_capitals(&new) } else { new };
    let head = words().next();
    let titled =
        head.is_some_and(|token| shape(token) == Shape::Title && (starts || !is_polite(&view.word(token).folded)));
    if titled { capitalise(&new) } else { new }
}

fn with_polite_capitals(text: &str) -> String {
    let word = |word: &str| if is_polite(&fold(word)) { capitalise(word) } else { word.to_owned() };
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// Puts the last word of `text` into the form it has before `next`: «о» or «об».
pub(super) fn before_word(text: &str, next: Option<&str>) -> String {
    let Some(next) = next else { return text.into() };
    let next = fold(next);
    let vowel = next.starts_with(['а', 'э', 'и', 'о', 'у']);
    let (head, last) = text.rsplit_once(' ').map_or(("", text), |(_, last)| (&text[..text.len() - last.len()], last));
    let last = match (last, vowel) {
        ("о", true) => "об",
        ("О", true) => "Об",
        ("об", false) => "о",
        ("Об", false) => "О",
        _ => last,
    };
    let last = match (last, next.as_str()) {
        ("о", "мне" | "всем" | "всех" | "всей" | "что") => "обо",
        ("О", "мне" | "всем" | "всех" | "всей" | "что") => "Обо",
        ("с", "мной" | "мною" | "всеми" | "всем" | "всей" | "второго" | "вторника") => {
            "со"
        }
        ("к", "мне" | "всем" | "всему" | "всей") => "ко",
        ("в", "вторник" | "втором" | "второй") => "во",
        _ => last,
    };
    format!("{head}{last}")
}

/// The preposition that goes with a noun where the noun it replaces went with `preposition`: «на территории» is «во
/// дворе».
pub(super) fn own_preposition(noun: &str, preposition: &str) -> Option<&'static str> {
    match (noun, preposition) {
        ("двор" | "дворе" | "дворы" | "дворах", "на" | "в") => Some("во"),
        ("двора" | "дворов", "с") => Some("со"),
        _ => None,
    }
}

/// The text with the noun at its end as it is after «в» and «на»: «в детском саду».
pub(super) fn second_locative(text: &str, preposition: &str) -> String {
    const NOUNS: &[(&str, &str)] = &[
        ("саде", "саду"),
        ("годе", "году"),
        ("лесе", "лесу"),
        ("крае", "краю"),
        ("шкафе", "шкафу"),
        ("угле", "углу"),
        ("мосте", "мосту"),
        ("береге", "берегу"),
        ("снеге", "снегу"),
        ("ряде", "ряду"),
        ("порте", "порту"),
        ("аэропорте", "аэропорту"),
    ];
    let last = text.rsplit(' ').next().unwrap_or(text);
    match NOUNS.iter().find(|(form, _)| *form == last) {
        Some((_, form)) if matches!(preposition, "в" | "во" | "на") => {
            format!("{}{form}", &text[..text.len() - last.len()])
        }
        _ => text.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prepositions_fit_the_next_word() {
        assert_eq!(before_word("о", Some("оплате")), "об");
        assert_eq!(before_word("О", Some("ремонте")), "О");
        assert_eq!(before_word("о", Some("ёлке")), "о");
        assert_eq!(before_word("из-за", Some("аварии")), "из-за");
        assert_eq!(before_word("вместе с", Some("мной")), "вместе со");
    }

    #[test]
    fn capitals() {
        assert_eq!(capitalise("«приём»"), "«Приём»");
        assert_eq!(capitalise("5 подъездов"), "5 подъездов");
        assert_eq!(uncapitalise("Отдел"), "отдел");
    }
}
