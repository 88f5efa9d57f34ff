//! `yasno check`.

use std::collections::BTreeMap;
use std::io::IsTerminal;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, mpsc};

use indicatif::{ProgressBar, ProgressStyle};
use rayon::iter::{ParallelBridge, ParallelIterator};
use serde::{Deserialize, Serialize};

use super::args::{CheckArgs, Format};
use super::baseline::Baseline;
use super::cache::{self, Cache};
use super::changed;
use super::files;
use super::input::Input;
use super::known::Known;
use super::out::{self, Out, Outcome, Stop};
use super::timer::Timer;
use crate::document::Document;
use crate::engine::{self, Context, Probe, Report};
use crate::letter::Declared;
use crate::profile::Severity;
use crate::report::ci::{self, Sheet};
use crate::report::{self, Checked, Counts, FILE_FORMAT_VERSION, Look, plural};
use crate::rules::{Found, Ruleset, Scope, Subject};
use crate::workspace::{Configs, InForce, near};

/// Files from which on a progress bar is shown.
const MANY: usize = 20;

/// Runs the command.
pub(super) fn run(options: &CheckArgs) -> Result<Outcome, Stop> {
    run_on(options, |configs| Ok(letters(options, configs)))
}

/// Checks what `gather` finds; the paths of the options do not count.
pub(super) fn run_on(
    options: &CheckArgs,
    gather: impl FnOnce(&mut Configs) -> Result<Gathered, Stop>,
) -> Result<Outcome, Stop> {
    go(options, gather, |run, errors| match options.gate.format.style() {
        Some(style) if run.timer.is_none() => {
            let text = ci::render(style, &run.sheets, errors);
            run.out.write(&text, run.outcome)
        }
        _ => Ok(()),
    })
}

/// The sheets of all files, for another command; `options` names a format that has them.
pub(super) fn sheets(options: &CheckArgs) -> Result<(Vec<Sheet>, Outcome), Stop> {
    sheets_on(options, |configs| Ok(letters(options, configs)))
}

/// The sheets of what `gather` finds.
pub(super) fn sheets_on(
    options: &CheckArgs,
    gather: impl FnOnce(&mut Configs) -> Result<Gathered, Stop>,
) -> Result<(Vec<Sheet>, Outcome), Stop> {
    let mut sheets = Vec::new();
    let outcome = go(options, gather, |run, _| {
        sheets = std::mem::take(&mut run.sheets);
        Ok(())
    })?;
    Ok((sheets, outcome))
}

/// A file to check, with what is known of it besides.
#[derive(Debug)]
pub(super) struct Task {
    /// The file.
    pub(super) input: Input,
    /// The number of the settings that hold for it.
    pub(super) config: usize,
    /// What rules on more than one file found in it; `None` where none were run.
    pub(super) found: Option<Vec<Found>>,
    /// What it is to be checked as.
    pub(super) subject: Subject,
    /// True for a list that is read line by line.
    pub(super) is_list: bool,
    /// What it is, unless its card says otherwise.
    pub(super) usual: Declared,
}

/// What is to be checked.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    pub(super) tasks: Vec<Task>,
    /// Paths that led to no file, and why.
    pub(super) errors: Vec<String>,
}

/// The letters under the paths of the options.
fn letters(options: &CheckArgs, configs: &mut Configs) -> Gathered {
    let found = files::find(&options.paths, options.stdin_name.as_deref());
    if !found.passed_over.is_empty() && !options.gate.quiet {
        let list: Vec<String> = found.passed_over.iter().map(|(ending, count)| format!("{count} .{ending}")).collect();
        out::note(&format!("такие файлы не читаются и не проверены: {}", list.join(", ")));
    }
    if found.pages > 0 && !options.gate.quiet {
        out::note(&format!(
            "веб-страницы в папках не проверяются ({}). Назовите их сами: yasno check *.html",
            found.pages
        ));
    }
    let task = |input: Input| {
        let config = configs.of_path(input.named());
        Task { input, config, found: None, subject: Subject::Letter, is_list: false, usual: Declared::default() }
    };
    Gathered { tasks: found.inputs.into_iter().map(task).collect(), errors: found.errors }
}

