//! Text into tokens and sentences.
//!
//! The `anyseg` segmenter makes the tokens and a first division; the masks and the words then correct it
//! ([`sentences`]): no sentence ends in the middle of a title or an address, and a line of a signature ends one.

use std::ops::Range;
use std::sync::LazyLock;

use super::analysis::BlockAnalysis;
use super::lexicon::{Lexicon, Shape};
use super::mask::{MaskKind, MaskSet, WordClasses};
use super::tag::{Feature, Tag};
use super::token::Sentence;

/// Tokens longer than this are cut: a token's length is kept in two bytes, and no word comes near.
const LONGEST_TOKEN: usize = 1 << 15;
/// A line this long (in characters) is filled: it ends where the page does, not where a thought does.
const FILLED_LINE: usize = 60;
/// Sentences of fewer words in quotes or brackets do not divide what stands around them.
const SHORT_SENTENCE: usize = 5;

/// Tokens between a quotation mark or bracket and its other half: further apart they are strays.
const LONGEST_ENCLOSED: usize = 300;
/// How deep quotes and brackets may stand in each other.
const DEEPEST: usize = 8;

/// Byte ranges of the tokens of a text, and for each sentence its first token.
#[derive(Debug, Default)]
pub(super) struct Segments {
    pub(super) tokens: Vec<Range<usize>>,
    pub(super) starts: Vec<usize>,
}

/// Abbreviations of official letters that the segmenter does not know; their period ends no sentence by itself.
const ABBREVIATIONS: &[&str] = &[
    "абз",
    "б-р",
    "бул",
    "вн",
    "врио",
    "вх",
    "гл",
    "дер",
    "доб",
    "ед",
    "зам",
    "зд",
    "изм",
    "исх",
    "каб",
    "корп",
    "лит",
    "мкр",
    "наб",
    "напр",
    "нач",
    "оф",
    "пгт",
    "пом",
    "пос",
    "подп",
    "прил",
    "просп",
    "респ",
    "рег",
    "руб",
    "сл",
    "сооруж",
    "стр",
    "тел",
    "уч",
    "факс",
    "ч",
    "чел",
    "эл",
];

static SEGMENTER: LazyLock<Option<anyseg::Segmenter>> = LazyLock::new(|| {
    let known = ABBREVIATIONS.iter().filter(|word| word.chars().all(char::is_alphabetic));
    anyseg::Segmenter::new("ru").ok()?.with_abbreviations(known).ok()
});

/// Splits a block's text into tokens and, by sentence ends alone, into sentences.
pub(super) fn segment(text: &str) -> Segments {
    let Some(segmenter) = &*SEGMENTER else { return Segments::default() };
    let document = segmenter.segment(text);
    let mut tokens = Vec::with_capacity(document.tokens().len());
    let mut starts = Vec::with_capacity(document.sentence_count());
    let mut sentence = 0;
    for span in document.tokens() {
        if sentence < document.sentence_count() && span.start >= document.sentence(sentence).span.start {
            starts.push(tokens.len());
            sentence += 1;
        }
        let mut start = span.start;
        while span.end - start > LONGEST_TOKEN {
            let cut = text.floor_char_boundary(start + LONGEST_TOKEN);
            tokens.push(start..cut);
            start = cut;
        }
        tokens.push(start..span.end);
    }
    Segments { tokens, starts }
}

/// Kinds in which no sentence ends.
const UNDIVIDED: MaskSet = MaskSet::of(&[
    MaskKind::Placeholder,
    MaskKind::Date,
    MaskKind::Phone,
    MaskKind::RegNumber,
    MaskKind::LegalRef,
    MaskKind::LegalTitle,
    MaskKind::OfficialName,
    MaskKind::OrgName,
    MaskKind::QuotedTitle,
    MaskKind::Person,
    MaskKind::Address,
    MaskKind::Money,
]);

