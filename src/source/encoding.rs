//! Bytes to text: which encoding a text file is in.
//!
//! A file is read only when its encoding is beyond doubt: a letter read in the wrong one is worse than an error.

use std::borrow::Cow;

use encoding_rs::{Encoding, IBM866, KOI8_R, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1251};

use super::ReadError;

/// Decodes a text file. The byte order mark, if any, is left out.
pub(super) fn decode(bytes: Vec<u8>) -> Result<String, ReadError> {
    match Encoding::for_bom(&bytes) {
        Some((encoding, mark)) if encoding == UTF_8 => {
            let text = String::from_utf8(bytes).map_err(|error| broken_utf8(error.as_bytes(), first_bad(&error)))?;
            if let Some(at) = text.bytes().position(is_control) {
                return Err(not_text(text.as_bytes(), at));
            }
            Ok(text[mark..].to_owned())
        }
        Some((encoding, mark)) => utf16(encoding, &bytes[mark..]).ok_or(ReadError::BrokenUtf16),
        None => without_mark(bytes),
    }
}

fn without_mark(bytes: Vec<u8>) -> Result<String, ReadError> {
    if let Some(at) = bytes.iter().copied().position(is_control) {
        return unmarked_utf16(&bytes).ok_or_else(|| not_text(&bytes, at));
    }
    let error = match String::from_utf8(bytes) {
        Ok(text) => return Ok(by_chance(&text).unwrap_or(text)),
        Err(error) => error,
    };
    let bad = first_bad(&error);
    let bytes = error.into_bytes();
    if looks_like_utf8(&bytes, bad) {
        return Err(broken_utf8(&bytes, bad));
    }
    let encoding = single_byte(&bytes).ok_or(ReadError::UnknownEncoding { offset: bad })?;
    Ok(encoding.decode_without_bom_handling(&bytes).0.into_owned())
}

/// A few words of CP866 can happen to be well-formed UTF-8 – of letters that no Russian text has.
fn by_chance(text: &str) -> Option<String> {
    // Latin, Cyrillic, combining marks, punctuation and signs; byte order mark; emoji.
    let foreign = |c| !matches!(c, '\0'..='\u{4ff}' | '\u{2000}'..='\u{27bf}' | '\u{feff}' | '\u{1f000}'..);
    if text.len() > 200 || !text.contains(foreign) || text.contains(is_russian) {
        return None;
    }
    let encoding = single_byte(text.as_bytes())?;
    Some(encoding.decode_without_bom_handling(text.as_bytes()).0.into_owned())
}

fn first_bad(error: &std::string::FromUtf8Error) -> usize {
    error.utf8_error().valid_up_to()
}

/// Bytes that stand in no text file: all control characters but tab, line ends, form feed and Word's line break.
const fn is_control(byte: u8) -> bool {
    matches!(byte, 0..=8 | 0x0e..=0x1f | 0x7f)
}

fn line_of(bytes: &[u8], at: usize) -> usize {
    bytes[..at].iter().filter(|&&byte| byte == b'\n').count() + 1
}

fn not_text(bytes: &[u8], at: usize) -> ReadError {
    ReadError::NotText { offset: at, line: line_of(bytes, at), byte: bytes[at] }
}

fn broken_utf8(bytes: &[u8], at: usize) -> ReadError {
    ReadError::BrokenUtf8 { offset: at, line: line_of(bytes, at) }
}

fn utf16(encoding: &'static Encoding, bytes: &[u8]) -> Option<String> {
    encoding
        .decode_without_bom_handling_and_without_replacement(bytes)
        .filter(|text| !text.bytes().any(is_control))
        .map(Cow::into_owned)
}

/// UTF-16 without a byte order mark: nearly all code units have the high byte of Latin, Cyrillic or punctuation.
fn unmarked_utf16(bytes: &[u8]) -> Option<String> {
    if !bytes.len().is_multiple_of(2) {
        return None;
    }
    let units = bytes.len() / 2;
    let usual = |high: usize| bytes.chunks_exact(2).filter(|unit| matches!(unit[high], 0 | 4 | 0x20 | 0x21)).count();
    let encoding = match (usual(1), usual(0)) {
        (little, big) if little * 10 >= units * 9 && little > big => UTF_16LE,
        (little, big) if big * 10 >= units * 9 && big > little => UTF_16BE,
        _ => return None,
    };
    utf16(encoding, bytes)
}

