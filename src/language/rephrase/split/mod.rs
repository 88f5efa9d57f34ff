//! Split predicates: a light verb with a noun of action («произвести оплату счёта») made into one verb
//! («оплатить счёт»).

mod active;
mod find;
mod passive;
mod table;
#[cfg(test)]
mod tests;

use smallvec::SmallVec;

pub use find::{SplitHit, find};
pub use table::{Government, LightVerb, SplitRow, SplitTable};

use super::noun_phrase::{NounPhrase, noun_phrase};
use super::readings::common;
use super::{Level, Proposal};
use crate::language::inflect::{Inflector, Phrase, PhraseKind, is_adjectival, is_nominal, is_verbal};
use crate::language::{Feature, Reading, SentenceView, Tag};

/// Makes one verb of a light verb and its noun. The first proposal is the edit, when one can be worked out; at least
/// the verb to use is shown.
pub fn split(view: &SentenceView<'_>, hit: &SplitHit<'_>) -> Vec<Proposal> {
    let parts = Parts::new(view, hit.verb, hit.noun, hit.row);
    let proposal = parts.as_ref().and_then(|parts| match parts.form {
        Form::Active => active::rephrase(parts),
        Form::Participle => active::relative(parts),
        Form::Passive => passive::rephrase(parts),
        Form::State => passive::state(parts),
    });
    let shown = || verb_alone(view, hit).or_else(|| hit.replacement(view).map(str::to_owned)).map(Proposal::shown);
    proposal.or_else(shown).into_iter().collect()
}

/// The verb in the form the sentence needs, where what goes with it is not understood; to show.
fn verb_alone(view: &SentenceView<'_>, hit: &SplitHit<'_>) -> Option<String> {
    let (reading, form) = form_of(view, hit.verb, hit.noun)?;
    let tag = reading.tag;
    let perfective = tag.has(Feature::Perfective);
    let target = if perfective { hit.row.perfective.as_ref() } else { hit.row.imperfective.as_ref() }?;
    let inflector = Inflector::new(view.lexicon().morphology());
    let phrase = inflector.phrase(target, PhraseKind::Verb)?;
    match form {
        Form::Active => inflector.conjugate(&phrase, tag),
        Form::Passive | Form::State if !tag.has(Feature::Inf) => {
            let tense =
                if tag.has_any(Tag::of(&[Feature::Short, Feature::Past])) { Feature::Past } else { Feature::Pres };
            let future = tag.has(Feature::Fut)
                || hit.verb.checked_sub(1).is_some_and(|t| view.word(t).folded.starts_with("буд"));
            let tense = if future { Feature::Fut } else { tense };
            let person = if tense == Feature::Past { Tag::NONE } else { Feature::Third.tag() };
            let finite = Tag::of(&[Feature::Fin, Feature::Indicative, Feature::Plur]);
            inflector.conjugate(&phrase, finite | tense.tag() | person)
        }
        _ => None,
    }
}

/// How the light verb stands in the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// Finite, infinitive, imperative or gerund, with the noun as its object.
    Active,
    /// An active participle.
    Participle,
    /// A reflexive or a short passive participle, with the noun as its subject.
    Passive,
    /// «находится на рассмотрении».
    State,
}

/// The object of the noun, as it will stand with the verb.
#[derive(Clone, Debug)]
struct Object {
    /// Its tokens now, with a preposition.
    tokens: std::ops::Range<usize>,
    /// The words that change, when it stays in its place.
    words: Vec<(usize, String)>,
    /// Its whole new text.
    text: String,
    /// True when it becomes a direct object and may go before the verb.
    direct: bool,
}

/// All that a split predicate consists of.
#[derive(Clone, Debug)]
struct Parts<'v, 'a> {
    view: &'v SentenceView<'a>,
    verb: usize,
    noun: usize,
    form: Form,
    reading: Reading,
    phrase: Phrase,
    /// «быть» before the verb.
    auxiliary: Option<usize>,
    /// Adjectives of the noun, which go.
    adjectives: SmallVec<[usize; 4]>,
    /// The adverbs they become.
    adverbs: Vec<&'static str>,
    /// Other words between verb and noun, which stay.
    kept: SmallVec<[usize; 4]>,
    object: Option<Object>,
    negated: bool,
    level: Level,
}

/// Adverbs for the adjectives of the noun; an empty one goes without trace.
fn adverb(lemma: &str) -> Option<&'static str> {
    Some(match lemma {
        "полный" => "полностью",
        "тщательный" => "тщательно",
        "регулярный" => "регулярно",
        "ежедневный" => "ежедневно",
        "ежемесячный" => "ежемесячно",
        "еженедельный" => "еженедельно",
        "своевременный" => "вовремя",
        "срочный" => "срочно",
        "бесплатный" => "бесплатно",
        "повторный" => "снова",
        "предварительный" => "заранее",
        "письменный" => "письменно",
        "устный" => "устно",
        "совместный" => "вместе",
        "необходимый" | "соответствующий" | "надлежащий" => "",
        _ => return None,
    })
}

