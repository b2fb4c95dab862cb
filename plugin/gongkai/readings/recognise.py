"""Pieces of a file as a report, whatever they came from."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from gongkai.data_classes import dataclass
from gongkai.findings import CellName
from gongkai.forms import Form, Section, statutory_forms
from gongkai.readings._chapters import (
    Front,
    Heading,
    date_of,
    facts_of,
    free_headings,
    full_width,
    headings,
    is_furniture,
    is_letterhead,
    is_note,
    is_page_number,
    is_prose,
    joined,
    own_heading,
    title_of,
    year_of,
)
from gongkai.readings._notes import below
from gongkai.readings._own_tables import as_lines, free_table, is_simple, over_pages
from gongkai.readings._sign_off import signed_off
from gongkai.readings._whole import unfolded
from gongkai.readings.figures import is_figure
from gongkai.readings.pieces import Doubt, Grid, Paragraph, Picture, Piece, Pieces, Spot, UnreadableFile, texts
from gongkai.readings.reading import WHOLE, Chapter, Line, Reading
from gongkai.readings.tables import Stretch, read_tables
from gongkai.readings.tables_read import TablesRead

_HAN = re.compile("[一-鿿]")
_CORRECTION = re.compile(r"更正20[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日$")
_MOST_CHARACTERS = 2_000_000
_FEW = 10
"""So many filled cells make a report of a form, whatever its headings are."""


_STOPS = ("。", "；", "：", "！")


@dataclass(frozen=True, slots=True)
class _Part:
    """Pieces between two headings; section is None before the first."""

    section: Section | None
    pieces: tuple[Piece, ...]
    heading: Heading | None = None


def recognise(pieces: Pieces, file: str, year: int | None = None) -> Reading:
    """The report that a file holds, as far as it can be told. year: the report year where it is known from elsewhere.

    Raises UnreadableFile for a text that is far longer than any report.
    """
    length = sum(len(piece.text) for piece in pieces.pieces if isinstance(piece, Paragraph))
    length += sum(len(text) for piece in pieces.pieces if isinstance(piece, Grid) for text in texts(piece))
    if length > _MOST_CHARACTERS:
        raise UnreadableFile("文字过多，不是年度报告")
    return _Recogniser(pieces, file, year).reading()


@cache
def _statutory() -> tuple[Form, ...]:
    """The forms with tables, the one in force first, and each as it is with a group given as one row."""
    forms = [form for form in statutory_forms() if form.tables][::-1]
    every = list(forms)
    for form in forms:
        groups = [
            r.id for t in form.tables for b in t.blocks for top in b.rows for r in top.walk() if r.mergeable
        ]
        every += [form.with_merged(group) for group in groups]
    return tuple(every)


class _Recogniser:
    def __init__(self, pieces: Pieces, file: str, year: int | None) -> None:
        self.pieces, cut = unfolded(pieces.pieces, _statutory()[0])
        self.file = file
        self.asked = year
        self.width = full_width(self.pieces)
        self.doubts: list[Doubt] = [*pieces.doubts, *cut]
        self.rest: list[Doubt] = []
        self.facts = dict(pieces.facts)
        self.title: str | None = None
        self.letterhead: str | None = None
        self.signature: str | None = None
        self.written: datetime.date | None = None
        self.own_year: int | None = None
        """The year that the file says."""

    def reading(self) -> Reading:
        latest = _statutory()[0]
        found = headings(self.pieces, latest)
        front = title_of(self.pieces, found[0].at if found else len(self.pieces))
        if front.title is None and "标题" in self.facts:
            front = title_of((Paragraph(self.facts["标题"], Spot()),), 1)
            front = Front(front.title, (), front.agency, front.year)
        self.title = None if front.title is None else _tight(front.title)
        self.own_year = front.year or self.year_of_text(found)
        year = self.asked or self.own_year
        parts = self.parts(found)
        tables = self.tables(parts, year)
        is_form = tables.numbers >= _FEW or (
            len(found) >= 2 and (year is None or year >= latest_trial().first_year)
        )
        if (
            year is not None
            and year < latest_trial().first_year
            and not any(n.table == "t3" for n in tables.cells)
        ):
            is_form = False
        if is_form:
            return self.statutory(parts, tables, front)
        return self.free(front)

    def year_of_text(self, found: list[Heading]) -> int | None:
        """The year of a report whose title says none: of its period."""
        end = found[0].at if found else len(self.pieces)
        for piece in self.pieces[:end]:
            if isinstance(piece, Paragraph):
                text = "".join(piece.text.split())
                if match := re.search(r"(20[0-9]{2})年0?1月0?1日[^。]{0,6}(?:20[0-9]{2})年12月31日", text):
                    return int(match[1])
        return None

    def parts(self, found: list[Heading]) -> list[_Part]:
        starts = [heading.at for heading in found]
        first = starts[0] if starts else len(self.pieces)
        parts = [_Part(None, self.pieces[:first])]
        for heading, end in zip(found, [*starts[1:], len(self.pieces)], strict=False):
            inside = self.pieces[heading.at + 1 : end]
            if heading.rest:
                at = self.pieces[heading.at]
                inside = (Paragraph(heading.rest, at.spot), *inside)
            parts.append(_Part(heading.section, inside, heading))
        return parts

    # The tables.

    def tables(self, parts: list[_Part], year: int | None) -> TablesRead:
        """What the tables say by the form that they follow, which their rows tell."""
        expected = [part for part in parts if part.section is not None and part.section.table]
        others = [part for part in parts if part not in expected]
        read: list[tuple[tuple[object, ...], TablesRead]] = []
        inside = self.stretches(expected)
        elsewhere = self.stretches(others, all_lines=not expected)
        for form in _statutory():
            out = read_tables(form, inside, self.file)
            lacking = {table.id for table in form.tables} - {name.table for name in out.cells} - out.met
            if lacking and others:
                found = self.elsewhere(read_tables(form, elsewhere, self.file), lacking)
                if found:
                    out = read_tables(form, [*inside, *elsewhere], self.file)
                    if expected:
                        out.doubts += found
            if out.is_whole:
                # No other form can place more.
                return out
            covers = year is not None and form.covers(year)
            usual = not form.merged
            left = len(out.unplaced) + out.misfits
            # Blanks tell least: but whether a blank row is there or three are missing.
            rank = (out.numbers, -left, -len(out.doubts), covers, len(out.cells), usual)
            read.append((rank, out))
        return max(read, key=lambda each: each[0])[1]

    @staticmethod
    def elsewhere(out: TablesRead, lacking: set[str]) -> list[Doubt]:
        """The tables of those that are lacking that stand whole in other chapters: a few rows are those of another year."""
        found = []
        for table in out.form.tables:
            there = [out.cells[name].spot for name in table.cells if name in out.cells]
            if table.id in lacking and len(there) * 2 >= len(table.cells):
                found.append(Doubt(f"{table.caption}不在它的部分里，读的是别处的，请核对", there[0]))
        return found

    def stretches(self, parts: Sequence[_Part], *, all_lines: bool = True) -> list[Stretch]:
        """The grids of these chapters, and their lines of text that are no sentences."""
        found: list[Stretch] = []
        for part in parts:
            lines: list[Paragraph] = []
            # In Word too somebody may have typed a table with tabs, or lost its rules.
            is_typed = part.section is not None and part.section.table is not None and not _grids(part.pieces)
            for piece in part.pieces:
                if isinstance(piece, Paragraph):
                    if all_lines and (piece.is_line or is_typed) and _may_be_row(piece):
                        lines.append(piece)
                elif isinstance(piece, Grid):
                    if lines:
                        found.append(Stretch.of(lines))
                        lines = []
                    found.append(Stretch.of(piece))
            if lines:
                found.append(Stretch.of(lines))
        return found

    # A report of a form.

    def statutory(self, parts: list[_Part], tables: TablesRead, front: Front) -> Reading:
        self.add_rows(tables)
        form = tables.form
        read = tables.used
        chapters: list[Chapter] = []
        last_text = max((n for n, p in enumerate(parts) if p.section and not p.section.table), default=0)
        own_headings: dict[str, str] = {}
        shown_headings: dict[str, Line] = {}
        table_notes: dict[str, str] = {}
        preamble: list[Line] = []
        for number, part in enumerate(parts):
            if part.section is None:
                preamble = self.preamble(part, read, front)
                continue
            lines = list(self.lines(part, read))
            if number == last_text or number == len(parts) - 1:
                lines = self.body_of(lines, front.agency)
            assert part.heading is not None
            piece = self.pieces[part.heading.at]
            text = piece.text if isinstance(piece, Paragraph) else ""
            shown_headings[part.section.id] = Line(
                " ".join(text.removesuffix(part.heading.rest).split()), piece.spot
            )
            if not part.heading.is_exact:
                self.doubts.append(
                    Doubt(f"标题“{text.strip()}”按“{part.section.label}”读入，请核对", piece.spot)
                )
            if (own_title := own_heading(part.heading, text)) is not None:
                own_headings[part.section.id] = own_title
            if part.section.table:
                text_above = self.above(part, tables, lines)
                around = [line for line in lines if line not in text_above]
                found = below(around, tables, part.section.table, self.title)
                if found.note is not None:
                    table_notes[part.section.table] = found.note
                self.doubts += found.doubts
                self.rest += [Doubt(line.text, line.spot) for line in found.rest]
                if text_above:
                    chapters.append(Chapter(part.section.id, part.section.label, text_above, piece.spot))
                continue
            own = next(section for section in form.sections if section.id == part.section.id)
            chapters.append(Chapter(own.id, own.label, tuple(lines), self.pieces[part.heading.at].spot))
        missing = [
            f"“{section.label}”这一部分"
            for section in form.sections
            if not section.table and section.id not in {chapter.section for chapter in chapters}
        ]
        missing += self.missing_tables(parts, tables)
        made = self.made(front, form, preamble, chapters, tables, missing=missing)
        return replace(made, headings=shown_headings, own_headings=own_headings, table_notes=table_notes)

    def above(self, part: _Part, tables: TablesRead, lines: Sequence[Line]) -> tuple[Line, ...]:
        """The text of a chapter before its table (正文); none where there is no sentence in it."""
        assert part.section is not None
        assert part.section.table is not None
        start = next((n for n, piece in enumerate(part.pieces) if id(piece) in tables.used), None)
        if start is None:
            return ()
        before = tuple(self.lines(_Part(None, part.pieces[:start]), tables.used))
        text = tuple(line for line in before if line in lines and is_prose(line.text))
        return text if any(line.text.endswith(_STOPS) for line in text) else ()

    def add_rows(self, tables: TablesRead) -> None:
        """Take in the rows that the form does not have, where all the rows that it has were read around them."""
        cells = tables.cells
        rows = [
            each
            for each in tables.extra
            if all(
                any(name in cells for name in tables.form.table(each.row.table).cells_of[row.id])
                for block in tables.form.table(each.row.table).blocks
                if block.id == each.row.block
                for row in block.row_leaves
            )
        ]
        if not rows:
            return
        tables.form = tables.form.with_extra(each.row for each in rows)
        for (id_, row), each in zip(tables.form.extra, rows, strict=True):
            cells.update({CellName(row.table, id_, column): placed for column, placed in each.cells.items()})
            caption = tables.form.table(row.table).caption
            said = f"{caption}“{row.label}”一行格式里没有，读入“其他行”，请核对"
            tables.doubts.append(Doubt(said, each.spots[0]))
        taken = {spot for each in rows for spot in each.spots}
        tables.unplaced = [doubt for doubt in tables.unplaced if doubt.spot not in taken]
        tables.rest = [doubt for doubt in tables.rest if doubt.spot not in taken]

    def missing_tables(self, parts: list[_Part], tables: TablesRead) -> Iterator[str]:
        """Tables of which nothing was read, and those of which not all was."""
        pictured = {
            part.section.table
            for part in parts
            if part.section is not None and any(isinstance(piece, Picture) for piece in part.pieces)
        }
        for table in tables.form.tables:
            there = sum(1 for name in table.cells if name in tables.cells)
            if not there:
                why = "（这里是图片，图片里的数读不出来，要照着录入）" if table.id in pictured else ""
                yield f"{table.caption}{why}"
            elif there < len(table.cells):
                rows = [
                    row
                    for block in table.blocks
                    for row in block.row_leaves
                    if not all(name in tables.cells for name in table.cells_of[row.id])
                ]
                named = "、".join(row.key or row.label for row in rows[:5]) + ("等" if len(rows) > 5 else "")
                yield f"{table.caption}的{len(table.cells) - there}格（{named}）"

    def lines(self, part: _Part, read: set[int]) -> Iterator[Line]:
        """The text of a chapter as paragraphs; tables of its own as lines with bars."""
        run: list[Paragraph] = []
        for piece in part.pieces:
            if isinstance(piece, Paragraph):
                if id(piece) not in read:
                    run.append(piece)
                continue
            yield from joined(run, self.width)
            run = []
            if isinstance(piece, Picture):
                said = f"图片{f'“{piece.text}”' if piece.text else ''}没有读入；要保留，存成文件写入附件"
                self.doubts.append(Doubt(said, piece.spot))
            elif id(piece) not in read:
                yield from as_lines(piece)
        yield from joined(run, self.width)

    def preamble(self, part: _Part, read: set[int], front: Front) -> list[Line]:
        """The sentences before the first chapter; lines of the portal say facts, or go to the rest."""
        # What stands over the title is the portal's.
        start = front.at[-1] + 1 if front.at else 0
        over = list(self.lines(_Part(None, part.pieces[: front.at[0]]), read)) if front.at else []
        lines = list(self.lines(_Part(None, part.pieces[start:]), read))
        self.facts = facts_of(line.text for line in over) | self.facts
        if (
            over
            and front.at
            and self.pieces[front.at[0] - 1].spot == over[-1].spot
            and is_letterhead(over[-1].text)
        ):
            self.letterhead = over[-1].text
            said = f"标题上面的“{self.letterhead}”读入“抬头”，请核对"
            self.doubts.append(Doubt(said, over.pop().spot))
        self.rest += [Doubt(line.text, line.spot) for line in over if not facts_of((line.text,))]
        self.facts = {**facts_of(line.text for line in lines), **self.facts}
        title = _tight(front.title or "")
        kept: list[Line] = []
        corrected = False
        for line in lines:
            tight = _tight(line.text)
            # What a page of ours says of corrections stands between title and preamble.
            before, corrected = corrected, bool(_CORRECTION.match(tight))
            if before or corrected:
                self.rest.append(Doubt(line.text, line.spot))
                continue
            if title and (tight == title or (len(tight) > 2 and tight in title)):
                continue
            if facts_of((line.text,)) and len(line.text) < 40:
                continue
            if (
                is_furniture(line.text)
                or not _HAN.search(line.text)
                or (len(line.text) < 20 and not line.text.endswith(("。", "：", ":")))
            ):
                self.rest.append(Doubt(line.text, line.spot))
                continue
            kept.append(line)
        return kept

    def body_of(self, lines: list[Line], agency: str | None, *, has_table: bool = False) -> list[Line]:
        """The lines of a last chapter without what stands below it: name, date, lines of the portal."""
        end = signed_off(lines, agency, has_table=has_table)
        self.signature, self.written = self.signature or end.signature, self.written or end.written
        self.rest += [Doubt(line.text, line.spot) for line in end.rest]
        return end.body

    # A report without form.

    def free(self, front: Front) -> Reading:
        form = next(form for form in statutory_forms() if form.is_free)
        starts = free_headings(self.pieces)
        if not front.at:
            front = title_of(self.pieces, starts[0] if starts else len(self.pieces))
            self.own_year = front.year or self.own_year
        first = starts[0] if starts else len(self.pieces)
        preamble = self.preamble(_Part(None, self.pieces[:first]), set(), front)
        chapters: list[Chapter] = []
        for start, end in zip(starts, [*starts[1:], len(self.pieces)], strict=False):
            heading = self.pieces[start]
            assert isinstance(heading, Paragraph)
            inside = self.pieces[start + 1 : end]
            inside = over_pages(inside)
            grids = _grids(inside)
            own = grids[0] if len(grids) == 1 and is_simple(grids[0]) else None
            read = {id(own)} if own is not None else set()
            lines = list(self.lines(_Part(None, inside), read))
            if end == len(self.pieces):
                lines = self.body_of(lines, front.agency, has_table=own is not None)
            title = re.sub(r"^[一二三四五六七八九十]{1,3}[、.．]\s*", "", " ".join(heading.text.split()))
            columns, rows = free_table(own) if own is not None else ((), ())
            chapters.append(Chapter(None, title, tuple(lines), heading.spot, columns, rows))
        missing = [] if chapters else ["章节标题"]
        if not chapters and preamble:
            chapters = [Chapter(None, WHOLE, tuple(preamble), preamble[0].spot)]
            preamble = []
        empty = TablesRead(form)
        return self.made(front, form, preamble, chapters, empty, missing=missing)

    # What both have.

    def made(
        self,
        front: Front,
        form: Form,
        preamble: list[Line],
        chapters: list[Chapter],
        tables: TablesRead,
        *,
        missing: list[str],
    ) -> Reading:
        facts = self.facts
        return Reading(
            file=self.file,
            form=form,
            year=self.own_year or year_of(front.title or ""),
            agency_name=front.agency or facts.get("agency") or _alone(self.signature),
            title=front.title,
            preamble=tuple(preamble),
            chapters=tuple(chapters),
            cells=tables.cells,
            published=_day(facts.get("published")),
            written=self.written or _day(facts.get("written")),
            document_number=facts.get("document_number"),
            index_number=facts.get("index_number"),
            origin=facts.get("origin"),
            signature=self.signature,
            letterhead=self.letterhead,
            signer=facts.get("signer"),
            doubts=tuple(dict.fromkeys((*self.doubts, *tables.doubts))),
            missing=tuple(missing),
            unplaced=tuple(tables.unplaced),
            rest=(*self.rest, *tables.rest),
        )


def _alone(signature: str | None) -> str | None:
    """The name below a report where one body signs it."""
    return None if signature is None or "\n" in signature else signature


def latest_trial() -> Form:
    """The first form with tables: reports of years before it have none to follow."""
    return next(form for form in statutory_forms() if form.tables)


def _day(text: str | None) -> datetime.date | None:
    return date_of(re.sub(r"[日\s]+$", "", text)) if text else None


def _tight(text: str) -> str:
    return "".join(text.split())


def _grids(pieces: Sequence[Piece]) -> list[Grid]:
    return [piece for piece in pieces if isinstance(piece, Grid)]


def _may_be_row(line: Paragraph) -> bool:
    return not (_is_sentence(line) or is_note(line.text) or is_page_number(line.text, is_sure=True))


def _is_sentence(line: Paragraph) -> bool:
    """Whether a line of text among tables is one of words: it has an end of a sentence and no cells."""
    # Instructions in brackets behind a label are no sentence.
    text = re.sub(r"[（(][^（()）]*[)）]", "", line.text).strip()
    filled = [token for token in line.tokens if token.strip()]
    if any(is_figure(token) for token in filled):
        return False
    return (
        len(filled) <= 1 and len(text) > 20 and bool(re.search(r"。|，.*，.*，", text)) and "勾稽" not in text
    )
