"""The documents of the reports of a site, kept from build to build.

A document is kept under a name made of all that goes into it, so an edit remakes only what it changes, and the cache
may be deleted, copied or shared at any time. What it holds is believed only where it is as it was written. What was
used neither by the last build nor by the last one before it that used others is deleted.
"""

from __future__ import annotations

import json
import platform
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from gongkai.data_classes import dataclass
from gongkai.documents.formats import FORMATS, Format
from gongkai.documents.kept import PROOF, cannot_write, digest, is_kept
from gongkai.documents.pool import make_all
from gongkai.documents.task import Task, part_of
from gongkai.fonts import font_set
from gongkai.ground.cache import is_off
from gongkai.ground.extras import MissingExtra, installed
from gongkai.ground.generations import prepare, sweep
from gongkai.ground.program import program
from gongkai.ground.progress import Progress
from gongkai.ground.spread import Spread
from gongkai.model import Archive, Report
from gongkai.model.files import IMAGES, ending
from gongkai.settings import DOCUMENTS, Settings, fonts_folder


@dataclass(frozen=True)
class Documents:
    """The documents there are, by agency and year, then by format."""

    files: Mapping[tuple[str, int], Mapping[str, Path]]
    problems: tuple[str, ...] = ()
    """Why some could not be made, a line each."""
    missing: str | None = None
    """One line, where an extra is not installed."""


def make_documents(
    reports: Iterable[Report],
    archive: Archive,
    settings: Settings,
    folder: Path,
    *,
    processes: int | None = None,
    cluster: Spread | None = None,
) -> Documents:
    """The documents of those reports, made where the folder does not have them. processes, cluster: as of `make_all`.

    Raises SettingsError where there is no folder of fonts as the settings have it.
    """
    kinds = DOCUMENTS if settings.documents is None else settings.documents
    if not kinds:
        return Documents({})
    wanted = [(name, FORMATS[name]) for name in kinds]
    versions = {form: installed(*form.library) for _, form in wanted if form.library is not None}
    absent = [form for form, version in versions.items() if version is None]
    there = [(name, form) for name, form in wanted if form not in absent]
    common = {name: _common(form, versions[form] or "", archive, settings) for name, form in there}
    files: dict[tuple[str, int], dict[str, Path]] = {}
    tasks: list[Task] = []
    for report in reports:
        if report.withdrawal is not None:
            continue
        forms = [(name, form) for name, form in there if form.is_for(report)]
        part = part_of(report, archive)
        of_report = _of_report(report, part, archive)
        paths = {
            name: folder / f"{sha256(common[name] + of_report).hexdigest()[:40]}.{form.ending}"
            for name, form in forms
        }
        files[report.agency, report.year] = paths
        to_make = tuple((form, paths[name]) for name, form in forms if is_off() or not is_kept(paths[name]))
        if to_make:
            tasks.append(Task(report, part, settings, to_make))
    try:
        prepare(folder)
        with Progress().work(f"正在生成 {'、'.join(form.kind for _, form in there)}", len(tasks)) as step:
            problems = make_all(tasks, step, processes=processes, cluster=cluster)
    except OSError as error:
        problems = (cannot_write(folder, error),)
    if problems:
        files = {key: {n: p for n, p in paths.items() if is_kept(p)} for key, paths in files.items()}
    return Documents(files, problems, _missing(absent) if absent else None)


def settle_documents(documents: Documents, folder: Path) -> None:
    """Delete what is no longer used, when the site of the documents is made: until then that of before may still show its own."""
    names = {path.name for paths in documents.files.values() for path in paths.values()}
    if names and not documents.problems:
        # What cannot be deleted stays for another time.
        with suppress(OSError):
            sweep(folder, names, _name)


def _missing(absent: list[Format]) -> str:
    packages = "、".join(form.library[1] for form in absent if form.library is not None)
    return f"没有生成 {'、'.join(form.kind for form in absent)}：{MissingExtra(packages)}"


def _common(form: Format, version: str, archive: Archive, settings: Settings) -> bytes:
    """What goes into every document of a format."""
    parts = [form.ending, version, platform.python_version(), zlib.ZLIB_RUNTIME_VERSION, program()]
    if form.ending == "pdf":
        paths = dict.fromkeys(face.path for face in font_set(fonts_folder(settings, archive.base)).faces)
        parts += (digest(path, path.stat().st_mtime_ns, path.stat().st_size) for path in paths)
    if form.ending == "xlsx":
        parts.append(settings.license or "")
    return _packed(parts)


def _of_report(report: Report, part: Archive, archive: Archive) -> bytes:
    """What goes into the documents of a report alone: all that is in its part of the archive."""
    places = [agency.place for agency in part.agencies.values()] + [each.place for each in part.reports]
    texts = ("\n".join(archive.lines[place.file]) for place in places)
    return _packed([report.agency, f"{report.year}", *texts, *_of_files(part)])


def _of_files(part: Archive) -> Iterator[str]:
    """Pictures are shown; of other files the name and size are."""
    for files in part.files.values():
        for file in files.values():
            yield from (file.name, f"{file.size}")
            if ending(file.name) in IMAGES:
                yield digest(file.path, file.path.stat().st_mtime_ns, file.size)


def _packed(parts: Iterable[str]) -> bytes:
    """Texts as bytes, different for different texts."""
    return json.dumps(list(parts)).encode() + b"\n"


def _name(path: Path) -> str | None:
    """That of a document, or of the document whose proof a file is."""
    name = path.name.removesuffix(PROOF)
    return name if name.rpartition(".")[2] in DOCUMENTS else None
