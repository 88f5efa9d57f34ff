//! Signs that read differently to different people and badly aloud: «≈», «→», «✓», «!!».

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::data::FileError;
use crate::document::Document;
use crate::language::{MaskKind, MaskSet, SentenceView, Shape};
use crate::rules::{Check, Fix, Hit, Inspection, Level, Setup};
use crate::text::Edit;

const COLUMNS: &[&str] = &["sign", "id", "allowed", "plain", "swap", "note"];

/// Makes the check.
///
/// # Errors
/// No table `symbols`, or a row with a place that is not known.
pub(super) fn build(setup: &mut dyn Setup) -> Result<Box<dyn Check>, FileError> {
    let table = setup.table("symbols", COLUMNS)?;
    let mut symbols = FxHashMap::default();
    let mut rows = Vec::new();
    for row in &table.rows {
        let cell = |name| table.cell(row, name);
        let allowed = Place::parse(cell("allowed")).ok_or_else(|| {
            let message = format!("неизвестное место «{}»; есть {}", cell("allowed"), Place::NAMES);
            FileError::new(&*table.path, row.line, message)
        })?;
        let symbol = Symbol { allowed, plain: cell("plain").into(), swap: cell("swap").into() };
        for sign in cell("sign").chars().filter(|c| !c.is_whitespace()) {
            symbols.insert(sign, rows.len());
        }
        rows.push(symbol);
    }
    Ok(Box::new(Symbols { symbols, rows }))
}

/// Where a sign is in place.
#[derive(Clone, Copy, Debug)]
enum Place {
    Nowhere,
    /// At the beginning of a block, as a mark of a list or note.
    Start,
    /// Beside a number.
    Number,
    /// After a number or a unit: «45 м²».
    Unit,
    /// Between steps on a site: «Услуги» → «Земля».
    Steps,
    /// In the name of an organisation or thing.
    Name,
    /// In a table.
    Table,
    /// Anywhere but before a number.
    NoNumberAfter,
}

impl Place {
    const NAMES: &str = "never start number unit steps name table no-number-after";

    fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "never" => Self::Nowhere,
            "start" => Self::Start,
            "number" => Self::Number,
            "unit" => Self::Unit,
            "steps" => Self::Steps,
            "name" => Self::Name,
            "table" => Self::Table,
            "no-number-after" => Self::NoNumberAfter,
            _ => return None,
        })
    }
}

#[derive(Debug)]
struct Symbol {
    allowed: Place,
    plain: Box<str>,
    /// What may be put in its place before a number; empty when that depends on the sentence.
    swap: Box<str>,
}

#[derive(Debug)]
struct Symbols {
    symbols: FxHashMap<char, usize>,
    rows: Vec<Symbol>,
}

/// What this rule does not look into: codes and others' words.
fn is_passed(view: &SentenceView<'_>, token: usize) -> bool {
    view.is_masked(token, MaskSet::BASE) || view.mask(token) == Some(MaskKind::Quote)
}

const NAMES: MaskSet =
    MaskSet::of(&[MaskKind::OrgName, MaskKind::QuotedTitle, MaskKind::LegalTitle, MaskKind::OfficialName]);

impl Check for Symbols {
    fn run(&self, seen: &Inspection<'_>, hits: &mut Vec<Hit>) {
        for view in seen.sentences() {
            let mut at = 0;
            while at < view.len() {
                let end = match view.word(at).shape {
                    Shape::Sign | Shape::Number => self.sign(seen.document, &view, at, hits),
                    _ => at + 1,
                };
                at = end;
            }
        }
    }
}

impl Symbols {
    /// Looks at the sign at a token, with the signs stuck to it; gives the token after them.
    fn sign(&self, document: &Document, view: &SentenceView<'_>, token: usize, hits: &mut Vec<Hit>) -> usize {
        let form = &*view.word(token).form;
        let Some(first) = form.chars().next() else { return token + 1 };
        match first {
            '!' | '?' => return doubled(view, token, hits),
            ':' | ';' => return smiley(view, token, hits),
            '.' | ',' | '(' | ')' | '«' | '»' | '-' | '–' | '—' | '№' | '%' | '"' | '0'..='9' => {
                return token + 1;
            }
            _ => {}
        }
        let Some(symbol) = self.symbol(first) else { return token + 1 };
        let mut end = token + 1;
        while end < view.len() && !view.tokens()[end].space_before && same_kind(self, view, end, symbol) {
            end += 1;
        }
        if is_passed(view, token) || in_place(symbol.allowed, document, view, token..end) {
            return end;
        }
        let mut hit = Hit::at(view.span(token..end)).word("plain", format!("замените его: {}", symbol.plain));
        if symbol.plain.is_empty() {
            hit.words.pop();
            hit = hit.word("plain", "уберите его");
        }
        let number_after = end < view.len() && view.word(end).shape == Shape::Number;
        if !symbol.swap.is_empty() && number_after {
            let glued = !view.tokens()[end].space_before;
            let text = if glued { format!("{} ", symbol.swap) } else { symbol.swap.to_string() };
            let edits = vec![Edit::replace(view.span(token..end), text)];
            hit = hit.fix(Fix { level: Level::Ask, label: symbol.swap.to_string(), edits });
        } else if !symbol.plain.is_empty() {
            hit = hit.fix(Fix { level: Level::Show, label: symbol.plain.to_string(), edits: Vec::new() });
        }
        hits.push(hit);
        end
    }

