"""The file of the desk: whole, of the forms' own labels, and with everything in it that it runs."""

from __future__ import annotations

import hashlib
import io
import json
import re
import subprocess
import sys
import zipfile
from importlib import resources
from pathlib import Path

import pytest

from gongkai.desk import page_file, runtime
from gongkai.desk.bundle import bundle, only_names_and_characters
from gongkai.desk.layout import layouts
from gongkai.desk.page_file import DeskMaker, Office
from gongkai.desk.runtime import FILES, KEPT, NoRuntime, Runtime, find_runtime
from gongkai.fonts import OURS, read_faces
from gongkai.forms import statutory_forms
from gongkai.tables import cell_id
from tests.helpers.commands import gongkai_here
from tests.helpers.support import AGENCY, ROOT, write_files

LOADED = tuple(
    f"gongkai.{name}"
    for name in (
        "desk.session",
        "pages",
        "readings.opening",
        "readings.ofd",
        "writers.data.cells_csv",
        "writers.html.fragment",
        "writers.html.standalone",
        "writers.office.xlsx",
        "writers.yaml.from_reading",
    )
)
"""All that the desk loads, some of it only when it is asked for."""
PAGE = Path(str(resources.files("gongkai") / "desk" / "page"))

pytestmark = pytest.mark.builds


@pytest.fixture(scope="module")
def desk() -> str:
    """With a few bytes for Pyodide."""
    office = Office("office", "样例</script>办公室", "部门", 2025, {"office/agency.yml": AGENCY}, {})
    return DeskMaker(Runtime(dict.fromkeys(FILES, b"nothing"))).make(office).decode()


def part(desk: str, name: str) -> str:
    found = re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', desk, re.DOTALL)
    assert found is not None
    return found[1]


def test_every_script_of_the_page_is_in_it(desk: str) -> None:
    for path in PAGE.glob("*.js"):
        first = path.read_text(encoding="utf-8").splitlines()[0]
        assert desk.count(first) == 1, path.name
    assert not re.search(r"\{\{\w+\}\}", desk)


def test_what_is_inside_ends_no_script(desk: str) -> None:
    assert json.loads(part(desk, "office"))["name"] == "样例</script>办公室"


def test_it_can_be_sent_by_mail() -> None:
    """With Pyodide, where it is there: at most 11 MB."""
    try:
        maker = DeskMaker(find_runtime(ROOT))
    except NoRuntime:
        pytest.skip("没有 Pyodide（make desk 会取来），跳过 / no Pyodide: make desk brings it; skipped")
    assert len(maker.make(Office())) <= 11_000_000


@pytest.mark.builds
def test_nothing_asks_for_a_module_that_the_browser_has_not() -> None:
    """Those that `tools/compile_library.mjs` leaves out of Python's library."""
    script = (ROOT / "tools/compile_library.mjs").read_text(encoding="utf-8")
    (unused,) = re.findall(r'UNUSED = """(.*?)"""', script, re.DOTALL)
    code = f"import json, sys, {', '.join(LOADED)}; print(json.dumps(list(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert set(unused.split()) & set(json.loads(done.stdout)) == set()


def test_nothing_may_be_loaded(desk: str) -> None:
    assert "default-src 'none'" in desk
    assert not re.findall(r'(?:src|href)="https?:', desk)


def test_every_cell_of_every_form_is_drawn_once() -> None:
    for form, drawn in zip(reversed([f for f in statutory_forms() if f.tables]), layouts(), strict=True):
        text = json.dumps(drawn)
        for table in form.tables:
            assert [name for name in table.cells if text.count(f'"id": "{cell_id(name)}"') != 1] == []
        assert len(drawn["sums"]) == len(form.identities)  # type: ignore[arg-type]


def test_a_font_of_names_has_the_same_characters(tmp_path: Path) -> None:
    for font in OURS.glob("*.ttf"):
        small = tmp_path / font.name
        small.write_bytes(only_names_and_characters(font.read_bytes()))
        (before,), (after,) = read_faces(font), read_faces(small)
        assert (after.names, after.characters) == (before.names, before.characters)
        assert small.stat().st_size < 200_000


def test_the_same_sources_give_the_same_bytes() -> None:
    made = bundle()
    assert made == bundle()
    names = zipfile.ZipFile(io.BytesIO(made)).namelist()
    assert {
        "gongkai/desk/session.py",
        "gongkai/forms/2021.yml",
        "yaml/__init__.py",
        "justhtml/__init__.py",
    } <= set(names)
    assert not [
        name for name in names if name.startswith(("gongkai/cli/", "gongkai/plugin/")) or name.endswith(".so")
    ]


def test_another_runtime_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoRuntime, match="make desk"):
        find_runtime(tmp_path)
    write_files(tmp_path / KEPT, dict.fromkeys(FILES, b"other"))
    with pytest.raises(NoRuntime, match="损坏"):
        find_runtime(tmp_path)


@pytest.fixture
def with_runtime(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a data folder, and a runtime of a few bytes."""
    content = dict.fromkeys(FILES, b"nothing")
    write_files(tmp_path / KEPT, content)
    monkeypatch.setattr(runtime, "FILES", {n: hashlib.sha256(d).hexdigest() for n, d in content.items()})
    report = "年度: 2020\n章节: [{标题: 概述, 内容: 依法公开。}]\n"
    write_files(
        tmp_path,
        {
            "data/office/agency.yml": AGENCY,
            "data/office/2020.yml": report,
            "mkdocs.yml": "plugins: [gongkai: {rules: {overlap: off}}]\n",
        },
    )
    return tmp_path


def test_a_desk_of_no_office(with_runtime: Path) -> None:
    done = gongkai_here(with_runtime, "desk", "--output", "out")
    assert (done.status, done.said) == (0, "已写出 out/工作台.html\n")


def test_an_office_finds_its_files_and_settings(with_runtime: Path) -> None:
    done = gongkai_here(with_runtime, "desk", "office", "--year", "2021", "--output", "out")
    assert done.status == 0, done.said
    made = (with_runtime / "out/工作台-样例区人民政府办公室-2021.html").read_text(encoding="utf-8")
    office = json.loads(part(made, "office"))
    assert sorted(office["files"]) == ["office/2020.yml", "office/agency.yml"]
    assert (office["agency"], office["year"], office["options"]) == (
        "office",
        2021,
        {"rules": {"overlap": False}},
    )


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("desk",), "--output"),
        (("desk", "offic", "--output", "out"), "是不是 office"),
        (("desk", "--year", "21", "--output", "out"), "四位年度"),
        (("desk", "office", "--output", "data/out"), "不能写到数据文件夹"),
    ],
)
def test_wrong_use(with_runtime: Path, arguments: tuple[str, ...], why: str) -> None:
    done = gongkai_here(with_runtime, *arguments)
    assert done.status == 2
    assert why in done.said


def test_scripts_are_listed_in_the_order_they_build_on_each_other() -> None:
    assert {f"{name}.js" for name in page_file.SCRIPTS} | {"worker.js"} == {
        path.name for path in PAGE.glob("*.js")
    }
