//! What this letter is and has: its kind, and its parts, each with its place.
//!
//! [`Letter::of`] looks at the first and last blocks for the head and tail of a letter and gives every block a zone.
//! It runs on every text and is cheap: only short lines at the ends are looked into. A text with none of a letter's
//! marks is all body, and no rule may miss parts in it ([`Letter::whole`]).

mod bodies;
mod card;
mod detect;
mod executor;
mod head;
mod incoming;
mod inferred;
mod kind;
mod line;
mod number;
mod outline;
mod parts;
mod passing;
mod pattern;
mod phone;
mod question;
mod recognise;
mod refuses;
mod script;
pub mod senses;
mod survey;
mod tail;
mod zone;

#[cfg(test)]
mod tests;

pub use bodies::is_body_or_unit;
pub use card::{CARD_KEYS, Card};
pub use incoming::{CitedDate, CitedLetter, cited_letters};
pub use kind::{Declared, Kind, Occasion};
pub use number::NumberFormat;
pub use outline::NamedPart;
pub use parts::{Executor, Letterhead, Name, Parts, PhoneNumber};
pub use passing::{Passing, passing};
pub use pattern::{LetterMatch, LetterPattern, MASKS, Role, Strength, TABLES, marks, patterns};
#[cfg(feature = "cli")]
pub(crate) use phone::phones;
pub use question::names_question;
pub(crate) use recognise::holes;
pub use recognise::{NameForm, gives_contact, has_hole};
pub use script::{Speaker, Turn, is_rude};
pub use survey::{Survey, SurveyAddress, SurveyForm, survey_addresses};
pub use zone::Zone;

use crate::document::{BlockKind, Document, Story};
use crate::language::{Analysis, Lexicon};
use crate::text::Span;

use line::Line;

/// Blocks at either end that are looked at for the head and tail.
const REACH: usize = 40;
/// Words of a first paragraph that only thanks.
const COURTESY: usize = 10;
/// Blocks among which the first paragraph is looked for below a title.
const TITLE_REACH: usize = 8;
/// Bytes of the first paragraph that are looked at.
const PARAGRAPH: u32 = 4000;

/// What is known of a letter before it is read.
#[derive(Clone, Debug, Default)]
pub struct Given {
    /// What the caller says it is: counts before its card.
    pub declared: Declared,
    /// What letters at this path are, unless their card says otherwise.
    pub usual: Declared,
    /// A card that stands beside the letter: counts before the one in its file.
    pub card: Card,
    /// How the office writes the numbers of citizens' letters, where it says so.
    pub number_format: Option<NumberFormat>,
    /// True for a piece of a letter's body, which has no other parts.
    pub fragment: bool,
}

/// A letter: what it is, and which block is what part of it.
#[derive(Clone, Debug, Default)]
pub struct Letter {
    /// What it is.
    pub kind: Kind,
    /// Why it is taken for that, in Russian: «есть слова «отказано в выплате»», «задано в параметрах».
    pub kind_reason: String,
    /// What its own text is taken for, where the kind was set by somebody.
    pub looks_like: Option<Kind>,
    /// What calls for the letter, where it answers no request.
    pub occasion: Option<Occasion>,
    /// What is known of it besides its text.
    pub card: Card,
    /// True when it is a template of such a letter: its placeholders count as filled in.
    pub template: bool,
    /// True when it surely is a letter with head or tail, so that a missing part is missed.
    pub whole: bool,
    /// The zone of each block.
    pub zones: Vec<Zone>,
    /// Its parts.
    pub parts: Parts,
    /// Words of its own text on refusals, grounds and what becomes of the matter, in order of place.
    pub marks: Vec<LetterMatch>,
    /// Who says what, in the script of a talk.
    pub talk: Vec<Turn>,
}

/// Paragraphs from the first on that show to whom the text speaks.
const NEAR_FIRST: usize = 3;

