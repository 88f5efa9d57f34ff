//! Parts that every letter needs, ready to be filled in.

use tower_lsp_server::ls_types::{CompletionItem, CompletionItemKind, InsertTextFormat};

use crate::profile::{Profile, SurveyUrl};

/// A phrase: what is typed, what it is, and the text with places to fill in.
const PHRASES: [(&str, &str, &str); 10] = [
    ("Уважаемая …!", "приветствие", "Уважаемая ${1:имя и отчество}!"),
    ("Уважаемый …!", "приветствие", "Уважаемый ${1:имя и отчество}!"),
    ("Здравствуйте, …!", "приветствие", "Здравствуйте, ${1:имя и отчество}!"),
    (
        "Вы написали нам …",
        "первый абзац: номер, дата и вопрос",
        "Вы написали нам ${1:дата} (обращение № ${2:номер}) и спросили, ${3:вопрос}.",
    ),
    (
        "Мы получили ваше обращение …",
        "первичный ответ",
        "Мы получили ваше обращение и зарегистрировали его ${1:дата} под № ${2:номер}. Ответим до ${3:дата}. \
         Спасибо, что нашли время написать нам.",
    ),
    (
        "Мы отказали …",
        "отказ с причиной",
        "Мы отказали вам в ${1:чём}, потому что ${2:какой факт помешал}. Вы можете ${3:что делать дальше}.",
    ),
    (
        "Решение можно обжаловать …",
        "обжалование",
        "Если вы не согласны с решением, его можно обжаловать: подайте жалобу ${1:куда} или обратитесь в суд.",
    ),
    ("Если появятся вопросы …", "куда звонить", "Если появятся вопросы, звоните: ${1:телефон}."),
    (
        "Исполнитель: …",
        "кто готовил ответ",
        "Исполнитель: ${1:фамилия, имя, отчество}, телефон ${2:телефон с кодом города}",
    ),
    ("Оцените наш ответ: …", "ссылка на опрос", "Оцените, пожалуйста, наш ответ: ${1:ссылка на опрос}"),
];

/// The phrases, with what the office has said of itself; `snippets` tells whether the client knows places to fill in.
pub(super) fn phrases(profile: Option<&Profile>, snippets: bool) -> Vec<CompletionItem> {
    let survey = profile.and_then(|profile| match &profile.survey_url {
        Some(SurveyUrl::Exact(page)) => Some(&**page),
        _ => None,
    });
    let known = [
        ("${1:ссылка на опрос}", survey),
        ("${1:телефон}", profile.and_then(|profile| profile.contact_phone.as_deref())),
    ];
    let item = |(number, (label, detail, text)): (usize, &(&str, &str, &str))| {
        let filled = known.iter().fold((*text).to_owned(), |text, (place, value)| match value {
            Some(value) => text.replace(place, value),
            None => text,
        });
        CompletionItem {
            label: (*label).to_owned(),
            detail: Some((*detail).to_owned()),
            kind: Some(CompletionItemKind::SNIPPET),
            insert_text: Some(if snippets { filled } else { plain(&filled) }),
            insert_text_format: Some(if snippets { InsertTextFormat::SNIPPET } else { InsertTextFormat::PLAIN_TEXT }),
            sort_text: Some(format!("{number:02}")),
            ..CompletionItem::default()
        }
    };
    PHRASES.iter().enumerate().map(item).collect()
}

/// The text with places as a template has them: «[дата]».
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, place)) = rest.split_once("${") {
        out.push_str(before);
        let Some((place, after)) = place.split_once('}') else { break };
        out.push_str(&format!("[{}]", place.split_once(':').map_or(place, |(_, name)| name)));
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::super::positions::Encoding;
    use super::*;
    use crate::rules::Scope;

    #[test]
    fn places_to_fill_in_stay_visible() {
        let text = phrases(None, false).remove(0).insert_text.unwrap();
        assert_eq!(text, "Уважаемая [имя и отчество]!");
        assert!(phrases(None, false).iter().all(|item| !item.insert_text.as_deref().unwrap().contains('$')));
    }

    #[test]
    fn what_the_office_says_of_itself_is_filled_in() {
        let profile = Profile { contact_phone: Some("(4952) 12-34-00".into()), ..Profile::named("lenobl").unwrap() };
        let texts: Vec<String> =
            phrases(Some(&profile), true).into_iter().filter_map(|item| item.insert_text).collect();
        assert!(texts.iter().any(|text| text.ends_with("звоните: (4952) 12-34-00.")), "{texts:?}");
        assert!(texts.iter().any(|text| text.ends_with("https://ag.lenobl.ru/about/polls/141/")), "{texts:?}");
    }

    /// The phrases are themselves as the orders want them, whatever is filled in.
    #[test]
    fn phrases_have_no_faults() {
        let values = [
            ("имя и отчество", "Анна Петровна"),
            ("дата", "3 марта 2026 года"),
            ("номер обращения", "518-ОГ"),
            ("номер", "518-ОГ"),
            ("вопрос", "когда починят крышу дома 7 на улице Полевой"),
            ("чём", "выплате"),
            ("какой факт помешал", "срок договора ещё идёт"),
            ("что делать дальше", "прийти к нам снова в мае"),
            ("куда", "главе района"),
            ("телефон с кодом города", "(4952) 12-34-56"),
            ("телефон", "(4952) 12-34-56"),
            ("фамилия, имя, отчество", "Рощина Вера Ильинична"),
            ("ссылка на опрос", "https://город.рф/opros"),
        ];
        for item in phrases(None, false) {
            let text = item.insert_text.unwrap();
            let filled = values.iter().fold(text, |text, (place, value)| text.replace(&format!("[{place}]"), value));
            assert!(!filled.contains('['), "{filled}");
            let seen = super::super::tests::fresh(&filled, Encoding::Utf16);
            let findings = &seen.checked().unwrap().report.findings;
            // A phrase alone lacks what a letter must have.
            let found: Vec<_> =
                findings.iter().filter(|f| f.scope == Scope::Span).map(|f| (&f.rule, &f.message)).collect();
            assert!(found.is_empty(), "{filled}: {found:?}");
        }
    }
}
