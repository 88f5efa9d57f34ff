//! `topics.csv`: the topics of letters, with how many came in a quarter.

use super::words::Name;
use crate::data::FileError;
use crate::text::Span;

/// Name of the file, at the top of a knowledge base.
pub const TOPICS_NAME: &str = "topics.csv";

/// A topic.
#[derive(Clone, Debug, Default)]
pub struct Topic {
    /// Its name.
    pub name: String,
    /// By which items are found.
    pub(super) key: Name,
    /// Letters in a quarter; `None` where the list gives no numbers.
    pub letters: Option<u32>,
    /// Its line in the file.
    pub span: Span,
}

/// Reads the file: topic and number of letters, between them `;`, a comma or a tab. The line of titles, remarks after
/// «#» and empty lines are passed over.
///
/// # Errors
/// A line whose number is none, with its line.
pub fn topics(path: &str, text: &str) -> Result<Vec<Topic>, FileError> {
    let (mut topics, mut at) = (Vec::new(), 0);
    for line in text.split_inclusive('\n') {
        let start = at + (line.len() - line.trim_start().len());
        at += line.len();
        let content = line.trim();
        if content.is_empty() || content.starts_with('#') {
            continue;
        }
        let sign = [';', '\t', ','].into_iter().find(|&sign| content.contains(sign)).unwrap_or(';');
        let mut cells = content.split(sign).map(|cell| cell.trim().trim_matches('"').trim());
        let (name, count) = (cells.next().unwrap_or_default(), cells.next().unwrap_or_default());
        let letters = count.parse().ok();
        // Whatever stands over the columns.
        if letters.is_none() && topics.is_empty() && !count.is_empty() {
            continue;
        }
        if letters.is_none() && !count.is_empty() {
            let problem = format!("вместо числа писем – «{count}»");
            return Err(FileError::at(path, text, start, problem).hint("пишут так: уборка снега;48"));
        }
        let key = Name::of(name);
        if !key.is_empty() {
            let span = Span::new(start as u32, (start + content.len()) as u32);
            topics.push(Topic { name: name.to_owned(), key, letters, span });
        }
    }
    Ok(topics)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn topics_are_read_with_their_lines() {
        let text = "тема;писем за квартал\n\n# зима\nуборка снега;48\n\"запись, приём\";31\nопека\n";
        let found = topics("topics.csv", text).expect("a right list");
        let shown: Vec<_> = found.iter().map(|topic| (topic.span.of(text), topic.letters)).collect();
        assert_eq!(shown, [("уборка снега;48", Some(48)), ("\"запись, приём\";31", Some(31)), ("опека", None)]);
        let error = topics("topics.csv", "снег;5\nлёд;много\n").expect_err("a fault").to_string();
        assert_eq!(error, "topics.csv:2: вместо числа писем – «много» (пишут так: уборка снега;48)");
    }
}
