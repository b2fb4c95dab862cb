"""The core without any compiled module: the same findings at the same places."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from tests.helpers.commands import GONGKAI, run
from tests.helpers.support import AGENCY, ROOT, write_files
from tests.source.test_source import BAD

PURE = [sys.executable, "-m", "tests.helpers.pure_python"]
TABS = "年度:\t2021\n文号:\t甬〔2022〕3号\t\n行政许可: 0\t# 注\n说明: 一\t二\n标题: {a?: 1, b: }\n"
"""White space and signs that PyYAML's own parser refuses."""


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
