//! References to acts and their parts.

use super::MaskKind;
use super::classes::Classes;
use super::registration;
use super::scan::Scan;
use crate::language::tag::Feature;

/// Words between an act and its date or number: «постановление Правительства … от».
const LONGEST_TAIL: usize = 18;

/// Finds chains such as «пунктом 3 части 1 статьи 39.16 Земельного кодекса Российской Федерации».
pub(super) fn find(scan: &mut Scan<'_>) {
    let begins = Classes::PART.with(Classes::ACT).with(Classes::CODE);
    let mut from = 0;
    while let Some(at) = scan.next(from, begins) {
        from = at + 1;
        let Some((start, end)) = reference(scan, at) else { continue };
        if scan.add(MaskKind::LegalRef, start..end) {
            from = end;
        }
    }
}

fn reference(scan: &Scan<'_>, at: usize) -> Option<(usize, usize)> {
    let Some(mut end) = parts(scan, at) else {
        return act(scan, at, false);
    };
    let chain_end = end;
    // The act may have adjectives before it: «Земельного кодекса», «настоящего Порядка».
    let head = (end..end + 4).find(|&head| scan.has(head, Classes::ACT.with(Classes::CODE)));
    if let Some(head) = head
        && (end..head).all(|word| is_attribute(scan, word))
        && let Some((_, act_end)) = act(scan, head, true)
    {
        end = act_end;
    }
    // «…, утверждённого приказом … от … № …»
    let participle = if scan.text(end) == "," { end + 1 } else { end };
    if end > chain_end && scan.folded(participle).starts_with("утвержденн") {
        let by = (participle + 1..participle + 3).find(|&head| scan.has(head, Classes::ACT));
        if let Some((_, act_end)) = by.and_then(|head| act(scan, head, false)) {
            end = act_end;
        }
    }
    // A heading or an appendix alone is a place in some text, not a reference to an act.
    let weak = end == chain_end && scan.has_lemma(at, &["глава", "раздел", "приложение", "параграф"]);
    (!weak).then_some((at, end))
}

/// The end of a chain of parts: «п. 3 ч. 1 ст. 39.16», «части первая и вторая статьи 5».
fn parts(scan: &Scan<'_>, at: usize) -> Option<usize> {
    let mut end = item(scan, at)?;
    loop {
        let next = if matches!(scan.text(end), "," | "и" | "или") { end + 1 } else { end };
        match scan.has(next, Classes::PART).then(|| item(scan, next)).flatten() {
            Some(after) => end = after,
            None => return Some(end),
        }
    }
}

/// One part with its numbers.
fn item(scan: &Scan<'_>, at: usize) -> Option<usize> {
    if !scan.has(at, Classes::PART) {
        return None;
    }
    // An abbreviation without its period («п 3», «ч 2») must be small.
    let mut number = at + 1;
    while matches!(scan.text(number), "№" | ".") && number < at + 3 {
        number += 1;
    }
    let mut end = part_number(scan, number)?;
    loop {
        let joint = scan.text(end);
        let range = matches!(joint, "-" | "–" | "—" | "/" | ".");
        if !(matches!(joint, "," | "и" | "или") || range && scan.is_attached(end)) {
            return Some(end);
        }
        // «п. 3, 5 домов»: only a number after a comma that ends the list or is followed by another part.
        match part_number(scan, end + 1) {
            Some(after) if range || !scan.may_be(after, Feature::Noun.tag()) || follows(scan, after) => end = after,
            _ => return Some(end),
        }
    }
}

/// True when what follows a list of numbers shows that it was one of parts: an act, another part, a sign.
fn follows(scan: &Scan<'_>, at: usize) -> bool {
    scan.has(at, Classes::PART.with(Classes::ACT).with(Classes::CODE).with(Classes::CAPITAL))
}

fn part_number(scan: &Scan<'_>, at: usize) -> Option<usize> {
    if scan.has(at, Classes::DIGIT)
        && scan.text(at).bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte >= 128)
        || scan.has(at, Classes::ROMAN)
    {
        return (scan.is_free(at) || scan.mask(at).is_some_and(|(kind, _)| kind == MaskKind::Time)).then_some(at + 1);
    }
    // «подпункт «а» пункта 3»
    if matches!(scan.text(at), "«" | "\"") && scan.text(at + 1).chars().count() == 1 {
        return matches!(scan.text(at + 2), "»" | "\"").then_some(at + 3);
    }
    let ordinal = ["перв", "втор", "трет", "четверт", "пят", "шест", "седьм", "восьм", "девят", "десят"];
    let folded = scan.folded(at);
    let is_ordinal = ordinal.iter().any(|stem| folded.starts_with(stem)) && scan.may_be(at, Feature::Adj.tag());
    is_ordinal.then_some(at + 1)
}

/// A word that may stand between the parts and the act.
fn is_attribute(scan: &Scan<'_>, at: usize) -> bool {
    scan.is_free(at) && (scan.may_be(at, Feature::Adj.tag()) || scan.may_be(at, Feature::Det.tag()))
        || matches!(scan.folded(at), "настоящего" | "указанного" | "названного" | "этого" | "данного" | "к")
}

