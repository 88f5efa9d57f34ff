//! The way the answer goes: as the citizen asked; news by e-mail.

use crate::language::{MaskKind, SentenceView};
use crate::letter::{Role, Zone};
use crate::rules::{Check, Hit, Inspection};
use crate::text::Span;

pub(super) fn mismatch() -> Box<dyn Check> {
    Box::new(Mismatch)
}

pub(super) fn mailing() -> Box<dyn Check> {
    Box::new(Mailing)
}

#[derive(Debug)]
struct Mismatch;

/// Channels by their names in a card, with what a letter says when it goes that way.
const CHANNELS: [(&str, &str); 7] = [
    ("email", "по электронной почте"),
    ("post", "почтой"),
    ("pos", "в личный кабинет"),
    ("epgu", "в личный кабинет на Госуслугах"),
    ("phone", "по телефону"),
    ("visit", "на приёме"),
    ("social", "в социальной сети"),
];

impl Check for Mismatch {
    fn run(&self, seen: &Inspection<'_>, hits: &mut Vec<Hit>) {
        let card = &seen.letter.card;
        let Some(channel) = card.text("channel") else { return };
        let Some((id, name)) = CHANNELS.iter().find(|(id, _)| *id == channel) else { return };
        let addressee = seen.letter.parts.addressee.map(|span| seen.document.slice(span).to_lowercase());
        let text = own_text(seen);
        let cabinet = ["личном кабинете", "личный кабинет", "госуслуг"].iter().any(|words| text.contains(words));
        let there = addressee.as_deref().unwrap_or_default();
        let mail = there.contains('@') || text.contains("электронную почту") || text.contains('@');
        let index = there.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() == 6);
        let street = ["ул.", "улица", "пр.", "просп", "пер.", "д. ", "кв.", "наб.", "пл."]
            .iter()
            .any(|part| there.contains(part));
        let posted = ["направили почтой", "отправили почтой", "направлен почтой", "заказным письмом"]
            .iter()
            .any(|words| text.contains(words));
        let wrong = match *id {
            "email" => !mail,
            "post" => !(index || street || posted),
            "pos" | "epgu" => !cabinet,
            // Nothing in the text tells; only a letter that says it went by post is wrong.
            "phone" | "visit" => posted,
            _ => false,
        };
        let start = seen.letter.parts.addressee.or_else(|| first_span(seen));
        if let (true, Some(span)) = (wrong, start) {
            hits.push(Hit::letter(span).word("channel", *name));
            return;
        }
        let extra = card.text("extra_channel").and_then(|extra| CHANNELS.iter().find(|(id, _)| *id == extra));
        if let Some((id, name)) = extra {
            let also = match *id {
                "pos" | "epgu" => cabinet,
                _ => false,
            };
            let told = seen.letter.marks.iter().any(|mark| mark.role == Role::SecondChannel);
            if !(told || (also && *id != channel && channel != "pos" && channel != "epgu"))
                && let Some(span) = last_span(seen)
            {
                hits.push(Hit::letter(span).word("channel", format!("и {name}")));
            }
        }
    }
}

fn own_text(seen: &Inspection<'_>) -> String {
    let own = |block: &usize| matches!(seen.letter.zone(*block), Zone::Body | Zone::Closing | Zone::Addressee);
    let blocks = (0..seen.document.blocks().len()).filter(own).take(200);
    blocks
        .map(|block| seen.document.slice(seen.document.blocks()[block].span).to_lowercase())
        .collect::<Vec<_>>()
        .join("\n")
}

fn first_span(seen: &Inspection<'_>) -> Option<Span> {
    let block = seen.letter.parts.first_paragraph?;
    seen.analysis
        .sentences_of(block, seen.document, seen.lexicon)
        .find(|view| !view.is_empty())
        .map(|view| view.whole())
}

fn last_span(seen: &Inspection<'_>) -> Option<Span> {
    let block = seen.letter.parts.last_paragraph?;
    seen.analysis
        .sentences_of(block, seen.document, seen.lexicon)
        .filter(|view| !view.is_empty())
        .last()
        .map(|view| view.whole())
}

#[derive(Debug)]
struct Mailing;

/// Beginnings of words of an emergency, which goes by whatever reaches people.
const EMERGENCY: [&str; 10] =
    ["авари", "эвакуац", "отключ", "прорыв", "чрезвычайн", "шторм", "пожар", "опасн", "тревог", "перекры"];

impl Check for Mailing {
    fn run(&self, seen: &Inspection<'_>, hits: &mut Vec<Hit>) {
        let Some(channel) = seen.letter.card.text("channel").filter(|channel| *channel != "email") else { return };
        let urgent = |view: SentenceView<'_>| {
            (0..view.len()).any(|token| {
                view.mask(token) != Some(MaskKind::QuotedTitle)
                    && EMERGENCY.iter().any(|stem| view.word(token).folded.starts_with(stem))
            })
        };
        if seen.sentences().any(urgent) {
            return;
        }
        if let Some(span) = first_span(seen) {
            hits.push(Hit::letter(span).word("channel", channel.to_owned()));
        }
    }
}
