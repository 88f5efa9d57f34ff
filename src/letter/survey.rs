//! Finds the invitation to rate the reply.

use std::ops::Range;

use crate::document::Document;
use crate::text::Span;

use super::phone::phone;
use super::recognise::{count_words, placeholders};

/// How the reader is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SurveyForm {
    /// In words only.
    Words,
    /// A placeholder for the link.
    Placeholder,
    /// A link.
    Link,
}

/// The invitation to rate the reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Survey {
    /// The link or words.
    pub span: Span,
    /// How.
    pub form: SurveyForm,
}

/// Services that hold surveys.
const SERVICES: [&str; 8] = [
    "forms.yandex",
    "forms.gle",
    "docs.google.com/forms",
    "anketolog",
    "simpoll",
    "testograf",
    "vashkontrol",
    "pos.gosuslugi.ru/form",
];

/// Beginnings of words in addresses of surveys: «site.ru/ocenka-otveta», «opros.site.ru».
const ADDRESS_WORDS: [&str; 15] = [
    "otziv", "otzyv", "otzuv", "ocen", "otsen", "opros", "poll", "survey", "anket", "webanket", "vote", "golos",
    "feedback", "quiz", "mneni",
];

/// Beginnings of words that speak of rating.
const RATING: [&str; 16] = [
    "опрос",
    "анкет",
    "оцен",
    "отзыв",
    "мнени",
    "довольн",
    "доволен",
    "удовлетвор",
    "голосовани",
    "проголосу",
    "впечатлени",
    "отзовит",
    "звезд",
    "балл",
    "лайк",
    "nps",
];

/// Questions that ask for an opinion of the reply.
const OPINIONS: [&str; 38] = [
    "обратная связь",
    "обратную связь",
    "обратной связи",
    "стать лучше",
    "работать лучше",
    "отвечать лучше",
    "отвечать понятн",
    "писать понятн",
    "что вы думаете",
    "что думаете",
    "как мы ответили",
    "как вам ответили",
    "как мы справились",
    "как мы работаем",
    "как вам наш",
    "как вам наш ответ",
    "как вам ответ",
    "понятен ли",
    "понятно ли",
    "помог ли",
    "полезен ли",
    "понравился ли",
    "понравилось ли",
    "понравилась ли",
    "понравились ли",
    "устроил ли",
    "на три вопроса",
    "на два вопроса",
    "на четыре вопроса",
    "на пять вопросов",
    "на несколько вопросов",
    "коротких вопрос",
    "короткие вопрос",
    "уделите",
    "все ли понятно",
    "всё ли понятно",
    "все ли было понятно",
    "всё ли было понятно",
];

fn is_survey_address(address: &str) -> bool {
    let address = address.to_lowercase();
    SERVICES.iter().any(|part| address.contains(part))
        || address
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| ADDRESS_WORDS.iter().any(|begin| word.starts_with(begin)))
}

/// The address around the byte `at`.
fn address_around(text: &str, at: usize) -> Range<usize> {
    let ends = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '«' | '»' | '(' | ')' | '[' | ']' | '"');
    let start =
        text[..at].rfind(ends).map_or(0, |found| found + text[found..].chars().next().map_or(1, char::len_utf8));
    let end = text[at..].find(ends).map_or(text.len(), |found| at + found);
    start..start + text[start..end].trim_end_matches(['.', ',', ';', ':', '!', '?']).len()
}

/// The slashes after the hosts of addresses without a protocol: «site.example/opros».
fn bare_addresses(text: &str) -> impl Iterator<Item = usize> {
    text.match_indices('/').map(|(at, _)| at).filter(move |&at| {
        if text[at + 1..].starts_with(|c: char| c.is_whitespace() || c == '/') {
            return false;
        }
        let before = text[..at].rfind(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '-')));
        let host = &text[before.map_or(0, |end| end + text[end..].chars().next().map_or(1, char::len_utf8))..at];
        let zone = host.rsplit('.').next().unwrap_or_default();
        host.contains('.')
            && host.split('.').all(|part| part.chars().count() > 1)
            && zone.chars().all(char::is_alphabetic)
    })
}

