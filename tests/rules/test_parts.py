"""The rules over parts of an archive find what they find over the whole."""

from __future__ import annotations

import pickle
import random
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any, ClassVar, TypeVar

import pytest

from benchmarks.reports import reports
from gongkai.ground.shelf import Shelf
from gongkai.model import Report, read_archive
from gongkai.rules import Before, inspect, read_and_inspect_spread
from gongkai.rules.text import overlap
from gongkai.settings import Settings
from tests.helpers.support import AGENCY, ROOT, write_files

pytestmark = pytest.mark.builds

T = TypeVar("T")
R = TypeVar("R")
HAISHU = (ROOT / "data/haishu-office/2021.yml").read_text(encoding="utf-8")
SISTERS = 3
"""Offices with the text of the sample: each is too like another."""
MADE = 60
"""Reports of the benchmark: offices of several years."""
MUTATED = 25


class Elsewhere:
    """Every piece and every result comes as it would come from another machine."""

    shares_memory: ClassVar[bool] = False

    def each(self, do: Callable[[T], R], pieces: Iterable[T]) -> Iterator[R]:
        for piece in pieces:
            yield pickle.loads(pickle.dumps(do(pickle.loads(pickle.dumps(piece)))))


def found(data: Path, base: Path) -> set[str]:
    """The codes of the findings of the parts, which are those of the whole, in its order."""
    archive, problems = read_archive(data, base)
    whole = inspect(archive, problems, Settings())
    steps: list[None] = []
    spread = read_and_inspect_spread(data, base, Settings(), Elsewhere(), lambda: steps.append(None))
    assert spread == (archive, problems, whole)
    assert len(steps) == len(list(data.rglob("[12][0-9][0-9][0-9].yml")))
    return {finding.code for finding in whole}


def district() -> dict[str, str]:
    """A region, its offices, and everything that is wrong with the files themselves."""
    offices = {
        f"district/b{number}": AGENCY.replace("办公室", f"第{number}办公室") for number in range(SISTERS)
    }
    files = {"district/agency.yml": "名称: 样例区人民政府\n类别: 政府\n"}
    for path, agency in offices.items():
        files[f"{path}/agency.yml"] = agency
        files[f"{path}/2021.yml"] = HAISHU
        files[f"{path}/2022.yml"] = HAISHU.replace("年度: 2021", "年度: 2022\n草稿: true")
    files["district/2021.yml"] = HAISHU.replace("[37, 4,", "[111, 13,")
    files["district/b0/2019.yml"] = "年度: [ # 11010519491231002X\n"
    files["broken/agency.yml"] = "名称: [\n"
    files["broken/2021.yml"] = HAISHU
    files["next/agency.yml"] = "名称: 样例区新设局\n类别: 部门\n承继: [district/b1, nobody]\n"
    files["alone/agency.yml"] = "名称: 浙江省样例局\n类别: 部门\n"
    files["alone/2021.yml"] = HAISHU.replace("[18, 2,", "[17, 2,")
    files["stray.yml"] = "11010519491231002X\n"
    files["alone/说明.yml"] = "11010519491231002X\n"
    return {f"data/{path}": text for path, text in files.items()}


def written(folder: Path, files: dict[str, str]) -> tuple[Path, Path]:
    write_files(folder, files)
    return folder / "data", folder


def test_a_region_with_everything_that_can_be_wrong(tmp_path: Path) -> None:
    # What compares sisters, subordinates, sums of one report, years; what looks at a file of nobody.
    assert {"G504", "G801", "G102", "G401", "G505"} <= found(*written(tmp_path, district()))


def test_offices_of_many_years(tmp_path: Path) -> None:
    assert found(*written(tmp_path, {f"data/{path}": text for path, text in islice(reports(), MADE)}))


def test_the_demonstration() -> None:
    assert found(ROOT / "data", ROOT)


@pytest.mark.parametrize("seed", range(MUTATED))
def test_a_mutated_region(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    files = district()
    for path in chance.sample(sorted(files), 4):
        numbers = list(re.finditer(r"\d+", files[path]))
        if numbers:
            one = chance.choice(numbers)
            other = chance.choice(["", "7", "/", "abc", "9999"])
            files[path] = files[path][: one.start()] + other + files[path][one.end() :]
    found(*written(tmp_path, files))


def test_what_is_compared_of_an_unchanged_sister_is_worked_out_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In builds one after the other, each with a change in one of them."""
    data, base = written(tmp_path, district())
    asked: list[str] = []
    said = overlap.said

    def noted(reports: Iterable[Report]) -> Mapping[tuple[str, int], Any]:
        found = said(reports)
        asked.extend(agency for agency, _ in found)
        return found

    monkeypatch.setattr(overlap, "said", noted)

    def build(number: int) -> set[str]:
        changed = data / "district/b0/2021.yml"
        changed.write_text(HAISHU.replace("。", f"，又{number}。", 1), encoding="utf-8")
        archive, problems = read_archive(data, base)
        whole = inspect(archive, problems, Settings())
        asked.clear()
        before = Before(shelf=Shelf(base / "cache"))
        assert read_and_inspect_spread(data, base, Settings(), None, before=before)[2] == whole
        before.shelf.settle()
        return set(asked)

    sisters = {f"district/b{number}" for number in range(SISTERS)}
    assert build(1) >= sisters
    assert build(2) == sisters
    assert build(3) == {"district/b0"}
    assert build(4) == {"district/b0"}
