//! Insertions into a part, with runs cut where something is to stand inside them.
//!
//! A cut is nothing but inserted bytes: the end of the left half, what goes between, the beginning of the right half with
//! the run's properties again. What is inserted is marked by white space inside its tags (`</w:r >`), which no program
//! that reads XML sees and no program that writes .docx makes: so [`super::strip`] finds the cuts and takes them out,
//! and the part is what it was, byte for byte.

use std::collections::{BTreeMap, BTreeSet};

use super::outline::{Id, Outline};
use super::remarks::Numbers;
use crate::text::{Edit, Span, apply};

/// What a tag that we made ends in.
pub(crate) const MARK: &str = " >";
/// The attribute that keeps blanks at the ends of a half.
pub(super) const PRESERVE: &str = " xml:space='preserve' ";

/// Where something goes first when several things go to one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Order {
    /// Ends what stands before.
    End,
    /// Stands by itself.
    Between,
    /// Begins what follows.
    Start,
}

/// A run cut in two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cut {
    pub(super) run: Id,
    /// The text element that is cut too; `None` for a cut between two elements of the run.
    pub(super) text: Option<Id>,
}

/// A place to insert at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) at: u32,
    pub(super) cut: Option<Cut>,
    /// The nearest place after it that is in the paragraph itself, not in a link or the like.
    pub(super) outer: u32,
}

impl Spot {
    pub(super) const fn plain(at: u32) -> Self {
        Self { at, cut: None, outer: at }
    }
}

#[derive(Debug, Default)]
struct Place {
    cut: Option<Cut>,
    /// The text on that side is deleted: its element has another name.
    deleted_left: bool,
    deleted_right: bool,
    /// What the right half has instead of the run's properties.
    properties: Option<String>,
    items: Vec<(Order, String)>,
}

/// Changes to one part.
#[derive(Debug)]
pub(super) struct Splice<'o, 'a> {
    outline: &'o Outline<'a>,
    places: BTreeMap<u32, Place>,
    preserve: BTreeSet<Id>,
    /// Texts that keep their blanks for good, not only while they are halves.
    kept: BTreeSet<Id>,
    edits: Vec<Edit>,
}

impl<'o, 'a> Splice<'o, 'a> {
    pub(super) fn new(outline: &'o Outline<'a>) -> Self {
        Self { outline, places: BTreeMap::new(), preserve: BTreeSet::new(), kept: BTreeSet::new(), edits: Vec::new() }
    }

    /// Inserts `xml`.
    pub(super) fn insert(&mut self, spot: Spot, order: Order, xml: String) {
        self.place(spot).items.push((order, xml));
    }

    /// Cuts the run and gives the right half properties of its own.
    pub(super) fn properties(&mut self, spot: Spot, xml: String) {
        self.place(spot).properties = Some(xml);
    }

    /// Cuts the run.
    pub(super) fn cut(&mut self, spot: Spot) {
        self.place(spot);
    }

    fn place(&mut self, spot: Spot) -> &mut Place {
        let place = self.places.entry(spot.at).or_default();
        place.cut = place.cut.or(spot.cut);
        if let Some(text) = spot.cut.and_then(|cut| cut.text) {
            self.preserve.insert(text);
        }
        place
    }

    /// Tells a text to keep its blanks.
    pub(super) fn keep(&mut self, text: Id) {
        self.kept.insert(text);
    }

    /// Replaces bytes that no insertion touches.
    pub(super) fn replace(&mut self, edit: Edit) {
        self.edits.push(edit);
    }

    /// Tells that the text between two spots in one run is deleted.
    pub(super) fn deleted(&mut self, from: Spot, to: Spot) {
        self.place(from).deleted_right = true;
        self.place(to).deleted_left = true;
    }

    /// The changed part; `None` when nothing changes.
    pub(super) fn finish(self) -> Option<String> {
        self.finish_after(None)
    }

