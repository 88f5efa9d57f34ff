//! A question of the citizen: the words it is made of, what each weighs, and what kind of answer it asks for.

use std::sync::Arc;

use crate::language::{Feature, Morphology, fold, tokenize};

/// What would answer a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// «когда», «в какой срок»: a day or a term.
    When,
    /// «сколько стоит»: a sum, or that nothing is to be paid.
    Price,
    /// «сколько», «какой размер»: a figure.
    Amount,
    /// «какой номер»: a number that names a place in a row.
    Number,
    /// «почему»: a cause.
    Why,
    /// «кто», «за чей счёт»: a person or a body.
    Who,
    /// «куда», «где»: a place, a phone.
    Where,
    /// «можно ли», «как», a request: no words tell such an answer from others.
    Any,
}

/// A word of a question.
#[derive(Clone, Debug)]
pub(super) struct Key {
    /// Beginnings of its kin and of words for the same thing; its own stands last.
    pub(super) words: Vec<Arc<str>>,
    /// True for a figure: no other word will do.
    pub(super) exact: bool,
    /// How much it tells of the matter.
    pub(super) weight: usize,
}

/// A question of the card or of the letter.
#[derive(Debug)]
pub(super) struct Question {
    pub(super) wanted: Wanted,
    pub(super) keys: Vec<Key>,
    /// «Если автобус не пришёл, …»: answers may begin in this way too.
    pub(super) conditional: bool,
    /// «Когда он приедет?»: the question before names the matter.
    refers: bool,
}

/// Weight of a noun or a verb; others are told from it.
const WHOLE: usize = 4;

/// Questions with less of their own take the matter from the question before.
const LITTLE: usize = 2 * WHOLE;

/// Words of a question that tell nothing of its matter.
const EMPTY: [&str; 38] = [
    "когда",
    "почему",
    "какой",
    "каков",
    "кто",
    "что",
    "чей",
    "где",
    "куда",
    "как",
    "сколько",
    "ли",
    "быть",
    "мочь",
    "можно",
    "нужно",
    "надо",
    "мочь",
    "я",
    "мой",
    "мы",
    "наш",
    "для",
    "или",
    "если",
    "чтобы",
    "узнать",
    "получить",
    "вопрос",
    "просьба",
    "просить",
    "хотеть",
    "сделать",
    "дата",
    "число",
    "срок",
    "рубль",
    "процент",
];

/// Verbs that say little without their noun: «дадут место», «поставят ограду».
const LIGHT: [&str; 12] = [
    "дать",
    "давать",
    "взять",
    "поставить",
    "провести",
    "стать",
    "начать",
    "перестать",
    "делать",
    "находиться",
    "размер",
    "выделить",
];

const PRONOUNS: [&str; 12] = ["он", "она", "оно", "они", "его", "ее", "их", "ним", "ними", "это", "этого", "там"];

impl Question {
    /// Reads a question. `groups` are beginnings of words for one thing.
    pub(super) fn of(text: &str, morphology: &dyn Morphology, groups: &[Vec<Arc<str>>]) -> Self {
        let tokens: Vec<&str> = tokenize(text).collect();
        let words: Vec<String> = tokens.iter().map(|token| fold(token)).collect();
        let wanted = wanted(&words);
        let mut keys = Vec::new();
        let mut led = false;
        for (at, (token, form)) in tokens.iter().zip(&words).enumerate() {
            if form.starts_with(|c: char| c.is_ascii_digit()) {
                let named = at > 0 && words[at - 1] == "№";
                let weight = if named { WHOLE + WHOLE / 2 } else { WHOLE / 2 };
                keys.push(Key { words: vec![form.as_str().into()], exact: true, weight });
                continue;
            }
            let readings = morphology.readings(token);
            let Some(reading) = readings.first() else { continue };
            let lemma = fold(&reading.lemma);
            let is = |feature: Feature| reading.tag.has(feature);
            let verb = is(Feature::Verb) && !is(Feature::Participle);
            // «за счёт службы занятости»: up to the next verb or noun without a preposition these are circumstances.
            led = if is(Feature::Adp) { true } else { led && !verb && !is(Feature::Nom) };
            let empty = |list: &[&str]| list.contains(&form.as_str()) || list.contains(&&*lemma);
            if form.chars().count() < 3 || !form.starts_with(char::is_alphabetic) || empty(&EMPTY) {
                continue;
            }
            // The price and the number are what is asked for, not what about.
            let asked = match wanted {
                Wanted::Price => ["стои", "стоим", "цен"].iter().any(|start| form.starts_with(start)),
                Wanted::Amount => form.starts_with("размер"),
                _ => false,
            };
            let focus = words.get(at + 1).is_some_and(|next| next == "ли");
            let weight = match () {
                () if asked => continue,
                () if empty(&LIGHT) || MONTHS.iter().any(|month| lemma.starts_with(month)) => WHOLE / 2,
                // «Безопасна ли вода?»: this is what is asked.
                () if focus && (is(Feature::Adj) || is(Feature::Adv)) => 2 * WHOLE,
                () if verb => WHOLE,
                () if is(Feature::Noun) || is(Feature::Propn) => {
                    if led {
                        WHOLE / 2
                    } else {
                        WHOLE
                    }
                }
                () if is(Feature::Adj) || is(Feature::Num) || is(Feature::Participle) => {
                    // «Будет ли сопровождающий?»
                    let alone = words.get(at + 1).is_none_or(|next| !next.starts_with(char::is_alphabetic));
                    if alone {
                        WHOLE
                    } else if led {
                        WHOLE / 4
                    } else {
                        WHOLE / 2
                    }
                }
                () => continue,
            };
            let same = |word: &Arc<str>| begins(&lemma, word) || begins(form, word);
            let mut kin: Vec<Arc<str>> =
                groups.iter().filter(|group| group.iter().any(same)).flatten().cloned().collect();
            kin.push(stem(&lemma).into());
            keys.push(Key { words: kin, exact: false, weight });
        }
        let refers = words.iter().any(|word| PRONOUNS.contains(&word.as_str()));
        let conditional = words.iter().any(|word| word == "если");
        Self { wanted, keys, conditional, refers }
    }