impl<'v, 'a> Parts<'v, 'a> {
    fn new(view: &'v SentenceView<'a>, verb: usize, noun: usize, row: &SplitRow) -> Option<Self> {
        if row.menu_only {
            return None;
        }
        let inflector = Inflector::new(view.lexicon().morphology());
        let (reading, form) = form_of(view, verb, noun)?;
        let perfective = reading.tag.has(Feature::Perfective);
        let mut level = Level::Safe;
        let own = if perfective { &row.perfective } else { &row.imperfective };
        let target = match own {
            Some(verb) => verb,
            // «принял участие» → «участвовал»: the past does not show the aspect.
            None if perfective && reading.tag.has_any(Tag::of(&[Feature::Past, Feature::Inf])) => {
                level = Level::Ask;
                row.imperfective.as_ref()?
            }
            None => return None,
        };
        let phrase = inflector.phrase(target, PhraseKind::Verb)?;
        let previous =
            |at: usize, words: &[&str]| at.checked_sub(1).filter(|&t| words.contains(&&*view.word(t).folded));
        let be = |token: usize| {
            view.readings(token).iter().any(|r| r.tag.has(Feature::Aux) && view.lexicon().lemma(r.lemma) == "быть")
        };
        let auxiliary = verb.checked_sub(1).filter(|&token| be(token));
        let negated = previous(auxiliary.unwrap_or(verb), &["не"]).is_some() || previous(verb, &["не"]).is_some();
        let mut parts = Self {
            view,
            verb,
            noun,
            form,
            reading,
            phrase,
            auxiliary,
            adjectives: SmallVec::new(),
            adverbs: Vec::new(),
            kept: SmallVec::new(),
            object: None,
            negated,
            level,
        };
        parts.read_gap()?;
        parts.read_object(row)?;
        parts.look_behind()?;
        Some(parts)
    }

    /// Adjectives become adverbs; adverbs and pronouns stay.
    fn read_gap(&mut self) -> Option<()> {
        let view = self.view;
        let mut modifiers: SmallVec<[usize; 4]> = SmallVec::new();
        let mut at = self.noun;
        while let Some(token) = at.checked_sub(1).filter(|&t| t != self.verb && modifier_of(view, t, self.noun)) {
            modifiers.push(token);
            at = token;
        }
        modifiers.reverse();
        for &token in &modifiers {
            let lemma = common(view, token).iter().find(|(_, r)| is_adjectival(r.tag)).map(|(_, r)| r.lemma)?;
            let adverb = adverb(view.lexicon().lemma(lemma))?;
            if !adverb.is_empty() {
                self.adverbs.push(adverb);
            }
            self.adjectives.push(token);
        }
        if self.verb < self.noun {
            self.kept = (self.verb + 1..at).collect();
        }
        if self.negated && !self.adverbs.is_empty() {
            return None;
        }
        Some(())
    }

    fn read_object(&mut self, row: &SplitRow) -> Option<()> {
        let view = self.view;
        let next = self.noun + 1;
        for government in &row.government {
            let Some(case) = government.from_case else { continue };
            let start = match &government.from_preposition {
                Some(preposition) if next < view.len() && *view.word(next).folded == **preposition => next + 1,
                Some(_) => continue,
                None => next,
            };
            let Some(phrase) = noun_phrase(view, start, case) else { continue };
            if phrase.tokens.end > self.verb && next <= self.verb {
                return None;
            }
            let object = self.object_of(next, &phrase, government)?;
            self.object = Some(object);
            return Some(());
        }
        // Something in the genitive or a number that was not understood must not be left behind.
        if next < view.len() {
            let word = view.word(next);
            let genitive = common(view, next).iter().any(|(_, r)| {
                r.tag.has(Feature::Num)
                    || (r.tag.has(Feature::Gen)
                        && (is_nominal(r.tag) || is_adjectival(r.tag) || r.tag.has(Feature::Pron))
                        && r.weight > 0.2)
            });
            let direct = row.government.iter().any(|g| g.to_case == Some(Feature::Acc) && g.to_preposition.is_none());
            if genitive && view.mask(next).is_none() && word.is_word() {
                return None;
            }
            if direct {
                self.level = Level::Ask;
            }
        }
        Some(())
    }

