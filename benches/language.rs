//! Speed of the language layer, stage by stage, on made-up Russian prose that does not repeat itself.
//!
//! Run with `cargo bench --bench language`.

use std::sync::{Arc, LazyLock};

use divan::counter::{BytesCount, ItemsCount};
use yasno::language::{Lexicon, Morphology, RuMorph, analyse};

mod corpus;

use corpus::{FORMS, official, prose};

fn main() {
    divan::main();
}

static MORPHOLOGY: LazyLock<Arc<dyn Morphology>> =
    LazyLock::new(|| Arc::new(RuMorph::bundled().expect("built-in dictionary")));

fn lexicon() -> Lexicon {
    Lexicon::new(MORPHOLOGY.clone(), Arc::new(()))
}

const LETTER: usize = 1_000;
const REPORT: usize = 200_000;
const BOOK: usize = 10_000_000;

/// The segmenter alone, paragraph by paragraph.
#[divan::bench(args = [LETTER, REPORT, BOOK], max_time = 3)]
fn segmentation(bencher: divan::Bencher<'_, '_>, bytes: usize) {
    let document = prose(bytes);
    let segmenter = anyseg::Segmenter::new("ru").expect("Russian is built in");
    bencher.counter(BytesCount::new(document.text().len())).bench_local(|| {
        document
            .blocks()
            .iter()
            .map(|block| segmenter.segment(document.slice(block.span)).tokens().len())
            .sum::<usize>()
    });
}

/// The dictionary alone: every form once.
#[divan::bench(max_time = 3)]
fn morphology(bencher: divan::Bencher<'_, '_>) {
    bencher
        .counter(ItemsCount::new(FORMS.len()))
        .bench_local(|| FORMS.iter().map(|form| MORPHOLOGY.readings(form).len()).sum::<usize>());
}

/// Every form into an empty lexicon.
#[divan::bench(max_time = 3)]
fn interning(bencher: divan::Bencher<'_, '_>) {
    bencher.counter(ItemsCount::new(FORMS.len())).with_inputs(lexicon).bench_local_values(|mut lexicon| {
        for form in FORMS.iter() {
            divan::black_box(lexicon.intern(form));
        }
        lexicon
    });
}

/// The whole analysis of prose with an empty lexicon.
#[divan::bench(args = [LETTER, REPORT, BOOK], max_time = 4)]
fn analysis(bencher: divan::Bencher<'_, '_>, bytes: usize) {
    let document = prose(bytes);
    let bencher = bencher.counter(BytesCount::new(document.text().len())).with_inputs(lexicon);
    bencher.bench_local_values(|mut lexicon| (analyse(&document, &mut lexicon), lexicon));
}

/// The whole analysis of prose whose words are all known already.
#[divan::bench(args = [LETTER, REPORT, BOOK], max_time = 4)]
fn analysis_warm(bencher: divan::Bencher<'_, '_>, bytes: usize) {
    let document = prose(bytes);
    let mut lexicon = lexicon();
    analyse(&document, &mut lexicon);
    bencher.counter(BytesCount::new(document.text().len())).bench_local(|| analyse(&document, &mut lexicon));
}

/// The whole analysis of text full of masks.
#[divan::bench(args = [REPORT, BOOK], max_time = 4)]
fn analysis_official(bencher: divan::Bencher<'_, '_>, bytes: usize) {
    let document = official(bytes);
    let bencher = bencher.counter(BytesCount::new(document.text().len())).with_inputs(lexicon);
    bencher.bench_local_values(|mut lexicon| (analyse(&document, &mut lexicon), lexicon));
}
