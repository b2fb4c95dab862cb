"""The page of a year: all agencies side by side, to be sorted by readers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from gongkai.addresses import INDEX, Anchor, Page
from gongkai.findings import CellName, Number
from gongkai.pages.blocks import (
    AgenciesTable,
    AgencyRow,
    BarYear,
    Block,
    Downloads,
    IndexCell,
    Inlines,
    Link,
    Offered,
    PageContent,
    Paragraph,
    Tag,
    Text,
    Title,
    Trail,
    YearBar,
)
from gongkai.pages.dates import newest
from gongkai.pages.doubts import DOUBT, Doubt, Doubts
from gongkai.pages.frame import COLUMN, page_link
from gongkai.pages.key_block import counted, made_public
from gongkai.pages.years import GAPS, LEAST_BASE, NONE
from gongkai.series import AgenciesOfYear, AgencyYear, KeyCell, KeyYear, Measure
from gongkai.tables import cell_id, rounded

PUBLIC = "公开率"
_MARKED = f"（{DOUBT}）"
COLUMNS: tuple[tuple[Measure | None, str, str, str], ...] = (
    (Measure.NEW, "new", "", "新收"),
    (Measure.RESULT, "result", "", "办结"),
    (None, "public", "", PUBLIC),
    (Measure.CARRIED_OUT, "carried_out", "", "结转"),
    (Measure.REVIEW_CORRECTED, "review_corrected", "行政复议", "纠正"),
    (Measure.REVIEW, "review", "行政复议", "合计"),
    (Measure.SUIT_CORRECTED, "suit_corrected", "行政诉讼", "纠正"),
    (Measure.SUIT, "suit", "行政诉讼", "合计"),
)
"""What is shown of each agency: the number, its name for programs, the group of its column, and the column."""


def agencies_of_year_page(
    of_year: AgenciesOfYear, years: Iterable[int], files: Offered, doubts: Doubts
) -> PageContent:
    """The page. years: those that have such a page. files: to download. doubts: of all reports."""
    year, here = of_year.year, Page(None, of_year.year)
    rows = sorted((agency_row(each, doubts) for each in of_year.agencies), key=by_new)
    known = [each for each in of_year.agencies if each.numbers is not None]
    total = totals([each.numbers for each in known if each.numbers is not None], doubts, known)
    title = f"{year}年各机关政府信息公开情况"
    blocks: list[Block] = [
        Trail((page_link(COLUMN, INDEX),), f"{year}年"),
        Title("", title),
        years_bar(years, here),
        Paragraph((Text(_summary(len(rows), len(known), total)),), "intro"),
        AgenciesTable(
            "单位：件",
            "机关",
            tuple((group, label) for _, _, group, label in COLUMNS),
            tuple(rows),
            (f"{len(known)}个机关合计", total),
        ),
        Paragraph((Text(_remark(of_year, rows)),), "aside"),
        *([Downloads(files[here])] if here in files else []),
        *(
            Paragraph((Text(text),), "declaration")
            for text in dict.fromkeys(each.agency.declaration for each in of_year.agencies)
            if text
        ),
    ]
    day = newest(each.report for each in of_year.agencies)
    return PageContent(here, title, tuple(blocks), day, description=_summary(len(rows), len(known), total))


def years_bar(years: Iterable[int], here: Page) -> YearBar:
    """The bar of the years that have such a page."""
    links = tuple(BarYear(year, Page(None, year), here.year == year) for year in sorted(years, reverse=True))
    everything = None if here == INDEX else page_link("全部机关历年报告", INDEX)
    return YearBar(links, everything, None, label="各年度各机关对照")


def number_of(year: KeyYear, measure: Measure | None, doubts: Mapping[CellName, Doubt]) -> Number | None:
    """A number of an agency; for no measure, 公开率 in percent. doubts: of the report."""
    return made_public(year, doubts) if measure is None else year.numbers[measure].value.number


def by_new(row: AgencyRow) -> tuple[bool, Number]:
    """The most first; those without a number last."""
    number = row.numbers[0] if row.numbers else None
    return number is None, -(number or 0)


def agency_row(each: AgencyYear, doubts: Doubts) -> AgencyRow:
    """An agency among those of a year, with what is known of it."""
    page = Page(each.agency.path, each.report.year)
    name, kind = page_link(each.report.agency_name, page), each.agency.kind.value
    if each.numbers is None:
        word = GAPS[each.gap] if each.gap is not None else "空白"
        return AgencyRow(name, kind, (), (), (Tag(word), Text(" 没有可以比较的数")))
    own = doubts.get((each.agency.path, each.report.year), {})
    result = each.numbers.numbers[Measure.RESULT].value.number
    is_thin = result is not None and result < LEAST_BASE
    cells, numbers = [], []
    for measure, _, _, _ in COLUMNS:
        number = number_of(each.numbers, measure, own)
        if measure is None:
            cells.append(
                IndexCell((Text(NONE if number is None else f"{number}%"),), "thin" if is_thin else "num")
            )
            numbers.append(number)
        else:
            cells.append(_cell(each.numbers.numbers[measure], page, own))
            numbers.append(number)
    return AgencyRow(name, kind, tuple(cells), tuple(numbers))


def _cell(cell: KeyCell, page: Page, doubts: Mapping[CellName, Doubt]) -> IndexCell:
    number = cell.value.number
    shown: Inlines = (Text(NONE if number is None else counted(number)),)
    doubt = next((doubts[name] for name in cell.cells if name in doubts), None)
    if doubt is not None:
        shown = (*shown, Text(" "), Link((Text(DOUBT),), Anchor(page, cell_id(doubt.cell))))
    return IndexCell(shown, "num" if number else "zero")


def totals(years: list[KeyYear], doubts: Doubts, known: list[AgencyYear]) -> tuple[IndexCell, ...]:
    """The sums; none of a column in which an agency has no number."""
    cells = []
    for measure, _, _, _ in COLUMNS:
        if measure is None:
            cells.append(_total_public(years, doubts, known))
            continue
        numbers = [year.numbers[measure].value.number for year in years]
        sure = [number for number in numbers if number is not None]
        if len(sure) < len(numbers):
            cells.append(IndexCell((Text(NONE),), "num"))
            continue
        shown: Inlines = (Text(counted(sum(sure))),)
        doubtful = _doubtful(measure, years, doubts, known)
        if doubtful is not None:
            shown = (*shown, Text(" "), Link((Text(DOUBT),), doubtful))
        cells.append(IndexCell(shown, "num"))
    return tuple(cells)


def _doubtful(measure: Measure, years: list[KeyYear], doubts: Doubts, known: list[AgencyYear]) -> Anchor | None:
    """The first cell in doubt of those that a sum is made of."""
    for year, each in zip(years, known, strict=True):
        own = doubts.get((each.agency.path, each.report.year), {})
        for name in year.numbers[measure].cells:
            if name in own:
                return Anchor(Page(each.agency.path, each.report.year), cell_id(own[name].cell))
    return None


def _total_public(years: list[KeyYear], doubts: Doubts, known: list[AgencyYear]) -> IndexCell:
    whole = parts = Decimal(0)
    for year, each in zip(years, known, strict=True):
        own = doubts.get((each.agency.path, each.report.year), {})
        result = year.numbers[Measure.RESULT].value.number
        if made_public(year, own) is None and result != 0:
            return IndexCell((Text(NONE),), "num")
        whole += result or 0
        parts += sum(cell.value.number or 0 for cell in year.outcomes[:2])
    return IndexCell((Text(f"{rounded(parts * 100 / whole, 1)}%" if whole else NONE),), "num")


def _is_marked(cell: IndexCell) -> bool:
    return any(isinstance(each, Link) for each in cell.inlines)


def _summary(agencies: int, known: int, total: tuple[IndexCell, ...]) -> str:
    said = [
        f"{words}{text}{'' if measure is None else '件'}{_MARKED if _is_marked(cell) else ''}"
        for (measure, _, _, _), cell, words in zip(
            COLUMNS, total, ("共新收申请", "办结", PUBLIC, "结转下年度"), strict=False
        )
        if (text := "".join(each.text for each in cell.inlines if isinstance(each, Text)).strip()) != NONE
    ]
    return f"{agencies}个机关中，{known}个有可以比较的数" + (f"：{'，'.join(said)}。" if said else "。")


def _remark(of_year: AgenciesOfYear, rows: list[AgencyRow]) -> str:
    said = [
        "数取自各机关的年度报告，合计由本站相加",
        f"{PUBLIC}＝（予以公开＋部分公开）÷办结，办结不足{LEAST_BASE}件的以较轻字重列出",
        "纠正即表四“结果纠正”",
    ]
    shown = [inline for row in rows for cell in row.cells for inline in cell.inlines]
    if any(isinstance(each, Text) and each.text == NONE for each in shown):
        said.append(f"“{NONE}”没有可用的数，不是零")
    if any(isinstance(each, Link) for each in shown):
        said.append(f"“{DOUBT}”与其他数不符，不用来计算{PUBLIC}，加进了它的合计也这样标出")
    text = "；".join(said) + "。"
    if of_year.regional:
        names = "、".join(agency.name for agency in of_year.regional)
        text += f"{names}的报告汇总下级机关，不列入，以免重复计算。"
    return text
