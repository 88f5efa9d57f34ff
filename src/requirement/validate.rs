//! Whether the clauses and the rules agree on what is checked.

use super::file::{Requirements, Status};
use crate::data::nearest;
use std::collections::{BTreeMap, BTreeSet};

/// A rule's id and the references of the clauses it names.
pub type RuleClauses = (String, Vec<String>);

/// The ids of the rules that name each clause, by reference, sorted.
pub(super) fn rules_by_clause(rules: &[RuleClauses]) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut by_clause: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (rule, clauses) in rules {
        for clause in clauses {
            by_clause.entry(clause).or_default().insert(rule);
        }
    }
    by_clause
}

/// Every disagreement between `rules` and the statuses of the clauses, in Russian, one a line; empty when there is none.
pub fn validate(requirements: &Requirements, rules: &[RuleClauses]) -> Vec<String> {
    let known: Vec<&str> = requirements.references().collect();
    let landed: BTreeSet<&str> = rules.iter().map(|(rule, _)| rule.as_str()).collect();
    let by_clause = rules_by_clause(rules);
    let mut faults = Vec::new();

    for (&reference, rules) in &by_clause {
        let names = list(rules.iter().copied());
        match requirements.find(reference) {
            None => {
                let meant = nearest(reference, &known).map(|near| format!("; возможно, «{near}»")).unwrap_or_default();
                faults.push(format!("«{reference}»: такого пункта нет, а указан он в {names}{meant}"));
            }
            Some((order, clause)) if clause.status == Status::ByParts => {
                let parts = list(Requirements::parts(order, clause).map(|part| part.id.as_str()));
                faults.push(format!(
                    "«{reference}»: делится на части, а целиком указан в {names}; укажите часть: {parts}"
                ));
            }
            Some(_) => {}
        }
    }

    for order in requirements.orders() {
        for clause in &order.clauses {
            let reference = format!("{} {}", order.id, clause.id);
            let rules = by_clause.get(reference.as_str());
            match (clause.status, rules) {
                (Status::Checked | Status::Partly, None) => {
                    faults.push(format!("«{reference}»: отмечен как проверяемый, но не указан ни в одном правиле"));
                }
                (Status::Later, Some(rules)) => faults.push(format!(
                    "«{reference}»: отложен, но уже указан в {}; поставьте checked или partly",
                    list(rules.iter().copied())
                )),
                (Status::ByHand, Some(rules)) => faults.push(format!(
                    "«{reference}»: оставлен человеку, но указан в {}; поставьте checked или partly",
                    list(rules.iter().copied())
                )),
                _ => {}
            }
            let done: Vec<&str> =
                clause.planned.iter().map(String::as_str).filter(|rule| landed.contains(rule)).collect();
            if !done.is_empty() {
                faults.push(format!(
                    "«{reference}»: уже готово {}; уберите из planned и проверьте status и clauses правила",
                    list(done.into_iter())
                ));
            }
        }
    }
    faults
}

fn list<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r#"
id = "009"
number = "7"
date = "2026-01-02"
act = "приказ"
authority = "Ведомство"
title = "О письмах"
short = "приказ № 7"
letters = "own"

[[clause]]
id = "1.1"
quote = "писать ясно, кратко"
gist = "ясно и кратко"
status = "by-parts"

[[clause]]
id = "1.1 ясно"
quote = "писать ясно"
gist = "ясно"
status = "checked"

[[clause]]
id = "1.1 кратко"
quote = "писать … кратко"
gist = "кратко"
status = "later"
planned = ["too-long"]
will_be = "checked"

[[clause]]
id = "1.10"
quote = "быть вежливым"
gist = "вежливо"
status = "by-hand"
why = "Это поведение."
"#;

    fn faults(rules: &[(&str, &[&str])]) -> Vec<String> {
        let requirements = Requirements::parse(&[("x.toml", FILE)]).expect("the file is right");
        let rules: Vec<RuleClauses> = rules
            .iter()
            .map(|(rule, clauses)| ((*rule).to_owned(), clauses.iter().map(|c| (*c).to_owned()).collect()))
            .collect();
        validate(&requirements, &rules)
    }

    #[test]
    fn agreement_is_silent() {
        assert_eq!(faults(&[("jargon", &["009 1.1 ясно"])]), Vec::<String>::new());
    }

    #[test]
    fn checked_without_a_rule_is_said() {
        assert_eq!(faults(&[]), ["«009 1.1 ясно»: отмечен как проверяемый, но не указан ни в одном правиле"]);
    }

    #[test]
    fn unknown_whole_and_unexpected_clauses_are_said() {
        assert_eq!(
            faults(&[
                ("jargon", &["009 1.1 ясно", "009 1.1 ясна", "009 1.1"]),
                ("polite", &["009 1.10", "009 1.1 кратко"])
            ]),
            [
                "«009 1.1»: делится на части, а целиком указан в jargon; укажите часть: 1.1 ясно, 1.1 кратко",
                "«009 1.1 ясна»: такого пункта нет, а указан он в jargon; возможно, «009 1.1 ясно»",
                "«009 1.1 кратко»: отложен, но уже указан в polite; поставьте checked или partly",
                "«009 1.10»: оставлен человеку, но указан в polite; поставьте checked или partly",
            ]
        );
    }

    #[test]
    fn a_planned_rule_that_has_landed_is_said() {
        assert_eq!(
            faults(&[("jargon", &["009 1.1 ясно"]), ("too-long", &[])]),
            ["«009 1.1 кратко»: уже готово too-long; уберите из planned и проверьте status и clauses правила"]
        );
    }
}
