//! What a word form may begin or continue, as bits: found once per form, so that a text without such forms costs
//! the recognisers next to nothing.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::roman;
use crate::language::lexicon::{Reading, Shape};
use crate::language::tag::{Feature, Tag};

/// A set of classes of one word form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::language) struct Classes(u32);

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident;)*) => {
        #[repr(u8)]
        #[allow(non_camel_case_types, clippy::upper_case_acronyms, reason = "only numbers the bits")]
        enum Bit { $($name),* }
        impl Classes { $($(#[$doc])* pub(super) const $name: Self = Self(1 << Bit::$name as u8);)* }
    };
}

classes! {
    /// Begins with a digit.
    DIGIT;
    /// A quotation mark of any kind.
    QUOTE;
    /// A web address or host name.
    URL;
    /// An e-mail address.
    EMAIL;
    /// Something a placeholder may begin with.
    PLACEHOLDER;
    /// A month in the genitive: марта.
    MONTH;
    /// №, N.
    NUMERO;
    /// A word next to which short numbers are phones.
    PHONE_WORD;
    /// «доб.» and the like.
    EXTENSION;
    /// ИНН, ОГРН, счёт.
    ID_WORD;
    /// A word that announces a registration number.
    REG_WORD;
    /// A part of an act: статья, п.
    PART;
    /// An act: закон, приказ.
    ACT;
    /// A code or the constitution named by letters: ЖК, ГрК.
    CODE;
    /// The head of an official name.
    OFFICIAL;
    /// A word that names what stands in quotes after it.
    OPENER;
    /// A verb that quotes the citizen.
    SAYS;
    /// An initial with its period, or a capital letter alone.
    INITIAL;
    /// May be a given name.
    GIVEN;
    /// May be a patronymic.
    PATRONYMIC;
    /// Is read as a surname.
    SURNAME;
    /// Looks like a surname by its ending.
    SURNAME_LIKE;
    /// г-н, гражданка.
    CITIZEN;
    /// A region: область, край.
    REGION;
    /// A settlement: г., село.
    SETTLEMENT;
    /// A street: ул., проспект.
    STREET;
    /// A house or a part of it: д., кв.
    HOUSE;
    /// A unit of money.
    MONEY;
    /// тыс., млн.
    MAGNITUDE;
    /// A Roman numeral.
    ROMAN;
    /// Cyrillic, first letter capital.
    CAPITAL;
    /// An opening or a closing round bracket.
    ROUND;
}

impl Classes {
    /// No class.
    pub(super) const NONE: Self = Self(0);
    /// Quotation marks and brackets, which may enclose sentence ends.
    pub(in crate::language) const ENCLOSING: Self = Self::QUOTE.with(Self::ROUND);

    pub(super) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// True when the two share a class.
    pub(in crate::language) const fn has_any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The classes of a form.
    pub(in crate::language) fn of_form<'a>(
        form: &str,
        folded: &str,
        shape: Shape,
        readings: &[Reading],
        lemmas: impl Iterator<Item = &'a str>,
    ) -> Self {
        let mut classes =
            if shape == Shape::Lower && form.chars().all(|c| matches!(c, 'а'..='я' | 'ё')) && !form.starts_with('х')
            {
                Self::NONE
            } else {
                Self::of_signs(form, shape)
            };
        if shape == Shape::Sign {
            return classes;
        }
        let capital = form.chars().next().is_some_and(|c| matches!(c, 'А'..='Я' | 'Ё'));
        let lists = &*LISTS;
        let add = |classes: &mut Self, key: &str| {
            if let Some(&(always, capitalised)) = lists.get(key) {
                *classes = classes.with(always).with(if capital { capitalised } else { Self::NONE });
            }
        };
        add(&mut classes, folded);
        if let Some(bare) = folded.strip_suffix('.') {
            add(&mut classes, bare);
        }
        for lemma in lemmas {
            if lemma != folded {
                add(&mut classes, lemma);
            }
        }
        if shape != Shape::Lower && roman::is_numeral(form) {
            classes = classes.with(Self::ROMAN);
        }
        if capital {
            classes = classes.with(Self::CAPITAL).with(of_name(form, folded, shape, readings));
        }
        classes
    }

    fn of_signs(form: &str, shape: Shape) -> Self {
        let first = form.as_bytes().first().copied().unwrap_or_default();
        match first {
            b'0'..=b'9' if matches!(form, "00.00.0000" | "0N.0M.0Y") => return Self::DIGIT.with(Self::PLACEHOLDER),
            b'0'..=b'9' => return Self::DIGIT,
            b'{' | b'[' | b'<' | b'$' | b'%' | b'_' => return Self::PLACEHOLDER,
            b'(' => return Self::ROUND.with(Self::PLACEHOLDER),
            b')' => return Self::ROUND,
            b'"' => return Self::QUOTE,
            b'#' if form.len() == 1 => return Self::NUMERO,
            b'.' if form.len() >= 5 => return Self::PLACEHOLDER,
            b'+' if form.len() > 1 => return Self::DIGIT,
            _ => {}
        }
        if shape == Shape::Sign {
            return match form {
                "«" | "»" | "„" | "“" | "”" => Self::QUOTE,
                "№" => Self::NUMERO,
                "+" => Self::DIGIT,
                "₽" => Self::MONEY,
                _ if form.len() > 3 && form.chars().all(|c| c == '…') => Self::PLACEHOLDER,
                _ => Self::NONE,
            };
        }
        if form.contains('@') && !form.starts_with('@') {
            return Self::EMAIL;
        }
        let lower = form.to_ascii_lowercase();
        let web = ["http://", "https://", "ftp://", "www."].iter().any(|start| lower.starts_with(start));
        let host = || {
            lower.rsplit_once('.').is_some_and(|(name, top)| {
                const TOPS: [&str; 8] = ["ru", "рф", "su", "com", "org", "net", "info", "gov"];
                TOPS.contains(&top.split('/').next().unwrap_or(top)) && !name.is_empty()
            })
        };
        if web || host() {
            return Self::URL;
        }
        if form.chars().count() >= 3 && form.chars().all(|c| matches!(c, 'X' | 'x' | 'Х' | 'х')) {
            return Self::PLACEHOLDER;
        }
        Self::NONE
    }
}

/// Names of persons: only for capitalised Cyrillic forms.
fn of_name(form: &str, folded: &str, shape: Shape, readings: &[Reading]) -> Classes {
    let mut classes = Classes::NONE;
    let mut letters = form.chars().filter(|c| *c != '.');
    if letters.next().is_some() && letters.next().is_none() {
        return Classes::INITIAL;
    }
    if shape == Shape::Mixed || form.ends_with('.') {
        return classes;
    }
    for reading in readings.iter().filter(|reading| reading.tag.has_any(Tag::NAME)) {
        let tag = reading.tag;
        if tag.has(Feature::NameGiv) && reading.weight > 0.02 {
            classes = classes.with(Classes::GIVEN);
        }
        if tag.has(Feature::NamePat) {
            classes = classes.with(Classes::PATRONYMIC);
        }
        if tag.has(Feature::NameSur) && reading.weight > 0.01 {
            classes = classes.with(Classes::SURNAME);
        }
    }
    let stem_end = |endings: &[&str]| endings.iter().any(|end| folded.len() > end.len() + 4 && folded.ends_with(end));
    const PATRONYMIC: &[&str] = &[
        "ович",
        "овича",
        "овичу",
        "овичем",
        "евич",
        "евича",
        "евичу",
        "евичем",
        "ьич",
        "ьича",
        "ьичу",
        "ьичем",
        "овна",
        "овны",
        "овне",
        "овну",
        "овной",
        "евна",
        "евны",
        "евне",
        "евну",
        "евной",
        "ична",
        "ичны",
        "ичне",
        "ичну",
        "ичной",
    ];
    const SURNAME: &[&str] = &[
        "ов",
        "ова",
        "ову",
        "овым",
        "ове",
        "овой",
        "ев",
        "ева",
        "еву",
        "евым",
        "еве",
        "евой",
        "ин",
        "ина",
        "ину",
        "иным",
        "ине",
        "иной",
        "ын",
        "ына",
        "ыну",
        "ыным",
        "ыной",
        "ский",
        "ская",
        "ского",
        "скому",
        "ским",
        "ской",
        "скую",
        "цкий",
        "цкая",
        "цкого",
        "цкому",
        "цким",
        "цкой",
        "цкую",
        "енко",
        "ук",
        "юк",
        "ян",
        "яна",
        "яну",
        "дзе",
        "швили",
        "их",
        "ых",
        "ко",
        "ец",
        "ук",
        "ука",
        "уку",
    ];
    if stem_end(PATRONYMIC) {
        classes = classes.with(Classes::PATRONYMIC);
    }
    if stem_end(SURNAME) {
        classes = classes.with(Classes::SURNAME_LIKE);
    }
    classes
}

/// Classes of folded forms (without period) and dictionary forms: in any case, and more when capitalised.
type Lists = FxHashMap<&'static str, (Classes, Classes)>;

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let mut lists = Lists::default();
    let mut add = |class: Classes, only_capital: bool, words: &'static str| {
        for word in words.split_ascii_whitespace() {
            let entry = lists.entry(word).or_default();
            let place = if only_capital { &mut entry.1 } else { &mut entry.0 };
            *place = place.with(class);
        }
    };
    let months = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря";
    add(Classes::MONTH, false, months);
    add(Classes::NUMERO, true, "n no");
    let phone = "тел телефон факс звонить позвонить номер моб мобильный сотовый";
    add(Classes::PHONE_WORD, false, phone);
    add(Classes::EXTENSION, false, "доб добавочный внутр");
    add(Classes::ID_WORD, false, "инн огрн огрнип кпп бик снилс уин окпо октмо vin счет р/с к/с паспорт");
    let heads = "министерство администрация управление отдел департамент комитет служба инспекция фонд агентство \
                 правительство прокуратура суд палата центр учреждение школа больница поликлиника совет дума собрание \
                 комиссия порядок стандарт перечень реестр база";
    add(Classes::OFFICIAL, false, heads);
    let registration = "вх входящий исх исходящий рег регистрационный учетный зарегистрировать номер присвоить за";
    add(Classes::REG_WORD, false, registration);
    let part = "статья ст ч п пп часть пункт подпункт подп абзац абз глава гл раздел разд параграф приложение прил";
    add(Classes::PART, false, part);
    let acts = "закон кодекс конституция указ постановление распоряжение приказ порядок правило правила положение \
                регламент устав соглашение решение инструкция";
    add(Classes::ACT, false, acts);
    add(Classes::CODE, true, "зк жк гк тк ск ук упк гпк нк бк вк лк кас коап грк апк");
    let openers = "ооо ао пао зао оао нко снт днт тсж тсн жск гск муп гуп мбу мку гбу гку мбоу мбдоу гбуз жк ип фонд \
                   банк центр программа проект портал сервис конкурс акция форма раздел услуга кнопка вкладка строка \
                   поле остановка компания фирма общество организация предприятие учреждение магазин приложение \
                   система школа сад пункт меню подраздел ссылка мау мбуз фгуп фгбу фку гау ано кооператив";
    add(Classes::OPENER, false, openers);
    let says = "писать сообщать указывать просить считать назвать указать написать сообщить цитата цитировать слово";
    add(Classes::SAYS, false, says);
    add(Classes::CITIZEN, false, "г-н г-жа господин госпожа гражданин гражданка гр");
    add(Classes::REGION, false, "область обл край район р-н округ республика респ");
    let settlements = "г город с село деревня дер пос поселок пгт п рп станица хутор аул д";
    add(Classes::SETTLEMENT, false, settlements);
    let streets = "ул улица пр пр-т пр-кт проспект просп пер переулок наб набережная пл площадь ш шоссе б-р бульвар \
                   мкр микрорайон проезд тупик аллея линия";
    add(Classes::STREET, false, streets);
    let houses = "д дом корп корпус к стр строение лит литера кв квартира пом помещение каб кабинет оф офис эт этаж \
                  подъезд";
    add(Classes::HOUSE, false, houses);
    add(Classes::MONEY, false, "руб рубль коп копейка");
    add(Classes::MAGNITUDE, false, "тыс млн млрд тысяча миллион миллиард");
    lists
});