impl Letter {
    /// Finds out what a document is. `matches` are those of [`patterns`], in order of place.
    pub fn of(
        document: &Document,
        analysis: &Analysis,
        lexicon: &Lexicon,
        given: &Given,
        matches: &[LetterMatch],
    ) -> Self {
        let mut zones = outer_zones(document);
        let flow = |&index: &usize| {
            let block = &document.blocks()[index];
            let main = matches!(block.story, Story::Body | Story::TextBox) && !block.quote;
            main && !document.slice(block.span).trim().is_empty()
        };
        let count = document.blocks().len();
        let line = |index: usize| Line::new(document, index);
        let first: Vec<Line<'_>> = (0..count).filter(flow).take(REACH).map(line).collect();
        let card = document.front_matter().map(|found| Card::parse(&found.text)).unwrap_or_default().with(&given.card);
        let declared = given.declared.or(card.declared());
        let template = declared.template.or(given.usual.template);
        let mut letter = Self {
            template: template.unwrap_or_else(|| detect::is_template(document, &first)),
            card,
            ..Self::default()
        };
        if given.fragment {
            letter.zones = zones;
            letter.marks = matches.to_vec();
            letter.set_kind(document, analysis, lexicon, given, &first);
            return letter;
        }
        let head = head::find(&first);
        set_zones(&mut zones, &head.zones);
        let head_end = first.get(head.lines).map(|line| line.block);
        // A block that only begins with the greeting is the letter's own text.
        let tail_from = match head.salutation {
            Some((block, _)) => block + 1,
            None => head_end.unwrap_or(if head.lines == 0 { 0 } else { count }),
        };
        let mut last: Vec<Line<'_>> = (tail_from..count).rev().filter(flow).take(REACH).map(line).collect();
        last.reverse();
        let footers: Vec<Line<'_>> = executor_stories(document).map(line).collect();
        let tail = tail::find(&last);
        let sure_tail = tail.sure || head.salutation.is_some() || head.addressed || !head.zones.is_empty();
        if sure_tail {
            set_zones(&mut zones, &tail.zones);
        }
        let has_tail = sure_tail && (!tail.signers.is_empty() || !tail.executor.is_empty());
        for line in &footers {
            zones[line.block] = Zone::Executor;
        }
        letter.parts = Parts {
            registration: head.registration.map(|block| document.blocks()[block].span),
            addressee: zone_span(document, &head.zones, Zone::Addressee),
            salutation: head.salutation.map(|(block, length)| {
                let start = document.blocks()[block].span.start;
                Span::new(start, start + length as u32)
            }),
            signature: if sure_tail { zone_span(document, &tail.zones, Zone::Signature) } else { None },
            last_block: (0..count).rev().find(flow),
            ..Parts::default()
        };
        if sure_tail {
            let pick = |numbers: &[usize]| numbers.iter().filter_map(|&at| last.get(at)).collect::<Vec<_>>();
            let lines: Vec<&Line<'_>> = pick(&tail.executor).into_iter().chain(&footers).collect();
            letter.parts.executor = parts::executor(document, &lines, &pick(&tail.signers));
        }
        let body = |&index: &usize| {
            let block = &document.blocks()[index];
            zones[index] == Zone::Body && block.story == Story::Body && !document.slice(block.span).trim().is_empty()
        };
        let start = head.salutation.map_or(0, |(block, _)| block);
        let paragraph = |index: &usize| {
            body(index) && !matches!(document.blocks()[*index].kind, BlockKind::Heading { .. } | BlockKind::Code)
        };
        letter.parts.first_paragraph = (start..count).find(paragraph);
        if let Some(first) = letter.parts.first_paragraph {
            // A title or the name of the office may stand above the text without a sign of a letterhead.
            let text = |&index: &usize| paragraph(&index) && line(index).is_prose();
            let prose = (first..count).take(TITLE_REACH).find(text);
            let line = line(first);
            let greeted = head.salutation.is_some();
            if line.is_title()
                && (!greeted || !line.folded.contains(['№', '0', '2']))
                && let Some(prose) = prose
            {
                letter.parts.first_paragraph = Some(prose);
            }
        }
        letter.parts.last_paragraph = (start..count).rev().find(body);
        letter.whole = head.salutation.is_some()
            || (head.addressed && has_tail)
            || (has_tail && tail.sure && letter.speaks_to_reader(document))
            || (head.zones.len() >= 2 && (tail.sure || has_tail) && letter.speaks_to_reader(document))
            || (head.zones.len() >= 3 && letter.speaks_to_reader(document))
            || (head.zones.len() >= 2 && letter.speaks_to_reader(document) && letter.tells_of_arrival(matches))
            || (tail.sure
                && tail.zones.iter().any(|(_, zone)| *zone == Zone::Closing)
                && letter.speaks_to_reader(document)
                && letter.tells_of_arrival(matches))
            || (tail.sure && letter.is_notice_of_arrival(document, matches))
            || declared.kind.or(given.usual.kind).is_some_and(|kind| kind != Kind::PhoneScript);
        letter.zones = zones;
        let head: Vec<Line<'_>> = (0..count)
            .filter(|&block| letter.zones[block] == Zone::Letterhead && block < count.min(tail_from.max(REACH)))
            .take(REACH)
            .map(line)
            .collect();
        letter.parts.letterhead = if letter.whole { parts::letterhead(document, &head) } else { None };
        letter.parts.subject = zone_span(document, &zone_list(&letter.zones), Zone::Subject);
        if letter.whole && letter.parts.executor.as_ref().is_none_or(|executor| executor.signs) {
            letter.parts.stray_executor = letter.names_executor(document);
            let full = |executor: &Executor| executor.name.as_ref().is_some_and(|name| name.form == NameForm::Full);
            if letter.parts.stray_executor.is_none()
                && !letter.parts.executor.as_ref().is_some_and(full)
                && let Some(told) = letter.tells_executor(document)
            {
                letter.parts.executor = Some(told);
            }
        }
        if letter.template && template.is_none() && !detect::says_template(&first) && letter.is_filled_in(document) {
            letter.template = false;
        }
        letter.find_incoming(document, given.number_format.as_ref());
        letter.parts.survey = letter.find_survey(document);
        let zones = &letter.zones;
        letter.marks =
            matches.iter().filter(|mark| zones.get(mark.block as usize) == Some(&Zone::Body)).cloned().collect();
        if letter.whole {
            letter.infer(document, analysis, lexicon);
        }
        letter.set_kind(document, analysis, lexicon, given, &first);
        letter
    }

