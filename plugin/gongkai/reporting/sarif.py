"""Findings as SARIF 2.1.0, for services and editors that read it: `gongkai check --format sarif`.

Columns count in code points, as everywhere here. What is accepted is a result with a suppression and its reason.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import quote

from gongkai.findings import Finding, Level, Number, Place, Suspect, TextProposal
from gongkai.reporting.as_json import items, proposals, taken_over
from gongkai.reporting.checked import Checked
from gongkai.reporting.entries import suspicion
from gongkai.reporting.fingerprints import fingerprints
from gongkai.rules import Rule, all_rules, remedy_of, rule_set

VERSION = "2.1.0"
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "note"}
ROOT = "%SRCROOT%"
"""What paths are relative to; who reads the log knows the folder."""


def write_sarif(findings: Iterable[Finding], checked: Checked) -> str:
    """The log as text, with a line break at the end."""
    found = list(findings)
    rules = all_rules()
    positions = {rule.code: position for position, rule in enumerate(rules)}
    results = [
        _result(finding, positions[finding.code], name)
        for finding, name in zip(found, fingerprints(found), strict=True)
    ]
    run = {
        "tool": {
            "driver": {
                "name": "gongkai",
                "semanticVersion": version("mkdocs-gongkai"),
                "shortDescription": {"text": "政府信息公开工作年度报告的核对"},
                "language": "zh-CN",
                "rules": [_rule(rule) for rule in rules],
            }
        },
        "language": "zh-CN",
        "columnKind": "unicodeCodePoints",
        "defaultEncoding": "utf-8",
        "originalUriBaseIds": {ROOT: {"description": {"text": "执行 gongkai 的文件夹"}}},
        "results": results,
        "properties": {
            "agencies": checked.agencies,
            "reports": checked.reports,
            "cells": checked.cells,
            "ruleSet": rule_set(),
            "items": items(checked.reach),
            "itemsOfReports": {report.place.file: items(reach) for report, reach in checked.reaches},
        },
    }
    log = {"$schema": SCHEMA, "version": VERSION, "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _rule(rule: Rule) -> dict[str, object]:
    remark = "" if rule.may_be_accepted else "\n\n必须改正，不能用核对说明代替。"
    text = f"{rule.explanation}\n\n为什么：{rule.why}\n\n有问题的写法：\n{rule.bad.shown}\n\n正确的写法：\n{rule.good.shown}{remark}"
    markdown = (
        f"{rule.explanation}\n\n**为什么**：{rule.why}\n\n"
        f"**有问题的写法**\n\n```yaml\n{rule.bad.shown}\n```\n\n**正确的写法**\n\n```yaml\n{rule.good.shown}\n```{remark}"
    )
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.explanation},
        "help": {"text": text, "markdown": markdown},
        "defaultConfiguration": {"level": LEVELS[rule.level]},
    }


def _result(finding: Finding, position: int, fingerprint: str) -> dict[str, object]:
    suspect, accepted = finding.suspect, finding.accepted
    said = [finding.message, *([suspicion(suspect)] if suspect is not None else ())]
    remedy = remedy_of(finding)
    related = [suspect] if suspect is not None else list(finding.candidates)
    result: dict[str, object] = {
        "ruleId": finding.code,
        "ruleIndex": position,
        "level": LEVELS[finding.level],
        "message": {"text": "\n".join((*said, f"改法：{remedy}"))},
        "locations": [{**_location(finding.place), **_logical(finding)}],
        "partialFingerprints": {"gongkai/v1": fingerprint},
        # Required of every result if any has suppressions.
        "suppressions": []
        if accepted is None
        else [{"kind": "inSource", "status": "accepted", "justification": accepted.reason}],
        "properties": dict(_properties(finding)),
    }
    if related:
        result["relatedLocations"] = [
            {"id": number, **_location(cell.place), "message": {"text": _cell(cell)}}
            for number, cell in enumerate(related, start=1)
        ]
    if fixes := [_fix(offer) for offer in finding.offers if isinstance(offer, TextProposal)]:
        result["fixes"] = fixes
    return result


def _location(place: Place) -> dict[str, object]:
    # A data folder elsewhere is named in full.
    path = Path(place.file)
    artifact = (
        {"uri": path.as_uri()} if path.is_absolute() else {"uri": _address(place.file), "uriBaseId": ROOT}
    )
    region = {"startLine": place.line, "startColumn": place.column}
    return {"physicalLocation": {"artifactLocation": artifact, "region": region}}


def _fix(proposal: TextProposal) -> dict[str, object]:
    """Words for a passage, as the standard has it: editors can put them in."""
    place, end = proposal.range
    location: Any = _location(place)["physicalLocation"]
    region = {"startLine": place.line, "startColumn": place.column, "endLine": place.line, "endColumn": end}
    inserted = {"text": proposal.replacement}
    return {
        "description": {"text": f"“{proposal.text}”改为“{proposal.replacement}”"},
        "artifactChanges": [
            {
                "artifactLocation": location["artifactLocation"],
                "replacements": [{"deletedRegion": region, "insertedContent": inserted}],
            }
        ],
    }


def _address(file: str) -> str:
    return quote(file.encode("utf-8", "surrogateescape"))


def _logical(finding: Finding) -> dict[str, object]:
    """Which cell, row or report it is."""
    if finding.agency is None or finding.year is None:
        return {}
    cell = finding.cell
    names = [part for part in (cell.table, cell.row, cell.column) if part] if cell is not None else []
    labels = [label for label in (finding.row_label, finding.column_label) if label]
    name = "·".join(labels) or f"{finding.agency} {finding.year}"
    path = "/".join((finding.agency, str(finding.year), *names))
    return {"logicalLocations": [{"name": name, "fullyQualifiedName": path}]}


def _properties(finding: Finding) -> Iterator[tuple[str, object]]:
    values: dict[str, object] = {
        "agency": finding.agency,
        "year": finding.year,
        "formula": finding.formula,
        "left": _number(finding.left),
        "right": _number(finding.right),
        "difference": _number(finding.difference),
        "public": finding.accepted.public if finding.accepted is not None else None,
        # Cells too, which have no fix: a value is not always written where the cell stands.
        "proposals": proposals(finding) or None,
        "takenOver": taken_over(finding),
    }
    yield from ((name, value) for name, value in values.items() if value is not None)


def _cell(cell: Suspect) -> str:
    should_be = "" if cell.should_be is None else f"，似应为{cell.should_be}"
    return f"{cell.row_label}·{cell.column_label}，现为{cell.value}{should_be}"


def _number(value: Number | None) -> int | float | None:
    return value if value is None or isinstance(value, int) else float(value)
