"""The JSON of a report back to the report, so that its YAML can be written anew.

What the JSON leaves out is not there: 核对说明 that is not public, and the content of a withdrawn report.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any, NoReturn, TypeVar

from gongkai import prose
from gongkai.findings import CellName, Place
from gongkai.forms import ExtraRow, Form, Quantity, statutory_forms
from gongkai.model import (
    Attachment,
    Cell,
    Contact,
    Correction,
    Date,
    FormerAddress,
    FreeSection,
    FreeTable,
    OwnHeading,
    Period,
    Remark,
    Report,
    State,
    Website,
    Withdrawal,
    usual_period,
)

VERSION = 1

_Item = TypeVar("_Item")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]")
"""No file of ours may hold these, however they are written."""
_BREAK = re.compile(r"[\n\r\x85\u2028\u2029]")


# StopIteration comes out of a generator as a RuntimeError, and a Decimal that is none is an ArithmeticError.
_ERRORS = (
    *(KeyError, TypeError, ValueError, IndexError, AttributeError, StopIteration, RuntimeError),
    ArithmeticError,
)


class ReportJsonError(Exception):
    """A file that is not the JSON of a report; the message is one line and says what is wrong first."""


def read_json(data: bytes, file: str = "report.json") -> Report:
    """The report. file: its name, for the places of what it holds.

    Raises ReportJsonError.
    """
    try:
        values = json.loads(data.decode("utf-8-sig"), parse_float=Decimal, parse_constant=_no_number)
        if not isinstance(values, dict) or values.get("version") != VERSION:
            raise ReportJsonError(f"{file} 不是本软件导出的报告 JSON（version 应为 {VERSION}）")
        return _Reader(values, file).report()
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError):
        raise ReportJsonError(f"{file} 不是正确的 JSON 文件") from None
    except _ERRORS as error:
        raise ReportJsonError(f"{file} 不是完整的报告 JSON：{type(error).__name__} {error}") from None


def _no_number(text: str) -> NoReturn:
    """NaN and Infinity, which JSON does not have, and Python reads."""
    raise ValueError(text)


class _Reader:
    """One report. Whatever is not as written by us raises one of the errors that read_json knows."""

    def __init__(self, values: dict[str, Any], file: str) -> None:
        self.values = values
        self.place = Place(file)
        self.form = self.read_form()

    def read_form(self) -> Form:
        values = self.values["form"]
        form = next(form for form in statutory_forms() if form.name == values["name"])
        for group in values["merged"]:
            form = form.with_merged(_text(group))
        extra = (row for table in self.values["tables"] for row in _extra_rows(form, table))
        return form.with_extra(extra)

    def report(self) -> Report:
        values, place = self.values, self.place
        sections = dict(_all(values["sections"], lambda section: (_text(section["id"]), section)))
        cells = dict(pair for pairs in _all(values["tables"], self.cells) for pair in pairs)
        kind, preamble = values["preamble"]["kind"], values["preamble"]["blocks"]
        return Report(
            agency=_text(values["agency"]),
            year=_whole(values["year"]),
            place=place,
            form=self.form,
            agency_name=_text(values["agency_name"]),
            contact=self.contact(values["contact"]),
            website=self.website(values["website"]),
            title=_optional(values["own_title"]),
            letterhead=_optional(values.get("letterhead")),
            preamble=self.narrative(preamble) if kind == "own" else None,
            without_preamble=kind == "none",
            published=_date(values["published"]),
            written=_date(values["written"]),
            document_number=_optional(values["document_number"]),
            index_number=_optional(values["index_number"]),
            origin=_optional(values["origin"]),
            signature=_optional(values["signature"]),
            signer=_optional(values["signer"]),
            own_period=self.period(values["period"]),
            draft=values["draft"] is True,
            cells=cells,
            row_places={(name.table, str(name.row)): place for name in cells},
            narratives={
                section.id: self.narrative(sections[section.id]["blocks"])
                for section in self.form.sections
                if section.id in sections and sections[section.id]["blocks"] is not None
            },
            table_notes={
                table["id"]: _text(table["note"]) for table in values["tables"] if table["note"] is not None
            },
            own_headings={
                section: OwnHeading(_text(own), place)
                for section, values in sections.items()
                if (own := values.get("own_label")) is not None
            },
            section_places={section.id: place for section in self.form.sections if section.id in sections},
            free_sections=_all(values["free_sections"], self.free_section),
            corrections=_all(values["corrections"], self.correction),
            attachments=_all(
                values["attachments"],
                lambda each: Attachment(_text(each["file"]), _optional(each["explanation"]), place),
            ),
            remarks=_all(values["remarks"], self.remark),
            original_address=_optional(values["original_address"]),
            former_addresses=_all(values["former_addresses"], lambda path: FormerAddress(_text(path), place)),
            withdrawal=self.withdrawal(values["withdrawal"]),
            key_lines={},
        )

    def contact(self, values: dict[str, Any] | None) -> Contact | None:
        keys = ("address", "postcode", "telephone", "fax", "email")
        return None if values is None else Contact(*(_optional(values[key]) for key in keys))

    def website(self, values: dict[str, Any] | None) -> Website | None:
        keys = ("name", "domain", "code")
        return None if values is None else Website(*(_optional(values[key]) for key in keys))

    def period(self, values: dict[str, Any]) -> Period | None:
        found = Period(*(_given(values[key]).day for key in ("first", "last")))
        return None if found == usual_period(_whole(self.values["year"])) else found

    def withdrawal(self, values: dict[str, Any] | None) -> Withdrawal | None:
        return None if values is None else Withdrawal(_given(values["date"]), _text(values["explanation"]))

    def correction(self, values: dict[str, Any]) -> Correction:
        cells = _all(values["cells"], lambda cell: CellName(cell["table"], cell["row"], cell["column"]))
        original = _optional(values.get("original"))
        place = self.place if original is not None else None
        return Correction(_given(values["date"]), cells, _text(values["explanation"]), original, place)

    def remark(self, values: dict[str, Any]) -> Remark:
        location, value, count = _optional(values["location"]), _optional(values["value"]), values["count"]
        columns = _all(values["columns"], _text)
        if not (count is None or isinstance(count, int)):
            raise TypeError(count)
        reason = _text(values["reason"])
        return Remark(_text(values["rule"]), location, columns, value, count, reason, True, self.place)

    def free_section(self, values: dict[str, Any]) -> FreeSection:
        blocks, table = values["blocks"], values["table"]
        return FreeSection(
            _text(values["title"]),
            None if blocks is None else self.narrative(blocks),
            None
            if table is None
            else FreeTable(
                _all(table["columns"], _text), _all(table["rows"], lambda row: _all(row, _text)), self.place
            ),
            self.place,
        )

    def cells(self, values: dict[str, Any]) -> Iterator[tuple[CellName, Cell]]:
        table = self.form.table(values["id"])
        known = set(table.cells)
        for each in values["cells"]:
            name = CellName(table.id, each["row"], each["column"])
            if name not in known:
                raise KeyError(f"{name.table} {name.row} {name.column}")
            yield name, self.cell(name, each)

    def cell(self, name: CellName, values: dict[str, Any]) -> Cell:
        column = self.form.table(name.table).column(str(name.row), str(name.column))
        state, text = State(values["state"]), _text(values["text"])
        value = None
        if state in (State.NUMBER, State.COMPUTED):
            value = Decimal(text) if column.quantity is Quantity.AMOUNT else int(text)
            if value != values["value"]:
                raise ValueError(f"value {values['value']}, text {text}")
        addends: tuple[CellName, ...] = ()
        if state is State.COMPUTED:
            # Of the two sums that a cell may be, the one along its row or the one down its column.
            along_row = values["summed"] == "row"
            sums = (i for i in self.form.identities if i.at == name and i.right == (name,))
            addends = next(i.left for i in sums if (i.left[0].row == name.row) is along_row)
        unit = _optional(values["unit"]) if column.unit == "any" else None
        return Cell(state, text, self.place, value, _optional(values["note"]), unit, addends)

    def narrative(self, blocks: list[dict[str, Any]]) -> prose.Narrative:
        return prose.Narrative(_all(blocks, self.block), self.place)

    def block(self, values: dict[str, Any]) -> prose.Block:
        kind, place = values["type"], self.place
        if kind == "paragraph":
            return prose.Paragraph(self.inlines(values["inlines"]), place)
        if kind == "heading":
            inlines = self.inlines(values["inlines"])
            return prose.Heading(inlines, _whole(values["level"]), values["run_in"] is True, place)
        if kind == "list":
            return prose.List(_all(values["items"], self.inlines), place)
        if kind == "image":
            return prose.Image(_line(values["text"]), _line(values["file"]), place)
        if kind == "table":
            rows = _all(values["rows"], lambda row: _all(row, self.inlines))
            return prose.SimpleTable(_all(values["header"], self.inlines), rows, place)
        raise ValueError(f"block {kind}")

    def inlines(self, values: list[dict[str, Any]]) -> tuple[Any, ...]:
        return _all(values, self.inline)

    def inline(self, values: dict[str, Any]) -> prose.Inline:
        kind = values["type"]
        if kind == "text":
            return prose.Text(_line(values["text"]))
        if kind == "link":
            return prose.Link(self.inlines(values["inlines"]), _line(values["address"]), self.place)
        if kind == "strong":
            return prose.Strong(self.inlines(values["inlines"]))
        figure = prose.read_reference(_line(values["path"]), self.place) if kind == "figure" else None
        if figure is None:
            raise ValueError(f"inline {kind}")
        return figure


def _extra_rows(form: Form, values: dict[str, Any]) -> Iterator[ExtraRow]:
    """The rows that the form does not have; older files have none."""
    table = form.table(values["id"])
    for row in values.get("extra_rows", ()):
        group = _optional(row["group"])
        if group is not None and group not in table.rows:
            raise KeyError(group)
        block = next(block for block in table.blocks if block.id == row["block"])
        yield ExtraRow(table.id, block.id, group, _text(row["label"]))


def _all(values: Any, read: Callable[[Any], _Item]) -> tuple[_Item, ...]:
    if not isinstance(values, list):
        raise TypeError(f"{values} is no list")
    return tuple(map(read, values))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value} is no text")
    return _CONTROL.sub("", value)


def _line(value: object) -> str:
    """A text that stands in a line of a narrative: what came behind a break would be read as a key."""
    text = _text(value)
    if _BREAK.search(text):
        raise ValueError("line break")
    return text


def _optional(value: object) -> str | None:
    return None if value is None else _text(value)


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"{value} is no whole number")
    return value


def _date(value: object) -> Date | None:
    if value is None:
        return None
    day, _, time = _text(value).partition(" ")
    return Date(datetime.date.fromisoformat(day), datetime.time.fromisoformat(time) if time else None)


def _given(value: object) -> Date:
    date = _date(value)
    if date is None:
        raise ValueError("date")
    return date
