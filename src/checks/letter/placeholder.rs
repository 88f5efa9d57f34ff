//! Holes of a template that were not filled in.

use std::sync::LazyLock;

use regex::Regex;

use crate::document::BlockKind;
use crate::language::{MONTHS, MaskKind};
use crate::letter::{Kind, Zone, holes};
use crate::rules::{Check, Fix, Hit, Inspection, Level};
use crate::text::{Edit, Span};

pub(super) fn unfilled() -> Box<dyn Check> {
    Box::new(Unfilled)
}

#[derive(Debug)]
struct Unfilled;

/// Keys of the card by beginnings of what a hole asks for.
const FROM_CARD: [(&str, &str); 8] = [
    ("рег", "reg_number"),
    ("номер", "reg_number"),
    ("дата рег", "reg_date"),
    ("дата обращ", "reg_date"),
    ("вопрос", "subject"),
    ("тем", "subject"),
    ("исполнител", "executor.name"),
    ("опрос", "survey_url"),
];

impl Check for Unfilled {
    fn run(&self, seen: &Inspection<'_>, hits: &mut Vec<Hit>) {
        // A script is read aloud with the caller's own name and number.
        if seen.letter.template || seen.kind() == Kind::PhoneScript {
            return;
        }
        let blocks = seen.document.blocks();
        for (block, own) in blocks.iter().enumerate() {
            let zone = seen.letter.zone(block);
            // The citizen's words stay as they are; a form in the attachments is filled in by hand.
            if matches!(zone, Zone::CitizenQuote | Zone::Attachments | Zone::Stage) || own.kind == BlockKind::Code {
                continue;
            }
            let mut found = Vec::new();
            blanks(seen, own.span, zone, &mut found);
            masked(seen, block, zone, &mut found);
            bracketed(seen, own.span, &mut found);
            hits.append(&mut found);
        }
    }
}

fn masked(seen: &Inspection<'_>, block: usize, zone: Zone, hits: &mut Vec<Hit>) {
    let mut sentences = seen.analysis.sentences_of(block, seen.document, seen.lexicon);
    let Some(first) = sentences.next() else { return };
    if !first.block_masks().iter().any(|mask| mask.kind == MaskKind::Placeholder) {
        return;
    }
    let mut last = None;
    for view in std::iter::once(first).chain(sentences) {
        for token in 0..view.len() {
            let Some(mask) = view.mask_at(token).filter(|mask| mask.kind == MaskKind::Placeholder) else {
                continue;
            };
            if last == Some(mask.tokens.start) {
                continue;
            }
            last = Some(mask.tokens.start);
            let end = (mask.tokens.end - view.first_token()).min(view.len());
            let span = view.span(token..end);
            if !to_sign(seen, zone, span) && !hits.iter().any(|hit| hit.span.overlaps(span)) {
                hits.push(hit(seen, span));
            }
        }
    }
}

/// Words a hole in square brackets has at most: a longer one is a sentence to keep or to strike out.
const MOST_WORDS: usize = 6;

/// «[номер телефона исполнителя]» inside what is taken for the name of an office.
fn bracketed(seen: &Inspection<'_>, block: Span, hits: &mut Vec<Hit>) {
    let text = seen.document.slice(block);
    if !text.contains('[') {
        return;
    }
    for (name, range) in holes(text) {
        let russian = name.starts_with(|c: char| matches!(c, 'А'..='я' | 'ё' | 'Ё'));
        // «[слово](адрес)», «[слово]: адрес» at the beginning of a line.
        let opens = text[..range.start].trim_end_matches([' ', '\t']).ends_with(['\n']) || range.start == 0;
        let link = text[range.end..].starts_with('(') || opens && text[range.end..].starts_with(':');
        let sentence = name.ends_with(['.', '!', '?', ';']) || name.split_whitespace().count() > MOST_WORDS;
        let span = Span::new(range.start as u32, range.end as u32).shift(block.start);
        if text[range].starts_with('[')
            && russian
            && !link
            && !sentence
            && !hits.iter().any(|hit| hit.span.overlaps(span))
        {
            hits.push(hit(seen, span));
        }
    }
}

