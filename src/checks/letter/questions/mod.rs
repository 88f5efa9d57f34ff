//! `question-not-answered`: the card names the citizen's questions, or the letter counts them; each must be answered.

mod answer;
mod asked;
mod counted;

use std::collections::BTreeSet;
use std::sync::Arc;

use self::answer::{answered, passages};
use self::asked::{Question, compare};
use self::counted::{counted, listed, numbered};
use super::said::{Said, Talk, card, sentences};
use crate::data::FileError;
use crate::language::{MaskKind, MaskSet, fold};
use crate::rules::{Check, Fix, Hit, Inspection, Level, Setup};

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
            .filter(|said| said.talk != Talk::Appeal && !is_survey(said) && !asks(said) && !within(said))
            .filter(|said| body.len() == 1 || !number.is_some_and(|span| said.view.whole().covers(span)))
            .filter(|said| !(long && Some(said.block()) == first) || said.refuses || said.future)
            .collect();
        let numbered = numbered(seen, &body);
        let mut read: Vec<Question> = questions
            .iter()
            .map(|(_, question)| Question::of(question, seen.lexicon.morphology(), &self.groups))
            .collect();
        compare(&mut read);
        let passages = passages(seen, &answers);
        let answered = answered(&read, &passages, numbered == Some(read.len()));
        for ((hit, question), answered) in questions.into_iter().zip(answered) {
            if !answered {
                let fix = Fix { level: Level::Show, label: format!("{question}: …"), edits: Vec::new() };
                hits.push(hit.word("missing", format!("нет ответа на вопрос «{question}»")).fix(fix));
            }
        }
        if let (Some((span, asked)), Some(answered)) = (counted(&body), numbered)
            && answered < asked
        {
            hits.push(Hit::at(span).word("missing", format!("вопросов {asked}, а ответов {answered}")));
        }
    }
}

/// «Ответьте на три вопроса о качестве нашей работы»
fn is_survey(said: &Said<'_>) -> bool {
    let view = &said.view;
    let linked = (0..view.len()).any(|token| view.is_masked(token, MaskSet::of(&[MaskKind::Url])));
    (linked || said.talk == Talk::Courtesy)
        && (0..view.len()).any(|token| {
            let word = &view.word(token).folded;
            ["опрос", "анкет", "оцен", "отзыв", "качеств"].iter().any(|start| word.starts_with(start))
        })
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
