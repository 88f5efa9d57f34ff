//! A sentence that tells what the citizen asked.

use super::super::incoming::LETTER;
use super::lists::{
    ACTIONS, ASKED, ASKED_DIRECTLY, BY, COURTESIES, EMPTY_REQUESTS, GENERIC, OPENERS, PRONOUNS, SENT, TELLING, begins,
};
use crate::language::{Feature, MaskKind, MaskSet, SentenceView};

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

/// Beginnings of words for how a letter came.
const CAME: [&str; 9] =
    ["принят", "поступи", "зарегистр", "получен", "поданн", "присланн", "направленн", "отправленн", "датирован"];

/// Beginnings of words for what a letter speaks of.
const MATTERS: [&str; 4] = ["вещ", "тем", "пункт", "момент"];

/// A sentence of the first paragraph.
pub(super) struct Words<'a> {
    pub(super) view: SentenceView<'a>,
}

impl Words<'_> {
    fn folded(&self, token: usize) -> &str {
        if token < self.view.len() { &self.view.word(token).folded } else { "" }
    }

    fn is_word(&self, token: usize) -> bool {
        token < self.view.len() && self.view.word(token).is_word()
    }

    /// The sentence tells of the citizen's letter or of the citizen's asking.
    pub(super) fn speaks(&self) -> bool {
        (0..self.view.len()).any(|token| {
            let word = self.folded(token);
            // «Спасибо за добрые слова о библиотеке»
            begins(word, &LETTER)
                || matches!(word, "вы" | "вас" | "вами" | "спасибо")
                || (word.starts_with("котор") && self.wrote_of(token))
        })
    }

    pub(super) fn cites(&self) -> bool {
        (0..self.view.len()).any(|token| begins(self.folded(token), &LETTER))
    }

    pub(super) fn tells_of_own(&self) -> bool {
        (0..self.view.len()).any(|token| self.folded(token).starts_with("ваш") && self.own(token))
    }

    pub(super) fn names(&self) -> bool {
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
            // «…: просите место в саду»
            "просите" | "спрашиваете" | "предлагаете" | "жалуетесь" | "хотите" | "интересуетесь" => {
                self.content(token + 1, &EMPTY_REQUESTS)
            }
            ":" => self.listed(token),
            word if word.starts_with("котор") => self.wrote_of(token),
            word if word.starts_with("каса") => self.content(token + 1, &GENERIC),
            word if begins(word, &LETTER) => self.letter(token),
            _ => false,
        })
    }

    /// «Письмо содержит две просьбы: установить шлагбаум и собрать совет»: what the letter asks stands behind the colon.
    fn listed(&self, colon: usize) -> bool {
        let from = colon.saturating_sub(4);
        let asks = (from..colon).any(|at| begins(self.folded(at), &LETTER) || begins(self.folded(at), &MATTERS));
        let verb = (from..colon).any(|at| begins(self.folded(at), &["сообща", "информир", "отвеча", "уведомл"]));
        asks && !verb && self.content(colon + 1, &GENERIC)
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
        if begins(word, &ACTIONS) {
            // «о предоставлении информации» fits any letter, «о предоставлении в собственность участка» does not.
            return self.object(at + 1, empty);
        }
        if matches!(word, "том" | "тем") {
            return self.folded(at + 1) == ",";
        }
        long && !begins(word, empty) && !PRONOUNS.contains(&word)
    }

    /// True when an action has an object of its own: prepositions and «Вашей», «мне» before it are passed over.
    fn object(&self, token: usize, empty: &[&str]) -> bool {
        let passed = |at: usize| {
            let word = self.folded(at);
            word.chars().count() < 3 || word.starts_with("ваш") || matches!(word, "вам" | "мне" | "для" | "под")
        };
        let next = (token..self.view.len().min(token + 3)).find(|&at| self.masked(at) || !passed(at));
        next.is_some_and(|at| self.is_word(at) && self.content(at, empty))
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
        // «№ ТФ-1906/О рассмотрено»
        if token > 0 && matches!(self.view.token_text(token - 1), "/" | "-" | "–") {
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
        // «с благодарностью медсестре»
        if begins(word, &["благодарност", "признательност"]) {
            return self.content(token + 1, &["вы", "сообща", "информир"]);
        }
        begins(word, &LETTER) && self.letter(token)
    }

    /// Past the number and date, and what is said of its coming: «письмо, принятое 12 мая (№ 5), с благодарностью».
    fn past_requisites(&self, from: usize) -> usize {
        let (mut at, mut came, mut brackets) = (from, false, 0);
        while at < self.view.len() {
            let word = self.folded(at);
            match word {
                "(" => brackets += 1,
                ")" => brackets -= 1,
                "," if brackets > 0 || begins(self.folded(at + 1), &CAME) => {}
                // The comma that closes «, принятое …,».
                "," if came && !begins(self.folded(at + 1), &["котор", "где", "в"]) => came = false,
                _ if begins(word, &CAME) => came = true,
                _ if self.view.is_masked(at, PASSED) => {}
                _ if word.chars().all(|c| !c.is_alphabetic() && !matches!(c, ',' | ':' | '«' | ';')) => {}
                "от" | "вх" | "года" | "г" | "ваш" | "ваша" | "за" | "под" | "номером" | "рег" =>
                    {}
                _ if (came || brackets > 0) && matches!(word, "в" | "нам" | "к") && !self.opens_clause(at) => {
                    // «поступившее к нам», «принятое в приёмной»
                    at += 1;
                }
                _ => break,
            }
            at += 1;
        }
        at
    }

    fn opens_clause(&self, at: usize) -> bool {
        begins(self.folded(at + 1), &["котор"])
    }

    /// What the word for the letter itself leads in.
    fn letter(&self, token: usize) -> bool {
        if self.view.is_masked(token, MaskSet::of(&[MaskKind::LegalRef, MaskKind::LegalTitle, MaskKind::OfficialName]))
        {
            return false;
        }
        let word = self.folded(token);
        let at = self.past_requisites(token + 1);
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
