//! The registration number and date of the citizen's own letter, in the first paragraph of the reply.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::number::NumberFormat;
use super::recognise::{dates, placeholders};

/// What a paragraph says of the letter that is answered; bytes of the paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Incoming {
    /// The number, with «№» if that stands there.
    pub(super) number: Option<Range<usize>>,
    /// The date.
    pub(super) date: Option<Range<usize>>,
}

/// Beginnings of words for a citizen's letter.
pub(super) const LETTER: [&str; 18] = [
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
    "благодарност",
    "отклик",
    "сигнал",
];

/// Beginnings of words for things that have other numbers.
const OTHER: [&str; 40] = [
    "закон",
    "кодекс",
    "постановлени",
    "распоряжени",
    "приказ",
    "указ",
    "решени",
    "договор",
    "контракт",
    "соглашени",
    "дом",
    "квартир",
    "школ",
    "участ",
    "кабинет",
    "окн",
    "приложени",
    "пункт",
    "форм",
    "счет",
    "протокол",
    "акт",
    "лицензи",
    "сад",
    "поликлиник",
    "больниц",
    "маршрут",
    "автобус",
    "лот",
    "правил",
    "поряд",
    "регламент",
    "гараж",
    "помещени",
    "корпус",
    "подъезд",
    "строени",
    "телефон",
    "мбдоу",
    "мбоу",
];

/// The number itself: «01-03/351», «П-123/24», «12345-ОГ».
const NUMBER: &str = r"(?:[А-ЯЁA-Zа-яё]{1,5}[-–/.])*[0-9][0-9А-ЯЁA-Zа-яё]*(?:[-–/._][0-9А-ЯЁA-Zа-яё]+)*|[А-ЯЁA-Z]{1,4}[0-9][0-9А-ЯЁA-Z/–-]*";

static SIGNED: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(&format!(r"(?:№|\bN[oо]?|#)[ \u{{a0}}\u{{202f}}]*(?P<number>{NUMBER})")).ok());

static WORDED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let words = r"(?:номер(?:ом)?(?P<filler>(?:,?[ \u{a0}]+(?-i:[А-ЯЁ]?[а-яё]+)){0,5})|\bвх\.|\bвходящ[а-я]+|\bрег\.|\bпод|\bза)";
    Regex::new(&format!(r"(?i:{words})[ \u{{a0}}]*[:—–-]?[ \u{{a0}}]*(?P<number>{NUMBER})")).ok()
});

/// «обращение ОГ-711», «заявка 4471 от 5 марта»: no sign of a number before it.
static BARE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let nouns = LETTER.join("|");
    Regex::new(&format!(
        r"(?i:\b(?:{nouns})[а-я]*)(?:[ \u{{a0}}](?:вх|рег)\.?)?[ \u{{a0}}](?P<number>{NUMBER})(?P<after>[ \u{{a0}}]+от\b)?"
    ))
    .ok()
});

/// «Ваше обращение о льготе поступило 5 марта (ОГ-118)»
static ASIDE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"\((?P<number>[А-ЯЁ]{1,4}[-/][0-9]+(?:[-/][0-9А-ЯЁ]+)*|[0-9]+[-/][А-ЯЁа-яё]{1,3})\)").ok()
});

fn aside(text: &str) -> Option<Range<usize>> {
    ASIDE.as_ref()?.captures_iter(text).find_map(|found| {
        let number = found.name("number")?;
        let about = words(before(text, number.start())).any(|word| is_one_of(&word, &LETTER));
        (about && !is_act(number.as_str()) && !may_be_act(number.as_str())).then(|| number.range())
    })
}

