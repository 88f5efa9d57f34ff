//! `will-without-date`: a promise tells the day.

use std::ops::Range;

use super::super::said::{DOING, Said, Talk, marks, may_be, names_act, reports, senses, sentences};
use super::super::weighed::weighed;
use super::status::{is_maybe, repeats};
use super::term::{Term, Today, is_clock, is_habit, term};
use super::unclear::lemmas;
use crate::data::FileError;
use crate::document::BlockKind;
use crate::language::{Feature, MaskKind, SentenceView, Tag};
use crate::letter::{Kind, Role};
use crate::rules::{Check, Fix, Hit, Inspection, Level, Setup};
use crate::text::{Edit, Span};

/// Makes the check of `will-without-date`. It takes the vague deadlines too, because a promise that has one of them
/// belongs to the rule on these.
///
/// # Errors
/// A fault in the table.
pub(in super::super) fn without_date(setup: &mut dyn Setup) -> Result<Box<dyn Check>, FileError> {
    weighed("vague-deadlines", setup, find)
}

/// What else besides works is promised: words that go to the reader, steps of a matter.
const SENDING: [&str; 46] = [
    "направить",
    "передать",
    "сообщить",
    "уведомить",
    "проинформировать",
    "известить",
    "ответить",
    "вручить",
    "подготовить",
    "рассмотреть",
    "изучить",
    "обследовать",
    "осмотреть",
    "залить",
    "оборудовать",
    "благоустроить",
    "обустроить",
    "откачать",
    "прочистить",
    "почистить",
    "расчистить",
    "доначислить",
    "скорректировать",
    "заказать",
    "разработать",
    "составить",
    "подписать",
    "вынести",
    "вывесить",
    "связаться",
    "приехать",
    "прибыть",
    "прийти",
    "поступить",
    "зачесть",
    "возместить",
    "компенсировать",
    "возобновиться",
    "открыться",
    "повторить",
    "закрепить",
    "доработать",
    "собрать",
    "ввести",
    "перерасчесть",
    "отработать",
];

/// Futures of the first person that promise no deed.
const NO_DEED: [&str; 25] = [
    "считать",
    "быть",
    "мочь",
    "смочь",
    "помочь",
    "суметь",
    "постараться",
    "попытаться",
    "попробовать",
    "продолжить",
    "остаться",
    "стать",
    "попросить",
    "напомнить",
    "отметить",
    "подчеркнуть",
    "пояснить",
    "объяснить",
    "рассказать",
    "подсказать",
    "добавить",
    "учесть",
    "подтвердить",
    "понять",
    "захотеть",
];

/// Deeds that are planned: «работы запланированы», «планируем провести».
const PLANNED: [&str; 16] = [
    "планируется",
    "планируем",
    "планирует",
    "планируют",
    "намечено",
    "намечен",
    "намечена",
    "намечены",
    "запланировано",
    "запланирован",
    "запланирована",
    "запланированы",
    "намерен",
    "намерена",
    "намерены",
    "предстоит",
];

/// Words with which a clause tells when or which, but promises nothing.
const DEPENDENT: [&str; 9] = ["когда", "если", "пока", "чтобы", "где", "ли", "кто", "раз", "прежде"];

/// Words by which a promise hangs on something else.
const DEPENDS: [&str; 12] =
    ["если", "чтобы", "когда", "пока", "потом", "затем", "тогда", "при", "после", "случае", "либо", "возможно"];

/// Where a service is given: «карту выдаст окно 3».
const DESKS: [&str; 6] = ["окн", "кабинет", "регистратур", "стойк", "касс", "ресепшен"];

