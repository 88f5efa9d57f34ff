//! Whether the first paragraph says what the citizen asked: «обращение … о ремонте дороги», «вы спросили, когда …».
//!
//! Russian names the matter of a letter in few ways: a preposition after the word for the letter, a clause or an
//! infinitive after «вы просите», a noun after «жалоба на». Each is looked for in the sentences that speak of the
//! citizen's letter; words that fit any letter («о рассмотрении», «по указанному вопросу») name nothing.

mod lists;
mod residue;
mod words;

use self::residue::things;
use self::words::Words;
use crate::document::Document;
use crate::language::{Analysis, Lexicon, SentenceView};

use super::recognise::placeholders;
use super::{Letter, Zone};

/// True when the first paragraph or the subject line names what was asked.
pub fn names_question(letter: &Letter, document: &Document, analysis: &Analysis, lexicon: &Lexicon) -> bool {
    if subject_line(letter, document) {
        return true;
    }
    let Some(block) = letter.parts.first_paragraph else { return true };
    let text = document.slice(document.blocks()[block].span);
    if letter.template && hole(text) {
        return true;
    }
    let mut spoke = false;
    for view in analysis.sentences_of(block, document, lexicon) {
        let words = Words { view };
        let speaks = words.speaks();
        // «Ваше письмо со словами благодарности бригаде»
        if super::detect::names_thanks(&view) {
            return true;
        }
        // «Оно о ремонте», «Вы просите …» after the sentence that names the letter.
        // What was done, before a word on the letter, is what was asked: «Мы присвоили адрес вашему дому. Заявление …».
        if (speaks || spoke) && words.names() || !spoke && !words.cites() && words.tells_of_own() {
            return true;
        }
        spoke |= speaks;
    }
    card(letter, text) || tells(letter, document, analysis, lexicon)
}

/// Things of its own that a citing sentence must hold: one may belong to the name of an office.
const THINGS: usize = 2;

/// The sentences up to the last that cites the letter hold things that not every letter speaks of. What follows the
/// citation is the answer. The number may stand below a paragraph of thanks.
fn tells(letter: &Letter, document: &Document, analysis: &Analysis, lexicon: &Lexicon) -> bool {
    let Some(first) = letter.parts.first_paragraph else { return true };
    let blocks = document.blocks();
    let cited = (first..blocks.len().min(first + 3)).find(|&block| {
        letter.zone(block) == letter.zone(first)
            && analysis.sentences_of(block, document, lexicon).any(|view| Words { view }.cites())
    });
    let last = cited.unwrap_or(first);
    (first..=last).any(|block| {
        let views: Vec<_> = analysis.sentences_of(block, document, lexicon).collect();
        let cites = |view: &SentenceView<'_>| Words { view: *view }.cites();
        let parts = &letter.parts;
        let requisites = [parts.incoming_number, parts.incoming_date];
        let numbered = |view: &SentenceView<'_>| requisites.iter().flatten().any(|span| view.whole().covers(*span));
        let last = views.iter().rposition(numbered).or_else(|| views.iter().rposition(cites));
        views[..last.map_or(views.len(), |at| at + 1)].iter().any(|view| {
            let enough = if cites(view) { THINGS } else { 1 };
            things(view, enough) >= enough
        })
    })
}

/// Half of the card's words for the matter.
fn card(letter: &Letter, text: &str) -> bool {
    let Some(subject) = letter.card.text("subject") else { return false };
    let stem = |word: &str| word.chars().take(5).collect::<String>();
    let content = |text: &str| -> Vec<String> {
        let folded = text.to_lowercase().replace('ё', "е");
        folded.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 3).map(stem).collect()
    };
    let (wanted, there) = (content(subject), content(text));
    !wanted.is_empty() && wanted.iter().filter(|word| there.contains(word)).count() * 2 >= wanted.len()
}

/// A subject line that says more than «О рассмотрении обращения».
fn subject_line(letter: &Letter, document: &Document) -> bool {
    let lines = (0..document.blocks().len()).take(super::REACH).filter(|&block| letter.zone(block) == Zone::Subject);
    let empty = [
        "рассмотр",
        "направл",
        "обращен",
        "ответ",
        "информац",
        "письм",
        "заявлен",
        "запрос",
        "жалоб",
        "ваш",
        "продл",
        "срок",
        "уведомл",
        "переадрес",
        "перенаправл",
        "передач",
        "принадлежн",
        "поступл",
        "регистрац",
        "получен",
        "результат",
    ];
    let content = |word: &str| {
        let word = word.to_lowercase();
        word.chars().count() > 3
            && !empty.iter().any(|stem| word.starts_with(stem))
            && word.chars().all(char::is_alphabetic)
    };
    lines.map(|block| document.slice(document.blocks()[block].span)).any(|text| {
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| content(word)).count() >= 2
            || letter.template && hole(text)
    })
}

/// A hole of a template that asks for the matter.
fn hole(text: &str) -> bool {
    placeholders(text).any(|hole| {
        let before = text[..hole.range.start].trim_end().to_lowercase();
        hole.says(&["вопрос", "тем", "суть", "предмет", "содержан", "чём", "о чем", "просьб"])
            || before.ends_with(" о")
            || before.ends_with(" об")
    })
}
