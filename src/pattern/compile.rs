//! A parsed pattern made ready to match: words resolved against the dictionary, an anchor chosen.

use smallvec::SmallVec;

use super::parse::{Item, PatternError, parse};
use super::test::{Class, Lexeme, TokenTest, tags_of};
use crate::language::{Feature, Morphology, Tag, fold, tokenize};

/// A node of a compiled pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node {
    /// One token.
    Token(TokenTest),
    /// One of these runs.
    Alt(Vec<Vec<Node>>),
    /// May be absent.
    Opt(Vec<Node>),
    /// Up to so many words.
    Gap(usize),
    /// Start of the sentence.
    Start,
    /// End of the sentence.
    End,
}

impl Node {
    /// The parts of speech of a class that must agree with what stands before it.
    pub(super) fn agreeing_class(&self) -> Option<Tag> {
        match self {
            Self::Token(TokenTest::Class(Class::Grammar { any, need })) if !need.has_any(Tag::CASE) => {
                (!any.has_any(Tag::of(&[Feature::Fin, Feature::Inf, Feature::Adv, Feature::Adp]))).then_some(*any)
            }
            Self::Opt(inner) => inner.first()?.agreeing_class(),
            _ => None,
        }
    }
}

/// How a word form can set a pattern off.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    /// Folded form.
    Form(Box<str>),
    /// Folded dictionary form.
    Lemma(Box<str>),
    /// Beginning of the folded form.
    Prefix(Box<str>),
}

/// Where matching starts: at a word form with one of these keys, so many tokens after the match's start.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Anchor {
    pub(super) keys: Vec<Key>,
    pub(super) before: (usize, usize),
}

/// One `||` alternative of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Program {
    pub(super) nodes: Vec<Node>,
    /// `None` when the pattern has only classes: it is tried at every word.
    pub(super) anchor: Option<Anchor>,
}

/// A compiled pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    pub(super) programs: SmallVec<[Program; 1]>,
}

impl Pattern {
    /// Compiles the text of a pattern.
    ///
    /// # Errors
    /// Bad syntax, an unknown class or tag.
    pub fn compile(text: &str, morphology: &dyn Morphology) -> Result<Self, PatternError> {
        let mut programs = SmallVec::new();
        for items in parse(text)? {
            let nodes = nodes(&items).map_err(|message| PatternError { message, at: 0 })?;
            let anchor = anchor(&nodes, morphology);
            programs.push(Program { nodes, anchor });
        }
        Ok(Self { programs })
    }
}

fn nodes(items: &[Item]) -> Result<Vec<Node>, String> {
    let mut nodes = Vec::with_capacity(items.len());
    for item in items {
        match item {
            Item::Form(word, exact) => {
                // Write it as the segmenter cuts texts: «т.е.» is two tokens.
                let simple = word.chars().all(|c| is_letter(c) || c == '-') || word.chars().count() == 1;
                if simple {
                    nodes.push(form(word, *exact));
                } else {
                    // A word behind it keeps a last full stop from ending a sentence.
                    let text = format!("{word} а");
                    let tokens: Vec<&str> = tokenize(&text).collect();
                    nodes.extend(tokens.iter().take(tokens.len() - 1).map(|token| form(token, *exact)));
                }
            }
            Item::Lemma(word, tags) => nodes.push(Node::Token(TokenTest::Lexeme(Lexeme::new(word, tags_of(tags)?)))),
            Item::Prefix(word) => nodes.push(Node::Token(TokenTest::Prefix(fold(word).into()))),
            Item::Class(name, tags) => nodes.push(Node::Token(TokenTest::Class(Class::parse(name, tags)?))),
            Item::Alt(branches) => {
                let branches: Result<Vec<_>, _> = branches.iter().map(|branch| self::nodes(branch)).collect();
                nodes.push(Node::Alt(branches?));
            }
            Item::Opt(inner) => nodes.push(Node::Opt(self::nodes(inner)?)),
            Item::Gap(words) => nodes.push(Node::Gap(*words)),
            Item::Start => nodes.push(Node::Start),
            Item::End => nodes.push(Node::End),
        }
    }
    Ok(nodes)
}

/// Letters of patterns; the full Unicode table costs a tenth of loading all rules.
fn is_letter(c: char) -> bool {
    matches!(c, 'а'..='я' | 'А'..='Я' | 'ё' | 'Ё' | 'a'..='z' | 'A'..='Z')
}