fn go(
    options: &CheckArgs,
    gather: impl FnOnce(&mut Configs) -> Result<Gathered, Stop>,
    end: impl FnOnce(&mut Run<'_>, &[String]) -> Result<(), Stop>,
) -> Result<Outcome, Stop> {
    let mut configs = Configs::new(options.rules.choice(options.gate.fail_on));
    let Gathered { mut tasks, errors } = gather(&mut configs)?;
    let mut outcome = Outcome::Clean;
    for error in &errors {
        out::error(error);
        outcome = Outcome::Failed;
    }
    if let Some(version) = &options.gate.changed_since {
        let changed = changed::since(version).map_err(Stop::Failed)?;
        tasks.retain(|task| task.input.path.as_ref().is_none_or(|path| changed.contains(path)));
        if tasks.is_empty() && !options.gate.quiet {
            out::note(&format!("после «{version}» письма не менялись"));
        }
    }
    let baseline = options.gate.baseline.as_deref().map(Baseline::read).transpose().map_err(Stop::Failed)?;
    if tasks.is_empty() && matches!(options.gate.format, Format::Text | Format::Jsonl) {
        return Ok(outcome);
    }
    let look = Look { width: out::width(), colour: false };
    let mut run = Run {
        options,
        look,
        out: Out::new(options.gate.color),
        outcome,
        total: Counts::default(),
        checked: 0,
        failed: 0,
        old: 0,
        loudest: None,
        only: tasks.len() == 1,
        timer: options.profile_rules.then(Timer::new),
        baseline: baseline.as_ref(),
        sheets: Vec::new(),
        cache: None,
        fresh: Vec::new(),
    };
    run.look.colour = run.out.colour();
    if options.gate.cache && !options.profile_rules {
        let card = options.letter.card.as_ref().map(|card| std::fs::read(card).ok());
        let seed = format!("{:?} {options:?} {:?} {card:?}", (run.look, run.only), baseline);
        run.cache = Some(Cache::open(&tasks, &seed, |number| configs.settings(number).ok()));
    }
    let known = run.cache.as_ref().is_some_and(Cache::knows_all);
    let rules = if tasks.is_empty() || known { Vec::new() } else { configs.rules().map_err(Stop::Failed)? };
    for error in rules.iter().filter_map(|rules| rules.as_ref().err()).flatten() {
        out::error(error);
        run.outcome = Outcome::Failed;
    }
    run.all(&tasks, &rules, &errors)?;
    if options.gate.max_warnings.is_some_and(|most| run.total.warning > most) {
        run.outcome = run.outcome.max(Outcome::Findings);
    }
    end(&mut run, &errors)?;
    if let Some(cache) = &run.cache
        && let Err(error) = cache.save()
    {
        out::note(&format!("итоги не сохранены в папке {}: {error}", cache::FOLDER));
    }
    // The process ends, and the system takes memory back faster than we do.
    std::mem::forget(rules);
    Ok(run.outcome)
}

/// What one file came to.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Done {
    printed: String,
    /// For formats that are made of all files.
    sheet: Option<Sheet>,
    /// Findings of the baseline, which are not shown.
    old: usize,
    /// Told on stderr.
    notes: String,
    outcome: Outcome,
    counts: Counts,
    /// The rule of the loudest finding.
    loudest: Option<(Severity, String)>,
    pub(super) error: Option<String>,
}

struct Run<'a> {
    options: &'a CheckArgs,
    look: Look,
    out: Out,
    outcome: Outcome,
    total: Counts,
    checked: usize,
    failed: usize,
    old: usize,
    loudest: Option<(Severity, String)>,
    only: bool,
    timer: Option<Timer>,
    baseline: Option<&'a Baseline>,
    sheets: Vec<Sheet>,
    cache: Option<Cache>,
    /// Results by number of the file, for the cache.
    fresh: Vec<(usize, Done)>,
}

type Rules = Result<InForce, Vec<String>>;

