//! `will-without-date`, `vague-deadline`: a promise tells the day.

use super::super::said::{Talk, sentences};
use super::super::weighed::weighed;
use super::status::{Deed, deed, is_maybe, repeats, tells_when};
use crate::data::FileError;
use crate::language::{MONTHS, MaskKind, SentenceView};
use crate::rules::{Check, Fix, Hit, Inspection, Level, Setup};
use crate::text::{Edit, Span};

/// `will-without-date`.
#[derive(Debug)]
struct WithoutDate;

pub(in super::super) fn without_date() -> Box<dyn Check> {
    Box::new(WithoutDate)
}

/// Words of a promise that depends on something, or that has its own rule.
const DEPENDS: [&str; 26] = [
    "когда",
    "после",
    "если",
    "чтобы",
    "пока",
    "как",
    "потом",
    "затем",
    "тогда",
    "при",
    "по",
    "очереди",
    "ближайшее",
    "скором",
    "кратчайшие",
    "перспективе",
    "позднее",
    "позже",
    "временем",
    "сроки",
    "срочном",
    "возможно",
    "возможности",
    "скорее",
    "будущем",
    "срок",
];

impl Check for WithoutDate {
    fn run(&self, seen: &Inspection<'_>, hits: &mut Vec<Hit>) {
        let body = sentences(seen);
        // A letter that gives one day need not give it for every step of the work.
        if body.iter().any(|said| said.future && !said.conditional && tells_when(&said.view) && !repeats(seen, said)) {
            return;
        }
        let mut last_block = usize::MAX;
        for (at, said) in body.iter().enumerate() {
            let Some((token, Deed::Future)) = deed(said) else { continue };
            if said.block() == last_block || said.talk != Talk::Statement && said.talk != Talk::Process || said.refuses
            {
                continue;
            }
            let view = &said.view;
            let asks = view.token_text(view.len() - 1) == "?";
            let depends = (0..view.len()).any(|token| DEPENDS.contains(&&*view.word(token).folded));
            let near = (at.saturating_sub(1)..body.len().min(at + 2))
                .chain((0..body.len()).filter(|&other| body[other].block() == said.block()));
            let dated = near.clone().any(|other| {
                tells_when(&body[other].view) && !repeats(seen, &body[other]) || is_maybe(&body[other].view)
            });
            // «Пришлите справку. Тогда пересчитаем плату»: the day depends on the reader.
            let waits = near
                .into_iter()
                .any(|other| other != at && (body[other].talk == Talk::Step || other < at && body[other].conditional));
            let confirms = view.word(token).folded.starts_with("подтверд");
            if asks || depends || dated || waits || confirms || said.conditional {
                continue;
            }
            last_block = said.block();
            let start = (0..token)
                .rev()
                .find(|&before| matches!(&*view.word(before).folded, "будет" | "будут"))
                .unwrap_or(token);
            let end = (token + 1..view.len()).find(|&next| !view.word(next).is_word()).unwrap_or(view.len());
            let place = view.span(token..end).end;
            let fix = Fix {
                level: Level::Ask,
                label: "до [дата]".to_owned(),
                edits: vec![Edit::replace(Span::empty(place), " до [дата]")],
            };
            hits.push(Hit::at(view.span(start..end)).fix(fix));
        }
    }
}

/// Makes the check of `vague-deadline`: rows of a table, where the same sentence names no day.
///
/// # Errors
/// A fault in its table.
pub(in super::super) fn vague(setup: &mut dyn Setup) -> Result<Box<dyn Check>, FileError> {
    weighed("vague-deadlines", setup, |seen, found, hits| {
        if found.is_empty() {
            return;
        }
        for view in seen.sentences() {
            let own = |hit: &&Hit| view.whole().covers(hit.span);
            if found.iter().any(|hit| own(&hit)) && !names_day(&view) {
                hits.extend(found.iter().filter(own).cloned());
            }
        }
    })
}

/// A day, or a number with a unit of time, that makes a deadline certain.
fn names_day(view: &SentenceView<'_>) -> bool {
    (0..view.len()).any(|token| {
        let word = &*view.word(token).folded;
        let number = word.starts_with(|c: char| c.is_ascii_digit()) && view.mask(token).is_none();
        let timed = number
            && (token + 1..view.len().min(token + 4)).any(|next| {
                let next = &*view.word(next).folded;
                UNITS.iter().any(|unit| next.starts_with(unit)) || MONTHS.contains(&next)
            });
        matches!(view.mask(token), Some(MaskKind::Date | MaskKind::Placeholder))
            || timed
            || MONTHS.contains(&word)
            || UNIT_NUMBERS.contains(&word) && token + 1 < view.len() && {
                let next = &*view.word(token + 1).folded;
                UNITS.iter().any(|unit| next.starts_with(unit))
            }
            || matches!(word, "завтра" | "послезавтра" | "сегодня")
    })
}

/// Units of time as they begin.
const UNITS: [&str; 14] = [
    "дн",
    "день",
    "недел",
    "месяц",
    "час",
    "год",
    "лет",
    "сут",
    "числ",
    "квартал",
    "минут",
    "рабоч",
    "календарн",
    "декад",
];

/// Numbers in words that stand before them.
const UNIT_NUMBERS: [&str; 12] =
    ["один", "одну", "одного", "два", "две", "двух", "три", "трех", "пять", "пяти", "десять", "тридцать"];
