//! What the client says, put into the actor's queue; what it asks, answered from there.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::thread;

use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::sync::oneshot;
use tower_lsp_server::jsonrpc::{Error, Result};
use tower_lsp_server::ls_types::*;
use tower_lsp_server::{Client, LanguageServer, LspService, Server};

use super::actor::{Abilities, Actor, Event, Order, Told};
use super::folder::{self, Step};
use super::path_of;
use super::positions::Encoding;
use super::seen::Seen;
use super::settings::Wishes;
use super::watch;
use super::{actions, checker, completion, hover, lens, pages, symbols};

/// Requests handled at once: those that wait for a check must not keep others back.
const CONCURRENCY: usize = 64;

/// Checks the letters of a folder.
const CHECK_FOLDER: &str = "yasno.checkFolder";

/// What the client said at the start.
#[derive(Clone, Copy, Default)]
struct Known {
    abilities: Abilities,
    /// True when it can be asked to watch files.
    watches: bool,
    /// True when it shows how far work has come.
    progress: bool,
}

struct Backend {
    client: Client,
    events: Sender<Event>,
    known: OnceLock<Known>,
    folders: Mutex<Vec<PathBuf>>,
    /// What ends the work of each token.
    running: Mutex<HashMap<ProgressToken, Arc<AtomicBool>>>,
    tokens: AtomicU32,
}

impl Backend {
    fn new(client: Client, events: Sender<Event>) -> Self {
        Self {
            client,
            events,
            known: OnceLock::new(),
            folders: Mutex::default(),
            running: Mutex::default(),
            tokens: AtomicU32::new(0),
        }
    }

    fn known(&self) -> Known {
        self.known.get().copied().unwrap_or_default()
    }

    fn send(&self, event: Event) {
        // The actor lives as long as the server.
        let _ = self.events.send(event);
    }

    /// Asks about a file as it stands now; `None` when it is not open.
    async fn ask<T: Send + 'static>(&self, uri: Uri, answer: impl FnOnce(&Seen) -> T + Send + 'static) -> Option<T> {
        let (reply, wait) = oneshot::channel();
        self.send(Event::Ask(
            uri,
            Box::new(move |seen| {
                // The client may have lost interest meanwhile.
                if !reply.is_closed() {
                    let _ = reply.send(answer(seen));
                }
            }),
        ));
        wait.await.ok()
    }

    /// The user has stopped some work.
    async fn cancel(&self, params: WorkDoneProgressCancelParams) {
        if let Some(cancel) = self.running.lock().unwrap_or_else(PoisonError::into_inner).get(&params.token) {
            cancel.store(true, Ordering::Relaxed);
        }
    }

    /// The folder that is meant: that of the command, else the first that is open.
    fn folder(&self, argument: Option<&serde_json::Value>) -> Option<PathBuf> {
        let named = argument.and_then(|argument| argument.get("uri")?.as_str()?.parse::<Uri>().ok());
        match named {
            Some(uri) => path_of(&uri),
            None => self.folders.lock().unwrap_or_else(PoisonError::into_inner).first().cloned(),
        }
    }

    async fn check_folder(&self, folder: PathBuf, token: Option<ProgressToken>) -> Result<()> {
        let Known { progress, abilities, .. } = self.known();
        let (reply, wait) = oneshot::channel();
        self.send(Event::Folder(reply));
        let settings = wait.await.map_err(|_| Error::internal_error())?;
        let token = match token {
            Some(token) => Some(token),
            None if progress => {
                let number = self.tokens.fetch_add(1, Ordering::Relaxed);
                let token = ProgressToken::String(format!("yasno.{number}"));
                self.client.create_work_done_progress(token.clone()).await.ok().map(|()| token)
            }
            None => None,
        };
        let cancel = Arc::new(AtomicBool::new(false));
        if let Some(token) = &token {
            self.running.lock().unwrap_or_else(PoisonError::into_inner).insert(token.clone(), cancel.clone());
        }
        let shown = match token.clone() {
            Some(token) => {
                let shown = self.client.progress(token, "Ясно: проверка папки");
                Some(shown.with_percentage(0).with_cancel_button().begin().await)
            }
            None => None,
        };
        let (steps, mut taken) = unbounded_channel();
        let work = move || folder::check(&folder, settings, abilities.encoding, &cancel, &steps);
        thread::Builder::new().name("folder".to_owned()).spawn(work).map_err(|_| Error::internal_error())?;
        let mut said = 0;
        while let Some(step) = taken.recv().await {
            match step {
                Step::Letter { uri, diagnostics, done, of } => {
                    self.send(Event::InFolder(uri, diagnostics));
                    let percent = (done * 100 / of.max(1)) as u32;
                    if let Some(shown) = shown.as_ref().filter(|_| percent > said) {
                        said = percent;
                        shown.report_with_message(format!("{done} из {of}"), percent, Some(true)).await;
                    }
                }
                Step::End(summary) => self.client.show_message(MessageType::INFO, summary.text()).await,
            }
        }
        if let Some(shown) = shown {
            shown.finish().await;
        }
        if let Some(token) = token {
            self.running.lock().unwrap_or_else(PoisonError::into_inner).remove(&token);
        }
        Ok(())
    }
}

