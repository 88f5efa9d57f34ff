//! Checks of the letter as a whole: refusals and their grounds, requisites, notices.

mod acts;
mod booking;
mod channel;
mod competence;
mod executor;
mod hidden;
mod kind;
mod late;
mod notes;
mod outcome;
mod partial;
mod placeholder;
mod questions;
mod redirect;
mod refusal;
mod refused;
mod registration;
mod reply_late;
mod said;
mod survey;
mod weighed;

use crate::data::FileError;
use crate::rules::{Check, Setup};

/// The check of a rule, by its id.
///
/// # Errors
/// What is wrong with the check's data.
pub(super) fn build(rule: &str, setup: &mut dyn Setup) -> Option<Result<Box<dyn Check>, FileError>> {
    match rule {
        "refusal-ground-missing" => Some(Ok(refusal::ground_missing())),
        "refusal-bare-legal-ref" => Some(Ok(refusal::bare_legal_ref())),
        "reg-number-mismatch" => Some(Ok(registration::mismatch())),
        "executor-many" => Some(Ok(executor::many())),
        "executor-position" => Some(Ok(executor::position())),
        "survey-link-wrong" => Some(Ok(survey::wrong())),
        "survey-link-position" => Some(Ok(survey::position())),
        "redirect-incomplete" => Some(Ok(redirect::incomplete())),
        "channel-mismatch" => Some(Ok(channel::mismatch())),
        "mailing-channel" => Some(Ok(channel::mailing())),
        "ack-late" => Some(Ok(late::acknowledgement())),
        "appointment-phone" => Some(Ok(booking::phone())),
        "unfilled-placeholder" => Some(Ok(placeholder::unfilled())),
        "kind-mismatch" => Some(Ok(kind::mismatch())),
        "refusal-no-next-step" => Some(Ok(refused::no_next_step())),
        "refusal-appeal-missing" => Some(Ok(refused::appeal_missing())),
        "refusal-hidden" => Some(hidden::hidden(setup)),
        "partial-refusal-scope" => Some(partial::partial_scope(setup)),
        "not-our-competence" => Some(competence::competence(setup)),
        "outcome-unclear" => Some(outcome::unclear(setup)),
        "will-without-date" => Some(outcome::without_date(setup)),
        "vague-deadline" => Some(outcome::vague(setup)),
        "result-not-justified" => Some(Ok(outcome::not_justified())),
        "main-point-late" => Some(Ok(outcome::main_point_late())),
        "outcome-contradictory" => Some(Ok(outcome::contradictory())),
        "question-not-answered" => Some(questions::questions(setup)),
        "reply-late" => Some(Ok(reply_late::reply_late())),
        "legal-ref-density" => Some(Ok(acts::density())),
        "legal-text-copied" => Some(Ok(acts::copied())),
        "endnote-integrity" => Some(Ok(notes::integrity())),
        "endnote-misuse" => Some(Ok(notes::misuse())),
        _ => None,
    }
}
