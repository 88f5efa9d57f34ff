//! Where the orders differ: what each profile says of one letter.

#[path = "written/mod.rs"]
mod written;

use std::sync::{Arc, LazyLock};

use yasno::engine::{Context, check};
use yasno::language::RuMorph;
use yasno::letter::Kind;
use yasno::profile::{Profile, Severity};
use yasno::rules::Ruleset;

const PROFILES: [&str; 5] = ["udmurtia", "aptekarsky", "lenobl", "kaliningrad", "common"];

static RULES: LazyLock<Vec<Ruleset>> = LazyLock::new(|| {
    let morphology = Arc::new(RuMorph::bundled().expect("built-in dictionary"));
    let load = |name: &&str| {
        let profile = Profile::named(name).expect("built-in profile");
        Ruleset::load(profile, &Default::default(), morphology.clone()).expect("built-in rules")
    };
    PROFILES.iter().map(load).collect()
});

/// What a profile makes of a rule: nothing, or this.
type Verdict = Option<Severity>;

const NO: Verdict = None;
const HINT: Verdict = Some(Severity::Hint);
const WARNING: Verdict = Some(Severity::Warning);
const ERROR: Verdict = Some(Severity::Error);
const SILENT: [Verdict; 5] = [NO; 5];

/// The rule's loudest finding under each of the profiles.
fn verdicts(rule: &str, bytes: &[u8], name: &str, kind: Option<Kind>) -> Vec<Verdict> {
    let document = yasno::source::read(bytes.to_vec(), name).expect("a letter");
    let context = Context { kind, ..Context::default() };
    let of = |rules: &Ruleset| {
        let report = check(&document, rules, &context);
        report.findings.iter().filter(|finding| *finding.rule == *rule).map(|finding| finding.severity).max()
    };
    RULES.iter().map(of).collect()
}

#[track_caller]
fn expect(rule: &str, text: &str, verdict: [Verdict; 5]) {
    assert_eq!(verdicts(rule, text.as_bytes(), "letter.txt", None), verdict, "{rule}: {text}");
    let office = written::docx(text, "txt");
    assert_eq!(verdicts(rule, &office, "letter.docx", None), verdict, "{rule} in .docx: {text}");
}

/// A whole letter: its first paragraph, the others, and what stands below all.
fn letter_of(first: &str, rest: &[&str], below: &str) -> String {
    format!(
        "АДМИНИСТРАЦИЯ ГОРОДА ВЕРХНЕРЕЧЕНСКА\n600000, г. Верхнереченск, ул. Садовая, д. 1\n\n12.03.2026 № 01-15/204\n\n\
         Сомовой Анне Петровне\n\nУважаемая Анна Петровна!\n\n{first}\n\n{}\n\nГлава города\nИ.П. Лугов\n\nИсполнитель: \
         Рощина Вера Ильинична, телефон (4952) 12-34-56\nОцените наш ответ: \
         https://verhnerechensk.example/opros\n{below}",
        rest.join("\n\n")
    )
}

const FIRST: &str = "Мы рассмотрели Ваше обращение № 518-ОГ от 28.02.2026 о льготе на проезд.";

fn letter(rest: &[&str]) -> String {
    letter_of(FIRST, rest, "")
}

/// Notes are for acts; the number of the citizen's letter stands in the first paragraph where the order wants it there.
#[test]
fn row_1_requisites_in_notes() {
    let card = "Карту Вам выдадут 20 марта в кабинете 5.";
    let hidden = letter_of(
        "Мы рассмотрели Ваше обращение¹ о льготе на проезд.",
        &[card],
        "\nПримечания\n¹ № 518-ОГ от 28.02.2026\n",
    );
    expect("endnote-misuse", &hidden, [NO, NO, WARNING, NO, WARNING]);
    expect("reg-number-first-paragraph", &hidden, [NO, NO, ERROR, NO, WARNING]);
    let act = letter_of(FIRST, &["Карту Вам выдадут 20 марта¹."], "\nПримечания\n¹ Статья 9 закона № 210-ФЗ\n");
    for rule in ["endnote-misuse", "reg-number-first-paragraph", "legal-ref-density", "endnote-integrity"] {
        expect(rule, &act, SILENT);
    }
}

/// A clear refusal is no negative turn; a veiled one is a fault.
#[test]
fn row_2_clear_refusals() {
    let clear = letter(&[
        "Мы не можем выдать Вам карту: доход семьи выше 18 000 рублей. Если доход снизится, подайте заявление снова.",
    ]);
    let refused = letter(&["Вам отказано в выдаче карты: доход семьи выше 18 000 рублей."]);
    for text in [&clear, &refused] {
        expect("negative-construction", text, SILENT);
        expect("refusal-hidden", text, SILENT);
    }
    let turn = letter(&["Карту Вам выдадут 20 марта. Не забудьте взять паспорт."]);
    expect("negative-construction", &turn, [WARNING, WARNING, HINT, NO, WARNING]);
    let veiled = letter(&["Установить лавку не представляется возможным."]);
    expect("refusal-hidden", &veiled, [WARNING, WARNING, WARNING, NO, WARNING]);
}

