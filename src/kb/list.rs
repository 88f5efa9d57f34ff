//! `kb.toml`: the functions of an office, with what is known of each, and the laws that have changed.

use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;

use super::words::{Name, folded};
use crate::data::FileError;
use crate::language::{Date, parse_date};
use crate::text::Span;

/// Name of the file, at the top of a knowledge base.
pub const LIST_NAME: &str = "kb.toml";

/// A value with its place in the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Placed {
    /// The value.
    pub text: String,
    /// Its bytes in the file, without the quotes.
    pub span: Span,
}

/// A function of the office.
#[derive(Clone, Debug, Default)]
pub struct Function {
    /// Its name.
    pub name: Placed,
    /// Under what cards may name it.
    names: Vec<Name>,
    /// Who answers for its part of the base.
    pub owner: Option<String>,
    /// The folder of its items.
    pub folder: Option<String>,
    /// The acts that govern it: names, or files of the base.
    pub acts: Vec<Placed>,
    /// The phone for questions.
    pub phone: Option<Placed>,
    /// The e-mail for questions.
    pub email: Option<Placed>,
    /// When questions are answered.
    pub hours: Option<String>,
    /// True when the office no longer has it.
    pub closed: bool,
}

/// A law that has changed.
#[derive(Clone, Debug)]
pub struct Change {
    /// Its number, as it is written in texts: «59-ФЗ».
    pub number: Placed,
    /// Its own date, for numbers that are not unique.
    pub date: Option<Date>,
    /// When the change came into force.
    pub changed: Date,
}

