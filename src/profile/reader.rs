//! For whom letters are written.

/// Who reads: thresholds of length and of the score differ.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Reader {
    /// Nothing special is known.
    #[default]
    Plain,
    /// People who read little.
    LowLiteracy,
    /// Elderly people.
    Elder,
    /// People whose mother tongue is not Russian.
    Foreign,
    /// Lawyers.
    Lawyer,
}

impl Reader {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Plain, Self::LowLiteracy, Self::Elder, Self::Foreign, Self::Lawyer];

    /// Its name in settings and in the head of a letter.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::LowLiteracy => "low-literacy",
            Self::Elder => "elder",
            Self::Foreign => "foreign",
            Self::Lawyer => "lawyer",
        }
    }

    /// The same for people, in Russian.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Plain => "любой читатель",
            Self::LowLiteracy => "тот, кто читает с трудом",
            Self::Elder => "пожилой человек",
            Self::Foreign => "тот, для кого русский язык не родной",
            Self::Lawyer => "юрист",
        }
    }

    /// The reader of this name.
    pub fn named(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reader| reader.id() == id)
    }

    /// True for readers who need shorter sentences.
    pub const fn needs_short_sentences(self) -> bool {
        matches!(self, Self::LowLiteracy | Self::Elder | Self::Foreign)
    }

    /// What the line `reader: …` at the head of a letter says; the name itself when there is no such reader.
    pub fn of_head(head: &str) -> Option<Result<Self, &str>> {
        let name = head.lines().find_map(|line| line.strip_prefix("reader:"))?;
        let name = name.split(" #").next().unwrap_or(name).trim().trim_matches(['"', '\'']);
        (!name.is_empty()).then(|| Self::named(name).ok_or(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_of_a_letter_names_the_reader() {
        assert_eq!(Reader::of_head("kind: reply\nreader: elder # по телефону\n"), Some(Ok(Reader::Elder)));
        assert_eq!(Reader::of_head("reader: \"foreign\""), Some(Ok(Reader::Foreign)));
        assert_eq!(Reader::of_head("reader: eldr"), Some(Err("eldr")));
        assert_eq!(Reader::of_head("reader:\nkind: reply"), None);
        assert!(Reader::ALL.into_iter().all(|reader| Reader::named(reader.id()) == Some(reader)));
    }
}