/// An act with what names it. `part`: a part of it was named before, so that its name alone is enough.
fn act(scan: &Scan<'_>, head: usize, part: bool) -> Option<(usize, usize)> {
    if scan.has(head, Classes::CODE) {
        let country = matches!(scan.text(head + 1), "РФ" | "Российской");
        let end = if scan.text(head + 1) == "РФ" { head + 2 } else { head + 1 + 2 * usize::from(country) };
        return (country || part).then_some((head, end));
    }
    if !scan.has(head, Classes::ACT) || !scan.is_free(head) {
        return None;
    }
    let mut start = head;
    while start > 0 && head - start < 3 && scan.is_free(start - 1) && scan.has(start - 1, Classes::CAPITAL) {
        if !scan.may_be(start - 1, Feature::Adj.tag()) {
            break;
        }
        start -= 1;
    }
    if let Some(end) = numbered(scan, head + 1) {
        return Some((start, end));
    }
    let named = scan.has(head, Classes::CAPITAL) || start < head;
    let code = scan.has_lemma(head, &["кодекс", "конституция"]);
    let tail = tail(scan, head + 1);
    let federal = start < head && scan.has_lemma(head, &["закон", "конституция", "кодекс"]);
    let whole =
        code && (tail > head + 1 || start < head) || federal && !scan.is_initial(start) || part && (named || code);
    whole.then_some((start, if code || !part { tail.max(head + 1) } else { head + 1 }))
}

/// The end of «… от 03.04.2024 № 11» when it follows within the name of who issued the act.
fn numbered(scan: &Scan<'_>, from: usize) -> Option<usize> {
    let mut at = from;
    let mut found = None;
    while at < from + LONGEST_TAIL {
        if let Some((kind, tokens)) = scan.mask(at) {
            match kind {
                MaskKind::RegNumber | MaskKind::Date if tokens.start == at => found = Some(tokens.end),
                _ => return found,
            }
            at = tokens.end;
            continue;
        }
        if scan.folded(at) == "от"
            && let Some(end) = scan.mask_from(at + 1, MaskKind::Date)
        {
            found = Some(end);
            at = end;
            continue;
        }
        if scan.has(at, Classes::NUMERO)
            && let Some(end) = registration::number(scan, at + 1)
        {
            // After its number an act may still have its date, and nothing else.
            found = Some(end);
            at = end;
            continue;
        }
        let law_number = found.is_none()
            && scan.has(at, Classes::DIGIT)
            && registration::is_of_law(scan.text(at))
            && registration::number(scan, at) == Some(at + 1);
        if law_number {
            found = Some(at + 1);
            at += 1;
            continue;
        }
        if found.is_some() || !(is_dependent(scan, at) || matches!(scan.folded(at), "и" | "об" | "о")) {
            return found;
        }
        at += 1;
    }
    found
}

/// A word in the name of an act or of who issued it.
fn is_dependent(scan: &Scan<'_>, at: usize) -> bool {
    scan.is_free(at) && (scan.has(at, Classes::CAPITAL) || scan.may_be(at, Feature::Gen.tag()))
}

/// The end of the capitalised words after an act: «Российской Федерации», «РФ», «об административных …».
fn tail(scan: &Scan<'_>, from: usize) -> usize {
    let mut end = from;
    while scan.is_free(end) && scan.has(end, Classes::CAPITAL) && !scan.begins_line(end) {
        end += 1;
    }
    let names: [&[&str]; 3] = [
        &["об", "административных", "правонарушениях"],
        &["административного", "судопроизводства"],
        &["внутреннего", "водного", "транспорта"],
    ];
    let stands = |name: &&[&str]| name.iter().enumerate().all(|(step, word)| scan.folded(end + step) == *word);
    end + names.into_iter().find(stands).map_or(0, <[&str]>::len)
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;
    use crate::language::MaskKind;

    #[test]
    fn references() {
        check(
            MaskKind::LegalRef,
            &[
                "Отказ дан [[пунктом 3 части 1 статьи 39.16 Земельного кодекса Российской Федерации]].",
                "По [[ст. 10 Федерального закона от 02.05.2006 № 59-ФЗ]] «О порядке рассмотрения обращений».",
                "Это [[п. 2.7 Порядка, утверждённого приказом министерства от 03.04.2024 № 11]].",
                "Согласно [[части 2 статьи 5 ЖК РФ]] плату вносят.",
                "Есть [[постановление Правительства Российской Федерации от 06.05.2011 № 354]].",
                "Нарушен [[пункт 4 и абзац второй пункта 5]].",
                "По [[ст. 7.1, 8 Кодекса Российской Федерации об административных правонарушениях]].",
                "Есть [[статья 22 Кодекса административного судопроизводства]] и суд.",
                "Это [[подпункт «а» пункта 3 Правил]].",
                "Действует [[Федеральный закон от 27.07.2010 № 210-ФЗ]].",
                "Издан [[приказ Министерства труда и занятости от 03.04.2024 № 11]].",
                "Есть [[Жилищный кодекс Российской Федерации]].",
                "По [[закону № 59-ФЗ]] ответ бесплатный.",
                "Это первая часть работы.",
                "Ваша статья интересна.",
                "По закону вы правы.",
                "В п. Садовый чисто.",
                "Издан приказ о премии.",
                "Новый порядок приёма.",
                "Глава города ответил.",
                "Раздел 3 открыт.",
                "Правила просты.",
                "Он ст. лейтенант.",
            ],
        );
    }
}
