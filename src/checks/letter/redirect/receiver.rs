//! To whom the letter was passed on.

use super::{Notice, verb};
use crate::language::{Feature, MaskKind, MaskSet, SentenceView, Tag};
use crate::letter::{Zone, is_body_or_unit};
use crate::rules::Inspection;

/// Those that are names by themselves: «шумом занимается Роспотребнадзор».
const PROPER: [&str; 16] = [
    "росреестр",
    "роспотребнадзор",
    "ростехнадзор",
    "росздравнадзор",
    "госавтоинспекци",
    "прокуратур",
    "полици",
    "мвд",
    "умвд",
    "гибдд",
    "мфц",
    "водоканал",
    "горсвет",
    "теплосет",
    "электросет",
    "энергосбыт",
];

/// Beginnings of words for a body that is not named.
const NAMELESS: [&str; 12] = [
    "компетентн",
    "уполномоченн",
    "соответствующ",
    "профильн",
    "вышестоящ",
    "ответственн",
    "надлежащ",
    "ин",
    "друг",
    "нужн",
    "надзорн",
    "контролирующ",
];

/// Masks of names.
const NAMES: MaskSet = MaskSet::of(&[MaskKind::OfficialName, MaskKind::OrgName, MaskKind::QuotedTitle]);

/// True when the letter says to whom it went: where it tells so, or where it says whose business it is and who answers.
pub(super) fn is_named(seen: &Inspection<'_>, notice: &Notice<'_>) -> bool {
    let own = own_names(seen);
    let told = notice.telling().any(|at| {
        let view = &notice.body[at];
        let listed = !notice.told.contains(&at);
        receives(view, if listed { None } else { verb(view) })
    });
    // «Этим занимается Жилищная инспекция. Туда мы и передали письмо»
    // «в компетентную организацию»: the sentence had its place for a name.
    if !told && notice.told.iter().any(|&at| is_hollow(&notice.body[at])) {
        return false;
    }
    told || notice.told.iter().any(|&at| {
        if refers(&notice.body[at]) && (at.saturating_sub(3)..at).any(|before| names(&notice.body[before], &own)) {
            return true;
        }
        let near = |view: &&SentenceView<'_>| view.block().abs_diff(notice.body[at].block()) <= 1;
        notice.body.iter().filter(near).any(|view| points_out(view, &own))
    })
}

fn is_body(view: &SentenceView<'_>, token: usize) -> bool {
    let word = &*view.word(token).folded;
    if view.is_masked(token, MaskSet::of(&[MaskKind::OfficialName, MaskKind::OrgName])) {
        return true;
    }
    let stem = is_body_or_unit(word);
    // «городских», «школьных» name no body.
    let noun =
        view.word(token).readings.is_empty() || view.word(token).any.has_any(Tag::of(&[Feature::Noun, Feature::Propn]));
    let nameless = (token.saturating_sub(2)..token).any(|before| {
        let word = &*view.word(before).folded;
        word.chars().count() > 3
            && NAMELESS
                .iter()
                .any(|stem| if stem.chars().count() < 5 { is_form(word, stem) } else { word.starts_with(stem) })
    });
    stem && noun && !nameless
}

/// «иной», «иные», «другое», «нужный»: a stem with an ending.
fn is_form(word: &str, stem: &str) -> bool {
    word.strip_prefix(stem).is_some_and(|end| {
        matches!(end, "ой" | "ое" | "ые" | "ый" | "ую" | "ом" | "ого" | "ие" | "ых" | "их" | "ими" | "ому" | "ая")
    })
}

/// A body or person that gets it in the sentence that tells of passing on.
fn receives(view: &SentenceView<'_>, verb: Option<usize>) -> bool {
    let folded = |token: usize| &*view.word(token).folded;
    (0..view.len()).any(|token| {
        let before = verb.is_some_and(|verb| token < verb);
        let led = (token.saturating_sub(6)..token).rev().find(|&near| {
            matches!(folded(near), "в" | "во" | "на" | "к" | "из" | "от" | "о" | "об" | "по" | "у" | "с" | "для")
        });
        let to = led.is_some_and(|led| matches!(folded(led), "в" | "во" | "на" | "к"));
        let first = view.readings(token).first().map(|reading| reading.tag);
        let place = ["город", "район", "округ", "област"].iter().any(|stem| folded(token).starts_with(stem))
            && first.is_some_and(|tag| !tag.has(Feature::Acc) && !tag.has(Feature::Dat));
        let own = token > 0 && folded(token - 1).starts_with("наш");
        let dative =
            first.is_some_and(|tag| tag.has(Feature::Dat) && tag.has_any(Tag::of(&[Feature::Noun, Feature::Propn])));
        let agent = first.is_some_and(|tag| tag.has(Feature::Ins));
        let general = [
            "адресат",
            "орган",
            "исполнител",
            "принадлежност",
            "компетенци",
            "назначени",
            "подведомств",
            "ведомств",
            "существ",
        ];
        // «переслали письмо начальнику дистанции О.В. Грачу»
        let person = dative
            && !before
            && led.is_none_or(|led| verb.is_some_and(|verb| led < verb))
            && !matches!(folded(token), "вам" | "нам")
            && !general.iter().any(|stem| folded(token).starts_with(stem));
        let body = is_body(view, token) && !place && !own && !agent && (!before || to || dative);
        person || body
    })
}

