"""Reports with a few things wrong in them, at random: the same of each number in every run."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

_ROW = re.compile(r"^( +[^:\n]+: )\[([0-9, ]+)\]", re.MULTILINE)
_COUNT = re.compile(r"(?<![0-9])[0-9]{1,3}(?=[件条次])")
_KEY = re.compile(r"^ *[^ #:\n]+: ", re.MULTILINE)


def mutated(text: str, number: int) -> str:
    """The report with one to three changes."""
    chance = random.Random(number)
    for change in chance.sample(_CHANGES, chance.randint(1, 3)):
        text = change(text, chance)
    return text


def _cell(text: str, chance: random.Random, other: Callable[[str], str]) -> str:
    """One cell of one row becomes another."""
    row = chance.choice(list(_ROW.finditer(text)))
    cells = row[2].split(", ")
    at = chance.randrange(len(cells))
    cells[at] = other(cells[at])
    return f"{text[: row.start()]}{row[1]}[{', '.join(cells)}]{text[row.end() :]}"


def _line(text: str, chance: random.Random, other: Callable[[str], list[str]]) -> str:
    """One line that has a key becomes others."""
    lines = text.split("\n")
    keyed = [at for at, line in enumerate(lines) if _KEY.match(line)]
    at = chance.choice(keyed)
    return "\n".join([*lines[:at], *other(lines[at]), *lines[at + 1 :]])


def _other_count(text: str, chance: random.Random) -> str:
    found = list(_COUNT.finditer(text))
    if not found:
        return text
    count = chance.choice(found)
    return f"{text[: count.start()]}{int(count[0]) + chance.randint(1, 9)}{text[count.end() :]}"


def _swapped(text: str, chance: random.Random) -> str:
    """Two cells of a row change places."""
    row = chance.choice([row for row in _ROW.finditer(text) if "," in row[2]])
    cells = row[2].split(", ")
    one, other = chance.sample(range(len(cells)), 2)
    cells[one], cells[other] = cells[other], cells[one]
    return f"{text[: row.start()]}{row[1]}[{', '.join(cells)}]{text[row.end() :]}"


_CHANGES: tuple[Callable[[str, random.Random], str], ...] = (
    lambda text, chance: _cell(text, chance, lambda cell: str(int(cell) + chance.choice((1, 2, 9, 10)))),
    lambda text, chance: _cell(text, chance, lambda cell: str(int(cell) + chance.choice((1, 2, 9, 10)))),
    lambda text, chance: _cell(text, chance, lambda _: chance.choice(("~", "/"))),
    lambda text, chance: _cell(
        text, chance, lambda cell: chance.choice((f"{cell}件", f"0{cell}1", f"-{cell}1"))
    ),
    lambda text, chance: _cell(text, chance, lambda cell: f"{cell}, 0"),
    _swapped,
    _other_count,
    _other_count,
    lambda text, chance: _line(text, chance, lambda _: []),
    lambda text, chance: _line(text, chance, lambda line: [line, line]),
    lambda text, chance: _line(text, chance, lambda line: [line.replace(": ", "：", 1)]),
    lambda text, chance: text.replace("2021年", f"{chance.choice((2019, 2020, 20201))}年", 1),
    lambda text, chance: text.replace("公开", chance.choice(("公开公开", "XX公开")), 1),
)
