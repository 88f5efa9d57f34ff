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
    /// «P.S. …»
    Postscript,
    /// A short line that says nothing by itself.
    Short,
    Prose,
}

fn sign(line: &Line<'_>) -> Sign {
    if line.is_notes() {
        Sign::Notes // however long
    } else if line.folded.is_empty() {
        Sign::Prose
    } else if line.starts(&["p.s.", "p. s.", "постскриптум"]) {
        Sign::Postscript
    } else if line.is_closing() {
        Sign::Closing
    } else if line.is_stamp() {
        Sign::Stamp
    } else if line.has_executor_mark() || line.leads_to_executor() {
        Sign::Executor
    } else if line.is_attachments() {
        Sign::Attachments
    } else if line.survey() {
        Sign::Survey
    } else if line.list_item {
        Sign::Item
    } else if line.invites() {
        Sign::Prose
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

/// Lines of a post that may stand above the name of who signs.
const MOST_ABOVE: usize = 2;
/// Words of a line below the name that tells how to reach who is named.
const MOST_REACH: usize = 16;
/// Paragraphs that may stand below the mark of who prepared the letter.
const MOST_BELOW: usize = 2;

/// Finds the tail among the last lines of a document, none of which belongs to the head.
pub(super) fn find(lines: &[Line<'_>]) -> Tail {
    let mut signs: Vec<Sign> = lines.iter().map(sign).collect();
    // «Нам важно ваше мнение об ответе.» over the line with the link.
    for at in 1..signs.len() {
        if signs[at] == Sign::Survey
            && signs[at - 1] == Sign::Prose
            && lines[at - 1].words <= 20
            && lines[at - 1].speaks_of_rating()
        {
            signs[at - 1] = Sign::Survey;
        }
    }
    // «Звоните ей: 8 (831) 000-27-16» right under the name.
    for at in 1..signs.len() {
        let reach = lines[at].phone().is_some() || lines[at].folded.contains('@');
        let named = matches!(signs[at - 1], Sign::Executor | Sign::Person);
        if signs[at] == Sign::Prose && named && reach && lines[at].words <= MOST_REACH {
            signs[at] = Sign::Contact;
        }
    }
    named_below(&mut signs, lines);
    // The rule that the letter rests on, told under all: the end of the letter is above it.
    let below = signs.iter().rev().take_while(|&&sign| sign == Sign::Prose).count();
    let above = signs.len() - below;
    let ends = |sign: &Sign| matches!(sign, Sign::Executor | Sign::Survey);
    if (1..=MOST_BELOW).contains(&below) && signs[..above].last().is_some_and(ends) && signs.contains(&Sign::Executor) {
        signs[above..].fill(Sign::Postscript);
    }
    let begin = begin(&signs, lines);
    let mut parser = Parser { lines, signs: &signs, zones: vec![None; lines.len()], ..Parser::default() };
    parser.run(begin);
    let zones = parser.zones.iter().enumerate().filter_map(|(at, zone)| Some((lines[at].block, (*zone)?))).collect();
    Tail { zones, sure: parser.sure, executor: parser.executor, signers: parser.signers }
}

/// Lines that may stand below the name of who signs.
const MOST_BELOW_NAME: usize = 8;
/// Words of a sentence that tells whom to ask.
const MOST_WORDS: usize = 40;

/// «Дополнительно расскажет юрист палаты Нестеренко Алина Маратовна.» under the signature: whatever the words, a full name
/// there is that of who prepared the letter.
fn named_below(signs: &mut [Sign], lines: &[Line<'_>]) {
    let Some(signed) = signs.iter().rposition(|sign| matches!(sign, Sign::Person | Sign::Stamp | Sign::Closing)) else {
        return;
    };
    if lines.len() - signed > MOST_BELOW_NAME || signs[signed..].contains(&Sign::Executor) {
        return;
    }
    for at in signed + 1..lines.len() {
        let line = &lines[at];
        let named = || line.person().is_some_and(|name| name.form == NameForm::Full || line.phone().is_some());
        if signs[at] == Sign::Prose && line.words <= MOST_WORDS && named() {
            signs[at] = Sign::Executor;
        }
    }
}

/// Where the lines that can be a tail begin: those before are text.
fn begin(signs: &[Sign], lines: &[Line<'_>]) -> usize {
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
    let Some(skip) = signs[at..].iter().position(anchor) else { return signs.len() };
    let found = at + skip;
    // «Архивист» over «Э.Ю. Куликова»: a post that no list knows.
    let post = |&at: &usize| signs[at] == Sign::Short && !lines[at].folded.ends_with('.');
    let posts = (at..found).rev().take(MOST_ABOVE).take_while(post).count();
    if signs[found] == Sign::Person { found - posts } else { found }
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
                Sign::Postscript => self.settle(),
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
                // The mark of who prepared the letter stands before the signature.
                Sign::Post | Sign::Person if self.signs_late(at) => {
                    if sign == Sign::Person || self.lines[at].person().is_some() {
                        self.signers.push(at);
                    }
                    self.set(at, Zone::Signature);
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
            self.closing
                || with_post
                || (!phone && full && self.alone(at))
                || (!phone && !(full && (followed || line.folded.ends_with(','))))
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

    /// True for post and short name of one who signs below the complete mark of who prepared the letter.
    fn signs_late(&self, at: usize) -> bool {
        let named = self.executor.iter().any(|&line| self.lines[line].person().is_some());
        if !named || (!self.signers.is_empty() && self.signs[at] == Sign::Post) {
            return false;
        }
        let line = &self.lines[at];
        if line.person().is_some() {
            let below_post = at > 0 && self.zones[at - 1] == Some(Zone::Signature) && self.signs[at - 1] == Sign::Post;
            return line.has_short_name() && line.phone().is_none() && (line.starts_with_post() || below_post);
        }
        let next = self.lines.get(at + 1);
        let short = next.is_some_and(|next| next.words <= 3 && next.has_short_name() && next.phone().is_none());
        let phone_follows = self.signs.get(at + 2) == Some(&Sign::Contact);
        line.starts_with_post() && short && !phone_follows
    }

    /// True for the only name at the end, with no phone below it and no stamp above: that is of who signs.
    fn alone(&self, at: usize) -> bool {
        let stamped = self.signs[..at].contains(&Sign::Stamp);
        let told = |line: &Line<'_>| line.phone().is_some() || line.person().is_some();
        !stamped && !self.lines[at + 1..].iter().any(told)
    }

    fn next_has_name(&self, at: usize) -> bool {
        self.lines.get(at).is_some_and(|line| line.person().is_some())
    }
}
