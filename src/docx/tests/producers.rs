//! Letters as different programs write them: what the rules on formatting find there, and what they must not.

use std::sync::{Arc, LazyLock};

use super::made::{Made, body, p};
use crate::document::Document;
use crate::engine::{Context, check};
use crate::language::RuMorph;
use crate::profile::Profile;
use crate::rules::{Ruleset, Scope};

static RULES: LazyLock<Ruleset> = LazyLock::new(|| {
    let morphology = Arc::new(RuMorph::bundled().expect("built-in dictionary"));
    Ruleset::load(Profile::named("common").expect("a profile"), &Default::default(), morphology).expect("rules")
});

/// What the rules of the area find: rule and words. A finding on the whole letter has none.
pub(crate) fn found(document: &Document) -> Vec<(String, String)> {
    let report = check(document, &RULES, &Context::default());
    assert!(report.letter.whole, "a letter: {}", document.text());
    let area = |rule: &str| RULES.rules.iter().any(|known| *known.id == *rule && known.area == "formatting");
    let own = report.findings.iter().filter(|finding| area(&finding.rule));
    let words = |span: crate::text::Span| document.slice(span).to_owned();
    own.map(|it| (it.rule.to_string(), if it.scope == Scope::Letter { String::new() } else { words(it.span) }))
        .collect()
}

fn expect(document: &Document, expected: &[(&str, &str)]) {
    let expected: Vec<_> = expected.iter().map(|(rule, words)| ((*rule).to_owned(), (*words).to_owned())).collect();
    assert_eq!(found(document), expected);
}

/// How a program writes runs: formatting of the run, then its text.
struct Producer {
    styles: &'static str,
    /// What it puts into the properties of every run.
    always: &'static str,
    /// What it puts around runs.
    around: [&'static str; 2],
    /// Its way to say: italic, underlined, on yellow, in capitals.
    italic: &'static str,
    underline: &'static str,
    yellow: &'static str,
    caps: &'static str,
    link: &'static str,
}

impl Producer {
    fn run(&self, own: &str, text: &str) -> String {
        let [before, after] = self.around;
        format!(
            r#"{before}<w:r><w:rPr>{}{own}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>{after}"#,
            self.always
        )
    }

    /// A letter whose second paragraph is this.
    fn letter(&self, second: &str) -> Made {
        let plain = |text: &str| format!("<w:p>{}</w:p>", self.run("", text));
        let link = format!(
            r#"<w:p>{}<w:hyperlink r:id="l"><w:r><w:rPr>{}</w:rPr><w:t>volraion.example</w:t></w:r></w:hyperlink></w:p>"#,
            self.run("", "Оцените наш ответ: "),
            self.link
        );
        let xml = [
            plain("Уважаемая Анна Петровна!"),
            plain("Мы рассмотрели ваше обращение от 12.03.2026 № 15-07/128 и решили отремонтировать двор."),
            format!("<w:p>{second}</w:p>"),
            link,
            plain("С уважением,"),
            plain("Глава района И.П. Лесной"),
            r#"<w:sectPr><w:headerReference w:type="default" r:id="h"/></w:sectPr>"#.to_owned(),
        ];
        // The letterhead may look as it likes.
        let header = r#"<w:p><w:r><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/><w:i/><w:caps/><w:color w:val="C0C0C0"/><w:shadow/><w:sz w:val="16"/></w:rPr><w:t>АДМИНИСТРАЦИЯ РАЙОНА</w:t></w:r></w:p>"#;
        body(&xml.concat())
            .styles(self.styles)
            .relation("l", "hyperlink", "https://volraion.example/opros", true)
            .related("h", "header", "hdr", header)
    }

    fn bad(&self) -> Made {
        let second = [
            self.run("", "Работы начнутся "),
            self.run(self.italic, "пятого мая"),
            self.run("", ", а "),
            self.run(self.underline, "закончатся"),
            self.run("", " в июне, и "),
            self.run(self.yellow, "мусор вывезут"),
            self.run("", ", это "),
            self.run(self.caps, "важно"),
            self.run("", "."),
        ];
        self.letter(&second.concat())
    }

