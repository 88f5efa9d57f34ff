//! Letters of plain text and Markdown as .docx: each paragraph, heading, item and cell as an office program has it.

use std::io::{Cursor, Write};

use yasno::document::{Block, BlockKind, Document, Story};
use yasno::text::Span;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A run of plain text; its lines are parted by breaks.
pub(crate) fn run(text: &str) -> String {
    let clean = text.replace('&', "&amp;").replace('<', "&lt;");
    let lines: Vec<String> =
        clean.split('\n').map(|line| format!("<w:t xml:space=\"preserve\">{line}</w:t>")).collect();
    format!("<w:r>{}</w:r>", lines.join("<w:br/>"))
}

/// A paragraph with these properties.
pub(crate) fn paragraph(properties: &str, text: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr>{}</w:p>", run(text))
}

/// A text made into a .docx; `ending` says what the text is.
pub(crate) fn docx(text: &str, ending: &str) -> Vec<u8> {
    let read = yasno::source::read(text.as_bytes().to_vec(), &format!("letter.{ending}")).expect("a text");
    assert!(read.front_matter().is_none(), "a card of a .docx is not made");
    let blocks: Vec<&Block> = read.blocks().iter().filter(|block| block.story == Story::Body).collect();
    let table = |block: &&Block| block.cell.map(|cell| cell.table);
    let body: String =
        blocks.chunk_by(|a, b| table(a).is_some() && table(a) == table(b)).map(|one| piece(&read, one)).collect();
    file(&body, &[])
}

/// The runs of a block, those of links in fields.
fn linked(read: &Document, block: &Block) -> String {
    let (mut xml, mut at) = (String::new(), block.span.start);
    for link in read.links().iter().filter(|link| block.span.covers(link.span) && !link.span.is_empty()) {
        xml.push_str(&run(read.slice(Span::new(at, link.span.start))));
        let target = link.target.replace('&', "&amp;");
        let shown = run(read.slice(link.span));
        xml.push_str(&format!("<w:fldSimple w:instr=\"HYPERLINK &quot;{target}&quot;\">{shown}</w:fldSimple>"));
        at = link.span.end;
    }
    xml + &run(read.slice(Span::new(at, block.span.end)))
}

fn piece(read: &Document, blocks: &[&Block]) -> String {
    let text =
        |properties: &str, block: &Block| format!("<w:p><w:pPr>{properties}</w:pPr>{}</w:p>", linked(read, block));
    if blocks[0].cell.is_none() {
        let properties = match blocks[0].kind {
            BlockKind::Heading { level } => format!("<w:outlineLvl w:val=\"{}\"/>", level - 1),
            BlockKind::ListItem { list, level } => {
                format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{}\"/></w:numPr>", list + 1)
            }
            BlockKind::Paragraph | BlockKind::Code => String::new(),
        };
        return text(&properties, blocks[0]);
    }
    let cell = |block: &Block| block.cell.map_or((0, 0), |cell| (cell.row, cell.column));
    let columns = blocks.iter().map(|block| cell(block).1).max().unwrap_or(0);
    let rows = blocks.chunk_by(|a, b| cell(a).0 == cell(b).0).map(|row| {
        let cells = (0..=columns).map(|column| {
            let inside: String =
                row.iter().filter(|block| cell(block).1 == column).map(|block| text("", block)).collect();
            format!("<w:tc>{}</w:tc>", if inside.is_empty() { paragraph("", "") } else { inside })
        });
        format!("<w:tr>{}</w:tr>", cells.collect::<String>())
    });
    format!("<w:tbl>{}</w:tbl>", rows.collect::<String>())
}

/// A .docx with this body, in a font that the orders like, and other parts to which it has relations: kind and content.
pub(crate) fn file(body: &str, others: &[(&str, &str)]) -> Vec<u8> {
    let styles = format!(
        "<w:styles xmlns:w=\"{WORD}\"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Arial\" w:hAnsi=\"Arial\" \
         w:cs=\"Arial\" w:eastAsia=\"Arial\"/><w:sz w:val=\"28\"/></w:rPr></w:rPrDefault></w:docDefaults></w:styles>"
    );
    let relations = |inner: &str| {
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{inner}</Relationships>"
        )
    };
    let relation = |kind: &str, target: &str| {
        format!("<Relationship Id=\"{kind}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>")
    };
    let main = format!("<w:document xmlns:w=\"{WORD}\" xmlns:r=\"{OFFICE}\"><w:body>{body}</w:body></w:document>");
    let own: String = others.iter().map(|(kind, _)| relation(kind, &format!("{kind}.xml"))).collect();
    let mut parts = vec![
        (
            "[Content_Types].xml".to_owned(),
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" \
             ContentType=\"application/xml\"/></Types>"
                .to_owned(),
        ),
        ("_rels/.rels".to_owned(), relations(&relation("officeDocument", "word/document.xml"))),
        ("word/document.xml".to_owned(), main),
        ("word/_rels/document.xml.rels".to_owned(), relations(&(relation("styles", "styles.xml") + &own))),
        ("word/styles.xml".to_owned(), styles),
    ];
    let other = |(kind, xml): &(&str, &str)| {
        let root = &xml[1..xml.find(['>', ' ']).expect("a root")];
        let xml = xml.replacen(root, &format!("{root} xmlns:w=\"{WORD}\""), 1);
        (format!("word/{kind}.xml"), xml)
    };
    parts.extend(others.iter().map(other));
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(name, SimpleFileOptions::default()).expect("an entry");
        zip.write_all(text.as_bytes()).expect("an entry");
    }
    zip.finish().expect("an archive").into_inner()
}
