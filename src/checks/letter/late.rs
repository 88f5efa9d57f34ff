//! An acknowledgement that went out too late, by the times of the card.

use jiff::ToSpan;

use crate::language::{Date, days_between, is_weekend, parse_date};
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
        let holidays: Vec<Date> = seen.params.texts("holidays").filter_map(parse_date).collect();
        let off = |day: Date| skip_days_off && (is_weekend(day) || holidays.contains(&day));
        // Minutes from the midnight before it was received.
        let days = days_between(received.day, sent.day);
        let (start, end) = (from, days * DAY + to);
        // Years of days would be an error of the card, not a late letter.
        if end <= start || days > 400 {
            return;
        }
        let worked = received.day.series(1.day()).zip(0..=days).filter(|(day, _)| !off(*day));
        let minutes: i64 = worked.map(|(_, day)| (end.min((day + 1) * DAY) - start.max(day * DAY)).max(0)).sum();
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
    day: Date,
    /// Minutes from midnight.
    minutes: Option<i64>,
}

impl Moment {
    /// `2026-03-05 10:00`, `05.03.2026 10:00`, with `T` for the space, without the time.
    fn parse(text: &str) -> Option<Self> {
        let time = text.trim().split_once([' ', 'T']).map_or("", |(_, time)| time.trim());
        let minutes = || -> Option<i64> {
            let mut numbers = time.split(':').map(|part| part.trim().parse::<i64>().ok());
            let (hour, minute) = (numbers.next()??, numbers.next()??);
            ((0..24).contains(&hour) && (0..60).contains(&minute)).then_some(hour * 60 + minute)
        };
        Some(Self { day: parse_date(text)?, minutes: minutes() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_read() {
        let minutes = |text| Moment::parse(text).map(|moment| moment.minutes);
        assert_eq!(Moment::parse("05.03.2026 10:30"), Moment::parse("2026-03-05T10:30"));
        assert_eq!(minutes("2026-03-05 10:30"), Some(Some(630)));
        assert_eq!(minutes("2026-03-05"), Some(None));
        assert_eq!(minutes("завтра"), None);
    }
}
