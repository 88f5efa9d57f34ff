//! Refusals told by how a sentence is built: something that was asked for is denied, impossible or not due, in whatever
//! order of words. The table of refusal markers holds the phrases; here stands what has no fixed phrase.

mod asked;
mod words;

use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::document::Document;
use crate::language::{Analysis, Feature, LemmaId, Lexicon, MaskKind, SentenceView, Tag};

use super::pattern::{LetterMatch, Role, Strength};
use super::senses::{APPEAL, DOING, FINDING, SAYING, may_be, senses};
use super::zone::Zone;

use asked::{appeals_refusal, is_delay, requests, same_root, things, topics};
use words::{ASKED, BODY, DECIDING, GIVING, HARM, TELLING};

/// Sentences of the letter's own text that are looked at.
const MOST: usize = 120;
/// Words of a sentence that is looked at: an endless one must not cost the square of its length.
const LONGEST: usize = 300;
/// Sentences in which the letter repeats what was asked.
const REQUEST: usize = 3;

/// A sentence with what is asked of its words again and again.
struct Seen<'s, 'a> {
    view: &'s SentenceView<'a>,
    asked: &'s FxHashSet<LemmaId>,
    /// Nouns after «о», «об»: of what was asked.
    named: &'s [String],
    /// Nouns of the sentences that ask.
    things: &'s FxHashSet<LemmaId>,
}

impl Seen<'_, '_> {
    fn word(&self, token: usize) -> &str {
        &self.view.word(token).folded
    }

    fn begins(&self, token: usize, beginnings: &str) -> bool {
        beginnings.split(' ').any(|start| self.word(token).starts_with(start))
    }

    fn is(&self, token: usize, features: &[Feature]) -> bool {
        may_be(self.view, token, Tag::of(features))
    }

    fn quoted(&self, token: usize) -> bool {
        matches!(self.view.mask(token), Some(MaskKind::Quote | MaskKind::LegalTitle | MaskKind::QuotedTitle))
    }

    /// True when the letter said above that this was asked for.
    fn was_asked(&self, token: usize) -> bool {
        self.view.readings(token).iter().any(|reading| self.asked.contains(&reading.lemma))
    }

    /// True when the sentence names a thing that was asked for, or the permission itself.
    fn names_thing(&self, stretch: &Range<usize>) -> bool {
        stretch.clone().any(|token| {
            self.is(token, &[Feature::Noun])
                && (self.begins(token, "разрешени согласи")
                    || self.view.readings(token).first().is_some_and(|reading| self.things.contains(&reading.lemma)))
        })
    }

    /// True when a noun of the request tells the same: «сносить» after «заявление о сносе».
    fn was_named(&self, token: usize) -> bool {
        self.named.iter().any(|noun| same_root(noun, self.word(token)))
    }

    /// The stretch between colons, semicolons and brackets in which a token stands.
    fn stretch(&self, token: usize) -> Range<usize> {
        let cut = |at: &usize| matches!(self.view.token_text(*at), ":" | ";" | "(" | ")");
        let start = (0..token).rev().find(cut).map_or(0, |at| at + 1);
        let end = (token..self.view.len()).find(cut).unwrap_or(self.view.len());
        start..end
    }

    /// «пока» that opens a clause, and «пока» before a deed that is only put off: «решение пока не можем принять».
    fn is_while(&self, token: usize) -> bool {
        let deeds = "принять приня реш законч заверш рассмотр провер выясн состав подготов начать приступ";
        self.word(token) == "пока"
            && (token == 0
                || !self.view.word(token - 1).is_word()
                || (0..self.view.len()).any(|at| self.is(at, &[Feature::Inf]) && self.begins(at, deeds)))
    }