    fn good(&self) -> Made {
        let second = self.run("", "Работы начнутся пятого ") + &self.run("<w:b/>", "мая") + &self.run("", ".");
        self.letter(&second)
    }
}

const ALL: [(&str, &str); 4] =
    [("italic", "пятого мая"), ("underline", "закончатся"), ("background", "мусор вывезут"), ("caps-word", "важно")];

const WORD: Producer = Producer {
    styles: r#"<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial" w:eastAsiaTheme="minorEastAsia"/><w:sz w:val="28"/><w:szCs w:val="22"/><w:lang w:val="ru-RU"/></w:rPr></w:rPrDefault></w:docDefaults>
        <w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
        <w:style w:type="character" w:styleId="a3"><w:name w:val="Hyperlink"/><w:rPr><w:color w:val="0563C1" w:themeColor="hyperlink"/><w:u w:val="single"/></w:rPr></w:style>
        <w:style w:type="character" w:styleId="a4"><w:name w:val="Emphasis"/><w:rPr><w:i/><w:iCs/></w:rPr></w:style>"#,
    always: "",
    around: [
        r#"<w:proofErr w:type="spellStart"/><w:bookmarkStart w:id="0" w:name="_GoBack"/>"#,
        r#"<w:bookmarkEnd w:id="0"/><w:proofErr w:type="spellEnd"/>"#,
    ],
    italic: r#"<w:rStyle w:val="a4"/>"#,
    underline: r#"<w:u w:val="wave" w:color="FF0000"/>"#,
    yellow: r#"<w:highlight w:val="yellow"/>"#,
    caps: "<w:caps/>",
    link: r#"<w:rStyle w:val="a3"/>"#,
};

const LIBRE_OFFICE: Producer = Producer {
    styles: r#"<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Liberation Serif" w:hAnsi="Liberation Serif" w:eastAsia="NSimSun" w:cs="Arial"/><w:kern w:val="2"/><w:sz w:val="24"/><w:szCs w:val="24"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr/></w:pPrDefault></w:docDefaults>
        <w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:rPr><w:rFonts w:ascii="Liberation Sans" w:hAnsi="Liberation Sans" w:eastAsia="NSimSun" w:cs="Arial"/><w:color w:val="auto"/></w:rPr></w:style>
        <w:style w:type="character" w:styleId="InternetLink"><w:name w:val="Hyperlink"/><w:rPr><w:color w:val="000080"/><w:u w:val="single"/></w:rPr></w:style>"#,
    always: "",
    around: ["<w:r><w:rPr></w:rPr></w:r>", ""],
    italic: "<w:i/><w:iCs/>",
    underline: r#"<w:u w:val="double"/>"#,
    yellow: r#"<w:shd w:fill="FFFF00" w:val="clear"/>"#,
    caps: r#"<w:caps/><w:smallCaps w:val="false"/>"#,
    link: r#"<w:rStyle w:val="InternetLink"/>"#,
};

const R7: Producer = Producer {
    styles: r#"<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>
        <w:style w:type="paragraph" w:styleId="816" w:default="1"><w:name w:val="Normal"/></w:style>
        <w:style w:type="character" w:styleId="812"><w:name w:val="Hyperlink"/><w:rPr><w:color w:val="0000ff" w:themeColor="hyperlink"/><w:u w:val="single"/></w:rPr></w:style>"#,
    always: r#"<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/><w:sz w:val="28"/><w:highlight w:val="none"/><w14:ligatures w14:val="none"/>"#,
    around: ["", "<w:r/>"],
    italic: "<w:i/>",
    underline: r#"<w:u w:val="single"/>"#,
    yellow: r#"<w:highlight w:val="yellow"/>"#,
    caps: "<w:smallCaps/>",
    link: r#"<w:rStyle w:val="812"/><w:sz w:val="28"/>"#,
};

const GOOGLE: Producer = Producer {
    styles: r#"<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:cs="Arial" w:eastAsia="Arial" w:hAnsi="Arial"/><w:sz w:val="22"/><w:szCs w:val="22"/><w:lang w:val="ru"/></w:rPr></w:rPrDefault></w:docDefaults>
        <w:style w:type="paragraph" w:styleId="Normal" w:default="1"><w:name w:val="normal"/></w:style>"#,
    always: r#"<w:b w:val="0"/><w:i w:val="0"/><w:smallCaps w:val="0"/><w:strike w:val="0"/><w:color w:val="000000"/><w:sz w:val="24"/><w:szCs w:val="24"/><w:u w:val="none"/><w:shd w:fill="auto" w:val="clear"/><w:vertAlign w:val="baseline"/><w:rtl w:val="0"/>"#,
    around: [r#"<w:sdt><w:sdtPr><w:tag w:val="goog_rdk_0"/></w:sdtPr><w:sdtContent>"#, "</w:sdtContent></w:sdt>"],
    italic: r#"<w:i w:val="1"/><w:iCs w:val="1"/>"#,
    underline: r#"<w:u w:val="single"/>"#,
    yellow: r#"<w:shd w:fill="ffff00" w:val="clear"/>"#,
    caps: r#"<w:smallCaps w:val="1"/>"#,
    link: r#"<w:color w:val="1155cc"/><w:sz w:val="24"/><w:u w:val="single"/><w:rtl w:val="0"/>"#,
};

const MY_OFFICE: Producer = Producer {
    styles: r#"<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="XO Thames" w:hAnsi="XO Thames"/><w:sz w:val="24"/><w:color w:val="000000"/><w:spacing w:val="0"/></w:rPr></w:rPrDefault></w:docDefaults>
        <w:style w:type="paragraph" w:styleId="Style_1" w:default="1"><w:name w:val="Normal"/><w:rPr><w:rFonts w:ascii="XO Oriel" w:hAnsi="XO Oriel"/></w:rPr></w:style>
        <w:style w:type="character" w:styleId="Style_2_ch"><w:name w:val="Internet link"/><w:rPr><w:color w:val="0000FF"/><w:u w:val="single"/></w:rPr></w:style>"#,
    always: r#"<w:rFonts w:ascii="XO Oriel" w:hAnsi="XO Oriel"/><w:color w:val="000000"/><w:spacing w:val="0"/><w:bdr w:val="nil"/>"#,
    around: ["", ""],
    italic: "<w:i/>",
    underline: r#"<w:u w:val="single" w:color="000000"/>"#,
    yellow: r#"<w:highlight w:val="yellow"/>"#,
    caps: "<w:caps/>",
    link: r#"<w:rStyle w:val="Style_2_ch"/>"#,
};

#[test]
fn each_program_says_the_same_in_its_own_way() {
    for (name, producer) in
        [("Word", WORD), ("LibreOffice", LIBRE_OFFICE), ("Р7", R7), ("Google", GOOGLE), ("МойОфис", MY_OFFICE)]
    {
        let expected: Vec<_> = ALL.iter().map(|(rule, words)| ((*rule).to_owned(), (*words).to_owned())).collect();
        let (bad, good) = (producer.bad(), producer.good());
        assert_eq!(found(&bad.read()), expected, "{name}");
        assert_eq!(found(&good.read()), [], "{name}");
        // Each can save the strict kind, too.
        assert_eq!(found(&bad.read_strict()), expected, "{name}");
        assert_eq!(found(&good.read_strict()), [], "{name}");
    }
}

/// A letter by Word whose second paragraph has these runs: properties and text.
fn word(runs: &[(&str, &str)]) -> Made {
    WORD.letter(&runs.iter().map(|(own, text)| WORD.run(own, text)).collect::<String>())
}

#[test]
fn fonts_with_serifs_and_small_letters_are_found() {
    let serif = WORD.letter(&WORD.run("", "Двор уберут до 5 мая."));
    let times = |size: u8| {
        format!(
            r#"<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/><w:sz w:val="{size}"/></w:rPr></w:rPrDefault></w:docDefaults>"#
        )
    };
    let letter = |styles: &str| {
        let xml = p("Уважаемая Анна Петровна!")
            + &p("Мы рассмотрели ваше обращение.")
            + &p("Двор уберут до 5 мая.")
            + &p("С уважением,")
            + &p("Глава района И.П. Лесной");
        body(&xml).styles(styles).read()
    };
    assert_eq!(found(&serif.read()), []);
    expect(&letter(&times(28)), &[("readable-font", "Мы рассмотрели ваше обращение.")]);
    let small = times(18).replace("Times New Roman", "PT Sans");
    expect(&letter(&small), &[("readable-font", "Мы рассмотрели ваше обращение.")]);
    expect(
        &letter(&times(18)),
        &[("readable-font", "Мы рассмотрели ваше обращение."), ("readable-font", "Мы рассмотрели ваше обращение.")],
    );
    assert_eq!(found(&letter(&times(28).replace("Times New Roman", "Никому не известный"))), []);
    let unknown = times(28).replace("Times New Roman", "Old Roman Face");
    expect(&letter(&unknown), &[("readable-font", "Мы рассмотрели ваше обращение.")]);
}

#[test]
fn a_second_font_and_a_third_size_are_found() {
    let times = r#"<w:rFonts w:ascii="Verdana" w:hAnsi="Verdana"/>"#;
    expect(&word(&[("", "Двор убрали. "), (times, "Крышу починят.")]).read(), &[("mixed-typefaces", "Крышу починят.")]);
    let runs =
        [("", "Двор убрали, "), (r#"<w:sz w:val="32"/>"#, "крышу починят, "), (r#"<w:sz w:val="40"/>"#, "лифт есть")];
    expect(&word(&runs).read(), &[("mixed-typefaces", "лифт есть")]);
    // A size that the eye cannot tell, a sign above the line, a list mark, a size in a table.
    let fine = [
        ("", "Площадь 45 м"),
        (r#"<w:vertAlign w:val="superscript"/><w:sz w:val="16"/>"#, "2"),
        (r#"<w:sz w:val="27"/>"#, " участка"),
    ];
    assert_eq!(found(&word(&fine).read()), []);
    expect(
        &word(&[(r#"<w:spacing w:val="60"/>"#, "срочно"), ("", " пришлите копию")]).read(),
        &[("mixed-typefaces", "срочно")],
    );
    assert_eq!(found(&word(&[(r#"<w:spacing w:val="-6"/>"#, "Пришлите"), ("", " копию паспорта")]).read()), []);
    let bold = [("<w:b/>", "Мы отремонтируем весь двор и вывезем мусор. "), ("", "Пришлите копию.")];
    expect(&word(&bold).read(), &[("mixed-typefaces", "Мы отремонтируем весь двор и вывезем мусор.")]);
}

#[test]
fn decorations_are_found() {
    let one = |own: &str| found(&word(&[("", "Выплата "), (own, "назначена"), ("", " с 1 мая.")]).read());
    let hit = vec![("decorative-effects".to_owned(), "назначена".to_owned())];
    for own in
        ["<w:shadow/>", "<w:outline/>", "<w:emboss/>", r#"<w:bdr w:val="single"/>"#, r#"<w14:glow w14:rad="6000"/>"#]
    {
        assert_eq!(one(own), hit, "{own}");
    }
    assert_eq!(one(r#"<w:color w:val="C00000"/>"#), [], "one colour may be");
    let runs =
        [(r#"<w:color w:val="C00000"/>"#, "Двор убрали"), ("", ", "), (r#"<w:color w:val="0000C0"/>"#, "лифт починят")];
    expect(&word(&runs).read(), &[("decorative-effects", "лифт починят")]);
    let runs = [(r#"<w:color w:val="000000"/>"#, "Двор убрали"), (r#"<w:color w:val="262626"/>"#, ", лифт починят")];
    assert_eq!(found(&word(&runs).read()), []);
}

#[test]
fn what_lies_behind_is_found() {
    let one = |own: &str| found(&word(&[("", "Отказ "), (own, "можно обжаловать"), ("", " в суде.")]).read());
    let hit = vec![("background".to_owned(), "можно обжаловать".to_owned())];
    for own in [
        r#"<w:highlight w:val="cyan"/>"#,
        r#"<w:shd w:val="clear" w:fill="000080"/><w:color w:val="FFFFFF"/>"#,
        r#"<w:color w:val="999999"/>"#,
        r#"<w:color w:val="FFFFFF"/>"#,
        r#"<w:color w:val="FFFF00"/>"#,
    ] {
        assert_eq!(one(own), hit, "{own}");
    }
    for own in [
        r#"<w:highlight w:val="white"/>"#,
        r#"<w:shd w:val="clear" w:fill="F2F2F2"/>"#,
        r#"<w:shd w:val="clear" w:fill="auto"/>"#,
        r#"<w:color w:val="595959"/>"#,
        r#"<w:color w:val="808080"/><w:b/><w:sz w:val="28"/>"#,
    ] {
        assert_eq!(one(own), [], "{own}");
    }
    // What was deleted is no longer there.
    let deleted =
        r#"<w:del w:id="1"><w:r><w:rPr><w:highlight w:val="yellow"/></w:rPr><w:delText>срок</w:delText></w:r></w:del>"#;
    assert_eq!(found(&WORD.letter(&(WORD.run("", "Приём по средам. ") + deleted)).read()), []);
    let inserted = r#"<w:ins w:id="1"><w:r><w:rPr><w:i/></w:rPr><w:t>Без записи</w:t></w:r></w:ins>"#;
    expect(&WORD.letter(&(WORD.run("", "Приём по средам. ") + inserted)).read(), &[("italic", "Без записи")]);
}

#[test]
fn a_watermark_is_found_once_and_a_faint_one_is_not() {
    let header = |opacity: &str| {
        format!(
            r#"<w:p><w:r><w:pict><v:shape id="PowerPlusWaterMarkObject1" fillcolor="silver"><v:fill opacity="{opacity}"/><v:textpath string="ОБРАЗЕЦ"/></v:shape></w:pict></w:r></w:p>"#
        )
    };
    let letter = |opacity: &str| {
        let made = word(&[("", "Двор уберут до 5 мая.")]);
        let xml = made.main_xml().replace(r#"r:id="h"/>"#, r#"r:id="w"/>"#);
        super::made::main_part(&xml).styles(WORD.styles).related("w", "header", "hdr", &header(opacity)).read()
    };
    expect(&letter(".4"), &[("background", "")]);
    assert_eq!(found(&letter(".05")), []);
}

#[test]
fn tables_may_have_a_shaded_head() {
    let cell = |fill: &str, text: &str| {
        format!(
            r#"<w:tc><w:tcPr><w:shd w:val="clear" w:fill="{fill}"/></w:tcPr><w:p>{}</w:p></w:tc>"#,
            WORD.run("", text)
        )
    };
    let table = |rows: [[&str; 2]; 2]| {
        let row = |fills: [&str; 2]| format!("<w:tr>{}{}</w:tr>", cell(fills[0], "Вид"), cell(fills[1], "сумма"));
        let table = format!("</w:p><w:tbl>{}{}</w:tbl><w:p>", row(rows[0]), row(rows[1]));
        found(&WORD.letter(&(WORD.run("", "Вот выплаты:") + &table)).read())
    };
    assert_eq!(table([["D9D9D9", "D9D9D9"], ["auto", "auto"]]), []);
    assert_eq!(table([["D9D9D9", "D9D9D9"], ["D9D9D9", "F2F2F2"]]), []);
    let hit = vec![("background".to_owned(), "сумма".to_owned())];
    assert_eq!(table([["D9D9D9", "D9D9D9"], ["D9D9D9", "FFFF00"]]), hit);
}
