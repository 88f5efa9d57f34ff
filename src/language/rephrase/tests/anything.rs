//! Whatever the hit: no panic, and edits that can be applied.

use super::*;

const TEXTS: &[&str] = &[
    "В соответствии с Федеральным законом № 59-ФЗ «О порядке», принятым 2 мая, и, следовательно, мы (отдел) ответим.",
    "— Доводим до Вашего сведения, что, если нет справки о доходах, её можно получить в МФЦ по адресу: ул. Мира, д. 5.",
    "«Оплата и пени», — сказано в письме от 12.09.2026 № 15; 2 счёта, два счёта и 5 счетов оплачены, которые ждали…",
    "НЕ ОСУЩЕСТВЛЯЕТСЯ вывоз мусора, об этом, и о них обо всех, и его, и ему, и данных граждан дома директора Петрова И.И.",
    "и",
    ", , что",
    "Ё-моё",
];

#[test]
fn edits_are_sound() {
    let codes = [
        "swap",
        "swap-first",
        "swap-first2",
        "swap-map",
        "agree",
        "agree-first",
        "agree-last",
        "drop",
        "drop-first",
        "drop-last",
        "drop-last2",
        "join",
        "join0",
        "re",
        "agree-clause",
        "menu",
        "none",
        "case:gen>dat",
        "case:ins>gen",
        "case:gen>acc",
    ];
    let plains =
        ["если нет", "потому что / о", "и", "торговая марка / мочь / этот", "который вы просите", "убрать", "—", ""];
    let mut edited = 0;
    for text in TEXTS {
        with_sentences(text, |view| {
            for start in 0..view.len() {
                for end in start + 1..=view.len().min(start + 4) {
                    let hit = Hit::new(view, start..end);
                    let partial = Hit { literal: vec![start], ..hit.clone() };
                    for (code, plain) in codes.iter().flat_map(|code| plains.iter().map(move |plain| (code, plain))) {
                        let code: FixCode = code.parse().expect("a fix code");
                        for proposal in [propose(code, &hit, plain), propose(code, &partial, plain)].concat() {
                            assert_eq!(proposal.edits.is_empty(), proposal.level == Level::Show, "{proposal:?}");
                            let sorted = proposal.edits.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start);
                            assert!(sorted, "{text}: {proposal:?}");
                            for edit in &proposal.edits {
                                assert!(text.get(edit.span.range()).is_some(), "{text}: {proposal:?}");
                            }
                            edited += proposal.edits.len();
                        }
                    }
                }
            }
        });
    }
    assert!(edited > 1000, "{edited}");
}
