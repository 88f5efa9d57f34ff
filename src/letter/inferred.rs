//! What a sentence of a letter says of the letter's way, told by what it is made of rather than by a phrase: that the
//! citizen's letter came, was registered, was passed on, when it will be answered, why a mailing comes.

use crate::document::Document;
use crate::language::{Analysis, Feature, Lexicon, MaskKind, MaskSet, SentenceView, Tag};

use super::bodies::is_body;
use super::passing::{passing, sends};
use super::pattern::{LetterMatch, Role, Strength};
use super::senses::may_be;
use super::zone::Zone;

/// Sentences of the letter's own text that are looked at.
const MOST: usize = 60;
/// Words of a sentence that only adds the day to the one before.
const SHORT: usize = 8;

/// A set of what the words of a sentence are about.
type About = u32;

/// The citizen's letter.
const LETTER: About = 1;
/// Somebody else's coming by a letter: «пришло», «получили».
const COMES: About = 1 << 1;
/// Registering.
const REGISTERS: About = 1 << 2;
/// A book or list of letters.
const JOURNAL: About = 1 << 3;
/// Passing on.
const PASSES: About = 1 << 4;
/// An authority or company.
const BODY: About = 1 << 5;
/// «ему», «ей», «туда»: somebody named before.
const THEM: About = 1 << 6;
/// An answer or decision.
const ANSWER: About = 1 << 7;
/// Sending or telling, by us, still to be.
const WILL_TELL: About = 1 << 8;
/// Thanks.
const THANKS: About = 1 << 9;
/// The reader's own doing: «отметили», «оставили», «попросили».
const CHOSE: About = 1 << 10;
/// News, a mailing.
const NEWS: About = 1 << 11;
/// Getting no more of it.
const NO_MORE: About = 1 << 12;
/// A list of addresses, a subscription.
const LIST: About = 1 << 13;
/// A condition.
const IF: About = 1 << 14;
/// A copy, an answer to us: what is passed on besides letters.
const COPY: About = 1 << 15;
/// Considering.
const CONSIDERS: About = 1 << 16;
/// «вам», «вас»: to the reader.
const TO_YOU: About = 1 << 17;
/// Being somewhere.
const LIES: About = 1 << 18;
/// «нет таких прав», «не наши полномочия», «может только».
const NOT_OURS: About = 1 << 19;
/// Answering by somebody else: «ответит», «пришлёт».
const OTHER_TELLS: About = 1 << 20;

/// Beginnings of words and what they are about.
const WORDS: [(About, &[&str]); 18] = [
    (
        LETTER,
        &[
            "обращени",
            "письм",
            "заявлени",
            "запрос",
            "жалоб",
            "сообщени",
            "вопрос",
            "предложени",
            "ходатайств",
            "просьб",
            "пожелани",
            "отзыв",
            "анкет",
            "идею",
            "идея",
            "идеи",
        ],
    ),
    (COMES, &["получил", "получен", "поступил", "пришл", "пришел", "дошл", "дошел", "доставлен", "прочитал", "прочли"]),
    (REGISTERS, &["зарегистр", "регистрац", "регистрир", "внесен", "внесл", "записан", "записал", "занес", "присвоен"]),
    (JOURNAL, &["журнал", "книг", "реестр", "карточк", "номер", "регистрац"]),
    (ANSWER, &["ответ", "решение", "решения", "решении", "результат", "заключени", "итог"]),
    (
        WILL_TELL,
        &[
            "сообщим",
            "ответим",
            "пришлем",
            "направим",
            "отправим",
            "вышлем",
            "дадим",
            "подготовим",
            "напишем",
            "получите",
            "придет",
            "узнаете",
            "примем",
        ],
    ),
    (THANKS, &["спасибо", "благодар", "признательн"]),
    (
        CHOSE,
        &[
            "отметил",
            "оставил",
            "попросил",
            "подписал",
            "подписан",
            "разрешил",
            "подтвердил",
            "указал",
            "выбрал",
            "соглас",
        ],
    ),
    (
        NEWS,
        &["новост", "рассыл", "афиш", "уведомлени", "дайджест", "присыла", "получать", "объявлени", "анонс", "выпуск"],
    ),
    (
        NO_MORE,
        &["отпис", "отказаться", "откажит", "передумал", "уберем", "исключим", "снимите", "отмените", "отключ", "стоп"],
    ),
    (LIST, &["списк", "подписк", "адрес", "отметк", "рассыл", "писем", "письмо", "письма", "новост", "них"]),
    (IF, &["если"]),
    (COPY, &["копи", "ответ", "справк", "приказ", "запрос"]),
    (CONSIDERS, &["рассмотрел", "рассмотрен", "изучил", "проверил", "разобрал"]),
    (LIES, &["находится"]),
    (NOT_OURS, &["полномоч", "компетенц", "лишь", "только"]),
    (
        OTHER_TELLS,
        &[
            "ответит",
            "ответят",
            "пришлет",
            "пришлют",
            "сообщит",
            "сообщат",
            "направит",
            "направят",
            "дадут",
            "вышлют",
            "напишет",
            "отвечает",
            "поступит",
            "придет",
            "вышлет",
            "подготовит",
            "подготовят",
            "уведомит",
            "уведомят",
            "известит",
            "известят",
            "проинформирует",
            "проинформируют",
        ],
    ),
    (THEM, &["туда"]),
];

