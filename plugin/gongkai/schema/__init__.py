"""Schemas of what we read and write, derived from forms and model: one module each."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from gongkai.jsontext import json_bytes
from gongkai.schema.figures_csv import COLUMNS, table_schema
from gongkai.schema.report_json import report_json_schema

__all__ = ["COLUMNS", "report_json_schema", "schemas", "table_schema"]


@cache
def schemas() -> Mapping[str, bytes]:
    """The JSON Schemas that are published, by name."""
    return {"report-json": json_bytes(report_json_schema(), depth=3)}
