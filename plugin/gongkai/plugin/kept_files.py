"""In a preview, our files that are the same as before: they stay where MkDocs empties the folder, and are not written again.

MkDocs leaves hidden files alone, so the folder of ours waits under a hidden name. What is in it that we did not write, or
that is not to be there any more, is deleted before anything is written.
"""

from __future__ import annotations

import os
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from shutil import rmtree
from urllib.parse import quote


class KeptFiles:
    """The files below one folder of the site, from build to build."""

    def __init__(self) -> None:
        self._before: dict[str, object] = {}
        """What each file that is there was made of, by its path."""
        self._now: dict[str, object] = {}
        """The same of those of the build that runs."""
        self._is_on = False
        """Whether it is a preview: what is only built once need not be remembered."""

    def put_aside(self, site: Path, output: str) -> None:
        """Before MkDocs empties the site."""
        self._is_on = True
        self._before, self._now = self._now, {}
        aside = _aside(site, output)
        rmtree(aside, ignore_errors=True)
        if self._before:
            try:
                (site / output).rename(aside)
            except OSError:  # on Windows someone may be reading a file
                self._before = {}

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
        for place, folders, names in os.walk(folder, topdown=False):
            for name in names:
                path = Path(place, name)
                if str(path) in before and str(path) in stay:
                    self._before[str(path)] = before[str(path)]
                else:
                    # On Windows one that is being read stays for another time.
                    with suppress(OSError):
                        path.unlink()
            for name in folders:
                # One that is not empty stays.
                with suppress(OSError):
                    Path(place, name).rmdir()

    def made_of(self, path: str) -> object:
        """What the file that is there was made of; None where none is."""
        return self._before.get(path)

    def note(self, path: str, made_of: object) -> None:
        """A file is there, made of this."""
        if self._is_on:
            self._now[path] = made_of


def _aside(site: Path, output: str) -> Path:
    """Two of ours have folders of their own."""
    return site / f".gongkai-{quote(output, safe='')}"
