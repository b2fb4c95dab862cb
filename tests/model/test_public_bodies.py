"""Schools, hospitals and the like: no notice binds them to a form, and no law gives them a day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from gongkai.findings import Finding
from gongkai.model import Archive, last_day, usual_form
from gongkai.model.agency import AgencyKind
from gongkai.reporting.publication import State, publications
from gongkai.settings import Settings
from gongkai.writers.yaml.new_report import NewReport, write_new_report
from tests.helpers.support import positions, read_files

SCHOOL = "名称: 样例区第一中学\n类别: 公共企事业单位\n"
REPORT = """年度: 2022
统计期限: {起: 2022-09-01, 止: 2023-08-31}
章节:
  - 标题: 概述
    内容: 本学年公开招生、收费等信息36条。
"""


def read(
    folder: Path, text: str, agency: str = SCHOOL, year: int = 2022
) -> tuple[Archive, tuple[Finding, ...]]:
    files = {"school/agency.yml": agency, f"school/{year}.yml": text}
    return read_files(folder, files, Settings(rules={"no-content": False}))


class TestFree:
    """The free form is theirs in any year."""

    def test_without_a_word(self, tmp_path: Path) -> None:
        archive, found = read(tmp_path, REPORT)
        assert archive.reports[0].form.is_free
        assert found == ()

    def test_said_so(self, tmp_path: Path) -> None:
        _, found = read(tmp_path, f"{REPORT}格式: 自由\n")
        assert found == ()

    def test_before_the_law(self, tmp_path: Path) -> None:
        text = "年度: 2006\n章节:\n  - {标题: 概述, 内容: 本学年公开招生信息3条。}\n"
        assert read(tmp_path, text, year=2006)[1] == ()

    def test_a_form_of_agencies_in_another_year(self, tmp_path: Path, sample: str) -> None:
        _, found = read(tmp_path, sample.replace("年度: 2021", "年度: 2022\n格式: 2021"))
        assert positions(found, "G302", "G701") == []

    @pytest.mark.parametrize(("kind", "code"), [("部门", "G301"), ("公共企事业单位", "")])
    def test_only_theirs(self, tmp_path: Path, kind: str, code: str) -> None:
        _, found = read(tmp_path, REPORT, f"名称: 样例区第一中学\n类别: {kind}\n")
        assert ("G301" in {f.code for f in found}) is bool(code)

    def test_only_a_file(self, tmp_path: Path) -> None:
        text = "年度: 2022\n附件:\n  - {文件: 年报.pdf}\n"
        files: dict[str, str | bytes] = {"school/agency.yml": SCHOOL, "school/2022.yml": text}
        files["school/2022/年报.pdf"] = b"%PDF-1.7\n"
        assert read_files(tmp_path, files, Settings())[1] == ()


class TestDay:
    """Nothing is late, and nothing is said of a date."""

    def test_no_day(self) -> None:
        assert last_day(AgencyKind.PUBLIC_BODY, 2022) is None
        assert last_day(AgencyKind.PUBLIC_BODY, 2012) is None
        assert last_day(AgencyKind.DEPARTMENT, 2022) == date(2023, 1, 31)

    @pytest.mark.parametrize("day", ["2023-10-20", "2022-06-01", "2042-01-01"])
    def test_silent(self, tmp_path: Path, day: str) -> None:
        assert read(tmp_path, f"{REPORT}发布日期: {day}\n")[1] == ()

    def test_on_time(self, tmp_path: Path) -> None:
        archive, _ = read(tmp_path, f"{REPORT}发布日期: 2023-10-20\n")
        (only,) = publications(archive, Settings(), lambda *_: True)
        assert (only.state, only.last_day, only.days_late) == (State.ON_TIME, None, 0)


def test_new(tmp_path: Path) -> None:
    archive, _ = read(tmp_path, REPORT)
    agency = archive.agencies["school"]
    form = usual_form(agency.kind, 2023)
    assert form is not None
    text = write_new_report(NewReport(agency, 2023, form, last_day(agency.kind, 2023), None))
    assert "report-free" in text
    assert "应在" not in text
    assert "章节:" in text
