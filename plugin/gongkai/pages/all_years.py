"""All years of an agency as one table: when each report was published, its key numbers, what became of it, its files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import groupby
from types import MappingProxyType

from gongkai.addresses import Attached, Page
from gongkai.model import Agency, Archive, Report, expected_years
from gongkai.pages.blocks import (
    Block,
    Download,
    Heading,
    Hidden,
    IndexCell,
    IndexGroup,
    IndexTable,
    Inline,
    Inlines,
    Link,
    Offered,
    Paragraph,
    Tag,
    Text,
)
from gongkai.pages.dates import date_text
from gongkai.pages.doubts import DOUBT
from gongkai.pages.frame import NAME, page_link
from gongkai.pages.lateness import Lateness
from gongkai.pages.report import report_title
from gongkai.pages.states import NOTHING, overdue_tag, state_tags
from gongkai.pages.years import GAPS, MEANINGS, NONE, cell, form_name, mark_of
from gongkai.series import Gap, KeyNumber, Measure, Series, Value, key_numbers
from gongkai.series.series import gap_of

SECTION = "figures"
"""Its anchor, where it has a heading."""
_NOT_HERE = (Measure.MADE, Measure.IN_FORCE)
"""Said by the key block and the comparison; here there is no room."""
_WITHOUT_NUMBERS = "没有统一的数字"
_NO_REMARK = IndexCell((Hidden("没有"),))


def all_years(
    agency: Agency,
    archive: Archive,
    own: Mapping[int, Report],
    last_year: int | None,
    files: Offered,
    series: Series | None,
    late: Lateness | None,
) -> Iterator[Block]:
    """The table, under a heading where there are numbers to explain."""
    years = sorted({*own, *expected_years(agency, own, last_year)}, reverse=True)
    downloads = {
        year: (*_files_alone(own.get(year), archive), *_made(files.get(Page(agency.path, year), ())))
        for year in years
    }
    links = {year: _links(found) for year, found in downloads.items()} if any(downloads.values()) else {}
    numbers = () if series is None else tuple(n for n in key_numbers(series) if n.measure not in _NOT_HERE)
    said = {year: _said(year, own.get(year), agency, late) for year in years}
    if series is None or not numbers:
        yield _plain(years, own, said, links)
        return
    yield Heading(2, SECTION, (Text("历年报告"),), is_searched=False)
    yield _with_numbers(years, own, said, links, series, numbers)
    if remarks := _remarks(numbers):
        yield Paragraph((Text(remarks),), "legend")


def _plain(
    years: list[int], own: Mapping[int, Report], said: Mapping[int, Inlines], links: Mapping[int, IndexCell]
) -> IndexTable:
    """Without numbers what became of a report has a column of its own."""
    has_remarks = any(said.values())
    titles = ("年度", "发布日期", *(["说明"] if has_remarks else []), *(["下载"] if links else []))
    rows = tuple(
        (
            IndexCell((_year(year, own.get(year), f"{year}年年度报告"),)),
            _date(own.get(year)),
            *([IndexCell(said[year]) if said[year] else _NO_REMARK] if has_remarks else []),
            *([links[year]] if links else []),
        )
        for year in years
    )
    return IndexTable(f"历年{NAME}", tuple((Text(title),) for title in titles), (IndexGroup((), rows),))


def _with_numbers(
    years: list[int],
    own: Mapping[int, Report],
    said: Mapping[int, Inlines],
    links: Mapping[int, IndexCell],
    series: Series,
    numbers: tuple[KeyNumber, ...],
) -> IndexTable:
    """By form; what became of a report stands behind its year, or where its numbers would."""
    index = {year.year: at for at, year in enumerate(series.years)}
    titles = ("年度", "发布日期", *(each.name for each in numbers), *(["下载"] if links else []))
    rows = dict[int, tuple[IndexCell, ...]]()
    for year in years:
        first: Inlines = (_year(year, own.get(year), f"{year}年"),)
        shown = said[year]
        cells: list[IndexCell] = []
        if (at := index.get(year)) is not None and series.years[at].report is not None:
            cells += (_number(each.values[at]) for each in numbers)
            first = (*first, *((Text(" "), *shown) if shown else ()))
        else:
            free: Inlines = (Tag(GAPS[Gap.FREE]), Text(" ")) if gap_of(own.get(year)) is Gap.FREE else ()
            cells.append(IndexCell((*free, *shown), span=len(numbers)))
        rows[year] = (IndexCell(first), _date(own.get(year)), *cells, *([links[year]] if links else []))
    groups = [
        IndexGroup((Text(name),), tuple(rows[year] for year in of_group))
        for name, of_group in groupby(years, lambda year: _form(year, series, index))
    ]
    if len(groups) == 1:
        groups = [IndexGroup((), groups[0].rows)]
    return IndexTable(f"历年{NAME}（单位：件）", tuple((Text(title),) for title in titles), tuple(groups))


def _form(year: int, series: Series, index: Mapping[int, int]) -> str:
    """What the rows of a form stand under; a gap between them goes with its form."""
    return form_name(series.years[index[year]].form) if year in index else _WITHOUT_NUMBERS


def _year(year: int, report: Report | None, text: str) -> Inline:
    return Text(f"{year}年") if report is None else page_link(text, Page(report.agency, year))


def _date(report: Report | None) -> IndexCell:
    return IndexCell((Text(date_text(report.published) if report and report.published else NOTHING),))


def _said(year: int, report: Report | None, agency: Agency, late: Lateness | None) -> Inlines:
    """What became of a report, and its title where that is not the usual."""
    if report is None:
        overdue = overdue_tag(agency, year, late)
        return (overdue,) if overdue else (Text("没有报告"),)
    title = report_title(report)
    own = () if title.text == f"{year}年{NAME}" else (Text(title.whole),)
    return (*own, *state_tags(report, agency, late, with_date=True))


def _number(value: Value) -> IndexCell:
    text = Text(cell(value).text if value.number is not None else NONE)
    at = mark_of(value)
    return IndexCell((text,) if at is None else (text, Text(" "), Link((Text(DOUBT),), at)), "num")


def _remarks(numbers: tuple[KeyNumber, ...]) -> str:
    said = [f"{each.name}＝{each.formula}" for each in numbers if each.formula]
    if any(value.number is None for each in numbers for value in each.values):
        said.append(f"“{NONE}”{MEANINGS[NONE]}")
    if any(value.doubt is not None for each in numbers for value in each.values):
        said.append(f"“{DOUBT}”{MEANINGS[DOUBT]}")
    return "；".join(said) + "。" if said else ""


def _files_alone(report: Report | None, archive: Archive) -> Iterator[Link]:
    """The files of a report that is nothing else, by their kinds."""
    if report is None or report.withdrawal is not None or not report.is_elsewhere:
        return
    there = archive.files.get((report.agency, report.year), MappingProxyType({}))
    kinds: Counter[str] = Counter()
    for file in (there[each.file] for each in report.attachments if each.file in there):
        kinds[file.kind] += 1
        number = f" {kinds[file.kind]}" if kinds[file.kind] > 1 else ""
        yield Link((Text(f"{file.kind}{number}"),), Attached(Page(report.agency, report.year), file.name))


def _made(downloads: tuple[Download, ...]) -> Iterator[Link]:
    """The files made of a report, by their kinds; what explains the report, which has a label, stands with it."""
    return (Link((Text(each.kind),), each.address) for each in downloads if not each.label)


def _links(links: tuple[Link, ...]) -> IndexCell:
    parted: list[Inline] = [part for link in links for part in (Text("　"), link)]
    return IndexCell(tuple(parted[1:]) or (Hidden("没有"),), "files")
