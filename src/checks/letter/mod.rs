//! Checks of the letter as a whole: refusals and their grounds, requisites, notices.

mod booking;
mod channel;
mod executor;
mod kind;
mod late;
mod placeholder;
mod redirect;
mod refusal;
mod registration;
mod said;
mod survey;

use crate::data::FileError;
use crate::rules::{Check, Setup};

/// The check of a rule, by its id.
///
/// # Errors
/// What is wrong with the check's data.
pub(super) fn build(rule: &str, _setup: &mut dyn Setup) -> Option<Result<Box<dyn Check>, FileError>> {
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
        _ => None,
    }
}
