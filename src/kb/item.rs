//! An item of a knowledge base: what a file is and says, as far as the rules on the whole base need it.

use serde::{Deserialize, Serialize};

use super::facts::{self, ActRef, Fact, Phone, Place, Term};
use super::head::Head;
use super::words::{folded, stem_hash, words};
use crate::checks::script::words::{FAREWELL, GREETING, OUTGOING};
use crate::document::{BlockKind, Document};
use crate::letter::{Card, Declared, Kind, holes};

/// What an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ItemKind {
    /// A letter to be filled in.
    Template,
    /// A script of a call.
    Script,
    /// Questions that come often, with answers.
    Faq,
    /// A legal act, or a list of them.
    Law,
    /// Phones, addresses and hours.
    Contacts,
    /// The page of a service.
    ServicePage,
    /// Advice or a sample for clients or colleagues.
    Memo,
}

impl ItemKind {
    /// All kinds.
    pub const ALL: [Self; 7] =
        [Self::Template, Self::Script, Self::Faq, Self::Law, Self::Contacts, Self::ServicePage, Self::Memo];

    /// Its name in cards.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Template => "template",
            Self::Script => "script",
            Self::Faq => "faq",
            Self::Law => "law",
            Self::Contacts => "contacts",
            Self::ServicePage => "service-page",
            Self::Memo => "memo",
        }
    }

    /// Its name for people.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Template => "шаблон",
            Self::Script => "скрипт",
            Self::Faq => "вопросы и ответы",
            Self::Law => "правовой акт",
            Self::Contacts => "контакты",
            Self::ServicePage => "страница услуги",
            Self::Memo => "памятка",
        }
    }

    /// Beginnings of names by which a folder tells its kind.
    const fn folders(self) -> &'static [&'static str] {
        match self {
            Self::Template => &["шаблон", "ответы", "template"],
            Self::Script => &["скрипт", "сценари", "script"],
            Self::Faq => &["вопрос", "частые", "faq", "чаво"],
            Self::Law => &["акты", "правовые", "законы", "нпа", "law"],
            Self::Contacts => &["контакт", "contact"],
            Self::ServicePage => &["услуг", "страницы", "service"],
            Self::Memo => &["памят", "образцы", "memo"],
        }
    }

    /// The kind by its name in a card: English or Russian.
    pub fn parse(name: &str) -> Option<Self> {
        let name = folded(name);
        Self::ALL
            .into_iter()
            .find(|kind| kind.id() == name || kind.title() == name || kind.id().replace('-', "_") == name)
            .or(match &*name {
                "сценарий" => Some(Self::Script),
                "закон" | "акт" => Some(Self::Law),
                "услуга" => Some(Self::ServicePage),
                "вопросы" => Some(Self::Faq),
                _ => None,
            })
    }

    /// The kind that the folders of a path tell; the innermost counts.
    fn of_path(path: &str) -> Option<Self> {
        let folded = folded(path);
        let (folders, _) = folded.rsplit_once('/')?;
        folders.rsplit('/').find_map(|folder| {
            Self::ALL.into_iter().find(|kind| kind.folders().iter().any(|start| folder.starts_with(start)))
        })
    }

    /// True for texts that people are told or sent, which the rules on letters check too.
    pub const fn is_told(self) -> bool {
        !matches!(self, Self::Law | Self::Contacts)
    }

    /// What a letter of this kind is taken for, unless its card says otherwise.
    pub const fn declared(self) -> Declared {
        match self {
            Self::Script => Declared { kind: Some(Kind::PhoneScript), template: Some(true) },
            _ => Declared { kind: None, template: Some(true) },
        }
    }
}

/// A name with the place where it stands.
pub type Named = (String, Place);

/// A file of a knowledge base.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Item {
    /// Its path from the base, with `/`.
    pub path: String,
    /// What it is, if its card, its folder or its kind as a letter says so.
    pub kind: Option<ItemKind>,
    /// Its card.
    pub head: Head,
    /// Its title: by its card, else its first heading, else its first line.
    pub title: Named,
    /// True when card or heading gives the title.
    pub titled: bool,
    /// Words of its text.
    pub words: usize,
    /// Links to other files and headings.
    pub links: Vec<Named>,
    /// Links that are none for the reader, because their path has spaces.
    pub spaced_links: Vec<Place>,
    /// Its headings, as links name them.
    pub headings: Vec<String>,
    /// Placeholders.
    pub holes: Vec<Named>,
    /// Phones.
    pub phones: Vec<Phone>,
    /// Acts it names.
    pub acts: Vec<ActRef>,
    /// Terms it gives: «срок рассмотрения заявления – 15 дней».
    pub terms: Vec<Term>,
    /// Facts that the page of a service must have, and this text has.
    pub facts: Vec<Fact>,
    /// Words by which one decision is told from another.
    pub decision: Vec<String>,
    /// Numbers, addresses and phones by which one text may differ from another.
    pub figures: Vec<String>,
    /// Hashes of its words, in order, each once.
    pub stems: Vec<u32>,
    /// True for a script that greets.
    pub greets: bool,
    /// True for a script that says goodbye.
    pub parts: bool,
    /// True for a call that the office makes.
    pub outgoing: bool,
}

