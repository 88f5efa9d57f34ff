//! Journals of letters, calls and feedback. Only the columns named here are read: names, addresses and what people wrote
//! stay where they are.

use jiff::civil::Date;

use super::period::parse_month;
use super::row::{Column, Faults, Row, Rows, folded, lacks};
use crate::data::FileError;
use crate::language::{days_between, parse_date};

/// What a journal is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JournalKind {
    /// Letters.
    Letters,
    /// Calls.
    Calls,
    /// Marks that readers give to services.
    Feedback,
}

impl JournalKind {
    /// The names its file may have.
    pub const fn files(self) -> [&'static str; 2] {
        match self {
            Self::Letters => ["letters.csv", "письма.csv"],
            Self::Calls => ["calls.csv", "звонки.csv"],
            Self::Feedback => ["feedback.csv", "отзывы.csv"],
        }
    }
}

/// A journal.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Journal {
    /// Its lines.
    pub entries: Vec<Entry>,
    /// True when it says by which channel each came.
    pub has_channel: bool,
    /// True when it says of what kind each is.
    pub has_kind: bool,
    /// True when it says what each is about.
    pub has_topic: bool,
    /// True when it says whose each is.
    pub has_department: bool,
    /// True when it says how long each waited.
    pub has_waiting: bool,
}

/// A line of a journal: one letter or call, or several counted together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    /// When it came; of a month that was counted together, its last day.
    pub date: Date,
    /// How many.
    pub count: u32,
    /// How many of them nobody answered.
    pub unanswered: u32,
    /// How many of them waited a known time for the answer.
    pub waits: u32,
    /// How long these waited together: days for letters, seconds for calls; points together for marks.
    pub waiting: f64,
    /// By which channel it came; for marks the service.
    pub channel: String,
    /// Of what kind it is.
    pub kind: String,
    /// What it is about.
    pub topic: String,
    /// Whose it is.
    pub department: String,
}

const DATE: usize = 0;
const ANSWERED: usize = 1;
const WAIT: usize = 2;
const CHANNEL: usize = 3;
const KIND: usize = 4;
const TOPIC: usize = 5;
const DEPARTMENT: usize = 6;
const COUNT: usize = 7;
const UNANSWERED: usize = 8;

const DEPARTMENTS: Column = Column {
    title: "с отделом",
    names: &["отдел", "подразделение", "управление", "department"],
};
const TOPICS: Column =
    Column { title: "с темой", names: &["тема", "тематика", "тема обращения", "topic"] };

const LETTERS: [Column; 9] = [
    Column {
        title: "с датой письма",
        names: &[
            "дата поступления",
            "дата получения",
            "дата регистрации",
            "дата обращения",
            "дата",
            "поступило",
            "получено",
            "зарегистрировано",
            "месяц",
            "received",
            "date",
        ],
    },
    Column {
        title: "с датой ответа",
        names: &[
            "дата ответа",
            "дата отправки ответа",
            "ответ отправлен",
            "ответ",
            "отвечено",
            "дата исполнения",
            "исполнено",
            "answered",
            "sent",
        ],
    },
    Column {
        title: "со временем ожидания",
        names: &["дней до ответа", "среднее время ожидания", "время ожидания", "срок ответа", "дней", "days"],
    },
    Column {
        title: "с каналом", names: &["канал", "способ поступления", "способ", "источник", "channel"]
    },
    Column {
        title: "с видом", names: &["вид", "вид обращения", "тип", "тип обращения", "kind"]
    },
    TOPICS,
    DEPARTMENTS,
    Column {
        title: "с количеством", names: &["количество", "количество писем", "писем", "count", "letters"]
    },
    Column {
        title: "с количеством без ответа",
        names: &["без ответа", "писем без ответа", "осталось без ответа", "не отвечено", "unanswered"],
    },
];

const CALLS: [Column; 9] = [
    Column {
        title: "с датой звонка",
        names: &["дата", "дата звонка", "дата и время", "дата и время звонка", "месяц", "date"],
    },
    Column {
        title: "с тем, отвечен ли звонок",
        names: &["отвечен", "принят", "ответ", "статус", "результат", "answered", "status"],
    },
    Column {
        title: "со временем ожидания",
        names: &["ожидание", "среднее время ожидания", "время ожидания", "длительность ожидания", "wait"],
    },
    Column { title: "с линией", names: &["линия", "канал", "channel", "line"] },
    Column { title: "с видом", names: &["вид", "тип", "kind"] },
    TOPICS,
    DEPARTMENTS,
    Column {
        title: "с количеством", names: &["количество", "количество звонков", "звонков", "count", "calls"]
    },
    Column {
        title: "с количеством пропущенных",
        names: &["пропущено", "пропущено звонков", "без ответа", "не отвечено", "missed", "unanswered"],
    },
];

