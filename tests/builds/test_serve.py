"""`mkdocs serve`: an edit of a YAML file is seen in the page, and a mistake in it ends nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.commands import MKDOCS, project, site_config
from tests.helpers.marked import slip
from tests.helpers.servers import Server
from tests.helpers.support import write_files

SENTENCE = "本机关依法公开政府信息。"
pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="the server is ended by a signal"),
    pytest.mark.thorough,
]


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


@pytest.mark.parametrize(
    ("more", "option"), [("strict: true\n", []), ("", ["--strict"])], ids=["file", "option"]
)
def test_strict_ends_no_preview(tmp_path: Path, sample: str, more: str, option: list[str]) -> None:
    """A finding there from the start, one typed while it runs, an agency emptied, the folder of the data gone."""
    broken = slip(sample, "予以公开: [18,", "予以公开: [17,")
    project(tmp_path, {"2021.yml": broken}, site_config(plugins="[gongkai]", more=more))
    server = Server(tmp_path, lambda address: [*MKDOCS, "serve", *option, "--dev-addr", address])
    try:
        server.page(REPORT, "最可能填错")
        server.edit(sample)
        server.page(REPORT, SENTENCE, without="最可能填错")
        server.edit(slip(sample, "行政许可: 0", "行政许可：0"))
        server.page(REPORT, "G203")
        server.edit(sample)
        server.page(REPORT, SENTENCE, without="G203")
        agency = (tmp_path / "data/office/agency.yml").read_bytes()
        write_files(tmp_path, {"data/office/agency.yml": ""})
        server.page("reports/", "agency.yml")
        write_files(tmp_path, {"data/office/agency.yml": agency})
        server.page(REPORT, SENTENCE)
        (tmp_path / "data").rename(tmp_path / "renamed")
        server.page(REPORT, "没有数据文件夹")
        (tmp_path / "renamed").rename(tmp_path / "data")
        server.page(REPORT, SENTENCE, without="没有数据文件夹")
        server.edit(sample.replace(SENTENCE, "本机关改写了这一段。"))
        server.page(REPORT, "本机关改写了这一段。")
    finally:
        server.end()
