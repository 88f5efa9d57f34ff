//! A report is the same whatever was checked before: with all that is kept from check to check, and without.

use std::path::Path;
use std::sync::{Arc, LazyLock};

use proptest::prelude::*;
use yasno::engine::{Context, check};
use yasno::language::RuMorph;
use yasno::profile::Profile;
use yasno::rules::Ruleset;

fn ruleset() -> Ruleset {
    let morphology = Arc::new(RuMorph::bundled().expect("built-in dictionary"));
    let profile = Profile::named("common").expect("built-in profile");
    Ruleset::load(profile, &Default::default(), morphology).expect("built-in rules")
}

/// Remembers all it can.
static REMEMBERING: LazyLock<Ruleset> = LazyLock::new(ruleset);
/// Is told to forget before each check.
static FORGETFUL: LazyLock<Ruleset> = LazyLock::new(ruleset);

/// Letters with many faults, quotations, lists and code among them.
static LETTERS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/letters/labelled");
    let mut paths: Vec<_> = std::fs::read_dir(folder).expect("letters").flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let text = |path| std::fs::read_to_string(path).expect("readable").replace("⟦", "").replace("⟧", "");
    paths.iter().filter(|path| path.extension().is_some_and(|end| end == "md")).take(24).map(text).collect()
});

/// What is typed.
const TYPED: &[&str] = &[
    "",
    "а",
    ".",
    " ",
    "\n\n",
    "\n",
    "> ",
    "`",
    "«",
    "»",
    "- ",
    "# ",
    "1. ",
    ", ",
    "😀",
    "в целях проведения проверки качества уборки территории ",
    "Осуществлена проверка. ",
    "<!-- ясно: пропустить bureaucratese – так надо -->",
    "\n\nИсполнитель: Рощина Вера Ильинична, телефон (4952) 12-34-56\n",
    "Решение принято нами, рассмотрев обращение, указанное выше, и документы, поданные вами. ",
];

#[derive(Clone, Debug)]
struct Edit {
    at: prop::sample::Index,
    cut: usize,
    typed: &'static str,
}

fn edit() -> impl Strategy<Value = Edit> {
    (any::<prop::sample::Index>(), 0_usize..12, prop::sample::select(TYPED)).prop_map(|(at, cut, typed)| Edit {
        at,
        cut: if cut > 9 { cut * 20 } else { cut / 4 },
        typed,
    })
}

impl Edit {
    fn apply(&self, text: &mut String) {
        let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let from = self.at.index(bounds.len());
        text.replace_range(bounds[from]..bounds[(from + self.cut).min(bounds.len() - 1)], self.typed);
    }
}

/// All that a report says.
fn report(text: &str, rules: &Ruleset, remember: bool) -> String {
    let Ok(document) = yasno::source::read(text.as_bytes().to_vec(), "letter.md") else { return String::new() };
    format!("{:#?}", check(&document, rules, &Context { remember, ..Context::default() }))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, max_shrink_iters: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn reports_do_not_depend_on_what_is_remembered(
        letter in any::<prop::sample::Index>(),
        edits in prop::collection::vec(edit(), 1..16),
    ) {
        let mut text = letter.get(&LETTERS).clone();
        for edit in edits {
            edit.apply(&mut text);
            FORGETFUL.forget();
            prop_assert_eq!(report(&text, &REMEMBERING, true), report(&text, &FORGETFUL, false));
        }
    }
}
