"""What a preview says again, and what not."""

from __future__ import annotations

import logging
import re
from pathlib import Path

import pytest

from gongkai.model import read_archive
from gongkai.plugin.log import Told, log, tell
from gongkai.rules import inspect
from gongkai.settings import Settings
from tests.helpers.support import write_files

AGREED, WRONG = "[18, 2, 0, 0, 0, 0, 20]", "[17, 2, 0, 0, 0, 0, 20]"
OFFICES = ("one", "two")


class Preview:
    """Of two offices, each with a report that has a sum that does not hold."""

    def __init__(self, folder: Path, sample: str) -> None:
        self.folder, self.told = folder, Told()
        for office in OFFICES:
            agency = f"名称: 样例{office}局\n类别: 部门\n"
            report = sample.replace(AGREED, WRONG)
            write_files(folder, {f"data/{office}/agency.yml": agency, f"data/{office}/2021.yml": report})

    def says(self, *, strict: bool = False, is_preview: bool = True) -> tuple[list[str], str]:
        """The offices whose sum is told, and the last line."""
        archive, problems = read_archive(self.folder / "data", self.folder)
        findings = inspect(archive, problems, Settings())
        lines: list[str] = []
        handler = logging.Handler()
        handler.emit = lambda record: lines.append(record.getMessage())  # type: ignore[method-assign]
        logger = log.logger
        level, propagates = logger.level, logger.propagate
        logger.setLevel(logging.INFO)
        logger.propagate = False
        logger.addHandler(handler)
        try:
            tell(findings, archive, Settings(fail_on="never"), self.told, strict=strict, is_preview=is_preview)
        finally:
            logger.removeHandler(handler)
            logger.level, logger.propagate = level, propagates
        sums = [
            office
            for line in lines
            for office in OFFICES
            if f"data/{office}/2021.yml" in line and "G101" in line
        ]
        return sums, lines[-1]


@pytest.fixture
def preview(tmp_path: Path, sample: str) -> Preview:
    assert AGREED in sample
    return Preview(tmp_path, sample)


def test_at_first_all_is_told(preview: Preview) -> None:
    sums, last = preview.says()
    assert sums == ["one", "two"]
    assert "核对了 2 个机关、2 份报告" in last
    assert "不再列出" not in last


def test_what_has_not_changed_is_not_told_again(preview: Preview) -> None:
    _, first = preview.says()
    sums, last = preview.says()
    assert sums == []
    assert re.fullmatch(re.escape(first) + r"有 [1-9][0-9]* 处所在的文件没有改动，与上次相同，不再列出。", last)


def test_of_a_file_that_was_saved_all_is_told(preview: Preview) -> None:
    preview.says()
    file = preview.folder / "data/two/2021.yml"
    file.write_text(f"{file.read_text(encoding='utf-8')}# 又看了一遍\n", encoding="utf-8")
    sums, last = preview.says()
    assert sums == ["two"]
    assert last.endswith("不再列出。")


def test_what_comes_back_is_told(preview: Preview) -> None:
    file = preview.folder / "data/two/2021.yml"
    wrong = file.read_text(encoding="utf-8")
    preview.says()
    file.write_text(wrong.replace(WRONG, AGREED), encoding="utf-8")
    preview.says()
    file.write_text(wrong, encoding="utf-8")
    assert preview.says()[0] == ["two"]


@pytest.mark.parametrize("options", [{"strict": True}, {"is_preview": False}], ids=str)
def test_where_warnings_are_counted_all_is_told_again(preview: Preview, options: dict[str, bool]) -> None:
    preview.says(**options)
    assert preview.says(**options)[0] == ["one", "two"]
