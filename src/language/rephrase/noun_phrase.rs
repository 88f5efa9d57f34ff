//! The noun phrase a word governs: where it ends, and the same phrase in another case.

use std::ops::Range;

use smallvec::SmallVec;

use super::readings::{Readings, common, decide, governed, modifies};
use super::style::{written_like, yo};
use crate::language::inflect::{Inflector, agreement, is_adjectival, is_nominal};
use crate::language::{Feature, MaskKind, SentenceView, Shape, Tag};

/// A noun phrase in a known case.
#[derive(Clone, Debug)]
pub(super) struct NounPhrase {
    /// All its tokens, with the dependents that keep their case.
    pub(super) tokens: Range<usize>,
    /// The token of its head.
    pub(super) head: usize,
    /// The case it stands in.
    case: Feature,
    /// The readings the head may have in this case.
    readings: Readings,
    /// Words that agree with the head.
    modifiers: SmallVec<[usize; 4]>,
    /// A place name that stands in the same case: «города Ижевска».
    name: Option<usize>,
    /// True when a number in digits stands before the head.
    counted: bool,
    /// Phrases joined by «и» or a comma, in the same case.
    joined: Vec<NounPhrase>,
    /// False when a word of it may also be something else.
    sure: bool,
}

/// Common nouns before place names that stand in the same case.
fn names_a_place(lemma: &str) -> bool {
    matches!(lemma, "город" | "поселок" | "село" | "деревня" | "река" | "озеро" | "республика" | "станица")
}

/// Devices that share their name with a person's trade in the dictionary; a letter means the device.
const DEVICES: &[&str] = &[
    "счетчик",
    "датчик",
    "двигатель",
    "погрузчик",
    "выключатель",
    "переключатель",
    "измеритель",
    "ограничитель",
    "накопитель",
    "распределитель",
    "нагреватель",
    "обогреватель",
    "смеситель",
];

/// The noun phrase in `case` that begins at `start`; `None` when there is none or its structure is not understood.
pub(super) fn noun_phrase(view: &SentenceView<'_>, start: usize, case: Feature) -> Option<NounPhrase> {
    let mut phrase = single(view, start, case)?;
    let end = phrase.tokens.end;
    let bare = phrase.head + 1 == end;
    let word = |token: usize| (token < view.len()).then(|| &*view.word(token).folded);
    match word(end) {
        Some("и" | "или" | "либо") => {
            if let Some(next) = noun_phrase(view, end + 1, case) {
                // «ремонт крыши дома и подъезда»: of what is the second?
                if !bare && case == Feature::Gen {
                    return None;
                }
                phrase.tokens.end = next.tokens.end;
                phrase.joined.push(next);
            }
        }
        Some(",") => {
            if participle_follows(view, end + 1, &phrase) {
                return None;
            }
            if let Some(next) = noun_phrase(view, end + 1, case) {
                // A list goes on to «и»; anything else in the same case after a comma is not understood.
                if next.joined.is_empty() || !bare {
                    return None;
                }
                phrase.tokens.end = next.tokens.end;
                phrase.joined.push(next);
            }
        }
        _ => {}
    }
    Some(phrase)
}

/// True when a participle clause that agrees with the phrase begins here: it would have to change too.
fn participle_follows(view: &SentenceView<'_>, token: usize, phrase: &NounPhrase) -> bool {
    token < view.len()
        && common(view, token).iter().any(|(_, r)| {
            is_adjectival(r.tag)
                && r.tag.has(phrase.case)
                && phrase.readings.iter().any(|(_, head)| modifies(r.tag, head.tag))
        })
}

