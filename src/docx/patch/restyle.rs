//! Changes the looks of words: direct formatting on their runs, as tracked changes or at once.
//!
//! What is to be off is said to be off, whatever it came from: direct formatting stands above all styles.

use std::collections::BTreeMap;

use super::AUTHOR;
use super::anchor::Side;
use super::outline::{Id, Names, Outline};
use super::parts::Draft;
use super::revise::{Pen, Piece, Revised, pieces};
use super::splice::{MARK, escaped};
use crate::document::{Document, Effects, PartId};
use crate::docx::{DocxError, Limits};
use crate::rules::{Look, Restyle};
use crate::text::{Edit, Span};

/// Makes changes of looks; they do not overlap. With a date they are tracked, else made at once. `document` is what
/// [`crate::docx::read`] gives for `bytes`. A change counts as made when it was made anywhere: runs that cannot be
/// changed safely keep their looks, and so do those that have these looks already.
///
/// # Errors
/// As for [`crate::docx::read`].
pub fn restyle(
    bytes: &[u8],
    document: &Document,
    changes: &[Restyle],
    date: Option<&str>,
    limits: &Limits,
) -> Result<Revised, DocxError> {
    let mut draft = Draft::open(bytes, limits)?;
    let mut made = vec![false; changes.len()];
    let mut by_part: BTreeMap<PartId, Vec<(usize, Span)>> = BTreeMap::new();
    for (index, change) in changes.iter().enumerate() {
        for span in &change.spans {
            // What a paragraph holds of it may stand in pieces of which some cannot be changed.
            for segment in document.map().within(*span) {
                let shared = Span::new(segment.text.start.max(span.start), segment.text.end.min(span.end));
                if let Some((part, found)) = pieces(document, shared).filter(|_| !shared.is_empty()) {
                    by_part.entry(part).or_default().extend(found.into_iter().map(|piece| (index, piece)));
                }
            }
        }
    }
    for (id, found) in by_part {
        let name = document.map().parts().get(usize::from(id.0)).cloned().unwrap_or_default();
        let Some(part) = draft.part(&name)? else { continue };
        let outline = part.outline(limits)?;
        let mut pen = Pen::new(&outline, date);
        let mut runs: BTreeMap<Id, Vec<(usize, Piece)>> = BTreeMap::new();
        for (index, span) in found {
            if let Some(piece) = pen.piece(span) {
                runs.entry(piece.run).or_default().push((index, piece));
            }
        }
        for (run, mut pieces) in runs {
            pieces.sort_by_key(|(_, piece)| piece.span);
            for group in pieces.chunk_by(|(a, _), (b, _)| a == b) {
                let (index, first) = &group[0];
                let (_, last) = &group[group.len() - 1];
                made[*index] |= pen.dress(run, first, last, &changes[*index].look).is_some();
            }
        }
        if let Some(xml) = pen.splice.finish_after(Some(pen.numbers)) {
            draft.write(&part, &xml);
        }
    }
    let bytes = if draft.is_changed() { draft.finish()? } else { bytes.to_vec() };
    Ok(Revised { bytes, made })
}

