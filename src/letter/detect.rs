//! What kind of letter a text is.

use crate::document::Document;
use crate::language::{Analysis, Lexicon};

use super::kind::{Kind, Occasion};
use super::line::Line;
use super::pattern::{LetterMatch, Role, Strength};
use super::recognise::placeholders;
use super::zone::Zone;

/// Blocks looked at for the marks of a telephone script.
const SCRIPT_BLOCKS: usize = 200;

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
        if let Some(mark) = near(Role::Redirect, 3)
            && refusal.is_none()
        {
            return (Kind::RedirectNotice, self.says(mark));
        }
        let received = near(Role::Received, 2).or(near(Role::Registered, 2));
        let promise = near(Role::Promise, 4);
        if refusal.is_none() && near(Role::Considered, 2).is_none() {
            match (received, promise) {
                (Some(received), Some(promise)) => {
                    return (Kind::Acknowledgement, format!("{} и «{}»", self.says(received), self.text(promise)));
                }
                (Some(mark), None) if self.only_notice(None) => return (Kind::Acknowledgement, self.says(mark)),
                (None, Some(mark)) if self.only_notice(Some(mark)) => return (Kind::Acknowledgement, self.says(mark)),
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
                None => (Kind::Refusal, self.says(mark)),
            };
        }
        (Kind::Reply, "признаков отказа, пересылки и других видов не найдено".to_owned())
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

    /// What calls for the letter, where nothing was asked.
    pub(super) fn occasion(&self) -> Option<Occasion> {
        let has = |role: Role| self.marks.iter().any(|mark| mark.role == role);
        if has(Role::Calm) {
            return Some(Occasion::Insult);
        }
        if has(Role::OffTopic) {
            return Some(Occasion::OffTopic);
        }
        let first = self.document.blocks().get(self.first?)?;
        let words = self.document.slice(first.span).to_lowercase();
        let thanked = [
            "добрые слова",
            "тёплые слова",
            "теплые слова",
            "тёплый отзыв",
            "слова благодарности",
            "вашу благодарность",
            "добрый отзыв",
        ];
        thanked.iter().any(|words_of| words.contains(words_of)).then_some(Occasion::Thanks)
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

    fn mailing(&self) -> Option<String> {
        if self.answers {
            return None;
        }
        let tells = |role| matches!(role, Role::Mailing | Role::Consent | Role::Unsubscribe);
        if let Some(mark) = self.marks.iter().find(|mark| tells(mark.role)) {
            return Some(self.says(mark));
        }
        let title = self.head.first().filter(|line| line.words <= 12 && !line.ends_sentence());
        if let Some(title) = title
            && (title.has_word(&["рассылк", "дайджест"]) || title.starts(&["новости", "информируем жителей"]))
        {
            return Some(format!("название «{}»", title.text.trim()));
        }
        let greeting = self.salutation?;
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
        ];
        let folded = greeting.to_lowercase();
        many.iter().any(|word| folded.contains(word)).then(|| format!("обращение ко многим: «{}»", greeting.trim()))
    }
}

/// True when the first line calls the text a template.
pub(super) fn says_template(head: &[Line<'_>]) -> bool {
    head.first().is_some_and(|line| line.starts(&["шаблон", "типовой ответ", "образец ответа"]))
}

/// True when the text is a template: its first line says so, or it has at least two named placeholders.
pub(super) fn is_template(document: &Document, head: &[Line<'_>]) -> bool {
    says_template(head) || placeholders(document.text()).filter(|hole| !hole.name.is_empty()).take(2).count() == 2
}
