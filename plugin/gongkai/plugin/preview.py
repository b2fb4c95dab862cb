"""A preview goes on, whatever is typed while it runs, and shows what is wrong."""

from __future__ import annotations

import logging
import os
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.utils import CountHandler
from watchdog.events import FileSystemEvent, FileSystemEventHandler

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer


def count_no_warnings(log: logging.Logger | None) -> None:
    """With `strict` MkDocs counts warnings, and ends with the first; a preview shows them."""
    while log is not None:
        for handler in [handler for handler in log.handlers if isinstance(handler, CountHandler)]:
            log.removeHandler(handler)
        log = log.parent


def trouble_box(trouble: str) -> str:
    """What is put on top of our pages where they are those of before: nothing new could be made."""
    text = escape(trouble.removeprefix("gongkai：")).replace("\n", "<br>")
    return (
        '<div class="gongkai-notice gongkai-notice--withdrawn" role="alert">'
        '<p class="gongkai-notice-title">预览：下面是改动之前的页面，改动之后的不能生成</p>'
        f"<p>{text}</p></div>\n"
    )


class _Comings(FileSystemEventHandler):
    """Builds anew, and watches anew, when a folder goes or comes back: MkDocs looks at files only."""

    def __init__(self, folder: str, server: LiveReloadServer) -> None:
        self.folder = folder
        self.server = server

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Any in the folder above."""
        if event.event_type == "modified" or self.folder not in map(
            os.fsdecode, (event.src_path, event.dest_path)
        ):
            return
        if Path(self.folder).is_dir():
            self.server.unwatch(self.folder)
            self.server.watch(self.folder)
        # There is no public way to ask for a build.
        with self.server._rebuild_cond:
            self.server._want_rebuild = True
            self.server._rebuild_cond.notify_all()


def watch_comings(server: LiveReloadServer, folder: Path) -> None:
    """Notice that a folder is renamed, deleted or there again."""
    path = folder.absolute()
    server.observer.schedule(_Comings(str(path), server), str(path.parent), recursive=False)
