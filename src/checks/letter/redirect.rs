//! A notice that the letter was passed on: to whom, why, when, who answers and until when, how to reach them.

mod answer;
mod reason;
mod receiver;

use crate::language::SentenceView;
use crate::letter::{Role, Zone, gives_contact, has_hole, passing};
use crate::rules::{Check, Fix, Hit, Inspection, Level};
use crate::text::{Edit, Span};

pub(super) fn incomplete() -> Box<dyn Check> {
    Box::new(Incomplete)
}

#[derive(Debug)]
struct Incomplete;

/// The letter's own sentences, and which of them tell that it was passed on.
struct Notice<'a> {
    body: Vec<SentenceView<'a>>,
    /// Numbers of the sentences that tell it.
    told: Vec<usize>,
    /// Numbers of the list items and labelled lines that belong to them: «Кому передано: …».
    listed: Vec<usize>,
}

impl<'a> Notice<'a> {
    fn of(seen: &Inspection<'a>) -> Self {
        let letter = seen.letter;
        let body: Vec<SentenceView<'a>> = (0..seen.document.blocks().len())
            .filter(|&block| letter.zone(block) == Zone::Body)
            .flat_map(|block| seen.analysis.sentences_of(block, seen.document, seen.lexicon))
            .filter(|view| !view.is_empty())
            .collect();
        let marked = |view: &SentenceView<'_>| {
            letter.marks.iter().any(|mark| {
                mark.role == Role::Redirect && (mark.block, mark.sentence) == (view.block() as u32, view.index() as u32)
            })
        };
        let told: Vec<usize> = (0..body.len()).filter(|&at| marked(&body[at])).collect();
        let mut listed = Vec::new();
        for &at in &told {
            if text(&body[at]).trim_end().ends_with(':') {
                let items = (at + 1..body.len()).take_while(|&next| is_item(seen, &body[next]));
                listed.extend(items);
            }
        }
        let label = |view: &SentenceView<'_>| {
            let text = text(view).to_lowercase();
            ["кому", "куда"].iter().any(|word| text.starts_with(word)) && text.contains(':')
        };
        listed.extend((0..body.len()).filter(|&at| label(&body[at])));
        Self { body, told, listed }
    }

    /// The sentences that tell it, and those that list to whom.
    fn telling(&self) -> impl Iterator<Item = usize> {
        self.told.iter().chain(&self.listed).copied()
    }
}

/// The text of a sentence.
fn text<'a>(view: &SentenceView<'a>) -> &'a str {
    view.slice(0..view.len())
}

/// «– в отдел полиции …», «2) в администрацию …»
fn is_item(seen: &Inspection<'_>, view: &SentenceView<'_>) -> bool {
    let block = &seen.document.blocks()[view.block()];
    let start = seen.document.slice(block.span).trim_start();
    matches!(block.kind, crate::document::BlockKind::ListItem { .. })
        || start.starts_with(['–', '—', '-', '•', '*'])
        || start.split_once([')', '.']).is_some_and(|(number, _)| {
            number.len() <= 2 && !number.is_empty() && number.chars().all(|c| c.is_ascii_digit())
        })
}

impl Check for Incomplete {
    fn run(&self, seen: &Inspection<'_>, hits: &mut Vec<Hit>) {
        let letter = seen.letter;
        let notice = Notice::of(seen);
        // Set as such a notice without saying that it was passed on: shown at its first sentence.
        let Some(&marked) = notice.told.first().map(|&at| &notice.body[at]).or(notice.body.first()).as_ref() else {
            return;
        };
        let hole = |stems: &[&str]| {
            let stems: Vec<String> = stems.iter().map(|stem| (*stem).to_owned()).collect();
            letter.template && notice.body.iter().any(|view| has_hole(seen.document.slice(view.whole()), &stems))
        };
        let mut missing = Vec::new();
        let mut insert = Vec::new();
        if !receiver::is_named(seen, &notice) && !hole(&["орган", "ведомств", "организац", "адресат", "кому", "куда"])
        {
            missing.push("куда передали обращение");
            insert.push("Мы передали ваше обращение в [название органа].");
        }
        if !reason::is_told(seen, &notice) && !hole(&["причин", "почему", "основан"]) {
            missing.push("почему");
            insert.push("Этим вопросом занимается [кто].");
        }
        let dated = letter.template || answer::passing_is_dated(&notice);
        if !dated {
            missing.push("когда передали");
            insert.push("Мы передали его [дата].");
        }
        if !answer::is_promised(&notice) && !hole(&["ответит", "кто ответ", "срок", "дат", "когда"])
        {
            missing.push("кто и когда ответит");
            insert.push("Вам ответит [кто] до [дата].");
        }
        if !missing.is_empty() {
            let at = marked.whole().end;
            let text = insert.join(" ");
            let edits = vec![Edit::replace(Span::empty(at), format!(" {text}"))];
            let fix = Fix { level: Level::Ask, label: text, edits };
            // The day on which it went is a small lack where the rest is told.
            let loudness = if missing == ["когда передали"] { -1 } else { 0 };
            let hit = Hit { loudness, ..Hit::letter(marked.whole()) };
            hits.push(hit.word("missing", missing.join(", ")).fix(fix));
            return;
        }
        // Where to ask is a help, not a duty.
        let contact = notice.body.iter().any(|view| gives_contact(seen.document.slice(view.whole()), letter.template));
        if let (false, Some(last)) = (contact, notice.body.last()) {
            let hit = Hit { loudness: -2, ..Hit::letter(last.whole()) };
            let text = "Телефон для справок: [телефон].";
            let edits = vec![Edit::replace(Span::empty(last.whole().end), format!(" {text}"))];
            hits.push(hit.word("missing", "по какому телефону узнать об ответе").fix(Fix {
                level: Level::Ask,
                label: text.into(),
                edits,
            }));
        }
    }
}

/// The verb of passing on in a sentence that tells it.
fn verb(view: &SentenceView<'_>) -> Option<usize> {
    passing(view, true).map(|passing| passing.verb)
}
