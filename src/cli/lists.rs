//! `yasno rules`, `yasno profiles`. Open no dictionary.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Serialize;

use super::args::{ListFormat, RulesArgs};
use super::out::{self, Outcome, Stop};
use crate::profile::{Profile, Severity};
use crate::requirement;
use crate::rules::embedded;
use crate::rules::page::area_title;
use crate::rules::{Override, RuleFile, Subject, parse};
use crate::workspace::Configs;

#[derive(Serialize)]
struct JsonRule<'a> {
    id: &'a str,
    title: &'a str,
    area: &'a str,
    severity: Severity,
    severities: BTreeMap<&'a str, Severity>,
    kinds: Vec<&'a str>,
    clauses: Vec<&'a str>,
    params: toml::Table,
}

/// `yasno rules`.
pub(super) fn rules(options: &RulesArgs) -> Result<Outcome, Stop> {
    let mut configs = Configs::new(options.rules.choice(None));
    let number = configs.below(Path::new(""));
    let (profile, changes) = configs.profile(number).map_err(|errors| Stop::Failed(errors.join("\n")))?;
    let mut files = Vec::new();
    for source in embedded::rules() {
        files.push((source, parse(source, false).map_err(|error| Stop::Failed(error.to_string()))?));
    }
    let known: Vec<&str> = files.iter().map(|(source, _)| source.name()).collect();
    let unknown = |(id, own): &(&String, &Override)| !known.contains(&id.as_str()) && own.texts.is_empty();
    if let Some((id, own)) = changes.rules.iter().find(unknown) {
        let error = crate::data::FileError::new(&*own.path, own.line, format!("нет правила «{id}»"));
        return Err(Stop::Failed(error.hint_nearest(id, &known).to_string()));
    }
    let profiles: Vec<Profile> = Profile::names().filter_map(|name| Profile::named(name).ok()).collect();
    if options.format == ListFormat::Json {
        let list: Vec<JsonRule<'_>> = files
            .iter()
            .map(|(source, file)| JsonRule {
                id: source.name(),
                title: &file.title,
                area: source.area(),
                severity: file.severity_under(&profile, changes.get(source.name())),
                severities: profiles.iter().map(|p| (p.id.as_str(), file.severity_under(p, None))).collect(),
                kinds: match file.subject() {
                    Subject::Letter => file.kinds.iter().map(|kind| kind.get_ref().as_str()).collect(),
                    Subject::Base => vec!["kb"],
                    Subject::Register => vec!["register"],
                    Subject::Report => vec!["report"],
                },
                clauses: file.clauses.iter().map(|clause| clause.get_ref().as_str()).collect(),
                params: file.own_params(),
            })
            .collect();
        let json = serde_json::to_string_pretty(&list).unwrap_or_default();
        return out::print(&(json + "\n"));
    }
    let row = |id: &str, file: &RuleFile, area: &str, own: Option<&Override>, wide: usize| {
        format!("{id:<wide$}  {:<14}  {:<12}  {}\n", file.severity_under(&profile, own), area_title(area), file.title)
    };
    let wide = known.iter().map(|id| id.len()).max().unwrap_or(0);
    let mut text = format!("Профиль {}: {}\n\n", profile.id, profile.title);
    for (source, file) in &files {
        text.push_str(&row(source.name(), file, source.area(), changes.get(source.name()), wide));
    }
    for (id, own) in changes.rules.iter().filter(|(id, _)| !known.contains(&id.as_str())) {
        let severity = own.severity.unwrap_or(Severity::Warning);
        let title = own.texts.title.as_deref().unwrap_or(id);
        text.push_str(&format!("{id:<wide$}  {severity:<14}  {:<12}  {title}\n", "своё"));
    }
    text.push_str("\nПодробно о правиле: yasno explain ПРАВИЛО\n");
    out::print(&text)
}

/// `yasno profiles`.
pub(super) fn profiles() -> Result<Outcome, Stop> {
    let mut text = String::new();
    for name in Profile::names() {
        let profile = Profile::named(name).map_err(|error| Stop::Failed(error.to_string()))?;
        let orders: Vec<&str> =
            profile.orders.iter().filter_map(|id| requirement::order(id)).map(|o| o.short).collect();
        text.push_str(&format!("{name:<12} {}\n{:12} {}\n", profile.title, "", orders.join(", ")));
    }
    text.push_str("\nВыбрать профиль: yasno check --profile ПРОФИЛЬ ПУТЬ или строка profile = \"…\" в yasno.toml\n");
    out::print(&text)
}
