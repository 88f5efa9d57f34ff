//! The text around a refusal, in which its ground may stand.

use std::ops::Range;

use super::super::said::{
    self, ACT, DOING, EMPTY, FINDING, OBSTACLE, Said, Talk, is_refusal, marks, names_act, residue,
};
use super::place::*;
use super::refusing_span;
use crate::language::{Feature, LemmaId, MaskKind, MaskSet, SentenceView, Tag};
use crate::letter::{LetterMatch, Role};
use crate::rules::Inspection;
use crate::text::Span;

/// Content words a clause must keep, without names of acts, to count as a ground.
const CLAUSE: usize = 2;
/// The same for a clause that refers to an act.
const WITH_ACT: usize = 4;
/// The same for a sentence that no word marks as a ground.
const SENTENCE: usize = 3;
/// Marks of one sentence that are weighed: an endless sentence must not cost the square of its length.
const MARKS: usize = 16;
/// Items of a list that may hold the grounds.
const ITEMS: usize = 12;
/// A decision that opens a paragraph is short.
const SHORT_DECISION: usize = 9;
/// Nouns at the beginning of a promise that may name what it grants.
const TOPIC: usize = 2;
/// Paragraphs after the refusal in which «потому что» still speaks of it.
const REACH: usize = 3;

/// The text around a group of refusals in which a ground may stand.
pub(super) struct Window<'w, 'a> {
    pub(super) seen: &'w Inspection<'a>,
    pub(super) body: &'w [Said<'a>],
    pub(super) group: Range<usize>,
}

