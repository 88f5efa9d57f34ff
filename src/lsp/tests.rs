//! The server without its protocol: events in, answers out.

use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::Duration;

use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tower_lsp_server::ls_types::{Position, Range, TextDocumentContentChangeEvent, Uri};

use super::actor::{Abilities, Actor, Event, Order, Told};
use super::buffer::Buffer;
use super::checker;
use super::positions::Encoding;
use super::seen::{Checked, Seen, SharedSeen};
use super::settings::{self, Rules, Settings, Wishes};
use crate::engine::{Context, check};
use crate::letter::Kind;
use crate::source;

const LETTER: &str = "Уважаемая Анна Петровна!\n\nВ целях рассмотрения вашего обращения сообщаем, что данный вопрос 😀 \
    решён.\r\nНачальник отдела осуществил проверку дома.\n\n- первый пункт\n- второй пункт\n\nИсполнитель: Рощина Вера \
    Ильинична, телефон (4952) 12-34-56\n";

struct Server {
    events: Sender<Event>,
    told: UnboundedReceiver<Told>,
    uri: Uri,
}

impl Server {
    fn start(abilities: Abilities) -> Self {
        let (events, queue) = channel();
        let jobs = checker::start(&events);
        let (tell, told) = unbounded_channel();
        thread::spawn(move || Actor::new(jobs, tell).run(&queue));
        events.send(Event::Hello(abilities, Vec::new(), Wishes::default())).unwrap();
        Self { events, told, uri: "untitled:letter".parse().unwrap() }
    }

    fn open(&self, text: &str) {
        self.open_as("markdown", text);
    }

    fn open_as(&self, language: &str, text: &str) {
        let event = Event::Open { uri: self.uri.clone(), language: language.into(), version: 1, text: text.into() };
        self.events.send(event).unwrap();
    }

    fn change(&self, version: i32, changes: Vec<TextDocumentContentChangeEvent>) {
        self.events.send(Event::Change { uri: self.uri.clone(), version, changes }).unwrap();
    }

    /// The letter as the server sees it once it has been checked.
    fn seen(&self) -> SharedSeen {
        let (reply, wait) = channel();
        let question = Box::new(move |seen: &SharedSeen| reply.send(seen.clone()).unwrap());
        self.events.send(Event::Ask(self.uri.clone(), question)).unwrap();
        wait.recv_timeout(Duration::from_secs(60)).expect("an answer")
    }
}

fn rules() -> &'static Rules {
    static RULES: OnceLock<Rules> = OnceLock::new();
    RULES.get_or_init(|| {
        let mut settings = Settings::new(Wishes::default(), Vec::new());
        let number = settings.number(None);
        settings::load(&settings.task(number).unwrap()).unwrap().0
    })
}

/// What a check of the text from nothing gives.
pub(super) fn fresh(text: &str, encoding: Encoding) -> Seen {
    let outcome = match source::read(text.as_bytes().to_vec(), "letter.md") {
        Ok(document) => {
            let report = check(&document, &rules().ruleset, &Context::default());
            Ok(Checked { document, report })
        }
        Err(source::ReadError::Empty) => Err(String::new()),
        Err(error) => Err(error.to_string()),
    };
    Seen::new(Buffer::new(text, 0), rules().clone(), encoding, outcome)
}

/// Numbers that look random and are the same each time (xorshift).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides.max(1) as u64) as usize
    }
}

const PIECES: [&str; 12] =
    ["", "а", "данный ", "😀", "\r\n", "\n\n", "осуществил проверку", "e\u{301}", ". ", "**", "\u{feff}", "- "];

/// The place of a UTF-16 unit, found without the code under test. Never inside a character or a line end.
fn position(units: &[u16], mut at: usize) -> (usize, Position) {
    let inside = |at: usize| {
        at > 0
            && at < units.len()
            && ((0xDC00..0xE000).contains(&units[at]) || (units[at] == 10 && units[at - 1] == 13))
    };
    while inside(at) {
        at -= 1;
    }
    let (mut line, mut start) = (0, 0);
    for index in 0..at {
        let ends = units[index] == 10 || (units[index] == 13 && units.get(index + 1) != Some(&10));
        if ends {
            line += 1;
            start = index + 1;
        }
    }
    (at, Position { line, character: (at - start) as u32 })
}