/// Abbreviations before a name or a number, after which no sentence begins.
const BEFORE_NAMES: &[&str] = &[
    "ул.",
    "д.",
    "г.",
    "п.",
    "пос.",
    "с.",
    "дер.",
    "пр.",
    "пер.",
    "пл.",
    "наб.",
    "ш.",
    "им.",
    "гр.",
    "корп.",
    "стр.",
    "лит.",
    "кв.",
    "пом.",
    "каб.",
    "оф.",
    "мкр.",
    "просп.",
    "ст.",
    "ч.",
    "пп.",
    "абз.",
    "гл.",
    "разд.",
    "подп.",
    "прил.",
    "рис.",
    "табл.",
    "см.",
    "ср.",
    "напр.",
    "тел.",
    "доб.",
    "факс.",
    "эл.",
    "вх.",
    "исх.",
    "рег.",
    "исп.",
    "зам.",
    "нач.",
    "о.",
    "обл.",
    "респ.",
    "и.",
    "№",
];

/// Corrects the division into sentences with what is known of words, lines and masks.
pub(super) fn sentences(text: &str, hard_lines: bool, analysis: &mut BlockAnalysis, lexicon: &Lexicon) {
    let lines = text.contains('\n');
    let dividing = analysis.sentences.len() > 1 || lines || has_initials(analysis);
    if !dividing {
        return;
    }
    let division = Division { text, analysis, lexicon };
    let mut starts: Vec<usize> = analysis.sentences.iter().map(|sentence| sentence.tokens().start).collect();
    if lines {
        starts.extend(division.line_starts(hard_lines));
    }
    starts.extend(division.starts_after_names());
    starts.sort_unstable();
    starts.dedup();
    starts.retain(|&start| start == 0 || !division.joins(start));
    let kept = division.outside_enclosed(starts);
    let ends = kept.iter().skip(1).copied().chain([analysis.tokens.len()]);
    analysis.sentences = kept.iter().zip(ends).map(|(&start, end)| Sentence::new(start..end)).collect();
}

fn has_initials(analysis: &BlockAnalysis) -> bool {
    analysis.masks.iter().any(|mask| mask.kind == MaskKind::Person)
}

struct Division<'a> {
    text: &'a str,
    analysis: &'a BlockAnalysis,
    lexicon: &'a Lexicon,
}

