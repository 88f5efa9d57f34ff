//! Parts that every letter needs, ready to be filled in.

use tower_lsp_server::ls_types::{CompletionItem, CompletionItemKind, InsertTextFormat};

/// A phrase: what is typed, what it is, and the text with places to fill in.
const PHRASES: [(&str, &str, &str); 9] = [
    ("Уважаемая …!", "приветствие", "Уважаемая ${1:имя и отчество}!"),
    ("Уважаемый …!", "приветствие", "Уважаемый ${1:имя и отчество}!"),
    ("Здравствуйте, …!", "приветствие", "Здравствуйте, ${1:имя и отчество}!"),
    (
        "Вы обратились …",
        "первый абзац: номер, дата и вопрос",
        "Вы обратились к нам ${1:дата} (обращение № ${2:номер}) и спросили, ${3:вопрос}.",
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
    (
        "Исполнитель: …",
        "кто готовил ответ",
        "Исполнитель: ${1:фамилия, имя, отчество}, телефон ${2:телефон с кодом города}",
    ),
    ("Оцените наш ответ: …", "ссылка на опрос", "Оцените, пожалуйста, наш ответ: ${1:ссылка на опрос}"),
];

/// The phrases; `snippets` tells whether the client knows places to fill in.
pub(super) fn phrases(snippets: bool) -> Vec<CompletionItem> {
    let item = |(number, (label, detail, text)): (usize, &(&str, &str, &str))| CompletionItem {
        label: (*label).to_owned(),
        detail: Some((*detail).to_owned()),
        kind: Some(CompletionItemKind::SNIPPET),
        insert_text: Some(if snippets { (*text).to_owned() } else { plain(text) }),
        insert_text_format: Some(if snippets { InsertTextFormat::SNIPPET } else { InsertTextFormat::PLAIN_TEXT }),
        sort_text: Some(format!("{number:02}")),
        ..CompletionItem::default()
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
    use super::*;

    #[test]
    fn places_to_fill_in_stay_visible() {
        let text = phrases(false).remove(0).insert_text.unwrap();
        assert_eq!(text, "Уважаемая [имя и отчество]!");
        assert!(phrases(false).iter().all(|item| !item.insert_text.as_deref().unwrap().contains('$')));
    }
}
