"""The cells of a report: their five states, and how typed text becomes a cell."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from gongkai.findings import CellName, Number, Place
from gongkai.forms import Header, Quantity
from gongkai.ground.patterns import later
from gongkai.model.shape import NodeReader
from gongkai.problems import (
    CellChangeInWords,
    CellDash,
    CellFullwidth,
    CellLeadingZero,
    CellNegative,
    CellNotNumber,
    CellNotWhole,
    CellSeparator,
    CellSigned,
    CellUnit,
    NotACell,
    What,
)
from gongkai.prose import Line, lines_of
from gongkai.source import Mapping, Node, Scalar, Style

MOST_LENGTH = 40
"""A longer text is not a number; in quotes it may have more digits than the parser lets pass."""


class State(StrEnum):
    """What stands in a cell. Blank and stroke are shown as they are and never become 0."""

    NUMBER = "number"
    COMPUTED = "computed"
    BLANK = "blank"
    STROKE = "stroke"
    TEXT = "text"


class Cell(NamedTuple):
    """One cell of a report. A tuple, like Place: hundreds in each report, and tuples are made fastest."""

    state: State
    text: str
    """As published: "0", "59237.2449", "+3", "/", "" for a blank."""
    place: Place
    value: Number | None = None
    """int for counts, Decimal for amounts; None unless number or computed."""
    note: str | None = None
    unit: str | None = None
    """Only if the form lets each cell have its own (采购总金额 of 2019)."""
    addends: tuple[CellName, ...] = ()
    """For a computed total: the cells it is the sum of."""
    note_lines: tuple[Line, ...] = ()
    """The note as typed, for rules that search the text."""


YUAN = 10_000
"""元 of a 万元."""

_WHOLE = later(r"0|[1-9][0-9]*")
_SIGNED = later(r"[+-]?(?:0|[1-9][0-9]*)")
_DECIMAL = later(r"(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_NUMERIC = later(r"[+-]?[0-9]+(?:\.[0-9]+)?")
_SEPARATED = later(r"[0-9]{1,3}(?:[,_，'][0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:_[0-9]+)+")
_WITH_UNIT = later(r"([+-]?[0-9]+(?:\.[0-9]+)?)\s*([^\W\d_].*)")
_DASHES = later("[-—–−－―─]{1,4}")
_IN_WORDS = later("(减少?|增加?)\\s*([1-9][0-9]*)项?")
_PARTS = ("值", "注", "单位", "原文")


@lru_cache(maxsize=4096)
def _whole(text: str) -> tuple[str, int] | None:
    """A text that is a count and nothing else, with its value: the same few fill nearly all cells."""
    return (text, int(text)) if len(text) <= MOST_LENGTH and _WHOLE.fullmatch(text) else None


def is_cell_mapping(node: Node) -> bool:
    """Whether a mapping is one cell with its note (`{值: 22, 注: …}`) and not a row by column names."""
    return isinstance(node, Mapping) and any(entry.key.value in _PARTS for entry in node.entries)


def read_cell(reader: NodeReader, node: Node, name: CellName, column: Header) -> Cell | None:
    """The cell that a node holds; None, and a problem, if it holds none."""
    if isinstance(node, Scalar):
        if node.style is Style.PLAIN and column.quantity is Quantity.COUNT and (whole := _whole(node.value)):
            return Cell(State.NUMBER, whole[0], Place(reader.file, node.line, node.column), whole[1])
        return _scalar(reader, node, name, column, None, None)
    if not isinstance(node, Mapping) or not is_cell_mapping(node):
        reader.problem(NotACell(), node, name)
        return None
    cell = _with_parts(reader, node, name, column)
    note = node.get("注")
    if cell is None or not isinstance(note, Scalar):
        return cell
    return cell._replace(note_lines=lines_of(note, reader.file))


def _with_parts(reader: NodeReader, node: Mapping, name: CellName, column: Header) -> Cell | None:
    """A cell with its note, its unit or its own words."""
    values = reader.mapping(node, _PARTS if column.unit == "any" else _PARTS[:2] + _PARTS[3:])
    note = reader.text(values["注"]) if "注" in values else None
    unit = reader.text(values["单位"]) if "单位" in values else None
    if "原文" in values and "值" not in values:
        text = reader.text(values["原文"])
        return Cell(State.TEXT, text, reader.place(values["原文"]), None, note) if text is not None else None
    value = values.get("值")
    if not isinstance(value, Scalar) or "原文" in values:
        reader.problem(NotACell(), node, name)
        return None
    return _scalar(reader, value, name, column, note, unit)


def _scalar(
    reader: NodeReader, scalar: Scalar, name: CellName, column: Header, note: str | None, unit: str | None
) -> Cell | None:
    place = reader.place(scalar)
    text = scalar.value.strip()
    if scalar.is_blank:
        return Cell(State.BLANK, "", place, None, note, unit)
    if text == "/":
        return Cell(State.STROKE, "/", place, None, note, unit)
    objection = _objection(text, column.quantity)
    if objection is None and scalar.style is Style.LITERAL:
        objection = CellNotNumber(text)
    if objection is None:
        value = Decimal(text) if column.quantity is Quantity.AMOUNT else int(text)
        return Cell(State.NUMBER, text, place, value, note, unit)
    if isinstance(objection, CellUnit) and (column.unit, objection.unit) == ("万元", "元"):
        objection = replace(objection, number=f"{Decimal(objection.number) / YUAN:f}")
    reader.problem(objection, scalar, name)
    return None


def _wanted(quantity: Quantity) -> re.Pattern[str]:
    if quantity is Quantity.COUNT:
        return _WHOLE
    return _DECIMAL if quantity is Quantity.AMOUNT else _SIGNED


def _objection(text: str, quantity: Quantity) -> What | None:
    """What keeps a text from being a number of that quantity, or None."""
    if len(text) > MOST_LENGTH:
        return CellNotNumber(text)
    if _wanted(quantity).fullmatch(text):
        return None
    if _NUMERIC.fullmatch(text):
        digits = text.lstrip("+-")
        if len(digits) > 1 and digits[0] == "0" and digits[1] != ".":
            return CellLeadingZero(text)
        if text[0] == "-" and quantity is not Quantity.CHANGE:
            return CellNegative(text)
        if text[0] == "+" and quantity is not Quantity.CHANGE:
            return CellSigned(text)
        return CellNotWhole(text)
    if _DASHES.fullmatch(text):
        return CellDash(text)
    if quantity is Quantity.CHANGE and (match := _IN_WORDS.fullmatch(text)):
        return CellChangeInWords(text, f"{'-' if match[1].startswith('减') else '+'}{match[2]}")
    if _SEPARATED.fullmatch(text):
        return CellSeparator(text)
    plain = unicodedata.normalize("NFKC", text)
    number = found[0] if (found := _NUMERIC.search(plain)) else ""
    if plain != text and (plain == "/" or _NUMERIC.fullmatch(plain)):
        return CellFullwidth(text, number)
    if (match := _WITH_UNIT.fullmatch(plain)) and not match[2].isascii():
        return CellUnit(text, number, match[2])
    return CellNotNumber(text)
