"""What an agency's page says in numbers: the key numbers by year, and charts over the years."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from gongkai.addresses import Page
from gongkai.pages.blocks import (
    Block,
    ComparedGroup,
    ComparedRow,
    ComparisonTable,
    Drawing,
    Heading,
    IndexCell,
    IndexGroup,
    IndexTable,
    Inline,
    Link,
    Paragraph,
    Tag,
    Text,
)
from gongkai.pages.doubts import DOUBT
from gongkai.pages.frame import page_link
from gongkai.pages.key_block import changed, counted
from gongkai.pages.years import COMPUTED, MEANINGS, NONE, cell, columns, form_name, mark_of, remark
from gongkai.series import KeyNumber, Measure, Series, Value, Year, by_result, key_numbers
from gongkai.series.charts import Chart, Kind, Part, is_drawn

INCOMPLETE, IN_DOUBT = "数字不全", "数字待核"
FEWEST_YEARS = 2
"""One year shows no change."""


def key_number_blocks(series: Series) -> Iterator[Block]:
    """The sections, each with its heading."""
    numbers = key_numbers(series)
    if not numbers:
        return
    yield Heading(2, "figures", (Text("历年主要数字"),), is_searched=False)
    yield _table(series, numbers)
    yield Paragraph(_remarks(numbers), "legend")
    if series.can_be_compared:
        link = page_link("逐项比较历年数字", Page(series.agency, is_comparison=True))
        yield Paragraph((link,), "intro")
    by_measure = {each.measure: each for each in numbers}
    yield from _results(series, by_measure)
    if Measure.CARRIED_OUT in by_measure:
        left = by_measure[Measure.CARRIED_OUT]
        caption = "年末尚未办结、结转下年度继续办理的申请（件）。"
        seen = _seen(series, f"年末{left.name}", left.values)
        yield from _drawn(series, "carried-out", Kind.LINE, "结转", seen, caption, [(left.name, left.values)])
    disputes = [by_measure[m] for m in (Measure.REVIEW, Measure.SUIT) if m in by_measure]
    if disputes:
        parts = [(each.name, each.values) for each in disputes]
        caption = "因政府信息公开提起的行政复议和行政诉讼（件）。"
        seen = "；".join(filter(None, (_seen(series, name, values) for name, values in parts)))
        yield from _drawn(series, "disputes", Kind.BARS, "复议和诉讼", seen, caption, parts)


def _table(series: Series, numbers: tuple[KeyNumber, ...]) -> IndexTable:
    header = ((Text("年度"),), *((Text(each.name),) for each in numbers))
    rows = {
        year.year: (_year(series, year), *(_number(each.values[index]) for each in numbers))
        for index, year in enumerate(series.years)
    }
    groups = [
        IndexGroup((Text(form),), tuple(rows[year.year] for year in years))
        for form, years in groupby(reversed(series.years), lambda year: form_name(year.form))
    ]
    if len(groups) == 1:
        groups = [IndexGroup((), groups[0].rows)]
    return IndexTable("单位：件", header, tuple(groups))


def _year(series: Series, year: Year) -> IndexCell:
    text = f"{year.year}年"
    has_page = year.report is not None
    first: Inline = page_link(text, Page(series.agency, year.year)) if has_page else Text(text)
    said = remark(year)
    return IndexCell((first, Text(" "), Tag(said)) if said else (first,))


def _number(value: Value) -> IndexCell:
    text = Text(cell(value).text if value.number is not None else NONE)
    at = mark_of(value)
    return IndexCell((text,) if at is None else (text, Text(" "), Link((Text(DOUBT),), at)), "num")


def _remarks(numbers: tuple[KeyNumber, ...]) -> tuple[Text, ...]:
    said = [f"{each.name}＝{each.formula}" for each in numbers if each.formula]
    if any(value.number is None for each in numbers for value in each.values):
        said.append(f"“{NONE}”{MEANINGS[NONE]}")
    if any(value.doubt is not None for each in numbers for value in each.values):
        said.append(f"“{DOUBT}”{MEANINGS[DOUBT]}")
    return (Text("；".join(said) + "。"),) if said else ()


def _results(series: Series, by_measure: dict[Measure, KeyNumber]) -> Iterator[Block]:
    if Measure.NEW not in by_measure or Measure.RESULT not in by_measure:
        return
    new, result = by_measure[Measure.NEW], by_measure[Measure.RESULT]
    parts = list(by_result(series))
    caption = f"各年{result.name}的申请按结果分（件），柱顶为各项之和；左侧空心柱为{new.name}的申请。"
    named = (new.name, new.values), (result.name, result.values)
    seen = _seen(series, result.name, result.values)
    yield from _drawn(series, "results", Kind.STACK, "申请和办理结果", seen, caption, parts, *named)


Named = tuple[str, tuple[Value, ...]]


def _drawn(
    series: Series,
    id_: str,
    kind: Kind,
    title: str,
    seen: str,
    caption: str,
    parts: list[Named],
    beside: Named | None = None,
    total: Named | None = None,
) -> Iterator[Block]:
    """A chart under its heading; nothing where fewer than two years can be drawn. total: only in the table."""
    years = series.years
    shown = (*parts, *([beside] if beside is not None else []), *([total] if total is not None else []))
    span = f"{years[0].year}—{years[-1].year}年"
    chart = Chart(
        f"chart-{id_}",
        kind,
        f"{title}，{span}",
        "",
        tuple(year.year for year in years),
        tuple(_gap(year, [values[index] for _, values in shown]) for index, year in enumerate(years)),
        tuple(
            (index, form_name(years[index - 1].form), form_name(year.form))
            for index, year in enumerate(years)
            if index and year.form.name != years[index - 1].form.name
        ),
        tuple(_part(part, () if total is None else total[1]) for part in parts),
        None if beside is None else _part(beside),
    )
    if sum(is_drawn(chart, index) for index in range(len(years))) < FEWEST_YEARS:
        return
    yield Heading(2, id_, (Text(title),), is_searched=False)
    described = _described(chart, caption)
    rows = [(each, "") for each in (beside, *parts) if each is not None]
    if total is not None:
        rows.append((total, "sum"))
    lines = tuple(
        ComparedRow(name, tuple(cell(value) for value in reversed(values)), kind)
        for (name, values), kind in rows
    )
    table = ComparisonTable(
        f"{chart.id}-table",
        f"{title}（单位：件）",
        "项目",
        columns(reversed(years)),
        (ComparedGroup("", lines),),
    )
    if any("computed" in each.kind for line in lines for each in line.cells):
        caption = f"{caption}表中{COMPUTED}。"
    legend = [(number, name) for number, (name, _) in enumerate(parts, 1)] if len(parts) > 1 else []
    if beside is not None:
        legend.insert(0, (0, beside[0]))
    if any(each.doubt is not None for line in lines for each in line.cells):
        caption = f"{caption}标“{DOUBT}”的数{MEANINGS[DOUBT]}。"
    yield Drawing(described, seen, caption, tuple(legend), table)


def _seen(series: Series, name: str, values: tuple[Value, ...]) -> str:
    """The number of the newest year and its change, in words; empty where there is none."""
    value = values[-1]
    if value.number is None:
        return ""
    change = f"，{changed(value.difference)}" if value.difference is not None else ""
    mark = "" if value.doubt is None else f"（{DOUBT}）"
    return f"{series.years[-1].year}年{name}{counted(value.number)}件{mark}{change}"


def _gap(year: Year, values: list[Value]) -> str:
    """What stands where a year cannot be drawn."""
    if year.report is None:
        return remark(year)
    return IN_DOUBT if any(value.doubt is not None for value in values) else INCOMPLETE


def _part(named: Named, whole: tuple[Value, ...] = ()) -> Part:
    """What is drawn of it: no number in doubt, and none of a year whose whole is."""
    name, values = named
    in_doubt = [value.doubt is not None for value in values]
    if whole:
        in_doubt = [own or of.doubt is not None for own, of in zip(in_doubt, whole, strict=True)]
    drawn = (None if doubt else value.number for value, doubt in zip(values, in_doubt, strict=True))
    return Part(name, tuple(drawn))


def _described(chart: Chart, caption: str) -> Chart:
    """The chart with its description, a sentence for each year; the table below it has every number."""
    said = []
    for index, year in enumerate(chart.years):
        if not is_drawn(chart, index):
            said.append(f"{year}年{chart.words[index]}")
            continue
        values = [(part.label, part.values[index]) for part in chart.parts]
        if chart.kind is Kind.BARS:
            said.append(f"{year}年" + "、".join(f"{label}{v}件" for label, v in values if v is not None))
        else:
            said.append(f"{year}年{sum(v or 0 for _, v in values)}件")
    text = f"{caption}{'；'.join(said)}。全部数字见图下的表。"
    return replace(chart, description=text)
