//! Checks of scripts of telephone calls: what the employee says, never what the client does.
//!
//! A step counts as present wherever it is written, also in a direction; only the client's words do not count. So a
//! script is reported for what it surely has not. A branch that ends the call is a way of its own: what the order wants of
//! each call must stand on that way.

mod phrases;
mod steps;
pub(crate) mod words;

use crate::data::FileError;
use crate::letter::{Speaker, Turn, is_rude};
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

    /// A talk of two on one of its ways, as against a greeting, a farewell or a branch on its own.
    fn is_conversation(&self) -> bool {
        let trunk = self.turns.iter().filter(|turn| turn.branch == 0).collect();
        std::iter::once(trunk)
            .chain(self.ways().into_iter().map(|way| way.turns))
            .any(|turns: Vec<&Turn>| is_talk(&turns))
    }

    /// The ways through each branch.
    fn ways(&self) -> Vec<Way<'a>> {
        let branches = self.turns.iter().map(|turn| turn.branch).max().unwrap_or(0);
        (1..=branches).filter_map(|branch| Way::of(self.turns, branch)).collect()
    }

    /// The ways of branches that end the call with an answer: nobody is rude there, nobody calls back.
    fn endings(&self) -> impl Iterator<Item = Way<'a>> + use<'a> {
        self.ways().into_iter().filter(|way| way.ends && !way.is_rude && !way.calls_back)
    }

    /// True when the main way goes on after a branch.
    fn goes_on(&self) -> bool {
        let first = self.turns.iter().position(|turn| turn.branch > 0).unwrap_or(0);
        self.turns[first..].iter().any(|turn| turn.branch == 0 && turn.speaker == Speaker::Employee)
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

/// A way through the talk: the main line up to a branch, the branch, and the rest of the main line unless the branch ends
/// the call.
struct Way<'a> {
    /// All its lines.
    turns: Vec<&'a Turn>,
    /// The lines of the branch.
    own: Vec<&'a Turn>,
    /// True when the branch ends the call.
    ends: bool,
    /// True when it is about a rude client.
    is_rude: bool,
    /// True when it ends with the promise to call back.
    calls_back: bool,
}

impl<'a> Way<'a> {
    fn of(turns: &'a [Turn], branch: usize) -> Option<Self> {
        let first = turns.iter().position(|turn| turn.branch == branch)?;
        let last = turns.iter().rposition(|turn| turn.branch == branch)?;
        let own: Vec<&Turn> = turns[first..=last].iter().filter(|turn| turn.branch == branch).collect();
        let said = |list: &[&str]| own.iter().any(|turn| turn.speaker == Speaker::Employee && says(turn, list));
        let ends = said(words::FAREWELL);
        let of_trunk = |turns: &'a [Turn]| turns.iter().filter(|turn| turn.branch == 0);
        let after = of_trunk(turns.get(last + 1..).filter(|_| !ends).unwrap_or_default());
        let is_rude = own.iter().any(|turn| turn.title && is_rude(&turn.folded));
        let calls_back = said(words::CALLBACK);
        let turns = of_trunk(&turns[..first]).chain(own.iter().copied()).chain(after).collect();
        Some(Self { turns, own, ends, is_rude, calls_back })
    }

    /// What the employee says in the branch.
    fn employee(&self) -> impl DoubleEndedIterator<Item = &'a Turn> {
        self.own.iter().copied().filter(|turn| turn.speaker == Speaker::Employee)
    }

    /// True when one of these is said or directed on the way.
    fn has(&self, words: &[&str]) -> bool {
        has(&self.turns, words)
    }
}

fn has(turns: &[&Turn], words: &[&str]) -> bool {
    turns.iter().any(|turn| turn.speaker != Speaker::Client && says(turn, words))
}

/// True of lines in which two talk.
fn is_talk(turns: &[&Turn]) -> bool {
    let count = |speaker| turns.iter().filter(|turn| turn.speaker == speaker).count();
    count(Speaker::Employee) >= 3 && count(Speaker::Client) >= 2
}

fn says(turn: &Turn, words: &[&str]) -> bool {
    words.iter().any(|word| turn.folded.contains(word))
}
