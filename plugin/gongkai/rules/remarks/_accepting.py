"""核对说明: which findings of a report its remarks accept.

What is accepted stays a finding, shown as accepted, and stops nothing. A remark names the rule, and may name a cell
(with 现值, the value that is accepted: another value is not), a key, a section or a passage of the text; without a
place it accepts what the rule finds in the whole report, of columns if it names some. It may say how many there are:
of more it accepts none. Once what it accepts has changed, the remark is a finding itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from gongkai.data_classes import dataclass
from gongkai.findings import Accepted, CellName, Finding
from gongkai.forms import cells_of_columns
from gongkai.model import Remark, Report, accepted_cell
from gongkai.prose import Line


@dataclass(frozen=True)
class Accepting:
    """The remarks of one report, and the findings that they may accept."""

    report: Report
    findings: tuple[Finding, ...]
    lines: Sequence[str]
    """Of the file."""
    acceptable: frozenset[str]
    """Codes of the rules whose findings may be accepted."""

    @cached_property
    def cells(self) -> Mapping[Remark, CellName | None]:
        """The cell that each remark is about."""
        return {remark: accepted_cell(remark, self.report) for remark in self.report.remarks}

    def explained(self) -> Iterator[Finding]:
        """The findings; those that a remark accepts are marked so."""
        for found in self.findings:
            remark = next((remark for remark in self.report.remarks if self._accepts(remark, found)), None)
            yield replace(found, accepted=Accepted(remark.reason or "", remark.public)) if remark else found

    def covered(self, remark: Remark) -> int:
        """How many findings a remark speaks for."""
        return self._covered[remark]

    @cached_property
    def _covered(self) -> Mapping[Remark, int]:
        return {
            remark: sum(self._speaks_for(remark, found) for found in self.findings)
            for remark in self.report.remarks
        }

    def is_for_many(self, remark: Remark) -> bool:
        """Whether a remark may speak for any number of findings: not of one cell, nor of a passage."""
        return self.cells[remark] is None and remark.location in (None, *self.report.key_lines)

    @cached_property
    def _columns(self) -> Mapping[Remark, frozenset[CellName]]:
        """The cells of the columns that a remark names."""
        form = self.report.form
        return {
            remark: frozenset().union(*(cells_of_columns(form, name) for name in remark.columns))
            for remark in self.report.remarks
        }

    def idle(self) -> Iterator[Remark]:
        """The remarks that accept nothing."""
        for remark in self.report.remarks:
            if not self.covered(remark):
                yield remark

    def _accepts(self, remark: Remark, found: Finding) -> bool:
        if not self._speaks_for(remark, found):
            return False
        return remark.count is None or self.covered(remark) <= remark.count

    def _speaks_for(self, remark: Remark, found: Finding) -> bool:
        if remark.rule != found.code or found.code not in self.acceptable:
            return False
        if remark.columns and found.cell not in self._columns[remark]:
            return False
        if remark.location is None:
            return True
        cell = self.cells[remark]
        if cell is not None:
            concerned = {found.cell, found.suspect.cell if found.suspect else None}
            return cell in concerned and remark.value in (None, self.text(cell))
        lines = self.report.key_lines.get(remark.location)
        if lines is not None:
            return found.place.line in lines
        return self._quotes(remark.location, found)

    def _quotes(self, passage: str, found: Finding) -> bool:
        """Whether a finding in the text is about the passage: it stands in it, or alone on its line, or quotes it."""
        if not self.stands_in_text(passage):
            return False
        if not any(line.place.line == found.place.line for line in _typed_lines(self.report)):
            return False
        if passage in found.message:
            return True
        line, column = self.lines[found.place.line - 1], found.place.column - 1
        if passage not in line:
            return False
        if passage in line[max(0, column - len(passage) + 1) : column + len(passage)]:
            return True
        beside = (f for f in self.findings if (f.code, f.place.line) == (found.code, found.place.line))
        return len(list(beside)) == 1

    def text(self, cell: CellName) -> str | None:
        """What a cell holds, as it is written; None where it is blank."""
        found = self.report.cells.get(cell)
        return found.text if found is not None else None

    def stands_in_text(self, passage: str) -> bool:
        """Whether a passage stands in the narratives or the notes of the report."""
        return any(passage in line.text for line in _typed_lines(self.report))


def _typed_lines(report: Report) -> Iterator[Line]:
    """The lines of narratives, 表注 and the notes of cells."""
    for narrative in report.all_narratives:
        yield from narrative.lines
    yield from report.note_lines