fn bare(text: &str) -> Option<Range<usize>> {
    BARE.as_ref()?.captures_iter(text).find_map(|found| {
        let number = found.name("number")?;
        let letters = number.as_str().contains(char::is_alphabetic);
        let digits = number.as_str().bytes().filter(u8::is_ascii_digit).count();
        let joined = number.as_str().contains(['-', '/', '–']);
        let told = found.name("after").is_some() || (letters && joined) || digits >= 5;
        (told && dates(number.as_str()).is_empty() && !is_act(number.as_str())).then(|| number.range())
    })
}

/// Numbers of acts: never of a letter.
fn is_act(number: &str) -> bool {
    let number = number.to_lowercase();
    ["-фз", "-фкз"].iter().any(|end| number.ends_with(end))
}

/// Numbers that acts have, and letters too.
fn may_be_act(number: &str) -> bool {
    let number = number.to_lowercase();
    ["-рз", "-оз", "-пп", "-р", "-рп", "-пг"].iter().any(|end| number.ends_with(end))
}

/// The sentence-like stretch around a place: from the end of the sentence before to its own end.
fn before(text: &str, at: usize) -> &str {
    let head = &text[..at];
    let mut start = 0;
    for (dot, mark) in head.match_indices(['.', '!', '?', ';']) {
        let last = head[..dot].rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let next = head[dot + mark.len()..].trim_start().chars().next();
        let ends = head[dot + mark.len()..].starts_with(char::is_whitespace)
            && (last.chars().count() > 3 || last.starts_with(|c: char| c.is_ascii_digit() && last.len() > 2))
            && next.is_some_and(char::is_uppercase);
        if ends {
            start = dot + mark.len();
        }
    }
    &head[start..]
}

fn words(text: &str) -> impl DoubleEndedIterator<Item = String> + '_ {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| word.to_lowercase().replace('ё', "е"))
}

fn is_one_of(word: &str, beginnings: &[&str]) -> bool {
    beginnings.iter().any(|beginning| word.starts_with(beginning))
}

/// True when the number at `at` is that of a citizen's letter.
fn belongs(text: &str, range: &Range<usize>, number: &str) -> bool {
    if is_act(number) {
        return false;
    }
    let head = before(text, range.start);
    if number.len() <= SHORT && number.bytes().all(|byte| byte.is_ascii_digit()) && follows_its_noun(head, &NUMBERED) {
        return false;
    }
    // «запрос о доме прадеда приняли 14 октября под № 355-т»: so only what came is counted.
    let counted = matches!(words(head).next_back().as_deref(), Some("под" | "за"));
    if counted && !may_be_act(number) && words(head).any(|word| is_one_of(&word, &LETTER)) {
        return !words(head).any(|word| is_one_of(&word, &["постановлени", "распоряжени", "приказ", "решени"]));
    }
    // The nearest word that tells decides; a number with a date is a letter's unless an act stands before it.
    let mut number_follows = false;
    for word in words(head).rev() {
        // «Ваш запрос о доме мы приняли 14 октября под № 355»: what was taken in is the letter.
        let taken = ["зарегистр", "получи", "получен", "поступи", "приняли", "принят"];
        if is_one_of(&word, &taken) && words(head).any(|word| is_one_of(&word, &LETTER)) {
            return true;
        }
        if is_one_of(&word, &LETTER)
            || matches!(&*word, "вх" | "рег" | "номер" | "номером")
            || is_one_of(&word, &["регистрационн", "порядков", "входящ", "учетн"])
        {
            return true;
        }
        // «у дома 8 № 12»: the house has its number already.
        let numbered = number_follows;
        number_follows = word.starts_with(|c: char| c.is_ascii_digit());
        if numbered && is_one_of(&word, &OTHER) {
            continue;
        }
        if is_one_of(&word, &OTHER) && !word.starts_with("актуальн") && !word.starts_with("указан") {
            // «обращение о доме 5 (№ 12 от 05.03.2026)»
            let aside = head.trim_end().ends_with('(') || text[range.end..].trim_start().starts_with("от ");
            let about = words(head).any(|word| is_one_of(&word, &LETTER));
            let act = is_one_of(
                &word,
                &[
                    "закон",
                    "кодекс",
                    "постановлени",
                    "распоряжени",
                    "приказ",
                    "указ",
                    "решени",
                    "договор",
                    "контракт",
                    "соглашени",
                    "правил",
                    "поряд",
                    "регламент",
                    "протокол",
                    "акт",
                ],
            );
            return aside && about && !act;
        }
    }
    !may_be_act(number)
        && !words(head).any(|word| word.starts_with("ст") && word.len() <= 4)
        && !follows_its_noun(head, &[""])
}

