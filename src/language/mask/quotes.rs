//! What stands in quotation marks: titles of acts, names, others' words.

use super::MaskKind;
use super::classes::Classes;
use super::scan::Scan;
use crate::language::lexicon::Shape;

/// Words of the longest title that is not the title of an act.
const LONGEST_TITLE: usize = 12;

/// Pairs of quotation marks, by token, outer before inner.
pub(super) fn pairs(scan: &Scan<'_>) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let (mut low, mut straight) = (0_usize, 0_usize); // open „ and "
    let mut at = 0;
    while let Some(sign) = (at..scan.len()).find(|&at| scan.has(at, Classes::QUOTE)) {
        at = sign + 1;
        let opens = match scan.text(sign) {
            "«" | "„" => true,
            "»" | "”" => false,
            "“" => low == 0,
            _ => straight == 0 || !scan.is_attached(sign) && scan.is_attached(at),
        };
        if opens {
            low += usize::from(scan.text(sign) == "„");
            straight += usize::from(scan.text(sign) == "\"");
            open.push(sign);
        } else if let Some(start) = open.pop() {
            low -= usize::from(scan.text(start) == "„");
            straight -= usize::from(scan.text(start) == "\"");
            pairs.push((start, sign));
        }
    }
    // Printers let one sign close a quote and the quote in it: «О правилах «А».
    if let Some(&start) = open.last() {
        let last = pairs.iter().filter(|pair| pair.0 > start).map(|pair| pair.1).max();
        pairs.extend(last.map(|close| (start, close)));
    }
    pairs.sort_unstable_by_key(|&(start, end)| (start, std::cmp::Reverse(end)));
    pairs
}

/// Titles of acts: «О …», «Об …», and any quote right after an act.
pub(super) fn legal_titles(scan: &mut Scan<'_>) {
    for (open, close) in pairs(scan) {
        if !scan.is_free(open) {
            continue;
        }
        let before = open.checked_sub(1);
        let act = before.is_some_and(|at| {
            scan.mask(at).is_some_and(|(kind, _)| kind == MaskKind::LegalRef) || scan.has(at, Classes::ACT)
        });
        let about = matches!(scan.text(open + 1), "О" | "Об" | "Обо") && close > open + 3;
        if act || about {
            scan.add(MaskKind::LegalTitle, open..close + 1);
        }
    }
}

/// Names with the word that says what they name, other titles, others' words.
pub(super) fn others(scan: &mut Scan<'_>) {
    for (open, close) in pairs(scan) {
        if !scan.is_free(open) || close <= open + 1 {
            continue;
        }
        let first = open + 1;
        let letters = (first..close).find(|&at| !scan.has(at, Classes::QUOTE)).unwrap_or(first);
        if scan.mask(letters).is_some_and(|(kind, _)| {
            matches!(kind, MaskKind::Url | MaskKind::Email | MaskKind::Placeholder | MaskKind::Code | MaskKind::Date)
        }) {
            continue;
        }
        let lower = scan.shape(letters) == Some(Shape::Lower);
        if is_said(scan, open) {
            scan.add(MaskKind::Quote, open..close + 1);
        } else if let Some(start) = opener(scan, open) {
            scan.add(MaskKind::OrgName, start..close + 1);
        } else if lower {
            scan.add(MaskKind::Quote, open..close + 1);
        } else {
            let words = (first..close).filter(|&at| scan.word(at).is_some_and(|word| word.is_word())).count();
            if words <= LONGEST_TITLE {
                scan.add(MaskKind::QuotedTitle, open..close + 1);
            }
        }
    }
}

/// True when a verb of saying with the citizen as its subject introduces the quote.
fn is_said(scan: &Scan<'_>, open: usize) -> bool {
    let first = open.saturating_sub(6);
    for at in (first..open).rev() {
        if matches!(scan.text(at), "." | ";" | "!" | "?" | "»") {
            return false;
        }
        if scan.has(at, Classes::SAYS) {
            let near = (at.saturating_sub(3)..scan.len().min(at + 3))
                .any(|at| scan.has_lemma(at, &["вы", "ваш", "заявитель", "заявительница", "автор"]));
            return near || scan.has_lemma(at, &["цитата", "цитировать"]);
        }
    }
    false
}