fn form(word: &str, exact: bool) -> Node {
    Node::Token(if exact { TokenTest::Exact(word.into()) } else { TokenTest::Form(fold(word).into()) })
}

/// The fewest and most tokens the nodes may take.
pub(super) fn length(nodes: &[Node]) -> (usize, usize) {
    nodes.iter().fold((0, 0), |(min, max), node| {
        let (node_min, node_max) = match node {
            Node::Token(_) => (1, 1),
            Node::Alt(branches) => branches
                .iter()
                .map(|branch| length(branch))
                .fold((usize::MAX, 0), |all, one| (all.0.min(one.0), all.1.max(one.1))),
            Node::Opt(inner) => (0, length(inner).1),
            Node::Gap(words) => (0, *words),
            Node::Start | Node::End => (0, 0),
        };
        (min + node_min, max + node_max)
    })
}

/// The node with the rarest words: the longer a word the rarer, and words on every line come last.
fn anchor(nodes: &[Node], morphology: &dyn Morphology) -> Option<Anchor> {
    let mut best: Option<(usize, usize)> = None;
    for (index, node) in nodes.iter().enumerate() {
        let Some(rarity) = rarity(node) else { continue };
        if best.is_none_or(|(known, _)| rarity > known) {
            best = Some((rarity, index));
        }
    }
    let (_, index) = best?;
    let mut keys = Vec::new();
    add_keys(&nodes[index], morphology, &mut keys);
    keys.sort();
    keys.dedup();
    Some(Anchor { keys, before: length(&nodes[..index]) })
}

/// The keys of the first token of a node that has a rarity.
fn add_keys(node: &Node, morphology: &dyn Morphology, keys: &mut Vec<Key>) {
    match node {
        Node::Token(TokenTest::Form(form)) => keys.push(Key::Form(form.clone())),
        Node::Token(TokenTest::Exact(form)) => keys.push(Key::Form(fold(form).into())),
        Node::Token(TokenTest::Prefix(prefix)) => keys.push(Key::Prefix(prefix.clone())),
        Node::Token(TokenTest::Lexeme(lexeme)) => {
            keys.extend(lexeme.tests(morphology).iter().map(|test| Key::Lemma(test.lemma.clone())));
        }
        Node::Alt(branches) => {
            branches.iter().filter_map(|branch| branch.first()).for_each(|first| add_keys(first, morphology, keys));
        }
        Node::Token(TokenTest::Class(_)) | Node::Opt(_) | Node::Gap(_) | Node::Start | Node::End => {}
    }
}

/// How rare the first token of a node is at least; `None` when it need not have one, or one of a class.
fn rarity(node: &Node) -> Option<usize> {
    match node {
        Node::Token(TokenTest::Form(word) | TokenTest::Prefix(word)) => Some(rarity_of(word)),
        Node::Token(TokenTest::Exact(word)) => Some(rarity_of(&fold(word))),
        Node::Token(TokenTest::Lexeme(lexeme)) => Some(rarity_of(&lexeme.word)),
        Node::Alt(branches) => {
            let mut least = None;
            for branch in branches {
                let rarity = rarity(branch.first()?)?;
                least = Some(least.map_or(rarity, |least: usize| least.min(rarity)));
            }
            least
        }
        Node::Token(TokenTest::Class(_)) | Node::Opt(_) | Node::Gap(_) | Node::Start | Node::End => None,
    }
}

fn rarity_of(text: &str) -> usize {
    const EVERYWHERE: [&str; 40] = [
        "и",
        "в",
        "во",
        "на",
        "по",
        "с",
        "со",
        "не",
        "к",
        "о",
        "об",
        "от",
        "до",
        "за",
        "из",
        "у",
        "для",
        "при",
        "что",
        "как",
        "а",
        "но",
        "или",
        "это",
        "этот",
        "быть",
        "вы",
        "ваш",
        "мы",
        "наш",
        "он",
        "они",
        "его",
        "их",
        "то",
        "тот",
        "если",
        "все",
        "весь",
        "который",
    ];
    if EVERYWHERE.contains(&text) || !text.chars().any(is_letter) { 1 } else { 1 + text.chars().count() }
}