fn paths(folders: Vec<WorkspaceFolder>) -> Vec<PathBuf> {
    folders.iter().filter_map(|folder| path_of(&folder.uri)).collect()
}

/// The folders that are open; older clients name one only.
#[allow(deprecated)]
fn open_folders(params: &mut InitializeParams) -> Vec<PathBuf> {
    match params.workspace_folders.take() {
        Some(folders) => paths(folders),
        None => params.root_uri.iter().filter_map(path_of).collect(),
    }
}

fn abilities(capabilities: &ClientCapabilities) -> Abilities {
    let offered = capabilities.general.as_ref().and_then(|general| general.position_encodings.as_deref());
    let text = capabilities.text_document.as_ref();
    let workspace = capabilities.workspace.as_ref();
    Abilities {
        encoding: Encoding::negotiate(offered),
        pulls: text.is_some_and(|text| text.diagnostic.is_some()),
        refreshes: workspace
            .and_then(|workspace| workspace.diagnostics.as_ref())
            .and_then(|diagnostics| diagnostics.refresh_support)
            .unwrap_or(false),
        snippets: text
            .and_then(|text| text.completion.as_ref()?.completion_item.as_ref()?.snippet_support)
            .unwrap_or(false),
        nested: text
            .and_then(|text| text.document_symbol.as_ref()?.hierarchical_document_symbol_support)
            .unwrap_or(false),
    }
}

