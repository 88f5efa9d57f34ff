//! `question-not-answered`: the card names the citizen's questions, or the letter counts them; each must be answered.

mod counted;

use std::collections::BTreeSet;
use std::sync::Arc;

use self::counted::{counted, listed, numbered};
use super::said::{Said, Talk, card, sentences};
use crate::data::FileError;
use crate::language::{Feature, fold, tokenize};
use crate::rules::{Check, Fix, Hit, Inspection, Level, Setup};

/// Letters of the beginning by which words of one root are told: «ремонт», «отремонтируем» need the table.
const STEM: usize = 5;

/// Beginnings of words for one thing.
type Words = Vec<Arc<str>>;

#[derive(Debug)]
struct Questions {
    groups: Vec<Words>,
}

/// Makes the check. Its table holds groups of words for one thing.
///
/// # Errors
/// A fault in the table.
pub(super) fn questions(setup: &mut dyn Setup) -> Result<Box<dyn Check>, FileError> {
    let table = setup.table("question-words", &["words"])?;
    let group = |words: &str| words.split(' ').map(|word| fold(word).into()).collect();
    let groups = table.rows.iter().map(|row| group(table.cell(row, "words"))).collect();
    Ok(Box::new(Questions { groups }))
}

/// Words of a question that tell nothing of its matter.
const ASKING: [&str; 38] = [
    "когда",
    "почему",
    "какой",
    "какая",
    "какие",
    "каков",
    "кто",
    "что",
    "где",
    "куда",
    "как",
    "сколько",
    "можно",
    "ли",
    "будет",
    "будут",
    "есть",
    "мне",
    "мой",
    "моего",
    "моей",
    "мою",
    "наш",
    "нашего",
    "нам",
    "для",
    "или",
    "если",
    "чтобы",
    "узнать",
    "получить",
    "вопрос",
    "просьба",
    "прошу",
    "хочу",
    "быть",
    "размер",
    "дата",
];

/// What share of its words that matter most a paragraph must hold to answer a question, in percent.
const SHARE: usize = 33;

/// Paragraphs below the first one in a letter that answers there.
const LONG: usize = 2;

impl Check for Questions {
    fn run(&self, seen: &Inspection<'_>, hits: &mut Vec<Hit>) {
        let body = sentences(seen);
        let Some(last) = body.last() else { return };
        let asked = card(seen, "questions");
        let listed = if asked.is_empty() { listed(seen, &body) } else { Vec::new() };
        let questions: Vec<(Hit, &str)> = match listed.is_empty() {
            true => asked.into_iter().map(|question| (Hit::letter(last.view.whole()), question)).collect(),
            false => listed.iter().map(|(span, question)| (Hit::at(*span), question.as_str())).collect(),
        };
        let number = seen.letter.parts.incoming_number.or(seen.letter.parts.incoming_date);
        // Where paragraphs follow, the first one only repeats what was asked.
        let first = seen.letter.parts.first_paragraph.filter(|_| number.is_some());
        let long =
            body.iter().map(Said::block).filter(|block| Some(*block) > first).collect::<BTreeSet<_>>().len() >= LONG;
        let within = |said: &Said<'_>| listed.iter().any(|(span, _)| said.view.whole().overlaps(*span));
        let answers: Vec<&Said<'_>> = body
            .iter()
            .filter(|said| said.talk != Talk::Courtesy && said.talk != Talk::Appeal && !asks(said) && !within(said))
            .filter(|said| !opens_with_if(said))
            .filter(|said| body.len() == 1 || !number.is_some_and(|span| said.view.whole().covers(span)))
            .filter(|said| !(long && Some(said.block()) == first))
            .collect();
        let share = seen.params.number("min-share", SHARE);
        let keys: Vec<Vec<Words>> = questions.iter().map(|(_, question)| self.keys_of(seen, question)).collect();
        for (at, (hit, question)) in questions.into_iter().enumerate() {
            // A word of two questions does not tell which of them is answered.
            let others = || keys.iter().enumerate().filter(|(other, _)| *other != at).flat_map(|(_, keys)| keys);
            let own: Vec<&Words> =
                keys[at].iter().filter(|key| !others().any(|other| other.last() == key.last())).collect();
            let own = if own.is_empty() { keys[at].iter().collect() } else { own };
            if !own.is_empty() && !is_answered(&answers, &own, share) {
                let fix = Fix { level: Level::Show, label: format!("{question}: …"), edits: Vec::new() };
                hits.push(hit.word("missing", format!("нет ответа на вопрос «{question}»")).fix(fix));
            }
        }
        if let (Some((span, asked)), Some(answered)) = (counted(&body), numbered(seen, &body))
            && answered < asked
        {
            hits.push(Hit::at(span).word("missing", format!("вопросов {asked}, а ответов {answered}")));
        }
    }
}

