//! A folder of documents of any origin: `YASNO_DOCX_CORPUS=folder cargo test --test annotate -- --ignored`.
//! With `YASNO_DOCX_OUT=folder` the annotated files are kept, for other programs to open.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use yasno::document::Story;
use yasno::docx::patch::{endnotes, restyle, revise};
use yasno::docx::{Limits, read};
use yasno::rules::{Endnote, Look, Restyle};
use yasno::text::{Edit, Span, apply};

use crate::{DATE, check, difference, document, entries, main_part, remark, stripped};

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|it| it == "docx") {
            found.push(path);
        }
    }
}

/// Stretches here and there: words, pieces of words, whole blocks, points.
pub(crate) fn spans(document: &yasno::document::Document, mut seed: u64) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut random = move |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below.max(1)
    };
    let filled: Vec<_> = document.blocks().iter().filter(|block| !block.span.is_empty()).collect();
    for _ in 0..filled.len().min(12) {
        let block = filled[random(filled.len())];
        let text = document.slice(block.span);
        let places: Vec<u32> = text.char_indices().map(|(at, _)| at as u32).chain([text.len() as u32]).collect();
        let (a, b) = (random(places.len()), random(places.len()));
        let (from, to) = (places[a.min(b)], places[a.max(b)]);
        spans.push(match random(6) {
            0 => block.span,
            1 => Span::empty(block.span.start + from),
            2 => Span::new(block.span.start, block.span.start + to),
            3 => Span::new(block.span.start + from, block.span.end),
            _ => Span::new(block.span.start + from, block.span.start + to),
        });
    }
    spans.sort();
    spans
}

#[test]
#[ignore = "needs a folder of documents: YASNO_DOCX_CORPUS"]
fn every_document_bears_comments_and_changes() {
    let folder = std::env::var("YASNO_DOCX_CORPUS").expect("YASNO_DOCX_CORPUS names a folder");
    let out = std::env::var("YASNO_DOCX_OUT").ok().map(PathBuf::from);
    let mut paths = Vec::new();
    files(Path::new(&folder), &mut paths);
    paths.sort();
    let (mut unread, mut done, mut put, mut homeless) = (0, 0, 0, 0);
    let (mut revised, mut restyled, mut faults) = (0, 0, Vec::new());
    for path in &paths {
        let bytes = fs::read(path).expect("a file");
        let Ok(letter) = read(&bytes, &Limits::default()) else {
            unread += 1;
            continue;
        };
        let seed = bytes.len() as u64;
        let chosen = spans(&letter, seed);
        let comments: Vec<_> = chosen.iter().enumerate().map(|(number, span)| remark(*span, number)).collect();
        let main = main_part(&bytes);
        let result = catch_unwind(AssertUnwindSafe(|| {
            let annotated = check(&bytes, &comments, &main)?;
            let changed = changes(&bytes, &chosen)?;
            let dressed = other_looks(&bytes, &chosen)?;
            let noted = to_notes(&bytes, &chosen)?;
            Ok::<_, String>((annotated, changed, dressed, noted))
        }));
        match result.unwrap_or_else(|_| Err("сбой".to_owned())) {
            Err(fault) => faults.push(format!("{}: {fault}", path.display())),
            Ok((annotated, changed, dressed, noted)) => {
                done += 1;
                put += annotated.put;
                homeless += annotated.homeless;
                if let Some(out) = &out {
                    let name = path.file_name().expect("a name").to_string_lossy().into_owned();
                    fs::write(out.join(format!("a-{name}")), &annotated.bytes).expect("a file");
                    if let Some(changed) = &changed {
                        fs::write(out.join(format!("r-{name}")), changed).expect("a file");
                    }
                    if let Some(noted) = &noted {
                        fs::write(out.join(format!("n-{name}")), noted).expect("a file");
                    }
                    if let Some(dressed) = &dressed {
                        fs::write(out.join(format!("l-{name}")), dressed).expect("a file");
                    }
                }
                restyled += usize::from(dressed.is_some());
                revised += usize::from(changed.is_some());
            }
        }
    }
    #[allow(clippy::print_stderr)] // the figures of a run by hand
    {
        eprintln!(
            "файлов {}, не прочитано {unread}, размечено {done}, примечаний {put}, без места {homeless}, с правками {revised}, с другим видом {restyled}",
            paths.len()
        );
    }
    assert!(faults.is_empty(), "{} файлов:\n{}", faults.len(), faults.join("\n"));
    assert!(done > 0);
}

