"""Our files that are the same as before: they stay where MkDocs empties the folder, and are not written again.

MkDocs leaves hidden files alone, so the folder of ours waits under a hidden name. What is in it that we did not write, or
that is not to be there any more, is deleted before anything is written.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path
from shutil import rmtree
from typing import NamedTuple
from urllib.parse import quote

from gongkai.ground.manifest import written_at


class There(NamedTuple):
    """A file that is there."""

    made_of: object
    written: tuple[int, ...]
    """As `manifest.written` gives it; empty where nobody looked."""


class KeptFiles:
    """The files below one folder of the site, from build to build."""

    def __init__(self) -> None:
        self._before: dict[str, There] = {}
        """Each file that is there, by its path."""
        self._now: dict[str, There] = {}
        """The same of those of the build that runs."""
        self._aside: Path | None = None
        self._is_on = False
        """Whether anything is remembered."""
        self._looks = False
        """Whether files are looked at before they are believed: others may have come to them since."""

    def remember(self, files: Mapping[str, There]) -> None:
        """What another process has left, by path. Whoever could come to the files since may have changed them."""
        self._now, self._looks = dict(files), True

    def put_aside(self, site: Path, output: str) -> None:
        """Before MkDocs empties the site."""
        self._is_on = True
        self._before, self._now = self._now, {}
        self._aside = _aside(site, output)
        self.give_up()
        if self._before:
            try:
                (site / output).rename(self._aside)
            except OSError:  # on Windows someone may be reading a file
                self._before = {}

    def give_up(self) -> None:
        """Leave nothing of what was put aside."""
        if self._aside is not None:
            rmtree(self._aside, ignore_errors=True)

    def bring_back(self, site: Path, output: str, wanted: Collection[str]) -> None:
        """Before anything is written. wanted: the paths of our files that are to be there."""
        folder, aside = site / output, _aside(site, output)
        try:
            folder.parent.mkdir(parents=True, exist_ok=True)
            aside.rename(folder)
        except OSError:
            self._before = {}
            rmtree(aside, ignore_errors=True)
            return
        before, stay, self._before = self._before, set(wanted), {}
        full = set[str]()
        for place, folders, names in os.walk(folder, topdown=False):
            for name in names:
                path = os.path.join(place, name)  # noqa: PTH118  # thousands of them
                known = before.get(path) if path in stay else None
                if known is not None and (not self._looks or written_at(path) == known.written):
                    self._before[path] = known
                    full.add(place)
                else:
                    # On Windows one that is being read stays for another time.
                    with suppress(OSError):
                        os.unlink(path)  # noqa: PTH108
            for name in folders:
                below = os.path.join(place, name)  # noqa: PTH118
                if below in full:
                    full.add(place)
                    continue
                # One that is not empty stays.
                with suppress(OSError):
                    os.rmdir(below)  # noqa: PTH106

    def made_of(self, path: str) -> object:
        """What the file that is there was made of; None where none is."""
        known = self._before.get(path)
        return None if known is None else known.made_of

    def stays(self, path: str) -> None:
        """The file that is there is as it is to be."""
        if self._is_on:
            self._now[path] = self._before[path]

    def note(self, path: str, made_of: object) -> None:
        """A file has been written, made of this."""
        if self._is_on:
            self._now[path] = There(made_of, written_at(path) if self._looks else ())

    @property
    def now(self) -> Mapping[str, There]:
        """All that is there, by path."""
        return self._now


def _aside(site: Path, output: str) -> Path:
    """Two of ours have folders of their own."""
    return site / f".gongkai-{quote(output, safe='')}"
