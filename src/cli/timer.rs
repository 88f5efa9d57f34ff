//! `--profile-rules`: how long each rule takes.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::engine::Probe;

/// Time and finds of each step, over all files of a run. Files are checked one after the other.
#[derive(Debug)]
pub(super) struct Timer {
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    begun: Instant,
    steps: BTreeMap<String, (Duration, usize)>,
}

impl Timer {
    pub(super) fn new() -> Self {
        Self { state: Mutex::new(State { begun: Instant::now(), steps: BTreeMap::new() }) }
    }

    /// A table: time in microseconds, share of the whole, hits; the slowest first.
    pub(super) fn table(&self) -> String {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let mut steps: Vec<(&String, &(Duration, usize))> = state.steps.iter().collect();
        steps.sort_by_key(|(name, (time, _))| (std::cmp::Reverse(*time), *name));
        let whole: Duration = steps.iter().map(|(_, (time, _))| *time).sum();
        let mut table = format!("{:>10}  {:>6}  {:>7}  шаг или правило\n", "мкс", "доля", "найдено");
        for (name, (time, found)) in steps {
            let share = 100.0 * time.as_secs_f64() / whole.as_secs_f64().max(f64::MIN_POSITIVE);
            table.push_str(&format!("{:>10}  {share:>5.1}%  {found:>7}  {name}\n", time.as_micros()));
        }
        table.push_str(&format!("{:>10}  {:>5.1}%  {:>7}  всего\n", whole.as_micros(), 100.0, ""));
        table
    }
}

impl Probe for Timer {
    fn begin(&self) {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).begun = Instant::now();
    }

    fn end(&self, name: &str, found: usize) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let time = state.begun.elapsed();
        let step = state.steps.entry(name.to_owned()).or_default();
        step.0 += time;
        step.1 += found;
    }
}