/// Tracked changes of looks: the words stay, and refusing them gives the document back.
pub(crate) fn other_looks(bytes: &[u8], spans: &[Span]) -> Result<Option<Vec<u8>>, String> {
    let looks = [Look::Upright, Look::Font("Arial".to_owned()), Look::NotUnderlined, Look::Size(26), Look::NotShaded];
    let limits = Limits::default();
    let (mut now, mut any) = (bytes.to_vec(), false);
    // One round after another, over the same words and over their neighbours.
    for round in 0..looks.len() {
        let letter = document(&now);
        let chosen = spans.iter().skip(round % 2).step_by(2).filter(|span| !span.is_empty());
        let mut wanted: Vec<Restyle> = Vec::new();
        for (span, look) in chosen.zip(looks.iter().cycle().skip(round)) {
            if wanted.last().is_none_or(|last| last.spans[0].end <= span.start) {
                wanted.push(Restyle::of(*span, look.clone()));
            }
        }
        let done = restyle(&now, &letter, &wanted, Some(DATE), &limits).map_err(|error| error.to_string())?;
        any |= done.made.contains(&true);
        let text = read(&done.bytes, &limits).map_err(|error| format!("не читается: {error}"))?.text().to_owned();
        if text != letter.text() {
            return Err(format!("другой вид изменил текст: {}", difference(letter.text(), &text)));
        }
        now = done.bytes;
    }
    let clean = stripped(&now);
    for (old, new) in entries(&stripped(bytes)).iter().zip(&entries(&clean)) {
        if old.name != new.name || old.content != new.content {
            return Err(format!("вид в части {} не восстановлен", old.name));
        }
    }
    Ok(any.then_some(now))
}

/// Stretches moved to endnotes: the text is without them, the notes have them, and refusing gives the document back.
pub(crate) fn to_notes(bytes: &[u8], spans: &[Span]) -> Result<Option<Vec<u8>>, String> {
    let (letter, limits) = (document(bytes), Limits::default());
    let mut moves: Vec<Endnote> = Vec::new();
    for span in spans.iter().filter(|span| !span.is_empty()) {
        if moves.last().is_none_or(|last| last.cut.end <= span.start) {
            moves.push(Endnote { cut: *span, text: format!("примечание {}", moves.len()) });
        }
    }
    let mut changed = None;
    for date in [Some(DATE), None] {
        let done = endnotes(bytes, &letter, &moves, date, &limits).map_err(|error| error.to_string())?;
        let made: Vec<&Endnote> =
            moves.iter().zip(&done.made).filter(|(_, made)| **made).map(|(note, _)| note).collect();
        let now = read(&done.bytes, &limits).map_err(|error| format!("не читается: {error}"))?;
        let signs = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let cuts: Vec<Edit> = made.iter().map(|note| Edit::replace(note.cut, "")).collect();
        let mut expected = signs(&apply(letter.text(), &cuts));
        let old = letter.blocks().iter().any(|block| block.story == Story::Endnote);
        expected.extend(made.iter().filter(|_| !old).map(|note| signs(&note.text)));
        if !old && signs(now.text()) != expected {
            return Err(format!("примечания: {}", difference(&expected, &signs(now.text()))));
        }
        if date.is_some() {
            let clean = stripped(&done.bytes);
            let (was, clean) = (entries(&stripped(bytes)).len(), entries(&clean));
            if was != clean.len() {
                return Err(format!("частей было {was}, стало {}", clean.len()));
            }
            for (old, new) in entries(&stripped(bytes)).iter().zip(&clean) {
                if old.name != new.name || old.content != new.content {
                    return Err(format!("примечания: часть {} не восстановлена", old.name));
                }
            }
            changed = (!made.is_empty()).then_some(done.bytes);
        }
    }
    Ok(changed)
}

/// Tracked changes on the stretches: refusing them gives the document back, accepting them the changed text.
fn changes(bytes: &[u8], spans: &[Span]) -> Result<Option<Vec<u8>>, String> {
    let letter = document(bytes);
    let mut edits: Vec<Edit> = Vec::new();
    for span in spans {
        if edits.last().is_none_or(|last| last.span.end < span.start) {
            let new = if span.is_empty() { " и новое" } else { "новое слово" };
            edits.push(Edit::replace(*span, new));
        }
    }
    let limits = Limits::default();
    let tracked = revise(bytes, &letter, &edits, Some(DATE), &limits).map_err(|error| error.to_string())?;
    let accepted = revise(bytes, &letter, &edits, None, &limits).map_err(|error| error.to_string())?;
    if !tracked.made.contains(&true) {
        return Ok(None);
    }
    let texts =
        |bytes: &[u8]| read(bytes, &limits).map(|letter| letter.text().to_owned()).map_err(|error| error.to_string());
    let made: Vec<Edit> =
        edits.iter().zip(&tracked.made).filter(|(_, made)| **made).map(|(edit, _)| edit.clone()).collect();
    let (now, wanted) = (texts(&tracked.bytes)?, yasno::text::apply(letter.text(), &made));
    if now != wanted {
        return Err(format!("правки дают не тот текст: {} ({made:?})", difference(&wanted, &now)));
    }
    let made: Vec<Edit> =
        edits.iter().zip(&accepted.made).filter(|(_, made)| **made).map(|(edit, _)| edit.clone()).collect();
    let (now, wanted) = (texts(&accepted.bytes)?, yasno::text::apply(letter.text(), &made));
    if now != wanted {
        return Err(format!("принятые правки дают не тот текст: {}", difference(&wanted, &now)));
    }
    let clean = stripped(&tracked.bytes);
    for (old, new) in entries(bytes).iter().zip(&entries(&clean)) {
        if old.content != new.content {
            return Err(format!("часть {} после отмены правок другая", old.name));
        }
    }
    Ok(Some(tracked.bytes))
}