impl Run<'_> {
    fn all(&mut self, tasks: &[Task], rules: &[Rules], errors: &[String]) -> Result<(), Stop> {
        let measures = self.timer.is_some();
        let json = self.options.gate.format == Format::Json && !measures;
        if json {
            self.out.write(&format!("{{\"version\":{FILE_FORMAT_VERSION},\"files\":["), self.outcome)?;
        }
        let bar = self.bar(tasks.len());
        let result = self.each(tasks, rules, &bar);
        bar.finish_and_clear();
        result?;
        if json {
            let errors = serde_json::to_string(errors).unwrap_or_default();
            self.out.write(&format!("\n],\"errors\":{errors}}}\n"), self.outcome)?;
        }
        if self.options.gate.format == Format::Text && !self.options.gate.quiet && !measures {
            self.out.write(&self.closing(), self.outcome)?;
        }
        Ok(())
    }

    /// Checks all files at once and prints them in their order, each as soon as those before it are printed.
    fn each(&mut self, tasks: &[Task], rules: &[Rules], bar: &ProgressBar) -> Result<(), Stop> {
        // What is measured must not run beside something else.
        let jobs = if self.timer.is_some() { 1 } else { self.options.gate.jobs.unwrap_or(0) };
        let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs).build();
        let pool = pool.map_err(|error| Stop::Failed(format!("потоки не запущены: {error}")))?;
        let cancel = AtomicBool::new(false);
        let (sender, receiver) = mpsc::channel();
        let (options, look, only) = (self.options, self.look, self.only);
        let baseline = self.baseline;
        let timer = self.timer.take();
        let probe = timer.as_ref();
        let cache = self.cache.take();
        let hits = cache.as_ref();
        std::thread::scope(|scope| {
            let cancel = &cancel;
            scope.spawn(move || {
                pool.install(|| {
                    tasks.iter().enumerate().par_bridge().for_each_with(sender, |sender, (number, task)| {
                        if !cancel.load(Ordering::Relaxed) {
                            let done = hits.and_then(|cache| cache.get(number).cloned()).unwrap_or_else(|| {
                                let rules = &rules[task.config];
                                Work { options, look, only, cancel, probe, baseline, rules, task }.run()
                            });
                            // Fails only when nobody waits for results any more.
                            let _ = sender.send((number, done));
                        }
                    });
                });
            });
            let mut waiting: BTreeMap<usize, Done> = BTreeMap::new();
            let mut next = 0;
            for (number, done) in receiver {
                waiting.insert(number, done);
                while let Some(done) = waiting.remove(&next) {
                    let shown = bar.suspend(|| self.take(&tasks[next].input, done, next));
                    bar.inc(1);
                    next += 1;
                    if shown.is_err() {
                        cancel.store(true, Ordering::Relaxed);
                        return shown;
                    }
                }
            }
            Ok(())
        })?;
        self.cache = cache.map(|mut cache| {
            cache.add(std::mem::take(&mut self.fresh));
            cache
        });
        match timer {
            Some(timer) => self.out.write(&timer.table(), self.outcome),
            None => Ok(()),
        }
    }

    fn take(&mut self, input: &Input, mut done: Done, number: usize) -> Result<(), Stop> {
        if self.options.gate.cache {
            self.fresh.push((number, done.clone()));
        }
        self.sheets.extend(done.sheet.take());
        self.old += done.old;
        self.outcome = self.outcome.max(done.outcome);
        self.total += done.counts;
        if let Some(error) = &done.error {
            self.failed += 1;
            if !error.is_empty() {
                out::error(&format!("{}: {error}", input.name));
            }
        } else {
            self.checked += 1;
        }
        if done.loudest.as_ref().map(|(severity, _)| severity) > self.loudest.as_ref().map(|(severity, _)| severity) {
            self.loudest = done.loudest;
        }
        for line in done.notes.lines() {
            out::note(line);
        }
        if self.options.gate.format == Format::Json && !self.options.profile_rules {
            let comma = if number == 0 { "\n" } else { ",\n" };
            return self.out.write(&format!("{comma}{}", done.printed), self.outcome);
        }
        if done.printed.is_empty() { Ok(()) } else { self.out.write(&done.printed, self.outcome) }
    }

    fn bar(&self, files: usize) -> ProgressBar {
        if files < MANY || self.options.gate.quiet || !std::io::stderr().is_terminal() {
            return ProgressBar::hidden();
        }
        let bar = ProgressBar::new(files as u64);
        if let Ok(style) = ProgressStyle::with_template("{wide_bar} {pos} из {len}") {
            bar.set_style(style);
        }
        bar
    }

    /// The last lines: all files together, and what to do next.
    fn closing(&self) -> String {
        let mut text = String::new();
        if !self.only {
            let files = plural(self.checked, "файл", "файла", "файлов");
            text.push_str(&format!("Всего проверено: {} {files}; {}\n", self.checked, self.total));
            if self.failed > 0 {
                let files = plural(self.failed, "файл", "файла", "файлов");
                text.push_str(&format!("Не проверено: {} {files}, причины выше\n", self.failed));
            }
        }
        if self.old > 0 {
            let old = plural(self.old, "старое замечание", "старых замечания", "старых замечаний");
            text.push_str(&format!("Не показано: {} {old}\n", self.old));
        }
        if let Some((_, rule)) = &self.loudest {
            text.push_str(&format!("Почему это важно и как писать: yasno explain {rule}\n"));
        }
        text
    }
}

/// The check of one file.
struct Work<'a> {
    options: &'a CheckArgs,
    look: Look,
    only: bool,
    cancel: &'a AtomicBool,
    probe: Option<&'a Timer>,
    baseline: Option<&'a Baseline>,
    rules: &'a Rules,
    task: &'a Task,
}

