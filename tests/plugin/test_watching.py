"""A preview is told at once what is changed in the data, and builds it once."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileModifiedEvent
from watchdog.observers import Observer

from gongkai.plugin.watching import DataWatch
from tests.helpers.support import write_files

PATIENCE = 20
FILE = "office/2024.yml"


class Preview:
    """A server of MkDocs that notes when it builds instead of building."""

    def __init__(self, folder: Path, looks: float) -> None:
        """looks: after how many seconds it looks at its files again."""
        self.data = write_files(folder / "data", {FILE: "年度: 2024\n"})
        self.built = list[float]()
        self.server = LiveReloadServer(
            lambda: self.built.append(time.monotonic()), "127.0.0.1", 0, str(folder), polling_interval=looks
        )
        self.watch = DataWatch(self.server, self.data)
        self.server.watch(str(self.data))
        self.server.observer.start()
        self._loop = threading.Thread(target=self.server._build_loop)
        self._loop.start()

    def builds(self, count: int) -> None:
        """Wait for so many."""
        end = time.monotonic() + PATIENCE
        while len(self.built) < count:
            assert time.monotonic() < end, "no build"
            time.sleep(0.01)

    def sees_an_edit(self) -> None:
        """Once all is quiet."""
        time.sleep(1)
        count = len(self.built)
        (self.data / FILE).write_text("年度: 2024\n草稿: true\n", encoding="utf-8")
        self.builds(count + 1)

    def end(self) -> None:
        self.watch.stop()
        self.server.shutdown()
        self._loop.join()


@pytest.fixture
def slow(tmp_path: Path) -> Iterator[Preview]:
    """One that never looks: it has to be told."""
    started = Preview(tmp_path, looks=PATIENCE * 10)
    yield started
    started.end()


@pytest.mark.parametrize("change", ["edited", "new", "renamed", "deleted"])
def test_it_is_told(slow: Preview, change: str) -> None:
    file = slow.data / FILE
    match change:
        case "edited":
            file.write_text("年度: 2024\n草稿: true\n", encoding="utf-8")
        case "new":
            write_files(slow.data, {"office/2025.yml": "年度: 2025\n"})
        case "renamed":
            file.rename(file.with_name("2025.yml"))
        case "deleted":
            file.unlink()
    slow.builds(1)


def test_a_new_folder_is_watched_too(slow: Preview) -> None:
    (slow.data / "bureau").mkdir()
    time.sleep(0.5)
    write_files(slow.data, {"bureau/agency.yml": "名称: 样例局\n"})
    slow.builds(1)


def test_reading_is_no_change(slow: Preview) -> None:
    (slow.data / FILE).read_bytes()
    time.sleep(0.5)
    assert slow.built == []


def test_what_both_see_is_built_once(tmp_path: Path) -> None:
    """It is told of a change, and finds it when it looks."""
    preview = Preview(tmp_path, looks=0.3)
    try:
        (preview.data / FILE).write_text("年度: 2024\n草稿: true\n", encoding="utf-8")
        preview.builds(1)
        time.sleep(1)
        assert len(preview.built) == 1
    finally:
        preview.end()


@pytest.mark.parametrize("error", [OSError, TypeError])
def test_where_nobody_tells_it_looks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    """More folders than the system watches, or an older watchdog."""

    def refuse(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(Observer, "schedule", refuse)
    preview = Preview(tmp_path, looks=0.1)
    try:
        (preview.data / FILE).write_text("年度: 2024\n草稿: true\n", encoding="utf-8")
        preview.builds(1)
    finally:
        preview.end()


def test_a_change_that_is_looked_at_late_is_built(slow: Preview) -> None:
    """Told of it again after it was changed again."""
    file = slow.data / FILE
    file.write_text("年度: 2024\n草稿: true\n", encoding="utf-8")
    slow.builds(1)
    changes = vars(slow.watch)["_changes"]
    slow.watch.stop()
    file.write_text("年度: 2024\n", encoding="utf-8")
    changes.on_any_event(FileModifiedEvent(str(file)))
    slow.builds(2)


def test_a_folder_that_comes_back_is_watched(tmp_path: Path) -> None:
    preview = Preview(tmp_path, looks=0.1)
    try:
        time.sleep(0.3)
        preview.data.rename(tmp_path / "away")
        preview.builds(1)
        time.sleep(0.3)
        (tmp_path / "away").rename(preview.data)
        preview.sees_an_edit()
    finally:
        preview.end()


def test_who_tells_need_not_wait(slow: Preview) -> None:
    """Each observer holds its lock while it tells: waiting for the other's, both would wait for ever."""
    with slow.server.observer._lock:
        telling = threading.Thread(target=slow.watch.renew, daemon=True)
        telling.start()
        telling.join(PATIENCE)
        assert not telling.is_alive()


def test_a_folder_that_goes_and_comes_often_is_watched(tmp_path: Path) -> None:
    """Both observers tell of it, at any time."""
    preview = Preview(tmp_path, looks=0.01)
    try:
        for _ in range(40):
            preview.data.rename(tmp_path / "away")
            time.sleep(0.01)
            (tmp_path / "away").rename(preview.data)
            time.sleep(0.01)
        preview.sees_an_edit()
    finally:
        preview.end()


def test_what_changes_while_it_stops_is_no_error(slow: Preview) -> None:
    """A line of the log tells of a mistake, in English: nothing that an editor could do about."""
    told: Any = slow.watch._told
    emitters = [emitter for emitter in told.emitters if hasattr(emitter, "_inotify")]
    if not emitters:
        pytest.skip("the system tells otherwise")
    with ExitStack() as held:
        for emitter in emitters:
            held.enter_context(emitter._lock)
        (slow.data / FILE).write_text("年度: 2024\n草稿: true\n", encoding="utf-8")
        time.sleep(0.5)  # it is read, and waits to be told
        stopping = threading.Thread(target=slow.watch._end_told)
        stopping.start()
        while any(emitter._inotify for emitter in emitters):
            time.sleep(0.01)
    stopping.join(PATIENCE)
    assert not stopping.is_alive()
