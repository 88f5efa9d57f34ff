//! Recognises in one line of text what letters are made of: names of persons, phones, dates, placeholders.
//!
//! Ranges are bytes of the text given. Everything here runs on short candidate lines only, never on a whole document.

use crate::language::MONTHS;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::phone::phone;

/// How a person's name is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameForm {
    /// Surname, name and patronymic.
    Full,
    /// Surname with initials.
    Initials,
    /// Two of the three parts, or one.
    Part,
    /// A placeholder that asks for the full name.
    AsksFull,
    /// A placeholder that asks for less.
    AsksPart,
}

/// A person's name in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Person {
    pub(super) range: Range<usize>,
    pub(super) form: NameForm,
    /// True for «Иванову Ивану Ивановичу», as letters are addressed.
    pub(super) dative: bool,
}

/// A hole in a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Placeholder<'a> {
    pub(super) range: Range<usize>,
    /// What it says should be written; empty for a blank such as «____».
    pub(super) name: &'a str,
}

impl Placeholder<'_> {
    /// True when its name has one of these beginnings of words (small letters).
    pub(super) fn says(&self, stems: &[&str]) -> bool {
        says(self.name, stems)
    }
}

/// The placeholders of a text, in order. Cheap when there is none.
pub(super) fn placeholders(text: &str) -> impl Iterator<Item = Placeholder<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(found) = text[at..].find(['[', '{', '<', '%', '_', '$']) {
            let start = at + found;
            if let Some(placeholder) = placeholder_at(text, start) {
                at = placeholder.range.end;
                return Some(placeholder);
            }
            at = start + 1;
        }
        None
    })
}

/// True when a text says where to call, write or come with questions. `holes`: placeholders of a template count.
pub fn gives_contact(text: &str, holes: bool) -> bool {
    if text.contains('@') || text.contains("://") || text.contains("www.") || phone(text).is_some() {
        return true;
    }
    let folded = text.to_lowercase();
    let site =
        folded.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '(' | ')' | '«' | '»')).any(|word| {
            let word = word.trim_end_matches(['.', ',', ':']);
            [".ru", ".рф", ".su", ".com", ".org", ".example"].iter().any(|end| word.ends_with(end))
        });
    let short = ["телефон 1", "телефону 1", "тел. 1"];
    site || short.iter().any(|words| folded.contains(words))
        || (holes && placeholders(text).any(|hole| hole.says(&["тел", "почт", "сайт", "контакт"])))
}

/// True when a text has a placeholder whose name holds one of these.
pub fn has_hole(text: &str, stems: &[String]) -> bool {
    placeholders(text).any(|hole| stems.iter().any(|stem| says(hole.name, &[stem])))
}

/// True when a placeholder's name has a word that begins so: «вопрос» is no «опрос», «исполнитель» no «тел».
fn says(name: &str, stems: &[&str]) -> bool {
    let name = name.to_lowercase();
    let begins = |stem: &str| name.split(|c: char| !c.is_alphanumeric()).any(|word| word.starts_with(stem));
    stems.iter().any(|stem| if stem.chars().all(char::is_alphabetic) { begins(stem) } else { name.contains(stem) })
}

/// Bytes a placeholder may have: beyond that an open bracket is just a bracket.
const LONGEST_HOLE: usize = 240;

