"""The server starts and ends with its editor, and reads settings anew."""

import asyncio
import json
import signal
import subprocess
import sys
import time

import pytest
from lsprotocol import types

from conftest import YASNO, Editor


def frame(message):
    body = json.dumps(message).encode()
    return b"Content-Length: %d\r\n\r\n" % len(body) + body


def hello(process):
    params = {"processId": process, "capabilities": {}, "rootUri": None}
    return frame({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": params})


def test_ends_with_its_input():
    server = subprocess.Popen([YASNO, "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    server.stdin.write(hello(None))
    server.stdin.close()
    assert server.wait(timeout=10) == 0


def test_ends_when_the_editor_is_killed():
    editor = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    server = subprocess.Popen([YASNO, "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    server.stdin.write(hello(editor.pid))
    server.stdin.flush()
    time.sleep(0.5)
    assert server.poll() is None
    editor.send_signal(signal.SIGKILL)
    editor.wait()
    assert server.wait(timeout=15) == 0


def test_exit_without_end_of_input():
    server = subprocess.Popen([YASNO, "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    server.stdin.write(hello(None))
    server.stdin.write(frame({"jsonrpc": "2.0", "id": 2, "method": "shutdown"}))
    server.stdin.write(frame({"jsonrpc": "2.0", "method": "exit"}))
    server.stdin.flush()
    assert server.wait(timeout=10) == 0


@pytest.mark.asyncio
async def test_settings_are_watched(editor: Editor, tmp_path):
    letter, settings = tmp_path / "letter.md", tmp_path / "yasno.toml"
    uri = letter.as_uri()
    editor.start_editing(uri, "Данный вопрос решён.\n")

    def reported(findings):
        return "bureaucratese" in {finding.code for finding in findings}

    assert reported(await editor.findings(uri, 1))
    settings.write_text('[rules.bureaucratese]\nseverity = "off"\n')
    sent = len(editor.published)
    change = types.FileEvent(uri=settings.as_uri(), type=types.FileChangeType.Created)
    editor.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams(changes=[change]))
    for _ in range(600):
        if editor.pulls:
            if not reported(await editor.findings(uri, 1)):
                return
        elif len(editor.published) > sent:
            assert not reported(editor.published[-1].diagnostics)
            return
        await asyncio.sleep(0.05)
    raise AssertionError("the settings were not taken over")
