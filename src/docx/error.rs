//! Why a .docx could not be read, and what to do about it.

use std::fmt;

/// A kind of file that is a zip archive too, but no Word document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Foreign {
    /// A spreadsheet (.xlsx).
    Spreadsheet,
    /// A presentation (.pptx).
    Presentation,
    /// An OpenDocument text (.odt).
    OpenDocumentText,
    /// Another OpenDocument file (.ods, .odp …).
    OpenDocument,
    /// An electronic book (.epub).
    Book,
    /// Nothing known.
    Unknown,
}

/// Why a .docx could not be read. `Display` gives a Russian sentence for the user: what, where, next step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DocxError {
    /// The bytes are no zip archive.
    NotZip,
    /// The archive begins as it should and has no end.
    Truncated,
    /// The archive's table of contents cannot be read.
    BadArchive,
    /// A part of the archive is encrypted.
    Encrypted {
        /// The part.
        part: String,
    },
    /// A good archive, but no Word document.
    NotWord {
        /// What it looks like.
        looks_like: Foreign,
    },
    /// The archive names a main part that it does not have.
    NoMainPart {
        /// The part that is missing.
        part: String,
    },
    /// A part cannot be unpacked.
    BadPart {
        /// The part.
        part: String,
    },
    /// A part is no well-formed XML.
    BadXml {
        /// The part.
        part: String,
        /// Byte of the unpacked part where the fault shows.
        offset: u64,
    },
    /// Unpacked, a part or all of them together take more than the limit.
    TooLarge {
        /// The part that went over the limit.
        part: String,
        /// The limit in bytes.
        limit: u64,
    },
    /// The archive has more entries than the limit.
    TooManyEntries {
        /// The limit.
        limit: usize,
    },
    /// Elements are nested deeper than the limit, or there are more of them than the limit.
    TooComplex {
        /// The part.
        part: String,
        /// Byte of the unpacked part where the limit was met.
        offset: u64,
    },
}

impl DocxError {
    /// The part of the file at fault, where one can be named.
    pub fn part(&self) -> Option<&str> {
        match self {
            Self::Encrypted { part }
            | Self::NoMainPart { part }
            | Self::BadPart { part }
            | Self::BadXml { part, .. }
            | Self::TooLarge { part, .. }
            | Self::TooComplex { part, .. } => Some(part),
            Self::NotZip | Self::Truncated | Self::BadArchive | Self::NotWord { .. } | Self::TooManyEntries { .. } => {
                None
            }
        }
    }
}

impl fmt::Display for DocxError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotZip => out.write_str(
                "это не документ .docx: внутри не архив zip. Откройте файл в редакторе и сохраните его как «Документ Word (.docx)»",
            ),
            Self::Truncated => out.write_str(
                "файл .docx обрывается: конца архива нет. Скорее всего, он скачан или скопирован не до конца. Возьмите его ещё раз из источника",
            ),
            Self::BadArchive => out.write_str(
                "архив .docx повреждён: не читается его оглавление. Откройте файл в редакторе – он предложит восстановить документ – и сохраните заново",
            ),
            Self::Encrypted { part } => write!(
                out,
                "файл зашифрован (часть «{part}»). Снимите пароль в программе, где файл создан, и проверьте его снова"
            ),
            Self::NotWord { looks_like } => match looks_like {
                Foreign::Spreadsheet => out.write_str(
                    "это таблица .xlsx, а не письмо. Скопируйте текст в документ .docx",
                ),
                Foreign::Presentation => out.write_str(
                    "это презентация .pptx, а не письмо. Скопируйте текст в документ .docx",
                ),
                Foreign::OpenDocumentText => out.write_str(
                    "это документ .odt. Откройте его в редакторе и сохраните как «Документ Word (.docx)»",
                ),
                Foreign::OpenDocument => out.write_str(
                    "это файл OpenDocument, но не текст (.odt). Скопируйте текст в документ .docx",
                ),
                Foreign::Book => out.write_str(
                    "это электронная книга .epub, а не письмо. Скопируйте текст в документ .docx",
                ),
                Foreign::Unknown => out.write_str(
                    "это архив zip, но не документ Word: в нём нет описания основной части. Сохраните письмо как «Документ Word (.docx)»",
                ),
            },
            Self::NoMainPart { part } => write!(
                out,
                "в файле .docx нет основной части «{part}», где должен быть текст. Откройте файл в редакторе и сохраните заново"
            ),
            Self::BadPart { part } => write!(
                out,
                "часть «{part}» файла .docx не распаковывается. Откройте файл в редакторе – он предложит восстановить документ – и сохраните заново"
            ),
            Self::BadXml { part, offset } => write!(
                out,
                "часть «{part}» файла .docx повреждена: ошибка в разметке XML у байта {offset}. Откройте файл в редакторе – он предложит восстановить документ – и сохраните заново"
            ),
            Self::TooLarge { part, limit } => write!(
                out,
                "файл .docx слишком велик: часть «{part}» в распакованном виде больше допустимого ({} МБ). Разделите документ на несколько",
                limit >> 20
            ),
            Self::TooManyEntries { limit } => write!(
                out,
                "в архиве .docx больше {limit} частей: на письмо это не похоже. Откройте файл в редакторе и сохраните заново"
            ),
            Self::TooComplex { part, offset } => write!(
                out,
                "часть «{part}» файла .docx устроена слишком сложно: у байта {offset} слишком глубокая вложенность или слишком много элементов. Скопируйте текст в новый документ"
            ),
        }
    }
}

impl std::error::Error for DocxError {}
