//! Speed of the language layer, stage by stage, on made-up Russian prose that does not repeat itself.
//!
//! Run with `cargo bench --bench language`.

use std::sync::{Arc, LazyLock};

use divan::counter::{BytesCount, ItemsCount};
use yasno::document::{Block, Builder, Document, FileFormat};
use yasno::language::{Lexicon, Morphology, RuMorph, analyse};
use yasno::text::Span;

fn main() {
    divan::main();
}

const ROOTS: &str = "вод дом город лес пис чит ход вез нос род пол стро вид говор дел да бер люб рад сил мир свет цвет \
    зим лет дорог мост сад парк школ уч раб труд служб помощ прос ответ вопрос реш суд прав закон власт край стран \
    земл участ площад двор окн двер стен крыш труб газ ток тепл хлад горяч лёд снег дожд ветр рук ног глаз голов сердц \
    врач боль лек здоров жив смерт молод стар нов древн быстр тих громк чист гряз бел чёрн красн зелён син жёлт \
    дерев камен желез стекл бумаг книг слов букв числ сч плат цен руб покуп прод торг рын товар груз маш колес пут \
    ездк бег лет плав став сид леж сто верт крут рез руб кол пил вар пек корм пит ед хлеб молок мяс рыб птиц звер кон \
    вол коз соб кош мыш мух пчел трав цвет куст ягод гриб зерн мук сол сахар чай сок вин пив гост друг враг брат сестр \
    мат отц сын доч дед баб муж жен дет стар храбр добр зл умн глуп хитр весел груст смех плач пес тан игр кин";
const PREFIXES: &str =
    "- без в вз воз вы до за из ис на над не недо о об обо от пере по под пред при про раз рас с со у";
const SUFFIXES: &str = "- а я о е ь ка ник ница ок ец ость ение ание тель ство чик щик арь изна ина ина ота ый ной ний \
    ский еский ливый ивый овый евый истый атый ать ить еть ывать ивать овать нуть ти ся иться аться яться чить шать \
    ать еть лять нять мать вод воз ход нос кос каз зов бор дел пись дача говор строить делать ходить водить возить";
const LINKS: &str = "и в на с по для что не к от из о за но как у до при или если то же а также уже ещё";

/// A small generator of numbers (xorshift): the text is the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % sides
    }

    /// Small numbers far more often than large ones, as words are in texts.
    fn rank(&mut self, count: usize) -> usize {
        let unit = self.roll(1 << 30) as f64 / f64::from(1 << 30);
        ((count as f64).powf(unit) as usize - 1)
            .max((unit.powi(3) * count as f64) as usize * (self.roll(3) / 2))
            .min(count - 1)
    }
}

/// Inflected forms of all words of the dictionary that the roots, prefixes and suffixes make.
static FORMS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let dictionary = rumorph::Dictionary::bundled().expect("built-in dictionary");
    let part = |part: &'static str| if part == "-" { "" } else { part };
    let mut forms = Vec::new();
    for root in ROOTS.split_ascii_whitespace() {
        for prefix in PREFIXES.split_ascii_whitespace().map(part) {
            for suffix in SUFFIXES.split_ascii_whitespace().map(part) {
                let word = format!("{prefix}{root}{suffix}");
                if !dictionary.is_known(&word) {
                    continue;
                }
                if let Some(analysis) = dictionary.analyze(&word).first() {
                    forms.extend(dictionary.forms(analysis).into_iter().map(|form| form.word));
                }
            }
        }
    }
    forms.sort_unstable();
    forms.dedup();
    let mut dice = Dice(7);
    for at in (1..forms.len()).rev() {
        forms.swap(at, dice.roll(at + 1));
    }
    forms
});

fn sentence(dice: &mut Dice, text: &mut String) {
    let links: Vec<&str> = LINKS.split_ascii_whitespace().collect();
    let length = 5 + dice.roll(16);
    for place in 0..length {
        let word =
            if place > 0 && dice.roll(4) == 0 { links[dice.roll(links.len())] } else { &FORMS[dice.rank(FORMS.len())] };
        if place == 0 {
            let mut chars = word.chars();
            text.extend(chars.next().into_iter().flat_map(char::to_uppercase));
            text.push_str(chars.as_str());
        } else {
            text.push_str(if dice.roll(9) == 0 { ", " } else { " " });
            text.push_str(word);
        }
    }
    text.push_str(if dice.roll(12) == 0 { "? " } else { ". " });
}

/// Prose of about this many bytes in paragraphs of a few sentences.
fn prose(bytes: usize) -> Document {
    let mut dice = Dice(42);
    let (mut text, mut blocks) = (String::with_capacity(bytes + 1000), Vec::new());
    while text.len() < bytes {
        let start = text.len() as u32;
        for _ in 0..3 + dice.roll(4) {
            sentence(&mut dice, &mut text);
        }
        text.pop();
        blocks.push(Block { span: Span::new(start, text.len() as u32), ..Block::default() });
        text.push_str("\n\n");
    }
    Builder::verbatim(FileFormat::Text, text, blocks).finish()
}

/// Official text: every paragraph full of dates, numbers, names and references.
fn official(bytes: usize) -> Document {
    let mut dice = Dice(99);
    let (mut text, mut blocks) = (String::new(), Vec::new());
    while text.len() < bytes {
        let start = text.len() as u32;
        let mut number = |sides| dice.roll(sides) + 1;
        text.push_str(&format!(
            "Ваше обращение № {}-ОГ от {:02}.{:02}.2026 рассмотрено Министерством имущественных отношений Озёрной \
             области. Согласно п. {} ч. {} ст. {} Земельного кодекса Российской Федерации плата составит {} рублей. \
             Приходите по адресу: г. Озёрск, ул. Садовая, д. {}, кв. {}, в {}:00, телефон (8332) {}-{:02}-{:02}. \
             Ответ подготовил Иванов Иван Петрович, ООО «Ромашка». ",
            number(9999),
            number(28),
            number(12),
            number(9),
            number(9),
            number(99),
            number(9000),
            number(99),
            number(99),
            9 + number(9),
            10 + number(89),
            number(98),
            number(98),
        ));
        sentence(&mut dice, &mut text);
        text.pop();
        blocks.push(Block { span: Span::new(start, text.len() as u32), ..Block::default() });
        text.push_str("\n\n");
    }
    Builder::verbatim(FileFormat::Text, text, blocks).finish()
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
