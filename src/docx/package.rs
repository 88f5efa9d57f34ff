//! The archive: parts by name, relations between them, and the limits on both.

use std::io::{Cursor, Read};

use encoding_rs::{UTF_16BE, UTF_16LE};
use rustc_hash::FxHashMap;
use zip::ZipArchive;
use zip::read::ZipReadOptions;
use zip::result::ZipError;

use super::attribute::Attr;
use super::tag::Tag;
use super::tree::Tree;
use super::{DocxError, Foreign, Limits};

/// An opened archive.
pub(crate) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// Entries by lower-cased name.
    entries: FxHashMap<String, usize>,
    limits: &'b Limits,
    unpacked: u64,
    /// Things worth telling the user: message and part.
    pub(crate) warnings: Vec<(String, String)>,
}

/// How the text of a part is encoded in its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Encoding {
    Utf8,
    Utf16Le { mark: bool },
    Utf16Be { mark: bool },
}

impl Encoding {
    /// The text as the part had it.
    pub(crate) fn encode(self, text: &str) -> Vec<u8> {
        let marked = |mark: bool| mark.then_some('\u{feff}').into_iter().chain(text.chars());
        let units = |mark: bool| {
            marked(mark).flat_map(|c| {
                let mut units = [0; 2];
                let count = c.encode_utf16(&mut units).len();
                units.into_iter().take(count)
            })
        };
        match self {
            Self::Utf8 => text.as_bytes().to_vec(),
            Self::Utf16Le { mark } => units(mark).flat_map(u16::to_le_bytes).collect(),
            Self::Utf16Be { mark } => units(mark).flat_map(u16::to_be_bytes).collect(),
        }
    }
}

/// A relation from one part to another, or to the outside.
#[derive(Clone, Debug)]
pub(super) struct Relation {
    /// Last step of the type's address: `header`, `hyperlink` …
    pub(super) kind: String,
    /// As written in the file.
    pub(super) target: String,
    pub(super) external: bool,
}

/// The relations of one part.
#[derive(Clone, Debug, Default)]
pub(super) struct Relations {
    source: String,
    relations: Vec<Relation>,
    by_id: FxHashMap<String, usize>,
}

impl Relations {
    pub(super) fn by_id(&self, id: &str) -> Option<&Relation> {
        self.by_id.get(id).map(|&index| &self.relations[index])
    }

    /// All of them.
    pub(super) fn all(&self) -> &[Relation] {
        &self.relations
    }

    /// The part to which the first relation of this kind leads.
    pub(super) fn part_of_kind(&self, kind: &str) -> Option<String> {
        let relation = self.relations.iter().find(|relation| relation.kind == kind && !relation.external)?;
        Some(self.part(relation))
    }

    /// Name of the part to which `relation` leads.
    pub(super) fn part(&self, relation: &Relation) -> String {
        let folder = self.source.rsplit_once('/').map_or("", |(folder, _)| folder);
        let target = relation.target.replace('\\', "/");
        let mut steps: Vec<&str> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
        for step in target.split('/') {
            match step {
                "" | "." => {}
                ".." => {
                    steps.pop();
                }
                step => steps.push(step),
            }
        }
        steps.retain(|step| !step.is_empty());
        steps.join("/")
    }
}

#[cfg(feature = "cli")]
fn is_xml(name: &str) -> bool {
    name.ends_with(".xml") || name.ends_with(".rels")
}

impl<'b> Package<'b> {
    pub(crate) fn open(bytes: &'b [u8], limits: &'b Limits) -> Result<Self, DocxError> {
        if claimed_entries(bytes).is_some_and(|count| count > limits.entries) {
            return Err(DocxError::TooManyEntries { limit: limits.entries });
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| match claimed_entries(bytes) {
            _ if !bytes.starts_with(b"PK") => DocxError::NotZip,
            None => DocxError::Truncated,
            Some(_) => DocxError::BadArchive,
        })?;
        if archive.len() > limits.entries {
            return Err(DocxError::TooManyEntries { limit: limits.entries });
        }
        let mut entries = FxHashMap::default();
        for index in 0..archive.len() {
            if let Some(Ok(name)) = archive.name_for_index(index) {
                let name = name.replace('\\', "/").to_lowercase();
                entries.entry(name.trim_start_matches('/').to_owned()).or_insert(index);
            }
        }
        Ok(Self { archive, entries, limits, unpacked: 0, warnings: Vec::new() })
    }

