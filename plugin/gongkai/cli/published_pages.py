"""Pages as they were published, and documents as they were sent round, held against the data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from gongkai.cli.common import data_folder, is_there, read_settings
from gongkai.data_classes import dataclass
from gongkai.ground.jsontext import json_bytes
from gongkai.ground.progress import Progress
from gongkai.ground.why_not import why_not
from gongkai.model import Archive, Cell, Report, State, read_archive
from gongkai.pages.plain_text import plain_text
from gongkai.pages.report import preamble
from gongkai.readings.compare import CellDifference, Difference, compare
from gongkai.readings.labels import plain
from gongkai.readings.opening import read_file
from gongkai.readings.pieces import UnreadableFile
from gongkai.readings.reading import Reading

_STATES = {State.BLANK: "空白", State.STROKE: "/"}
_PAGES = (".html", ".htm", ".shtml")
"""What is looked at in a folder."""
_MOST_SHOWN = 60
"""Characters of a paragraph that are shown."""


@dataclass(frozen=True)
class _Verified:
    """A page, what it was held against, and where the two differ; or why it could not be."""

    page: Path
    report: Report | None = None
    reading: Reading | None = None
    differences: tuple[Difference, ...] = ()
    why_not: str = ""

    @property
    def is_same(self) -> bool:
        """Whether the page says what the report says."""
        lost = self.reading is not None and (self.reading.unplaced or self.reading.missing)
        return not self.why_not and not self.differences and not lost


def verify_pages(
    pages: tuple[Path, ...], agency: str | None, year: int | None, data_dir: Path | None, *, as_json: bool
) -> bool:
    """Whether all pages say what the reports say; what differs is printed, as text or as JSON."""
    settings = read_settings()
    archive, _ = read_archive(data_folder(data_dir, settings), Path.cwd())
    agency = agency and agency.strip("/")
    if agency is not None and agency not in archive.agencies:
        raise click.UsageError(f"没有机关“{agency}”；写它的文件夹在数据文件夹中的路径")
    every = list(_pages(pages))
    found: list[_Verified] = []
    with Progress().work("正在比较", len(every)) as step:
        for path, is_asked in every:
            verified = _verify(path, archive, agency, year)
            # In a folder, pages that are no report are passed over.
            found += (each for each in verified if is_asked or each.report is not None)
            step()
    if as_json:
        click.echo(
            json_bytes({"version": 1, "pages": [_as_json(each) for each in found]}, depth=3).decode(), nl=False
        )
    else:
        for each in found:
            click.echo("\n".join(_as_text(each)))
        different = sum(not each.is_same for each in found)
        result = (
            f"，{f'{different} 份不同' if different else '完全相同'}" if found else "：没有一页是数据里的报告"
        )
        click.echo(f"比较了 {len(found)} 份{result}。")
    return bool(found) and all(each.is_same for each in found)


def _pages(paths: tuple[Path, ...]) -> Iterator[tuple[Path, bool]]:
    """Each file, and whether it was asked for by itself."""
    for path in paths:
        if not is_there(path):
            raise click.UsageError(f"没有“{path}”这个文件或文件夹")
        if path.is_dir():
            yield from ((each, False) for each in sorted(path.rglob("*")) if each.suffix.lower() in _PAGES)
        else:
            yield path, True


def _verify(path: Path, archive: Archive, agency: str | None, year: int | None) -> list[_Verified]:
    """A file held against the data: one, but for our own of several reports."""
    try:
        readings = read_file(path.read_bytes(), path.name, year)
    except UnreadableFile as error:
        return [_Verified(path, why_not=str(error))]
    except OSError as error:
        return [_Verified(path, why_not=f"打不开：{why_not(error)}")]
    return [_compared(path, reading, archive, agency, year) for reading in readings]


def _compared(
    path: Path, reading: Reading, archive: Archive, agency: str | None, year: int | None
) -> _Verified:
    report = _report_of(reading, archive, agency, year)
    if report is None:
        named = f"{reading.agency_name or '没有写明的机关'}{reading.year or '没有写明的'}年度"
        return _Verified(path, why_not=f"数据里没有这份报告（{named}）；可用 --agency、--year 指明")
    if report.is_elsewhere or report.withdrawal is not None:
        return _Verified(path, why_not="这份报告只有文件、地址或撤回的说明，没有可以比较的内容")
    reading = reading.without(archive.agencies[report.agency].declaration)
    own = None if report.without_preamble else [plain_text(preamble(report, archive))]
    return _Verified(path, report, reading, tuple(compare(report, archive, reading, own)))


def _report_of(reading: Reading, archive: Archive, agency: str | None, year: int | None) -> Report | None:
    year = year if year is not None else reading.year
    if agency is None and reading.agency_path in archive.agencies:
        agency = reading.agency_path
    reports = [
        report
        for report in archive.reports
        if report.year == year
        and (report.agency == agency if agency is not None else _is_named(reading, report, archive))
    ]
    return reports[0] if len(reports) == 1 else None


def _is_named(reading: Reading, report: Report, archive: Archive) -> bool:
    names = {plain(report.agency_name), plain(archive.agencies[report.agency].name)}
    return plain(reading.agency_name or "") in names


def _shown(cell: Cell | None) -> str:
    if cell is None:
        return "没有"
    return _STATES.get(cell.state) or f"{cell.text}{cell.unit or ''}"


def _line_of(difference: Difference, report: Report) -> int:
    if isinstance(difference, CellDifference):
        if difference.ours is not None:
            return difference.ours.place.line
        row = report.row_places.get((difference.name.table, str(difference.name.row)))
        return row.line if row is not None else 1
    if difference.ours:
        return difference.ours[0].place.line
    place = report.section_places.get(difference.section or "")
    return place.line if place is not None else 1


def _as_text(each: _Verified) -> Iterator[str]:
    if each.report is None or each.reading is None:
        yield f"{each.page.as_posix()}：{each.why_not}"
        return
    count = len(each.reading.cells)
    if each.is_same:
        yield f"{each.page.as_posix()}：与 {each.report.place.file} 相同（{count} 格，{len(each.reading.chapters)} 个部分）"
        return
    yield f"{each.page.as_posix()}：与 {each.report.place.file} 不同"
    for missing in each.reading.missing:
        yield f"  没有读到：{missing}"
    for difference in each.differences:
        where = f"{each.report.place.file} 第{_line_of(difference, each.report)}行"
        if isinstance(difference, CellDifference):
            spot = f"（{difference.spot}）" if str(difference.spot) else ""
            yield f"  {difference.label}：页面{spot}{_shown(difference.theirs)}，数据 {_shown(difference.ours)}（{where}）"
        else:
            theirs = "".join(line.text for line in difference.theirs)
            ours = "".join(difference.shown)
            spot = f"（{difference.theirs[0].spot}）" if difference.theirs else ""
            yield f"  {difference.title}：页面{spot}“{_cut(theirs, ours)}”，数据“{_cut(ours, theirs)}”（{where}）"
    for unplaced in each.reading.unplaced_rows:
        yield f"  页面上的数没有对应的格：{unplaced}"


def _cut(text: str, other: str) -> str:
    """A text from a little before where it begins to differ from another."""
    same = next(
        (n for n, (a, b) in enumerate(zip(text, other, strict=False)) if a != b), min(len(text), len(other))
    )
    start = max(0, same - 10)
    shown = text[start : start + _MOST_SHOWN]
    return f"{'…' if start else ''}{shown}{'…' if start + _MOST_SHOWN < len(text) else ''}" or "没有"


def _as_json(each: _Verified) -> Mapping[str, object]:
    report = each.report
    return {
        "page": each.page.as_posix(),
        "file": report.place.file if report else None,
        "agency": report.agency if report else None,
        "year": report.year if report else None,
        "same": each.is_same,
        "problem": each.why_not or None,
        "missing": list(each.reading.missing) if each.reading else [],
        "unplaced": [str(doubt) for doubt in each.reading.unplaced] if each.reading else [],
        "differences": [_difference(difference, report) for difference in each.differences] if report else [],
    }


def _difference(difference: Difference, report: Report) -> Mapping[str, object]:
    line = _line_of(difference, report)
    if isinstance(difference, CellDifference):
        return {
            "table": difference.name.table,
            "row": difference.name.row,
            "column": difference.name.column,
            "label": difference.label,
            "page": None if difference.theirs is None else difference.theirs.text,
            "page_row": difference.spot.row or None,
            "page_column": difference.spot.column or None,
            "data": None if difference.ours is None else difference.ours.text,
            "line": line,
        }
    return {
        "section": difference.section,
        "title": difference.title,
        "page": [each.text for each in difference.theirs],
        "page_paragraph": difference.theirs[0].spot.paragraph or None if difference.theirs else None,
        "data": list(difference.shown),
        "line": line,
    }
