use super::*;
use crate::profile::{Reader, Severity};
use crate::rules::Find;

fn place(path: &str, line: usize) -> Place {
    Place { path: path.into(), line }
}

#[test]
fn reads_what_an_office_sets() {
    let text = "profile = \"udmurtia\"\nfail-on = \"error\"\nreader = \"elder\"\n\n[rules.archaism]\nseverity = \"off\"\n\
                max = 3\n\n[words]\nallow = [\"УЖКХ\",\n  \"Точка роста\"]\n[words.replace]\n\"бегунок\" = \"обходной лист\"\n";
    let config = Config::parse("yasno.toml", text).unwrap().settings;
    assert_eq!(config.profile, Some(Set { value: "udmurtia".to_owned(), place: place("yasno.toml", 1) }));
    assert_eq!(config.fail_on.map(|set| set.value), Some(Severity::Error));
    assert_eq!((config.rules.reader, config.reader), (Some(Reader::Elder), Some(place("yasno.toml", 3))));
    let own = &config.rules.rules["archaism"];
    assert_eq!((own.severity, own.line, own.param_lines["max"]), (Some(Severity::Off), 5, 7));
    let allowed: Vec<(&str, usize)> = config.rules.allow.iter().map(|word| (&*word.text, word.place.line)).collect();
    assert_eq!(allowed, [("УЖКХ", 10), ("Точка роста", 11)]);
    let row = &config.rules.rules["own-word"].rows[0];
    assert_eq!((&row.find, &*row.plain, row.place.line), (&Find::Word("бегунок".into()), "обходной лист", 13));
    assert_eq!(Config::parse("yasno.toml", ""), Ok(Config::default()));
}

#[test]
fn what_holds_for_a_path_is_laid_over_the_rest() {
    let text = "profile = \"udmurtia\"\n[rules.archaism]\nseverity = \"off\"\nmax = 3\n\n[[paths]]\nfiles = [\"а/**\"]\n\
                profile = \"lenobl\"\n[paths.rules.archaism]\nmax = 4\n";
    let config = Config::parse("y", text).unwrap();
    assert_eq!(config.paths[0].files, [Set { value: "а/**".to_owned(), place: place("y", 7) }]);
    let mut all = config.settings.clone();
    all.lay(config.paths[0].settings.clone());
    assert_eq!(all.profile.unwrap().value, "lenobl");
    let own = &all.rules.rules["archaism"];
    assert_eq!((own.severity, own.params["max"].as_integer()), (Some(Severity::Off), Some(4)));
    assert_eq!(own.param_lines["max"], 10);
}

#[test]
fn faults_have_a_line_and_a_next_step() {
    let cases = [
        ("profil = \"common\"", "y:1: неизвестный ключ «profil» (возможно, имелось в виду «profile»"),
        ("\nprofile = \"udmurtiya\"", "y:2: нет профиля «udmurtiya» (возможно, имелось в виду «udmurtia»"),
        ("profile = 1", "y:1: profile: нужно слово в кавычках, а здесь число (пишут так: profile = \"…\")"),
        ("fail-on = \"off\"", "y:1: fail-on: неизвестная строгость «off» (можно: error, warning, hint)"),
        ("kind = \"otkaz\"", "y:1: kind: неизвестный вид письма «otkaz»"),
        ("reader = \"eldr\"", "y:1: reader: неизвестный читатель «eldr» (возможно, имелось в виду «elder»"),
        ("[rules.a]\n\nseverity = \"warn\"", "y:3: severity: неизвестная строгость «warn» ("),
        ("[rules]\na = \"off\"", "y:2: правило задаётся таблицей (вместо «… = \"off\"» напишите [rules.a]"),
        ("rules = 1", "y:1: rules: нужно таблица, а здесь число"),
        ("[words]\nalow = []", "y:2: неизвестный ключ «alow» (возможно, имелось в виду «allow»"),
        ("[words]\nallow = \"УЖКХ\"", "y:2: allow: нужно список в квадратных скобках, а здесь слово в кавычках"),
        ("[words.replace]\n\"слово\" = \"\"", "y:2: replace: в строке «слово = » нужны обе части"),
        ("[[paths]]\nprofile = \"common\"", "y:1: в [[paths]] не сказано, для каких писем это"),
        (
            "[rules.x]\npatterns = [{ patern = \"а\" }]",
            "y:2: неизвестный ключ «patern» (возможно, имелось в виду «pattern»",
        ),
        ("[rules.x]\nsince = 2024-01-01", "y:2: since: нужно значение параметра, а здесь дата"),
    ];
    for (text, expected) in cases {
        let errors = Config::parse("y", text).unwrap_err();
        assert!(errors[0].to_string().starts_with(expected), "{text}: {}", errors[0]);
    }
    let all = Config::parse("y", "a = 1\n[words]\nb = 1\n[rules.x]\nseverity = \"c\"\n").unwrap_err();
    assert_eq!(all.iter().map(|error| error.line).collect::<Vec<_>>(), [Some(1), Some(3), Some(5)], "all are told");
}

