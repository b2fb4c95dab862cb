"""What a preview shows at the top of an unfinished report: the findings, the suspect first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gongkai.addresses import Anchor, Page
from gongkai.findings import Finding, Level
from gongkai.pages.blocks import Block, Inlines, Link, Panel, PanelEntry, Sides, Text
from gongkai.rules import LEVEL_NAMES, remedy_of, together
from gongkai.tables import cell_id


def flags(findings: tuple[Finding, ...]) -> Mapping[str, str]:
    """The cells to mark, by their ids: the suspects, and the totals that fail."""
    found: dict[str, str] = {}
    for finding in findings:
        if finding.accepted is None and finding.left is not None and finding.cell is not None:
            found[cell_id(finding.cell)] = "failed"
    for finding in findings:
        if finding.accepted is None and finding.suspect is not None:
            found[cell_id(finding.suspect.cell)] = "suspect"
    return found


def panel(findings: tuple[Finding, ...], here: Page | None) -> Iterator[Block]:
    """The findings that are not accepted, those of one suspect together. here: the page that shows their cells."""
    open_findings = [finding for finding in findings if finding.accepted is None]
    if not open_findings:
        return
    entries = tuple(_entry(group, here) for group in together(open_findings))
    counts = [(LEVEL_NAMES[level], sum(entry.level == level for entry in entries)) for level in reversed(Level)]
    told = "，".join(f"{count} 处{name}" for name, count in counts if count)
    must = any(entry.level == Level.ERROR for entry in entries)
    yield Panel(f"{'发布前须处理' if must else '请核对'}：{told}", entries)


def _entry(group: list[Finding], here: Page | None) -> PanelEntry:
    first = group[0]
    suspect = first.suspect
    place = suspect.place if suspect else first.place
    sides = tuple(found for finding in group if (found := _sides(finding, here)) is not None)
    told = [finding for finding in group if finding.difference is None]
    title: Inlines = (Text(first.message),)
    change = None
    cell = None if first.cell is None or here is None else Anchor(here, cell_id(first.cell))
    if suspect is not None:
        words = (Text(f"{suspect.row_label}·{suspect.column_label}"),)
        named = (Link(words, Anchor(here, cell_id(suspect.cell))),) if here else words
        title, cell = (Text("最可能填错："), *named), None
        if suspect.value is not None and suspect.should_be is not None:
            change = (str(suspect.value), str(suspect.should_be))
    elif first in told:
        told.remove(first)
    return PanelEntry(
        first.level,
        LEVEL_NAMES[first.level],
        tuple(dict.fromkeys(finding.code for finding in group)),
        title,
        change,
        tuple(finding.message for finding in told),
        sides,
        remedy_of(first),
        f"{place.file} 第{place.line}行第{place.column}列",
        cell,
    )


def _sides(finding: Finding, here: Page | None) -> Sides | None:
    """Of a finding that compares, its numbers."""
    if finding.difference is None:
        return None
    words = (Text("·".join(filter(None, (finding.row_label, finding.column_label)))),)
    where: Inlines = words
    if finding.cell is not None and here is not None:
        where = (Link(words, Anchor(here, cell_id(finding.cell))),)
    difference = f"{finding.difference:+}".replace("-", "−")
    return Sides(where, finding.formula or "", str(finding.left), str(finding.right), difference)
