//! `yasno check`.

use std::collections::BTreeMap;
use std::io::IsTerminal;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;

use indicatif::{ProgressBar, ProgressStyle};
use rayon::iter::{ParallelBridge, ParallelIterator};

use super::args::context;
use super::args::{CheckArgs, Format};
use super::files;
use super::input::Input;
use super::out::{self, Out, Outcome, Stop};
use super::timer::Timer;
use crate::document::Document;
use crate::engine::{self, Context, Probe, Report};
use crate::report::{self, Checked, Counts, FILE_FORMAT_VERSION, Look, plural};
use crate::rules::Scope;
use crate::workspace::{Configs, InForce};

/// Files from which on a progress bar is shown.
const MANY: usize = 20;

/// Runs the command.
pub(super) fn run(options: &CheckArgs) -> Result<Outcome, Stop> {
    let found = files::find(&options.paths, options.stdin_name.as_deref());
    let mut outcome = Outcome::Clean;
    for error in &found.errors {
        out::error(error);
        outcome = Outcome::Failed;
    }
    if !found.passed_over.is_empty() && !options.quiet {
        let list: Vec<String> = found.passed_over.iter().map(|(ending, count)| format!("{count} .{ending}")).collect();
        out::note(&format!("такие файлы не читаются и не проверены: {}", list.join(", ")));
    }
    if found.inputs.is_empty() && options.format != Format::Json {
        return Ok(outcome);
    }
    let mut configs = Configs::new(options.rules.choice(options.fail_on));
    let tasks: Vec<(Input, usize)> = found
        .inputs
        .into_iter()
        .map(|input| {
            let number = configs.of_path(input.named());
            (input, number)
        })
        .collect();
    let rules = if tasks.is_empty() { Vec::new() } else { configs.rules().map_err(Stop::Failed)? };
    for error in rules.iter().filter_map(|rules| rules.as_ref().err()).flatten() {
        out::error(error);
        outcome = Outcome::Failed;
    }
    let mut run = Run {
        options,
        look: Look { width: out::width(), colour: false },
        out: Out::new(options.color),
        outcome,
        total: Counts::default(),
        checked: 0,
        failed: 0,
        loudest: None,
        only: tasks.len() == 1,
        timer: options.profile_rules.then(Timer::new),
    };
    run.look.colour = run.out.colour();
    run.all(&tasks, &rules, &found.errors)?;
    Ok(run.outcome)
}

/// What one file came to.
struct Done {
    printed: String,
    /// Told on stderr.
    notes: String,
    outcome: Outcome,
    counts: Counts,
    /// The rule of the loudest finding.
    loudest: Option<(crate::profile::Severity, String)>,
    error: Option<String>,
}

struct Run<'a> {
    options: &'a CheckArgs,
    look: Look,
    out: Out,
    outcome: Outcome,
    total: Counts,
    checked: usize,
    failed: usize,
    loudest: Option<(crate::profile::Severity, String)>,
    only: bool,
    timer: Option<Timer>,
}

type Rules = Result<InForce, Vec<String>>;