/// What `kb.toml` says.
#[derive(Clone, Debug, Default)]
pub struct List {
    /// True while the base is being built: what it lacks is not told.
    pub draft: bool,
    /// Those who may answer for items; empty: anyone.
    pub staff: Vec<String>,
    /// Phones of others that may be given.
    pub phones: Vec<String>,
    /// The functions.
    pub functions: Vec<Function>,
    /// Changes of laws.
    pub changes: Vec<Change>,
    /// The first line with content: where that is shown which the whole base lacks.
    pub top: Span,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default)]
    draft: bool,
    #[serde(default)]
    staff: Vec<String>,
    #[serde(default)]
    phones: Vec<String>,
    #[serde(default)]
    function: Vec<WrittenFunction>,
    #[serde(default)]
    law: Vec<WrittenLaw>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenFunction {
    name: Spanned<String>,
    #[serde(default)]
    also: Vec<String>,
    owner: Option<String>,
    folder: Option<String>,
    #[serde(default)]
    acts: Vec<Spanned<String>>,
    phone: Option<Spanned<String>>,
    email: Option<Spanned<String>>,
    hours: Option<String>,
    #[serde(default)]
    closed: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenLaw {
    number: Spanned<String>,
    date: Option<Spanned<toml::Value>>,
    changed: Spanned<toml::Value>,
}

impl List {
    /// Reads the file; `path` names it in errors.
    ///
    /// # Errors
    /// The first fault, with its line and what to do.
    pub fn parse(path: &str, text: &str) -> Result<Self, FileError> {
        let written: Written = toml::from_str(text).map_err(|error| FileError::from_toml(path, text, &error))?;
        let fault = |at: Range<usize>, problem: String| FileError::at(path, text, at.start, problem);
        let placed = |value: Spanned<String>| Placed { span: inside(text, value.span()), text: value.into_inner() };
        let day = |value: &Spanned<toml::Value>| {
            let found = match value.get_ref() {
                toml::Value::Datetime(moment) => parse_date(&moment.to_string()),
                toml::Value::String(text) => parse_date(text),
                _ => None,
            };
            found.ok_or_else(|| fault(value.span(), "нужна дата".into()).hint("пишут так: changed = 2026-11-10"))
        };
        let mut functions: Vec<Function> = Vec::new();
        for row in written.function {
            let name = row.name.get_ref().trim();
            if name.is_empty() {
                return Err(fault(row.name.span(), "у функции пустое название".into()));
            }
            let names: Vec<Name> =
                std::iter::once(name).chain(row.also.iter().map(String::as_str)).map(Name::of).collect();
            if functions.iter().any(|known| known.names.iter().any(|known| names.contains(known))) {
                return Err(fault(row.name.span(), format!("функция «{name}» названа дважды")).hint("оставьте одну"));
            }
            let folder = row.folder.map(|folder| folder.replace('\\', "/").trim_matches('/').to_owned());
            functions.push(Function {
                names,
                owner: row.owner.filter(|owner| !owner.trim().is_empty()),
                folder: folder.filter(|folder| !folder.is_empty()),
                acts: row.acts.into_iter().map(placed).filter(|act| !act.text.trim().is_empty()).collect(),
                phone: row.phone.map(placed).filter(|phone| !phone.text.trim().is_empty()),
                email: row.email.map(placed).filter(|email| !email.text.trim().is_empty()),
                hours: row.hours,
                closed: row.closed,
                name: placed(row.name),
            });
        }
        if functions.is_empty() {
            let error = FileError::new(path, 0, "в списке нет ни одной функции");
            return Err(error.hint("добавьте строки [[function]] и name = \"Название функции\""));
        }
        let mut changes = Vec::new();
        for law in written.law {
            changes.push(Change {
                changed: day(&law.changed)?,
                date: law.date.as_ref().map(day).transpose()?,
                number: placed(law.number),
            });
        }
        let lines = || {
            text.split_inclusive('\n').scan(0, |at, line| {
                let start = *at;
                *at += line.len() as u32;
                Some((start, line.trim_end()))
            })
        };
        let top = lines().find(|(_, line)| !line.is_empty() && !line.starts_with('#'));
        let top = top.map_or(Span::default(), |(start, line)| Span::new(start, start + line.len() as u32));
        Ok(Self { draft: written.draft, staff: written.staff, phones: written.phones, functions, changes, top })
    }

    /// The function that a card names.
    pub fn function(&self, name: &str) -> Option<usize> {
        let name = Name::of(name);
        self.functions.iter().position(|function| function.names.contains(&name))
    }

    /// The function in whose folder a path lies: the deepest counts.
    pub fn function_of_folder(&self, path: &str) -> Option<usize> {
        let path = folded(path);
        let holds = |folder: &str| path.strip_prefix(&folded(folder)).is_some_and(|rest| rest.starts_with('/'));
        let folders = self
            .functions
            .iter()
            .enumerate()
            .filter_map(|(index, function)| Some((index, function.folder.as_deref()?)));
        folders.filter(|(_, folder)| holds(folder)).max_by_key(|(_, folder)| folder.len()).map(|(index, _)| index)
    }
}

/// A text without its quotes.
fn inside(text: &str, at: Range<usize>) -> Span {
    let written = text.get(at.clone()).unwrap_or_default();
    let quotes =
        ["\"\"\"", "'''", "\"", "'"].into_iter().find(|quotes| written.starts_with(quotes)).map_or(0, str::len);
    Span::new((at.start + quotes) as u32, at.end.saturating_sub(quotes) as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_are_found_by_name_and_folder() {
        let text = "# список\n\n[[function]]\nname = \"Аренда земли\"\nalso = [\"аренда\"]\nfolder = \"земля/\"\n\
                    [[function]]\nname = 'Торги'\nfolder = \"земля/торги\"\n[[law]]\nnumber = \"59-ФЗ\"\nchanged = 2026-11-10\n";
        let list = List::parse("kb.toml", text).expect("a right list");
        assert_eq!(list.functions[0].name.span.of(text), "Аренда земли");
        assert_eq!(list.functions[1].name.span.of(text), "Торги");
        assert_eq!(list.top.of(text), "[[function]]");
        assert_eq!(
            (list.function("аренда  ЗЕМЛИ"), list.function("аренда"), list.function("снег")),
            (Some(0), Some(0), None)
        );
        assert_eq!(list.function_of_folder("земля/торги/а.md"), Some(1));
        assert_eq!(list.function_of_folder("Земля/а.md"), Some(0));
        assert_eq!(list.function_of_folder("земляника/а.md"), None);
        assert_eq!(crate::language::show_date(list.changes[0].changed), "10.11.2026");
    }

    #[test]
    fn faults_have_a_line_and_a_next_step() {
        for (text, told) in [
            ("", "kb.toml: в списке нет ни одной функции (добавьте строки [[function]]"),
            (
                "[[function]]\nname = \"А\"\nphones = 1\n",
                "kb.toml:3: неизвестный ключ «phones» (возможно, имелось в виду «phone»",
            ),
            ("[[function]]\nname = \"А\"\n[[function]]\nname = \"а\"\n", "kb.toml:4: функция «а» названа дважды"),
            (
                "[[function]]\nname = \"А\"\n[[law]]\nnumber = \"1-ФЗ\"\nchanged = \"весной\"\n",
                "kb.toml:5: нужна дата (пишут так",
            ),
        ] {
            let error = List::parse("kb.toml", text).expect_err("a fault").to_string();
            assert!(error.starts_with(told), "{error}");
        }
    }
}
