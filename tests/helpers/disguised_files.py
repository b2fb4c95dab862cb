"""Rows of cells as a table of a web page, of Word, of Excel, and as lines of text."""

from __future__ import annotations

import html
import io
import random
from collections.abc import Sequence

from openpyxl import Workbook

from tests.helpers.word_file import cell, paragraph, row, run, table

Cell = tuple[str, int, int]
"""Text, rows, columns."""
Rows = list[list[Cell]]

_BLANKS = {
    "plain": "<p></p>",
    "word": "<p class=MsoNormal><span lang=EN-US><o:p>&nbsp;</o:p></span></p>",
    "tinymce": '<br data-mce-bogus="1">',
    "wangeditor": "<p><br></p>",
}
_INSIDE = {
    "plain": "<p>{}</p>",
    "word": "<p class=MsoNormal align=center style='text-align:center'><span lang=EN-US\nstyle='font-size:10.5pt'>{}<o:p></o:p></span></p>",
    "tinymce": '<span style="font-size: 10.5pt;" data-mce-style="font-size: 10.5pt;">{}</span>',
    "wangeditor": "{}",
}


def html_table(rows: Rows, style: str, chance: random.Random) -> str:
    """A table as one of the programs writes it."""

    def one(text: str, tall: int, wide: int) -> str:
        spans = (f' rowspan="{tall}"' if tall > 1 or style == "wangeditor" else "") + (
            f' colspan="{wide}"' if wide > 1 or style == "wangeditor" else ""
        )
        inside = _INSIDE[style].format(html.escape(text)) if text.strip() else _BLANKS[style]
        if text and style == "plain" and chance.random() < 0.01:
            inside = f"<table><tr><td>{inside}</td></tr></table>"
        width = ' width="auto"' if style == "wangeditor" else ""
        return f"<td{spans}{width}>{inside}</td>"

    body = "".join("<tr>" + "".join(one(*each) for each in line) + "</tr>" for line in rows)
    if style == "tinymce":
        count = sum(wide for _, _, wide in rows[0])
        columns = f'<col style="width: {100 / count:.4f}%;">' * count
        made = f'<table style="border-collapse: collapse; width: 100%;" border="1" class="mce-item-table"><colgroup>{columns}</colgroup><tbody>{body}</tbody></table>'
        return f'<figure class="table">{made}</figure>'
    if style == "wangeditor":
        return f'<table style="width: 100%;"><tbody>{body}</tbody></table><p><br></p>'
    if style == "word":
        return f"<div align=center><table class=MsoTableGrid border=1 cellspacing=0>{body}</table></div>"
    return f"<table>{body}</table>"


def placed(rows: Rows) -> list[list[tuple[int, Cell | None]]]:
    """The cells of each row with their column; None where one reaches down from above."""
    taken: dict[int, tuple[int, int]] = {}
    """By column: rows still covered, and how wide."""
    found = []
    for line in rows:
        column = 0
        laid: list[tuple[int, Cell | None]] = []
        waiting = list(line)
        fresh: dict[int, tuple[int, int]] = {}
        while waiting or any(at >= column for at in taken):
            if column in taken:
                wide = taken[column][1]
                laid.append((column, None))
                column += wide
                continue
            if not waiting:
                break
            text, tall, wide = waiting.pop(0)
            laid.append((column, (text, tall, wide)))
            if tall > 1:
                fresh[column] = tall - 1, wide
            column += wide
        taken = {at: (left - 1, wide) for at, (left, wide) in taken.items() if left > 1} | fresh
        found.append(laid)
    return found


def word_table(rows: Rows, chance: random.Random) -> str:
    """A table of Word, its texts cut into runs."""
    widths: dict[int, int] = {}
    made = []
    for line in placed(rows):
        cells = []
        for column, each in line:
            if each is None:
                cells.append(cell("", f'<w:gridSpan w:val="{widths[column]}"/><w:vMerge/>'))
                continue
            text, tall, wide = each
            widths[column] = wide
            span = f'<w:gridSpan w:val="{wide}"/>' if wide > 1 else ""
            merge = '<w:vMerge w:val="restart"/>' if tall > 1 else ""
            at = chance.randint(0, len(text))
            runs = [run(html.escape(part)) for part in (text[:at], text[at:]) if part]
            cells.append(cell(paragraph(*runs), span + merge))
        made.append(row(*cells))
    return table(*made)


def workbook(title: str, tables: Sequence[tuple[str, Rows]], *, is_one: bool, as_numbers: bool) -> bytes:
    """Tables typed in Excel, below each other in one sheet or each in its own."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = title
    top = 3
    for number, (heading, rows) in enumerate(tables):
        if number and not is_one:
            sheet = book.create_sheet()
            top = 1
        sheet.cell(top, 1, heading)
        top += 1
        for line in placed(rows):
            for column, each in line:
                if each is None:
                    continue
                text, tall, wide = each
                bare = text.strip()
                is_number = as_numbers and bare.isascii() and bare.isdecimal()
                sheet.cell(top, column + 1, int(bare) if is_number else text or None)
                if tall > 1 or wide > 1:
                    sheet.merge_cells(
                        start_row=top, end_row=top + tall - 1, start_column=column + 1, end_column=column + wide
                    )
            top += 1
        top += 1
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def text_lines(lines: Sequence[str]) -> str:
    """Lines below each other."""
    return "\n".join(lines)


def whole_text(lines: Sequence[str]) -> str:
    """All of it as one paragraph: what a page gives that is copied without its breaks."""
    return " ".join(line for line in lines if line)
