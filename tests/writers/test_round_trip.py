"""Whatever an editor types: the JSON of a report, and the YAML written of it, are the same report."""

from __future__ import annotations

import json
from decimal import Decimal

from hypothesis import example, given, settings
from hypothesis import strategies as st

from gongkai.ground.jsontext import json_bytes
from gongkai.model import Archive
from gongkai.prose import Narrative, parse
from gongkai.readings.report_json import read_json
from gongkai.source import Mapping, Node, Scalar, Sequence, Style, read
from gongkai.writers.data.report_json import write_json
from gongkai.writers.yaml.narrative import typed
from gongkai.writers.yaml.report import write_yaml
from gongkai.writers.yaml.syntax import scalar
from tests.helpers.comparing import public, without_places
from tests.helpers.strategies import AGENCY, SIGNS, TEXTS, WORDS, free, reports, statutory


def blocks_of(text: str) -> Narrative:
    """A text as a narrative."""
    return parse(Scalar(text, Style.LITERAL, 1, 1), "f")[0]


@given(TEXTS)
def test_a_narrative_is_typed_as_it_is_read(text: str) -> None:
    narrative = blocks_of(text)
    again = blocks_of("\n".join(typed(narrative)))
    assert without_places(again) == without_places(narrative)


@given(WORDS | st.text("\n\t" + SIGNS, min_size=1, max_size=12).map(str.strip).filter(bool))
@example("〔")
def test_a_scalar_is_read_as_the_text(text: str) -> None:
    """Behind a key, in a list and in braces."""
    for line, path in (
        (f"键: {scalar(text)}", ()),
        (f"键: [{scalar(text)}]", (0,)),
        (f"键: {{乙: {scalar(text)}}}", ("乙",)),
    ):
        source = read("f", f"{line}\n".encode())
        assert source.problems == (), line
        assert isinstance(source.root, Mapping)
        node: Node | None = source.root.entries[0].value
        for step in path:
            if isinstance(node, Sequence) and isinstance(step, int):
                node = node.items[step]
            else:
                assert isinstance(node, Mapping)
                node = node.get(str(step))
        assert isinstance(node, Scalar)
        assert node.value == text
        assert not node.is_blank


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6) | st.integers())
def test_numbers_are_exact(value: Decimal | int) -> None:
    read_back = json.loads(json_bytes({"a": [value]}), parse_float=Decimal)["a"][0]
    assert str(read_back) == (f"{value:f}" if isinstance(value, Decimal) else str(value))


@settings(max_examples=12)
@given(statutory())
def test_statutory(text_and_year: tuple[str, int]) -> None:
    check(*text_and_year)


@settings(max_examples=25)
@given(free())
def test_free(text_and_year: tuple[str, int]) -> None:
    check(*text_and_year)


def check(text: str, year: int) -> None:
    """JSON in, same report out; YAML out, same report in."""
    report, before = reports(text, year)
    assert report is not None, (text, before)
    archive = Archive({"office": AGENCY}, (report,))
    back = read_json(write_json(report, archive))
    assert without_places(back) == without_places(public(report))
    again, after = reports(write_yaml(back), year)
    assert again is not None, (write_yaml(back), after)
    assert without_places(again) == without_places(public(report))
    # Nothing is wrong with it that was not before.
    assert {type(problem.what) for problem in after} <= {type(problem.what) for problem in before}
