//! What the client says, put into the actor's queue; what it asks, answered from there.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::thread;

use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::sync::oneshot;
use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::*;
use tower_lsp_server::{Client, LanguageServer, LspService, Server};

use super::actor::{Abilities, Actor, Event, Told, is_settings};
use super::positions::Encoding;
use super::seen::Seen;
use super::watch;
use super::{actions, checker, completion, hover, lens};

/// Requests handled at once: those that wait for a check must not keep others back.
const CONCURRENCY: usize = 64;

struct Backend {
    client: Client,
    events: Sender<Event>,
    /// True when the client can be asked to watch files.
    watches: AtomicBool,
    /// True when it knows texts with places to fill in.
    snippets: AtomicBool,
}

impl Backend {
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
    }
}

impl LanguageServer for Backend {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let abilities = abilities(&params.capabilities);
        self.send(Event::Hello(abilities));
        let watched = params.capabilities.workspace.as_ref().and_then(|workspace| workspace.did_change_watched_files);
        let watches = watched.and_then(|watched| watched.dynamic_registration).unwrap_or(false);
        self.watches.store(watches, Ordering::Relaxed);
        self.snippets.store(abilities.snippets, Ordering::Relaxed);
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
        if !self.watches.load(Ordering::Relaxed) {
            return;
        }
        let watcher = |glob: &str| FileSystemWatcher { glob_pattern: GlobPattern::String(glob.to_owned()), kind: None };
        let options =
            DidChangeWatchedFilesRegistrationOptions { watchers: vec![watcher("**/yasno.toml"), watcher("**/*.tsv")] };
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

    async fn did_change_configuration(&self, _: DidChangeConfigurationParams) {
        self.send(Event::SettingsChanged);
    }

    async fn did_change_workspace_folders(&self, _: DidChangeWorkspaceFoldersParams) {
        self.send(Event::SettingsChanged);
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        let settings = |event: &FileEvent| event.uri.to_file_path().is_some_and(|path| is_settings(&path));
        if params.changes.iter().any(settings) {
            self.send(Event::SettingsChanged);
        }
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

    async fn completion(&self, _: CompletionParams) -> Result<Option<CompletionResponse>> {
        let snippets = self.snippets.load(Ordering::Relaxed);
        Ok(Some(CompletionResponse::Array(completion::phrases(snippets))))
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
        let (service, socket) = LspService::new(|client| {
            tokio::spawn(pass_on(client.clone(), telling));
            Backend { client, events, watches: false.into(), snippets: false.into() }
        });
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
