"""A site is the same on however many cores it is made, to the byte."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.helpers.commands import read_all, run, site_config
from tests.helpers.support import ROOT, write_files

pytestmark = [
    pytest.mark.builds,
    pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no process is copied"),
]
PROGRAM = """
import sys
from mkdocs.__main__ import cli
import gongkai.site
from gongkai.documents import offers
from gongkai.ground import cores
from gongkai.plugin import preparation

number, rounds = int(sys.argv.pop(1)), []
cores.cores = lambda: number
preparation.FEW_MADE = 1
for module in (gongkai.site, offers):
    def counted(forks, tasks, make_ahead=module.make_ahead):
        rounds.append(len(tasks))
        make_ahead(forks, tasks)
    module.make_ahead = counted
cli(standalone_mode=False)
print(len(rounds))
"""


def built(folder: Path, name: str, cores: int, **changes: str) -> tuple[int, dict[str, bytes]]:
    """How often copies of the process made something of all agencies, and the site."""
    command = [sys.executable, "-c", PROGRAM, f"{cores}", "build", "-q", "-d", name]
    done = run(command, folder, SOURCE_DATE_EPOCH="1700000000", **changes)
    assert done.status == 0, done.said
    return int(done.out), read_all(folder / name)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The demonstration without its handbook."""
    (tmp_path / "data").symlink_to(ROOT / "data")
    return write_files(
        tmp_path,
        {
            "mkdocs.yml": site_config("material", "[search, gongkai: {drafts: true}]"),
            "docs/index.md": "# 首页\n",
        },
    )


def test_it_is_the_same(folder: Path) -> None:
    """Files, comparisons and pages are made in copies; from what a build has kept nothing is."""
    rounds, one = built(folder, "one", 1, GONGKAI_NO_CACHE="1")
    assert rounds == 0
    assert built(folder, "three", 3, GONGKAI_NO_CACHE="1") == (3, one)
    assert built(folder, "keeping", 3) == (3, one)
    assert built(folder, "again", 3) == (0, one)