impl LanguageServer for Backend {
    async fn initialize(&self, mut params: InitializeParams) -> Result<InitializeResult> {
        let abilities = abilities(&params.capabilities);
        let folders = open_folders(&mut params);
        self.folders.lock().unwrap_or_else(PoisonError::into_inner).clone_from(&folders);
        let wishes = params.initialization_options.take().map(Wishes::read).unwrap_or_default();
        self.send(Event::Hello(abilities, folders, wishes));
        let watched = params.capabilities.workspace.as_ref().and_then(|workspace| workspace.did_change_watched_files);
        let watches = watched.and_then(|watched| watched.dynamic_registration).unwrap_or(false);
        let window = params.capabilities.window.as_ref();
        let progress = window.and_then(|window| window.work_done_progress).unwrap_or(false);
        let _ = self.known.set(Known { abilities, watches, progress });
        if let Some(process) = params.process_id {
            watch::editor(process, || std::process::exit(0));
        }
        let pull = DiagnosticOptions { identifier: Some("yasno".to_owned()), ..DiagnosticOptions::default() };
        Ok(InitializeResult {
            capabilities: ServerCapabilities {
                position_encoding: Some(abilities.encoding.kind()),
                text_document_sync: Some(TextDocumentSyncCapability::Options(TextDocumentSyncOptions {
                    open_close: Some(true),
                    change: Some(TextDocumentSyncKind::INCREMENTAL),
                    ..TextDocumentSyncOptions::default()
                })),
                hover_provider: Some(HoverProviderCapability::Simple(true)),
                code_action_provider: Some(CodeActionProviderCapability::Options(CodeActionOptions {
                    code_action_kinds: Some(vec![CodeActionKind::QUICKFIX, actions::FIX_ALL]),
                    ..CodeActionOptions::default()
                })),
                code_lens_provider: Some(CodeLensOptions { resolve_provider: Some(false) }),
                document_symbol_provider: Some(OneOf::Left(true)),
                execute_command_provider: Some(ExecuteCommandOptions {
                    commands: [actions::ADD_WORD, actions::RULE_OFF, CHECK_FOLDER].map(str::to_owned).to_vec(),
                    work_done_progress_options: WorkDoneProgressOptions { work_done_progress: Some(true) },
                }),
                completion_provider: Some(CompletionOptions::default()),
                diagnostic_provider: abilities.pulls.then_some(DiagnosticServerCapabilities::Options(pull)),
                workspace: Some(WorkspaceServerCapabilities {
                    workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                        supported: Some(true),
                        change_notifications: Some(OneOf::Left(true)),
                    }),
                    ..WorkspaceServerCapabilities::default()
                }),
                ..ServerCapabilities::default()
            },
            server_info: Some(ServerInfo {
                name: "yasno".to_owned(),
                version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            }),
            ..InitializeResult::default()
        })
    }

    async fn initialized(&self, _: InitializedParams) {
        // Nothing waits for the pages: findings get links when they are there.
        let _ = thread::Builder::new().name("pages".to_owned()).spawn(pages::prepare);
        if !self.known().watches {
            return;
        }
        let watcher = |glob: &str| FileSystemWatcher { glob_pattern: GlobPattern::String(glob.to_owned()), kind: None };
        let options = DidChangeWatchedFilesRegistrationOptions {
            watchers: ["**/yasno.toml", "**/*.yasno.toml", "**/*.tsv", "**/*.txt"].map(watcher).to_vec(),
        };
        let registration = Registration {
            id: "yasno.settings".to_owned(),
            method: "workspace/didChangeWatchedFiles".to_owned(),
            register_options: serde_json::to_value(options).ok(),
        };
        // A client that refuses only has to be started again after a change of settings.
        let _ = self.client.register_capability(vec![registration]).await;
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        let TextDocumentItem { uri, language_id, version, text } = params.text_document;
        self.send(Event::Open { uri, language: language_id, version, text });
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        let VersionedTextDocumentIdentifier { uri, version } = params.text_document;
        self.send(Event::Change { uri, version, changes: params.content_changes });
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        self.send(Event::Close(params.text_document.uri));
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        self.send(Event::Other(Some(Wishes::read(params.settings)), None));
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        let gone = paths(params.event.removed);
        let open = {
            let mut folders = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
            folders.retain(|folder| !gone.contains(folder));
            folders.extend(paths(params.event.added));
            folders.clone()
        };
        self.send(Event::Other(None, Some(open)));
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        self.send(Event::FilesChanged(params.changes.iter().filter_map(|event| path_of(&event.uri)).collect()));
    }

    async fn diagnostic(&self, params: DocumentDiagnosticParams) -> Result<DocumentDiagnosticReportResult> {
        let known = params.previous_result_id;
        let report = self.ask(params.text_document.uri, move |seen| {
            let id = seen.id();
            if known.as_ref() == Some(&id) {
                return unchanged(id);
            }
            full(Some(id), seen.diagnostics.clone())
        });
        let report = report.await.unwrap_or_else(|| full(None, Vec::new()));
        Ok(DocumentDiagnosticReportResult::Report(report))
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position_params;
        Ok(self.ask(text_document.uri, move |seen| hover::hover(seen, position)).await.flatten())
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        Ok(self.ask(params.text_document.uri.clone(), move |seen| actions::actions(seen, &params)).await)
    }

    async fn code_lens(&self, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
        Ok(self.ask(params.text_document.uri, lens::lens).await)
    }

    async fn document_symbol(&self, params: DocumentSymbolParams) -> Result<Option<DocumentSymbolResponse>> {
        let (uri, nested) = (params.text_document.uri, self.known().abilities.nested);
        let of = uri.clone();
        Ok(self.ask(uri, move |seen| symbols::symbols(seen, &of, nested)).await)
    }

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<LSPAny>> {
        let argument = params.arguments.into_iter().next();
        match params.command.as_str() {
            actions::ADD_WORD | actions::RULE_OFF => {
                let order: Order = serde_json::from_value(argument.unwrap_or_default()).map_err(|_| {
                    Error::invalid_params("нужен один аргумент: {\"uri\": …, \"word\" или \"rule\": …}")
                })?;
                self.send(Event::Order(order));
            }
            CHECK_FOLDER => match self.folder(argument.as_ref()) {
                Some(folder) => {
                    self.check_folder(folder, params.work_done_progress_params.work_done_token).await?;
                }
                None => {
                    let text = "Откройте папку с письмами: проверять пока нечего";
                    self.client.show_message(MessageType::WARNING, text).await;
                }
            },
            other => return Err(Error::invalid_params(format!("нет команды «{other}»"))),
        }
        Ok(None)
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        let snippets = self.known().abilities.snippets;
        let uri = params.text_document_position.text_document.uri;
        let own = self.ask(uri, move |seen| completion::phrases(Some(&seen.rules.ruleset.profile), snippets)).await;
        Ok(Some(CompletionResponse::Array(own.unwrap_or_else(|| completion::phrases(None, snippets)))))
    }
}

