//! The phone by which appointments are made.

use crate::language::{MaskKind, SentenceView};
use crate::letter::{LetterMatch, Role, has_hole};
use crate::rules::{Check, Fix, Hit, Inspection, Level};
use crate::text::{Edit, Span};

pub(super) fn phone() -> Box<dyn Check> {
    Box::new(Booking)
}

#[derive(Debug)]
struct Booking;

impl Check for Booking {
    fn run(&self, seen: &Inspection<'_>, hits: &mut Vec<Hit>) {
        let mut known: Vec<&str> = seen.params.texts("phones").collect();
        if known.is_empty() {
            known.extend(seen.profile.appointment_phone.as_deref());
        }
        let mut last = None;
        for mark in seen.letter.marks.iter().filter(|mark| mark.role == Role::Booking) {
            let place = (mark.block, mark.sentence);
            if last.replace(place) != Some(place) {
                hits.extend(one(seen, mark, &known));
            }
        }
    }
}

fn one(seen: &Inspection<'_>, mark: &LetterMatch, known: &[&str]) -> Option<Hit> {
    let sentence = |index: usize| seen.analysis.sentence(mark.block as usize, index, seen.document, seen.lexicon);
    let here = sentence(mark.sentence as usize)?;
    let next = sentence(mark.sentence as usize + 1);
    let both = || [Some(here), next].into_iter().flatten();
    let phones: Vec<Span> = both().flat_map(|view| phones(&view)).collect();
    let right = |span: &Span| {
        let digits = digits(seen.document.slice(*span));
        known.iter().any(|known| tail(&digits, &self::digits(known)))
    };
    // «Телефон отдела: (4952) 12-34-56. Запишитесь на приём заранее»
    let before = (mark.sentence as usize).checked_sub(1).and_then(sentence);
    if phones.is_empty() && before.is_some_and(|view| !self::phones(&view).is_empty()) {
        return None;
    }
    if phones.is_empty() {
        let other_way = both().any(|view| {
            let text = seen.document.slice(view.whole());
            let words = text.to_lowercase();
            let hole = seen.letter.template && has_hole(text, &["тел".into(), "ссылк".into(), "сайт".into()]);
            (0..view.len()).any(|token| matches!(view.mask(token), Some(MaskKind::Url | MaskKind::Email)))
                || [
                    "сайт",
                    "портал",
                    "госуслуг",
                    "кабинет",
                    "этому же телефону",
                    "тому же телефону",
                    "по телефону, который",
                    "окне",
                    "уже запис",
                    "запись не нужна",
                ]
                .iter()
                .any(|way| words.contains(way))
                || hole
        });
        let told = known.first().map_or_else(|| "[телефон]".to_owned(), |phone| (*phone).to_owned());
        return (!other_way).then(|| {
            let text = format!(" по телефону {told}");
            let span = here.span(mark.tokens.clone());
            let fix = Fix {
                level: Level::Ask,
                label: text.trim_start().to_owned(),
                edits: vec![Edit::replace(Span::empty(span.end), text)],
            };
            Hit::at(span).word("phone", told).fix(fix)
        });
    }
    // Without a number of the office any will do.
    if known.is_empty() || phones.iter().any(right) {
        return None;
    }
    let span = *phones.first()?;
    let mut hit = Hit::at(span).word("phone", known.join(" или "));
    if let [only] = known {
        let edits = vec![Edit::replace(span, (*only).to_owned())];
        hit = hit.fix(Fix { level: Level::Ask, label: (*only).to_owned(), edits });
    }
    Some(hit)
}

fn phones(view: &SentenceView<'_>) -> Vec<Span> {
    let first = view.first_token();
    let masks = view.block_masks().iter().filter(|mask| mask.kind == MaskKind::Phone);
    let own = masks.filter(|mask| mask.tokens.start >= first && mask.tokens.end <= first + view.len());
    own.map(|mask| view.span(mask.tokens.start - first..mask.tokens.end - first)).collect()
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// The same number with or without the code.
fn tail(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    short.len() >= 6
        && (long.ends_with(short) || short.get(1..).is_some_and(|rest| rest.len() == 10 && long.ends_with(rest)))
}
