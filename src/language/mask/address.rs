//! Postal addresses: two elements or more, from the larger to the smaller.

use super::MaskKind;
use super::classes::Classes;
use super::scan::Scan;
use crate::language::tag::Feature;

/// What an address may begin with.
pub(super) const TRIGGERS: Classes =
    Classes::REGION.with(Classes::SETTLEMENT).with(Classes::STREET).with(Classes::HOUSE);

/// The rank of an element: addresses go down the ranks, a house may be followed by its parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Region,
    Settlement,
    Street,
    House,
}

/// An element: its rank, the word that says what it is, one past its last token.
struct Element<'a> {
    rank: Rank,
    word: &'a str,
    end: usize,
}

/// Finds addresses such as «426000, г. Ижевск, ул. Садовая, д. 5, кв. 12».
pub(super) fn find(scan: &mut Scan<'_>) {
    let mut from = 0;
    let mut floor = 0; // the end of the last address
    while let Some(word) = scan.next(from, TRIGGERS) {
        from = word + 1;
        // The word may stand after the name: «Оренбургская область», «Садовая ул.».
        let begun = (floor.max(word.saturating_sub(2))..=word).find_map(|start| {
            element(scan, start).filter(|element| element.end > word).map(|element| (start, element))
        });
        let Some((start, first)) = begun else { continue };
        let (mut count, end) = chain(scan, first);
        let (start, before) = places_before(scan, start, floor);
        count += before;
        if count >= 2 && scan.add(MaskKind::Address, start..end) {
            floor = end;
            from = end;
        }
    }
}

/// Goes on from an element to the smaller ones after it; gives their number and the end.
fn chain<'a>(scan: &Scan<'a>, first: Element<'a>) -> (usize, usize) {
    let mut words = vec![(first.rank, first.word)];
    let (mut rank, mut end) = (first.rank, first.end);
    loop {
        let next = if scan.text(end) == "," { end + 1 } else { end };
        let bare = || (rank == Rank::Street).then(|| house_number(scan, next)).flatten();
        // The postal order of some letters: «ул. Садовая, д. 5, г. Ижевск, 426000».
        let reversed = rank == Rank::House && scan.text(end) == ",";
        if reversed
            && let Some(town) = element(scan, next).filter(|found| found.rank == Rank::Settlement)
            && !words.iter().any(|&(rank, _)| rank == Rank::Settlement)
        {
            let index = scan.text(town.end) == "," && scan.is_digits(town.end + 1, 6..7);
            return (words.len() + 1, if index { town.end + 2 } else { town.end });
        }
        let found = element(scan, next)
            .or_else(|| bare().map(|end| Element { rank: Rank::House, word: "дом", end }))
            .filter(|found| found.rank > rank || found.rank == Rank::House || found.rank == Rank::Region)
            .filter(|found| found.rank >= rank && !words.contains(&(found.rank, found.word)));
        match found {
            Some(found) => {
                words.push((found.rank, found.word));
                (rank, end) = (found.rank, found.end);
            }
            None => return (words.len(), end),
        }
    }
}

/// An index and a place without «г.» right before an address: «426000, Ижевск, ».
fn places_before(scan: &Scan<'_>, start: usize, floor: usize) -> (usize, usize) {
    let comma = |at: usize| at > floor + 1 && scan.text(at - 1) == ",";
    let (mut start, mut count) = (start, 0);
    if comma(start)
        && scan.is_free(start - 2)
        && scan.has(start - 2, Classes::CAPITAL)
        && scan.word(start - 2).is_some_and(|w| w.readings.first().is_some_and(|r| r.tag.has(Feature::NameGeo)))
    {
        start -= 2;
        count += 1;
    }
    let index = if comma(start) { start - 2 } else { start.wrapping_sub(1) };
    if index < start && index >= floor && scan.is_free(index) && scan.is_digits(index, 6..7) {
        start = index;
        count += 1;
    }
    (start, count)
}

/// The element that begins at `at`.
fn element<'a>(scan: &Scan<'a>, at: usize) -> Option<Element<'a>> {
    if !scan.is_free(at) {
        return None;
    }
    let word = scan.bare(at);
    // A single letter is an abbreviation only with its period: «к», «с» are prepositions.
    let marked = word.chars().nth(1).is_some() || scan.text(at).ends_with('.');
    let found = |rank, end| Some(Element { rank, word, end });
    if marked && scan.has(at, Classes::HOUSE) {
        let number = if scan.text(at + 1) == "№" { at + 2 } else { at + 1 };
        if let Some(end) = house_number(scan, number).or_else(|| letter(scan, number)) {
            return found(Rank::House, end);
        }
    }
    if marked
        && scan.has(at, Classes::STREET)
        && let Some(end) = street_name(scan, at + 1)
    {
        return found(Rank::Street, end);
    }
    let year = at > 0 && scan.has(at - 1, Classes::DIGIT);
    if marked && !year && scan.has(at, Classes::SETTLEMENT) && is_name(scan, at + 1) {
        return found(Rank::Settlement, place_name(scan, at + 1));
    }
    if scan.has(at, Classes::REGION) && is_name(scan, at + 1) && scan.has_lemma(at, &["республика"]) {
        return found(Rank::Region, at + 2);
    }
    // The name first.
    let street = |at: usize| scan.has(at, Classes::STREET) && street_name(scan, at + 1).is_none();
    if is_name(scan, at) && is_name(scan, at + 1) && !scan.has(at, TRIGGERS) && street(at + 2) {
        return Some(Element { rank: Rank::Street, word: scan.bare(at + 2), end: at + 3 });
    }
    if is_name(scan, at) && scan.may_be(at, Feature::Adj.tag()) {
        if scan.has(at + 1, Classes::REGION) {
            return Some(Element { rank: Rank::Region, word: scan.bare(at), end: at + 2 });
        }
        if street(at + 1) {
            return Some(Element { rank: Rank::Street, word: scan.bare(at + 1), end: at + 2 });
        }
    }
    None
}

