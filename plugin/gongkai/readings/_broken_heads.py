"""The heads of a table of cases that lines of text break in two: 结果 on one line, 维持 two below."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from gongkai.forms import Form, Layout
from gongkai.readings._rows import Item, Row
from gongkai.readings._table_words import vocabulary_of
from gongkai.readings.labels import plain

_HALF = 2
"""Signs of a head that stand on its first line."""


def mended(row: Row, form: Form) -> list[Row]:
    """What stands over the table, and the row with whole heads over its figures; nothing where they are whole, or others.

    Nothing is left over and nothing is missing: each line has the halves in the form's order from the first case on,
    and there are as many figures as cells.
    """
    table = next((table for table in form.tables if table.layout is Layout.CASES), None)
    if table is None or not row.is_loose or len(row.filled) != len(table.cells):
        return []
    (block,) = table.blocks
    cases = vocabulary_of(form).cases
    heads = [plain(column.label) for column in block.column_leaves]
    wholes = [head for head in heads if len(head) <= _HALF]
    halves = [head for head in heads if head not in wholes]
    orders = [[head[:_HALF] for head in halves], [head[_HALF:] for head in halves]]
    over: list[list[Item]] = []
    kept: list[list[Item]] = []
    found: Counter[str] = Counter()
    for line in row.lines:
        names = [item for item in line if cases.match(item.text)]
        if not names and not kept:
            # A caption, or a unit.
            over.append(line)
            continue
        parts = _parts([item for item in line if item not in names], wholes)
        broken = [part for part in parts if part not in wholes]
        if not any(broken == (order * len(block.row_leaves))[: len(broken)] for order in orders):
            return []
        found.update("".join(parts))
        kept += [names] if names else []
    if not kept or found != Counter("".join(heads) * len(block.row_leaves)):
        return []
    last = row.lines[-1][-1]
    kept.append(
        [Item(head, last.spot, at, line=last.line) for at, head in enumerate(heads * len(block.row_leaves))]
    )
    caption = [item for line in over for item in line]
    items = [*(item for line in kept for item in line), *row.figures]
    whole = Row(items, row.spot, labels_apart=row.labels_apart, lines=kept)
    return [*([Row(caption, caption[0].spot, lines=over)] if caption else []), whole]


def _parts(items: Sequence[Item], wholes: Sequence[str]) -> list[str]:
    """What stands on a line, from space to space; a short head is whole with a space inside."""
    text = " ".join(item.text for item in items)
    for whole in wholes:
        text = re.sub(r"\s".join(whole), whole, text)
    return [plain(part) for part in text.split()]
