//! What kind of letter a text is.

use crate::document::Document;
use crate::language::{Analysis, Feature, Lexicon, MaskKind, SentenceView, Tag};

use super::incoming::LETTER;
use super::kind::{Kind, Occasion};
use super::line::Line;
use super::pattern::{LetterMatch, Role, Strength};
use super::recognise::placeholders;
use super::senses::{self, DOING, senses};
use super::zone::Zone;

/// Blocks looked at for the marks of a telephone script.
const SCRIPT_BLOCKS: usize = 200;

/// Blocks of the letter's own text that are looked at.
const MOST_BLOCKS: usize = 40;
/// A decision that opens a paragraph is short.
const SHORT_DECISION: usize = 9;
/// First lines among which the title of a mailing may stand.
const TITLES: usize = 4;

/// Who speaks in a telephone script.
const SPEAKERS: [&str; 10] = [
    "сотрудник:",
    "оператор:",
    "специалист:",
    "клиент:",
    "заявитель:",
    "абонент:",
    "звонящий:",
    "гражданин:",
    "с:",
    "к:",
];

/// A letter as far as it is known when its kind is asked.
pub(super) struct Evidence<'a> {
    pub(super) document: &'a Document,
    pub(super) analysis: &'a Analysis,
    pub(super) lexicon: &'a Lexicon,
    pub(super) zones: &'a [Zone],
    /// Marks in the letter's own text, in order.
    pub(super) marks: Vec<&'a LetterMatch>,
    pub(super) head: &'a [Line<'a>],
    pub(super) salutation: Option<&'a str>,
    /// Where the greeting ends in the document.
    pub(super) salutation_end: u32,
    pub(super) first: Option<usize>,
    /// True when the first paragraph gives the number of a letter that is answered.
    pub(super) answers: bool,
    /// True when an addressee is named.
    pub(super) addressed: bool,
    /// True when somebody signs or is named as the one who prepared the letter.
    pub(super) signed: bool,
    /// True when it has what only a finished answer has: an executor below, a survey, or a number of its own.
    pub(super) finished: bool,
    /// True when it has both an executor below and a survey, as only answers do.
    pub(super) complete: bool,
    /// True when the first paragraph speaks to the reader.
    pub(super) addresses: bool,
    /// True when it surely is a letter.
    pub(super) whole: bool,
}

