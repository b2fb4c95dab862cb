"""What was made once is kept as long as nothing changes that it was made of, and believed only as it was written."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from hashlib import sha256
from pathlib import Path

import pytest

from gongkai.ground.shelf import Bundle, Kind, Shelf, digest

TEXT = Kind[str](str, str.strip)


def made(folder: Path | None, *parts: str) -> bool:
    """Whether a build with a shelf in that folder had to make what it needs."""
    shelf = Shelf(folder)
    calls = list[str]()

    def make(part: str) -> str:
        calls.append(part)
        return f"{part}!"

    for part in parts:
        bundle = shelf.bundle(part)
        assert bundle.made("name", TEXT, partial(make, part)) == f"{part}!"
        shelf.keep(bundle)
    shelf.settle()
    return bool(calls)


def entry(folder: Path) -> Path:
    (found,) = folder.glob("*.kept")
    return found


def test_once(tmp_path: Path) -> None:
    assert made(tmp_path / "shelf", "one")
    assert not made(tmp_path / "shelf", "one")


def test_of_other_parts_anew(tmp_path: Path) -> None:
    made(tmp_path, "one")
    assert made(tmp_path, "other")


def test_of_another_version_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made(tmp_path, "one")
    monkeypatch.setattr("gongkai.ground.shelf.machine", lambda: "another")
    assert made(tmp_path, "one")


def test_where_one_part_ends_counts() -> None:
    shelf = Shelf(stays=True)
    assert shelf.bundle("ab", "c").key != shelf.bundle("a", "bc").key


def _proved(data: bytes, key: str) -> bytes:
    return sha256(f"{key}\n".encode() + data).hexdigest().encode() + b"\n" + data


@pytest.mark.parametrize(
    "change",
    [
        lambda _, __: b"",
        lambda data, _: data[:-1],
        lambda data, _: data[:30],
        lambda data, _: data.replace(b"one!", b"two!"),
        lambda data, _: data.partition(b"\n")[2],
        lambda data, key: _proved(data.partition(b"\n")[2], f"{key}0"),
        lambda _, key: _proved(b"\xff", key),
        lambda _, key: _proved(b"[1]", key),
        lambda _, key: _proved(b"[" * 100_000, key),
        lambda _, key: _proved(b'{"name": 5}', key),
        lambda _, key: _proved(b'{"another": "one!"}', key),
    ],
)
def test_what_is_not_as_it_was_written_is_made_anew(
    tmp_path: Path, change: Callable[[bytes, str], bytes]
) -> None:
    made(tmp_path, "one")
    at = entry(tmp_path)
    at.write_bytes(change(at.read_bytes(), at.stem))
    assert made(tmp_path, "one")
    assert not made(tmp_path, "one")


def test_a_folder_in_the_place_of_an_entry(tmp_path: Path) -> None:
    made(tmp_path, "one")
    at = entry(tmp_path)
    at.unlink()
    at.mkdir()
    assert made(tmp_path, "one")


def test_where_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert made(tmp_path / "file/below", "one")
    assert made(tmp_path / "file/below", "one")


def test_without_a_folder_nothing_stays() -> None:
    assert made(None, "one")
    assert made(None, "one")


def test_what_is_no_longer_used_goes(tmp_path: Path) -> None:
    made(tmp_path, "one")
    made(tmp_path, "two")
    assert not made(tmp_path, "one", "two")
    made(tmp_path, "three")
    made(tmp_path, "four")
    assert len(list(tmp_path.glob("*.kept"))) == 2


def test_the_same_build_again_keeps_those_of_the_one_before(tmp_path: Path) -> None:
    made(tmp_path, "one")
    made(tmp_path, "two")
    made(tmp_path, "two")
    assert not made(tmp_path, "one")


def test_half_a_file_of_a_build_that_was_killed_goes(tmp_path: Path) -> None:
    made(tmp_path, "one")
    (tmp_path / "0.kept.1.new").write_bytes(b"half")
    made(tmp_path, "one")
    assert not list(tmp_path.glob("*.new"))


@pytest.mark.parametrize("text", ["", "[1", "[1, 2]", '{"a": 1}', "[[1], [2], [3]]"])
def test_a_list_of_what_was_used_that_is_none(tmp_path: Path, text: str) -> None:
    made(tmp_path, "one")
    (tmp_path / "recent.json").write_text(text)
    assert not made(tmp_path, "one")
    assert len(json.loads((tmp_path / "recent.json").read_bytes())) == 2


def test_git_ignores_it(tmp_path: Path) -> None:
    made(tmp_path / "shelf", "one")
    assert (tmp_path / "shelf/.gitignore").read_text() == "*\n"


class TestInMemory:
    """A shelf that stays from build to build of one process."""

    def test_what_the_last_build_used_stays(self) -> None:
        shelf = Shelf(stays=True)
        first = shelf.bundle("one").remembered("name", object)
        shelf.settle()
        assert shelf.bundle("one").remembered("name", object) is first

    def test_what_it_did_not_use_goes(self) -> None:
        shelf = Shelf(stays=True)
        first = shelf.bundle("one").remembered("name", object)
        shelf.settle()
        shelf.bundle("two")
        shelf.settle()
        assert shelf.bundle("one").remembered("name", object) is not first


def test_what_is_large_does_not_stay_in_memory(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, stays=True)
    bundle = shelf.bundle("one")
    bundle.lay_by("name", TEXT, "large")
    shelf.keep(bundle)
    again = Shelf(tmp_path).bundle("one")
    assert [again.at_hand("name", TEXT), again.at_hand("name", TEXT)] == ["large", "large"]
    assert again.at_hand("other", TEXT) is None


def test_what_is_not_what_was_laid_by_is_nothing() -> None:
    assert Bundle("key", _read={"name": 1}).at_hand("name", TEXT) is None


def test_what_is_laid_by_comes_back_where_nothing_is_kept() -> None:
    bundle = Shelf().bundle("part")
    bundle.lay_by("name", TEXT, "large")
    assert [bundle.at_hand("name", TEXT), bundle.at_hand("other", TEXT)] == ["large", None]


def test_where_nothing_is_kept_bundles_are_apart() -> None:
    shelf = Shelf()
    shelf.bundle("part").lay_by("name", TEXT, "large")
    assert shelf.bundle("part").at_hand("name", TEXT) is None


def test_a_digest_is_that_of_the_parts() -> None:
    """Whether they are the same objects as before, or others that are equal."""
    shelf, list_ = Shelf(stays=True), [1]
    parts: tuple[object, ...] = ("a", 1, None, (list_, ("b",)))
    first = shelf.digest(*parts)
    assert first == digest(parts)
    shelf.settle()
    assert shelf.digest(*parts) == first
    assert shelf.digest("a", 1, None, ([1], ("b",))) == first


@pytest.mark.parametrize(
    ("one", "other"),
    [(1, True), ("1", 1), (None, "None"), ((1, 2), (12,)), (("a",), "a"), ([1], [2])],
    ids=str,
)
def test_other_parts_have_another_digest(one: object, other: object) -> None:
    shelf = Shelf(stays=True)
    assert shelf.digest(one) == digest((one,))
    assert shelf.digest(other) == digest((other,))


def test_the_same_objects_are_not_gone_through_again(monkeypatch: pytest.MonkeyPatch) -> None:
    shelf, part = Shelf(stays=True), object()
    first = shelf.digest("a", (part,))
    monkeypatch.setattr("gongkai.ground.shelf.digest", lambda _: pytest.fail("gone through again"))
    shelf.settle()
    assert shelf.digest("a", (part,)) == first
