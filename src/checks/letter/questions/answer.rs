//! Whether a letter answers a question: how much of its words one passage holds, whether the passage says what was asked
//! for, and whether it answers another question instead.

use std::sync::Arc;

use super::super::said::Said;
use super::asked::{Key, Question, Wanted, begins};
use crate::document::BlockKind;
use crate::language::{MaskKind, MaskSet};
use crate::rules::Inspection;

/// A paragraph with its heading.
pub(super) struct Passage<'a> {
    said: Vec<&'a Said<'a>>,
    /// An item of a list, a paragraph with a number.
    item: bool,
}

/// Words of a heading in the text: «Что с местом в саду № 9».
const HEADING: usize = 10;

/// The passages that may answer.
pub(super) fn passages<'a>(seen: &Inspection<'_>, answers: &[&'a Said<'a>]) -> Vec<Passage<'a>> {
    let mut all: Vec<Passage<'a>> = Vec::new();
    let mut heading = false;
    for paragraph in answers.chunk_by(|a, b| a.block() == b.block()) {
        let block = &seen.document.blocks()[paragraph[0].block()];
        let text = seen.document.slice(block.span).trim();
        let item = matches!(block.kind, BlockKind::ListItem { .. }) || opens_with_number(text);
        match all.last_mut() {
            Some(last) if heading => {
                last.said.extend(paragraph);
                last.item |= item;
            }
            _ => all.push(Passage { said: paragraph.to_vec(), item }),
        }
        let words = paragraph.iter().map(|said| said.view.len()).sum::<usize>();
        heading = paragraph.len() == 1 && words <= HEADING && !text.ends_with(['.', '!', ';', ',']) && !item;
    }
    all
}

/// «2. Скамейку вернём», «3) Вход бесплатный»
fn opens_with_number(text: &str) -> bool {
    text.strip_prefix(|c: char| c.is_ascii_digit()).is_some_and(|rest| rest.starts_with(['.', ')']))
}

/// Points of a passage that answers.
pub(super) const ENOUGH: usize = 30;

/// What another word for the same thing is worth, in percent.
const KIN: usize = 70;

/// Points for saying what was asked for.
const SAYS: usize = 15;

/// Points for an item that no other question claims, where the letter numbers as many answers as there are questions.
const PLACE: usize = 20;

/// Questions with so few words may be answered in quite other ones.
const SHORT: usize = 2;

