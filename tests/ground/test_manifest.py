"""The list of files, with what is known of them from before."""

from __future__ import annotations

import json
from pathlib import Path
from unittest.mock import patch

from gongkai.ground.manifest import KnownDigests, write_file, write_manifest
from tests.helpers.support import write_files


def test_what_is_written_since_is_read_again(tmp_path: Path) -> None:
    write_files(tmp_path, {"reports/a": "1", "reports/b/c": "2"})
    names, known = ["reports/a", "reports/b/c", "reports/none"], KnownDigests()
    write_manifest(tmp_path, names, "reports", known)
    write_files(tmp_path, {"reports/a": "3"})
    again = write_manifest(tmp_path, names, "reports", known)
    assert again == write_manifest(tmp_path, names, "reports")
    assert [file["path"] for file in json.loads(again)["files"]] == ["a", "b/c"]


def test_what_is_as_it_was_is_not_read_again(tmp_path: Path) -> None:
    write_files(tmp_path, {"a": "1"})
    known = KnownDigests()
    write_manifest(tmp_path, ["a"], "", known)
    known.update({path: (written, "as before") for path, (written, _) in known.items()})
    assert b"as before" in write_manifest(tmp_path, ["a"], "", known)


def test_a_file_outside_the_folder(tmp_path: Path) -> None:
    write_files(tmp_path, {"old.html": "1"})
    found = json.loads(write_manifest(tmp_path, ["old.html"], "reports"))
    assert [file["path"] for file in found["files"]] == ["../old.html"]


def test_what_was_written_here_need_not_be_read(tmp_path: Path) -> None:
    known = KnownDigests()
    for _ in range(2):
        write_file(str(tmp_path / "new/deep/a"), (b"one", b"two"), known)
    assert (tmp_path / "new/deep/a").read_bytes() == b"onetwo"
    with patch("gongkai.ground.manifest._digest", side_effect=AssertionError):
        found = write_manifest(tmp_path, ["new/deep/a"], "", known)
    assert found == write_manifest(tmp_path, ["new/deep/a"], "")


def test_what_another_has_written_over_it_is_read(tmp_path: Path) -> None:
    known = KnownDigests()
    write_file(str(tmp_path / "a"), (b"one",), known)
    (tmp_path / "a").write_bytes(b"other")
    assert write_manifest(tmp_path, ["a"], "", known) == write_manifest(tmp_path, ["a"], "")
