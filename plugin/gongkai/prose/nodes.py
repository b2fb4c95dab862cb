"""The typed blocks and inlines of a narrative."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from enum import StrEnum
from typing import NamedTuple, assert_never

from gongkai.data_classes import dataclass
from gongkai.findings import Place


class Line(NamedTuple):
    """Text as typed, and where its first character stands."""

    text: str
    place: Place

    def at(self, offset: int) -> Place:
        """Where a character of the text stands."""
        return Place(self.place.file, self.place.line, self.place.column + offset)


class Operation(StrEnum):
    """What a reference does with its one or two cells."""

    VALUE = ""
    SUM = "+"
    DIFFERENCE = "-"
    SHARE = "占比"
    CHANGE = "增减"
    GROWTH = "增幅"


@dataclass(frozen=True, slots=True)
class Operand:
    """The path of a cell by its names (`新收.总计`), in this report or in last year's (`上年.`)."""

    names: tuple[str, ...]
    last_year: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """Literal text."""

    text: str


@dataclass(frozen=True, slots=True)
class Reference:
    """`{{ … }}`: a number that comes from the tables, so that the two cannot differ."""

    operation: Operation
    operands: tuple[Operand, ...]
    place: Place
    source: str
    """What stands between the braces."""
    digits: int = 1
    """Decimals of a percentage."""


@dataclass(frozen=True, slots=True)
class Link:
    """`[text](address)`: http, https, mailto, or a file of the report."""

    inlines: tuple[Text | Reference | Strong, ...]
    address: str
    place: Place


@dataclass(frozen=True, slots=True)
class Strong:
    """`**strong**`."""

    inlines: tuple[Text | Reference | Link, ...]


Inline = Text | Reference | Link | Strong


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of the source."""

    inlines: tuple[Inline, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Heading:
    """A numbered heading inside a section."""

    inlines: tuple[Inline, ...]
    level: int
    """1 for the first level below the section, 2 for （一） under 一、."""
    run_in: bool
    """Whether the paragraph that follows stands on the same line."""
    place: Place


@dataclass(frozen=True, slots=True)
class List:
    """Consecutive lines that begin `- `."""

    items: tuple[tuple[Inline, ...], ...]
    place: Place


@dataclass(frozen=True, slots=True)
class SimpleTable:
    """Consecutive `| … |` lines; all rows have as many cells as the longest."""

    header: tuple[tuple[Inline, ...], ...]
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Image:
    """`![text](file)`: a file of the report, with the text that says what it shows."""

    text: str
    file: str
    place: Place


Block = Paragraph | Heading | List | SimpleTable | Image


@dataclass(frozen=True, slots=True)
class Narrative:
    """The text of one section."""

    blocks: tuple[Block, ...]
    place: Place
    lines: tuple[Line, ...] = field(default=(), repr=False, compare=False)
    """The lines that are not blank, as typed, for rules that search the text."""

    def inlines(self) -> Iterator[Inline]:
        """Every inline, those inside of links and strong text too, in the order of the text."""
        for block in self.blocks:
            match block:
                case Paragraph() | Heading():
                    yield from _within(block.inlines)
                case List():
                    for item in block.items:
                        yield from _within(item)
                case SimpleTable():
                    for row in (block.header, *block.rows):
                        for cell in row:
                            yield from _within(cell)
                case Image():
                    # Its text is bare.
                    pass
                case _:
                    assert_never(block)


def _within(inlines: Iterable[Inline]) -> Iterator[Inline]:
    for inline in inlines:
        yield inline
        match inline:
            case Link() | Strong():
                yield from _within(inline.inlines)
            case Text() | Reference():
                pass
            case _:
                assert_never(inline)