/// The verb of a promise: its tokens, with «будет».
///
/// `whole`: the text is a letter. In a piece of text a step of a matter may tell how things go in general, as in
/// «Специалист приедет на участок»: there only works are promises of others.
pub(super) fn promise(said: &Said<'_>, whole: bool) -> Option<(Range<usize>, bool)> {
    let view = &said.view;
    let mut will_be: Option<usize> = None;
    let mut clause = 0;
    for token in 0..view.len() {
        let word = view.word(token);
        if !word.is_word() {
            if matches!(view.token_text(token), "," | ";" | ":" | "(" | ")" | "–" | "—") {
                clause = token + 1;
            }
            continue;
        }
        if matches!(view.mask(token), Some(MaskKind::Quote | MaskKind::LegalTitle)) {
            continue;
        }
        let folded = &*word.folded;
        let denied = token > 0 && matches!(&*view.word(token - 1).folded, "не" | "ни" | "бы");
        if matches!(folded, "будет" | "будут" | "будем") {
            will_be = (!denied).then_some(token);
            continue;
        }
        let dependent = (clause..token.min(clause + 3)).any(|near| {
            let near = &*view.word(near).folded;
            DEPENDENT.contains(&near) || near.starts_with("котор") || near.starts_with("насколько")
        }) || (clause + 1 < token
            && &*view.word(clause).folded == "как"
            && &*view.word(clause + 1).folded == "только");
        if denied || dependent {
            continue;
        }
        let participle = may_be(view, token, Tag::of(&[Feature::Short, Feature::Participle]));
        if let Some(start) = will_be.filter(|_| participle) {
            let hollow = ["учтен", "принят", "вынужден", "связан"].iter().any(|stem| folded.starts_with(stem))
                && follows(view, token, &["во", "к", "в"]);
            if !hollow {
                return Some((start..token + 1, false));
            }
        }
        if PLANNED.contains(&folded) {
            return Some((token..token + 1, false));
        }
        if !may_be(view, token, Tag::of(&[Feature::Fut, Feature::Fin])) {
            continue;
        }
        let chosen = view.in_context(token).filter(|reading| reading.tag.has(Feature::Fut));
        // «Школа примет»: a rare noun must not hide the verb.
        let likely = || word.readings.iter().find(|reading| reading.tag.has(Feature::Fut) && reading.weight > 0.2);
        let Some(reading) = chosen.or_else(likely) else { continue };
        // «Доводим до сведения»: what is done now, though the word may also mean what will be.
        let now = Tag::of(&[Feature::Pres, Feature::Fin]);
        if word.readings.iter().any(|other| other.tag.has_all(now) && other.weight > reading.weight) {
            continue;
        }
        let lemma = view.lexicon().lemma(reading.lemma);
        let ours = reading.tag.has(Feature::First) && reading.tag.has(Feature::Plur);
        let theirs = reading.tag.has(Feature::Third)
            && (senses(view, token) & DOING != 0 || whole && SENDING.contains(&lemma))
            && !follows(view, token, &["возможность", "право", "основание", "понять"]);
        // «Ответ Вы получите …»
        let yours = reading.tag.has(Feature::Second) && lemma == "получить";
        if (ours || theirs || yours) && !NO_DEED.contains(&lemma) {
            return Some((token..token + 1, ours));
        }
    }
    None
}

fn follows(view: &SentenceView<'_>, token: usize, words: &[&str]) -> bool {
    token + 1 < view.len() && words.contains(&&*view.word(token + 1).folded)
}

fn find(seen: &Inspection<'_>, vague: Vec<Hit>, hits: &mut Vec<Hit>) {
    let body = sentences(seen);
    let today = Today::of(seen);
    let terms: Vec<Term> = body
        .iter()
        .map(|said| if repeats(seen, said) || said.conditional { Term::None } else { term(&said.view, today) })
        .collect();
    // The term of the answer stands in a line of its own.
    if seen.kind() == Kind::Acknowledgement && terms.contains(&Term::Day) {
        return;
    }
    let whole = seen.letter.whole;
    // «Соберите подписи. Тогда 5 декабря каток откроется»: a day that depends on the reader is no day of other promises.
    let promised = (0..body.len()).any(|at| {
        let said = &body[at];
        terms[at] == Term::Day && !hangs(&said.view) && promise(said, whole).is_some()
    });
    let mut last_block = usize::MAX;
    for (at, said) in body.iter().enumerate() {
        let view = &said.view;
        if said.block() == last_block || !may_promise(seen, said) {
            continue;
        }
        if vague.iter().any(|hit| view.whole().covers(hit.span)) {
            continue;
        }
        let Some((verb, ours)) = promise(said, whole) else { continue };
        let hours = tells_hours(view);
        if !ours && (is_service(view) || seen.kind() == Kind::RedirectNotice)
            || promised && !hours && !delivers(said, &verb)
            || waits(&body, at)
            || is_step_of_list(seen, &body, at)
            || if hours && terms[at] == Term::None {
                terms[..at].contains(&Term::Day)
            } else {
                is_dated(&body, &terms, at, whole)
            }
        {
            continue;
        }
        last_block = said.block();
        let end = (verb.end..view.len()).find(|&next| !view.word(next).is_word()).unwrap_or(view.len());
        let place = view.span(verb.start..end).end;
        let fix = Fix {
            level: Level::Ask,
            label: "до [дата]".to_owned(),
            edits: vec![Edit::replace(Span::empty(place), " до [дата]")],
        };
        hits.push(Hit::at(view.span(verb.start..end)).fix(fix));
    }
}

