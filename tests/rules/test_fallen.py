"""Inputs that once ended in a traceback or a wrong word, as `make fuzz` and others found them."""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest

from gongkai.documents.formats import FORMATS
from gongkai.settings import Settings
from gongkai.source import read
from tests.helpers.marked import slip
from tests.helpers.support import AGENCY, positions, read_files, read_text

RAGGED = "年度: 2016\n发布日期: 2017-03-01\n章节:\n  - {标题: 概述, 内容: 公开1条。, 表: {列: [甲, 乙], 行: [[1], [1, 2, 3], []]}}\n"
UNTITLED = '年度: 2016\n发布日期: 2017-03-01\n章节:\n  - {标题: "", 内容: 公开1条。}\n'


@pytest.mark.parametrize("key", ["发布日其", "发布日", "布日期"])
def test_a_misspelt_key_with_a_late_date(tmp_path: Path, sample: str, key: str) -> None:
    """What is wrong with the value stands at it, under whatever key it was read."""
    text = slip(sample, "发布日期: 2022-01-20", f"{key}: 2022-05-20")
    _, found = read_text(tmp_path, text)
    line = text[: text.index(key)].count("\n") + 1
    assert [place for code, *place in positions(found, "G301", "G701")] == [[line, 1]]


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("text", [RAGGED, UNTITLED])
def test_a_wrong_section_can_be_shown(tmp_path: Path, name: str, text: str) -> None:
    """In a preview, where errors stop nothing."""
    archive, found = read_files(tmp_path, {"office/agency.yml": AGENCY, "office/2016.yml": text})
    assert {finding.code for finding in found} >= {"G301"}
    (report,) = archive.reports
    if FORMATS[name].is_for(report):
        assert FORMATS[name].write(report, archive, Settings())


@pytest.mark.parametrize("piece", ["x", "甲", "　", "，甲"])
def test_a_word_without_end_in_a_mapping(piece: str) -> None:
    """Looked through once, not once for each of its characters."""
    start = process_time()
    assert read("a.yml", f"联系: {{地址: 甲, {piece * 90_000}邮编: 乙}}\n".encode()).problems
    assert process_time() - start < 5


@pytest.mark.builds
def test_thousands_of_unknown_keys(tmp_path: Path) -> None:
    """Enough of them are found."""
    start = process_time()
    _, found = read_text(tmp_path, "年度: 2021\n" + "".join(f"甲{number}: 1\n" for number in range(60_000)))
    assert sum("甲" in finding.message for finding in found) == 200
    assert process_time() - start < 10
