//! The table «clause → words → status → rules, or why none», as Markdown.

use super::file::{Clause, Order, Outcome, Requirements, Status};
use super::validate::{RuleClauses, rules_by_clause};
use std::collections::{BTreeMap, BTreeSet};

const STATUSES: [Status; 4] = [Status::Checked, Status::Partly, Status::Later, Status::ByHand];

impl Status {
    /// Its name in Russian.
    pub fn label(self) -> &'static str {
        match self {
            Self::Checked => "проверяется",
            Self::Partly => "в части",
            Self::Later => "позже",
            Self::ByHand => "вручную",
            Self::ByParts => "по частям",
        }
    }
}

/// Renders all orders with the rules that name their clauses.
pub fn table(requirements: &Requirements, rules: &[RuleClauses]) -> String {
    let by_clause = rules_by_clause(rules);
    let mut out = String::from(HEAD);
    summary(&mut out, requirements);
    for order in requirements.orders() {
        section(&mut out, order, &by_clause);
    }
    out
}

const HEAD: &str = "\
<!-- Файл собран из rules/requirements/*.toml и rules/*/*.toml: правьте их, а не его. -->

# Требования приказов и правила

Каждое требование четырёх приказов: его слова и то, какие правила его проверяют.

* **проверяется** – правила проверяют всё, что видно по тексту;
* **в части** – правила проверяют не всё: сказано, чего они не видят или каких правил ещё нет;
* **позже** – правила названы, но ещё не готовы;
* **вручную** – проверяет человек: сказано почему.

Строки «по частям» только объединяют требования под ними и не считаются. Знак «…» отмечает пропуск в цитате.

";

fn summary(out: &mut String, requirements: &Requirements) {
    out.push_str("| Приказ | всего");
    for status in STATUSES {
        out.push_str(" | ");
        out.push_str(status.label());
    }
    out.push_str(" |\n| --- | ---: | ---: | ---: | ---: | ---: |\n");
    let mut totals = [0; STATUSES.len()];
    for order in requirements.orders() {
        let counts = STATUSES.map(|status| order.clauses.iter().filter(|clause| clause.status == status).count());
        for (total, count) in totals.iter_mut().zip(counts) {
            *total += count;
        }
        row_of_counts(out, &capitalised(&order.short), counts);
    }
    row_of_counts(out, "**Всего**", totals);
}

fn row_of_counts(out: &mut String, name: &str, counts: [usize; STATUSES.len()]) {
    out.push_str(&format!("| {name} | {}", counts.iter().sum::<usize>()));
    for count in counts {
        out.push_str(&format!(" | {count}"));
    }
    out.push_str(" |\n");
}

fn section(out: &mut String, order: &Order, by_clause: &BTreeMap<&str, BTreeSet<&str>>) {
    out.push_str(&format!("\n## {} ({})\n\n", capitalised(&order.short), order.id));
    out.push_str(&format!("{}. {}, {}.\n\n", order.authority, order.title, russian_date(&order.date)));
    out.push_str("| Пункт | Слова приказа | О чём | Состояние | Правила или причина |\n");
    out.push_str("| --- | --- | --- | --- | --- |\n");
    for clause in &order.clauses {
        let rules = by_clause.get(format!("{} {}", order.id, clause.id).as_str());
        let cells =
            [&clause.id, &clause.quote, &clause.gist, clause.status.label(), &last_cell(clause, rules)].map(escaped);
        out.push_str(&format!("| {} |\n", cells.join(" | ")));
    }
}

fn last_cell(clause: &Clause, rules: Option<&BTreeSet<&str>>) -> String {
    let mut said = Vec::new();
    if let Some(rules) = rules {
        said.push(code(rules.iter().copied()));
    }
    if !clause.planned.is_empty() {
        let names = code(clause.planned.iter().map(String::as_str));
        let in_part = if clause.will_be == Some(Outcome::Partly) { " (в части)" } else { "" };
        said.push(format!("позже{in_part}: {names}"));
    }
    if let Some(why) = &clause.why {
        said.push(why.trim_end_matches('.').to_owned());
    }
    said.join(". ")
}

fn code<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

fn escaped(cell: &str) -> String {
    cell.replace('|', "\\|").replace('*', "\\*").replace('_', "\\_")
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// `2024-09-13` as «13.09.2024»; anything else as it is.
fn russian_date(date: &str) -> String {
    let parts: Vec<&str> = date.split('-').collect();
    match parts.as_slice() {
        [year, month, day] => format!("{day}.{month}.{year}"),
        _ => date.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::requirement::load;
    use std::path::Path;

    /// The ids and clauses of all rule files, `rules/<area>/<rule>.toml`.
    fn rules_on_disk(root: &Path) -> Vec<RuleClauses> {
        let mut rules = Vec::new();
        for area in std::fs::read_dir(root.join("rules")).expect("rules/ is there").flatten() {
            let name = area.file_name();
            if name == "requirements" || name == "profiles" || !area.path().is_dir() {
                continue;
            }
            for file in std::fs::read_dir(area.path()).expect("a folder").flatten() {
                let path = file.path();
                if path.extension().is_none_or(|extension| extension != "toml") {
                    continue;
                }
                let text = std::fs::read_to_string(&path).expect("readable");
                let rule: toml::Table = toml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
                let clauses = rule.get("clauses").and_then(toml::Value::as_array).into_iter().flatten();
                let clauses = clauses.filter_map(toml::Value::as_str).map(str::to_owned).collect();
                let id = path.file_stem().expect("a name").to_string_lossy().into_owned();
                rules.push((id, clauses));
            }
        }
        rules.sort();
        rules
    }

    #[test]
    fn the_page_is_up_to_date() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let page = root.join("docs/requirements.md");
        let rendered = table(&load().expect("built-in"), &rules_on_disk(root));
        if std::env::var_os("YASNO_WRITE_DOCS").is_some() {
            std::fs::write(&page, &rendered).expect("docs/ can be written");
        }
        let stored = std::fs::read_to_string(&page).unwrap_or_default();
        let differs = rendered.lines().zip(stored.lines()).position(|(new, old)| new != old);
        assert!(
            rendered == stored,
            "docs/requirements.md is stale from line {}; regenerate it with\n  \
             YASNO_WRITE_DOCS=1 cargo test --lib the_page_is_up_to_date",
            differs.unwrap_or_else(|| rendered.lines().count().min(stored.lines().count())) + 1
        );
    }

    /// What the clauses say of the rules and what the rules say of the clauses is the same.
    #[test]
    fn clauses_and_rules_agree() {
        let rules = rules_on_disk(Path::new(env!("CARGO_MANIFEST_DIR")));
        let faults = crate::requirement::validate(&load().expect("built-in"), &rules);
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }

    #[test]
    fn rules_plans_and_reasons_stand_in_the_last_cell() {
        let mut clause = Clause {
            id: "1".into(),
            quote: "а|б".into(),
            gist: "в".into(),
            status: Status::Partly,
            planned: vec!["later-rule".into()],
            will_be: Some(Outcome::Partly),
            why: Some("Не видно.".into()),
        };
        let rules = BTreeSet::from(["b", "a"]);
        assert_eq!(last_cell(&clause, Some(&rules)), "`a`, `b`. позже (в части): `later-rule`. Не видно");
        clause.planned.clear();
        clause.will_be = None;
        assert_eq!(last_cell(&clause, None), "Не видно");
        assert_eq!(escaped(&clause.quote), "а\\|б");
    }
}