#[test]
fn after_any_edits_the_text_and_the_findings_are_those_of_a_fresh_check() {
    const EDITS: usize = 10_000;
    const BURST: usize = 100;
    let server = Server::start(Abilities { pulls: true, ..Abilities::default() });
    server.open(LETTER);
    let mut units: Vec<u16> = LETTER.encode_utf16().collect();
    let mut dice = Dice(20_261_121);
    for edit in 1..=EDITS {
        let (from, start) = position(&units, dice.roll(units.len() + 1));
        // A text that only grows or only shrinks would test little.
        let length = if units.len() > 1500 { dice.roll(60) } else { dice.roll(6) };
        let (to, end) = position(&units, (from + length).min(units.len()));
        let (to, end) = if to < from { (from, start) } else { (to, end) };
        let piece = PIECES[dice.roll(PIECES.len())];
        units.splice(from..to, piece.encode_utf16());
        let range = Some(Range { start, end });
        let change = TextDocumentContentChangeEvent { range, range_length: None, text: piece.to_owned() };
        server.change(edit as i32 + 1, vec![change]);
        if edit % BURST == 0 {
            let seen = server.seen();
            let text = String::from_utf16(&units).unwrap();
            assert_eq!(&*seen.buffer.text, text, "after {edit} edits");
            assert_eq!(seen.buffer.version, edit as i32 + 1);
            assert_eq!(seen.diagnostics, fresh(&text, Encoding::Utf16).diagnostics, "after {edit} edits");
        }
    }
}

#[test]
fn each_language_is_read_in_its_way() {
    let server = Server::start(Abilities { pulls: true, ..Abilities::default() });
    let cases = [
        ("html", "<p title='данный дом'>Осмотрели 😀 <b>данный</b> дом.<!-- данный дом --></p>", 1),
        ("git-commit", "Починить крышу\n\nДанный дом стоит.\n# Данный дом\n", 1),
        ("gitcommit", "# Данный дом стоит.\n", 0),
        ("plaintext", "# Данный дом стоит.\n", 1),
        ("markdown", "Осмотрели `данный` дом и данный сарай.\n", 1),
    ];
    for (language, text, expected) in cases {
        server.open_as(language, text);
        let seen = server.seen();
        let found = seen.diagnostics.iter().filter(|one| one.message.to_lowercase().contains("«данный»")).count();
        assert_eq!(found, expected, "{language}: {text}");
    }
    server.open_as("html", "<p>&laquo;😀&raquo;: осмотрели данный дом.");
    let seen = server.seen();
    let found = seen.diagnostics.iter().find(|one| one.message.contains("«данный»")).expect("a finding");
    assert_eq!(found.range.start, Position { line: 0, character: 31 });
}

#[test]
fn a_client_that_asks_is_never_sent_diagnostics() {
    let mut server = Server::start(Abilities { pulls: true, ..Abilities::default() });
    server.open(LETTER);
    assert!(!server.seen().diagnostics.is_empty());
    server.events.send(Event::Close(server.uri.clone())).unwrap();
    server.open(LETTER);
    server.seen();
    while let Ok(told) = server.told.try_recv() {
        assert!(matches!(told, Told::Log(_)), "{told:?}");
    }
}

#[test]
fn one_that_does_not_ask_is_sent_those_of_the_last_text_and_none_after_closing() {
    let mut server = Server::start(Abilities::default());
    server.open(LETTER);
    for version in 2..=30 {
        let text = format!("{LETTER}{version}");
        server.change(version, vec![TextDocumentContentChangeEvent { range: None, range_length: None, text }]);
    }
    server.seen();
    server.events.send(Event::Close(server.uri.clone())).unwrap();
    let mut versions = Vec::new();
    while let Some(told) = server.told.blocking_recv() {
        if let Told::Diagnostics(_, version, diagnostics) = told {
            versions.push(version);
            if version.is_none() {
                assert!(diagnostics.is_empty());
                break;
            }
        }
    }
    assert_eq!(versions[versions.len() - 2..], [Some(30), None]);
    assert!(versions.is_sorted_by_key(|version| version.unwrap_or(i32::MAX)), "{versions:?}");
}

