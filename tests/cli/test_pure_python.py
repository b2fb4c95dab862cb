"""The core without any compiled module: the same findings at the same places."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

from tests.helpers.commands import GONGKAI, run
from tests.helpers.ofd_file import ofd_file, text_object
from tests.helpers.support import AGENCY, ROOT, write_files
from tests.source.test_source import BAD

pytestmark = pytest.mark.thorough

PURE = [sys.executable, "-m", "tests.helpers.pure_python"]
TABS = "年度:\t2021\n文号:\t甬〔2022〕3号\t\n行政许可: 0\t# 注\n说明: 一\t二\n标题: {a?: 1, b: }\n"
"""White space and signs that PyYAML's own parser refuses."""


@pytest.mark.builds
def test_the_demonstration_and_broken_files(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    texts = [TABS, *(text for text, *_ in BAD)]
    broken = {f"data/broken/{year}.yml": text for year, text in enumerate(texts, 1900)}
    write_files(tmp_path, {"data/broken/agency.yml": AGENCY, **broken})
    check = ["check", "--format", "json"]
    usual = run([*GONGKAI, *check], tmp_path)
    pure = run([*PURE, *check], tmp_path, PYTHONPATH=os.pathsep.join((str(ROOT), str(ROOT / "plugin"))))
    assert usual.status == 1, usual.err
    assert usual.out.count("yaml-trap") >= len(BAD)
    assert pure == usual


@pytest.mark.builds
@pytest.mark.parametrize("name", ["docx", "html", "xlsx", "csv", "json"])
def test_files_of_all_kinds_but_pdf_are_read(name: str, tmp_path: Path, sample: str) -> None:
    write_files(tmp_path, {"data/office/agency.yml": AGENCY, "data/office/2021.yml": sample})
    only = ["--agency", "office", "--year", "2021"]
    done = run([*GONGKAI, "export", "--format", name, *only, "--output", "out"], tmp_path)
    assert done.status == 0, done.said
    diff = ["import", f"out/office/2021.{name}", *only, "--diff"]
    usual = run([*GONGKAI, *diff], tmp_path)
    pure = run([*PURE, *diff], tmp_path, PYTHONPATH=os.pathsep.join((str(ROOT), str(ROOT / "plugin"))))
    assert usual.status == 0, usual.err
    assert "比较了 1 份报告" in usual.out
    assert pure == usual


@pytest.mark.builds
@pytest.mark.parametrize("name", ["ofd", "txt"])
def test_texts_at_places_and_in_lines_are_read(name: str, tmp_path: Path) -> None:
    lines = ("样例局2021年政府信息公开工作年度报告", "一、总体情况", "全年公开信息6条。")
    page = "".join(text_object(text, 70, 60 + at * 30, 16) for at, text in enumerate(lines))
    (tmp_path / f"old.{name}").write_bytes(ofd_file([page]) if name == "ofd" else "\n".join(lines).encode())
    write_files(tmp_path, {"data/office/agency.yml": AGENCY})
    diff = ["import", f"old.{name}", "--agency", "office", "--diff"]
    usual = run([*GONGKAI, *diff], tmp_path)
    pure = run([*PURE, *diff], tmp_path, PYTHONPATH=os.pathsep.join((str(ROOT), str(ROOT / "plugin"))))
    assert "全年公开信息6条。" in usual.out
    assert pure == usual
