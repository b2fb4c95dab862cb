"""The text that `gongkai check` prints for what people really type, compared whole.

Each file of golden/text shows a passage of a good report, what was typed instead, and the text printed for it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.reporting import write_text
from gongkai.reporting.checked import Checked
from gongkai.reporting.text import summary
from tests.helpers.marked import slip
from tests.helpers.support import AGENCY, ROOT, read_files

GOLDEN = sorted((ROOT / "tests/golden/text").glob("*.txt"))
_PARTS = ("===== 原来", "===== 写成", "===== 输出")


def parts(path: Path) -> list[str]:
    """The three parts of a golden file, each without the line that names it."""
    text = path.read_text(encoding="utf-8")
    found = []
    for name, following in zip(_PARTS, (*_PARTS[1:], None), strict=True):
        text = text.partition(f"{name}\n")[2]
        found.append(text.partition(f"{following}\n")[0] if following else text)
    return found


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_text(path: Path, tmp_path: Path, sample: str, request: pytest.FixtureRequest) -> None:
    """The whole output, quoted line and summary included."""
    old, new, expected = parts(path)
    text = slip(sample, old, new.replace("\\v", "\v").replace("\\t", "\t"))
    archive, findings = read_files(tmp_path, {"office/agency.yml": AGENCY, "office/2021.yml": text})
    printed = f"{write_text(findings, archive.lines)}\n{summary(findings, Checked.of(archive))}\n"
    if request.config.getoption("--update-golden"):
        written = "".join(f"{name}\n{part}" for name, part in zip(_PARTS, (old, new, printed), strict=True))
        path.write_text(written, encoding="utf-8")
    else:
        assert printed == expected


def test_there_are_a_dozen() -> None:
    """So that an emptied folder is not a passed test."""
    assert len(GOLDEN) >= 12
