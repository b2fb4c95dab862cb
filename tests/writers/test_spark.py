"""The small line beside the label of a row."""

from __future__ import annotations

import re

from gongkai.writers.html.spark import HEIGHT, WIDTH, spark


def path(drawn: str) -> str:
    found = re.search(r' d="([^"]*)"', drawn)
    assert found is not None
    return found[1]


def heights(drawn: str) -> list[float]:
    return [float(y) for y in re.findall(r"[ML]\d+ ([\d.]+)", path(drawn))]


def test_it_goes_from_edge_to_edge_and_ends_in_a_dot() -> None:
    drawn = spark((10, 20, 40), frozenset())
    assert re.findall(r"([ML])(\d+)", path(drawn)) == [("M", "3"), ("L", "36"), ("L", "69")]
    assert heights(drawn) == sorted(heights(drawn), reverse=True)
    assert f'cx="{WIDTH - 3}" cy="3"' in drawn


def test_a_gap_and_another_form_break_it() -> None:
    assert re.findall("[ML]", path(spark((1, 2, None, 4, 5), frozenset({4})))) == ["M", "L", "M", "M"]


def test_a_newest_year_without_a_number_has_no_dot() -> None:
    assert "circle" not in spark((1, 2, None), frozenset())


def test_one_lawsuit_is_no_peak() -> None:
    assert min(heights(spark((0, 1), frozenset()))) > HEIGHT / 2