    pub(super) fn limits(&self) -> &'b Limits {
        self.limits
    }

    fn find(&self, part: &str) -> Option<usize> {
        let name = part.trim_start_matches('/').to_lowercase();
        self.entries.get(&name).or_else(|| self.entries.get(&percent_decoded(&name)?)).copied()
    }

    pub(super) fn has(&self, part: &str) -> bool {
        self.find(part).is_some()
    }

    /// The text of a part; `None` when there is no such part. A part in UTF-16 is given as UTF-8.
    pub(crate) fn text(&mut self, part: &str) -> Result<Option<String>, DocxError> {
        Ok(self.encoded_text(part)?.map(|(text, _)| text))
    }

    /// The text of a part and how its bytes encode it.
    pub(crate) fn encoded_text(&mut self, part: &str) -> Result<Option<(String, Encoding)>, DocxError> {
        let Some(index) = self.find(part) else { return Ok(None) };
        let bytes = self.unpack(index, part)?;
        let encoding = match bytes.get(..2) {
            Some([0xff, 0xfe] | [b'<', 0]) => Encoding::Utf16Le { mark: bytes[0] == 0xff },
            Some([0xfe, 0xff] | [0, b'<']) => Encoding::Utf16Be { mark: bytes[0] == 0xfe },
            _ => Encoding::Utf8,
        };
        let wide = match encoding {
            Encoding::Utf8 => None,
            Encoding::Utf16Le { .. } => Some(UTF_16LE),
            Encoding::Utf16Be { .. } => Some(UTF_16BE),
        };
        if let Some(wide) = wide {
            return Ok(Some((wide.decode_with_bom_removal(&bytes).0.into_owned(), encoding)));
        }
        let text = String::from_utf8(bytes).map_err(|error| DocxError::BadXml {
            part: part.to_owned(),
            offset: error.utf8_error().valid_up_to() as u64,
        })?;
        Ok(Some((text, encoding)))
    }

    /// Where the table of contents stands in the file, and what the offsets in it count from.
    pub(super) fn directory(&self) -> (u64, u64) {
        (self.archive.central_directory_start(), self.archive.offset())
    }

    /// The comment on the archive.
    pub(super) fn comment(&self) -> &[u8] {
        self.archive.comment()
    }

    /// Where the record of a part stands in the table of contents.
    pub(super) fn record_of(&mut self, part: &str) -> Option<u64> {
        let index = self.find(part)?;
        self.archive.by_index_raw(index).ok().map(|entry| entry.central_header_start())
    }

    /// The names of all entries, in lower case and without order.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(String::as_str)
    }

    /// Unpacks all parts in XML, so that whoever reads the archive afterwards meets nothing beyond the limits.
    #[cfg(feature = "cli")]
    pub(crate) fn measure(&mut self) -> Result<(), DocxError> {
        let mut parts: Vec<(usize, String)> =
            self.entries.iter().filter(|(name, _)| is_xml(name)).map(|(name, &index)| (index, name.clone())).collect();
        parts.sort_unstable();
        parts.into_iter().try_for_each(|(index, name)| self.unpack(index, &name).map(|_| ()))
    }

    fn unpack(&mut self, index: usize, part: &str) -> Result<Vec<u8>, DocxError> {
        let bad = || DocxError::BadPart { part: part.to_owned() };
        let entry = self.archive.by_index_data(index).map_err(|_| bad())?;
        if entry.encrypted() {
            return Err(DocxError::Encrypted { part: part.to_owned() });
        }
        let (packed, claimed) = (entry.compressed_size(), entry.size());
        let by_ratio = packed.saturating_mul(self.limits.ratio).max(self.limits.ratio_free);
        let limit =
            self.limits.part.min(by_ratio).min(self.limits.unpacked - self.unpacked).min(u64::from(u32::MAX - 1));
        let too_large = || DocxError::TooLarge { part: part.to_owned(), limit };
        if claimed > limit {
            return Err(too_large());
        }
        let bytes = match self.inflate(index, claimed, limit, false) {
            Ok(bytes) => bytes,
            Err(Some(ZipError::InvalidPassword)) => return Err(DocxError::Encrypted { part: part.to_owned() }),
            // A wrong checksum alone does not make a part unreadable; anything else fails again.
            Err(_) => {
                let bytes = self.inflate(index, claimed, limit, true).map_err(|_| bad())?;
                self.warnings
                    .push(("контрольная сумма части не сходится, прочитано как есть".to_owned(), part.to_owned()));
                bytes
            }
        };
        if bytes.len() as u64 > limit {
            return Err(too_large());
        }
        self.unpacked += bytes.len() as u64;
        Ok(bytes)
    }

    /// Unpacks an entry up to one byte over `limit`, whatever size it claims.
    fn inflate(
        &mut self,
        index: usize,
        claimed: u64,
        limit: u64,
        ignore_checksum: bool,
    ) -> Result<Vec<u8>, Option<ZipError>> {
        let options = ZipReadOptions::new().ignore_crc32(ignore_checksum);
        let entry = self.archive.by_index_with_options(index, options).map_err(Some)?;
        let mut bytes = Vec::with_capacity(claimed.min(1 << 20) as usize);
        entry.take(limit + 1).read_to_end(&mut bytes).map_err(|_| None)?;
        Ok(bytes)
    }

    /// The relations of a part (of the package itself for an empty name).
    pub(super) fn relations(&mut self, part: &str) -> Result<Relations, DocxError> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let name = format!("{folder}{}_rels/{file}.rels", if folder.is_empty() { "" } else { "/" });
        let mut relations = Relations { source: part.to_owned(), ..Relations::default() };
        let Some(xml) = self.text(&name)? else { return Ok(relations) };
        let tree = Tree::parse(&xml, &name, self.limits)?;
        for node in tree.all().filter(|&node| tree.tag(node) == Tag::Relationship) {
            let get = |name| tree.attribute(node, name).unwrap_or_default().into_owned();
            let kind = get(Attr::Type);
            relations.by_id.entry(get(Attr::Id)).or_insert(relations.relations.len());
            relations.relations.push(Relation {
                kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                target: get(Attr::Target),
                external: get(Attr::TargetMode) == "External",
            });
        }
        Ok(relations)
    }

    /// The name of the main part, by the relations of the package.
    pub(super) fn main_part(&mut self, relations: &Relations) -> Result<String, DocxError> {
        let main = relations.part_of_kind("officeDocument").ok_or_else(|| self.not_word())?;
        if self.has(&main) { Ok(main) } else { Err(DocxError::NoMainPart { part: main }) }
    }

    /// What an archive is that is no Word document.
    pub(super) fn not_word(&mut self) -> DocxError {
        let mimetype = self.text("mimetype").ok().flatten().unwrap_or_default();
        let looks_like = if mimetype.starts_with("application/vnd.oasis.opendocument.text") {
            Foreign::OpenDocumentText
        } else if mimetype.starts_with("application/vnd.oasis.opendocument") {
            Foreign::OpenDocument
        } else if mimetype.starts_with("application/epub") {
            Foreign::Book
        } else if self.has("xl/workbook.xml") || self.has("xl/workbook.bin") {
            Foreign::Spreadsheet
        } else if self.has("ppt/presentation.xml") {
            Foreign::Presentation
        } else {
            Foreign::Unknown
        };
        DocxError::NotWord { looks_like }
    }
}

/// The number of entries that the archive's last record claims; `None` when there is no such record.
fn claimed_entries(bytes: &[u8]) -> Option<usize> {
    // The record is 22 bytes and a comment of at most 65,535.
    let tail = &bytes[bytes.len().saturating_sub(22 + 65_535)..];
    let at = tail.windows(4).rposition(|window| window == b"PK\x05\x06")?;
    let count = tail.get(at + 10..at + 12)?;
    Some(usize::from(u16::from_le_bytes([count[0], count[1]])))
}

/// `name` with `%20` and the like resolved; `None` when there is nothing to resolve or it gives no UTF-8.
fn percent_decoded(name: &str) -> Option<String> {
    if !name.contains('%') {
        return None;
    }
    let (bytes, mut out, mut at) = (name.as_bytes(), Vec::with_capacity(name.len()), 0);
    while at < bytes.len() {
        let code = (bytes[at] == b'%').then(|| name.get(at + 1..at + 3)).flatten();
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(out).ok().map(|name| name.to_lowercase())
}