    fn object_of(&mut self, start: usize, phrase: &NounPhrase, government: &Government) -> Option<Object> {
        let view = self.view;
        let to = government.to_case?;
        let (mut words, sure) = phrase.moved(view, to)?;
        let (text, _) = phrase.text(view, to)?;
        if !sure {
            self.level = Level::Ask;
        }
        let mut text = text;
        if let Some(preposition) = &government.to_preposition {
            text = format!("{preposition} {text}");
        }
        match (&government.from_preposition, &government.to_preposition) {
            (Some(from), Some(to)) if from != to => words.insert(0, (start, to.clone())),
            (Some(_), None) => words.insert(0, (start, String::new())),
            (None, Some(_)) => return None,
            _ => {}
        }
        let direct = government.to_preposition.is_none() && to == Feature::Acc;
        Some(Object { tokens: start..phrase.tokens.end, words, text, direct })
    }

    /// What stands after the noun and its object: a second noun or a clause of the noun's own forbids the change.
    fn look_behind(&mut self) -> Option<()> {
        let view = self.view;
        let end = self.object.as_ref().map_or(self.noun + 1, |object| object.tokens.end);
        let text = |token: usize| if token < view.len() { &*view.word(token).folded } else { "" };
        let nominal = |token: usize| {
            token < view.len() && {
                let best = view.readings(token).iter().find(|r| r.weight > 0.01);
                best.is_some_and(|r| is_nominal(r.tag) || is_adjectival(r.tag))
            }
        };
        match text(end) {
            "и" | "или" | "а" if nominal(end + 1) => {
                // Joined with the noun, or the beginning of another clause with its own subject.
                let nominative_only = common(view, end + 1).iter().all(|(_, r)| r.tag.has(Feature::Nom));
                if !nominative_only || matches!(self.form, Form::Passive | Form::State) { None } else { Some(()) }
            }
            "," if self.object.is_none() => {
                let own = ["что", "чтобы", "котор", "как", "где", "о", "в"];
                if own.iter().any(|word| text(end + 1).starts_with(word)) || nominal(end + 1) { None } else { Some(()) }
            }
            "," if text(end + 1).starts_with("котор") || text(end + 2).starts_with("котор") => {
                self.level = Level::Ask;
                Some(())
            }
            "," if nominal(end + 1) && text(end + 2) != "," => {
                self.level = Level::Ask;
                Some(())
            }
            // «проверка и ремонт дома»
            _ if matches!(text(self.noun.wrapping_sub(1)), "и" | "или" | ",")
                && self.noun > 0
                && self.noun - 1 != self.verb =>
            {
                None
            }
            _ => Some(()),
        }
    }
}

/// True for an adjective at `token` that agrees with a reading of the noun.
fn modifier_of(view: &SentenceView<'_>, token: usize, noun: usize) -> bool {
    let nouns = common(view, noun);
    common(view, token).iter().any(|(_, own)| {
        is_adjectival(own.tag) && nouns.iter().any(|(_, noun)| is_nominal(noun.tag) && own.tag.agrees(noun.tag))
    })
}

/// The reading of the light verb and how it stands with the noun.
fn form_of(view: &SentenceView<'_>, verb: usize, noun: usize) -> Option<(Reading, Form)> {
    // «подлежит сносу» is not «сносит».
    let obliged = |r: &Reading| view.lexicon().lemma(r.lemma) == "подлежать";
    if view.readings(verb).iter().any(obliged) {
        return None;
    }
    let form = |tag: Tag| {
        if !is_verbal(tag) {
            return None;
        }
        if noun == verb + 2 && &*view.word(verb + 1).folded == "на" && tag.has(Feature::Fin) {
            return Some(Form::State);
        }
        let passive = tag.has_any(Tag::of(&[Feature::Pass, Feature::Mid]));
        if tag.has(Feature::Participle) {
            return if tag.has(Feature::Short) { Some(Form::Passive) } else { (!passive).then_some(Form::Participle) };
        }
        if passive {
            return (tag.has(Feature::Third) || tag.has(Feature::Past) || tag.has(Feature::Inf))
                .then_some(Form::Passive);
        }
        Some(Form::Active)
    };
    // The readings of one form differ in case at most, or in mood: then the context decides.
    let forms: SmallVec<[(Reading, Form); 4]> =
        common(view, verb).iter().filter_map(|&(_, r)| Some((r, form(r.tag)?))).collect();
    let first = *forms.first()?;
    let moods = forms.iter().any(|(r, _)| r.tag.only(Tag::MOOD) != first.0.tag.only(Tag::MOOD));
    if moods && let Some(best) = view.in_context(verb) {
        return Some((*best, form(best.tag)?));
    }
    Some(first)
}
