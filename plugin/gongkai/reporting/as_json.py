"""Findings as one JSON object: `gongkai check --format json`. Others rely on its keys: they only grow."""

from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Decimal

from gongkai.findings import CellName, CellProposal, Finding, Number, Proposal, Range, Suspect
from gongkai.reporting.checked import Checked
from gongkai.reporting.publication import Publication, state_name
from gongkai.rules import Outcome, Reach, rule_set

VERSION = 1


def write_json(findings: Iterable[Finding], checked: Checked, known: Iterable[Publication] = ()) -> str:
    """The object as text, with a line break at the end. Unknown values are null. known: what became of each report."""
    whole = {
        "version": VERSION,
        "rule_set": rule_set(),
        "checked": {
            "agencies": checked.agencies,
            "reports": checked.reports,
            "cells": checked.cells,
            "items": items(checked.reach),
        },
        "reports": [
            {"file": report.place.file, "agency": report.agency, "year": report.year, "items": items(reach)}
            for report, reach in checked.reaches
        ],
        "findings": [_finding(finding) for finding in findings],
        "publications": [_publication(of_year) for of_year in known],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _publication(of_year: Publication) -> dict[str, object]:
    return {
        "agency": of_year.agency.path,
        "year": of_year.year,
        "state": state_name(of_year.state),
        "published": None if of_year.day is None else str(of_year.day),
        "due": None if of_year.last_day is None else str(of_year.last_day),
    }


def items(reach: Reach) -> dict[str, int]:
    """How far the checks went, as counts."""
    return {
        "all": reach.items,
        "passed": reach.counts[Outcome.PASSED],
        "failed": reach.counts[Outcome.FAILED],
        "blank": reach.counts[Outcome.BLANK],
        "unreadable": reach.counts[Outcome.UNREADABLE],
        "no_year_before": reach.counts[Outcome.NO_YEAR_BEFORE],
    }


def _finding(finding: Finding) -> dict[str, object]:
    cell = finding.cell or CellName("")
    accepted = finding.accepted
    return {
        "file": finding.place.file,
        "line": finding.place.line,
        "column": finding.place.column,
        "code": finding.code,
        "rule": finding.rule,
        "level": finding.level.value,
        "agency": finding.agency,
        "year": finding.year,
        "table": cell.table or None,
        "row": cell.row,
        "row_label": finding.row_label,
        "cell_column": cell.column,
        "column_label": finding.column_label,
        "message": finding.message,
        "formula": finding.formula,
        "left": _number(finding.left),
        "right": _number(finding.right),
        "difference": _number(finding.difference),
        "remedy": finding.remedy,
        "suspect": _suspect(finding.suspect) if finding.suspect is not None else None,
        "candidates": [_suspect(candidate) for candidate in finding.candidates],
        "accepted": {"reason": accepted.reason, "public": accepted.public} if accepted is not None else None,
        "proposals": proposals(finding),
        "taken_over": taken_over(finding),
    }


def proposals(finding: Finding) -> list[dict[str, object]]:
    """What may be done about a finding: a value for a cell, or other words for a passage of its file."""
    return [_proposal(proposal) for proposal in finding.proposals]


def _proposal(proposal: Proposal) -> dict[str, object]:
    if isinstance(proposal, CellProposal):
        table, row, column = proposal.cell
        value = proposal.value
        return {
            "cell": {"table": table, "row": row, "column": column},
            "value": value if isinstance(value, str) else _number(value),
        }
    return {
        "range": _range(proposal.range),
        "text": proposal.text,
        "replacement": proposal.replacement,
        "reference": proposal.reference,
    }


def taken_over(finding: Finding) -> dict[str, object] | None:
    """What of the text of a finding stands in another report."""
    taken = finding.taken_over
    if taken is None:
        return None
    return {"share": taken.share, "ranges": [_range(each) for each in taken.ranges]}


def _range(passage: Range) -> dict[str, object]:
    return {"line": passage.place.line, "column": passage.place.column, "end_column": passage.end}


def _suspect(suspect: Suspect) -> dict[str, object]:
    return {
        "table": suspect.cell.table,
        "row": suspect.cell.row,
        "row_label": suspect.row_label,
        "column": suspect.cell.column,
        "column_label": suspect.column_label,
        "value": _number(suspect.value),
        "should_be": _number(suspect.should_be),
    }


def _number(value: Number | None) -> int | float | None:
    """A count as a whole number; an amount with the digits that it has."""
    return float(value) if isinstance(value, Decimal) else value
