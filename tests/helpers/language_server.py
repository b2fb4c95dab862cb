"""A client of the YAML language server, as an editor is one: opens a text, and asks for completion, hover and faults."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

SETTINGS = {
    "validate": True,
    "hover": True,
    "completion": True,
    "schemaStore": {"enable": False},
}


class LanguageServer:
    """A server that runs; one request at a time."""

    def __init__(self, process: subprocess.Popen[bytes], folder: Path) -> None:
        self.process = process
        self.folder = folder
        self.number = 0
        self.faults: dict[str, list[str]] = {}
        """What the server last said is wrong with each text, by address."""

    def send(self, method: str, params: Any, number: int | None = None) -> None:
        """A notification, or with a number a request."""
        message = {"jsonrpc": "2.0", "method": method, "params": params}
        self.write(message if number is None else {**message, "id": number})

    def write(self, message: dict[str, Any]) -> None:
        """One message."""
        assert self.process.stdin is not None
        body = json.dumps(message).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self.process.stdin.flush()

    def read(self) -> dict[str, Any]:
        """The next message; what the server asks of us is answered with nothing."""
        assert self.process.stdout is not None
        length = 0
        while line := self.process.stdout.readline().strip():
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        assert length, "the language server has gone"
        message: dict[str, Any] = json.loads(self.process.stdout.read(length))
        if message.get("method") == "textDocument/publishDiagnostics":
            found = message["params"]
            self.faults[found["uri"]] = [fault["message"] for fault in found["diagnostics"]]
        elif "method" in message and "id" in message:
            self.write({"jsonrpc": "2.0", "id": message["id"], "result": self.answer(message)})
        return message

    def answer(self, message: dict[str, Any]) -> list[Any] | None:
        """What an editor answers."""
        if message["method"] != "workspace/configuration":
            return None
        return [SETTINGS if item["section"] == "yaml" else {} for item in message["params"]["items"]]

    def ask(self, method: str, params: Any) -> Any:
        """The answer to a request."""
        self.number += 1
        self.send(method, params, self.number)
        while (message := self.read()).get("id") != self.number or "method" in message:
            pass
        assert "error" not in message, message
        return message["result"]

    def open(self, name: str, text: str) -> str:
        """Open a text under the name of a file; its address."""
        uri = (self.folder / name).as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.send("textDocument/didOpen", {"textDocument": document})
        return uri

    def at(self, uri: str, text: str, passage: str) -> dict[str, Any]:
        """The position behind a passage of a text, as requests want it."""
        before = text[: text.index(passage) + len(passage)]
        line, column = before.count("\n"), len(before) - before.rfind("\n") - 1
        return {"textDocument": {"uri": uri}, "position": {"line": line, "character": column}}

    def hover(self, name: str, text: str, key: str) -> str:
        """What is shown with the pointer on a key."""
        uri = self.open(name, text)
        shown = self.ask("textDocument/hover", self.at(uri, text, key[:-1]))
        return "" if shown is None else str(shown["contents"]["value"])

    def completion(self, name: str, text: str, passage: str) -> list[str]:
        """What is offered behind a passage."""
        uri = self.open(name, text)
        return [
            item["label"] for item in self.ask("textDocument/completion", self.at(uri, text, passage))["items"]
        ]

    def faults_of(self, name: str, text: str) -> list[str]:
        """What is said to be wrong with a text."""
        uri = self.open(name, text)
        self.faults.pop(uri, None)
        while uri not in self.faults:
            self.read()
        return self.faults[uri]


@contextmanager
def language_server(script: Path, folder: Path) -> Iterator[LanguageServer]:
    """The server, started in a folder; nothing is asked of the network."""
    process = subprocess.Popen(
        ["node", script, "--stdio"],
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "NO_PROXY": "*"},
    )
    try:
        server = LanguageServer(process, folder)
        server.ask(
            "initialize",
            {
                "processId": os.getpid(),
                "rootUri": folder.as_uri(),
                "capabilities": {
                    "textDocument": {
                        "hover": {"contentFormat": ["markdown"]},
                        "completion": {"completionItem": {"snippetSupport": True}},
                    },
                },
            },
        )
        server.send("initialized", {})
        server.send("workspace/didChangeConfiguration", {"settings": {"yaml": SETTINGS}})
        yield server
    finally:
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            assert stream is not None
            stream.close()
