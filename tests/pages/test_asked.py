"""What can be asked of each number of a report."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.pages.asked import Asked, AskedCell, asked
from tests.helpers.marked import slip
from tests.helpers.support import AGENCY, NARRATIVES, published_cells, read_files, report_text

TEXT = "全年新收政府信息公开申请41件；办结{{ 办结.总计 }}件。较上年增加4件。"


def of(folder: Path, text: str, before: str | None = None) -> Asked:
    files = {"office/agency.yml": AGENCY, "office/2021.yml": text}
    if before is not None:
        files["office/2020.yml"] = before
    archive, _ = read_files(folder, files)
    reports = archive.by_agency["office"]
    return asked(reports[2021], reports.get(2020), archive)


def cell(found: Asked, id_: str) -> AskedCell:
    (one,) = (cell for row in found.rows for cell in row.cells if cell.id == id_)
    return one


def test_the_sums_of_a_number_with_their_other_sides(tmp_path: Path) -> None:
    found = of(tmp_path, report_text("haishu-office-2021", 2021))
    sums = [found.sums[number - 1] for number in cell(found, "t3-new-total").sums]
    assert sums == [
        "一、本年新收政府信息公开申请数量：自然人 37＋商业企业 4（其余为0）＝总计 41（相符）",
        "总计：一、本年新收政府信息公开申请数量 41＋二、上年结转政府信息公开申请数量 0＝（七）总计 40＋四、结转下年度继续办理 1（相符）",
    ]


def test_a_sum_that_does_not_hold_says_by_how_much(tmp_path: Path) -> None:
    text = slip(report_text("haishu-office-2021", 2021), "[37, 4, 0, 0, 0, 0, 41]", "[37, 4, 0, 0, 0, 0, 42]")
    found = of(tmp_path, text)
    assert found.sums[cell(found, "t3-new-total").sums[0] - 1].endswith("＝总计 42（不符，左边减右边得-1）")


def test_a_blank_is_no_zero(tmp_path: Path) -> None:
    text = slip(report_text("haishu-office-2021", 2021), "[37, 4, 0, 0, 0, 0, 41]", "[37, 4, ~, 0, 0, 0, 41]")
    found = of(tmp_path, text)
    blank = cell(found, "t3-new-research")
    assert blank.text == "空白"
    assert "科研机构 空白" in found.sums[blank.sums[0] - 1]
    assert found.sums[blank.sums[0] - 1].endswith("（有的格没有数，不核对）")


def test_last_years_number(tmp_path: Path) -> None:
    before = report_text("shanghai-office-2019", 2020)
    found = of(tmp_path, report_text("haishu-office-2021", 2021), before)
    assert found.before == 2020
    (published,) = (
        each.value
        for each in published_cells("shanghai-office-2019")
        if each.row.startswith("一、本年新收") and each.column == "总计"
    )
    assert cell(found, "t3-new-total").before == published


def test_the_sentences_that_speak_of_it(tmp_path: Path, sample: str) -> None:
    found = of(tmp_path, slip(sample, NARRATIVES["总体情况"], TEXT))

    def said(id_: str) -> list[str]:
        return [found.passages[number - 1] for number in cell(found, id_).passages]

    assert said("t3-result-total-total") == ["办结40件。"]
    assert said("t3-new-natural") == []


@pytest.mark.parametrize("said", ["41件", "４１件", "041件", "四十一件"])
def test_a_number_however_it_is_written(said: str, tmp_path: Path, sample: str) -> None:
    text = slip(sample, NARRATIVES["总体情况"], f"全年新收政府信息公开申请{said}。")
    assert cell(of(tmp_path, text), "t3-new-total").passages


def test_its_line_in_the_data(tmp_path: Path) -> None:
    text = report_text("haishu-office-2021", 2021)
    found = of(tmp_path, text)
    line = text.split("\n")[cell(found, "t3-new-total").line - 1]
    assert "[37, 4, 0, 0, 0, 0, 41]" in line
