"""A folder replaced whole: ended before each of its steps, what stands in its place is all old or all new."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from gongkai.ground import swap
from gongkai.ground.swap import Workroom, exchange_folders, inherit

OLD = {"a": "old", "b/c": "old"}
NEW = {"a": "new", "b/d": "new"}


class KilledError(BaseException):
    """Ends the process, as nothing but a signal does."""


def write(folder: Path, texts: dict[str, str]) -> None:
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)


def texts(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()
    }


def cannot(_: Path, __: Path) -> bool:
    return False


def workroom(folder: Path, *, old: bool = True) -> Workroom:
    """One with a successor in it."""
    room = Workroom.beside(folder / "site")
    room.open()
    if old:
        write(room.target, OLD)
    write(room.new, NEW)
    return room


@pytest.fixture(params=[True, False], ids=["exchange", "renames"])
def exchange(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[Path, Path], bool]:
    """Either way; the first only where this system has it."""
    if not request.param:
        return cannot
    one, other = tmp_path / "1", tmp_path / "2"
    one.mkdir()
    other.mkdir()
    if not exchange_folders(one, other):
        pytest.skip("this system cannot exchange folders")
    return exchange_folders


@pytest.mark.parametrize("old", [True, False])
def test_the_new_one_is_in_its_place(
    tmp_path: Path, exchange: Callable[[Path, Path], bool], *, old: bool
) -> None:
    room = workroom(tmp_path, old=old)
    room.swap(exchange)
    room.clear()
    assert texts(room.target) == NEW
    assert sorted(path.name for path in room.folder.iterdir()) == [".gitignore"]


@pytest.mark.parametrize("step", range(9))
def test_ended_before_any_step(
    tmp_path: Path, exchange: Callable[[Path, Path], bool], monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    """And in the middle of deleting."""
    left = step

    def counted(act: Callable[..., object]) -> Callable[..., object]:
        def done(*arguments: object) -> object:
            nonlocal left
            if left == 0:
                raise KilledError
            left -= 1
            return act(*arguments)

        return done

    def delete(folder: Path) -> None:
        (folder / "a").unlink(missing_ok=True)
        counted(shutil.rmtree)(folder)

    room = workroom(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(swap, "_rename", counted(swap._rename))
        patch.setattr(swap, "_sync", counted(swap._sync))
        patch.setattr(shutil, "rmtree", delete)
        try:
            room.swap(counted(exchange))  # type: ignore[arg-type]  # what it takes is what it is given
            room.clear()
        except KilledError:
            pass
    is_there = room.target.exists()
    assert texts(room.target) in ((OLD, NEW) if is_there else ({},))
    assert room.recover() is not is_there
    assert texts(room.target) in (OLD, NEW)
    assert sorted(path.name for path in room.folder.iterdir()) == [".gitignore"]


def test_what_was_half_deleted_is_never_put_back(tmp_path: Path) -> None:
    """Not even where somebody has deleted the site meanwhile."""
    room = workroom(tmp_path)
    room.swap(cannot)
    room.old.rename(room.gone)
    (room.gone / "a").unlink()
    shutil.rmtree(room.target)
    assert not room.recover()
    assert not room.target.exists()


def test_where_the_new_one_cannot_be_moved_the_old_one_is_put_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = workroom(tmp_path)
    real = swap._rename

    def refuse(source: Path, target: Path) -> None:
        if source == room.new:
            raise PermissionError(errno.EACCES, "in use", str(target))
        real(source, target)

    monkeypatch.setattr(swap, "_rename", refuse)
    with pytest.raises(PermissionError):
        room.swap(cannot)
    assert texts(room.target) == OLD


def test_windows_is_given_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that somebody has open cannot be renamed there."""
    monkeypatch.setattr(swap, "_IS_WINDOWS", True)
    monkeypatch.setattr(swap, "PAUSE", 0)
    real, tries = Path.rename, []

    def refuse(source: Path, target: Path) -> Path:
        tries.append(source)
        if len(tries) < 4:
            raise PermissionError
        return real(source, target)

    monkeypatch.setattr(Path, "rename", refuse)
    room = workroom(tmp_path)
    monkeypatch.setattr(swap, "_sync", lambda _: None)
    room.swap(cannot)
    assert (texts(room.target), len(tries)) == (NEW, 5)


def test_and_then_it_is_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(swap, "_IS_WINDOWS", True)
    monkeypatch.setattr(swap, "PATIENCE", 0.01)
    monkeypatch.setattr(swap, "PAUSE", 0.001)

    def refuse(_: Path, __: Path) -> Path:
        raise PermissionError

    monkeypatch.setattr(Path, "rename", refuse)
    monkeypatch.setattr(swap, "_sync", lambda _: None)
    room = workroom(tmp_path)
    with pytest.raises(PermissionError):
        room.swap(cannot)
    assert texts(room.target) == OLD


def test_without_the_functions_of_linux(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file and folder is written through on its own."""
    monkeypatch.setattr(swap, "_of_libc", lambda _: None)
    synced: list[Path] = []
    real = swap._sync

    def sync(path: Path) -> None:
        synced.append(path)
        real(path)

    monkeypatch.setattr(swap, "_sync", sync)
    room = workroom(tmp_path)
    room.swap()
    assert texts(room.target) == NEW
    assert {path.name for path in synced} >= {"a", "b", "d", "new", room.folder.name, tmp_path.name}


def test_hidden_files_are_kept(tmp_path: Path) -> None:
    """As MkDocs leaves them where they are: rules of a server, a repository. What the new folder has itself stays."""
    write(tmp_path / "old", {".htaccess": "old", ".git/HEAD": "old", ".own": "old", "page": "old"})
    write(tmp_path / "new", {".own": "new"})
    (tmp_path / "old").chmod(0o750)
    inherit(tmp_path / "old", tmp_path / "new")
    assert texts(tmp_path / "new") == {".htaccess": "old", ".git/HEAD": "old", ".own": "new"}
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "old").stat().st_mode
