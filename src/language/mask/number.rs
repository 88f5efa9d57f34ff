//! Dates, times of day, and numbers that name a thing or person.

use super::MaskKind;
use super::classes::Classes;
use super::scan::Scan;

/// Dates: 20.08.2024, 5 марта 2024 г., 2024-03-05.
pub(super) fn dates(scan: &mut Scan<'_>) {
    let mut from = 0;
    while let Some(at) = scan.next(from, Classes::DIGIT) {
        let (start, end) = date(scan, at).unwrap_or((at, at));
        if end > start {
            scan.add(MaskKind::Date, start..end);
        }
        from = end.max(at + 1);
    }
}

fn date(scan: &Scan<'_>, at: usize) -> Option<(usize, usize)> {
    let text = scan.text(at);
    if let Some(len) = numeric(text) {
        // The rest of a longer number («12.03.2024-5») is not a date.
        return (len == text.len()).then(|| (at, year_word(scan, at + 1)));
    }
    if text.len() >= 4 && scan.rest(at).get(..10).is_some_and(iso) {
        return Some((at, scan.token_end(at, 10)?));
    }
    if !scan.is_digits(at, 1..3) || !(1..=31).contains(&text.parse::<u32>().ok()?) {
        return None;
    }
    // «05» марта 2024 года
    let quoted = at > 0 && matches!(scan.text(at - 1), "«" | "\"") && matches!(scan.text(at + 1), "»" | "\"");
    let month = if quoted { at + 2 } else { at + 1 };
    let year = scan.has(month, Classes::MONTH) && scan.is_digits(month + 1, 4..5);
    year.then(|| (if quoted { at - 1 } else { at }, year_word(scan, month + 2)))
}

/// The end of a date with «г.» or «года» after it.
fn year_word(scan: &Scan<'_>, at: usize) -> usize {
    if matches!(scan.bare(at), "г" | "года" | "год") && !scan.text(at).starts_with('Г') { at + 1 } else { at }
}

/// The length of a `d.mm.yyyy` at the start of the text.
fn numeric(text: &str) -> Option<usize> {
    let mut parts = text.splitn(3, '.');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let digits = |part: &str, len| part.len() <= len && !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let in_range = |part: &str, last| part.parse::<u32>().is_ok_and(|value| (1..=last).contains(&value));
    let good = digits(day, 2) && digits(month, 2) && year.len() == 4 && digits(year, 4);
    (good && in_range(day, 31) && in_range(month, 12)).then_some(text.len())
}

fn iso(text: &str) -> bool {
    if !text.is_ascii() {
        return false;
    }
    let bytes = text.as_bytes();
    let digits = |range: std::ops::Range<usize>| bytes[range].iter().all(u8::is_ascii_digit);
    let month_day =
        |range: std::ops::Range<usize>, last| text[range].parse::<u32>().is_ok_and(|v| (1..=last).contains(&v));
    digits(0..4) && bytes[4] == b'-' && bytes[7] == b'-' && month_day(5..7, 12) && month_day(8..10, 31)
}

/// Times of day: «в 10:00», «до 12.30», «10:00–12:00».
pub(super) fn times(scan: &mut Scan<'_>) {
    let mut from = 0;
    while let Some(at) = scan.next(from, Classes::DIGIT) {
        from = at + 1;
        if !clock(scan.text(at)) || scan.is_attached(at + 1) && scan.text(at + 1) == ":" {
            continue;
        }
        let before = at.checked_sub(1).map_or("", |before| scan.folded(before));
        let range = |at: usize| matches!(scan.text(at), "-" | "–" | "—");
        let led = matches!(before, "в" | "с" | "до" | "к" | "по" | "около" | "на" | "после" | "начало");
        let hours = scan.folded(at + 1).starts_with("час");
        let continued = at > 1 && range(at - 1) && scan.mask(at - 2).is_some_and(|(kind, _)| kind == MaskKind::Time);
        let begins = range(at + 1) && clock(scan.text(at + 2)) && scan.text(at).contains(':');
        // «с п. 12.30» and «в 2.5 раза» do not come here; «до 12.30» may be a number, but masks are safe.
        if led || hours || continued || begins {
            scan.add(MaskKind::Time, at..at + 1);
        }
    }
}

fn clock(text: &str) -> bool {
    let Some((hours, minutes)) = text.split_once([':', '.']) else { return false };
    let value = |part: &str| if part.len() <= 2 { part.parse::<u32>().ok() } else { None };
    minutes.len() == 2 && value(hours).is_some_and(|h| h < 24) && value(minutes).is_some_and(|m| m < 60)
}

/// Cadastral numbers, ИНН, СНИЛС, accounts.
pub(super) fn identifiers(scan: &mut Scan<'_>) {
    let mut from = 0;
    while let Some(at) = scan.next(from, Classes::DIGIT) {
        from = at + 1;
        let end =
            cadastral(scan, at).or_else(|| snils(scan, at)).or_else(|| named(scan, at)).or_else(|| account(scan, at));
        if let Some(end) = end
            && scan.add(MaskKind::IdNumber, at..end)
        {
            from = end;
        }
    }
}