/// Digits of the numbers by which offices of one kind are told apart.
const SHORT: usize = 3;

/// Beginnings of words for offices and things of which there are many in a town.
const NUMBERED: [&str; 32] = [
    "аптек",
    "отделени",
    "филиал",
    "участк",
    "участок",
    "инспекци",
    "палат",
    "цех",
    "бригад",
    "детск",
    "лице",
    "гимнази",
    "колледж",
    "училищ",
    "район",
    "округ",
    "квартал",
    "секци",
    "блок",
    "этаж",
    "вагон",
    "поезд",
    "рейс",
    "трамва",
    "троллейбус",
    "маршрутк",
    "скважин",
    "опор",
    "подстанци",
    "котельн",
    "колони",
    "колон",
];

/// «инспекция по платежам № 9»: a number right behind a noun is that of the noun; a verb or a date may stand there.
fn follows_its_noun(head: &str, nouns: &[&str]) -> bool {
    let Some(last) = head.trim_end().rsplit(char::is_whitespace).next() else { return false };
    let word = last.to_lowercase();
    let verb = ["но", "на", "ны", "ло", "ла", "ли", "сь", "ся"].iter().any(|end| word.ends_with(end));
    is_one_of(&word, nouns)
        && word.chars().count() > 3
        && word.chars().all(|c| c.is_alphabetic() || c == '-')
        && !verb
        && word != "года"
}

/// Looks at a paragraph. `holes`: placeholders of a template count as filled in. `format`: how the office writes numbers.
pub(super) fn find(text: &str, holes: bool, format: Option<&NumberFormat>) -> Incoming {
    let number = format.and_then(|format| format.find(text)).or_else(|| number(text, holes));
    let date = date(text, number.as_ref(), holes);
    Incoming { number, date }
}

fn number(text: &str, holes: bool) -> Option<Range<usize>> {
    let signed = SIGNED.as_ref().and_then(|regex| {
        regex.captures_iter(text).find_map(|found| {
            let whole = found.get(0)?.range();
            let number = found.name("number")?.as_str();
            belongs(text, &whole, number).then_some(whole)
        })
    });
    let worded = || {
        WORDED.as_ref().and_then(|regex| {
            regex.captures_iter(text).find_map(|found| {
                let number = found.name("number")?;
                let word = text[found.get(0)?.start()..number.start()].to_lowercase();
                // «под 5» and «за 5» are numbers of letters only after «зарегистрировано».
                let bare = matches!(word.trim(), "под" | "за");
                // «за 2024 год» is a time.
                let rest = text[number.end()..].trim_start();
                let alone = !rest.starts_with(|c: char| c.is_lowercase())
                    || rest.starts_with("от ")
                    || rest.starts_with("о ")
                    || rest.starts_with("об ");
                let registered =
                    || alone && words(before(text, number.start())).any(|word| word.starts_with("зарегистрирова"));
                let filler = found.name("filler").map_or("", |filler| filler.as_str());
                let other = words(filler).any(|word| {
                    is_one_of(&word, &OTHER)
                        || is_one_of(&word, &["карт", "полис", "очеред", "кадастр", "сел", "и", "до", "с"])
                });
                let phone =
                    other || words(&text[..number.start()]).next_back().is_some_and(|word| word.starts_with("телефон"));
                (!phone && (!bare || registered()) && !is_act(number.as_str()) && !may_be_act(number.as_str()))
                    .then(|| number.range())
            })
        })
    };
    let hole = || {
        holes
            .then(|| {
                placeholders(text).find(|hole| {
                    let head = text[..hole.range.start].trim_end();
                    let telling = hole.says(&["номер", "№", "рег", "num"])
                        && !hole.says(&["тел", "участ", "кадастр", "кабинет", "дат"]);
                    (telling || hole.name.is_empty())
                        && (head.ends_with('№')
                            || head.to_lowercase().ends_with("номер")
                            || head.to_lowercase().ends_with("номером")
                            || (telling && hole.says(&["рег", "номер обращ", "номер_обращ"])))
                })
            })?
            .map(|hole| hole.range)
    };
    bare(text).or(signed).or_else(worded).or_else(|| aside(text)).or_else(hole)
}

