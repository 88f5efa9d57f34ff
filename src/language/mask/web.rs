//! Code, stretches left unchecked, placeholders, web and e-mail addresses.

use super::MaskKind;
use super::classes::Classes;
use super::scan::Scan;
use crate::document::Document;

/// Longest placeholder, in tokens: a bracket that is not closed soon is a bracket.
const LONGEST: usize = 24;

/// What the author's formatting sets apart.
pub(super) fn formats(scan: &mut Scan<'_>, document: &Document) {
    let block = scan.span();
    let stretches = document.stretches();
    let first = stretches.partition_point(|stretch| stretch.span.end <= block.start);
    for stretch in stretches[first..].iter().take_while(|stretch| stretch.span.start < block.end) {
        let kind = match stretch.format {
            format if format.code => MaskKind::Code,
            format if format.unchecked => MaskKind::Unchecked,
            _ => continue,
        };
        let (start, end) = (stretch.span.start.saturating_sub(block.start), stretch.span.end - block.start);
        let tokens = scan.touching(start, end);
        scan.add(kind, tokens);
    }
}

/// `{{номер}}`, `[указать дату]`, `____`.
pub(super) fn placeholders(scan: &mut Scan<'_>) {
    let mut from = 0;
    while let Some(at) = scan.next(from, Classes::PLACEHOLDER) {
        let end = placeholder(scan, at).unwrap_or(at);
        // «___» ________ 20__ г. is one date to fill in.
        let (start, end) = if scan.text(at).starts_with('_') { blank(scan, at, end) } else { (at, end) };
        if end > at {
            scan.add(MaskKind::Placeholder, start..end);
        }
        from = end.max(at + 1);
    }
}

fn placeholder(scan: &Scan<'_>, at: usize) -> Option<usize> {
    let text = scan.text(at);
    match text {
        "{" if scan.text(at + 1) == "{" => {
            let end = closing(scan, at + 2, "}")?;
            (scan.text(end) == "}").then_some(end + 1)
        }
        "{" if starts_with_letter(scan.text(at + 1)) => closing(scan, at + 1, "}"),
        "[" if starts_with_russian(scan.text(at + 1)) => {
            let end = closing(scan, at + 1, "]")?;
            let link = scan.is_attached(end) && matches!(scan.text(end), "(" | ":");
            // «[Если участок в охранной зоне.]» is a sentence to keep or to strike out, not a blank to fill in.
            let sentence = matches!(scan.text(end - 2), "." | "!" | "?" | ";");
            (!link && !sentence).then_some(end)
        }
        "<" if starts_with_russian(scan.text(at + 1)) => closing(scan, at + 1, ">"),
        "$" if scan.text(at + 1) == "{" => closing(scan, at + 2, "}"),
        "$" | "%" => enclosed(scan, at),
        "(" => note(scan, at),
        _ if text.starts_with('_') => (text.len() >= 3).then_some(at + 1),
        _ if text.starts_with('{') || text.starts_with('[') || text.starts_with('<') => None,
        _ => Some(at + 1),
    }
}

/// The token after the first `close` from `from` on, if only words and light signs stand before it.
fn closing(scan: &Scan<'_>, from: usize, close: &str) -> Option<usize> {
    for at in from..scan.len().min(from + LONGEST) {
        match scan.text(at) {
            text if text == close => return (at > from).then_some(at + 1),
            "{" | "}" | "[" | "]" | "<" | ">" => return None,
            _ if at > from && scan.begins_line(at) => return None,
            _ => {}
        }
    }
    None
}

/// `%ФИО%`, `$REG_NUM$`: capitals between two signs, without spaces.
fn enclosed(scan: &Scan<'_>, at: usize) -> Option<usize> {
    let sign = scan.text(at);
    for end in at + 1..scan.len().min(at + LONGEST) {
        if !scan.is_attached(end) {
            return None;
        }
        let text = scan.text(end);
        if text == sign {
            return (end > at + 1).then_some(end + 1);
        }
        if !text.chars().all(|c| c == '_' || c.is_uppercase()) {
            return None;
        }
    }
    None
}

/// `(указать дату)`, `(ФИО)`, `(нужное подчеркнуть)`; `Уважаемый(ая)`.
fn note(scan: &Scan<'_>, at: usize) -> Option<usize> {
    let first = scan.folded(at + 1);
    if scan.text(at + 2) == ")" {
        let ending =
            matches!(first, "ая" | "а" | "ыи" | "ый" | "ои" | "ой" | "еи" | "ей" | "ся" | "ие" | "ые" | "ы" | "и");
        if ending && scan.is_attached(at) && scan.is_attached(at + 1) {
            return Some(at + 3);
        }
        return matches!(first, "фио" | "дата" | "номер" | "адрес" | "наименование").then_some(at + 3);
    }
    let asks = match first {
        "указать" | "наименование" => true,
        "нужное" => matches!(scan.folded(at + 2), "выбрать" | "подчеркнуть" | "указать" | "вписать"),
        _ => scan.text(at + 1) == "Ф." && scan.text(at + 2) == "И.",
    };
    let end = if asks { (at + 2..scan.len().min(at + LONGEST)).find(|&end| scan.text(end) == ")") } else { None };
    Some(end? + 1)
}

/// A blank with the signs of a date to fill in around it.
fn blank(scan: &Scan<'_>, at: usize, end: usize) -> (usize, usize) {
    let start = if at > 0 && scan.text(at - 1) == "«" && scan.text(at + 1) == "»" { at - 1 } else { at };
    let day = if start < at { at + 2 } else { at + 1 };
    if scan.text(day).starts_with("___") && scan.text(day + 1) == "20" && scan.text(day + 2).starts_with('_') {
        let year = day + 3;
        return (start, if matches!(scan.bare(year), "г" | "года") { year + 1 } else { year });
    }
    // «___» ________ 2026 г.
    let digits = scan.text(day + 1);
    if scan.text(day).starts_with("___") && digits.len() == 4 && digits.starts_with("20") {
        let year = day + 2;
        return (start, if matches!(scan.bare(year), "г" | "года") { year + 1 } else { year });
    }
    (at, end)
}

