//! `outcome-unclear`: the letter leaves the reader without one of the outcomes.

use super::super::said::{
    EMPTY, FINDING, PROCESS, Said, Talk, card, is_refusal, may_be, names_act, residue, senses, sentences,
};
use super::super::weighed::weighed;
use super::status::{Now, Status, answers, deed, is_time, status};
use crate::data::FileError;
use crate::language::{Date, Feature, LemmaId, MONTHS, MaskKind, MaskSet, SentenceView, Tag, days_between, find_date};
use crate::letter::Role;
use crate::rules::{Check, Fix, Hit, Inspection, Level, Setup};

/// Makes the check of `outcome-unclear`. Its table holds phrases that only seem to answer.
///
/// # Errors
/// A fault in the table.
pub(in super::super) fn unclear(setup: &mut dyn Setup) -> Result<Box<dyn Check>, FileError> {
    weighed("hollow-answers", setup, find)
}

/// Letters that ask for nothing: a reply to thanks needs no outcome.
fn is_thanks(seen: &Inspection<'_>, body: &[Said<'_>]) -> bool {
    let text: Vec<String> =
        body.iter().take(3).map(|said| said.view.slice(0..said.view.len()).to_lowercase()).collect();
    seen.letter.marks.is_empty() && text.is_empty()
        || text.iter().any(|text| {
            [
                "добрые слова",
                "тёплые слова",
                "теплые слова",
                "добрых слов",
                "тёплых слов",
                "отзыв",
                "благодарност",
                "поздравлен",
                "признательност",
            ]
            .iter()
            .any(|words| text.contains(words))
        })
}

fn find(seen: &Inspection<'_>, hollow: Vec<Hit>, hits: &mut Vec<Hit>) {
    if !seen.letter.whole || seen.letter.marks.iter().any(is_refusal) {
        return;
    }
    if seen.letter.marks.iter().any(|mark| matches!(mark.role, Role::Redirect | Role::Extension)) {
        return;
    }
    let body = sentences(seen);
    if body.is_empty() || is_thanks(seen, &body) {
        return;
    }
    let now = Now::of(seen, &body);
    let is_hollow = |said: &Said<'_>| hollow.iter().any(|hit| said.view.whole().overlaps(hit.span));
    let asked = matter(seen, &body);
    let on_matter = |said: &Said<'_>| asked.is_empty() || lemmas(&said.view).any(|lemma| asked.contains(&lemma));
    let told = answers(seen, &body).filter(|said| !is_hollow(said)).any(|said| match status(seen, said, now.0) {
        // Beside a hollow phrase only a decision on the matter itself is an outcome.
        Some(Status::Explained) => hollow.is_empty(),
        Some(Status::Solved) => hollow.is_empty() || (on_matter(said) || is_new(seen, said)) && decides(seen, said),
        Some(Status::Will) => {
            hollow.is_empty() || on_matter(said) || (0..said.view.len()).any(|at| is_time(&said.view, at))
        }
        Some(_) => true,
        None => hollow.is_empty() && tells_something(said, &now),
    });
    let mut hollow = hollow.into_iter();
    let first = if told {
        let Some(open) = hollow.find(|hit| leaves_question(seen, &body, hit)) else { return };
        Some(open)
    } else {
        hollow.next()
    };
    let span = match first {
        Some(hit) => hit.span,
        None => {
            let Some(last) = answers(seen, &body).last().or(body.last()) else { return };
            let first = body.iter().find(|said| said.block() == last.block()).unwrap_or(last);
            first.view.whole()
        }
    };
    let starts =
        ["Мы уже …", "Мы … до [дата].", "Вопрос решим, но точного срока пока нет: …", "Мы не можем …, потому что …"];
    let fixes = starts.map(|start| Fix { level: Level::Show, label: start.to_owned(), edits: Vec::new() });
    hits.push(Hit { fixes: fixes.to_vec(), ..Hit::letter(span) });
}

/// Verbs that tell how things stand: an outcome only with a day.
const STATES: [&str; 6] = ["включить", "опубликовать", "разместить", "утвердить", "признать", "принять"];

/// Beside a hollow phrase, what was found out or was so before the citizen wrote is no decision.
fn decides(seen: &Inspection<'_>, said: &Said<'_>) -> bool {
    let view = &said.view;
    let Some((token, _)) = deed(said) else { return true };
    let lemma = |wanted: &[&str]| {
        view.word(token).readings.iter().any(|reading| wanted.contains(&view.lexicon().lemma(reading.lemma)))
    };
    // «Лавку установили», but not «в порядке, который установлен законом»
    let put_up = lemma(&["установить"]) && &*view.word(token).folded != "установлено" && !names_act(view);
    if senses(view, token) & (FINDING | PROCESS) != 0 && !put_up
        || lemma(&["проверить", "измерить", "осмотреть", "пройти"])
    {
        return false;
    }
    let asked = asked_on(seen);
    let days = days(view, asked);
    let old = asked.is_some_and(|asked| !days.is_empty() && days.iter().all(|&day| day < asked));
    // «Пособие начислили вовремя, но …»: the fault comes after.
    if (token + 1..view.len()).any(|at| matches!(&*view.word(at).folded, "но" | "однако")) {
        return false;
    }
    let timed = (0..view.len()).any(|at| is_time(view, at));
    !old && (timed || !lemma(&STATES))
}

