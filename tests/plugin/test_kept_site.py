"""What a build leaves about the files of its site, and what the next one believes of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gongkai.ground.manifest import KnownDigests, written
from gongkai.ground.shelf import Bundle
from gongkai.plugin.frames import Kind, Written
from gongkai.plugin.kept_site import leave, take
from gongkai.plugin.known import Known
from gongkai.plugin.whole_pages import WholePage
from gongkai.writers.html.trimmed import Looks

KIND = Kind("reports/a", ("navigation",), ("author",), True, True, False, ("print.css",))
PAGE = WholePage(
    Written("digest", None, True, KIND, "frame"),
    Looks(frozenset({"one two"}), frozenset({("dir", "ltr")})),
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name in ("page", "data", "changed", "unknown"):
        (tmp_path / name).write_text(name)
    return tmp_path


def of_site(site: Path) -> Known:
    """As a build leaves it: with one file that was written after it, and a page of which not all is known."""
    known = Known()
    known.files.remember({})
    known.files.put_aside(site, "reports")
    known.files.note(str(site / "page"), PAGE)
    known.files.note(str(site / "data"), "of this")
    known.files.note(str(site / "changed"), "of that")
    known.files.note(str(site / "unknown"), PAGE._replace(written=PAGE.written._replace(source=object())))
    (site / "changed").write_text("otherwise")
    known.digests.update(
        KnownDigests({str(path): (written(path.stat()), f"sum of {path.name}") for path in site.iterdir()})
    )
    return known


def again(bundle: Bundle, site: Path) -> Known:
    """As another process finds it."""
    known = Known()
    take(known, Bundle("key", _read=json.loads(bundle.text())), site)
    return known


def test_it_comes_back(site: Path) -> None:
    bundle = Bundle("key")
    leave(of_site(site), bundle, site)
    known = again(bundle, site)
    there = {Path(path).name: each.made_of for path, each in known.files.now.items()}
    assert there == {"page": PAGE, "data": "of this"}
    assert known.frames.digests == {KIND: "frame"}
    assert known.digests[str(site / "page")][1] == "sum of page"


@pytest.mark.parametrize(
    "read",
    [
        None,
        1,
        [],
        [[], [], {}, {}, {"page": ["sum", 1, 2, 3, 4]}],
        [[], [], {"page": ["digest", None, True, 0, None]}, {}, {}],
        [[["folder"]], [], {}, {}, {}],
        [[], [], [], [], []],
        [[], [[1, 2]], {}, {}, {}],
        [[], [], {}, {"data": "of"}, {"data": ["sum", "when"]}],
    ],
)
def test_what_is_something_else_is_nothing(site: Path, read: object) -> None:
    known = Known()
    take(known, Bundle("key", _read={"files": read}), site)
    assert (known.files.now, known.digests, known.frames.digests) == ({}, {}, {})
