//! Pattern text into a tree.

use std::fmt;

/// What is wrong with a pattern, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatternError {
    /// What is wrong and what was meant, in Russian.
    pub message: String,
    /// Character of the pattern from 0.
    pub at: usize,
}

impl fmt::Display for PatternError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (знак {} образца)", self.message, self.at + 1)
    }
}

impl std::error::Error for PatternError {}

/// One item of a pattern, as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Item {
    /// A word or sign; true when its case matters.
    Form(String, bool),
    /// Any form of a lexeme, with required tags.
    Lemma(String, Vec<String>),
    /// Any word that begins so.
    Prefix(String),
    /// A class such as `<NP.gen>`: its name and tags.
    Class(String, Vec<String>),
    /// One of these; an empty one may be passed over.
    Alt(Vec<Vec<Item>>),
    /// May be absent.
    Opt(Vec<Item>),
    /// Up to so many words.
    Gap(usize),
    /// Start of the sentence.
    Start,
    /// End of the sentence.
    End,
}

/// Parses a pattern; each of its `||` alternatives is one list of items.
pub(super) fn parse(text: &str) -> Result<Vec<Vec<Item>>, PatternError> {
    let mut parser = Parser { chars: text.chars().collect(), at: 0 };
    let mut whole = vec![Vec::new()];
    loop {
        parser.skip_space();
        match parser.peek() {
            None => break,
            Some('|') if parser.chars.get(parser.at + 1) == Some(&'|') => {
                parser.at += 2;
                whole.push(Vec::new());
            }
            Some(_) => {
                let item = parser.item()?;
                if let Some(last) = whole.last_mut() {
                    last.push(item);
                }
            }
        }
    }
    if whole.iter().any(Vec::is_empty) {
        return Err(parser.error("пустой образец: напишите хотя бы одно слово"));
    }
    Ok(whole)
}

struct Parser {
    chars: Vec<char>,
    at: usize,
}

/// Characters that end a bare word.
fn is_syntax(c: char) -> bool {
    c.is_whitespace() || matches!(c, '(' | ')' | '[' | ']' | '|' | '<' | '>' | '…' | '~')
}

impl Parser {
    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn error(&self, message: impl Into<String>) -> PatternError {
        PatternError { message: message.into(), at: self.at.min(self.chars.len()) }
    }

    fn skip_space(&mut self) {
        while self.peek().is_some_and(char::is_whitespace) {
            self.at += 1;
        }
    }

    fn take_while(&mut self, keep: impl Fn(char) -> bool) -> String {
        let from = self.at;
        while self.peek().is_some_and(&keep) {
            self.at += 1;
        }
        self.chars[from..self.at].iter().collect()
    }

    fn item(&mut self) -> Result<Item, PatternError> {
        match self.peek() {
            Some('(') => self.alternatives(),
            Some('[') => self.optional(),
            Some('<') => self.class(),
            Some('~') => self.lemma(),
            Some('…') => {
                self.at += 1;
                let digits = self.take_while(|c| c.is_ascii_digit());
                Ok(Item::Gap(digits.parse().unwrap_or(3)))
            }
            Some('^') => {
                self.at += 1;
                Ok(Item::Start)
            }
            Some('$') => {
                self.at += 1;
                Ok(Item::End)
            }
            Some(c @ (')' | ']' | '|' | '>')) => Err(self.error(format!("лишний знак «{c}»"))),
            _ => self.form(),
        }
    }

    fn form(&mut self) -> Result<Item, PatternError> {
        let mut word = self.take_while(|c| !is_syntax(c) && c != '*' && c != '!' && c != '@');
        match self.peek() {
            Some('*') => {
                self.at += 1;
                if word.chars().count() < 2 {
                    return Err(self.error("перед «*» нужны хотя бы две буквы начала слова"));
                }
                Ok(Item::Prefix(word))
            }
            Some('!') if !word.is_empty() => {
                self.at += 1;
                Ok(Item::Form(word, true))
            }
            Some(c @ ('!' | '@')) => {
                self.at += 1;
                if c == '@' {
                    return Err(self.error("«@» ставят после «~слова»: ~дом@gen"));
                }
                word.push(c);
                Ok(Item::Form(word, false))
            }
            _ => Ok(Item::Form(word, false)),
        }
    }

