//! The link to the survey: the right address, in the right place.

use crate::letter::{SurveyForm, Zone, survey_addresses};
use crate::profile::{SurveyRequired, SurveyUrl};
use crate::rules::{Check, Fix, Hit, Inspection, Level};
use crate::text::{Edit, Span};

pub(super) fn wrong() -> Box<dyn Check> {
    Box::new(Wrong)
}

pub(super) fn position() -> Box<dyn Check> {
    Box::new(Position)
}

#[derive(Debug)]
struct Wrong;

impl Check for Wrong {
    fn run(&self, seen: &Inspection<'_>, hits: &mut Vec<Hit>) {
        let own = seen.letter.card.text("survey_url");
        let wanted = match (own, &seen.profile.survey_url) {
            (Some(url), _) => Some(url.to_owned()),
            (None, Some(SurveyUrl::Exact(url))) => Some(url.clone()),
            _ => None,
        };
        let sites = match (&wanted, &seen.profile.survey_url) {
            (None, Some(SurveyUrl::Sites(sites))) => sites.as_slice(),
            _ => &[],
        };
        for address in survey_addresses(seen.document) {
            let right = if address.broken {
                false
            } else if let Some(wanted) = &wanted {
                same(&address.target, wanted)
            } else if !sites.is_empty() {
                let host = host(&address.target);
                sites.iter().any(|site| host == *site || host.ends_with(&format!(".{site}")))
            } else {
                true
            };
            let shown = !address.shown.contains("://") || same(&address.shown, &address.target);
            if right && shown {
                continue;
            }
            let told = wanted.clone().unwrap_or_else(|| match sites {
                [] if !shown => address.target.clone(),
                [] => "адрес страницы с опросом".to_owned(),
                sites => format!("страница сайта {}", sites.join(" или ")),
            });
            let mut hit = Hit::at(address.span).word("survey", told);
            if let Some(wanted) = &wanted {
                let edits = vec![Edit::replace(address.span, wanted.clone())];
                hit = hit.fix(Fix { level: Level::Ask, label: wanted.clone(), edits });
            }
            hits.push(hit);
        }
    }
}

/// The same page: case of the host, one slash at the end and marks of advertising do not matter; what follows «?» is the
/// personal part.
fn same(found: &str, wanted: &str) -> bool {
    let plain = |url: &str| -> String {
        let url = url.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
        match url.split_once("://") {
            Some((scheme, rest)) => {
                let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
                format!("{}://{}/{path}", scheme.to_lowercase(), host.to_lowercase())
            }
            None => url.to_lowercase(),
        }
    };
    plain(found) == plain(wanted)
}

fn host(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split(['/', '?', ':']).next().unwrap_or_default().trim_start_matches("www.").to_lowercase()
}

#[derive(Debug)]
struct Position;

impl Check for Position {
    fn run(&self, seen: &Inspection<'_>, hits: &mut Vec<Hit>) {
        if seen.profile.survey_required_in == SurveyRequired::Nowhere {
            return;
        }
        let parts = &seen.letter.parts;
        let (Some(survey), Some(executor)) = (&parts.survey, &parts.executor) else { return };
        if survey.form != SurveyForm::Link || executor.signs || executor.in_text {
            return;
        }
        let Some(block) = seen.document.block_at(survey.span.start) else { return };
        let after =
            (0..block).rev().find(|&at| !seen.document.slice(seen.document.blocks()[at].span).trim().is_empty());
        let near = after.is_some_and(|before| seen.letter.zone(before) == Zone::Executor);
        if seen.letter.zone(block) == Zone::Executor || near {
            return;
        }
        let span = Span::new(survey.span.start, survey.span.end.min(survey.span.start + 200));
        hits.push(Hit::at(if seen.document.text().is_char_boundary(span.end as usize) { span } else { survey.span }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_page_in_several_spellings() {
        let right = "https://ag.lenobl.ru/about/polls/141/";
        for same_page in [right, "https://AG.lenobl.ru/about/polls/141", "https://ag.lenobl.ru/about/polls/141/?id=a7"]
        {
            assert!(same(same_page, right), "{same_page}");
        }
        for other in [
            "http://ag.lenobl.ru/about/polls/141/",
            "https://ag.lenobl.ru/about/polls/114/",
            "https://ag.lenobl.ru/about/polls/",
        ] {
            assert!(!same(other, right), "{other}");
        }
        assert_eq!(host("https://www.Gu.spb.ru:80/a"), "gu.spb.ru");
    }
}
