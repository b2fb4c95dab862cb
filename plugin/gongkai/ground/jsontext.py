"""JSON as we write it: UTF-8, decimals exact, keys in the order given, one thing a line down to a chosen depth."""

from __future__ import annotations

import json
import re
from decimal import Decimal

# No text of a report holds a control character (gongkai.source refuses them), so none can look like a decimal.
_MARK = "\x00"
_DECIMAL = re.compile(r'"\\u0000(-?[0-9]+(?:\.[0-9]+)?)"')


def json_bytes(value: object, depth: int = 1) -> bytes:
    """A value as JSON text that ends in a line end.

    depth: down to which level each member of an object or list has a line of its own. A Decimal is written as a
    number with exactly its digits (`7730.280`), which no float could keep.
    """
    text = _lines(value, depth)
    if _DECIMAL.search(text):
        text = _DECIMAL.sub(r"\1", text)
    return f"{text}\n".encode()


class JsonText(str):
    """A value that is JSON as it is to be written, on one line."""

    __slots__ = ()


def _lines(value: object, depth: int) -> str:
    if type(value) is JsonText:
        return value
    if depth and isinstance(value, dict) and value:
        members = (f"{compact(key)}: {_lines(member, depth - 1)}" for key, member in value.items())
        return "{\n" + ",\n".join(members) + "\n}"
    if depth and isinstance(value, list | tuple) and value:
        return "[\n" + ",\n".join(_lines(member, depth - 1) for member in value) + "\n]"
    return compact(value)


def _plain(value: object) -> str:
    if isinstance(value, Decimal):
        return f"{_MARK}{value:f}"
    raise TypeError(f"{type(value).__name__} is not for JSON")


# Made once: `json.dumps` makes a new encoder for each call that is not all defaults.
compact = json.JSONEncoder(ensure_ascii=False, separators=(", ", ": "), default=_plain).encode
"""A value on one line; decimals are not numbers yet."""
