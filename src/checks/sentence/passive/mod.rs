//! `passive-impersonal`: sentences that hide who acts.

mod words;

use std::ops::Range;

use crate::language::inflect::{Inflector, PhraseKind};
use crate::language::{Feature, LemmaId, MaskSet, Reading, SentenceView, Tag};
use crate::letter::Zone;
use crate::rules::{Check, Fix, Hit, Inspection, Level};

use words::{DOERS, MATTERS, PASSIVES, PROCEDURAL, READER};

/// Makes the check. Parameters: `max-share`, in percent: a text of `min-sentences` or more with passives in so many of
/// its sentences is not reported but for passives that name the doer («рассмотрено комитетом») and verbs of `always`:
/// no letter needs them.
pub(super) fn build() -> Box<dyn Check> {
    Box::new(Passive)
}

#[derive(Debug)]
struct Passive;

impl Check for Passive {
    fn run(&self, seen: &Inspection<'_>, hits: &mut Vec<Hit>) {
        let share = seen.params.number("max-share", 15);
        let least = seen.params.number("min-sentences", 4);
        let always: Vec<&str> = seen.params.texts("always").collect();
        let (mut sentences, mut with) = (0, 0);
        let mut found = Vec::new();
        let to_reader = is_letter(seen) || speaks_to_reader(seen);
        for view in seen.sentences() {
            let before = found.len();
            if !is_of_the_order(&view) {
                find(&view, to_reader, &mut found);
            }
            sentences += usize::from((0..view.len()).any(|token| view.word(token).is_word()));
            with += usize::from(found.len() > before);
        }
        let many = sentences < least || with * 100 > share * sentences;
        let told = |group: &&Group<'_>| {
            many || group.by_whom() || always.contains(&&*group.view.word(group.tokens.start).folded)
        };
        hits.extend(found.iter().filter(told).map(Group::hit));
    }
}

/// «Получен ли ответ на Ваш вопрос?»: with this question the order has calls end.
fn is_of_the_order(view: &SentenceView<'_>) -> bool {
    let words = ["получен", "ли", "ответ"];
    let at = |start: usize| words.iter().enumerate().all(|(index, word)| &*view.word(start + index).folded == *word);
    (0..(view.len() + 1).saturating_sub(words.len())).any(at)
}

#[derive(Clone, Copy)]
enum Form<'a> {
    /// «рассматривается»
    Reflexive(Reading),
    /// «будет рассматриваться»
    Future(&'a str),
    /// «направлено», «будет направлено»
    Participle(Reading, bool),
    /// «необходимо представить»
    Modal,
}

/// A verb with its auxiliaries.
struct Group<'a> {
    view: SentenceView<'a>,
    tokens: Range<usize>,
    form: Form<'a>,
}

const PARTICIPLE: Tag = Tag::of(&[Feature::Participle, Feature::Short, Feature::Pass]);
/// Features of all that may open a group: verbs, and predicatives such as «необходимо».
const CANDIDATE: Tag = Tag::of(&[Feature::Verb, Feature::Participle, Feature::Short, Feature::Adv]);
const REFLEXIVE: Tag = Tag::of(&[Feature::Fin, Feature::Pass]);