fn date(text: &str, number: Option<&Range<usize>>, holes: bool) -> Option<Range<usize>> {
    let mut all = dates(text);
    if holes {
        all.extend(placeholders(text).filter(|hole| hole.says(&["дат", "число", "date"])).map(|hole| hole.range));
    } else {
        all.retain(|range| !text[range.clone()].contains('_'));
    }
    all.into_iter().find(|range| {
        let head = before(text, range.start);
        let lead = head.trim_end().rsplit(char::is_whitespace).next().unwrap_or_default().to_lowercase();
        // «не позднее 4 сентября» is a day to come.
        if matches!(
            &*lead,
            "до" | "к"
                | "с"
                | "по"
                | "после"
                | "не"
                | "позднее"
                | "позже"
                | "раньше"
                | "ранее"
                | "вместо"
                | "на"
        ) {
            return false;
        }
        // The date of an act: «закон от 02.05.2006».
        let act = words(head).rev().find(|word| is_one_of(word, &LETTER) || is_one_of(word, &OTHER));
        if act.as_ref().is_some_and(|word| {
            is_one_of(word, &["закон", "кодекс", "постановлени", "распоряжени", "приказ", "указ", "договор", "решени"])
        }) {
            return false;
        }
        let near = number.is_some_and(|number| {
            let gap = if number.end <= range.start { number.end..range.start } else { range.end..number.start };
            text.get(gap).is_some_and(|gap| gap.chars().count() <= 40)
        });
        let telling = |word: &String| {
            is_one_of(word, &LETTER)
                || is_one_of(
                    word,
                    &[
                        "зарегистрир",
                        "поступи",
                        "получ",
                        "направ",
                        "вход",
                        "прислал",
                        "написал",
                        "обратил",
                        "попросил",
                        "просил",
                        "спросил",
                        "подал",
                        "пожаловал",
                        "жаловал",
                        "сообщил",
                        "предложил",
                        "дош",
                        "приш",
                        "приня",
                        "прибыл",
                        "достав",
                        "переда",
                        "принес",
                        "отправ",
                        "записа",
                        "занес",
                        "внес",
                        "прочита",
                        "остав",
                        "обращал",
                        "задал",
                        "поблагодар",
                        "рассказ",
                    ],
                )
        };
        let tail = &text[range.end
            ..(range.end..=text.len()).take(90).filter(|&at| text.is_char_boundary(at)).last().unwrap_or(range.end)];
        // «10.08.2026 вы написали нам»
        let opens = head.trim().is_empty();
        let follows =
            words(tail).next().is_some_and(|word| is_one_of(&word, &["поступи", "получ", "зарегистрир", "вы", "ваш"]));
        near || follows
            || words(head).any(|word| telling(&word))
            || ((lead == "от" || opens) && words(tail).any(|word| telling(&word)))
    })
}

