//! A change of looks in words, for programs and for people.

use serde::Serialize;

use super::{Where, source_span};
use crate::document::{Document, Effects};
use crate::rules::{Look, Restyle};

/// What is to be done to the looks of words, and where.
#[derive(Serialize)]
pub(super) struct JsonRestyle<'a> {
    change: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<Value<'a>>,
    label: String,
    places: Vec<JsonPlace<'a>>,
}

/// What is set or taken away.
#[derive(Serialize)]
#[serde(untagged)]
enum Value<'a> {
    Font(&'a str),
    /// In points.
    Size(f64),
    Effects(Vec<&'static str>),
}

#[derive(Serialize)]
struct JsonPlace<'a> {
    start: Option<u32>,
    end: Option<u32>,
    text: &'a str,
    #[serde(rename = "where", skip_serializing_if = "Option::is_none")]
    place: Option<Where>,
}

/// Effects by their names: for programs, and as what is taken away.
const EFFECTS: [(Effects, &str, &str); 13] = [
    (Effects::SHADOW, "shadow", "тень"),
    (Effects::OUTLINE, "outline", "контур"),
    (Effects::EMBOSS, "emboss", "приподнятость"),
    (Effects::IMPRINT, "imprint", "утопленность"),
    (Effects::GLOW, "glow", "свечение"),
    (Effects::REFLECTION, "reflection", "отражение"),
    (Effects::VOLUME, "volume", "объём"),
    (Effects::ANIMATION, "animation", "анимацию"),
    (Effects::BORDER, "border", "рамку"),
    (Effects::WORD_ART, "word-art", "надпись WordArt"),
    (Effects::DROP_CAP, "drop-cap", "буквицу"),
    (Effects::GRADIENT, "gradient", "узорную заливку букв"),
    (Effects::SHAPE, "shape", "фигуру"),
];

/// A change of looks as JSON has it.
pub(super) fn restyle<'a>(document: &'a Document, restyle: &'a Restyle) -> JsonRestyle<'a> {
    let (change, value, label) = look(&restyle.look);
    let place = |span| {
        let placed = source_span(document, span);
        JsonPlace {
            start: placed.map(|placed| placed.start),
            end: placed.map(|placed| placed.end),
            text: placed.zip(document.source()).map_or(document.slice(span), |(placed, source)| placed.of(source)),
            place: Where::of(document, span),
        }
    };
    JsonRestyle { change, value, label, places: restyle.spans.iter().map(|span| place(*span)).collect() }
}

fn look(look: &Look) -> (&'static str, Option<Value<'_>>, String) {
    let plain = |change, label: &str| (change, None, label.to_owned());
    match look {
        Look::Upright => plain("not-italic", "убрать курсив"),
        Look::NotUnderlined => plain("not-underlined", "убрать подчёркивание"),
        Look::AsTyped => plain("not-capitals", "убрать прописные и капитель"),
        Look::NotBold => plain("not-bold", "убрать полужирный шрифт"),
        Look::NotHighlighted => plain("not-highlighted", "убрать выделение цветом"),
        Look::NotShaded => plain("not-shaded", "убрать заливку"),
        Look::AutomaticColour => plain("automatic-colour", "вернуть обычный цвет букв"),
        Look::NotSpaced => plain("not-spaced", "вернуть обычный промежуток между буквами"),
        Look::OnLine => plain("on-line", "вернуть буквы на строку"),
        Look::Font(name) => ("font", Some(Value::Font(name)), format!("набрать шрифтом {name}")),
        Look::Size(half_points) => {
            let points = f64::from(*half_points) / 2.0;
            ("size", Some(Value::Size(points)), format!("набрать размером {points}").replace('.', ","))
        }
        Look::Without(effects) => {
            let here = || EFFECTS.iter().filter(|(effect, ..)| effects.has(*effect));
            let names: Vec<&str> = here().map(|(.., name)| *name).collect();
            let ids = here().map(|(_, id, _)| *id).collect();
            ("without-effects", Some(Value::Effects(ids)), format!("убрать {}", names.join(", ")))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_look_is_told_with_its_value() {
        let json = |it: &Look| {
            let (change, value, label) = look(it);
            format!("{change} {} {label}", serde_json::to_string(&value).expect("JSON"))
        };
        assert_eq!(json(&Look::Upright), "not-italic null убрать курсив");
        assert_eq!(json(&Look::Size(25)), "size 12.5 набрать размером 12,5");
        assert_eq!(json(&Look::Font("Arial".into())), "font \"Arial\" набрать шрифтом Arial");
        let effects = Look::Without(Effects::SHADOW.with(Effects::BORDER));
        assert_eq!(json(&effects), "without-effects [\"shadow\",\"border\"] убрать тень, рамку");
    }
}
