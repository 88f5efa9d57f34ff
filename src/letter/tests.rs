//! Letters of invented authorities: their zones and kinds.

use std::sync::{Arc, LazyLock};

use super::*;
use crate::document::{Block, Builder, FileFormat};
use crate::engine::{Context, check};
use crate::language::RuMorph;
use crate::profile::Profile;
use crate::rules::Ruleset;

static RULES: LazyLock<Ruleset> = LazyLock::new(|| {
    let profile = Profile::named("common").expect("built-in profile");
    let morphology = Arc::new(RuMorph::bundled().expect("built-in dictionary"));
    Ruleset::load(profile, &Default::default(), morphology).expect("built-in rules")
});

/// A document of which every line is a block.
fn document(text: &str) -> Document {
    let mut blocks = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        let span = Span::new(start, start + line.len() as u32);
        if !line.trim().is_empty() {
            blocks.push(Block { span, ..Block::default() });
        }
        start = span.end + 1;
    }
    Builder::verbatim(FileFormat::Text, text.to_owned(), blocks).finish()
}

fn read(text: &str) -> (Document, Letter) {
    let document = document(text);
    let letter = check(&document, &RULES, &Context::default()).letter;
    (document, letter)
}

/// One letter per zone, in order.
fn outline(letter: &Letter) -> String {
    let sign = |zone: &Zone| match zone {
        Zone::Letterhead => 'H',
        Zone::Addressee => 'A',
        Zone::Subject => 'T',
        Zone::Salutation => 'G',
        Zone::Body => 'b',
        Zone::Closing => 'C',
        Zone::Signature => 'S',
        Zone::Executor => 'E',
        Zone::Attachments => 'P',
        Zone::Notes => 'N',
        Zone::CitizenQuote => 'q',
        Zone::Stage => 'i',
    };
    letter.zones.iter().map(sign).collect()
}