/// The day of the citizen's letter.
fn asked_on(seen: &Inspection<'_>) -> Option<Date> {
    seen.letter.parts.incoming_date.and_then(|span| find_date(seen.document.slice(span)))
}

/// Something done since the citizen wrote.
fn is_new(seen: &Inspection<'_>, said: &Said<'_>) -> bool {
    asked_on(seen).is_some_and(|asked| days(&said.view, Some(asked)).iter().any(|&day| day > asked))
}

/// The days that a sentence names.
fn days(view: &SentenceView<'_>, asked: Option<Date>) -> Vec<Date> {
    let mut days: Vec<Date> = (0..view.len())
        .filter(|&at| view.mask(at) == Some(MaskKind::Date))
        .filter(|&at| at < 2 || &*view.word(at - 2).folded != "состоянию")
        .filter_map(|at| find_date(view.token_text(at)).or_else(|| find_date(view.slice(at..view.len().min(at + 3)))))
        .collect();
    if days.is_empty()
        && let Some(asked) = asked
    {
        days.extend((0..view.len()).filter_map(|at| day_of_year(view, at, asked)));
    }
    days
}

/// «15 января» without a year, as near as may be to the day of the citizen's letter.
fn day_of_year(view: &SentenceView<'_>, at: usize, near: Date) -> Option<Date> {
    let month = (at + 1 < view.len()).then(|| &*view.word(at + 1).folded)?;
    let day: i8 = view.word(at).folded.parse().ok()?;
    let month = MONTHS.iter().position(|name| *name == month)? as i8 + 1;
    (near.year() - 1..=near.year() + 1)
        .filter_map(|year| Date::new(year, month, day).ok())
        .min_by_key(|&day| days_between(day, near).abs())
}

/// One of several questions gets only a hollow phrase: nothing else in the letter speaks of its matter.
fn leaves_question(seen: &Inspection<'_>, body: &[Said<'_>], hit: &Hit) -> bool {
    let Some(hollow) = body.iter().find(|said| said.view.whole().covers(hit.span)) else { return false };
    if Some(hollow.block()) == seen.letter.parts.first_paragraph {
        return false;
    }
    let topic: Vec<LemmaId> = lemmas(&hollow.view).collect();
    let named = |lemma: LemmaId| {
        let stem: String = hollow.view.lexicon().lemma(lemma).chars().take(5).collect();
        let questions = card(seen, "questions");
        questions.len() > 1 && questions.iter().any(|question| crate::language::fold(question).contains(&stem))
    };
    let told = |lemma: LemmaId| {
        answers(seen, body)
            .filter(|said| !std::ptr::eq(*said, hollow) && Some(said.block()) != seen.letter.parts.first_paragraph)
            .any(|said| lemmas(&said.view).any(|other| other == lemma))
    };
    let asked: Vec<LemmaId> = topic.into_iter().filter(|&lemma| named(lemma)).collect();
    !asked.is_empty() && !asked.iter().any(|&lemma| told(lemma))
}

/// What the citizen asked about: the words of the first paragraph that tell something.
fn matter(seen: &Inspection<'_>, body: &[Said<'_>]) -> Vec<LemmaId> {
    let first = seen.letter.parts.first_paragraph;
    body.iter().filter(|said| Some(said.block()) == first).flat_map(|said| lemmas(&said.view)).collect()
}

/// The dictionary forms of the nouns of a sentence that tell something.
pub(super) fn lemmas(view: &SentenceView<'_>) -> impl Iterator<Item = LemmaId> {
    let telling = Tag::of(&[Feature::Noun, Feature::Propn]);
    let word = |token: usize| {
        let reading = view.word(token).readings.first().filter(|reading| reading.tag.has_any(telling))?;
        let masked = view.is_masked(token, MaskSet::of(&[MaskKind::Date, MaskKind::RegNumber, MaskKind::Person]));
        (senses(view, token) & (EMPTY | PROCESS) == 0 && !masked && !is_time(view, token)).then_some(reading.lemma)
    };
    (0..view.len()).filter_map(word).collect::<Vec<_>>().into_iter()
}

/// Something of the reader's matter, though it is none of the statuses: a number, what happened, what is missing.
fn tells_something(said: &Said<'_>, now: &Now) -> bool {
    let view = &said.view;
    if matches!(said.talk, Talk::Appeal | Talk::Courtesy | Talk::Process) || said.conditional || now.is_history(view) {
        return false;
    }
    let number = (0..view.len()).any(|token| {
        view.word(token).folded.starts_with(|c: char| c.is_ascii_digit())
            && !matches!(
                view.mask(token),
                Some(MaskKind::Phone | MaskKind::LegalRef | MaskKind::RegNumber | MaskKind::LegalTitle)
            )
    });
    let reader = (0..view.len()).any(|token| {
        let word = &*view.word(token).folded;
        matches!(word, "вы" | "вам" | "вас" | "вами") || word.starts_with("ваш")
    });
    let denies =
        (0..view.len()).any(|token| matches!(&*view.word(token).folded, "не" | "нет" | "нельзя" | "только" | "уже"));
    let happened = (0..view.len()).any(|token| may_be(view, token, Tag::of(&[Feature::Past, Feature::Fin])));
    number
        || reader
        || denies
        || happened
        || said.future && !said.present
        || !said.present && !said.past && residue(view, 0..view.len()) >= 2
}