/// True when most of what lies beyond ASCII is well-formed UTF-8 of the kinds that Russian letters hold.
fn looks_like_utf8(bytes: &[u8], first_bad: usize) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    // Around the first bad byte: all before it is good.
    let mut rest = &bytes[first_bad.saturating_sub(SAMPLE)..bytes.len().min(first_bad + SAMPLE)];
    while !rest.is_empty() {
        let (valid, invalid) = match std::str::from_utf8(rest) {
            Ok(text) => (text, 0),
            Err(error) => {
                let (valid, after) = rest.split_at(error.valid_up_to());
                (std::str::from_utf8(valid).unwrap_or_default(), error.error_len().unwrap_or(after.len()))
            }
        };
        // Other characters come about by chance in single-byte encodings (in CP866 even often).
        good += valid
            .chars()
            .filter(|c| matches!(c, '\u{400}'..='\u{4ff}' | '\u{a0}' | '«' | '»' | '\u{2010}'..='\u{2026}' | '№'))
            .count();
        bad += invalid;
        rest = &rest[valid.len() + invalid..];
    }
    good > bad
}

/// How much of a file is looked at to tell single-byte encodings apart.
const SAMPLE: usize = 64 * 1024;
/// By how many nats the best reading must beat the next.
const MARGIN: f32 = 5.0;
/// How likely each encoding is before the text is seen (nats).
const CANDIDATES: [(&Encoding, f32); 3] = [(WINDOWS_1251, 0.0), (IBM866, -2.5), (KOI8_R, -2.5)];

/// The single-byte encoding of a Russian text, if its letters tell it.
fn single_byte(bytes: &[u8]) -> Option<&'static Encoding> {
    let first = bytes.iter().position(|byte| !byte.is_ascii())?;
    // One byte before, so that the score sees what the first letter stands after.
    let from = first.saturating_sub(1);
    let sample = &bytes[from..bytes.len().min(from + SAMPLE)];
    let mut readings: Vec<(f32, &'static Encoding)> = CANDIDATES
        .iter()
        .filter_map(|&(encoding, prior)| {
            let (text, _) = encoding.decode_without_bom_handling(sample);
            likelihood(&text).map(|score| (score + prior, encoding))
        })
        .collect();
    readings.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (best, encoding) = *readings.first()?;
    let beaten = readings.get(1).is_none_or(|&(next, _)| best - next >= MARGIN);
    // Text in another script or encoding reads badly in all three.
    let (text, _) = encoding.decode_without_bom_handling(sample);
    let letters = text.chars().filter(|c| !c.is_ascii()).count();
    (beaten && best / letters as f32 > -6.0).then_some(encoding)
}

/// How rare each letter (а to я, ё as е) is at the start of a word, then after а, after б, and so on: -ln of its share,
/// rounded, at most 9. Counted in official Russian prose.
const PAIRS: [&[u8; 32]; 33] = [
    b"44243553393433223243565469999575",
    b"84353343543332833327643444999943",
    b"36797254395273292483947993436754",
    b"28687294294363264454969969825995",
    b"27774489295375172693999689979799",
    b"26466267394343243353969689745995",
    b"65443454634231652227566445999976",
    b"24692199294662699695999899997999",
    b"15253468395533384874997899545994",
    b"45464263333333554229544457999942",
    b"86683888874442388118888446888887",
    b"19488457297285173433984979989899",
    b"27969249195593299673999999952943",
    b"27699189295444148593599899935894",
    b"29755277194893289434595698935964",
    b"93233444533333433227565456999785",
    b"39968298396395161754997999968895",
    b"16546259295944266443769769946974",
    b"36495399393344234313767579843783",
    b"28295297294864262384888699942996",
    b"43432435743333934228858243999937",
    b"39999293297376193643374999979999",
    b"28358488386583083565658688888888",
    b"37699299097999477595999999949999",
    b"29799199293792895724999959994999",
    b"27999199293373495753997999995999",
    b"29999099299995996996999999994999",
    b"66666166666666666666666666666661",
    b"94374276914335934439929537999995",
    b"94737493493921799229995746999934",
    b"77554777773245647417455757777577",
    b"84882685886583883418885261888888",
    b"74262243756434995317944563999936",
];