    /// Adds what sentences say without a phrase that tells it: where a pattern has found the same, it stays alone.
    fn infer(&mut self, document: &Document, analysis: &Analysis, lexicon: &Lexicon) {
        let known: Vec<Role> = self.marks.iter().map(|mark| mark.role).collect();
        let inferred = inferred::marks(document, analysis, lexicon, &self.zones);
        // Each sentence that tells of passing on counts: the day may stand in one, the receiver in another.
        let told: Vec<(u32, u32)> = self
            .marks
            .iter()
            .filter(|mark| mark.role == Role::Redirect)
            .map(|mark| (mark.block, mark.sentence))
            .collect();
        self.marks.extend(inferred.into_iter().filter(|mark| {
            !known.contains(&mark.role) || mark.role == Role::Redirect && !told.contains(&(mark.block, mark.sentence))
        }));
        let refusals = refuses::marks(document, analysis, lexicon, &self.zones, &mut self.marks);
        self.marks.extend(refusals);
        self.marks.sort_by_key(|mark| (mark.block, mark.sentence, mark.tokens.start));
    }

    /// True of words in a script that the employee does not say: the client's, and those of titles.
    pub fn is_unsaid(&self, span: Span) -> bool {
        let inside = |turn: &Turn| turn.span.start <= span.start && span.end <= turn.span.end;
        self.talk.iter().any(|turn| (turn.speaker == Speaker::Client || turn.title) && inside(turn))
    }

    /// The zone of a block.
    pub fn zone(&self, block: usize) -> Zone {
        self.zones.get(block).copied().unwrap_or_default()
    }

    /// Some short line that names who prepared the letter, wherever it stands: then a mark that was not found where it
    /// belongs is not to be missed.
    fn names_executor(&self, document: &Document) -> Option<usize> {
        let blocks = document.blocks();
        let near = |index: &usize| *index < REACH || *index + REACH >= blocks.len();
        (0..blocks.len()).filter(near).find(|&index| {
            let block = &blocks[index];
            if block.span.is_empty() || block.span.len() > 240 || self.zone(index) == Zone::Signature {
                return false;
            }
            let line = Line::new(document, index);
            line.has_executor_mark()
                || (!line.is_prose()
                    && line.person().is_some_and(|name| name.form == NameForm::Full && !name.dative)
                    && line.phone().is_some())
        })
    }

    /// A sentence of the letter's text that tells who prepared it; the last one counts.
    fn tells_executor(&self, document: &Document) -> Option<Executor> {
        let first = self.parts.first_paragraph?;
        let own = |&block: &usize| self.zone(block) == Zone::Body && document.blocks()[block].span.len() <= PARAGRAPH;
        let blocks = (first..document.blocks().len()).rev().take(REACH).filter(own);
        blocks.filter_map(|block| executor::part(document, block)).next()
    }

    /// True when the letterhead gives a phone with the code of the city.
    pub fn letterhead_has_code(&self, document: &Document) -> bool {
        let head = (0..document.blocks().len()).take(REACH).filter(|&index| self.zone(index) == Zone::Letterhead);
        head.map(|index| Line::new(document, index)).any(|line| line.phone().is_some_and(|phone| phone.with_code))
    }