#[test]
fn other_settings_are_taken_over_without_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("letter.md");
    let settings = folder.path().join("yasno.toml");
    let mut server = Server::start(Abilities::default());
    server.uri = Uri::from_file_path(&file).unwrap();
    server.open("Данный вопрос решён.");
    let rules = |seen: &Seen| seen.checked().unwrap().report.findings.iter().map(|f| f.rule.to_string()).collect();
    let before: Vec<String> = rules(&server.seen());
    assert!(before.contains(&"bureaucratese".to_owned()), "{before:?}");
    std::fs::write(&settings, "[rules.bureaucratese]\nseverity = \"off\"\n").unwrap();
    server.events.send(Event::FilesChanged(vec![settings.clone()])).unwrap();
    let published = |server: &mut Server, wanted: usize| loop {
        match server.told.blocking_recv().unwrap() {
            Told::Diagnostics(_, Some(1), diagnostics) if diagnostics.len() == wanted => return,
            _ => {}
        }
    };
    published(&mut server, before.len() - 1);
    std::fs::write(&settings, "[rules.bureaucratise]\n").unwrap();
    server.events.send(Event::FilesChanged(vec![settings.clone()])).unwrap();
    let message = loop {
        if let Told::Message(_, text) = server.told.blocking_recv().unwrap() {
            break text;
        }
    };
    assert!(message.contains("bureaucratese") && message.contains(":1:"), "{message}");
    published(&mut server, before.len());
}

#[test]
fn the_card_beside_the_letter_counts() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("letter.md");
    let card = folder.path().join("letter.yasno.toml");
    std::fs::write(&card, "kind = \"refusal\"\n").unwrap();
    let mut server = Server::start(Abilities::default());
    server.uri = Uri::from_file_path(&file).unwrap();
    server.open(LETTER);
    assert_eq!(server.seen().checked().unwrap().report.letter.kind, Kind::Refusal);
    std::fs::write(&card, "kynd = \"refusal\"\n").unwrap();
    server.change(2, vec![TextDocumentContentChangeEvent { range: None, range_length: None, text: LETTER.into() }]);
    let seen = server.seen();
    assert!(seen.checked().is_none());
    assert!(seen.diagnostics[0].message.contains("letter.yasno.toml:1: "), "{:?}", seen.diagnostics);
}

#[test]
fn a_fault_in_the_program_costs_one_check() {
    // A text that cannot be read is no letter, and the server says so once, in the text.
    let server = Server::start(Abilities::default());
    server.open("\u{0}\u{1}\u{2} двоичный файл");
    let seen: Arc<Seen> = server.seen();
    assert_eq!(seen.diagnostics.len(), 1);
    server.change(2, vec![TextDocumentContentChangeEvent { range: None, range_length: None, text: LETTER.into() }]);
    assert!(server.seen().checked().is_some());
}

/// A server, its folder, and a letter there.
fn office(settings: &str) -> (Server, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("yasno.toml"), settings).unwrap();
    let mut server = Server::start(Abilities::default());
    server.uri = Uri::from_file_path(folder.path().join("letter.md")).unwrap();
    (server, folder)
}

fn found(seen: &Seen) -> Vec<String> {
    let findings = &seen.checked().unwrap().report.findings;
    findings.iter().map(|finding| finding.rule.to_string()).collect()
}

/// Asks until the answer is there: a change on the disk is seen when it is looked for.
fn until(server: &Server, fits: impl Fn(&Seen) -> bool) {
    for _ in 0..600 {
        if fits(&server.seen()) {
            return;
        }
        thread::sleep(Duration::from_millis(50));
    }
    panic!("{:?}", found(&server.seen()));
}

