"""The published schemas, and what they have against a text."""

from __future__ import annotations

import json
from functools import cache

from jsonschema import Draft202012Validator

from gongkai.schema import schemas
from tests.helpers.yaml12 import load


@cache
def schema(name: str) -> Draft202012Validator:
    """A published schema."""
    return Draft202012Validator(json.loads(schemas()[name]))


def faults(name: str, text: str) -> list[str]:
    """What a schema has against a text, as paths."""
    return [error.json_path for error in schema(name).iter_errors(load(text))]
