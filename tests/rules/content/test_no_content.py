"""G312: what chapter one must hold."""

from __future__ import annotations

from pathlib import Path

import pytest

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
