//! Why an .odt could not be read, and what to do about it.

use std::fmt;

use crate::docx::DocxError;

/// Why an .odt could not be read. `Display` gives a Russian sentence for the user: what, where, next step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OdtError {
    /// The archive or a part of it is broken.
    Damaged {
        /// The part; empty for the whole archive.
        part: String,
    },
    /// A part is encrypted.
    Encrypted,
    /// Unpacked, the file takes more than the limit.
    TooLarge {
        /// The limit in bytes.
        limit: u64,
    },
    /// Too deep nesting, or too many elements.
    TooComplex {
        /// The part.
        part: String,
    },
}

impl From<DocxError> for OdtError {
    fn from(error: DocxError) -> Self {
        match error {
            DocxError::Encrypted { .. } => Self::Encrypted,
            DocxError::TooLarge { limit, .. } => Self::TooLarge { limit },
            DocxError::TooManyEntries { .. } => Self::TooComplex { part: String::new() },
            other => Self::Damaged { part: other.part().unwrap_or_default().to_owned() },
        }
    }
}

impl fmt::Display for OdtError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Damaged { part } if part.is_empty() => out.write_str(
                "файл .odt повреждён: архив не читается. Откройте файл в редакторе – он предложит восстановить документ – и сохраните заново",
            ),
            Self::Damaged { part } => write!(
                out,
                "файл .odt повреждён: часть «{part}» не читается. Откройте файл в редакторе – он предложит восстановить документ – и сохраните заново"
            ),
            Self::Encrypted => out.write_str(
                "документ .odt закрыт паролем. Откройте его в редакторе, сохраните без пароля и проверьте снова",
            ),
            Self::TooLarge { limit } => write!(
                out,
                "файл .odt слишком велик: в распакованном виде больше допустимого ({} МБ). Разделите документ на несколько",
                limit >> 20
            ),
            Self::TooComplex { part } => write!(
                out,
                "файл .odt устроен слишком сложно{}: слишком глубокая вложенность или слишком много элементов. Скопируйте текст в новый документ",
                if part.is_empty() { String::new() } else { format!(" (часть «{part}»)") }
            ),
        }
    }
}

impl std::error::Error for OdtError {}
