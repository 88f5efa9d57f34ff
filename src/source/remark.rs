//! Remarks to the program in a text: «ясно: пропустить …».

/// The remark that a whole line of plain text is: `#ясно: …`, `# yasno: …`, or the same as an HTML comment.
pub(super) fn line(line: &str) -> Option<&str> {
    let line = line.trim();
    match line.strip_prefix("<!--") {
        Some(rest) => remark(rest.strip_suffix("-->")?),
        None => remark(line.strip_prefix('#')?),
    }
}

/// The remark in the content of a comment, if it is one to this program.
pub(super) fn remark(content: &str) -> Option<&str> {
    let content = content.trim();
    let name = content.split(':').next().filter(|name| name.len() < content.len())?;
    (name.trim_end().to_lowercase() == "ясно" || name.trim_end().eq_ignore_ascii_case("yasno")).then_some(content)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_remarks() {
        assert_eq!(line("#ясно: пропустить caps-word — имя"), Some("ясно: пропустить caps-word — имя"));
        assert_eq!(line("  # Yasno: skip caps-word "), Some("Yasno: skip caps-word"));
        assert_eq!(line("<!-- ясно: выкл foreign-word -->"), Some("ясно: выкл foreign-word"));
        for text in ["# Ясно и просто", "ясно: пропустить", "#линтер: пропустить", "Нам #ясно: да", "#ясно", ""]
        {
            assert_eq!(line(text), None, "{text}");
        }
    }
}