/// The beginning of a text, at most so many bytes.
fn within(text: &str, most: usize) -> &str {
    let mut end = most.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

fn placeholder_at(text: &str, start: usize) -> Option<Placeholder<'_>> {
    let rest = &text[start..];
    // «__» апреля: a day to fill in.
    let day = rest.starts_with("__»") && text[..start].ends_with('«');
    if rest.starts_with("___") || day {
        let len = rest.len() - rest.trim_start_matches('_').len();
        return Some(Placeholder { range: start..start + len, name: "" });
    }
    let pairs = [("{{", "}}"), ("${", "}"), ("[", "]"), ("{", "}"), ("<", ">"), ("%", "%"), ("$", "$")];
    let (open, close) = pairs.into_iter().find(|(open, _)| rest.starts_with(open))?;
    let inside = within(&rest[open.len()..], LONGEST_HOLE);
    if !inside.starts_with(char::is_alphabetic) {
        return None;
    }
    let end = inside.find([close.chars().next()?, '\n'])?;
    let name = &inside[..end];
    let named = inside[end..].starts_with(close) && (!matches!(open, "%" | "$") || !name.contains(char::is_whitespace));
    let len = open.len() + end + close.len();
    named.then_some(Placeholder { range: start..start + len, name })
}

/// The names of the placeholders of a text with their places, in order.
pub(crate) fn holes(text: &str) -> impl Iterator<Item = (&str, Range<usize>)> {
    placeholders(text).map(|hole| (hole.name, hole.range))
}

static DATE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let months = MONTHS.join("|");
    let ordinals = r"(?i:(?:перв|втор|четв[её]рт|пят|шест|седьм|восьм|девят|десят|одиннадцат|двенадцат|тринадцат|четырнадцат|пятнадцат|шестнадцат|семнадцат|восемнадцат|девятнадцат|двадцат|тридцат)ого|третьего)";
    let blank = r"[«“\u{22}]?_{2,}[»”\u{22}]?[ \u{a0}]*_{2,}[ \u{a0}]*(?:20|202)_*(?:[ \u{a0}]*г(?:\.|ода))?";
    Regex::new(&format!(
        r"\b[0-9]{{1,2}}[./][0-9]{{1,2}}[./](?:20)?[0-9]{{2}}(?:\b|г)|\b[0-9]{{1,2}}\.[IVX]{{1,4}}\.(?:20)?[0-9]{{2}}\b|\b[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}\b|(?:[«“\x22]?\b[0-9]{{1,2}}(?:-го)?[»”\x22]?|\b(?:(?i:двадцать|тридцать)[ \u{{a0}}])?{ordinals})[ \u{{a0}}]+(?:{months})[ \u{{a0}}]+(?:[0-9]{{4}}(?:[ \u{{a0}}]*(?:года|год|г\b\.?))?|[ст]\.[ \u{{a0}}]?г\.|(?:сего|текущего|этого)[ \u{{a0}}]года)|{blank}"
    ))
    .ok()
});

/// The dates with a year in a text, in order; blanks of a form («__» ______ 20__ г.) count.
pub(super) fn dates(text: &str) -> Vec<Range<usize>> {
    DATE.as_ref().map(|regex| regex.find_iter(text).map(|found| found.range()).collect()).unwrap_or_default()
}

/// A word of a line with its place.
#[derive(Clone, Copy, Debug)]
struct Piece<'a> {
    start: usize,
    text: &'a str,
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let inside = |c: char| c.is_alphabetic() || c == '-' || c == '.' || c == '\u{301}';
    let mut pieces = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (start, inside(c)) {
            (None, true) if c.is_alphabetic() => start = Some(at),
            (Some(from), false) => {
                pieces.push(Piece { start: from, text: &text[from..at] });
                start = None;
            }
            _ => {}
        }
    }
    pieces
}

/// «И.», «И.О.», «Ю.-К.»: one or two initials; the count.
fn initials(word: &str) -> usize {
    let mut count = 0;
    for part in word.split_terminator('.') {
        let mut letters = part.trim_start_matches('-').chars();
        if !letters.next().is_some_and(|c| matches!(c, 'А'..='Я' | 'Ё')) || letters.next().is_some_and(|c| c != '-')
        {
            return 0;
        }
        count += 1;
    }
    if word.ends_with('.') && count <= 2 { count } else { 0 }
}

/// «И.О.Иванов» is one piece: its initials and the rest.
fn split_initials(word: &str) -> Option<(&str, &str)> {
    let dot = word.rfind('.')?;
    let (head, tail) = word.split_at(dot + 1);
    (initials(head) > 0 && is_name(tail)).then_some((head, tail))
}

