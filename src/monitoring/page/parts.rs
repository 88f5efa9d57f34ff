//! Pieces that all sections are made of.

use maud::{Markup, html};

use super::NO_DATA;
use crate::monitoring::chart::Chart;

/// Columns up to which a table has room beside its chart.
const BESIDE: usize = 4;

/// A table: its name, heads of columns, rows. The first column names the row.
pub(super) fn table(caption: &str, heads: &[&str], rows: &[Vec<String>]) -> Markup {
    let is_word = |cell: &String| cell != NO_DATA && cell.starts_with(char::is_alphabetic);
    let has_words = |column: usize| rows.iter().filter_map(|row| row.get(column)).any(is_word);
    let class: Vec<Option<&str>> =
        (0..heads.len()).map(|column| (column > 0 && !has_words(column)).then_some("number")).collect();
    html! {
        div class="wide" tabindex="0" role="group" aria-label={ "Таблица: " (caption) } {
            table {
                caption { (caption) }
                thead {
                    tr {
                        @for (column, head) in heads.iter().enumerate() {
                            th scope="col" class=[class[column]] { (head) }
                        }
                    }
                }
                tbody {
                    @for row in rows {
                        tr {
                            @for (column, cell) in row.iter().enumerate() {
                                @if column == 0 { th scope="row" { (cell) } } @else { td class=[class.get(column).copied().flatten()] { (cell) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A chart.
fn figure(chart: &Chart<'_>) -> Markup {
    html! {
        figure {
            figcaption { (chart.title) }
            div class="wide" tabindex="0" role="group" aria-label={ "Диаграмма: " (chart.title) } { (chart.draw()) }
        }
    }
}

/// A chart with the table of its numbers: beside it, or below when it is long.
pub(super) fn shown(chart: &Chart<'_>, caption: &str, heads: &[&str], rows: &[Vec<String>]) -> Markup {
    html! {
        div class={ "pair" @if heads.len() > BESIDE { " long" } } {
            (figure(chart))
            (table(caption, heads, rows))
        }
    }
}

/// Charts with one table of the numbers of all.
pub(super) fn together(charts: &[&Chart<'_>], caption: &str, heads: &[&str], rows: &[Vec<String>]) -> Markup {
    html! {
        div class="pair" { @for chart in charts { (figure(chart)) } }
        div class="pair long" { (table(caption, heads, rows)) }
    }
}

/// What is said in place of a section without a source.
pub(super) fn nothing(why: &str) -> Markup {
    html! { p { strong { "Нет данных." } " " (why) } }
}
