//! An acknowledgement that went out too late, by the times of the card.

use crate::profile::AckWithin;
use crate::rules::{Check, Hit, Inspection};

pub(super) fn acknowledgement() -> Box<dyn Check> {
    Box::new(Late)
}

#[derive(Debug)]
struct Late;

/// Channels by which the term counts.
const CHANNELS: [&str; 5] = ["email", "pos", "epgu", "site", "social"];

const DAY: i64 = 24 * 60;

impl Check for Late {
    fn run(&self, seen: &Inspection<'_>, hits: &mut Vec<Hit>) {
        let card = &seen.letter.card;
        let Some(AckWithin { hours, skip_days_off }) = seen.profile.ack_within else { return };
        if card.text("channel").is_some_and(|channel| !CHANNELS.contains(&channel)) {
            return;
        }
        let moment = |key: &str| card.text(key).and_then(Moment::parse);
        let (Some(received), Some(sent)) = (moment("received"), moment("sent")) else { return };
        let (Some(from), Some(to)) = (received.minutes, sent.minutes) else { return };
        let holidays: Vec<i64> =
            seen.params.texts("holidays").filter_map(|day| Some(Moment::parse(day)?.day)).collect();
        let off = |day: i64| skip_days_off && (is_weekend(day) || holidays.contains(&day));
        let (start, end) = (received.day * DAY + from, sent.day * DAY + to);
        // Years of days would be an error of the card, not a late letter.
        if end <= start || sent.day - received.day > 400 {
            return;
        }
        let mut minutes = 0;
        for day in received.day..=sent.day {
            if !off(day) {
                minutes += (end.min((day + 1) * DAY) - start.max(day * DAY)).max(0);
            }
        }
        let limit = i64::from(hours) * 60;
        let late = minutes > limit;
        // Another order counts days off too: where both bind, that is worth a hint.
        let by_clock = seen.params.switch("hint-by-clock", false) && end - start > limit;
        if !late && !by_clock {
            return;
        }
        let minutes = if late { minutes } else { end - start };
        let Some(block) = seen.letter.parts.first_paragraph else { return };
        let sentence = seen.analysis.sentences_of(block, seen.document, seen.lexicon).find(|view| !view.is_empty());
        if let Some(view) = sentence {
            let loudness = if late { 0 } else { -2 };
            let hit = Hit { loudness, ..Hit::letter(view.whole()) };
            let hit = hit.word("hours", ((minutes + 59) / 60).to_string());
            hits.push(hit.word("limit", hours.to_string()));
        }
    }
}

/// A day, and a time of it if given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Moment {
    /// Days from 1 January 1970.
    day: i64,
    /// Minutes from midnight.
    minutes: Option<i64>,
}

impl Moment {
    /// `2026-03-05 10:00`, `05.03.2026 10:00`, with `T` for the space, without the time.
    fn parse(text: &str) -> Option<Self> {
        let (date, time) =
            text.trim().split_once([' ', 'T']).map_or((text.trim(), ""), |(date, time)| (date, time.trim()));
        let parts: Vec<i64> = date.split(['-', '.', '/']).map(|part| part.parse().ok()).collect::<Option<_>>()?;
        let [a, month, b] = parts[..] else { return None };
        let (year, day) = if a > 31 { (a, b) } else { (b, a) };
        if !(1..=12).contains(&month) || !(1..=31).contains(&day) || !(1900..=2200).contains(&year) {
            return None;
        }
        let minutes = || -> Option<i64> {
            let mut numbers = time.split(':').map(|part| part.trim().parse::<i64>().ok());
            let (hour, minute) = (numbers.next()??, numbers.next()??);
            ((0..24).contains(&hour) && (0..60).contains(&minute)).then_some(hour * 60 + minute)
        };
        Some(Self { day: days(year, month, day), minutes: minutes() })
    }
}

/// Days from 1 January 1970 in the Gregorian calendar; years are counted from March, so that the leap day is the last.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    365 * year + year / 4 - year / 100 + year / 400 + of_year - 719_468
}

/// 1 January 1970 was a Thursday.
fn is_weekend(day: i64) -> bool {
    matches!((day + 3).rem_euclid(7), 5 | 6)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_weekends() {
        assert_eq!((days(1970, 1, 1), days(2000, 3, 1), days(2026, 11, 21)), (0, 11_017, 20_778));
        assert!(is_weekend(days(2026, 11, 21)) && is_weekend(days(2026, 11, 22)) && !is_weekend(days(2026, 11, 23)));
        assert_eq!(Moment::parse("05.03.2026 10:30"), Moment::parse("2026-03-05T10:30"));
        assert_eq!(Moment::parse("2026-03-05").map(|moment| moment.minutes), Some(None));
        assert_eq!(Moment::parse("завтра"), None);
        assert_eq!(Moment::parse("45.13.2026"), None);
    }
}
