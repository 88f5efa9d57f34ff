//! Checks of the letter as a whole: requisites and notices, refusals and their grounds, what becomes of the matter.

mod acts;
mod booking;
mod channel;
mod executor;
mod kind;
mod late;
mod notes;
mod outcome;
mod placeholder;
mod questions;
mod redirect;
mod refusal;
mod refused;
mod registration;
mod reply_late;
mod said;
mod survey;

use crate::data::FileError;
use crate::rules::{Check, Setup};

/// The check of a rule, by its id.
///
/// # Errors
/// What is wrong with the check's data.
pub(super) fn build(rule: &str, setup: &mut dyn Setup) -> Option<Result<Box<dyn Check>, FileError>> {
    Some(match rule {
        "refusal-ground-missing" => Ok(refusal::ground_missing()),
        "refusal-bare-legal-ref" => Ok(refusal::bare_legal_ref()),
        "refusal-no-next-step" => Ok(refused::no_next_step()),
        "refusal-appeal-missing" => Ok(refused::appeal_missing()),
        "refusal-hidden" => refused::hidden(setup),
        "partial-refusal-scope" => refused::partial_scope(setup),
        "not-our-competence" => refused::competence(setup),
        "outcome-unclear" => outcome::unclear(setup),
        "will-without-date" => Ok(outcome::without_date()),
        "vague-deadline" => outcome::vague(setup),
        "result-not-justified" => Ok(outcome::not_justified()),
        "main-point-late" => Ok(outcome::main_point_late()),
        "outcome-contradictory" => Ok(outcome::contradictory()),
        "question-not-answered" => questions::questions(setup),
        "reply-late" => Ok(reply_late::reply_late()),
        "legal-ref-density" => Ok(acts::density()),
        "legal-text-copied" => Ok(acts::copied()),
        "endnote-integrity" => Ok(notes::integrity()),
        "endnote-misuse" => Ok(notes::misuse()),
        "reg-number-mismatch" => Ok(registration::mismatch()),
        "executor-many" => Ok(executor::many()),
        "executor-position" => Ok(executor::position()),
        "survey-link-wrong" => Ok(survey::wrong()),
        "survey-link-position" => Ok(survey::position()),
        "redirect-incomplete" => Ok(redirect::incomplete()),
        "channel-mismatch" => Ok(channel::mismatch()),
        "mailing-channel" => Ok(channel::mailing()),
        "ack-late" => Ok(late::acknowledgement()),
        "appointment-phone" => Ok(booking::phone()),
        "unfilled-placeholder" => Ok(placeholder::unfilled()),
        "kind-mismatch" => Ok(kind::mismatch()),
        _ => return None,
    })
}
