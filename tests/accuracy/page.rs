//! `docs/accuracy.md`.

use std::fmt::Write;
use std::time::{SystemTime, UNIX_EPOCH};

use super::{GROUPS, Measure, OF_THE_WHOLE, Tally};

const DAY: &str = "Измерено ";

/// The page.
pub(crate) fn render(measure: &Measure, day: &str) -> String {
    let mut total = Tally::default();
    for tally in measure.rules.values() {
        total.marked += tally.marked;
        total.found += tally.found;
        total.found_itself += tally.found_itself;
        total.right += tally.right;
        total.wrong += tally.wrong;
    }
    let mut page = String::from(
        "<!-- Файл собран командой `YASNO_WRITE_DOCS=1 cargo test --test accuracy`: правьте не его, а тексты и правила. -->\n\n\
         # Точность и полнота\n\n",
    );
    let rules = measure.rules.values().filter(|tally| tally.marked > 0).count();
    let _ = write!(
        page,
        "{DAY}{day}. Текстов {}, слов {}, размеченных ошибок {} по {rules} правилам.\n\n",
        measure.texts, measure.words, total.marked,
    );
    let _ = write!(
        page,
        "Тексты в `tests/letters/labelled` придуманы и размечены вручную до того, как их увидела программа. Размечено всё, что \
         нарушает приказы. После первого прогона поправлено 27 отметок: это пропуски и описки разметки. Профиль – common, считаются замечания любой строгости.\n\n\
         * **Найдено**: на ошибку указало замечание того же правила или правила из той же группы. В скобках – того же правила.\n\
         * **Верных**: замечание попало на ошибку своего правила или своей группы. Остальные – **ложные**.\n\
         * **Точность** – доля верных замечаний, **полнота** – доля найденных ошибок.\n\
         * Спорных мест {}: замечание там ни верно, ни ложно, и промолчать можно.\n\
         * Ловушек {}: это слова, похожие на ошибку. Попалось программе {}.\n\n",
        measure.arguable, measure.traps, measure.sprung,
    );
    page.push_str("Группы. Их правила говорят читателю почти одно и то же:\n\n");
    for group in GROUPS {
        let _ = writeln!(page, "* {}", names(group));
    }
    let _ = write!(
        page,
        "\nПравила {} судят о письме целиком. В текстах, где ошибка на ошибке, их не измерить.\n\n\
         | правило | размечено | найдено | полнота | верных | ложных | точность |\n\
         | --- | --: | --: | --: | --: | --: | --: |\n",
        names(&OF_THE_WHOLE),
    );
    for (rule, tally) in &measure.rules {
        row(&mut page, &format!("`{rule}`"), tally);
    }
    row(&mut page, "**всего**", &total);
    list(&mut page, "Ложные замечания", measure, |tally| &tally.false_alarms);
    list(&mut page, "Пропуски", measure, |tally| &tally.missed);
    page
}

fn names(rules: &[&str]) -> String {
    rules.iter().map(|rule| format!("`{rule}`")).collect::<Vec<_>>().join(", ")
}

fn row(page: &mut String, name: &str, tally: &Tally) {
    let _ = writeln!(
        page,
        "| {name} | {} | {} ({}) | {} | {} | {} | {} |",
        tally.marked,
        tally.found,
        tally.found_itself,
        share(tally.found, tally.marked),
        tally.right,
        tally.wrong,
        share(tally.right, tally.right + tally.wrong),
    );
}

fn share(part: usize, whole: usize) -> String {
    if whole == 0 { "–".to_owned() } else { format!("{:.2}", part as f64 / whole as f64).replace('.', ",") }
}

fn list(page: &mut String, title: &str, measure: &Measure, of: impl Fn(&Tally) -> &[String]) {
    let _ = write!(page, "\n## {title}\n\n");
    for (rule, tally) in measure.rules.iter().filter(|(_, tally)| !of(tally).is_empty()) {
        let words: Vec<_> = of(tally).iter().map(|words| format!("«{words}»")).collect();
        let _ = writeln!(page, "* `{rule}`: {}", words.join(", "));
    }
}

/// Words short enough for a list.
pub(crate) fn shorten(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(60) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line,
    }
}

/// The day that a page bears.
pub(crate) fn day_of(page: &str) -> Option<&str> {
    page.lines().find_map(|line| line.strip_prefix(DAY))?.get(..10)
}

/// Today, by universal time.
pub(crate) fn today() -> String {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).expect("a clock after 1970").as_secs();
    let day = seconds / 86_400;
    // Days of a year that begins in March, so that the odd day is its last: eras of 400 years have 146 097 days.
    let shifted = day + 719_468;
    let (era, of_era) = (shifted / 146_097, shifted % 146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * of_year + 2) / 153;
    let date = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    let year = era * 400 + year_of_era + u64::from(month <= 2);
    format!("{date:02}.{month:02}.{year}")
}
