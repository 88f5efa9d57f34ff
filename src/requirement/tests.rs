//! The four built-in files and the faults the reader finds.

use super::*;
use std::collections::BTreeSet;

#[test]
fn the_table_of_orders_agrees_with_the_files() {
    let requirements = load().unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(requirements.orders().len(), ORDERS.len());
    for (order, head) in requirements.orders().iter().zip(&ORDERS) {
        assert_eq!(order.id, head.id);
        assert_eq!(order.short, head.short);
        assert_eq!(order.short, format!("{} № {}", order.act, order.number));
        assert_eq!(order.letters == Letters::Paragraphs, head.letters_count_paragraphs, "{}", order.id);
    }
}

#[test]
fn every_clause_is_found_cited_and_quoted() {
    let requirements = load().expect("built-in");
    let mut seen = BTreeSet::new();
    for order in requirements.orders() {
        assert!(order.clauses.len() >= 50, "{} has lost its clauses", order.id);
        for clause in &order.clauses {
            let reference = format!("{} {}", order.id, clause.id);
            assert_eq!(requirements.find(&reference), Some((order, clause)), "{reference}");
            let cited = cite(&reference).unwrap_or_else(|| panic!("{reference} is not cited"));
            assert!(cited.starts_with(&order.short) && cited.len() > order.short.len() + 2, "{cited}");
            assert!(clause.quote.chars().any(char::is_alphabetic), "{reference} quotes nothing");
            assert_eq!(clause.quote, clause.quote.split_whitespace().collect::<Vec<_>>().join(" "), "{reference}");
            assert!(seen.insert(reference));
        }
    }
    assert_eq!(requirements.references().count(), seen.len());
}

/// Nobody's phone, mail, address or initials stand in a quote.
#[test]
fn quotes_hold_no_personal_data() {
    let private =
        regex::Regex::new(r"\p{Lu}\. ?\p{Lu}\.|@|https?:|\d{2,3}-\d\d-\d\d|\d{3}-\d{3}|\bд\. ?\d").expect("a pattern");
    let requirements = load().expect("built-in");
    for clause in requirements.orders().iter().flat_map(|order| &order.clauses) {
        assert!(!private.is_match(&clause.quote), "{}: {}", clause.id, clause.quote);
    }
}

#[test]
fn every_reference_of_the_catalogue_of_rules_exists() {
    let requirements = load().expect("built-in");
    for (order, ids) in CATALOGUE {
        for id in *ids {
            let reference = format!("{order} {id}");
            assert!(requirements.find(&reference).is_some(), "{reference}");
        }
    }
}

/// The clauses that the planned rules name.
#[rustfmt::skip]
const CATALOGUE: &[(&str, &[&str])] = &[
    ("001", &[
        "1.3", "2.1", "2.2(2)", "2.3", "2.4(1)", "2.4(2)", "2.4(3)", "2.4(4)", "2.4(5)", "2.6 абз. последний",
        "2.6(1)", "2.6(2)", "2.6(3)", "2.6(4)", "2.6(5)", "2.6(6)", "2.6(7)", "2.6(8)", "2.6(9)", "2.7(1)", "2.7(2)",
        "2.7(3)", "2.7(4)", "3.1", "3.2", "4.1", "4.2(1)", "4.2(2)", "4.2(3)", "4.3",
    ]),
    ("002", &[
        "1.3.10", "1.3.5", "1.3.6", "1.3.7", "1.3.9", "2.1", "2.1 абз. 1", "2.1 абз. 2", "2.3", "3.10", "3.10(1)",
        "3.10(2)", "3.10(2) стиль", "3.10(2) факты", "3.10(3)", "3.10(3)а", "3.10(3)б", "3.10(3)в", "3.10(4)",
        "3.10(4)а", "3.10(4)б", "3.10(4)в", "3.10(4)г", "3.10(4)д", "3.10(4)е", "3.11", "3.11 абз. 2", "3.12",
        "3.13", "3.2", "3.3", "3.4", "3.5", "3.5(1)", "3.5(2)", "3.6", "3.7", "4.1", "4.2", "4.3", "4.4", "4.4(1)",
        "4.4(2)", "4.4(3)", "4.5", "4.6", "4.6(2)", "4.7", "4.7(2)", "4.8", "5.1", "5.2", "5.3", "5.4", "6.1", "6.2",
        "8.2", "8.3", "8.4", "8.5(1)", "8.5(2)", "8.5(3)", "8.6", "8.6 абз. 2",
    ]),
    ("003", &[
        "1.4", "1.7", "2.1", "2.2", "2.3", "2.4", "4.1", "4.10", "4.11", "4.12", "4.13", "4.2", "4.3", "4.4(1)",
        "4.4(2)", "4.4(3)", "4.5", "4.6(2)", "4.7", "4.8", "4.9", "4.9(1)", "4.9(10)", "4.9(11)", "4.9(12)",
        "4.9(13)", "4.9(14)", "4.9(15)", "4.9(2)", "4.9(3)", "4.9(4)", "4.9(5)", "4.9(6)", "4.9(7)", "4.9(8)",
        "4.9(9)", "5.10", "5.10(1)", "5.10(3)в", "5.12", "5.13", "5.14", "5.2", "5.3", "5.4", "5.4(1)", "5.5", "5.6",
        "5.7", "5.9", "5.9(1)", "5.9(3)", "5.9(5)б", "5.9(5)г", "6.1", "6.2", "6.3", "6.4", "7.2", "7.2(4)",
    ]),
    ("004", &[
        "п1 1.2", "п1 1.5", "п1 2.1", "п1 2.1 абз. 5", "п1 2.10", "п1 2.3", "п1 2.3 абз. 5", "п1 2.6", "п1 2.9",
        "п1 3.3", "п1 3.4", "п1 3.5", "п1 3.6", "п1 3.7", "п1 4.1", "п1 4.2", "п1 5.2", "п1 5.2 абз. 1",
        "п1 5.2 абз. 2", "п1 5.2 абз. 3", "п1 5.2 абз. 4", "п1 5.3", "п1 5.4", "п1 5.5", "п1 5.6", "п1 5.7",
        "п1 6.1", "п1 прил. вопрос 11", "п3 §2 абз. 2", "п3 §3 абз. 2", "п3 §3 абз. 3", "п3 §3 абз. 4",
        "п3 §3 абз. 5", "п3 §3 абз. 6", "п3 §3 абз. 8", "п3 §4", "п3 §4 не наш вопрос", "п3 §5", "п3 §5 абз. 3",
        "п3 §5 абз. 4", "п3 §5 абз. 5", "п4 §2", "п4 §3", "п4 §3 абз. 6", "п4 §3 абз. 7", "п4 §3 абз. 8",
        "п4 §3 абз. 9", "п4 §4 абз. 2", "п4 §5", "п4 §5 не наш вопрос", "п4 §6", "п4 §6 абз. 2", "п4 §6 абз. 3",
        "п4 §6 абз. 6",
    ]),
];

