//! What else a refusal must hold: what the reader can do next, and how to appeal.

use super::refusal::{groups, promises, refusing_span};
use super::said::{AGAIN, CONTACT, DOING, OFFER, PROCESS, SAYING, Said, Talk, is_refusal, may_be, sentences};
use crate::language::{Feature, MaskKind, MaskSet, SentenceView, Tag};
use crate::letter::{Kind, Occasion, Role, Zone};
use crate::rules::{Check, Fix, Hit, Inspection, Level};

/// A way to mend it that is only shown.
pub(super) fn show(label: &str) -> Fix {
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
        // Where something is granted, what is said above the refusal helps with that.
        let partial = seen.letter.kind == Kind::PartialRefusal;
        let appeals = appeal_paragraphs(&body);
        let granted = granted_paragraphs(&body, own);
        // «Звоните ей» under the name of the executor is for questions about the letter.
        let until = seen
            .letter
            .parts
            .executor
            .as_ref()
            .filter(|executor| !executor.in_text)
            .map(|executor| executor.span.start);
        let offered = body
            .iter()
            .filter(|said| (!partial || said.block() >= own) && !appeals.contains(&said.block()))
            .filter(|said| !granted.contains(&said.block()))
            .filter(|said| until.is_none_or(|start| said.block() <= own || said.view.whole().start < start))
            .filter(|said| granted.is_empty() || !prepares(&said.view))
            .any(|said| helps(seen, said, own));
        if passed || offered {
            return;
        }
        if let Some(span) = refusing_span(seen, &body[group.start]) {
            hits.push(Hit::at(span).fix(show("Что можно сделать: 1) …; 2) …")));
        }
    }
}