    /// True where the words hold only under a condition, ask, or tell what somebody else said or cannot do.
    fn is_open(&self, stretch: &Range<usize>, at: usize) -> bool {
        let view = self.view;
        if view.token_text(view.len() - 1) == "?" {
            return true;
        }
        if is_delay(view, at) {
            return true;
        }
        let condition = |token: usize| {
            matches!(self.word(token), "если" | "когда" | "чтобы" | "ли" | "иначе" | "раньше" | "ранее" | "быстрее")
                || self.is_while(token)
        };
        if (stretch.start..at).any(condition) {
            return true;
        }
        let limit = |token: usize| {
            matches!(self.word(token), "если" | "раньше" | "ранее" | "быстрее" | "без")
                && (token == at + 1 || self.word(token) != "без")
                || self.is_while(token)
        };
        if (at..stretch.end).any(limit) {
            return true;
        }
        // What the reader told: «Вы пишете, что … не может».
        let told = |token: usize| {
            senses(view, token) & SAYING != 0
                && self.word(token).ends_with("те")
                && !matches!(self.word(token), "можете" | "хотите")
                || self.word(token) == "вы"
                    && token + 1 < view.len()
                    && self.is(token + 1, &[Feature::Past, Feature::Fin])
        };
        let clause = (stretch.start..at).rev().find(|&token| matches!(view.token_text(token), "," | "–" | "—"));
        let from = clause.map_or(stretch.start, |comma| comma + 1);
        let relative =
            (from..at).any(|token| self.word(token).starts_with("котор") || matches!(self.word(token), "кто" | "кому"));
        let turned = (stretch.start..at).any(|token| matches!(self.word(token), "но" | "однако" | "мы"));
        relative || !turned && (stretch.start..at).any(told)
    }

    /// The infinitive nearest to a word in its stretch, when it is of doing something.
    fn deed(&self, stretch: &Range<usize>, at: usize, sure: bool) -> Option<usize> {
        let infinitive =
            |token: &usize| self.is(*token, &[Feature::Inf]) && self.word(*token) != "быть" && !self.quoted(*token);
        // «возможности исключить ошибку» is of knowing, «исключить сумму» of doing.
        let tells = |token: usize| {
            self.begins(token, TELLING)
                || self.begins(token, "исключ")
                    && (token + 1..self.view.len().min(token + 3))
                        .any(|next| self.begins(next, "возможн вероятн риск того ошибк"))
        };
        stretch.clone().filter(infinitive).min_by_key(|token| token.abs_diff(at)).filter(|&token| {
            // «Менять маршруты мы не вправе»: what we never do, not what we will not do now.
            (self.is(token, &[Feature::Perfective]) || self.was_asked(token))
                && !tells(token)
                && !matches!(self.word(token), "являться" | "превышать" | "мочь")
                && !self.begins(token, "наруш")
                && (!sure || senses(self.view, token) & (APPEAL | FINDING) == 0)
        })
    }

    /// A short participle of what is done for the reader.
    fn done(&self, token: usize) -> bool {
        self.is(token, &[Feature::Short, Feature::Participle])
            && (senses(self.view, token) & DOING != 0 || self.was_asked(token))
            && (!self.begins(token, HARM) || self.was_asked(token))
            && !self.begins(token, TELLING)
    }

    /// A body that decides, as the subject of a verb near by.
    fn body_near(&self, stretch: &Range<usize>, at: usize) -> bool {
        stretch.clone().filter(|token| token.abs_diff(at) <= 12).any(|token| {
            self.is(token, &[Feature::Nom, Feature::Noun])
                && (self.begins(token, BODY)
                    || token > 0 && self.view.token_text(token).starts_with(char::is_uppercase))
        })
    }

    /// The refusing words of the sentence.
    fn refusal(&self) -> Option<Range<usize>> {
        let view = self.view;
        (0..view.len()).find_map(|token| {
            let telling = "не нельзя невозможно нет отсутствует отсутствуют отказать отклонить отказом";
            let word = self.word(token);
            let starts = word.starts_with("отрицательн") || word.starts_with("нецелесообразн");
            if !(starts || telling.split(' ').any(|known| known == word)) || self.quoted(token) {
                return None;
            }
            let stretch = self.stretch(token);
            let found = match self.word(token) {
                "не" => self.denied(token, &stretch),
                "нельзя" | "невозможно" => self.impossible(token, &stretch),
                "нет" | "отсутствует" | "отсутствуют" => self.without(token, &stretch),
                word if word.starts_with("нецелесообразн") => self.useless(token, &stretch),
                _ => self.refused(token, &stretch),
            }?;
            (!self.is_open(&stretch, token)).then_some(found)
        })
    }

