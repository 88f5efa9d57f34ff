//! Checks of scripts of telephone calls: what the employee says, never what the client does.
//!
//! A step counts as present wherever it is written, also in a direction; only the client's words do not count. So a
//! script is reported for what it surely has not.

mod phrases;
mod steps;
pub(crate) mod words;

use crate::data::FileError;
use crate::letter::{Speaker, Turn};
use crate::rules::vocabulary::rows_of;
use crate::rules::{Check, Hit, Inspection, Setup};

/// The check of a rule, by its id.
///
/// # Errors
/// What is wrong with the check's data.
pub(super) fn build(rule: &str, setup: &mut dyn Setup) -> Option<Result<Box<dyn Check>, FileError>> {
    let run: fn(&Talk<'_>, &mut Vec<Hit>) = match rule {
        // The rows of the rule on reproaches, which gives way to this one in scripts.
        "script-forbidden-phrase" => return Some(rows_of("blame", setup)),
        "script-no-calm-phrase" => steps::no_calm_phrase,
        "script-rude-branch" => steps::rude_branch,
        "script-greeting" => steps::greeting,
        "script-final-question" => steps::final_question,
        "script-steps-incoming" => steps::incoming,
        "script-steps-outgoing" => steps::outgoing,
        "script-no-answer-branch" => steps::no_answer,
        "script-survey-offer" => steps::survey,
        "script-guiding-question" => steps::guiding_question,
        "script-hold-time" => phrases::hold_time,
        "script-transfer-limit" => phrases::transfers,
        "script-acts-for-client" => phrases::acts_for_client,
        "script-length" => phrases::length,
        _ => return None,
    };
    Some(Ok(Box::new(OfTalk { run })))
}

struct OfTalk {
    run: fn(&Talk<'_>, &mut Vec<Hit>),
}

impl std::fmt::Debug for OfTalk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("OfTalk")
    }
}

impl Check for OfTalk {
    fn run(&self, seen: &Inspection<'_>, hits: &mut Vec<Hit>) {
        (self.run)(&Talk { seen, turns: &seen.letter.talk }, hits);
    }
}

/// A script.
struct Talk<'a> {
    seen: &'a Inspection<'a>,
    turns: &'a [Turn],
}

impl<'a> Talk<'a> {
    /// What the employee says.
    fn employee(&self) -> impl DoubleEndedIterator<Item = &'a Turn> + use<'a> {
        self.turns.iter().filter(|turn| turn.speaker == Speaker::Employee)
    }

    /// All but the client's words.
    fn written(&self) -> impl Iterator<Item = &'a Turn> + use<'a> {
        self.turns.iter().filter(|turn| turn.speaker != Speaker::Client)
    }

    /// True when somewhere one of these is said or directed.
    fn has(&self, words: &[&str]) -> bool {
        self.written().any(|turn| says(turn, words))
    }

    /// A talk of two, as against a greeting alone or a branch on its own.
    fn is_conversation(&self) -> bool {
        let client = self.turns.iter().filter(|turn| turn.speaker == Speaker::Client).count();
        self.employee().count() >= 3 && client >= 2
    }

    /// A call that the office makes.
    fn is_outgoing(&self) -> bool {
        let begin = self.turns.iter().filter(|turn| turn.speaker != Speaker::Client).take(3);
        begin.into_iter().any(|turn| says(turn, words::OUTGOING))
    }

    /// True of the script of a farewell or of a whole talk, which end.
    fn ends(&self) -> bool {
        self.is_conversation() || self.employee().next_back().is_some_and(|turn| says(turn, words::FAREWELL))
    }
}

fn says(turn: &Turn, words: &[&str]) -> bool {
    words.iter().any(|word| turn.folded.contains(word))
}