impl Pen<'_, '_, '_> {
    /// Gives a part of a run other looks; `None` when that cannot be done or changes nothing.
    fn dress(&mut self, run: Id, first: &Piece, last: &Piece, look: &Look) -> Option<()> {
        let outline = self.outline;
        self.standing(run)?;
        let old = outline.child(run, "rPr");
        let record = old.and_then(|id| outline.child(id, "rPrChange"));
        let ours = record.filter(|&id| outline.attribute(id, "author").as_deref() == Some(AUTHOR));
        if self.date.is_some() && record.is_some() && ours.is_none() {
            return None;
        }
        let new = dressed(outline, old, look)?;
        let from = self.ground.exact(first.span.start, Side::Start, run, first.node)?;
        let to = self.ground.exact(last.span.end, Side::End, run, last.node)?;
        let Names { prefix: w, declaration } = outline.names.clone();
        let record = match (record, self.date) {
            (Some(record), _) if from.cut.is_none() => outline.slice(outline.span(record)).to_owned(),
            // The copy in another run needs a number of its own.
            (Some(record), _) => {
                let (tag, number) = (outline.start_tag(record), outline.attribute(record, "id").unwrap_or_default());
                let tag = tag.replacen(&format!("\"{number}\""), &format!("\"{}\"", self.numbers.next()), 1);
                format!("{tag}{}", &outline.slice(outline.span(record))[outline.start_tag(record).len()..])
            }
            (None, Some(date)) => {
                let was = old.map_or("", |id| outline.slice(outline.inner(id)));
                format!(
                    "<{w}rPrChange{declaration} {w}id=\"{}\" {w}author=\"{AUTHOR}\" {w}date=\"{}\"><{w}rPr>{was}</{w}rPr></{w}rPrChange>",
                    self.numbers.next(),
                    escaped(date)
                )
            }
            (None, None) => String::new(),
        };
        // How the properties are written tells what they were: an empty tag, or nothing.
        let properties = match old {
            Some(id) if outline.is_empty_tag(id) => {
                let tag = outline.start_tag(id);
                format!("{}>{new}{record}</{}{MARK}", &tag[..tag.len() - 2], outline.name(id))
            }
            Some(id) => {
                format!("{}{new}{record}{}", outline.start_tag(id), outline.slice(outline.end(id)))
            }
            None => format!("<{w}rPr{declaration}{MARK}{new}{record}</{w}rPr>"),
        };
        if from.cut.is_some() {
            self.splice.properties(from, properties);
        } else {
            let edit = match old {
                Some(id) => Edit::replace(outline.span(id), properties),
                None => Edit::replace(Span::empty(outline.start(run).end), properties),
            };
            self.splice.replace(edit);
        }
        if to.cut.is_some() {
            self.splice.cut(to);
        }
        Some(())
    }
}

/// Names of the properties of a run in the order in which the schema wants them.
const ORDER: [&str; 39] = [
    "rStyle",
    "rFonts",
    "b",
    "bCs",
    "i",
    "iCs",
    "caps",
    "smallCaps",
    "strike",
    "dstrike",
    "outline",
    "shadow",
    "emboss",
    "imprint",
    "noProof",
    "snapToGrid",
    "vanish",
    "webHidden",
    "color",
    "spacing",
    "w",
    "kern",
    "position",
    "sz",
    "szCs",
    "highlight",
    "u",
    "effect",
    "bdr",
    "shd",
    "fitText",
    "vertAlign",
    "rtl",
    "cs",
    "em",
    "lang",
    "eastAsianLayout",
    "specVanish",
    "oMath",
];

pub(super) fn rank(name: &str) -> usize {
    ORDER.iter().position(|one| *one == name).unwrap_or(ORDER.len())
}

/// The content of a run's properties with another look, without the record of a tracked change; `None` when it is the same.
fn dressed(outline: &Outline<'_>, old: Option<Id>, look: &Look) -> Option<String> {
    let Names { prefix: w, declaration } = &outline.names;
    let children = old.into_iter().flat_map(|id| outline.children(id));
    let mut all: Vec<(&str, String)> = children
        .filter(|&id| outline.word(id) != "rPrChange")
        .map(|id| (outline.word(id), outline.slice(outline.span(id)).to_owned()))
        .collect();
    let before: String = all.iter().map(|(_, xml)| xml.as_str()).collect();
    let (set, gone) = properties(look);
    if let Some(old) = old.filter(|_| !gone.is_empty()) {
        let stays = |id: Id| !outline.word(id).is_empty() || !gone.contains(&outline.local(id));
        let kept: Vec<bool> = outline.children(old).filter(|&id| outline.word(id) != "rPrChange").map(stays).collect();
        let mut kept = kept.into_iter();
        all.retain(|_| kept.next().unwrap_or(true));
    }
    for (name, attributes) in set {
        let attributes: String =
            attributes.iter().map(|(key, value)| format!(" {w}{key}=\"{}\"", escaped(value))).collect();
        let xml = format!("<{w}{name}{declaration}{attributes}/>");
        let place = all.iter().position(|(other, _)| *other == name);
        all.retain(|(other, _)| *other != name);
        let place =
            place.unwrap_or_else(|| all.iter().position(|(other, _)| rank(other) > rank(name)).unwrap_or(all.len()));
        all.insert(place.min(all.len()), (name, xml));
    }
    let after: String = all.into_iter().map(|(_, xml)| xml).collect();
    (after != before).then_some(after)
}

