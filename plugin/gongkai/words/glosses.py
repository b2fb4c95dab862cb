"""What rows of the forms mean to a reader: `glosses.yml`, which says what its texts are and are not."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources

import yaml

from gongkai.data_classes import dataclass


@dataclass(frozen=True, slots=True)
class Gloss:
    """What a row, or a group of rows, means."""

    text: str
    basis: str
    """The article that it explains; empty where there is none."""


@cache
def glosses() -> Mapping[str, Mapping[str, Gloss]]:
    """By table, then by the id of the row."""
    data = resources.files("gongkai.words").joinpath("glosses.yml").read_bytes()
    return {
        table: {row: Gloss(values["text"], values.get("basis", "")) for row, values in rows.items()}
        for table, rows in yaml.safe_load(data).items()
    }
