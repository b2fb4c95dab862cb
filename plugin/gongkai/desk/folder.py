"""The data folder of the desk, in the memory of the worker: what it was sent out with, or a folder that was opened over it.

Beside the report that is open only its nearest neighbours lie in it, since every check reads what is there; the other
years lie on a shelf, until another report is opened.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import field
from pathlib import Path

from gongkai.data_classes import dataclass
from gongkai.model import Archive, KnownFiles, read_archive
from gongkai.model.archive import AGENCY_FILE, is_agency_folder, is_report_file
from gongkai.problems import Problem

OFFICE = "office"
"""The folder of an office that has none yet."""
SHELF = "shelf"


class Refusal(Exception):  # noqa: N818  # it is no error of the program
    """What is asked cannot be done; the message is one line for the clerk."""


@dataclass
class Folder:
    """The files, and what reading them gave."""

    root: Path
    """The folder that paths of files are relative to; the data folder is in it."""
    sent: Mapping[str, str] = field(default_factory=dict)
    """What the desk was sent out with, by paths in the data folder."""
    is_whole: bool = False
    """Whether it was opened with the report, and what is wrong in the neighbours is shown too."""
    known: KnownFiles = field(default_factory=KnownFiles)
    """What the files gave when they were read last: from one check to the next only the open report is another."""

    @property
    def data(self) -> Path:
        """The data folder."""
        return self.root / "data"

    def name(self, file: Path) -> str:
        """How a file is called in findings."""
        return file.relative_to(self.root).as_posix()

    def read(self) -> tuple[Archive, tuple[Problem, ...]]:
        """All that is there, and what reading it shows."""
        return read_archive(self.data, self.root, known=self.known)

    def put_sent(self) -> None:
        """Make it as it was sent, without a folder that was opened over it."""
        self.is_whole = False
        self._clear()
        self.data.mkdir(parents=True)
        for name, text in self.sent.items():
            self.write(self.data / name, text)

    def _clear(self) -> None:
        for old in (self.data, self.root / SHELF):
            shutil.rmtree(old, ignore_errors=True)

    def write(self, file: Path, text: str) -> Path:
        """A file of it, with the folders above."""
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")
        return file

    def replace(self, incoming: Path, files: list[str]) -> list[Path]:
        """A folder that was chosen instead of what was there. files: paths below `incoming`; returns those that are no data.

        Raises Refusal where it is no data folder.
        """
        owners = [Path(each).parent for each in files if Path(each).name == AGENCY_FILE]
        if not owners:
            raise Refusal(f"这个文件夹里没有 {AGENCY_FILE}，不是机关的数据文件夹")
        if not any(is_report_file(Path(each).name) for each in files):
            raise Refusal("这个文件夹里没有报告（如 2025.yml）")
        tops = [owner for owner in owners if not any(other in owner.parents for other in owners)]
        above = Path(os.path.commonpath([str(top.parent) for top in tops]))
        self._clear()
        for path in map(Path, files):
            if above in path.parents:
                below = path.relative_to(above)
                if len(tops) == 1 and not is_agency_folder(tops[0].name):
                    below = Path(OFFICE) / path.relative_to(tops[0]) if tops[0] in path.parents else below
                target = self.data / below
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(incoming / path, target)
        self.is_whole = True
        return [path for path in map(Path, files) if above not in path.parents]

    def reports(self) -> Iterator[str]:
        """The files of its reports, the newest first."""
        found = (path for path in self.data.rglob("*.yml") if is_report_file(path.name))
        for path in sorted(found, key=lambda path: (-int(path.stem), path.as_posix())):
            yield self.name(path)

    def shelve(self, file: Path) -> None:
        """Leave beside a report only its nearest neighbours: the checks look no further.

        A folder that was opened whole stays whole.
        """
        self.put_back()
        if self.is_whole:
            return
        shelf = self.root / SHELF / file.parent.relative_to(self.data)
        shelf.mkdir(parents=True, exist_ok=True)
        years = sorted(int(path.stem) for path in file.parent.iterdir() if is_report_file(path.name))
        at = years.index(int(file.stem))
        for year in (*years[: max(at - 1, 0)], *years[at + 2 :]):
            (file.parent / f"{year}.yml").rename(shelf / f"{year}.yml")

    def put_back(self) -> None:
        """What was shelved, unless it was written anew meanwhile."""
        shelf = self.root / SHELF
        for path in tuple(shelf.rglob("*.yml")):
            target = self.data / path.relative_to(shelf)
            if target.exists():
                path.unlink()
            else:
                path.rename(target)
