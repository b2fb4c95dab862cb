"""What a preview shows at the top of a report that is not right: where, and what stands on either side."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.addresses import Anchor, Page
from gongkai.pages import Link, Panel, PanelEntry, Sides, plain_text
from gongkai.pages.preview import panel
from tests.helpers.marked import slip
from tests.helpers.support import AGENCY, read_files

HERE = Page("office", 2021)
WRONG = ("予以公开: [18,", "予以公开: [17,")


def entries(folder: Path, report: str, here: Page | None = HERE) -> tuple[PanelEntry, ...]:
    """Of the only report of an office."""
    archive, findings = read_files(folder, {"office/agency.yml": AGENCY, "office/2021.yml": report})
    form = archive.reports[0].form
    (block,) = panel(findings, here, form)
    assert isinstance(block, Panel)
    return block.entries


def leads_to(sides: Sides) -> list[object]:
    """Where the words of a row lead."""
    return [inline.target for inline in sides.where if isinstance(inline, Link)]


def test_each_identity_that_fails_has_a_row(tmp_path: Path, sample: str) -> None:
    entry, *_ = entries(tmp_path, slip(sample, *WRONG))
    assert [(plain_text(each.where), *each[2:]) for each in entry.sides] == [
        ("（一）予以公开·总计", "19", "20", "−1"),
        ("（七）总计·自然人", "35", "36", "−1"),
    ]
    assert [leads_to(each) for each in entry.sides] == [
        [Anchor(HERE, "t3-granted-total")],
        [Anchor(HERE, "t3-result-total-natural")],
    ]
    assert (entry.messages, entry.cell) == ((), None)


def test_a_number_is_linked_that_is_no_sum(tmp_path: Path, sample: str) -> None:
    entry, *_ = entries(tmp_path, slip(sample, "行政许可: 0", "行政许可: ~"))
    assert (entry.sides, entry.cell) == ((), Anchor(HERE, "t2-licence-decisions"))


def test_what_is_not_on_the_page_is_not_linked(tmp_path: Path, sample: str) -> None:
    entry, *_ = entries(tmp_path, slip(sample, *WRONG), None)
    assert [leads_to(each) for each in entry.sides] == [[], []]


@pytest.mark.parametrize(
    ("old", "new", "which"),
    [
        (*WRONG, "（表中这一行的第1个数）"),
        ("行政许可: 0", "行政许可: ~", ""),
        ("行政规范性文件: [14, 17,", "行政规范性文件: [14, ~,", "（表中这一行的第2个数）"),
    ],
)
def test_which_number_of_its_row_it_is(tmp_path: Path, sample: str, old: str, new: str, which: str) -> None:
    entry, *_ = entries(tmp_path, slip(sample, old, new))
    assert entry.place.partition("列")[2] == which


def test_what_the_rules_look_at(tmp_path: Path, sample: str) -> None:
    entry, *_ = entries(tmp_path, slip(sample, *WRONG))
    assert [title[:5] for title, _ in entry.rules] == ["G101 ", "G102 "]
    assert all(said.endswith("。") for _, said in entry.rules)
