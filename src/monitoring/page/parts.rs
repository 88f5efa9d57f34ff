//! Pieces that all sections are made of.

use maud::{Markup, html};

use crate::monitoring::chart::Chart;

/// Columns up to which a table has room beside its chart.
const BESIDE: usize = 4;

/// A table: its name, heads of columns, rows. The first column names the row, the others are numbers.
pub(super) fn table(caption: &str, heads: &[&str], rows: &[Vec<String>]) -> Markup {
    html! {
        div class="wide" tabindex="0" role="group" aria-label={ "Таблица: " (caption) } {
            table {
                caption { (caption) }
                thead {
                    tr {
                        @for (column, head) in heads.iter().enumerate() {
                            th scope="col" class=[(column > 0).then_some("number")] { (head) }
                        }
                    }
                }
                tbody {
                    @for row in rows {
                        tr {
                            @for (column, cell) in row.iter().enumerate() {
                                @if column == 0 { th scope="row" { (cell) } } @else { td class="number" { (cell) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A chart with the table of its numbers: beside it, or below when it is long.
pub(super) fn shown(chart: &Chart<'_>, caption: &str, heads: &[&str], rows: &[Vec<String>]) -> Markup {
    html! {
        div class={ "pair" @if heads.len() > BESIDE { " long" } } {
            figure {
                figcaption { (chart.title) }
                div class="wide" tabindex="0" role="group" aria-label={ "Диаграмма: " (chart.title) } { (chart.draw()) }
            }
            (table(caption, heads, rows))
        }
    }
}

/// What is said in place of a section without a source.
pub(super) fn nothing(why: &str) -> Markup {
    html! { p { strong { "Нет данных." } " " (why) } }
}
