//! What a paragraph or sentence beside a refusal is: a title, an item, the way out, another matter, a formula.

use std::ops::Range;

use super::super::said::{self, CONTACT, OBSTACLE, Said, Talk, names_act};
use crate::document::BlockKind;
use crate::language::{Feature, MaskKind, MaskSet, SentenceView, Tag};
use crate::letter::Zone;
use crate::rules::Inspection;

/// Words of a line that may be a title though nothing marks it as one.
const TITLE: usize = 9;
/// Words of a sentence without a verb that only names what follows.
const LABEL: usize = 7;

pub(super) fn is_step(said: &Said<'_>) -> bool {
    matches!(said.talk, Talk::Step | Talk::Appeal)
}

/// A phone, an address of a site, or the word for one: the paragraph sends the reader somewhere.
pub(super) fn has_contact(said: &Said<'_>) -> bool {
    let contacts = MaskSet::of(&[MaskKind::Phone, MaskKind::Email, MaskKind::Url]);
    (0..said.view.len()).any(|token| {
        said.view.is_masked(token, contacts)
            || said::senses(&said.view, token) & CONTACT != 0 && said.view.word(token).folded.starts_with("сайт")
    })
}

pub(super) fn is_heading(seen: &Inspection<'_>, block: usize) -> bool {
    matches!(seen.document.blocks()[block].kind, BlockKind::Heading { .. })
}

pub(super) fn is_item(seen: &Inspection<'_>, block: usize) -> bool {
    let block = &seen.document.blocks()[block];
    let text = seen.document.slice(block.span);
    matches!(block.kind, BlockKind::ListItem { .. })
        || text.starts_with(['–', '—', '-', '•'])
        || text.starts_with(|c: char| c.is_ascii_digit())
}

pub(super) fn ends_with_colon(seen: &Inspection<'_>, block: usize) -> bool {
    seen.document.slice(seen.document.blocks()[block].span).trim_end().ends_with(':')
}

/// «Причина отказа»
pub(super) fn names_reason(seen: &Inspection<'_>, block: usize) -> bool {
    let text = seen.document.slice(seen.document.blocks()[block].span).to_lowercase();
    seen.letter.zone(block) == Zone::Body && (text.contains("причин") || text.contains("почему"))
}

/// True when nothing but a colon or nothing at all follows: the ground is in the next sentence.
pub(super) fn opens(view: &SentenceView<'_>, rest: Range<usize>) -> bool {
    rest.into_iter().all(|token| !view.word(token).is_word()) || view.token_text(view.len() - 1) == ":"
}

/// A template's hole for the reason: «потому что {{причина}}».
pub(super) fn holds_reason(view: &SentenceView<'_>, rest: Range<usize>) -> bool {
    let text = view.slice(rest).to_lowercase();
    text.contains(['{', '[', '<'])
        && ["причин", "факт", "обстоятельств", "объясн", "почему"].iter().any(|word| text.contains(word))
}

/// A heading, or a short line without a point that stands as one: «Почему так».
pub(super) fn is_title(seen: &Inspection<'_>, said: &Said<'_>) -> bool {
    let block = said.block();
    if is_heading(seen, block) {
        return true;
    }
    let text = seen.document.slice(seen.document.blocks()[block].span).trim();
    !is_item(seen, block)
        && !said.refuses
        && said.view.count_words(0..said.view.len()) <= TITLE
        && text.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '?' | '»' | ')'))
        && said.view.whole().end as usize + 2 >= seen.document.blocks()[block].span.end as usize
}

/// True when a word of the first `reach` begins so.
pub(super) fn begins(view: &SentenceView<'_>, stems: &[&str], reach: usize) -> bool {
    (0..view.len().min(reach)).any(|token| stems.iter().any(|stem| view.word(token).folded.starts_with(stem)))
}

fn starts(view: &SentenceView<'_>, words: &[&str]) -> bool {
    words.len() <= view.len() && words.iter().enumerate().all(|(at, stem)| view.word(at).folded.starts_with(stem))
}

