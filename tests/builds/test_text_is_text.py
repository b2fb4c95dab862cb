"""Text is text: a payload in every field of every file and option breaks out of its place in no output.

Two sites, one with the payload and one with a harmless text in the same places, must have the same structure, file by
file, whatever the engine and theme. Every output is parsed by a parser that knows nothing of the project.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import sys
import zipfile
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import html5lib
import pikepdf
import pytest
import yaml
from lxml import etree
from openpyxl import load_workbook
from playwright.sync_api import Browser, Dialog

from tests.helpers.commands import environment, gongkai, read_all, run
from tests.helpers.payload import EVIL, HARMLESS, OPTIONS, PAYLOAD, Places
from tests.helpers.support import write_files

pytestmark = pytest.mark.thorough

MATERIALX = os.environ.get("GONGKAI_MATERIALX", "")
"""A folder with the packages of MaterialX, which cannot stand beside Material: both are the module `material`."""
PLAIN = {"name": "mkdocs", "locale": "zh_CN", "highlightjs": False}
CHINESE = {"language": "zh", "font": False}
ENGINES: Mapping[str, tuple[str, Mapping[str, object]]] = {
    "mkdocs": ("mkdocs", PLAIN),
    "readthedocs": ("mkdocs", {**PLAIN, "name": "readthedocs"}),
    "material": ("mkdocs", {"name": "material", **CHINESE}),
    "properdocs": ("properdocs", PLAIN),
    "properdocs-material": ("properdocs", {"name": "material", **CHINESE}),
    "materialx": ("mkdocs", {"name": "materialx", **CHINESE}),
}
# Its own search runs a program of its own over the pages.
SEARCH: Mapping[str, object] = {"materialx": {"provider": "lunr", "lunr": {"lang": ["en"]}}}
_STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"')
WITH_DOCUMENTS = "material"


class Pair:
    """The site with the payload and the one without."""

    def __init__(self, evil: Path, harmless: Path) -> None:
        self.evil, self.harmless = evil, harmless
        self.files, self.others = read_all(evil / "site"), read_all(harmless / "site")

    def both(self, *endings: str) -> Iterator[tuple[str, bytes, bytes]]:
        """The files of a kind in both."""
        for name, data in self.files.items():
            if name.endswith(endings) and name in self.others:
                yield name, data, self.others[name]


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Places:
    found = Places(tmp_path_factory.mktemp("places"))
    # As many as there are keys for texts; fewer, and the test has lost some.
    assert sum(map(len, found.chosen.values())) > 90
    return found


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory, places: Places) -> Callable[[str], Pair]:
    """Both sites by engine."""

    @cache
    def built(engine: str) -> Pair:
        if engine == "materialx" and not MATERIALX:
            pytest.skip("没有 MaterialX，环境变量 GONGKAI_MATERIALX 没有指明它的文件夹 / no MaterialX")
        folder = tmp_path_factory.mktemp(engine)
        return Pair(
            *(site(folder / kind, engine, places, harmless=kind == "harmless") for kind in ("evil", "harmless"))
        )

    return built


def site(folder: Path, engine: str, places: Places, *, harmless: bool) -> Path:
    """A folder with a built site in it."""
    program, theme = ENGINES[engine]
    text = HARMLESS if harmless else PAYLOAD
    options: dict[str, object] = {
        "fail_on": "never",
        "drafts": True,
        "show_late": True,
        "documents": engine == WITH_DOCUMENTS,
        **dict.fromkeys(OPTIONS, text),
    }
    config = {
        "site_name": "样例",
        "site_url": "https://www.example.gov.cn/nb/",
        "theme": theme,
        "plugins": [{"search": SEARCH.get(engine, {"lang": "en"})}, {"gongkai": options}],
    }
    write_files(folder / "data", places.files(harmless=harmless))
    write_files(
        folder,
        {
            "mkdocs.yml": yaml.safe_dump(config, allow_unicode=True, width=1_000_000),
            "docs/index.md": "# 首页\n",
        },
    )
    path = environment()["PYTHONPATH"]
    if engine == "materialx":
        path = os.pathsep.join((MATERIALX, path))
    done = run([sys.executable, "-m", program, "build", "-f", "mkdocs.yml"], folder, PYTHONPATH=path)
    assert done.status == 0, done.said
    return folder


def elements(page: bytes) -> list[tuple[int, str, tuple[str, ...]]]:
    """Depth, name and names of attributes of each element, as a browser sees them; the text of a script or a style too, but for what stands in its strings."""
    root = html5lib.parse(page, treebuilder="etree", namespaceHTMLElements=False)

    def walk(element: Any, depth: int) -> Iterator[tuple[int, str, tuple[str, ...]]]:
        name = element.tag if isinstance(element.tag, str) else "!"
        yield depth, name, tuple(sorted(map(str, element.attrib)))
        if name in ("script", "style") and element.attrib.get("type") != "application/ld+json":
            yield depth, _STRING.sub('""', element.text or ""), ()
        for child in element:
            yield from walk(child, depth + 1)

    return list(walk(root, 0))


def shape(value: object) -> object:
    """JSON without its texts and numbers."""
    if isinstance(value, dict):
        return {key: shape(member) for key, member in value.items()}
    if isinstance(value, list):
        return [shape(member) for member in value]
    return type(value).__name__


def xml_shape(data: bytes) -> list[tuple[str, tuple[str, ...]]]:
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False))
    return [(str(element.tag), tuple(sorted(map(str, element.attrib)))) for element in root.iter()]


@pytest.mark.parametrize("engine", ENGINES)
class TestSite:
    """Every file of a site."""

    def test_the_same_files(self, engine: str, pair: Callable[[str], Pair]) -> None:
        both = pair(engine)
        assert both.files.keys() == both.others.keys()
        assert any(EVIL.encode() in data for data in both.files.values())

    def test_pages(self, engine: str, pair: Callable[[str], Pair]) -> None:
        checked = 0
        for name, evil, harmless in pair(engine).both(".html"):
            assert elements(evil) == elements(harmless), name
            checked += EVIL.encode() in evil
        assert checked >= 10

    def test_json(self, engine: str, pair: Callable[[str], Pair]) -> None:
        """The index of search apart: what stands in it is taken for HTML by Material, and parsed as such."""
        for name, evil, harmless in pair(engine).both(".json"):
            if not name.endswith("search_index.json"):
                assert shape(json.loads(evil)) == shape(json.loads(harmless)), name

    def test_xml(self, engine: str, pair: Callable[[str], Pair]) -> None:
        for name, evil, harmless in pair(engine).both(".xml", ".svg"):
            assert xml_shape(evil) == xml_shape(harmless), name

    def test_csv(self, engine: str, pair: Callable[[str], Pair]) -> None:
        for name, evil, harmless in pair(engine).both(".csv"):
            rows, others = (
                list(csv.reader(io.StringIO(data.decode("utf-8-sig")))) for data in (evil, harmless)
            )
            assert [len(row) for row in rows] == [len(row) for row in others], name
            assert not [cell for row in rows for cell in row if cell[:1] in tuple("=+-@\t\r")], name

    def test_index_of_search(self, engine: str, pair: Callable[[str], Pair]) -> None:
        if engine != "materialx":
            pytest.skip("Material has ours; the other themes escape it in the browser")
        for name, evil, harmless in pair(engine).both("search_index.json"):
            for one, other in zip(json.loads(evil)["docs"], json.loads(harmless)["docs"], strict=True):
                for key in ("title", "text"):
                    assert elements(one[key].encode()) == elements(other[key].encode()), (name, one["location"])


class TestDocuments:
    """Word, Excel and PDF."""

    def test_office(self, pair: Callable[[str], Pair]) -> None:
        checked = 0
        for name, evil, harmless in pair(WITH_DOCUMENTS).both(".docx", ".xlsx"):
            for part, data in parts(evil).items():
                if part.endswith((".xml", ".rels")):
                    if not part.endswith("sharedStrings.xml"):
                        assert xml_shape(data) == xml_shape(parts(harmless)[part]), (name, part)
                    assert b"javascript:" not in data or part.endswith(".xml"), (name, part)
            checked += 1
        assert checked >= 3

    def test_no_formula(self, pair: Callable[[str], Pair]) -> None:
        for name, evil, harmless in pair(WITH_DOCUMENTS).both(".xlsx"):
            kinds, others = (
                [cell.data_type for sheet in load_workbook(io.BytesIO(data)) for row in sheet for cell in row]
                for data in (evil, harmless)
            )
            assert kinds == others, name

    def test_pdf(self, pair: Callable[[str], Pair]) -> None:
        checked = 0
        for name, evil, _ in pair(WITH_DOCUMENTS).both(".pdf"):
            with pikepdf.open(io.BytesIO(evil)) as document:
                actions = [str(o.get("/S")) for o in document.objects if isinstance(o, pikepdf.Dictionary)]
                assert not {"/JavaScript", "/Launch", "/SubmitForm"} & set(actions), name
            checked += 1
        assert checked >= 2


def parts(data: bytes) -> dict[str, bytes]:
    """The parts of an office file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


