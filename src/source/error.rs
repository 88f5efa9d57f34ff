//! Why a file was not read.

use std::fmt;

use crate::docx::DocxError;
use crate::odt::OdtError;

/// A kind of file that is recognised but not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// Word 97–2003 document.
    Doc,
    /// Excel, PowerPoint or another old Office file.
    OldOffice,
    /// Office document closed by a password.
    Encrypted,
    /// Rich Text Format.
    Rtf,
    /// PDF.
    Pdf,
    /// Bare XML.
    Xml,
    /// Picture.
    Image,
    /// Another archive.
    Archive,
    /// Program.
    Program,
}

impl Unreadable {
    /// What it is, and what to do.
    const fn words(self) -> (&'static str, &'static str) {
        const AS_DOCX: &str = "Откройте его в Word и сохраните как .docx («Файл» → «Сохранить как»)";
        const EXTRACT: &str = "Извлеките из него письмо и проверьте файл .docx, .odt, .html, .md или .txt";
        match self {
            Self::Doc => ("документ Word старого формата (.doc)", AS_DOCX),
            Self::OldOffice => ("файл Office старого формата, но не документ Word", "Сохраните текст письма как .docx"),
            Self::Encrypted => (
                "документ закрыт паролем",
                "Снимите пароль в Word («Файл» → «Сведения» → «Защита документа») и сохраните",
            ),
            Self::Rtf => ("документ RTF", AS_DOCX),
            Self::Pdf => ("документ PDF", "Проверьте файл, из которого он сделан: .docx, .odt, .html, .md или .txt"),
            Self::Xml => ("файл XML", AS_DOCX),
            Self::Image => {
                ("картинка", "Текст с картинки не читается: проверьте файл .docx, .odt, .html, .md или .txt")
            }
            Self::Archive => ("архив", EXTRACT),
            Self::Program => ("программа", "Укажите файл с письмом: .docx, .odt, .html, .md или .txt"),
        }
    }
}

/// Why a file was not read. Shown to the clerk after the file's name.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ReadError {
    /// No byte, or nothing but white space, metadata and remarks.
    Empty,
    /// More bytes than are read.
    TooLarge {
        /// Size of the file in bytes.
        size: usize,
    },
    /// A kind of file that is not read.
    Unsupported(Unreadable),
    /// A zip archive that could not be read as a Word document.
    Docx(DocxError),
    /// An OpenDocument text that could not be read.
    Odt(OdtError),
    /// The name ends in .docx, the content is something else.
    NotDocx,
    /// The name ends in another format's ending, the content is plain text.
    Misnamed {
        /// The ending.
        extension: String,
    },
    /// The name ends in the ending of a table, the content is plain text.
    NotTable {
        /// The ending.
        extension: String,
    },
    /// An Excel workbook of the old format.
    OldTable,
    /// An Excel workbook that could not be read.
    BadTable {
        /// What is wrong with it.
        what: &'static str,
    },
    /// A table of more cells than are read.
    TooManyCells {
        /// How many are read.
        limit: usize,
    },
    /// Control characters: not a text.
    NotText {
        /// Offset of the first, in bytes.
        offset: usize,
        /// Its line, from 1.
        line: usize,
        /// The byte.
        byte: u8,
    },
    /// UTF-8 with bytes that are not UTF-8.
    BrokenUtf8 {
        /// Offset of the first, in bytes.
        offset: usize,
        /// Its line, from 1.
        line: usize,
    },
    /// A byte order mark of UTF-16, and then not UTF-16 text.
    BrokenUtf16,
    /// Text of an encoding that could not be told.
    UnknownEncoding {
        /// Offset of the first byte that is not ASCII.
        offset: usize,
    },
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(f, "в файле нет текста. Проверьте, тот ли это файл"),
            Self::TooLarge { size } => write!(
                f,
                "файл слишком большой: {} МБ, а читаются файлы до {} МБ. Разделите его на части",
                size.div_ceil(1 << 20),
                super::MAX_BYTES >> 20
            ),
            Self::Unsupported(kind) => {
                let (what, next) = kind.words();
                write!(f, "это {what}, такой файл не читается. {next}")
            }
            Self::Docx(error) => error.fmt(f),
            Self::Odt(error) => error.fmt(f),
            Self::NotDocx => {
                write!(
                    f,
                    "файл назван .docx, но внутри не документ Word. Откройте его в Word и сохраните заново как .docx"
                )
            }
            Self::Misnamed { extension } => write!(
                f,
                "файл назван .{extension}, но внутри простой текст. Переименуйте его в .txt или сохраните заново в Word как .docx"
            ),
            Self::NotTable { extension } => write!(
                f,
                "файл назван .{extension}, но внутри простой текст. Переименуйте его в .csv или сохраните заново в Excel как .xlsx"
            ),
            Self::OldTable => write!(
                f,
                "это таблица Excel старого формата (.xls), такой файл не читается. Откройте её в Excel и сохраните как .xlsx"
            ),
            Self::BadTable { what } => {
                write!(f, "таблица Excel не прочитана: {what}. Откройте файл в Excel и сохраните заново как .xlsx")
            }
            Self::TooManyCells { limit } => write!(
                f,
                "в таблице больше {limit} ячеек, столько не читается. Оставьте в файле только перечень, без пустых строк и столбцов"
            ),
            Self::NotText { offset, line, byte } => write!(
                f,
                "это не текст: в строке {line} стоит управляющий символ {byte:#04x} (байт {offset} от начала). Проверьте, \
                 тот ли это файл"
            ),
            Self::BrokenUtf8 { offset, line } => write!(
                f,
                "текст повреждён: в строке {line} байты не по правилам UTF-8 (байт {offset} от начала). Откройте файл в \
                 редакторе, исправьте это место и сохраните в кодировке UTF-8"
            ),
            Self::BrokenUtf16 => write!(
                f,
                "текст повреждён: файл начинается как UTF-16, а дальше идёт другое. Сохраните его заново в кодировке UTF-8"
            ),
            Self::UnknownEncoding { offset } => write!(
                f,
                "не удалось понять, в какой кодировке текст (первый непонятный байт – {offset} от начала). Сохраните файл в \
                 кодировке UTF-8"
            ),
        }
    }
}

impl std::error::Error for ReadError {}

impl From<OdtError> for ReadError {
    fn from(error: OdtError) -> Self {
        Self::Odt(error)
    }
}

impl From<DocxError> for ReadError {
    fn from(error: DocxError) -> Self {
        Self::Docx(error)
    }
}
