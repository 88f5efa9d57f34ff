//! Patterns against sentences, with the real dictionary.

use std::sync::{Arc, LazyLock};

use super::{GroupId, IndexBuilder};
use crate::document::{Block, Builder, FileFormat};
use crate::language::{Lexicon, MaskSet, Morphology, RuMorph, analyse};
use crate::text::Span;

static MORPH: LazyLock<Arc<RuMorph>> = LazyLock::new(|| Arc::new(RuMorph::bundled().expect("built-in dictionary")));

/// The texts of all matches of a pattern in a text.
fn find(pattern: &str, guard: &str, text: &str) -> Vec<String> {
    let mut builder = IndexBuilder::default();
    builder
        .add(GroupId(0), 0, pattern, guard, MaskSet::LEX, &**MORPH)
        .unwrap_or_else(|error| panic!("{pattern}: {error}"));
    let index = Arc::new(builder.finish());
    let block = Block { span: Span::new(0, text.len() as u32), ..Block::default() };
    let document = Builder::verbatim(FileFormat::Text, text.to_owned(), vec![block]).finish();
    let morphology: Arc<dyn Morphology> = MORPH.clone();
    let mut lexicon = Lexicon::new(morphology, index.clone());
    let analysis = analyse(&document, &mut lexicon);
    let mut matches = super::Matches::default();
    matches.add(0, &index.scan(analysis.sentences(&document, &lexicon)));
    let text_of = |found: &super::Match| {
        let view = analysis.sentence(found.block as usize, found.sentence as usize, &document, &lexicon).unwrap();
        view.slice(found.found.tokens.clone()).to_owned()
    };
    matches.of(GroupId(0)).iter().map(text_of).collect()
}

#[test]
fn finds_what_each_item_means() {
    let cases: &[(&str, &str, &[&str])] = &[
        ("в целях <NP.gen>", "В целях ремонта двор закроют.", &["В целях ремонта"]),
        ("в целях <NP.gen>", "В целях мы уверены.", &[]),
        ("~вышеуказанный", "По вышеуказанному адресу и вышеуказанных домах.", &["вышеуказанному", "вышеуказанных"]),
        ("~учёт", "Учет воды, учёта нет.", &["Учет", "учёта"]),
        ("~расходы", "Расходы на ремонт; расход воды.", &["Расходы"]),
        ("~имеющийся [<ADJ>] <NOUN>", "По имеющимся данным ответа нет.", &["имеющимся данным"]),
        ("~производиться", "Запись производится по телефону, производимая работа.", &["производится"]),
        ("дорожн* полотн*", "Ремонт дорожного полотна.", &["дорожного полотна"]),
        ("Вы! перепутали", "Вы перепутали, вы перепутали.", &["Вы перепутали"]),
        (
            "приняты [все|соответствующие] меры",
            "Приняты меры, приняты соответствующие меры.",
            &["Приняты меры", "приняты соответствующие меры"],
        ),
        ("(а|б в|) дом", "б в дом, дом", &["б в дом", "дом"]),
        ("~провести … ~проверка", "Мы провели в доме тщательную проверку.", &["провели в доме тщательную проверку"]),
        ("~провести …1 ~проверка", "Мы провели в доме тщательную проверку.", &[]),
        ("~провести … ~проверка", "Мы провели осмотр, проверку закончили.", &[]),
        ("^ вместе с тем", "Вместе с тем ждём. Ждём вместе с тем.", &["Вместе с тем"]),
        ("в связи с тем [,] что", "В связи с тем, что воды нет.", &["В связи с тем, что"]),
        ("нет воды $", "Сегодня нет воды.", &["нет воды"]),
        ("порядка <NUM>", "Порядка 15 домов, порядка пяти улиц, порядка ответа.", &["Порядка 15", "порядка пяти"]),
        ("а || б", "а и б", &["а", "б"]),
        ("т.е. <WORD>", "Завтра, т.е. утром.", &["т.е. утром"]),
        ("<NOUN.nom> <NOUN.gen> <NOUN.gen>", "Срок рассмотрения заявки истёк.", &["Срок рассмотрения заявки"]),
    ];
    for (pattern, text, expected) in cases {
        assert_eq!(find(pattern, "", text), *expected, "{pattern} in «{text}»");
    }
}

#[test]
fn guards_drop_matches() {
    let cases: &[(&str, &str, &str, &[&str])] = &[
        ("данный <NOUN>", "next:вам", "Данный ответ вам, данный ответ ему.", &["данный ответ"]),
        ("данные", "prev:персональные", "Персональные данные и данные осмотра.", &["данные"]),
        ("порядка", "only:next:<NUM>", "Порядка нет, порядка 5 домов.", &["порядка"]),
        ("либо", "sent:либо …5 [,] либо ;; note:список", "Либо дождь, либо снег. Напишите либо звоните.", &["либо"]),
        ("~решить <NOUN>", "hit:решил вопрос", "Он решил вопрос, решила вопрос.", &["решила вопрос"]),
        (
            "в адрес <NP.gen>",
            "last:~почта",
            "В адрес почты, в адрес электронной почты, в адрес отдела.",
            &["в адрес отдела"],
        ),
    ];
    for (pattern, guard, text, expected) in cases {
        assert_eq!(find(pattern, guard, text), *expected, "{pattern} / {guard} in «{text}»");
    }
}

#[test]
fn anchors_do_not_change_what_is_found() {
    // The anchor («ведомстве») stands behind a gap and an option of unknown length.
    assert_eq!(
        find("в [самом] …2 ведомстве", "", "Он был в самом этом новом ведомстве."),
        ["в самом этом новом ведомстве"]
    );
    assert_eq!(
        find("в [самом] …2 ведомстве", "", "Он в ведомстве в доме в ведомстве."),
        ["в ведомстве", "в доме в ведомстве"]
    );
}
