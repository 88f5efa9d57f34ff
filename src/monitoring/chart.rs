//! Charts as SVG. The only place that knows the charting library.
//!
//! A chart is drawn in the colours of paper; each is written out as an attribute, so that the page's style sheet can put
//! others in its place in the dark.

use charts_rs::{Align, BarChart, Box, Color, HorizontalBarChart, LegendCategory, LineChart, Position, Series, Symbol};
use charts_rs::{ChartBase, FontConfig, YAxisConfig};
use maud::{Markup, PreEscaped, html};

/// How values are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Columns, the series one on another.
    Columns,
    /// Bars from left to right, the series one after another.
    Bars,
    /// Lines.
    Lines,
}

/// What a series stands for, by which it has its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tone {
    /// What is as it should be, or the only thing shown.
    Plain,
    /// What wants attention.
    Attention,
    /// What is wrong.
    Wrong,
}

impl Tone {
    /// Each is told from the others in grey too; `report.css` names the same colours.
    const fn colour(self) -> &'static str {
        match self {
            Self::Plain => "#1F4E8C",
            Self::Attention => "#D17A0F",
            Self::Wrong => "#A3211B",
        }
    }
}

/// Text and axes, lines of the grid, and the paper; `report.css` names the same colours.
const INK: &str = "#33373D";
const AXIS: &str = "#767B84";
const GRID: &str = "#D9DCE1";

/// Width of all charts, and height of those with columns and lines, in pixels.
const WIDTH: f32 = 640.0;
const HEIGHT: f32 = 300.0;
/// Height of a bar with the space around it, and of what is above and below all bars.
const BAR: f32 = 30.0;
const AROUND_BARS: f32 = 66.0;
const FONT: f32 = 14.0;
/// Characters of a label that are shown beside a bar; the table has the rest.
const LABEL: usize = 38;
/// Steps of an axis at the most.
const STEPS: f64 = 5.0;

/// A chart.
#[derive(Clone, Debug)]
pub(super) struct Chart<'a> {
    /// A name for it in the page, of Latin letters.
    pub(super) id: &'a str,
    /// What it shows.
    pub(super) title: &'a str,
    pub(super) shape: Shape,
    pub(super) labels: Vec<String>,
    pub(super) series: Vec<(&'a str, Tone, Vec<Option<f64>>)>,
    /// What stands after numbers on the axis.
    pub(super) unit: &'a str,
}

