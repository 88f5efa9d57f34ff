//! What becomes of the reader's matter: done, will be done by a day, may be done, cannot be done – or explained, where
//! the reader asked for an explanation.

use super::said::{COURTESY, DOING, PROCESS, Said, Talk, is_refusal, marks, may_be, residue, senses, sentences};
use crate::data::FileError;
use crate::language::MONTHS;
use crate::language::{Feature, MaskKind, SentenceView, Tag};
use crate::letter::{LetterMatch, Role};
use crate::rules::vocabulary::rows_of;
use crate::rules::{Check, Fix, Hit, Inspection, Level, Setup};
use crate::text::Span;

/// What a sentence says becomes of the matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Status {
    /// It is done.
    Solved,
    /// It will be done.
    Will,
    /// It may be done, the day is not known.
    Maybe,
    /// It cannot be done.
    Cannot,
    /// The reader is told what to do or how things are.
    Explained,
}

/// Days, months and other words of time, as they begin.
const TIMES: [&str; 34] = [
    "завтра",
    "послезавтра",
    "сегодня",
    "понедельник",
    "вторник",
    "сред",
    "четверг",
    "пятниц",
    "суббот",
    "воскресен",
    "весн",
    "летом",
    "лету",
    "осен",
    "зим",
    "квартал",
    "недел",
    "месяц",
    "день",
    "дней",
    "дня",
    "дни",
    "час",
    "год",
    "сутк",
    "суток",
    "сразу",
    "ежедневно",
    "ежемесячно",
    "числа",
    "утр",
    "вечер",
    "минут",
    "полугод",
];

/// True when a token tells a time: a day, a number, a placeholder for one.
fn is_time(view: &SentenceView<'_>, token: usize) -> bool {
    if view.mask(token).is_some_and(|kind| matches!(kind, MaskKind::Date | MaskKind::Time | MaskKind::Placeholder)) {
        return true;
    }
    let word = &*view.word(token).folded;
    word.len() == 4 && word.starts_with("20") && word.chars().all(|c| c.is_ascii_digit())
        || MONTHS.contains(&word)
        || MONTH_STEMS.iter().any(|stem| word.starts_with(stem))
        || TIMES.iter().any(|time| word.starts_with(time))
}

