//! The quarterly monitoring that order 003 asks for in clause 7.2, as one page: letters and calls from the office's
//! journals, templates and scripts, faults in them, what readers say of services, and how all of it changes.
//!
//! Pure: data in, page out. The same data gives the same bytes. Files are read by `cli::report`.

mod chart;
mod coverage;
mod figures;
mod goals;
mod history;
mod journal;
mod material;
mod page;
mod period;
mod row;
#[cfg(test)]
mod tests;

pub use goals::Goals;
pub use history::{History, HistoryError};
pub use journal::{Entry, Journal, JournalKind};
pub use material::{Form, Material};
pub use page::page;
pub use period::Period;

use jiff::civil::Date;

use crate::kb::Topic;

/// All that a report is made of.
#[derive(Clone, Debug)]
pub struct Monitoring {
    /// The stretch of time reported on.
    pub period: Period,
    /// The day of the report: letters are unanswered and templates are unreviewed as of this day.
    pub today: Date,
    /// The journal of letters, if there is one.
    pub letters: Option<Journal>,
    /// The journal of calls, if there is one.
    pub calls: Option<Journal>,
    /// What readers say of services, if there is a journal of it.
    pub feedback: Option<Journal>,
    /// The topics the office has listed, beside those of the journals.
    pub topics: Option<Vec<Topic>>,
    /// The services of the office, as far as they are listed.
    pub services: Vec<String>,
    /// Templates, scripts and pages of services.
    pub materials: Vec<Material>,
    /// Days after which a material must be looked over again.
    pub review_days: i64,
    /// What figures must reach, where an order that binds sets it: the page then says which do not.
    pub goals: Option<Goals>,
    /// Earlier reports.
    pub history: History,
}

impl Monitoring {
    /// The goals that are missed, in words; empty where no order sets them.
    pub fn missed_goals(&self) -> Vec<String> {
        self.goals.map(|goals| goals.missed(self, &figures::Figures::of(self))).unwrap_or_default()
    }

    /// The history with this report, if the period is one that is kept: the last full quarter. What is known of
    /// templates is known of today, so a report on an older quarter must not overwrite what was true then.
    pub fn kept(&self) -> Option<History> {
        (self.period == Period::last_quarter(self.today))
            .then(|| self.history.with(&self.period, figures::Figures::of(self).run()))
    }
}