/// Adds the passive verbs of a sentence. `to_reader`: the text speaks to its reader.
fn find<'a>(view: &SentenceView<'a>, to_reader: bool, found: &mut Vec<Group<'a>>) {
    let lemma = |id: LemmaId| -> &'a str { view.lexicon().lemma(id) };
    let before = found.len();
    for token in 0..view.len() {
        let word = view.word(token);
        if !word.any.has_any(CANDIDATE) {
            continue;
        }
        // A passive need not be the likeliest reading: «принято» is also «так водится».
        let of = |tag: Tag| word.readings.iter().find(|reading| reading.tag.has_all(tag) && reading.weight > 0.1);
        let participle = of(PARTICIPLE);
        let with_sya = word.folded.ends_with("ся") || word.folded.ends_with("сь");
        let reflexive = of(REFLEXIVE).filter(|_| with_sya);
        let will = || auxiliary(view, token).filter(|&be| view.word(be).folded.starts_with("буд"));
        let future = of(Feature::Inf.tag()).filter(|_| with_sya).and_then(|reading| {
            let verb = lemma(reading.lemma);
            Some((will()?, verb.strip_suffix("ся").unwrap_or(verb)))
        });
        let not = token > 0 && &*view.word(token - 1).folded == "не";
        let modal =
            !not && matches!(&*word.folded, "необходимо" | "следует" | "требуется" | "надлежит" | "планируется");
        if !(participle.is_some() || reflexive.is_some() || future.is_some() || modal)
            || view.is_masked(token, MaskSet::LEGAL)
        {
            continue;
        }
        let as_said = token > 0 && &*view.word(token - 1).folded == "как";
        let group = if modal {
            infinitive(view, token).map(|end| (token..end + 1, Form::Modal))
        } else if let Some(reading) = participle.filter(|_| !as_said) {
            let be = auxiliary(view, token);
            let known = PROCEDURAL.contains(&lemma(reading.lemma));
            let future = be.is_some_and(|be| view.word(be).folded.starts_with("буд"));
            known.then(|| (be.unwrap_or(token)..token + 1, Form::Participle(*reading, future)))
        } else if let Some((be, verb)) = future {
            PASSIVES.contains(&verb).then(|| (be..token + 1, Form::Future(verb)))
        } else {
            let passive = reflexive.filter(|reading| !as_said && PASSIVES.contains(&lemma(reading.lemma)));
            passive.map(|reading| (token..token + 1, Form::Reflexive(*reading)))
        };
        found.extend(group.map(|(tokens, form)| Group { view: *view, tokens, form }));
    }
    if !to_reader && found.len() > before && !addresses(view) {
        let kept = |group: &Group<'a>| group.by_whom() || group.is_of_letters();
        let far: Vec<Group<'a>> = found.drain(before..).filter(kept).collect();
        found.extend(far);
    }
}

/// True for a text with parts of a letter around it.
fn is_letter(seen: &Inspection<'_>) -> bool {
    let part = |block| matches!(seen.letter.zone(block), Zone::Addressee | Zone::Salutation | Zone::Executor);
    (0..seen.document.blocks().len()).any(part)
}

/// True when a quarter of the sentences speak to the reader, and more than one: elsewhere it is a quotation.
fn speaks_to_reader(seen: &Inspection<'_>) -> bool {
    let (mut all, mut some) = (0, 0);
    for view in seen.sentences() {
        all += 1;
        some += usize::from(addresses(&view));
    }
    (all == 1 && some == 1) || (some > 1 && some * 4 >= all)
}

/// True for a sentence that speaks to the reader.
fn addresses(view: &SentenceView<'_>) -> bool {
    (0..view.len()).any(|token| READER.contains(&&*view.word(token).folded))
}

/// True when the word has a reading with one of these dictionary forms.
fn has_lemma(view: &SentenceView<'_>, token: usize, lemmas: &[&str]) -> bool {
    view.word(token).readings.iter().any(|reading| lemmas.contains(&view.lexicon().lemma(reading.lemma)))
}

/// The form of «быть» before a participle, with «не» or one more word between.
fn auxiliary(view: &SentenceView<'_>, token: usize) -> Option<usize> {
    let be = |at: &usize| matches!(&*view.word(*at).folded, "был" | "была" | "было" | "были" | "будет" | "будут");
    let near = token.saturating_sub(2)..token;
    near.rev().take_while(|&at| view.word(at).is_word()).find(be)
}

/// Words before «необходимо» among which the person is looked for.
const REACH: usize = 12;

/// The infinitive after «необходимо» in a clause that does not say to whom it is necessary.
fn infinitive(view: &SentenceView<'_>, modal: usize) -> Option<usize> {
    let adverb = |token: usize| view.word(token).may_be(Feature::Adv.tag()) || &*view.word(token).folded == "также";
    let end = view.len().min(modal + 3);
    let at = (modal + 1..end).find(|&token| !adverb(token))?;
    let is_verb = view.readings(at).first().is_some_and(|reading| reading.tag.has(Feature::Inf));
    let bound = |token: &usize| view.word(*token).is_word();
    let before = (0..modal).rev().take(REACH).take_while(bound);
    let after = (at + 1..view.len()).take_while(bound).take(4);
    let person = Tag::of(&[Feature::Noun, Feature::Dat, Feature::Anim]);
    let to_whom = |token: usize| {
        let word = view.word(token);
        let pronoun =
            matches!(&*word.folded, "вам" | "нам" | "ему" | "ей" | "им" | "мне" | "тебе" | "всем" | "каждому");
        pronoun || word.readings.iter().any(|reading| reading.tag.has_all(person) && reading.weight > 0.2)
    };
    (is_verb && !before.chain(modal + 1..at).chain(after).any(to_whom)).then_some(at)
}

