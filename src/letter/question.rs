//! Whether the first paragraph says what the citizen asked: «обращение … о ремонте дороги», «вы спросили, когда …».
//!
//! Russian names the matter of a letter in few ways: a preposition after the word for the letter, a clause or an
//! infinitive after «вы просите», a noun after «жалоба на». Each is looked for in the sentences that speak of the
//! citizen's letter; words that fit any letter («о рассмотрении», «по указанному вопросу») name nothing.

use crate::document::Document;
use crate::language::{Analysis, Feature, Lexicon, MaskKind, MaskSet, SentenceView};

use super::recognise::placeholders;
use super::{Letter, Zone};

/// Beginnings of words for a citizen's letter.
const LETTER: [&str; 15] = [
    "обращени",
    "письм",
    "заявлени",
    "запрос",
    "жалоб",
    "сообщени",
    "предложени",
    "ходатайств",
    "вопрос",
    "заявк",
    "просьб",
    "претензи",
    "прошени",
    "анкет",
    "отзыв",
];

/// Beginnings of words after «о» that fit any letter.
const GENERIC: [&str; 34] = [
    "рассмотрени",
    "направлени",
    "результат",
    "ход",
    "срок",
    "регистрац",
    "получени",
    "принят",
    "принимаем",
    "решени",
    "ответ",
    "информац",
    "сведени",
    "разъяснени",
    "данн",
    "следующ",
    "нижеследующ",
    "изложенн",
    "указанн",
    "вышеуказанн",
    "интересующ",
    "ваш",
    "этом",
    "эт",
    "обращени",
    "письм",
    "заявлени",
    "вопрос",
    "поставленн",
    "заданн",
    "возможност рассмотр",
    "переадресац",
    "факт",
    "итог",
];

/// Words after «о» that stand for something named elsewhere.
const PRONOUNS: [&str; 16] = [
    "нем",
    "ней",
    "них",
    "нём",
    "вас",
    "себе",
    "нас",
    "чем",
    "котором",
    "которой",
    "которых",
    "всем",
    "всех",
    "том",
    "той",
    "тех",
];

/// Beginnings of verbs and nouns that take «о» for themselves: what they tell is not what was asked.
const TELLING: [&str; 22] = [
    "сообща",
    "сообщи",
    "информир",
    "проинформир",
    "уведомл",
    "уведоми",
    "извеща",
    "извести",
    "напомина",
    "закон",
    "кодекс",
    "постановлени",
    "приказ",
    "положени",
    "правил",
    "решени",
    "соглашени",
    "договор",
    "распоряжени",
    "уведомлени",
    "благодар",
    "заключени",
];

/// Beginnings of the verbs that tell what the citizen asked, after «вы».
const ASKED: [&str; 34] = [
    "спросил",
    "спрашивает",
    "просит",
    "просил",
    "попросил",
    "написал",
    "пишет",
    "писал",
    "сообщил",
    "сообщает",
    "пожаловал",
    "жалует",
    "интересует",
    "интересовал",
    "поинтересовал",
    "обратил",
    "обращал",
    "обращает",
    "хотит",
    "хотел",
    "предлагает",
    "предложил",
    "рассказал",
    "рассказывает",
    "указал",
    "указывает",
    "отметил",
    "поднял",
    "задал",
    "узна",
    "уточнил",
    "уточняет",
    "выразил",
    "беспокоит",
];

/// Beginnings of those of them that take what is asked right after: «вы просите поставить», «вас интересует срок».
const ASKED_DIRECTLY: [&str; 15] = [
    "просит",
    "просил",
    "попросил",
    "хотит",
    "хотел",
    "предлагает",
    "предложил",
    "жалует",
    "пожаловал",
    "интересует",
    "интересовал",
    "поинтересовал",
    "беспокоит",
    "волнует",
    "уточнил",
];

/// Beginnings of the verbs that tell what the citizen sent: «вы прислали проект вывески».
const SENT: [&str; 4] = ["прислал", "представил", "подал", "направил"];

