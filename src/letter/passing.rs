//! That the citizen's letter was passed on: told by the verb, by the letter as what was passed, and by who receives it.

use crate::language::{Feature, MaskKind, MaskSet, SentenceView, Tag};

use super::bodies::is_body;
use super::senses::may_be;

/// Beginnings of verbs of passing on that need a receiver, as they are folded.
const SENDS: [&str; 13] = [
    "передал",
    "передан",
    "передаем",
    "передаю",
    "направил",
    "направлен",
    "направля",
    "отправил",
    "отправлен",
    "отправля",
    "препровожд",
    "препровод",
    "уш",
];

/// Beginnings of verbs that say by themselves that somebody else gets it.
const FORWARDS: [&str; 5] = ["переслал", "переслан", "пересыла", "переадрес", "перенаправ"];

/// Ways of saying whose it is instead of a name.
const RIGHTFUL: [&str; 4] = ["принадлежности", "компетенции", "подведомственности", "назначению"];

/// How a form of a word for the letter goes with a short participle: its number and gender.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Neuter,
    Feminine,
    Masculine,
    Plural,
}

/// Tokens of a sentence that is looked into: longer ones are lists or no sentences.
const LONGEST: usize = 300;

/// What is passed on: forms that may be the subject or the object.
const LETTERS: [(Form, &[&str]); 4] = [
    (
        Form::Neuter,
        &["обращение", "письмо", "заявление", "сообщение", "предложение", "ходатайство", "оно", "его", "уведомление"],
    ),
    (
        Form::Feminine,
        &["жалоба", "жалобу", "просьба", "просьбу", "претензия", "претензию", "она", "ее", "копия", "копию"],
    ),
    (Form::Masculine, &["вопрос", "запрос", "он", "его", "второй", "третий", "первый", "отзыв"]),
    (
        Form::Plural,
        &[
            "обращения",
            "вопросы",
            "письма",
            "заявления",
            "жалобы",
            "сообщения",
            "копии",
            "материалы",
            "они",
            "их",
            "доводы",
            "предложения",
        ],
    ),
];

/// What the sentence says of passing on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passing {
    /// The token of the verb.
    pub verb: usize,
    /// True of a copy only.
    pub copy: bool,
    /// True of what is done by this very letter: «направляем Ваше обращение».
    pub now: bool,
}

/// Finds how a sentence says that the letter was passed on; `of_letter` when the sentence before speaks of the letter.
pub fn passing(view: &SentenceView<'_>, of_letter: bool) -> Option<Passing> {
    if view.len() > LONGEST || (0..view.len()).any(|token| &*view.word(token).folded == "если") {
        return None;
    }
    (0..view.len()).find_map(|verb| {
        let word = &*view.word(verb).folded;
        let forwards = FORWARDS.iter().any(|start| word.starts_with(start));
        let sends = SENDS.iter().any(|start| {
            if *start == "уш" {
                matches!(word, "ушло" | "ушла" | "ушли" | "ушел")
            } else {
                word.starts_with(start)
            }
        });
        if !(forwards || sends) || is_denied(view, verb) || is_readers(view, verb) {
            return None;
        }
        let now = may_be(view, verb, Tag::of(&[Feature::Pres, Feature::First]));
        let form = participle(view, verb);
        let active = now || may_be(view, verb, Tag::of(&[Feature::Past, Feature::Fin]));
        if form.is_none() && !active {
            return None;
        }
        let (letter, copy) = object(view, verb, form, of_letter)?;
        let received = forwards && !is_ours(view, verb) || has_receiver(view, verb, letter);
        received.then_some(Passing { verb, copy, now })
    })
}

/// True of a verb of passing on: «направили», «передана», «пересылаем», and not of «отправление».
pub(super) fn sends(view: &SentenceView<'_>, token: usize) -> bool {
    let word = &*view.word(token).folded;
    let stem = FORWARDS.iter().chain(&SENDS).any(|start| *start != "уш" && word.starts_with(start));
    stem && (may_be(view, token, Feature::Short.tag())
        || may_be(view, token, Tag::of(&[Feature::Past, Feature::Fin]))
        || may_be(view, token, Tag::of(&[Feature::Pres, Feature::First])))
}

/// «не направлено», «может быть направлено», «направить бы»
fn is_denied(view: &SentenceView<'_>, verb: usize) -> bool {
    let before = |back: usize| verb.checked_sub(back).map(|token| &*view.word(token).folded);
    before(1) == Some("не") || before(1) == Some("быть") && matches!(before(2), Some("может" | "могут" | "должно"))
}

/// «Вы направили …», «направлено Вами»: the reader is who sent it, and the reader is no other body.
fn is_readers(view: &SentenceView<'_>, verb: usize) -> bool {
    let near = verb.saturating_sub(4)..view.len().min(verb + 4);
    let by_reader = near.clone().any(|token| &*view.word(token).folded == "вами");
    let clause = (0..verb).rev().find(|&token| view.is_written(token, ",")).map_or(0, |token| token + 1);
    let subject = (clause..view.len().min(verb + 3)).any(|token| &*view.word(token).folded == "вы");
    let plural = view.word(verb).folded.ends_with("ли");
    by_reader || subject && plural
}

/// «направлено к нам», «направлено в наш адрес», «направлен Вам»
fn is_ours(view: &SentenceView<'_>, verb: usize) -> bool {
    (verb + 1..view.len().min(verb + 4)).any(|token| {
        let word = &*view.word(token).folded;
        let led = matches!(&*view.word(token - 1).folded, "к" | "в");
        led && (word == "нам" || word.starts_with("наш") || word.starts_with("ваш"))
    })
}

