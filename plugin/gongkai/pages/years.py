"""Years side by side: the words for what is missing, columns and cells."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from gongkai.addresses import Anchor, Page
from gongkai.forms import Form
from gongkai.pages.blocks import ComparedCell, ComparedYear
from gongkai.pages.doubts import DOUBT
from gongkai.series import Found, Gap, Value, Year
from gongkai.tables import cell_id

GAPS = {
    Gap.MISSING: "没有报告",
    Gap.WITHDRAWN: "撤回",
    Gap.FILE: "仅有文件",
    Gap.ADDRESS: "他站发布",
    Gap.FREE: "自由格式",
}
"""Why a year has no numbers."""

LEAST_BASE = 20
"""A percentage of less says nothing."""

NONE, ABSENT, MERGED = "…", "—", "并"
NOT_COMPARED, NO_YEAR_BEFORE, NOT_SURE = "不可比", "·", "不比"

COMPUTED = "带点线的数报表上没有，由本站相加得出"

MEANINGS = {
    NONE: "没有可用的数，不是零",
    ABSENT: "当年的格式没有此项",
    MERGED: "当年几行并为一行，见该组之和",
    NO_YEAR_BEFORE: "上年没有数，不比",
    NOT_COMPARED: "与上年口径或单位不同",
    NOT_SURE: f"当年或上年的数标有“{DOUBT}”",
    DOUBT: "与其他数不符，不用来计算增减和比例，也不画图",
}
"""The signs in tables of years; each is explained where it is used."""

_SIGNS = {Found.NONE: NONE, Found.ABSENT: ABSENT, Found.MERGED: MERGED, Found.STROKE: "/"}
_KINDS = {found: found.value for found in Found} | {Found.NUMBER: ""}
_OTHER_TERMS = (Found.ABSENT, Found.MERGED)


def form_name(form: Form) -> str:
    """What readers call a form."""
    return f"{form.name}年格式"


def remark(year: Year) -> str:
    """Why a year has no numbers, in words; empty where it has some."""
    return GAPS[year.gap] if year.gap is not None else ""


def columns(years: Iterable[Year]) -> tuple[ComparedYear, ...]:
    """The heads of the columns, in the order given."""
    found = []
    form = ""
    for year in years:
        name = form_name(year.form)
        found.append(ComparedYear(year.year, remark(year), "" if name == form else name))
        form = name
    return tuple(found)


def cell(value: Value, *, change: bool = False) -> ComparedCell:
    """A number as it is shown, with its change against the year before if wanted."""
    shown = _shown(value, change=change)
    at = mark_of(value)
    return shown if at is None else shown._replace(doubt=at)


def mark_of(value: Value) -> Anchor | None:
    """Where the mark of a number in doubt leads: to the cell that says why."""
    at = value.doubt
    return None if at is None else Anchor(Page(at.agency, at.year), cell_id(at.cell))


# Most of thousands of cells are alike: 0 after 0.
@lru_cache(maxsize=4096)
def _shown(value: Value, *, change: bool) -> ComparedCell:
    if value.number is None:
        return ComparedCell(_SIGNS.get(value.found, value.text), _KINDS[value.found])
    kind = _KINDS[value.found] if value.number else f"{_KINDS[value.found]} zero".strip()
    text = value.text + (value.unit or "")
    return ComparedCell(text, kind, _change(value) if change else "")


def _change(value: Value) -> str:
    before = value.before
    if before is None:
        return ""
    difference = value.difference
    if difference is None:
        if value.is_beside_doubt:
            return NOT_SURE if before.number is not None else NO_YEAR_BEFORE
        if before.number is not None or before.found in _OTHER_TERMS:
            return NOT_COMPARED
        return NO_YEAR_BEFORE
    if not difference:
        # 0 after 0 needs no word.
        return "持平" if value.number else ""
    assert before.number is not None
    change = value.change if before.number >= LEAST_BASE else None
    return _signed(difference) if change is None else f"{_signed(difference)} {_signed(change)}%"


def _signed(number: int | Decimal) -> str:
    return f"{number:+}".replace("-", "−")