impl Division<'_> {
    fn word(&self, at: usize) -> &super::lexicon::Word {
        self.lexicon.word(self.analysis.tokens[at].word)
    }

    fn gap(&self, at: usize) -> &str {
        let tokens = &self.analysis.tokens;
        &self.text[tokens[at - 1].end() as usize..tokens[at].start as usize]
    }

    /// First tokens of the lines that begin a sentence: lines end where a thought ends in a signature or address,
    /// where the page ends in a filled paragraph.
    fn line_starts(&self, hard_lines: bool) -> Vec<usize> {
        let tokens = &self.analysis.tokens;
        let begins: Vec<usize> =
            (1..tokens.len()).filter(|&at| tokens[at].space_before && self.gap(at).contains('\n')).collect();
        // One line that goes on in small letters shows that lines are filled.
        let filled = begins.iter().any(|&at| self.word(at).shape == Shape::Lower && !self.opens(at));
        let mut starts = Vec::new();
        for (number, &begin) in begins.iter().enumerate() {
            let line_start = number.checked_sub(1).map_or(0, |before| begins[before]);
            let line_end = begins.get(number + 1).copied().unwrap_or(tokens.len());
            let short = |from: usize, to: usize| {
                let bytes = &self.text[tokens[from].start as usize..tokens[to - 1].end() as usize];
                bytes.len() <= FILLED_LINE || bytes.chars().count() <= FILLED_LINE
            };
            let lines_short = short(line_start, begin) && short(begin, line_end);
            let divides = hard_lines || lines_short && (!filled || self.is_name(begin, line_end));
            if divides && self.opens(begin) && !self.goes_on(begin - 1) {
                starts.push(begin);
            }
        }
        starts
    }

    /// True when a token may open a line of its own: a capital, a digit, a quote before one, a list mark.
    fn opens(&self, at: usize) -> bool {
        let word = self.word(at);
        match word.shape {
            // «г. Ижевск», «тел. 55-01-02»
            Shape::Lower => {
                BEFORE_NAMES.contains(&&*word.folded) && word.folded.ends_with('.') || &*word.folded == "тел"
            }
            Shape::Sign => matches!(&*word.form, "«" | "\"" | "№" | "–" | "—" | "-" | "•" | "*" | "_" | "+" | "("),
            _ => true,
        }
    }

    /// True when these tokens are the name of a person and nothing else: the last line of a signature.
    fn is_name(&self, start: usize, end: usize) -> bool {
        self.analysis.tokens[start].mask == Some(MaskKind::Person) && self.mask_of(start) == Some(start..end)
    }

    /// True when the words after this one belong to it: a comma, a preposition, «и», an abbreviation.
    fn goes_on(&self, at: usize) -> bool {
        let word = self.word(at);
        let named = self.analysis.tokens[at].mask == Some(MaskKind::Person);
        if matches!(&*word.form, "," | "(" | "«" | "-" | "№") || !named && BEFORE_NAMES.contains(&&*word.folded) {
            return true;
        }
        let binding = Tag::of(&[Feature::Adp, Feature::Cconj, Feature::Sconj]);
        word.readings.first().is_some_and(|reading| reading.tag.has_any(binding)) && word.shape != Shape::Upper
    }

    /// After «Сычугов А.А.» a common word with a capital begins a sentence; the segmenter never divides there.
    fn starts_after_names(&self) -> Vec<usize> {
        let persons = self.analysis.masks.iter().filter(|mask| mask.kind == MaskKind::Person);
        let starts = persons.filter_map(|mask| {
            let next = mask.tokens.end;
            let last = self.word(next - 1);
            if next >= self.analysis.tokens.len()
                || !last.form.ends_with('.')
                || self.analysis.tokens[next].mask.is_some()
            {
                return None;
            }
            let word = self.word(next);
            let common = word.shape == Shape::Title && word.is_known() && !word.may_be(Feature::Propn.tag());
            (common && !self.word(mask.tokens.start).form.ends_with('.')).then_some(next)
        });
        starts.collect()
    }

    /// True when the sentence that begins here is none.
    fn joins(&self, start: usize) -> bool {
        let (before, after) = (&self.analysis.tokens[start - 1], &self.analysis.tokens[start]);
        // Within one mask.
        if let (Some(left), Some(_)) = (before.mask, after.mask)
            && UNDIVIDED.has(left)
            && self.mask_of(start).is_some_and(|mask| mask.start < start)
        {
            return true;
        }
        if self.gap(start).contains('\n') {
            return self.goes_on(start - 1);
        }
        let last = self.word(start - 1);
        // The segmenter sets the period apart where it divides.
        let parted = &*last.form == "." && start >= 2 && !before.space_before;
        let abbreviation = if parted { &*self.word(start - 2).folded } else { &*last.folded };
        let listed = BEFORE_NAMES.iter().any(|word| match parted {
            true => word.strip_suffix('.') == Some(abbreviation),
            false => *word == abbreviation,
        });
        // «и т. д.», «и пр.» end what they stand in.
        let list_end = if parted { start.checked_sub(3) } else { start.checked_sub(2) };
        if list_end.is_some_and(|at| matches!(&*self.word(at).folded, "т." | "и" | "т")) && last.shape != Shape::Number
        {
            return self.word(start).shape == Shape::Lower;
        }
        // «в 2024 г. Далее», «за 5 ч. Потом»: after a number the abbreviation is its unit.
        let unit_at = if parted { start.checked_sub(3) } else { start.checked_sub(2) };
        let unit = unit_at.is_some_and(|at| self.word(at).shape == Shape::Number);
        if listed && !(unit && self.word(start).shape != Shape::Number) {
            return !(unit && matches!(abbreviation, "г" | "г."));
        }
        // A small letter goes on: «… и др.) были».
        self.word(start).shape == Shape::Lower && &*last.form != "!" && &*last.form != "?"
    }

    fn mask_of(&self, at: usize) -> Option<Range<usize>> {
        let masks = &self.analysis.masks;
        let next = masks.partition_point(|mask| mask.tokens.start <= at);
        let mask = &masks[next.checked_sub(1)?];
        (mask.tokens.contains(&at) && UNDIVIDED.has(mask.kind)).then(|| mask.tokens.clone())
    }

    /// The starts without those inside quotes or brackets, unless whole sentences stand there.
    fn outside_enclosed(&self, mut starts: Vec<usize>) -> Vec<usize> {
        if starts.len() < 2 {
            return starts;
        }
        let mut inner = vec![false; starts.len()];
        for (open, close) in self.enclosed() {
            let first = starts.partition_point(|&start| start <= open);
            let last = starts.partition_point(|&start| start <= close);
            if first == last {
                continue;
            }
            let mut from = open + 1;
            let whole = starts[first..last].iter().copied().chain([close]).all(|start| {
                let words = (from..start).filter(|&at| self.word(at).is_word()).count();
                from = start;
                words >= SHORT_SENTENCE
            });
            if !whole {
                inner[first..last].fill(true);
            }
        }
        let mut inner = inner.into_iter();
        starts.retain(|_| inner.next() == Some(false));
        starts
    }

    /// Pairs of «» and () around more than one token, outer pairs whole; nested quotes are part of the outer one.
    fn enclosed(&self) -> Vec<(usize, usize)> {
        let mut pairs = Vec::new();
        let mut open: Vec<(usize, bool)> = Vec::new();
        for (at, token) in self.analysis.tokens.iter().enumerate() {
            if !self.lexicon.classes(token.word).has_any(WordClasses::ENCLOSING) {
                continue;
            }
            match &*self.word(at).form {
                "«" | "(" => open.push((at, &*self.word(at).form == "«")),
                sign @ ("»" | ")") => {
                    // A stray sign must not cost a search through all that is open.
                    let near = open.len().saturating_sub(DEEPEST);
                    if let Some(place) = open[near..].iter().rposition(|&(_, quote)| quote == (sign == "»")) {
                        let start = open[near + place].0;
                        if at - start <= LONGEST_ENCLOSED {
                            pairs.push((start, at));
                        }
                        open.truncate(near + place);
                    }
                }
                _ => {}
            }
        }
        pairs
    }
}

