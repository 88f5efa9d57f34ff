//! Names of persons.

use super::MaskKind;
use super::classes::Classes;
use super::scan::Scan;
use crate::language::lexicon::Shape;
use crate::language::tag::{Feature, Tag};

/// Finds «Иванова И. И.», «И.И. Иванов», «Иванов Иван Иванович», «Анна Петровна», the name after «г-н».
pub(super) fn find(scan: &mut Scan<'_>) {
    let mut from = 0;
    let begins = Classes::INITIAL.with(Classes::PATRONYMIC).with(Classes::GIVEN).with(Classes::CITIZEN);
    while let Some(at) = scan.next(from, begins) {
        from = at + 1;
        let found = by_initials(scan, at)
            .or_else(|| by_patronymic(scan, at))
            .or_else(|| by_given_name(scan, at))
            .or_else(|| by_address(scan, at));
        if let Some((start, end)) = found
            && scan.add(MaskKind::Person, start..end)
        {
            from = end.max(from);
        }
    }
}

/// How much a word looks like a surname: 0 not, 1 by its ending, 2 read so.
fn likeness(scan: &Scan<'_>, at: usize) -> u8 {
    let title = matches!(scan.shape(at), Some(Shape::Title | Shape::Upper)) && scan.has(at, Classes::CAPITAL);
    if !title || !scan.is_free(at) || scan.has(at, Classes::INITIAL) {
        return 0;
    }
    // «Министру И. И. Иванову»: a noun of the dictionary is a surname only by its ending.
    match () {
        () if scan.has(at, Classes::SURNAME) => 2,
        () if scan.has(at, Classes::SURNAME_LIKE) && !is_common(scan, at) => 1,
        () if scan.has(at, Classes::SURNAME_LIKE) && scan.word(at).is_some_and(|w| w.may_be(Feature::Noun.tag())) => 1,
        () => 0,
    }
}

/// True when the dictionary knows the word and not as a name.
fn is_common(scan: &Scan<'_>, at: usize) -> bool {
    scan.word(at).is_some_and(|word| word.is_known() && !word.may_be(Feature::Propn.tag()))
}

/// True for a capitalised word of letters that is no initial.
fn is_title(scan: &Scan<'_>, at: usize) -> bool {
    scan.is_free(at)
        && scan.has(at, Classes::CAPITAL)
        && !scan.has(at, Classes::INITIAL)
        && matches!(scan.shape(at), Some(Shape::Title | Shape::Upper))
        && !scan.text(at).ends_with('.')
}

/// The first token of the surname that ends at `last`: double surnames are three tokens.
fn surname_start(scan: &Scan<'_>, last: usize) -> usize {
    let double = last >= 2
        && scan.text(last - 1) == "-"
        && scan.is_attached(last)
        && scan.is_attached(last - 1)
        && is_title(scan, last - 2);
    if double { last - 2 } else { last }
}

/// One past the surname that begins at `first`.
fn surname_end(scan: &Scan<'_>, first: usize) -> usize {
    let double = scan.text(first + 1) == "-"
        && scan.is_attached(first + 1)
        && scan.is_attached(first + 2)
        && is_title(scan, first + 2);
    if double { first + 3 } else { first + 1 }
}

/// The end of an initial at `at`: its period may be a token of its own.
fn initial(scan: &Scan<'_>, at: usize) -> Option<usize> {
    if !scan.is_free(at) || !scan.has(at, Classes::INITIAL) {
        return None;
    }
    match scan.text(at) {
        text if text.ends_with('.') => Some(at + 1),
        // At the end of a sentence the period stays outside the name.
        _ if scan.text(at + 1) == "." && scan.is_attached(at + 1) => Some(at + 1),
        _ => None,
    }
}

/// `first..end` of the initials around `at`, one or two.
fn by_initials(scan: &Scan<'_>, at: usize) -> Option<(usize, usize)> {
    let mut end = initial(scan, at)?;
    let dotted = scan.text(end - 1).ends_with('.');
    let second = dotted && !scan.begins_line(end);
    let count = match second.then(|| initial(scan, end)).flatten() {
        Some(after) => {
            end = after;
            2
        }
        None => 1,
    };
    let needed = if count == 2 { 0 } else { 2 };
    let open = scan.text(end - 1).ends_with('.');
    let before = at
        .checked_sub(1)
        .filter(|&last| is_title(scan, last) && !scan.begins_line(at))
        .map(|last| (surname_start(scan, last), likeness(scan, last)))
        .filter(|&(_, like)| like >= needed);
    let after = Some(end)
        .filter(|&first| open && is_title(scan, first) && (count == 2 || !scan.begins_line(first)))
        // Initials after it say that it is the surname of the next person.
        .filter(|&first| before.is_none() || initial(scan, surname_end(scan, first)).is_none())
        .map(|first| (surname_end(scan, first), likeness(scan, first)))
        .filter(|&(_, like)| like >= needed);
    match (before, after) {
        (Some((_, before)), Some((after_end, after))) if after > before || (before == 0 && !scan.begins_line(end)) => {
            Some((at, after_end))
        }
        (Some((start, _)), _) => Some((start, end)),
        (None, Some((after_end, _))) => Some((at, after_end)),
        (None, None) => None,
    }
}