fn single(view: &SentenceView<'_>, start: usize, case: Feature) -> Option<NounPhrase> {
    let mut at = start;
    let mut modifiers: SmallVec<[usize; 4]> = SmallVec::new();
    let mut counted = false;
    let mut sure = true;
    let in_case = |token: usize, fits: fn(Tag) -> bool| -> Readings {
        common(view, token).into_iter().filter(|(_, r)| fits(r.tag) && r.tag.has(case)).collect()
    };
    let adjectives = |token: usize| in_case(token, is_adjectival);
    let nouns = |token: usize| in_case(token, |tag| is_nominal(tag) || tag.has(Feature::Pron));
    let readings = loop {
        if at >= view.len() {
            return None;
        }
        let word = view.word(at);
        if word.shape == Shape::Number && word.folded.bytes().all(|b| b.is_ascii_digit()) && modifiers.is_empty() {
            counted = true;
            at += 1;
            continue;
        }
        let (modifier, noun) = (adjectives(at), nouns(at));
        let next = at + 1;
        let leads = !modifier.is_empty() && next < view.len() && {
            let agrees = |(_, other): &(usize, crate::language::Reading)| {
                modifier.iter().any(|(_, own)| modifies(own.tag, other.tag))
            };
            nouns(next).iter().any(agrees)
                || adjectives(next).iter().any(agrees)
                || (matches!(&*view.word(next).folded, "и" | "," | "или")
                    && noun.is_empty()
                    && next + 1 < view.len()
                    && adjectives(next + 1).iter().any(agrees))
        };
        if leads {
            // «данных граждан»: of these people, or data of people?
            if noun.iter().map(|(_, r)| r.weight).sum::<f32>() > 0.3 {
                return None;
            }
            modifiers.push(at);
            at += 1;
            if matches!(&*view.word(at).folded, "и" | "," | "или") {
                at += 1;
            }
            continue;
        }
        if noun.is_empty() {
            // A substantivised adjective («заведующий») would do, an adjective whose noun is far would not.
            let substantive: Readings =
                modifier.into_iter().filter(|(_, r)| r.tag.has(Feature::Subx) && r.tag.has(Feature::Adj)).collect();
            if substantive.is_empty() {
                return None;
            }
            sure = false;
            break substantive;
        }
        break noun;
    };
    let head = at;
    if matches!(view.mask(head), Some(MaskKind::Person | MaskKind::Quote | MaskKind::QuotedTitle | MaskKind::Address)) {
        return None;
    }
    // Third person pronouns have other forms after prepositions.
    if readings
        .iter()
        .any(|(_, r)| r.tag.has(Feature::Pron) && !r.tag.has_any(Tag::of(&[Feature::First, Feature::Second])))
    {
        return None;
    }
    let fits = |tag: Tag| modifiers.iter().all(|&token| adjectives(token).iter().any(|(_, r)| modifies(r.tag, tag)));
    let device = |lemma| DEVICES.contains(&view.lexicon().lemma(lemma));
    let readings: Readings =
        readings.into_iter().filter(|(_, r)| fits(r.tag) && !(r.tag.has(Feature::Anim) && device(r.lemma))).collect();
    if readings.is_empty() {
        return None;
    }
    if common(view, head).iter().any(|(_, r)| !is_nominal(r.tag) && !r.tag.has(Feature::Pron) && r.weight > 0.3) {
        // «дома» is an adverb too: here a noun is due, but let the context say so.
        sure &= view.in_context(head).is_some_and(|best| is_nominal(best.tag) && best.tag.has(case));
    }
    let (end, name) = dependents(view, head, case, &readings)?;
    Some(NounPhrase { tokens: start..end, head, case, readings, modifiers, name, counted, joined: Vec::new(), sure })
}

/// Where the dependents after the head end, and a place name in the same case.
fn dependents(
    view: &SentenceView<'_>,
    head: usize,
    case: Feature,
    readings: &Readings,
) -> Option<(usize, Option<usize>)> {
    let mut at = head + 1;
    let mut name = None;
    while at < view.len() {
        let word = view.word(at);
        if matches!(&*word.folded, "«" | "\"" | "“" | "„") {
            let close = (at + 1..view.len()).find(|&t| matches!(view.token_text(t), "»" | "\"" | "”" | "“"))?;
            at = close + 1;
            continue;
        }
        if &*word.folded == "№" || (word.shape == Shape::Number && at > head + 1 && view.token_text(at - 1) == "№")
        {
            at += 1;
            continue;
        }
        if view.is_masked(
            at,
            crate::language::MaskSet::of(&[MaskKind::RegNumber, MaskKind::IdNumber, MaskKind::LegalTitle]),
        ) {
            at += 1;
            continue;
        }
        if !word.is_word() || !governed(&word.folded).is_empty() {
            break;
        }
        let own = common(view, at);
        let titled = word.shape == Shape::Title;
        let place = own.iter().any(|(_, r)| r.tag.has(Feature::NameGeo) && r.tag.has(case));
        if at == head + 1
            && titled
            && place
            && readings.iter().any(|(_, r)| names_a_place(view.lexicon().lemma(r.lemma)))
        {
            name = Some(at);
            at += 1;
            continue;
        }
        // «директора Петрова»: a person's name in the same case would have to change.
        let person = view.mask(at) == Some(MaskKind::Person)
            || (titled && own.iter().any(|(_, r)| r.tag.has_any(Tag::of(&[Feature::NameSur, Feature::NameGiv]))));
        if at == head + 1 && person && readings.iter().any(|(_, r)| r.tag.has(Feature::Anim)) {
            return None;
        }
        let genitive =
            |tag: Tag| tag.has(Feature::Gen) && (is_nominal(tag) || is_adjectival(tag) || tag.has(Feature::Pron));
        let weight: f32 = own.iter().filter(|(_, r)| genitive(r.tag)).map(|(_, r)| r.weight).sum();
        let capitals = word.shape == Shape::Upper
            && own.iter().all(|(_, r)| r.tag.has(Feature::Indeclinable) || is_nominal(r.tag));
        if weight < 0.05 && !capitals {
            break;
        }
        at += 1;
    }
    // An adjective at the end belongs to what follows.
    while at > head + 1 && {
        let last = common(view, at - 1);
        last.iter().all(|(_, r)| is_adjectival(r.tag)) && !last.iter().any(|(_, r)| r.tag.has(Feature::Subx))
    } {
        at -= 1;
    }
    Some((at, name))
}