/// Months as they begin in every case: «в июле», «к маю».
const MONTH_STEMS: [&str; 12] =
    ["январ", "феврал", "март", "апрел", "мае", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр"];

/// True when a sentence tells when.
pub(super) fn tells_when(view: &SentenceView<'_>) -> bool {
    (0..view.len()).any(|token| is_time(view, token))
}

/// The latest year of the text's dates: earlier ones are history.
fn newest_year(body: &[Said<'_>]) -> Option<u32> {
    body.iter().flat_map(|said| years(&said.view)).max()
}

fn years<'v>(view: &'v SentenceView<'_>) -> impl Iterator<Item = u32> + 'v {
    (0..view.len()).filter_map(move |token| {
        let text = view.token_text(token);
        let year = text.rsplit('.').next().unwrap_or(text);
        year.parse().ok().filter(|year| (1900..2100).contains(year))
    })
}

/// The year in which the letter is written, as far as its text tells.
struct Now(Option<u32>);

impl Now {
    fn of(seen: &Inspection<'_>, body: &[Said<'_>]) -> Self {
        let head = seen.letter.parts.registration.map(|span| seen.document.slice(span).to_owned());
        let head = head.and_then(|text| {
            text.split(|c: char| !c.is_ascii_digit())
                .filter_map(|word| word.parse().ok())
                .find(|year| (1990..2100).contains(year))
        });
        Self(head.or_else(|| newest_year(body)))
    }

    /// «Мост построен в 1986 году»: all its years are long past.
    fn is_history(&self, view: &SentenceView<'_>) -> bool {
        let Some(now) = self.0 else { return false };
        let mut all = years(view).peekable();
        all.peek().is_some() && all.all(|year| year + 1 < now)
    }
}

/// «Точного срока пока нет», «срок неизвестен», «когда выделят деньги».
pub(super) fn is_maybe(view: &SentenceView<'_>) -> bool {
    let has = |stems: &[&str]| {
        (0..view.len()).any(|token| stems.iter().any(|stem| view.word(token).folded.starts_with(stem)))
    };
    let unknown = has(&["неизвест", "точн", "нельзя назвать"]) && has(&["нет", "не", "пока", "неизвест"]);
    has(&["срок", "дат", "день", "сроч"]) && (unknown || has(&["пока", "еще"]) && has(&["не", "нет"]))
        || has(&["когда", "после", "если"]) && has(&["выделят", "появят", "поступят", "освобод", "утвердят", "найдут"])
}

/// What a sentence says becomes of the matter, if it says so.
pub(super) fn status(seen: &Inspection<'_>, said: &Said<'_>, now: Option<u32>) -> Option<Status> {
    let now = Now(now);
    if said.refuses {
        return Some(Status::Cannot);
    }
    if is_maybe(&said.view) {
        return Some(Status::Maybe);
    }
    if marks(seen, &said.view).any(|mark| matches!(mark.role, Role::Refusal | Role::PartialRefusal))
        && !said.conditional
    {
        return Some(Status::Cannot);
    }
    if said.conditional || matches!(said.talk, Talk::Appeal | Talk::Courtesy) {
        return None;
    }
    if marks(seen, &said.view).any(|mark| mark.role == Role::Granted) {
        return Some(Status::Solved);
    }
    match deed(said) {
        Some((_, Deed::Future)) => return Some(Status::Will),
        Some((_, Deed::Past)) if !now.is_history(&said.view) => return Some(Status::Solved),
        _ => {}
    }
    if said.talk == Talk::Step || sends(&said.view) {
        return Some(Status::Explained);
    }
    None
}

/// «Направляем вам копию …»
fn sends(view: &SentenceView<'_>) -> bool {
    (0..view.len()).any(|token| {
        matches!(
            &*view.word(token).folded,
            "направляем"
                | "прилагаем"
                | "высылаем"
                | "отправляем"
                | "приложили"
                | "приложен"
                | "приложена"
                | "сообщаем"
                | "разъясняем"
                | "поясняем"
                | "объясняем"
        )
    }) && residue(view, 0..view.len()) >= 2
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Deed {
    Past,
    Future,
}

/// The first verb of doing what was asked that is not denied.
fn deed(said: &Said<'_>) -> Option<(usize, Deed)> {
    let view = &said.view;
    let mut will_be = false;
    for token in 0..view.len() {
        let word = view.word(token);
        if matches!(view.mask(token), Some(MaskKind::Quote | MaskKind::LegalTitle)) {
            continue;
        }
        will_be |= matches!(&*word.folded, "будет" | "будут" | "будем");
        if senses(view, token) & DOING == 0 {
            continue;
        }
        let denied = token > 0 && matches!(&*view.word(token - 1).folded, "не" | "ни");
        if denied {
            continue;
        }
        let short = may_be(view, token, Tag::of(&[Feature::Short, Feature::Participle]));
        if will_be && (short || may_be(view, token, Feature::Inf.tag()))
            || may_be(view, token, Tag::of(&[Feature::Fut, Feature::Fin]))
        {
            return Some((token, Deed::Future));
        }
        if short || may_be(view, token, Tag::of(&[Feature::Past, Feature::Fin])) {
            return Some((token, Deed::Past));
        }
    }
    None
}

/// Sentences of the body that may answer: all but the first, which repeats the question.
fn answers<'b, 'a>(seen: &Inspection<'_>, body: &'b [Said<'a>]) -> impl Iterator<Item = &'b Said<'a>> {
    let number = seen.letter.parts.incoming_number.or(seen.letter.parts.incoming_date);
    body.iter().filter(move |said| {
        let repeats = number.is_some_and(|span| said.view.whole().covers(span));
        // «Мы рассмотрели обращение № 5 о дворе: двор убрали 3 марта.»
        !repeats || said.refuses || deed(said).is_some() && said.view.slice(0..said.view.len()).contains(':')
    })
}

/// `outcome-unclear`.
#[derive(Debug)]
struct Unclear {
    hollow: Box<dyn Check>,
}

/// Makes the check of `outcome-unclear`. Its table holds phrases that only seem to answer.
///
/// # Errors
/// A fault in the table.
pub(super) fn unclear(setup: &mut dyn Setup) -> Result<Box<dyn Check>, FileError> {
    Ok(Box::new(Unclear { hollow: rows_of("hollow-answers", setup)? }))
}

/// Letters that ask for nothing: a reply to thanks needs no outcome.
fn is_thanks(seen: &Inspection<'_>, body: &[Said<'_>]) -> bool {
    let text: Vec<String> =
        body.iter().take(3).map(|said| said.view.slice(0..said.view.len()).to_lowercase()).collect();
    seen.letter.marks.is_empty() && text.is_empty()
        || text.iter().any(|text| {
            [
                "добрые слова",
                "тёплые слова",
                "теплые слова",
                "добрых слов",
                "тёплых слов",
                "отзыв",
                "благодарност",
                "поздравлен",
                "признательност",
            ]
            .iter()
            .any(|words| text.contains(words))
        })
}

impl Check for Unclear {
    fn run(&self, seen: &Inspection<'_>, hits: &mut Vec<Hit>) {
        if !seen.letter.whole || seen.letter.marks.iter().any(is_refusal) {
            return;
        }
        if seen.letter.marks.iter().any(|mark| matches!(mark.role, Role::Redirect | Role::Extension)) {
            return;
        }
        let body = sentences(seen);
        if body.is_empty() || is_thanks(seen, &body) {
            return;
        }
        let now = Now::of(seen, &body);
        let mut hollow = Vec::new();
        self.hollow.run(seen, &mut hollow);
        let is_hollow = |said: &Said<'_>| hollow.iter().any(|hit| said.view.whole().overlaps(hit.span));
        let told = answers(seen, &body)
            .filter(|said| !is_hollow(said))
            .any(|said| status(seen, said, now.0).is_some() || hollow.is_empty() && tells_something(said, &now));
        if told {
            return;
        }
        let span = match hollow.into_iter().next() {
            Some(hit) => hit.span,
            None => {
                let Some(last) = answers(seen, &body).last().or(body.last()) else { return };
                let first = body.iter().find(|said| said.block() == last.block()).unwrap_or(last);
                first.view.whole()
            }
        };
        let starts = [
            "Мы уже …",
            "Мы … до [дата].",
            "Вопрос решим, но точного срока пока нет: …",
            "Мы не можем …, потому что …",
        ];
        let fixes = starts.map(|start| Fix { level: Level::Show, label: start.to_owned(), edits: Vec::new() });
        hits.push(Hit { fixes: fixes.to_vec(), ..Hit::letter(span) });
    }
}

/// Something of the reader's matter, though it is none of the statuses: a number, what happened, what is missing.
fn tells_something(said: &Said<'_>, now: &Now) -> bool {
    let view = &said.view;
    if matches!(said.talk, Talk::Appeal | Talk::Courtesy | Talk::Process) || said.conditional || now.is_history(view) {
        return false;
    }
    let number = (0..view.len()).any(|token| {
        view.word(token).folded.starts_with(|c: char| c.is_ascii_digit())
            && !matches!(
                view.mask(token),
                Some(MaskKind::Phone | MaskKind::LegalRef | MaskKind::RegNumber | MaskKind::LegalTitle)
            )
    });
    let reader = (0..view.len()).any(|token| {
        let word = &*view.word(token).folded;
        matches!(word, "вы" | "вам" | "вас" | "вами") || word.starts_with("ваш")
    });
    let denies =
        (0..view.len()).any(|token| matches!(&*view.word(token).folded, "не" | "нет" | "нельзя" | "только" | "уже"));
    let happened = (0..view.len()).any(|token| may_be(view, token, Tag::of(&[Feature::Past, Feature::Fin])));
    number
        || reader
        || denies
        || happened
        || said.future && !said.present
        || !said.present && !said.past && residue(view, 0..view.len()) >= 2
}

/// `will-without-date`.
#[derive(Debug)]
struct WithoutDate;

pub(super) fn without_date() -> Box<dyn Check> {
    Box::new(WithoutDate)
}

/// Words of a promise that depends on something, or that has its own rule.
const DEPENDS: [&str; 26] = [
    "когда",
    "после",
    "если",
    "чтобы",
    "пока",
    "как",
    "потом",
    "затем",
    "тогда",
    "при",
    "по",
    "очереди",
    "ближайшее",
    "скором",
    "кратчайшие",
    "перспективе",
    "позднее",
    "позже",
    "временем",
    "сроки",
    "срочном",
    "возможно",
    "возможности",
    "скорее",
    "будущем",
    "срок",
];

impl Check for WithoutDate {
    fn run(&self, seen: &Inspection<'_>, hits: &mut Vec<Hit>) {
        let body = sentences(seen);
        // A letter that gives one day need not give it for every step of the work.
        if body.iter().any(|said| said.future && !said.conditional && tells_when(&said.view) && !repeats(seen, said)) {
            return;
        }
        let mut last_block = usize::MAX;
        for (at, said) in body.iter().enumerate() {
            let Some((token, Deed::Future)) = deed(said) else { continue };
            if said.block() == last_block || said.talk != Talk::Statement && said.talk != Talk::Process || said.refuses
            {
                continue;
            }
            let view = &said.view;
            let asks = view.token_text(view.len() - 1) == "?";
            let depends = (0..view.len()).any(|token| DEPENDS.contains(&&*view.word(token).folded));
            let near = (at.saturating_sub(1)..body.len().min(at + 2))
                .chain((0..body.len()).filter(|&other| body[other].block() == said.block()));
            let dated = near.clone().any(|other| {
                tells_when(&body[other].view) && !repeats(seen, &body[other]) || is_maybe(&body[other].view)
            });
            // «Пришлите справку. Тогда пересчитаем плату»: the day depends on the reader.
            let waits = near
                .into_iter()
                .any(|other| other != at && (body[other].talk == Talk::Step || other < at && body[other].conditional));
            let confirms = view.word(token).folded.starts_with("подтверд");
            if asks || depends || dated || waits || confirms || said.conditional {
                continue;
            }
            last_block = said.block();
            let start = (0..token)
                .rev()
                .find(|&before| matches!(&*view.word(before).folded, "будет" | "будут"))
                .unwrap_or(token);
            let end = (token + 1..view.len()).find(|&next| !view.word(next).is_word()).unwrap_or(view.len());
            let place = view.span(token..end).end;
            let fix = Fix {
                level: Level::Ask,
                label: "до [дата]".to_owned(),
                edits: vec![crate::text::Edit::replace(Span::empty(place), " до [дата]")],
            };
            hits.push(Hit::at(view.span(start..end)).fix(fix));
        }
    }
}

/// The sentence that gives number and date of the citizen's letter: its date is no promise.
fn repeats(seen: &Inspection<'_>, said: &Said<'_>) -> bool {
    let parts = &seen.letter.parts;
    [parts.incoming_number, parts.incoming_date].into_iter().flatten().any(|span| said.view.whole().covers(span))
}

/// `vague-deadline`: rows of a table, where the same sentence names no day.
#[derive(Debug)]
struct Vague {
    rows: Box<dyn Check>,
}

/// Makes the check of `vague-deadline`.
///
/// # Errors
/// A fault in its table.
pub(super) fn vague(setup: &mut dyn Setup) -> Result<Box<dyn Check>, FileError> {
    Ok(Box::new(Vague { rows: rows_of("vague-deadlines", setup)? }))
}

impl Check for Vague {
    fn run(&self, seen: &Inspection<'_>, hits: &mut Vec<Hit>) {
        let mut found = Vec::new();
        self.rows.run(seen, &mut found);
        if found.is_empty() {
            return;
        }
        for view in seen.sentences() {
            let own = |hit: &&Hit| view.whole().covers(hit.span);
            if found.iter().any(|hit| own(&hit)) && !names_day(&view) {
                hits.extend(found.iter().filter(own).cloned());
            }
        }
    }
}

/// A number or a day that makes a deadline certain.
fn names_day(view: &SentenceView<'_>) -> bool {
    (0..view.len()).any(|token| {
        let word = &*view.word(token).folded;
        matches!(view.mask(token), Some(MaskKind::Date | MaskKind::Placeholder))
            || word.starts_with(|c: char| c.is_ascii_digit())
                && !matches!(
                    view.mask(token),
                    Some(
                        MaskKind::LegalRef
                            | MaskKind::Address
                            | MaskKind::Phone
                            | MaskKind::RegNumber
                            | MaskKind::Money
                    )
                )
            || MONTHS.contains(&word)
            || matches!(word, "завтра" | "послезавтра" | "сегодня")
    })
}

/// `result-not-justified`.
#[derive(Debug)]
struct NotJustified;

pub(super) fn not_justified() -> Box<dyn Check> {
    Box::new(NotJustified)
}

impl Check for NotJustified {
    fn run(&self, seen: &Inspection<'_>, hits: &mut Vec<Hit>) {
        if !seen.letter.whole || seen.letter.marks.iter().any(explains) {
            return;
        }
        let body = sentences(seen);
        let now = Now::of(seen, &body);
        let decided = answers(seen, &body).find(|said| {
            match status(seen, said, now.0) {
                Some(Status::Maybe) => true,
                // What was asked for and comes soon needs no reason.
                Some(Status::Will) => said.talk != Talk::Step && is_far(&said.view, &now),
                _ => false,
            }
        });
        let Some(decided) = decided else { return };
        let reasons = |said: &Said<'_>| {
            let view = &said.view;
            let text = view.slice(0..view.len());
            let colon = text.split_once(": ").is_some_and(|(_, after)| after.split_whitespace().count() >= 2);
            let purpose = (0..view.len()).any(|token| {
                matches!(
                    &*view.word(token).folded,
                    "чтобы" | "для" | "так" | "ведь" | "из-за" | "благодаря" | "раньше" | "сейчас"
                )
            });
            let other = !std::ptr::eq(said, decided)
                && !matches!(said.talk, Talk::Courtesy | Talk::Appeal)
                && residue(view, 0..view.len()) >= 3;
            colon || purpose || other
        };
        if !answers(seen, &body).any(reasons) {
            hits.push(Hit::at(decided.view.whole()).fix(Fix {
                level: Level::Show,
                label: "…, потому что …".to_owned(),
                edits: Vec::new(),
            }));
        }
    }
}

/// In another year, or after something else.
fn is_far(view: &SentenceView<'_>, now: &Now) -> bool {
    years(view).any(|year| now.0.is_some_and(|now| year > now))
        || (0..view.len()).any(|token| &*view.word(token).folded == "после")
}

fn explains(mark: &LetterMatch) -> bool {
    matches!(mark.role, Role::Cause | Role::Therefore | Role::Fact) || is_refusal(mark)
}

/// `main-point-late`.
#[derive(Debug)]
struct Late;

pub(super) fn main_point_late() -> Box<dyn Check> {
    Box::new(Late)
}

/// A letter of fewer words is read at a glance.
const SHORT: usize = 120;

impl Check for Late {
    fn run(&self, seen: &Inspection<'_>, hits: &mut Vec<Hit>) {
        if !seen.letter.whole {
            return;
        }
        let (most, paragraphs) =
            (seen.params.number("max-words-before", 80), seen.params.number("max-paragraphs-before", 2));
        let body = sentences(seen);
        let words = |said: &Said<'_>| said.view.count_words(0..said.view.len());
        if body.iter().map(words).sum::<usize>() < SHORT {
            return;
        }
        let now = Now::of(seen, &body);
        let (mut before, mut blocks) = (0, Vec::new());
        for said in &body {
            let redirect = marks(seen, &said.view).any(|mark| matches!(mark.role, Role::Redirect | Role::Extension));
            let first = repeats(seen, said);
            if !first && (redirect || status(seen, said, now.0).is_some() || addresses_matter(said)) {
                if before > most && blocks.len() > paragraphs {
                    hits.push(Hit::at(said.view.whole()));
                }
                return;
            }
            let polite = said.senses & (COURTESY | PROCESS) != 0 && said.talk != Talk::Statement;
            if !first && !polite {
                before += words(said);
                if blocks.last() != Some(&said.block()) {
                    blocks.push(said.block());
                }
            }
        }
    }
}

/// A statement on the reader's own case: it may be the answer.
fn addresses_matter(said: &Said<'_>) -> bool {
    said.talk == Talk::Statement
        && (0..said.view.len()).any(|token| {
            let word = &*said.view.word(token).folded;
            matches!(word, "вам" | "вас" | "вы") || word.starts_with("ваш")
        })
}

/// `outcome-contradictory`.
#[derive(Debug)]
struct Contradictory;

pub(super) fn contradictory() -> Box<dyn Check> {
    Box::new(Contradictory)
}

/// Words by which two decisions are told apart: another time, another part, another thing, another person.
const APART: [&str; 44] = [
    "раньше",
    "прежде",
    "ранее",
    "сначала",
    "теперь",
    "повторно",
    "снова",
    "частично",
    "часть",
    "части",
    "остальной",
    "остальном",
    "вместо",
    "зато",
    "но",
    "однако",
    "другой",
    "другое",
    "другая",
    "другую",
    "другие",
    "другом",
    "новый",
    "новое",
    "новую",
    "новая",
    "первый",
    "второй",
    "первому",
    "второму",
    "третьему",
    "сосед",
    "соседу",
    "только",
    "сразу",
    "позже",
    "потом",
    "если",
    "когда",
    "пока",
    "или",
    "также",
    "после",
    "до",
];

impl Check for Contradictory {
    fn run(&self, seen: &Inspection<'_>, hits: &mut Vec<Hit>) {
        let body = sentences(seen);
        let now = Now::of(seen, &body);
        if !seen.letter.marks.iter().any(|mark| matches!(mark.role, Role::Refusal)) {
            return;
        }
        let least = seen.params.number("min-overlap", 50);
        let decided: Vec<(usize, Status)> = body
            .iter()
            .enumerate()
            .filter(|(_, said)| !said.conditional && !said.view.is_empty())
            .filter_map(|(at, said)| Some((at, status(seen, said, now.0)?)))
            .filter(|(_, status)| matches!(status, Status::Solved | Status::Will | Status::Cannot))
            .take(60)
            .collect();
        for (number, &(later, status)) in decided.iter().enumerate() {
            let against = decided[..number].iter().find(|&&(earlier, other)| {
                (status == Status::Cannot) != (other == Status::Cannot)
                    && same_matter(&body[earlier].view, &body[later].view, least)
            });
            if against.is_some() {
                hits.push(Hit::at(body[later].view.whole()));
            }
        }
    }
}

/// True when both sentences decide of one thing, and nothing tells the two apart.
fn same_matter(a: &SentenceView<'_>, b: &SentenceView<'_>, least: usize) -> bool {
    let apart = |view: &SentenceView<'_>| {
        (0..view.len()).any(|token| {
            let word = &*view.word(token).folded;
            // «до 1 июня» is a day, not a part of the matter.
            APART.contains(&word)
                && !(word == "до" && (token + 1..view.len().min(token + 3)).any(|next| is_time(view, next)))
        })
    };
    if apart(a) || apart(b) {
        return false;
    }
    let things = |view: &SentenceView<'_>| -> (Vec<String>, bool) {
        let mut found = Vec::new();
        let mut numbers = false;
        for token in 0..view.len() {
            let word = view.word(token);
            let day = token > 0 && view.word(token - 1).folded.starts_with(|c: char| c.is_ascii_digit());
            if is_time(view, token) && (view.mask(token).is_some() || day) {
                continue;
            }
            let dated = token + 1 < view.len() && is_time(view, token + 1);
            numbers |= view.mask(token).is_none() && !dated && word.folded.starts_with(|c: char| c.is_ascii_digit());
            if let Some(reading) = word.readings.first().filter(|reading| reading.tag.has(Feature::Noun)) {
                let lemma = view.lexicon().lemma(reading.lemma);
                if view.mask(token).is_none() && !GENERIC.contains(&lemma) {
                    found.push(lemma.to_owned());
                }
            }
        }
        found.sort_unstable();
        found.dedup();
        (found, numbers)
    };
    let ((one, numbers), (two, others)) = (things(a), things(b));
    let months = |words: &[String]| -> Vec<String> {
        words.iter().filter(|word| MONTH_STEMS.iter().any(|stem| word.starts_with(stem))).cloned().collect()
    };
    if numbers && others || months(&one) != months(&two) || one.is_empty() || two.is_empty() {
        return false;
    }
    let both = one.iter().filter(|word| two.contains(word)).count();
    both > 0 && both * 100 >= least * one.len().max(two.len())
}

/// Nouns that name no thing of their own.
const GENERIC: [&str; 12] = [
    "год",
    "день",
    "срок",
    "решение",
    "заявление",
    "обращение",
    "письмо",
    "вопрос",
    "отказ",
    "предоставление",
    "город",
    "адрес",
];