/// Beginnings of words for the reader's own that fit any letter, and for matters without a name.
const COURTESIES: [&str; 19] = [
    "внимани",
    "неравнодуш",
    "терпени",
    "мнени",
    "адрес",
    "имя",
    "имени",
    "позици",
    "уважени",
    "интерес",
    "понимани",
    "обстоятельств",
    "проблем",
    "ситуац",
    "дел",
    "врем",
    "довод",
    "довер",
    "участи",
];

/// Words that open a clause with a question or a report.
const OPENERS: [&str; 30] = [
    "как",
    "что",
    "чтобы",
    "когда",
    "почему",
    "где",
    "сколько",
    "можно",
    "кто",
    "какой",
    "какая",
    "какое",
    "какие",
    "куда",
    "зачем",
    "есть",
    "будет",
    "нужно",
    "надо",
    "положен",
    "вправе",
    "может",
    "могут",
    "чем",
    "чей",
    "откуда",
    "каким",
    "какую",
    "каких",
    "ли",
];

/// Beginnings of words after «по» that do not name a matter.
const BY: [&str; 26] = [
    "электронн",
    "почт",
    "существ",
    "компетенц",
    "подведомствен",
    "принадлежн",
    "результат",
    "итог",
    "телефон",
    "форм",
    "адрес",
    "номер",
    "ваш",
    "указанн",
    "данн",
    "интересующ",
    "изложенн",
    "поставленн",
    "рассматрив",
    "нему",
    "нем",
    "ней",
    "ним",
    "истечени",
    "состояни",
    "поручени",
];

/// Beginnings of words that a request for anything holds: they name no matter by themselves.
const EMPTY_REQUESTS: [&str; 10] =
    ["ответ", "рассмотр", "сообщ", "разъясн", "поясн", "письм", "обращени", "заявлени", "помо", "содейств"];

/// True when the first paragraph or the subject line names what was asked.
pub fn names_question(letter: &Letter, document: &Document, analysis: &Analysis, lexicon: &Lexicon) -> bool {
    if subject_line(letter, document) {
        return true;
    }
    let Some(block) = letter.parts.first_paragraph else { return true };
    let text = document.slice(document.blocks()[block].span);
    if letter.template && hole(text) {
        return true;
    }
    let mut spoke = false;
    for view in analysis.sentences_of(block, document, lexicon) {
        let words = Words { view };
        let speaks = words.speaks();
        // «Оно о ремонте», «Вы просите …» after the sentence that names the letter.
        // What was done, before a word on the letter, is what was asked: «Мы присвоили адрес вашему дому. Заявление …».
        if (speaks || spoke) && words.names() || !spoke && !words.cites() && words.tells_of_own() {
            return true;
        }
        spoke |= speaks;
    }
    card(letter, text)
}

/// Half of the card's words for the matter.
fn card(letter: &Letter, text: &str) -> bool {
    let Some(subject) = letter.card.text("subject") else { return false };
    let stem = |word: &str| word.chars().take(5).collect::<String>();
    let content = |text: &str| -> Vec<String> {
        let folded = text.to_lowercase().replace('ё', "е");
        folded.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 3).map(stem).collect()
    };
    let (wanted, there) = (content(subject), content(text));
    !wanted.is_empty() && wanted.iter().filter(|word| there.contains(word)).count() * 2 >= wanted.len()
}

/// A subject line that says more than «О рассмотрении обращения».
fn subject_line(letter: &Letter, document: &Document) -> bool {
    let lines = (0..document.blocks().len()).take(super::REACH).filter(|&block| letter.zone(block) == Zone::Subject);
    let empty = ["рассмотр", "направл", "обращен", "ответ", "информац", "письм", "заявлен", "запрос", "жалоб", "ваш"];
    let content = |word: &str| {
        let word = word.to_lowercase();
        word.chars().count() > 3
            && !empty.iter().any(|stem| word.starts_with(stem))
            && word.chars().all(char::is_alphabetic)
    };
    lines.map(|block| document.slice(document.blocks()[block].span)).any(|text| {
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| content(word)).count() >= 2
            || letter.template && hole(text)
    })
}

/// A hole of a template that asks for the matter.
fn hole(text: &str) -> bool {
    placeholders(text).any(|hole| {
        let before = text[..hole.range.start].trim_end().to_lowercase();
        hole.says(&["вопрос", "тем", "суть", "предмет", "содержан", "чём", "о чем", "просьб"])
            || before.ends_with(" о")
            || before.ends_with(" об")
    })
}