/// Signs that stand in a draft for what is not known yet: «XX рабочих дней», «№ З-####», «ДД.ММ.ГГГГ», «00.00.0000».
static BLANK: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i:дд\.мм\.г{2,4})|\b00\.00\.(?:0000|20\d\d)\b|#{2,}|\?{4,}|\b(?:X{2,}|Х{2,}|х{3,}|x{3,})\b(?:[/.-](?:X{2,}|Х{2,}))*").ok()
});

/// A day, a month or a word left open in the text: «__» апреля, «до __ числа», «__.__.2026». Above and below the text it is
/// written by hand when the letter is signed.
static DAY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let months = MONTHS.join("|");
    Regex::new(&format!(
        r"[«“\x22]?\b_{{1,2}}[»”\x22]?[ \u{{a0}}](?:{months})|\b_{{1,2}}[.:/]_{{1,2}}(?:\.(?:20)?[0-9_]{{2,4}})?\b|[«“\x22]_{{1,2}}[»”\x22]|(?m:^|[ \u{{a0}}(№])(?P<blank>__)(?m:$|[ \u{{a0}}),.;:])"
    ))
    .ok()
});

/// «Уважаемый (имя, отчество)», «обращение № (номер) от (дата)»: what to write, in brackets after the word it belongs to.
static NAMED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let asked = r"(?:имя|отчество|фамилия|ф\.? ?и\.? ?о\.?|и\.? ?о\.?|номер|№|дата|число|день|месяц|год|телефон|адрес|тема|суть|срок|сумма|должность|название)";
    let more = r"(?:[ ,/и]+(?:имя|отчество|фамилия|ф\.? ?и\.? ?о\.?|номер|дата|месяц|год|заявителя|гражданина|обращения|регистрации|письма|исполнителя|телефона|код|города|с|кодом|тема|вопроса|вопрос|ответа)){0,4}";
    let before = r"(?:уважаем(?:ый|ая|ые|ый\(ая\))|здравствуйте,?|добрый день,?|№|номер|\bот|\bдо|тел\.|телефон)";
    Regex::new(&format!(r"(?i){before}[ \u{{a0}}]*:?[ \u{{a0}}]*(?P<hole>\({asked}{more}\)|<{asked}{more}>)")).ok()
});

/// Other marks of a place to fill in: «№ ... от», «№ от 5 марта», «[●]», «(вписать дату)», «УКАЗАТЬ СРОК», «от .2026» where
/// an editor has taken the lines for bold print.
static MARKS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let number = r"№[ \u{a0}]*(?P<number>\.{3,}|…+|\*{2,}|\?{2,}|[—–-]{1,3}|«номер»|[Nn]{2,}|0{3,}|\[[ ._●•]*\]|от[ \u{a0}][0-9«])(?:[ \u{a0}).,;0-9]|$)";
    let brackets = r"\[(?:№|●|•)[^\]\n]{0,40}\]|\((?:вписать|вставить|заполнить|дописать|подставить|проставить)(?:[ \u{a0}][^()\n]{1,60})?\)";
    let words = r"\b(?:УКАЗАТЬ|ВСТАВИТЬ|ВПИСАТЬ|ЗАПОЛНИТЬ)\b(?:[ ][А-ЯЁ]+)*|\bTODO\b|\bот[ \u{a0}]\.{1,2}20[0-9]{2}";
    let gender = r"(?i:уважаем(?:ый|ые|ая))[ \u{a0}]?(?P<gender>\([-–]?(?:ая|ый|ые)\))";
    let unknown = r"[ \u{a0}](?P<unknown>\?{2,}|\.{3})[ \u{a0}](?:руб|дн|числ|час|месяц)";
    Regex::new(&format!("{number}|{brackets}|{words}|{gender}|{unknown}")).ok()
});

/// «Уважаемый Имя Отчество!»: the words of the template itself.
static WORDS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?:Уважаем(?:ый|ая)|Здравствуйте,|Добрый день,)[ \u{a0}](?P<hole>(?:Фамилия )?Имя[ \u{a0}]Отчество|ИМЯ[ \u{a0}]ОТЧЕСТВО|Имя|ФИО|Ф\.И\.О\.|И\.О\.)[ \u{a0}]*(?:[!,]|$)").ok()
});

/// Bytes of a line that greets.
const LONGEST_GREETING: usize = 160;

