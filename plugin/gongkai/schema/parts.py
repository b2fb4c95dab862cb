"""What the schemas of the files that editors write have in common: keys with a word of help, and kinds of values.

The schemas speak of a file as YAML 1.2 reads it, as editors do: `2021` is a number and `2022-01-28` is text. Where our
own reader takes any scalar as text, so do they. `patternErrorMessage` and `enumDescriptions` are no words of the
standard, but editors know them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from gongkai.model.shape import NO, YES
from gongkai.source import alike

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"

TEXT: Schema = {"type": ["string", "number", "boolean", "null"]}
"""Anything on a line, or a block; a key without a value is the same as no key."""
SAID: Schema = {"type": ["string", "number", "boolean"], "pattern": r"\S"}
"""A text that must be there."""
TRUE: Schema = {"enum": [True, False, *YES, *NO, None]}
COUNT: Schema = {
    "type": ["integer", "string", "null"],
    "minimum": 1,
    "maximum": 999999,
    "pattern": r"^\s*[1-9][0-9]{0,5}\s*$",
    "patternErrorMessage": "写 1 以上的半角整数。",
}
YEAR: Schema = {
    "type": ["integer", "string", "null"],
    "minimum": 1000,
    "maximum": 2999,
    "pattern": r"^\s*[12][0-9]{3}\s*$",
    "patternErrorMessage": "写四位半角数字，如 2021。",
}
DATE: Schema = {
    "type": ["string", "null"],
    "pattern": r"^\s*[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])( ([01][0-9]|2[0-3]):[0-5][0-9])?\s*$",
    "patternErrorMessage": "写成 2022-01-28 或 2022-01-28 09:30。",
}
WEB_ADDRESS: Schema = {
    "type": ["string", "null"],
    "pattern": r"^\s*[hH][tT][tT][pP][sS]?://[^\s/?#]+\.[^\s/?#]+\S*\s*$",
    "patternErrorMessage": "写完整的网址，以 https:// 或 http:// 开头。",
}
DOMAIN: Schema = {
    "type": ["string", "null"],
    "pattern": r"^\s*[^\s/:.]+(\.[^\s/:.]+)+\s*$",
    "patternErrorMessage": "只写域名，如 www.example.gov.cn。",
}
SITE_PATH: Schema = {
    "type": ["string", "number", "null"],
    "pattern": r"^(?!.*\.\.)\s*[^\s/:?#\\]+(/[^\s/:?#\\]+)*/?\s*$",
    "patternErrorMessage": "写网站根目录之下的路径，如 xxgk/2021.html。",
}


def told(schema: Schema, description: str, title: str | None = None) -> Schema:
    """A schema with its help, and with how the form prints it."""
    return {**({"title": title} if title else {}), "description": description, **schema}


def listed(items: Schema) -> Schema:
    """A list, or nothing."""
    return {"type": ["array", "null"], "items": items}


def closed(properties: Mapping[str, Schema], required: Iterable[str] = ()) -> Schema:
    """A mapping with these keys and no others. A key may be written with ASCII quotes and brackets too."""
    wanted = tuple(required)
    spelt = {f"^{_either(key)}$": schema for key, schema in properties.items() if alike(key) != key}
    schema: Schema = {"type": "object", "properties": dict(properties)}
    if spelt:
        schema["patternProperties"] = spelt
    schema["additionalProperties"] = False
    if wanted:
        # `required` cannot allow for several spellings of a key; the number of keys can.
        schema["required"] = [key for key in wanted if alike(key) == key]
        if len(schema["required"]) < len(wanted):
            schema["minProperties"] = len(wanted)
    return schema


def _either(key: str) -> str:
    """A pattern for the key in any spelling that counts as the same."""
    return "".join(
        f"[{sign}{re.escape(alike(sign))}]" if alike(sign) != sign else re.escape(sign) for sign in key
    )
