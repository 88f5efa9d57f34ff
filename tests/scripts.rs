//! Scripts of calls, written before the rules looked at branches: good ones are silent, planted faults are found.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use yasno::engine::{Context, check};
use yasno::language::RuMorph;
use yasno::letter::Kind;
use yasno::profile::Profile;
use yasno::rules::Ruleset;

/// What is found in the scripts with faults: rule, and words of the line.
const FAULTS: [(&str, &[(&str, &str)]); 5] = [
    (
        "faults-01-net-voprosa-v-vetke.md",
        &[("script-final-question", "Сотрудник: До свидания!"), ("script-survey-offer", "Сотрудник: До свидания!")],
    ),
    (
        "faults-02-tri-perevoda.md",
        &[("script-transfer-limit", "Сотрудник: Переключаю Вас на начальника отдела, подождите минуту.")],
    ),
    (
        "faults-03-perezvon-bez-nomera.md",
        &[
            ("script-no-answer-branch", "Сотрудник: Я уточню в другом отделе и перезвоню Вам."),
            ("script-hold-time", "Я уточню в другом отделе и перезвоню Вам."),
        ],
    ),
    (
        "faults-04-ishodyashchiy.md",
        &[
            (
                "script-rude-branch",
                "Сотрудник: Добрый день! Меня зовут Игорь, отдел выплат. Как я могу к Вам обращаться?",
            ),
            ("refusal-ground-missing", "В выплате Вам отказали"),
            ("script-final-question", "Сотрудник: Так решила комиссия. До свидания!"),
            ("script-survey-offer", "Сотрудник: Так решила комиссия. До свидания!"),
        ],
    ),
    (
        "faults-05-grubost.md",
        &[
            ("script-no-calm-phrase", "Сотрудник: Повторяю ещё раз: заявку передали мастеру."),
            ("script-forbidden-phrase", "Повторяю ещё раз"),
        ],
    ),
];

#[test]
fn scripts_are_judged_by_their_ways() {
    let morphology = Arc::new(RuMorph::bundled().expect("built-in dictionary"));
    let profile = Profile::named("common").expect("built-in profile");
    let rules = Ruleset::load(profile, &Default::default(), morphology).expect("built-in rules");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/letters/scripts");
    let mut paths: Vec<_> = fs::read_dir(folder).expect("scripts").flatten().map(|entry| entry.path()).collect();
    paths.sort();
    assert_eq!(paths.len(), 15);
    let mut wrong = Vec::new();
    for path in &paths {
        let name = path.file_name().expect("a name").to_string_lossy();
        let document = yasno::source::read(fs::read(path).expect("readable"), &name).expect("a script");
        let report = check(&document, &rules, &Context::default());
        assert_eq!(report.letter.kind, Kind::PhoneScript, "{name}");
        let found: Vec<(&str, &str)> =
            report.findings.iter().map(|finding| (&*finding.rule, document.slice(finding.span))).collect();
        let expected = FAULTS.iter().find(|(file, _)| *file == name).map_or(&[] as &[_], |(_, faults)| faults);
        if found != expected {
            wrong.push(format!("{name}: {found:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