    /// What «не» denies.
    fn denied(&self, no: usize, stretch: &Range<usize>) -> Option<Range<usize>> {
        let next = no + 1;
        if next >= stretch.end {
            return None;
        }
        let around = |from: usize, to: usize| Some(from.min(no)..to.max(next) + 1);
        match self.word(next) {
            "можем" | "могу" | "сможем" | "смогу" | "могли" => {
                let deed = self.deed(stretch, no, false)?;
                around(deed, deed)
            }
            "может" | "сможет" | "могут" | "смогут" | "могло" | "могла" | "мог" => {
                let be = stretch.clone().find(|&token| self.word(token) == "быть" && token.abs_diff(no) <= 3);
                if let Some(be) = be {
                    let done = stretch.clone().find(|&token| token.abs_diff(be) <= 4 && self.done(token))?;
                    // «не может быть установлена выше предела»: a limit.
                    let limit = (no..stretch.end).any(|token| self.is(token, &[Feature::Cmp]));
                    return if limit { None } else { around(be.min(done), be.max(done)) };
                }
                let deed = self.deed(stretch, no, false).filter(|_| self.body_near(stretch, no))?;
                around(deed, deed)
            }
            "удалось" | "удается" | "удастся" | "получится" | "получилось" | "получается" | "выйдет" | "выходит" =>
            {
                let deed = self.deed(stretch, no, true)?;
                around(deed, deed)
            }
            "вправе" | "уполномочен" | "уполномочена" | "уполномочены" | "уполномочено" =>
            {
                let ours = (stretch.start..no).any(|token| self.word(token) == "мы") || self.body_near(stretch, no);
                // «Закрыть кафе мы не вправе» says whose matter it is; «Дать согласие мы не вправе» refuses.
                let gives = |deed: &usize| ours && self.begins(*deed, GIVING);
                let deed = self.deed(stretch, no, false).filter(gives)?;
                around(deed, deed)
            }
            // «Тополь пилить не станем»
            "станем" | "станет" | "будем" => {
                let deed = stretch.clone().filter(|&token| self.is(token, &[Feature::Inf]) && !self.quoted(token));
                let deed = deed.min_by_key(|token| token.abs_diff(no)).filter(|token| token.abs_diff(no) <= 8)?;
                // «Движение перекрывать не станем» is good news, unless that was asked for.
                let ours = self.word(next) != "станет" || self.body_near(stretch, no);
                (ours && (self.was_asked(deed) || self.was_named(deed))).then(|| around(deed, deed))?
            }
            "располагаем"
            | "располагает"
            | "имеем"
            | "имеет"
            | "видим"
            | "видит"
            | "находим"
            | "находит"
            | "нашла"
            | "нашли"
            | "нашел"
            | "нашло"
            | "считаем"
            | "считает"
            | "представляется"
            | "представилось"
            | "представляем" => {
                let chance = (next..stretch.end.min(next + 4))
                    .find(|&token| self.begins(token, "возможн оснований целесообразн"))?;
                if self.begins(chance, "целесообразн") {
                    return self.useless(chance, stretch).map(|tokens| tokens.start.min(no)..tokens.end.max(next + 1));
                }
                if let Some(deed) = self.deed(stretch, no, false) {
                    return around(deed, deed.max(chance));
                }
                matches!(
                    self.word(next),
                    "представляется"
                        | "представилось"
                        | "нашла"
                        | "нашли"
                        | "нашел"
                        | "нашло"
                        | "находит"
                        | "находим"
                )
                .then_some(no..chance + 1)
            }
            "будет" | "будут" => {
                let due = stretch.clone().find(|&token| token.abs_diff(no) <= 6 && self.done(token));
                // «Перерасчёта не будет», «Ремонта подъезда в этом году не будет»
                let noun = || {
                    let before = no.checked_sub(1).filter(|&token| token >= stretch.start);
                    let near = [before, before.and_then(|token| token.checked_sub(1)), Some(stretch.start)];
                    near.into_iter()
                        .flatten()
                        .find(|&token| self.is(token, &[Feature::Gen, Feature::Noun]) && self.begins(token, ASKED))
                };
                let verb = || {
                    stretch.clone().find(|&token| {
                        self.is(token, &[Feature::Inf])
                            && self.begins(
                                token,
                                "выплачиваться предоставляться проводиться выдаваться устанавливаться рассматриваться возвращаться осуществляться производиться",
                            )
                    })
                };
                let due = due.or_else(noun).or_else(verb)?;
                around(due, due)
            }
            "подлежит" | "подлежат" | "подлежало" | "подлежала" | "подлежал" =>
            {
                let due = stretch.clone().find(|&token| {
                    token.abs_diff(no) <= 7
                        && self.is(token, &[Feature::Dat, Feature::Noun])
                        && self.begins(token, ASKED)
                })?;
                around(due, due)
            }
            "усматривается"
            | "усматривает"
            | "усматриваем"
            | "имеется"
            | "установлено"
            | "выявлено"
            | "найдено"
            | "нашлось"
            | "обнаружено"
            | "усмотрено"
            | "возникло"
            | "возникает"
            | "возникают"
            | "выявила"
            | "установила"
            | "имелось" => {
                let ground = stretch.clone().find(|&token| {
                    token.abs_diff(no) <= 12
                        && (matches!(self.word(token), "оснований" | "основания" | "основание")
                            || self.word(token) == "право" && self.begins(next, "возник"))
                })?;
                self.grounds_for_good(ground).then(|| ground.min(no)..ground.max(next) + 1)
            }
            _ => {
                // «Ларёк мы не уберём»
                let ours =
                    self.is(next, &[Feature::Fut, Feature::Fin, Feature::Plur]) && self.word(next).ends_with('м');
                let deed = senses(self.view, next) & DOING != 0 && !self.begins(next, TELLING);
                let wanted = self.was_asked(next);
                if ours && (deed && !self.begins(next, HARM) || wanted) {
                    return Some(no..next + 1);
                }
                // «Решено не присваивать звание», «Комиссия не согласовала перепланировку», «Не поддерживаем просьбу»
                let decided = self.is(next, &[Feature::Inf])
                    && !self.begins(next, HARM)
                    && (no.saturating_sub(3).max(stretch.start)..no).any(|token| {
                        matches!(self.word(token), "решение" | "решено" | "решила" | "решили" | "решил" | "решило")
                    });
                let agreed = self.begins(next, "согласов одобр поддерж утверд")
                    && (self.is(next, &[Feature::Past, Feature::Fin]) && self.body_near(stretch, no)
                        || self.is(next, &[Feature::Pres, Feature::Fin, Feature::Plur])
                            && self.word(next).ends_with('м'));
                // «Шлагбаум не разрешаем», but «Наличные не принимаем»
                let forbids = || {
                    self.is(next, &[Feature::Pres, Feature::Fin, Feature::Plur])
                        && self.word(next).ends_with('м')
                        && self.begins(next, DECIDING)
                        && self.names_thing(stretch)
                };
                if decided || agreed || forbids() {
                    return Some(no..next + 1);
                }
                // «Участок Вам не предоставлен», «Отсрочка Вам не предоставляется»
                let to_reader = stretch.clone().any(|token| self.word(token) == "вам" && token.abs_diff(no) <= 6);
                let given = self.done(next)
                    || self.begins(next, "предоставляется предоставляются выдается выдаются назначается выплачивается продлевается возвращается");
                (to_reader && given).then_some(no..next + 1)
            }
        }
    }

