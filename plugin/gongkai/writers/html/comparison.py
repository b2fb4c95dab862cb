"""Years side by side as HTML.

A table of years stands in a box that scrolls where the page is too narrow for it, and that the keyboard reaches. Beside
the label of a row a small line may show its numbers, older ones left; rows without a number are marked, for a reader to
ask for.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.pages import ComparedCell, ComparedRow, ComparedYear, ComparisonTable
from gongkai.pages.doubts import DOUBT
from gongkai.writers.html.body import HtmlWriter, class_attribute
from gongkai.writers.html.spark import spark

FEW_YEARS = 7
"""The most columns of years that fit a phone."""
SHORT_NUMBER, SHORT_CHANGE, LONG_NUMBER = 5, 7, 7
"""The most characters of a number and of a change that fit a phone's share, and of a number in a wider column."""


def comparison_table(writer: HtmlWriter, table: ComparisonTable) -> str:
    """The table in its box; folded away where it has an opener."""
    written = _Written(writer, table)
    box = "\n".join(written.lines())
    if not table.opener:
        return box
    summary = f"<summary>{writer.escape(table.opener)}</summary>"
    quiet = " quiet" if all(row.is_quiet for group in table.groups for row in group.rows) else ""
    return f'<details class="gongkai-more{quiet}">\n{summary}\n{box}\n</details>'


class _Written:
    """One table. It has thousands of cells, and most are like another: each kind is written once."""

    def __init__(self, writer: HtmlWriter, table: ComparisonTable) -> None:
        self.table = table
        self.writer = writer
        self.escape = writer.escape
        self._cells: dict[tuple[ComparedCell, bool], str] = {}
        self.starts = [bool(number and year.form) for number, year in enumerate(table.years)]
        """Whether a column begins another form than the one before it."""
        self.breaks = frozenset(len(table.years) - at for at, starts in enumerate(self.starts) if starts)
        """The same for years that go from the oldest to the newest."""

    def lines(self) -> Iterator[str]:
        table = self.table
        caption = f"{table.id}-caption"
        yield f'<div class="gongkai-years" role="region" tabindex="0" aria-labelledby="{caption}" data-search-exclude>'
        yield f'<table class="{" ".join(self._sizes())}" id="{table.id}">'
        yield f'<caption id="{caption}">{self.escape(table.caption)}</caption>'
        yield from self._head()
        for group in table.groups:
            quiet = ["quiet"] if all(row.is_quiet for row in group.rows) else []
            yield f"<tbody{class_attribute(quiet)}>"
            if group.label:
                span = len(table.years) + 1
                label = f"<span>{self.escape(group.label)}</span>"
                yield (f'<tr class="band"><th scope="rowgroup" colspan="{span}">{label}</th></tr>')
            for row in group.rows:
                yield self._row(row)
            yield "</tbody>"
        yield "</table>\n</div>"

    def _sizes(self) -> Iterator[str]:
        yield "gongkai-compare"
        cells = {cell for group in self.table.groups for row in group.rows for cell in row.cells}
        longest = max((len(cell.text) for cell in cells), default=0)
        # With few years a phone shows no percentages.
        shown = None if len(self.table.years) > FEW_YEARS else 1
        changes = max((len(word) for cell in cells for word in cell.change.split()[:shown]), default=0)
        yield "many" if len(self.table.years) > FEW_YEARS else "few"
        if longest > LONG_NUMBER:
            yield "longest"
        elif longest > SHORT_NUMBER or changes > SHORT_CHANGE:
            yield "long"

    def _head(self) -> Iterator[str]:
        years = self.table.years
        forms = [number for number, year in enumerate(years) if year.form]
        has_forms = len(forms) > 1
        stub = f'<th scope="col"{" rowspan=2" if has_forms else ""}>{self.escape(self.table.stub)}</th>'
        heads = "".join(map(self._year, years, self.starts))
        yield "<thead>"
        if has_forms:
            ends = [*forms[1:], len(years)]
            names = "".join(
                f'<th scope="colgroup" colspan="{end - start}"'
                f"{class_attribute([f'span-{end - start}', *(['start'] if start else [])])}>"
                f"{self.escape(years[start].form)}</th>"
                for start, end in zip(forms, ends, strict=True)
            )
            yield f"<tr>{stub}{names}</tr>"
            yield f"<tr>{heads}</tr>"
        else:
            yield f"<tr>{stub}{heads}</tr>"
        yield "</thead>"

    def _year(self, year: ComparedYear, starts: bool) -> str:
        remark = f"<small>{self.escape(year.remark)}</small>" if year.remark else ""
        start = class_attribute(["start"] if starts else [])
        return f'<th scope="col"{start}>{year.year}{remark}</th>'

    def _row(self, row: ComparedRow) -> str:
        classes = [row.kind] if row.kind else []
        if row.level:
            classes.append(f"level-{row.level}")
        if row.is_quiet:
            classes.append("quiet")
        line = spark(row.points, self.breaks) if row.points else ""
        label = f'<th scope="row">{line}<span>{self.escape(row.label)}</span></th>'
        cells = "".join(map(self._cell, row.cells, self.starts))
        return f"<tr{class_attribute(classes)}>{label}{cells}</tr>"

    def _cell(self, cell: ComparedCell, starts: bool) -> str:
        # By hand: functools.cache of a method of its own would keep the whole table for as long as nothing is collected.
        written = self._cells.get((cell, starts))
        if written is None:
            written = self._cells[cell, starts] = self._new_cell(cell, starts)
        return written

    def _new_cell(self, cell: ComparedCell, starts: bool) -> str:
        classes = [*cell.kind.split(), *(["start"] if starts else [])]
        text = cell.text
        if not text:
            text = '<span class="gongkai-hidden">空白</span>'
        elif not text.isdecimal():
            text = self.escape(text)
        if "computed" in cell.kind:
            # The dots belong to the number, not to its change.
            text = f"<span>{text}</span>"
        if cell.doubt is not None:
            # Without words of its own: there may be hundreds, and the page begins with what it means.
            text += f'<sup><a href="{self.writer.address(cell.doubt)}">{DOUBT}</a></sup>'
        difference, _, percent = cell.change.partition(" ")
        share = f"<i> {self.escape(percent)}</i>" if percent else ""
        change = f"<small>{self.escape(difference)}{share}</small>" if difference else ""
        return f"<td{class_attribute(classes)}>{text}{change}</td>"
