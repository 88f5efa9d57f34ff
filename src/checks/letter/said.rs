//! What the sentences of a letter say: refuse, tell a fact, tell what to do, or nothing of the matter.

use std::ops::Range;

use crate::language::{Feature, MaskKind, MaskSet, SentenceView, Tag};
pub(super) use crate::letter::senses::*;
use crate::letter::{LetterMatch, Role, Strength};
use crate::rules::Inspection;

/// Body sentences that are looked at: no letter has more.
const MOST: usize = 400;

/// What a sentence is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Talk {
    /// Tells how things are.
    Statement,
    /// Tells the reader what can be done.
    Step,
    /// Tells how to appeal.
    Appeal,
    /// Courtesy, an invitation to rate.
    Courtesy,
    /// Tells what the reader wrote or how the letter was dealt with.
    Process,
}

/// A sentence of the letter's own text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Said<'a> {
    pub(super) view: SentenceView<'a>,
    /// The senses of its words.
    pub(super) senses: Senses,
    pub(super) talk: Talk,
    /// True when it refuses the reader something.
    pub(super) refuses: bool,
    /// True with a verb of what is still to be.
    pub(super) future: bool,
    /// True with a verb of what is.
    pub(super) present: bool,
    /// True with «может», «могут»: somebody is able to help.
    pub(super) able: bool,
    /// True for «если …».
    pub(super) conditional: bool,
    /// True with a verb or participle of what has been.
    pub(super) past: bool,
}

impl Said<'_> {
    pub(super) fn has(&self, sense: Senses) -> bool {
        self.senses & sense != 0
    }

    pub(super) fn block(&self) -> usize {
        self.view.block()
    }
}

/// The marks of a sentence.
pub(super) fn marks<'a>(
    seen: &Inspection<'a>,
    view: &SentenceView<'_>,
) -> impl Iterator<Item = &'a LetterMatch> + use<'a> {
    let marks = &seen.letter.marks;
    let place = (view.block() as u32, view.index() as u32);
    let from = marks.partition_point(|mark| (mark.block, mark.sentence) < place);
    marks[from..].iter().take_while(move |mark| (mark.block, mark.sentence) == place)
}

/// True for a mark that refuses by itself.
pub(super) fn is_refusal(mark: &LetterMatch) -> bool {
    matches!(mark.role, Role::Refusal | Role::PartialRefusal) && mark.strength == Strength::Strong
}

/// The sentences of the letter's own text, without the greeting.
pub(super) fn sentences<'a>(seen: &Inspection<'a>) -> Vec<Said<'a>> {
    let greeted = seen.letter.parts.salutation.map_or(0, |span| span.end);
    let views =
        seen.sentences().filter(|view| !view.is_empty() && view.whole().end > greeted && !is_hint(seen, view.block()));
    views.take(MOST).map(|view| said(seen, view)).collect()
}

/// «Подсказка сотруднику (удалите перед отправкой)»: a template's words to those who fill it in.
fn is_hint(seen: &Inspection<'_>, block: usize) -> bool {
    let text = seen.document.slice(seen.document.blocks()[block].span);
    let mut words = text.split_whitespace().map(str::to_lowercase);
    let named = words.next().is_some_and(|word| {
        ["подсказк", "памятк", "инструкц", "примечан", "комментар", "заметк", "напоминан", "пояснен", "указан"]
            .iter()
            .any(|start| word.trim_start_matches(|c: char| !c.is_alphabetic()).starts_with(start))
    });
    named
        && words.take(4).any(|word| {
            ["сотрудник", "специалист", "оператор", "исполнител", "автор", "составител", "тех,", "того,"]
                .iter()
                .any(|start| word.trim_start_matches('(').starts_with(start))
        })
}

