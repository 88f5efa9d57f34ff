//! Files that an office leaves out of checks: those named in `.yasnoignore`, written as `.gitignore` is.

use std::path::Path;

use ignore::Match;
use ignore::gitignore::Gitignore;

/// The file's name.
const NAME: &str = ".yasnoignore";

/// True when the nearest `.yasnoignore` that names the file leaves it out.
pub fn is_left_out(path: &Path) -> bool {
    for folder in path.ancestors().skip(1) {
        let list = folder.join(NAME);
        let Some(own) = path.strip_prefix(folder).ok().filter(|_| list.is_file()) else { continue };
        match Gitignore::new(&list).0.matched_path_or_any_parents(own, false) {
            Match::Ignore(_) => return true,
            Match::Whitelist(_) => return false,
            Match::None => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_list_that_names_the_file_counts() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        };
        write(".yasnoignore", "черновики/\n*.txt\n");
        write("письма/.yasnoignore", "!важное.txt\n");
        let left_out = |name: &str| is_left_out(&folder.path().join(name));
        assert!(left_out("черновики/а.md") && left_out("письма/б.txt"));
        assert!(!left_out("письма/важное.txt") && !left_out("письма/а.md"));
    }
}