impl Work<'_> {
    fn run(&self) -> Done {
        let input = &self.task.input;
        // A fault of ours in one file must not cost the others their check.
        let result = catch_unwind(AssertUnwindSafe(|| match self.rules {
            // Said once for all files.
            Err(_) => Err(String::new()),
            Ok(rules) => {
                let (document, mut report, ruleset) = self.report(rules)?;
                let path = shown_path(input);
                let mut contexts = match self.baseline.is_some() || self.options.gate.format.style().is_some() {
                    true => ci::contexts(&path, &document, &report),
                    false => Vec::new(),
                };
                let old = self.baseline.map_or(0, |baseline| baseline.take_out(&mut report, &mut contexts));
                let mut done = self.done(input, &document, &report, rules);
                done.old = old;
                if self.options.gate.format.style().is_some() && self.probe.is_none() {
                    let checked = Checked { name: &path, document: &document, report: &report };
                    let described = |id: &str| {
                        let rule = ruleset.rules.iter().find(|rule| *rule.id == *id);
                        rule.map_or((id.to_owned(), String::new()), |rule| (rule.title.clone(), rule.why.clone()))
                    };
                    let fails = |severity| engine::fails(severity, self.threshold(rules));
                    done.sheet = Some(ci::sheet(&checked, &contexts, &described, &fails));
                }
                Ok(done)
            }
        }));
        result.unwrap_or_else(|_| Err("файл не проверен из-за сбоя в программе".to_owned())).unwrap_or_else(|error| {
            let told = match self.rules {
                Err(errors) => errors.clone(),
                Ok(_) => vec![error.clone()],
            };
            let printed = match self.options.gate.format {
                Format::Json => report::failed_json(&input.name, &told),
                _ => String::new(),
            };
            let sheet = Sheet { path: shown_path(input), errors: told, ..Sheet::default() };
            Done {
                printed,
                sheet: self.options.gate.format.style().map(|_| sheet),
                old: 0,
                notes: String::new(),
                outcome: Outcome::Failed,
                counts: Counts::default(),
                loudest: None,
                error: Some(error),
            }
        })
    }

    /// What was found in the file, and by which rules: its card may name another profile.
    fn report(&self, rules: &InForce) -> Result<(Document, Report, Arc<Ruleset>), String> {
        let Task { input, found, subject, is_list, usual, .. } = self.task;
        if let Some(job) = &self.options.register {
            let (document, report) = job.check(input, rules)?;
            return Ok((document, report, rules.ruleset.clone()));
        }
        let document = if *is_list { input.list()? } else { input.document()? };
        if *subject != Subject::Letter {
            let report = engine::present(&document, &rules.ruleset, *subject, found.as_deref().unwrap_or_default());
            return Ok((document, report, rules.ruleset.clone()));
        }
        let probe = self.probe.map(|timer| timer as &dyn Probe);
        let known = Known::of(input, &self.options.letter, rules)?;
        let context = known.context();
        let usual = usual.or(context.usual);
        let context = Context { probe, cancel: Some(self.cancel), found: found.as_deref(), usual, ..context };
        let ruleset = known.ruleset(&document, rules)?;
        let report = engine::check(&document, &ruleset, &context);
        Ok((document, report, ruleset))
    }

    /// From which severity on a finding counts. With a limit on warnings they count together, not each.
    fn threshold(&self, rules: &InForce) -> Severity {
        if self.options.gate.max_warnings.is_some() { Severity::Error } else { rules.fail_on }
    }

    fn done(&self, input: &Input, document: &Document, report: &Report, rules: &InForce) -> Done {
        let checked = Checked { name: &input.name, document, report };
        let fails = report.findings.iter().any(|finding| engine::fails(finding.severity, self.threshold(rules)));
        let notes = if self.options.gate.format == Format::Json { String::new() } else { report::notes(&checked) };
        let printed = match self.options.gate.format {
            _ if self.probe.is_some() => String::new(),
            Format::Json => report::file_json(&checked),
            Format::Jsonl => report::lines_json(&checked),
            format if format.style().is_some() => String::new(),
            _ => {
                let mut text = report::findings(&checked, self.look);
                if !self.options.gate.quiet {
                    text.push_str(&report::summary(&checked, self.look, !self.only && report.findings.is_empty()));
                    if !self.only && !report.findings.is_empty() {
                        text.push('\n');
                    }
                }
                text
            }
        };
        // Of two as loud the one on a stretch of text is the better example.
        let loudest = report.findings.iter().max_by_key(|finding| (finding.severity, finding.scope == Scope::Span));
        Done {
            printed,
            sheet: None,
            old: 0,
            notes,
            outcome: if fails { Outcome::Findings } else { Outcome::Clean },
            counts: Counts::of(&report.findings),
            loudest: loudest.map(|finding| (finding.severity, finding.rule.to_string())),
            error: None,
        }
    }
}

/// The path as other programs want it: from the current folder on, with `/`.
fn shown_path(input: &Input) -> String {
    let Some(path) = &input.path else { return input.name.clone() };
    let path = near(path).replace(std::path::MAIN_SEPARATOR, "/");
    path.strip_prefix("./").map(str::to_owned).unwrap_or(path)
}
