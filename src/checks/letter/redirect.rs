//! A notice that the letter was passed on: to whom, why, who answers and when, how to reach them.

use crate::language::{Feature, MaskKind, MaskSet, SentenceView, Tag};
use crate::letter::{LetterMatch, Role, Zone, gives_contact, has_hole};
use crate::rules::{Check, Fix, Hit, Inspection, Level};
use crate::text::{Edit, Span};

pub(super) fn incomplete() -> Box<dyn Check> {
    Box::new(Incomplete)
}

#[derive(Debug)]
struct Incomplete;

/// Beginnings of words for authorities and organisations.
const BODIES: [&str; 52] = [
    "министерств",
    "администраци",
    "управлени",
    "комитет",
    "правительств",
    "департамент",
    "инспекци",
    "фонд",
    "агентств",
    "прокуратур",
    "центр",
    "палат",
    "бюро",
    "дирекци",
    "учреждени",
    "район",
    "суд",
    "росреестр",
    "роспотребнадзор",
    "ростехнадзор",
    "росреестр",
    "мэри",
    "полици",
    "отдел",
    "поликлиник",
    "больниц",
    "школ",
    "архив",
    "водоканал",
    "горсвет",
    "теплосет",
    "электросет",
    "энергосбыт",
    "гуп",
    "муп",
    "мку",
    "мбу",
    "гку",
    "гбу",
    "ооо",
    "ао",
    "пао",
    "мфц",
    "город",
    "округ",
    "област",
    "компани",
    "предприяти",
    "организаци",
    "мвд",
    "гибдд",
    "госавтоинспекци",
];

/// Beginnings of words for a body that is not named.
const NAMELESS: [&str; 8] =
    ["компетентн", "уполномоченн", "соответствующ", "профильн", "вышестоящ", "ответственн", "надлежащ", "иной"];

/// Beginnings of words that give a reason.
const REASONS: [&str; 40] = [
    "потому",
    "поскольку",
    "причин",
    "так как",
    "решает",
    "решают",
    "занимается",
    "занимаются",
    "отвечает за",
    "отвечают за",
    "относится к",
    "относятся к",
    "входит в",
    "входят в",
    "ведает",
    "ведёт",
    "ведет",
    "находится в",
    "полномочи",
    "компетенци",
    "обслуживает",
    "содержит",
    "принадлежит",
    "на балансе",
    "распоряжается",
    "назначает",
    "ведении",
    "числится за",
    "может только",
    "вправе только",
    "рассчитывает",
    "устраняет",
    "отвечать за",
    "следит за",
    "может лишь",
    "имеет право",
    "прав нет",
    "таких прав",
    "ведь ",
    "не отвечает",
];

impl Check for Incomplete {
    fn run(&self, seen: &Inspection<'_>, hits: &mut Vec<Hit>) {
        let letter = seen.letter;
        let view = |mark: &LetterMatch| {
            seen.analysis.sentence(mark.block as usize, mark.sentence as usize, seen.document, seen.lexicon)
        };
        let mark = letter.marks.iter().find(|mark| mark.role == Role::Redirect);
        let body: Vec<SentenceView<'_>> = (0..seen.document.blocks().len())
            .filter(|&block| letter.zone(block) == Zone::Body)
            .flat_map(|block| seen.analysis.sentences_of(block, seen.document, seen.lexicon))
            .collect();
        // Set as such a notice without saying that it was passed on: shown at its first sentence.
        let Some(marked) = mark.and_then(view).or(body.first().copied()) else { return };
        let text = |view: &SentenceView<'_>| seen.document.slice(view.whole()).to_lowercase();
        let hole = |stems: &[&str]| {
            let stems: Vec<String> = stems.iter().map(|stem| (*stem).to_owned()).collect();
            letter.template && body.iter().any(|view| has_hole(seen.document.slice(view.whole()), &stems))
        };
        let has = |role: Role| letter.marks.iter().any(|mark| mark.role == role);
        // Near the place where the letter says that it was passed on.
        let near = |view: &&SentenceView<'_>| {
            let distance = view.block().abs_diff(marked.block());
            distance <= 1
        };
        let marked_at = marked.whole();
        let named = body.iter().filter(near).any(|view| names_body(view, view.whole() == marked_at && mark.is_some()))
            || mark.is_some_and(|mark| names_person(&marked, mark.tokens.start))
            || hole(&["орган", "ведомств", "организац", "адресат", "кому", "куда"]);
        let number = letter.parts.incoming_number;
        let reasoned = body.iter().enumerate().any(|(at, view)| {
            // What is told long before or after is not the reason.
            if view.block() > marked.block() + 1 || view.block() + 2 < marked.block() {
                return false;
            }
            let text = text(view);
            // «Поэтому» points back to a sentence that says more than what letter it is about.
            let before = at.checked_sub(1).map(|at| body[at].whole());
            let points = text.contains("поэтому")
                && before.is_some_and(|span| !number.is_some_and(|number| span.overlaps(number)));
            let beside = view.block() == marked.block() && view.index().abs_diff(marked.index()) <= 1;
            // «Оно находится в Комитете» tells where it is, not why.
            let own = view.whole() == marked_at;
            let reasons = REASONS.iter().any(|reason| text.contains(reason) && !(own && *reason == "находится в"));
            points || reasons || beside && explains(view, &text)
        }) || has(Role::Cause)
            || hole(&["причин", "почему", "основан"]);
        let answers = has(Role::AnswerFrom) || has(Role::Deadline) || hole(&["ответит", "кто ответ", "срок", "дат"]);
        let dated = has(Role::Deadline) || body.iter().any(|view| has_time(view)) || hole(&["срок", "дат", "когда"]);
        let mut missing = Vec::new();
        let mut insert = Vec::new();
        if !named {
            missing.push("куда передали обращение");
            insert.push("Мы передали ваше обращение в [название органа].");
        }
        if !reasoned {
            missing.push("почему");
            insert.push("Этим вопросом занимается [кто].");
        }
        if !answers || !dated {
            missing.push("кто и когда ответит");
            insert.push("Вам ответит [кто] до [дата].");
        }
        if !missing.is_empty() {
            let at = marked.whole().end;
            let text = insert.join(" ");
            let edits = vec![Edit::replace(Span::empty(at), format!(" {text}"))];
            let fix = Fix { level: Level::Ask, label: text, edits };
            hits.push(Hit::letter(marked.whole()).word("missing", missing.join(", ")).fix(fix));
            return;
        }
        // Where to ask is a help, not a duty.
        let contact = body.iter().any(|view| gives_contact(seen.document.slice(view.whole()), letter.template));
        if let (false, Some(last)) = (contact, body.last()) {
            let hit = Hit { loudness: -2, ..Hit::letter(last.whole()) };
            let text = "Телефон для справок: [телефон].";
            let edits = vec![Edit::replace(Span::empty(last.whole().end), format!(" {text}"))];
            hits.push(hit.word("missing", "по какому телефону узнать об ответе").fix(Fix {
                level: Level::Ask,
                label: text.into(),
                edits,
            }));
        }
    }
}