fn said<'a>(seen: &Inspection<'a>, view: SentenceView<'a>) -> Said<'a> {
    let mut all = 0;
    let (mut imperative, mut future, mut past, mut infinitive, mut offer) = (false, false, false, false, false);
    let (mut reader_verb, mut present, mut able, mut conditional, mut own, mut forbidden, mut second) =
        (false, false, false, false, false, false, false);
    for token in 0..view.len() {
        let found = senses(&view, token);
        if view.mask(token).is_some_and(|kind| matches!(kind, MaskKind::Quote | MaskKind::LegalTitle)) {
            continue;
        }
        let word = view.word(token);
        // «решения суда» is a paper, «в суд» is where one goes.
        let court = !conditional
            && word.folded.starts_with("суд")
            && !(token.saturating_sub(3)..token)
                .any(|before| matches!(&*view.word(before).folded, "в" | "через" | "и"));
        all |= if court { found & !COMPLAINT } else { found };
        let negated = token > 0 && &*view.word(token - 1).folded == "не";
        // «Вы просите …» looks like an order, but tells.
        let told = token > 0 && &*view.word(token - 1).folded == "вы";
        imperative |= !negated
            && !told
            && found & COURTESY == 0
            && may_be(&view, token, Tag::of(&[Feature::Imperative, Feature::Plur]));
        future |= may_be(&view, token, Tag::of(&[Feature::Fut, Feature::Fin]));
        past |= may_be(&view, token, Tag::of(&[Feature::Past, Feature::Fin]))
            || may_be(&view, token, Tag::of(&[Feature::Short, Feature::Participle]));
        infinitive |= may_be(&view, token, Feature::Inf.tag());
        // «Строить можно не ближе двадцати метров» is a limit.
        let unwanted = |next: usize| {
            &*view.word(next).folded == "не" && next + 1 < view.len() && may_be(&view, next + 1, Feature::Inf.tag())
        };
        let allowed = word.folded.starts_with("разреш")
            && (0..view.len()).any(|at| matches!(&*view.word(at).folded, "только" | "лишь"));
        let limit = allowed
            || token + 1 < view.len()
                && matches!(&*view.word(token + 1).folded, "не" | "только" | "лишь")
                && !unwanted(token + 1)
            || token > 0 && matches!(&*view.word(token - 1).folded, "столько" | "сколько");
        // «Понадобилось бы пять счётчиков» offers nothing.
        let unreal = token + 1 < view.len() && &*view.word(token + 1).folded == "бы";
        let entitled = &*word.folded == "имеете" && token + 1 < view.len() && &*view.word(token + 1).folded == "право";
        let asked = &*word.folded == "просим";
        let obliges = matches!(&*word.folded, "нужно" | "надо" | "необходимо" | "следует" | "надлежит")
            && is_lasting(&view, token);
        offer |= (found & OFFER != 0 || entitled || asked) && !negated && !limit && !unreal && !obliges;
        second |= entitled || asked;
        present |= may_be(&view, token, Tag::of(&[Feature::Pres, Feature::Fin]))
            || matches!(&*word.folded, "нужно" | "надо" | "нет" | "нельзя");
        able |= !negated && matches!(&*word.folded, "может" | "могут");
        // «даже если она ухаживает за тётей» sets no condition.
        conditional |= &*word.folded == "если" && !(token > 0 && &*view.word(token - 1).folded == "даже");
        own |= word.folded.starts_with("ваш");
        second |= matches!(&*word.folded, "вы" | "вам" | "можете" | "можно");
        forbidden |= word.folded.starts_with("запрещ") || matches!(&*word.folded, "нельзя" | "опасно");
        reader_verb |= matches!(&*word.folded, "вы" | "вам")
            // «Вы вправе обратиться …» offers, «Вы обратились …» tells.
            && (token..view.len().min(token + 4))
                .any(|next| senses(&view, next) & SAYING != 0 && !may_be(&view, next, Feature::Inf.tag()));
    }
    let refuses = !reader_verb && marks(seen, &view).any(is_refusal);
    // «По Вашей жалобе …», «Жалоба обоснованна» tell of a complaint; «Жалоба может быть подана» of the way to one.
    let lodges = imperative || offer || (able || present || future) && infinitive || able && past;
    let complains =
        all & COMPLAINT != 0 && !refuses && (lodges && !own_complaint(&view) || !past && !own && (present || future));
    let appeals = all & APPEAL != 0 || complains || disagrees(&view);
    let rates = all & CONTACT != 0 && (view.slice(0..view.len()).contains("http") || all & COURTESY != 0);
    let talk = if appeals {
        Talk::Appeal
    } else if reader_verb && !imperative {
        Talk::Process
    } else if imperative
        || offer && infinitive && !forbidden && (second || !refuses)
        || all & AGAIN != 0 && infinitive
        || offers(&view)
        || able && !refuses && applies(&view)
    {
        if rates { Talk::Courtesy } else { Talk::Step }
    } else if all & COURTESY != 0 {
        Talk::Courtesy
    } else if all & PROCESS != 0 && all & (OBSTACLE | FINDING) == 0 {
        Talk::Process
    } else {
        Talk::Statement
    };
    Said { view, senses: all, talk, refuses, future, present, able, conditional, past }
}

/// «Вокруг крана нужно держать пять метров свободными» is a rule, «нужно заказать схему» a step.
fn is_lasting(view: &SentenceView<'_>, token: usize) -> bool {
    let near = || token.saturating_sub(NEAR)..view.len().min(token + NEAR);
    let to_reader = near()
        .any(|at| matches!(&*view.word(at).folded, "вы" | "вам" | "вас") || view.word(at).folded.starts_with("ваш"));
    let infinitive = near().filter(|&at| may_be(view, at, Feature::Inf.tag())).min_by_key(|at| at.abs_diff(token));
    !to_reader && infinitive.is_some_and(|at| !may_be(view, at, Tag::of(&[Feature::Inf, Feature::Perfective])))
}

/// Words around one that belong together with it; endless sentences have more.
const NEAR: usize = 40;

