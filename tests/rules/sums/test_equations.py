"""Whole solutions of small systems, held against trying every small number."""

from __future__ import annotations

from itertools import product
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.rules.sums._equations import Row, solve

Values = tuple[int | None, ...]


class System(NamedTuple):
    """What solve is asked, with letters a, b, c for the unknowns in the comments."""

    unknowns: int
    equal: tuple[Row, ...] = ()
    at_least: tuple[Row, ...] = ()

    def holds(self, point: tuple[int, ...]) -> bool:
        """Whether a point satisfies every row."""
        return all(_at(row, point) == 0 for row in self.equal) and all(
            _at(row, point) >= 0 for row in self.at_least
        )


def _at(row: Row, point: tuple[int, ...]) -> int:
    coefficients, constant = row
    return sum(c * value for c, value in zip(coefficients, point, strict=True)) + constant


def found(system: System) -> Values | None:
    """What solve says of a system; None where it says that there is no solution."""
    solution = solve(*system)
    return None if solution is None else solution.values


def tried(system: System, most: int) -> Values | None:
    """The same, by trying every whole number up to the largest."""
    points = [p for p in product(range(most + 1), repeat=system.unknowns) if system.holds(p)]
    only = [set(values) for values in zip(*points, strict=True)]
    return tuple(values.pop() if len(values) == 1 else None for values in only) if points else None


@pytest.mark.parametrize(
    ("system", "values"),
    [
        pytest.param(System(1, equal=(((1,), -18),)), (18,), id="a = 18"),
        pytest.param(System(1, equal=(((1,), 1),)), None, id="a = -1: no count is negative"),
        pytest.param(System(1, equal=(((2,), -5),)), None, id="2a = 5"),
        pytest.param(System(1), (None,), id="nothing said of a"),
        pytest.param(System(1, at_least=(((-1,), 0),)), (0,), id="a <= 0 leaves 0 alone"),
        pytest.param(System(1, at_least=(((-1,), 1),)), (None,), id="a <= 1 leaves 0 and 1"),
        pytest.param(System(1, at_least=(((-1,), -1),)), None, id="a <= -1"),
        pytest.param(System(1, at_least=(((1,), -3),)), (None,), id="a >= 3 has no end"),
        pytest.param(
            System(1, at_least=(((2,), -3), ((-2,), 5))),
            (2,),
            id="2a from 3 to 5: two of the three are fractions",
        ),
        pytest.param(System(1, at_least=(((3,), -4), ((-3,), 5))), None, id="3a from 4 to 5: a fraction alone"),
        pytest.param(
            System(2, equal=(((1, 0), -7),), at_least=(((0, 1), -2),)), (7, None), id="a = 7 and b >= 2"
        ),
        pytest.param(System(2, equal=(((0, 1), -7),)), (None, 7), id="b = 7"),
        pytest.param(System(2, equal=(((1, 1), 0),)), (0, 0), id="a + b = 0"),
        pytest.param(System(2, equal=(((1, 1), -1),)), (None, None), id="a + b = 1"),
        pytest.param(System(2, equal=(((1, 1), -4), ((1, -1), -2))), (3, 1), id="a + b = 4, a - b = 2"),
        pytest.param(
            System(2, equal=(((1, 1), -4), ((1, -1), -1))), None, id="a + b = 4, a - b = 1: 2.5 and 1.5"
        ),
        pytest.param(
            System(3, equal=(((0, -1, -1), 4), ((0, 1, -1), -1)), at_least=(((1, 1, 1), 2),)),
            None,
            id="b + c = 4, b - c = 1, with an open side",
        ),
        pytest.param(
            System(2, equal=(((2, -2), 1),), at_least=(((1, 1), -3),)), None, id="2a - 2b is even, never -1"
        ),
        pytest.param(
            System(3, equal=(((1, -1, 0), 0), ((0, 1, -1), 0)), at_least=(((-1, -1, -1), 2),)),
            (0, 0, 0),
            id="three equals with a sum of at most 2",
        ),
        pytest.param(
            System(2, equal=(((1, 1), -316441), ((1, -1), -119))), (158280, 158161), id="numbers of six digits"
        ),
        pytest.param(
            System(3, equal=(((1, -59, 0), -58), ((1, 0, -60), -59)), at_least=(((-1, 0, 0), 5000),)),
            (3539, 59, 58),
            id="one less than a multiple of 59 and of 60: the first value that fits is far from the first tried",
        ),
    ],
)
def test_by_reasoning(system: System, values: Values | None) -> None:
    """Each expected value follows from what the row says."""
    assert found(system) == values


@st.composite
def systems(draw: st.DrawFn, largest: int, most: int) -> System:
    """Rows near a point: most of them hold there, some miss it by 1, so that both kinds of system are met."""
    count = draw(st.integers(1, 3))
    point = draw(st.tuples(*[st.integers(0, most)] * count))

    def rows(slack: st.SearchStrategy[int]) -> tuple[Row, ...]:
        coefficients = st.tuples(*[st.integers(-largest, largest)] * count)
        drawn = draw(st.lists(st.tuples(coefficients, slack), max_size=3))
        return tuple((each, missed - _at((each, 0), point)) for each, missed in drawn)

    return System(count, rows(st.sampled_from((0, 0, 0, 1))), rows(st.integers(-1, 2)))


@settings(max_examples=150)
@given(systems(largest=3, most=4))
def test_within_bounds(system: System) -> None:
    """Every unknown at most 5: all solutions are among those tried."""
    bounds = tuple(
        (tuple(-int(index == other) for other in range(system.unknowns)), 5) for index in range(system.unknowns)
    )
    bounded = system._replace(at_least=system.at_least + bounds)
    assert found(bounded) == tried(bounded, 5)


@settings(max_examples=150)
@given(systems(largest=1, most=2))
def test_with_open_ends(system: System) -> None:
    """Coefficients of sums: where there is a solution there are small ones, and other values begin among them."""
    assert found(system) == tried(system, 9)