fn is_name(word: &str) -> bool {
    let word = word.trim_end_matches('.');
    let mut parts = word.split('-');
    parts.all(|part| {
        let mut letters = part.chars();
        letters.next().is_some_and(|c| matches!(c, 'А'..='Я' | 'Ё'))
            && letters.clone().next().is_some()
            && (letters.clone().all(|c| matches!(c, 'а'..='я' | 'ё')) || letters.all(|c| matches!(c, 'А'..='Я' | 'Ё')))
    })
}

/// «Глава сельсовета А. Чендеков»: one initial, at the end of a line with a post; «школа имени А. Чендекова» is none.
fn signs_with_one(text: &str, initial: Piece<'_>, surname: Piece<'_>) -> bool {
    let head = text[..initial.start].trim_end();
    let last = head.rsplit(char::is_whitespace).next().unwrap_or_default();
    text[surname.start + surname.text.len()..].trim().is_empty()
        && last.starts_with(char::is_lowercase)
        && !last.ends_with('.')
        && !last.starts_with("имен")
        && count_words(head) <= 6
}

const PATRONYMIC: [&str; 6] = ["вич", "вна", "ична", "инична", "ьич", "мич"];
const PATRONYMIC_DATIVE: [&str; 6] = ["вичу", "вне", "ичне", "иничне", "ьичу", "мичу"];
/// The ends in other cases: «подготовлено Рощиной Верой Ильиничной».
const PATRONYMIC_OTHER: [&str; 12] =
    ["овича", "евича", "ьича", "овичем", "евичем", "ьичем", "овны", "евны", "ичны", "овной", "евной", "ичной"];
const PATRONYMIC_WORDS: [&str; 10] = ["оглы", "оглу", "кызы", "гызы", "улы", "уулу", "кизи", "углы", "лукич", "фомич"];

/// True for a patronymic; the answer tells whether it is in the dative.
fn patronymic(word: &str) -> Option<bool> {
    let word = word.trim_end_matches('.').to_lowercase();
    if word.chars().count() < 5 && !PATRONYMIC_WORDS.contains(&&*word) {
        return None;
    }
    let ends = |list: &[&str]| list.iter().any(|end| word.ends_with(end));
    if PATRONYMIC_WORDS.contains(&&*word) || ends(&PATRONYMIC) || ends(&PATRONYMIC_OTHER) {
        Some(false)
    } else {
        ends(&PATRONYMIC_DATIVE).then_some(true)
    }
}

/// «Подготовлено Рощиной Верой Ильиничной»: the word before the name.
fn is_deed(word: &str) -> bool {
    let word = word.to_lowercase();
    ["готовил", "подготов", "состав", "исполн", "напис", "писал", "рассм"].iter().any(|stem| word.starts_with(stem))
}

const FULL_NAME: [&str; 3] = ["фио", "ф.и.о", "имя"];

/// The first name of a person in a line, or the placeholder for one.
pub(super) fn person(text: &str) -> Option<Person> {
    let asked = person_placeholder(text);
    let written = written_person(text);
    let written = written.or_else(|| surname_and_given(text));
    match (asked, written) {
        (Some(asked), Some(written)) if asked.range.start <= written.range.start => Some(asked),
        (asked, written) => written.or(asked),
    }
}

