//! What a person is told about a data file that cannot be used: where, what is wrong, what was probably meant.

use std::fmt;

/// A fault in one of the program's TOML data files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileError {
    /// The file, as a path from the root of the project.
    pub path: String,
    /// Line of the fault, from 1; absent when the file as a whole is at fault.
    pub line: Option<u32>,
    /// What is wrong, in Russian.
    pub problem: String,
    /// What was probably meant or what to do, in Russian.
    pub hint: Option<String>,
}

impl FileError {
    /// A fault at a line, from 1; 0 means the file as a whole.
    pub fn new(path: impl Into<String>, line: usize, problem: impl Into<String>) -> Self {
        let line = u32::try_from(line).ok().filter(|&line| line > 0);
        Self { path: path.into(), line, problem: problem.into(), hint: None }
    }

    /// A fault at byte `offset` of `text`, the content of `path`.
    pub fn at(path: &str, text: &str, offset: usize, problem: impl Into<String>) -> Self {
        let before = text.as_bytes().get(..offset).unwrap_or(text.as_bytes());
        let line = 1 + before.iter().filter(|&&byte| byte == b'\n').count();
        Self { path: path.to_owned(), line: u32::try_from(line).ok(), problem: problem.into(), hint: None }
    }

    /// The same fault with advice.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same fault with the nearest of the known names as advice, if one is near enough to be meant.
    pub fn hint_nearest(self, wrong: &str, known: &[&str]) -> Self {
        match nearest(wrong, known) {
            Some(name) => self.hint(format!("возможно, имелось в виду «{name}»")),
            None => self,
        }
    }

    /// Turns what the TOML reader says into words for a person.
    ///
    /// The reader gives its reasons only as English text; they are recognised by their first words, and one that is not
    /// known is told by its place alone.
    pub fn from_toml(path: &str, text: &str, error: &toml::de::Error) -> Self {
        let offset = error.span().map_or(text.len(), |span| span.start);
        let message = error.message();
        if !message.starts_with(|c: char| c.is_ascii()) {
            return Self::at(path, text, offset, message); // ours, raised while a value was read
        }
        let mut names = message.split('`').skip(1).step_by(2);
        let first = names.next().unwrap_or_default();
        let known: Vec<&str> = names.collect();
        let fault = |problem| Self::at(path, text, offset, problem);
        if message.starts_with("unknown field") {
            return fault(format!("неизвестный ключ «{first}»")).hint(suggest(first, &known));
        } else if message.starts_with("unknown variant") {
            return fault(format!("неизвестное значение «{first}»")).hint(suggest(first, &known));
        } else if message.starts_with("missing field") {
            return fault(format!("нет обязательного ключа «{first}»")).hint(format!("добавьте строку «{first} = …»"));
        } else if message.starts_with("duplicate key") {
            let name = text.get(error.span().unwrap_or_default()).unwrap_or_default();
            return fault(format!("«{name}» задано дважды")).hint("оставьте что-то одно");
        }
        let (_, problem, hint) = SYNTAX.iter().find(|(start, ..)| message.starts_with(start)).unwrap_or(&(
            "",
            "строка записана не по правилам TOML",
            "пишите так: ключ = \"значение\"",
        ));
        fault((*problem).to_owned()).hint(*hint)
    }
}

/// First words of what the TOML reader says of bad syntax, what it means, and what to do.
const SYNTAX: &[(&str, &str, &str)] = &[
    ("string values must be quoted", "значение без кавычек", "поставьте кавычки: ключ = \"значение\""),
    ("invalid basic string", "не закрыта кавычка", "поставьте вторую кавычку \" в этой же строке"),
    ("invalid literal string", "не закрыта кавычка", "поставьте вторую кавычку ' в этой же строке"),
    ("invalid multi-line", "не закрыты тройные кавычки", "поставьте три кавычки и в конце текста"),
    ("missing opening quote", "нет первой кавычки", "поставьте кавычки с обеих сторон"),
    ("missing escaped value", "после «\\» нужен другой знак", "чтобы написать саму черту, поставьте её дважды"),
    ("missing assignment", "нет знака «=» между ключом и значением", "пишите так: ключ = \"значение\""),
    ("key with no value", "у ключа нет значения", "пишите так: ключ = \"значение\""),
    ("missing value", "у ключа нет значения", "пишите так: ключ = \"значение\""),
    ("invalid value", "значение записано не по правилам", "слова пишут в кавычках, списки – в квадратных скобках"),
    ("extra", "лишний знак", "уберите его"),
    ("unclosed table", "не закрыта скобка «]» в заголовке таблицы", "пишите так: [words]"),
    ("unclosed array table", "не закрыты скобки «]]» в заголовке таблицы", "пишите так: [[paths]]"),
    ("unclosed array", "не закрыта скобка «]» списка", "поставьте «]» после последнего слова"),
    ("unclosed inline table", "не закрыта скобка «}»", "поставьте «}» в конце"),
    (
        "missing comma between array",
        "между словами списка нет запятой, или список выше не закрыт скобкой «]»",
        "пишите так: [\"одно\", \"другое\"]",
    ),
    ("missing comma", "нет запятой", "поставьте запятую между частями"),
    ("invalid unquoted key", "ключ русскими буквами пишут в кавычках", "пишите так: \"слово\" = \"замена\""),
    ("unquoted keys cannot be empty", "нет ключа перед «=»", "пишите так: ключ = \"значение\""),
    ("unexpected leading zero", "число начинается с нуля", "уберите ноль или возьмите число в кавычки"),
    ("unexpected key or value", "в строке больше одного значения", "каждый ключ пишут с новой строки"),
    ("unexpected content", "в строке больше одного значения", "каждый ключ пишут с новой строки"),
    ("invalid type", "значение другого вида", "слова пишут в кавычках, числа – без них, списки – в квадратных скобках"),
];

/// The known name nearest to `wrong`, if it is near enough to be a slip.
pub fn nearest<'a>(wrong: &str, known: &[&'a str]) -> Option<&'a str> {
    let score = |name: &str| strsim::normalized_damerau_levenshtein(wrong, name);
    let best = known.iter().copied().max_by(|a, b| score(a).total_cmp(&score(b)))?;
    (score(best) >= 0.5).then_some(best)
}

/// Advice for an unknown name: the nearest known one, then all of them.
pub fn suggest(wrong: &str, known: &[&str]) -> String {
    let all = known.join(", ");
    match nearest(wrong, known) {
        Some(name) => format!("возможно, имелось в виду «{name}»; можно: {all}"),
        None => format!("можно: {all}"),
    }
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {}", self.problem)?;
        match &self.hint {
            Some(hint) => write!(f, " ({hint})"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for FileError {}