/// The start of a name whose quote opens at `open`: «ООО «…», «кнопку «…».
fn opener(scan: &Scan<'_>, open: usize) -> Option<usize> {
    let before = open.checked_sub(1)?;
    if scan.is_free(before) && scan.has(before, Classes::OPENER) {
        return Some(before);
    }
    if scan.folded(before) == "ответственностью" && before >= 3 && scan.has(before - 3, Classes::OPENER)
    {
        return Some(before - 3);
    }
    // «Центр спорта «…»: the official name goes into the whole.
    let (kind, tokens) = scan.mask(before)?;
    (kind == MaskKind::OfficialName).then_some(tokens.start)
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;
    use crate::language::MaskKind;

    #[test]
    fn titles_of_acts() {
        check(
            MaskKind::LegalTitle,
            &[
                "Закон [[«О защите зелёных насаждений»]] действует.",
                "Приказ от 03.04.2024 № 11 [[«Порядок выдачи справок»]].",
                "Постановление [[«Об утверждении «Правил уборки» города»]] принято.",
                "Документ [[«О внесении изменений в план»]] у нас.",
                "Решение [[\"О бюджете города\"]] принято.",
                "Постановление [[„О тарифах на воду“]] отменено.",
                "Приказ [[«Об утверждении «Порядка выдачи справок»]] издан.",
                "Закон от 02.05.2006 № 59-ФЗ [[«О порядке рассмотрения обращений»]].",
                "Кнопка «Отправить» внизу.",
                "Раздел «Опросы» открыт.",
                "Вы пишете: «о дороге забыли».",
                "Магазин «Окна» закрыт.",
                "Газета «Обзор» вышла.",
                "Портал «Наш город».",
                "Он сказал «да».",
                "Закон «принят.",
            ],
        );
    }

    #[test]
    fn names() {
        check(
            MaskKind::OrgName,
            &[
                "Работы ведёт [[ООО «Ромашка»]] с мая.",
                "Откройте [[раздел «Опросы»]] на сайте.",
                "Нажмите [[кнопку «Подписать»]].",
                "На [[портале «Наш город»]] есть карта.",
                "По [[программе «Чистый двор»]] уберут снег.",
                "На [[остановке «Школа № 5»]] нет скамьи.",
                "Заключили договор с [[АО «Тёплый дом»]].",
                "[[Общество с ограниченной ответственностью «Сирень»]] ответило.",
                "Заполните [[форму \"Заявка\"]].",
                "ООО Ромашка работает.",
                "Раздел 3 закона.",
                "Документ «Порядок действий» готов.",
                "Он назвал это «раздел».",
                "Портал работает.",
                "Слово «кнопка» понятно.",
                "Закон «О программе развития».",
                "Программа готова: «Да».",
            ],
        );
    }

    #[test]
    fn titles() {
        check(
            MaskKind::QuotedTitle,
            &[
                "Памятка [[«Как подать заявление»]] на сайте.",
                "Документ [[«Справка о составе семьи»]] готов.",
                "Газета [[«Наш район»]] вышла.",
                "Фильм [[«Весна»]] показали.",
                "Документ [[\"Выписка\"]] нужен.",
                "Премия [[«Лучший двор»]] вручена.",
                "Листовка [[«Внимание, ремонт»]] висит.",
                "Акт [[„Осмотр крыши“]] составлен.",
                "Это называют «хвостом».",
                "Вы пишете: «Дорога разбита».",
                "Кнопка «Отправить».",
                "Закон «О тишине и покое».",
                "Он сказал: «да».",
                "Текст «Один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать».",
                "Пустые «» кавычки.",
                "Нет «Закрытой кавычки.",
            ],
        );
    }

    #[test]
    fn quotes() {
        check(
            MaskKind::Quote,
            &[
                "Вы пишете: [[«Дорога разбита»]].",
                "Вы указали, что двор [[«Никто не убирает»]].",
                "По вашим словам, [[«Лифт стоит»]].",
                "Как вы сообщили, [[«Вода ржавая»]].",
                "Это называют [[«хвостом»]].",
                "Заявитель просит [[«Починить крышу»]].",
                "Цитата: [[«Шумят ночью»]].",
                "Так называемая [[«серая»]] зарплата.",
                "Кнопка «Отправить».",
                "Портал «Наш город».",
                "Закон «О тишине и покое».",
                "Мы пишем: «Ждите».",
                "Памятка «Как подать заявление».",
                "ООО «ромашка» работает.",
                "Ссылка «https://example.ru».",
                "Вы пишете о дороге. Памятка «Ремонт» готова.",
            ],
        );
    }
}
