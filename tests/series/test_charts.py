"""Charts, as the golden pictures of golden/charts and by what must hold in each."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from lxml import etree

from gongkai.series.charts import Chart, Kind, Part
from gongkai.writers.html.charts import draw, swatch
from tests.helpers.support import ROOT

GOLDEN = ROOT / "tests/golden/charts"
YEARS = (2019, 2020, 2021, 2022, 2023)
BREAKS = ((2, "2019年格式", "2021年格式"),)
WORDS = ("数字不全", "数字不全", "数字不全", "没有报告", "数字不全")
RESULTS = (
    *((24, 27, 22, None, 28), (6, 7, 6, None, 9), (9, 11, 8, None, 0)),
    *((15, 16, 14, None, 17), (5, 6, 5, None, 6), (2, 3, 4, None, 3)),
)
STACK = Chart(
    id="chart-results",
    kind=Kind.STACK,
    title="申请和办理结果，2019—2023年",
    description="2019年61件。",
    years=YEARS,
    words=WORDS,
    breaks=BREAKS,
    parts=tuple(Part(f"（{number}）", values) for number, values in enumerate(RESULTS, 1)),
    beside=Part("新收", (62, 71, 58, None, 74)),
)
LINE = replace(
    STACK,
    id="chart-carried-out",
    kind=Kind.LINE,
    title="结转",
    parts=(Part("结转", (4, 0, 4, None, 6)),),
    beside=None,
)
BARS = replace(
    STACK,
    id="chart-disputes",
    kind=Kind.BARS,
    title="复议和诉讼",
    parts=(Part("复议", (1, 0, 2, None, 3)), Part("诉讼", (0, None, 1, None, 12))),
    beside=None,
)
ALL = (STACK, LINE, BARS)


def svg(chart: Chart) -> etree._Element:
    """The picture, which is well-formed XML."""
    return etree.fromstring(draw(chart))


def texts(chart: Chart, kind: str) -> list[str]:
    """The texts of a class."""
    return [t.text or "" for t in svg(chart).iter("text") if kind in t.get("class", "").split()]


@pytest.mark.parametrize("chart", ALL, ids=lambda chart: chart.id)
def test_golden(chart: Chart, request: pytest.FixtureRequest) -> None:
    """The whole picture."""
    path = GOLDEN / f"{chart.id}.svg"
    if request.config.getoption("--update-golden"):
        path.write_text(draw(chart) + "\n", encoding="utf-8")
    assert draw(chart) + "\n" == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("chart", ALL, ids=lambda chart: chart.id)
class TestEveryChart:
    """What holds in each."""

    def test_has_title_and_description_for_those_who_listen(self, chart: Chart) -> None:
        root = svg(chart)
        assert root.get("role") == "img"
        by_id = {element.get("id"): element.text for element in root.iter() if element.get("id")}
        named = [by_id[id_] for id_ in root.get("aria-labelledby", "").split()]
        assert named == [chart.title, chart.description]

    def test_ids_begin_with_its_own(self, chart: Chart) -> None:
        ids = [element.get("id") for element in svg(chart).iter() if element.get("id")]
        assert len(ids) == len(set(ids))
        assert all(id_.startswith(f"{chart.id}-") for id_ in ids)
        assert {*re.findall(r"url\(#([^)]+)\)", draw(chart))} <= set(ids)

    def test_a_year_without_figures_is_words_and_no_shape(self, chart: Chart) -> None:
        """Nothing is drawn between the edges of its place, and no nought stands there."""
        assert texts(chart, "gap") == ["没有", "报告"]
        left, right = 100 * 3 / 5, 100 * 4 / 5
        for element in svg(chart).iter("rect", "circle", "line", "text"):
            for name in ("x", "cx"):
                if (value := element.get(name, "")).endswith("%"):
                    inside = left < float(value[:-1]) < right
                    assert not inside or element.get("class", "").split()[0] in ("gap", "year")
        joints = [element for element in svg(chart).iter("line") if element.get("class") == "joint"]
        assert len(joints) == (2 if chart.kind is Kind.LINE else 0)

    def test_the_break_between_forms_is_a_line_with_a_name(self, chart: Chart) -> None:
        (line,) = (element for element in svg(chart).iter("line") if element.get("class") == "break")
        assert (line.get("x1"), line.get("x2")) == ("40%", "40%")
        assert texts(chart, "form") == ["此后为2021年格式"]

    def test_no_colour_of_its_own(self, chart: Chart) -> None:
        """All from the style sheet: dark mode, print and high contrast have others."""
        assert not re.search(r"#[0-9a-f]{3,6}\b|rgb|style=", re.sub(r"url\([^)]*\)|id=\S+", "", draw(chart)))

    def test_every_year_is_named(self, chart: Chart) -> None:
        assert texts(chart, "year") == [str(year) for year in YEARS]


def test_heights_are_the_figures() -> None:
    """Each bar of a stack is as high as its figure, on the one below, and the sum stands on top."""
    rects = [r for r in svg(STACK).iter("rect") if (r.get("x") or "").endswith("%") and r.get("class") != "p0"]
    first = [r for r in rects if r.get("x") == rects[0].get("x")]
    heights = [float(r.get("height", "0")) for r in first]
    unit = heights[0] / 24
    assert heights == pytest.approx([value[0] * unit for value in RESULTS if value[0]], abs=0.11)
    for below, above in pairwise(first):
        bottom = float(above.get("y", "0")) + float(above.get("height", "0"))
        assert bottom == pytest.approx(float(below.get("y", "0")), abs=0.11)
    assert texts(STACK, "total") == ["61", "70", "59", "63"]


def test_a_stack_with_a_figure_missing_is_not_drawn() -> None:
    """A blank is no nought: the sum would be wrong."""
    parts = (Part("（一）", (1, None, 3)), Part("（二）", (4, 5, 6)))
    chart = replace(STACK, years=(1, 2, 3), words=("", "数字不全", ""), breaks=(), parts=parts, beside=None)
    assert texts(chart, "total") == ["5", "9"]
    assert texts(chart, "gap") == ["数字", "不全"]


def test_nought_is_a_figure() -> None:
    """And so is a series of nothing else."""
    chart = replace(BARS, years=(1, 2), words=("", ""), breaks=(), parts=(Part("复议", (0, 0)),))
    assert texts(chart, "total") == ["0", "0"]
    assert texts(chart, "gap") == []


def test_amounts_and_signs() -> None:
    """Decimals are drawn; text is text."""
    chart = replace(LINE, title="<b>&", parts=(Part("", (Decimal("1.5"), None, Decimal(3), 2, 1)),))
    assert "1.5" in texts(chart, "total")
    assert '<title id="chart-carried-out-title">&lt;b&gt;&amp;</title>' in draw(chart)


def test_a_legend_shows_the_same_fill() -> None:
    assert f'fill="url(#{STACK.id}-p3)"' in swatch(STACK, 3)
    assert f'id="{STACK.id}-p3"' in draw(STACK)
    assert 'class="p0"' in swatch(STACK, 0)
