//! What the sentences of a letter say: refuse, tell a fact, tell what to do, or nothing of the matter.
//!
//! Words are looked up by dictionary form in one table, once a token, so that every letter can afford it.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::language::{Feature, MaskKind, MaskSet, SentenceView, Tag};
use crate::letter::{LetterMatch, Role, Strength};
use crate::rules::Inspection;

/// Body sentences that are looked at: no letter has more.
const MOST: usize = 400;

/// What a word may mean, as a set.
pub(super) type Senses = u32;

/// Tells the reader nothing: of acts, formulas, the letter and the refusal itself.
pub(super) const EMPTY: Senses = 1;
/// Of appeals.
pub(super) const APPEAL: Senses = 1 << 1;
/// Of courtesy.
pub(super) const COURTESY: Senses = 1 << 2;
/// Of how the letter was dealt with.
pub(super) const PROCESS: Senses = 1 << 3;
/// Of doing what was asked: a work, a payment, a decision.
pub(super) const DOING: Senses = 1 << 4;
/// Offers or allows.
pub(super) const OFFER: Senses = 1 << 5;
/// Of an obstacle.
pub(super) const OBSTACLE: Senses = 1 << 6;
/// Names an act.
pub(super) const ACT: Senses = 1 << 7;
/// Saying and writing, by the citizen or to the citizen.
pub(super) const SAYING: Senses = 1 << 8;
/// Says again.
pub(super) const AGAIN: Senses = 1 << 9;
/// A condition.
pub(super) const IF: Senses = 1 << 10;
/// Of contacts and rating.
pub(super) const CONTACT: Senses = 1 << 11;
/// Says how something was found out.
pub(super) const FINDING: Senses = 1 << 12;
/// Of complaints and courts: of an appeal where the reader may go there.
pub(super) const COMPLAINT: Senses = 1 << 13;

const LISTS: [(Senses, &str); 14] = [
    (
        EMPTY,
        "закон законодательство законодательный законный кодекс статья часть пункт подпункт абзац федеральный российский \
         федерация рф постановление правительство приказ порядок регламент административный положение правило требование \
         норма указать указанный настоящий действующий действовать утвердить утверждённый установить установленный \
         предусмотреть предусмотренный соответствие соответствовать соответствующий несоответствие основание основать \
         правовой правомерный отсутствие отсутствовать иметь иметься изложить изложенный вышеизложенный вышеуказанный \
         вышеприведённый вышеназванный данный связь причина компетенция полномочие критерий условие отказ отказать \
         отказывать удовлетворить удовлетворение решение учёт учесть результат рассмотреть рассмотрение выше ниже который \
         также мочь смочь возможный возможность невозможность невозможно являться таковой такой следующий обстоятельство \
         представляться представить представленный предоставить предоставленный заявление заявка обращение просьба вопрос \
         нормативный акт противоречить нарушать силу сила право исполнение исполнить ряд объективный технический \
         организационный независящий действие формальный различный иной документ быть это весь наш ваш свой комиссия \
         сообщать сообщить уведомлять уведомить принять отклонить отклонённый нельзя конституция устав субъект орган власть \
         местный самоуправление государственный муниципальный локальный предоставление предмет отбор общий",
    ),
    (APPEAL, "обжаловать обжалование оспорить оспаривать поспорить пожаловаться иск исковой опротестовать"),
    (COMPLAINT, "жалоба суд прокуратура"),
    (
        COURTESY,
        "благодарить спасибо извиниться извинение извинять сожаление сожалеть понимать надеяться желать признательный \
         уважение приносить неудобство терпение неравнодушие важно доверие",
    ),
    (
        PROCESS,
        "рассмотреть рассматривать изучить изучать поступить зарегистрировать регистрация проанализировать \
         выехать выезжать выезд осмотреть осмотр измерить запросить направить направлять передать передавать переслать \
         готовить подготовить обратиться учесть приложить прилагать отметить контроль сведение проработать проработка \
         рекомендовать организовать изучение информировать сообщать доводить разъяснить разъяснять уведомить",
    ),
    (
        DOING,
        "убрать вывезти починить отремонтировать засыпать заменить поменять установить поставить построить проложить \
         подключить отключить включить восстановить устранить исправить решить назначить выплатить перечислить зачислить \
         вернуть пересчитать начислить выдать предоставить продлить согласовать утвердить разрешить открыть закрыть \
         перенести отменить внести внесённый выделить оплатить доплатить снизить увеличить уменьшить изменить обновить \
         покрасить нанести посадить спилить обрезать покосить отловить очистить осушить осветить огородить снести \
         демонтировать смонтировать провести закупить купить привезти доставить принять заключить расторгнуть оформить \
         зачислить перевести наказать привлечь уволить обязать запустить пустить добавить расширить сократить прекратить \
         удовлетворить выполнить сделать закончить завершить начать начаться закончиться завершиться состояться пройти \
         появиться приступить возобновить выровнять укрепить утеплить промыть проверить измерить посыпать положить \
         подмести вымыть помыть убавить списать засчитать признать присвоить подтвердить найти найтись выиграть создать \
         распределить обеспечить организовать отправить выслать прислать принести записать внедрить исполнить исключить \
         включённый построенный поехать привозить заезжать пересадить заасфальтировать отрегулировать наладить \
         ликвидировать обработать выключить повесить снять дать давать достроить приобрести разместить опубликовать отсыпать",
    ),
    (
        OFFER,
        "можно можете предлагать предложить советовать рекомендовать достаточно нужно надо необходимо следовать стоить помочь \
         поможем вправе понадобиться потребоваться требоваться остаться удобно",
    ),
    (
        OBSTACLE,
        "не нет нельзя запретить запрещённый запрет опасный опасно уже только лишь занять занятый превышать превысить выше \
         ниже больше меньше мешать помешать закрыть принадлежать отсутствовать истечь закончиться долг задолженность \
         пропустить пропущенный старше младше позже поздно недостаточно просрочить утратить никто ничего ни без кроме \
         лишить противоречить угрожать невозможно отказаться сгореть повредить повреждение разрушить авария арест залог \
         судимость предел норматив минимум норма охранный запрещать раньше дважды повторно",
    ),
    (
        ACT,
        "закон законодательство кодекс статья постановление регламент приказ порядок правило подпункт пункт норма положение \
         требование гост санпин ст п пп ч устав",
    ),
    (
        SAYING,
        "писать написать просить попросить спросить спрашивать сообщать сообщить жаловаться пожаловаться указывать указать \
         считать интересоваться обратиться обращаться предложить предлагать хотеть полагать рассказать",
    ),
    (AGAIN, "снова повторно заново вновь"),
    (IF, "если когда пока либо чтобы"),
    (CONTACT, "оценить оценка опрос анкета вопрос справка мнение телефон звонить позвонить сайт ссылка"),
    (
        FINDING,
        "показать выяснить выясниться оказаться обнаружить выявить установить найти подтвердить увидеть превысить",
    ),
];

