"""统计范围: a body with two reports a year, each of which speaks of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.model import Archive
from gongkai.pages import Facts, plain_text
from gongkai.pages.report import preamble, report_page
from gongkai.series import agencies_of_year, roll_up
from tests.helpers.support import NARRATIVES, positions, read_files

OWN = "名称: 云岭海关\n类别: 部门\n统计范围: 本级\n"
WHOLE = "名称: 云岭海关（全关区）\n类别: 部门\n统计范围: 全关区\n"
LINE = 3
"""On which the first chapter says what is tried."""


def read(
    folder: Path, sample: str, own: str, whole: str, agency: str = WHOLE
) -> tuple[Archive, list[tuple[str, str, int]]]:
    """Both reports with a sentence each in the first chapter; file, code and line of what is found in them."""
    usual = NARRATIVES["总体情况"]
    files = {
        "customs/agency.yml": OWN,
        "customs/2021.yml": sample.replace(usual, f"{usual}{own}"),
        "customs/whole/agency.yml": agency,
        "customs/whole/2021.yml": sample.replace(usual, f"{usual}{whole}"),
    }
    archive, found = read_files(folder, files)
    return archive, [(f.place.file.removeprefix("data/"), f.code, f.place.line) for f in found]


class TestText:
    """A scope's own words are checked, others are somebody else's."""

    @pytest.mark.parametrize("who", ["全关区", "2021年，全关区", "本关", "云岭海关", "云岭关区"])
    def test_of_the_whole(self, tmp_path: Path, sample: str, who: str) -> None:
        _, found = read(tmp_path, sample, "", f"{who}新收政府信息公开申请42件。")
        assert found == [("customs/whole/2021.yml", "G501", LINE)]

    @pytest.mark.parametrize("who", ["全关区", "关区本级", "本级", "各隶属海关"])
    def test_not_of_the_whole(self, tmp_path: Path, sample: str, who: str) -> None:
        right = f"{who}新收政府信息公开申请{'41' if who == '全关区' else '42'}件。"
        assert read(tmp_path, sample, "", right)[1] == []

    @pytest.mark.parametrize("who", ["本级", "本关本级", "本关"])
    def test_of_the_body_itself(self, tmp_path: Path, sample: str, who: str) -> None:
        _, found = read(tmp_path, sample, f"{who}新收政府信息公开申请42件。", "")
        assert found == [("customs/2021.yml", "G501", LINE)]

    def test_the_body_itself_speaks_of_the_whole(self, tmp_path: Path, sample: str) -> None:
        assert read(tmp_path, sample, "全关区新收政府信息公开申请42件。", "")[1] == []

    @pytest.mark.parametrize("scope", ["全系统", "全区"])
    def test_other_words(self, tmp_path: Path, sample: str, scope: str) -> None:
        whole = f"名称: 云岭海关（{scope}）\n类别: 部门\n统计范围: {scope}\n"
        said = f"{scope}新收政府信息公开申请42件。"
        assert read(tmp_path / "a", sample, "", said, whole)[1] == [("customs/whole/2021.yml", "G501", LINE)]
        assert read(tmp_path / "b", sample, "", said, "名称: 云岭海关乙\n类别: 部门\n")[1] == []


class TestShown:
    """Said on the page and in what is read from it."""

    def test_page(self, tmp_path: Path, sample: str) -> None:
        archive, _ = read(tmp_path, sample, "", "")
        report = archive.by_agency["customs/whole"][2021]
        (facts,) = (b for b in report_page(report, archive).blocks if isinstance(b, Facts))
        assert ("统计范围", "全关区") in [(term, plain_text(value)) for term, value in facts.items]
        assert "所列数据的统计范围为全关区，统计期限为2021年1月1日至2021年12月31日" in plain_text(
            preamble(report, archive)
        )


class TestSums:
    """What one counts the other has counted."""

    def test_side_by_side(self, tmp_path: Path, sample: str) -> None:
        files = {
            "customs/agency.yml": OWN,
            "customs/2021.yml": sample,
            "customs/whole/agency.yml": WHOLE,
            "customs/whole/2021.yml": sample,
            "tax/agency.yml": "名称: 云岭税务局\n类别: 部门\n",
            "tax/2021.yml": sample,
        }
        archive, _ = read_files(tmp_path, files)
        reports = {(r.agency, r.year): r for r in archive.reports}
        of_year = agencies_of_year(2021, archive, reports)
        assert of_year is not None
        assert [each.agency.path for each in of_year.agencies] == ["customs", "tax"]
        assert [agency.path for agency in of_year.regional] == ["customs/whole"]

    def test_below(self, tmp_path: Path, sample: str) -> None:
        archive, _ = read(tmp_path, sample, "", "")
        report = archive.by_agency["customs"][2021]
        assert roll_up(archive, "customs", report.form, 2021).parts == ()

    def test_a_city_below_a_province_is_no_second(self, tmp_path: Path, sample: str) -> None:
        files = {
            "province/agency.yml": "名称: 云岭省人民政府\n类别: 政府\n",
            "province/city/agency.yml": "名称: 临江市人民政府\n类别: 政府\n统计范围: 全市\n",
            "province/city/2021.yml": sample,
        }
        archive, _ = read_files(tmp_path, files)
        form = archive.reports[0].form
        assert [agency.path for agency, _ in roll_up(archive, "province", form, 2021).parts] == [
            "province/city"
        ]


def test_a_wrong_one(tmp_path: Path, sample: str) -> None:
    wrong = "名称: 云岭海关\n类别: 部门\n统计范围: [全关区]\n"
    _, found = read_files(tmp_path, {"customs/agency.yml": wrong, "customs/2021.yml": sample})
    assert positions(found) == [("G307", 3, 7)]