/// Log-likelihood of what is not ASCII in `text` as Russian; `None` for characters that no text holds.
fn likelihood(text: &str) -> Option<f32> {
    let mut score = 0.0;
    let mut before = ' ';
    let mut capitals = 0; // how many capitals the word has had in a row, up to here
    for c in text.chars() {
        if !c.is_ascii() {
            score += one(c, before)? + case(c, before, capitals) + after(c, before);
        } else if c.is_ascii_alphabetic() && is_russian(before) {
            score -= 6.0;
        }
        capitals = if c.is_uppercase() { capitals + 1 } else { 0 };
        before = c;
    }
    Some(score)
}

const fn is_russian(c: char) -> bool {
    matches!(c, 'А'..='я' | 'ё' | 'Ё')
}

const fn is_drawing(c: char) -> bool {
    matches!(c, '\u{2500}'..='\u{259f}')
}

/// The place of a Russian letter in [`PAIRS`].
fn letter(c: char) -> Option<usize> {
    match c {
        'а'..='я' => Some(c as usize - 'а' as usize),
        'А'..='Я' => Some(c as usize - 'А' as usize),
        'ё' | 'Ё' => Some(5),
        _ => None,
    }
}

fn one(c: char, before: char) -> Option<f32> {
    if let Some(at) = letter(c) {
        let row = PAIRS[letter(before).map_or(0, |before| before + 1)];
        let rare = if matches!(c, 'ё' | 'Ё') { 2.0 } else { 0.0 };
        return Some(-f32::from(row[at] - b'0') - rare);
    }
    Some(match c {
        '«' | '»' | '–' | '—' | '№' | '\u{a0}' | '“' | '”' | '„' | '…' | '•' | '’' => -5.0,
        '§' | '°' | '©' | '€' | '·' | '±' => -7.0,
        '\u{80}'..='\u{9f}' | '\u{fffd}' => return None,
        '─' | '│' | '═' | '║' => -4.0,
        c if is_drawing(c) => -5.5,
        _ => -10.0,
    })
}

fn case(c: char, before: char, capitals: u32) -> f32 {
    match (c.is_uppercase(), is_russian(before)) {
        (true, false) => -1.5,
        (true, true) if before.is_uppercase() => -0.2,
        (true, true) => -6.0,
        (false, true) if is_russian(c) && before.is_uppercase() && capitals > 1 => -3.0,
        _ => 0.0,
    }
}

