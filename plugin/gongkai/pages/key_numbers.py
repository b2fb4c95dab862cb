"""Charts of an agency's numbers over the years."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from gongkai.pages.blocks import (
    Block,
    ComparedGroup,
    ComparedRow,
    ComparisonTable,
    Drawing,
    Heading,
    Text,
)
from gongkai.pages.doubts import DOUBT
from gongkai.pages.key_block import changed, counted
from gongkai.pages.years import COMPUTED, MEANINGS, cell, columns, form_name, remark
from gongkai.series import KeyNumber, Measure, Series, Value, Year, by_result, key_numbers
from gongkai.series.charts import Chart, Kind, Part, is_drawn

INCOMPLETE, IN_DOUBT = "数字不全", "数字待核"
FEWEST_YEARS = 2
"""One year shows no change."""
FEWEST_FOR_MOST = 3
"""Of two years each is the most or the least."""
_RESULTS = "申请和办理结果"
ByMeasure = Mapping[Measure, KeyNumber]


def charts(series: Series) -> Iterator[Block]:
    """The sections, each with its heading; small charts stand side by side."""
    by_measure = {each.measure: each for each in key_numbers(series)}
    if drawing := _results(series, by_measure):
        yield from (Heading(2, "results", (Text(_RESULTS),), is_searched=False), drawing)
    found = [each for each in (_carried_out(series, by_measure), _disputes(series, by_measure)) if each]
    if found:
        title = "、".join(title for title, _ in found)
        yield Heading(2, "carried-out", (Text(title),), is_searched=False)
        yield from (replace(drawing, is_half=len(found) > 1) for _, drawing in found)


def _carried_out(series: Series, by_measure: ByMeasure) -> tuple[str, Drawing] | None:
    if Measure.CARRIED_OUT not in by_measure:
        return None
    left = by_measure[Measure.CARRIED_OUT]
    caption = "年末尚未办结、结转下年度继续办理的申请（件）。"
    seen = _seen(series, f"年末{left.name}", left.values)
    drawing = _drawing(series, "carried-out", Kind.LINE, "结转", seen, caption, [(left.name, left.values)])
    return None if drawing is None else ("结转", drawing)


def _disputes(series: Series, by_measure: ByMeasure) -> tuple[str, Drawing] | None:
    parts = [
        (each.name, each.values)
        for m in (Measure.REVIEW, Measure.SUIT)
        if (each := by_measure.get(m)) is not None
    ]
    if not parts:
        return None
    caption = "因政府信息公开提起的行政复议和行政诉讼（件）。"
    said = [found for name, values in parts if (found := _seen(series, name, values))]
    seen = "；".join((*said[:1], *(each.removeprefix(f"{series.years[-1].year}年") for each in said[1:])))
    drawing = _drawing(series, "disputes", Kind.BARS, "复议和诉讼", seen, caption, parts)
    return None if drawing is None else ("复议和诉讼", drawing)


def _results(series: Series, by_measure: ByMeasure) -> Drawing | None:
    if Measure.NEW not in by_measure or Measure.RESULT not in by_measure:
        return None
    new, result = by_measure[Measure.NEW], by_measure[Measure.RESULT]
    parts = list(by_result(series))
    caption = f"各年{result.name}的申请按结果分（件），柱顶为各项之和；左侧空心柱为{new.name}的申请。"
    named = (new.name, new.values), (result.name, result.values)
    seen = _seen(series, result.name, result.values)
    return _drawing(series, "results", Kind.STACK, _RESULTS, seen, caption, parts, *named)


Named = tuple[str, tuple[Value, ...]]


def _drawing(
    series: Series,
    id_: str,
    kind: Kind,
    title: str,
    seen: str,
    caption: str,
    parts: list[Named],
    beside: Named | None = None,
    total: Named | None = None,
) -> Drawing | None:
    """A chart, its table folded away; None where fewer than two years can be drawn. total: only in the table."""
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
        return None
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
        "图中数字（表格）",
    )
    if any("computed" in each.kind for line in lines for each in line.cells):
        caption = f"{caption}表中{COMPUTED}。"
    legend = [(number, name) for number, (name, _) in enumerate(parts, 1)] if len(parts) > 1 else []
    if beside is not None:
        legend.insert(0, (0, beside[0]))
    if any(each.doubt is not None for line in lines for each in line.cells):
        caption = f"{caption}标“{DOUBT}”的数{MEANINGS[DOUBT]}。"
    return Drawing(described, seen, caption, tuple(legend), table)


def _seen(series: Series, name: str, values: tuple[Value, ...]) -> str:
    """The number of the newest year, its change, and whether there has been none like it; empty where there is none."""
    value = values[-1]
    if value.number is None:
        return ""
    change = f"，{changed(value.difference)}" if value.difference is not None else ""
    mark = "" if value.doubt is None else f"（{DOUBT}）"
    return f"{series.years[-1].year}年{name}{counted(value.number)}件{mark}{change}{_most(series, values)}"


def _most(series: Series, values: tuple[Value, ...]) -> str:
    """Where the newest is above or below every other; nothing where one is unknown or in doubt."""
    numbers = [value.number for value in values if value.number is not None and value.doubt is None]
    if len(numbers) < max(len(values), FEWEST_FOR_MOST):
        return ""
    *before, last = numbers
    word = "最多" if last > max(before) else "最少" if last < min(before) else ""
    return f"，为{series.years[0].year}年以来{word}" if word else ""


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
