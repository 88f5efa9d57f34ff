//! The card that stands beside a letter, in a file of its own.

use std::path::{Path, PathBuf};

use crate::letter::Card;

/// What the name of a card ends with, after the letter's name without its ending.
pub const CARD_ENDING: &str = "yasno.toml";

/// Where the card of a letter stands: `письмо.yasno.toml` beside `письмо.docx`.
pub fn card_path(letter: &Path) -> Option<PathBuf> {
    letter.file_stem().map(|_| letter.with_extension(CARD_ENDING))
}

/// Reads the card of a letter: the one that is named, else the one beside it; `None` without either.
///
/// # Errors
/// A named file that is not there, one that cannot be read, or a fault in it with its line.
pub fn card(letter: Option<&Path>, named: Option<&Path>) -> Result<Option<Card>, String> {
    let path = match (named, letter.and_then(card_path)) {
        (Some(path), _) => path.to_owned(),
        (None, Some(path)) if path.is_file() => path,
        _ => return Ok(None),
    };
    let name = path.display();
    let text = std::fs::read_to_string(&path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => format!("{name}: нет такого файла с карточкой письма. Проверьте путь"),
        std::io::ErrorKind::InvalidData => format!("{name}: карточка не в кодировке UTF-8. Сохраните её в UTF-8"),
        _ => format!("{name}: карточка не читается: {error}"),
    })?;
    let card = Card::from_toml(&name.to_string(), text.trim_start_matches('\u{feff}'));
    card.map(Some).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_card_stands_beside_the_letter() {
        assert_eq!(card_path(Path::new("папка/ответ 5.docx")), Some(PathBuf::from("папка/ответ 5.yasno.toml")));
        assert_eq!(card_path(Path::new("а.б.md")), Some(PathBuf::from("а.б.yasno.toml")));
    }
}
