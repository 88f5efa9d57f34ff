//! Text back to bytes, as the file had them.

use std::fmt;

use encoding_rs::{Encoding, IBM866, KOI8_R, WINDOWS_1251};

/// Why a changed text cannot be written as its file was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EncodeError {
    /// The encoding of the file has no such character.
    NoCharacter {
        /// The character.
        character: char,
        /// Name of the encoding.
        encoding: &'static str,
    },
    /// No known encoding turns the text into the file's bytes.
    Unknown,
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoCharacter { character, encoding } => write!(
                f,
                "в кодировке файла ({encoding}) нет символа «{character}» из исправления. Сохраните файл в UTF-8 и \
                 повторите"
            ),
            Self::Unknown => write!(
                f,
                "файл не удаётся сохранить в его прежней кодировке без потерь. Сохраните его в UTF-8 и повторите"
            ),
        }
    }
}

impl std::error::Error for EncodeError {}

const BOM: char = '\u{feff}';

/// An encoding a file may have, with or without a byte order mark.
#[derive(Clone, Copy)]
enum Form {
    Utf8,
    Utf16Le,
    Utf16Be,
    Single(&'static Encoding),
}

const FORMS: [(Form, bool); 9] = [
    (Form::Utf8, false),
    (Form::Utf8, true),
    (Form::Single(WINDOWS_1251), false),
    (Form::Utf16Le, true),
    (Form::Utf16Be, true),
    (Form::Utf16Le, false),
    (Form::Utf16Be, false),
    (Form::Single(IBM866), false),
    (Form::Single(KOI8_R), false),
];

impl Form {
    fn encode(self, text: &str, mark: bool) -> Result<Vec<u8>, EncodeError> {
        let text_with_mark = || mark.then_some(BOM).into_iter().chain(text.chars());
        let units = || {
            text_with_mark().flat_map(|c| {
                let mut units = [0; 2];
                let count = c.encode_utf16(&mut units).len();
                units.into_iter().take(count)
            })
        };
        match self {
            Self::Utf8 if mark => Ok(text_with_mark().collect::<String>().into_bytes()),
            Self::Utf8 => Ok(text.as_bytes().to_vec()),
            Self::Utf16Le => Ok(units().flat_map(u16::to_le_bytes).collect()),
            Self::Utf16Be => Ok(units().flat_map(u16::to_be_bytes).collect()),
            Self::Single(encoding) => {
                let (bytes, _, lossy) = encoding.encode(text);
                if !lossy {
                    return Ok(bytes.into_owned());
                }
                let missing = |c: &char| encoding.encode(c.encode_utf8(&mut [0; 4])).2;
                let character = text.chars().find(missing).unwrap_or(char::REPLACEMENT_CHARACTER);
                Err(EncodeError::NoCharacter { character, encoding: encoding.name() })
            }
        }
    }
}

/// Encodes `text` as the file with the bytes `original`, whose text is `read`, is encoded, byte order mark included.
///
/// The encoding is the one that turns `read` into `original` byte for byte, so that what is not changed stays.
///
/// # Errors
/// The encoding has no such character, or the file cannot be written again without loss.
pub fn encode_like(original: &[u8], read: &str, text: &str) -> Result<Vec<u8>, EncodeError> {
    let same = |&&(form, mark): &&(Form, bool)| form.encode(read, mark).is_ok_and(|bytes| bytes == original);
    let &(form, mark) = FORMS.iter().find(same).ok_or(EncodeError::Unknown)?;
    form.encode(text, mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_encoding_and_mark() {
        for (form, mark) in FORMS {
            let was = form.encode("Ответ – «да»".replace(['«', '»', '–'], "-").as_str(), mark).unwrap();
            let now = form.encode("Отказ", mark).unwrap();
            assert_eq!(encode_like(&was, "Ответ - -да-", "Отказ").as_deref(), Ok(now.as_slice()));
        }
    }

    #[test]
    fn names_the_character_that_does_not_fit() {
        let was = Form::Single(WINDOWS_1251).encode("Ответ", false).unwrap();
        let error = encode_like(&was, "Ответ", "Ответ 😀").unwrap_err();
        assert_eq!(error, EncodeError::NoCharacter { character: '😀', encoding: "windows-1251" });
        assert_eq!(encode_like(b"\xff\xfe\x00", "а", "б"), Err(EncodeError::Unknown));
    }
}
