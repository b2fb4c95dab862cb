"""Reports compared: the same but for the places of their files."""

from __future__ import annotations

import dataclasses
from typing import Any

from gongkai.findings import Place
from gongkai.forms import Form
from gongkai.model import Cell, Report


def without_places(value: Any) -> Any:
    """A report without the places of its file, to compare it with the same one from another file."""
    if isinstance(value, Place):
        return None
    if isinstance(value, Form):
        return value.name, value.merged
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        kept = (
            f.name
            for f in dataclasses.fields(value)
            if f.compare and f.name not in ("key_lines", "lines", "places")
        )
        return type(value).__name__, {name: without_places(getattr(value, name)) for name in kept}
    if isinstance(value, Cell):
        return {name: without_places(each) for name, each in value._asdict().items() if name != "note_lines"}
    if isinstance(value, dict):
        return {key: without_places(each) for key, each in value.items()}
    if type(value) is tuple:
        return tuple(map(without_places, value))
    return value


def public(report: Report) -> Report:
    """A report without what its JSON leaves out."""
    return dataclasses.replace(report, remarks=tuple(r for r in report.remarks if r.public and r.reason))
