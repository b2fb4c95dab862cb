"""Sites served on this machine: a folder below a sub-path, and `mkdocs serve`."""

from __future__ import annotations

import re
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tests.helpers.commands import MKDOCS, environment
from tests.helpers.support import write_files

SUB_PATH = "/a/b/"
PATIENCE = 30
"""Seconds after which a page that has not come will not come; each comes in one or two."""


class _Below(SimpleHTTPRequestHandler):
    """Serves a folder below the sub-path, and nothing beside it."""

    def translate_path(self, path: str) -> str:
        if not path.startswith(SUB_PATH):
            return str(Path(self.directory, "not-there"))
        return super().translate_path(path.removeprefix(SUB_PATH.rstrip("/")))

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


def served(site: Path) -> Iterator[str]:
    """The address of a folder."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Below, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}{SUB_PATH}"
    server.shutdown()
    thread.join()
    server.server_close()


class Server:
    """A running `mkdocs serve`."""

    def __init__(
        self, folder: Path, command: Callable[[str], Sequence[str]] | None = None, **changes: str
    ) -> None:
        """command: what starts it at an address, where that is not `mkdocs serve`."""
        self.folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.address = f"127.0.0.1:{free.getsockname()[1]}"
        words = command(self.address) if command else [*MKDOCS, "serve", "--dev-addr", self.address]
        self.log = folder / "serve.log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                words, cwd=folder, env=environment(**changes), stdout=log, stderr=log
            )

    def page(self, path: str, text: str, without: str = "\0") -> str:
        """A page, once it is there with that text in it, and without the other."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            assert self.process.poll() is None, self.log.read_text(encoding="utf-8")
            try:
                with urllib.request.urlopen(f"http://{self.address}/{path}", timeout=PATIENCE) as answer:
                    found = answer.read().decode("utf-8")
            except (urllib.error.URLError, ConnectionError):
                found = ""
            if text in found and without not in found:
                # The script that reloads the page counts the builds.
                return re.sub(r"reload\(\d+, \d+\)", "", found)
            time.sleep(0.1)
        raise AssertionError(f"{text} does not come\n{self.log.read_text(encoding='utf-8')}")

    def edit(self, text: str) -> None:
        """Save the report anew."""
        write_files(self.folder, {"data/office/2021.yml": text})

    def end(self) -> None:
        """End this process, and no other."""
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