    fn set_kind(
        &mut self,
        document: &Document,
        analysis: &Analysis,
        lexicon: &Lexicon,
        given: &Given,
        head: &[Line<'_>],
    ) {
        let evidence = detect::Evidence {
            document,
            analysis,
            lexicon,
            zones: &self.zones,
            marks: self.marks.iter().collect(),
            head,
            salutation: self.parts.salutation.map(|span| document.slice(span)),
            salutation_end: self.parts.salutation.map_or(0, |span| span.end),
            first: self.parts.first_paragraph,
            answers: self.parts.incoming_number.is_some(),
            addressed: self.parts.addressee.is_some(),
            signed: self.parts.signature.is_some()
                || self.parts.executor.as_ref().is_some_and(|executor| !executor.in_text),
            finished: self.parts.survey.is_some()
                || self.parts.executor.as_ref().is_some_and(|executor| !executor.in_text)
                || self.parts.registration.is_some_and(|span| document.slice(span).contains('№')),
            complete: self.parts.survey.is_some()
                && self.parts.executor.as_ref().is_some_and(|executor| !executor.in_text),
            addresses: given.fragment || self.speaks_to_reader(document),
            whole: self.whole,
        };
        let (found, reason) = evidence.kind();
        let occasion = evidence.occasion();
        self.occasion = occasion;
        let ways = [
            (given.declared.kind, "задан при запуске"),
            (self.card.declared().kind, "указан в карточке письма"),
            (given.usual.kind, "задан для этой папки в yasno.toml"),
        ];
        match ways.into_iter().find_map(|(kind, way)| Some((kind?, way))) {
            Some((kind, way)) => {
                self.looks_like = Some(found).filter(|_| self.whole);
                (self.kind, self.kind_reason) = (kind, way.to_owned());
            }
            None => (self.kind, self.kind_reason) = (found, reason),
        }
        if self.kind == Kind::PhoneScript {
            self.talk = script::talk(document);
        }
    }

    fn first_text<'a>(&self, document: &'a Document) -> Option<(u32, &'a str)> {
        let span = document.blocks().get(self.parts.first_paragraph?)?.span;
        Some((span.start, beginning(document, span)))
    }

    fn speaks_to_reader(&self, document: &Document) -> bool {
        let Some(first) = self.parts.first_paragraph else { return false };
        let blocks = document.blocks();
        let near = (first..blocks.len()).take(NEAR_FIRST).map(|block| blocks[block].span);
        near.map(|span| beginning(document, span)).any(says_you)
    }

    /// True when one of the first paragraphs says what became of the reader's letter.
    fn tells_of_arrival(&self, matches: &[LetterMatch]) -> bool {
        let Some(first) = self.parts.first_paragraph else { return false };
        let near = first as u32..(first + NEAR_FIRST) as u32;
        let arrival = [Role::Received, Role::Registered, Role::Considered, Role::Redirect];
        matches.iter().any(|mark| near.contains(&mark.block) && arrival.contains(&mark.role))
    }

    /// True when it says that the reader's letter came, and promises the answer or thanks: with «С уважением» below, that is
    /// a first answer, though it greets nobody and nobody signs it.
    fn is_notice_of_arrival(&self, document: &Document, matches: &[LetterMatch]) -> bool {
        let Some(first) = self.parts.first_paragraph else { return false };
        let has =
            |role: Role| matches.iter().any(|mark| mark.role == role && self.zone(mark.block as usize) == Zone::Body);
        let yours = || {
            let blocks = document.blocks().iter().skip(first).take(REACH);
            blocks.map(|block| beginning(document, block.span)).any(says_you)
        };
        let answered = has(Role::Promise) || has(Role::AnswerFrom) || has(Role::Thanks);
        (has(Role::Received) || has(Role::Registered)) && answered && yours()
    }

    /// A letter that is filled in is no template, though a hole or two were left in it.
    fn is_filled_in(&self, document: &Document) -> bool {
        let own = self.parts.registration.map(|span| document.slice(span));
        let written = |text: &str| recognise::dates(text).iter().any(|date| !text[date.clone()].contains('_'));
        let incoming = || {
            let (_, text) = self.first_text(document)?;
            let found = incoming::find(text, false, None);
            (found.number.is_some() && found.date.is_some()).then_some(())
        };
        own.is_some_and(written) || incoming().is_some()
    }

