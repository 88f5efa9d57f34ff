//! Writes the archive again with some parts changed. Every other entry is copied as it lies in the file: compressed
//! bytes, order, times, flags, and whatever stands between entries.

use std::io::Write;

use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc};

use crate::docx::DocxError;
use crate::docx::package::Package;

/// What becomes of a part.
#[derive(Clone, Debug)]
pub(crate) enum Change {
    /// New content; a part that is not there yet is added at the end.
    Write(Vec<u8>),
    /// The part goes away.
    Remove,
}

const LOCAL: usize = 30; // fixed bytes of an entry's own header
const CENTRAL: usize = 46; // fixed bytes of its record in the table of contents
const ZIP64: u16 = 1; // extra field with sizes above 4 GB
const STREAMED: u16 = 1 << 3; // sizes stand after the data
const UNSET: u32 = u32::MAX; // the number stands in the extra field

/// A record of the table of contents.
struct Record {
    at: usize,
    end: usize,
    /// Where the entry begins in the file.
    entry: usize,
}

fn u16_at(bytes: &[u8], at: usize) -> Option<usize> {
    Some(usize::from(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?)))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

fn put32(bytes: &mut [u8], at: usize, value: usize) -> Option<()> {
    let value = u32::try_from(value).ok()?;
    bytes.get_mut(at..at + 4)?.copy_from_slice(&value.to_le_bytes());
    Some(())
}

/// The offset of an entry, from its record's extra field where the record itself has no room for it.
fn wide_offset(record: &[u8], extra: &[u8]) -> Option<u64> {
    let before = [20, 24].iter().filter(|&&at| u32_at(record, at) == Some(UNSET)).count(); // sizes stand first
    let field = fields(extra).find(|(id, _)| *id == ZIP64)?.1;
    let at = 4 + 8 * before;
    Some(u64::from_le_bytes(field.get(at..at + 8)?.try_into().ok()?))
}

/// The extra fields, each with its header.
fn fields(extra: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    let mut rest = extra;
    std::iter::from_fn(move || {
        let length = u16_at(rest, 2)?;
        let (field, after) = rest.split_at_checked(4 + length)?;
        rest = after;
        Some((u16::from_le_bytes([field[0], field[1]]), field))
    })
}

/// A header or record whose extra field has no sizes any more: they fit their usual places.
fn without_zip64(header: &[u8], fixed: usize, length_at: usize) -> Option<Vec<u8>> {
    let name = u16_at(header, if fixed == LOCAL { 26 } else { 28 })?;
    let extra = u16_at(header, length_at)?;
    let from = fixed + name;
    let kept: Vec<u8> = fields(header.get(from..from + extra)?)
        .filter(|(id, _)| *id != ZIP64)
        .flat_map(|(_, field)| field.iter().copied())
        .collect();
    let mut out = header.get(..from)?.to_vec();
    out[length_at..length_at + 2].copy_from_slice(&u16::try_from(kept.len()).ok()?.to_le_bytes());
    out.extend_from_slice(&kept);
    out.extend_from_slice(header.get(from + extra..)?);
    Some(out)
}

/// The records, in their order.
fn records(bytes: &[u8], start: usize, origin: usize) -> Option<Vec<Record>> {
    let (mut records, mut at) = (Vec::new(), start);
    while bytes.get(at..at + 4) == Some(b"PK\x01\x02") {
        let (name, extra, comment) = (u16_at(bytes, at + 28)?, u16_at(bytes, at + 30)?, u16_at(bytes, at + 32)?);
        let end = at + CENTRAL + name + extra + comment;
        let record = bytes.get(at..end)?;
        let offset = match u32_at(record, 42)? {
            UNSET => wide_offset(record, &record[CENTRAL + name..CENTRAL + name + extra])?,
            offset => u64::from(offset),
        };
        let entry = usize::try_from(offset).ok()?.checked_add(origin)?;
        (bytes.get(entry..entry + 4) == Some(b"PK\x03\x04") && entry < start).then_some(())?;
        records.push(Record { at, end, entry });
        at = end;
    }
    Some(records)
}

/// Packed content and what a header says of it.
struct Packed {
    method: u16,
    crc: u32,
    data: Vec<u8>,
    size: usize,
}

impl Packed {
    fn new(content: &[u8], stored: bool) -> Option<Self> {
        let mut crc = Crc::new();
        crc.update(content);
        let data = if stored {
            content.to_vec()
        } else {
            let mut encoder = DeflateEncoder::new(Vec::with_capacity(content.len() / 4), Compression::default());
            encoder.write_all(content).ok()?;
            encoder.finish().ok()?
        };
        Some(Self { method: if stored { 0 } else { 8 }, crc: crc.sum(), data, size: content.len() })
    }

