//! Official names of authorities and institutions.

use super::MaskKind;
use super::classes::Classes;
use super::scan::Scan;
use crate::language::lexicon::Shape;
use crate::language::tag::Feature;

/// Words of the longest name.
const LONGEST: usize = 24;

/// What comes after «по» in a letter's own words, not in a name.
const NOT_IN_NAMES: &[&str] =
    &["вопрос", "результат", "итог", "адрес", "обращение", "телефон", "факт", "поручение", "запрос", "мера", "ваш"];

/// Finds names such as «Министерство земельных отношений Оренбургской области».
pub(super) fn find(scan: &mut Scan<'_>) {
    let mut from = 0;
    while let Some(head) = scan.next(from, Classes::OFFICIAL) {
        from = head + 1;
        let start = attributes(scan, head);
        // A small head makes a name only with a capital before it: «Вологодский районный суд».
        if !scan.has(start, Classes::CAPITAL) {
            continue;
        }
        let end = extent(scan, head);
        let words = end - start;
        if words < 2 || scan.shape(head) == Some(Shape::Upper) && end == head + 1 {
            continue;
        }
        let place = (head + 1..end).any(|at| scan.has(at, Classes::CAPITAL));
        let plain = scan.is_initial(start) && !place && !(start == head && is_authority(scan, head));
        if !plain && scan.add(MaskKind::OfficialName, start..end) {
            from = end;
        }
    }
}

/// Heads that no one takes for a common word at the start of a sentence.
fn is_authority(scan: &Scan<'_>, head: usize) -> bool {
    const AUTHORITIES: &[&str] = &[
        "министерство",
        "администрация",
        "департамент",
        "комитет",
        "правительство",
        "прокуратура",
        "инспекция",
        "агентство",
    ];
    scan.has_lemma(head, AUTHORITIES)
}

/// The start of the capitalised adjectives before the head: «Главное управление» begins with its adjective.
fn attributes(scan: &Scan<'_>, head: usize) -> usize {
    let mut start = head;
    let mut first = head;
    while start > 0 && head - start < 3 && scan.is_free(start - 1) && !scan.begins_line(start) {
        let at = start - 1;
        let adjective = scan.may_be(at, Feature::Adj.tag()) && agrees(scan, at, head);
        if !adjective {
            break;
        }
        start = at;
        if scan.has(at, Classes::CAPITAL) {
            first = at;
        }
    }
    // «Первый отдел», «Ваш центр» begin a sentence, not a name.
    let begins = first < head && scan.is_initial(first) && scan.has(head, Classes::CAPITAL);
    if begins { head } else { first }
}

fn agrees(scan: &Scan<'_>, adjective: usize, noun: usize) -> bool {
    let (Some(adjective), Some(noun)) = (scan.word(adjective), scan.word(noun)) else { return false };
    adjective
        .readings
        .iter()
        .filter(|reading| reading.tag.has(Feature::Adj))
        .any(|reading| noun.readings.iter().any(|other| other.tag.has(Feature::Noun) && reading.tag.agrees(other.tag)))
}

/// The end of the dependents after the head.
fn extent(scan: &Scan<'_>, head: usize) -> usize {
    let mut end = head + 1;
    let mut case = Feature::Gen;
    let mut at = head + 1;
    while at < scan.len().min(head + LONGEST) {
        if !scan.is_free(at) || scan.begins_line(at) && !scan.may_be(at, Feature::Gen.tag()) {
            break;
        }
        let folded = scan.folded(at);
        // Only right after a word that closes a phrase may a joint or a preposition follow.
        if folded == "и" && at > head + 1 && joins(scan, at + 1, case) {
            at += 1;
            continue;
        }
        if end == at {
            match folded {
                "," if lists(scan, at, case) => {
                    at += 1;
                    continue;
                }
                "по" if end == head + 1
                    && scan.may_be(at + 1, Feature::Dat.tag())
                    && !scan.has_lemma(at + 1, NOT_IN_NAMES) =>
                {
                    case = Feature::Dat;
                    at += 1;
                    continue;
                }
                "с" if case == Feature::Dat && scan.may_be(at + 1, Feature::Ins.tag()) => {
                    case = Feature::Ins;
                    at += 1;
                    continue;
                }
                "в" if scan.has(at + 1, Classes::CAPITAL) && is_place(scan, at + 1) => {
                    case = Feature::Loc;
                    at += 1;
                    continue;
                }
                "№" if scan.has(at + 1, Classes::DIGIT) => {
                    end = at + 2;
                    at = end;
                    continue;
                }
                _ => {}
            }
        }
        // Within «по управлению имуществом города» nouns govern in their turn.
        let others: &[Feature] = if case == Feature::Gen { &[] } else { &[Feature::Gen, Feature::Ins] };
        match dependent(scan, at, case).or_else(|| others.iter().find_map(|&other| dependent(scan, at, other))) {
            Some(true) => end = at + 1,
            Some(false) => {}
            None => break,
        }
        at += 1;
    }
    end
}