impl NounPhrase {
    /// True when every word can be read only so.
    pub(super) fn is_sure(&self) -> bool {
        self.sure && self.joined.iter().all(Self::is_sure)
    }

    /// Number, gender and animacy the head may have.
    pub(super) fn readings(&self) -> &Readings {
        &self.readings
    }

    /// True when more than one thing is named.
    pub(super) fn is_joined(&self) -> bool {
        !self.joined.is_empty()
    }

    /// The words that change when the phrase goes into `to`, as they are then written, in order; and whether that is sure.
    pub(super) fn moved(&self, view: &SentenceView<'_>, to: Feature) -> Option<(Vec<(usize, String)>, bool)> {
        let inflector = Inflector::new(view.lexicon().morphology());
        let results = self
            .readings
            .iter()
            .filter_map(|&(number, reading)| Some((number, self.forms(view, inflector, number, reading.tag, to)?)));
        let results: Vec<(usize, Vec<(usize, String)>)> = results.collect();
        if results.is_empty() || !self.readings.iter().all(|(_, r)| r.origin == crate::language::Origin::Dictionary) {
            return None;
        }
        let (mut words, mut sure) = decide(view, self.head, results)?;
        sure &= self.sure;
        for other in &self.joined {
            let (more, more_sure) = other.moved(view, to)?;
            words.extend(more);
            sure &= more_sure;
        }
        Some((words, sure))
    }

    fn forms(
        &self,
        view: &SentenceView<'_>,
        inflector: Inflector<'_>,
        number: usize,
        head: Tag,
        to: Feature,
    ) -> Option<Vec<(usize, String)>> {
        if self.counted {
            // «5 счетов» looks the same in the nominative and the accusative, «2 счетов» does not.
            let many = many(view, self.tokens.start);
            return (many && matches!(to, Feature::Acc | Feature::Nom) && self.case == Feature::Gen).then(Vec::new);
        }
        let target = head.set(Tag::CASE, to);
        let mut words = Vec::with_capacity(self.modifiers.len() + 1);
        for &token in &self.modifiers {
            let fits = common(view, token)
                .into_iter()
                .find(|(_, r)| is_adjectival(r.tag) && r.tag.has(self.case) && modifies(r.tag, head));
            words.push((token, inflector.form(view.token_text(token), fits?.0, agreement(target))?));
        }
        let form = inflector.form(view.token_text(self.head), number, to.tag() | head.only(Tag::NUMBER))?;
        words.push((self.head, form));
        if let Some(name) = self.name {
            let fits =
                common(view, name).into_iter().find(|(_, r)| r.tag.has(Feature::NameGeo) && r.tag.has(self.case))?;
            words.push((name, inflector.form(view.token_text(name), fits.0, to.tag())?));
        }
        for (token, form) in &mut words {
            let old = view.token_text(*token);
            // A word that stays the same keeps its own «ё».
            *form = if *form == old || yo(view, form) == old {
                old.to_owned()
            } else {
                written_like(view, *token, *token, form)
            };
        }
        Some(words)
    }

    /// The text of the phrase in the case `to`, and whether it is sure.
    pub(super) fn text(&self, view: &SentenceView<'_>, to: Feature) -> Option<(String, bool)> {
        let (words, sure) = self.moved(view, to)?;
        let mut out = String::new();
        for token in self.tokens.clone() {
            if token > self.tokens.start && view.tokens()[token].space_before {
                out.push(' ');
            }
            let new = words.iter().find(|(place, _)| *place == token).map(|(_, form)| form.as_str());
            out.push_str(new.unwrap_or(view.token_text(token)));
        }
        Some((out, sure))
    }
}

/// True for a number in digits after which a noun stands in the genitive plural.
fn many(view: &SentenceView<'_>, token: usize) -> bool {
    let digits = view.token_text(token).as_bytes();
    let last = digits.last().copied().unwrap_or(b'0');
    let teen = digits.len() > 1 && digits[digits.len() - 2] == b'1';
    teen || !matches!(last, b'1'..=b'4')
}
