"""What stands below a table: notes of its figures, the note of the table, and what a page of ours says there of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import field, replace

from gongkai.data_classes import dataclass
from gongkai.findings import CellName
from gongkai.forms import Form, label
from gongkai.readings._chapters import is_note
from gongkai.readings.labels import plain
from gongkai.readings.pieces import Doubt
from gongkai.readings.reading import Line
from gongkai.readings.tables_read import TablesRead

_NOTE = re.compile(r"^注?[(\[]?([0-9]{1,2}|[*#更])[)\]]?[:.、]?(.+)$")
_SIGN = re.compile(r"^注?\s*[(（\[［]?\s*(?:[0-9０-９]{1,2}|[①-⑳]|[*＊#更])\s*[)）\]］]?\s*[：:.、．]?\s*")
"""How a note below a table begins."""
_OWN = re.compile(r"报告中未填，由.{0,8}各数相加得出。$|在发布后更正过，见更正说明。$")
"""What our pages and workbooks say of figures, that the report does not."""


@dataclass
class Below:
    """The lines of a chapter with a table, parted; the notes of figures are with their cells."""

    rest: list[Line] = field(default_factory=list)
    note: str | None = None
    """Of the table (表注)."""
    doubts: list[Doubt] = field(default_factory=list)


def below(lines: Sequence[Line], tables: TablesRead, table: str, title: str | None) -> Below:
    """What the lines around a table are. title: of the report, without spaces: a sheet has it over its table again."""
    found = Below()
    caption = tables.form.table(table).caption
    captions = re.compile(rf"{caption}(?:20[0-9]{{2}}年[0-9]{{0,2}})?(?:[(]?单位:.*)?|[(]?单位:.*")
    marked: dict[str, str] = {}
    own: set[str] = set()
    kept: list[str] = []
    marks = {plain(mark) for name, mark, _ in tables.marks if name.table == table}
    for line in lines:
        match, begun = _NOTE.match(plain(line.text)), _SIGN.match(line.text)
        if match and begun and match[1] in marks:
            told = _without_link(line.text[begun.end() :])
            if _OWN.search(told):
                own.add(match[1])
                found.rest.append(line)
            else:
                marked[match[1]] = told
        elif "".join(line.text.split()) == title or captions.fullmatch(plain(line.text)):
            continue
        elif is_note(line.text) and not _OWN.search(bare := _without_sign(line.text)):
            if not _of_a_cell(bare, tables, table):
                kept.append(bare)
            # Where text has lines of its own, a raised mark is a digit like others.
            if match and match[1].isdecimal() and line.spot.line:
                said = f"没有找到{caption}下面的注{match[1]}标在哪个数上；复制出来的标记会连在数的后面（3成了31），请核对表中各数"
                found.doubts.append(Doubt(said, line.spot))
        else:
            found.rest.append(line)
    found.note = "".join(kept) or None
    for name, mark, spot in tables.marks:
        if name.table != table or plain(mark) in own:
            continue
        if plain(mark) in marked:
            _add(tables, name, marked[plain(mark)])
        else:
            found.doubts.append(Doubt(f"数旁的标记“{mark}”没有读入", spot))
    return found


def _of_a_cell(note: str, tables: TablesRead, table: str) -> bool:
    """Whether a note names its cell, as those in our workbooks do; the cell then has it."""
    for name, shown in _labelled(tables.form, table):
        if note.startswith(f"{shown}：") and name in tables.cells:
            _add(tables, name, note.removeprefix(f"{shown}："))
            return True
    return False


def _labelled(form: Form, table: str) -> Iterator[tuple[CellName, str]]:
    return ((name, label(form, name)) for name in form.table(table).cells)


def _add(tables: TablesRead, name: CellName, note: str) -> None:
    placed = tables.cells[name]
    told = "；".join(text for text in (placed.cell.note, note) if text)
    tables.cells[name] = replace(placed, cell=placed.cell._replace(note=told))


def _without_sign(text: str) -> str:
    """A note without 注 and its number, and without our link back."""
    return _without_link(re.sub(r"^(?:备?注|说明)\s*[0-9]{0,2}\s*[：:]?\s*", "", text))


def _without_link(text: str) -> str:
    return text.strip().removesuffix("返回表格").strip()