impl Chart<'_> {
    /// The chart, read out by its title and by what is highest and lowest.
    pub(super) fn draw(&self) -> Markup {
        let drawn = self.svg().unwrap_or_default();
        let (title, about) = (format!("{}-t", self.id), format!("{}-d", self.id));
        // The picture without its own tag, which gets a role and a name.
        let inside = drawn.split_once('>').map_or("", |(_, rest)| rest).trim_end().trim_end_matches("</svg>");
        html! {
            svg viewBox={ "0 0 " (WIDTH) " " (self.height()) } width=(WIDTH) height=(self.height()) role="img"
                aria-labelledby={ (title) " " (about) } {
                title id=(title) { (self.title) }
                desc id=(about) { (self.description()) }
                (PreEscaped(inside))
            }
        }
    }

    fn height(&self) -> f32 {
        if self.shape == Shape::Bars { AROUND_BARS + BAR * self.labels.len() as f32 } else { HEIGHT }
    }

    /// Sums of the series at each label: what the axis must reach.
    fn tops(&self) -> Vec<f64> {
        let at = |place: usize| {
            let values = self.series.iter().filter_map(move |(_, _, values)| values.get(place).copied().flatten());
            if self.shape == Shape::Lines { values.fold(0.0, f64::max) } else { values.sum() }
        };
        (0..self.labels.len()).map(at).collect()
    }

    fn description(&self) -> String {
        if self.shape == Shape::Lines && self.series.len() > 1 {
            return self.courses();
        }
        let tops = self.tops();
        let mut order: Vec<usize> = (0..tops.len()).collect();
        order.sort_by(|a, b| tops[*b].total_cmp(&tops[*a]));
        let told =
            |place: Option<&usize>| place.map(|&at| format!("{}{} – {}", number(tops[at]), self.unit, self.labels[at]));
        match (told(order.first()), told(order.last())) {
            (Some(most), Some(least)) if order.len() > 1 => {
                format!("Больше всего: {most}. Меньше всего: {least}. Все числа – в таблице.")
            }
            (Some(only), _) => format!("{only}. Все числа – в таблице."),
            _ => "Показать нечего.".to_owned(),
        }
    }

    /// From where to where each line goes.
    fn courses(&self) -> String {
        let course = |(name, _, values): &(&str, Tone, Vec<Option<f64>>)| {
            let mut known = values.iter().flatten();
            let first = known.next()?;
            let last = known.next_back().unwrap_or(first);
            Some(format!("{name}: было {}{unit}, стало {}{unit}. ", number(*first), number(*last), unit = self.unit))
        };
        let courses: String = self.series.iter().filter_map(course).collect();
        courses + "Все числа – в таблице."
    }

    fn svg(&self) -> Option<String> {
        let mut labels: Vec<String> = self.labels.iter().map(|label| shortened(label)).collect();
        let (alone, upwards) = (self.series.len() == 1, self.shape == Shape::Bars);
        // The library counts bars from below, people read from above.
        if upwards {
            labels.reverse();
        }
        let series = |(name, _, values): &(&str, Tone, Vec<Option<f64>>)| {
            let mut values: Vec<Option<f32>> = values.iter().map(|value| value.map(|value| value as f32)).collect();
            if upwards {
                values.reverse();
            }
            let mut series = Series::new_nullable((*name).to_owned(), values);
            series.stack = (!alone && self.shape != Shape::Lines).then(|| "all".to_owned());
            series.label_show = alone;
            series
        };
        let series: Vec<Series> = self.series.iter().map(series).collect();
        let drawn = match self.shape {
            Shape::Columns => {
                let mut chart = BarChart::new(series, labels);
                self.dress(&mut chart.base, &mut chart.y_axis_configs);
                chart.svg()
            }
            Shape::Bars => {
                let mut chart = HorizontalBarChart::new(series, labels);
                chart.series_label_position = Some(Position::Right);
                self.dress(&mut chart.base, &mut chart.y_axis_configs);
                chart.svg()
            }
            Shape::Lines => {
                let mut chart = LineChart::new(series, labels);
                self.dress(&mut chart.base, &mut chart.y_axis_configs);
                chart.svg()
            }
        };
        drawn.ok().map(|svg| with_commas(&svg))
    }

    /// Size, colours and axes, the same for all shapes.
    fn dress(&self, base: &mut ChartBase, axes: &mut [YAxisConfig]) {
        let font = || FontConfig { size: FONT, color: INK.into(), ..FontConfig::default() };
        (base.width, base.height) = (WIDTH, self.height());
        // Room for the number of the highest value; a legend has it too.
        let top = if self.series.len() == 1 && self.shape != Shape::Bars { 22.0 } else { 4.0 };
        base.margin = Box { left: 4.0, top, right: 28.0, bottom: 4.0 };
        base.background_color = Color::transparent();
        base.compact = true;
        base.series.colors = self.series.iter().map(|(_, tone, _)| tone.colour().into()).collect();
        base.series.stroke_width = 3.0;
        base.series.symbol = Some(Symbol::Circle(4.0, None));
        base.series.label.font = font();
        base.legend.show = Some(self.series.len() > 1);
        base.legend.align = Align::Left;
        base.legend.category = LegendCategory::Rect;
        base.legend.font = font();
        base.legend.margin = Some(Box { top: 2.0, bottom: 10.0, ..Box::default() });
        base.grid.stroke_color = GRID.into();
        base.x_axis.stroke_color = AXIS.into();
        base.x_axis.font = font();
        let step = step(self.tops().into_iter().fold(0.0, f64::max), self.unit == "\u{a0}%");
        for axis in axes {
            axis.font = font();
            axis.stroke_color = AXIS.into();
            axis.min = Some(0.0);
            axis.max = Some((step.0 * step.1) as f32);
            axis.split_number = step.1 as usize;
            axis.formatter = Some(format!("{{c}}{}", self.unit));
        }
    }
}

/// A step of an axis from zero that people count in, and how many of them reach the highest value.
fn step(top: f64, percent: bool) -> (f64, f64) {
    if percent {
        return (20.0, 5.0);
    }
    let mut size = 1.0;
    loop {
        for step in [size, 2.0 * size, 5.0 * size] {
            let count = (top / step).ceil().max(1.0);
            if count <= STEPS || step > 1e12 {
                return (step, count);
            }
        }
        size *= 10.0;
    }
}