fn by_patronymic(scan: &Scan<'_>, at: usize) -> Option<(usize, usize)> {
    let patronymic = |at: usize| scan.has(at, Classes::PATRONYMIC) && is_title(scan, at);
    // The search stops at the given name, which comes first.
    let (given, mut end) = if scan.has(at, Classes::GIVEN) && patronymic(at + 1) {
        (at, at + 2)
    } else if scan.has(at, Classes::GIVEN) && matches!(scan.folded(at + 2), "оглы" | "оглу" | "кызы" | "гызы")
    {
        (at, at + 3)
    } else if patronymic(at) && at > 0 && is_title(scan, at - 1) && !is_common(scan, at - 1) {
        (at - 1, at + 1)
    } else {
        return None;
    };
    let start = given
        .checked_sub(1)
        .filter(|&last| is_title(scan, last) && likeness(scan, last) > 0)
        .map(|last| surname_start(scan, last));
    if start.is_none() && is_title(scan, end) && likeness(scan, end) > 0 && !patronymic(end + 2) {
        end = surname_end(scan, end);
    }
    // «Исполнитель: Пак Анна Борисовна»: in its place any capitalised word is the surname.
    let placed = || given >= 2 && end == at + 1 + usize::from(given == at) && scan.text(given - 2) == ":";
    let bare = start.is_none() && placed() && is_title(scan, given - 1) && !scan.may_be(given - 1, Feature::Adj.tag());
    Some((start.unwrap_or(given - usize::from(bare)), end))
}

/// A given name with a surname that agrees, in either order.
fn by_given_name(scan: &Scan<'_>, at: usize) -> Option<(usize, usize)> {
    if !scan.has(at, Classes::GIVEN) || !is_title(scan, at) {
        return None;
    }
    let surname = |at: usize| is_title(scan, at) && scan.has(at, Classes::SURNAME);
    if surname(at + 1) && agree(scan, at, at + 1) {
        return Some((at, surname_end(scan, at + 1)));
    }
    let before = at.checked_sub(1).filter(|&last| surname(last) && agree(scan, at, last) && !scan.begins_line(at))?;
    Some((surname_start(scan, before), at + 1))
}

/// True when the words have readings as given name and surname in one case and gender, likely ones.
fn agree(scan: &Scan<'_>, given: usize, surname: usize) -> bool {
    let groups = Tag::CASE.with(Tag::GENDER).with(Tag::NUMBER);
    let (Some(given), Some(surname)) = (scan.word(given), scan.word(surname)) else { return false };
    let likely =
        |name: Feature| move |reading: &&crate::language::Reading| reading.tag.has(name) && reading.weight > 0.1;
    given.readings.iter().filter(likely(Feature::NameGiv)).any(|first| {
        surname
            .readings
            .iter()
            .filter(likely(Feature::NameSur))
            .any(|second| first.tag.only(groups) == second.tag.only(groups) && !first.tag.has(Feature::Plur))
    })
}

/// The name after «г-н», «гражданка».
fn by_address(scan: &Scan<'_>, at: usize) -> Option<(usize, usize)> {
    let singular = scan.may_be(at, Feature::Sing.tag()) || scan.bare(at).starts_with('г');
    let name = at + 1;
    let abbreviated = scan.text(at).ends_with('.') && scan.bare(at) != "гр";
    let named =
        scan.has(at, Classes::CITIZEN) && !abbreviated && singular && is_title(scan, name) && likeness(scan, name) > 0;
    let place = scan.may_be(name, Feature::NameGeo.tag()) && !scan.has(name, Classes::SURNAME);
    let initials = initial(scan, surname_end(scan, name)).is_some();
    (named && !place && !initials).then(|| (name, surname_end(scan, name)))
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;
    use crate::language::MaskKind;

    #[test]
    fn names() {
        check(
            MaskKind::Person,
            &[
                "Ответ подготовила [[Иванова И.И.]] вчера.",
                "Ответ подготовил [[И. И. Иванов]] вчера.",
                "Вам поможет [[Петров Иван Сергеевич]], наш юрист.",
                "Уважаемая [[Анна Петровна]]!",
                "Уважаемый [[Иван Иванович Сидоров]]!",
                "Вопрос задала [[Иванова-Петрова А. Б.]] и другие.",
                "Направлено [[Петровой Анне Сергеевне]] почтой.",
                "Директор [[А.А. Сычугов]] подписал.",
                "По заявлению [[Сычугова А.А.]] проверили.",
                "Список: [[Кузнецов П. П.]], [[Белова Н. Н]].",
                "Министру [[П. С. Орлову]]",
                "Гражданка [[Кузнецова]] написала нам.",
                "Ей ответил [[Пётр Кузнецов]].",
                "Принял [[Алиев Руслан Мамед оглы]].",
                "Мнение [[Мухаметгалиева Рустама Ильдаровича]] учли.",
                "Исполнитель: [[Пак Анна Борисовна]], отдел кадров.",
                "Здание стоит в г. Киров.",
                "Ответил [[Орлов В.В]].",
                "Вера в успех важна.",
                "Роман Толстого известен.",
                "Города нашего края.",
                "Слов не хватает.",
                "Гражданин России получит пособие.",
                "Граждане Украины обратились.",
                "Надежда есть.",
                "Ленина знают все.",
                "В г. Иваново тепло.",
                "Отдел А. Приём граждан.",
                "Мир труду.",
                "Пункт А. Дорога.",
                "Дорога Победы отремонтирована.",
                "Любовь детей к школе.",
            ],
        );
    }
}