#[test]
fn zones_and_kinds_of_letters() {
    let cases: [(&str, &str, Kind); 25] = [
        // A plain reply with everything.
        (
            "Администрация города Лугового\n620000, г. Луговой, ул. Мира, д. 3\n05.05.2026 № 12/7\nИвановой Марии Петровне\nmaria@mail.example\nУважаемая Мария Петровна!\nМы рассмотрели ваше обращение № 5 от 01.05.2026 о дворе.\nДвор уберут 7 мая.\nС уважением,\nглава города\nП.П. Седов\nИсп. Котова Анна Львовна\n(3435) 12-34-56",
            "HHHAAGbbCSSEE",
            Kind::Reply,
        ),
        // Subject line, signature on one line, survey in the executor block.
        (
            "МИНИСТЕРСТВО СПОРТА ПОЛЯНСКОГО КРАЯ\nтел. (391) 222-33-44, sport@polyana.example\nот 05.05.2026 № 77-с\nНа № 12 от 01.05.2026\nО ремонте катка\nУважаемый Олег Ильич!\nМы рассмотрели ваше письмо № 12 от 01.05.2026.\nКаток откроют 1 декабря.\nЗаместитель министра\tА. Б. Громов\nЛьвова Ирина Олеговна, отдел спорта, (391) 222-33-45\nОцените ответ: https://polyana.example/opros",
            "HHHHTGbbSEE",
            Kind::Reply,
        ),
        // No greeting, addressee in the dative, signed for an office.
        (
            "Комитет по земле города Ярска\n12.01.2026 № 4\nСидорову А.Б.\nВаше заявление № 9 от 10.01.2026 мы получили и рассмотрели.\nУчасток свободен, его можно взять в аренду.\nПредседатель комитета\nД.Д. Орехов",
            "HHAbbSS",
            Kind::Reply,
        ),
        // A director of a company.
        (
            "Управление культуры\nг. Ярск, ул. Садовая, 5\nДиректору ООО «Лира»\nМ.М. Звонарёвой\nг. Ярск, ул. Лесная, д. 2\nУважаемая Мария Михайловна!\nКонцерт на площади согласован на 12 июня.\nНачальник управления\nЕ.Е. Тихая",
            "HHAAAGbSS",
            Kind::Reply,
        ),
        // A refusal, attachments with items, a stamp.
        (
            "Администрация Озёрского района\n03.03.2026 № 8\nУважаемый Пётр Иванович!\nПо заявлению № 8 от 01.02.2026 принято решение об отказе, потому что участок занят дорогой.\nПриложение:\n1. Схема участка на 1 листе\n2. Копия акта на 2 листах\nГлава района\nИ.И. Ключ\nДокумент подписан электронной подписью\nСертификат 00AB12, владелец Ключ Иван Иванович",
            "HHGbPPPSSSS",
            Kind::Refusal,
        ),
        // A refusal with no word «отказ».
        (
            "Здравствуйте, Анна Юрьевна!\nВаше заявление № 1 от 02.02.2026 о пособии мы изучили.\nПособие вам не положено: доход семьи выше предела.\nДиректор центра\nО.О. Мягкова",
            "GbbSS",
            Kind::Refusal,
        ),
        // A part is refused.
        (
            "Уважаемая Нина Ивановна!\nВаша жалоба № 3 от 02.02.2026 удовлетворена частично.\nДеньги за май вернут 5 июня.\nНачальник инспекции Л.Л. Рощин",
            "GbbS",
            Kind::PartialRefusal,
        ),
        (
            "Уважаемая Нина Ивановна!\nПросьбу о скамейке мы выполнили.\nВ переносе остановки отказано: рядом перекрёсток.\nНачальник отдела Л.Л. Рощин",
            "GbbS",
            Kind::PartialRefusal,
        ),
        // Passed to another authority.
        (
            "Администрация Ветровска\nУважаемый Егор Егорович!\nВаше обращение № 44 от 03.03.2026 переадресовано в Жилищную инспекцию: домом занимается она.\nИнспекция ответит вам до 3 апреля.\nНачальник отдела\nС.С. Белый",
            "HGbbSS",
            Kind::RedirectNotice,
        ),
        (
            "Здравствуйте, Егор Егорович!\nМы получили ваше письмо № 45 от 03.03.2026 о мусоре.\nВывозом мусора занимается область, поэтому мы направили ваше обращение в министерство природы.\nС уважением, отдел писем",
            "GbbC",
            Kind::RedirectNotice,
        ),
        // Acknowledgements.
        (
            "Добрый день, Ольга Игоревна!\nСпасибо, что написали. Мы получили ваше обращение, его номер 90.\nОтветим вам до 5 апреля.\nС уважением,\nприёмная главы города",
            "GbbCS",
            Kind::Acknowledgement,
        ),
        (
            "Здравствуйте!\nВаше обращение зарегистрировано 05.04.2026 под номером 17.\nСрок рассмотрения – 30 дней.\nОтдел писем города Ветровска",
            "Gbbb",
            Kind::Acknowledgement,
        ),
        // Extension of the term.
        (
            "Уважаемый Илья Петрович!\nСрок рассмотрения вашего обращения № 6 от 01.03.2026 продлён до 30 апреля: мы ждём ответа архива.\nГлава района\nИ.И. Ключ",
            "GbSS",
            Kind::Extension,
        ),
        // Mailings.
        (
            "Уважаемые жители!\nС 1 мая меняется время приёма.\nПриходите с 9:00 до 17:00.\nАдминистрация города",
            "Gbbb",
            Kind::Mailing,
        ),
        (
            "Здравствуйте!\nВы подписались на новости города.\nВ субботу откроют парк.\nОтписаться от рассылки можно в личном кабинете.",
            "Gbbb",
            Kind::Mailing,
        ),
        // A telephone script.
        (
            "Скрипт разговора: запись на приём\nСотрудник: Добрый день! Чем могу помочь?\nКлиент: Хочу записаться.\nСотрудник: На какой день?\nКлиент: На среду.",
            "bbbbb",
            Kind::PhoneScript,
        ),
        // A template.
        (
            "Шаблон ответа\n[дата] № [номер]\n[Уважаемый / Уважаемая] [имя и отчество]!\nМы рассмотрели ваше обращение № [номер] от [дата] о [вопрос].\nДиректор архива\n[инициалы, фамилия]\nИсполнитель: [фамилия, имя, отчество], телефон [телефон]",
            "iHGbSSE",
            Kind::Reply,
        ),
        // Two who sign; notes at the end.
        (
            "Уважаемая Вера Ивановна!\nВаше обращение № 5 от 05.05.2026 рассмотрено, выплату назначили.\nГлава города\nА.А. Первый\nГлавный бухгалтер\nБ.Б. Вторая\nИсполнитель: Третья Вера Львовна, (812) 111-22-33\n¹ Федеральный закон от 02.05.2006 № 59-ФЗ",
            "GbSSSSEN",
            Kind::Reply,
        ),
        // The executor without a mark, in three lines.
        (
            "Уважаемая Вера Ивановна!\nВаше обращение № 5 от 05.05.2026 рассмотрено, выплату назначили.\nМинистр\nА.А. Первый\nТретья Вера Львовна,\nконсультант отдела выплат,\n(812) 111-22-33",
            "GbSSEEE",
            Kind::Reply,
        ),
        // Greeting and text in one paragraph; nothing after it.
        (
            "Здравствуйте, Вера Ивановна! Ваше обращение № 5 от 05.05.2026 рассмотрено.\nВыплату назначили с 1 июня.",
            "bb",
            Kind::Reply,
        ),
        // The last sentence names a person; it is text.
        (
            "Уважаемая Вера Ивановна!\nВаше обращение № 5 от 05.05.2026 рассмотрено.\nНа все вопросы ответит Третья Вера Львовна.\nГлава города\nА.А. Первый",
            "GbbSS",
            Kind::Reply,
        ),
        // Somebody else was refused, and a refusal was undone: no refusal.
        (
            "Уважаемая Вера Ивановна!\nМы отменили решение об отказе и назначили выплату по обращению № 5 от 05.05.2026.\nГлава города\nА.А. Первый",
            "GbSS",
            Kind::Reply,
        ),
        // A refusal that is only possible.
        (
            "Уважаемая Вера Ивановна!\nМы рассмотрели обращение № 5 от 05.05.2026. Если справки не будет, в выплате откажут.\nГлава города\nА.А. Первый",
            "GbSS",
            Kind::Reply,
        ),
        // No letter at all, though somebody was refused.
        ("Хроника\nВ 1812 году купцам отказали в постройке моста.", "bb", Kind::Reply),
        (
            "История города\nГород основали в 1703 году на берегу реки.\nЗдесь жили рыбаки и купцы.\nАвтор: И.И. Летописцев",
            "bbbb",
            Kind::Reply,
        ),
    ];
    for (text, zones, kind) in cases {
        let (_, letter) = read(text);
        assert_eq!((outline(&letter).as_str(), letter.kind), (zones, kind), "{} в письме:\n{text}", letter.kind_reason);
        assert!(!letter.kind_reason.is_empty());
    }
}