/// False where a future is a condition, a habit, the reader's own words, or part of a refusal.
fn may_promise(seen: &Inspection<'_>, said: &Said<'_>) -> bool {
    let view = &said.view;
    let talks = matches!(said.talk, Talk::Statement | Talk::Process);
    let depends = (0..view.len()).any(|token| DEPENDS.contains(&&*view.word(token).folded));
    // «На отказ можно подать жалобу. Её рассмотрит …»
    let complaint = (0..view.len()).any(|token| {
        let word = &*view.word(token).folded;
        word.starts_with("жалоб") || token == 0 && matches!(word, "ее" | "она")
    }) && (0..view.len()).any(|token| view.word(token).folded.starts_with("рассмотр"));
    let redirects = marks(seen, view).any(|mark| mark.role == Role::Redirect)
        || seen.letter.marks.iter().any(|mark| mark.role == Role::Redirect && mark.block == said.block() as u32)
        || seen.kind() == Kind::RedirectNotice && marks(seen, view).any(|mark| mark.role == Role::AnswerFrom);
    let law = names_act(view)
        && (0..view.len()).any(|token| {
            ["предусм", "установлен", "определен", "закреплен"]
                .iter()
                .any(|stem| view.word(token).folded.starts_with(stem))
                && (follows(view, token, &[","]) || follows(view, token, &["что"]))
        });
    talks
        && !said.refuses
        && !said.conditional
        && !depends
        && !redirects
        && !complaint
        && !law
        && !reports(view)
        && !repeats(seen, said)
        && !is_habit(view)
        && !is_maybe(view)
        && view.token_text(view.len() - 1) != "?"
}

/// «Карту выдаст окно 3», «ответит Лугов, телефон …»: how something works and whom to ask.
fn is_service(view: &SentenceView<'_>) -> bool {
    (0..view.len()).any(|token| {
        view.mask(token) == Some(MaskKind::Phone) || DESKS.iter().any(|stem| view.word(token).folded.starts_with(stem))
    })
}

/// «Рабочие приедут с 8 до 16 часов»: hours belong to a day, which is named before or nowhere.
fn tells_hours(view: &SentenceView<'_>) -> bool {
    let hour = |token: usize| {
        view.mask(token) == Some(MaskKind::Time) || view.word(token).folded.starts_with(|c: char| c.is_ascii_digit())
    };
    (3..view.len()).any(|token| {
        let word = |back: usize| &*view.word(token - back).folded;
        (view.mask(token) == Some(MaskKind::Time) || token + 1 < view.len() && is_clock(view, token + 1))
            && word(1) == "до"
            && hour(token - 2)
            && matches!(word(3), "с" | "со")
    })
}

/// «Тогда 5 декабря каток откроется», «Получив справку, пересчитаем за десять дней»: it depends on something.
fn hangs(view: &SentenceView<'_>) -> bool {
    may_be(view, 0, Tag::of(&[Feature::Conv, Feature::Past]))
        || (0..view.len().min(3)).any(|token| matches!(&*view.word(token).folded, "тогда" | "потом" | "затем"))
}

/// «Продавец обязался вернуть деньги до 16 сентября»: somebody is bound to a deed.
fn binds(view: &SentenceView<'_>) -> bool {
    const BOUND: [&str; 10] =
        ["обяз", "обещ", "должн", "должен", "поруч", "предпис", "согласил", "готов", "намерен", "договорил"];
    let mut bound = false;
    (0..view.len()).any(|token| {
        bound |= BOUND.iter().any(|stem| view.word(token).folded.starts_with(stem));
        bound && may_be(view, token, Feature::Inf.tag())
    })
}

/// «В течение 30 дней»: for how long something may be done, counted from what has no day itself.
fn limits(view: &SentenceView<'_>) -> bool {
    (0..view.len()).any(|token| &*view.word(token).folded == "течение")
}

