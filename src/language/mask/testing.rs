//! Table-driven tests of the recognisers.

use std::sync::{Arc, LazyLock};

use super::MaskKind;
use crate::document::{Block, Builder, Document, FileFormat};
use crate::language::{Analysis, Lexicon, Morphology, RuMorph, analyse};
use crate::text::Span;

static MORPHOLOGY: LazyLock<Arc<dyn Morphology>> =
    LazyLock::new(|| Arc::new(RuMorph::bundled().expect("built-in dictionary")));

/// A document of one block.
pub(in crate::language) fn document(text: &str, hard_lines: bool) -> Document {
    let block = Block { span: Span::new(0, text.len() as u32), hard_lines, ..Block::default() };
    Builder::verbatim(FileFormat::Text, text.to_owned(), vec![block]).finish()
}

/// A text as a document of one block, analysed.
pub(in crate::language) fn analysed(text: &str, hard_lines: bool) -> (Document, Analysis, Lexicon) {
    let mut lexicon = Lexicon::new(MORPHOLOGY.clone(), Arc::new(()));
    let document = document(text, hard_lines);
    let analysis = analyse(&document, &mut lexicon);
    (document, analysis, lexicon)
}

/// The analysis of a document made by hand.
pub(super) fn analysed_document(document: &Document) -> Analysis {
    analyse(document, &mut Lexicon::new(MORPHOLOGY.clone(), Arc::new(())))
}

/// Checks that of each text exactly the stretches in `[[…]]` are masked with `kind`.
pub(super) fn check(kind: MaskKind, cases: &[&str]) {
    let mut wrong = String::new();
    for case in cases {
        let text = case.replace("[[", "").replace("]]", "");
        let (document, analysis, _) = analysed(&text, false);
        let block = &analysis.blocks[0];
        let mut marked = text.clone();
        for mask in block.masks.iter().rev().filter(|mask| mask.kind == kind) {
            marked.insert_str(block.tokens[mask.tokens.end - 1].end() as usize, "]]");
            marked.insert_str(block.tokens[mask.tokens.start].start as usize, "[[");
        }
        if marked != *case {
            let all: Vec<String> = block
                .masks
                .iter()
                .map(|mask| {
                    let (first, last) = (&block.tokens[mask.tokens.start], &block.tokens[mask.tokens.end - 1]);
                    format!("{:?}: {}", mask.kind, document.slice(Span::new(first.start, last.end())))
                })
                .collect();
            wrong.push_str(&format!("\nexpected {case}\nfound    {marked}\n         {all:?}\n"));
        }
    }
    assert!(wrong.is_empty(), "{kind:?}:{wrong}");
}