/// The form of a short participle.
fn participle(view: &SentenceView<'_>, verb: usize) -> Option<Form> {
    let word = &*view.word(verb).folded;
    if matches!(word, "ушло" | "ушла" | "ушли" | "ушел") || may_be(view, verb, Feature::Short.tag()) {
        return match word.chars().next_back() {
            Some('о') => Some(Form::Neuter),
            Some('а') => Some(Form::Feminine),
            Some('ы' | 'и') => Some(Form::Plural),
            Some('н' | 'л') => Some(Form::Masculine),
            _ => None,
        };
    }
    None
}

/// The letter as subject of a participle or object of a verb: its token, and whether only a copy goes.
fn object(view: &SentenceView<'_>, verb: usize, form: Option<Form>, of_letter: bool) -> Option<(usize, bool)> {
    let folded = |token: usize| &*view.word(token).folded;
    let mut tokens: Vec<usize> = (0..view.len()).collect();
    tokens.sort_by_key(|token| token.abs_diff(verb));
    tokens.into_iter().find_map(|token| {
        let word = folded(token);
        let agrees = LETTERS.iter().any(|(own, words)| form.is_none_or(|form| form == *own) && words.contains(&word));
        if !agrees || is_governed(view, token) {
            return None;
        }
        // «исполнили просьбу и передали благодарность врачу»: the verb has an object of its own.
        let own = ["благодарност", "признательност", "слова", "спасибо", "поздравлени"];
        if token < verb && verb + 1 < view.len() && own.iter().any(|thing| folded(verb + 1).starts_with(thing)) {
            return None;
        }
        let nominative = matches!(word, "оно" | "она" | "он" | "они");
        let apart = (token.min(verb)..token.max(verb)).any(|between| view.is_written(between, ","));
        if nominative && (form.is_none() || apart) {
            return None;
        }
        let pronoun = nominative || matches!(word, "его" | "ее" | "их");
        let ordinal = matches!(word, "первый" | "второй" | "третий");
        // «его сообщение»: the pronoun belongs to another noun.
        let next_noun = token + 1 < view.len() && may_be(view, token + 1, Feature::Noun.tag()) && token + 1 != verb;
        let yours = (token.saturating_sub(3)..token).any(|before| folded(before).starts_with("ваш"));
        let known = match word {
            "запрос" | "уведомление" | "материалы" => yours,
            "копия" | "копию" | "копии" => (token + 1..view.len().min(token + 5)).any(|next| {
                ["обращени", "письма", "заявлени", "жалоб", "сообщени"]
                    .iter()
                    .any(|stem| folded(next).starts_with(stem))
            }),
            _ if pronoun => {
                of_letter && !(matches!(word, "его" | "ее" | "их") && next_noun)
                    || token > 0 && has_letter(view, 0..token)
            }
            _ if ordinal => has_letter(view, 0..view.len()) || of_letter,
            _ => true,
        };
        known.then_some((token, word.starts_with("копи")))
    })
}

fn has_letter(view: &SentenceView<'_>, mut tokens: std::ops::Range<usize>) -> bool {
    tokens.any(|token| {
        ["обращени", "письм", "заявлени", "жалоб", "сообщени", "вопрос"]
            .iter()
            .any(|stem| view.word(token).folded.starts_with(stem))
    })
}

/// «На Ваше обращение», «по вопросу»: a preposition leads to the noun.
fn is_governed(view: &SentenceView<'_>, noun: usize) -> bool {
    let leads = |token: usize| view.readings(token).first().is_some_and(|reading| reading.tag.has(Feature::Adp));
    let loose = |token: usize| {
        let word = view.word(token);
        word.any.has_any(Tag::of(&[Feature::Adj, Feature::Det, Feature::Participle])) || word.folded.starts_with("ваш")
    };
    let mut token = noun;
    while token > 0 {
        token -= 1;
        if leads(token) {
            return true;
        }
        if !loose(token) {
            return false;
        }
    }
    false
}

/// A body, a person, «туда», «по принадлежности», or a list that follows.
fn has_receiver(view: &SentenceView<'_>, verb: usize, letter: usize) -> bool {
    let folded = |token: usize| &*view.word(token).folded;
    if is_ours(view, verb) {
        return false;
    }
    let last = (0..view.len()).rev().find(|&token| !matches!(view.token_text(token), "»" | ")")).unwrap_or(0);
    if view.is_written(last, ":") {
        return true;
    }
    (0..view.len()).any(|token| {
        if token == verb || token == letter {
            return false;
        }
        let word = folded(token);
        let led = (token.saturating_sub(5)..token)
            .rev()
            .find(|&before| view.word(before).any.has(Feature::Adp) && folded(before).chars().count() <= 3);
        let to = led.is_some_and(|before| matches!(folded(before), "в" | "во" | "на" | "к"));
        if RIGHTFUL.contains(&word) {
            return token > 0 && folded(token - 1) == "по";
        }
        if matches!(word, "туда" | "тем" | "ему" | "ей" | "им") {
            return true;
        }
        let named = view.is_masked(token, MaskSet::of(&[MaskKind::OfficialName, MaskKind::OrgName]));
        let body = named || is_body(word);
        let tag = view.readings(token).first().map(|reading| reading.tag);
        let dative =
            tag.is_some_and(|tag| tag.has(Feature::Dat) && tag.has_any(Tag::of(&[Feature::Noun, Feature::Propn])));
        let agent = tag.is_some_and(|tag| tag.has(Feature::Ins));
        (body || named) && (to || dative || token > verb && !agent && led.is_none_or(|before| before < verb))
            || dative && token > verb && led.is_none_or(|before| before < verb) && !matches!(word, "вам" | "нам")
    })
}
