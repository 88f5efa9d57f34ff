//! Registration numbers of letters and documents.

use super::MaskKind;
use super::classes::Classes;
use super::scan::Scan;

/// Finds numbers such as «№ 01-03/351 от 20.08.2024», «вх. № 77», «за номером 12-ОГ».
pub(super) fn find(scan: &mut Scan<'_>) {
    let mut from = 0;
    while let Some(at) = begin(scan, from) {
        from = at + 1;
        let Some(end) = number(scan, at) else { continue };
        let sign = at > 0 && scan.has(at - 1, Classes::NUMERO);
        let start = if sign { at - 1 } else { at };
        let Some((start, end)) = extent(scan, at, start, end) else { continue };
        if scan.add(MaskKind::RegNumber, start..end) {
            from = end;
        }
    }
}

/// The next token a number may begin with: a digit or capital letters right after «№» or «номер».
fn begin(scan: &Scan<'_>, from: usize) -> Option<usize> {
    (from..scan.len()).find(|&at| {
        scan.is_free(at)
            && (scan.has(at, Classes::DIGIT)
                || at > 0
                    && scan.has(at, Classes::CAPITAL)
                    && (scan.has(at - 1, Classes::NUMERO.with(Classes::REG_WORD))
                        || matches!(scan.text(at - 1), ":" | "–" | "—")))
    })
}

/// The end of a number that begins at `at`: letters and digits joined by hyphens, slashes and periods.
pub(super) fn number(scan: &Scan<'_>, at: usize) -> Option<usize> {
    let text = scan.rest(at);
    let mut end = 0;
    let mut digit = false;
    let mut joint = true; // the start counts as a joint
    for (place, c) in text.char_indices().take(60) {
        let whole = place + c.len_utf8();
        match c {
            '0'..='9' => digit = true,
            'А'..='я' | 'A'..='Z' | 'Ё' | 'ё' | 'a'..='z' => {}
            '-' | '–' | '/' | '.' | '_' if !joint => {
                joint = true;
                continue;
            }
            _ => break,
        }
        joint = false;
        end = whole;
    }
    let capital = text.starts_with(|c: char| c.is_ascii_digit() || c.is_uppercase());
    (digit && capital).then(|| scan.token_end(at, end))?
}

/// True for the numbers of laws and orders: 59-ФЗ, 2816-р.
pub(super) fn is_of_law(text: &str) -> bool {
    const ENDS: [&str; 11] = ["-ФЗ", "-ФКЗ", "-РЗ", "-ОЗ", "-ПП", "-п", "-пг", "-р", "-рп", "-од", "-пр"];
    text.starts_with(|c: char| c.is_ascii_digit()) && ENDS.iter().any(|end| text.ends_with(end))
}

/// The stretch with its date and the words that belong to it, if the number at `at` is a registration number.
fn extent(scan: &Scan<'_>, at: usize, start: usize, end: usize) -> Option<(usize, usize)> {
    let text = scan.rest(at);
    let len = (at..end).map(|token| scan.text(token).len()).sum::<usize>();
    if is_of_law(text.get(..len)?) {
        return None;
    }
    let signed = start < at;
    let dated_before = signed.then(|| date_before(scan, start)).flatten();
    let incoming =
        start > 0 && matches!(scan.bare(start - 1), "вх" | "входящии" | "входящий" | "исх" | "рег" | "исходящий");
    let first = if incoming && dated_before.is_none() { start - 1 } else { start };
    if let Some(date) = dated_before {
        return Some((date, end));
    }
    if (signed || incoming)
        && scan.folded(end) == "от"
        && let Some(after) = scan.mask_from(end + 1, MaskKind::Date)
    {
        return Some((first, after));
    }
    if incoming {
        return Some((first, end));
    }
    let before = start.checked_sub(1)?;
    let dated = scan.mask(before).is_some_and(|(kind, _)| kind == MaskKind::Date);
    if signed && (dated || scan.folded(before) == "за") {
        return Some((start, end));
    }
    let body = text.get(..len)?;
    let joints = body.matches(['-', '–', '/']).count();
    let letters = body.contains(|c: char| c.is_uppercase());
    let word = if matches!(scan.text(before), ":" | "–" | "—") { before.saturating_sub(1) } else { before };
    let numbered = letters && joints > 0 && scan.has_lemma(word, &["номер"]);
    if numbered || is_announced(scan, before) {
        return Some((start, end));
    }
    // «№ 14/1-902», «№ 12-ОГ»: too elaborate for a house, a form or a clause.
    let place = scan.has(before, Classes::HOUSE.with(Classes::STREET).with(Classes::OFFICIAL));
    (signed && !place && (joints >= 2 || joints == 1 && (letters || body.len() >= 6))).then_some((start, end))
}

