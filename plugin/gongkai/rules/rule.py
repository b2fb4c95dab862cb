"""What a rule is, and how it speaks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, fields
from typing import Any, Protocol

from gongkai.data_classes import dataclass
from gongkai.findings import (
    CellName,
    Finding,
    Level,
    Number,
    Place,
    Proposal,
    Range,
    TakenOver,
    TextProposal,
)
from gongkai.forms import label, labels
from gongkai.ground.shelf import Kind
from gongkai.model import Agency, Archive, Report
from gongkai.problems import Problem, Slip, What
from gongkai.rules._claims import Claims
from gongkai.settings import RuleOptions, Settings


@dataclass(frozen=True)
class Inspection:
    """What the rules look at: the archive, and what reading it has already shown."""

    archive: Archive
    problems: tuple[Problem, ...]
    settings: Settings
    only: str | None = None
    """The agency that is looked at, by path, where the archive has others beside it; None: all of them."""
    claims: Claims = field(default_factory=Claims, compare=False, repr=False)
    """What the numbers of the texts speak of, for the rules to share."""
    said: Mapping[str, Mapping[tuple[str, int], Any]] = field(default_factory=dict, compare=False, repr=False)
    """What rules that compare sisters have already said of the reports, by the rule's name; see `Comparison`."""

    @property
    def reports(self) -> tuple[Report, ...]:
        """The reports whose numbers count: all but withdrawn ones."""
        return tuple(report for report in self.own if report.withdrawal is None)

    @property
    def own(self) -> Iterable[Report]:
        """All reports that are looked at."""
        if self.only is None:
            return self.archive.reports
        return self.archive.by_agency.get(self.only, {}).values()

    @property
    def agencies(self) -> tuple[Agency, ...]:
        """The agencies whose reports these are, those without a report too."""
        return tuple(agency for path, agency in self.archive.agencies.items() if self.only in (None, path))


@dataclass(frozen=True)
class Words:
    """How a kind of problem is said. What stands in braces is a field of its class, or `where`, the cell."""

    message: str
    remedy: str
    hints: tuple[tuple[str, str], ...] = ()
    """Pairs of field and remedy: the first whose field says something is the remedy instead."""
    level: Level | None = None
    """If it is not the rule's."""


OFFICE = "data/haishu-office"
"""The folder of the agency of the examples."""


@dataclass(frozen=True)
class Example:
    """Lines of YAML as an editor writes them. Whatever they do not say is correct.

    A row or section stands in the place of its own; a line `…` says that there are others.
    """

    text: str
    file: str = "2021.yml"
    """The report that the lines belong to, in the folder of the agency."""
    beside: Mapping[str, str] = field(default_factory=dict)
    """Lines of other files that the rule looks at, by path: last year's report, the agency's own file, an attachment."""
    is_whole: bool = False
    """Whether the lines are all that the report has."""

    @property
    def shown(self) -> str:
        """What the page of the rule shows: the lines of each file or, if there are none, which files exist."""
        files = {name: text for name, text in {**self.beside, self.file: self.text}.items() if text}
        if not files:
            return "\n".join(f"{OFFICE}/{name}" for name in sorted({*self.beside, self.file}))
        if len(files) == 1:
            return self.text
        return "\n".join(f"# {name}\n{text}" for name, text in files.items())


@dataclass(frozen=True)
class OfRow:
    """How the findings of a rule in one row are told as one."""

    message: str
    """Fields in braces: row, count and columns."""
    many: str
    """What such rows are called where there are many."""


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
    bad: Example
    good: Example
    words: Mapping[type[What], Words] = field(default_factory=dict)
    """The problems that this rule puts into words."""
    article: str = ""
    """The article of a law, or the notice, that it rests on; empty where it is only what makes sense."""
    since: int = 1
    """The version of the rules as a whole in which it came."""
    changed: int = 0
    """The version in which it last judged otherwise, or took another name, level or option; 0 if never."""
    may_be_accepted: bool = True
    """Whether 核对说明 may speak for its findings."""
    may_be_off: bool = True
    """Whether it may be switched off: not where what it finds keeps a report from being read."""
    of_row: OfRow | None = None
    """Where its findings in one row are told as one."""
    compares_sisters: bool = False
    """Whether its findings in a report may hang on those of one year of all agencies under the same one; its module then
    has `said`, `among` and `SAID` beside `check`, see `Comparison`."""
    sums_below: bool = False
    """Whether its findings in a report may hang on those of the agencies below."""
    reads_here: bool = False
    """Whether it looks at files that only this machine has, such as the office's own fonts."""
    is_unfilled: bool = False
    """Whether it finds what is not filled in yet: of a new file there are many, told by their lines."""
    options: type[RuleOptions] = RuleOptions

    @property
    def levels(self) -> tuple[Level, ...]:
        """Every level that a finding of the rule may have, the heaviest first."""
        every = {self.level, *(words.level or self.level for words in self.words.values())}
        return tuple(sorted(every, key=lambda level: -level.rank))


class Check(Protocol):
    """What the `check` of a rule's module is: everything that its rule finds."""

    def __call__(self, inspection: Inspection) -> Iterator[Finding]:
        """The findings, in any order. What the rule's options are set to: `inspection.settings.of_rule(Options)`."""


class Comparison(Protocol):
    """What the module of a rule has that compares sisters, so that each report may be read on another machine.

    Its `check` finds of one agency alone what hangs on no sister, and of several all that there is.
    """

    RULE: Rule
    SAID: Kind[Any]
    """How what is said of a report is sent, and kept for when only sisters of it change."""

    def said(self, reports: Iterable[Report]) -> Mapping[tuple[str, int], Any]:
        """What is compared of each report, by agency and year."""

    def among(self, sisters: Sequence[Any], settings: Settings) -> Iterator[Finding]:
        """The findings in the reports of one year of sisters, of each of which there is what `said` says."""


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
        offers=_whole_line(archive, problem),
    )


def _whole_line(archive: Archive, problem: Problem) -> tuple[Proposal, ...]:
    """A line put right, where it is known how."""
    what, place = problem.what, problem.place
    lines = archive.lines.get(place.file, ())
    if not isinstance(what, Slip) or not what.fixed or place.line > len(lines):
        return ()
    line = lines[place.line - 1]
    return (TextProposal(Range(place._replace(column=1), len(line) + 1), line, what.fixed),)


def passage(place: Place, text: str) -> Range:
    """Where a text stands that begins at a place."""
    return Range(place, place.column + len(text))


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
    offers: tuple[Proposal, ...] = (),
    taken_over: TakenOver | None = None,
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
        offers=offers,
        taken_over=taken_over,
    )


def value_place(inspection: Inspection, report: Report, key: str) -> Place:
    """Where the value of a key at the top of a report's file begins, on the key's line."""
    line = report.key_lines[key].start
    lines = inspection.archive.lines.get(report.place.file, ())
    text = lines[line - 1] if line <= len(lines) else ""
    before, colon, value = text.partition(":")
    return Place(report.place.file, line, len(before + colon) + len(value) - len(value.lstrip()) + 1)