    /// The changed part; `None` when nothing changes. `changes` has numbered the tracked changes that are new in it.
    pub(super) fn finish_after(self, mut changes: Option<Numbers>) -> Option<String> {
        let Self { outline, places, preserve, kept, mut edits } = self;
        for &text in preserve.union(&kept) {
            if outline.attribute(text, "space").is_none() {
                let at = outline.start(text).end - 1;
                let attribute = if kept.contains(&text) { " xml:space=\"preserve\"" } else { PRESERVE };
                edits.push(Edit::replace(Span::empty(at), attribute));
            }
        }
        for (at, mut place) in places {
            place.items.sort_by_key(|(order, _)| *order);
            let items: String = std::mem::take(&mut place.items).into_iter().map(|(_, xml)| xml).collect();
            let text = match place.cut {
                None => items,
                Some(cut) => {
                    let (left, right) = halves(outline, cut, &place, &mut changes);
                    format!("{left}{items}{right}")
                }
            };
            edits.push(Edit::replace(Span::empty(at), text));
        }
        edits.sort_by_key(|edit| edit.span);
        (!edits.is_empty()).then(|| apply(outline.xml, &edits))
    }
}

/// The end of the left half of a run and the beginning of the right one. `changes` numbers what is written twice.
fn halves(outline: &Outline<'_>, cut: Cut, place: &Place, changes: &mut Option<Numbers>) -> (String, String) {
    let run = outline.name(cut.run);
    let properties = match (&place.properties, outline.child(cut.run, "rPr")) {
        (Some(own), _) => own.clone(),
        (None, Some(id)) => properties(outline, id, changes),
        (None, None) => String::new(),
    };
    let mut left = format!("</{run}{MARK}");
    let start = outline.start_tag(cut.run);
    let mut right = format!("{}{MARK}{properties}", start[..start.len() - 1].trim_end());
    if let Some(text) = cut.text {
        let name = |deleted: bool| match deleted {
            false => outline.name(text).to_owned(),
            true => deleted_name(outline.name(text)),
        };
        left.insert_str(0, &format!("</{}{MARK}", name(place.deleted_left)));
        let tag = outline.start_tag(text);
        let attributes = &tag[1 + outline.name(text).len()..tag.len() - 1];
        let preserve = if outline.attribute(text, "space").is_none() { PRESERVE } else { "" };
        right.push_str(&format!("<{}{attributes}{preserve}>", name(place.deleted_right)));
    }
    (left, right)
}

/// The properties of a run once more. A tracked change of them gets a number of its own.
fn properties(outline: &Outline<'_>, id: Id, changes: &mut Option<Numbers>) -> String {
    let mut copy = outline.slice(outline.span(id)).to_owned();
    if let Some(change) = outline.child(id, "rPrChange")
        && let Some(number) = outline.attribute(change, "id")
    {
        let taken = || {
            let marks =
                outline.all().filter(|&id| !outline.word(id).is_empty() && outline.start_tag(id).contains("id="));
            Numbers::after(marks.filter_map(|id| outline.attribute(id, "id")))
        };
        let fresh = changes.get_or_insert_with(taken).next();
        let tag = outline.start_tag(change);
        copy = copy.replacen(tag, &tag.replacen(&format!("\"{number}\""), &format!("\"{fresh}\""), 1), 1);
    }
    copy
}

/// `w:delText` for `w:t`.
pub(super) fn deleted_name(name: &str) -> String {
    let prefix = name.rfind(':').map_or("", |colon| &name[..=colon]);
    format!("{prefix}delText")
}

/// Text as XML writes it.
pub(crate) fn escaped(text: &str) -> String {
    let clean: String = text.chars().filter(|&c| c >= ' ' || matches!(c, '\t' | '\n' | '\r')).collect();
    let clean: String = clean.chars().filter(|c| !matches!(c, '\u{fffe}' | '\u{ffff}')).collect();
    quick_xml::escape::escape(&clean).into_owned()
}
