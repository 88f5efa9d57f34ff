"""The language server as real clients meet it: one test session per editor's list of abilities."""

import asyncio
import os
import pathlib
import tempfile

import pytest_lsp
from lsprotocol import types
from pygls.protocol import default_converter
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities
from pytest_lsp import client as library

ROOT = pathlib.Path(__file__).parents[2]
YASNO = os.environ.get("YASNO", str(ROOT / "target" / "debug" / "yasno"))

# The pages of the rules go to a cache of the tests' own.
CACHE = tempfile.TemporaryDirectory()
os.environ["XDG_CACHE_HOME"] = CACHE.name

EDITORS = ["neovim@v0.11.0", "neovim@v0.7.0", "emacs@v29.1", "visual-studio-code@v1.65.2"]

LETTER = """Уважаемая Анна Петровна!

В целях рассмотрения вашего 😀 обращения сообщаем следующее.

Данный вопрос решён.

Исполнитель: Рощина Вера Ильинична, телефон (4952) 12-34-56
"""


class Editor(LanguageClient):
    """A client with the few moves of one who writes."""

    def start_editing(self, uri, text, language="markdown"):
        item = types.TextDocumentItem(uri=uri, language_id=language, version=1, text=text)
        self.text_document_did_open(types.DidOpenTextDocumentParams(text_document=item))

    def replace(self, uri, version, range_, text):
        change = types.TextDocumentContentChangePartial(range=range_, text=text)
        self.text_document_did_change(
            types.DidChangeTextDocumentParams(
                text_document=types.VersionedTextDocumentIdentifier(uri=uri, version=version),
                content_changes=[change],
            )
        )

    @property
    def pulls(self):
        return self.capabilities.text_document.diagnostic is not None

    async def findings(self, uri, version):
        """The diagnostics of a version, in the way this client gets them."""
        if self.pulls:
            params = types.DocumentDiagnosticParams(text_document=types.TextDocumentIdentifier(uri=uri))
            report = await self.text_document_diagnostic_async(params)
            return report.items
        for _ in range(800):
            for sent in reversed(self.published):
                if sent.uri == uri and sent.version == version:
                    return sent.diagnostics
            await asyncio.sleep(0.01)
        raise AssertionError(f"version {version} of {uri} was not published: {self.published}")


def make_editor():
    client = Editor(converter_factory=default_converter)
    register_lsp_features(client)
    client.published, client.registered, client.edits = [], [], []

    @client.feature(types.CLIENT_REGISTER_CAPABILITY)
    def _(ls, params):
        ls.registered.extend(params.registrations)

    @client.feature(types.WORKSPACE_APPLY_EDIT)
    def _(ls, params):
        ls.edits.append(params.edit)
        return types.ApplyWorkspaceEditResult(applied=True)

    return client


def register_lsp_features(client):
    """The library's answers, but all published diagnostics are kept."""
    features = dict(library.DEFAULT_CLIENT_FEATURES)

    def published(ls, params):
        ls.published.append(params)

    features[types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS] = published
    library.register_lsp_features(client, features)


@pytest_lsp.fixture(
    params=EDITORS,
    config=ClientServerConfig(server_command=[YASNO, "lsp"], client_factory=make_editor),
)
async def editor(request, lsp_client: Editor):
    params = types.InitializeParams(capabilities=client_capabilities(request.param), process_id=os.getpid())
    lsp_client.hello = await lsp_client.initialize_session(params)
    yield
    await lsp_client.shutdown_session()