/// Words between the passive and what it is about.
const MATTER_NEAR: usize = 4;

/// Words between the passive and the doer.
const DOER_NEAR: usize = 3;

impl Group<'_> {
    /// True when the doer stands near in the instrumental: «рассмотрено комитетом», «нами направлено».
    fn by_whom(&self) -> bool {
        let instrumental = Feature::Ins.tag();
        let doer = |token: usize| {
            self.view.word(token).any.has_any(instrumental)
                && has_lemma(&self.view, token, DOERS)
                && !token.checked_sub(1).is_some_and(|before| self.view.word(before).any.has(Feature::Adp))
        };
        let word = |token: &usize| self.view.word(*token).is_word();
        let Range { start, end } = self.tokens;
        let before = (0..start).rev().take_while(word).take(DOER_NEAR);
        let after = (end..self.view.len()).take_while(word).take(DOER_NEAR);
        !matches!(self.form, Form::Modal) && before.chain(after).any(doer)
    }

    /// True when a matter of letters stands near.
    fn is_of_letters(&self) -> bool {
        let near = self.tokens.start.saturating_sub(MATTER_NEAR)..self.view.len().min(self.tokens.end + MATTER_NEAR);
        near.into_iter().any(|token| has_lemma(&self.view, token, MATTERS))
    }

    fn hit(&self) -> Hit {
        let hit = Hit::at(self.view.span(self.tokens.clone()));
        let active = self.active();
        if active.is_empty() {
            return hit;
        }
        let variants: Vec<String> = active.iter().map(|verb| format!("«{verb}»")).collect();
        let how = format!(": {}, а не «{}»", variants.join(" или "), self.view.slice(self.tokens.clone()));
        let show = |label: String| Fix { level: Level::Show, label, edits: Vec::new() };
        Hit { fixes: active.into_iter().map(show).collect(), ..hit.word("how", how) }
    }

    /// The same with somebody who acts: «рассматриваем», «рассматривают».
    fn active(&self) -> Vec<String> {
        let morphology = self.view.lexicon().morphology();
        let inflector = Inflector::new(morphology);
        let plural = Tag::of(&[Feature::Fin, Feature::Indicative, Feature::Plur]);
        let persons = [Feature::First, Feature::Third];
        let (lemma, forms): (LemmaId, Vec<Tag>) = match self.form {
            Form::Modal => return self.request().into_iter().collect(),
            Form::Future(verb) => {
                return vec![format!("будем {verb}"), format!("будут {verb}")];
            }
            Form::Reflexive(reading) if !reading.tag.has(Feature::Past) => {
                let tense = reading.tag.only(Tag::TENSE);
                (reading.lemma, persons.map(|person| plural | tense | person.tag()).into())
            }
            Form::Participle(reading, true) => {
                (reading.lemma, persons.map(|person| plural | Feature::Fut.tag() | person.tag()).into())
            }
            Form::Reflexive(reading) | Form::Participle(reading, false) => {
                (reading.lemma, vec![plural | Feature::Past.tag()])
            }
        };
        let Some(verb) = inflector.phrase(self.view.lexicon().lemma(lemma), PhraseKind::Verb) else {
            return Vec::new();
        };
        forms.into_iter().filter_map(|like| inflector.conjugate(&verb, like)).collect()
    }

    /// «необходимо представить» → «представьте».
    fn request(&self) -> Option<String> {
        let verb = self.view.word(self.tokens.end - 1);
        let like = Tag::of(&[Feature::Fin, Feature::Imperative, Feature::Plur, Feature::Second]);
        let reading = verb.readings.iter().position(|reading| reading.tag.has(Feature::Inf))?;
        self.view.lexicon().morphology().inflect(&verb.form, reading, like)
    }
}