fn written_person(text: &str) -> Option<Person> {
    let pieces = pieces(text);
    let close = |left: Piece<'_>, right: Piece<'_>| {
        text[left.start + left.text.len()..right.start].chars().all(|c| matches!(c, ' ' | '\u{a0}' | '\u{202f}'))
    };
    let span = |first: Piece<'_>, last: Piece<'_>| {
        let end = last.start + last.text.len();
        let dotted = initials(last.text) > 0;
        first.start..end - if dotted { 0 } else { last.text.len() - last.text.trim_end_matches('.').len() }
    };
    for (index, &piece) in pieces.iter().enumerate() {
        let next = |by: usize| {
            let mut left = piece;
            for step in 1..=by {
                let right = *pieces.get(index + step)?;
                if !close(left, right) {
                    return None;
                }
                left = right;
            }
            Some(left)
        };
        if let Some((_, surname)) = split_initials(piece.text) {
            return Some(Person { range: span(piece, piece), form: NameForm::Initials, dative: dative(surname) });
        }
        let here = initials(piece.text);
        if here > 0 {
            // «И.О. Фамилия», «И. О. Фамилия».
            let skip = if here == 1 && next(1).is_some_and(|next| initials(next.text) == 1) { 2 } else { 1 };
            if let Some(surname) = next(skip).filter(|name| is_name(name.text) && initials(name.text) == 0)
                && (here == 2
                    || skip == 2
                    || text[..piece.start].trim().is_empty()
                    || signs_with_one(text, piece, surname))
            {
                let form = NameForm::Initials;
                return Some(Person { range: span(piece, surname), form, dative: dative(surname.text) });
            }
            if let Some(last) = next(1)
                && let Some((_, surname)) = split_initials(last.text)
            {
                return Some(Person { range: span(piece, last), form: NameForm::Initials, dative: dative(surname) });
            }
            continue;
        }
        if !is_name(piece.text) {
            continue;
        }
        // «Фамилия И.О.», «Фамилия И. О.»
        if let Some(first) = next(1)
            && initials(first.text) > 0
        {
            let last = next(2).filter(|last| initials(first.text) == 1 && initials(last.text) == 1).unwrap_or(first);
            return Some(Person { range: span(piece, last), form: NameForm::Initials, dative: dative(piece.text) });
        }
        if let (Some(second), Some(third)) = (next(1), next(2))
            && is_name(second.text)
        {
            // «Фамилия Имя Отчество [оглы]»
            if let Some(dative) = patronymic(third.text) {
                let last = next(3).filter(|last| patronymic(last.text).is_some() && !is_name(last.text));
                return Some(Person { range: span(piece, last.unwrap_or(third)), form: NameForm::Full, dative });
            }
            if is_name(third.text)
                && !is_deed(piece.text)
                && let Some(fourth) = next(3)
                && let Some(dative) = patronymic(fourth.text)
            {
                return Some(Person { range: span(piece, fourth), form: NameForm::Full, dative });
            }
        }
        if let Some(second) = next(1)
            && is_name(second.text)
            && let Some(dative) = patronymic(second.text)
        {
            // «Имя Отчество Фамилия» or without the surname.
            return Some(match next(2).filter(|third| is_name(third.text)) {
                Some(third) => Person { range: span(piece, third), form: NameForm::Full, dative },
                None => Person { range: span(piece, second), form: NameForm::Part, dative },
            });
        }
    }
    None
}

/// Given names that are common, as they stand beside a surname.
const GIVEN: &str = "Александр Александра Алексей Алина Алиса Алла Алёна Анастасия Анатолий Ангелина Андрей Анна Антон \
    Антонина Аркадий Арина Арсений Артур Артём Валентин Валентина Валерий Валерия Варвара Василий Василиса Вера Вероника \
    Виктор Виктория Виталий Владимир Владислав Всеволод Вячеслав Галина Геннадий Георгий Герман Глеб Григорий Данила \
    Дарья Денис Диана Дмитрий Ева Евгений Евгения Егор Екатерина Елена Елизавета Жанна Зинаида Зоя Иван Игорь Илья Инна \
    Ирина Карина Кирилл Кира Клавдия Константин Кристина Ксения Лариса Лев Леонид Лидия Любовь Людмила Майя Макар Максим \
    Маргарита Марина Мария Матвей Милана Михаил Надежда Наталия Наталья Никита Николай Нина Оксана Олег Олеся Ольга Павел \
    Пётр Полина Раиса Регина Римма Роман Руслан Светлана Семён Сергей София Софья Станислав Степан Тамара Татьяна Тимофей \
    Тимур Ульяна Фёдор Эльвира Эмма Юлия Юрий Яна Ярослав Ярослава";

