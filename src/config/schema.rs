//! The JSON schema of `yasno.toml`, for completion and checks in editors.

use serde_json::{Map, Value, json};

use super::read::{PATH_KEYS, SEVERITIES};
use crate::data::FileError;
use crate::letter::Declared;
use crate::profile::{Profile, Reader};
use crate::rules::embedded;
use crate::rules::parse;

/// The schema, made from the keys of the reader and the parameters of the built-in rules.
///
/// # Errors
/// A rule file that cannot be read.
pub fn schema() -> Result<Value, FileError> {
    let mut rules = Map::new();
    for source in embedded::rules() {
        let file = parse(source, false)?;
        let mut keys = rule_keys();
        for (name, value) in file.own_params() {
            let mut about = json!({ "default": plain(&value), "type": json_type(&value) });
            if let Some(meaning) = file.params_about.get(&name) {
                about["description"] = json!(meaning);
            }
            keys.insert(name, about);
        }
        let rule = json!({
            "description": file.title,
            "type": "object",
            "properties": keys,
            "additionalProperties": false,
        });
        rules.insert(source.name().to_owned(), rule);
    }
    let mut own = rule_keys();
    own.insert("title".into(), text("Название правила"));
    own.insert("message".into(), text("Что увидит автор письма: {hit} – найденные слова, {plain} – замена"));
    own.insert("why".into(), text("Почему это важно"));
    let own = json!({
        "description": "Своё правило",
        "type": "object",
        "properties": own,
        "required": ["message"],
        "additionalProperties": false,
    });
    let rules = json!({
        "description": "Правила", "type": "object", "properties": rules, "additionalProperties": own,
    });
    let settings = settings();
    let mut of_path = settings.clone();
    of_path.insert("files".into(), texts("Для каких писем: пути от папки этого файла, например шаблоны/**"));
    debug_assert!(PATH_KEYS.iter().all(|key| of_path.contains_key(*key)) && of_path.len() == PATH_KEYS.len());
    let mut all = settings;
    let of_path = json!({
        "type": "object", "properties": of_path, "required": ["files"], "additionalProperties": false,
    });
    all.insert(
        "paths".into(),
        json!({ "description": "Настройки для части писем", "type": "array", "items": of_path }),
    );
    Ok(json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "yasno.toml",
        "description": "Настройки проверки писем",
        "type": "object",
        "properties": all,
        "additionalProperties": false,
        "definitions": {
            "rules": rules,
            "severity": choice("Строгость", &SEVERITIES),
            "allow": texts("Слова, которые это правило не трогает"),
            "pairs": pairs("Свои слова правила и замены"),
            "patterns": patterns(),
        },
    }))
}

fn settings() -> Map<String, Value> {
    let mut keys = Map::new();
    let profiles: Vec<&str> = Profile::names().collect();
    keys.insert("profile".into(), choice("Какие приказы действуют", &profiles));
    keys.insert("fail-on".into(), choice("С какой строгости код завершения 1", &SEVERITIES[..3]));
    keys.insert("reader".into(), choice("Кто читает письма", &Reader::ALL.map(Reader::id)));
    keys.insert(
        "kind".into(),
        choice("Что это за письма, если в самих письмах не указано", &Declared::names().collect::<Vec<_>>()),
    );
    let words = json!({
        "description": "Слова ведомства",
        "type": "object",
        "properties": {
            "allow": texts("Слова и названия, которые не ошибка"),
            "replace": pairs("Чего не писать и что писать вместо этого"),
            "explain": pairs("Сокращения и термины, которые надо пояснять, и пояснения к ним"),
            "files": texts("Файлы со словами: таблицы .tsv рядом с этим файлом"),
        },
        "additionalProperties": false,
    });
    let office = json!({
        "description": "Сведения о ведомстве",
        "type": "object",
        "properties": {
            "names": texts("Названия ведомства и отделов: правила их не трогают"),
            "phone": text("Телефон для вопросов"),
            "appointment-phone": text("Телефон для записи на приём"),
            "survey-url": text("Адрес опроса о качестве ответа"),
            "number-format": text("Как выглядит номер обращения, например 518-ОГ: на месте цифр могут быть любые"),
        },
        "additionalProperties": false,
    });
    keys.insert("office".into(), office);
    keys.insert(
        "bodies".into(),
        pairs("Чем занимаются другие: дело и кто им занимается, с телефоном, например лифты = Жилищная инспекция, (4952) 12-34-56"),
    );
    keys.insert("words".into(), words);
    keys.insert("rules".into(), json!({ "$ref": "#/definitions/rules" }));
    keys
}

fn rule_keys() -> Map<String, Value> {
    let of = |name: &str| json!({ "$ref": format!("#/definitions/{name}") });
    let keys = [("severity", "severity"), ("allow", "allow"), ("words", "pairs"), ("patterns", "patterns")];
    keys.into_iter().map(|(key, definition)| (key.to_owned(), of(definition))).collect()
}

fn patterns() -> Value {
    let row = json!({
        "type": "object",
        "properties": {
            "pattern": text("Образец"),
            "plain": text("Что писать вместо"),
            "fix": text("Как заменить: swap, agree, drop, menu …"),
            "guard": text("Когда не считать ошибкой"),
        },
        "required": ["pattern"],
        "additionalProperties": false,
    });
    json!({ "description": "Свои образцы правила", "type": "array", "items": row })
}

fn text(description: &str) -> Value {
    json!({ "description": description, "type": "string" })
}

fn texts(description: &str) -> Value {
    json!({ "description": description, "type": "array", "items": { "type": "string", "minLength": 1 } })
}

fn pairs(description: &str) -> Value {
    json!({
        "description": description,
        "type": "object",
        "additionalProperties": { "type": "string", "minLength": 1 },
    })
}

fn choice(description: &str, values: &[&str]) -> Value {
    json!({ "description": description, "type": "string", "enum": values })
}

fn json_type(value: &toml::Value) -> &'static str {
    match value {
        toml::Value::Integer(_) => "integer",
        toml::Value::Float(_) => "number",
        toml::Value::Boolean(_) => "boolean",
        toml::Value::Array(_) => "array",
        _ => "string",
    }
}

fn plain(value: &toml::Value) -> Value {
    serde_json::to_value(value).unwrap_or(Value::Null)
}
