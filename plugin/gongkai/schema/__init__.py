"""Schemas of what we read and write, derived from forms, model, settings and rules: one module each."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from gongkai.forms import Form, statutory_forms
from gongkai.ground.jsontext import json_bytes
from gongkai.schema.cells_csv import ALL_COLUMNS, COLUMNS, table_schema
from gongkai.schema.general import agency_schema
from gongkai.schema.options import options_schema
from gongkai.schema.report_file import report_schema
from gongkai.schema.report_json import report_json_schema

AGENCY = "agency"
OPTIONS = "options"
FOLDER = "schema"
"""The folder of schemas, next to that of the data: where the files that `gongkai new` writes look for theirs."""

__all__ = [
    "AGENCY",
    "ALL_COLUMNS",
    "COLUMNS",
    "FOLDER",
    "OPTIONS",
    "report_json_schema",
    "report_schema_name",
    "schema_address",
    "schemas",
    "table_schema",
]


@cache
def schemas() -> Mapping[str, bytes]:
    """The JSON Schemas that are published, by name."""
    found = {
        AGENCY: agency_schema(),
        OPTIONS: options_schema(),
        **{report_schema_name(form): report_schema(form) for form in reversed(statutory_forms())},
        "report-json": report_json_schema(),
    }
    return {name: json_bytes(schema, depth=3) for name, schema in found.items()}


def report_schema_name(form: Form) -> str:
    """The name of the schema of a report's file of that form: in ASCII, as part of an address."""
    return f"report-{form.name if form.name.isascii() else 'free'}"


def schema_address(name: str, agency: str) -> str:
    """The address of a schema in that folder, from a file of an agency."""
    return f"{'../' * (agency.count('/') + 2)}{FOLDER}/{name}.json"