/// «Нагорная Полина» at the beginning of a line, with nothing or a comma after it.
fn surname_and_given(text: &str) -> Option<Person> {
    // «Сведения об исполнителе: Мозговая Людмила, специалист»
    let head = text.find(": ").filter(|&at| count_words(&text[..at]) <= 4).map_or(0, |at| at + 2);
    let start = head + text[head..].len() - text[head..].trim_start().len();
    let line = text[start..].split([',', ';', '(', '\n', '\t']).next()?.trim_end().trim_end_matches('.');
    // «Подготовила заместитель главного врача Пяткина Раиса»
    let last = match text.trim_start().to_lowercase().starts_with("подготовил") {
        true => line.rmatch_indices([' ', '\u{a0}', '\u{202f}']).nth(1).map_or(0, |(at, space)| at + space.len()),
        false => 0,
    };
    let (start, line) = (start + last, &line[last..]);
    let words: Vec<&str> = line.split([' ', '\u{a0}', '\u{202f}']).collect();
    let [one, other] = words[..] else { return None };
    let is_given = |word: &str| GIVEN.split_whitespace().any(|given| given.replace('ё', "е") == word.replace('ё', "е"));
    let named = is_name(one) && is_name(other) && is_given(one) != is_given(other);
    let surname = if is_given(one) { other } else { one };
    named.then(|| Person { range: start..start + line.len(), form: NameForm::Part, dative: dative(surname) })
}

/// «Сафину Ринату», «Рожковой Марии»: two or three names, a common given one among them in the dative.
pub(super) fn is_called_in_dative(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().map(|word| word.trim_end_matches(',')).collect();
    let given = |word: &str| {
        let word = word.to_lowercase().replace('ё', "е");
        GIVEN.split_whitespace().any(|name| {
            let name = name.to_lowercase().replace('ё', "е");
            let stem = name.trim_end_matches(['а', 'я', 'й', 'ь']);
            word.strip_prefix(stem).is_some_and(|end| matches!(end, "у" | "ю" | "е" | "и")) && word != name
        })
    };
    (2..=3).contains(&words.len())
        && words.iter().all(|word| is_name(word))
        && words.iter().any(|word| given(word) || dative(word))
}

/// Two names side by side inside a line: «Поиск ведёт Насырова Гульшат, архивист»; words of other use stand before them.
pub(super) fn names_inside(text: &str) -> Option<Person> {
    let pieces = pieces(text);
    let told = |piece: &&Piece<'_>| is_name(piece.text) && !piece.text.chars().nth(1).is_some_and(char::is_uppercase);
    pieces.windows(3).find_map(|three| {
        let [before, one, other] = three else { return None };
        let end = other.start + other.text.trim_end_matches('.').len();
        let close = text[one.start + one.text.len()..other.start].chars().all(|c| matches!(c, ' ' | '\u{a0}'));
        let lower = before.text.starts_with(char::is_lowercase) || before.start == 0;
        let found = lower && close && told(&one) && told(&other) && !is_deed(one.text);
        found.then_some(Person { range: one.start..end, form: NameForm::Part, dative: false })
    })
}

fn person_placeholder(text: &str) -> Option<Person> {
    let hole = placeholders(text).find(|hole| hole.says(&["фамил", "фио", "ф.и.о", "отчеств", "имя"]))?;
    let short = hole.says(&["инициал", "и.о", "и. о"]) || !hole.says(&FULL_NAME);
    let form = if short { NameForm::AsksPart } else { NameForm::AsksFull };
    Some(Person { range: hole.range, form, dative: false })
}

