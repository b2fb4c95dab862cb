"""Lines to blocks: paragraphs, numbered headings, lists, simple tables and images."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gongkai.findings import Place
from gongkai.ground.patterns import later
from gongkai.problems import Problem
from gongkai.prose.inlines import FILE, INLINE, SPACES, after, has_inlines, inlines
from gongkai.prose.nodes import Block, Heading, Image, Line, List, Narrative, Paragraph, SimpleTable
from gongkai.source import Scalar

HEADING_LENGTH = 40
"""A numbered line with more characters is not a heading: only its first sentence is."""

_NUMBERED = later(r"(?P<minor>[（(][一二三四五六七八九十百]+[）)])|(?P<major>[一二三四五六七八九十百]+、)")
_SENTENCE = later(r"[^。！？]*(?:[。！？]+[”’」』》〉】）)]*)?")


def parse(scalar: Scalar, file: str) -> tuple[Narrative, tuple[Problem, ...]]:
    """A narrative as blocks, and what is wrong with its references."""
    problems: list[Problem] = []
    blocks: list[Block] = []
    lines = lines_of(scalar, file)
    majors = False
    at = 0
    while at < len(lines):
        line = lines[at]
        run = at + 1
        if _is_item(line.text):
            while run < len(lines) and _is_item(lines[run].text):
                run += 1
            items = tuple(inlines(after(each, 1), problems) for each in lines[at:run])
            blocks.append(List(items, line.place))
        elif _is_row(line.text):
            while run < len(lines) and _is_row(lines[run].text):
                run += 1
            blocks.append(_table(lines[at:run], problems))
        elif numbered := _NUMBERED.match(line.text):
            majors = majors or numbered["major"] is not None
            level = 2 if numbered["minor"] and majors else 1
            blocks.extend(_heading(line, level, problems))
        else:
            blocks.extend(_paragraphs(line, problems))
        at = run
    place = Place(file, scalar.line, scalar.column)
    return Narrative(tuple(blocks), place, lines), tuple(problems)


def lines_of(scalar: Scalar, file: str) -> tuple[Line, ...]:
    """The lines that are not blank, without the spaces around them."""
    return tuple(_lines(scalar, file))


def _lines(scalar: Scalar, file: str) -> Iterator[Line]:
    for raw, (line, column) in zip(scalar.value.split("\n"), scalar.starts(), strict=True):
        text = raw.strip(SPACES)
        if text:
            yield Line(text, Place(file, line, column + len(raw) - len(raw.lstrip(SPACES))))


def _is_item(text: str) -> bool:
    return text.startswith("- ")


def _is_row(text: str) -> bool:
    return len(text) > 1 and text.startswith("|") and text.endswith("|")


def _heading(line: Line, level: int, problems: list[Problem]) -> Iterator[Block]:
    text = line.text
    if len(text) <= HEADING_LENGTH and "。" not in text[:-1]:
        yield Heading(inlines(line, problems), level, run_in=False, place=line.place)
        return
    end = _end_of_sentence(text)
    rest = after(line, end)
    yield Heading(inlines(Line(text[:end], line.place), problems), level, bool(rest.text), line.place)
    if rest.text:
        yield from _paragraphs(rest, problems)


def _end_of_sentence(text: str) -> int:
    sentence = _SENTENCE.match(text)
    end = sentence.end() if sentence else len(text)
    # `（一）**主动公开。**本年…`: the closing mark belongs to the heading.
    return end + 2 if text[:end].count("**") % 2 and text.startswith("**", end) else end


def _paragraphs(line: Line, problems: list[Problem]) -> Iterator[Block]:
    """The paragraph of a line; an image in it stands as a block of its own between what is before and after."""
    if not has_inlines(line.text):
        yield from _paragraph(line, problems)
        return
    start = 0
    for match in INLINE.finditer(line.text):
        if match["image"] is not None and FILE.fullmatch(match["file"]):
            yield from _paragraph(after(Line(line.text[: match.start()], line.place), start), problems)
            column = line.place.column + match.start()
            yield Image(match["image"], match["file"], Place(line.place.file, line.place.line, column))
            start = match.end()
    yield from _paragraph(after(line, start), problems)


def _paragraph(line: Line, problems: list[Problem]) -> Iterator[Block]:
    text = line.text.rstrip(SPACES)
    if text:
        yield Paragraph(inlines(Line(text, line.place), problems), line.place)


def _table(lines: Sequence[Line], problems: list[Problem]) -> SimpleTable:
    rows = []
    for line in lines:
        cells = []
        column = 1
        for cell in line.text[1:-1].split("|"):
            part = after(Line(cell, line.place), 0)
            place = Place(line.place.file, line.place.line, part.place.column + column)
            cells.append(inlines(Line(part.text.rstrip(SPACES), place), problems))
            column += len(cell) + 1
        rows.append(cells)
    width = max(len(row) for row in rows)
    header, *body = (tuple(row + [()] * (width - len(row))) for row in rows)
    return SimpleTable(header, tuple(body), lines[0].place)