/// «Вместе с тем …», «Одновременно …»: the letter turns to what speaks for the reader.
pub(super) fn turns(view: &SentenceView<'_>) -> bool {
    const TURNS: [&[&str]; 17] = [
        &["вместе", "с", "тем"],
        &["вместе", "с", "этим"],
        &["одновременно"],
        &["в", "то", "же", "время"],
        &["тем", "не", "менее"],
        &["дополнительно"],
        &["кроме", "того"],
        &["взамен"],
        &["в", "качестве"],
        &["со", "своей", "стороны"],
        &["зато"],
        &["для", "решения"],
        &["для", "получения"],
        &["при", "этом"],
        &["также"],
        &["помимо"],
        &["наряду"],
    ];
    TURNS.iter().any(|words| starts(view, words))
        || (1..view.len()).any(|token| &*view.word(token - 1).folded == "при" && &*view.word(token).folded == "этом")
}

/// «Мы понимаем, что пыль мешает дышать»: of the reader's trouble, until the sentence turns.
pub(super) fn sympathizes(view: &SentenceView<'_>) -> bool {
    let feels = |&token: &usize| matches!(&*view.word(token).folded, "понимаем" | "понимаю" | "сочувствуем");
    let Some(feeling) = (0..view.len().min(3)).find(feels) else { return false };
    let own = (0..feeling).all(|token| matches!(&*view.word(token).folded, "мы" | "я" | "конечно" | ","));
    own && !(feeling..view.len())
        .any(|token| matches!(&*view.word(token).folded, "но" | "однако" | "потому" | "поскольку" | "поэтому"))
}

/// «Акт приложен», «Справки о них лежат в этом конверте»: what is handed over with the letter.
pub(super) fn hands_over(said: &Said<'_>) -> bool {
    let view = &said.view;
    let paper = begins(view, &["акт", "заключени", "протокол", "фото", "снимк", "выписк", "решени"], view.len());
    let given = begins(view, &["конверт", "приложен", "приложил", "прилага", "вложен", "вложил"], view.len());
    given && !paper && !said.refuses && !said.has(OBSTACLE)
}

/// «Две записи мы нашли», «Справку мы оформили»: what was asked for was done.
pub(super) fn has_done(said: &Said<'_>) -> bool {
    let view = &said.view;
    let done = |token: usize| {
        let word = &*view.word(token).folded;
        let checks = ["провер", "измер", "осмотр", "рассмотр", "провел", "изуч", "реш"];
        said::may_be(view, token, Tag::of(&[Feature::Past, Feature::Fin, Feature::Plur]))
            && said::senses(view, token) & (said::DOING | said::PROCESS | said::FINDING) != 0
            && !checks.iter().any(|start| word.starts_with(start))
    };
    !said.refuses && !said.conditional && !said.has(OBSTACLE) && (0..view.len()).any(done)
}

/// «В отношении тротуара …», «По второму вопросу …», «Что касается …»
pub(super) fn changes_matter(view: &SentenceView<'_>) -> bool {
    const CHANGES: [&[&str]; 8] = [
        &["в", "отношении"],
        &["что", "касается"],
        &["относительно"],
        &["по", "втор"],
        &["по", "трет"],
        &["по", "вопросу"],
        &["в", "част"],
        &["второ"],
    ];
    CHANGES.iter().any(|words| starts(view, words))
}

/// «Что Вы можете сделать:», «Чем мы можем помочь», «Какие есть варианты»
pub(super) fn opens_steps(seen: &Inspection<'_>, said: &Said<'_>) -> bool {
    let view = &said.view;
    let helps = [
        "можно",
        "можете",
        "можем",
        "помо",
        "вариант",
        "предлаг",
        "взамен",
        "поддержк",
        "альтернатив",
        "дальше",
        "рекоменд",
    ];
    (ends_with_colon(seen, said.block()) || &*view.word(0).folded == "что" || &*view.word(0).folded == "чем")
        && !said.has(OBSTACLE)
        && view.count_words(0..view.len()) <= TITLE
        && begins(view, &helps, view.len())
}

/// A finite verb or what stands for one.
pub(super) fn is_predicate(view: &SentenceView<'_>, token: usize) -> bool {
    let finite = [Tag::of(&[Feature::Fin]), Tag::of(&[Feature::Short])];
    finite.into_iter().any(|tag| said::may_be(view, token, tag))
        || matches!(&*view.word(token).folded, "нет" | "нельзя" | "нужно" | "можно" | "надо" | "это")
        || matches!(view.token_text(token), "–" | "—")
}

/// «Спил трёх тополей вдоль тротуара.»: names what follows and tells nothing.
pub(super) fn is_label(said: &Said<'_>) -> bool {
    let view = &said.view;
    // «Спил» is a verb as well: what it is here the sentence says.
    let verbal = |token: usize| {
        is_predicate(view, token)
            && view
                .in_context(token)
                .is_none_or(|reading| reading.tag.has_any(Tag::of(&[Feature::Verb, Feature::Aux, Feature::Short])))
    };
    view.count_words(0..view.len()) <= LABEL && !(0..view.len()).any(verbal)
}

