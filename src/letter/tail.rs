//! The tail of a letter: attachments, closing, signature, executor.

use super::line::Line;
use super::recognise::NameForm;
use super::zone::Zone;

/// What the last blocks are.
#[derive(Debug, Default)]
pub(super) struct Tail {
    /// Zones of the blocks of the tail.
    pub(super) zones: Vec<(usize, Zone)>,
    /// True when closing, post with name, stamp or executor's mark leave no doubt.
    pub(super) sure: bool,
    /// The blocks of the executor, as numbers of the lines given.
    pub(super) executor: Vec<usize>,
    /// The lines with names of those who sign.
    pub(super) signers: Vec<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    Closing,
    Attachments,
    Stamp,
    Notes,
    Executor,
    Survey,
    Person,
    Post,
    Department,
    Contact,
    Item,
    /// A short line that says nothing by itself.
    Short,
    Prose,
}

fn sign(line: &Line<'_>) -> Sign {
    if line.folded.is_empty() {
        Sign::Prose
    } else if line.is_notes() {
        Sign::Notes
    } else if line.is_closing() {
        Sign::Closing
    } else if line.is_stamp() {
        Sign::Stamp
    } else if line.has_executor_mark() {
        Sign::Executor
    } else if line.is_attachments() {
        Sign::Attachments
    } else if line.survey() {
        Sign::Survey
    } else if line.list_item {
        Sign::Item
    } else if line.words <= 16 && (line.has_short_name() || !line.is_prose()) && line.person().is_some() {
        Sign::Person
    } else if line.is_prose() {
        Sign::Prose
    } else if line.starts_with_post() && line.words <= 16 {
        Sign::Post
    } else if line.is_department() {
        Sign::Department
    } else if line.is_contact() && line.words <= 10 {
        Sign::Contact
    } else if line.words <= 8 {
        Sign::Short
    } else {
        Sign::Prose
    }
}

/// Finds the tail among the last lines of a document, none of which belongs to the head.
pub(super) fn find(lines: &[Line<'_>]) -> Tail {
    let signs: Vec<Sign> = lines.iter().map(sign).collect();
    let begin = begin(&signs);
    let mut parser = Parser { lines, signs: &signs, zones: vec![None; lines.len()], ..Parser::default() };
    parser.run(begin);
    let zones = parser.zones.iter().enumerate().filter_map(|(at, zone)| Some((lines[at].block, (*zone)?))).collect();
    Tail { zones, sure: parser.sure, executor: parser.executor, signers: parser.signers }
}

/// Where the lines that can be a tail begin: those before are text.
fn begin(signs: &[Sign]) -> usize {
    let mut at = signs.len();
    while at > 0 {
        match signs[at - 1] {
            Sign::Prose => break,
            Sign::Item => {
                // Items belong here only under «Приложения:».
                let items = signs[..at].iter().rev().take_while(|&&sign| sign == Sign::Item).count();
                match signs[..at - items].last() {
                    Some(Sign::Attachments | Sign::Notes) => at -= items,
                    _ => break,
                }
            }
            _ => at -= 1,
        }
    }
    let anchor = |sign: &Sign| {
        matches!(
            sign,
            Sign::Closing | Sign::Attachments | Sign::Stamp | Sign::Executor | Sign::Person | Sign::Post | Sign::Notes
        )
    };
    signs[at..].iter().position(anchor).map_or(signs.len(), |skip| at + skip)
}

#[derive(Debug, Default)]
struct Parser<'a> {
    lines: &'a [Line<'a>],
    signs: &'a [Sign],
    zones: Vec<Option<Zone>>,
    /// Lines whose zone the next ones decide.
    pending: Vec<usize>,
    /// A post among them.
    post: bool,
    closing: bool,
    executor: Vec<usize>,
    signers: Vec<usize>,
    /// Inside «Приложение».
    attaching: bool,
    sure: bool,
}

impl Parser<'_> {
    fn run(&mut self, begin: usize) {
        for at in begin..self.lines.len() {
            let sign = self.signs[at];
            let attaching = std::mem::take(&mut self.attaching);
            match sign {
                Sign::Notes => {
                    self.settle();
                    for rest in at..self.lines.len() {
                        self.zones[rest] = Some(Zone::Notes);
                    }
                    return;
                }
                Sign::Closing => {
                    self.settle();
                    self.closing = true;
                    self.sure = true;
                    self.set(at, Zone::Closing);
                }
                Sign::Attachments => {
                    self.settle();
                    self.attaching = true;
                    self.set(at, Zone::Attachments);
                }
                Sign::Item if attaching => {
                    self.attaching = true;
                    self.set(at, Zone::Attachments);
                }
                Sign::Stamp => {
                    self.settle();
                    self.sure = true;
                    self.set(at, Zone::Signature);
                }
                Sign::Executor => {
                    self.settle();
                    self.sure = true;
                    self.execute(at);
                }
                _ if !self.executor.is_empty() => self.execute(at),
                Sign::Person => self.person(at),
                Sign::Survey | Sign::Contact if !self.signers.is_empty() => {
                    // A phone under the signature: of whom is told by the name that follows, if any.
                    if sign == Sign::Contact && self.lines[at].phone().is_none() {
                        self.pending.push(at);
                    } else {
                        self.pending_to(Zone::Executor);
                        self.execute(at);
                    }
                }
                Sign::Post | Sign::Department => {
                    self.post |= sign == Sign::Post;
                    self.pending.push(at);
                }
                _ => self.pending.push(at),
            }
        }
        self.settle();
    }

    fn set(&mut self, at: usize, zone: Zone) {
        self.zones[at] = Some(zone);
    }

    fn execute(&mut self, at: usize) {
        self.set(at, Zone::Executor);
        self.executor.push(at);
    }

    fn pending_to(&mut self, zone: Zone) {
        self.post = false;
        for at in std::mem::take(&mut self.pending) {
            self.zones[at] = Some(zone);
            if zone == Zone::Executor {
                self.executor.push(at);
            }
        }
    }

    /// What still waits for a name gets none: it signs for an office, or is the end of the text.
    fn settle(&mut self) {
        if (self.closing || !self.signers.is_empty()) && self.executor.is_empty() {
            self.pending_to(Zone::Signature);
        } else {
            self.post = false;
            self.pending.clear();
        }
    }

    fn person(&mut self, at: usize) {
        let line = &self.lines[at];
        let with_post = self.post || line.starts_with_post();
        let full = line.person().is_some_and(|person| matches!(person.form, NameForm::Full | NameForm::AsksFull));
        let phone = line.phone().is_some();
        let signs = if self.signers.is_empty() {
            let followed = self.signs.get(at + 1).is_some_and(|next| {
                matches!(next, Sign::Contact | Sign::Department | Sign::Post) && !self.next_has_name(at + 1)
            });
            self.closing || with_post || (!phone && !(full && (followed || line.folded.ends_with(','))))
        } else {
            // A second signature: another post with a short name and no phone.
            with_post && !full && !phone && self.signs.get(at + 1) != Some(&Sign::Contact)
        };
        if signs {
            self.sure |= with_post || self.closing;
            self.pending_to(Zone::Signature);
            self.set(at, Zone::Signature);
            self.signers.push(at);
        } else {
            self.sure |= phone;
            self.pending_to(Zone::Executor);
            self.execute(at);
        }
    }

    fn next_has_name(&self, at: usize) -> bool {
        self.lines.get(at).is_some_and(|line| line.person().is_some())
    }
}