impl<'a> Window<'_, 'a> {
    fn marks(&self, at: usize) -> impl Iterator<Item = &'a LetterMatch> + use<'a> {
        marks(self.seen, &self.body[at].view)
    }

    fn has(&self, at: usize, role: Role) -> bool {
        self.marks(at).any(|mark| mark.role == role)
    }

    fn own(&self) -> usize {
        self.body[self.group.start].block()
    }

    /// The sentences of the paragraph that begins at `at`.
    fn paragraph(&self, at: usize) -> Range<usize> {
        let block = self.body[at].block();
        at..at + self.body[at..].iter().take_while(|said| said.block() == block).count()
    }

    /// The last two sentences of the paragraph before, when it is not the one that repeats the question.
    fn before(&self) -> Range<usize> {
        let start = self.start();
        let Some(last) = start.checked_sub(1) else { return 0..0 };
        let block = self.body[last].block();
        if Some(block) == self.seen.letter.parts.first_paragraph || is_title(self.seen, &self.body[last]) {
            return start..start;
        }
        if self.decides_other(last) || self.grants(last) {
            return start..start;
        }
        let first = (0..start).rev().take(2).take_while(|&at| self.body[at].block() == block).last();
        first.unwrap_or(start)..start
    }

    /// «Берёзу спилим. …»: the paragraph that ends here grants something else and has nothing in common with the refusal.
    fn decides_other(&self, last: usize) -> bool {
        let block = self.body[last].block();
        let paragraph =
            (0..=last).rev().take_while(|&at| self.body[at].block() == block).last().unwrap_or(last)..last + 1;
        let opens = &self.body[paragraph.start];
        let grants = !opens.refuses && !opens.conditional && decision(&opens.view);
        let own: Vec<_> = self.group.clone().flat_map(|at| nouns(&self.body[at].view)).collect();
        grants && !paragraph.flat_map(|at| nouns(&self.body[at].view)).any(|noun| own.contains(&noun))
    }

    /// The paragraph that ends here promises something, and the refusal does not refer to it: another matter.
    fn grants(&self, last: usize) -> bool {
        let block = self.body[last].block();
        let paragraph = (0..=last).rev().take_while(|&at| self.body[at].block() == block);
        let granted = |at: usize| {
            let said = &self.body[at];
            said.future && !said.conditional && !said.refuses || self.has(at, Role::Granted) || agrees(&said.view)
        };
        let refers = self.group.clone().any(|at| self.has(at, Role::Therefore) || refers_back(&self.body[at].view));
        let paragraph: Vec<usize> = paragraph.collect();
        let gives = paragraph.last().is_some_and(|&first| has_done(&self.body[first]))
            && paragraph.iter().any(|&at| hands_over(&self.body[at]));
        !refers && (gives || paragraph.into_iter().any(granted))
    }

    /// The first sentence of the refusal's own paragraph.
    fn start(&self) -> usize {
        let own = self.own();
        (0..self.group.start).rev().take_while(|&at| self.body[at].block() == own).last().unwrap_or(self.group.start)
    }

    /// The end of the refusal's own paragraph.
    fn end(&self) -> usize {
        self.paragraph(self.group.start).end
    }

    /// The paragraphs after the refusal, with items of lists.
    fn after(&self) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut at = self.end();
        while at < self.body.len() && found.len() < REACH + ITEMS {
            let range = self.paragraph(at);
            at = range.end;
            found.push(range);
        }
        found
    }

    pub(super) fn is_grounded(&self) -> bool {
        let own = self.start()..self.end();
        if self.before().any(|at| self.tells(at, SENTENCE) || self.is_marked(at)) {
            return true;
        }
        if (own.start..self.group.start).any(|at| self.tells(at, SENTENCE))
            || own.clone().any(|at| self.is_marked(at) || self.body[at].refuses && self.explains_itself(at))
        {
            return true;
        }
        // Between the refusal and the first word on what to do next.
        let rest = self.group.start + 1..own.end;
        let steps = rest.clone().find(|&at| is_step(&self.body[at])).unwrap_or(rest.end);
        if (rest.start..steps).any(|at| self.tells(at, SENTENCE)) {
            return true;
        }
        self.is_grounded_below()
    }

    fn is_grounded_below(&self) -> bool {
        let mut open = ends_with_colon(self.seen, self.own());
        let mut told = 0;
        for (count, range) in self.after().into_iter().enumerate() {
            let block = self.body[range.start].block();
            let heading = is_title(self.seen, &self.body[range.start]);
            let item = is_item(self.seen, block);
            if heading {
                // A title of something else ends the place of the ground.
                if !(names_reason(self.seen, block) || open && count == 0) {
                    return false;
                }
                open = true;
                continue;
            }
            // What follows is the way out, or another matter.
            if opens_steps(self.seen, &self.body[range.start]) || changes_matter(&self.body[range.start].view) {
                return false;
            }
            let turns = turns(&self.body[range.start].view);
            if range.clone().any(|at| self.is_marked(at) && (told == 0 || !self.has(at, Role::Fact))) {
                return true;
            }
            let opened = open && item && count <= ITEMS;
            if opened && range.clone().any(|at| self.tells(at, SENTENCE)) {
                return true;
            }
            let steps = range.clone().any(|at| is_step(&self.body[at]) || has_contact(&self.body[at]));
            if told == 0 && !item && !turns && !self.opens_with_promise(&range) {
                let until = range.clone().find(|&at| is_step(&self.body[at])).unwrap_or(range.end);
                let wanted = |at: usize| !(steps || self.body[at].able) || self.body[at].has(OBSTACLE);
                if (range.start..until).any(|at| wanted(at) && self.tells(at, SENTENCE)) {
                    return true;
                }
                // «Подойдут два других помещения:» opens no grounds.
                let last = &self.body[range.end - 1];
                open |=
                    ends_with_colon(self.seen, block) && !steps && !(last.future && !last.past && !last.has(OBSTACLE));
            }
            // «Площадка. Мастер заменит доски. Пока качели сняты.»: what is granted explains no refusal.
            let promised = !opened && self.opens_with_promise(&range);
            // A paragraph on how the letter was dealt with may stand between the refusal and its ground.
            let idle = range.clone().all(|at| matches!(self.body[at].talk, Talk::Process | Talk::Courtesy));
            told += usize::from(!idle && !opened && !promised);
            if told > REACH {
                return false;
            }
        }
        false
    }

    /// True of a paragraph that first promises something.
    fn opens_with_promise(&self, paragraph: &Range<usize>) -> bool {
        let first = paragraph.clone().find(|&at| !is_label(&self.body[at]));
        first.is_some_and(|at| {
            let said = &self.body[at];
            said.future && !said.past && !said.conditional && !said.refuses && promises(said) && !said.has(OBSTACLE)
        })
    }

    /// True of a sentence on what the letter grants that names nothing of what it refuses: «За дорогу мы заплатим.
    /// За массаж заплатить не сможем. … За дорогу Вы платили сами.»
    fn is_of_granted(&self, at: usize) -> bool {
        let own: Vec<_> = nouns(&self.body[at].view).collect();
        let refused = |noun: &LemmaId| {
            self.body.iter().filter(|said| said.refuses).any(|said| nouns(&said.view).any(|other| other == *noun))
        };
        let opens = own.first().copied();
        let granted = |said: &Said<'_>| {
            !said.refuses && !said.conditional && said.future && promises(said) && said.block() < self.own()
        };
        let promised = |noun: &LemmaId| {
            self.body[..self.group.start]
                .iter()
                .filter(|said| granted(said))
                .any(|said| nouns(&said.view).take(TOPIC).any(|other| other == *noun))
        };
        opens.as_ref().is_some_and(promised) && !own.iter().any(refused)
    }

    /// A statement of how things are, beside the refusal.
    fn tells(&self, at: usize, least: usize) -> bool {
        let said = &self.body[at];
        let view = &said.view;
        // «Размер платы Вы сами предложили на торгах»: what the reader did is a fact as well.
        let told =
            said.talk == Talk::Process && said.past && at > self.group.start && residue(view, 0..view.len()) > WITH_ACT;
        // Under «Причина» even «Участок передан в аренду» is one.
        let titled = || {
            at > self.group.end
                && said.talk == Talk::Process
                && is_title(self.seen, &self.body[at - 1])
                && names_reason(self.seen, self.body[at - 1].block())
        };
        let states = said.talk == Talk::Statement || told && said.block() == self.own() || titled();
        if said.refuses || said.conditional || !states || self.has(at, Role::Bare) {
            return false;
        }
        if at < self.group.start && Some(said.block()) == self.seen.letter.parts.first_paragraph && self.repeats(at) {
            return false;
        }
        // «У нас принимаем со вторника по субботу»
        let receives = |token: usize| matches!(&*view.word(token).folded, "принимаем" | "работаем" | "ждем");
        if at >= self.group.end && (0..view.len()).any(receives) && !said.has(OBSTACLE) {
            return false;
        }
        // «Поэтому нашли для Вас два выхода»: what follows from something is no ground.
        if at >= self.group.end && matches!(&*view.word(0).folded, "поэтому" | "тогда" | "следовательно")
        {
            return false;
        }
        if self.is_of_granted(at) {
            return false;
        }
        if sympathizes(view) {
            return false;
        }
        if is_label(said) || tells_of_decision(view) || is_hollow(view) || turns(view) && !said.has(OBSTACLE) {
            return false;
        }
        // «Статьёй 12 установлено, кто платит налог»: what an act says of all is no fact of this case.
        if cites(view) && !of_case(view) {
            return false;
        }
        // What will be is no reason, unless something stands against it.
        if said.future && !said.past && !said.present && !said.has(OBSTACLE) || self.withholds(at) {
            return false;
        }
        let least = if said.has(OBSTACLE | FINDING) && !said.has(ACT) { CLAUSE } else { least };
        residue(view, 0..view.len()) >= least
    }

    /// «Льготу Вам не дали»: the refusal in other words.
    fn withholds(&self, at: usize) -> bool {
        let view = &self.body[at].view;
        let we = (0..view.len()).any(|token| &*view.word(token).folded == "мы");
        let past = Tag::of(&[Feature::Past, Feature::Fin]);
        (1..view.len()).any(|token| {
            &*view.word(token - 1).folded == "не"
                && (said::senses(view, token) & DOING != 0 || we && said::may_be(view, token, past))
        }) && residue(view, 0..view.len()) <= WITH_ACT
    }

    /// A ground with a word that marks it as one.
    fn is_marked(&self, at: usize) -> bool {
        let said = &self.body[at];
        let view = &said.view;
        if said.talk == Talk::Appeal || sympathizes(view) {
            return false;
        }
        self.marks(at).take(MARKS).any(|mark| {
            let rest = mark.tokens.end..view.len();
            let hollow = mark.role == Role::Cause
                && self.marks(at).any(|bare| bare.role == Role::Bare && bare.tokens.contains(&mark.tokens.start));
            match mark.role {
                _ if hollow => false,
                Role::Fact => said.talk != Talk::Step && residue(view, 0..view.len()) >= CLAUSE,
                Role::Cause => {
                    // «из-за долга»: the ground is a part of the mark.
                    residue(view, mark.tokens.clone()) >= 1 && self.says(view, mark.tokens.start..view.len(), at)
                        || self.names(view, &mark.tokens)
                        || self.says(view, rest.clone(), at)
                        || holds_reason(view, rest.clone())
                        || (opens(view, rest) && self.next_tells(at))
                }
                Role::Therefore => {
                    let near = at.saturating_sub(1)..self.body.len().min(at + 2);
                    near.into_iter().any(|at| self.body[at].refuses)
                        && (residue(view, 0..mark.tokens.start) >= CLAUSE && !decides(view, mark.tokens.start)
                            || (mark.tokens.start <= 2 && at > 0 && self.previous_tells(at)))
                }
                _ => false,
            }
        })
    }

    /// True when a clause says more than the name of an act.
    fn says(&self, view: &SentenceView<'_>, rest: Range<usize>, at: usize) -> bool {
        let formula = self.marks(at).any(|mark| mark.role == Role::Bare && mark.tokens.end > rest.start);
        let act = formula || rest.clone().any(|token| said::senses(view, token) & ACT != 0);
        residue(view, rest) >= if act { WITH_ACT } else { CLAUSE }
    }

    /// «из-за долга», «по причине аварии»: a noun that is no formula.
    fn names(&self, view: &SentenceView<'_>, tokens: &Range<usize>) -> bool {
        residue(view, tokens.clone()) >= 1 && !names_act(view)
    }

    /// The ground stands in the refusing sentence itself, behind a colon or in a clause of its own.
    fn explains_itself(&self, at: usize) -> bool {
        let view = &self.body[at].view;
        // «Мы рассмотрели заявление о сарае и вынуждены отказать»: what repeats the request explains nothing.
        let repeats = self.repeats(at);
        let time = MaskSet::of(&[MaskKind::Time, MaskKind::Url]);
        // «77:00:0410203:56» has no colon that explains.
        let inside =
            |token: usize| token + 1 < view.len() && view.token_span(token).end == view.token_span(token + 1).start;
        let sign = |token: usize, sign: &str| {
            view.token_text(token) == sign && !view.is_masked(token, time) && !(sign == ":" && inside(token))
        };
        if let Some(colon) = (0..view.len()).find(|&token| sign(token, ":")) {
            // What refuses behind the colon explains nothing itself.
            let refusing = self.marks(at).filter(|mark| is_refusal(mark) && mark.tokens.start > colon);
            let (from, until) = refusing.fold((view.len(), colon + 1), |(from, until), mark| {
                (from.min(mark.tokens.start), until.max(mark.tokens.end))
            });
            let explained = match from < view.len() {
                true => self.says(view, colon + 1..from, at) || self.says(view, until..view.len(), at),
                false => self.says(view, colon + 1..view.len(), at),
            };
            let fact = (0..colon).any(|token| is_predicate(view, token) && view.word(token).is_word());
            if explained || fact && !repeats && self.says(view, 0..colon, at) && self.refuses_after(at, colon) {
                return true;
            }
            if (colon + 1..view.len()).all(|token| !view.word(token).is_word()) && self.next_tells(at) {
                return true;
            }
        }
        // «…, он жив, платит алименты и возражает»: a clause beside the refusing one.
        let Some(mark) = self.marks(at).find(|mark| is_refusal(mark)) else { return false };
        let after = (mark.tokens.end..view.len()).find(|&token| sign(token, ",") || sign(token, "("));
        let before = (0..mark.tokens.start).rev().find(|&token| sign(token, ",") || sign(token, ";"));
        after.is_some_and(|comma| residue(view, comma + 1..view.len()) > WITH_ACT && self.clean(at, comma))
            || before.is_some_and(|comma| !repeats && residue(view, 0..comma) > WITH_ACT && self.clean(at, 0))
    }

    /// True of the sentence that tells of the citizen's letter.
    fn repeats(&self, at: usize) -> bool {
        let parts = &self.seen.letter.parts;
        let whole = self.body[at].view.whole();
        [parts.incoming_number, parts.incoming_date].into_iter().flatten().any(|span| whole.covers(span))
            || self.marks(at).any(|mark| matches!(mark.role, Role::Considered | Role::Received | Role::Registered))
    }

    fn refuses_after(&self, at: usize, token: usize) -> bool {
        let refusals = self.marks(at).filter(|mark| matches!(mark.role, Role::Refusal | Role::PartialRefusal));
        refusals.into_iter().all(|mark| mark.tokens.start > token)
    }

    /// No formula and no name of an act from here on.
    fn clean(&self, at: usize, from: usize) -> bool {
        let view = &self.body[at].view;
        !self.marks(at).any(|mark| mark.role == Role::Bare && mark.tokens.end > from) && !names_act(view)
    }

    fn next_tells(&self, at: usize) -> bool {
        self.body.get(at + 1).is_some_and(|next| {
            !is_step(next) && !self.has(at + 1, Role::Bare) && residue(&next.view, 0..next.view.len()) >= CLAUSE
        })
    }

    fn previous_tells(&self, at: usize) -> bool {
        let previous = &self.body[at - 1];
        !matches!(previous.talk, Talk::Step | Talk::Appeal | Talk::Courtesy)
            && !previous.refuses
            && residue(&previous.view, 0..previous.view.len()) >= CLAUSE
    }

    /// A refusal of something else than those before: of a part, or besides them.
    pub(super) fn is_another(&self) -> bool {
        self.group.clone().any(|at| {
            let partial = self.marks(at).any(|mark| mark.role == Role::PartialRefusal);
            let view = &self.body[at].view;
            partial
                || self.has(at, Role::Bare)
                || (0..view.len())
                    .any(|token| matches!(&*view.word(token).folded, "также" | "второй" | "третий" | "кроме"))
        })
    }

    /// References and formulas that stand in place of a ground, each to the end of its sentence.
    pub(super) fn bare(&self) -> Vec<Span> {
        let mut near: Vec<usize> = self.before().chain(self.start()..self.end()).collect();
        near.extend(self.after().into_iter().take(1).flatten());
        let mut spans = Vec::new();
        for at in near {
            let said = &self.body[at];
            let view = &said.view;
            if !(said.refuses || matches!(said.talk, Talk::Statement | Talk::Process)) {
                continue;
            }
            let start_of =
                |role: Role| self.marks(at).filter(|mark| mark.role == role).map(|mark| mark.tokens.start).min();
            let bare = start_of(Role::Bare);
            if bare.is_none() && !names_act(view) {
                continue;
            }
            // «так как это не предусмотрено законом»: the whole clause, for it has proved empty.
            let reference = (0..view.len()).any(|token| view.mask(token) == Some(MaskKind::LegalRef)) && !said.refuses;
            let start = [bare, start_of(Role::Cause), reference.then_some(0)].into_iter().flatten().min();
            let Some(start) = start else { continue };
            let end = (start..view.len())
                .rev()
                .find(|&token| view.word(token).is_word())
                .map_or(start + 1, |token| token + 1);
            spans.push(view.span(start..end));
        }
        spans
    }

    pub(super) fn span(&self) -> Option<Span> {
        refusing_span(self.seen, &self.body[self.group.start])
    }
}

