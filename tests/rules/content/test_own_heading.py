"""G313 and 章节标题: chapters that were published under other headings than the form's."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.documents.formats import FORMATS
from gongkai.findings import Level
from gongkai.model import Archive, Report
from gongkai.pages import Heading, plain_text
from gongkai.pages.report import report_page
from gongkai.readings.compare import compare
from gongkai.readings.opening import read_file
from gongkai.readings.report_json import read_json
from gongkai.settings import Settings
from gongkai.writers.data.report_json import write_json
from gongkai.writers.yaml.from_reading import write_reading
from gongkai.writers.yaml.report import write_yaml
from tests.helpers.marked import only_at_marks, slip
from tests.helpers.support import AGENCY, positions, read_files

PROBLEMS = "五、存在的主要问题及改进情况"


def read(folder: Path, text: str) -> tuple[Report, Archive]:
    """The one report of that text, of which only its headings are told."""
    archive, found = read_files(folder, {"office/agency.yml": AGENCY, "office/2021.yml": text})
    assert {f.code for f in found} <= {"G313"}, [f.message for f in found]
    return archive.reports[0], archive


def headings(report: Report, archive: Archive) -> list[str]:
    """The headings of the chapters on the page."""
    blocks = report_page(report, archive).blocks
    return [plain_text(b.inlines) for b in blocks if isinstance(b, Heading) and b.level == 2]


class TestFound:
    """At the heading."""

    @pytest.mark.parametrize(
        "given",
        [
            "章节标题: {五: ▶整改措施}",
            "章节标题: {五: ▶五、整改措施, 四: ▶政府信息公开行政复议和行政诉讼情况}",
            "章节标题:\n  二: ▶一、主动公开政府信息情况",
        ],
    )
    def test_another(self, tmp_path: Path, sample: str, given: str) -> None:
        found = only_at_marks(tmp_path, f"{sample}{given}\n", "G313")
        assert {f.level for f in found} == {Level.INFO}

    @pytest.mark.parametrize("given", ["存在的主要问题及改进情况", PROBLEMS])
    def test_the_same(self, tmp_path: Path, sample: str, given: str) -> None:
        report, _ = read(tmp_path, f"{sample}章节标题: {{五: {given}}}\n")
        assert report.own_headings == {}

    def test_what_is_said(self, tmp_path: Path, sample: str) -> None:
        (found,) = only_at_marks(tmp_path, f"{sample}章节标题: {{五: ▶整改措施}}\n", "G313")
        assert found.message == f"第五部分的标题写作“五、整改措施”，格式为“{PROBLEMS}”"


class TestWrong:
    """Of another shape than it should have."""

    @pytest.mark.parametrize(
        ("given", "code"),
        [
            ("章节标题: ▶整改措施", "G301"),
            ("章节标题: {▶七: 附表}", "G301"),
            ("章节标题: {五: ▶[整改措施]}", "G307"),
            ("章节标题: {五: ▶~}", "G301"),
            ("▶章节: [{标题: 概述, 内容: 无。}]", "G301"),
        ],
    )
    def test_shape(self, tmp_path: Path, sample: str, given: str, code: str) -> None:
        only_at_marks(tmp_path, f"{sample}{given}\n", code)

    def test_of_a_form_without_chapters(self, tmp_path: Path) -> None:
        text = "年度: 2016\n章节:\n  - {标题: 概述, 内容: 主动公开信息3条。}\n▶章节标题: {五: 整改措施}\n"
        only_at_marks(tmp_path, text, "G301", 2016)


class TestShown:
    """As it was published, everywhere."""

    def test_page(self, tmp_path: Path, sample: str) -> None:
        shown = headings(*read(tmp_path, f"{sample}章节标题: {{五: 整改措施, 二: 一、主动公开情况}}\n"))
        assert [shown[1], shown[4]] == ["一、主动公开情况", "五、整改措施"]

    def test_yaml(self, tmp_path: Path, sample: str) -> None:
        report, _ = read(tmp_path / "a", f"{sample}章节标题: {{五: 整改措施, 二: 一、主动公开情况}}\n")
        written = write_yaml(report)
        assert "章节标题: {二: 一、主动公开情况, 五: 整改措施}\n" in written
        again, _ = read(tmp_path / "b", written)
        assert write_yaml(again) == written

    def test_json(self, tmp_path: Path, sample: str) -> None:
        report, archive = read(tmp_path, f"{sample}章节标题: {{五: 整改措施}}\n")
        again = read_json(write_json(report, archive))
        assert {id_: own.text for id_, own in again.own_headings.items()} == {"problems": "五、整改措施"}

    @pytest.mark.parametrize(
        "name", ["docx", "html", "fragment", pytest.param("pdf", marks=pytest.mark.builds)]
    )
    def test_documents_and_back(self, tmp_path: Path, sample: str, name: str) -> None:
        report, archive = read(tmp_path, f"{sample}章节标题: {{五: 整改措施, 四: 复议诉讼情况}}\n")
        (reading,) = read_file(FORMATS[name].write(report, archive, Settings()), f"2021.{name}")
        assert compare(report, archive, reading) == []
        assert reading.own_headings == {"problems": "五、整改措施", "disputes": "四、复议诉讼情况"}
        written = write_reading(reading, archive.agencies["office"], 2021, draft=False)
        assert "章节标题: {四: 复议诉讼情况, 五: 整改措施}\n" in written

    def test_a_doubt_says_so(self, tmp_path: Path, sample: str) -> None:
        report, archive = read(tmp_path, f"{sample}章节标题: {{五: 整改措施}}\n")
        (reading,) = read_file(FORMATS["html"].write(report, archive, Settings()), "2021.html")
        assert f"标题“五、整改措施”按“{PROBLEMS}”读入，请核对" in {doubt.text for doubt in reading.doubts}

    def test_in_other_findings(self, tmp_path: Path, sample: str) -> None:
        text = slip(sample, "主动公开的时效有待提高，将逐月检查。", "无。")
        files = {"office/agency.yml": AGENCY, "office/2021.yml": f"{text}章节标题: {{五: 整改措施}}\n"}
        _, found = read_files(tmp_path, files)
        assert [code for code, *_ in positions(found)] == ["G304", "G313"]
        assert "“五、整改措施”没有写内容" in {f.message for f in found}