impl Evidence<'_> {
    /// The kind and why.
    pub(super) fn kind(&self) -> (Kind, String) {
        if let Some(reason) = self.script() {
            return (Kind::PhoneScript, reason);
        }
        if !(self.whole || self.addresses && self.first_refusal().is_some()) {
            return (Kind::Reply, "признаков другого вида не найдено".to_owned());
        }
        if let Some(reason) = self.mailing() {
            return (Kind::Mailing, reason);
        }
        if let Some(title) = self.receipt() {
            return (Kind::Acknowledgement, format!("название «{title}»"));
        }
        let refusal = self.first_refusal();
        let near = |role: Role, paragraphs: usize| {
            self.marks.iter().find(|mark| {
                mark.role == role
                    && mark.strength == Strength::Strong
                    && self.paragraph(mark.block as usize) < paragraphs
            })
        };
        if let Some(mark) = near(Role::Extension, 3) {
            return (Kind::Extension, self.says(mark));
        }
        if let Some(title) = self.redirect_title() {
            return (Kind::RedirectNotice, format!("название «{title}»"));
        }
        let redirect =
            near(Role::Redirect, 3).or_else(|| near(Role::Redirect, MOST_BLOCKS).filter(|_| !self.has_done()));
        if let Some(mark) = redirect
            && refusal.is_none_or(|refusal| self.is_reason(refusal, mark))
        {
            return (Kind::RedirectNotice, self.says(mark));
        }
        // Papers were passed on, somebody else will answer, and nothing was done here.
        let passed = self.marks.iter().find(|mark| mark.role == Role::Redirect);
        if let Some(mark) = passed.filter(|_| refusal.is_none() && !self.has_done())
            && self.marks.iter().any(|mark| mark.role == Role::AnswerFrom)
        {
            return (Kind::RedirectNotice, self.says(mark));
        }
        let received = near(Role::Received, 2).or(near(Role::Registered, 2));
        // Steps and days may stand below the news that the letter has come, and below the thanks for it.
        let promise = near(Role::Promise, 4).or_else(|| {
            let told = received.is_some() || !self.answers && near(Role::Thanks, 4).is_some();
            near(Role::Promise, MOST_BLOCKS)
                .filter(|mark| told && self.occasion().is_none() && !self.will_do() && !self.asks_more(mark))
        });
        // Thanks are answered with thanks: nothing is to be expected after that.
        let thanked = promise.is_none() && (self.complete || self.occasion() == Some(Occasion::Thanks));
        if refusal.is_none() && near(Role::Considered, 2).is_none() && !thanked {
            match (received, promise) {
                (Some(received), Some(promise)) if !self.has_done() => {
                    return (Kind::Acknowledgement, format!("{} и «{}»", self.says(received), self.text(promise)));
                }
                // It came, has a number, thank you: a notice that nobody signs.
                (Some(mark), None)
                    if !self.signed
                        && near(Role::Received, 3).is_some()
                        && near(Role::Registered, 3).is_some()
                        && near(Role::Thanks, 8).is_some()
                        && !self.has_done() =>
                {
                    return (Kind::Acknowledgement, self.says(mark));
                }
                // It came, has a number, somebody works on it, and nothing is decided.
                (Some(mark), None)
                    if near(Role::Registered, 3).is_some()
                        && self.is_pending()
                        && self.occasion().is_none()
                        && !self.has_done()
                        && !self.will_do()
                        && !self.is_granted() =>
                {
                    return (Kind::Acknowledgement, self.says(mark));
                }
                // It came, has a number, thank you: nothing is decided or done, and nobody prepared it.
                (Some(mark), None)
                    if !self.finished
                        && near(Role::Registered, 3).is_some()
                        && near(Role::Thanks, 8).is_some()
                        && self.occasion().is_none()
                        && !self.has_done()
                        && !self.will_do()
                        && !self.is_granted() =>
                {
                    return (Kind::Acknowledgement, self.says(mark));
                }
                (Some(mark), None) if self.only_notice(None) => return (Kind::Acknowledgement, self.says(mark)),
                (None, Some(mark)) if self.only_notice(Some(mark)) => return (Kind::Acknowledgement, self.says(mark)),
                // It tells what will be done and when it will be answered, though not that the letter has come.
                (None, Some(mark)) if !self.answers && !self.has_done() && !self.is_granted() => {
                    return (Kind::Acknowledgement, self.says(mark));
                }
                // The thanks and the day of the answer, under which nobody signs.
                (None, Some(mark))
                    if !self.answers
                        && !self.signed
                        && near(Role::Thanks, 4).is_some()
                        && near(Role::Promise, 4).is_some()
                        && !self.asks_more(mark) =>
                {
                    return (Kind::Acknowledgement, self.says(mark));
                }
                _ => {}
            }
        }
        let partial =
            self.marks.iter().find(|mark| mark.role == Role::PartialRefusal && mark.strength == Strength::Strong);
        if let Some(mark) = partial {
            return (Kind::PartialRefusal, self.says(mark));
        }
        if let Some(mark) = refusal {
            // What will be done is told before what will not; after it stand other offers.
            let counts = |found: &&&LetterMatch| {
                found.role == Role::Granted
                    && (found.strength == Strength::Strong
                        || (found.block, found.sentence) < (mark.block, mark.sentence))
            };
            let granted = self.marks.iter().find(counts);
            return match granted {
                Some(granted) => (Kind::PartialRefusal, format!("{} и «{}»", self.says(mark), self.text(granted))),
                None => match self.other_decision(mark) {
                    Some(granted) => (Kind::PartialRefusal, format!("{} и «{granted}»", self.says(mark))),
                    None => (Kind::Refusal, self.says(mark)),
                },
            };
        }
        (Kind::Reply, "признаков отказа, пересылки и других видов не найдено".to_owned())
    }

    /// «О переадресации обращения», «Уведомление о направлении обращения по подведомственности» over the letter.
    fn redirect_title(&self) -> Option<String> {
        let passing = ["переадрес", "перенаправ", "пересыл"];
        let given = ["передач", "направлени"];
        let rightful = ["принадлежност", "подведомственност", "компетенци"];
        let title = self.head.iter().filter(|line| line.words <= 12 && !line.ends_sentence()).find(|line| {
            let about = line.starts(&["о ", "об ", "тема:", "уведомление", "извещение"]);
            // «О том, куда мы отправили Ваше письмо»
            let whither = line.has_word(&["куда", "кому"]) && line.has_word(&LETTER);
            about
                && (line.has_word(&passing)
                    || whither && line.has_word(&["отправ", "передал", "направ"])
                    || line.has_word(&given) && line.has_word(&LETTER) && (line.has_word(&rightful) || line.words <= 4))
        })?;
        Some(title.text.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// «Обязать перевозчика мы не можем, поэтому направили обращение в …»: the refusal beside the notice says why it
    /// was passed on, where no appeal is told.
    fn is_reason(&self, refusal: &LetterMatch, redirect: &LetterMatch) -> bool {
        let appeals =
            || self.sentences().any(|view| (0..view.len()).any(|token| senses(&view, token) & senses::APPEAL != 0));
        refusal.block.abs_diff(redirect.block) <= 1 && !appeals()
    }

    /// True when each sentence up to the mark, or to the end, belongs to the first answer: it has come, has a number,
    /// thank you, will be answered.
    fn only_notice(&self, until: Option<&LetterMatch>) -> bool {
        let end = until.map_or((usize::MAX, 0), |mark| (mark.block as usize, mark.sentence as usize));
        let greeted = self.salutation_end;
        let body = (self.first.unwrap_or(0)..self.document.blocks().len())
            .filter(|&block| self.zones.get(block) == Some(&Zone::Body))
            .take(12);
        let sentences = body.flat_map(|block| self.analysis.sentences_of(block, self.document, self.lexicon));
        let (mut own, mut other) = (0, 0);
        for view in sentences.filter(|view| view.whole().end > greeted) {
            if (view.block(), view.index()) >= end {
                break;
            }
            own += 1;
            let at = (view.block() as u32, view.index() as u32);
            let notice =
                [Role::Received, Role::Registered, Role::Thanks, Role::Promise, Role::Deadline, Role::ChannelChoice];
            let marked = self.marks.iter().any(|mark| (mark.block, mark.sentence) == at && notice.contains(&mark.role));
            let short = view.count_words(0..view.len()) < 3;
            other += usize::from(!marked && !short);
            if own > 10 {
                return false;
            }
        }
        // A word on where to call besides is no answer yet.
        if other > 1 || (other == 1 && own < 4) {
            return false;
        }
        own > 0 || until.is_some() && self.marks.iter().any(|mark| mark.role == Role::Thanks)
    }

    /// «Рассмотрение поручено врачу», «Узнать, на каком этапе рассмотрение»: the work on the letter lies ahead.
    fn is_pending(&self) -> bool {
        let word = |view: &SentenceView<'_>, stems: &[&str]| {
            (0..view.len()).any(|token| stems.iter().any(|stem| view.word(token).folded.starts_with(stem)))
        };
        self.sentences().any(|view| {
            let consideration = word(&view, &["рассмотрени", "исполнени", "работ"]) && word(&view, &LETTER)
                || word(&view, &["рассмотрени"]);
            consideration
                && word(&view, &["поручен", "поручил", "этап", "ход", "статус", "стади", "начат", "начал", "передан"])
                || word(&view, &["рассматривает", "рассмотрит", "рассматриваем"])
        })
    }

    fn is_granted(&self) -> bool {
        self.marks.iter().any(|mark| mark.role == Role::Granted)
    }

    /// The sentences of the letter's own text after the greeting.
    fn sentences(&self) -> impl Iterator<Item = SentenceView<'_>> {
        let body = (self.first.unwrap_or(0)..self.document.blocks().len())
            .filter(|&block| self.zones.get(block) == Some(&Zone::Body))
            .take(MOST_BLOCKS);
        let sentences = body.flat_map(|block| self.analysis.sentences_of(block, self.document, self.lexicon));
        sentences.filter(|view| view.whole().end > self.salutation_end && !view.is_empty())
    }

    /// True when a sentence tells of something done: then this is more than a first answer.
    fn has_done(&self) -> bool {
        let arrival = [Role::Received, Role::Registered, Role::Thanks, Role::Promise, Role::Appointment];
        self.sentences().any(|view| {
            let at = (view.block() as u32, view.index() as u32);
            let notice =
                self.marks.iter().any(|mark| (mark.block, mark.sentence) == at && arrival.contains(&mark.role));
            let open = (0..view.len()).any(|token| {
                matches!(&*view.word(token).folded, "если" | "вы" | "?" | "например")
                    || view.word(token).folded.starts_with("котор")
            });
            // «Осмотр назначен на 15 мая» lies ahead.
            let done = deed(&view, Tag::of(&[Feature::Past, Feature::Fin]))
                .filter(|&token| !view.word(token).folded.starts_with("назначен"));
            !notice && !open && done.is_some()
        })
    }

    /// «Если есть ещё вопросы, напишите нам. Мы ответим …»: the promise of another answer.
    fn asks_more(&self, mark: &LetterMatch) -> bool {
        self.sentences()
            .filter(|view| view.block() == mark.block as usize && view.index() <= mark.sentence as usize)
            .any(|view| (0..view.len()).any(|token| &*view.word(token).folded == "если"))
    }

    /// True when a sentence that does not speak of the answer tells what will be done in the matter.
    fn will_do(&self) -> bool {
        self.sentences().any(|view| {
            let at = (view.block() as u32, view.index() as u32);
            let answer = self.marks.iter().any(|mark| (mark.block, mark.sentence) == at && mark.role == Role::Promise);
            let own = deed(&view, Tag::of(&[Feature::Fut, Feature::Fin, Feature::First]));
            let passive = deed(&view, Tag::of(&[Feature::Short, Feature::Participle])).filter(|&token| {
                (token.saturating_sub(4)..token).any(|near| matches!(&*view.word(near).folded, "будет" | "будут"))
            });
            !answer && own.or(passive).is_some()
        })
    }

    /// A paragraph of its own, above the refusal, that begins with another decision: «Берёзу спилим. …».
    fn other_decision(&self, refusal: &LetterMatch) -> Option<String> {
        let first = self.first? as u32;
        self.sentences()
            .filter(|view| view.index() == 0 && view.block() as u32 > first && (view.block() as u32) < refusal.block)
            .filter(|view| view.count_words(0..view.len()) <= SHORT_DECISION)
            .find(|view| {
                let future = deed(view, Tag::of(&[Feature::Fut, Feature::Fin, Feature::Plur]));
                future.or_else(|| deed(view, Tag::of(&[Feature::Short, Feature::Participle]))).is_some()
            })
            .map(|view| view.slice(0..view.len()).trim_end_matches('.').to_owned())
    }

    /// What calls for the letter, where nothing was asked.
    pub(super) fn occasion(&self) -> Option<Occasion> {
        let has = |role: Role| self.marks.iter().any(|mark| mark.role == role);
        if has(Role::Calm) {
            return Some(Occasion::Insult);
        }
        if has(Role::OffTopic) {
            return Some(Occasion::OffTopic);
        }
        let near = self.sentences().filter(|view| self.paragraph(view.block()) < 2);
        let thanked = near.into_iter().any(|view| thanks_us(&view));
        thanked.then_some(Occasion::Thanks)
    }

    fn first_refusal(&self) -> Option<&LetterMatch> {
        self.marks.iter().find(|mark| mark.role == Role::Refusal && mark.strength == Strength::Strong).copied()
    }

    /// The number of a block among the paragraphs of the letter's own text.
    fn paragraph(&self, block: usize) -> usize {
        let blocks = self.document.blocks();
        (self.first.unwrap_or(0)..block)
            .take(40)
            .filter(|&at| self.zones.get(at) == Some(&Zone::Body) && !blocks[at].span.is_empty())
            .count()
    }

    fn text(&self, mark: &LetterMatch) -> String {
        let view = self.analysis.sentence(mark.block as usize, mark.sentence as usize, self.document, self.lexicon);
        view.map(|view| view.slice(mark.tokens.clone()).split_whitespace().collect::<Vec<_>>().join(" "))
            .unwrap_or_default()
    }

    fn says(&self, mark: &LetterMatch) -> String {
        format!("есть слова «{}»", self.text(mark))
    }

    /// True when a sentence speaks of what the reader wrote: «Ваше обращение», «заявление № 5», «Вы сообщили».
    fn cites_citizen(&self) -> bool {
        let letter = ["обращени", "письм", "заявлени", "жалоб", "сообщени", "запрос", "вопрос", "просьб", "предложени"];
        self.sentences().any(|view| {
            let folded = |token: usize| &*view.word(token).folded;
            let numbered = (0..view.len()).any(|token| view.mask(token) == Some(MaskKind::RegNumber));
            (0..view.len()).any(|token| {
                let near = || (token.saturating_sub(3)..token).map(folded);
                let names = letter.iter().any(|stem| folded(token).starts_with(stem));
                let wrote = senses(&view, token) & senses::SAYING != 0
                    && senses::may_be(&view, token, Tag::of(&[Feature::Past, Feature::Fin]));
                names && (numbered || near().any(|word| word.starts_with("ваш")))
                    || wrote && near().any(|word| word == "вы")
            })
        })
    }

    fn cites_letter(&self) -> bool {
        let arrival = [Role::Received, Role::Registered, Role::Considered, Role::Redirect];
        self.marks.iter().any(|mark| arrival.contains(&mark.role) && self.paragraph(mark.block as usize) < 2)
    }

    fn script(&self) -> Option<String> {
        let blocks = self.document.blocks();
        let mut lines = 0;
        for block in blocks.iter().take(SCRIPT_BLOCKS) {
            for line in self.document.slice(block.span).lines().take(SCRIPT_BLOCKS) {
                let start: String = line.trim_start().chars().take(14).collect::<String>().to_lowercase();
                lines += usize::from(SPEAKERS.iter().any(|speaker| start.starts_with(speaker)));
            }
            if lines >= 3 {
                return Some("строки начинаются со слов «Сотрудник:», «Клиент:» и похожих".to_owned());
            }
        }
        let title = self.head.first().filter(|line| line.words <= 12 && !line.ends_sentence())?;
        let named = ["скрипт", "сценарий разговор", "сценарий звонк", "сценарий телефон"];
        named.iter().any(|name| title.folded.contains(name)).then(|| format!("название «{}»", title.text.trim()))
    }

    /// «Уведомление о приёме обращения» over the letter.
    fn receipt(&self) -> Option<&str> {
        let title =
            self.head.iter().find(|line| line.words <= 8 && line.starts(&["уведомление о", "подтверждение"]))?;
        let came = ["приём", "прием", "получени", "регистраци", "поступлени"];
        (title.has_word(&came) && title.has_word(&LETTER)).then(|| title.text.trim())
    }

    fn mailing(&self) -> Option<String> {
        if self.answers && self.cites_citizen() {
            return None;
        }
        let tells = |mark: &LetterMatch| {
            matches!(mark.role, Role::Mailing | Role::Consent | Role::Unsubscribe) && mark.strength == Strength::Strong
        };
        if let Some(mark) = self.marks.iter().find(|mark| tells(mark)) {
            return Some(self.says(mark));
        }
        // It says how to get no more of it, or brings news, and nobody's letter is answered.
        let strange = |mark: &&LetterMatch| {
            matches!(
                mark.role,
                Role::Promise
                    | Role::Refusal
                    | Role::Received
                    | Role::Registered
                    | Role::Considered
                    | Role::Redirect
                    | Role::Extension
            )
        };
        if !self.finished && !self.marks.iter().any(strange) && !self.cites_citizen() {
            if let Some(mark) = self.marks.iter().find(|mark| mark.role == Role::Unsubscribe) {
                return Some(self.says(mark));
            }
            let news = |view: &SentenceView<'_>| (0..view.len()).any(|token| is_news(view, token));
            if let Some(view) = self.sentences().find(|view| self.paragraph(view.block()) < 2 && news(view)) {
                return Some(format!("есть слова «{}»", view.slice(0..view.len()).trim()));
            }
        }
        let mut titles = self.head.iter().take(TITLES).filter(|line| line.words <= 12 && !line.ends_sentence());
        let named = titles.find(|title| {
            title.has_word(&["рассылк", "дайджест"]) || title.starts(&["новости", "информируем жителей"])
        });
        if let Some(title) = named {
            return Some(format!("название «{}»", title.text.trim()));
        }
        // A greeting to nobody by name, and nothing of a letter that came: «Добрый день! С 3 декабря открыта выставка».
        // A placeholder stands for a name.
        let greeted =
            self.salutation.filter(|text| placeholders(text).next().is_none()).map(super::recognise::count_words);
        if greeted.is_some_and(|words| words <= 2)
            && !self.addressed
            && !self.cites_letter()
            && !self.marks.iter().any(|mark| matches!(mark.role, Role::Promise | Role::Refusal | Role::Thanks))
            && !self.cites_citizen()
        {
            return Some("приветствие без имени, и нет слов о письме человека".to_owned());
        }
        // A collective letter is answered like any other.
        let greeting = self.salutation.filter(|_| !self.cites_letter())?;
        let many = [
            "жители",
            "жильцы",
            "собственники",
            "родители",
            "предприниматели",
            "подписчики",
            "друзья",
            "граждане",
            "соседи",
            "земляки",
            "горожане",
            "читатели",
            "арендаторы",
            "пользователи",
            "посетители",
            "абоненты",
            "участники",
            "пенсионеры",
            "ветераны",
            "владельцы",
            "получатели",
        ];
        let folded = greeting.to_lowercase();
        // «Уважаемые пассажиры!»: a greeting in the plural without a name.
        let plural = ["уважаемые", "дорогие"].iter().any(|word| folded.contains(word))
            && super::recognise::person(greeting).is_none()
            && !self.addressed
            && !self.cites_citizen();
        (plural || many.iter().any(|word| folded.contains(word)))
            .then(|| format!("обращение ко многим: «{}»", greeting.trim()))
    }
}

