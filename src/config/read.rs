//! From the text of a configuration to [`Config`], by hand: each fault is told with its line, in Russian, all at once.

use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::office::{Body, OFFICE_KEYS, office_fault};
use super::{Config, PathSettings, Set, Settings};
use crate::data::{FileError, suggest};
use crate::letter::Declared;
use crate::profile::{Profile, Reader, Severity};
use crate::rules::{Find, OWN_WORD, Override, Overrides, OwnMeaning, OwnRow, OwnWord, Place};

/// Keys of the file.
pub(super) const KEYS: [&str; 9] =
    ["profile", "fail-on", "reader", "kind", "office", "bodies", "words", "rules", "paths"];
/// Keys of a table `[[paths]]`.
pub(super) const PATH_KEYS: [&str; 9] =
    ["files", "profile", "fail-on", "reader", "kind", "office", "bodies", "words", "rules"];
/// Keys of the table `[words]`.
pub(super) const WORD_KEYS: [&str; 4] = ["allow", "replace", "explain", "files"];
/// Keys of a row of `patterns`.
pub(super) const PATTERN_KEYS: [&str; 4] = ["pattern", "plain", "fix", "guard"];
/// Severities.
pub(super) const SEVERITIES: [&str; 4] = ["error", "warning", "hint", "off"];

type Key<'i> = Spanned<std::borrow::Cow<'i, str>>;
type Value<'i> = Spanned<DeValue<'i>>;

pub(super) fn read(path: &Arc<str>, text: &str) -> Result<Config, Vec<FileError>> {
    let table = DeTable::parse(text).map_err(|error| vec![FileError::from_toml(path, text, &error)])?;
    let mut reader = Walker { path, text, errors: Vec::new() };
    let mut config = Config::default();
    for (key, value) in in_order(table.get_ref()) {
        if key.get_ref() == "paths" {
            config.paths = reader.paths(value);
        } else if !reader.setting(&mut config.settings, key, value) {
            reader.unknown(key, &KEYS);
        }
    }
    if reader.errors.is_empty() {
        return Ok(config);
    }
    reader.errors.sort_by_key(|error| error.line);
    Err(reader.errors)
}

/// The lines of a table as they stand in the file.
fn in_order<'t, 'i>(table: &'t DeTable<'i>) -> Vec<(&'t Key<'i>, &'t Value<'i>)> {
    let mut lines: Vec<_> = table.iter().collect();
    lines.sort_by_key(|(key, _)| key.span().start);
    lines
}

struct Walker<'a> {
    path: &'a Arc<str>,
    text: &'a str,
    errors: Vec<FileError>,
}