    fn lemma(&mut self) -> Result<Item, PatternError> {
        self.at += 1;
        let word = self.take_while(|c| !is_syntax(c) && c != '@');
        if word.is_empty() {
            return Err(self.error("после «~» нужно слово в начальной форме"));
        }
        let mut tags = Vec::new();
        if self.peek() == Some('@') {
            self.at += 1;
            tags = self.take_while(|c| !is_syntax(c)).split(',').map(str::to_owned).collect();
        }
        Ok(Item::Lemma(word, tags))
    }

    fn class(&mut self) -> Result<Item, PatternError> {
        let from = self.at;
        self.at += 1;
        let inside = self.take_while(|c| c != '>' && !c.is_whitespace());
        if self.peek() != Some('>') {
            self.at = from;
            return Err(self.error("не закрыта скобка «<»"));
        }
        self.at += 1;
        let (name, tags) = inside.split_once('.').unwrap_or((&inside, ""));
        let tags = tags.split([',', '.']).filter(|tag| !tag.is_empty()).map(str::to_owned).collect();
        Ok(Item::Class(name.to_owned(), tags))
    }

    fn optional(&mut self) -> Result<Item, PatternError> {
        let from = self.at;
        self.at += 1;
        let mut items = Vec::new();
        loop {
            self.skip_space();
            match self.peek() {
                Some(']') => break,
                // `[a|b]` is short for `[(a|b)]`.
                Some('|') => {
                    self.at = from + 1;
                    let alternatives = self.branches(']', from)?;
                    return Ok(Item::Opt(vec![Item::Alt(alternatives)]));
                }
                None => {
                    self.at = from;
                    return Err(self.error("не закрыта скобка «[»"));
                }
                Some(_) => items.push(self.item()?),
            }
        }
        self.at += 1;
        Ok(Item::Opt(items))
    }

    fn alternatives(&mut self) -> Result<Item, PatternError> {
        let from = self.at;
        self.at += 1;
        Ok(Item::Alt(self.branches(')', from)?))
    }

    fn branches(&mut self, close: char, from: usize) -> Result<Vec<Vec<Item>>, PatternError> {
        let mut branches = vec![Vec::new()];
        loop {
            self.skip_space();
            match self.peek() {
                Some(c) if c == close => {
                    self.at += 1;
                    return Ok(branches);
                }
                Some('|') => {
                    self.at += 1;
                    branches.push(Vec::new());
                }
                None => {
                    self.at = from;
                    return Err(self.error(format!("не закрыта скобка «{}»", self.chars[from])));
                }
                Some(_) => {
                    let item = self.item()?;
                    if let Some(last) = branches.last_mut() {
                        last.push(item);
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(word: &str) -> Item {
        Item::Form(word.into(), false)
    }

    #[test]
    fn parses_every_item() {
        let items = parse("^ в [самом] (доме|~жилой@gen,pl помещении|) …5 <NP.gen> стро* Вас! , $").unwrap();
        let expected = vec![
            Item::Start,
            form("в"),
            Item::Opt(vec![form("самом")]),
            Item::Alt(vec![
                vec![form("доме")],
                vec![Item::Lemma("жилой".into(), vec!["gen".into(), "pl".into()]), form("помещении")],
                vec![],
            ]),
            Item::Gap(5),
            Item::Class("NP".into(), vec!["gen".into()]),
            Item::Prefix("стро".into()),
            Item::Form("Вас".into(), true),
            form(","),
            Item::End,
        ];
        assert_eq!(items, vec![expected]);
        assert_eq!(parse("а || б").unwrap(), vec![vec![form("а")], vec![form("б")]]);
        assert_eq!(parse("[Вас|вас]").unwrap(), parse("[(Вас|вас)]").unwrap());
    }

    #[test]
    fn says_what_is_wrong_and_where() {
        for (text, at, part) in [
            ("в (доме", 2, "не закрыта"),
            ("дом )", 4, "лишний"),
            ("~ дом", 1, "после «~»"),
            ("", 0, "пустой"),
            ("a || ", 5, "пустой"),
        ] {
            let error = parse(text).unwrap_err();
            assert_eq!((error.at, error.message.contains(part)), (at, true), "{text}: {error}");
        }
    }
}
