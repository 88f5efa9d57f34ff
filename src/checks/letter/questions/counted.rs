//! Questions that the letter itself counts or lists: «Вы задали три вопроса», «Вы спрашиваете: а) о льготе; б) о проезде».

use std::sync::LazyLock;

use regex::Regex;

use super::super::said::Said;
use super::is_survey;
use crate::document::BlockKind;
use crate::language::{Feature, SentenceView};
use crate::rules::Inspection;
use crate::text::Span;

/// Numbers of questions as letters write them.
const NUMBERS: [(&str, usize); 12] = [
    ("два", 2),
    ("две", 2),
    ("двум", 2),
    ("оба", 2),
    ("три", 3),
    ("трем", 3),
    ("четыре", 4),
    ("четырем", 4),
    ("пять", 5),
    ("пяти", 5),
    ("шесть", 6),
    ("шести", 6),
];

/// The words that count the questions, and how many there are.
pub(super) fn counted(body: &[Said<'_>]) -> Option<(Span, usize)> {
    body.iter().filter(|said| !is_survey(said)).find_map(|said| {
        let view = &said.view;
        (0..view.len()).find_map(|token| {
            let word = &*view.word(token).folded;
            let number = NUMBERS.iter().find(|(name, _)| *name == word).map(|(_, number)| *number);
            let number = number.or_else(|| word.parse().ok().filter(|number| (2..=9).contains(number)))?;
            let asked = (token + 1..view.len().min(token + 3)).find(|&next| {
                let next = &*view.word(next).folded;
                next.starts_with("вопрос") && next != "вопросов" || number > 4 && next == "вопросов"
            })?;
            names_asking(view).then(|| (view.span(token..asked + 1), number))
        })
    })
}

/// «Вы задали …», «в письме …», «отвечаем на …». «Ответьте на пять вопросов» asks the reader.
fn names_asking(view: &SentenceView<'_>) -> bool {
    let begins = ["задал", "поставил", "отвечаем", "отвечаю", "ответим", "обращени", "письм", "подня"];
    let word = |token: usize| &*view.word(token).folded;
    let yours = (0..view.len()).any(|token| word(token).starts_with("ваш"));
    let asked = (0..view.len()).any(|token| {
        begins.iter().any(|start| word(token).starts_with(start)) || matches!(word(token), "ответ" | "ответы") && yours
    });
    (asked || you_ask(view)) && !bids(view)
}

/// «Вы спрашиваете», «Вы просили»
fn you_ask(view: &SentenceView<'_>) -> bool {
    let begins =
        ["спрашива", "спросил", "задал", "задаете", "интересу", "просит", "просил", "пишет", "подня", "постав"];
    let word = |token: usize| &*view.word(token).folded;
    (0..view.len()).any(|token| matches!(word(token), "вы" | "вас"))
        && (0..view.len()).any(|token| begins.iter().any(|start| word(token).starts_with(start)))
        && !bids(view)
}

/// «Задайте», «пройдите»: what the reader is to do, not what was asked.
fn bids(view: &SentenceView<'_>) -> bool {
    (0..view.len()).any(|token| {
        view.readings(token)
            .first()
            .is_some_and(|first| first.tag.has(Feature::Imperative) && first.tag.has(Feature::Plur))
    })
}

static NUMBERED: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"(?:^|[\s;:.])([1-9])[.)]\s").ok());

/// How many answers the letter numbers or sets as items of one list; nothing where it does neither.
pub(super) fn numbered(seen: &Inspection<'_>, body: &[Said<'_>]) -> Option<usize> {
    let blocks = seen.document.blocks();
    let mut own: Vec<usize> = body.iter().map(Said::block).collect();
    own.dedup();
    let mut lists: Vec<(u32, usize)> = Vec::new();
    let (mut most, mut next) = (0, 1);
    for &block in &own {
        if let BlockKind::ListItem { list, level: 0 } = blocks[block].kind {
            match lists.iter_mut().find(|(known, _)| *known == list) {
                Some((_, count)) => *count += 1,
                None => lists.push((list, 1)),
            }
        }
        for found in NUMBERED.iter().flat_map(|regex| regex.captures_iter(seen.document.slice(blocks[block].span))) {
            match found.get(1).and_then(|digit| digit.as_str().parse::<usize>().ok()) {
                Some(number) if number == next => next += 1,
                Some(1) => next = 2,
                _ => {}
            }
            most = most.max(next - 1);
        }
    }
    let ordinals = ["первый", "второй", "третий", "четвертый", "пятый"];
    let named = |ordinal: &&&str| {
        body.iter().any(|said| {
            let view = &said.view;
            let stem = &ordinal[..ordinal.len() - 4];
            (0..view.len()).any(|token| {
                view.word(token).folded.starts_with(stem)
                    && token + 1 < view.len()
                    && view.word(token + 1).folded.starts_with("вопрос")
            })
        })
    };
    most = most.max(ordinals.iter().take_while(named).count());
    most = lists.iter().map(|(_, count)| *count).fold(most, usize::max);
    (most > 1).then_some(most)
}

static ITEM: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?:^|[\s:;,])([а-яё]|[1-9])\)\s*([^;.?\n]+)").ok());

/// The questions that one paragraph lists after «Вы спрашиваете:», each with its place.
pub(super) fn listed(seen: &Inspection<'_>, body: &[Said<'_>]) -> Vec<(Span, String)> {
    let Some(opening) = body.iter().find(|said| {
        let text = said.view.slice(0..said.view.len()).to_lowercase();
        text.contains(':') && you_ask(&said.view)
    }) else {
        return Vec::new();
    };
    let block = seen.document.blocks()[opening.block()].span;
    let text = seen.document.slice(block);
    let items = ITEM.iter().flat_map(|regex| regex.captures_iter(text)).filter_map(|found| {
        let item = found.get(2)?;
        let span = Span::new(item.start() as u32, item.end() as u32).shift(block.start);
        Some((span, item.as_str().trim().to_owned()))
    });
    let items: Vec<(Span, String)> = items.collect();
    if items.len() > 1 { items } else { Vec::new() }
}
