"""One cell: every way to write it, beside what is read or what is wrong with it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gongkai.findings import CellName, Place
from gongkai.forms import Header, statutory_forms
from gongkai.model.cells import Cell, State, read_cell
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
    NotText,
    Problem,
    UnknownKey,
    What,
)
from gongkai.source import Mapping, read

NAME = CellName("t2", "row", "column")
LONG = "1" * 41


def column(form: str, block: str, key: str) -> Header:
    """A column of 表二."""
    (named,) = (each for each in statutory_forms() if each.name == form)
    (found,) = (each for each in named.table("t2").blocks if each.id == block)
    return next(each for each in found.column_leaves if each.key == key)


COUNT = column("2021", "article-20-1", "本年制发件数")
AMOUNT = column("2021", "article-20-8", "本年收费金额")
CHANGE = column("2019", "article-20-5", "本年增/减")
ANY_UNIT = column("2019", "article-20-9", "采购总金额")


def read_one(text: str, of: Header) -> tuple[Cell | None, list[Problem]]:
    """What stands behind `格: ` in a file, at line 1."""
    root = read("a.yml", f"格: {text}\n".encode()).root
    assert isinstance(root, Mapping)
    reader = NodeReader("a.yml")
    return read_cell(reader, root.entries[0].value, NAME, of), reader.problems


def at(column: int) -> Place:
    return Place("a.yml", 1, column)


@pytest.mark.parametrize(
    ("text", "of", "cell"),
    [
        ("0", COUNT, Cell(State.NUMBER, "0", at(4), 0)),
        ("10", COUNT, Cell(State.NUMBER, "10", at(4), 10)),
        ("' 41 '", COUNT, Cell(State.NUMBER, "41", at(4), 41)),
        ("~", COUNT, Cell(State.BLANK, "", at(4))),
        ("/", COUNT, Cell(State.STROKE, "/", at(4))),
        ("59237.2400", AMOUNT, Cell(State.NUMBER, "59237.2400", at(4), Decimal("59237.2400"))),
        ("0.5", AMOUNT, Cell(State.NUMBER, "0.5", at(4), Decimal("0.5"))),
        ("-3", CHANGE, Cell(State.NUMBER, "-3", at(4), -3)),
        ("+3", CHANGE, Cell(State.NUMBER, "+3", at(4), 3)),
        (f"'{'1' * 40}'", COUNT, Cell(State.NUMBER, "1" * 40, at(4), int("1" * 40))),
        ("{值: 22, 注: 其中修订16件}", COUNT, Cell(State.NUMBER, "22", at(8), 22, "其中修订16件")),
        ("{值: ~, 注: 未统计}", COUNT, Cell(State.BLANK, "", at(8), None, "未统计")),
        ("{值: /, 注: 无此职权}", COUNT, Cell(State.STROKE, "/", at(8), None, "无此职权")),
        ("{原文: --253, 注: 如此}", COUNT, Cell(State.TEXT, "--253", at(9), None, "如此")),
        ("{值: 3, 单位: 元}", ANY_UNIT, Cell(State.NUMBER, "3", at(8), Decimal(3), None, "元")),
        ("{值: ~, 单位: 元}", ANY_UNIT, Cell(State.BLANK, "", at(8), None, None, "元")),
        ("{值: /, 单位: 元}", ANY_UNIT, Cell(State.STROKE, "/", at(8), None, None, "元")),
    ],
)
def test_read(text: str, of: Header, cell: Cell) -> None:
    found, problems = read_one(text, of)
    assert problems == []
    assert found is not None
    assert found._replace(note_lines=()) == cell
    assert type(found.value) is type(cell.value)


@pytest.mark.parametrize(
    ("text", "of", "what"),
    [
        ("十二", COUNT, CellNotNumber("十二")),
        (f"'{LONG}'", COUNT, CellNotNumber(LONG)),
        ("12a", COUNT, CellNotNumber("12a")),
        ("－", COUNT, CellDash("－")),
        ("-----", COUNT, CellNotNumber("-----")),
        ("0123", COUNT, CellLeadingZero("0123")),
        ("00", COUNT, CellLeadingZero("00")),
        ("-012", CHANGE, CellLeadingZero("-012")),
        ("+00.5", CHANGE, CellLeadingZero("+00.5")),
        ("0.5", COUNT, CellNotWhole("0.5")),
        ("0.5", CHANGE, CellNotWhole("0.5")),
        ("-0.5", CHANGE, CellNotWhole("-0.5")),
        ("-3", COUNT, CellNegative("-3")),
        ("-0", COUNT, CellNegative("-0")),
        ("-3", AMOUNT, CellNegative("-3")),
        ("+3", COUNT, CellSigned("+3")),
        ("减少4项", CHANGE, CellChangeInWords("减少4项", "-4")),
        ("增4", CHANGE, CellChangeInWords("增4", "+4")),
        ("增4", COUNT, CellNotNumber("增4")),
        ("1_000", COUNT, CellSeparator("1_000")),
        ("'1,000'", COUNT, CellSeparator("1,000")),
        ("１２", COUNT, CellFullwidth("１２", "12")),
        ("／", COUNT, CellFullwidth("／", "")),
        ("12件", COUNT, CellUnit("12件", "12", "件")),
        ("１２件", COUNT, CellUnit("１２件", "12", "件")),
        ("437880元", AMOUNT, CellUnit("437880元", "43.788", "元")),
        ("437880元", COUNT, CellUnit("437880元", "437880", "元")),
        ("43.788万元", AMOUNT, CellUnit("43.788万元", "43.788", "万元")),
    ],
)
def test_no_number(text: str, of: Header, what: What) -> None:
    found, problems = read_one(text, of)
    assert found is None
    assert problems == [Problem(what, at(4), NAME)]


@pytest.mark.parametrize(
    ("text", "what", "column", "cell"),
    [
        ("[3]", NotACell(), 4, NAME),
        ("{甲: 3}", NotACell(), 4, NAME),
        ("{值: 3, 原文: 三}", NotACell(), 4, NAME),
        ("{值: [3], 注: 三}", NotACell(), 4, NAME),
        ("{注: 三}", NotACell(), 4, NAME),
        ("{值: 12件, 注: 甲}", CellUnit("12件", "12", "件"), 8, NAME),
        ("{值: 3, 单位: 元}", UnknownKey("单位", ("值", "注", "原文")), 11, None),
    ],
)
def test_no_cell(text: str, what: What, column: int, cell: CellName | None) -> None:
    _, problems = read_one(text, COUNT)
    assert problems == [Problem(what, at(column), cell)]


def test_words_that_are_none_make_no_cell() -> None:
    found, problems = read_one("{原文: [甲]}", COUNT)
    assert found is None
    assert [(problem.what, problem.place) for problem in problems] == [(NotText(), at(9))]


def test_a_number_over_lines_is_none() -> None:
    found, problems = read_one("|\n  12", COUNT)
    assert found is None
    assert [problem.what for problem in problems] == [CellNotNumber("12")]


def test_the_lines_of_a_note_are_kept() -> None:
    found, _ = read_one("{值: 3, 注: 其中修订}", COUNT)
    assert found is not None
    assert [(line.text, line.place.file) for line in found.note_lines] == [("其中修订", "a.yml")]