fn starts_with_letter(text: &str) -> bool {
    text.starts_with(|c: char| c == '_' || c.is_alphabetic())
}

fn starts_with_russian(text: &str) -> bool {
    text.starts_with(|c: char| matches!(c, 'А'..='я' | 'Ё' | 'ё'))
}

/// Web and e-mail addresses: the segmenter makes each a token.
pub(super) fn addresses(scan: &mut Scan<'_>) {
    let mut from = 0;
    while let Some(at) = scan.next(from, Classes::URL.with(Classes::EMAIL)) {
        let kind = if scan.has(at, Classes::URL) { MaskKind::Url } else { MaskKind::Email };
        // A path after a bare host comes as tokens of its own: «gosuslugi.ru/help».
        let mut end = at + 1;
        while kind == MaskKind::Url && scan.is_attached(end) && is_path(scan, end) {
            end += 1;
        }
        scan.add(kind, at..end);
        from = end;
    }
}

fn is_path(scan: &Scan<'_>, at: usize) -> bool {
    let text = scan.text(at);
    match text {
        "/" => true,
        "-" | "?" | "=" | "&" | "_" | "#" | "." => {
            scan.is_attached(at + 1) && !matches!(scan.text(at + 1), "»" | ")" | "\"")
        }
        _ => text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.')),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{analysed_document, check};
    use crate::document::{Block, Builder, FileFormat, Format, PartId, SourceSpan};
    use crate::language::MaskKind;
    use crate::text::Span;

    #[test]
    fn placeholders() {
        check(
            MaskKind::Placeholder,
            &[
                "Номер [[{{номер}}]] от [[{{ дата регистрации }}]].",
                "Номер [[{номер}]] и [[${дата}]].",
                "Поле [[%ФИО%]] и [[$НОМЕР$]].",
                "Уважаемый [[[Имя Отчество]]]!",
                "Срок [[<дата>]] истёк.",
                "Дата [[«___» ________ 20__ г.]] и подпись [[______]]",
                "Сумма [[………]] рублей.",
                "Номер [[XXX]] от [[00.00.0000]].",
                "Адрес [[(указать адрес)]] и имя [[(ФИО)]].",
                "Уважаемый[[(ая)]] коллега!",
                "Ссылка [1] и [x] в тексте.",
                "Ссылка [сайт](https://example.ru).",
                "Рост 50% и 30% в год.",
                "Цена $5 и $7.",
                "Пустые {} скобки.",
                "Тег <br> в строке.",
                "Имя a_b и XX век.",
                "Так (далее – Порядок) и (дата ответа).",
                "Мы ждём... и ждём…",
            ],
        );
    }

    #[test]
    fn web_addresses() {
        check(
            MaskKind::Url,
            &[
                "Сайт [[https://example.ru/opros?id=5]].",
                "Сайт [[www.example.ru]], раздел 3.",
                "Портал [[example.ru]] открыт.",
                "Портал [[минпример.рф]] открыт.",
                "Форма ([[http://example.org/a]]) готова.",
                "Страница [[example.com/help/form]] есть.",
                "Адрес: [[HTTPS://EXAMPLE.RU]]",
                "Смотрите [[forms.example.net]] и [[example.info]].",
                "Почта a@example.ru.",
                "Файл справка.docx готов.",
                "Дата 20.08.2024.",
                "В т.ч. и т.д.",
                "И.о. начальника.",
                "Пункт 3.1.2 верен.",
                "Конец.Начало новой.",
                "Слово http без адреса.",
            ],
        );
    }

    #[test]
    fn mail_addresses() {
        check(
            MaskKind::Email,
            &[
                "Почта [[priem@example.ru]].",
                "Пишите на [[a.b-c@mail.example.org]], мы ответим.",
                "E-mail: [[INFO@EXAMPLE.RU]]",
                "([[otdel_5@example.ru]])",
                "Копия: [[a@example.ru]]; [[b@example.ru]].",
                "Ответ с [[почта@пример.рф]] пришёл.",
                "Адрес «[[a1@example.com]]».",
                "[[x+y@example.net]] работает.",
                "Собака @ стоит одна.",
                "Канал @gorod открыт.",
                "Сайт example.ru.",
                "Цена 5@кг.",
                "Знак a@ не адрес.",
                "Почта @ example.ru.",
                "Сайт www.example.ru.",
                "Письмо без адреса.",
            ],
        );
    }

    #[test]
    fn takes_over_what_the_author_set_apart() {
        let mut builder = Builder::new(FileFormat::Markdown);
        builder.open(Block::default());
        let mut at = 0;
        let code = Format { code: true, ..Format::default() };
        let unchecked = Format { unchecked: true, ..Format::default() };
        for (text, format) in [
            ("Введите ", Format::default()),
            ("дата 20.08.2024", code),
            (" или ", Format::default()),
            ("то", unchecked),
        ] {
            let span = Span::new(at, at + text.len() as u32);
            builder.verbatim_text(text, SourceSpan { part: PartId(0), span }, format);
            at = span.end;
        }
        let analysis = analysed_document(&builder.finish());
        let masks: Vec<_> = analysis.blocks[0].masks.iter().map(|mask| (mask.kind, mask.tokens.clone())).collect();
        assert_eq!(masks, [(MaskKind::Code, 1..3), (MaskKind::Unchecked, 4..5)]);
    }
}
