//! `reply-late`: the reply comes after its term, as far as dates are known from the card and the letter.

use jiff::ToSpan;

use super::said::{self, card, sentences};
use crate::language::{days_between, find_date, show_date};
use crate::letter::{Kind, Role};
use crate::rules::{Check, Hit, Inspection};
use crate::text::Span;

#[derive(Debug)]
struct ReplyLate;

pub(super) fn reply_late() -> Box<dyn Check> {
    Box::new(ReplyLate)
}

impl Check for ReplyLate {
    fn run(&self, seen: &Inspection<'_>, hits: &mut Vec<Hit>) {
        if seen.letter.marks.iter().any(|mark| mark.role == Role::Extension) {
            return;
        }
        let parts = &seen.letter.parts;
        let slice = |span: Option<Span>| span.and_then(|span| find_date(seen.document.slice(span)));
        let card = |key: &str| card(seen, key).first().and_then(|text| find_date(text));
        let registered = card("reg_date").or_else(|| slice(parts.incoming_date));
        let sent = card("sent");
        let place = parts.incoming_date.or_else(|| sentences(seen).first().map(|said| said.view.whole()));
        let Some(place) = place else { return };
        let due = card("due");
        if due.is_none() && said::card(seen, "urgent").iter().any(|word| matches!(*word, "true" | "yes" | "да")) {
            hits.push(
                Hit::at(place)
                    .word("what", "Сообщение срочное, а сокращённый срок не назван: укажите его в карточке (due)"),
            );
            return;
        }
        let term = match seen.kind() {
            Kind::RedirectNotice => seen.params.number("redirect-days", 7),
            _ => seen.params.number("reply-days", 30),
        };
        let limit = due.or_else(|| registered.and_then(|day| day.checked_add((term as i64).days()).ok()));
        let (Some(limit), Some(sent)) = (limit, sent) else { return };
        let late = days_between(limit, sent);
        // A letter a year off is a slip of the pen or another date.
        if (1..=300).contains(&late) {
            let what = format!("Срок ответа – {}. Ответ опаздывает на {late} дн.", show_date(limit));
            hits.push(Hit::at(place).word("what", what));
        }
    }
}
