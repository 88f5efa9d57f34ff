//! Phone numbers.

use super::MaskKind;
use super::classes::Classes;
use super::scan::Scan;

/// Digits of a Russian number without the country's code.
const FULL: usize = 10;

/// Finds phone numbers with an extension after them.
pub(super) fn find(scan: &mut Scan<'_>) {
    let mut from = 0;
    while let Some(at) = scan.next(from, Classes::DIGIT) {
        from = at + 1;
        // A number cut out of a longer one («12-539-00-00») is none.
        if scan.is_attached(at) && at > 0 && matches!(scan.text(at - 1), "-" | "–" | "/" | ":") {
            continue;
        }
        let bracket = at > 0 && scan.text(at - 1) == "(" && scan.is_free(at - 1);
        let found = bracket.then(|| number(scan, at - 1)).flatten().or_else(|| number(scan, at));
        if let Some((start, end)) = found {
            let end = extension(scan, end).unwrap_or(end);
            if scan.add(MaskKind::Phone, start..end) {
                from = end;
            }
        } else if at > 0 && scan.has(at - 1, Classes::EXTENSION) && scan.is_digits(at, 2..6) {
            scan.add(MaskKind::Phone, at - 1..at + 1);
        }
    }
}

fn number(scan: &Scan<'_>, at: usize) -> Option<(usize, usize)> {
    let text = scan.rest(at);
    let len = full(text).or_else(|| local(text)).or_else(|| if is_announced(scan, at) { short(text) } else { None })?;
    Some((at, scan.token_end(at, len)?))
}

/// True when a word such as «телефон» stands shortly before.
fn is_announced(scan: &Scan<'_>, at: usize) -> bool {
    let first = at.saturating_sub(4);
    (first..at).rev().take_while(|&word| !matches!(scan.text(word), "." | ";" | "№")).any(|word| {
        scan.has(word, Classes::PHONE_WORD)
            // «номер дома 49»: «номер» alone says little.
            && (!scan.has_lemma(word, &["номер"]) || word + 1 == at || scan.text(word + 1) == ":")
    }) || at > 1 && scan.mask(at - 2).is_some_and(|(kind, _)| kind == MaskKind::Phone) && scan.text(at - 1) == ","
}

/// `, доб. 123` after a number.
fn extension(scan: &Scan<'_>, end: usize) -> Option<usize> {
    let word = if matches!(scan.text(end), "," | "(") { end + 1 } else { end };
    let number = if scan.text(word + 1) == "." { word + 2 } else { word + 1 };
    (scan.has(word, Classes::EXTENSION) && scan.is_digits(number, 1..6))
        .then(|| if scan.text(end) == "(" && scan.text(number + 1) == ")" { number + 2 } else { number + 1 })
}

/// Reads digits and signs from the start of a text.
struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn take(&mut self, wanted: impl Fn(char) -> bool) -> bool {
        match self.peek() {
            Some(c) if wanted(c) => {
                self.at += c.len_utf8();
                true
            }
            _ => false,
        }
    }

    fn spaces(&mut self) {
        while self.take(|c| matches!(c, ' ' | '\u{a0}' | '\u{202f}')) {}
    }

    /// One separator between groups: a hyphen or a space.
    fn separator(&mut self) -> bool {
        self.take(|c| matches!(c, '-' | '–' | ' ' | '\u{a0}' | '\u{2011}' | '\u{202f}'))
    }

    /// The number of digits that follow.
    fn digits(&mut self) -> usize {
        let start = self.at;
        while self.take(|c| c.is_ascii_digit()) {}
        self.at - start
    }

    /// Reads `count` digits in groups of at most four; true when nothing of a number is left after them.
    fn groups(&mut self, count: usize) -> bool {
        let mut read = 0;
        while read < count {
            if read > 0 && !self.separator() {
                return false;
            }
            match self.digits() {
                0 => return false,
                group if group > 4 && read > 0 => return false,
                group => read += group,
            }
        }
        read == count && !self.is_continued()
    }

    /// True when a hyphen and a digit follow.
    fn is_continued(&self) -> bool {
        let mut rest = self.text[self.at..].chars();
        matches!(rest.next(), Some('-' | '–')) && rest.next().is_some_and(|c| c.is_ascii_digit())
    }
}