/// Somebody else who does it, answers or gives information: «занимается Жилищная инспекция», «Комитет ответит».
fn points_out(view: &SentenceView<'_>, own: &[String]) -> bool {
    let lower = super::reason::lower(view);
    let does = super::reason::owns(&lower)
        || ["ответ", "пришл", "сообщ", "напиш", "направ", "подготов", "телефон", "тел."]
            .iter()
            .any(|stem| lower.contains(stem));
    if !does {
        return false;
    }
    names(view, own)
}

/// «в уполномоченный орган», «в компетентную организацию»
fn is_hollow(view: &SentenceView<'_>) -> bool {
    let folded = |token: usize| &*view.word(token).folded;
    (1..view.len()).any(|token| {
        let hollow = ["компетентн", "уполномоченн", "соответствующ", "профильн", "надлежащ"];
        hollow.iter().any(|stem| folded(token).starts_with(stem)) && matches!(folded(token - 1), "в" | "во" | "к")
    })
}

/// «Мы переслали туда жалобу», «Ему и передали»: the body is named before.
fn refers(view: &SentenceView<'_>) -> bool {
    (0..view.len()).any(|token| matches!(&*view.word(token).folded, "туда" | "ему" | "ей" | "им"))
}

/// Some body that is not the writer, told from others.
fn names(view: &SentenceView<'_>, own: &[String]) -> bool {
    (0..view.len()).any(|token| {
        let word = &*view.word(token).folded;
        let place = ["город", "район", "округ", "област"].iter().any(|stem| word.starts_with(stem));
        // «управляющими организациями», «лечебные учреждения»: many, and none by name.
        let many = view.mask(token).is_none()
            && view
                .readings(token)
                .first()
                .is_some_and(|reading| reading.tag.has_all(Tag::of(&[Feature::Noun, Feature::Plur])));
        if !is_body(view, token) || place || many || is_denied(view, token) {
            return false;
        }
        let mine = own.iter().any(|name| shares(name, word));
        let names: Vec<String> = describers(view, token).collect();
        let long = view.mask_at(token).is_some_and(|mask| mask.tokens.len() > 1)
            && view.is_masked(token, MaskSet::of(&[MaskKind::OfficialName, MaskKind::OrgName]));
        let ours = mine && names.iter().all(|near| own.iter().any(|name| shares(name, near)));
        let proper = PROPER.iter().any(|stem| word.starts_with(stem));
        (long || proper || !names.is_empty()) && !ours
    })
}

/// Words of the letterhead and of the reply's own name: the writer.
fn own_names(seen: &Inspection<'_>) -> Vec<String> {
    let blocks = seen.document.blocks();
    let head = (0..blocks.len().min(20)).filter(|&block| seen.letter.zone(block) == Zone::Letterhead);
    let words = head.flat_map(|block| seen.document.slice(blocks[block].span).split(|c: char| !c.is_alphanumeric()));
    words.filter(|word| word.chars().count() > 3).map(|word| word.to_lowercase().replace('ё', "е")).collect()
}

/// True when two words begin alike.
fn shares(one: &str, other: &str) -> bool {
    let stem = |word: &str| word.chars().take(6).collect::<String>();
    stem(one) == stem(other)
}

/// What tells a body from others: the adjective before it and the noun after it («жилищная инспекция»,
/// «администрация района»).
fn describers<'v>(view: &'v SentenceView<'_>, token: usize) -> impl Iterator<Item = String> + 'v {
    let is = move |token: usize, feature: Feature| {
        view.readings(token).first().is_some_and(|reading| reading.tag.has(feature))
    };
    let before = token.checked_sub(1).filter(|&before| is(before, Feature::Adj));
    let named = move |next: usize| {
        is(next, Feature::Gen) && view.mask(next) != Some(MaskKind::Date) || view.is_masked(next, NAMES)
    };
    let after = Some(token + 1).filter(|&next| next < view.len() && named(next));
    before.into_iter().chain(after).map(|near| view.word(near).folded.to_string())
}

/// «администрация района не вправе»: who cannot do it is the writer.
fn is_denied(view: &SentenceView<'_>, token: usize) -> bool {
    (token..view.len().min(token + 9))
        .take_while(|&near| !matches!(view.token_text(near), "," | ":" | ";"))
        .any(|near| &*view.word(near).folded == "не")
}
