"""Values as what JSON may hold, and back."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from gongkai.findings import Accepted, CellName, Finding, Level, Number, Place, Suspect
from gongkai.ground.plain import Plain, PlainError

PLAIN = Plain(Accepted, CellName, Finding, Level, Place, Suspect)
CELL = CellName("t3", "new", None)
NUMBERS: tuple[Number, ...] = (3, Decimal("7730.280"))
FINDING = Finding(
    Place("data/a.yml", 3, 5),
    "G101",
    "row-total",
    Level.ERROR,
    "说明",
    "改法",
    cell=CELL,
    left=NUMBERS[0],
    right=NUMBERS[1],
    candidates=(Suspect(CELL, "行", "列", None, 4, Place("data/a.yml")),),
    accepted=Accepted("原因", public=False),
)


def test_there_and_back() -> None:
    again = PLAIN.unpacked(json.loads(json.dumps(PLAIN.packed(FINDING))))
    assert again == FINDING
    assert repr(again) == repr(FINDING)


def test_a_class_that_is_not_named_is_not_made() -> None:
    with pytest.raises(PlainError):
        PLAIN.unpacked(["Popen", "true"])


@pytest.mark.parametrize(
    "packed", [[], [1], [["Place"]], ["Level", "worst"], ["Decimal", "x"], ["Place", 1, 2, 3, 4]]
)
def test_what_was_never_packed(packed: object) -> None:
    with pytest.raises(PlainError):
        PLAIN.unpacked(packed)