const FEEDBACK: [Column; 9] = [
    Column {
        title: "с датой отзыва", names: &["дата", "дата отзыва", "дата оценки", "месяц", "date"]
    },
    Column { title: "", names: &[] },
    Column { title: "с оценкой", names: &["оценка", "средняя оценка", "балл", "score"] },
    Column {
        title: "с услугой", names: &["услуга", "название услуги", "функция", "service"]
    },
    Column { title: "", names: &[] },
    Column { title: "", names: &[] },
    DEPARTMENTS,
    Column {
        title: "с количеством", names: &["количество", "количество отзывов", "отзывов", "count"]
    },
    Column { title: "", names: &[] },
];

/// The highest mark.
const MARKS: f64 = 10.0;

impl Journal {
    /// Reads a journal. `path` names it in errors; nothing in it may be later than `today`.
    ///
    /// # Errors
    /// A column that is not there, or the lines that cannot be understood.
    pub fn parse(kind: JournalKind, path: &str, text: &str, today: Date) -> Result<Self, Vec<FileError>> {
        let columns = match kind {
            JournalKind::Letters => &LETTERS,
            JournalKind::Calls => &CALLS,
            JournalKind::Feedback => &FEEDBACK,
        };
        let rows = Rows::parse(path, text, columns)?;
        let needed: &[usize] = match kind {
            JournalKind::Letters | JournalKind::Calls if rows.has(UNANSWERED) => &[DATE],
            JournalKind::Letters | JournalKind::Calls => &[DATE, ANSWERED],
            JournalKind::Feedback => &[DATE, WAIT, CHANNEL],
        };
        if let Some(&column) = needed.iter().find(|column| !rows.has(**column)) {
            return Err(lacks(path, &columns[column]));
        }
        let (mut entries, mut faults) = (Vec::new(), Faults::default());
        let reader = Reader { kind, rows: &rows, today };
        for row in rows.iter() {
            match reader.entry(row) {
                Ok(entry) => entries.push(entry),
                Err(problem) => faults.add(FileError::new(path, row.line, problem)),
            }
        }
        faults.end(path)?;
        Ok(Self {
            entries,
            has_channel: rows.has(CHANNEL),
            has_kind: rows.has(KIND),
            has_topic: rows.has(TOPIC),
            has_department: rows.has(DEPARTMENT),
            has_waiting: rows.has(WAIT) || (kind == JournalKind::Letters && rows.has(ANSWERED)),
        })
    }
}

struct Reader<'a> {
    kind: JournalKind,
    rows: &'a Rows,
    today: Date,
}

/// What a journal says of an answer.
enum Answer {
    On(Date),
    Yes,
    No,
}

