//! The parts that endnotes need: the notes themselves, their styles, and how sections number them.

use rustc_hash::FxHashSet;

use super::AUTHOR;
use super::outline::{Id, Names, Outline};
use super::parts::{Draft, Kind, Part, append, is_made, without};
use super::remarks::Numbers;
use super::splice::{MARK, escaped};
use crate::docx::{DocxError, Limits};
use crate::text::{Edit, Span, apply};

/// Names of the styles, by which every suite knows them; the ids may be any.
const MARK_STYLE: &str = "endnote reference";
const TEXT_STYLE: &str = "endnote text";

/// The styles of notes in a document.
pub(super) struct Styles {
    /// Ids of the styles of marks and of notes; `None` where the document has no styles at all.
    pub(super) mark: Option<String>,
    text: Option<String>,
    /// Styles to be added, with their ids.
    missing: Vec<(Write, String)>,
    defaults: Defaults,
}

/// Writes a style: prefix, id, what holds where no style is named, the end of its start tag.
type Write = fn(&str, &str, &Defaults, &str) -> String;

/// Ids of the styles that hold where none is named.
#[derive(Default)]
struct Defaults {
    paragraph: Option<String>,
    character: Option<String>,
}

impl Styles {
    pub(super) fn of(draft: &mut Draft<'_>, limits: &Limits) -> Result<Self, DocxError> {
        let mut styles = Self { mark: None, text: None, missing: Vec::new(), defaults: Defaults::default() };
        let Some(part) = draft.related("styles")? else { return Ok(styles) };
        let outline = part.outline(limits)?;
        let mut known: FxHashSet<String> = FxHashSet::default();
        for id in outline.children(0).filter(|&id| outline.word(id) == "style") {
            let Some(style) = outline.attribute(id, "styleId") else { continue };
            let kind = outline.attribute(id, "type").unwrap_or_default();
            let name = outline.child(id, "name").and_then(|name| outline.attribute(name, "val")).unwrap_or_default();
            let default = outline.attribute(id, "default").is_some_and(|on| matches!(&*on, "1" | "true" | "on"));
            match (&*kind, &*name.to_lowercase()) {
                ("character", MARK_STYLE) => styles.mark = Some(style.clone()),
                ("paragraph", TEXT_STYLE) => styles.text = Some(style.clone()),
                ("paragraph", _) if default => styles.defaults.paragraph = Some(style.clone()),
                ("character", _) if default => styles.defaults.character = Some(style.clone()),
                _ => {}
            }
            known.insert(style);
        }
        let free = |name: &str| {
            let spare = (0..).map(|number: u32| if number == 0 { name.to_owned() } else { format!("{name}{number}") });
            let mut spare = spare;
            spare.find(|id| !known.contains(id)).unwrap_or_default()
        };
        if styles.mark.is_none() {
            let id = free("EndnoteReference");
            styles.missing.push((mark_style, id.clone()));
            styles.mark = Some(id);
        }
        if styles.text.is_none() {
            let id = free("EndnoteText");
            styles.missing.push((text_style, id.clone()));
            styles.text = Some(id);
        }
        Ok(styles)
    }

    /// Adds the styles that the document does not have.
    pub(super) fn write(&self, draft: &mut Draft<'_>, ours: bool, limits: &Limits) -> Result<(), DocxError> {
        if self.missing.is_empty() {
            return Ok(());
        }
        let Some(part) = draft.related("styles")? else { return Ok(()) };
        let outline = part.outline(limits)?;
        let (w, declaration) = (&outline.names.prefix, &outline.names.declaration);
        let end = format!("{declaration}{}", if ours { MARK } else { ">" });
        let added: String = self.missing.iter().map(|(style, id)| style(w, id, &self.defaults, &end)).collect();
        let xml = apply(&part.xml, &append(&outline, &added));
        draft.write(&part, &xml);
        Ok(())
    }
}

fn based_on(w: &str, style: Option<&String>) -> String {
    style.map_or_else(String::new, |id| format!("<{w}basedOn {w}val=\"{}\"/>", escaped(id)))
}

/// `end` closes the start tag.
fn mark_style(w: &str, id: &str, defaults: &Defaults, end: &str) -> String {
    let based = based_on(w, defaults.character.as_ref());
    format!(
        "<{w}style {w}type=\"character\" {w}styleId=\"{id}\"{end}<{w}name {w}val=\"{MARK_STYLE}\"/>{based}<{w}uiPriority \
         {w}val=\"99\"/><{w}semiHidden/><{w}unhideWhenUsed/><{w}rPr><{w}vertAlign \
         {w}val=\"superscript\"/></{w}rPr></{w}style>"
    )
}

