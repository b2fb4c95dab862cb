"""What a build reads in before there is any report: it is paid by each, and by each edit in an editor's terminal."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.helpers.commands import run
from tests.helpers.support import write_files

pytestmark = pytest.mark.builds

BUILD = "from mkdocs.config import load_config; from mkdocs.commands.build import build; build(load_config())"
SPARED = (
    "docx",
    "gongkai.ground.processes",
    "gongkai.plugin.watching",
    "gongkai.readings.pieces",
    "openpyxl",
    "rapidfuzz",
    "typst",
    "xlsxwriter",
)
"""Only reports need them, or other sites, or documents."""


def test_a_site_without_reports_spares_what_it_does_not_use(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    write_files(tmp_path, {"mkdocs.yml": "site_name: 样例\nplugins: [gongkai]\n", "docs/index.md": "# 首页\n"})
    program = f"import sys; {BUILD}; used = {set(SPARED)} & set(sys.modules); assert not used, used"
    done = run([sys.executable, "-c", program], tmp_path)
    assert done.status == 0, done.err
    assert (tmp_path / "site/reports/index.html").is_file()
