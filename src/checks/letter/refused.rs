//! What else a refusal must hold: what the reader can do next, how to appeal, plain words, and in what exactly.

use super::refusal::{groups, refusing_span};
use super::said::{AGAIN, CONTACT, DOING, Said, Talk, card, is_refusal, marks, may_be, senses, sentences};
use crate::data::FileError;
use crate::language::{Feature, MaskKind, MaskSet, SentenceView};
use crate::letter::{Role, Zone};
use crate::rules::vocabulary::rows_of;
use crate::rules::{Check, Fix, Hit, Inspection, Level, Setup};

fn show(label: &str) -> Fix {
    Fix { level: Level::Show, label: label.to_owned(), edits: Vec::new() }
}

/// `refusal-no-next-step`.
#[derive(Debug)]
struct NoNextStep;

pub(super) fn no_next_step() -> Box<dyn Check> {
    Box::new(NoNextStep)
}

impl Check for NoNextStep {
    fn run(&self, seen: &Inspection<'_>, hits: &mut Vec<Hit>) {
        if !seen.letter.whole || !seen.letter.marks.iter().any(is_refusal) {
            return;
        }
        let body = sentences(seen);
        let Some(group) = groups(&body).next() else { return };
        let passed = seen.letter.marks.iter().any(|mark| mark.role == Role::Redirect);
        let own = body[group.start].block();
        if passed || body.iter().any(|said| helps(seen, said, own)) {
            return;
        }
        if let Some(span) = refusing_span(seen, &body[group.start]) {
            hits.push(Hit::at(span).fix(show("Что можно сделать: 1) …; 2) …")));
        }
    }
}

/// True when a sentence tells the reader what can be done, other than to appeal or to rate the reply.
fn helps(seen: &Inspection<'_>, said: &Said<'_>, refusing: usize) -> bool {
    let view = &said.view;
    if Some(said.block()) == seen.letter.parts.first_paragraph && !said.refuses && said.talk != Talk::Step {
        return false;
    }
    let contacts = MaskSet::of(&[MaskKind::Phone, MaskKind::Email, MaskKind::Url]);
    let for_questions = (0..view.len()).any(|token| {
        let word = &*view.word(token).folded;
        matches!(word, "вопросы" | "вопросам" | "вопросов")
            || word.starts_with("справк") && token > 0 && &*view.word(token - 1).folded == "для"
    });
    match said.talk {
        Talk::Appeal => false,
        Talk::Step => !(for_questions && said.conditional),
        _ => {
            let contact = !for_questions && (0..view.len()).any(|token| view.is_masked(token, contacts));
            let promise = said.conditional && (said.future || said.present);
            let again = said.senses & AGAIN != 0 && said.talk != Talk::Process;
            let site =
                said.senses & CONTACT != 0 && (0..view.len()).any(|token| view.word(token).folded.starts_with("сайт"));
            contact
                || promise
                || again
                || site
                || is_dead_end(view)
                || said.able && said.block() != refusing && has_infinitive(view)
        }
    }
}

fn has_infinitive(view: &SentenceView<'_>) -> bool {
    (0..view.len()).any(|token| may_be(view, token, Feature::Inf.tag()))
}

/// «Других вариантов закон не даёт»: an honest end.
fn is_dead_end(view: &SentenceView<'_>) -> bool {
    let has = |stems: &[&str]| {
        (0..view.len()).any(|token| stems.iter().any(|stem| view.word(token).folded.starts_with(stem)))
    };
    has(&["друг", "ин"]) && has(&["вариант", "способ", "возможност", "выплат", "мер"]) && has(&["нет", "не"])
}

/// `refusal-appeal-missing`.
#[derive(Debug)]
struct NoAppeal;

pub(super) fn appeal_missing() -> Box<dyn Check> {
    Box::new(NoAppeal)
}

impl Check for NoAppeal {
    fn run(&self, seen: &Inspection<'_>, hits: &mut Vec<Hit>) {
        if !seen.letter.whole || !seen.letter.marks.iter().any(is_refusal) {
            return;
        }
        let body = sentences(seen);
        if groups(&body).next().is_none() || body.iter().any(|said| said.talk == Talk::Appeal) {
            return;
        }
        // Attachments and notes may tell it.
        let elsewhere = seen.document.blocks().iter().enumerate().any(|(block, at)| {
            matches!(seen.letter.zone(block), Zone::Attachments | Zone::Notes) && {
                let text = seen.document.slice(at.span).to_lowercase();
                ["обжал", "жалоб", "оспор"].iter().any(|word| text.contains(word))
            }
        });
        if elsewhere {
            return;
        }
        if let Some(last) = body.last() {
            hits.push(
                Hit::letter(last.view.whole()).fix(show("Если вы не согласны с решением, вы можете подать жалобу: …")),
            );
        }
    }
}

/// `refusal-hidden`: rows of a table, where the letter nowhere says it plainly.
#[derive(Debug)]
struct Hidden {
    rows: Box<dyn Check>,
}

/// Makes the check of `refusal-hidden`.
///
/// # Errors
/// A fault in its table.
pub(super) fn hidden(setup: &mut dyn Setup) -> Result<Box<dyn Check>, FileError> {
    Ok(Box::new(Hidden { rows: rows_of("veiled-refusals", setup)? }))
}