impl Reader<'_> {
    fn entry(&self, row: &Row) -> Result<Entry, String> {
        let cell = |column| self.rows.cell(row, column);
        let words = |column| cell(column).split_whitespace().collect::<Vec<_>>().join(" ");
        let mut entry = Entry {
            channel: words(CHANNEL),
            kind: words(KIND),
            topic: words(TOPIC),
            department: words(DEPARTMENT),
            count: 1,
            ..Entry::default()
        };
        entry.date = self.day("дата", cell(DATE))?;
        if !cell(COUNT).is_empty() {
            entry.count = whole("количество", cell(COUNT))?;
        }
        match self.kind {
            JournalKind::Feedback => {
                let mark = number("оценка", cell(WAIT))?;
                if !(1.0..=MARKS).contains(&mark) {
                    return Err(format!("оценка «{}» – не число от 1 до {MARKS}", cell(WAIT)));
                }
                (entry.waits, entry.waiting) = (entry.count, mark * f64::from(entry.count));
                return if entry.channel.is_empty() {
                    Err("не названа услуга".to_owned())
                } else {
                    Ok(entry)
                };
            }
            _ if self.rows.has(UNANSWERED) => {
                entry.unanswered =
                    if cell(UNANSWERED).is_empty() { 0 } else { whole("без ответа", cell(UNANSWERED))? };
                if entry.unanswered > entry.count {
                    return Err(format!("без ответа – {}, а всего – {}", entry.unanswered, entry.count));
                }
            }
            _ => match self.answer(cell(ANSWERED))? {
                Answer::No => entry.unanswered = entry.count,
                Answer::Yes => {}
                Answer::On(day) => {
                    let days = days_between(entry.date, day);
                    if days < 0 {
                        return Err(format!("ответ «{}» раньше письма «{}»", cell(ANSWERED), cell(DATE)));
                    }
                    (entry.waits, entry.waiting) = (entry.count, days as f64 * f64::from(entry.count));
                }
            },
        }
        let answered = entry.count - entry.unanswered;
        if !cell(WAIT).is_empty() && answered > 0 {
            let waited = match self.kind {
                JournalKind::Calls => seconds(cell(WAIT), self.rows.head(WAIT).unwrap_or_default())?,
                _ => number("дней до ответа", cell(WAIT))?,
            };
            (entry.waits, entry.waiting) = (answered, waited * f64::from(answered));
        }
        Ok(entry)
    }

    fn day(&self, name: &str, text: &str) -> Result<Date, String> {
        let Some(day) = parse_date(text).or_else(|| parse_month(text)) else {
            return Err(match text {
                "" => format!("{name} не указана"),
                _ => format!("{name} «{text}» – нет такого дня. Пишите так: 05.07.2026"),
            });
        };
        // A month that is counted together may still go on.
        if day > self.today && parse_date(text).is_some() {
            return Err(format!("{name} «{text}» ещё не наступила"));
        }
        Ok(day)
    }

    fn answer(&self, text: &str) -> Result<Answer, String> {
        match &*folded(text) {
            "" if self.kind == JournalKind::Calls => Err("не сказано, отвечен ли звонок: «да» или «нет»".to_owned()),
            // «-» is empty too.
            ""
            | "нет"
            | "no"
            | "0"
            | "false"
            | "не отвечен"
            | "не отвечено"
            | "не принят"
            | "без ответа"
            | "в работе"
            | "пропущен"
            | "пропущено"
            | "пропущенный"
            | "потерян"
            | "missed"
            | "no answer" => Ok(Answer::No),
            "да" | "yes" | "1" | "true" | "отвечен" | "отвечено" | "принят" | "принято" | "состоялся" | "ответили"
            | "исполнено" | "answered" => Ok(Answer::Yes),
            _ if self.kind == JournalKind::Calls => {
                Err(format!("непонятно, отвечен ли звонок: «{text}». Пишите «да» или «нет»"))
            }
            _ => self.day("дата ответа", text).map(Answer::On),
        }
    }
}

fn number(name: &str, text: &str) -> Result<f64, String> {
    let found = text.replace(',', ".").parse::<f64>().ok().filter(|number| (0.0..1e9).contains(number));
    found.ok_or_else(|| format!("{name} «{text}» – не число"))
}

fn whole(name: &str, text: &str) -> Result<u32, String> {
    let found = text.replace([' ', '\u{a0}'], "").parse::<u32>().ok().filter(|number| *number < 100_000_000);
    found.ok_or_else(|| format!("{name} «{text}» – не целое число"))
}

/// Seconds: a number, of minutes if the head says so, or `мм:сс`, `чч:мм:сс`.
fn seconds(text: &str, head: &str) -> Result<f64, String> {
    let wrong = || format!("время ожидания «{text}» – не число секунд и не «мин:сек»");
    if !text.contains(':') {
        let minutes = folded(head).split(' ').any(|word| matches!(word, "мин" | "минут" | "минуты" | "min"));
        return Ok(number("", text).map_err(|_| wrong())? * if minutes { 60.0 } else { 1.0 });
    }
    let parts: Option<Vec<u32>> = text.split(':').map(|part| part.parse().ok()).collect();
    let parts = parts.filter(|parts| parts.len() <= 3 && parts.iter().skip(1).all(|part| *part < 60));
    parts.map(|parts| parts.iter().fold(0.0, |sum, part| sum * 60.0 + f64::from(*part))).ok_or_else(wrong)
}