/// An example is a fact, not an image: it is asked for in one place, and images are reported in another.
#[test]
fn row_4_examples_and_images() {
    let how = "Вычитаем из дохода расходы, умножаем остаток на вашу долю, делим на число людей в семье.";
    let example = "Например, доход 60 000 рублей, расходы 30 000 рублей, в семье трое: 10 000 рублей на человека.";
    expect("example-needed", &letter(&[how]), [NO, WARNING, NO, NO, HINT]);
    let shown = letter(&[&format!("{how} {example}")]);
    expect("example-needed", &shown, SILENT);
    expect("idiom-metaphor", &shown, SILENT);
    let image = letter(&["Ваш вопрос – лишь вершина айсберга."]);
    expect("idiom-metaphor", &image, [HINT, WARNING, HINT, NO, WARNING]);
    expect("example-needed", &image, SILENT);
}

/// Signs of ordinary writing are not special.
#[test]
fn row_9_special_symbols() {
    let ordinary = letter_of(
        FIRST,
        &["Карту «Забота» выдадут 20 марта в кабинете № 5: скидка 50 %. Часы работы – 10:00—16:00¹."],
        "\nПримечания\n¹ Статья 9 закона № 210-ФЗ\n",
    );
    expect("special-symbol", &ordinary, SILENT);
    let arrows = letter(&["Карту Вам выдадут 20 марта → кабинет 5 ★."]);
    expect("special-symbol", &arrows, [WARNING, WARNING, NO, NO, WARNING]);
}

/// Letterheads may have serifs, the text may not; one order does not speak of fonts.
#[test]
fn row_10_serifs() {
    let serif = |text: &str| {
        written::paragraph("", text).replace("<w:r>", "<w:r><w:rPr><w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:cs=\"Times New Roman\"/></w:rPr>")
    };
    let plain = |text: &str| written::paragraph("", text);
    let head = [
        "Администрация города Верхнереченска",
        "600000, г. Верхнереченск, ул. Садовая, д. 1",
        "12.03.2026 № 01-15/204",
    ];
    let body = ["Сомовой Анне Петровне", "Уважаемая Анна Петровна!", FIRST, "Карту Вам выдадут 20 марта в кабинете 5."];
    let tail = ["Глава города", "И.П. Лугов", "Исполнитель: Рощина Вера Ильинична, телефон (4952) 12-34-56"];
    let made = |text: &dyn Fn(&str) -> String| {
        let xml = [head.map(serif).concat(), body.map(text).concat(), tail.map(plain).concat()].concat();
        written::file(&xml, &[])
    };
    assert_eq!(verdicts("readable-font", &made(&plain), "letter.docx", None), SILENT);
    let found = verdicts("readable-font", &made(&serif), "letter.docx", None);
    assert_eq!(found, [WARNING, WARNING, NO, NO, WARNING]);
}

/// Capitals in a letterhead and in abbreviations that all know are in place.
#[test]
fn row_11_capitals() {
    expect("caps-word", &letter(&["Карту выдаёт МФЦ 20 марта. Номер СНИЛС назовите по телефону."]), SILENT);
    expect("caps-word", &letter(&["СРОЧНО возьмите паспорт. Карту выдадут 20 марта."]), [ERROR, ERROR, NO, NO, ERROR]);
}

/// The sentence with number and date is not counted as a delay of the answer.
#[test]
fn row_12_the_main_thing_first() {
    let long = "Мы внимательно рассмотрели Ваше обращение № 518-ОГ от 28.02.2026, которое поступило к нам через приёмную \
                главы города Верхнереченска, о льготе на проезд в городских автобусах, трамваях и пригородных поездах \
                в летние месяцы этого года.";
    let talk = [
        "Город заботится о дворах и дорогах. Программа благоустройства охватывает дворы, парки и скверы, у каждого района \
         есть свой перечень работ на год. Перечень составляет общественный совет, в него входят архитекторы, врачи и \
         учителя.",
        "Работы ведут организации, которые выигрывают конкурс. Конкурс проходит на открытой площадке, правила конкурса \
         одинаковы для всех участников. Победитель отвечает за качество работы и за чистоту во дворе.",
        "Благоустройство двора включает дорожки, газоны, клумбы, урны и детские площадки. Жители решают на собрании, какие \
         предметы нужны двору, протокол собрания хранится у старшего по дому. Старший по дому передаёт предложения \
         общественному совету.",
        "Газоны и клумбы входят в обязательную часть работ. Скамейки и урны относятся к дополнительной части.",
    ];
    let answer = "Лавку поставили 3 марта 2026 года.";
    let rest = "Рядом с лавкой работники положили плитку и посадили кусты.";
    let late = letter_of(FIRST, &[&talk[..], &[answer, rest]].concat(), "");
    expect("main-point-late", &late, [WARNING, WARNING, HINT, NO, WARNING]);
    let soon = letter_of(long, &[talk[0], talk[1], answer, rest, talk[2], talk[3]], "");
    expect("main-point-late", &soon, SILENT);
}

/// «на Ваш взгляд» is forbidden, but not in a question that gives a choice.
#[test]
fn row_13_in_your_view() {
    let rules = |text: &str| {
        let blame = verdicts("blame-phrase", letter(&[text]).as_bytes(), "letter.txt", None);
        let script = format!("Сотрудник: {text}\nКлиент: Хорошо.\n");
        (blame, verdicts("script-forbidden-phrase", script.as_bytes(), "script.txt", Some(Kind::PhoneScript)))
    };
    let (letter, script) = rules("На Ваш взгляд, карту выдали поздно. Карту выдадут 20 марта.");
    assert_eq!((letter, script), (vec![ERROR, NO, NO, NO, ERROR], vec![ERROR, NO, NO, NO, ERROR]));
    let (letter, script) = rules("Какой из вариантов наиболее подходящий, на Ваш взгляд?");
    assert_eq!((letter, script), (SILENT.to_vec(), SILENT.to_vec()));
}
