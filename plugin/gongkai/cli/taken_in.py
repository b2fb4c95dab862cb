"""Files that were read in, as import and collect tell of them: what was read, what is in doubt, what check finds."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import click

from gongkai.cli.common import is_there, read_and_inspect, read_settings
from gongkai.data_classes import dataclass
from gongkai.ground.spread import Spread
from gongkai.ground.why_not import why_not
from gongkai.model import Agency
from gongkai.readings.opening import read_file
from gongkai.readings.pieces import Doubt, UnreadableFile
from gongkai.readings.reading import Reading
from gongkai.reporting.text import write_text

MOST_SHOWN = 30
"""Lines of one kind that are shown of a file; the rest stands in the file that is written."""


def expanded(files: Iterable[Path]) -> Iterator[Path]:
    """The files, those below folders too, without what file managers and Word leave behind."""
    for path in files:
        if not is_there(path):
            raise click.UsageError(f"没有“{path}”这个文件或文件夹")
        if path.is_dir():
            yield from sorted(
                below
                for below in path.rglob("*")
                if below.is_file() and not re.match(r"\.|~\$|Thumbs\.db$|desktop\.ini$", below.name)
            )
        else:
            yield path


@dataclass(frozen=True)
class Opened:
    """A file that was opened."""

    path: Path
    data: bytes
    readings: list[Reading]
    """Empty where nobody asked for them."""
    why: str
    """Why it could not be read; empty where it was."""


@dataclass(frozen=True)
class _Given:
    """What is sent to a machine that reads."""

    name: str
    data: bytes
    year: int | None


def opened(
    paths: Iterable[Path],
    cluster: Spread | None,
    year: int | None = None,
    is_ours: Callable[[Path, bytes], bool] = lambda *_: False,
) -> Iterator[Opened]:
    """Every file with the reports that it holds, in their order.

    cluster: where they are read, if not here. is_ours: what is no reading but the data itself.
    """
    coming: deque[Opened] = deque()

    def given() -> Iterator[_Given | None]:
        for path in paths:
            try:
                data = path.read_bytes()
            except OSError as error:
                coming.append(Opened(path, b"", [], f"打不开：{why_not(error)}"))
                yield None
            else:
                coming.append(Opened(path, data, [], ""))
                yield None if is_ours(path, data) else _Given(path.name, data, year)

    for found in map(_read, given()) if cluster is None else cluster.each(_read, given()):
        file = coming.popleft()
        yield replace(file, why=found) if isinstance(found, str) else replace(file, readings=found)


def _read(given: _Given | None) -> list[Reading] | str:
    if given is None:
        return []
    try:
        return read_file(given.data, given.name, given.year)
    except UnreadableFile as error:
        return str(error)


def tell(
    path: Path, target: Path, reading: Reading, agency: Agency, year: int, doubts: tuple[Doubt, ...]
) -> None:
    """What was read, what is in doubt, what was not placed."""
    form = "自由格式" if reading.form.is_free else f"{reading.form.name}年格式"
    what = [f"{form}"]
    tables = [table for table in reading.form.tables if any(name.table == table.id for name in reading.cells)]
    if tables:
        what.append(f"{'、'.join(table.caption for table in tables)}共{len(reading.cells)}格")
    if reading.chapters:
        what.append(f"{len(reading.chapters)}个部分的文字")
    if reading.whole is not None:
        what = [form, "全部内容"]
    click.echo(f"{path.as_posix()} → {target.as_posix()}：{agency.name}{year}年度，{'，'.join(what)}")
    for title, lines in (
        ("没有读到", reading.missing),
        ("请核对", tuple(map(str, doubts))),
        ("没有放入的数", reading.unplaced_rows),
        ("没有归入的文字", tuple(map(str, reading.rest))),
    ):
        for line in lines[:MOST_SHOWN]:
            click.echo(f"  {title}：{' '.join(line.split())}")
        if len(lines) > MOST_SHOWN:
            click.echo(f"  {title}：还有{len(lines) - MOST_SHOWN}处，写在文件末尾的注释里")


def tell_findings(data: Path, written: Iterable[Path]) -> None:
    """The findings of the files that were written."""
    settings = read_settings()
    archive, found = read_and_inspect(data, settings)
    names = {Path(path).resolve() for path in written}
    findings = tuple(finding for finding in found if Path(finding.place.file).resolve() in names)
    if findings:
        click.echo("\n核对：")
        click.echo(write_text(findings, archive.lines))