type Property = (&'static str, Vec<(&'static str, String)>);

/// What a look is in Word's terms: properties to be set, with their attributes, and newer effects to be taken away, which
/// have no word for «none».
fn properties(look: &Look) -> (Vec<Property>, Vec<&'static str>) {
    let off = |names: [&'static str; 2]| names.map(|name| value(name, "0")).to_vec();
    let set = match look {
        Look::Upright => off(["i", "iCs"]),
        Look::NotBold => off(["b", "bCs"]),
        Look::AsTyped => off(["caps", "smallCaps"]),
        Look::NotUnderlined => vec![value("u", "none")],
        Look::NotHighlighted => vec![value("highlight", "none")],
        Look::NotShaded => {
            let text = |text: &str| text.to_owned();
            vec![("shd", vec![("val", text("clear")), ("color", text("auto")), ("fill", text("auto"))])]
        }
        Look::AutomaticColour => vec![value("color", "auto")],
        Look::Font(name) => {
            let slots = ["ascii", "eastAsia", "hAnsi", "cs"];
            vec![("rFonts", slots.map(|slot| (slot, name.clone())).to_vec())]
        }
        Look::Size(half_points) => ["sz", "szCs"].map(|name| value(name, &half_points.to_string())).to_vec(),
        Look::NotSpaced => vec![value("spacing", "0")],
        Look::OnLine => vec![value("position", "0"), value("vertAlign", "baseline")],
        Look::Without(effects) => return plain(*effects),
    };
    (set, Vec::new())
}

fn value(name: &'static str, value: &str) -> Property {
    (name, vec![("val", value.to_owned())])
}

fn plain(effects: Effects) -> (Vec<Property>, Vec<&'static str>) {
    let (mut set, mut gone): (Vec<Property>, Vec<&'static str>) = (Vec::new(), Vec::new());
    let toggles = [
        (Effects::OUTLINE, "outline"),
        (Effects::SHADOW, "shadow"),
        (Effects::EMBOSS, "emboss"),
        (Effects::IMPRINT, "imprint"),
    ];
    for (_, name) in toggles.into_iter().filter(|(effect, _)| effects.has(*effect)) {
        set.push(value(name, "0"));
    }
    if effects.has(Effects::ANIMATION) {
        set.push(value("effect", "none"));
    }
    if effects.has(Effects::BORDER) {
        let zero = || "0".to_owned();
        set.push((
            "bdr",
            vec![("val", "none".to_owned()), ("sz", zero()), ("space", zero()), ("color", "auto".to_owned())],
        ));
    }
    let newer: [(Effects, &[&'static str]); 6] = [
        (Effects::SHADOW, &["shadow"]),
        (Effects::OUTLINE, &["textOutline"]),
        (Effects::GLOW, &["glow"]),
        (Effects::REFLECTION, &["reflection"]),
        (Effects::VOLUME, &["props3d", "scene3d"]),
        (Effects::GRADIENT, &["textFill"]),
    ];
    for (_, names) in newer.into_iter().filter(|(effect, _)| effects.has(*effect)) {
        gone.extend(names);
    }
    (set, gone)
}
