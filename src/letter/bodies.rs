//! Words for authorities, companies and others to whom a letter may be passed on.

/// Beginnings of words for authorities and companies that stand apart from the writer.
const BODIES: [&str; 38] = [
    "министерств",
    "администраци",
    "управлени",
    "комитет",
    "правительств",
    "департамент",
    "инспекци",
    "инспектор",
    "фонд",
    "соцфонд",
    "агентств",
    "прокуратур",
    "росреестр",
    "роспотребнадзор",
    "ростехнадзор",
    "росздравнадзор",
    "росприроднадзор",
    "роскомнадзор",
    "жилнадзор",
    "стройнадзор",
    "мэри",
    "полици",
    "водоканал",
    "горсвет",
    "теплосет",
    "электросет",
    "дирекци",
    "предприяти",
    "компани",
    "надзор",
    "дистанци",
    "организаци",
    "учреждени",
    "оператор",
    "служб",
    "палат",
    "больниц",
    "поликлиник",
];

/// The same, whole.
const BODIES_WHOLE: [&str; 20] = [
    "суд",
    "суда",
    "мвд",
    "умвд",
    "гибдд",
    "госавтоинспекция",
    "госавтоинспекцию",
    "госавтоинспекции",
    "мчс",
    "фас",
    "муп",
    "гуп",
    "мку",
    "мбу",
    "гку",
    "гбу",
    "ооо",
    "пао",
    "ао",
    "ржд",
];

/// Those that name nobody: «в другой орган».
const GENERAL: [&str; 12] = [
    "орган",
    "органа",
    "органу",
    "органе",
    "органом",
    "органы",
    "органам",
    "адресат",
    "адресату",
    "ведомство",
    "ведомству",
    "ведомства",
];

/// Beginnings of words for units and places: the receiver in a sentence of passing on, a part of the writer elsewhere.
const UNITS: [&str; 17] = [
    "центр",
    "бюро",
    "район",
    "отдел",
    "школ",
    "архив",
    "энергосбыт",
    "город",
    "округ",
    "област",
    "банк",
    "товариществ",
    "минист",
    "совет",
    "собес",
    "мфц",
    "жэк",
];

/// True of a folded word for an authority or company.
pub(super) fn is_named_body(word: &str) -> bool {
    BODIES_WHOLE.contains(&word) || BODIES.iter().any(|stem| word.starts_with(stem))
}

/// The same, or a word for such in general.
pub(super) fn is_body(word: &str) -> bool {
    GENERAL.contains(&word) || is_named_body(word)
}

/// True of a word for an authority or company, or for a unit or place of one.
pub fn is_body_or_unit(word: &str) -> bool {
    is_named_body(word) || UNITS.iter().any(|stem| word.starts_with(stem))
}
