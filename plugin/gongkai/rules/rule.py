"""What a rule is, and how it speaks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from gongkai.findings import CellName, Finding, Level, Number, Place
from gongkai.forms import label, labels
from gongkai.model import Archive, Report
from gongkai.problems import Problem, What
from gongkai.settings import Settings


@dataclass(frozen=True)
class Inspection:
    """What the rules look at: the archive, and what reading it has already shown."""

    archive: Archive
    problems: tuple[Problem, ...]
    settings: Settings

    @property
    def reports(self) -> tuple[Report, ...]:
        """The reports that are checked: all except withdrawn ones."""
        return tuple(report for report in self.archive.reports if report.withdrawal is None)


@dataclass(frozen=True)
class Words:
    """How a kind of problem is said. What stands in braces is a field of its class, or `where`, the cell."""

    message: str
    remedy: str
    hints: tuple[tuple[str, str], ...] = ()
    """Pairs of field and remedy: the first whose field says something is the remedy instead."""
    level: Level | None = None
    """If it is not the rule's."""


@dataclass(frozen=True)
class Option:
    """Something that may be set of a rule in mkdocs.yml: `rules: {overlap: {limit: 0.5}}`."""

    name: str
    default: object
    """Also gives the type that a value must have."""
    description: str
    """In Chinese."""


@dataclass(frozen=True)
class Rule:
    """One rule: all that is said about it stands in its module, `check` below it.

    A module without a `check` only puts into words the problems that its `words` name.
    """

    code: str
    name: str
    """Kebab-case; the module's name with dashes."""
    level: Level
    title: str
    explanation: str
    """What the rule looks at and when it speaks."""
    why: str
    """Why it matters to the office."""
    bad: str
    good: str
    """YAML, as an editor would have it before and after."""
    words: Mapping[type[What], Words] = field(default_factory=dict)
    """The problems that this rule puts into words."""
    may_be_accepted: bool = True
    options: tuple[Option, ...] = ()

    @property
    def levels(self) -> tuple[Level, ...]:
        """Every level that a finding of the rule may have, the heaviest first."""
        every = {self.level, *(words.level or self.level for words in self.words.values())}
        return tuple(sorted(every, key=lambda level: -level.rank))

    def option(self, name: str, settings: Settings) -> Any:
        """The value of an option, of the type of its default."""
        default = next(option.default for option in self.options if option.name == name)
        return settings.rule_option(self.name, name, default)


Check = Callable[[Rule, Inspection], Iterator[Finding]]


def from_problems(rule: Rule, inspection: Inspection) -> Iterator[Finding]:
    """The findings of a rule that only puts into words what reading has shown."""
    for problem in inspection.problems:
        if type(problem.what) in rule.words:
            yield say(rule, inspection.archive, problem)


def say(rule: Rule, archive: Archive, problem: Problem) -> Finding:
    """A problem in the words of its rule."""
    words = rule.words[type(problem.what)]
    report = archive.by_file.get(problem.place.file)
    where = label(report.form, problem.cell) if report is not None and problem.cell else ""
    said = {each.name: _shown(getattr(problem.what, each.name)) for each in fields(problem.what)}
    values = {"where": where, **said}
    remedy = next((text for value, text in words.hints if values.get(value)), words.remedy)
    return finding(
        rule,
        problem.place,
        words.message.format_map(values),
        remedy.format_map(values),
        report,
        problem.cell,
        level=words.level,
    )


def _shown(value: object) -> object:
    if isinstance(value, tuple):
        return "、".join(map(str, value))
    return value.strip() if isinstance(value, str) else value


def finding(
    rule: Rule,
    place: Place,
    message: str,
    remedy: str,
    report: Report | None = None,
    cell: CellName | None = None,
    *,
    level: Level | None = None,
    formula: str | None = None,
    left: Number | None = None,
    right: Number | None = None,
) -> Finding:
    """A finding with everything that follows from its rule, report and cell."""
    row_label, column_label = labels(report.form, cell) if report is not None and cell else (None, None)
    return Finding(
        place=place,
        code=rule.code,
        rule=rule.name,
        level=level or rule.level,
        message=message,
        remedy=remedy,
        agency=report.agency if report else None,
        year=report.year if report else None,
        cell=cell,
        row_label=row_label,
        column_label=column_label,
        formula=formula,
        left=left,
        right=right,
    )


def value_place(inspection: Inspection, report: Report, key: str) -> Place:
    """Where the value of a key at the top of a report's file begins, on the key's line."""
    line = report.key_lines[key].start
    lines = inspection.archive.lines.get(report.place.file, ())
    text = lines[line - 1] if line <= len(lines) else ""
    before, colon, value = text.partition(":")
    return Place(report.place.file, line, len(before + colon) + len(value) - len(value.lstrip()) + 1)
