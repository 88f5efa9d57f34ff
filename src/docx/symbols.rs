//! Characters of symbol fonts as Unicode.

/// The character that `w:sym` shows: `code` is its `w:char` (hexadecimal), `font` its `w:font`. A sign of a symbol
/// font that has no look-alike here is U+FFFC, so that no words join over it.
pub(super) fn symbol(font: &str, code: &str) -> char {
    const UNKNOWN: char = '\u{fffc}';
    let Ok(code) = u32::from_str_radix(code, 16) else { return UNKNOWN };
    // Symbol fonts live at F000–F0FF; the code may be given without that base.
    let private = (0xf000..=0xf0ff).contains(&code);
    let low = if private { code - 0xf000 } else { code };
    let known = match font.trim().to_lowercase().as_str() {
        "wingdings" => wingdings(low),
        "wingdings 2" => wingdings_2(low),
        "wingdings 3" => wingdings_3(low),
        "symbol" | "symbol mt" | "standard symbols l" => greek(low),
        "webdings" => webdings(low),
        _ if private => None,
        _ => char::from_u32(code).filter(|c| !c.is_control()),
    };
    known.unwrap_or(UNKNOWN)
}

fn wingdings(code: u32) -> Option<char> {
    Some(match code {
        0x20 => ' ',
        0x22 => '✂',
        0x28 => '☎',
        0x29 => '✆',
        0x2a => '✉',
        0x3f => '✍',
        0x46 => '☞',
        0x47 => '☝',
        0x4a => '☺',
        0x6c => '●',
        0x6d => '❍',
        0x6e => '■',
        0x6f..=0x72 => '□',
        0x73 => '⬧',
        0x74 => '⧫',
        0x75 => '◆',
        0x76 => '❖',
        0x77 => '⬥',
        0x81..=0x8a => char::from_u32(0x2460 + code - 0x81)?, // ① … ⑩
        0x8c..=0x95 => char::from_u32(0x2776 + code - 0x8c)?, // ❶ … ❿
        0x9e => '·',
        0x9f => '•',
        0xa1 => '○',
        0xa7 => '▪',
        0xa8 => '◻',
        0xd8 => '➢',
        0xdc => '➲',
        0xdf => '←',
        0xe0 => '→',
        0xe1 => '↑',
        0xe2 => '↓',
        0xe7 => '⬅',
        0xe8 => '➔',
        0xe9 => '⬆',
        0xea => '⬇',
        0xef => '⇦',
        0xf0 => '⇨',
        0xf1 => '⇧',
        0xf2 => '⇩',
        0xfb => '✗',
        0xfc => '✓',
        0xfd => '☒',
        0xfe => '☑',
        _ => return None,
    })
}

fn wingdings_2(code: u32) -> Option<char> {
    Some(match code {
        0x20 => ' ',
        0x4f => '✗',
        0x50 => '✓',
        0x51 | 0x53 | 0x54 => '☒',
        0x52 => '☑',
        0x2a | 0xa3 => '□',
        0x97 | 0x98 => '●',
        0xa2 => '■',
        _ => return None,
    })
}

fn wingdings_3(code: u32) -> Option<char> {
    Some(match code {
        0x20 => ' ',
        0x66 => '←',
        0x67 => '→',
        0x68 => '↑',
        0x69 => '↓',
        0x70 => '▲',
        0x71 => '▼',
        0x74 => '◀',
        0x75 | 0x7d => '▶',
        _ => return None,
    })
}

fn webdings(code: u32) -> Option<char> {
    Some(match code {
        0x20 => ' ',
        0x33 => '◀',
        0x34 => '▶',
        0x35 => '▲',
        0x36 => '▼',
        0x61 => '✔',
        0x63 => '□',
        0x67 => '■',
        0x6e => '●',
        0x72 => '✘',
        0xc8 => '☎',
        _ => return None,
    })
}

/// The font «Symbol»: Greek letters, arithmetic, arrows, bullets.
fn greek(code: u32) -> Option<char> {
    const UPPER: &str = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ";
    const LOWER: &str = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ";
    Some(match code {
        0x24 => '∃',
        0x22 => '∀',
        0x2a => '∗',
        0x2d => '−',
        0x20..=0x3f | 0x5b | 0x5d | 0x5f | 0x7b..=0x7d => char::from_u32(code)?,
        0x40 => '≅',
        0x41..=0x5a => UPPER.chars().nth((code - 0x41) as usize)?,
        0x61..=0x7a => LOWER.chars().nth((code - 0x61) as usize)?,
        0x7e => '∼',
        0xa2 => '′',
        0xa3 => '≤',
        0xa5 => '∞',
        0xab => '↔',
        0xac => '←',
        0xad => '↑',
        0xae => '→',
        0xaf => '↓',
        0xb0 => '°',
        0xb1 => '±',
        0xb2 => '″',
        0xb3 => '≥',
        0xb4 => '×',
        0xb5 => '∝',
        0xb7 => '•',
        0xb8 => '÷',
        0xb9 => '≠',
        0xba => '≡',
        0xbb => '≈',
        0xbc => '…',
        0xbe => '—',
        0xd2 => '®',
        0xd3 => '©',
        0xd4 => '™',
        0xd6 => '√',
        0xd7 => '⋅',
        0xdb => '⇔',
        0xdc => '⇐',
        0xde => '⇒',
        0xe5 => '∑',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_common_signs() {
        let cases = [
            ("Wingdings", "F0FC", '✓'),
            ("Wingdings", "FC", '✓'),
            ("wingdings", "F0E0", '→'),
            ("Wingdings 2", "F052", '☑'),
            ("Symbol", "F0B7", '•'),
            ("Symbol", "F061", 'α'),
            ("Symbol", "F05A", 'Ζ'),
            ("Symbol", "F07A", 'ζ'),
            ("Segoe UI Symbol", "2610", '☐'),
            ("Wingdings", "F0FF", '\u{fffc}'),
            ("Неизвестный", "F041", '\u{fffc}'),
            ("Wingdings", "нет", '\u{fffc}'),
        ];
        for (font, code, sign) in cases {
            assert_eq!(symbol(font, code), sign, "{font} {code}");
        }
    }
}