pub(super) fn has_rating_words(folded: &str) -> bool {
    folded.split(|c: char| !c.is_alphanumeric()).any(|word| RATING.iter().any(|rating| word.starts_with(rating)))
        || OPINIONS.iter().any(|words| folded.contains(words))
        || speaks_of_quality(folded)
}

/// «качество ответа», «о качестве подготовленной информации»: of what the office does, near the word for quality.
fn speaks_of_quality(folded: &str) -> bool {
    folded.match_indices("качеств").any(|(at, _)| {
        let own =
            ["ответ", "рассмотр", "подготов", "работ", "информ", "обслуж", "взаимод", "письм", "консульт", "разъясн"];
        folded[at..].split(|c: char| !c.is_alphabetic()).take(4).any(|word| own.iter().any(|own| word.starts_with(own)))
    })
}

/// The invitation in one line.
pub(super) fn in_text(text: &str) -> Option<(Range<usize>, SurveyForm)> {
    let folded = text.to_lowercase();
    let rating = has_rating_words(&folded);
    // A bare «site.ru/opros» counts too; any address counts next to words on rating.
    let addresses = text.match_indices("://").map(|(at, _)| at);
    for at in addresses.chain(bare_addresses(text)) {
        let range = address_around(text, at);
        if rating || is_survey_address(&text[range.clone()]) {
            return Some((range, SurveyForm::Link));
        }
    }
    let stems = ["ссылк", "опрос", "survey", "url", "анкет"];
    if let Some(hole) = placeholders(text).find(|hole| hole.says(&stems) && (rating || hole.says(&stems[1..]))) {
        return Some((hole.range, SurveyForm::Placeholder));
    }
    let asks = [
        "оцените",
        "пройдите",
        "оставьте отзыв",
        "ссылка на отзыв",
        "ссылка на опрос",
        "заполните анкет",
        "ответьте на вопросы анкет",
        "расскажите",
        "поделитесь",
        "примите участие в опрос",
    ];
    if rating && let Some(range) = other_way(text) {
        return Some((range, SurveyForm::Link));
    }
    (rating && asks.iter().any(|ask| folded.contains(ask))).then_some((0..text.len(), SurveyForm::Words))
}

/// A site without a page, a code to scan, a mailbox or a phone, in a sentence that asks to rate the reply.
fn other_way(text: &str) -> Option<Range<usize>> {
    let own = |sentence: &str| {
        let folded = sentence.to_lowercase();
        has_rating_words(&folded)
            && ["ответ", "качеств", "работ", "обращени", "письм", "опрос", "анкет"]
                .iter()
                .any(|word| folded.contains(word))
    };
    let mut start = 0;
    text.split_inclusive(['!', '?', '\n']).flat_map(|part| part.split_inclusive(". ")).find_map(|sentence| {
        let from = start;
        start += sentence.len();
        if !own(sentence) {
            return None;
        }
        let folded = sentence.to_lowercase();
        let code = folded.contains("qr")
            || folded.contains("код") && ["камер", "скан"].iter().any(|word| folded.contains(word));
        let whole = 0..sentence.trim_end().len();
        let found = bare_site(sentence)
            .or_else(|| code.then(|| whole.clone()))
            .or_else(|| sentence.find('@').map(|at| address_around(sentence, at)))
            .or_else(|| phone(sentence).map(|phone| phone.range))?;
        Some(found.start + from..found.end + from)
    })
}

/// «opros.gorod.ru», «опрос.город.рф»: a host with nothing behind it.
fn bare_site(text: &str) -> Option<Range<usize>> {
    text.match_indices('.').map(|(at, _)| address_around(text, at)).find(|range| {
        let word = &text[range.clone()];
        let (host, zone) = word.rsplit_once('.').unwrap_or_default();
        host.chars().count() > 1
            && ["ru", "рф", "su", "com", "org", "net", "info", "online", "site", "москва", "дети", "рус", "example"]
                .contains(&&*zone.to_lowercase())
    })
}

