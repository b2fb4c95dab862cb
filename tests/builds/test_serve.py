"""`mkdocs serve`: an edit of a YAML file is seen in the page, and a mistake in it ends nothing."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from tests.helpers.commands import MKDOCS, environment, project, site_config
from tests.helpers.marked import slip
from tests.helpers.support import write_files

PATIENCE = 30
"""Seconds after which a page that has not come will not come; each comes in one or two."""

SENTENCE = "本机关依法公开政府信息。"
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the server is ended by a signal")


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


@pytest.fixture
def server(tmp_path: Path, sample: str) -> Iterator[Server]:
    """A site of one report, served."""
    started = Server(project(tmp_path, {"2021.yml": sample}, site_config(plugins="[gongkai]")))
    yield started
    started.end()


REPORT = "reports/office/2021/"


def test_an_edit_is_seen(server: Server, sample: str) -> None:
    """A changed report, a new one, and one that is gone."""
    server.page(REPORT, SENTENCE)
    server.edit(sample.replace(SENTENCE, "本机关改写了这一段。"))
    server.page(REPORT, "本机关改写了这一段。", without=SENTENCE)

    new = server.folder / "data/office/2022.yml"
    new.write_text(sample.replace("年度: 2021", "年度: 2022") + "草稿: true\n", encoding="utf-8")
    server.page("reports/office/2022/", SENTENCE)
    server.page("reports/office/", 'href="2022/"')
    new.unlink()
    server.page("reports/office/", "2021年", without='href="2022/"')


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("予以公开: [18,", "予以公开: [17,", "最可能填错"),
        ("行政许可: 0", "行政许可：0", "G203"),
        ("年度: 2021", "年度: [2021", "G203"),
        ("  行政许可: 0\n", "", "G301"),
    ],
    ids=["sum", "colon", "no-yaml", "row-missing"],
)
def test_a_mistake_is_shown_and_ends_nothing(
    server: Server, sample: str, old: str, new: str, says: str
) -> None:
    """The page says what is wrong; put right, it is back as it was."""
    before = server.page(REPORT, SENTENCE)
    server.edit(slip(sample, old, new))
    assert "预览" in server.page(REPORT, says)
    server.edit(sample)
    assert server.page(REPORT, SENTENCE, without=says) == before


def test_a_mistake_at_the_start(tmp_path: Path, sample: str) -> None:
    """It can be put right while the server runs."""
    server = Server(project(tmp_path, {"2021.yml": slip(sample, "行政许可: 0", "行政许可：0")}))
    try:
        server.page(REPORT, "G203")
        server.edit(sample)
        server.page(REPORT, SENTENCE, without="G203")
    finally:
        server.end()


def test_a_mistake_in_the_agency(server: Server) -> None:
    """Its pages cannot be made; the index says why, and they come back."""
    server.page(REPORT, SENTENCE)
    text = (server.folder / "data/office/agency.yml").read_text(encoding="utf-8")
    write_files(server.folder, {"data/office/agency.yml": text.replace("名称: ", "名称：")})
    server.page("reports/", "G203")
    write_files(server.folder, {"data/office/agency.yml": text})
    server.page("reports/", "样例区人民政府办公室", without="G203")
    server.page(REPORT, SENTENCE)


def test_a_draft_is_shown(server: Server, sample: str) -> None:
    """Marked as what it is."""
    server.page(REPORT, SENTENCE)
    server.edit(f"{sample}草稿: true\n")
    assert 'content="noindex"' in server.page(REPORT, "草稿")