const HEAD: &str = "id = \"009\"\nnumber = \"7\"\ndate = \"2026-01-02\"\nact = \"приказ\"\nauthority = \"В\"\ntitle = \"О\"\n\
                    short = \"приказ № 7\"\nletters = \"own\"\n";

fn error_of(clauses: &str) -> String {
    let text = format!("{HEAD}{clauses}");
    Requirements::parse(&[("x.toml", &text)]).expect_err("a fault").to_string()
}

#[test]
fn faults_have_a_line_and_a_next_step() {
    let clause = |rest: &str| format!("[[clause]]\nid = \"1.1\"\nquote = \"слова\"\ngist = \"о чём\"\n{rest}\n");
    for (clauses, message) in [
        (
            clause("status = \"checkd\""),
            "x.toml:13: неизвестное значение «checkd» (возможно, имелось в виду «checked»; \
             можно: checked, partly, later, by-hand, by-parts)",
        ),
        (
            clause("status = \"checked\"\nplaned = []"),
            "x.toml:14: неизвестный ключ «planed» (возможно, имелось в виду «planned»; \
             можно: id, quote, gist, status, planned, will_be, why)",
        ),
        (clause(""), "x.toml:9: нет обязательного ключа «status» (добавьте строку «status = …»)"),
        (
            clause("status = \"by-hand\""),
            "x.toml:9: пункт «1.1»: проверяет человек, но нет why (объясните, почему не правило)",
        ),
        (
            clause("status = \"partly\""),
            "x.toml:9: пункт «1.1»: проверен в части, но нет ни why, ни planned (напишите, что не проверяется и почему)",
        ),
        (
            clause("status = \"later\""),
            "x.toml:9: пункт «1.1»: отложен, но planned пуст (назовите правила, которые его проверят)",
        ),
        (
            clause("status = \"later\"\nplanned = [\"x\"]"),
            "x.toml:9: пункт «1.1»: planned и will_be ставят только вместе \
             (добавьте недостающий ключ или уберите лишний)",
        ),
        (
            clause("status = \"by-parts\""),
            "x.toml:9: пункт «1.1» отмечен by-parts, но частей у него нет \
             (дайте частям id, которые начинаются с «1.1», или другой status)",
        ),
        (
            format!("{}{}", clause("status = \"checked\""), clause("status = \"checked\"")),
            "x.toml:14: пункт «1.1»: такой пункт уже есть (дайте пунктам разные id)",
        ),
        (
            clause("status = \"checked\"").replace("слова", ""),
            "x.toml:9: пункт «1.1»: quote пуст (выпишите слова приказа дословно)",
        ),
    ] {
        assert_eq!(error_of(&clauses), message);
    }
}