/// The best invitation of a document: a link anywhere, else a placeholder or words in one of `blocks`.
pub(super) fn find(document: &Document, blocks: impl Iterator<Item = usize>) -> Option<Survey> {
    if let Some(link) = document.links().iter().find(|link| is_survey_address(&link.target)) {
        return Some(Survey { span: link.span, form: SurveyForm::Link });
    }
    let text = document.text();
    for (at, _) in text.match_indices("://") {
        let range = address_around_within(text, at);
        if is_survey_address(&text[range.clone()]) {
            return Some(Survey { span: Span::new(range.start as u32, range.end as u32), form: SurveyForm::Link });
        }
    }
    let mut best: Option<Survey> = None;
    let mut asked = false; // the line before asks for an opinion
    for block in blocks {
        let span = document.blocks()[block].span;
        let line = document.slice(span);
        if line.trim().is_empty() {
            continue;
        }
        let below = std::mem::replace(&mut asked, span.len() < 600 && has_rating_words(&line.to_lowercase()));
        if below
            && count_words(line) <= 6
            && let Some(at) = line
                .find("://")
                .or_else(|| bare_addresses(line).next())
                .or_else(|| bare_site(line).map(|range| range.start))
        {
            let range = address_around(line, at);
            let span = Span::new(range.start as u32, range.end as u32).shift(span.start);
            best = Some(Survey { span, form: SurveyForm::Link });
            break;
        }
        let link = document.links().iter().find(|link| link.span.overlaps(span));
        if let Some(link) = link
            && has_rating_words(&line.to_lowercase())
        {
            best = Some(Survey { span: link.span, form: SurveyForm::Link });
            break;
        }
        let Some((range, form)) = in_text(document.slice(span)) else { continue };
        if best.as_ref().is_none_or(|best| best.form < form) {
            let found = Span::new(range.start as u32, range.end as u32).shift(span.start);
            best = Some(Survey { span: found, form });
        }
    }
    best
}

/// A link below the signature, which is there for nothing else: «Две минуты на вопросы: https://…». Lines that tell how
/// to reach the office are no such.
pub(super) fn below_signature(document: &Document, blocks: impl Iterator<Item = usize>) -> Option<Survey> {
    blocks.into_iter().find_map(|block| {
        let span = document.blocks()[block].span;
        let text = document.slice(span);
        let folded = text.to_lowercase();
        if [
            "сайт",
            "почт",
            "портал",
            "подробн",
            "отпис",
            "статус",
            "соцсет",
            "в сети",
            "вконтакте",
            "канал",
            "групп",
            "vk.",
            "t.me",
        ]
        .iter()
        .any(|word| folded.contains(word))
        {
            return None;
        }
        // «Пять вопросов об ответе – по QR-коду внизу страницы»
        if folded.contains("qr") && ["ответ", "вопрос"].iter().any(|word| folded.contains(word)) {
            return Some(Survey { span, form: SurveyForm::Link });
        }
        let at = text.find("://").or_else(|| bare_addresses(text).next())?;
        let range = address_around(text, at);
        let found = Span::new(range.start as u32, range.end as u32).shift(span.start);
        Some(Survey { span: found, form: SurveyForm::Link })
    })
}

/// The address of a survey in a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SurveyAddress {
    /// Where it stands.
    pub span: Span,
    /// As the reader sees it.
    pub shown: String,
    /// Where it leads.
    pub target: String,
    /// True when a space or line end breaks it.
    pub broken: bool,
}

