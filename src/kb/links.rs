//! Links that lead nowhere, names given twice, items without text, placeholders that are not declared.

use std::collections::HashMap;

use super::words::{Name, folded};
use super::{Belongs, File, Item, ItemKind, Out, Seen, at};
use crate::rules::Hit;

/// `kb-broken-ref`.
pub(super) fn check(seen: &Seen<'_>, out: &mut Out<'_>) {
    for function in &seen.base.list.functions {
        for act in function.acts.iter().filter(|act| is_file(&act.text)) {
            if target("", &act.text).is_none_or(|path| !seen.base.files.contains(&path)) {
                out.tell(File::List, at(act.span), format!("файла «{}» нет в базе", act.text));
            }
        }
    }
    let anchors: HashMap<&str, &[String]> =
        seen.base.items.iter().map(|item| (item.path.as_str(), item.headings.as_slice())).collect();
    let mut ids: HashMap<&str, &str> = HashMap::new();
    let mut titles: HashMap<(Belongs, ItemKind, Name), &str> = HashMap::new();
    for (number, item) in seen.items() {
        let file = File::Item(number);
        links(seen, &anchors, number, item, out);
        for place in &item.spaced_links {
            let detail = "в пути ссылки есть пробел, и ссылка не работает. Пишите так: [памятка](<папка/имя файла.md>)";
            out.tell(file, at(place.span()), detail);
        }
        if let Some(id) = item.head.text("id") {
            match ids.get(id) {
                Some(other) => {
                    out.tell(file, Hit::card(item.head.place("id")), format!("такой же id у «{other}»"));
                }
                None => {
                    ids.insert(id, &item.path);
                }
            }
        }
        if let (true, Some(kind)) = (item.titled, item.kind) {
            let name = Name::of(&item.title.0);
            match titles.get(&(seen.belongs[number], kind, name.clone())) {
                Some(other) => {
                    let hit = if item.head.line("title").is_some() {
                        Hit::card(item.head.place("title"))
                    } else {
                        at(item.title.1.span())
                    };
                    out.tell(file, hit, format!("так же называется «{other}»"));
                }
                None => {
                    titles.insert((seen.belongs[number], kind, name), &item.path);
                }
            }
        }
        if !matches!(item.kind, Some(ItemKind::Contacts | ItemKind::Law))
            && item.words < out.params.number("min_words", 8)
        {
            out.tell(
                file,
                at(item.title.1.span()),
                "материал пустой. Допишите его или поставьте в карточке «draft: true»",
            );
        }
        placeholders(number, item, out);
    }
}

fn links(seen: &Seen<'_>, anchors: &HashMap<&str, &[String]>, number: usize, item: &Item, out: &mut Out<'_>) {
    for (link, place) in &item.links {
        let decoded = decoded(link);
        if decoded.contains("://")
            || decoded.starts_with("mailto:")
            || decoded.starts_with("tel:")
            || decoded.contains("{{")
        {
            continue;
        }
        let (path, heading) = decoded.split_once('#').unwrap_or((&decoded, ""));
        let there = match path {
            "" => Some(item.path.clone()),
            path => target(&item.path, path),
        };
        let Some(there) = there.filter(|there| path.is_empty() || seen.base.files.contains(there)) else {
            out.tell(File::Item(number), at(place.span()), format!("ссылка ведёт на файл «{path}», а его нет"));
            continue;
        };
        let known = anchors.get(there.as_str()).copied().unwrap_or_default();
        let wanted = heading.to_lowercase();
        // Word files have no headings that links can name.
        let readable = [".md", ".markdown"].iter().any(|end| there.ends_with(end));
        if !heading.is_empty() && readable && !known.contains(&wanted) {
            out.tell(File::Item(number), at(place.span()), format!("ссылка ведёт на заголовок «{heading}», а его нет"));
        }
    }
}

fn placeholders(number: usize, item: &Item, out: &mut Out<'_>) {
    if item.head.line("placeholders").is_none() {
        return;
    }
    let declared: Vec<(&String, String)> =
        item.head.list("placeholders").iter().map(|name| (name, bare(name))).collect();
    let mut told: Vec<String> = Vec::new();
    for (name, place) in &item.holes {
        let bare = bare(name);
        if !declared.iter().any(|(_, known)| *known == bare) && !told.contains(&bare) {
            out.tell(
                File::Item(number),
                at(place.span()),
                format!("заполняемого места «{name}» нет в карточке, в строке placeholders"),
            );
            told.push(bare);
        }
    }
    let used: Vec<String> = item.holes.iter().map(|(name, _)| bare(name)).collect();
    for (name, bare) in declared {
        if !used.contains(&bare) {
            let hit = Hit { loudness: -2, ..Hit::card(item.head.place("placeholders")) };
            out.tell(File::Item(number), hit, format!("в карточке названо место «{name}», а в тексте его нет"));
        }
    }
}

fn bare(name: &str) -> String {
    folded(name.trim_matches(['{', '}', '[', ']', ' ']))
}

/// Endings by which an entry among the acts of a function is known for a file.
const ENDINGS: [&str; 9] = [".md", ".docx", ".odt", ".txt", ".pdf", ".doc", ".rtf", ".html", ".markdown"];

/// True when an entry names a file, not an act.
pub(super) fn is_file(name: &str) -> bool {
    ENDINGS.iter().any(|end| name.to_lowercase().ends_with(end)) && !name.contains("://")
}

/// The path from the base to which a link in the file `from` leads.
pub(super) fn target(from: &str, link: &str) -> Option<String> {
    let link = link.replace('\\', "/");
    let mut parts: Vec<&str> = match (link.starts_with('/'), from.rsplit_once('/')) {
        (false, Some((folder, _))) => folder.split('/').collect(),
        _ => Vec::new(),
    };
    for part in link.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    (!parts.is_empty()).then(|| parts.join("/"))
}

/// A link without its `%20`.
fn decoded(link: &str) -> String {
    let mut bytes = Vec::with_capacity(link.len());
    let mut rest = link.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let code = (first == b'%').then(|| after.get(..2).and_then(|code| std::str::from_utf8(code).ok())).flatten();
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| link.to_owned())
}

impl Item {
    /// The files outside the base to which its links lead, as paths from the base that begin with `..`.
    pub fn leads_outside(&self) -> impl Iterator<Item = String> + '_ {
        let local = |link: &str| !link.contains("://") && !link.starts_with('#');
        let paths = self.links.iter().filter(move |(link, _)| local(link)).filter_map(|(link, _)| {
            let link = decoded(link);
            target(&self.path, link.split('#').next().unwrap_or_default())
        });
        paths.filter(|path| path.starts_with("../"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_followed_from_their_file() {
        for (from, link, path) in [
            ("а/б.md", "в.md", "а/в.md"),
            ("а/б.md", "../в.md", "в.md"),
            ("а/б.md", "../../в.md", "../в.md"),
            ("а/б.md", "/в.md", "в.md"),
            ("б.md", "./г/в.md", "г/в.md"),
        ] {
            assert_eq!(target(from, link).as_deref(), Some(path), "{from} {link}");
        }
        assert_eq!(decoded("%D0%B0%20b%zz"), "а b%zz");
        assert!(is_file("акты/Порядок.PDF") && !is_file("Земельный кодекс") && !is_file("https://a.example/a.pdf"));
    }
}
