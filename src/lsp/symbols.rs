//! The parts of the letter, for the editor's outline.

use tower_lsp_server::ls_types::{
    DocumentSymbol, DocumentSymbolResponse, Location, SymbolInformation, SymbolKind, Uri,
};

use super::seen::{Checked, Seen};
use crate::letter::Zone;
use crate::text::Span;

/// Letters shown of a part.
const SHOWN: usize = 60;

/// The zones of the letter with the parts found in them; `nested` tells whether the client knows parts within parts.
pub(super) fn symbols(seen: &Seen, uri: &Uri, nested: bool) -> DocumentSymbolResponse {
    let found = seen.checked().map_or_else(Vec::new, |checked| zones(seen, checked));
    if nested {
        return DocumentSymbolResponse::Nested(found);
    }
    let mut flat = Vec::new();
    for symbol in found {
        let children = symbol.children.iter().flatten().map(|child| information(child, uri, Some(&symbol.name)));
        flat.push(information(&symbol, uri, None));
        flat.extend(children);
    }
    DocumentSymbolResponse::Flat(flat)
}

// A field of the protocol that has long been out of use.
#[allow(deprecated)]
fn information(symbol: &DocumentSymbol, uri: &Uri, within: Option<&str>) -> SymbolInformation {
    SymbolInformation {
        name: symbol.name.clone(),
        kind: symbol.kind,
        tags: None,
        deprecated: None,
        location: Location { uri: uri.clone(), range: symbol.range },
        container_name: within.map(str::to_owned),
    }
}

fn zones(seen: &Seen, checked: &Checked) -> Vec<DocumentSymbol> {
    let (document, letter) = (&checked.document, &checked.report.letter);
    let mut stretches: Vec<(Zone, Span)> = Vec::new();
    for (index, block) in document.blocks().iter().enumerate() {
        if document.text().get(block.span.range()).is_none_or(|text| text.trim().is_empty()) {
            continue;
        }
        let zone = letter.zone(index);
        match stretches.last_mut() {
            Some((before, span)) if *before == zone => *span = Span::new(span.start, block.span.end),
            _ => stretches.push((zone, block.span)),
        }
    }
    let parts = letter.named_parts();
    let symbol = |(zone, span): (Zone, Span)| {
        // A part that is the whole zone would only say the same again.
        let inside = parts.iter().filter_map(|part| {
            let place = part.span.filter(|place| span.start <= place.start && place.end <= span.end)?;
            (part.title != zone.title())
                .then(|| make(seen, checked, part.title, part.note, place, SymbolKind::FIELD, None))
        });
        let inside: Vec<DocumentSymbol> = inside.collect();
        let kind = if zone == Zone::Body { SymbolKind::NAMESPACE } else { SymbolKind::STRING };
        make(seen, checked, zone.title(), None, span, kind, (!inside.is_empty()).then_some(inside))
    };
    stretches.into_iter().map(symbol).collect()
}

// A field of the protocol that has long been out of use.
#[allow(deprecated)]
fn make(
    seen: &Seen,
    checked: &Checked,
    title: &str,
    note: Option<&str>,
    span: Span,
    kind: SymbolKind,
    children: Option<Vec<DocumentSymbol>>,
) -> DocumentSymbol {
    let words = checked.document.text().get(span.range()).unwrap_or_default();
    let shown: String = words.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(SHOWN).collect();
    let range = seen.positions().range(seen.place(&checked.document, span));
    DocumentSymbol {
        name: title.to_owned(),
        detail: Some(note.map_or_else(|| shown.clone(), |note| format!("{shown} ({note})"))),
        kind,
        tags: None,
        deprecated: None,
        range,
        selection_range: range,
        children,
    }
}