    fn symbol(&self, sign: char) -> Option<&Symbol> {
        let row = self.symbols.get(&sign).or_else(|| is_picture(sign).then(|| self.symbols.get(&PICTURE)).flatten());
        row.map(|&row| &self.rows[row])
    }
}

/// The row of all pictures that have none of their own stands under this one.
const PICTURE: char = '☺';

/// Emoji, other pictures, and signs of symbol fonts.
fn is_picture(c: char) -> bool {
    matches!(c, '\u{1f000}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}' | '\u{e000}'..='\u{f8ff}')
}

fn same_kind(symbols: &Symbols, view: &SentenceView<'_>, token: usize, symbol: &Symbol) -> bool {
    let next = view.word(token).form.chars().next();
    next.and_then(|c| symbols.symbol(c)).is_some_and(|other| std::ptr::eq(other, symbol)) || next == Some('\u{fe0f}')
}

fn in_place(place: Place, document: &Document, view: &SentenceView<'_>, tokens: Range<usize>) -> bool {
    let before = tokens.start.checked_sub(1);
    let after = (tokens.end < view.len()).then_some(tokens.end);
    let form = |token: Option<usize>| token.map_or("", |token| &*view.word(token).form);
    let number = |token: Option<usize>| token.is_some_and(|token| view.word(token).shape == Shape::Number);
    match place {
        Place::Nowhere => false,
        Place::Start => tokens.start == 0 && view.index() == 0,
        Place::Number => number(before) || number(after) || (tokens.start == 0 && view.index() == 0),
        Place::Unit => number(before) || !view.tokens()[tokens.start].space_before,
        Place::Steps => (form(before) == "»" && form(after) == "«") || view.is_masked(tokens.start, NAMES),
        Place::Name => {
            let latin = |token: Option<usize>| {
                token.is_some_and(|token| view.word(token).is_word() && !view.word(token).cyrillic)
            };
            view.is_masked(tokens.start, NAMES) || latin(before) || latin(after)
        }
        Place::Table => document.blocks()[view.block()].cell.is_some(),
        Place::NoNumberAfter => !number(after),
    }
}

/// «!!», «??», «?!»: one sign is enough.
fn doubled(view: &SentenceView<'_>, token: usize, hits: &mut Vec<Hit>) -> usize {
    let mark = |token: usize| matches!(view.word(token).form.chars().next(), Some('!' | '?'));
    let mut end = token + 1;
    while end < view.len() && mark(end) && !view.tokens()[end].space_before {
        end += 1;
    }
    let text = view.slice(token..end);
    if text.len() < 2 || is_passed(view, token) {
        return end;
    }
    let one = if text.contains('?') { "?" } else { "!" };
    let span = view.span(token..end);
    let fix = Fix { level: Level::Ask, label: one.to_owned(), edits: vec![Edit::replace(span, one)] };
    hits.push(Hit::at(span).word("plain", "хватит одного").fix(fix));
    end
}

/// «:)» that closes no bracket.
fn smiley(view: &SentenceView<'_>, token: usize, hits: &mut Vec<Hit>) -> usize {
    let text =
        |token: usize| (token < view.len() && !view.tokens()[token].space_before).then(|| view.token_text(token));
    let mut end = token + 1;
    let mut face = &view.token_text(token)[1..];
    if face.is_empty() {
        if text(end) == Some("-") {
            end += 1;
        }
        let Some(next) = text(end) else { return token + 1 };
        (face, end) = (next, end + 1);
    }
    let mouth = face.trim_start_matches('-').chars().next();
    let open = (0..token).filter(|&at| view.token_text(at) == "(").count();
    let closed = (0..token).filter(|&at| view.token_text(at) == ")").count();
    let apart = view.tokens()[token].space_before || token.checked_sub(1).is_some_and(|at| !view.word(at).is_word());
    let smiles = mouth == Some(')') && open == closed || mouth == Some('(') && apart && end == view.len();
    if !smiles || is_passed(view, token) || is_item(view, token) {
        return token + 1;
    }
    hits.push(Hit::at(view.span(token..end)).word("plain", "уберите его"));
    end
}

/// «1:)» and the like are no faces.
fn is_item(view: &SentenceView<'_>, token: usize) -> bool {
    token.checked_sub(1).is_some_and(|before| view.word(before).shape == Shape::Number)
}