/// The length of a number with the code of its area: `+7 (3412) 497-511`, `8-800-100-70-10`, `(8-812)539-46-66`.
fn full(text: &str) -> Option<usize> {
    let mut reader = Reader { text, at: 0 };
    let plus = reader.take(|c| c == '+');
    let country = if plus { '7' } else { '8' };
    let mut prefixed = false;
    if plus || text.starts_with('8') {
        // `+79123456789`, `89123456789`
        let contiguous = text[reader.at..].bytes().take_while(u8::is_ascii_digit).count();
        if contiguous == FULL + 1 && (plus || text.starts_with("89") || text.starts_with("88")) {
            return Some(reader.at + contiguous);
        }
        prefixed = reader.take(|c| c == country);
        if plus && !prefixed {
            return None;
        }
    }
    let mark = reader.at;
    reader.spaces();
    if reader.take(|c| c == '(') {
        reader.spaces();
        if !prefixed && reader.text[reader.at..].starts_with(['8', '7']) {
            let mut inner = Reader { text, at: reader.at + 1 };
            if inner.separator() {
                reader.at = inner.at;
            }
        }
        let code = reader.digits();
        reader.spaces();
        if !(3..=5).contains(&code) || !reader.take(|c| c == ')') {
            return None;
        }
        reader.spaces();
        return reader.groups(FULL - code).then_some(reader.at);
    }
    reader.at = mark;
    if !prefixed || (!reader.separator() && !plus) {
        return None;
    }
    let first = Reader { text, at: reader.at }.digits();
    ((3..=5).contains(&first) && reader.groups(FULL)).then_some(reader.at)
}

/// The length of a number of seven digits: `702-12-02`.
fn local(text: &str) -> Option<usize> {
    shaped(text, &[&[3, 2, 2]])
}

/// The length of a number that is one only where a phone is spoken of: `497-511`, `49-75-11`, `112`.
fn short(text: &str) -> Option<usize> {
    let service = text.get(..3).filter(|start| matches!(*start, "112" | "101" | "102" | "103" | "104" | "122"));
    if service.is_some() && !text[3..].starts_with(|c: char| c.is_ascii_digit() || c == '-') {
        return Some(3);
    }
    shaped(text, &[&[3, 3], &[2, 2, 2], &[1, 2, 2], &[6], &[5]])
}

/// The length of groups of digits with hyphens between, in one of these shapes.
fn shaped(text: &str, shapes: &[&[usize]]) -> Option<usize> {
    let mut reader = Reader { text, at: 0 };
    let mut groups = vec![reader.digits()];
    while groups.len() < 6 && reader.is_continued() {
        reader.take(|_| true);
        groups.push(reader.digits());
    }
    (shapes.contains(&&groups[..]) && !reader.is_continued()).then_some(reader.at)
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;
    use crate::language::MaskKind;

    #[test]
    fn phones() {
        check(
            MaskKind::Phone,
            &[
                "Звоните [[(812) 555-01-02]] в будни.",
                "Наш номер [[8 (3412) 55-01-02]], звоните.",
                "Ждём: [[+7 (3412) 555-012]].",
                "Номер [[(8-812)555-01-02]].",
                "Сообщите [[+7 912 555-01-02]] или [[+79125550102]].",
                "Линия [[8-800-555-01-02]] и [[8 800 555 01 02]].",
                "Приём [[8-812-555-01-02]].",
                "Мы на связи: [[555-01-02]].",
                "Телефон [[550-102]].",
                "Тел. [[55-01-02]], [[8 (3412) 55-01-03, доб. 123]].",
                "Звоните по номеру [[112]].",
                "Справки: [[доб. 45]].",
                "Было (2024) год.",
                "См. (пункт 5).",
                "Осталось +7 дней.",
                "Сумма 800 рублей.",
                "Сегодня 8 марта 2024 года.",
                "Участок 112-233-445.",
                "Номер 12-13-14-15.",
                "Период 2024-2025 годов.",
                "Письмо № 12-ОГ и 550-102.",
                "Всего 112 писем.",
                "Доброе утро, 45 домов.",
                "Дома 49-75-11 стоят.",
            ],
        );
    }
}