#[cfg(test)]
mod tests {
    use crate::language::mask::testing::analysed;

    /// Texts with ` | ` where a sentence ends and another begins; a line end alone is written `\n`.
    const PROSE: &[&str] = &[
        "В 2024 г. | Далее мы ответим.",
        "Это было в 2024 г. в Ижевске.",
        "Дом стоит на ул. Ленина, д. 5, кв. 12. | Следующее заседание в мае.",
        "Мы ответим, т. е. напишем письмо.",
        "Согласно п. 3.1 Порядка ответ готов.",
        "Ответ подготовил А.А. Сычугов и другие.",
        "Ответ подготовил Сычугов А.А. | Мы направим его вам.",
        "Приняли Иванов, Петров и др. | Решение вступило в силу.",
        "Цена 100 руб. за метр.",
        "Плата 500 руб. | Вносите её до мая.",
        "Письмо № 12-ОГ. | Ответ готов.",
        "Мы ждём… | Потом решим.",
        "Почему так?! | Мы разобрались.",
        "«Двор убран», – сообщили нам.",
        "Он спросил: «Когда? Сегодня?» и ушёл.",
        "Вы пишете: «Двор зимой никто не убирает. | Снег лежит здесь уже целый месяц». | Мы проверили.",
        "Ответ дали (см. п. 2 письма). | Других вопросов нет.",
        "Ремонт идёт (это долго. Очень) и закончится.",
        "Мы проверили дом. | Нарушений нет!  | Спасибо за письмо.",
        "Тел. 8-800-555-01-02. | Звоните.",
        "Обратитесь по тел. 555-01-02 в будни.",
        "Работы вели в янв. и февр. прошлого года.",
        "Подали 3 тыс. заявлений.",
        "Площадь 45 кв. м. | Дом сдан.",
        "Площадь 45 кв. м, дом сдан.",
        "См. рис. 3 и табл. 4.",
        "Это п. 5 ст. 10 закона.",
        "Это касается ч. 2 ст. 5 ЖК РФ. | Других норм нет.",
        "И.о. начальника отдела ответит вам.",
        "Ответит и. о. начальника.",
        "Ул. Садовая закрыта.",
        "Живёт в г. Ижевск. | Приедет в мае.",
        "Посёлок им. Гагарина строится.",
        "Письмо вх. № 77 получено.",
        "Адрес: пр. Мира, корп. 2, каб. 5. | Вход со двора.",
        "Закон «О порядке. Общие правила» принят.",
        "Постановление от 06.05.2011 № 354 «О предоставлении услуг» действует. | Оно общее.",
        "Сайт www.example.ru. | Там есть форма.",
        "Пишите на a@example.ru. | Мы ответим.",
        "Версия 2.0. | Она новая.",
        "Рост 3.5 процента.",
        "Это важно и т. д. | Мы учтём.",
        "Есть окна, двери и т. п. | Всё новое.",
        "Нужны документы, в т. ч. паспорт.",
        "Ответ дан 20.08.2024. | Срок соблюдён.",
        "Гр. Кузнецова обратилась к нам.",
        "Зам. начальника ответил.",
        "Примите справку (форма № 5). | Она бесплатна.",
        "1. Общие положения",
        "2.4. Порядок приёма граждан прост.",
        "Всего 5 чел. | Все получили ответ.",
        "Срок 30 дн. со дня подачи.",
        "Стоимость 1,5 млн руб. | Оплата в мае.",
        "Прилагаем: справку, план и пр. | Ждём ответа.",
        "Он сказал: «Да!» | Мы записали.",
        "Куда писать? | Кому звонить? | Где ответ?",
        "Обращение принял отдел № 5. | Номер 12.",
        "Ответ – на обороте. | – Спасибо.",
        "В XX в. дом построили.",
        "Дом сдали в 1980-х гг. | Потом ремонтировали.",
        "Лицевой счёт за янв. 2024 г. закрыт.",
        "Спасибо! | Ваш ответ важен.",
    ];