fn is_place(scan: &Scan<'_>, at: usize) -> bool {
    scan.may_be(at, Feature::NameGeo.tag()) || scan.has(at + 1, Classes::REGION)
}

/// True when the words after «и» go on with the same case: «труда и занятости», «земельных и имущественных отношений».
fn joins(scan: &Scan<'_>, at: usize, case: Feature) -> bool {
    dependent(scan, at, case).is_some() && !scan.has(at, Classes::OFFICIAL) && !scan.has(at, Classes::CAPITAL)
}

/// True when the comma stands in a list that «и» ends: «экономики, промышленности и торговли».
fn lists(scan: &Scan<'_>, comma: usize, case: Feature) -> bool {
    let mut at = comma + 1;
    while at < comma + 10 {
        match scan.folded(at) {
            "и" => return joins(scan, at + 1, case),
            "," => {}
            _ if dependent(scan, at, case).is_some() && !scan.has(at, Classes::CAPITAL) => {}
            _ => return false,
        }
        at += 1;
    }
    false
}

/// Whether a word is a dependent in this case: `Some(true)` for one that may end the name, `Some(false)` for one that
/// needs another after it.
fn dependent(scan: &Scan<'_>, at: usize, case: Feature) -> Option<bool> {
    if !scan.is_free(at) {
        return None;
    }
    let word = scan.word(at)?;
    if !word.is_word() || !word.cyrillic {
        return None;
    }
    // РФ, МЧС, УР
    if word.shape == Shape::Upper && word.form.chars().count() <= 6 {
        return Some(true);
    }
    if matches!(scan.text(at), "г." | "им." | "имени") {
        return Some(false);
    }
    // The likeliest reading must not be a verb: «Администрация города проверила».
    if word.readings.first().is_some_and(|first| first.tag.has(Feature::Verb) && !first.tag.has(Feature::Participle)) {
        return None;
    }
    let named = word.shape == Shape::Title && word.readings.iter().any(|reading| reading.tag.has(Feature::Propn));
    if named && at > 0 && matches!(scan.text(at - 1), "г." | "города" | "им." | "имени" | "посёлка" | "села" | "района")
    {
        return Some(true);
    }
    // «муниципального района Сергиевский»
    const AREAS: &[&str] = &["района", "округа", "образования", "поселения"];
    if word.shape == Shape::Title && at > 0 && AREAS.contains(&scan.folded(at - 1)) && !scan.is_initial(at) {
        return Some(true);
    }
    let mut adjective = false;
    for reading in word.readings.iter().filter(|reading| reading.tag.has(case) && reading.weight > 0.02) {
        if reading.tag.has(Feature::Noun) || reading.tag.has(Feature::Propn) {
            return Some(true);
        }
        adjective |= reading.tag.has(Feature::Adj) || reading.tag.has(Feature::Participle);
    }
    adjective.then_some(false)
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;
    use crate::language::MaskKind;

    #[test]
    fn names() {
        check(
            MaskKind::OfficialName,
            &[
                "Ответ дало [[Министерство земельных и имущественных отношений Оренбургской области]].",
                "[[Администрация города Ижевска]] рассмотрела письмо.",
                "Обратитесь в [[Комитет по управлению имуществом]] до мая.",
                "Об этом сообщило [[Министерство экономики, промышленности и торговли]].",
                "Мы запросили [[Управление социальной защиты населения]] вчера.",
                "Направили в [[Прокуратуру Удмуртской Республики]].",
                "Отвечает [[Отдел по работе с обращениями граждан]].",
                "Ремонт идёт в [[Школе № 5 города Ижевска]].",
                "Это решил [[Совет депутатов города Воткинска]].",
                "Письмо в [[Правительство РФ]] ушло.",
                "Запись в [[Реестре социальных выплат]] есть.",
                "Вас примет центральная поликлиника города.",
                "Иск принял [[Вологодский районный суд]] вчера.",
                "[[Местная администрация муниципального округа Чкаловское]] ответила.",
                "Первый отдел ответил вам.",
                "Ваш районный суд открыт.",
                "Ответило министерство финансов.",
                "Министерство ответило.",
                "Отдел принял решение.",
                "Управление домом ведёт кооператив.",
                "Порядок приёма прост.",
                "Суд отказал.",
                "Школа танцев открыта.",
                "Администрация решила вопрос.",
                "Центр города перекрыт.",
            ],
        );
    }
}
