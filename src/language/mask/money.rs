//! Sums of money.

use super::MaskKind;
use super::classes::Classes;
use super::scan::Scan;

/// Finds «15 000 рублей», «1,5 млн руб.», «5000 (пять тысяч) рублей 50 копеек».
pub(super) fn find(scan: &mut Scan<'_>) {
    let mut from = 0;
    while let Some(at) = scan.next(from, Classes::MONEY) {
        from = at + 1;
        if let Some(start) = sum_before(scan, at) {
            scan.add(MaskKind::Money, extend_back(scan, start)..at + 1);
        }
    }
}

/// The start of the number that ends right before the unit.
fn sum_before(scan: &Scan<'_>, unit: usize) -> Option<usize> {
    let mut at = unit.checked_sub(1)?;
    if scan.text(at) == ")" {
        // The sum in words.
        let open = (at.saturating_sub(10)..at).rev().find(|&open| scan.text(open) == "(")?;
        at = open.checked_sub(1)?;
    }
    if scan.has(at, Classes::MAGNITUDE) {
        at = at.checked_sub(1)?;
    }
    if !scan.has(at, Classes::DIGIT) || !scan.is_free(at) {
        return None;
    }
    // Groups of digits the segmenter left apart: «12 345 678».
    let groups = |at: usize| scan.is_digits(at, 3..4);
    while at > 0 && groups(at) && scan.is_digits(at - 1, 1..4) && scan.is_free(at - 1) && !scan.is_attached(at) {
        at -= 1;
    }
    Some(at)
}

/// Kopecks continue the roubles before them.
fn extend_back(scan: &Scan<'_>, start: usize) -> usize {
    match start.checked_sub(1).and_then(|before| scan.mask(before)) {
        Some((MaskKind::Money, tokens)) => tokens.start,
        _ => start,
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;
    use crate::language::MaskKind;

    #[test]
    fn sums() {
        check(
            MaskKind::Money,
            &[
                "Плата [[15 000 рублей]] в год.",
                "Штраф [[500 руб.]] за день.",
                "Бюджет [[1,5 млн руб.]], больше нет.",
                "Цена [[3 000 000 ₽]].",
                "Выплатим [[5000 (пять тысяч) рублей]].",
                "Долг [[120 рублей 50 копеек]].",
                "Смета [[2 млрд рублей]].",
                "По [[10 коп.]] за штуку.",
                "Всё стоит рублей двести.",
                "Всего 20 % в рублях.",
                "Пять рублей.",
                "В 15 домах рубль не нужен.",
                "Собрали 3 млн подписей.",
                "Рубли 500.",
                "Курс рубля вырос на 5 %.",
                "Оплата (в рублях).",
            ],
        );
    }
}