/// True when some paragraph holds enough of the words.
fn is_answered(answers: &[&Said<'_>], words: &[&Words], share: usize) -> bool {
    answers.chunk_by(|a, b| a.block() == b.block()).any(|paragraph| {
        let found = words.iter().filter(|stems| paragraph.iter().any(|said| contains(said, stems))).count();
        found > 0 && found * 100 >= share * words.len()
    })
}

/// «Если пятно увеличится, …»: advice for later, not an answer.
fn opens_with_if(said: &Said<'_>) -> bool {
    matches!(&*said.view.word(0).folded, "если" | "когда")
}

/// «Вы спросили, …»
fn asks(said: &Said<'_>) -> bool {
    let view = &said.view;
    let reader = (0..view.len()).any(|token| &*view.word(token).folded == "вы");
    let asks_at = |token: usize| {
        matches!(
            &*view.word(token).folded,
            "спросили"
                | "спрашиваете"
                | "спрашивали"
                | "просите"
                | "просили"
                | "пишете"
                | "интересуетесь"
        )
    };
    let ask = (0..view.len()).any(asks_at);
    // «Вы спросили о крыше: её починят в мае» answers.
    let colon = (0..view.len()).find(|&token| view.token_text(token) == ":");
    reader && ask && colon.is_none_or(|colon| (colon..view.len()).any(asks_at))
}

fn contains(said: &Said<'_>, stems: &[Arc<str>]) -> bool {
    let view = &said.view;
    (0..view.len()).any(|token| {
        let word = view.word(token);
        word.is_word()
            && stems.iter().any(|stem| {
                word.folded.starts_with(&**stem)
                    || word
                        .readings
                        .iter()
                        .take(3)
                        .any(|reading| view.lexicon().lemma(reading.lemma).starts_with(&**stem))
            })
    })
}

impl Questions {
    /// Beginnings of the words that matter in a question, each with those of other words for the same thing: what is
    /// asked about and what is to be done, without the circumstances – unless there is nothing else.
    fn keys_of(&self, seen: &Inspection<'_>, question: &str) -> Vec<Words> {
        let morphology = seen.lexicon.morphology();
        let (mut keys, mut led, mut rest) = (Vec::new(), Vec::new(), Vec::new());
        let mut after_preposition = false;
        for token in tokenize(question) {
            let form = fold(token);
            let readings = morphology.readings(token);
            let Some(reading) = readings.first() else { continue };
            let is = |feature: Feature| reading.tag.has(feature);
            if is(Feature::Adp) {
                after_preposition = true;
            }
            let known = form.chars().count() >= 3 || form.starts_with(|c: char| c.is_ascii_digit());
            let lemma = fold(&reading.lemma);
            let empty = ASKING.contains(&&*form) || ASKING.contains(&&*lemma);
            if !known || empty || !form.starts_with(char::is_alphanumeric) {
                continue;
            }
            let list = match () {
                () if is(Feature::Verb) && !is(Feature::Participle) => &mut keys,
                () if is(Feature::Noun) || is(Feature::Propn) => match std::mem::take(&mut after_preposition) {
                    true => &mut led,
                    false => &mut keys,
                },
                () if is(Feature::Adj) || is(Feature::Num) || is(Feature::Participle) => &mut rest,
                () => continue,
            };
            let same = |word: &Arc<str>| lemma.starts_with(&**word) || form.starts_with(&**word);
            let mut all: Words = self.groups.iter().filter(|group| group.iter().any(same)).flatten().cloned().collect();
            all.push(stem(&lemma).into());
            list.push((all, is(Feature::Verb)));
        }
        // «о льготе», «за потолок»: with no noun of its own the question is about the first of these.
        if keys.iter().all(|(_, verb)| *verb) && !led.is_empty() {
            keys.push(led.remove(0));
        }
        let keys = if keys.is_empty() { rest } else { keys };
        keys.into_iter().map(|(words, _)| words).collect()
    }
}

/// The beginning of a word that its relatives share.
fn stem(lemma: &str) -> String {
    let length = lemma.chars().count();
    let kept = if length <= STEM { length.saturating_sub(1).max(3) } else { (length - 2).clamp(STEM - 1, 7) };
    lemma.chars().take(kept).collect()
}