    /// Sets flags, method, checksum and sizes; `at` is where the flags stand.
    fn describe(&self, header: &mut [u8], at: usize) -> Option<()> {
        // Which of the compressor's levels was used is told in bits 1 and 2.
        let flags = u16_at(header, at)? as u16 & !(STREAMED | 0b110);
        header[at..at + 2].copy_from_slice(&flags.to_le_bytes());
        header[at + 2..at + 4].copy_from_slice(&self.method.to_le_bytes());
        put32(header, at + 8, self.crc as usize)?;
        put32(header, at + 12, self.data.len())?;
        put32(header, at + 16, self.size)
    }
}

/// The file with these parts changed.
pub(crate) fn rewrite(
    bytes: &[u8],
    package: &mut Package<'_>,
    main: &str,
    changes: Vec<(String, Change)>,
) -> Result<Vec<u8>, DocxError> {
    let placed: Vec<(Option<usize>, String, Change)> = changes
        .into_iter()
        .map(|(part, change)| (package.record_of(&part).and_then(|at| usize::try_from(at).ok()), part, change))
        .collect();
    let like = package.record_of(main).and_then(|at| usize::try_from(at).ok());
    let (start, origin) = package.directory();
    let (Ok(start), Ok(origin)) = (usize::try_from(start), usize::try_from(origin)) else {
        return Err(DocxError::BadArchive);
    };
    write(bytes, start, origin, like, &placed, package.comment()).ok_or(DocxError::BadArchive)
}

fn write(
    bytes: &[u8],
    start: usize,
    origin: usize,
    like: Option<usize>,
    changes: &[(Option<usize>, String, Change)],
    comment: &[u8],
) -> Option<Vec<u8>> {
    let records = records(bytes, start, origin)?;
    let mut order: Vec<&Record> = records.iter().collect();
    order.sort_by_key(|record| record.entry);
    let mut out = bytes.get(..order.first().map_or(start, |first| first.entry))?.to_vec();
    let mut directory: Vec<(usize, Vec<u8>)> = Vec::with_capacity(records.len() + 1); // by place of the old record
    for (index, record) in order.iter().enumerate() {
        let end = order.get(index + 1).map_or(start, |next| next.entry);
        let mut central = bytes.get(record.at..record.end)?.to_vec();
        let change = changes.iter().find(|(at, ..)| *at == Some(record.at)).map(|(.., change)| change);
        let at = out.len() - origin;
        match change {
            Some(Change::Remove) => continue,
            Some(Change::Write(content)) => {
                let name = u16_at(bytes, record.entry + 26)?;
                let extra = u16_at(bytes, record.entry + 28)?;
                let header = bytes.get(record.entry..record.entry + LOCAL + name + extra)?;
                let packed = Packed::new(content, u16_at(&central, 10)? == 0)?;
                let mut header = without_zip64(header, LOCAL, 28)?;
                packed.describe(&mut header, 6)?;
                out.extend_from_slice(&header);
                out.extend_from_slice(&packed.data);
                central = without_zip64(&central, CENTRAL, 30)?;
                packed.describe(&mut central, 8)?;
            }
            // Two records may lead to one entry: it is copied once, since nothing lies between them.
            None => out.extend_from_slice(bytes.get(record.entry..end)?),
        }
        put32(&mut central, 42, at)?;
        directory.push((record.at, central));
    }
    for (place, name, change) in changes {
        let (None, Change::Write(content)) = (place, change) else { continue };
        let at = out.len() - origin;
        let like = bytes.get(like?..like? + CENTRAL)?;
        let packed = Packed::new(content, false)?;
        let length = u16::try_from(name.len()).ok()?.to_le_bytes();
        // Made by the program and at the time that the main part names.
        let mut header = b"PK\x03\x04\x14\x00\x00\x00".to_vec();
        header.resize(LOCAL, 0);
        header[10..14].copy_from_slice(&like[12..16]);
        packed.describe(&mut header, 6)?;
        header[26..28].copy_from_slice(&length);
        header.extend_from_slice(name.as_bytes());
        out.extend_from_slice(&header);
        out.extend_from_slice(&packed.data);
        let mut central = like.to_vec();
        central[6..10].copy_from_slice(b"\x14\x00\x00\x00");
        packed.describe(&mut central, 8)?;
        central[28..30].copy_from_slice(&length);
        central[30..34].fill(0);
        put32(&mut central, 42, at)?;
        central.extend_from_slice(name.as_bytes());
        directory.push((usize::MAX, central));
    }
    directory.sort_by_key(|(at, _)| *at);
    let at = out.len() - origin;
    for (_, record) in &directory {
        out.extend_from_slice(record);
    }
    let size = out.len() - origin - at;
    let count = u16::try_from(directory.len()).ok()?.to_le_bytes();
    let mut end = b"PK\x05\x06\x00\x00\x00\x00".to_vec();
    end.resize(22, 0);
    end[8..10].copy_from_slice(&count);
    end[10..12].copy_from_slice(&count);
    put32(&mut end, 12, size)?;
    put32(&mut end, 16, at)?;
    end[20..22].copy_from_slice(&u16::try_from(comment.len()).ok()?.to_le_bytes());
    out.extend_from_slice(&end);
    out.extend_from_slice(comment);
    Some(out)
}
