//! `not-our-competence`: who sends the reader on says where to.

use super::refused::show;
use super::said::{Said, reports, sentences};
use super::weighed::weighed;
use crate::data::FileError;
use crate::language::{MaskKind, MaskSet, Reading, SentenceView, fold, tokenize};
use crate::letter::Role;
use crate::rules::{Check, Fix, Hit, Inspection, Level, Setup};
use crate::text::{Edit, Span};

/// Makes the check of `not-our-competence`: rows of a table, where nobody else is named.
///
/// # Errors
/// A fault in its table.
pub(super) fn competence(setup: &mut dyn Setup) -> Result<Box<dyn Check>, FileError> {
    weighed("not-ours", setup, find)
}

/// Authorities and others who may be competent, by dictionary form.
const BODIES: [&str; 40] = [
    "министерство",
    "комитет",
    "инспекция",
    "управление",
    "администрация",
    "департамент",
    "служба",
    "агентство",
    "фонд",
    "прокуратура",
    "полиция",
    "росреестр",
    "роспотребнадзор",
    "росздравнадзор",
    "госавтоинспекция",
    "гибдд",
    "мфц",
    "суд",
    "нотариус",
    "компания",
    "организация",
    "дирекция",
    "центр",
    "отдел",
    "банк",
    "оператор",
    "предприятие",
    "учреждение",
    "больница",
    "поликлиника",
    "школа",
    "архив",
    "почта",
    "налоговая",
    "область",
    "район",
    "соцфонд",
    "водоканал",
    "теплосеть",
    "ведомство",
];

/// Verbs of who does it, by dictionary form.
const DOES: [&str; 16] = [
    "заниматься",
    "отвечать",
    "ведать",
    "решать",
    "назначать",
    "передать",
    "направить",
    "переслать",
    "обратиться",
    "обращаться",
    "написать",
    "позвонить",
    "переадресовать",
    "рассматривать",
    "отправить",
    "решить",
];

fn find(seen: &Inspection<'_>, found: Vec<Hit>, hits: &mut Vec<Hit>) {
    if found.is_empty() {
        return;
    }
    let body = sentences(seen);
    let redirected = seen.letter.marks.iter().any(|mark| mark.role == Role::Redirect);
    for mut hit in found {
        let Some(at) = body.iter().position(|said| said.view.whole().covers(hit.span)) else { continue };
        if body[at].conditional || reports(&body[at].view) {
            continue;
        }
        let block = body[at].block();
        let next = body[at..].iter().map(Said::block).find(|&other| other != block);
        let near: Vec<&Said<'_>> =
            body.iter().filter(|said| said.block() == block || Some(said.block()) == next).collect();
        let contacts = MaskSet::of(&[MaskKind::Phone, MaskKind::Email, MaskKind::Url, MaskKind::Address]);
        let contact = near.iter().any(|said| (0..said.view.len()).any(|token| said.view.is_masked(token, contacts)));
        let named = near.iter().any(|said| names_body(&said.view, &hit));
        if contact || redirected && named {
            continue;
        }
        if named {
            hit.loudness -= 1;
        }
        let place = Span::empty(body[at].view.whole().end);
        hits.push(hit.fix(known_body(seen, &near).map_or_else(
            || show("Этим занимается …, телефон …"),
            |who| {
                let told = format!("Этим занимается {who}.");
                let edits = vec![Edit::replace(place, format!(" {told}"))];
                Fix { level: Level::Ask, label: told, edits }
            },
        )));
    }
}

/// Who does it, as the office has written down: the body whose topic is spoken of beside the refusal or in the first
/// paragraph.
fn known_body(seen: &Inspection<'_>, near: &[&Said<'_>]) -> Option<String> {
    if seen.profile.bodies.is_empty() {
        return None;
    }
    let first = seen.letter.parts.first_paragraph;
    let opening = first.into_iter().flat_map(|block| seen.analysis.sentences_of(block, seen.document, seen.lexicon));
    let views: Vec<SentenceView<'_>> = near.iter().map(|said| said.view).chain(opening).collect();
    let morphology = seen.lexicon.morphology();
    let spoken = |word: &str| {
        let forms: Vec<_> = morphology.readings(word).iter().map(|reading| fold(&reading.lemma)).collect();
        let same = |view: &SentenceView<'_>, token: usize| {
            let lemma = |reading: &Reading| view.lexicon().lemma(reading.lemma).to_owned();
            view.readings(token).iter().take(3).map(lemma).any(|lemma| forms.iter().any(|form| *form == fold(&lemma)))
        };
        views.iter().any(|view| (0..view.len()).any(|token| view.word(token).is_word() && same(view, token)))
    };
    let told = |topic: &str| tokenize(topic).filter(|word| word.chars().count() > 2).all(spoken);
    seen.profile.bodies.iter().find(|(topic, _)| told(topic)).map(|(_, who)| who.trim_end_matches('.').to_owned())
}

/// True when the sentence says who does it.
fn names_body(view: &SentenceView<'_>, hit: &Hit) -> bool {
    let lemma = |token: usize, list: &[&str]| {
        view.readings(token).iter().take(3).any(|reading| list.contains(&view.lexicon().lemma(reading.lemma)))
    };
    let does = (0..view.len()).any(|token| lemma(token, &DOES) && !view.token_span(token).overlaps(hit.span));
    does && (0..view.len()).any(|token| {
        !view.token_span(token).overlaps(hit.span)
            && (lemma(token, &BODIES)
                || view.is_masked(token, MaskSet::of(&[MaskKind::OfficialName, MaskKind::OrgName])))
    })
}