fn about(view: &SentenceView<'_>) -> About {
    let mut all = 0;
    for token in 0..view.len() {
        let word = &*view.word(token).folded;
        if !view.word(token).is_word() {
            continue;
        }
        match word {
            "ему" | "ей" | "им" => all |= THEM,
            "вам" | "вас" => all |= TO_YOU,
            "прав" => all |= NOT_OURS,
            _ if is_body(word) => all |= BODY,
            _ if sends(view, token) => all |= PASSES,
            _ => {}
        }
        // Each list is short, and most words begin none of its entries.
        for (sense, beginnings) in &WORDS {
            if all & sense == 0 && beginnings.iter().any(|start| word.starts_with(start)) {
                all |= sense;
            }
        }
        if view.is_masked(token, MaskSet::of(&[MaskKind::OfficialName, MaskKind::OrgName])) {
            all |= BODY;
        }
    }
    all
}

/// True with a day, or a number of days.
fn names_time(view: &SentenceView<'_>) -> bool {
    (0..view.len()).any(|token| {
        let word = &*view.word(token).folded;
        let month = || {
            ["январ", "феврал", "март", "апрел", "мая", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр"]
                .iter()
                .any(|month| view.word(token + 1).folded.starts_with(month))
        };
        view.mask(token) == Some(MaskKind::Date)
            || word.starts_with(|c: char| c.is_ascii_digit()) && token + 1 < view.len() && month()
            || word.starts_with(|c: char| c.is_ascii_digit())
                && token + 1 < view.len()
                && ["дн", "день", "рабоч", "календ", "месяц", "недел", "сут", "час"]
                    .iter()
                    .any(|unit| view.word(token + 1).folded.starts_with(unit))
    })
}

/// The roles of a sentence; `before` is what the sentence before is about.
fn roles(view: &SentenceView<'_>, own: About, before: About) -> Vec<Role> {
    let has = |wanted: About| own & wanted == wanted;
    let any = |wanted: About| own & wanted != 0;
    let mut roles = Vec::new();
    // «Если новости больше не нужны, нажмите …»
    // «Не хотите писем? Нажмите «Отписаться»»
    let stops = || {
        let stop = |word: &str| word == "стоп" || word.starts_with("отпис") || word.starts_with("отключ");
        before & NEWS != 0 || before & LIST != 0 && (0..view.len()).any(|token| stop(&view.word(token).folded))
    };
    if has(NO_MORE | LIST) || has(NO_MORE) && stops() {
        roles.push(Role::Unsubscribe);
    }
    if any(IF) {
        return roles;
    }
    let past = view_has(view, Feature::Past);
    let letter = any(LETTER) || before & LETTER != 0 && refers(view);
    if letter && (any(COMES) && past || is_here(view)) && !any(CONSIDERS) {
        roles.push(Role::Received);
    }
    let numbered = (0..view.len()).any(|token| view.mask(token) == Some(MaskKind::RegNumber));
    if letter && (any(REGISTERS) && (past || numbered) || any(JOURNAL) && numbered) {
        roles.push(Role::Registered);
        // What was registered has come: «принято и в тот же день зарегистрировано».
        if any(REGISTERS) && past {
            roles.push(Role::Received);
        }
    }
    if passing(view, before & LETTER != 0).is_some()
        || letter && any(LIES) && any(BODY) && !any(COMES) && numbered_or_dated(view)
    {
        roles.push(Role::Redirect);
    }
    let promised =
        any(WILL_TELL) || will_be_sent(view) || has(OTHER_TELLS | TO_YOU) && (names_time(view) || !any(BODY | THEM));
    let promised = promised || has(ANSWER) && names_time(view) && will_read(view);
    if any(ANSWER) && promised && !any(COMES) {
        roles.push(Role::Promise);
    }
    if any(WILL_TELL | OTHER_TELLS) && any(ANSWER | OTHER_TELLS) && names_time(view)
        || any(ANSWER) && names_time(view) && !past
    {
        roles.push(Role::Deadline);
    }
    if before & (OTHER_TELLS | WILL_TELL) != 0 && names_time(view) && view.count_words(0..view.len()) <= SHORT {
        // «Произойдёт это не позднее 18 августа.»
        roles.push(Role::Deadline);
    }
    if any(BODY) && any(OTHER_TELLS) || any(THEM) && any(OTHER_TELLS) {
        roles.push(Role::AnswerFrom);
    }
    if any(THANKS) {
        roles.push(Role::Thanks);
    }
    // «Вы сами разрешили писать Вам», «поставили галочку, чтобы получать письма»
    let written = || {
        let writes = |word: &str| matches!(word, "писать" | "слать" | "письма" | "писем" | "весточки" | "почту");
        before & NEWS != 0 && has(CHOSE) || (0..view.len()).any(|token| writes(&view.word(token).folded))
    };
    if (has(CHOSE | NEWS) || has(CHOSE) && written()) && !numbered {
        roles.push(Role::Consent);
    }
    roles
}

/// «Ваше сообщение уже у нас», «Ваше письмо на месте»
fn is_here(view: &SentenceView<'_>) -> bool {
    let ours = |token: usize| {
        &*view.word(token).folded == "у" && token + 1 < view.len() && &*view.word(token + 1).folded == "нас"
    };
    let near =
        |token: usize, word: &str| (token.saturating_sub(2)..token).any(|before| &*view.word(before).folded == word);
    says_your(view)
        && (0..view.len()).any(|token| ours(token) && (near(token, "уже") || near(token, "теперь")))
        && !(0..view.len()).any(|token| view.word(token).folded.starts_with("не"))
}

/// «Ответ Вы прочтёте», «увидите», «найдёте»: the reader will have it.
fn will_read(view: &SentenceView<'_>) -> bool {
    let future = Tag::of(&[Feature::Fut, Feature::Fin]);
    (0..view.len()).any(|token| {
        ["прочт", "прочита", "увид", "найд", "будет", "ждит", "жди", "появ"]
            .iter()
            .any(|stem| view.word(token).folded.starts_with(stem))
            && may_be(view, token, future)
    })
}

/// «До 11 ноября.», «Не позднее 5 мая:»: only a day, to which the next sentence belongs.
fn only_time(view: &SentenceView<'_>) -> bool {
    let until = |token: usize| {
        matches!(&*view.word(token).folded, "до" | "к" | "позднее" | "позже" | "через" | "течение" | "за")
    };
    names_time(view) && view.count_words(0..view.len()) <= 5 && (0..view.len().min(3)).any(until)
}

/// «будет направлен», «будет подготовлено»
fn will_be_sent(view: &SentenceView<'_>) -> bool {
    let sent = ["направлен", "отправлен", "подготовлен", "выслан", "дан", "сообщен", "предоставлен", "доведен"];
    (0..view.len()).any(|token| {
        matches!(&*view.word(token).folded, "будет" | "будут")
            && (token + 1..view.len().min(token + 5)).any(|next| {
                let word = view.word(next);
                sent.iter().any(|start| word.folded.starts_with(start)) && word.any.has(Feature::Short)
            })
    })
}

fn numbered_or_dated(view: &SentenceView<'_>) -> bool {
    (0..view.len()).any(|token| matches!(view.mask(token), Some(MaskKind::Date | MaskKind::RegNumber)))
}

fn view_has(view: &SentenceView<'_>, feature: Feature) -> bool {
    (0..view.len()).any(|token| {
        let word = view.word(token);
        word.any.has(feature) || feature == Feature::Past && word.any.has(Feature::Short)
    })
}

fn says_your(view: &SentenceView<'_>) -> bool {
    (0..view.len()).any(|token| view.word(token).folded.starts_with("ваш"))
}

/// «Мы получили его», «Оно зарегистрировано»: a word for what the sentence before names.
fn refers(view: &SentenceView<'_>) -> bool {
    (0..view.len()).any(|token| {
        matches!(&*view.word(token).folded, "его" | "ее" | "оно" | "она" | "он" | "ему" | "их" | "регистрация")
    })
}

/// The marks of the letter's own text that no pattern found, in order of place.
pub(super) fn marks(document: &Document, analysis: &Analysis, lexicon: &Lexicon, zones: &[Zone]) -> Vec<LetterMatch> {
    let body = (0..document.blocks().len()).filter(|&block| zones.get(block) == Some(&Zone::Body));
    let sentences = body.flat_map(|block| analysis.sentences_of(block, document, lexicon));
    let row = |block: usize| document.blocks()[block].cell.map(|cell| (cell.table, cell.row));
    let mut found = Vec::new();
    // What the sentence before is about, with the citizen's letter where the one before that spoke of it.
    let (mut before, mut before_row, mut letter) = (0, None, 0);
    let mut day = false;
    for view in sentences.filter(|view| !view.is_empty()).take(MOST) {
        let own = about(&view);
        let place = row(view.block());
        let mut roles = roles(&view, own, before | letter);
        // «Ответ Вам | диспетчер | до 12 августа»: the cells of a row are one statement.
        let together = place.is_some() && place == before_row;
        if together && before & ANSWER != 0 && names_time(&view) {
            roles.extend([Role::Deadline, Role::Promise]);
        }
        // «До 11 ноября. Пришлём Вам ответ …»
        if day && own & ANSWER != 0 && own & (WILL_TELL | OTHER_TELLS) != 0 {
            roles.push(Role::Deadline);
        }
        day = only_time(&view);
        // «Ваши расчётные листки мы передали инспекции»: a redirect where nothing else was done.
        let papers = own & PASSES != 0 && own & BODY != 0 && own & (COPY | IF | LETTER) == 0;
        if papers && says_your(&view) {
            roles.push(Role::Redirect);
        }
        found.extend(roles.into_iter().map(|role| {
            // What the reader of a mailing chose may be told in any letter, and papers are sent to others for many reasons.
            let weak = matches!(role, Role::Consent | Role::Unsubscribe)
                || role == Role::Redirect && (papers || passing(&view, true).is_some_and(|passing| passing.copy));
            LetterMatch {
                role,
                strength: if weak { Strength::Weak } else { Strength::Strong },
                block: view.block() as u32,
                sentence: view.index() as u32,
                tokens: 0..view.len(),
            }
        }));
        letter = before & LETTER;
        before = if together { own | before } else { own };
        before_row = place;
    }
    found
}
