"""Running the rules over an archive: everything that is wrong, with suspects and remarks, and whether it stops a build."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import groupby

from gongkai.findings import Finding, Proposal, TextProposal
from gongkai.ground.memory import uncollected
from gongkai.model import Archive, Report
from gongkai.problems import Problem
from gongkai.rules.register import all_rules, checks
from gongkai.rules.remarks._accepting import Accepting
from gongkai.rules.remarks.acceptance import RULE as ACCEPTANCE
from gongkai.rules.remarks.acceptance import idle_remarks, miscounted_remarks
from gongkai.rules.rule import Inspection, Rule
from gongkai.rules.sums._suspect import with_suspects
from gongkai.rules.sums._told import told_numbers
from gongkai.settings import Settings


def inspect(
    archive: Archive,
    problems: tuple[Problem, ...],
    settings: Settings,
    on_rule: Callable[[], None] = lambda: None,
) -> tuple[Finding, ...]:
    """Everything that is wrong, in the order of files and lines. on_rule is called after each rule.

    Raises SettingsError where the settings name a folder that is not there.
    """
    inspection = Inspection(archive.whole, problems, settings)
    return explained(inspection, found_by(inspection, lambda _: True, on_rule))


def found_by(
    inspection: Inspection, is_asked: Callable[[Rule], bool], on_rule: Callable[[], None] = lambda: None
) -> list[Finding]:
    """What those rules find that are asked for and not switched off, each by itself. on_rule is called after each rule."""
    found: list[Finding] = []
    with uncollected():
        for rule, check in checks():
            if is_asked(rule) and not inspection.settings.is_off(rule.name):
                found.extend(check(inspection))
            on_rule()
    return found


def explained(inspection: Inspection, found: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings of all rules with suspects and remarks, in the order of files and lines."""
    by_place = sorted(found, key=order)
    of_file = {file: tuple(group) for file, group in groupby(by_place, key=lambda finding: finding.place.file)}
    told: list[Finding] = []
    acceptable = frozenset(rule.code for rule in all_rules() if rule.may_be_accepted)
    off = frozenset(rule.code for rule in all_rules() if inspection.settings.is_off(rule.name))
    for report in inspection.own:
        findings = of_file.pop(report.place.file, ())
        told.extend(_of_report(report, findings, inspection, acceptable, off))
    told.extend(finding for findings in of_file.values() for finding in findings)
    return tuple(sorted(told, key=order))


def _of_report(
    report: Report,
    findings: tuple[Finding, ...],
    inspection: Inspection,
    acceptable: frozenset[str],
    off: frozenset[str],
) -> Iterator[Finding]:
    """The findings of one report with their suspects, accepted where a remark speaks for them.

    acceptable, off: the codes of the rules whose findings may be accepted, and of those that are switched off.
    """
    archive = inspection.archive
    lines = archive.lines.get(report.place.file, ())
    told = cache(
        lambda: told_numbers(report, inspection.claims.of(report, archive.agencies[report.agency]).sentences)
    )
    true = tuple(_with_true_offers(each, lines) for each in findings)
    accepting = Accepting(report, with_suspects(true, report, told), lines, acceptable)
    yield from accepting.explained()
    yield from idle_remarks(accepting, off, [rule.code for rule in all_rules()])
    if not inspection.settings.is_off(ACCEPTANCE.name):
        yield from miscounted_remarks(accepting)


def _with_true_offers(finding: Finding, lines: Sequence[str]) -> Finding:
    """A finding without proposals for passages that stand otherwise in the file: quoted text may be escaped or broken."""
    if not finding.offers:
        return finding
    return replace(finding, offers=tuple(each for each in finding.offers if _is_true(each, lines)))


def _is_true(proposal: Proposal, lines: Sequence[str]) -> bool:
    if not isinstance(proposal, TextProposal):
        return True
    place, end = proposal.range
    return place.line <= len(lines) and lines[place.line - 1][place.column - 1 : end - 1] == proposal.text


def order(finding: Finding) -> tuple[object, ...]:
    """Findings are told in this order."""
    return finding.place, finding.code


def standing(findings: Iterable[Finding], archive: Archive) -> tuple[Finding, ...]:
    """The findings that count: not those that are accepted, and not those in a draft, which never fails."""
    drafts = {report.place.file for report in archive.whole.reports if report.draft}
    return tuple(f for f in findings if f.accepted is None and f.place.file not in drafts)


def fails(findings: Iterable[Finding], archive: Archive, settings: Settings, *, strict: bool) -> bool:
    """Whether the findings stop a build."""
    return bool(failing(findings, archive, settings, strict=strict))


def failing(
    findings: Iterable[Finding], archive: Archive, settings: Settings, *, strict: bool
) -> tuple[Finding, ...]:
    """The findings that stop a build."""
    return tuple(f for f in standing(findings, archive) if settings.stops_at(f.level, strict=strict))