fn full(result_id: Option<String>, items: Vec<Diagnostic>) -> DocumentDiagnosticReport {
    DocumentDiagnosticReport::Full(RelatedFullDocumentDiagnosticReport {
        related_documents: None,
        full_document_diagnostic_report: FullDocumentDiagnosticReport { result_id, items },
    })
}

fn unchanged(result_id: String) -> DocumentDiagnosticReport {
    DocumentDiagnosticReport::Unchanged(RelatedUnchangedDocumentDiagnosticReport {
        related_documents: None,
        unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport { result_id },
    })
}

/// Passes on what the actor tells, in its order.
async fn pass_on(client: Client, mut told: UnboundedReceiver<Told>) {
    while let Some(told) = told.recv().await {
        match told {
            Told::Diagnostics(uri, version, diagnostics) => {
                client.publish_diagnostics(uri, diagnostics, version).await;
            }
            Told::Refresh => {
                let client = client.clone();
                // The client answers this only after it has asked anew: nothing may wait for it.
                tokio::spawn(async move {
                    let _ = client.workspace_diagnostic_refresh().await;
                });
            }
            Told::Message(kind, text) => client.show_message(kind, text).await,
            Told::Log(text) => client.log_message(MessageType::INFO, text).await,
        }
    }
}

/// Serves one client over standard input and output until it leaves.
///
/// # Errors
/// The server could not be started.
pub fn run() -> std::io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let (events, queue) = channel();
        let jobs = checker::start(&events);
        let (told, telling) = unbounded_channel();
        thread::Builder::new().name("state".to_owned()).spawn(move || Actor::new(jobs, told).run(&queue))?;
        let (service, socket) = LspService::build(|client| {
            tokio::spawn(pass_on(client.clone(), telling));
            Backend::new(client, events)
        })
        .custom_method("window/workDoneProgress/cancel", Backend::cancel)
        .finish();
        Server::new(tokio::io::stdin(), tokio::io::stdout(), socket)
            .concurrency_level(CONCURRENCY)
            .serve(service)
            .await;
        Ok::<(), std::io::Error>(())
    })?;
    // A read from standard input may still wait in a thread that nothing can end.
    runtime.shutdown_background();
    Ok(())
}