/// «Мы осмотрели дерево и решили его сохранить, поэтому …»: the decision is no ground of itself.
fn decides(view: &SentenceView<'_>, until: usize) -> bool {
    (0..until).any(|token| matches!(&*view.word(token).folded, "решили" | "решила" | "решил" | "решило"))
}

/// «Участок продадим», «Мастер заменит доски»
pub(in crate::checks::letter) fn promises(said: &Said<'_>) -> bool {
    let view = &said.view;
    let ours = |token: usize| {
        said::may_be(view, token, Tag::of(&[Feature::Fut, Feature::Fin, Feature::Plur]))
            && view.word(token).folded.ends_with('м')
            && !(token > 0 && &*view.word(token - 1).folded == "не")
    };
    said.has(DOING) || (0..view.len()).any(ours)
}

/// A short sentence that tells what was or will be done: «Деньги за октябрь возвращены.»
fn decision(view: &SentenceView<'_>) -> bool {
    let done = |token: usize| {
        let denied = token > 0 && &*view.word(token - 1).folded == "не";
        let tags = [Tag::of(&[Feature::Fut, Feature::Fin]), Tag::of(&[Feature::Short, Feature::Participle])];
        let past = Tag::of(&[Feature::Past, Feature::Fin, Feature::Plur]);
        !denied
            && said::senses(view, token) & DOING != 0
            && tags.into_iter().chain([past]).any(|tag| said::may_be(view, token, tag))
    };
    view.count_words(0..view.len()) <= SHORT_DECISION && (0..view.len()).any(done)
}

/// The dictionary forms of a sentence's nouns.
fn nouns(view: &SentenceView<'_>) -> impl Iterator<Item = LemmaId> {
    let noun = |token: usize| {
        let reading = view.word(token).readings.first().filter(|reading| reading.tag.has(Feature::Noun))?;
        (said::senses(view, token) & EMPTY == 0).then_some(reading.lemma)
    };
    (0..view.len()).filter_map(noun).collect::<Vec<_>>().into_iter()
}
