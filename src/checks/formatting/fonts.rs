//! The table of fonts: which are easy to read.

use rustc_hash::FxHashMap;

use crate::data::{FileError, Table};
use crate::document::{Document, Font, FontClass, FontId};
use crate::rules::Setup;

const COLUMNS: &[&str] = &["font", "class", "like"];

/// Endings of names that only say how heavy or wide the letters are.
const WEIGHTS: [&str; 16] = [
    " thin",
    " extralight",
    " light",
    " book",
    " regular",
    " medium",
    " semibold",
    " demibold",
    " bold",
    " black",
    " heavy",
    " condensed",
    " narrow",
    " cyr",
    " cy",
    " vf",
];

/// What is known of fonts by name.
#[derive(Debug)]
pub(super) struct Fonts {
    known: FxHashMap<String, (FontClass, Option<String>)>,
}

impl Fonts {
    /// Reads the table.
    ///
    /// # Errors
    /// No table, or a class that is not known.
    pub(super) fn load(setup: &dyn Setup) -> Result<Self, FileError> {
        let table = setup.table("fonts", COLUMNS)?;
        let mut known = FxHashMap::default();
        for row in &table.rows {
            let class = class(&table, table.cell(row, "class"), row.line)?;
            let like = Some(table.cell(row, "like").to_lowercase()).filter(|like| !like.is_empty());
            known.insert(table.cell(row, "font").to_lowercase(), (class, like));
        }
        Ok(Self { known })
    }

    /// The class of each font of a document and the name of its family, by number.
    pub(super) fn of(&self, document: &Document) -> Vec<Seen> {
        document.fonts().iter().map(|font| self.seen(font)).collect()
    }

    fn seen(&self, font: &Font) -> Seen {
        let mut name = font.name.trim().to_lowercase();
        if !self.known.contains_key(&name) {
            while let Some(shorter) = WEIGHTS.iter().find_map(|weight| name.strip_suffix(weight)) {
                name = shorter.trim_end().to_owned();
            }
        }
        match self.known.get(&name) {
            Some((class, like)) => Seen { class: Some(*class), family: like.clone().unwrap_or(name) },
            None => Seen { class: font.class.or_else(|| by_name(&name)), family: name },
        }
    }
}

/// What a font of the document is.
#[derive(Clone, Debug)]
pub(super) struct Seen {
    pub(super) class: Option<FontClass>,
    /// Fonts of one family look the same.
    pub(super) family: String,
}

/// The font of this number.
pub(super) fn get(fonts: &[Seen], id: Option<FontId>) -> Option<&Seen> {
    fonts.get(usize::from(id?.0))
}

fn class(table: &Table, name: &str, line: usize) -> Result<FontClass, FileError> {
    Ok(match name {
        "sans" => FontClass::Sans,
        "serif" => FontClass::Serif,
        "mono" => FontClass::Mono,
        "decorative" => FontClass::Decorative,
        "symbol" => FontClass::Symbol,
        other => {
            let message = format!("неизвестный вид шрифта «{other}»; есть sans, serif, mono, decorative, symbol");
            return Err(FileError::new(&*table.path, line, message));
        }
    })
}

/// Names of fonts that nobody knows often say what they are.
fn by_name(name: &str) -> Option<FontClass> {
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    if has(&["sans", "grotesk", "gothic"]) {
        Some(FontClass::Sans)
    } else if has(&["serif", "roman", "times", "antiqua", "garamond", "thames"]) {
        Some(FontClass::Serif)
    } else if has(&["mono", "courier"]) {
        Some(FontClass::Mono)
    } else {
        None
    }
}
