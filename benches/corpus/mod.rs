//! Made-up Russian text for benchmarks: the same in every run, and never the same twice within a text.

use std::fmt::Write as _;
use std::sync::LazyLock;

use yasno::document::{Block, Builder, Document, FileFormat};
use yasno::text::Span;

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
pub(crate) static FORMS: LazyLock<Vec<String>> = LazyLock::new(|| {
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
pub(crate) fn prose(bytes: usize) -> Document {
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

/// What official letters are made of; `%` is a word, `#` a number.
const CLAUSES: &[&str] = &[
    "Ваше обращение № #-ОГ от 0#.03.2026 по вопросу % рассмотрено",
    "В соответствии с п. # ч. # ст. # Земельного кодекса Российской Федерации % предоставляется %",
    "В целях обеспечения % осуществляется проверка %",
    "Согласно данным единого государственного реестра недвижимости % является %",
    "Приходите по адресу: г. Озёрск, ул. Садовая, д. #, кв. #, телефон (8332) 12-34-#",
    "Одновременно сообщаем, что % будет произведена оплата % в размере # рублей",
    "Министерство имущественных отношений Озёрной области информирует о % и %",
    "В настоящее время ведётся работа по % и % в рамках программы «Чистый двор»",
    "Ответ подготовил Иванов Иван Петрович, ООО «Ромашка»",
    "По результатам рассмотрения % принято решение об отказе в %",
    "Для получения % Вам необходимо представить % и копию паспорта",
    "Дополнительно разъясняем, что % не представляется возможным без %",
    "Постановлением администрации от 1#.04.2026 № #-п утверждён порядок %",
    "Управляющая организация обязана устранить % до 2# мая 2026 года",
];

/// Dense official text of about this many bytes: every sentence has what the rules look for, with ever new words.
pub(crate) fn official(bytes: usize) -> Document {
    let mut dice = Dice(99);
    let (mut text, mut blocks) = (String::with_capacity(bytes + 1000), Vec::new());
    while text.len() < bytes {
        let start = text.len() as u32;
        for _ in 0..4 {
            for c in CLAUSES[dice.roll(CLAUSES.len())].chars() {
                match c {
                    '%' => text.push_str(&FORMS[dice.rank(FORMS.len())]),
                    '#' => {
                        let _ = write!(text, "{}", 1 + dice.roll(9));
                    }
                    other => text.push(other),
                }
            }
            text.push_str(". ");
        }
        text.pop();
        blocks.push(Block { span: Span::new(start, text.len() as u32), ..Block::default() });
        text.push_str("\n\n");
    }
    Builder::verbatim(FileFormat::Text, text, blocks).finish()
}