/// «Решение принято на заседании комиссии», «Отказ обусловлен …»: of the decision, not of the case.
pub(super) fn tells_of_decision(view: &SentenceView<'_>) -> bool {
    let subject = (0..view.len().min(4))
        .any(|token| matches!(&*view.word(token).folded, "решение" | "отказ" | "ответ" | "вывод" | "позиция"));
    // «… обусловлен тем, что подъезд уже отремонтирован» tells of the case.
    let clause = (1..view.len())
        .any(|token| matches!(&*view.word(token).folded, "что" | "поскольку") && view.token_text(token - 1) == ",");
    subject
        && !clause
        && (0..view.len()).any(|token| {
            [
                "принят",
                "вынесен",
                "обусловлен",
                "продиктован",
                "основан",
                "обоснован",
                "соответствует",
                "предусмотрен",
                "подготовлен",
            ]
            .iter()
            .any(|stem| view.word(token).folded.starts_with(stem))
        })
}

/// «Это связано с особенностями …», «Правовые основания отсутствуют», «с учётом сложившейся ситуации»
pub(super) fn is_hollow(view: &SentenceView<'_>) -> bool {
    let has = |stems: &[&str]| begins(view, stems, view.len());
    let lacks = has(&["основани"])
        && (has(&["отсутств", "нет"])
            || has(&["не"]) && has(&["усматр", "имеет", "установлен", "выявлен", "найден", "нашл", "возник"]));
    let vague = has(&[
        "объективн",
        "независящ",
        "зависящ",
        "сложивш",
        "технически",
        "организационн",
        "особенност",
        "специфик",
        "совокупност",
        "ряд",
    ]) && has(&["причин", "обстоятельств", "ситуаци", "услови", "особенност", "специфик", "характер"]);
    let number = (0..view.len()).any(|token| view.word(token).folded.starts_with(|c: char| c.is_ascii_digit()));
    let useless = has(&["нецелесообразн"]) || has(&["не"]) && has(&["целесообразн"]);
    (lacks || vague || useless) && !number && view.token_text(view.len() - 1) != ":"
}

/// True of a sentence that refers to an act by number.
pub(super) fn cites(view: &SentenceView<'_>) -> bool {
    (0..view.len()).any(|token| view.mask(token) == Some(MaskKind::LegalRef)) && names_act(view)
}

/// True when a sentence tells of this case: of the reader, of a day, of a number, of what has been.
pub(super) fn of_case(view: &SentenceView<'_>) -> bool {
    (0..view.len()).any(|token| {
        let word = &*view.word(token).folded;
        let masked = view.is_masked(
            token,
            MaskSet::of(&[MaskKind::LegalRef, MaskKind::LegalTitle, MaskKind::Date, MaskKind::RegNumber]),
        );
        !masked
            && (word.starts_with("ваш")
                || matches!(word, "вы" | "вам" | "вас" | "вами")
                || word.starts_with(|c: char| c.is_ascii_digit())
                || said::may_be(view, token, Tag::of(&[Feature::Past, Feature::Fin])))
    })
}

/// «Просьба удовлетворена», «Вопрос решён положительно», «Жалоба обоснованна»
pub(super) fn agrees(view: &SentenceView<'_>) -> bool {
    let has = |stems: &[&str]| begins(view, stems, view.len());
    has(&["удовлетвор", "обоснован", "положительн", "поддержан", "одобрен"]) && !has(&["не", "без", "отказ"])
}

/// «В связи с этим», «С учётом изложенного», «При таких условиях»: what stands above is meant.
pub(super) fn refers_back(view: &SentenceView<'_>) -> bool {
    let words =
        |from: usize| [from, from + 1, from + 2].map(|at| if at < view.len() { &*view.word(at).folded } else { "" });
    (0..view.len().min(3)).any(|from| {
        matches!(
            words(from),
            ["в" | "по", "связи" | "этой", "с" | "причине"]
                | ["с", "учетом", _]
                | ["таким", "образом", _]
                | ["учитывая", _, _]
                | ["исходя", "из", _]
                | ["при", "таких" | "этих" | "указанных", _]
                | ["на", "основании", "изложенного" | "этого"]
                | ["поэтому" | "следовательно", _, _]
        )
    })
}
