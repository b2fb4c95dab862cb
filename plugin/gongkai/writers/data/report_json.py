"""A whole report as JSON: its data, its text as typed blocks, its tables cell by cell.

It has what the page shows and nothing else: of 核对说明 only what is public and has a reason, of a withdrawn report
only that it is withdrawn. gongkai.readings.report_json reads it back; the schema
is gongkai.schema.report_json.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, assert_never

from gongkai import prose
from gongkai.findings import CellName
from gongkai.forms import Form, LabelledCell
from gongkai.ground.jsontext import JsonText, compact, json_bytes
from gongkai.ground.once import once_for_each
from gongkai.model import Archive, Cell, Date, FreeSection, Report, State
from gongkai.pages import Hidden, Inline, Inlines, Link, Strong, Tag, Text, report_title
from gongkai.pages.report import preamble
from gongkai.problems import Problem
from gongkai.tables import reference_text

VERSION = 1
"""Of the shape. Once published it only grows."""

Object = Mapping[str, Any]


def write_json(report: Report, archive: Archive) -> bytes:
    """The report."""
    writer = _Writer(report, archive)
    # Down to each block of the text and each cell of the tables.
    return json_bytes(writer.report_object(), depth=4)


def date_json(date: Date | None) -> str | None:
    """`2022-01-28`, or `2022-01-28 09:30` where a time is given."""
    if date is None:
        return None
    return f"{date.day}" if date.time is None else f"{date.day} {date.time:%H:%M}"


class _Writer:
    """One report, with what its text may refer to."""

    def __init__(self, report: Report, archive: Archive) -> None:
        self.report = report
        self.archive = archive
        self.labels = {labelled.name: labelled for labelled in report.form.labelled_cells}
        self.begun = _begun(report.form)

    def report_object(self) -> Object:
        report = self.report
        withdrawal = report.withdrawal
        return {
            "version": VERSION,
            "agency": report.agency,
            "agency_name": report.agency_name,
            "agency_kind": self.archive.agencies[report.agency].kind.value,
            "scope": self.archive.agencies[report.agency].scope,
            "year": report.year,
            "form": {
                "name": report.form.name,
                "notice": report.form.notice,
                "merged": list(report.form.merged),
            },
            "draft": report.draft,
            "withdrawal": withdrawal
            and {"date": date_json(withdrawal.date), "explanation": withdrawal.explanation},
            "title": report_title(report).whole,
            "own_title": report.title,
            "letterhead": report.letterhead,
            "published": date_json(report.published),
            "written": date_json(report.written),
            "document_number": report.document_number,
            "index_number": report.index_number,
            "origin": report.origin,
            "signature": report.signature,
            "signer": report.signer,
            "period": {"first": f"{report.period.first}", "last": f"{report.period.last}"},
            "website": _website(report),
            "contact": _contact(report),
            "former_addresses": [former.path for former in report.former_addresses],
            **(self.content() if withdrawal is None else _NOTHING),
        }

    def content(self) -> Object:
        report = self.report
        given = [section for section in report.form.sections if section.id in report.section_places]
        return {
            "original_address": report.original_address,
            "preamble": self.preamble(),
            "sections": [
                {
                    "id": section.id,
                    "label": section.label,
                    "own_label": own.text if (own := report.own_headings.get(section.id)) else None,
                    "table": section.table,
                    "blocks": self.blocks(text) if (text := report.narratives.get(section.id)) else None,
                }
                for section in given
            ],
            "free_sections": [self.free_section(section) for section in report.free_sections],
            "tables": [self.table(section.table, section.id) for section in given if section.table],
            "corrections": [
                {
                    "date": date_json(correction.date),
                    "cells": [
                        {"table": name.table, **_cell_labels(self.labels[name])} for name in correction.cells
                    ],
                    "explanation": correction.explanation,
                    "original": correction.original,
                }
                for correction in report.corrections
            ],
            "remarks": [
                {
                    "rule": remark.rule,
                    "location": remark.location,
                    "columns": list(remark.columns),
                    "count": remark.count,
                    "value": remark.value,
                    "reason": remark.reason,
                }
                for remark in report.remarks
                if remark.public and remark.reason
            ],
            "attachments": [
                {
                    "file": attachment.file,
                    "explanation": attachment.explanation,
                    "bytes": self.size(attachment.file),
                }
                for attachment in report.attachments
            ],
        }

    def size(self, name: str) -> int | None:
        """Bytes of a file of the report; None for one that may not be published."""
        file = self.archive.files.get((self.report.agency, self.report.year), {}).get(name)
        return None if file is None else file.size

    def preamble(self) -> Object:
        """own: what 导语 says; usual: composed as on the page; none: 导语: 无, or nothing for it to precede."""
        report = self.report
        if report.preamble is not None:
            return {"kind": "own", "blocks": self.blocks(report.preamble)}
        if report.without_preamble:
            return {"kind": "none", "blocks": []}
        if report.is_elsewhere:
            return {"kind": "usual", "blocks": []}
        inlines = _usual(preamble(report, self.archive))
        return {"kind": "usual", "blocks": [{"type": "paragraph", "inlines": inlines}]}

    def free_section(self, section: FreeSection) -> Object:
        table = section.table
        return {
            "title": section.title,
            "blocks": None if section.narrative is None else self.blocks(section.narrative),
            "table": table and {"columns": table.columns, "rows": table.rows},
        }

    def table(self, table_id: str, section: str) -> Object:
        table = self.report.form.table(table_id)
        cells = self.report.cells
        return {
            "id": table.id,
            "section": section,
            "caption": table.caption,
            "unit": table.unit,
            "note": self.report.table_notes.get(table.id),
            "extra_rows": [
                {"row": id_, "label": row.label, "block": row.block, "group": row.group}
                for id_, row in self.report.form.extra
                if row.table == table.id
            ],
            "cells": [self.cell(name, cells[name]) for name in table.cells if name in cells],
        }

    def cell(self, name: CellName, cell: Cell) -> JsonText:
        """Half of what is written of a report are its cells, and half of these the same in all reports of a form."""
        begun, unit = self.begun[name]
        value = (
            "null"
            if cell.value is None
            else f"{cell.value:f}"
            if isinstance(cell.value, Decimal)
            else cell.value
        )
        text = f'"{cell.text}"' if cell.text.isdecimal() else compact(cell.text)
        unit = compact(cell.unit) if cell.unit else unit
        note = "null" if cell.note is None else compact(cell.note)
        summed_along = summed(name, cell)
        ended = "null" if summed_along is None else f'"{summed_along}"'
        return JsonText(
            f'{begun}, "state": "{cell.state.value}", "value": {value}, "text": {text}, '
            f'"unit": {unit}, "note": {note}, "summed": {ended}}}'
        )

    def blocks(self, narrative: prose.Narrative) -> list[Object]:
        return [self.block(block) for block in narrative.blocks]

    def block(self, block: prose.Block) -> Object:
        match block:
            case prose.Paragraph():
                return {"type": "paragraph", "inlines": self.inlines(block.inlines)}
            case prose.Heading():
                inlines = self.inlines(block.inlines)
                return {"type": "heading", "level": block.level, "run_in": block.run_in, "inlines": inlines}
            case prose.List():
                return {"type": "list", "items": [self.inlines(item) for item in block.items]}
            case prose.Image():
                return {"type": "image", "text": block.text, "file": block.file}
            case prose.SimpleTable():
                return {
                    "type": "table",
                    "header": [self.inlines(cell) for cell in block.header],
                    "rows": [[self.inlines(cell) for cell in row] for row in block.rows],
                }
            case _:
                assert_never(block)

    def inlines(self, inlines: Iterable[prose.Inline]) -> list[Object]:
        return [self.inline(inline) for inline in inlines]

    def inline(self, inline: prose.Inline) -> Object:
        match inline:
            case prose.Text():
                return {"type": "text", "text": inline.text}
            case prose.Reference():
                text = reference_text(inline, self.report, self.archive)
                number = None if isinstance(text, Problem) else text
                return {"type": "figure", "path": inline.source, "text": number}
            case prose.Link():
                return {"type": "link", "address": inline.address, "inlines": self.inlines(inline.inlines)}
            case prose.Strong():
                return {"type": "strong", "inlines": self.inlines(inline.inlines)}
            case _:
                assert_never(inline)


def _cell_labels(labelled: LabelledCell) -> Object:
    return {
        "row": labelled.name.row,
        "row_label": labelled.row_label,
        "column": labelled.name.column,
        "column_label": labelled.column_label,
    }


@once_for_each
def _begun(form: Form) -> Mapping[CellName, tuple[str, str]]:
    """How the object of each cell of a form begins, and the unit of the form."""
    return {
        labelled.name: (compact(_cell_labels(labelled)).removesuffix("}"), compact(labelled.unit))
        for labelled in form.labelled_cells
    }


_NOTHING: Object = {
    "original_address": None,
    "preamble": {"kind": "none", "blocks": []},
    **{name: [] for name in ("sections", "free_sections", "tables", "corrections", "remarks", "attachments")},
}
"""The content of a withdrawn report."""


def summed(name: CellName, cell: Cell) -> str | None:
    """Along what a computed total was summed up: the row it stands in, or the column."""
    if cell.state is not State.COMPUTED:
        return None
    return "row" if cell.addends[0].row == name.row else "column"


def _usual(inlines: Inlines) -> list[Object]:
    """The usual preamble, which is composed for the page."""
    return [each for inline in inlines for each in _usual_inline(inline)]


def _usual_inline(inline: Inline) -> Iterator[Object]:
    match inline:
        case Text():
            yield {"type": "text", "text": inline.text}
        case Link():
            yield {"type": "link", "address": str(inline.target), "inlines": _usual(inline.inlines)}
        case Strong():
            yield {"type": "strong", "inlines": _usual(inline.inlines)}
        case Tag() | Hidden():
            # Signs of a page, and what they mean.
            pass
        case _:
            assert_never(inline)


def _website(report: Report) -> Object | None:
    website = report.website
    return None if website is None else {"name": website.name, "domain": website.domain, "code": website.code}


def _contact(report: Report) -> Object | None:
    contact = report.contact
    if contact is None:
        return None
    return {
        "address": contact.address,
        "postcode": contact.postcode,
        "telephone": contact.telephone,
        "fax": contact.fax,
        "email": contact.email,
    }
