//! Files made to hurt: no panic, no endless memory, an error that says what to do.

use std::io::{Cursor, Write};

use proptest::prelude::*;
use yasno::register::Options;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::{findings, read, today};

fn run(bytes: Vec<u8>, name: &str) -> Result<(), String> {
    let found = read(bytes, name, false).map_err(|error| error.to_string())?;
    findings(&found, &Options { old: found.register.as_ref(), ..Options::on(today()) });
    Ok(())
}

/// A workbook of one sheet.
fn workbook(sheet: &str, strings: &str) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let parts = [
        (
            "[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>".to_owned(),
        ),
        (
            "_rels/.rels",
            format!(
                "<Relationships xmlns=\"{package}\"><Relationship Id=\"r1\" Type=\"{kind}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{main}\" xmlns:r=\"{kind}\"><sheets><sheet name=\"А\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships xmlns=\"{package}\"><Relationship Id=\"r1\" Type=\"{kind}/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" Type=\"{kind}/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>"
            ),
        ),
        ("xl/worksheets/sheet1.xml", format!("<worksheet xmlns=\"{main}\">{sheet}</worksheet>")),
        ("xl/sharedStrings.xml", format!("<sst xmlns=\"{main}\">{strings}</sst>")),
    ];
    for (name, text) in parts {
        zip.start_file(name, options).expect("in memory");
        zip.write_all(text.as_bytes()).expect("in memory");
    }
    zip.finish().expect("in memory").into_inner()
}

fn cell(place: &str, text: &str) -> String {
    format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
}

#[test]
fn a_small_workbook_is_read() {
    let row = format!("<sheetData><row r=\"1\">{}{}</row></sheetData>", cell("A1", "Функция"), cell("B1", "Точка"));
    assert_eq!(run(workbook(&row, ""), "а.xlsx"), Ok(()));
}

#[test]
fn a_part_that_swells_is_not_read() {
    let text = "<si><t>".to_owned() + &"а".repeat(34 << 20) + "</t></si>";
    let error = run(workbook("<sheetData/>", &text), "а.xlsx").unwrap_err();
    assert!(error.contains("МБ") || error.contains("больш"), "{error}");
}

#[test]
fn cells_far_apart_and_merged_cells_take_no_memory() {
    let far = format!(
        "<sheetData><row r=\"1\">{}</row><row r=\"1048576\">{}</row></sheetData>",
        cell("A1", "Функция"),
        cell("XFD1048576", "х")
    );
    assert!(run(workbook(&far, ""), "а.xlsx").is_ok());
    let merged = format!(
        "<sheetData><row r=\"1\">{}</row></sheetData><mergeCells count=\"1\"><mergeCell ref=\"A1:A1048576\"/></mergeCells>",
        cell("A1", "Функция")
    );
    let error = run(workbook(&merged, ""), "а.xlsx").unwrap_err();
    assert!(error.contains("ячеек"), "{error}");
    let shared = "<si><t>".to_owned() + &"а".repeat(1 << 20) + "</t></si>";
    let cells: String =
        (1..=1000).map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\" t=\"s\"><v>0</v></c></row>")).collect();
    let error = run(workbook(&format!("<sheetData>{cells}</sheetData>"), &shared), "а.xlsx").unwrap_err();
    assert!(error.contains("ячеек"), "{error}");
}

#[test]
fn damaged_workbooks_are_errors() {
    let path = format!("{}/examples/register/good.xlsx", env!("CARGO_MANIFEST_DIR"));
    let whole = std::fs::read(path).unwrap();
    for size in (0..whole.len()).step_by(173) {
        let _ = run(whole[..size].to_vec(), "а.xlsx");
    }
    for at in (0..whole.len()).step_by(61) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x55;
        let _ = run(bytes, "а.xlsx");
    }
    assert!(run(b"PK\x03\x04".to_vec(), "а.xlsx").is_err());
    assert!(run(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(), "а.xls").unwrap_err().contains(".xlsx"));
    assert!(run("а;б".into(), "а.xlsx").unwrap_err().contains(".csv"));
}

#[test]
fn a_file_without_the_table_is_no_register() {
    let found = read("Фамилия;Возраст\nИванов;40\n".into(), "а.csv", false).unwrap();
    assert!(found.register.is_none());
    let found = read("Ответим до 5 марта.\n".into(), "а.md", false).unwrap();
    assert!(found.register.is_none());
}

proptest! {
    #[test]
    fn no_table_makes_it_panic(
        cells in prop::collection::vec(
            prop::sample::select(vec![
                "функция", "точка", "тип", "потребности", "направление", "основание", "обновлено", "статус", "адрес",
                "1", "9:", "9; ", "сайт", "цифровая", "", "—", "а\"\"б", "\"", "исключена", "31.02.2026", "приказ № 5",
                "утверждён приказом от 05.03.2026", "«»", "ё\u{301}", "телефон 497-511", "@", "://", ",", "1–", "№",
            ]),
            0..80,
        ),
        width in 1_usize..8,
        sign in prop::sample::select(vec![";", ",", "\t", " | "]),
    ) {
        let rows: Vec<String> = cells.chunks(width).map(|row| row.join(sign)).collect();
        let _ = run(rows.join("\n").into_bytes(), "а.csv");
        let lines: Vec<String> = rows.iter().map(|row| format!("| {row} |")).collect();
        let mut lines = lines;
        if !lines.is_empty() {
            lines.insert(1, format!("|{}", " --- |".repeat(width)));
        }
        let _ = run(lines.join("\n").into_bytes(), "а.md");
    }

    #[test]
    fn no_text_makes_it_panic(text in "\\PC{0,200}") {
        let _ = run(text.clone().into_bytes(), "а.csv");
        let _ = run(format!("функция;точка;тип;потребности\n{text}").into_bytes(), "а.csv");
    }
}