/// The lengths of the runs of digits at the start of the text that these signs join, and where they end.
fn runs(text: &str, joints: &str) -> (Vec<usize>, usize) {
    let mut lengths = vec![0];
    let mut end = 0;
    for c in text.chars().take(40) {
        match c {
            '0'..='9' => *lengths.last_mut().expect("begun with one") += 1,
            _ if joints.contains(c) => lengths.push(0),
            _ => break,
        }
        end += c.len_utf8();
    }
    if lengths.last() == Some(&0) && lengths.len() > 1 {
        lengths.pop();
        end -= text[..end].chars().next_back().map_or(0, char::len_utf8);
    }
    (lengths, end)
}

fn cadastral(scan: &Scan<'_>, at: usize) -> Option<usize> {
    let (lengths, end) = runs(scan.rest(at), ":");
    matches!(lengths[..], [2, 2, 6 | 7, 1..=9]).then(|| scan.token_end(at, end))?
}

fn snils(scan: &Scan<'_>, at: usize) -> Option<usize> {
    let (lengths, end) = runs(scan.rest(at), "- ");
    matches!(lengths[..], [3, 3, 3, 2] | [3, 3, 3, 2, 0]).then(|| scan.token_end(at, end))?
}

fn account(scan: &Scan<'_>, at: usize) -> Option<usize> {
    (scan.is_digits(at, 20..21) || scan.is_digits(at, 9..10)).then_some(at + 1)
}

/// A number after its name: «ИНН 1835012345», «паспорт 1234 567890», «счёт № …».
fn named(scan: &Scan<'_>, at: usize) -> Option<usize> {
    let mut name = at.checked_sub(1)?;
    while name > 0 && at - name < 4 && matches!(scan.text(name), ":" | "№" | "серия" | "серии" | "номер")
    {
        name -= 1;
    }
    if !scan.has(name, Classes::ID_WORD) {
        return None;
    }
    if scan.has_lemma(name, &["паспорт"]) {
        let number = if scan.text(at + 1) == "№" { at + 2 } else { at + 1 };
        return (scan.is_digits(at, 4..5) && scan.is_digits(number, 6..7)).then_some(number + 1);
    }
    scan.is_digits(at, 8..26).then_some(at + 1)
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;
    use crate::language::MaskKind;

    #[test]
    fn dates() {
        check(
            MaskKind::Date,
            &[
                "Ответ дадим [[20.08.2024]].",
                "Ответ от [[5 марта 2024 г.]] получен.",
                "Письмо [[«05» марта 2024 года]] пришло.",
                "Дата: [[2024-03-05]].",
                "Приём [[1.09.2026 г.]] и [[02.09.2026]].",
                "С [[31 декабря 2025 года]] по [[9 января 2026 года]].",
                "Мы получили его [[12 июня 2026]].",
                "К [[01.01.2027]], не позже.",
                "Версия 1.2.3 вышла.",
                "Придём 5 марта.",
                "Пункт 32.13.2024 неверен.",
                "С 2024-3 по 2025.",
                "Пункт 3.1 и 12.30.",
                "В 2024 г. мы ответим.",
                "Было 45 марта 2024 года.",
                "Мы ждали 5 2024 г.",
            ],
        );
    }

    #[test]
    fn times() {
        check(
            MaskKind::Time,
            &[
                "Приходите в [[10:00]].",
                "Работаем с [[9:00]] до [[18:00]].",
                "Обед до [[12.30]].",
                "Приём [[10:00]]–[[12:00]].",
                "Ждём к [[15:45]] у входа.",
                "Начнём в [[09.05]] утра.",
                "Начало [[19:00]], зал 2.",
                "Встреча после [[17:30]].",
                "Пункт 12.30 Правил.",
                "Соотношение 18:26 принято.",
                "В 25:00 не бывает.",
                "В 10:75 не бывает.",
                "Рост в 2.5 раза.",
                "Участок 18:26:010203:45.",
                "Счёт 3:2 в игре.",
                "На 12.305 больше.",
            ],
        );
    }

    #[test]
    fn identifiers() {
        check(
            MaskKind::IdNumber,
            &[
                "Участок [[18:26:010203:45]] свободен.",
                "ИНН [[1835012345]], адрес.",
                "ИНН: [[183501234567]].",
                "СНИЛС [[112-233-445 95]].",
                "Счёт [[40102810545370000081]].",
                "БИК [[019401100]].",
                "ОГРН [[1021801234567]].",
                "Паспорт [[1234 567890]] выдан.",
                "Участок 18:26 свободен.",
                "ИНН организации неизвестен.",
                "Номер 497-511.",
                "Всего 12345678 штук.",
                "В 2024 году 567890 писем.",
                "Номер 123456789012.",
                "Разделите 1:2:3 части.",
                "Паспорт дома 12.",
            ],
        );
    }
}