/// True when the sentence names a body other than the writer's own. Where the letter says that it was passed on, any word
/// for a body does; elsewhere «инспекция» alone points to one that was named, or should have been.
fn names_body(view: &SentenceView<'_>, target: bool) -> bool {
    (0..view.len()).any(|token| {
        let word = &*view.word(token).folded;
        if view.is_masked(token, MaskSet::of(&[MaskKind::OfficialName, MaskKind::OrgName])) {
            return true;
        }
        let nameless = token > 0 && NAMELESS.iter().any(|stem| view.word(token - 1).folded.starts_with(stem));
        let body = BODIES.iter().any(|stem| word.starts_with(stem))
            && !word.starts_with("городск")
            && !word.starts_with("судь");
        // «в жилищную инспекцию», «дирекция ответит»; «орган» alone is no name.
        let own = token > 0 && matches!(&*view.word(token - 1).folded, "наш" | "наше" | "наша" | "нашем" | "нашей");
        body && !nameless && !own && !inside_own_place(view, token) && (target || is_described(view, token))
    })
}

/// «переслали письмо начальнику дистанции О.В. Грачу»: somebody to whom it was passed on.
fn names_person(view: &SentenceView<'_>, from: usize) -> bool {
    (from..view.len()).any(|token| {
        let word = view.word(token);
        let led = token > 0 && view.word(token - 1).any.has(Feature::Adp);
        let dative = word.readings.first().is_some_and(|reading| {
            reading.tag.has(Feature::Dat) && reading.tag.has_any(Tag::of(&[Feature::Noun, Feature::Propn]))
        });
        let general = ["адресат", "орган", "исполнител", "принадлежност", "компетенци", "назначени"];
        dative && !led && !general.iter().any(|stem| word.folded.starts_with(stem))
    })
}

/// «жилищная инспекция», «администрация района»
fn is_described(view: &SentenceView<'_>, token: usize) -> bool {
    let is =
        |token: usize, feature: Feature| view.readings(token).first().is_some_and(|reading| reading.tag.has(feature));
    let before = token > 0 && is(token - 1, Feature::Adj);
    let after = token + 1 < view.len() && (is(token + 1, Feature::Gen) || view.mask(token + 1).is_some());
    before || after
}

/// «в нашем городе», «отдел … управления» of the writer are no other bodies: a place in the prepositional case is none.
fn inside_own_place(view: &SentenceView<'_>, token: usize) -> bool {
    let word = &*view.word(token).folded;
    let place = ["город", "район", "округ", "област"].iter().any(|stem| word.starts_with(stem));
    place
        && view
            .readings(token)
            .first()
            .is_some_and(|reading| !reading.tag.has(Feature::Acc) && !reading.tag.has(Feature::Dat))
}

/// «… в инспекцию: она проверяет дома»
fn explains(view: &SentenceView<'_>, text: &str) -> bool {
    let colon = text.find(':').is_some_and(|at| text[at..].split_whitespace().count() >= 3);
    colon && (0..view.len()).any(|token| view.word(token).any.has(Feature::Fin))
}

/// «до 20 мая», «за 30 дней», «в течение месяца»
fn has_time(view: &SentenceView<'_>) -> bool {
    (0..view.len()).any(|token| {
        let word = &*view.word(token).folded;
        let next = token + 1 < view.len()
            && (view.mask(token + 1) == Some(MaskKind::Date)
                || view.word(token + 1).folded.starts_with(|c: char| c.is_ascii_digit()));
        (matches!(word, "до" | "за" | "через" | "течение" | "позднее" | "к" | "позже") && next)
            || (matches!(word, "течение" | "через")
                && token + 1 < view.len()
                && view.word(token + 1).folded.starts_with("месяц"))
    }) && (0..view.len()).any(|token| {
        let word = &*view.word(token).folded;
        ["ответ", "рассмотр", "сообщ", "напиш", "решени", "результат"].iter().any(|stem| word.starts_with(stem))
    })
}
