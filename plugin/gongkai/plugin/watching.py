"""A preview sees at once what is changed in the data: the system tells it, and it does not wait to look.

MkDocs looks at all files twice a second, and goes on doing so: nobody tells of what is changed on another machine. What
both have seen is built once. MkDocs has no public way to ask for a build.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import SimpleQueue
from threading import Lock, Thread
from typing import TYPE_CHECKING

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer

from gongkai.ground.manifest import written_at

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer
    from watchdog.observers.api import BaseObserver

_CHANGES: list[type[FileSystemEvent]] = [
    *(FileCreatedEvent, FileModifiedEvent, FileDeletedEvent, FileMovedEvent),
    *(DirCreatedEvent, DirDeletedEvent, DirMovedEvent),
]
"""Of what is told: that files are read is told of otherwise too, and each build reads all of them."""


class DataWatch:
    """Of a folder of data that may go and come back."""

    def __init__(self, server: LiveReloadServer, folder: Path) -> None:
        """folder: absolute."""
        self._server, self._folder = server, str(folder)
        self._changes = _Changes(server)
        self._comings = _Comings(self._folder, self)
        self._told: BaseObserver | None = None
        self._watch()
        server.observer.schedule(self._comings, str(folder.parent), recursive=False)
        self._asked: SimpleQueue[str | None] = SimpleQueue()
        """What is to be watched anew; None: nothing any more."""
        self._renewing = Thread(target=self._renew_each, daemon=True)
        self._renewing.start()

    def stop(self) -> None:
        """Be told no more."""
        self._asked.put(None)
        self._renewing.join()
        self._end_told()

    def renew(self) -> None:
        """The folder is gone, or there again.

        It is renewed in a thread of its own: who tells of it holds a lock of the observer that tells, and both observers
        are to be changed. Two that tell at the same time would wait for each other.
        """
        self._asked.put(self._folder)

    def _renew_each(self) -> None:
        while folder := self._asked.get():
            if Path(folder).is_dir():
                self._end_told()
                with suppress(KeyError):  # the server is being shut down, or it was gone again the last time
                    self._server.observer.unschedule(self._server._watch_refs[folder])
                with suppress(OSError):  # gone again: its next coming is told of
                    self._watch()
            _ask(self._server)

    def _end_told(self) -> None:
        if self._told is not None:
            with _ends_midway():
                self._told.stop()
            self._told = None

    def _watch(self) -> None:
        server, folder = self._server, self._folder
        # As MkDocs does; it then takes the folder for watched.
        server._watch_refs[folder] = server.observer.schedule(self._changes, folder, recursive=True)
        server._watched_paths.setdefault(folder, 1)
        told = Observer()
        try:
            told.schedule(self._changes, folder, recursive=True, event_filter=_CHANGES)
            # Who looks twice a second does not see that it was away for less.
            told.schedule(self._comings, str(Path(folder).parent), recursive=False, event_filter=_CHANGES)
            told.start()
        except (OSError, TypeError):  # too many folders for the system; a watchdog that tells of reading too
            return
        self._told = told


class _Changes(FileSystemEventHandler):
    """Asks for a build once a change, however often it is told of."""

    def __init__(self, server: LiveReloadServer) -> None:
        self._server = server
        self._seen: dict[str, tuple[int, ...]] = {}
        """How files were written when a build was asked for."""
        self._lock = Lock()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Of files: what happens to a folder happens to them."""
        if event.is_directory:
            return
        now = {path: written_at(path) for path in map(os.fsdecode, (event.src_path, event.dest_path)) if path}
        with self._lock:
            is_new = any(self._seen.get(path) != how for path, how in now.items())
            self._seen.update(now)
        if is_new:
            _ask(self._server)


class _Comings(FileSystemEventHandler):
    """Sees the folder go and come: MkDocs asks about files only."""

    def __init__(self, folder: str, watch: DataWatch) -> None:
        self._folder, self._watch = folder, watch

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Any in the folder above."""
        paths = map(os.fsdecode, (event.src_path, event.dest_path))
        if event.event_type != "modified" and self._folder in paths:
            self._watch.renew()


@contextmanager
def _ends_midway() -> Iterator[None]:
    """What changes while an observer is being stopped is no error, though watchdog logs one."""
    log = logging.getLogger("watchdog.observers.inotify")
    log.addFilter(_is_no_ending)
    try:
        yield
    finally:
        log.removeFilter(_is_no_ending)


def _is_no_ending(record: logging.LogRecord) -> bool:
    return "thread is inactive" not in record.getMessage()


def _ask(server: LiveReloadServer) -> None:
    with server._rebuild_cond:
        server._want_rebuild = True
        server._rebuild_cond.notify_all()
