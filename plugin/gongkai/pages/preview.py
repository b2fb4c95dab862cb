"""What a preview shows at the top of an unfinished report: the findings, the suspect first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gongkai.addresses import Anchor, Page
from gongkai.findings import CellName, Finding, Level
from gongkai.forms import Form
from gongkai.pages.blocks import Block, Inlines, Link, Panel, PanelEntry, Sides, Text
from gongkai.rules import LEVEL_NAMES, remedy_of, rule_of, together
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


def panel(findings: tuple[Finding, ...], here: Page | None, form: Form | None = None) -> Iterator[Block]:
    """The findings that are not accepted, those of one suspect together.

    here: the page that shows their cells. form: that of the report, where one was read.
    """
    open_findings = [finding for finding in findings if finding.accepted is None]
    if not open_findings:
        return
    entries = tuple(_entry(group, here, form) for group in together(open_findings))
    counts = [(LEVEL_NAMES[level], sum(entry.level == level for entry in entries)) for level in reversed(Level)]
    told = "，".join(f"{count} 处{name}" for name, count in counts if count)
    must = any(entry.level == Level.ERROR for entry in entries)
    yield Panel(f"{'发布前须处理' if must else '请核对'}：{told}", entries)


def _entry(group: list[Finding], here: Page | None, form: Form | None) -> PanelEntry:
    first = group[0]
    suspect = first.suspect
    place = suspect.place if suspect else first.place
    sides = tuple(found for finding in group if (found := _sides(finding, here)) is not None)
    told = [finding for finding in group if finding.difference is None]
    rules = {finding.code: rule_of(finding) for finding in group}
    name = suspect.cell if suspect else first.cell
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
        tuple(rules),
        title,
        change,
        tuple(finding.message for finding in told),
        sides,
        remedy_of(first),
        f"{place.file} 第{place.line}行第{place.column}列{_which(name, form)}",
        cell,
        tuple((f"{rule.code} {rule.title}", rule.explanation) for rule in rules.values()),
    )


def _which(name: CellName | None, form: Form | None) -> str:
    """Which number of its row a cell is, as the table has them and most files too; nothing where it is the only one."""
    if name is None or form is None or name.row is None or name.column is None:
        return ""
    columns = [column.id for column in form.table(name.table).block_of(name.row).column_leaves]
    if len(columns) < 2 or name.column not in columns:
        return ""
    return f"（表中这一行的第{columns.index(name.column) + 1}个数）"


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