#[test]
fn some_paths_have_settings_of_their_own() {
    let (mut server, folder) =
        office("[[paths]]\nfiles = [\"проекты/*\"]\nkind = \"refusal\"\nrules.bureaucratese.severity = \"off\"\n");
    server.open(LETTER);
    assert!(found(&server.seen()).contains(&"bureaucratese".to_owned()));
    server.uri = Uri::from_file_path(folder.path().join("проекты").join("letter.md")).unwrap();
    server.open(LETTER);
    let seen = server.seen();
    assert!(!found(&seen).contains(&"bureaucratese".to_owned()));
    assert_eq!(seen.checked().unwrap().report.letter.kind, crate::letter::Kind::Refusal);
}

#[test]
fn a_file_with_words_holds_and_is_looked_after_without_the_client() {
    let (server, folder) = office("[words]\nfiles = [\"слова.tsv\"]\n");
    let words = folder.path().join("слова.tsv");
    std::fs::write(&words, "слово\nданный\n").unwrap();
    let text = "Уважаемая Анна Петровна!\n\nДанный дом отремонтируют.\n";
    let given = |seen: &Seen| found(seen).contains(&"bureaucratese".to_owned());
    server.open(text);
    assert!(!given(&server.seen()));
    std::fs::write(&words, "слово\nпрочее слово\n").unwrap();
    until(&server, given);
}

#[test]
fn the_settings_are_changed_on_request() {
    let (mut server, folder) = office("# наше\n");
    server.open(LETTER);
    assert!(found(&server.seen()).contains(&"bureaucratese".to_owned()));
    let order = |word: Option<&str>, rule: Option<&str>| {
        let (uri, word, rule) = (server.uri.clone(), word.map(str::to_owned), rule.map(str::to_owned));
        server.events.send(Event::Order(Order { uri, rule, word })).unwrap();
    };
    order(Some("данный"), None);
    until(&server, |seen| !seen.checked().unwrap().report.findings.iter().any(|f| f.message.contains("анный")));
    order(None, Some("bureaucratese"));
    until(&server, |seen| !found(seen).contains(&"bureaucratese".to_owned()));
    let written = std::fs::read_to_string(folder.path().join("yasno.toml")).unwrap();
    assert!(written.starts_with("# наше\n"), "{written}");
    assert!(written.contains("allow = [\"данный\"]") && written.contains("severity = \"off\""), "{written}");
    order(None, Some("bureaucratise"));
    let message = loop {
        if let Told::Message(tower_lsp_server::ls_types::MessageType::ERROR, text) =
            server.told.blocking_recv().unwrap()
        {
            break text;
        }
    };
    assert!(message.contains("bureaucratese"), "{message}");
}

#[test]
fn several_folders_have_each_its_own_profile() {
    let [first, second] = ["lenobl", "udmurtia"].map(|profile| office(&format!("profile = \"{profile}\"\n")));
    let server = first.0;
    let folders = vec![first.1.path().to_owned(), second.1.path().to_owned()];
    server.events.send(Event::Other(None, Some(folders))).unwrap();
    server.open(LETTER);
    let other = Server { uri: second.0.uri.clone(), events: server.events.clone(), told: unbounded_channel().1 };
    other.open(LETTER);
    assert_eq!(server.seen().rules.ruleset.profile.id, "lenobl");
    assert_eq!(other.seen().rules.ruleset.profile.id, "udmurtia");
}

#[test]
fn the_log_names_the_settings_in_force_and_no_words_of_the_letter() {
    let (mut server, folder) = office("profile = \"lenobl\"\n");
    server.open(LETTER);
    server.seen();
    let mut log = String::new();
    while let Ok(told) = server.told.try_recv() {
        if let Told::Log(text) = told {
            log.push_str(&text);
        }
    }
    let file = folder.path().join("yasno.toml");
    assert!(log.contains(&*file.to_string_lossy()) && log.contains("lenobl"), "{log}");
    assert!(!log.contains("Петровна"), "{log}");
}

