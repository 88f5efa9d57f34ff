"""Latency of the language server: from what the client sends to the diagnostics it gets.

Run on an idle machine: benches/lsp.py target/release/yasno [LETTER ...]; without letters one of two pages and one of
200 KB are made from examples/. Prints a line of Markdown table for each.
"""

import argparse
import json
import pathlib
import queue
import subprocess
import threading
import time

ROOT = pathlib.Path(__file__).parents[1]
EDITS = 200
OPEN = 50


class Client:
    """The least that a client does."""

    def __init__(self, program):
        self.started = time.perf_counter()
        self.server = subprocess.Popen([program, "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.inbox = queue.Queue()
        self.number = 0
        threading.Thread(target=self.read, daemon=True).start()
        capabilities = {"general": {"positionEncodings": ["utf-8"]}, "textDocument": {}}
        self.request("initialize", {"processId": None, "capabilities": capabilities, "rootUri": None})
        self.ready = time.perf_counter() - self.started
        self.notify("initialized", {})

    def read(self):
        while True:
            length = None
            while line := self.server.stdout.readline().strip():
                if line.lower().startswith(b"content-length"):
                    length = int(line.split(b":")[1])
            if length is None:
                return
            body = self.server.stdout.read(length)
            # What the client then does with it is not the server's time.
            self.inbox.put((time.perf_counter(), json.loads(body)))

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}, ensure_ascii=False).encode()
        self.server.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.server.stdin.flush()

    def notify(self, method, params):
        self.send({"method": method, "params": params})

    def request(self, method, params):
        self.number += 1
        self.send({"id": self.number, "method": method, "params": params})
        return self.wait(lambda message: message.get("id") == self.number and "method" not in message)

    def wait(self, fits):
        while True:
            at, message = self.inbox.get(timeout=60)
            if fits(message):
                return at, message

    def diagnostics(self, uri, version):
        """When the diagnostics of a version came."""

        def fits(message):
            params = message.get("params", {})
            return (
                message.get("method") == "textDocument/publishDiagnostics"
                and (params["uri"], params.get("version")) == (uri, version)
            )

        return self.wait(fits)[0]

    def open(self, uri, text):
        item = {"uri": uri, "languageId": "markdown", "version": 1, "text": text}
        sent = time.perf_counter()
        self.notify("textDocument/didOpen", {"textDocument": item})
        return self.diagnostics(uri, 1) - sent

    def insert(self, uri, version, line, text):
        place = {"line": line, "character": 0}
        change = {"range": {"start": place, "end": place}, "text": text}
        sent = time.perf_counter()
        document = {"uri": uri, "version": version}
        self.notify("textDocument/didChange", {"textDocument": document, "contentChanges": [change]})
        return self.diagnostics(uri, version) - sent

    def memory(self):
        """Resident memory in MB, on Linux."""
        status = pathlib.Path(f"/proc/{self.server.pid}/status")
        lines = status.read_text().splitlines() if status.exists() else []
        return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")), float("nan"))

    def end(self):
        self.request("shutdown", None)
        self.notify("exit", None)
        self.server.wait(10)


def letters():
    texts = [path.read_text() for path in sorted((ROOT / "examples").glob("*.md"))]
    whole = "\n\n".join(texts)
    short = whole[:3600]
    # A long letter without two like paragraphs, which a cache would make too easy.
    long, number = [], 0
    while sum(len(part.encode()) for part in long) < 200_000:
        number += 1
        long += [line.replace(" ", f" {number} ", 1) for line in whole.splitlines(keepends=True)]
    return {"2 pages": short, "200 KB": "".join(long)}


def measure(program, name, text):
    client = Client(program)
    uri = "untitled:letter"
    first = client.open(uri, text)
    lines = text.split("\n")
    middle = max(range(len(lines) // 2, len(lines)), key=lambda line: len(lines[line]))
    times = sorted(client.insert(uri, edit + 2, middle, "слово "[edit % 6]) for edit in range(EDITS))
    for number in range(OPEN - 1):
        client.open(f"untitled:letter{number}", text if len(text) < 10_000 else text[:10_000])
    ms = [f"{1000 * value:.1f}" for value in (client.ready, first, times[EDITS // 2], times[EDITS * 95 // 100], times[-1])]
    print(f"| {name}, {len(text.encode()) / 1024:.0f} KB | {' | '.join(ms)} | {client.memory():.0f} |")
    client.end()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program")
    parser.add_argument("letters", nargs="*", type=pathlib.Path)
    arguments = parser.parse_args()
    texts = {path.name: path.read_text() for path in arguments.letters} or letters()
    print(f"| letter | ready, ms | first findings, ms | change, median, ms | p95, ms | most, ms | {OPEN} open, MB |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for name, text in texts.items():
        measure(arguments.program, name, text)


if __name__ == "__main__":
    main()