/// A citizen's letter named in a text by number, with its date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CitedLetter<'a> {
    /// The word for it, as it begins: «обращени».
    pub noun: &'static str,
    /// The number, without «№».
    pub number: &'a str,
    /// Where the number stands.
    pub number_range: Range<usize>,
    /// The date that stands with the number.
    pub date: Option<CitedDate<'a>>,
}

/// A date in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CitedDate<'a> {
    /// As written.
    pub text: &'a str,
    /// Where.
    pub range: Range<usize>,
    /// Day, month, year.
    pub day: (u32, u32, u32),
}

/// The letters that a text names as «обращение № 5 от 01.05.2026».
pub fn cited_letters(text: &str) -> Vec<CitedLetter<'_>> {
    let Some(regex) = SIGNED.as_ref() else { return Vec::new() };
    let all = dates(text);
    let one = |found: regex::Captures<'_>| {
        let whole = found.get(0)?.range();
        let number = found.name("number")?.range();
        let head = before(text, whole.start);
        let noun = words(head).rev().find_map(|word| LETTER.iter().find(|noun| word.starts_with(**noun)).copied())?;
        if !belongs(text, &whole, &text[number.clone()]) {
            return None;
        }
        let date = all.iter().find_map(|range| {
            let gap = text.get(whole.end..range.start)?;
            let near = matches!(gap.trim(), "от" | "");
            Some(CitedDate { text: &text[range.clone()], range: range.clone(), day: day_of(&text[range.clone()])? })
                .filter(|_| near)
        });
        Some(CitedLetter { noun, number: &text[number.clone()], number_range: number, date })
    };
    regex.captures_iter(text).filter_map(one).collect()
}