impl Item {
    /// Looks at a file. `path` is its path from the base, `beside` the card that stands beside it.
    pub fn of(path: &str, document: &Document, beside: Option<&Card>) -> Self {
        let head = Head::of(document, beside);
        let text = document.text();
        let folded_text = folded(text);
        let of_card = head.text("item").and_then(ItemKind::parse);
        let declared = |key: &str| head.text(key).and_then(Declared::parse);
        let of_letter = match (declared("kind"), declared("template_of")) {
            (Some(Declared { kind: Some(Kind::PhoneScript), .. }), _) => Some(ItemKind::Script),
            (Some(Declared { template: Some(true), .. }), _) | (_, Some(_)) => Some(ItemKind::Template),
            _ => None,
        };
        let kind = of_card.or_else(|| ItemKind::of_path(path)).or(of_letter);
        let mut item = Self { path: path.to_owned(), kind, ..Self::default() };
        item.set_title(document, &head);
        let mut unmasked = String::with_capacity(text.len());
        let mut last = 0;
        for (name, range) in holes(text) {
            unmasked.push_str(text.get(last..range.start).unwrap_or_default());
            last = range.end;
            if !name.is_empty() {
                item.holes.push((name.trim().to_owned(), Place::of(range)));
            }
        }
        unmasked.push_str(text.get(last..).unwrap_or_default());
        let plain = folded(&unmasked);
        item.words = words(&folded_text).filter(|word| word.starts_with(char::is_alphabetic)).count();
        item.stems = words(&plain).filter(|word| word.starts_with(char::is_alphabetic)).map(stem_hash).collect();
        item.stems.sort_unstable();
        item.stems.dedup();
        item.decision = facts::decision(&plain);
        item.links = document.links().iter().map(|link| (link.target.clone(), Place::from(link.span))).collect();
        item.spaced_links = text.match_indices("](").map(|(at, sign)| Place::of(at..at + sign.len())).collect();
        for block in document.blocks() {
            let words = document.slice(block.span);
            if matches!(block.kind, BlockKind::Heading { .. }) {
                item.headings.push(facts::anchor(words));
            }
            let at = block.span.start;
            item.phones.extend(facts::phones(words, at));
            item.acts.extend(facts::acts(words, at));
            item.terms.extend(facts::terms(words, at));
        }
        item.facts = facts::of_service(&folded_text, text, &item);
        item.figures = facts::figures(&plain, &item.phones);
        let says = |stems: &[&str]| stems.iter().any(|stem| folded_text.contains(stem));
        let named = folded(&format!("{} {}", item.title.0, path));
        item.greets = says(GREETING) || named.contains("приветств");
        item.parts = says(FAREWELL) || named.contains("прощан");
        item.outgoing = match head.text("call").map(folded).as_deref() {
            Some(call) => call.starts_with("исход") || call.starts_with("out"),
            None => {
                let begin: String = folded_text.chars().take(OPENING).collect();
                OUTGOING.iter().any(|word| begin.contains(word) || named.contains(word))
            }
        };
        item.head = head;
        item
    }

    fn set_title(&mut self, document: &Document, head: &Head) {
        let heading = document.blocks().iter().find(|block| matches!(block.kind, BlockKind::Heading { .. }));
        let first = document.blocks().iter().find(|block| !document.slice(block.span).trim().is_empty());
        let block = heading.or(first);
        let place = block.map_or(Place::default(), |block| Place::from(block.span));
        let text = head.text("title").map(str::to_owned);
        self.titled = text.is_some() || heading.is_some();
        let words = || block.map(|block| document.slice(block.span).trim().to_owned()).unwrap_or_default();
        self.title = (text.unwrap_or_else(words), place);
    }

    /// True for an item that is not ready: the rules on the base pass it over.
    pub fn is_draft(&self) -> bool {
        self.head.switch("draft")
    }

    /// True when it is of this kind.
    pub fn is(&self, kind: ItemKind) -> bool {
        self.kind == Some(kind)
    }

    /// True for what answers a citizen: a template, a script, questions with answers.
    pub fn answers(&self) -> bool {
        matches!(self.kind, Some(ItemKind::Template | ItemKind::Script | ItemKind::Faq))
    }

    /// True when the letter itself is checked by the rules on letters.
    pub fn is_told(&self) -> bool {
        self.kind.is_none_or(ItemKind::is_told)
    }
}

/// Characters at the beginning of a script that tell who calls.
const OPENING: usize = 400;

#[cfg(test)]
mod tests {
    use super::*;

    fn item(path: &str, text: &str) -> Item {
        let document = crate::source::read(text.as_bytes().to_vec(), path).expect("a text");
        Item::of(path, &document, None)
    }

    #[test]
    fn the_kind_is_known_by_card_folder_or_letter() {
        assert_eq!(item("а.md", "---\nitem: скрипт\n---\nТекст").kind, Some(ItemKind::Script));
        assert_eq!(item("Шаблоны/скрипты/а.md", "Текст").kind, Some(ItemKind::Script));
        assert_eq!(item("аренда/Правовые акты/а.md", "Текст").kind, Some(ItemKind::Law));
        assert_eq!(item("а.md", "---\nkind: template\n---\nТекст").kind, Some(ItemKind::Template));
        assert_eq!(item("а.md", "---\ntemplate_of: refusal\n---\nТекст").kind, Some(ItemKind::Template));
        assert_eq!(item("контакты.md", "Текст").kind, None);
    }

    #[test]
    fn a_text_is_looked_through_once() {
        let text = "# Снег\n\nУборку снега {{адрес}} начнём до {{дата}}. Смотрите [памятку](memo.md).\n";
        let found = item("а.md", text);
        assert_eq!(found.title.0, "Снег");
        assert_eq!(found.holes.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["адрес", "дата"]);
        assert_eq!((found.links[0].0.as_str(), found.headings[0].as_str()), ("memo.md", "снег"));
        assert!(found.titled && !found.outgoing && !found.greets);
        assert!(item("а.md", "Сотрудник: Добрый день! Звоню вам сообщить о решении.").outgoing);
    }
}