fn blanks(seen: &Inspection<'_>, block: Span, zone: Zone, hits: &mut Vec<Hit>) {
    let text = seen.document.slice(block);
    let place = |range: std::ops::Range<usize>| Span::new(range.start as u32, range.end as u32).shift(block.start);
    let days =
        DAY.iter().filter(|_| zone == Zone::Body && text.contains('_')).flat_map(|regex| regex.captures_iter(text));
    let days = days.filter_map(|found| Some(found.name("blank").or(found.get(0))?.range()));
    // Two lines under a word may be bold print of another editor: «__важно__».
    hits.extend(days.map(|range| hit(seen, place(range))));
    for found in MARKS.iter().flat_map(|regex| regex.captures_iter(text)) {
        let hole = found.name("number").or(found.name("gender")).or(found.name("unknown")).or(found.get(0));
        let number = found.name("number").is_some_and(|number| number.as_str().starts_with("от"));
        // «№ от»: the sign without its number.
        let hole = if number {
            found.get(0).map(|all| all.start()..all.start() + "№".len())
        } else {
            hole.map(|hole| hole.range())
        };
        hits.extend(hole.map(|hole| hit(seen, place(hole))));
    }
    let mut fill = |regex: &LazyLock<Option<Regex>>| {
        let found = regex.iter().flat_map(|regex| regex.captures_iter(text)).filter_map(|found| found.name("hole"));
        hits.extend(found.map(|hole| hit(seen, place(hole.range()))));
    };
    if text.contains(['(', '<']) {
        fill(&NAMED);
    }
    if zone == Zone::Salutation || text.len() < LONGEST_GREETING {
        fill(&WORDS);
    }
    // «XX век» is a number, «XXL» no blank.
    let roman = |end: usize| text[end..].trim_start().starts_with(['в', '–', '-']);
    for found in BLANK.iter().flat_map(|regex| regex.find_iter(text)) {
        let latin = found.as_str().chars().all(|c| c == 'X' || c == 'Х');
        let known = latin && found.as_str().chars().count() <= 3 && roman(found.end());
        let span = Span::new(found.start() as u32, found.end() as u32).shift(block.start);
        if !known && !hits.iter().any(|hit| hit.span.overlaps(span)) {
            hits.push(hit(seen, span));
        }
    }
}

/// Words of a line that is signed by hand.
const LONGEST_TO_SIGN: usize = 10;

/// A line to sign or to put a date on by hand: «Подпись ________».
fn to_sign(seen: &Inspection<'_>, zone: Zone, span: Span) -> bool {
    let text = seen.document.slice(span);
    if !text.starts_with(['_', '«']) || !text.contains('_') {
        return false;
    }
    let line = seen.document.block_at(span.start).map(|block| {
        let own = seen.document.blocks()[block].span;
        let (head, tail) = seen.document.slice(own).split_at((span.start - own.start) as usize);
        let head = head.rsplit('\n').next().unwrap_or_default();
        format!("{head}{}", tail.split('\n').next().unwrap_or_default()).to_lowercase()
    });
    // A sentence has words of receipt too: «Отдел получил ваше заявление № ______».
    let short = |line: &String| line.split_whitespace().count() <= LONGEST_TO_SIGN;
    zone == Zone::Signature
        || line.filter(short).is_some_and(|line| {
            ["подпись", "м.п", "расписка", "получил", "ознакомлен"].iter().any(|word| line.contains(word))
                || signs_beside(&line)
        })
}

/// «________ / Иванов И.И. /»: a line with the name behind a slash; «№ ______/26» is a number.
fn signs_beside(line: &str) -> bool {
    line.match_indices('/').any(|(at, _)| {
        line[..at].trim_end().ends_with('_')
            && !line[..at].contains('№')
            && line[at + 1..].trim_start().chars().next().is_none_or(|c| c.is_alphabetic() || c == '_')
    })
}

fn hit(seen: &Inspection<'_>, span: Span) -> Hit {
    let text = seen.document.slice(span);
    let folded = text.to_lowercase().replace('_', " ");
    let asked = FROM_CARD.iter().filter(|(stem, _)| folded.contains(stem)).max_by_key(|(stem, _)| stem.len());
    let value = asked.and_then(|(_, key)| seen.letter.card.text(key));
    let hit = Hit::at(span);
    match value {
        Some(value) => {
            let edits = vec![Edit::replace(span, value.to_owned())];
            hit.fix(Fix { level: Level::Ask, label: value.to_owned(), edits })
        }
        None => hit,
    }
}
