//! What is left of a paragraph when all that fits any letter is passed over.
//!
//! Ways to name a matter have no end: «сообщается о двойном начислении», «Мы посчитали, сколько вернуть за лечение».
//! Words of letters, offices, ways of sending, terms and courtesies have one. A thing beyond them is the matter.

use super::super::incoming::LETTER;
use super::lists::{COURTESIES, GENERIC, begins};
use crate::language::{Feature, SentenceView};

/// Beginnings of names of bodies; words up to the next preposition, verb or comma belong to the name.
const BODIES: [&str; 34] = [
    "администрац",
    "министерств",
    "департамент",
    "управлени",
    "комитет",
    "отдел",
    "сектор",
    "служб",
    "инспекц",
    "палат",
    "комисси",
    "учреждени",
    "организаци",
    "предприяти",
    "компани",
    "центр",
    "филиал",
    "фонд",
    "лесничеств",
    "агентств",
    "дирекц",
    "прокуратур",
    "редакц",
    "мэри",
    "управ",
    "правительств",
    "аппарат",
    "приемн",
    "канцеляри",
    "ведомств",
    "орган",
    "бюро",
    "дум",
    "совет",
];

/// Beginnings of nouns that any letter may hold.
const ANY: [&str; 100] = [
    // what came, and on what
    "корреспонденц",
    "послани",
    "строк",
    "слов",
    "текст",
    "документ",
    "материал",
    "приложени",
    "копи",
    "фото",
    "снимк",
    "скан",
    "бланк",
    "част",
    "страниц",
    // how and when
    "год",
    "дня",
    "дней",
    "день",
    "дни",
    "месяц",
    "числ",
    "недел",
    "срок",
    "утр",
    "вечер",
    "номер",
    "почт",
    "портал",
    "сайт",
    "форм",
    "телефон",
    "кабинет",
    "журнал",
    "сервис",
    "госуслуг",
    "платформ",
    "интернет",
    "окн",
    "ящик",
    "канал",
    "личн",
    "сет",
    "руки",
    "рук",
    // what is done with it
    "рассмотр",
    "регистрац",
    "поступлени",
    "получени",
    "результат",
    "порядк",
    "порядок",
    "пункт",
    "существ",
    "провер",
    "обстоятельств",
    "компетенц",
    "полномочи",
    "соответств",
    "основан",
    "закон",
    "стать",
    "кодекс",
    "положени",
    "содержани",
    "изучени",
    "контрол",
    "учет",
    "итог",
    "работ",
    "дело",
    "дела",
    // courtesy
    "спасибо",
    "благодар",
    "признательн",
    "довер",
    "радост",
    "удовольстви",
    "тепл",
    "забот",
    // who and where
    "граждан",
    "гражданк",
    "заявител",
    "специалист",
    "сотрудник",
    "глав",
    "губернатор",
    "министр",
    "начальник",
    "директор",
    "руководител",
    "област",
    "район",
    "город",
    "округ",
    "государств",
    // «в пределах», «на столе», «в группе ВКонтакте»
    "предел",
    "стол",
    "групп",
    "вконтакт",
];

/// Beginnings of infinitives that any letter may hold.
const PROCESSES: [&str; 34] = [
    "сообщ",
    "рассм",
    "ответ",
    "отвеч",
    "направ",
    "информир",
    "проинформир",
    "уведом",
    "разъясн",
    "поясн",
    "получ",
    "обра",
    "помо",
    "реш",
    "разобра",
    "благодар",
    "поблагодар",
    "напис",
    "пис",
    "мо",
    "смо",
    "быть",
    "дать",
    "подготов",
    "изуч",
    "приня",
    "уточн",
    "узна",
    "удовлетвор",
    "выполн",
    "исполн",
    "отказ",
    "отклон",
    "предостав",
];

/// The things of a sentence that not any letter speaks of, up to `enough` of them.
pub(super) fn things(view: &SentenceView<'_>, enough: usize) -> usize {
    let mut body = false;
    let mut found: Vec<&str> = Vec::new();
    // «Благодарим за внимание к своему дому»
    if !(0..view.len()).any(|at| begins(&view.word(at).folded, &LETTER)) && begins(&view.word(0).folded, &["благодар"])
    {
        return 0;
    }
    for at in 0..view.len() {
        let word = &*view.word(at).folded;
        // «… сообщаем: автобус ходит»: the answer.
        if view.token_text(at) == ":" && at > 0 && begins(&view.word(at - 1).folded, &["сообща", "отвеча", "информир"])
        {
            break;
        }
        let first = view.readings(at).first().map(|reading| reading.tag);
        let is = |feature| first.is_some_and(|tag| tag.has(feature));
        if !view.word(at).is_word() || is(Feature::Adp) || is(Feature::Verb) || is(Feature::Cconj) {
            body = false;
            // «поставить снегоход на учёт»: what is to be done is told by the verb.
            if is(Feature::Inf) && !begins(word, &PROCESSES) && !found.contains(&word) {
                found.push(word);
            }
            if found.len() >= enough {
                break;
            }
            continue;
        }
        if view.mask(at).is_some() {
            continue;
        }
        if begins(word, &BODIES) {
            body = true;
            continue;
        }
        let lists: [&[&str]; 4] = [&LETTER, &GENERIC, &COURTESIES, &ANY];
        let empty = word.chars().count() < 3 || lists.iter().any(|list| begins(word, list));
        if body || !is(Feature::Noun) || empty || found.contains(&word) || acts(view, at) {
            continue;
        }
        found.push(word);
        if found.len() >= enough {
            break;
        }
    }
    found.len()
}

/// «Лесничество рассмотрело», «рассмотрено лесничеством»: whoever read the letter.
fn acts(view: &SentenceView<'_>, at: usize) -> bool {
    let read = ["рассмотр", "изуч", "получил", "прочита", "зарегистр", "сообща", "приня"];
    let near = |at: usize| at < view.len() && begins(&view.word(at).folded, &read);
    near(at + 1) && view.readings(at).iter().any(|reading| reading.tag.has(Feature::Nom))
        || at > 0 && near(at - 1) && view.readings(at).first().is_some_and(|first| first.tag.has(Feature::Ins))
}
