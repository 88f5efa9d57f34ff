//! What rules on sentences show but do not change, and the score of a letter.

use std::sync::{Arc, LazyLock};

use yasno::engine::{Context, Report, check};
use yasno::language::RuMorph;
use yasno::profile::Profile;
use yasno::rules::{Component, Level, Ruleset};

static RULES: LazyLock<Ruleset> = LazyLock::new(|| {
    let morphology = Arc::new(RuMorph::bundled().expect("built-in dictionary"));
    let profile = Profile::named("common").expect("built-in profile");
    Ruleset::load(profile, &Default::default(), morphology).expect("built-in rules")
});

fn report(text: &str) -> Report {
    let document = yasno::source::read(text.as_bytes().to_vec(), "letter.txt").expect("plain text");
    check(&document, &RULES, &Context { fragment: true, ..Context::default() })
}

/// Labels of what a rule shows.
fn shown(rule: &str, text: &str) -> Vec<String> {
    let found = report(text).findings.into_iter().filter(|finding| *finding.rule == *rule);
    found.flat_map(|finding| finding.fixes).filter(|fix| fix.level == Level::Show).map(|fix| fix.label).collect()
}

#[test]
fn long_sentences_show_where_they_divide() {
    let cases = [
        (
            "Мы рассмотрели ваше обращение о ремонте дороги у школы и сообщаем, что рабочие начнут в мае, когда просохнет \
             земля, после чего комиссия проверит качество и подпишет акт.",
            &["точка после «школы», дальше: «Сообщаем,…»", "точка после «земля», дальше: «После этого…»"][..],
        ),
        (
            "Дом стоит на учёте с прошлого года и войдёт в план ремонта крыш нашего города, однако деньги выделят только в \
             марте, поэтому рабочие придут летом.",
            &["точка после «города», дальше: «Однако…»", "точка после «марте», дальше: «Поэтому…»"],
        ),
        (
            "Справку выдаёт школа, в которой учится ваш ребёнок, в день обращения и без оплаты по заявлению родителя или \
             опекуна с паспортом и полисом.",
            &[],
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(shown("sentence-too-long", text), expected, "{text}");
    }
}

#[test]
fn hidden_doers_get_a_verb_with_somebody_who_acts() {
    let cases = [
        ("Обращение рассматривается в отделе.", &["рассматриваем", "рассматривают"][..]),
        ("Документы направлены в архив.", &["направили"]),
        ("Письмо будет передано в отдел опеки.", &["передадим", "передадут"]),
        ("Необходимо представить справку.", &["представьте"]),
    ];
    for (text, expected) in cases {
        assert_eq!(shown("passive-impersonal", text), expected, "{text}");
    }
}

#[test]
fn the_score_names_what_costs_most() {
    let plain = report("Двор убрали 3 марта. Снег вывезли. Теперь пройти можно везде.").score.expect("a text");
    assert_eq!((plain.value, plain.penalties.len()), (100, 0), "{plain:?}");
    let heavy = report(
        "На Ваше обращение сообщаем следующее. В соответствии с пунктом 5 Порядка назначения ежемесячной денежной выплаты \
         основанием для отказа в предоставлении меры социальной поддержки является превышение размера среднедушевого \
         дохода семьи над величиной прожиточного минимума. Учитывая вышеизложенное, правовые основания для \
         удовлетворения Вашего заявления отсутствуют.",
    );
    let score = heavy.score.expect("a text");
    assert_eq!(score.title(), "трудно", "{score:?}");
    let first: Vec<Component> = score.penalties.iter().take(2).map(|penalty| penalty.component).collect();
    assert!(first.contains(&Component::LongWords) && first.contains(&Component::Officialese), "{score:?}");
    let lost: f64 = score.penalties.iter().map(|penalty| penalty.points).sum();
    assert!((100.0 - lost - f64::from(score.value)).abs() <= 1.0, "every point is accounted for: {score:?}");
}

#[test]
fn endless_sentences_cost_no_more_than_others() {
    let pieces = [
        "необходимо сделать ",
        ", и он пошёл",
        "принесите справку, ",
        "(скобка ",
        "поданные вами в отдел, ",
        "нужны бумаги и фото ",
        "дом дом ",
        "— взять паспорт; ",
        ", который",
    ];
    for piece in pieces {
        let time = |count: usize| {
            let text = piece.repeat(count);
            let start = std::time::Instant::now();
            report(&text);
            start.elapsed().as_secs_f64()
        };
        time(100);
        // A machine busy with other work may stop one try or two, not each of them.
        let mut tries = (0..5).map(|_| (time(2_000).max(0.002), time(20_000)));
        assert!(tries.any(|(short, long)| long < short * 60.0), "«{piece}»: ten times as many take far more time");
    }
}
