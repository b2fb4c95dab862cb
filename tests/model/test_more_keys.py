"""What offices publish beside their tables and chapters: text above a table, a period, who signed."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from gongkai.documents.formats import FORMATS
from gongkai.model import Archive, Report
from gongkai.pages import Paragraph, plain_text
from gongkai.pages.report import report_page
from gongkai.readings.compare import compare
from gongkai.readings.opening import read_file
from gongkai.readings.report_json import read_json
from gongkai.settings import Settings
from gongkai.writers.data.report_json import write_json
from gongkai.writers.yaml.report import write_yaml
from tests.helpers.marked import only_at_marks, slip
from tests.helpers.support import AGENCY, NARRATIVES, read_files, read_text

TABLE = "收到和处理政府信息公开申请情况:\n"
OVERVIEW = f"  {NARRATIVES['总体情况']}\n"


def read(folder: Path, text: str) -> tuple[Report, Archive]:
    """The one report of that text, in which nothing is wrong."""
    archive, found = read_files(folder, {"office/agency.yml": AGENCY, "office/2021.yml": text})
    assert found == (), [f.message for f in found]
    return archive.reports[0], archive


def given(sample: str) -> str:
    """A report with all of it."""
    text = slip(
        sample, TABLE, f"{TABLE}  正文: |\n    全年新收申请41件。\n    （一）办理情况\n    均已答复。\n"
    )
    return (
        text
        + "抬头: 样例区人民政府文件\n签发人: 王某某\n统计期限: {起: 2021-03-01, 止: 2021-12-31}\n落款: |\n  样例区人民政府\n  样例区人民政府办公室\n"
    )


class TestThereAndBack:
    """Each is read, shown, and kept by the formats that keep a report."""

    def test_read(self, tmp_path: Path, sample: str) -> None:
        report, _ = read(tmp_path, given(sample))
        assert report.signer == "王某某"
        assert report.letterhead == "样例区人民政府文件"
        assert report.period == (datetime.date(2021, 3, 1), datetime.date(2021, 12, 31))
        assert "全年新收申请41件。" in {line.text for text in report.all_narratives for line in text.lines}

    def test_yaml(self, tmp_path: Path, sample: str) -> None:
        report, _ = read(tmp_path / "a", given(sample))
        again, _ = read(tmp_path / "b", write_yaml(report))
        assert write_yaml(again) == write_yaml(report)
        assert (again.signer, again.period, again.signature) == (report.signer, report.period, report.signature)
        assert again.letterhead == report.letterhead
        assert "正文: |" in write_yaml(report)

    def test_json(self, tmp_path: Path, sample: str) -> None:
        report, archive = read(tmp_path, given(sample))
        again = read_json(write_json(report, archive))
        assert (again.signer, again.own_period, again.signature) == (
            report.signer,
            report.own_period,
            report.signature,
        )
        assert again.letterhead == report.letterhead
        assert again.narratives.keys() == report.narratives.keys()


class TestShown:
    """On the page and in every document, and read from there as the same report."""

    def test_above_the_title(self, tmp_path: Path, sample: str) -> None:
        report, archive = read(tmp_path, given(sample))
        kinds = [type(b).__name__ for b in report_page(report, archive).blocks]
        at = kinds.index("Title")
        above = report_page(report, archive).blocks[at - 1]
        assert isinstance(above, Paragraph)
        assert plain_text(above.inlines) == "样例区人民政府文件"

    @pytest.mark.parametrize(
        "name", ["docx", "html", "fragment", pytest.param("pdf", marks=pytest.mark.builds)]
    )
    def test_and_back(self, tmp_path: Path, sample: str, name: str) -> None:
        report, archive = read(tmp_path, given(sample))
        (reading,) = read_file(FORMATS[name].write(report, archive, Settings()), f"2021.{name}")
        assert compare(report, archive, reading) == []
        assert reading.letterhead == report.letterhead


class TestChecked:
    """Text above a table is checked as any text is."""

    def test_a_number_that_the_table_does_not_give(self, tmp_path: Path, sample: str) -> None:
        text = slip(sample, TABLE, f"{TABLE}  正文: |\n    全年新收政府信息公开申请▶42件。\n")
        only_at_marks(tmp_path, text, "G501")

    def test_a_period_of_its_own(self, tmp_path: Path, sample: str) -> None:
        text = slip(sample, OVERVIEW, f"{OVERVIEW}  统计期限为2021年3月1日至2021年12月31日。\n")
        _, found = read_text(tmp_path / "a", text)
        assert [f.code for f in found] == ["G503"]
        read(tmp_path / "b", text + "统计期限: {起: 2021-03-01, 止: 2021-12-31}\n")

    @pytest.mark.parametrize(
        ("period", "code"),
        [("{起: 2021-03-01, 止: ▶2021-02-01}", "G307"), ("▶{起: 2021-03-01}", "G301"), ("▶全年", "G301")],
    )
    def test_a_wrong_period(self, tmp_path: Path, sample: str, period: str, code: str) -> None:
        only_at_marks(tmp_path, f"{sample}统计期限: {period}\n", code)

    def test_a_date_in_the_second_line_of_the_signature(self, tmp_path: Path, sample: str) -> None:
        text = f"{sample}落款: |\n  样例区人民政府办公室\n  ▶2021年1月20日\n"
        only_at_marks(tmp_path, text, "G503")
