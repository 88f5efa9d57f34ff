//! The files of an office around its letters: the settings and words that hold, and changes to them. Shared by the command
//! line and the language server.

mod base;
mod card;
mod configs;
pub mod edit;
mod left_out;
mod write;

use std::io;

pub use base::{BaseFiles, ENDINGS, read_base};
pub use card::{CARD_ENDING, card, card_path};
pub use configs::{ByProfile, Choice, Configs, InForce, near, text_of};
pub use left_out::is_left_out;
pub use write::{overwrite, put, write_new};

/// What the system says of a failed file, in Russian where the reason is a common one.
pub fn io_error(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "нет такого файла или папки".to_owned(),
        io::ErrorKind::PermissionDenied => "нет прав на это действие".to_owned(),
        io::ErrorKind::StorageFull => "на диске нет места".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "диск только для чтения".to_owned(),
        io::ErrorKind::IsADirectory => "это папка, а не файл".to_owned(),
        _ => error.to_string(),
    }
}