static WORDS: LazyLock<FxHashMap<String, Senses>> = LazyLock::new(|| {
    let mut words: FxHashMap<String, Senses> = FxHashMap::default();
    for (sense, list) in LISTS {
        for word in list.split_whitespace() {
            *words.entry(crate::language::fold(word)).or_default() |= sense;
        }
    }
    words
});

/// The senses of a token's word: of its form and of its likely dictionary forms.
pub(super) fn senses(view: &SentenceView<'_>, token: usize) -> Senses {
    let word = view.word(token);
    if !word.is_word() {
        return 0;
    }
    let lexicon = view.lexicon();
    let look = |word: &str| WORDS.get(word).copied().unwrap_or_default();
    let likely = word.readings.iter().filter(|reading| reading.weight > 0.02).take(3);
    likely.fold(look(&word.folded), |all, reading| all | look(lexicon.lemma(reading.lemma)))
}

/// True when some likely reading of the token has all of the tag.
pub(super) fn may_be(view: &SentenceView<'_>, token: usize, tag: Tag) -> bool {
    let word = view.word(token);
    word.any.has_all(tag) && word.readings.iter().any(|reading| reading.weight > 0.02 && reading.tag.has_all(tag))
}

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
    let views = seen.sentences().filter(|view| !view.is_empty() && view.whole().end > greeted);
    views.take(MOST).map(|view| said(seen, view)).collect()
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
        let limit = token + 1 < view.len() && matches!(&*view.word(token + 1).folded, "не" | "только" | "лишь");
        offer |= found & OFFER != 0 && !negated && !limit;
        present |= may_be(&view, token, Tag::of(&[Feature::Pres, Feature::Fin]))
            || matches!(&*word.folded, "нужно" | "надо" | "нет" | "нельзя");
        able |= !negated && matches!(&*word.folded, "может" | "могут");
        conditional |= &*word.folded == "если";
        own |= word.folded.starts_with("ваш");
        second |= matches!(&*word.folded, "вы" | "вам" | "можете" | "можно");
        forbidden |= word.folded.starts_with("запрещ") || matches!(&*word.folded, "нельзя" | "опасно");
        reader_verb |= matches!(&*word.folded, "вы" | "вам")
            && (token..view.len().min(token + 4)).any(|next| senses(&view, next) & SAYING != 0);
    }
    let refuses = !reader_verb && marks(seen, &view).any(is_refusal);
    let complains = all & COMPLAINT != 0 && !refuses && !past && !own;
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

/// «Если Вы не согласны с решением, …»
fn disagrees(view: &SentenceView<'_>) -> bool {
    (1..view.len()).any(|token| {
        view.word(token).folded.starts_with("согласн")
            && &*view.word(token - 1).folded == "не"
            && (0..token).any(|before| matches!(&*view.word(before).folded, "если" | "вы" | "не"))
    }) && (0..view.len()).any(|token| {
        matches!(
            &*view.word(token).folded,
            "решением" | "ответом" | "отказом" | "отказ" | "выводами" | "вы" | "осмотром" | "этим"
        )
    }) && !(0..view.len()).any(|token| matches!(&*view.word(token).folded, "ли"))
}

/// «Предлагаем …», «Есть места …», «Свободны …»: something the reader may take.
fn offers(view: &SentenceView<'_>) -> bool {
    let first = view.word(0);
    matches!(
        &*first.folded,
        "предлагаем"
            | "советуем"
            | "рекомендуем"
            | "есть"
            | "свободны"
            | "свободен"
            | "ближайшая"
            | "ближайший"
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
