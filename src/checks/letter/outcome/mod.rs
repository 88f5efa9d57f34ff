//! What becomes of the reader's matter: done, will be done by a day, may be done, cannot be done – or explained, where
//! the reader asked for an explanation.

mod contradictory;
mod main_point;
mod promise;
mod reason;
mod status;
mod term;
mod unclear;
mod vague;

pub(super) use self::contradictory::contradictory;
pub(super) use self::main_point::main_point_late;
pub(super) use self::promise::without_date;
pub(super) use self::reason::not_justified;
pub(super) use self::status::tells_when;
pub(super) use self::unclear::unclear;
pub(super) use self::vague::vague;