/// A number as Russians write it, with a digit after the comma only where it is needed.
fn number(value: f64) -> String {
    let text = crate::report::decimal(value);
    text.strip_suffix(",0").map(str::to_owned).unwrap_or(text)
}

/// The picture with commas in the numbers that it shows: the library writes them with points.
fn with_commas(svg: &str) -> String {
    let mut out = String::with_capacity(svg.len());
    for (count, piece) in svg.split("</text>").enumerate() {
        if count > 0 {
            out.push_str("</text>");
        }
        match piece.rsplit_once('>') {
            Some((tag, words)) if words.contains('.') && words.parse::<f64>().is_ok() => {
                out.push_str(tag);
                out.push('>');
                out.push_str(&words.replace('.', ","));
            }
            _ => out.push_str(piece),
        }
    }
    out
}

fn shortened(label: &str) -> String {
    if label.chars().count() <= LABEL {
        return label.to_owned();
    }
    let cut: String = label.chars().take(LABEL - 1).collect();
    format!("{}…", cut.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_axis_counts_in_round_steps() {
        assert_eq!(step(0.0, false), (1.0, 1.0));
        assert_eq!(step(3.2, false), (1.0, 4.0));
        assert_eq!(step(27.0, false), (10.0, 3.0));
        assert_eq!(step(412.0, false), (100.0, 5.0));
        assert_eq!(step(600.0, false), (200.0, 3.0));
        assert_eq!(step(71.0, true), (20.0, 5.0));
    }

    #[test]
    fn lines_are_told_one_by_one() {
        let chart = Chart {
            id: "proba",
            title: "Доли",
            shape: Shape::Lines,
            labels: vec!["I".to_owned(), "II".to_owned(), "III".to_owned()],
            series: vec![
                ("Шаблоны", Tone::Plain, vec![Some(33.3), Some(90.0), Some(71.0)]),
                ("Темы", Tone::Wrong, vec![None, Some(5.0), None]),
            ],
            unit: "\u{a0}%",
        };
        let told =
            "Шаблоны: было 33,3\u{a0}%, стало 71\u{a0}%. Темы: было 5\u{a0}%, стало 5\u{a0}%. Все числа – в таблице.";
        assert_eq!(chart.description(), told);
    }

    #[test]
    fn numbers_have_commas() {
        let svg = "<svg><path d=\"M1.5 2\"/><text x=\"1.5\">12.4</text><text>4</text><text>г. 1.5</text></svg>";
        assert_eq!(with_commas(svg), svg.replace("12.4", "12,4"));
    }

    #[test]
    fn a_chart_is_a_named_picture_and_its_words_are_safe() {
        let chart = Chart {
            id: "proba",
            title: "Письма <по> месяцам",
            shape: Shape::Bars,
            labels: vec!["Отдел \"А\" & <Б>".to_owned(), "О".repeat(50)],
            series: vec![
                ("С ответом", Tone::Plain, vec![Some(3.0), Some(1.0)]),
                ("Без ответа", Tone::Wrong, vec![Some(2.5), None]),
            ],
            unit: "",
        };
        let svg = chart.draw().into_string();
        assert!(svg.starts_with("<svg viewBox=\"0 0 640 126\" width=\"640\" height=\"126\" role=\"img\" aria-labelledby=\"proba-t proba-d\">"), "{svg}");
        assert!(svg.contains("<title id=\"proba-t\">Письма &lt;по&gt; месяцам</title>"));
        assert!(svg.contains("Больше всего: 5,5 – Отдел &quot;А&quot; &amp; &lt;Б&gt;. Меньше всего: 1 –"), "{svg}");
        assert!(svg.contains(&format!("{}…", "О".repeat(37))));
        assert!(!svg.contains("<Б>"));
        assert!(svg.ends_with("</svg>"));
        assert_eq!(svg.matches("<svg").count(), 1);
        // The library writes every colour out.
        for tone in [Tone::Plain, Tone::Wrong] {
            assert!(svg.contains(tone.colour()), "{svg}");
        }
        assert_eq!(svg, chart.draw().into_string());
        assert!(quick_xml::Reader::from_str(&svg).into_inner().len() > 100);
    }
}
