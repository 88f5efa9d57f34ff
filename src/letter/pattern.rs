//! The words by which a letter's kind, refusals and grounds are told, and their matches in a text.

use std::ops::Range;

use crate::data::{FileError, Row, Table};
use crate::language::MaskSet;
use crate::pattern::Match;

/// What a match says about the letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Refuses.
    Refusal,
    /// Refuses a part.
    PartialRefusal,
    /// States a fact that is a ground by itself.
    Fact,
    /// Introduces a ground that follows: «потому что».
    Cause,
    /// Refers back to a ground: «поэтому».
    Therefore,
    /// A reference to an act, or a formula, in place of a ground.
    Bare,
    /// Passes the letter to another authority.
    Redirect,
    /// Says that the letter has come or was registered.
    Received,
    /// Promises the answer.
    Promise,
    /// Says that the letter was considered.
    Considered,
    /// Extends the term.
    Extension,
    /// Says that what was asked for is done or will be.
    Granted,
    /// A mailing's words: news, invitations to many.
    Mailing,
    /// Thanks the reader.
    Thanks,
    /// Says that the letter was registered.
    Registered,
    /// Names the day or the number of days until the answer.
    Deadline,
    /// Says who will answer the letter that was passed on.
    AnswerFrom,
    /// Asks how the reader wants to be answered.
    ChannelChoice,
    /// Says that a copy goes by another channel.
    SecondChannel,
    /// Says that the state of the matter has changed.
    StatusNotice,
    /// Names the new state.
    Status,
    /// Tells the reader what to do, or that nothing is to be done.
    Step,
    /// Says that the reader agreed to get mailings.
    Consent,
    /// Tells how to unsubscribe.
    Unsubscribe,
    /// Tells of an appointment.
    Appointment,
    /// Names the place of an appointment.
    Place,
    /// Tells how to get there.
    Directions,
    /// Offers a choice of times.
    TimeChoice,
    /// Offers a reminder.
    Reminder,
    /// Names the documents to bring.
    Documents,
    /// Tells how to cancel an appointment.
    Cancel,
    /// Tells how to make an appointment.
    Booking,
    /// Answers an insult.
    Calm,
    /// Answers a letter that asks nothing of the authority.
    OffTopic,
}

/// How sure a match is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Strength {
    /// Counts only with others.
    Weak,
    /// Counts when the sentence speaks of the reader's matter.
    Medium,
    /// Counts by itself.
    Strong,
}

/// A pattern of the letter's own group.
#[derive(Clone, Debug)]
pub struct LetterPattern {
    /// What it says.
    pub role: Role,
    /// How sure.
    pub strength: Strength,
    /// The pattern.
    pub pattern: String,
    /// Conditions that drop a match.
    pub guard: String,
    /// A text that it matches, and one that it must not match; may be empty.
    pub example: String,
    /// See `example`.
    pub trap: String,
    /// The table's file and line, for errors.
    pub place: (String, usize),
}

/// A match of one of the patterns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterMatch {
    /// What it says.
    pub role: Role,
    /// How sure.
    pub strength: Strength,
    /// Block.
    pub block: u32,
    /// Sentence in the block.
    pub sentence: u32,
    /// Tokens in the sentence.
    pub tokens: Range<usize>,
}

/// The tables of the patterns.
pub const TABLES: [&str; 3] = ["letter_roles", "refusal_markers", "ground_markers"];

const COLUMNS: [&str; 8] = ["pattern", "id", "role", "strength", "guard", "example", "trap", "note"];

/// What the patterns leave alone: names, titles, others' words.
pub const MASKS: MaskSet = MaskSet::LEX;

/// Reads the patterns; `table` gives the tables of [`TABLES`].
///
/// # Errors
/// A table that cannot be read, an unknown role or strength.
pub fn patterns(
    mut table: impl FnMut(&str, &[&str]) -> Result<Table, FileError>,
) -> Result<Vec<LetterPattern>, FileError> {
    let mut patterns = Vec::new();
    for name in TABLES {
        let table = table(name, &COLUMNS)?;
        for row in &table.rows {
            patterns.push(pattern(&table, row)?);
        }
    }
    Ok(patterns)
}

fn pattern(table: &Table, row: &Row) -> Result<LetterPattern, FileError> {
    let error = |message: String| FileError::new(&*table.path, row.line, message);
    let role = table.cell(row, "role");
    let role = Role::parse(role).map_err(error)?;
    let strength = match table.cell(row, "strength") {
        "strong" | "" => Strength::Strong,
        "medium" => Strength::Medium,
        "weak" => Strength::Weak,
        other => return Err(error(format!("неизвестная сила «{other}»; есть strong, medium, weak"))),
    };
    let text = |column| table.cell(row, column).to_owned();
    Ok(LetterPattern {
        role,
        strength,
        pattern: text("pattern"),
        guard: text("guard"),
        example: text("example"),
        trap: text("trap"),
        place: (table.path.clone(), row.line),
    })
}

/// Roles by the names tables and rule files give them.
const ROLES: [(&str, Role); 34] = [
    ("refusal", Role::Refusal),
    ("partial-refusal", Role::PartialRefusal),
    ("fact", Role::Fact),
    ("cause", Role::Cause),
    ("therefore", Role::Therefore),
    ("bare", Role::Bare),
    ("redirect", Role::Redirect),
    ("received", Role::Received),
    ("promise", Role::Promise),
    ("considered", Role::Considered),
    ("extension", Role::Extension),
    ("granted", Role::Granted),
    ("mailing", Role::Mailing),
    ("thanks", Role::Thanks),
    ("registered", Role::Registered),
    ("deadline", Role::Deadline),
    ("answer-from", Role::AnswerFrom),
    ("channel-choice", Role::ChannelChoice),
    ("second-channel", Role::SecondChannel),
    ("status-notice", Role::StatusNotice),
    ("status", Role::Status),
    ("step", Role::Step),
    ("consent", Role::Consent),
    ("unsubscribe", Role::Unsubscribe),
    ("appointment", Role::Appointment),
    ("place", Role::Place),
    ("directions", Role::Directions),
    ("time-choice", Role::TimeChoice),
    ("reminder", Role::Reminder),
    ("documents", Role::Documents),
    ("cancel", Role::Cancel),
    ("booking", Role::Booking),
    ("calm", Role::Calm),
    ("off-topic", Role::OffTopic),
];

impl Role {
    /// The role of this name.
    ///
    /// # Errors
    /// No such role: what there is.
    pub fn parse(name: &str) -> Result<Self, String> {
        ROLES.iter().find(|(known, _)| *known == name).map(|(_, role)| *role).ok_or_else(|| {
            let known: Vec<&str> = ROLES.iter().map(|(known, _)| *known).collect();
            format!("неизвестная роль «{name}»; есть {}", known.join(", "))
        })
    }
}

/// The matches of the index as matches of the letter; the row of a match is the number of its pattern.
pub fn marks(matches: &[Match], patterns: &[LetterPattern]) -> Vec<LetterMatch> {
    let mark = |found: &Match| {
        let pattern = patterns.get(found.row as usize)?;
        Some(LetterMatch {
            role: pattern.role,
            strength: pattern.strength,
            block: found.block,
            sentence: found.sentence,
            tokens: found.found.tokens.clone(),
        })
    };
    matches.iter().filter_map(mark).collect()
}
