"""The text of a cell as one of the five states of a figure."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

from gongkai.data_classes import dataclass
from gongkai.findings import Place
from gongkai.forms import Header, Quantity
from gongkai.model import Cell, State
from gongkai.readings.marks import parted

_COUNT = re.compile(r"0|[1-9][0-9]{0,29}")
_CHANGE = re.compile(r"[+-]?(?:0|[1-9][0-9]{0,29})")
_AMOUNT = re.compile(r"(?:0|[1-9][0-9]{0,29})(?:\.[0-9]{1,30})?")
_SEPARATED = re.compile(r"[+-]?[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_WITH_UNIT = re.compile(r"([+-]?[0-9][0-9,]*(?:\.[0-9]+)?)([^\W\d_]{1,3})")
_NOTED = re.compile(r"([+-]?[0-9][0-9,]*(?:\.[0-9]+)?)([^\W\d_]{0,3})\((.+)\)")
_FIGURE = re.compile(
    r"[+-]?[0-9][0-9,]*(?:\.[0-9]+)?(?:[件条宗份项个次元%]|万元|亿元)?(?:\(.+\))?|--?[0-9]+|[增减][0-9]+"
)
_STROKES = frozenset(("/", "／", "∕", "⁄"))
_SIGNS = {"+": "+", "＋": "+", "－": "-", "−": "-", "–": "-"}
_APART = re.compile(r"[0-9] [0-9]")
"""Two numbers in one cell: never one number of their digits."""
_DASHES = re.compile(r"[-—–−－_·.、]+|无|\\|╱|〇|○|×|√|\*")


@dataclass(frozen=True, slots=True)
class Figure:
    """What a cell holds, and what was done to read it so."""

    cell: Cell
    said: str = ""
    """In words, where the figure is not written as the text has it."""


@lru_cache(maxsize=4096)
def tidy(text: str) -> str:
    """The text of a cell on one line, in half width, without marks of notes."""
    return " ".join(unicodedata.normalize("NFKC", parted(text)[0]).replace("\u200b", "").split())


@lru_cache(maxsize=4096)
def is_figure(text: str) -> bool:
    """Whether a text is what stands in a cell of figures: a number, with a unit or a remark, a stroke, a dash."""
    shown = tidy(text)
    if _APART.search(shown):
        return all(is_figure(part) for part in shown.split(" "))
    tight = shown.replace(" ", "")
    return bool(tight) and bool(_FIGURE.fullmatch(tight) or tight in _STROKES or _DASHES.fullmatch(tight))


def has_digit(text: str) -> bool:
    """Whether there is a number in a text."""
    return any(character.isdecimal() for character in text)


def read_figure(text: str, column: Header, table_unit: str | None, place: Place) -> Figure:
    """The figure that a text is, under a column. table_unit: what the form prints as the unit of all its figures.

    A text that is no figure of the column's kind stays a text (原文): nothing is taken from it or added to it.
    """
    shown = tidy(text)
    tight = shown if _APART.search(shown) else shown.replace(" ", "")
    if not tight:
        return Figure(Cell(State.BLANK, "", place))
    if tight in _STROKES:
        return Figure(Cell(State.STROKE, "/", place))
    if (number := _number(tight, column.quantity)) is not None:
        return Figure(_cell(number, column, place), "" if tight == number else f"“{shown}”记作{number}")
    unit = column.unit if column.unit != "any" else None
    if match := _WITH_UNIT.fullmatch(tight):
        number = _number(match[1], column.quantity)
        if number is not None and column.unit == "any":
            return Figure(_cell(number, column, place, unit=match[2]))
        if number is not None and match[2] == (unit or table_unit):
            return Figure(_cell(number, column, place), f"“{shown}”记作{number}（单位{match[2]}）")
    if match := _NOTED.fullmatch(tight):
        number = _number(match[1], column.quantity)
        own = match[2] if column.unit == "any" else None
        if number is not None and (not match[2] or own or match[2] == (unit or table_unit)):
            cell = _cell(number, column, place, unit=own or None, note=match[3])
            return Figure(cell, f"“{shown}”记作{number}，括号内的文字作为注")
    return Figure(Cell(State.TEXT, shown, place), f"“{shown}”不是本栏的数，按原文保留")


def _number(tight: str, quantity: Quantity) -> str | None:
    """The number as the YAML has it; None for what is none of that quantity."""
    if _SEPARATED.fullmatch(tight):
        tight = tight.replace(",", "")
    if quantity is Quantity.CHANGE:
        if tight and tight[0] in _SIGNS:
            tight = _SIGNS[tight[0]] + tight[1:]
        return tight if _CHANGE.fullmatch(tight) else None
    wanted = _AMOUNT if quantity is Quantity.AMOUNT else _COUNT
    return tight if wanted.fullmatch(tight) else None


def _cell(
    number: str, column: Header, place: Place, *, unit: str | None = None, note: str | None = None
) -> Cell:
    value = Decimal(number) if column.quantity is Quantity.AMOUNT else int(number)
    return Cell(State.NUMBER, number, place, value, note, unit)
