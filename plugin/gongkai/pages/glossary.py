"""What the rows of a table mean, to be shown under it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gongkai.forms import Header, Table
from gongkai.pages.blocks import Explained, Glossary, Terms
from gongkai.words.glosses import Gloss, glosses

_REMARK = "以下说明帮助读者理解表中各行，由本网站编写，不是报告的内容；括号内是依据。《条例》指《中华人民共和国政府信息公开条例》。"


def glossary(table: Table) -> Iterator[Glossary]:
    """The glossary of a table, with the rows that it has; none where nothing is explained."""
    known = glosses().get(table.id)
    if known is None:
        return
    groups: list[Terms] = []
    for block in table.blocks:
        for row in block.rows:
            _add(row, known, groups, is_group=False)
    yield Glossary(table.id, f"名词说明：{table.caption}各行是什么意思", _REMARK, tuple(groups))


def _add(row: Header, known: Mapping[str, Gloss], groups: list[Terms], *, is_group: bool) -> None:
    """Rows of a part are listed like those outside of it; a group inside a part is listed on its own."""
    gloss = known.get(row.id)
    if row.children and is_group:
        terms = tuple(_explained(child, known[child.id]) for child in row.leaves if child.id in known)
        groups.append(Terms(row.label, gloss.text if gloss else "", gloss.basis if gloss else "", terms))
    elif row.children:
        for child in row.children:
            _add(child, known, groups, is_group=True)
    elif gloss is not None:
        if not groups or groups[-1].label:
            groups.append(Terms("", "", "", ()))
        last = groups[-1]
        groups[-1] = Terms("", "", "", (*last.items, _explained(row, gloss)))


def _explained(row: Header, gloss: Gloss) -> Explained:
    return Explained(row.label, gloss.text, gloss.basis)