/// The start of «от 20.08.2024 (вх.) №».
fn date_before(scan: &Scan<'_>, sign: usize) -> Option<usize> {
    let mut before = sign.checked_sub(1)?;
    while before > 0 && matches!(scan.bare(before), "," | "за" | "вх" | "рег" | "исх") {
        before -= 1;
    }
    let (kind, tokens) = scan.mask(before)?;
    let from = tokens.start.checked_sub(1)?;
    (kind == MaskKind::Date && scan.folded(from) == "от").then_some(from)
}

/// True when the words that end at `last` announce a registration number: «за номером», «номер обращения».
fn is_announced(scan: &Scan<'_>, last: usize) -> bool {
    let last = if matches!(scan.text(last), ":" | "–" | "—") { last.saturating_sub(1) } else { last };
    let word = |back: usize| last.checked_sub(back);
    let lemma = |back: usize, lemmas: &[&str]| word(back).is_some_and(|at| scan.has_lemma(at, lemmas));
    const SUBJECT: &[&str] = &["обращение", "заявление", "запрос", "письмо", "жалоба", "сообщение"];
    if lemma(0, SUBJECT) {
        return (1..3).any(|back| lemma(back, &["номер"]));
    }
    let numbered = lemma(0, &["номер"]);
    let registered = lemma(0, &["за", "под", "с"]) || numbered;
    if numbered && lemma(1, &["регистрационный", "учетный", "входящий", "исходящий"])
    {
        return true;
    }
    if numbered && (lemma(1, &["присвоить"]) || lemma(2, &["присвоить"])) {
        return true;
    }
    let verb = (1..9).take_while(|&back| word(back).is_some_and(|at| !matches!(scan.text(at), "." | ";")));
    registered
        && (!numbered || lemma(1, &["за", "под", "с"]))
        && verb.into_iter().any(|back| lemma(back, &["зарегистрировать", "зарегистрированный"]))
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;
    use crate::language::MaskKind;

    #[test]
    fn registration_numbers() {
        check(
            MaskKind::RegNumber,
            &[
                "Письмо [[№ 01-03/351 от 20.08.2024]] получено.",
                "Ответ [[№ П-123/24 от 5 марта 2024 г.]] готов.",
                "Запрос [[от 20.08.2024 № 01-03/351]] рассмотрен.",
                "Письмо [[от 05.03.2024 вх. № 77]] пришло.",
                "Обращение [[вх. № П-123/24]] у нас.",
                "Письмо [[входящий № 55]].",
                "Обращение зарегистрировано под [[№ 345]].",
                "Зарегистрировано 05.03.2024 за номером [[01-12/345]].",
                "Номер вашего обращения: [[12-ОГ]].",
                "Присвоен регистрационный номер [[12/24]].",
                "09.06.2026 [[№ 3117]]",
                "Его номер – [[О-41]].",
                "Письмо [[№ 14/1-902]] получено.",
                "Ответ за [[№ 351]] отправлен.",
                "Дело [[№ А26-13-12345671 от 5 марта 2024 года]].",
                "Дом № 5 по улице Ленина.",
                "От 5 марта 2024 г. по вопросу.",
                "Вход 2 со двора.",
                "Номер телефона 497-511.",
                "За 5 дней.",
                "Закон № 59-ФЗ действует.",
                "Школа № 5/1 закрыта.",
                "Присвоен чин 3.",
                "Распоряжение № 2816-р.",
                "Пункт 01-03 перечня.",
            ],
        );
    }
}