/// Neighbours that Russian hardly knows.
fn after(c: char, before: char) -> f32 {
    if before.is_ascii_alphanumeric() && is_russian(c) {
        return if before.is_ascii_digit() { -2.0 } else { -6.0 };
    }
    let (drawn, drawn_before) = (is_drawing(c), is_drawing(before));
    if drawn && is_russian(before) || drawn_before && is_russian(c) {
        return -3.0;
    }
    0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXTS: [&str; 14] = [
        "Здравствуйте!",
        "Да",
        "Ответ",
        "АКТ ОСМОТРА",
        "ПРИКАЗ № 5",
        "ООО «СССР»",
        "Уважаемая Ирина Олеговна!",
        "12.05.2026;Петрова;1 200,50\r\n13.05.2026;Ежов;70\r\n",
        "тел. (8442) 11-22-33, e-mail: box@example.org, Сайт: example.org",
        "Ещё раз: съёмка объекта — с 9 до 18 часов.",
        "Мы продлили договор аренды. Новый срок – до пяти лет, размер платы прежний.",
        "УПРАВЛЕНИЕ ГОРОДСКОГО ХОЗЯЙСТВА\nгорода Нижнереченска\n\nНа ваше письмо от 3 марта отвечаем: яму засыпали.",
        "Чтобы получить справку, придите с паспортом в кабинет 12. Подъезд – со двора, этаж второй. Приём ведут по \
         вторникам и четвергам, с 9:00 до 13:00. Если прийти не получится, позвоните, и мы назначим другой день.",
        "Размер субсидии зависит от дохода семьи за полгода. К заявлению приложите:\n1) справки о доходах;\n2) квитанции \
         за жильё;\n3) реквизиты счёта.\nРешение примем за десять рабочих дней и сообщим о нём письмом.",
    ];

    fn read(bytes: &[u8]) -> String {
        decode(bytes.to_vec()).unwrap_or_else(|error| format!("error: {error}"))
    }

    fn utf16_bytes(text: &str, big: bool) -> Vec<u8> {
        text.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    }

    #[test]
    fn reads_unicode_with_and_without_mark() {
        for text in TEXTS {
            assert_eq!(read(text.as_bytes()), text);
            assert_eq!(read(&[b"\xef\xbb\xbf", text.as_bytes()].concat()), text);
            assert_eq!(read(&[b"\xff\xfe", &utf16_bytes(text, false)[..]].concat()), text);
            assert_eq!(read(&[b"\xfe\xff", &utf16_bytes(text, true)[..]].concat()), text);
            assert_eq!(read(&utf16_bytes(text, false)), text);
            assert_eq!(read(&utf16_bytes(text, true)), text);
        }
        assert_eq!(read(b"Plain ASCII, 12;34\r\n"), "Plain ASCII, 12;34\r\n");
    }

    #[test]
    fn reads_windows_1251() {
        for text in TEXTS {
            let (bytes, _, lost) = WINDOWS_1251.encode(text);
            assert!(!lost, "{text}");
            assert_eq!(read(&bytes), text);
        }
    }

    #[test]
    fn reads_dos_and_koi8_or_refuses() {
        for (encoding, name) in [(IBM866, "866"), (KOI8_R, "koi8")] {
            let mut refused = Vec::new();
            for text in TEXTS {
                // What these encodings lack.
                let text = text.replace(['—', '–'], "-").replace(['«', '»'], "\"").replace('№', "N");
                let (bytes, _, lost) = encoding.encode(&text);
                assert!(!lost, "{text}");
                match decode(bytes.to_vec()) {
                    Ok(read) => assert_eq!(read, text, "{name}"),
                    Err(ReadError::UnknownEncoding { .. }) => refused.push(text),
                    Err(error) => panic!("{name}: {text}: {error}"),
                }
            }
            assert!(refused.iter().all(|text| text.chars().count() < 12), "{name}: {refused:?}");
        }
        assert_eq!(read(&IBM866.encode("тел. (812) 11-22-33").0), "тел. (812) 11-22-33", "well-formed UTF-8 by chance");
        assert_eq!(read("日本語".as_bytes()), "日本語");
        let table = "┌──────┬───────┐\n│ Дата │ Сумма │\n├──────┼───────┤\n│ май  │ 1 200 │\n└──────┴───────┘\n";
        assert_eq!(read(&IBM866.encode(table).0), table);
    }

    #[test]
    fn says_where_utf8_is_broken() {
        let mut bytes = "Первая строка.\nВторая строка без беды.\nТретья".as_bytes().to_vec();
        let at = "Первая строка.\nВто".len();
        bytes[at] = 0xff;
        match decode(bytes) {
            Err(ReadError::BrokenUtf8 { offset, line }) => assert_eq!((offset, line), (at, 2)),
            other => panic!("{other:?}"),
        }
        let cut = "Письмо обрезали на середине букв";
        let cut = &cut.as_bytes()[..cut.len() - 1];
        assert!(matches!(decode(cut.to_vec()), Err(ReadError::BrokenUtf8 { line: 1, .. })));
    }

    #[test]
    fn refuses_what_is_no_russian_text() {
        assert!(matches!(decode(b"na\0me".to_vec()), Err(ReadError::NotText { offset: 2, byte: 0, .. })));
        assert!(matches!(decode(b"a caf\xe9 in Montr\xe9al".to_vec()), Err(ReadError::UnknownEncoding { offset: 5 })));
        assert!(matches!(decode(b"\xff\xfe\x00\xd8".to_vec()), Err(ReadError::BrokenUtf16)));
    }
}