impl Walker<'_> {
    fn place(&self, at: usize) -> Place {
        let line = 1 + self.text.bytes().take(at).filter(|&byte| byte == b'\n').count();
        Place { path: self.path.clone(), line }
    }

    fn fault(&mut self, at: usize, problem: String, hint: impl Into<String>) {
        self.errors.push(self.place(at).fault(problem).hint(hint));
    }

    fn unknown(&mut self, key: &Key<'_>, known: &[&str]) {
        let hint = suggest(key.get_ref(), known);
        self.fault(key.span().start, format!("неизвестный ключ «{}»", key.get_ref()), hint);
    }

    /// A value of another type than `wanted`; `sample` shows how it is written.
    fn mistyped(&mut self, key: &str, value: &Value<'_>, wanted: &str, sample: &str) {
        let problem = format!("{key}: нужно {wanted}, а здесь {}", type_name(value.get_ref()));
        self.fault(value.span().start, problem, format!("пишут так: {sample}"));
    }

    fn text(&mut self, key: &str, value: &Value<'_>) -> Option<Set<String>> {
        let Some(text) = value.get_ref().as_str() else {
            self.mistyped(key, value, "слово в кавычках", &format!("{key} = \"…\""));
            return None;
        };
        Some(Set { value: text.trim().to_owned(), place: self.place(value.span().start) })
    }

    fn texts(&mut self, key: &str, value: &Value<'_>) -> Vec<Set<String>> {
        let Some(list) = value.get_ref().as_array() else {
            self.mistyped(key, value, "список в квадратных скобках", &format!("{key} = [\"…\", \"…\"]"));
            return Vec::new();
        };
        list.iter().filter_map(|value| self.text(key, value)).collect()
    }

    fn table<'t, 'i>(&mut self, key: &str, value: &'t Value<'i>, sample: &str) -> Vec<(&'t Key<'i>, &'t Value<'i>)> {
        match value.get_ref().as_table() {
            Some(table) => in_order(table),
            None => {
                self.mistyped(key, value, "таблица", sample);
                Vec::new()
            }
        }
    }

    /// Reads a line that may stand in the file and in `[[paths]]`; false when there is no such key.
    fn setting(&mut self, settings: &mut Settings, key: &Key<'_>, value: &Value<'_>) -> bool {
        match &**key.get_ref() {
            "profile" => settings.profile = self.profile(value),
            "fail-on" => {
                let place = self.place(key.span().start);
                let severity = self.severity("fail-on", value, &SEVERITIES[..3]);
                settings.fail_on = severity.map(|value| Set { value, place });
            }
            "reader" => {
                settings.reader = Some(self.place(key.span().start));
                settings.rules.reader = self.reader(value);
            }
            "kind" => settings.kind = self.kind(value),
            "office" => self.office(settings, value),
            "bodies" => self.bodies(settings, value),
            "words" => self.words(settings, value),
            "rules" => {
                for (id, changes) in self.table("rules", value, "[rules.archaism] и строкой ниже severity = \"off\"")
                {
                    let own = self.rule(id, changes);
                    let all = &mut settings.rules.rules;
                    let lay = |known: Override| Overrides {
                        rules: [(id.get_ref().to_string(), known)].into(),
                        ..Overrides::default()
                    };
                    match all.remove(&**id.get_ref()) {
                        // [words.replace] has been read before.
                        Some(known) => {
                            settings.rules.lay(lay(known));
                            settings.rules.lay(lay(own));
                        }
                        None => settings.rules.lay(lay(own)),
                    }
                }
            }
            _ => return false,
        }
        true
    }

    fn profile(&mut self, value: &Value<'_>) -> Option<Set<String>> {
        let name = self.text("profile", value)?;
        let known: Vec<&str> = Profile::names().collect();
        if known.contains(&name.value.as_str()) {
            return Some(name);
        }
        let hint = suggest(&name.value, &known);
        self.fault(value.span().start, format!("нет профиля «{}»", name.value), hint);
        None
    }

    fn kind(&mut self, value: &Value<'_>) -> Option<Declared> {
        let name = self.text("kind", value)?.value;
        let declared = Declared::parse(&name);
        if declared.is_none() {
            let known: Vec<&str> = Declared::names().collect();
            self.fault(value.span().start, format!("kind: неизвестный вид письма «{name}»"), suggest(&name, &known));
        }
        declared
    }

    fn reader(&mut self, value: &Value<'_>) -> Option<Reader> {
        let name = self.text("reader", value)?.value;
        let reader = Reader::named(&name);
        if reader.is_none() {
            let known = Reader::ALL.map(Reader::id);
            self.fault(value.span().start, format!("reader: неизвестный читатель «{name}»"), suggest(&name, &known));
        }
        reader
    }

    fn severity(&mut self, key: &str, value: &Value<'_>, known: &[&str]) -> Option<Severity> {
        let name = self.text(key, value)?.value;
        let all = [Severity::Error, Severity::Warning, Severity::Hint, Severity::Off];
        let found = all.into_iter().find(|severity| severity.as_str() == name && known.contains(&severity.as_str()));
        if found.is_none() {
            let hint = suggest(&name, known);
            self.fault(value.span().start, format!("{key}: неизвестная строгость «{name}»"), hint);
        }
        found
    }

    fn office(&mut self, settings: &mut Settings, value: &Value<'_>) {
        for (key, value) in self.table("office", value, "[office] и строкой ниже phone = \"(4952) 12-34-56\"")
        {
            let name = &**key.get_ref();
            if name == "names" {
                settings.rules.allow.extend(self.allowed(name, value));
                continue;
            }
            let slot = match name {
                "phone" => &mut settings.office.phone,
                "appointment-phone" => &mut settings.office.appointment_phone,
                "survey-url" => &mut settings.office.survey_url,
                "number-format" => &mut settings.office.number_format,
                _ => {
                    self.unknown(key, &OFFICE_KEYS);
                    continue;
                }
            };
            let Some(said) = self.text(name, value) else { continue };
            match office_fault(name, &said.value) {
                Some((problem, sample)) => {
                    self.fault(value.span().start, problem, format!("пишут так: {name} = \"{sample}\""));
                }
                None => *slot = Some(said),
            }
        }
    }

    /// Lines «дело = кто им занимается».
    fn bodies(&mut self, settings: &mut Settings, value: &Value<'_>) {
        const SAMPLE: &str = "[bodies] и строкой ниже \"лифты\" = \"Жилищная инспекция, телефон (4952) 12-34-56\"";
        for (topic, value) in self.table("bodies", value, SAMPLE) {
            let place = self.place(topic.span().start);
            let Some(who) = self.text(topic.get_ref(), value).map(|who| who.value) else { continue };
            let topic = topic.get_ref().trim().to_owned();
            if topic.is_empty() || who.is_empty() {
                let problem = format!("bodies: в строке «{topic} = {who}» нужны обе части");
                self.errors.push(place.fault(problem).hint(format!("пишут так: {SAMPLE}")));
                continue;
            }
            settings.bodies.push(Body { topic, who, place });
        }
    }

    fn words(&mut self, settings: &mut Settings, value: &Value<'_>) {
        for (key, value) in self.table("words", value, "[words] и строкой ниже allow = [\"УЖКХ\"]") {
            match &**key.get_ref() {
                "allow" => settings.rules.allow.extend(self.allowed("allow", value)),
                "files" => settings.word_files.extend(self.texts("files", value)),
                "replace" => {
                    let rows = self.pairs("replace", value);
                    let place = self.place(key.span().start);
                    let own = settings.rules.rules.entry(OWN_WORD.to_owned());
                    let own = own.or_insert_with(|| Override {
                        path: place.path.to_string(),
                        line: place.line,
                        ..Override::default()
                    });
                    own.rows.extend(rows);
                }
                "explain" => {
                    let meanings = self.pairs("explain", value).into_iter().filter_map(|row| match row.find {
                        Find::Word(word) => Some(OwnMeaning { word, meaning: row.plain, place: row.place }),
                        Find::Pattern(_) => None,
                    });
                    settings.rules.meanings.extend(meanings);
                }
                _ => self.unknown(key, &WORD_KEYS),
            }
        }
    }

    fn allowed(&mut self, key: &str, value: &Value<'_>) -> Vec<OwnWord> {
        let words = self.texts(key, value);
        for word in words.iter().filter(|word| word.value.is_empty()) {
            self.errors.push(word.place.fault(format!("{key}: пустое слово")));
        }
        words.into_iter().map(|word| OwnWord { text: word.value, place: word.place }).collect()
    }

    /// Lines «слово = замена».
    fn pairs(&mut self, key: &str, value: &Value<'_>) -> Vec<OwnRow> {
        let mut rows = Vec::new();
        for (word, value) in self.table(key, value, &format!("[words.{key}] и строкой ниже \"слово\" = \"замена\""))
        {
            let place = self.place(word.span().start);
            let Some(plain) = self.text(word.get_ref(), value).map(|plain| plain.value) else { continue };
            let find = word.get_ref().trim().to_owned();
            if find.is_empty() || plain.is_empty() {
                self.errors.push(place.fault(format!("{key}: в строке «{find} = {plain}» нужны обе части")));
                continue;
            }
            rows.push(OwnRow { find: Find::Word(find), plain, fix: None, guard: String::new(), place });
        }
        rows
    }

    fn rule(&mut self, id: &Key<'_>, value: &Value<'_>) -> Override {
        let place = self.place(id.span().start);
        let mut own = Override { path: place.path.to_string(), line: place.line, ..Override::default() };
        if let Some(word) = value.get_ref().as_str() {
            let problem = "правило задаётся таблицей".to_owned();
            let hint = format!(
                "вместо «… = \"{word}\"» напишите [rules.{}] и строкой ниже severity = \"{word}\"",
                id.get_ref()
            );
            self.fault(value.span().start, problem, hint);
            return own;
        }
        for (key, value) in self.table(id.get_ref(), value, &format!("[rules.{}]", id.get_ref())) {
            let name = &**key.get_ref();
            own.param_lines.insert(name.to_owned(), self.place(key.span().start).line);
            match name {
                "severity" => own.severity = self.severity("severity", value, &SEVERITIES),
                "allow" => own.allow = self.allowed("allow", value),
                "words" => own.rows.extend(self.pairs("words", value)),
                "patterns" => own.rows.extend(self.patterns(value)),
                "title" => own.texts.title = self.text(name, value).map(|text| text.value),
                "message" => own.texts.message = self.text(name, value).map(|text| text.value),
                "why" => own.texts.why = self.text(name, value).map(|text| text.value),
                _ => match plain_value(value.get_ref()) {
                    Some(value) => {
                        own.params.insert(name.to_owned(), value);
                    }
                    None => self.mistyped(name, value, "значение параметра", &format!("{name} = 25")),
                },
            }
        }
        own
    }

    fn patterns(&mut self, value: &Value<'_>) -> Vec<OwnRow> {
        const SAMPLE: &str = "patterns = [{ pattern = \"в целях <NP.gen>\", plain = \"для\" }]";
        let Some(list) = value.get_ref().as_array() else {
            self.mistyped("patterns", value, "список", SAMPLE);
            return Vec::new();
        };
        let mut rows = Vec::new();
        for value in list.iter() {
            let place = self.place(value.span().start);
            let (mut pattern, mut plain, mut fix, mut guard) = (None, None, None, None);
            for (key, value) in self.table("patterns", value, SAMPLE) {
                let slot = match &**key.get_ref() {
                    "pattern" => &mut pattern,
                    "plain" => &mut plain,
                    "fix" => &mut fix,
                    "guard" => &mut guard,
                    _ => {
                        self.unknown(key, &PATTERN_KEYS);
                        continue;
                    }
                };
                *slot = self.text(key.get_ref(), value).map(|text| text.value);
            }
            match pattern {
                Some(pattern) => rows.push(OwnRow {
                    find: Find::Pattern(pattern),
                    plain: plain.unwrap_or_default(),
                    fix,
                    guard: guard.unwrap_or_default(),
                    place,
                }),
                None if value.get_ref().as_table().is_some() => {
                    self.errors.push(place.fault("в строке patterns нет pattern").hint(format!("пишут так: {SAMPLE}")));
                }
                None => {}
            }
        }
        rows
    }

    fn paths(&mut self, value: &Value<'_>) -> Vec<PathSettings> {
        const SAMPLE: &str = "[[paths]] и строкой ниже files = [\"шаблоны/**\"]";
        let Some(list) = value.get_ref().as_array() else {
            self.mistyped("paths", value, "список таблиц", SAMPLE);
            return Vec::new();
        };
        let mut paths = Vec::new();
        for value in list.iter() {
            let mut path = PathSettings { files: Vec::new(), settings: Settings::default() };
            for (key, value) in self.table("paths", value, SAMPLE) {
                if key.get_ref() == "files" {
                    path.files = self.texts("files", value);
                } else if !self.setting(&mut path.settings, key, value) {
                    self.unknown(key, &PATH_KEYS);
                }
            }
            if path.files.is_empty() && value.get_ref().as_table().is_some() {
                let problem = "в [[paths]] не сказано, для каких писем это".to_owned();
                self.fault(value.span().start, problem, "добавьте строку files = [\"шаблоны/**\"]");
            }
            paths.push(path);
        }
        paths
    }
}

/// The value of a parameter; `None` for tables and dates, which no parameter is.
fn plain_value(value: &DeValue<'_>) -> Option<toml::Value> {
    Some(match value {
        DeValue::String(text) => toml::Value::String(text.to_string()),
        DeValue::Integer(number) => toml::Value::Integer(i64::from_str_radix(number.as_str(), number.radix()).ok()?),
        DeValue::Float(number) => toml::Value::Float(number.as_str().parse().ok()?),
        DeValue::Boolean(switch) => toml::Value::Boolean(*switch),
        DeValue::Array(list) => {
            toml::Value::Array(list.iter().map(|value| plain_value(value.get_ref())).collect::<Option<_>>()?)
        }
        DeValue::Datetime(_) | DeValue::Table(_) => return None,
    })
}

/// The type of a value, for people.
fn type_name(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "слово в кавычках",
        DeValue::Integer(_) | DeValue::Float(_) => "число",
        DeValue::Boolean(_) => "true или false",
        DeValue::Datetime(_) => "дата",
        DeValue::Array(_) => "список",
        DeValue::Table(_) => "таблица",
    }
}