/// Paragraphs that begin with how to appeal: «На отказ подают жалобу главе округа. Подать её можно в кабинет 1.»
fn appeal_paragraphs(body: &[Said<'_>]) -> Vec<usize> {
    let paragraphs = body.chunk_by(|a, b| a.block() == b.block());
    let about = |paragraph: &&[Said<'_>]| {
        let appeal = |said: &Said<'_>| said.talk == Talk::Appeal;
        let opens =
            |said: &Said<'_>| appeal(said) || said.conditional || said.view.token_text(said.view.len() - 1) == "?";
        paragraph.len() <= APPEAL_SENTENCES && paragraph.iter().any(appeal) && paragraph.first().is_some_and(opens)
    };
    paragraphs.filter(about).filter_map(|paragraph| Some(paragraph.first()?.block())).collect()
}

/// Paragraphs above the refusal that begin with what is granted: «Северный участок продадим. Подпишите договор.»
fn granted_paragraphs(body: &[Said<'_>], refusing: usize) -> Vec<usize> {
    let paragraphs = body.chunk_by(|a, b| a.block() == b.block());
    let grants = |paragraph: &&[Said<'_>]| {
        paragraph.first().is_some_and(|said| {
            said.block() < refusing && said.future && !said.refuses && !said.conditional && promises(said)
        })
    };
    paragraphs.filter(grants).filter_map(|paragraph| Some(paragraph.first()?.block())).collect()
}

/// «Собираясь в дорогу, возьмите тёплую кофту»: for what was granted.
fn prepares(view: &SentenceView<'_>) -> bool {
    let order = |token: usize| {
        may_be(view, token, Tag::of(&[Feature::Imperative, Feature::Plur])) && view.word(token).folded.ends_with("те")
    };
    let takes = |token: usize| {
        matches!(&*view.word(token).folded, "возьмите" | "захватите" | "наденьте" | "положите" | "приготовьте")
    };
    let orders: Vec<usize> = (0..view.len()).filter(|&token| order(token)).collect();
    let going = may_be(view, 0, Feature::Conv.tag())
        || (1..view.len()).any(|token| {
            matches!((&*view.word(token - 1).folded, &*view.word(token).folded), ("с", "собой") | ("в", "дорогу"))
        });
    going && !orders.is_empty() && orders.into_iter().all(takes)
}

/// Sentences of a paragraph that is only about appeals.
const APPEAL_SENTENCES: usize = 4;

/// True when a sentence tells the reader what can be done, other than to appeal or to rate the reply.
fn helps(seen: &Inspection<'_>, said: &Said<'_>, refusing: usize) -> bool {
    let view = &said.view;
    let first = Some(said.block()) == seen.letter.parts.first_paragraph;
    let repeats = first && refusing != said.block();
    if first && !said.refuses && (repeats || said.talk != Talk::Step) {
        return false;
    }
    let asks = view.token_text(view.len() - 1) == "?";
    if asks || rates(seen, said) || is_empty_advice(view) {
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
            let acts = said.senses & (DOING | SAYING | PROCESS | OFFER) != 0;
            // «Если участок станет частным, проезд могут закрыть» threatens.
            let ours = (0..view.len()).any(|token| {
                let word = &*view.word(token).folded;
                matches!(word, "вы" | "вам" | "вас" | "вами" | "мы" | "нам")
                    || word.starts_with("ваш")
                    || may_be(view, token, Tag::of(&[Feature::Fin, Feature::Plur])) && word.ends_with('м')
            });
            // «Если оплатить штраф за 20 дней, он будет вдвое меньше»: the reader may do it; with «не» it warns.
            let open = (1..view.len())
                .any(|token| &*view.word(token - 1).folded == "если" && may_be(view, token, Feature::Inf.tag()))
                && !(0..view.len()).any(|token| &*view.word(token).folded == "не");
            let promise = said.conditional && (said.future || said.present) && acts && (ours || open);
            let again = said.senses & AGAIN != 0 && said.talk != Talk::Process;
            let site = (!said.past || said.present || said.future)
                && said.senses & CONTACT != 0
                && (0..view.len()).any(|token| view.word(token).folded.starts_with("сайт"));
            contact
                || promise
                || again
                || site
                || is_dead_end(view)
                || said.block() >= refusing && opens_way(view)
                || said.block() > refusing && said.talk != Talk::Courtesy && turns_to_help(view)
                || said.able && said.block() != refusing && has_infinitive(view)
        }
    }
}

/// «Оставьте мнение об ответе: …»: the survey is no help.
fn rates(seen: &Inspection<'_>, said: &Said<'_>) -> bool {
    let rating =
        ["оцен", "опрос", "анкет", "мнени", "отзыв", "удовлетвор", "высказ", "качеств", "впечатлени", "доволь"];
    seen.letter.parts.survey.as_ref().is_some_and(|survey| said.view.whole().overlaps(survey.span))
        || (0..said.view.len()).any(|token| {
            let word = &*said.view.word(token).folded;
            rating.iter().any(|start| word.starts_with(start))
        }) && (0..said.view.len()).any(|token| {
            said.view.is_masked(token, MaskSet::of(&[MaskKind::Url]))
                || said.view.word(token).folded.starts_with("ответ")
        })
}

/// «Как получить свидетельство.», «Куда обратиться», «Самый короткий путь – …»: what follows is the way out.
fn opens_way(view: &SentenceView<'_>) -> bool {
    let asks = matches!(&*view.word(0).folded, "как" | "куда" | "где")
        && (1..view.len().min(4)).any(|token| {
            may_be(view, token, Feature::Inf.tag()) || matches!(&*view.word(token).folded, "можно" | "можете")
        });
    let way = (0..view.len().min(4)).any(|token| {
        matches!(&*view.word(token).folded, "путь" | "способ" | "выход" | "вариант" | "варианта" | "выхода" | "способа")
    }) && !(0..view.len()).any(|token| matches!(&*view.word(token).folded, "не" | "нет"));
    asks || way
}

/// «Одновременно разъясняем возможность …», «Обращаем внимание …», «Альтернативой является …»: another way.
fn turns_to_help(view: &SentenceView<'_>) -> bool {
    let has = |stems: &[&str], reach: usize| {
        (0..view.len().min(reach)).any(|token| stems.iter().any(|stem| view.word(token).folded.starts_with(stem)))
    };
    let turns = has(&["вместе", "одновременно", "взамен", "альтернатив", "дополнительно", "внимание", "зато"], 3);
    turns && !has(&["учтен", "контрол", "сведени", "благодар", "пониман", "не", "нет"], view.len())
}

/// «Рекомендуем руководствоваться действующими правилами»: advice that helps nobody.
fn is_empty_advice(view: &SentenceView<'_>) -> bool {
    let has = |stems: &[&str]| {
        (0..view.len()).any(|token| stems.iter().any(|stem| view.word(token).folded.starts_with(stem)))
    };
    has(&["руководств", "соблюда", "придерживат"]) && has(&["действующ", "законодат", "требовани", "норм"])
}

fn has_infinitive(view: &SentenceView<'_>) -> bool {
    (0..view.len()).any(|token| may_be(view, token, Feature::Inf.tag()))
}

/// «Других вариантов закон не даёт»: an honest end.
fn is_dead_end(view: &SentenceView<'_>) -> bool {
    let has = |stems: &[&str]| {
        (0..view.len()).any(|token| stems.iter().any(|stem| view.word(token).folded.starts_with(stem)))
    };
    let denies = (0..view.len()).any(|token| matches!(&*view.word(token).folded, "нет" | "не"));
    has(&["друг", "иных", "иные", "иного", "иной"])
        && has(&["вариант", "способ", "возможност", "выплат", "мер"])
        && denies
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
        // What is no matter of the office is neither granted nor refused.
        if seen.letter.occasion == Some(Occasion::OffTopic) {
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
