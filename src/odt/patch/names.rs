//! How names of OpenDocument's namespaces are written in a part.

use crate::docx::patch::splice::escaped;
use crate::odt::tree::{Kind, Tree};

/// Prefixes, with their colons.
#[derive(Clone, Debug)]
pub(super) struct Names {
    pub(super) office: String,
    pub(super) text: String,
    pub(super) dc: String,
    /// What an element must declare to use them; empty where the part does.
    pub(super) declaration: String,
}

const OFFICE: &str = "urn:oasis:names:tc:opendocument:xmlns:office:1.0";
const TEXT: &str = "urn:oasis:names:tc:opendocument:xmlns:text:1.0";
const DC: &str = "http://purl.org/dc/elements/1.1/";

impl Names {
    pub(super) fn of(tree: &Tree<'_>) -> Self {
        let find = |space: &str| prefix(tree, space);
        if let (Some(office), Some(text), Some(dc)) = (find(OFFICE), find(TEXT), find(DC)) {
            return Self { office, text, dc, declaration: String::new() };
        }
        Self {
            office: "office:".to_owned(),
            text: "text:".to_owned(),
            dc: "dc:".to_owned(),
            declaration: format!(" xmlns:office=\"{OFFICE}\" xmlns:text=\"{TEXT}\" xmlns:dc=\"{DC}\""),
        }
    }

    /// Who made something and when.
    pub(super) fn author(&self, date: &str) -> String {
        let Self { dc, .. } = self;
        // The time is the local one, whatever the letter may say that Word wants at its end.
        let date = escaped(date.trim_end_matches('Z'));
        format!("<{dc}creator>{}</{dc}creator><{dc}date>{date}</{dc}date>", crate::docx::patch::AUTHOR)
    }

    /// Text as the content of a paragraph. Of two blanks side by side the second is an element, since only the first
    /// would be shown; `after_blank` and `before_blank` tell of what stands around.
    pub(super) fn inline(&self, text: &str, after_blank: bool, before_blank: bool) -> String {
        let Self { text: t, declaration, .. } = self;
        let mut out = String::with_capacity(text.len());
        let mut blank = after_blank;
        for (at, c) in text.char_indices() {
            let is_last = at + c.len_utf8() == text.len();
            match c {
                '\n' => out.push_str(&format!("<{t}line-break{declaration}/>")),
                '\t' => out.push_str(&format!("<{t}tab{declaration}/>")),
                ' ' if blank || is_last && before_blank => out.push_str(&format!("<{t}s{declaration}/>")),
                _ => out.push_str(&escaped(c.encode_utf8(&mut [0; 4]))),
            }
            blank = c == ' ' || c == '\n';
        }
        out
    }
}

/// The prefix that the root gives to a namespace and no other element gives to another one.
fn prefix(tree: &Tree<'_>, space: &str) -> Option<String> {
    // White space may stand before the root.
    let root = tree.all().find(|&node| matches!(tree.kind(node), Kind::Element(..)))?;
    let tag = tree.tag(root);
    let value = tag.find(&format!("\"{space}\"")).or_else(|| tag.find(&format!("'{space}'")))?;
    let name = tag[..value].trim_end().strip_suffix('=')?.trim_end().rsplit_once("xmlns:")?.1;
    let plain = !name.is_empty() && !name.contains(|c: char| c.is_whitespace() || matches!(c, '=' | '"' | '\''));
    let declared = format!("xmlns:{name}=");
    let once = tree.xml().matches(&declared).count() == 1;
    (plain && once).then(|| format!("{name}:"))
}
