//! Writes files so that nothing is lost: a new one only where there is none, an old one replaced in one step.

use std::fs;
use std::io::Write;
use std::path::Path;

use super::io_error;

/// Puts a file in the place of another in one step; a failure leaves the old one.
///
/// # Errors
/// Why it was not written.
pub fn overwrite(path: &Path, bytes: &[u8]) -> Result<(), String> {
    let told = |error: std::io::Error| format!("не записан: {}", io_error(&error));
    // Behind a symbolic link its target is replaced, not the link.
    let path = fs::canonicalize(path).map_err(told)?;
    let permissions = fs::metadata(&path).map_err(told)?.permissions();
    if permissions.readonly() {
        return Err("не записан: файл открыт только для чтения".to_owned());
    }
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(told)?;
    file.write_all(bytes).map_err(told)?;
    file.as_file().set_permissions(permissions).map_err(told)?;
    file.as_file().sync_all().map_err(told)?;
    file.persist(&path).map(drop).map_err(|error| told(error.error))
}

/// Writes a file in one step, whether it is there or not.
///
/// # Errors
/// Why it was not written.
pub fn put(path: &Path, bytes: &[u8]) -> Result<(), String> {
    if path.exists() {
        return overwrite(path, bytes);
    }
    let told = |error: std::io::Error| format!("не записан: {}", io_error(&error));
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    // Others may read it, as any new file; the system takes off what the user does not allow.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(folder).map_err(told)?;
    file.write_all(bytes).map_err(told)?;
    file.as_file().sync_all().map_err(told)?;
    file.persist_noclobber(path).map(drop).map_err(|error| told(error.error))
}

/// Writes a file that is not there yet.
///
/// # Errors
/// Why it was not written.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<(), String> {
    let file = fs::OpenOptions::new().write(true).create_new(true).open(path);
    let written = file.and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()));
    written.map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => {
            format!("«{}» уже есть и не тронут: выберите другое имя", path.display())
        }
        _ => format!("«{}» не записан: {}", path.display(), io_error(&error)),
    })
}