#[test]
fn faults_of_syntax_are_told_in_russian() {
    for text in [
        "profile = ",
        "profile = common",
        "profile = \"common",
        "profile \"common\"",
        "profile: \"common\"",
        "[words\nallow = []",
        "[words]\nallow = [\"а\" \"б\"]",
        "[words]\nallow = [\"а\"",
        "слово = \"а\"",
        "profile = \"a\"\nprofile = \"b\"",
        "[words]\n[words]",
        "[[words]\n",
        "= 1",
        "a = \"\\q\"",
        "a = {b = 1,, c = 2}",
        "a = 'б",
        "a = 01",
        "a = \"\"\"б",
        "a = 1 b = 2",
        "[words.replace]\nслово = \"замена\"",
    ] {
        for error in Config::parse("y", text).unwrap_err() {
            let told = error.to_string();
            let latin =
                ["expected", "invalid", "missing", "unclosed", "unexpected", "duplicate", "must", "string", "with"];
            assert!(!latin.iter().any(|word| told.contains(word)), "{text}: {told}");
            assert!(error.line.is_some() && error.hint.is_some(), "{text}: {told}");
        }
    }
}

#[test]
fn words_are_read_from_a_table() {
    let text = "# слова отдела\nСлово\tЗамена\tПояснение\tПравило\tОбразец\tКроме\nУЖКХ\nбегунок\tобходной лист\n\
                ТОС\t\tтерриториальное общественное самоуправление\n\tдля\t\t\tв целях <NP.gen>\tnext:работы\nнадлежащий\t\t\tbureaucratese\n";
    let mut to = Overrides::default();
    add_words("слова.tsv", text, &mut to).unwrap();
    assert_eq!((to.allow[0].text.as_str(), to.allow[0].place.line), ("УЖКХ", 3));
    assert_eq!((to.meanings[0].word.as_str(), to.meanings[0].place.line), ("ТОС", 5));
    let rows = &to.rules["own-word"].rows;
    assert_eq!(rows[0].find, Find::Word("бегунок".into()));
    assert_eq!((&rows[1].find, &*rows[1].guard), (&Find::Pattern("в целях <NP.gen>".into()), "next:работы"));
    assert_eq!(to.rules["bureaucratese"].allow[0].text, "надлежащий");
    for (text, told) in [
        ("Слово\tЗамина\n", "с:1: неизвестный столбец «замина» (возможно, имелось в виду «замена»"),
        ("слово\tзамена\n\tа\n", "с:2: в строке нужно либо слово, либо образец"),
        ("слово\tзамена\tпояснение\nа\tб\tв\n", "с:2: в строке и замена, и пояснение (оставьте что-то одно)"),
        ("слово\nа\tб\n", "с:2: в строке 2 значений, а столбцов 1"),
        ("", "с: пустая таблица"),
    ] {
        let errors = add_words("с", text, &mut Overrides::default()).unwrap_err();
        assert!(errors[0].to_string().starts_with(told), "{text}: {}", errors[0]);
    }
}

/// `YASNO_WRITE_DOCS=1 cargo test --lib schema` writes it anew.
#[test]
fn the_published_schema_is_up_to_date() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/yasno.schema.json");
    let made = serde_json::to_string_pretty(&schema().unwrap()).unwrap() + "\n";
    if std::env::var_os("YASNO_WRITE_DOCS").is_some() {
        std::fs::write(path, &made).unwrap();
    }
    let kept = std::fs::read_to_string(path).unwrap_or_default();
    assert!(kept == made, "docs/yasno.schema.json отстал: YASNO_WRITE_DOCS=1 cargo test --lib schema");
}