/// The addresses of surveys in a letter: known ones, and any address in a line that asks to rate the reply.
pub fn survey_addresses(document: &Document) -> Vec<SurveyAddress> {
    let mut found: Vec<SurveyAddress> = Vec::new();
    let rated = |at: u32| {
        document.block_at(at).is_some_and(|block| {
            let span = document.blocks()[block].span;
            span.len() < 1000 && asks_to_rate(&document.slice(span).to_lowercase())
        })
    };
    for link in document.links() {
        let shown = document.slice(link.span);
        if is_survey_address(&link.target) || is_survey_address(shown) || rated(link.span.start) {
            let (shown, target) = (shown.to_owned(), link.target.clone());
            found.push(SurveyAddress { span: link.span, shown, target, broken: false });
        }
    }
    let text = document.text();
    for (at, _) in text.match_indices("://").take(200) {
        let range = address_around_within(text, at);
        let span = Span::new(range.start as u32, range.end as u32);
        let shown = &text[range.clone()];
        if found.iter().any(|known| known.span.overlaps(span)) || !(is_survey_address(shown) || rated(span.start)) {
            continue;
        }
        // «https://forms. yandex.ru/u/65a»: a host without a dot, the rest of it after the space.
        let host = shown.split("://").nth(1).unwrap_or_default().split('/').next().unwrap_or_default();
        let broken = !host.contains('.') && text[range.end..].starts_with(". ");
        found.push(SurveyAddress { span, shown: shown.to_owned(), target: shown.to_owned(), broken });
    }
    found
}

/// Words that ask the reader to rate the reply, not any word on surveys.
fn asks_to_rate(folded: &str) -> bool {
    [
        "оцените",
        "оценить",
        "отзыв",
        "опрос об ответе",
        "опрос о качестве",
        "пройдите опрос",
        "короткий опрос",
        "анкета о качестве",
        "качество ответа",
    ]
    .iter()
    .any(|words| folded.contains(words))
}

/// As [`address_around`], in a long text: looks no further than an address is long.
fn address_around_within(text: &str, at: usize) -> Range<usize> {
    let mut start = at.saturating_sub(16);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    let mut end = (at + 512).min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let range = address_around(&text[start..end], at - start);
    range.start + start..range.end + start
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_links_from_words_and_from_other_sites() {
        for (text, expected) in [
            ("Оцените ответ: https://volraion.ru/opros/zemlya", Some(SurveyForm::Link)),
            ("Анкета о качестве ответа: https://volraion.ru/a/12.", Some(SurveyForm::Link)),
            ("Ссылка на отзыв: https://ag.lenobl.ru/about/polls/141/", Some(SurveyForm::Link)),
            ("Опрос: archive-yar.ru/opros", Some(SurveyForm::Link)),
            ("Оцените наш ответ: {{ссылка_на_опрос}}", Some(SurveyForm::Placeholder)),
            (
                "Ответьте на три вопроса о качестве подготовленной информации: https://eco.example/tri",
                Some(SurveyForm::Link),
            ),
            ("Поставьте нам оценку: верхние-ключи.example/оценка", Some(SurveyForm::Link)),
            ("Оценить ответ можно на сайте опрос.верхнереченск.рф.", Some(SurveyForm::Link)),
            ("Чтобы оценить ответ, наведите камеру телефона на QR-код.", Some(SurveyForm::Link)),
            ("Оценить качество ответа можно по телефону 8 (4952) 12-34-00.", Some(SurveyForm::Link)),
            ("Ваше мнение об ответе ждём на otzyv@verh.example", Some(SurveyForm::Link)),
            ("Помогите нам стать лучше: https://verh.example/5", Some(SurveyForm::Link)),
            ("Вопрос оценки участка решит комиссия. Справки: 8 (4952) 12-34-00.", None),
            ("Пройдите, пожалуйста, короткий опрос на нашем сайте", Some(SurveyForm::Words)),
            ("Подробнее на сайте https://ag.lenobl.ru/.", None),
            ("Опрос жителей показал, что двор нужен.", None),
            ("Документ лежит по ссылке [ссылка]", None),
        ] {
            assert_eq!(in_text(text).map(|(_, form)| form), expected, "{text}");
        }
    }
}
