"""What the page is shown of a report: where findings stand, what they propose, the numbers of texts, last year's."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any

from gongkai.claims.meanings import Tables
from gongkai.claims.references import numbers_of
from gongkai.desk.layout import Data
from gongkai.desk.typed import HEAD, PARTS, PREAMBLE, free_key, text_key
from gongkai.findings import CellProposal, Finding, Place, TextProposal
from gongkai.forms import Form
from gongkai.model import Archive, Report
from gongkai.readings.compare import resolved
from gongkai.rules.content.figure import references_of
from gongkai.rules.text.overlap import taken_over
from gongkai.tables import cell_id
from gongkai.tables.references import reference_text


def differences(before: str, after: str) -> Iterator[Data]:
    """The lines that are not the same, by their numbers from 1; None on the side that has no such line."""
    old, new = before.splitlines(), after.splitlines()
    for kind, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            for one, other in zip_longest(range(start, end), range(first, last)):
                yield {
                    "from": None if one is None else one + 1,
                    "to": None if other is None else other + 1,
                    "old": None if one is None else old[one],
                    "new": None if other is None else new[other],
                }


def acts(finding: Finding, report: Report | None, file: str) -> Iterator[Data]:
    """What a finding proposes, in terms of the page's fields; where the file cannot be read, of its lines."""
    if finding.place.file != file:
        return
    if report is None:
        for each in finding.offers:
            if isinstance(each, TextProposal):
                yield {"fileLine": each.range.place.line, "was": each.text, "value": each.replacement}
        return
    for proposal in finding.proposals:
        if isinstance(proposal, CellProposal):
            yield {"cell": cell_id(proposal.cell), "value": str(proposal.value)}
        elif (at := _spot_of_text(proposal.range.place, report)) is not None:
            end = at["column"] + proposal.range.end - proposal.range.place.column
            yield {
                **at,
                "end": end,
                "text": at["text"],
                "was": proposal.text,
                "value": proposal.replacement,
                "reference": proposal.reference,
            }


def numbers(report: Report, archive: Archive) -> Iterator[tuple[str, list[Data]]]:
    """The numbers of each text that may be taken from cells, by its name on the page."""
    if report.form.is_free:
        return
    agency, tables = archive.agencies[report.agency], Tables(report)
    for section in report.form.sections:
        narrative = report.narratives.get(section.id)
        if narrative is not None:
            lines = {line.place.line: number for number, line in enumerate(narrative.lines)}
            yield (
                text_key(section),
                [
                    {
                        "line": lines[each.line.place.line],
                        "column": each.start,
                        "end": each.start + len(each.text),
                        "was": each.text,
                        "agrees": each.agrees,
                        "sources": [
                            {"value": str(source.value), "reference": source.reference}
                            for source in each.sources
                        ],
                    }
                    for each in numbers_of(narrative.lines, report, agency, tables)
                ],
            )


def taken(report: Report, before: Report) -> Iterator[tuple[str, Data]]:
    """What of each text stood in last year's, by its name on the page."""
    told = taken_over(report, before)
    for section in report.form.sections:
        narrative, taken = report.narratives.get(section.id), told.get(section.label)
        if narrative is not None and taken is not None:
            lines = {line.place.line: (number, line) for number, line in enumerate(narrative.lines)}
            ranges = []
            for place, end in taken.ranges:
                number, line = lines[place.line]
                ranges.append([number, place.column - line.place.column, end - line.place.column])
            yield text_key(section), {"share": taken.share, "ranges": ranges}


def references(report: Report, archive: Archive) -> Iterator[tuple[str, str | None]]:
    """What each reference of the texts says, by what stands between its braces; None where it says nothing."""
    for reference in references_of(report):
        said = reference_text(reference, report, archive)
        yield reference.source, said if isinstance(said, str) else None


def last_year(report: Report, form: Form, archive: Archive) -> Data:
    """Last year's numbers and texts, as they are read there; those that this form has a place for."""
    texts = {section.id: section for section in form.sections}
    return {
        "year": report.year,
        "cells": {cell_id(name): cell.text for name, cell in report.cells.items()},
        "texts": {
            text_key(texts[id_]): "\n".join(resolved(line.text, report, archive) for line in narrative.lines)
            for id_, narrative in report.narratives.items()
            if id_ in texts
        },
    }


def spot(finding: Finding, report: Report | None, file: str) -> Data | None:
    """Where on the page a finding is: a cell, or a line of a text and a column, both from 0; None elsewhere."""
    if report is None or finding.place.file != file:
        return None
    if finding.cell is not None and finding.cell.row is not None:
        names = report.form.table(finding.cell.table).cells_of.get(finding.cell.row, ())
        name = finding.cell if finding.cell.column is not None else next(iter(names), None)
        if name is not None:
            return {"cell": cell_id(name)}
    return _spot_of_text(finding.place, report) or _spot_of_key(finding.place, report)


def _spot_of_text(place: Place, report: Report) -> dict[str, Any] | None:
    sections = {section.id: text_key(section) for section in report.form.sections}
    narratives = [(sections[id_], each) for id_, each in report.narratives.items() if id_ in sections]
    narratives += [
        (free_key(n), free.narrative) for n, free in enumerate(report.free_sections) if free.narrative
    ]
    if report.preamble is not None:
        narratives.append((PREAMBLE, report.preamble))
    for key, narrative in narratives:
        for number, line in enumerate(narrative.lines):
            if line.place.line == place.line:
                return {"text": key, "line": number, "column": place.column - line.place.column}
    return None


def _spot_of_key(place: Place, report: Report) -> Data | None:
    for section in report.form.sections:
        its = report.section_places.get(section.id)
        if its is not None and its.line == place.line:
            if section.table is not None:
                return {"cell": cell_id(report.form.table(section.table).cells[0])}
            return {"text": section.key, "line": 0, "column": 0}
    for key, lines in report.key_lines.items():
        if place.line in lines and (key in HEAD or key in PARTS):
            return {"head": key if key in HEAD else f"{key}.{PARTS[key][0]}"}
    return None