impl Run<'_> {
    fn all(&mut self, tasks: &[(Input, usize)], rules: &[Rules], errors: &[String]) -> Result<(), Stop> {
        let measures = self.timer.is_some();
        let json = self.options.format == Format::Json && !measures;
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
        if self.options.format == Format::Text && !self.options.quiet && !measures {
            self.out.write(&self.closing(), self.outcome)?;
        }
        Ok(())
    }

    /// Checks all files at once and prints them in their order, each as soon as those before it are printed.
    fn each(&mut self, tasks: &[(Input, usize)], rules: &[Rules], bar: &ProgressBar) -> Result<(), Stop> {
        // What is measured must not run beside something else.
        let jobs = if self.timer.is_some() { 1 } else { self.options.jobs.unwrap_or(0) };
        let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs).build();
        let pool = pool.map_err(|error| Stop::Failed(format!("потоки не запущены: {error}")))?;
        let cancel = AtomicBool::new(false);
        let (sender, receiver) = mpsc::channel();
        let (options, look, only) = (self.options, self.look, self.only);
        let timer = self.timer.take();
        let probe = timer.as_ref();
        std::thread::scope(|scope| {
            let cancel = &cancel;
            scope.spawn(move || {
                pool.install(|| {
                    tasks.iter().enumerate().par_bridge().for_each_with(sender, |sender, (number, (input, config))| {
                        if !cancel.load(Ordering::Relaxed) {
                            let task = Task { options, look, only, cancel, probe, rules: &rules[*config] };
                            // Fails only when nobody waits for results any more.
                            let _ = sender.send((number, task.run(input)));
                        }
                    });
                });
            });
            let mut waiting: BTreeMap<usize, Done> = BTreeMap::new();
            let mut next = 0;
            for (number, done) in receiver {
                waiting.insert(number, done);
                while let Some(done) = waiting.remove(&next) {
                    let shown = bar.suspend(|| self.take(&tasks[next].0, done, next));
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
        match timer {
            Some(timer) => self.out.write(&timer.table(), self.outcome),
            None => Ok(()),
        }
    }

    fn take(&mut self, input: &Input, done: Done, number: usize) -> Result<(), Stop> {
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
        if self.options.format == Format::Json && !self.options.profile_rules {
            let comma = if number == 0 { "\n" } else { ",\n" };
            return self.out.write(&format!("{comma}{}", done.printed), self.outcome);
        }
        if done.printed.is_empty() { Ok(()) } else { self.out.write(&done.printed, self.outcome) }
    }

    fn bar(&self, files: usize) -> ProgressBar {
        if files < MANY || self.options.quiet || !std::io::stderr().is_terminal() {
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
        if let Some((_, rule)) = &self.loudest {
            text.push_str(&format!("Почему это важно и как писать: yasno explain {rule}\n"));
        }
        text
    }
}

/// One file to check.
struct Task<'a> {
    options: &'a CheckArgs,
    look: Look,
    only: bool,
    cancel: &'a AtomicBool,
    probe: Option<&'a Timer>,
    rules: &'a Rules,
}

impl Task<'_> {
    fn run(&self, input: &Input) -> Done {
        // A fault of ours in one file must not cost the others their check.
        let result = catch_unwind(AssertUnwindSafe(|| match self.rules {
            // Said once for all files.
            Err(_) => Err(String::new()),
            Ok(rules) => {
                let document = input.document()?;
                let probe = self.probe.map(|timer| timer as &dyn Probe);
                let usual = rules.usual;
                let cancel = Some(self.cancel);
                let context = Context { probe, cancel, usual, ..context(self.options.kind) };
                let report = engine::check(&document, &rules.ruleset, &context);
                Ok(self.done(input, &document, &report, rules))
            }
        }));
        result.unwrap_or_else(|_| Err("файл не проверен из-за сбоя в программе".to_owned())).unwrap_or_else(|error| {
            let told = match self.rules {
                Err(errors) => errors.clone(),
                Ok(_) => vec![error.clone()],
            };
            let printed = match self.options.format {
                Format::Json => report::failed_json(&input.name, &told),
                _ => String::new(),
            };
            Done {
                printed,
                notes: String::new(),
                outcome: Outcome::Failed,
                counts: Counts::default(),
                loudest: None,
                error: Some(error),
            }
        })
    }

    fn done(&self, input: &Input, document: &Document, report: &Report, rules: &InForce) -> Done {
        let checked = Checked { name: &input.name, document, report };
        let fails = report.findings.iter().any(|finding| engine::fails(finding.severity, rules.fail_on));
        let notes = if self.options.format == Format::Json { String::new() } else { report::notes(&checked) };
        let printed = match self.options.format {
            _ if self.probe.is_some() => String::new(),
            Format::Json => report::file_json(&checked),
            Format::Jsonl => report::lines_json(&checked),
            Format::Text => {
                let mut text = report::findings(&checked, self.look);
                if !self.options.quiet {
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
            notes,
            outcome: if fails { Outcome::Findings } else { Outcome::Clean },
            counts: Counts::of(&report.findings),
            loudest: loudest.map(|finding| (finding.severity, finding.rule.to_string())),
            error: None,
        }
    }
}