fn begins(word: &str, beginnings: &[&str]) -> bool {
    beginnings.iter().any(|beginning| word.starts_with(beginning))
}

/// What carries no matter of its own: numbers, dates, names.
const PASSED: MaskSet = MaskSet::of(&[
    MaskKind::Date,
    MaskKind::RegNumber,
    MaskKind::IdNumber,
    MaskKind::Person,
    MaskKind::Phone,
    MaskKind::Email,
    MaskKind::Url,
]);

struct Words<'a> {
    view: SentenceView<'a>,
}

impl Words<'_> {
    fn folded(&self, token: usize) -> &str {
        if token < self.view.len() { &self.view.word(token).folded } else { "" }
    }

    fn is_word(&self, token: usize) -> bool {
        token < self.view.len() && self.view.word(token).is_word()
    }

    /// The sentence tells of the citizen's letter or of the citizen's asking.
    fn speaks(&self) -> bool {
        (0..self.view.len()).any(|token| {
            let word = self.folded(token);
            // «Спасибо за добрые слова о библиотеке»
            begins(word, &LETTER)
                || matches!(word, "вы" | "вас" | "вами" | "спасибо")
                || (word.starts_with("котор") && self.wrote_of(token))
        })
    }

    fn cites(&self) -> bool {
        (0..self.view.len()).any(|token| begins(self.folded(token), &LETTER))
    }

    fn tells_of_own(&self) -> bool {
        (0..self.view.len()).any(|token| self.folded(token).starts_with("ваш") && self.own(token))
    }

    fn names(&self) -> bool {
        (0..self.view.len()).any(|token| match self.folded(token) {
            "о" | "об" | "обо" => self.about(token),
            "про" | "насчет" | "относительно" | "касательно" => {
                self.content(token + 1, &GENERIC)
            }
            "поводу" => self.folded(token.wrapping_sub(1)) == "по" && self.content(token + 1, &GENERIC),
            "по" => self.by(token),
            "связи" => {
                self.folded(token + 1) == "с" && self.after_letter(token) && self.content(token + 2, &GENERIC)
            }
            "вы" | "вас" | "вами" => self.asked(token),
            word if word.starts_with("котор") => self.wrote_of(token),
            word if word.starts_with("каса") => self.content(token + 1, &GENERIC),
            word if begins(word, &LETTER) => self.letter(token),
            _ => false,
        })
    }

    /// True when what follows is a word with a matter of its own.
    fn content(&self, token: usize, empty: &[&str]) -> bool {
        let Some(at) = (token..self.view.len().min(token + 4)).find(|&at| self.is_word(at) || self.masked(at)) else {
            return false;
        };
        let word = self.folded(at);
        if self.view.is_masked(at, PASSED) {
            return false;
        }
        let long = word.chars().count() > 2;
        if word == "предоставлении" || word == "выдаче" || word == "даче" {
            // «о предоставлении информации» fits any letter, «о предоставлении участка» does not.
            return self.content(at + 1, empty);
        }
        if matches!(word, "том" | "тем") {
            return self.folded(at + 1) == ",";
        }
        long && !begins(word, empty) && !PRONOUNS.contains(&word)
    }

    fn masked(&self, token: usize) -> bool {
        token < self.view.len() && self.view.mask(token).is_some()
    }

    /// «о ремонте дороги»
    fn about(&self, token: usize) -> bool {
        if self.view.is_masked(token, MaskSet::of(&[MaskKind::LegalRef, MaskKind::LegalTitle, MaskKind::OfficialName]))
        {
            return false;
        }
        let from = (0..token).rev().find(|&at| matches!(self.folded(at), "," | ";" | "(" | ":")).map_or(0, |at| at + 1);
        let you = (from..token).any(|at| matches!(self.folded(at), "вы" | "вами"));
        let telling = (from..token).rev().find(|&at| self.is_word(at)).is_some_and(|at| {
            let word = self.folded(at);
            let acts = begins(word, &TELLING[9..]);
            acts || (!you && begins(word, &TELLING[..9]) && !word.starts_with("сообщени"))
        });
        // «сообщаем Вам о решении»
        let told =
            !you && (from..token).rev().take(4).any(|at| {
                let word = self.folded(at);
                begins(word, &TELLING[..9]) && !word.starts_with("сообщени")
            }) && !(from..token)
                .rev()
                .take(4)
                .any(|at| begins(self.folded(at), &LETTER) && !self.folded(at).starts_with("вопрос"));
        !telling && !told && self.content(token + 1, &GENERIC)
    }

    /// «по вопросу аренды», «обращение по ремонту двора»
    fn by(&self, token: usize) -> bool {
        if self.masked(token) {
            return false;
        }
        let next = self.folded(token + 1);
        if begins(next, &["вопрос", "тем", "факт", "проблем"]) {
            return self.folded(token + 2) == ":"
                || self.content(token + 2, &["котор", "указ", "изложен", "рассмотр", "сообща"]);
        }
        let dative = token + 1 < self.view.len()
            && self.view.readings(token + 1).iter().any(|reading| reading.tag.has(Feature::Dat));
        dative
            && next.chars().count() > 4
            && !begins(next, &BY)
            && !begins(next, &LETTER)
            && token > 0
            && self.follows_letter(token)
    }

    /// True when the word for the letter stands right before, but for its number and date.
    fn follows_letter(&self, token: usize) -> bool {
        for at in (0..token).rev() {
            let word = self.folded(at);
            if begins(word, &LETTER) {
                return true;
            }
            if !(self.view.is_masked(at, PASSED) || !self.is_word(at) || matches!(word, "от" | "вх" | "года" | "г"))
            {
                return false;
            }
        }
        false
    }

    fn after_letter(&self, token: usize) -> bool {
        (0..token).any(|at| begins(self.folded(at), &LETTER))
    }

    /// «вы спросили, когда», «вы просите поставить», «вас интересует срок»
    fn asked(&self, token: usize) -> bool {
        let end = self.view.len().min(token + 6);
        let sent = (token + 1..end).find(|&at| begins(self.folded(at), &SENT));
        if sent.is_some_and(|verb| {
            let until = self.view.len().min(verb + 5);
            let letter =
                (verb + 1..until).any(|at| begins(self.folded(at), &LETTER) || begins(self.folded(at), &COURTESIES));
            !letter && self.content(verb + 1, &EMPTY_REQUESTS)
        }) {
            return true;
        }
        let Some(verb) =
            (token + 1..end).find(|&at| begins(self.folded(at), &ASKED) || begins(self.folded(at), &ASKED_DIRECTLY))
        else {
            return false;
        };
        if self.clause(verb + 1) {
            return true;
        }
        let direct = begins(self.folded(verb), &ASKED_DIRECTLY);
        let skip = [
            "нас",
            "нам",
            "министерство",
            "администрацию",
            "комитет",
            "управление",
            "к",
            "ко",
            "уже",
            "также",
            "о",
            "об",
        ];
        let next = (verb + 1..self.view.len().min(verb + 4))
            .find(|&at| self.is_word(at) && !skip.contains(&self.folded(at)) && !self.masked(at));
        if direct && next.is_some_and(|at| self.content(at, &EMPTY_REQUESTS)) {
            return true;
        }
        // «обратились за справкой», «с просьбой поставить»
        next.is_some_and(|at| match self.folded(at) {
            "за" | "насчет" => self.content(at + 1, &EMPTY_REQUESTS),
            "с" | "со" => self.request(at + 1),
            "на" => begins(self.folded(verb), &["жалует", "пожаловал"]) && self.content(at + 1, &GENERIC),
            _ => false,
        })
    }

    /// «адрес вашему новому дому»: a thing of the reader's, not his letter and not a courtesy.
    fn own(&self, token: usize) -> bool {
        let noun = (token + 1..self.view.len().min(token + 4))
            .take_while(|&at| self.is_word(at))
            .find(|&at| self.view.readings(at).first().is_some_and(|first| first.tag.has_all(Feature::Noun.tag())));
        noun.is_some_and(|at| {
            let word = self.folded(at);
            !self.masked(at) && !begins(word, &LETTER) && !begins(word, &GENERIC) && !begins(word, &COURTESIES)
        })
    }

    /// «шум, о котором вы написали»
    fn wrote_of(&self, token: usize) -> bool {
        let Some(comma) = (token.saturating_sub(2)..token).find(|&at| self.folded(at) == ",") else { return false };
        let end = self.view.len().min(token + 6);
        let wrote = (token + 1..end).any(|at| matches!(self.folded(at), "вы" | "вас"))
            && (token + 1..end).any(|at| begins(self.folded(at), &ASKED));
        let named = (0..comma).rev().find(|&at| self.is_word(at) && self.folded(at).chars().count() > 2);
        wrote
            && named.is_some_and(|at| {
                let word = self.folded(at);
                !begins(word, &LETTER) && !begins(word, &GENERIC) && !begins(word, &COURTESIES)
            })
    }

    /// A clause that begins within a few words: «, когда починят», «: „Когда починят?“».
    fn clause(&self, from: usize) -> bool {
        let end = self.view.len().min(from + 24);
        (from..end).any(|at| match self.folded(at) {
            "," => {
                (at + 1..end.min(at + 4)).any(|next| OPENERS.contains(&self.folded(next))) && self.view.len() > at + 3
            }
            ":" => self.view.len() > at + 2,
            _ => false,
        })
    }

    /// «просьбой поставить скамейку», «жалобой на шум», «предложением об озеленении»
    fn request(&self, token: usize) -> bool {
        let word = self.folded(token);
        if begins(word, &["письм", "обращени", "заявлени", "запрос", "сообщени"]) {
            return false;
        }
        begins(word, &LETTER) && self.letter(token)
    }

    /// What the word for the letter itself leads in.
    fn letter(&self, token: usize) -> bool {
        if self.view.is_masked(token, MaskSet::of(&[MaskKind::LegalRef, MaskKind::LegalTitle, MaskKind::OfficialName]))
        {
            return false;
        }
        let word = self.folded(token);
        // Past the number and date.
        let mut at = token + 1;
        while at < self.view.len()
            && (self.view.is_masked(at, PASSED)
                || self.folded(at).chars().all(|c| !c.is_alphabetic() && !matches!(c, ',' | ':' | '«' | ';'))
                || matches!(self.folded(at), "от" | "№" | "(" | ")" | "вх" | "." | "года" | "г" | "ваш" | "ваша"))
        {
            at += 1;
        }
        match self.folded(at) {
            "на" if begins(word, &["жалоб", "заявлени", "запрос", "заявк", "претензи"]) => {
                self.content(
                    at + 1,
                    &["имя", "рассмотр", "номер", "адрес", "сайт", "портал", "почт", "действующ", "основан"],
                )
            }
            "в" | "во" | "где" | "," => {
                // «письмо, в котором вы …»: what the citizen wrote is told by the verb.
                let opens = (at..self.view.len().min(at + 4)).any(|next| begins(self.folded(next), &["котор", "где"]));
                opens
                    && (at..self.view.len().min(at + 8)).any(|next| begins(self.folded(next), &ASKED))
                    && self.view.len() > at + 6
                    || (begins(word, &["вопрос"]) && self.clause(at))
            }
            ":" => begins(word, &["вопрос", "просьб", "тем", "предложени"]) && self.view.len() > at + 2,
            "с" | "со" => self.request(at + 1),
            _ => {
                let infinitive = begins(word, &["просьб", "предложени", "ходатайств"])
                    && at < self.view.len()
                    && self.view.word(at).any.has(Feature::Inf)
                    && !begins(self.folded(at), &EMPTY_REQUESTS);
                let titled = at < self.view.len()
                    && self
                        .view
                        .is_masked(at, MaskSet::of(&[MaskKind::QuotedTitle, MaskKind::Quote, MaskKind::OrgName]));
                let genitive = begins(word, &["вопрос", "проблем"])
                    && at < self.view.len()
                    && self.is_word(at)
                    && self
                        .view
                        .readings(at)
                        .first()
                        .is_some_and(|first| first.tag.has_all(Feature::Noun.tag()) && first.tag.has(Feature::Gen))
                    && !begins(self.folded(at), &GENERIC);
                infinitive || titled || genitive
            }
        }
    }
}