    /// Lines: signatures, addresses, filled paragraphs.
    const LINES: &[&str] = &[
        "Начальник отдела | \nИ. И. Иванов | \nг. Ижевск",
        "Ответственный – Иванов И.И. | \nНачальник отдела | \nтел. 550-102",
        "Мы рассмотрели ваше обращение и направили его в\nМинистерство финансов.",
        "Исп. Петрова А. С. | \n+7 (3412) 55-01-02",
        "Заместитель начальника отдела по работе с\nобращениями граждан | \nП. С. Орлов",
        "Министерство финансов\nУдмуртской Республики",
        "С уважением,\nИванов И. И.",
        "Дом проверен\nв мае, нарушений нет.",
    ];

    fn marked(text: &str) -> String {
        let (document, analysis, lexicon) = analysed(text, false);
        let mut marked = text.to_owned();
        let starts: Vec<u32> = analysis.sentences(&document, &lexicon).map(|sentence| sentence.whole().start).collect();
        for start in starts.into_iter().skip(1).rev() {
            let line = text[..start as usize].ends_with('\n');
            marked.insert_str(start as usize - usize::from(line), if line { " | " } else { "| " });
        }
        marked
    }

    #[test]
    fn divides_official_text() {
        let (mut wrong, mut found, mut expected, mut right) = (String::new(), 0, 0, 0);
        for case in PROSE.iter().chain(LINES) {
            let got = marked(&case.replace(" | \n", "\n").replace("| ", ""));
            let places = |text: &str| -> Vec<usize> {
                text.match_indices("| ").enumerate().map(|(number, (at, _))| at - 2 * number).collect()
            };
            let (here, there) = (places(&got), places(case));
            found += here.len();
            expected += there.len();
            right += here.iter().filter(|place| there.contains(place)).count();
            if got != *case {
                wrong.push_str(&format!("\nexpected {case:?}\nfound    {got:?}\n"));
            }
        }
        assert!(wrong.is_empty(), "boundaries: {expected} expected, {found} found, {right} right{wrong}");
    }
}

/// The tokens of a short text, as [`segment`] would cut them.
pub fn tokenize(text: &str) -> impl Iterator<Item = &str> {
    let spans = SEGMENTER.as_ref().map(|segmenter| segmenter.tokenize(text)).unwrap_or_default();
    spans.into_iter().map(move |span| &text[span.start..span.end])
}