class TestCommand:
    """What the command writes of the same data."""

    @pytest.fixture(scope="class")
    def folder(self, pair: Callable[[str], Pair]) -> Path:
        return pair("mkdocs").evil

    @pytest.mark.parametrize("form", ["html", "fragment"])
    def test_export(self, pair: Callable[[str], Pair], form: str) -> None:
        both = pair("mkdocs")
        for folder in (both.evil, both.harmless):
            done = gongkai(folder, "export", "--format", form, "--output", "out")
            assert done.status == 0, done.said
        for name, data in read_all(both.evil / "out").items():
            assert elements(data) == elements((both.harmless / "out" / name).read_bytes()), name

    def test_summary(self, pair: Callable[[str], Pair]) -> None:
        both = pair("mkdocs")
        for folder in (both.evil, both.harmless):
            gongkai(folder, "check", "--report", "check.html")
        page = (both.evil / "check.html").read_bytes()
        assert f'id="{EVIL}"'.encode() not in page
        found = {name for _, name, _ in elements(page)}
        assert found == {name for _, name, _ in elements((both.harmless / "check.html").read_bytes())}

    @pytest.mark.parametrize("form", ["json", "sarif", "gitlab"])
    def test_findings(self, pair: Callable[[str], Pair], form: str) -> None:
        json.loads(gongkai(pair("mkdocs").evil, "check", "--format", form).out)

    def test_lines_of_a_service(self, pair: Callable[[str], Pair]) -> None:
        """What a service takes for a command stands at the start of a line."""
        for line in gongkai(pair("mkdocs").evil, "check", "--format", "github").out.splitlines():
            assert (
                line.startswith(("::error file=", "::warning file=", "::notice file=")) or "::" not in line[:2]
            )


@pytest.mark.parametrize("engine", ["mkdocs", "material", "materialx"])
def test_nothing_runs(engine: str, pair: Callable[[str], Pair], browser: Browser) -> None:
    """In Chromium, on every page with the payload."""
    folder = pair(engine).evil / "site"
    with browser.new_context() as context:
        page = context.new_page()
        dialogs: list[str] = []

        def dismiss(dialog: Dialog) -> None:
            dialogs.append(dialog.message)
            dialog.dismiss()

        page.on("dialog", dismiss)
        checked = 0
        for path in sorted(folder.rglob("*.html")):
            data = path.read_bytes()
            # One that leads on at once is seen where it leads to.
            if EVIL.encode() in data and b'http-equiv="refresh"' not in data:
                page.goto(path.as_uri(), wait_until="load")
                assert page.evaluate(f"window.{EVIL}") is None, path
                checked += 1
        assert checked >= 5
        assert dialogs == []