#[test]
fn a_file_that_the_office_leaves_out_is_not_checked_and_that_is_said() {
    let (mut server, folder) = office("");
    std::fs::write(folder.path().join(".yasnoignore"), "черновики/\n").unwrap();
    server.uri = Uri::from_file_path(folder.path().join("черновики").join("letter.md")).unwrap();
    server.open(LETTER);
    let seen = server.seen();
    assert!(seen.diagnostics.is_empty());
    let lens = super::lens::lens(&seen).remove(0).command.unwrap().title;
    assert_eq!(lens, "не проверяется: файл назван в .yasnoignore");
    server.uri = Uri::from_file_path(folder.path().join("letter.md")).unwrap();
    server.open(LETTER);
    assert!(!server.seen().diagnostics.is_empty());
}

/// What the menu offers at some words.
fn offered(seen: &Seen, uri: &Uri, words: &str) -> Vec<tower_lsp_server::ls_types::CodeAction> {
    let at = seen.buffer.text.find(words).unwrap() as u32;
    let range = seen.positions().range(crate::text::Span::new(at, at + words.len() as u32));
    let params = serde_json::json!({"textDocument": {"uri": uri}, "range": range, "context": {"diagnostics": []}});
    let offered = super::actions::actions(seen, &serde_json::from_value(params).unwrap());
    let action = |offer| match offer {
        tower_lsp_server::ls_types::CodeActionOrCommand::CodeAction(action) => action,
        other => panic!("{other:?}"),
    };
    offered.into_iter().map(action).collect()
}

#[test]
fn a_rule_is_skipped_here_in_the_letter_or_in_the_folder() {
    let text = "Уважаемая Анна Петровна!\r\n\r\nДанный дом отремонтируют.\r\n\r\nДанный сад посадят.\r\n";
    let server = Server::start(Abilities::default());
    server.open(text);
    let seen = server.seen();
    let begins = |seen: &Seen| found(seen).iter().filter(|rule| *rule == "bureaucratese").count();
    assert_eq!(begins(&seen), 2);
    for (title, left) in [("Пропустить здесь", 1), ("Не проверять правило «Канцеляризм» в этом письме", 0)]
    {
        let actions = offered(&seen, &server.uri, "Данный дом");
        let action = actions.into_iter().find(|action| action.title.starts_with(title)).expect(title);
        let edit = action.edit.unwrap().changes.unwrap().remove(&server.uri).unwrap().remove(0);
        assert!(edit.new_text.ends_with("-->\r\n"), "line ends as the letter has them: {edit:?}");
        server.open(text);
        let change =
            TextDocumentContentChangeEvent { range: Some(edit.range), range_length: None, text: edit.new_text };
        server.change(2, vec![change]);
        assert_eq!(begins(&server.seen()), left, "{title}");
    }
    assert!(
        offered(&seen, &server.uri, "Данный дом").iter().any(|action| action.title.starts_with("Выключить правило"))
    );
}

#[test]
fn what_the_letter_lacks_underlines_one_word() {
    let server = Server::start(Abilities::default());
    server.open(&LETTER.replace("Исполнитель: Рощина Вера Ильинична, телефон (4952) 12-34-56", "Спасибо."));
    let seen = server.seen();
    let checked = seen.checked().unwrap();
    let lacking = checked.report.findings.iter().filter(|finding| finding.scope == crate::rules::Scope::Letter);
    let words: Vec<_> =
        lacking.map(|one| seen.underlined(&checked.document, one).of(&seen.buffer.text).to_owned()).collect();
    assert!(!words.is_empty() && words.iter().all(|word| !word.is_empty() && !word.contains(' ')), "{words:?}");
}

#[test]
fn a_letter_that_is_not_saved_has_the_settings_of_the_open_folder() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("yasno.toml"), "profile = \"lenobl\"\n").unwrap();
    let server = Server::start(Abilities::default());
    let folders = vec![folder.path().to_owned()];
    server.events.send(Event::Other(None, Some(folders))).unwrap();
    server.open(LETTER);
    assert_eq!(server.seen().rules.ruleset.profile.id, "lenobl");
    server
        .events
        .send(Event::Other(Some(Wishes::read(serde_json::json!({"yasno": {"profile": "udmurtia"}}))), None))
        .unwrap();
    assert_eq!(server.seen().rules.ruleset.profile.id, "udmurtia");
}
