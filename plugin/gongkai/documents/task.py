"""The documents of one report: all that goes into them, and making them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from gongkai.data_classes import dataclass
from gongkai.documents.formats import Format
from gongkai.documents.kept import cannot_write, keep
from gongkai.model import Archive, Report
from gongkai.model.files import IMAGES, ending
from gongkai.prose import Reference
from gongkai.settings import Settings
from gongkai.writers.office.needs import PdfError


@dataclass(frozen=True)
class Task:
    """The files to make of a report."""

    report: Report
    archive: Archive
    """The part of the archive that they are made from."""
    settings: Settings
    files: tuple[tuple[Format, Path], ...]


def part_of(report: Report, archive: Archive) -> Archive:
    """What the documents of a report are made from, and nothing else.

    Its agency alone, its files, and last year's report where the text refers to it.
    """
    agency = archive.agencies[report.agency]
    last_year = archive.last_year(report) if _refers_to_last_year(report) else None
    key = report.agency, report.year
    return Archive(
        {agency.path: replace(agency, parent=None)},
        tuple(each for each in (last_year, report) if each is not None),
        files={key: archive.files.get(key, {})},
        base=archive.base,
    )


def _refers_to_last_year(report: Report) -> bool:
    return any(
        operand.last_year
        for narrative in report.all_narratives
        for inline in narrative.inlines()
        if isinstance(inline, Reference)
        for operand in inline.operands
    )


def is_whole(task: Task) -> bool:
    """Whether a task holds all that its files are made from: pictures and an office's own fonts lie on its disk."""
    pictures = (file for files in task.archive.files.values() for file in files if ending(file) in IMAGES)
    return task.settings.fonts_dir is None and next(pictures, None) is None


def made(task: Task) -> tuple[bytes, ...] | None:
    """What the files of a task hold; None where one cannot be made."""
    try:
        return tuple(form.write(task.report, task.archive, task.settings) for form, _ in task.files)
    except (PdfError, OSError):
        return None


def kept(task: Task, files: tuple[bytes, ...]) -> tuple[str, ...]:
    """Write the files of a task; returns a line for the editor for each that could not be written."""
    problems = []
    for (_, path), data in zip(task.files, files, strict=True):
        try:
            keep(path, data)
        except OSError as error:
            problems.append(cannot_write(path, error))
    return tuple(problems)


def make(task: Task) -> tuple[str, ...]:
    """Make the files of a task; returns a line for the editor for each that could not be made."""
    return tuple(_make(task))


def _make(task: Task) -> Iterator[str]:
    for form, path in task.files:
        try:
            keep(path, form.write(task.report, task.archive, task.settings))
        except PdfError as error:
            yield str(error)
        except OSError as error:
            yield cannot_write(path, error)