/// True for each question that some passage answers; `in_order` where the letter numbers one answer to each.
pub(super) fn answered(questions: &[Question], passages: &[Passage<'_>], in_order: bool) -> Vec<bool> {
    let points = points(questions, passages, in_order);
    let enough =
        |(question, own): (&Question, Vec<usize>)| question.keys.is_empty() || own.into_iter().max() >= Some(ENOUGH);
    questions.iter().zip(points).map(enough).collect()
}

/// The points of each passage for each question.
fn points(questions: &[Question], passages: &[Passage<'_>], in_order: bool) -> Vec<Vec<usize>> {
    let said =
        |question: &Question| -> Vec<usize> { passages.iter().map(|passage| weigh(question, passage)).collect() };
    let own: Vec<Vec<usize>> = questions.iter().map(said).collect();
    // A list after an answer is of something else: «Какие есть варианты: …».
    let first = passages.iter().take_while(|passage| !passage.item).count();
    let in_order = in_order && own.iter().all(|points| points[..first].iter().all(|points| *points < ENOUGH));
    let mut items = 0;
    let place: Vec<Option<usize>> = passages
        .iter()
        .map(|passage| {
            items += usize::from(passage.item);
            (in_order && passage.item).then(|| items - 1)
        })
        .collect();
    let total = |at: usize, here: usize| {
        let mine = own[at][here];
        let in_place = place[here] == Some(at);
        // Another question needs this passage more, and has no other that would do.
        let claimed = !in_place
            && own.iter().any(|other| {
                let wants = other[here];
                wants > mine.max(ENOUGH) && (0..other.len()).all(|there| there == here || other[there] < wants)
            });
        // Two answers may share a passage, where it says what the question wants.
        let points = match claimed {
            true => {
                if mine > SAYS && says(questions[at].wanted, &passages[here]) == Some(true) {
                    mine - SAYS
                } else {
                    mine / 2
                }
            }
            false => mine,
        };
        let free = place[here].is_some() && !claimed && (mine > 0 || questions[at].keys.len() <= SHORT);
        if free { points + PLACE } else { points }
    };
    (0..questions.len()).map(|at| (0..passages.len()).map(|here| total(at, here)).collect()).collect()
}

/// The share of the question's words in a passage, more or less by whether it says what was asked for.
fn weigh(question: &Question, passage: &Passage<'_>) -> usize {
    let share = share(question, passage);
    match says(question.wanted, passage) {
        Some(true) => share + SAYS,
        Some(false) if matches!(question.wanted, Wanted::Price | Wanted::Number) => share / 3,
        Some(false) => share / 2,
        None => share,
    }
}

/// The part of a question's words that a passage holds, by weight, in percent: half for the whole, half for the sentence
/// that holds most.
fn share(question: &Question, passage: &Passage<'_>) -> usize {
    let (mut all, mut most) = (vec![0; question.keys.len()], 0);
    for said in passage.said.iter().filter(|said| question.conditional || !is_condition(said)) {
        let mut here = 0;
        for (key, held) in question.keys.iter().zip(&mut all) {
            let worth = held_by(said, key) * key.weight;
            here += worth;
            *held = worth.max(*held);
        }
        most = most.max(here);
    }
    (all.iter().sum::<usize>() + most) / 2 / question.weight().max(1)
}

/// «Если пятно увеличится, …»: advice for later, not an answer.
fn is_condition(said: &Said<'_>) -> bool {
    let view = &said.view;
    match &*view.word(0).folded {
        "если" => true,
        // «Когда промоют трубы» alone is a heading.
        "когда" => (0..view.len()).any(|token| view.token_text(token) == ","),
        _ => false,
    }
}

/// How surely a sentence speaks of a word of the question, in percent.
fn held_by(said: &Said<'_>, key: &Key) -> usize {
    let view = &said.view;
    let held = |token: usize| {
        let word = view.word(token);
        if key.exact {
            return 100 * usize::from(word.folded.split('.').any(|part| part == &*key.words[0]));
        }
        if !word.is_word() {
            return 0;
        }
        let lemmas = || word.readings.iter().take(3).map(|reading| view.lexicon().lemma(reading.lemma));
        let matches = |stem: &Arc<str>| begins(&word.folded, stem) || lemmas().any(|lemma| begins(lemma, stem));
        match key.words.split_last() {
            Some((own, _)) if matches(own) => 100,
            Some((_, kin)) if kin.iter().any(matches) => KIN,
            _ => 0,
        }
    };
    (0..view.len()).map(held).max().unwrap_or(0)
}

/// Whether a passage says what was asked for; nothing where its words cannot tell.
fn says(wanted: Wanted, passage: &Passage<'_>) -> Option<bool> {
    let masks = |kinds: &[MaskKind]| {
        let set = MaskSet::of(kinds);
        passage.said.iter().any(|said| (0..said.view.len()).any(|token| said.view.is_masked(token, set)))
    };
    let words = |starts: &[&str]| {
        passage.said.iter().any(|said| {
            (0..said.view.len()).any(|token| {
                let word = &said.view.word(token).folded;
                starts.iter().any(|start| word.starts_with(start))
            })
        })
    };
    let pair = |first: &str, second: &str| {
        passage.said.iter().any(|said| {
            let view = &said.view;
            (1..view.len()).any(|at| &*view.word(at - 1).folded == first && &*view.word(at).folded == second)
        })
    };
    let figure = || words(&["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]);
    let found = match wanted {
        Wanted::Any => return None,
        Wanted::When => masks(&[MaskKind::Date, MaskKind::Time]) || figure() || words(&TERMS),
        Wanted::Price => masks(&[MaskKind::Money]) || words(&PRICES),
        Wanted::Amount => figure() || masks(&[MaskKind::Money]) || words(&AMOUNTS),
        Wanted::Number => words(&["номер", "№", "перв"]),
        Wanted::Why => words(&CAUSES) || pair("так", "как"),
        Wanted::Who => masks(&[MaskKind::Person, MaskKind::OfficialName, MaskKind::OrgName]) || words(&BODIES),
        Wanted::Where => {
            masks(&[MaskKind::Phone, MaskKind::Email, MaskKind::Url, MaskKind::Address, MaskKind::OfficialName])
                || words(&PLACES)
        }
    };
    // Who passes a question on, or asks for more time, answers it for now. «Мы сняли её сами: доски сгнили» tells why.
    let explains = || wanted == Wanted::Why && passage.said.iter().any(|said| explains(said));
    match found {
        false if words(&PASSED_ON) || explains() => None,
        found => Some(found),
    }
}

fn explains(said: &Said<'_>) -> bool {
    let view = &said.view;
    (1..view.len()).any(|at| view.token_text(at) == ":" && !view.word(at - 1).folded.starts_with("следующ"))
        && !(0..view.len()).any(|at| view.word(at).folded.starts_with("следующ"))
}

const TERMS: [&str; 20] = [
    "срок",
    "сегодня",
    "завтра",
    "уже",
    "ежедневн",
    "течени",
    "недел",
    "месяц",
    "полугоди",
    "квартал",
    "год",
    "весн",
    "лет",
    "осен",
    "зим",
    "позднее",
    "ближайш",
    "дат",
    "пока",
    "после",
];

const PRICES: [&str; 11] =
    ["руб", "бесплатн", "безвозмездн", "плат", "оплат", "стои", "цен", "тариф", "взима", "даром", "льгот"];

const AMOUNTS: [&str; 13] =
    ["один", "одн", "два", "две", "двух", "три", "трех", "четыр", "пят", "шест", "десят", "сто", "норм"];

/// Beginnings of words that name a cause.
const CAUSES: [&str; 23] = [
    "потому",
    "поэтому",
    "поскольку",
    "из-за",
    "причин",
    "вследствие",
    "связи",
    "связан",
    "обусловл",
    "вызван",
    "оттого",
    "ввиду",
    "благодаря",
    "результате",
    "ошибк",
    "сбой",
    "сбо",
    "виду",
    "сказал",
    "привел",
    "вин",
    "иначе",
    "согласно",
];

const BODIES: [&str; 22] = [
    "компани",
    "управлени",
    "администраци",
    "министерств",
    "подрядчик",
    "служб",
    "отдел",
    "фонд",
    "собственник",
    "организаци",
    "учреждени",
    "специалист",
    "сотрудник",
    "инспекц",
    "бригад",
    "мы",
    "бюджет",
    "предприяти",
    "жител",
    "комисси",
    "владел",
    "центр",
];

const PLACES: [&str; 12] =
    ["кабинет", "звон", "обра", "ул", "адрес", "телефон", "номер", "сайт", "портал", "госуслуг", "приход", "мфц"];

const PASSED_ON: [&str; 8] =
    ["передан", "направлен", "перенаправ", "переадрес", "направил", "передал", "продлен", "продлил"];
