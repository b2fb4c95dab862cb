"""Findings as a Code Quality report, which GitLab shows at the lines of a merge request: `gongkai check --format gitlab`.

What is accepted is left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from gongkai.findings import Finding, Level
from gongkai.reporting.entries import entries, printable
from gongkai.reporting.fingerprints import fingerprints

SEVERITIES = {Level.ERROR: "critical", Level.WARNING: "minor", Level.INFO: "info"}


def write_gitlab(findings: Iterable[Finding]) -> str:
    """The list as text, with a line break at the end."""
    told = sorted(entries(findings), key=lambda entry: (entry.place, entry.code))
    names = fingerprints(entry.findings[0] for entry in told)
    issues = [
        {
            "description": printable(f"{'；'.join(entry.said)} 改法：{entry.remedy}"),
            "check_name": entry.code,
            "fingerprint": name,
            "severity": SEVERITIES[entry.level],
            "location": {"path": entry.place.file, "lines": {"begin": entry.place.line}},
        }
        for entry, name in zip(told, names, strict=True)
    ]
    return json.dumps(issues, ensure_ascii=False, indent=1) + "\n"
