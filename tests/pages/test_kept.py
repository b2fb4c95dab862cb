"""Pages of which something is kept: the same page again, and made anew where what is kept is not what we wrote."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest

from gongkai.ground.shelf import Bundle
from gongkai.model import read_archive
from gongkai.pages import PageContent, report_page
from gongkai.pages.blocks import LaterBlocks
from gongkai.pages.kept import Bundles, KeptPage
from tests.helpers.support import ROOT


@pytest.fixture
def make() -> Callable[[], PageContent]:
    archive, _ = read_archive(ROOT / "data", ROOT)
    return partial(report_page, archive.by_agency["haishu-office"][2021], archive)


def kept(make: Callable[[], PageContent]) -> KeptPage:
    """As another process finds it."""
    bundle = Bundle("key")
    page(bundle).content(make)
    return page(Bundle("key", _read=json.loads(bundle.text())))


def page(facts: Bundle) -> KeptPage:
    return KeptPage(Bundles(facts, Bundle("key"), Bundle("key")), "2021")


def unasked() -> PageContent:
    raise AssertionError


def test_the_same_page(make: Callable[[], PageContent]) -> None:
    page, again = make(), kept(make).content(make)
    assert isinstance(again.blocks, LaterBlocks)
    assert replace(again, blocks=tuple(again.blocks)) == page
    assert (len(again.blocks), again.blocks[0], again.blocks[1:3]) == (
        len(page.blocks),
        page.blocks[0],
        page.blocks[1:3],
    )


def test_what_is_kept_is_not_made(make: Callable[[], PageContent]) -> None:
    assert kept(make).content(unasked).kinds == make().kinds


@pytest.mark.parametrize("read", [None, 1, [], ["_Facts"], ["Page"], ["_Facts", *[1] * 8], {}])
def test_what_is_something_else_is_made_anew(make: Callable[[], PageContent], read: object) -> None:
    assert page(Bundle("key", _read={"2021": read})).content(make) == make()


def test_where_it_is_finished_its_blocks_are_made_again(make: Callable[[], PageContent]) -> None:
    finished = list[PageContent]()
    content = page(Bundle("key")).content(make, lambda content, _: finished.append(content))
    assert isinstance(content.blocks, LaterBlocks)
    assert tuple(content.blocks) == finished[0].blocks