    /// What all its words weigh.
    pub(super) fn weight(&self) -> usize {
        self.keys.iter().map(|key| key.weight).sum()
    }
}

/// Makes words of two questions weigh less, and completes questions that lean on the one before.
pub(super) fn compare(questions: &mut [Question]) {
    let own: Vec<Vec<Key>> = questions.iter().map(|question| question.keys.clone()).collect();
    for at in 0..questions.len() {
        let others = |key: &Key| {
            let has = |(other, keys): &(usize, &Vec<Key>)| {
                *other != at && keys.iter().any(|known| known.words.last() == key.words.last())
            };
            own.iter().enumerate().filter(has).count()
        };
        for key in &mut questions[at].keys {
            let sharing = others(key);
            key.weight = (key.weight / (1 + sharing)).max(1);
        }
        let little = questions[at].weight() < LITTLE && questions[at].refers || questions[at].keys.is_empty();
        if at > 0 && little {
            let lent = own[at - 1].iter().map(|key| Key { weight: key.weight.div_ceil(2), ..key.clone() });
            questions[at].keys.extend(lent);
        }
    }
}

const MONTHS: [&str; 12] =
    ["январ", "феврал", "март", "апрел", "май", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр"];

fn wanted(words: &[String]) -> Wanted {
    let starts = |word: &str, list: &[&str]| list.iter().any(|start| word.starts_with(start));
    let after = |at: usize, list: &[&str]| words.iter().skip(at + 1).take(3).any(|word| starts(word, list));
    for (at, word) in words.iter().enumerate() {
        match word.as_str() {
            "когда" => return Wanted::When,
            "скоро" if at > 0 && words[at - 1] == "как" => return Wanted::When,
            "почему" | "зачем" | "отчего" => return Wanted::Why,
            "кто" | "кому" | "кем" | "чей" | "чья" | "чье" | "чьи" => return Wanted::Who,
            "куда" | "где" => return Wanted::Where,
            "сколько" if after(at, &["врем", "дней", "лет", "месяц", "ждать", "недел"]) =>
            {
                return Wanted::When;
            }
            "сколько" if after(at, &["стои", "плат", "заплат", "обойд"]) => {
                return Wanted::Price;
            }
            "сколько" => return Wanted::Amount,
            _ if word.starts_with("как") => match () {
                () if after(at, &["срок", "числ", "дат", "дн", "день", "год", "месяц", "врем"]) =>
                {
                    return Wanted::When;
                }
                () if after(at, &["причин", "основани"]) => return Wanted::Why,
                () if after(at, &["стоимост", "цен", "тариф"]) => return Wanted::Price,
                () if after(at, &["размер", "сумм", "количеств"]) => return Wanted::Amount,
                () if word.starts_with("каков") || word.starts_with("какой") => {
                    if words.iter().skip(at + 1).any(|word| word == "номер") {
                        return Wanted::Number;
                    }
                }
                () => {}
            },
            _ => {}
        }
    }
    Wanted::Any
}

/// True when a word begins so. A beginning of two or three letters stands in too many words: it must be nearly all of one.
pub(super) fn begins(word: &str, beginning: &str) -> bool {
    word.starts_with(beginning)
        && (beginning.chars().count() > 3 || word.chars().count() <= beginning.chars().count() + 3)
}

/// Endings of verbs that fall away before those of nouns: «установить – установка», «представлять – представление».
const VERBAL: [&str; 14] =
    ["ировать", "овать", "евать", "ывать", "ивать", "ить", "ать", "ять", "еть", "уть", "оть", "ыть", "сти", "зти"];

/// The beginning of a word that its relatives share.
fn stem(lemma: &str) -> String {
    let verb = lemma.strip_suffix("ся").or_else(|| lemma.strip_suffix("сь")).unwrap_or(lemma);
    let cut = VERBAL.iter().find_map(|ending| verb.strip_suffix(ending)).filter(|cut| cut.chars().count() >= 4);
    let word = cut.unwrap_or(verb);
    let length = word.chars().count();
    let kept = match cut {
        Some(_) => length.min(7),
        None if length <= 5 => length.saturating_sub(1).max(3),
        None => (length - 2).clamp(4, 6),
    };
    word.chars().take(kept).collect()
}