    fn find_incoming(&mut self, document: &Document, format: Option<&NumberFormat>) {
        let Some((start, text)) = self.first_text(document) else { return };
        if !self.whole {
            return;
        }
        // A placeholder left in a final letter is a fault of its own.
        let found = incoming::find(text, true, format);
        let span = |range: std::ops::Range<usize>| Span::new(range.start as u32, range.end as u32).shift(start);
        // The card tells the number, so that it is known however the text names it: «Ваше письмо ОБ-1234/26».
        let known = || {
            let number = self.card.text("reg_number").filter(|number| number.len() > 2)?;
            text.find(number).map(|at| at..at + number.len())
        };
        self.parts.incoming_number = found.number.or_else(known).map(span);
        self.parts.incoming_date = found.date.map(span);
        // «Благодарим Вас за обращение.» above the paragraph that tells of it.
        let told = self.parts.incoming_number.is_some() || self.parts.incoming_date.is_some();
        if told || recognise::count_words(text) > COURTESY {
            return;
        }
        let Some(first) = self.parts.first_paragraph else { return };
        let blocks = document.blocks();
        let next = (first + 1..blocks.len()).find(|&block| !document.slice(blocks[block].span).trim().is_empty());
        let Some(next) = next.filter(|&block| self.zone(block) == Zone::Body) else { return };
        let place = blocks[next].span.start;
        let found = incoming::find(beginning(document, blocks[next].span), true, format);
        let span = |range: std::ops::Range<usize>| Span::new(range.start as u32, range.end as u32).shift(place);
        self.parts.incoming_number = found.number.map(span);
        self.parts.incoming_date = found.date.map(span);
    }

    fn find_survey(&self, document: &Document) -> Option<Survey> {
        if !self.whole {
            return None;
        }
        let from = document.blocks().len().saturating_sub(REACH);
        let blocks = (from..document.blocks().len()).filter(|&block| {
            document.blocks()[block].span.len() <= PARAGRAPH
                && (self.zone(block) != Zone::Body || Some(block) >= self.parts.first_paragraph)
        });
        let found = survey::find(document, blocks);
        if found.as_ref().is_some_and(|survey| survey.form == SurveyForm::Link) {
            return found;
        }
        let signed = self.parts.signature.map_or(u32::MAX, |span| span.end);
        let below = (from..document.blocks().len())
            .filter(|&block| document.blocks()[block].span.start >= signed && self.zone(block) != Zone::Attachments);
        survey::below_signature(document, below).or(found)
    }
}

/// True when a text speaks to the reader.
fn says_you(text: &str) -> bool {
    text.split(|c: char| !c.is_alphabetic())
        .map(str::to_lowercase)
        .any(|word| matches!(&*word, "вы" | "вас" | "вам" | "вами") || word.starts_with("ваш"))
}

/// The beginning of a block, as much as a paragraph of a letter has.
fn beginning(document: &Document, span: Span) -> &str {
    let mut end = span.end.min(span.start + PARAGRAPH);
    while !document.text().is_char_boundary(end as usize) {
        end -= 1;
    }
    document.slice(Span::new(span.start, end))
}

/// Zones that follow from where a block stands: headers, footers, notes, quotations.
fn outer_zones(document: &Document) -> Vec<Zone> {
    let zone = |block: &crate::document::Block| match block.story {
        Story::Header | Story::Footer => Zone::Letterhead,
        Story::Footnote | Story::Endnote => Zone::Notes,
        Story::Body | Story::TextBox if block.quote => Zone::CitizenQuote,
        Story::Body | Story::TextBox => Zone::Body,
    };
    document.blocks().iter().map(zone).collect()
}

/// Blocks of footers that tell who prepared the letter.
fn executor_stories(document: &Document) -> impl Iterator<Item = usize> {
    let footers = document.blocks().iter().enumerate().filter(|(_, block)| block.story == Story::Footer);
    let candidates: Vec<usize> = footers.map(|(index, _)| index).take(REACH).collect();
    let told = candidates.iter().any(|&index| {
        let line = Line::new(document, index);
        line.has_executor_mark() || (line.person().is_some() && line.phone().is_some())
    }) || {
        let lines: Vec<Line<'_>> = candidates.iter().map(|&index| Line::new(document, index)).collect();
        lines.iter().any(|line| line.person().is_some()) && lines.iter().any(|line| line.phone().is_some())
    };
    candidates.into_iter().filter(move |_| told)
}

fn zone_span(document: &Document, zones: &[(usize, Zone)], wanted: Zone) -> Option<Span> {
    let blocks = zones.iter().filter(|(_, zone)| *zone == wanted);
    blocks.map(|&(block, _)| document.blocks()[block].span).reduce(Span::join)
}

fn zone_list(zones: &[Zone]) -> Vec<(usize, Zone)> {
    zones.iter().copied().enumerate().take(REACH).collect()
}

fn set_zones(zones: &mut [Zone], found: &[(usize, Zone)]) {
    for &(block, zone) in found {
        zones[block] = zone;
    }
}
