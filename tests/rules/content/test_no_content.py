"""G312: what chapter one must hold."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest

from gongkai.findings import Place
from gongkai.model import Archive
from gongkai.prose import Line, Narrative
from gongkai.rules import all_rules, inspect
from gongkai.settings import Settings
from tests.helpers.marked import slip
from tests.helpers.support import AGENCY, NARRATIVES, read_files, report_text, undated

WITHOUT_DATES = Settings(rules={"deadline": False})
FIVE = "主动公开信息12条，依申请公开有序，信息管理规范，平台运行平稳，监督保障有力。"


def said(folder: Path, text: str, year: int = 2021) -> list[tuple[int, int, str]]:
    """Line, column and message of what G312 finds."""
    name = "haishu-office-2021" if year >= 2021 else "shanghai-office-2019"
    report = slip(undated(report_text(name, year)), NARRATIVES["总体情况"], text)
    files = {"office/agency.yml": AGENCY, f"office/{year}.yml": report}
    found = read_files(folder, files, WITHOUT_DATES)[1]
    return [(f.place.line, f.place.column, f.message) for f in found if f.code == "G312"]


class TestNoContent:
    """At the first line of the chapter."""

    def test_all_is_there(self, tmp_path: Path) -> None:
        assert said(tmp_path, FIVE) == []

    def test_traditional_characters(self, tmp_path: Path) -> None:
        text = "主動公開資訊12條，依申請公開有序，資訊管理規範，網站運行平穩，監督保障有力。"
        assert said(tmp_path, text) == []

    def test_a_figure_is_a_number(self, tmp_path: Path) -> None:
        assert said(tmp_path, FIVE.replace("12条", "{{ 新收.总计 }}条")) == []

    @pytest.mark.parametrize("number", ["", "，2021年", "，落实国办发〔2021〕30号", "，第20条"])
    def test_no_number_of_its_own(self, tmp_path: Path, number: str) -> None:
        found = said(tmp_path, FIVE.replace("12条", number))
        assert found == [(3, 3, "“总体情况”没有一个说明工作的数字")]

    @pytest.mark.parametrize(
        ("words", "name"),
        [
            ("主动公开信息12条，", "主动公开"),
            ("依申请公开有序，", "依申请公开"),
            ("信息管理规范，", "政府信息管理"),
            ("平台运行平稳，", "政府信息公开平台建设"),
            ("监督保障有力", "监督保障"),
        ],
    )
    def test_one_is_missing(self, tmp_path: Path, words: str, name: str) -> None:
        assert said(
            tmp_path,
            "培训方案3份。" + FIVE.replace(words, "") if name != "监督保障" else FIVE.replace(words, ""),
        ) == [(3, 3, f"“总体情况”没有写到{name}")]

    def test_the_form_of_2019_asked_for_less(self, tmp_path: Path) -> None:
        assert said(tmp_path, "有序推进。", 2019) == []


class Written(NamedTuple):
    """A line of no_content.tsv: what a made-up office writes of one of the five, ｜ for a new line."""

    office: str
    aspect: str
    said: str
    """elsewhere: what it writes of others says a word of it too; free: its items have no names, and it may be in any words."""
    text: str


def written() -> list[Written]:
    with Path(__file__).with_name("no_content.tsv").open(encoding="utf-8", newline="") as file:
        return [Written(**row) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


WRITTEN = written()
OFFICES = list(dict.fromkeys(each.office for each in WRITTEN if each.office))


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """One report, whose first chapter is exchanged."""
    folder = tmp_path_factory.mktemp("content")
    files = {"office/agency.yml": AGENCY, "office/2021.yml": undated(report_text("haishu-office-2021", 2021))}
    return read_files(folder, files, WITHOUT_DATES)[0]


def told(archive: Archive, text: str) -> str:
    """What G312 says of a first chapter; empty where it is content."""
    place = Place("x.yml", 1, 1)
    lines = tuple(Line(line, place) for line in text.split("｜"))
    report = replace(archive.reports[0], narratives={"overview": Narrative((), place, lines)})
    only = Settings(rules={rule.name: rule.code == "G312" for rule in all_rules()})
    return "".join(finding.message for finding in inspect(replace(archive, reports=(report,)), (), only))


class TestOffices:
    """Offices that say each of the five in their own words."""

    @pytest.mark.parametrize("office", OFFICES)
    def test_all_is_there(self, archive: Archive, office: str) -> None:
        assert told(archive, "｜".join(each.text for each in WRITTEN if each.office == office)) == ""

    @pytest.mark.parametrize(
        ("office", "aspect"),
        [
            (each.office, each.aspect)
            for each in WRITTEN
            if each.office and each.aspect != "intro" and not each.said
        ],
    )
    def test_one_is_missing(self, archive: Archive, office: str, aspect: str) -> None:
        rest = [each.text for each in WRITTEN if each.office == office and each.aspect != aspect]
        assert told(archive, "｜".join(rest)).endswith(f"没有写到{aspect}")

    @pytest.mark.parametrize("text", [each.text for each in WRITTEN if each.aspect == "no number"])
    def test_no_number(self, archive: Archive, text: str) -> None:
        assert told(archive, text) == "“总体情况”没有一个说明工作的数字"

    @pytest.mark.parametrize("text", [each.text for each in WRITTEN if each.aspect == "number"])
    def test_a_number(self, archive: Archive, text: str) -> None:
        assert told(archive, text) == ""