    /// «Оснований для отказа», «оснований для беспокойства» are no grounds of a refusal when they are absent.
    fn grounds_for_good(&self, ground: usize) -> bool {
        !(ground..self.view.len().min(ground + 5))
            .any(|token| self.begins(token, "отказ беспоко тревог сомне опас волн штраф отмен"))
    }

    fn impossible(&self, token: usize, stretch: &Range<usize>) -> Option<Range<usize>> {
        let deed = self.deed(stretch, token, true)?;
        let ours =
            self.is(deed, &[Feature::Perfective]) && senses(self.view, deed) & DOING != 0 || self.was_asked(deed);
        // «нельзя подать без паспорта»: a rule for the reader.
        let rule = token + 1 < self.view.len() && self.is(token + 1, &[Feature::Inf]) && deed > token;
        (ours && !rule).then(|| deed.min(token)..deed.max(token) + 1)
    }

    /// «Списать … нет возможности», «Возможности … не имеется», «оснований … нет»
    fn without(&self, token: usize, stretch: &Range<usize>) -> Option<Range<usize>> {
        let what = stretch.clone().find(|&at| {
            at.abs_diff(token) <= 10
                && matches!(self.word(at), "возможности" | "возможность" | "оснований" | "основания" | "основание")
        })?;
        if self.word(what).starts_with("возможн") {
            let given = || {
                (what + 1..stretch.end.min(what + 4))
                    .find(|&at| self.is(at, &[Feature::Gen, Feature::Noun]) && self.begins(at, ASKED))
            };
            let deed = self.deed(stretch, token, false).or_else(given)?;
            return Some(deed.min(token).min(what)..deed.max(token).max(what) + 1);
        }
        self.grounds_for_good(what).then(|| what.min(token)..what.max(token) + 1)
    }