/// A surname that can only be a dative: «Иванову», «Ивановой» can be a genitive too but no nominative.
fn dative(surname: &str) -> bool {
    let surname = surname.to_lowercase();
    ["ову", "еву", "ину", "ыну", "ому", "ему", "овой", "евой", "иной", "ской", "ую"]
        .iter()
        .any(|end| surname.ends_with(end))
}

/// The words of a line that begin with a letter or digit.
pub(super) fn count_words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> Option<(&str, NameForm, bool)> {
        person(text).map(|person| (&text[person.range], person.form, person.dative))
    }

    #[test]
    fn names() {
        use NameForm::*;
        for (text, expected) in [
            ("Петрова Анна Сергеевна, консультант", Some(("Петрова Анна Сергеевна", Full, false))),
            ("Анна Сергеевна Петрова", Some(("Анна Сергеевна Петрова", Full, false))),
            ("Алиев Руслан Мамед оглы", Some(("Алиев Руслан Мамед оглы", Full, false))),
            ("Исп.: Салтыкова-Щедрина Анна Ильинична", Some(("Салтыкова-Щедрина Анна Ильинична", Full, false))),
            ("Исп. Петрова А.С. 539-00-00", Some(("Петрова А.С.", Initials, false))),
            ("Глава сельсовета А. Чендеков", Some(("А. Чендеков", Initials, false))),
            ("Библиотека имени А. Чендекова", None),
            ("А. С. Петрова", Some(("А. С. Петрова", Initials, false))),
            ("Глава района\tК.Ю.Мирошник", Some(("К.Ю.Мирошник", Initials, false))),
            ("Иванову И.И.", Some(("Иванову И.И.", Initials, true))),
            ("Кузьминой Людмиле Фёдоровне", Some(("Кузьминой Людмиле Фёдоровне", Full, true))),
            ("Подготовлено Рощиной Верой Ильиничной", Some(("Рощиной Верой Ильиничной", Full, false))),
            ("у Петрова Ильи Сергеевича", Some(("Петрова Ильи Сергеевича", Full, false))),
            ("Анна Сергеевна", Some(("Анна Сергеевна", Part, false))),
            ("Нагорная Полина,", Some(("Нагорная Полина", Part, false))),
            ("Полина Нагорная", Some(("Полина Нагорная", Part, false))),
            ("Вера Надежда", None),
            ("Роман Толстого о войне", None),
            ("[Фамилия И.О.], [телефон]", Some(("[Фамилия И.О.]", AsksPart, false))),
            ("{{фио_исполнителя}}", Some(("{{фио_исполнителя}}", AsksFull, false))),
            ("Отдел кадров Управления", None),
            ("г. Киров, ул. Мира", None),
            ("и.о. министра", None),
            ("Центральный район", None),
        ] {
            assert_eq!(name(text), expected, "{text}");
        }
    }

    #[test]
    fn dates_need_a_year() {
        let text = "от 05.03.2026, 5 марта 2026 г., «05» марта 2026 года, 5 марта, 2026-03-05, «___» ________ 20__ г., \
            3.06.26, 3.06.2026г., третьего июня 2026 года, двадцать пятого мая с. г., 3 июня текущего года, 12.III.2026";
        let found: Vec<&str> = dates(text).into_iter().map(|range| &text[range]).collect();
        let expected = [
            "05.03.2026",
            "5 марта 2026 г.",
            "«05» марта 2026 года",
            "2026-03-05",
            "«___» ________ 20__ г.",
            "3.06.26",
            "3.06.2026г",
            "третьего июня 2026 года",
            "двадцать пятого мая с. г.",
            "3 июня текущего года",
            "12.III.2026",
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn holes() {
        let text = "№ [регистрационный номер] от {{дата}}, %ФИО%, ____, [1], a < b, ${рег_номер}, 5 % и 6 %";
        let found: Vec<&str> = placeholders(text).map(|hole| hole.name).collect();
        assert_eq!(found, ["регистрационный номер", "дата", "ФИО", "", "рег_номер"]);
    }
}