fn text_style(w: &str, id: &str, defaults: &Defaults, end: &str) -> String {
    let based = based_on(w, defaults.paragraph.as_ref());
    format!(
        "<{w}style {w}type=\"paragraph\" {w}styleId=\"{id}\"{end}<{w}name {w}val=\"{TEXT_STYLE}\"/>{based}<{w}uiPriority \
         {w}val=\"99\"/><{w}semiHidden/><{w}unhideWhenUsed/><{w}pPr><{w}spacing {w}before=\"0\" {w}after=\"0\" {w}line=\"240\" \
         {w}lineRule=\"auto\"/><{w}ind {w}left=\"0\" {w}right=\"0\" {w}firstLine=\"0\"/></{w}pPr></{w}style>"
    )
}

/// The notes of a document, old and new.
pub(super) struct Notes {
    part: Option<Part>,
    strict: bool,
    /// What the main part needs besides the references.
    pub(super) numbering: Vec<Edit>,
    numbers: Numbers,
    number: u32,
    added: Vec<(u32, String, Option<String>)>,
    limits: Limits,
}

impl Notes {
    /// `ours`: what is made can be known again.
    pub(super) fn of(
        draft: &mut Draft<'_>,
        main: &Outline<'_>,
        ours: bool,
        limits: &Limits,
    ) -> Result<Self, DocxError> {
        let part = draft.related(Kind::Endnotes.relation())?;
        let mut taken = vec!["0".to_owned()];
        taken.extend(
            main.all().filter(|&id| main.word(id) == "endnoteReference").filter_map(|id| main.attribute(id, "id")),
        );
        let mut first = true; // no note has stood there but the lines that divide notes from the text
        if let Some(part) = &part {
            let outline = part.outline(limits)?;
            for id in outline.children(0).filter(|&id| outline.word(id) == "endnote") {
                taken.extend(outline.attribute(id, "id"));
                first &= is_line(&outline, id);
            }
        }
        let free = first && !is_numbered(draft, limits)?;
        let numbering = if free { decimal(main, ours) } else { Vec::new() };
        let mut numbers = Numbers::after(taken.into_iter());
        let number = numbers.next();
        Ok(Self { part, strict: main.is_strict(), numbering, numbers, number, added: Vec::new(), limits: *limits })
    }

    /// The number that the next note will have.
    pub(super) const fn next(&self) -> u32 {
        self.number
    }

    /// Adds a note with this text, in these fonts.
    pub(super) fn add(&mut self, text: &str, fonts: Option<String>) {
        self.added.push((self.number, text.to_owned(), fonts));
        self.number = self.numbers.next();
    }

    /// Writes the notes into the document.
    pub(super) fn write(self, draft: &mut Draft<'_>, styles: &Styles, date: Option<&str>) -> Result<(), DocxError> {
        let ours = date.is_some();
        match &self.part {
            Some(part) => {
                let outline = part.outline(&self.limits)?;
                let changes = outline.all().filter(|&id| matches!(outline.word(id), "ins" | "del"));
                let mut changes = Numbers::after(changes.filter_map(|id| outline.attribute(id, "id")));
                let (w, declaration) = (&outline.names.prefix, &outline.names.declaration);
                let notes: String = self.xml(w, declaration, styles, date, &mut changes);
                let xml = apply(&part.xml, &append(&outline, &notes));
                draft.write(part, &xml);
            }
            None => {
                let mut changes = Numbers::after(std::iter::empty());
                let mut xml = line("separator", -1, "separator");
                xml.push_str(&line("continuationSeparator", 0, "continuationSeparator"));
                xml.push_str(&self.xml("w:", "", styles, date, &mut changes));
                draft.add(Kind::Endnotes, self.strict, Kind::Endnotes.xml(self.strict, ours, &xml))?;
            }
        }
        Ok(())
    }

    fn xml(&self, w: &str, declaration: &str, styles: &Styles, date: Option<&str>, changes: &mut Numbers) -> String {
        let paragraph = styles
            .text
            .as_ref()
            .map_or(String::new(), |id| format!("<{w}pPr><{w}pStyle {w}val=\"{}\"/></{w}pPr>", escaped(id)));
        let mark = match &styles.mark {
            Some(id) => format!("<{w}rStyle {w}val=\"{}\"/>", escaped(id)),
            None => format!("<{w}vertAlign {w}val=\"superscript\"/>"),
        };
        let mut xml = String::new();
        for (number, text, fonts) in &self.added {
            let (open, close) = match date {
                Some(date) => (
                    format!(
                        "<{w}ins {w}id=\"{}\" {w}author=\"{AUTHOR}\" {w}date=\"{}\">",
                        changes.next(),
                        escaped(date)
                    ),
                    format!("</{w}ins>"),
                ),
                None => (String::new(), String::new()),
            };
            let fonts = fonts.as_deref().filter(|_| w == "w:").unwrap_or_default();
            // Fonts stand after the style and before all else.
            let looks = if styles.mark.is_some() { format!("{mark}{fonts}") } else { format!("{fonts}{mark}") };
            let plain = if fonts.is_empty() { String::new() } else { format!("<{w}rPr>{fonts}</{w}rPr>") };
            xml.push_str(&format!(
                "<{w}endnote{declaration} {w}id=\"{number}\"><{w}p>{paragraph}{open}<{w}r><{w}rPr>{looks}</{w}rPr><{w}endnoteRef/></{w}r>\
                 <{w}r>{plain}<{w}t xml:space=\"preserve\"> {}</{w}t></{w}r>{close}</{w}p></{w}endnote>",
                escaped(text)
            ));
        }
        xml
    }
}

