//! `question-not-answered`: the card names the citizen's questions, or the letter counts them; each must be answered.

use std::sync::Arc;

use super::said::{Said, Talk, card, sentences};
use crate::data::FileError;
use crate::language::{Feature, Tag, fold, tokenize};
use crate::rules::{Check, Fix, Hit, Inspection, Level, Setup};

/// Letters of the beginning by which words of one root are told: «ремонт», «отремонтируем» need the table.
const STEM: usize = 5;

#[derive(Debug)]
struct Questions {
    /// Words for one thing, by their beginnings.
    groups: Vec<Vec<Arc<str>>>,
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

impl Check for Questions {
    fn run(&self, seen: &Inspection<'_>, hits: &mut Vec<Hit>) {
        let body = sentences(seen);
        let Some(last) = body.last() else { return };
        let asked: Vec<&str> = card(seen, "questions");
        if asked.is_empty() {
            return;
        }
        let share = seen.params.number("min-share", 50);
        let number = seen.letter.parts.incoming_number.or(seen.letter.parts.incoming_date);
        let answers: Vec<&Said<'_>> = body
            .iter()
            .filter(|said| said.talk != Talk::Courtesy && said.talk != Talk::Appeal && !asks(said))
            .filter(|said| body.len() == 1 || !number.is_some_and(|span| said.view.whole().covers(span)))
            .collect();
        for question in asked {
            let words = self.words_of(seen, question);
            if words.is_empty() {
                continue;
            }
            let answered = answers.iter().enumerate().any(|(at, said)| {
                // «Как быть с лифтом? Он исправен»: the subject may stand one sentence before.
                let near = answers.get(at + 1).filter(|next| next.block() == said.block());
                let has =
                    |stems: &Vec<Arc<str>>| contains(said, stems) || near.is_some_and(|next| contains(next, stems));
                let found = words.iter().filter(|stems| has(stems)).count();
                found > 0 && found * 100 >= share * words.len()
            });
            if !answered {
                let fix = Fix { level: Level::Show, label: format!("{question}: …"), edits: Vec::new() };
                hits.push(Hit::letter(last.view.whole()).word("question", question).fix(fix));
            }
        }
    }
}

/// «Вы спросили, …»
fn asks(said: &Said<'_>) -> bool {
    let view = &said.view;
    let reader = (0..view.len()).any(|token| &*view.word(token).folded == "вы");
    let ask = (0..view.len()).any(|token| {
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
    });
    reader && ask && !view.slice(0..view.len()).contains(':')
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
    /// Beginnings of the words that matter in a question, each with those of other words for the same thing.
    fn words_of(&self, seen: &Inspection<'_>, question: &str) -> Vec<Vec<Arc<str>>> {
        let content = Tag::of(&[Feature::Noun, Feature::Propn, Feature::Verb, Feature::Adj, Feature::Num]);
        let morphology = seen.lexicon.morphology();
        let mut words: Vec<Vec<Arc<str>>> = Vec::new();
        for token in tokenize(question) {
            let form = fold(token);
            let known = form.chars().count() >= 3 || form.starts_with(|c: char| c.is_ascii_digit());
            if !known || ASKING.contains(&&*form) || !form.starts_with(char::is_alphanumeric) {
                continue;
            }
            let readings = morphology.readings(token);
            let Some(reading) = readings.first().filter(|reading| reading.tag.has_any(content)) else { continue };
            let lemma = fold(&reading.lemma);
            if ASKING.contains(&&*lemma) {
                continue;
            }
            let stem = stem(&lemma);
            let same = |word: &Arc<str>| lemma.starts_with(&**word) || form.starts_with(&**word);
            let mut all: Vec<Arc<str>> =
                self.groups.iter().filter(|group| group.iter().any(same)).flatten().cloned().collect();
            all.push(stem.into());
            words.push(all);
        }
        words
    }
}

/// The beginning of a word that its relatives share.
fn stem(lemma: &str) -> String {
    let length = lemma.chars().count();
    let kept = if length <= STEM { length.saturating_sub(1).max(3) } else { (length - 2).clamp(STEM - 1, 7) };
    lemma.chars().take(kept).collect()
}