    /// «Устройство остановки нецелесообразно», «Устанавливать светофор считаем нецелесообразным»
    fn useless(&self, token: usize, stretch: &Range<usize>) -> Option<Range<usize>> {
        let thing = |at: &usize| {
            self.is(*at, &[Feature::Inf]) && !self.begins(*at, TELLING)
                || self.is(*at, &[Feature::Noun])
                    && (self.begins(*at, ASKED) || self.was_named(*at) || self.names_action(*at))
        };
        let near = stretch.clone().filter(|at| at.abs_diff(token) <= 14).find(thing)?;
        Some(near.min(token)..near.max(token) + 1)
    }

    /// «устройство», «установление», «парковка»: a noun of doing by its ending.
    fn names_action(&self, token: usize) -> bool {
        let lexicon = self.view.lexicon();
        self.view.readings(token).first().is_some_and(|reading| {
            let lemma = lexicon.lemma(reading.lemma);
            ["ние", "тие", "ство", "овка", "изация"].iter().any(|end| lemma.ends_with(end))
        })
    }

    /// «вынуждены Вам отказать», «ответить отказом», «решён отрицательно»
    fn refused(&self, token: usize, stretch: &Range<usize>) -> Option<Range<usize>> {
        let near = |beginnings: &str, reach: usize| {
            (token.saturating_sub(reach).max(stretch.start)..stretch.end.min(token + reach + 1))
                .find(|&at| at != token && self.begins(at, beginnings))
        };
        let with = match self.word(token) {
            "отказать" | "отклонить" => near("вынужд приходит придет пришлось реш постанов счита", 8)?,
            "отказом" => near("ответить вынужд завершил закончил", 3)?,
            "отрицательно" | "отрицательное" | "отрицательный" | "отрицательному" => {
                near("реш ответ заключени", 4)?
            }
            _ => return None,
        };
        Some(with.min(token)..with.max(token) + 1)
    }
}

/// The refusals of the letter's own text that no pattern found. `known` are the marks of patterns, in order of place;
/// where the letter itself calls its decision a refusal, likely ones become sure.
pub(super) fn marks(
    document: &Document,
    analysis: &Analysis,
    lexicon: &Lexicon,
    zones: &[Zone],
    known: &mut [LetterMatch],
) -> Vec<LetterMatch> {
    let body = (0..document.blocks().len()).filter(|&block| zones.get(block) == Some(&Zone::Body));
    let sentences = body.flat_map(|block| analysis.sentences_of(block, document, lexicon));
    let views: Vec<SentenceView<'_>> =
        sentences.filter(|view| !view.is_empty() && view.len() <= LONGEST).take(MOST).collect();
    let mut asked = FxHashSet::default();
    let mut named = Vec::new();
    let mut wanted = FxHashSet::default();
    let refuses = |mark: &LetterMatch| matches!(mark.role, Role::Refusal | Role::PartialRefusal);
    for view in &views {
        let place = (view.block() as u32, view.index() as u32);
        for mark in known.iter_mut().filter(|mark| refuses(mark) && (mark.block, mark.sentence) == place) {
            let unable = mark.tokens.clone().any(|token| {
                let word = &*view.word(token).folded;
                word.contains("возможн") || matches!(word, "можем" | "могу" | "может" | "сможем")
            });
            if unable && is_delay(view, mark.tokens.start) {
                mark.strength = Strength::Weak;
            }
        }
    }
    let sure: FxHashSet<(u32, u32)> = known
        .iter()
        .filter(|mark| refuses(mark) && mark.strength == Strength::Strong)
        .map(|mark| (mark.block, mark.sentence))
        .collect();
    let mut found = Vec::new();
    for (index, view) in views.iter().enumerate() {
        if (1..=REQUEST).contains(&index) {
            asked.extend(requests(&views[index - 1]));
            named.extend(topics(&views[index - 1]));
            wanted.extend(things(&views[index - 1]));
        }
        let place = (view.block() as u32, view.index() as u32);
        if sure.contains(&place) {
            continue;
        }
        if let Some(tokens) = (Seen { view, asked: &asked, named: &named, things: &wanted }).refusal() {
            let (block, sentence) = place;
            found.push(LetterMatch { role: Role::Refusal, strength: Strength::Strong, block, sentence, tokens });
        }
    }
    if sure.is_empty() && found.is_empty() && views.iter().any(appeals_refusal) {
        for mark in known.iter_mut().filter(|mark| refuses(mark) && mark.strength == Strength::Medium) {
            mark.strength = Strength::Strong;
        }
    }
    found
}
