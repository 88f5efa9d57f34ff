//! Metadata at the top of a text file.

use crate::document::FrontMatter;

/// The metadata between two lines `---` at the very top of `source`, and where the text begins after it.
/// A ruled text is not taken for it: each line must look like YAML.
pub(super) fn split(source: &str) -> (Option<FrontMatter>, usize) {
    let mut lines = source.split_inclusive('\n');
    let Some(first) = lines.next().filter(|line| line.trim_end() == "---") else { return (None, 0) };
    let begin = first.len();
    let mut at = begin;
    for line in lines {
        let content = line.trim_end();
        if matches!(content, "---" | "...") {
            let front_matter = FrontMatter { text: source[begin..at].to_owned(), offset: Some(begin as u32) };
            return (Some(front_matter), at + line.len());
        }
        if !is_yaml(content) {
            break;
        }
        at += line.len();
    }
    (None, 0)
}

/// A key with a value, a comment, a list item, the inside of a value, or nothing.
fn is_yaml(line: &str) -> bool {
    line.is_empty()
        || line.starts_with([' ', '\t', '#', ']', '}'])
        || line == "-"
        || line.starts_with("- ")
        || line.split_once(':').is_some_and(|(key, value)| {
            (value.is_empty() || value.starts_with(' '))
                && !key.is_empty()
                && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '"' | '\''))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_metadata_only() {
        let source = "---\r\nkind: reply\r\nquestions:\r\n  - о крыше\r\n---\r\nТекст";
        let (found, rest) = split(source);
        let found = found.expect("metadata");
        assert_eq!(found.text, "kind: reply\r\nquestions:\r\n  - о крыше\r\n");
        assert!(source[found.offset.expect("offset") as usize..].starts_with("kind"));
        assert_eq!(&source[rest..], "Текст");
        for text in ["---\nПервый раздел письма\n---\nДалее", "---\nkind: reply\nбез конца", "kind: reply\n---\n", ""]
        {
            assert_eq!(split(text), (None, 0), "{text}");
        }
    }
}