#[test]
fn parts_of_a_letter() {
    let (document, letter) = read(
        "Администрация города Лугового\n05.05.2026 № 12/7\nИвановой Марии Петровне\nУважаемая Мария Петровна!\n\
         Мы рассмотрели ваше обращение № 5-ОГ от 01.05.2026 о дворе.\nДвор уберут 7 мая.\nГлава города П.П. Седов\n\
         Исп. Котова А.Л., 12-34-56\nОцените ответ: https://lug.example/opros/1",
    );
    let parts = &letter.parts;
    let text = |span: Option<Span>| span.map(|span| document.slice(span));
    assert!(letter.whole);
    assert_eq!(text(parts.registration), Some("05.05.2026 № 12/7"));
    assert_eq!(text(parts.addressee), Some("Ивановой Марии Петровне"));
    assert_eq!(text(parts.salutation), Some("Уважаемая Мария Петровна!"));
    assert_eq!(text(parts.incoming_number), Some("№ 5-ОГ"));
    assert_eq!(text(parts.incoming_date), Some("01.05.2026"));
    assert_eq!(text(parts.signature), Some("Глава города П.П. Седов"));
    let executor = parts.executor.as_ref().expect("executor");
    let name = executor.name.as_ref().expect("name");
    assert_eq!((document.slice(name.span), name.form), ("Котова А.Л.", NameForm::Initials));
    let phone = executor.phone.as_ref().expect("phone");
    assert_eq!((document.slice(phone.span), phone.with_code), ("12-34-56", false));
    let survey = parts.survey.as_ref().expect("survey");
    assert_eq!((document.slice(survey.span), survey.form), ("https://lug.example/opros/1", SurveyForm::Link));
}

#[test]
fn a_fragment_is_all_body() {
    let document = document("С уважением,\nГлава города И.И. Седов");
    let context = Context { fragment: true, ..Context::default() };
    let letter = check(&document, &RULES, &context).letter;
    assert_eq!((outline(&letter).as_str(), letter.whole), ("bb", false));
}

/// Every row of the letter's tables finds its example and leaves its trap alone.
#[test]
fn rows_find_their_examples() {
    let patterns = patterns(|name, columns| {
        let source = crate::rules::embedded::tables().find(|source| source.name() == name).expect("built-in table");
        crate::data::Table::parse(source.path, source.text, columns)
    })
    .expect("tables");
    let found = |text: &str| -> Vec<usize> {
        let document = document(text);
        RULES.with_memory(|memory| {
            let reading = memory.read(&document, false);
            let matches = memory.search(&document, &reading, RULES.index());
            RULES.letter_rows(&matches).collect()
        })
    };
    let mut wrong = Vec::new();
    for (row, pattern) in patterns.iter().enumerate() {
        for example in pattern.example.split(" || ").filter(|text| !text.is_empty()) {
            if !found(example).contains(&row) {
                wrong.push(format!("{}:{}: не находит «{example}»", pattern.place.0, pattern.place.1));
            }
        }
        for trap in pattern.trap.split(" || ").filter(|text| !text.is_empty()) {
            if found(trap).contains(&row) {
                wrong.push(format!("{}:{}: находит «{trap}»", pattern.place.0, pattern.place.1));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