/// «Если Вы не согласны с решением, …», «С отказом можно не согласиться»
fn disagrees(view: &SentenceView<'_>) -> bool {
    let may = (2..view.len()).any(|token| {
        let words = [token - 2, token - 1, token].map(|at| &*view.word(at).folded);
        matches!(words, ["можно" | "можете" | "вправе", "не", "согласиться"])
    });
    let decision = |token: usize| {
        let word = &*view.word(token).folded;
        ["решени", "ответ", "отказ"].iter().any(|start| word.starts_with(start))
    };
    let unhappy = (1..view.len()).any(|token| {
        let words = [token - 1, token].map(|at| &*view.word(at).folded);
        matches!(words, ["не", "устраивает" | "удовлетворяет" | "устроило" | "устроил"])
            || words[0].starts_with("претензи")
                && matches!(words[1], "на" | "к")
                && token + 1 < view.len()
                && decision(token + 1)
    }) && (0..view.len()).any(decision);
    may || unhappy
        || (1..view.len()).any(|token| {
            view.word(token).folded.starts_with("согласн")
                && &*view.word(token - 1).folded == "не"
                && (0..token).any(|before| matches!(&*view.word(before).folded, "если" | "вы" | "не"))
        }) && (0..view.len()).any(|token| {
            matches!(
                &*view.word(token).folded,
                "решением"
                    | "ответом"
                    | "отказом"
                    | "отказ"
                    | "выводами"
                    | "вы"
                    | "осмотром"
                    | "этим"
            )
        }) && !(0..view.len()).any(|token| matches!(&*view.word(token).folded, "ли"))
}

/// «Ваша жалоба», «по Вашей жалобе»: the citizen's letter itself.
fn own_complaint(view: &SentenceView<'_>) -> bool {
    (1..view.len())
        .any(|token| view.word(token).folded.starts_with("жалоб") && view.word(token - 1).folded.starts_with("ваш"))
}

/// «Обратиться за свидетельством Лидия Ивановна может в любой загс»
fn applies(view: &SentenceView<'_>) -> bool {
    let does = |token: usize| {
        let word = &*view.word(token).folded;
        may_be(view, token, Feature::Inf.tag())
            && ["обрат", "получить", "подать", "прийти", "заказать", "оформить", "взять", "запис", "вызвать"]
                .iter()
                .any(|start| word.starts_with(start))
    };
    let limits = |token: usize| {
        matches!(&*view.word(token).folded, "только" | "лишь" | "тот" | "те" | "кто" | "не")
            || view.word(token).folded.starts_with("котор")
    };
    (0..view.len()).any(does) && !(0..view.len()).any(limits)
}

/// «Предлагаем …», «Есть места …», «Свободны …»: something the reader may take.
fn offers(view: &SentenceView<'_>) -> bool {
    let proposes = (0..view.len().min(4)).any(|token| &*view.word(token).folded == "предлагаем");
    let first = view.word(0);
    proposes
        || matches!(
            &*first.folded,
            "советуем" | "рекомендуем" | "есть" | "свободны" | "свободен" | "ближайшая" | "ближайший"
        )
}

const VAGUE: MaskSet = MaskSet::of(&[
    MaskKind::LegalRef,
    MaskKind::LegalTitle,
    MaskKind::RegNumber,
    MaskKind::OfficialName,
    MaskKind::QuotedTitle,
    MaskKind::Placeholder,
]);

/// Content words of a stretch, without those that only name an act or a formula.
pub(super) fn residue(view: &SentenceView<'_>, tokens: Range<usize>) -> usize {
    let content = Tag::of(&[Feature::Noun, Feature::Propn, Feature::Verb, Feature::Adj, Feature::Num]);
    let act = names_act(view);
    let mut quoted = 0;
    let mut count = 0;
    for token in tokens {
        match view.token_text(token) {
            "«" => quoted += 1,
            "»" => quoted -= i32::from(quoted > 0),
            _ => {}
        }
        let word = view.word(token);
        if quoted > 0 || !word.is_word() || view.is_masked(token, VAGUE) || senses(view, token) & EMPTY != 0 {
            continue;
        }
        let number = word.folded.starts_with(|c: char| c.is_ascii_digit());
        if number && act || !number && word.folded.chars().count() < 3 {
            continue;
        }
        // «Земельного кодекса», «Закона области»: a word beside the act belongs to it.
        let of_act = act
            && (token.saturating_sub(1)..view.len().min(token + 3)).any(|near| senses(view, near) & ACT != 0)
            && word.any.has_any(Tag::of(&[Feature::Adj, Feature::Noun]));
        if !of_act && (number || word.readings.first().is_some_and(|reading| reading.tag.has_any(content))) {
            count += 1;
        }
    }
    count
}

/// True when the sentence names an act or its article.
pub(super) fn names_act(view: &SentenceView<'_>) -> bool {
    (0..view.len())
        .any(|token| view.is_masked(token, MaskSet::of(&[MaskKind::LegalRef])) || senses(view, token) & ACT != 0)
}

/// What the card of the letter says under a key: a value, or the items of a list.
pub(super) fn card<'a>(seen: &Inspection<'a>, key: &str) -> Vec<&'a str> {
    seen.letter.card.list(key).collect()
}

/// «Вы пишете, что …»
pub(super) fn reports(view: &SentenceView<'_>) -> bool {
    (0..view.len()).any(|token| {
        matches!(&*view.word(token).folded, "пишете" | "сообщаете" | "указываете" | "считаете" | "просите")
    })
}
