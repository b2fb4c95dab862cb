"""Files that a report names. They are in the folder of its year, beside the YAML."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from gongkai.data_classes import dataclass
from gongkai.findings import Place
from gongkai.model.contents import objection_to_content
from gongkai.model.pictures import Size, picture_size
from gongkai.model.report import Report
from gongkai.problems import (
    FileKind,
    FileMissing,
    FileOutside,
    FileTooLarge,
    ImageKind,
    Problem,
    Unreadable,
    What,
)

LARGEST = 100 * 1024 * 1024
"""Bytes. More is too much for readers and for git."""

IMAGES = ("png", "jpg", "jpeg", "gif", "webp")
"""SVG is not among them: it can carry script."""

DOCUMENTS = ("pdf", "ofd", "doc", "docx", "wps", "xls", "xlsx", "et", "csv", "txt", "zip")


@dataclass(frozen=True, slots=True)
class File:
    """A file of a report, as it is published."""

    name: str
    path: Path
    size: int
    """Bytes."""

    @property
    def picture_size(self) -> Size | None:
        """Width and height in pixels of a picture, if they are known."""
        return picture_size(self.path)

    @property
    def kind(self) -> str:
        """The ending, in capitals, as readers know it: PDF."""
        return ending(self.name).upper()


def ending(name: str) -> str:
    """What follows the last dot, in small letters."""
    return name.rpartition(".")[2].lower()


def find_files(report: Report, folder: Path) -> tuple[Mapping[str, File], tuple[Problem, ...]]:
    """The files that a report names and that may be published, by name, and what is wrong with the others.

    folder: that of the year; nothing outside it is read.
    """
    files: dict[str, File] = {}
    problems: list[Problem] = []
    named = report.named_files
    if not named:
        return files, ()
    try:
        there = {entry.name: entry for entry in sorted(folder.iterdir())} if folder.is_dir() else {}
    except OSError:
        return {}, (Problem(Unreadable(), Place(report.place.file)),)
    for name, place, is_image in named:
        objection = _objection(name, folder.name, there, is_image=is_image)
        if objection is None:
            files[name] = File(name, there[name], there[name].stat().st_size)
        else:
            problems.append(Problem(objection, place))
    return files, tuple(problems)


def _objection(name: str, folder: str, there: Mapping[str, Path], *, is_image: bool) -> What | None:
    """What keeps a file from being published, or None."""
    if "/" in name or "\\" in name or name.startswith("."):
        return FileOutside(name, folder)
    if is_image and ending(name) not in IMAGES:
        return ImageKind(name, IMAGES)
    if ending(name) not in (*DOCUMENTS, *IMAGES):
        return FileKind(name, (*DOCUMENTS, *IMAGES))
    if name not in there:
        return FileMissing(name, folder, next((n for n in there if n.lower() == name.lower()), ""))
    path = there[name]
    if path.is_symlink() or not path.is_file():
        return FileOutside(name, folder)
    if path.stat().st_size > LARGEST:
        return FileTooLarge(name)
    try:
        return objection_to_content(path, name, ending(name))
    except OSError:
        return FileMissing(name, folder)
