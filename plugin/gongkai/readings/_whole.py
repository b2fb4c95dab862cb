"""A whole report as one paragraph, as a page gives it that is copied without its breaks: cut at its headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from gongkai.forms import Form, Section
from gongkai.readings._chapters import headings
from gongkai.readings.figures import is_figure
from gongkai.readings.labels import plain, section_names
from gongkai.readings.pieces import Doubt, Paragraph, Piece, Spot

_ENOUGH = 4
"""So many headings on lines of their own, and the text has its breaks."""
_APART = 25
"""Characters between two headings at least: a preamble that lists them has fewer."""
_FIGURES = 3
"""So many figures in a chapter with a table are its cells."""
_PARAGRAPHS = re.compile(r"(?<=[。；！？”])\s+(?=\S)|(?<=[。；！？”])(?=（[一二三四五六七八九十]）)")
_TITLE = re.compile(r"^.{0,60}?政府信息公开(?:工作)?[^，。]{0,12}?报告")


def unfolded(pieces: Sequence[Piece], form: Form) -> tuple[tuple[Piece, ...], tuple[Doubt, ...]]:
    """The pieces, with texts in which headings stand inside of lines cut at them, and that this was done."""
    usual = len(headings(pieces, form))
    if usual >= _ENOUGH:
        return tuple(pieces), ()
    cut = tuple(_cut(pieces, form))
    if len(headings(cut, form)) < usual + 2:
        return tuple(pieces), ()
    return cut, (Doubt("全文连成一段，按标题和句号分开，请核对"),)


def _cut(pieces: Sequence[Piece], form: Form) -> Iterator[Piece]:
    run: list[Paragraph] = []
    for piece in pieces:
        if isinstance(piece, Paragraph):
            run.append(piece)
            continue
        yield from _parted(run, form)
        run = []
        yield piece
    yield from _parted(run, form)


def _parted(run: Sequence[Paragraph], form: Form) -> Iterator[Piece]:
    """The paragraphs of a run, or what its headings cut it into."""
    text = ""
    starts: list[tuple[int, Spot]] = []
    for piece in run:
        # Lines of a page end anywhere; tabs and spaces between cells stay.
        text += " " if text and not (_is_han(text[-1]) and _is_han(piece.text[:1])) else ""
        starts.append((len(text), piece.spot))
        text += piece.text
    found = list(_found(text, form))
    if not found:
        yield from run
        return

    def spot(at: int) -> Spot:
        return next(place for start, place in reversed(starts) if start <= at)

    yield from _front(text[: found[0][0]].strip(), spot(0))
    ends = [start for start, _, _ in found[1:]] + [len(text)]
    for (start, end, section), until in zip(found, ends, strict=True):
        yield Paragraph(text[start:end].strip(), spot(start))
        yield from _inside(text[end:until].strip(" \t：:"), section, spot(end))


def _found(text: str, form: Form) -> Iterator[tuple[int, int, Section]]:
    """Where the headings begin and end, in the form's order; those of a list of contents are none."""
    every = [
        (match.start(), match.end(), _sections(form)[match.lastgroup or ""])
        for match in _heading(form).finditer(text)
    ]
    ends = [(one[1], other[0]) for one, other in pairwise(every)]
    kept = [each for each, (end, start) in zip(every, ends, strict=False) if start - end >= _APART] + every[-1:]
    order = [section.id for section in form.sections]
    last = -1
    for each in kept:
        if order.index(each[2].id) > last:
            last = order.index(each[2].id)
            yield each


def _sections(form: Form) -> dict[str, Section]:
    return {f"s{number}": section for number, section in enumerate(form.sections)}


@cache
def _pattern(names: tuple[tuple[str, str, tuple[str, ...]], ...]) -> re.Pattern[str]:
    parts = []
    for group, number, keys in names:
        words = "|".join(sorted(map(_loose, keys), key=len, reverse=True))
        parts.append(rf"(?P<{group}>(?<![一二三四五六七八九十]){number}\s*[、.．]\s*(?:{words}))")
    return re.compile("|".join(parts))


def _loose(name: str) -> str:
    return r"\s?".join(map(re.escape, name))


def _heading(form: Form) -> re.Pattern[str]:
    return _pattern(
        tuple((group, section.number, section_names(section.key)) for group, section in _sections(form).items())
    )


def _front(text: str, spot: Spot) -> Iterator[Piece]:
    title = _TITLE.match(text)
    if title is not None:
        yield Paragraph(title[0], spot)
        text = text[title.end() :].strip()
    yield from _prose(text, spot)


def _prose(text: str, spot: Spot) -> Iterator[Piece]:
    for part in _PARAGRAPHS.split(text):
        if part.strip():
            yield Paragraph(part.strip(), spot)


def _inside(text: str, section: Section, spot: Spot) -> Iterator[Piece]:
    """What stands below a heading: cells, where it is a chapter with a table, or sentences."""
    words = text.split()
    if section.table is not None and sum(map(is_figure, words)) >= _FIGURES:
        for number, word in enumerate(words, 1):
            yield Paragraph(word, spot._replace(column=number), (word,), indent=0)
    else:
        yield from _prose(text, spot)


def _is_han(text: str) -> bool:
    return bool(text) and plain(text) >= "\u2e80"