/// A line that divides notes from the text.
fn line(kind: &str, id: i32, element: &str) -> String {
    format!(
        "<w:endnote w:type=\"{kind}\" w:id=\"{id}\"><w:p><w:pPr><w:spacing w:after=\"0\" w:line=\"240\" \
         w:lineRule=\"auto\"/></w:pPr><w:r><w:{element}/></w:r></w:p></w:endnote>"
    )
}

/// True for such a line.
fn is_line(outline: &Outline<'_>, note: Id) -> bool {
    outline.attribute(note, "type").is_some_and(|kind| kind != "normal")
}

/// True where the document says how endnotes are numbered, for all its sections.
fn is_numbered(draft: &mut Draft<'_>, limits: &Limits) -> Result<bool, DocxError> {
    let Some(part) = draft.related("settings")? else { return Ok(false) };
    let outline = part.outline(limits)?;
    Ok(outline.child(0, "endnotePr").is_some_and(|known| outline.child(known, "numFmt").is_some()))
}

/// Numbers endnotes 1, 2, 3 in each section that does not say how: by itself Word numbers them i, ii, iii.
fn decimal(main: &Outline<'_>, ours: bool) -> Vec<Edit> {
    let Names { prefix: w, declaration } = &main.names;
    let end = if ours { MARK } else { ">" };
    let format = format!("<{w}endnotePr{declaration}{end}<{w}numFmt {w}val=\"decimal\"/></{w}endnotePr>");
    let is_section = |id: &Id| {
        main.word(*id) == "sectPr"
            && !main.is_empty_tag(*id)
            && main.parent(*id).is_some_and(|around| main.word(around) != "sectPrChange")
            && main.child(*id, "endnotePr").is_none()
    };
    let place = |id: Id| {
        let before = |child: &Id| matches!(main.word(*child), "headerReference" | "footerReference" | "footnotePr");
        main.children(id).filter(before).last().map_or(main.start(id).end, |last| main.span(last).end)
    };
    main.all().filter(is_section).map(|id| Edit::replace(Span::empty(place(id)), &*format)).collect()
}

/// Takes out the notes with these numbers and, when no note is left, what we made for notes.
pub(super) fn remove(draft: &mut Draft<'_>, gone: &FxHashSet<String>, limits: &Limits) -> Result<(), DocxError> {
    let Some(part) = draft.related(Kind::Endnotes.relation())? else { return Ok(()) };
    let outline = part.outline(limits)?;
    let is_gone = |id: Id| outline.attribute(id, "id").is_some_and(|number| gone.contains(&number));
    let (taken, kept): (Vec<Id>, Vec<Id>) =
        outline.children(0).filter(|&id| outline.word(id) == "endnote").partition(|&id| is_gone(id));
    if taken.is_empty() {
        return Ok(());
    }
    let none_left = kept.iter().all(|&id| is_line(&outline, id));
    if none_left && is_made(&outline) {
        draft.remove(Kind::Endnotes, &part.name)?;
    } else {
        let spans: Vec<Span> = taken.iter().map(|&id| outline.span(id)).collect();
        draft.write(&part, &without(&outline, &spans));
    }
    if !none_left {
        return Ok(());
    }
    if let Some(part) = draft.related("styles")? {
        let outline = part.outline(limits)?;
        let is_ours = |id: Id| outline.word(id) == "style" && outline.start_tag(id).ends_with(MARK);
        let spans: Vec<Span> = outline.children(0).filter(|&id| is_ours(id)).map(|id| outline.span(id)).collect();
        if !spans.is_empty() {
            draft.write(&part, &without(&outline, &spans));
        }
    }
    let main = draft.main_part()?;
    let outline = main.outline(limits)?;
    let is_ours = |id: &Id| outline.word(*id) == "endnotePr" && outline.start_tag(*id).ends_with(MARK);
    let edits: Vec<Edit> = outline.all().filter(is_ours).map(|id| Edit::replace(outline.span(id), "")).collect();
    if !edits.is_empty() {
        draft.write(&main, &apply(&main.xml, &edits));
    }
    Ok(())
}
