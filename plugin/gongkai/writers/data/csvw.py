"""What the columns of a CSV mean, as a file beside it: `2021.csv-metadata.json` beside `2021.csv`.

The name is where the W3C's "Tabular Data on the Web" looks for it. The words are those of the data package.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gongkai.ground.jsontext import json_bytes

ENDING = "-metadata.json"
"""Behind the whole name of the CSV."""


def write_csvw(
    name: str,
    title: str,
    schema: Mapping[str, Any],
    license_: str | None,
    columns: tuple[str, ...] | None = None,
) -> bytes:
    """The description of a CSV. name: its file. schema: by the Data Package standard. columns: those it has, if not all."""
    fields = {field["name"]: field for field in schema["fields"]}
    wanted = tuple(fields) if columns is None else columns
    key = [each for each in schema.get("primaryKey", ()) if each in wanted]
    described = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "zh-CN"}],
        "url": name,
        "dc:title": title,
        **({"dc:license": license_} if license_ else {}),
        "dialect": {"encoding": "utf-8", "header": True},
        "tableSchema": {
            "columns": [
                {
                    "name": each,
                    "titles": each,
                    "dc:title": fields[each]["title"],
                    "dc:description": fields[each]["description"],
                    "datatype": fields[each]["type"],
                }
                for each in wanted
            ],
            **({"primaryKey": key} if key else {}),
        },
    }
    return json_bytes(described, depth=3)
