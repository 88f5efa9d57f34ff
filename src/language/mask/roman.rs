//! Roman numerals, in Latin letters or Cyrillic ones that look like them.

use super::MaskKind;
use super::classes::Classes;
use super::scan::Scan;

/// Words a Roman numeral goes with.
const COMPANIONS: &[&str] = &[
    "век",
    "квартал",
    "глава",
    "раздел",
    "класс",
    "группа",
    "том",
    "часть",
    "степень",
    "тип",
    "этап",
    "созыв",
    "категория",
    "полугодие",
    "очередь",
    "съезд",
    "тысячелетие",
    "в.",
    "вв.",
    "кв.",
    "пётр",
    "петр",
    "николай",
    "екатерина",
    "александр",
];

/// True for a valid numeral of capitals.
pub(super) fn is_numeral(form: &str) -> bool {
    if form.len() > 14 {
        return false;
    }
    let mut values = [0_u32; 7];
    let mut count = 0;
    for c in form.chars() {
        let value = match c {
            'I' | 'І' => 1,
            'V' => 5,
            'X' | 'Х' => 10,
            'L' => 50,
            'C' | 'С' => 100,
            'D' => 500,
            'M' | 'М' => 1000,
            _ => return false,
        };
        let Some(place) = values.get_mut(count) else { return false };
        *place = value;
        count += 1;
    }
    let values = &values[..count];
    let sum = values.iter().enumerate().fold(0, |sum, (at, &value)| {
        if values.get(at + 1).is_some_and(|&next| next > value) { sum - value as i32 } else { sum + value as i32 }
    });
    count > 0 && sum > 0 && is_written_so(sum as u32, values)
}

/// True when the number is written with exactly these values.
fn is_written_so(mut number: u32, values: &[u32]) -> bool {
    const SIGNS: [(u32, &[u32]); 13] = [
        (1000, &[1000]),
        (900, &[100, 1000]),
        (500, &[500]),
        (400, &[100, 500]),
        (100, &[100]),
        (90, &[10, 100]),
        (50, &[50]),
        (40, &[10, 50]),
        (10, &[10]),
        (9, &[1, 10]),
        (5, &[5]),
        (4, &[1, 5]),
        (1, &[1]),
    ];
    let mut rest = values;
    for (value, signs) in SIGNS {
        while number >= value {
            let Some(after) = rest.strip_prefix(signs) else { return false };
            rest = after;
            number -= value;
        }
    }
    rest.is_empty()
}

/// Finds numerals next to words they go with, at the start of a line, and such as can be nothing else (II, XIV).
pub(super) fn find(scan: &mut Scan<'_>) {
    let mut from = 0;
    while let Some(at) = scan.next(from, Classes::ROMAN) {
        from = at + 1;
        let companion = |at: usize| COMPANIONS.contains(&scan.folded(at)) || scan.has_lemma(at, COMPANIONS);
        let text = scan.text(at);
        let latin = text.len() > 1 && text.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X'));
        let joined = |at: usize| matches!(scan.text(at), "-" | "–" | "—" | "и" | ",");
        let range = joined(at + 1) && scan.has(at + 2, Classes::ROMAN) && companion(at + 3);
        let numbers_list = scan.begins_line(at) && matches!(scan.text(at + 1), "." | ")");
        let abbreviated = scan.text(at) != "С" && companion(at + 1);
        if latin || abbreviated || at > 0 && companion(at - 1) && text != "С" || range || numbers_list && text != "С"
        {
            scan.add(MaskKind::Roman, at..at + 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;
    use super::is_numeral;
    use crate::language::MaskKind;

    #[test]
    fn numerals() {
        for good in ["I", "IV", "XIV", "ХХ", "MCMXC", "XXI"] {
            assert!(is_numeral(good), "{good}");
        }
        for bad in ["", "IIII", "VX", "IC", "XXXXX", "А", "XIХI", "IM", "iv"] {
            assert!(!is_numeral(bad), "{bad}");
        }
    }

    #[test]
    fn roman() {
        check(
            MaskKind::Roman,
            &[
                "В [[XX]] веке.",
                "За [[IV]] квартал.",
                "Инвалид [[І]] группы.",
                "Дом [[ХХ]] века.",
                "Глава [[V]] закона.",
                "В [[II]] этапе участвуют [[XIV]] команд.",
                "[[I]]. Общие положения",
                "Том [[C]] вышел.",
                "С 5 марта работаем.",
                "Вы X и Y.",
                "Точка C на схеме.",
                "Класс А открыт.",
                "Буква М стоит.",
                "Размер L есть.",
                "Размер XXL есть.",
                "Витамин D нужен.",
            ],
        );
    }
}