/// Something comes to the reader: «ответ направим Вам», «деньги перечислим».
///
/// A letter that names the day of its main promise need not name one for each step of the work and for each detail, but
/// the reader waits for what is to come.
fn delivers(said: &Said<'_>, verb: &Range<usize>) -> bool {
    const GIVING: [&str; 22] = [
        "выдать",
        "выплатить",
        "перечислить",
        "вернуть",
        "возвратить",
        "выслать",
        "прислать",
        "отправить",
        "вручить",
        "передать",
        "направить",
        "сообщить",
        "поступить",
        "прийти",
        "зачислить",
        "перевести",
        "доставить",
        "привезти",
        "принести",
        "начислить",
        "доплатить",
        "возместить",
    ];
    let view = &said.view;
    let is = |lemmas: &[&str]| {
        verb.clone().any(|token| {
            let word = view.word(token);
            word.readings.iter().any(|reading| lemmas.contains(&view.lexicon().lemma(reading.lemma)))
        })
    };
    is(&["опубликовать", "разместить", "вывесить"])
        || is(&GIVING)
            && (0..view.len()).any(|token| {
                let word = &*view.word(token).folded;
                matches!(word, "вам" | "вас") || word.starts_with("ваш")
            })
}

/// «Пришлите справку. Мы пересчитаем плату»: the day depends on the reader.
pub(super) fn waits(body: &[Said<'_>], at: usize) -> bool {
    let earlier = at
        .checked_sub(1)
        .map(|before| &body[before])
        .is_some_and(|before| asks(before) || before.conditional && before.block() == body[at].block());
    let later = body.get(at + 1).is_some_and(|after| {
        asks(after)
            && after.block() == body[at].block()
            && (0..after.view.len().min(3)).any(|token| {
                let word = &*after.view.word(token).folded;
                matches!(word, "для" | "чтобы" | "только" | "сначала" | "заявление" | "заявку")
            })
    });
    earlier || later
}

/// An item of a list that says what the reader does, one after another: «3. Лесник поставит метки».
fn is_step_of_list(seen: &Inspection<'_>, body: &[Said<'_>], at: usize) -> bool {
    let list = |said: &Said<'_>| match seen.document.blocks()[said.block()].kind {
        BlockKind::ListItem { list, .. } => Some(list),
        _ => None,
    };
    let Some(own) = list(&body[at]) else { return false };
    body.iter().any(|other| list(other) == Some(own) && other.talk == Talk::Step)
}

/// «Пришлите …», «вам нужно подать …»: the reader is to do something. «Нам нужно больше времени» is not.
fn asks(said: &Said<'_>) -> bool {
    let view = &said.view;
    let has = |words: &[&str]| (0..view.len()).any(|token| words.contains(&&*view.word(token).folded));
    said.talk == Talk::Step
        && !has(&["нам", "мы"])
        && ((0..view.len()).any(|token| may_be(view, token, Tag::of(&[Feature::Imperative, Feature::Plur])))
            || has(&["вам", "вы", "можете", "вправе", "просим", "предлагаем", "рекомендуем", "советуем"])
            || has(&["представить", "подать", "направить", "принести", "прислать", "предъявить", "позвонить"]))
}

/// True when the day of a promise stands in its sentence, near it, or in another sentence on the same thing.
fn is_dated(body: &[Said<'_>], terms: &[Term], at: usize, whole: bool) -> bool {
    let own = &body[at];
    if terms[at] > Term::None {
        return true;
    }
    let nouns: Vec<_> = lemmas(&own.view).collect();
    // What comes to the reader has a day of its own, which a paragraph on another thing does not tell.
    let given = promise(own, whole).is_some_and(|(verb, _)| delivers(own, &verb));
    let shares = |other: &Said<'_>| lemmas(&other.view).any(|lemma| nouns.contains(&lemma));
    let tells_term = |other: &Said<'_>| {
        (0..other.view.len()).any(|token| {
            let word = &*other.view.word(token).folded;
            matches!(
                word,
                "срок"
                    | "сроки"
                    | "срока"
                    | "займет"
                    | "займут"
                    | "понадобится"
                    | "нужно"
                    | "нужны"
                    | "уйдет"
            ) || !other.past && matches!(word, "это" | "этого")
        })
    };
    (0..body.len()).filter(|&other| other != at).any(|other| {
        let said = &body[other];
        if is_maybe(&said.view) && (said.block() == own.block() || shares(said)) {
            return true;
        }
        if terms[other] == Term::None {
            return false;
        }
        // «Оплатите в течение 30 дней»: the reader's own term. «Подтвердите до 1 апреля» tells when both are done.
        if asks(said) && limits(&said.view) {
            return false;
        }
        let coming = said.future || promise(said, whole).is_some() || tells_term(said) || binds(&said.view);
        let near = said.block() == own.block();
        // «До 1 июня подрядчик:» before the items of a list.
        let heads = other < at && at - other <= 12 && said.view.token_text(said.view.len() - 1) == ":";
        near && (coming || shares(said))
            || heads
            || coming && !hangs(&said.view) && (shares(said) || !given && other.abs_diff(at) == 1)
    })
}