fn is_name(scan: &Scan<'_>, at: usize) -> bool {
    scan.is_free(at) && scan.has(at, Classes::CAPITAL) && !scan.has(at, Classes::INITIAL)
}

/// The end of a settlement's name: «Санкт-Петербург», «Нижний Новгород».
fn place_name(scan: &Scan<'_>, first: usize) -> usize {
    let mut end = first + 1;
    if scan.may_be(first, Feature::Adj.tag()) && is_name(scan, end) && !scan.has(end + 1, Classes::REGION) {
        end += 1;
    }
    while scan.text(end) == "-" && scan.is_attached(end) && scan.is_attached(end + 1) && scan.is_free(end + 1) {
        end += 2;
    }
    end
}

/// The end of a street's name: «Садовая», «Карла Маркса», «8 Марта», «50 лет Октября», «1-я Донская».
fn street_name(scan: &Scan<'_>, first: usize) -> Option<usize> {
    let mut at = first;
    let mut end = None;
    while at < first + 5 {
        let leads = at == first && scan.has(at, Classes::DIGIT)
            || matches!(
                scan.bare(at),
                "лет"
                    | "им"
                    | "имени"
                    | "маршала"
                    | "генерала"
                    | "академика"
                    | "героя"
                    | "-"
                    | "я"
                    | "й"
            );
        if let Some(after) = scan.mask_from(at, MaskKind::Person) {
            end = Some(after);
            at = after;
            continue;
        }
        if is_name(scan, at) {
            if end.is_some() && scan.has(at + 1, Classes::REGION) {
                break;
            }
            end = Some(at + 1);
        } else if !leads {
            break;
        }
        at += 1;
    }
    end
}

/// The end of a number of a house or flat: «5», «12а», «12/1», «5-7», «5 а».
fn house_number(scan: &Scan<'_>, at: usize) -> Option<usize> {
    let text = scan.text(at);
    if !scan.is_free(at) || !scan.has(at, Classes::DIGIT) || text.contains(['.', ',', ' ']) || text.chars().count() > 6
    {
        return None;
    }
    let mut end = at + 1;
    while matches!(scan.text(end), "/" | "-" | "–") && scan.is_attached(end) && scan.has(end + 1, Classes::DIGIT) {
        end += 2;
    }
    Some(letter(scan, end).filter(|_| !scan.text(end).ends_with('.')).unwrap_or(end))
}

/// The end of a single letter, in quotes or not.
fn letter(scan: &Scan<'_>, at: usize) -> Option<usize> {
    let single = |at: usize| {
        let mut chars = scan.text(at).chars();
        chars.next().is_some_and(|c| matches!(c, 'А'..='Я' | 'а'..='к' | 'A'..='Z')) && chars.next().is_none()
    };
    if matches!(scan.text(at), "«" | "\"") && single(at + 1) && matches!(scan.text(at + 2), "»" | "\"") {
        return Some(at + 3);
    }
    // «дом 5 и», «дом 5 а также»: a small letter is a word when more words follow it.
    let word =
        matches!(scan.text(at), "а" | "в" | "и" | "к") && !matches!(scan.text(at + 1), "," | "." | ";" | ")" | "");
    (single(at) && !word).then_some(at + 1)
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;
    use crate::language::MaskKind;

    #[test]
    fn addresses() {
        check(
            MaskKind::Address,
            &[
                "Приходите: [[г. Ижевск, ул. Садовая, д. 5, кв. 12]].",
                "Адрес: [[426000, г. Ижевск, ул. Карла Маркса, 15]].",
                "Дом стоит на [[ул. Ленина, д. 5/1, корп. 2]], рядом сквер.",
                "Живёт: [[Оренбургская область, г. Орск, пр-кт Мира, д. 7]].",
                "Мы находимся: [[город Воткинск, улица 8 Марта, дом 12а]].",
                "Приём в [[д. 5, каб. 12]].",
                "Ждём: [[Ижевск, ул. Пушкинская, 206]].",
                "Осмотрели [[д. Пирогово, ул. 50 лет Октября, д. 3]].",
                "Объект: [[Садовая ул., д. 9, литера А]].",
                "Объект: [[ул. Садовая, д. 23, г. Киров, 610019]].",
                "Объект: [[197110, Санкт-Петербург, Большая Зеленина ул., д. 20]].",
                "Участок: [[г. Нижний Новгород, пер. Тихий, д. 1]].",
                "В 2024 г. Далее мы ответим.",
                "По ул. Ленина ездят.",
                "Дом 5 снесён.",
                "Города г. Ижевск и г. Орск.",
                "Дома д. 5, д. 7 проверены.",
                "См. п. 3, п. 4.",
                "С Ивановым и к 5 часам.",
                "Стр. 5 отчёта.",
                "В Оренбургской области тепло.",
                "Площадь 45 метров.",
            ],
        );
    }
}