/// Day, month and year of a written date.
pub(super) fn day_of(date: &str) -> Option<(u32, u32, u32)> {
    let digits: Vec<&str> = date.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let number = |text: &str| text.parse::<u32>().ok();
    let folded = date.to_lowercase();
    if let Some(month) = crate::language::MONTHS.iter().position(|month| folded.contains(month)) {
        return Some((number(digits.first()?)?, month as u32 + 1, number(digits.get(1)?)?));
    }
    let [first, month, last] = digits[..] else { return None };
    let (day, year) = if first.len() == 4 { (last, first) } else { (first, last) };
    let year = number(year)?;
    Some((number(day)?, number(month)?, if year < 100 { 2000 + year } else { year }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_number_and_date() {
        for (text, number, date) in [
            ("Мы рассмотрели ваше обращение № 01-03/351 от 20.08.2026 о льготе.", "№ 01-03/351", "20.08.2026"),
            ("Ваше письмо о шуме (вх. № П-123/24 от 5 марта 2026 г.) мы изучили.", "№ П-123/24", "5 марта 2026 г."),
            ("Обращение о саде зарегистрировано 05.03.2026 за номером 01-12/345.", "01-12/345", "05.03.2026"),
            ("От 5 марта 2026 года № 12345-ОГ поступило ваше заявление о земле.", "№ 12345-ОГ", "5 марта 2026 года"),
            ("Заявление мы зарегистрировали 24 апреля 2026 г. под номером Г-306.", "Г-306", "24 апреля 2026 г."),
            ("Письмо поступило 17.04.2026. Регистрационный номер – К-1580.", "К-1580", "17.04.2026"),
            ("Письмо мы приняли 7 сентября 2026 г., номер в журнале 41/В.", "41/В", "7 сентября 2026 г."),
            ("Письмо мы записали 12.05.2026, порядковый № 26.", "№ 26", "12.05.2026"),
            (
                "31 августа 2026 года мы получили Ваше письмо. Номер письма в нашей книге – 219.",
                "219",
                "31 августа 2026 года",
            ),
            ("Обращение зарегистрировано под 345 от 05.03.2026.", "345", "05.03.2026"),
            ("Обращение № 7 от «05» марта 2026 года о саде.", "№ 7", "«05» марта 2026 года"),
            ("Ваше обращение ОГ-711 от 23 марта 2026 года рассмотрено.", "ОГ-711", "23 марта 2026 года"),
            ("Ваше заявление 4471 от 3.06.26 рассмотрено.", "4471", "3.06.26"),
            ("По Вашему письму (рег. № 118/з) от 3 июня с. г. сообщаем.", "№ 118/з", "3 июня с. г."),
            ("Ваше обращение (вх. Г-117 от третьего июня 2026 года) о дороге.", "Г-117", "третьего июня 2026 года"),
            ("Рассмотрели обращение. Оно получено 5 марта 2026 г., № 3-5508/исх.", "№ 3-5508/исх", "5 марта 2026 г."),
            ("Ваше письмо о шуме мы получили 05.03.2026, его номер 118/з.", "118/з", "05.03.2026"),
            ("Ваше обращение ОГ-711 от 23.03.2026, в котором Вы пишете об аптеке № 18.", "ОГ-711", "23.03.2026"),
            ("Вы пишете в заявлении об аптеке № 18.", "", ""),
            ("Обращение, зарегистрированное 29.12.2025, о налоге за 2024 год.", "", "29.12.2025"),
            ("Межрайонная инспекция по платежам № 9, рассмотрев обращение, сообщает.", "", ""),
            ("В обращении 5 марта вы спросили о дороге.", "", ""),
            ("Мы рассмотрели обращение о доме 5 (№ 12 от 05.03.2026).", "№ 12", "05.03.2026"),
            ("Обращение № 15-ОГ от 20 августа о льготе рассмотрено.", "№ 15-ОГ", ""),
            ("Обращение № 15-ОГ о льготе с 20 августа рассмотрено.", "№ 15-ОГ", ""),
            ("К нам 28.02.2026 поступило Ваше обращение, его номер 118-ОГ.", "118-ОГ", "28.02.2026"),
            ("Ваше обращение (номер на портале 4471882, получено 28.02.2026).", "4471882", "28.02.2026"),
            ("Ваше обращение поступило 28.02.2026 (ОГ-118).", "ОГ-118", "28.02.2026"),
            ("Мы рассмотрели обращение. Номер телефона отдела 12345.", "", ""),
            ("По обращению № 15-ОГ сообщаем: срок дан законом от 02.05.2006 № 59-ФЗ.", "№ 15-ОГ", ""),
            ("Мы рассмотрели обращение № 5 о дороге. Её починят до 01.06.2026.", "№ 5", ""),
            ("В ответ на письмо по Федеральному закону № 59-ФЗ сообщаем о сроке.", "", ""),
            ("Вы написали о доме № 5 по улице Ленина. Снег убрали 3 марта.", "", ""),
            ("В обращении вы спросили о школе № 5.", "", ""),
            ("Дорогу по договору № 12 от 03.04.2026 починят.", "", ""),
            ("Мы рассмотрели ваше обращение № ____ от ____ о льготе.", "", ""),
        ] {
            let found = find(text, false, None);
            let of = |range: Option<Range<usize>>| range.map_or("", |range| &text[range]);
            assert_eq!((of(found.number), of(found.date)), (number, date), "{text}");
        }
    }

    #[test]
    fn holes_of_a_template_count() {
        for (text, number, date) in [
            ("Мы рассмотрели запрос № [регистрационный номер] от [дата регистрации] о стаже.", true, true),
            ("Обращение № {{рег_номер}} от «___» ________ 20__ г. рассмотрено.", true, true),
            ("Обращение от [дата регистрации] № [номер] об участке с кадастровым номером [номер].", true, true),
            ("Обращение № {{рег_номер}} о {{вопрос}} рассмотрено.", true, false),
            ("Мы рассмотрели обращение об участке с кадастровым номером [кадастровый номер].", false, false),
        ] {
            let found = find(text, true, None);
            assert_eq!((found.number.is_some(), found.date.is_some()), (number, date), "{text}");
        }
    }
}