/// True when a sentence says that the reader thanked or praised: «письмо со словами благодарности», «Вы похвалили».
fn thanks_us(view: &SentenceView<'_>) -> bool {
    // «Спасибо за тёплые слова»
    let starts = |token: usize, stems: &[&str]| stems.iter().any(|stem| view.word(token).folded.starts_with(stem));
    let kind = ["добры", "тепл", "хорош", "душевн", "ласков"];
    let warm = |token: usize| {
        starts(token, &["слов", "отзыв"]) && (token.saturating_sub(2)..token).any(|before| starts(before, &kind))
    };
    names_thanks(view) || (0..view.len()).any(warm)
}

/// True when a sentence says that what the reader wrote was thanks or praise.
pub(super) fn names_thanks(view: &SentenceView<'_>) -> bool {
    let folded = |token: usize| &*view.word(token).folded;
    let starts = |token: usize, stems: &[&str]| stems.iter().any(|stem| folded(token).starts_with(stem));
    let thanks = ["благодарност", "благодарствен", "признательност", "похвал"];
    (0..view.len()).any(|token| {
        let near = |back: usize| token.saturating_sub(back)..token;
        // «Вы поблагодарили врача», «похвалили», and not «Мы благодарим»
        let said = starts(token, &["благодарите", "благодарили", "поблагодарил", "хвалите", "хвалили", "похвалил"])
            || folded(token) == "спасибо" && near(3).any(|before| starts(before, &["сказали", "передали", "говорите"]));
        if said && near(6).any(|before| folded(before) == "вы") {
            return true;
        }
        // «Ваша благодарность», «письмо со словами благодарности», «отзыв с похвалой», «благодарственное письмо»
        let noun = starts(token, &thanks);
        let yours = || near(2).any(|before| starts(before, &["ваш"]));
        let led = || {
            near(4).any(|with| {
                matches!(folded(with), "с" | "со")
                    && (with.saturating_sub(3)..with)
                        .any(|before| starts(before, &["письм", "отзыв", "обращени", "открытк", "сообщени", "записк"]))
            })
        };
        let verb =
            || token + 1 < view.len() && senses::may_be(view, token + 1, Tag::of(&[Feature::Past, Feature::Fin]));
        noun && (starts(token, &["благодарственн"]) || yours() || led() && !verb())
    })
}

/// News, an issue of them: «новости», «дайджест».
fn is_news(view: &SentenceView<'_>, token: usize) -> bool {
    let news = ["новости", "новостей", "дайджест", "рассылк", "афиш"];
    news.iter().any(|stem| view.word(token).folded.starts_with(stem))
}

/// A verb of doing what was asked that has these features and is not denied.
fn deed(view: &SentenceView<'_>, tag: Tag) -> Option<usize> {
    (0..view.len()).find(|&token| {
        let denied = token > 0 && &*view.word(token - 1).folded == "не";
        !denied && senses(view, token) & DOING != 0 && senses::may_be(view, token, tag)
    })
}

/// True when the first line calls the text a template.
pub(super) fn says_template(head: &[Line<'_>]) -> bool {
    head.first().is_some_and(|line| line.starts(&["шаблон", "типовой ответ", "образец ответа"]))
}

/// True when the text is a template: its first line says so, or it has at least two named placeholders.
pub(super) fn is_template(document: &Document, head: &[Line<'_>]) -> bool {
    says_template(head) || placeholders(document.text()).filter(|hole| !hole.name.is_empty()).take(2).count() == 2
}
