//! A letter written by a real producer (see `examples/README.md`), read as a whole.

use yasno::document::{BlockKind, Story};
use yasno::docx::{Limits, read};

const LETTER: &[u8] = include_bytes!("fixtures/docx/letter.docx");

#[test]
fn reads_a_letter_in_order() {
    let document = read(LETTER, &Limits::default()).expect("a letter");
    let blocks: Vec<_> = document.blocks().iter().map(|block| (block.story, document.slice(block.span))).collect();
    assert_eq!(
        blocks,
        [
            (Story::Header, "АДМИНИСТРАЦИЯ ГОРОДА СВЕТЛОРЕЧЕНСКА"),
            (Story::Header, "ул. Озёрная, д. 5, г. Светлореченск, 100200"),
            (Story::Header, "Ответ на обращение"),
            (Story::Body, "№ 15-07/128 от 12.03.2026"),
            (Story::Body, "Соколовой Марии Андреевне"),
            (Story::Body, "О ремонте двора"),
            (Story::Body, "Уважаемая Мария Андреевна!"),
            (
                Story::Body,
                "Мы рассмотрели Ваше обращение о ремонте двора & сообщаем: работы начнутся в мае. Срок – 30 дней."
            ),
            (Story::Body, "заменят бортовой камень"),
            (Story::Body, "уложат асфальт"),
            (Story::Body, "Оцените ответ"),
            (Story::Body, "Глава города\tИ.П. Лесной\n________"),
            (Story::Footer, "Для справок: 8 (000) 000-00-00"),
        ]
    );
    assert_eq!(document.blocks()[5].kind, BlockKind::Heading { level: 1 });
    assert!(matches!(document.blocks()[8].kind, BlockKind::ListItem { level: 0, .. }));
    assert_eq!(document.blocks()[8].kind, document.blocks()[9].kind);
    assert_eq!(document.blocks()[4].cell.map(|cell| (cell.row, cell.column)), Some((0, 1)));
    assert_eq!(document.warnings(), []);
}

#[test]
fn knows_its_formatting_links_and_remarks() {
    let document = read(LETTER, &Limits::default()).expect("a letter");
    let at = |word: &str| document.format_at(document.text().find(word).expect(word) as u32);
    assert!(at("обращение о").bold && at("щение о").bold && !at("о ремонте двора &").bold);
    assert!(at("работы").italic);
    assert!(at("Срок").underline && !at("____").underline);
    let links: Vec<_> = document.links().iter().map(|link| (document.slice(link.span), link.target.as_str())).collect();
    assert_eq!(links, [("Оцените ответ", "https://opros.example.ru/otvet")]);
    let remark = &document.directives()[0];
    assert_eq!(
        (remark.text.as_str(), document.slice(remark.anchor)),
        ("ясно: пропустить salutation", "Уважаемая Мария Андреевна!")
    );
}
