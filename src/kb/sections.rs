//! What a base must have: for every function its acts, answers and contacts; for all together greetings, farewells,
//! answers to questions that come often, and answers where nothing is to be decided.

use super::words::folded;
use super::{Belongs, File, Item, ItemKind, Out, Seen, at};
use crate::rules::Hit;

/// True when the function of this number has what is asked for: one of some kinds of items, or a line of the list.
fn has(seen: &Seen<'_>, function: usize, wanted: &str) -> bool {
    let row = &seen.base.list.functions[function];
    wanted.split('|').any(|wanted| match wanted {
        "law" if !row.acts.is_empty() => true,
        "contacts" if row.phone.is_some() || row.email.is_some() => true,
        wanted => seen.items().any(|(number, item)| {
            item.kind.is_some_and(|kind| kind.id() == wanted)
                && matches!(seen.belongs[number], Belongs::All) | (seen.belongs[number] == Belongs::To(function))
        }),
    })
}

/// What is asked for, for people.
fn title(wanted: &str) -> &'static str {
    match wanted {
        "law" => "правовых актов",
        "template" => "шаблонов ответов",
        "script" => "скриптов разговора",
        "template|script" => "шаблонов и скриптов ответов",
        "memo|template" => "образцов, памяток и шаблонов",
        "contacts" => "контактов для консультации",
        "faq" => "ответов на частые вопросы",
        _ => "нужных материалов",
    }
}

/// `kb-section-missing`.
pub(super) fn missing(seen: &Seen<'_>, out: &mut Out<'_>) {
    if seen.base.list.draft {
        return;
    }
    let required: Vec<&str> = out.params.texts("required").collect();
    for (number, function) in seen.base.list.functions.iter().enumerate().filter(|(_, function)| !function.closed) {
        let lacks: Vec<&str> =
            required.iter().filter(|wanted| !has(seen, number, wanted)).map(|wanted| title(wanted)).collect();
        if !lacks.is_empty() {
            let detail = format!("для функции «{}» нет {}", function.name.text, lacks.join(", "));
            out.tell(File::List, at(function.name.span), detail);
        }
    }
    let any = |wanted: &dyn Fn(&Item) -> bool| seen.items().any(|(_, item)| wanted(item));
    let script = |item: &Item| item.is(ItemKind::Script);
    let mut lacks: Vec<(&str, i8)> = Vec::new();
    for wanted in out.params.texts("also") {
        match wanted {
            "greeting" if !any(&|item| script(item) && item.greets) => lacks.push(("скрипта приветствия", -2)),
            "farewell" if !any(&|item| script(item) && item.parts) => lacks.push(("скрипта прощания", -2)),
            "faq" if !any(&|item| item.is(ItemKind::Faq)) => lacks.push(("ответов на частые вопросы", -2)),
            "incoming" if !any(&|item| script(item) && !item.outgoing) => {
                lacks.push(("скрипта для входящих звонков", 0))
            }
            "outgoing" if !any(&|item| script(item) && item.outgoing) => {
                lacks.push(("скрипта для исходящих звонков", 0))
            }
            _ => {}
        }
    }
    for loudness in [0, -2] {
        let named: Vec<&str> = lacks.iter().filter(|(_, at)| *at == loudness).map(|(lack, _)| *lack).collect();
        if !named.is_empty() {
            let hit = Hit { loudness, ..at(seen.base.list.top) };
            out.tell(File::List, hit, format!("нет {}", named.join(", ")));
        }
    }
}

/// Situations in which nothing is decided: their key in cards, words of titles, and what is missing.
const SITUATIONS: [(&str, &[&str], &str); 3] = [
    ("insult", &["оскорб", "нецензур", "брань", "грубост"], "оскорбление"),
    ("thanks_wishes", &["благодарн", "пожелан"], "благодарность и пожелания"),
    ("off_topic", &["не по теме", "не по адресу", "абстрактн", "не относится к"], "сообщение не по теме"),
];

/// `kb-no-solution-templates`.
pub(super) fn no_solution(seen: &Seen<'_>, out: &mut Out<'_>) {
    if seen.base.list.draft {
        return;
    }
    let mut there = [false; SITUATIONS.len()];
    for (_, item) in seen.items().filter(|(_, item)| matches!(item.kind, Some(ItemKind::Template | ItemKind::Script))) {
        let file = item.path.rsplit('/').next().unwrap_or_default();
        let named =
            folded(&format!("{} {} {file}", item.title.0, item.head.list("topic").join(" "))).replace(['-', '_'], " ");
        for (index, (key, stems, _)) in SITUATIONS.iter().enumerate() {
            let said = item.head.list("situation").iter().any(|said| {
                let said = folded(said).replace('-', "_");
                said == *key || stems.iter().any(|stem| said.contains(stem))
            });
            there[index] |= said || stems.iter().any(|stem| named.contains(stem));
        }
    }
    let lacks: Vec<&str> =
        SITUATIONS.iter().zip(there).filter(|(_, there)| !there).map(|((.., title), _)| *title).collect();
    if !lacks.is_empty() {
        out.add(File::List, at(seen.base.list.top).word("missing", lacks.join(", ")));
    }
}
