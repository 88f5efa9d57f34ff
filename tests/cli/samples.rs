//! The sample letters of the four authorities, from file to exit code.

use crate::{Folder, Ran, sample};

fn checked(profile: &str, file: &str, more: &[&str]) -> Ran {
    let path = sample(&format!("{profile}/{file}"));
    let arguments = ["check", &path, "--profile", profile, "--no-config", "--format", "jsonl"];
    Folder::new().yasno(&[&arguments, more].concat())
}

fn rules(ran: &Ran) -> Vec<String> {
    ran.lines().iter().map(|line| line["rule"].as_str().unwrap_or_default().to_owned()).collect()
}

#[test]
fn good_letters_are_silent() {
    for profile in ["udmurtia", "aptekarsky", "lenobl", "kaliningrad"] {
        for file in ["good.md", "good.docx"] {
            let ran = checked(profile, file, &["--fail-on", "hint"]);
            assert_eq!((ran.code, rules(&ran)), (0, Vec::new()), "{profile}/{file}");
        }
    }
}

#[test]
fn bad_letters_break_what_their_order_demands() {
    let expected: [(&str, &[&str]); 4] = [
        (
            "udmurtia",
            &[
                "refusal-bare-legal-ref",
                "refusal-no-next-step",
                "refusal-appeal-missing",
                "survey-link-missing",
                "bureaucratese",
            ],
        ),
        ("aptekarsky", &["ack-deadline", "ack-thanks", "bureaucratese"]),
        (
            "lenobl",
            &[
                "reg-number-first-paragraph",
                "reg-date-first-paragraph",
                "subject-first-paragraph",
                "executor-full-name",
                "executor-phone",
                "survey-link-missing",
                "vague-deadline",
            ],
        ),
        // This order is about other papers than letters: on a letter there are hints only.
        ("kaliningrad", &["bureaucratese", "sentence-too-long", "denominal-preposition", "split-predicate"]),
    ];
    for (profile, wanted) in expected {
        for file in ["bad.md", "bad.docx"] {
            let ran = checked(profile, file, &["--fail-on", "hint"]);
            assert_eq!(ran.code, 1, "{profile}/{file}");
            let found = rules(&ran);
            for rule in wanted {
                assert!(found.iter().any(|one| one == rule), "{profile}/{file}: нет {rule}: {found:?}");
            }
        }
        let code = checked(profile, "bad.md", &[]).code;
        assert_eq!(code, i32::from(profile != "kaliningrad"), "{profile}");
    }
}

#[test]
fn both_forms_of_a_letter_break_the_same() {
    for profile in ["udmurtia", "aptekarsky", "lenobl", "kaliningrad"] {
        let [text, office] = ["bad.md", "bad.docx"].map(|file| rules(&checked(profile, file, &[])));
        assert_eq!(text, office, "{profile}");
    }
}
