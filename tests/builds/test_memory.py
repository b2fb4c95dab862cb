"""What a preview keeps from build to build changes nothing that it shows, whatever is edited in between."""

from __future__ import annotations

import random
from pathlib import Path
from shutil import copytree, rmtree

import pytest

from gongkai.ground.shelf import Shelf
from gongkai.model import KnownFiles, read_archive
from gongkai.rules import Before, inspect, read_and_inspect_spread
from gongkai.settings import Settings
from tests.helpers.support import ROOT

AGENCIES = ("office", "education", "donghu")


def edit(data: Path, chance: random.Random) -> None:
    """Something that editors do: change, add, delete, rename, of a report, an agency or its folder."""
    reports = sorted(data.rglob("20??.yml"))
    report = chance.choice(reports)
    match chance.randrange(7):
        case 0 | 1:
            text = report.read_text(encoding="utf-8")
            digits = [at for at, character in enumerate(text) if character in "123456789"]
            at = chance.choice(digits)
            report.write_text(text[:at] + chance.choice("123456789") + text[at + 1 :], encoding="utf-8")
        case 2:
            report.write_text(report.read_text(encoding="utf-8") + "来源: 某处\n", encoding="utf-8")
        case 3 if len(reports) > 6:
            report.unlink()
        case 4:
            report.rename(report.with_name(f"{chance.randrange(2016, 2026)}.yml"))
        case 5:
            other = chance.choice(reports)
            other.with_name(f"{chance.randrange(2016, 2026)}.yml").write_bytes(report.read_bytes())
        case _:
            agency = chance.choice(sorted(data.rglob("agency.yml")))
            text = agency.read_text(encoding="utf-8")
            agency.write_text(
                text.replace("规章制定权: 无", "规章制定权: 无\n起始年度: 2017", 1), encoding="utf-8"
            )


@pytest.mark.parametrize("is_preview", [True, False])
@pytest.mark.parametrize("edits", [20, pytest.param(300, marks=pytest.mark.thorough)])
def test_after_any_edits(tmp_path: Path, edits: int, is_preview: bool) -> None:
    """The same archive, problems and findings as without a memory, and without a cache on disk."""
    data = tmp_path / "data/example-district"
    copytree(ROOT / "data/example-district", data)
    for folder in [each for each in data.iterdir() if each.is_dir() and each.name not in AGENCIES]:
        rmtree(folder)
    chance = random.Random(edits)
    before = Before()
    for _ in range(edits):
        edit(data, chance)
        if not before.shelf.is_in_use or not is_preview:
            before = Before(shelf=Shelf(None if is_preview else tmp_path / "cache", stays=is_preview))
        *kept, findings = read_and_inspect_spread(data.parent, tmp_path, Settings(), None, before=before)
        before.shelf.settle()
        fresh = read_archive(data.parent, tmp_path)
        assert tuple(kept) == fresh
        assert findings == inspect(*fresh, Settings())


def test_what_is_unchanged_is_not_read_again(tmp_path: Path) -> None:
    data = tmp_path / "data"
    copytree(ROOT / "data/haishu-office", data / "office")
    known = KnownFiles()
    first, _ = read_archive(data, tmp_path, known=known)
    again, _ = read_archive(data, tmp_path, known=known)
    assert again.reports[0] is first.reports[0]