impl Check for Hidden {
    fn run(&self, seen: &Inspection<'_>, hits: &mut Vec<Hit>) {
        let mut found = Vec::new();
        self.rows.run(seen, &mut found);
        let declared = card(seen, "outcome").contains(&"cannot");
        if found.is_empty() && !declared {
            return;
        }
        let body = sentences(seen);
        if body.iter().any(is_plain) {
            return;
        }
        if found.is_empty() {
            let refuses =
                seen.letter.marks.iter().any(|mark| matches!(mark.role, Role::Refusal | Role::PartialRefusal));
            hits.extend(body.first().filter(|_| !refuses).map(|said| Hit::letter(said.view.whole())));
            return;
        }
        let quoted = |hit: &Hit| {
            body.iter().any(|said| {
                said.view.whole().covers(hit.span)
                    && (said.conditional || said.talk == Talk::Process && !said.refuses && reports(&said.view))
            })
        };
        hits.extend(found.into_iter().filter(|hit| !quoted(hit)));
    }
}

/// «Вы пишете, что …»
fn reports(view: &SentenceView<'_>) -> bool {
    (0..view.len()).any(|token| {
        matches!(&*view.word(token).folded, "пишете" | "сообщаете" | "указываете" | "считаете" | "просите")
    })
}

/// A refusal that nobody misreads: «не можем», «нельзя», «отказали», «не положена».
fn is_plain(said: &Said<'_>) -> bool {
    let view = &said.view;
    !said.conditional
        && (0..view.len()).any(|token| {
            let word = &*view.word(token).folded;
            let denied = token > 0 && &*view.word(token - 1).folded == "не";
            word == "нельзя"
                || word.starts_with("отказ") && !matches!(word, "отказаться" | "отказался" | "отказалась")
                || denied && matches!(word, "можем" | "могу" | "сможем" | "сможет" | "получится" | "удастся")
                || denied && word.starts_with("положен")
                || denied && senses(view, token) & DOING != 0
        })
}

/// `partial-refusal-scope`.
#[derive(Debug)]
struct Scope {
    rows: Box<dyn Check>,
}

/// Makes the check of `partial-refusal-scope`.
///
/// # Errors
/// A fault in its table.
pub(super) fn partial_scope(setup: &mut dyn Setup) -> Result<Box<dyn Check>, FileError> {
    Ok(Box::new(Scope { rows: rows_of("partial-refusals", setup)? }))
}

impl Check for Scope {
    fn run(&self, seen: &Inspection<'_>, hits: &mut Vec<Hit>) {
        let mut found = Vec::new();
        self.rows.run(seen, &mut found);
        if found.is_empty() {
            return;
        }
        let body = sentences(seen);
        for hit in found {
            let Some(at) = body.iter().position(|said| said.view.whole().covers(hit.span)) else { continue };
            let near = at.saturating_sub(2)..body.len().min(at + 4);
            let (mut granted, mut refused) = (false, false);
            for said in &body[near] {
                let (given, denied) = decides(seen, said, &hit);
                granted |= given;
                refused |= denied;
            }
            if !(granted && refused) {
                hits.push(hit.fix(show("Мы сделали: … . Мы не можем: …, потому что …")));
            }
        }
    }
}

/// What a sentence names as granted and as refused, outside the words that tell of a part.
fn decides(seen: &Inspection<'_>, said: &Said<'_>, marker: &Hit) -> (bool, bool) {
    let view = &said.view;
    let (mut granted, mut refused) = (false, false);
    for token in 0..view.len() {
        if view.token_span(token).overlaps(marker.span) {
            continue;
        }
        let word = &*view.word(token).folded;
        let denied = token > 0 && &*view.word(token - 1).folded == "не";
        let deed = senses(view, token) & DOING != 0 && !may_be(view, token, Feature::Inf.tag());
        granted |= deed && !denied;
        refused |= deed && denied
            || word == "нельзя"
            || denied && matches!(word, "можем" | "сможем" | "положен" | "положена" | "положено");
    }
    // A refusal with its own object beside the marker.
    let beside = view.whole().covers(marker.span);
    refused |= !beside && marks(seen, view).any(|mark| is_refusal(mark) && mark.role == Role::Refusal);
    (granted, refused)
}

/// `not-our-competence`: rows of a table, where nobody else is named.
#[derive(Debug)]
struct Competence {
    rows: Box<dyn Check>,
}

/// Makes the check of `not-our-competence`.
///
/// # Errors
/// A fault in its table.
pub(super) fn competence(setup: &mut dyn Setup) -> Result<Box<dyn Check>, FileError> {
    Ok(Box::new(Competence { rows: rows_of("not-ours", setup)? }))
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

impl Check for Competence {
    fn run(&self, seen: &Inspection<'_>, hits: &mut Vec<Hit>) {
        let mut found = Vec::new();
        self.rows.run(seen, &mut found);
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
            let contact =
                near.iter().any(|said| (0..said.view.len()).any(|token| said.view.is_masked(token, contacts)));
            let named = near.iter().any(|said| names_body(&said.view, &hit));
            if contact || redirected && named {
                continue;
            }
            if named {
                hit.loudness -= 1;
            }
            hits.push(hit.fix(show("Этим занимается …, телефон …")));
        }
    }
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
