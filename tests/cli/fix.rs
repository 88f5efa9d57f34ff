//! `yasno fix`: nothing is written unless told, and what is written is as it was but for the words changed.

use std::fs;

use crate::{BAD, Folder, GOOD};

#[test]
fn shows_and_writes_nothing_unless_told() {
    let folder = Folder::new();
    folder.file("bad.txt", BAD);
    for arguments in [&["fix", "bad.txt"][..], &["fix", "--diff", "bad.txt"]] {
        let ran = folder.yasno(arguments);
        assert_eq!(ran.code, 0, "{ran:?}");
        assert!(ran.out.contains(&format!("-{BAD}+{GOOD}")), "{}", ran.out);
        assert_eq!(folder.read("bad.txt"), BAD.as_bytes());
    }
}

#[test]
fn in_place_keeps_permissions_and_is_done_after_one_run() {
    let folder = Folder::new();
    let path = folder.file("bad.txt", BAD);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("permissions");
    }
    let ran = folder.yasno(&["fix", "-i", "bad.txt"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.err.contains("внесено 1 исправление"), "{}", ran.err);
    assert_eq!(folder.read("bad.txt"), GOOD.as_bytes());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(&path).expect("metadata").permissions().mode() & 0o777, 0o640);
    }
    let again = folder.yasno(&["fix", "-i", "bad.txt"]);
    assert!(again.err.contains("нечего"), "{}", again.err);
    assert_eq!(folder.read("bad.txt"), GOOD.as_bytes());
    let left: Vec<_> = fs::read_dir(folder.path()).expect("a folder").collect();
    assert_eq!(left.len(), 2, "a temporary file was left: {left:?}");
}

#[test]
fn keeps_encoding_mark_and_line_ends() {
    let folder = Folder::new();
    let text = |first: &str| format!("Отвечаем на письмо.\r\n\r\n{}\r\n", first.trim_end());
    let cp1251 = |text: &str| -> Vec<u8> {
        text.chars()
            .map(|c| match c {
                'А'..='я' => (c as u32 - 'А' as u32 + 0xc0) as u8,
                c => c as u8,
            })
            .collect()
    };
    let utf16 = |text: &str| "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let marked = |text: &str| format!("\u{feff}{text}").into_bytes();
    type Encode<'a> = &'a dyn Fn(&str) -> Vec<u8>;
    let encodings: [(&str, Encode<'_>); 3] = [("a", &cp1251), ("b", &utf16), ("c", &marked)];
    for (name, encode) in encodings {
        let name = format!("{name}.txt");
        folder.file(&name, encode(&text(BAD)));
        let ran = folder.yasno(&["fix", "-i", &name]);
        assert_eq!(ran.code, 0, "{ran:?}");
        assert_eq!(folder.read(&name), encode(&text(GOOD)), "{name}");
    }
}

#[test]
fn a_new_file_is_new() {
    let folder = Folder::new();
    folder.file("bad.txt", BAD);
    assert_eq!(folder.yasno(&["fix", "bad.txt", "-o", "new.txt"]).code, 0);
    assert_eq!((folder.read("new.txt"), folder.read("bad.txt")), (GOOD.into(), BAD.into()));
    folder.file("new.txt", "старое");
    folder.yasno(&["fix", "bad.txt", "-o", "new.txt"]).fails_with(&["new.txt", "уже есть"]);
    assert_eq!(folder.read("new.txt"), "старое".as_bytes());
    folder.yasno(&["fix", "bad.txt", "new.txt", "-o", "x.txt"]).fails_with(&["одно письмо"]);
    folder.yasno(&["fix", "-i", "--diff", "bad.txt"]).fails_with(&["--in-place", "--diff"]);
}

#[test]
fn works_as_a_filter() {
    let folder = Folder::new();
    let ran = folder.yasno_with(&["fix", "-", "-o", "-"], BAD.as_bytes());
    assert_eq!((ran.code, ran.out.as_str()), (0, GOOD));
    folder.yasno_with(&["fix", "-", "-i"], BAD.as_bytes()).fails_with(&["--in-place"]);
}

#[test]
fn markdown_keeps_its_markup() {
    let folder = Folder::new();
    folder.file("bad.md", "По **вышеуказанному** адресу выехал инспектор.\n");
    assert_eq!(folder.yasno(&["fix", "-i", "bad.md"]).code, 0);
    assert_eq!(folder.read("bad.md"), "По **этому** адресу выехал инспектор.\n".as_bytes());
}

#[test]
fn what_cannot_be_read_is_not_touched() {
    let folder = Folder::new();
    folder.file("broken.txt", b"\xd0\x9f\xd1\x80\xd0\xb8\xd0\xb2\xd0\xb5\xd1\x82 \xff\xd0\xbc\xd0\xb8\xd1\x80");
    folder.file("bad.txt", BAD);
    let before = folder.read("broken.txt");
    folder.yasno(&["fix", "-i", "broken.txt", "bad.txt", "missing.txt"]).fails_with(&["broken.txt", "missing.txt"]);
    assert_eq!(folder.read("broken.txt"), before);
    assert_eq!(folder.read("bad.txt"), GOOD.as_bytes());
}
