"""Reports as offices published them."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.findings import CellName
from gongkai.model import read_archive
from gongkai.readings.opening import read_file
from gongkai.readings.reading import Reading
from gongkai.rules import inspect
from gongkai.settings import Settings
from gongkai.writers.yaml.from_reading import write_reading
from tests.helpers.support import AGENCY, ROOT, write_files

REPORTS = ROOT.parent / "shared" / "reports"


def reading_of(name: str) -> Reading:
    path = REPORTS / name
    if not path.is_file():
        pytest.skip(
            f"没有 {path}：实例在 ../shared 里，这里没有 / the published reports are not beside this checkout"
        )
    (reading,) = read_file(path.read_bytes(), name)
    return reading


def texts(reading: Reading, section: str) -> list[str]:
    return next([line.text for line in c.lines] for c in reading.chapters if c.section == section)


def test_the_sample_is_read_whole_from_its_text() -> None:
    reading = reading_of("haishu-office-2021.txt")
    archive, _ = read_archive(ROOT / "data", ROOT)
    report = archive.by_agency["haishu-office"][2021]
    assert (reading.agency_name, reading.year) == (report.agency_name, 2021)
    assert {name: placed.cell.text for name, placed in reading.cells.items()} == {
        name: cell.text for name, cell in report.cells.items()
    }
    assert not (reading.doubts)
    assert not (reading.unplaced)
    assert not (reading.missing)
    assert not (reading.rest)


def test_paragraphs_of_the_sample_are_joined_where_its_pages_broke() -> None:
    reading = reading_of("haishu-office-2021.txt")
    source = (REPORTS / "haishu-office-2021.txt").read_text(encoding="utf-8")
    overview = texts(reading, "overview")
    assert len(overview) == 10
    assert any("专题网页，集中公开优化营商环境" in text for text in overview)
    assert len(texts(reading, "problems")) == 2
    assert texts(reading, "others") == ["无。"]
    # Every sentence of the source stands in the reading.
    read = "".join(line.text for chapter in reading.chapters for line in chapter.lines)
    read += "".join(line.text for line in reading.preamble)
    said = "".join("".join(line.split()) for line in source.split("\n") if "。" in line and "\t" not in line)
    assert "".join(read.split()) == said.replace("其他需要报告的事项", "") or all(
        sentence in "".join(read.split()) for sentence in said.split("。")
    )


@pytest.mark.builds
def test_a_pdf_is_read_and_check_finds_its_wrong_totals(tmp_path: Path) -> None:
    reading = reading_of("hongze-2023.pdf")
    assert len(reading.cells) == 186
    assert reading.form.merged == ("other",)
    assert not (reading.unplaced)
    assert not (reading.missing)
    # 2.其他法律行政止公开 is a label misspelt by three characters, and said.
    assert [doubt.text for doubt in reading.doubts] == [
        "“2.其他法律行政止公开”按“2.其他法律行政法规禁止公开”读入，请核对"
    ]
    write_files(tmp_path / "data", {"hongze/agency.yml": AGENCY})
    archive, _ = read_archive(tmp_path / "data", tmp_path)
    text = write_reading(reading, archive.agencies["hongze"], 2023, draft=False)
    write_files(tmp_path / "data", {"hongze/2023.yml": text})
    archive, problems = read_archive(tmp_path / "data", tmp_path)
    found = inspect(archive, problems, Settings())
    assert [finding.cell for finding in found if finding.code == "G104"] == [
        CellName("t4", "review", "total"),
        CellName("t4", "suit-after-review", "total"),
    ]
    assert not [finding for finding in found if finding.code in ("G201", "G202", "G203", "G301")]


@pytest.mark.builds
def test_lines_of_a_pdf_are_joined_to_its_paragraphs() -> None:
    reading = reading_of("hongze-2023.pdf")
    overview = texts(reading, "overview")
    assert [text[:3] for text in overview] == [
        "202",
        "（一）",
        "（二）",
        "（三）",
        "加强区",
        "（四）",
        "（五）",
    ]
    assert any("严格执行“分级审核、先审后发”程序" in text for text in overview)


@pytest.mark.builds
def test_the_tables_of_a_pdf_as_text_are_read_or_said() -> None:
    reading = reading_of("hongze-2023.txt")
    whole = reading_of("hongze-2023.pdf")
    for name, placed in reading.cells.items():
        assert placed.cell.text == whole.cells[name].cell.text
    assert reading.missing == ("表四",)
    # Its totals are wrong, so that nobody can tell whether its columns are in the usual order.
    assert any("“10 1 0 0 0 0 0 0 0 0 5 0 0 0 0”" in text for text in reading.unplaced_rows)


def test_a_report_before_2019_is_read_as_free_form() -> None:
    reading = reading_of("jianxin-2018.txt")
    assert (reading.form.is_free, reading.year, reading.agency_name) == (True, 2018, "建新镇")
    assert [chapter.title for chapter in reading.chapters] == [
        "主动公开政府信息的情况",
        "政府信息依申请公开办理情况",
        "依申请信息公开收费情况",
        "复议、诉讼和申诉情况",
    ]
    assert reading.signature == "遂溪县建新镇人民政府"
    assert str(reading.written) == "2018-12-31"
