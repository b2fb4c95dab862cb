"""Reports scored by a supervisor's profile: points, and behind each lost one what was found and where."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from gongkai.data_classes import dataclass
from gongkai.findings import Finding
from gongkai.model import Archive, Report
from gongkai.readings.compare import resolved
from gongkai.reporting.profile import Criterion, Profile
from gongkai.reporting.publication import ABSENT, Publication
from gongkai.reporting.summary import Section, Table

_SENTENCE = re.compile("[。；！？\n]")
_NUMBER = re.compile("[0-9０-９]")


@dataclass(frozen=True, slots=True)
class Loss:
    """Points lost for one thing."""

    criterion: Criterion
    points: Decimal
    """0 where the criterion has no more to lose."""
    said: str
    where: str


@dataclass(frozen=True, slots=True)
class Score:
    """What a report has got."""

    publication: Publication
    points: Decimal
    losses: tuple[Loss, ...]


def scores(
    profile: Profile, archive: Archive, findings: Iterable[Finding], known: Iterable[Publication]
) -> tuple[Score, ...]:
    """The score of each report, and of each that is owed. findings: of these, all rules; accepted ones cost nothing."""
    own: dict[tuple[str | None, int | None], list[Finding]] = {}
    for finding in findings:
        if finding.accepted is None:
            own.setdefault(archive.owners.get(finding.place.file, (None, None)), []).append(finding)
    return tuple(_score(profile, archive, own.get((p.agency.path, p.year), []), p) for p in known)


def score_sections(profile: Profile, found: Sequence[Score]) -> tuple[Section, ...]:
    """The table of scores, and that of lost points."""
    rows = [
        (
            score.publication.agency.name,
            score.publication.agency.kind.value,
            f"{score.publication.year}",
            score.publication.state.value,
            _points(score.points),
            _points(profile.full - score.points),
        )
        for score in found
    ]
    lost = [
        (
            score.publication.agency.name,
            f"{score.publication.year}",
            loss.criterion.name,
            _points(loss.points) if loss.points else "—",
            loss.said,
            loss.where,
        )
        for score in found
        for loss in score.losses
    ]
    sources = [f"来源：{'；'.join(profile.sources)}。"] if profile.sources else []
    said = (f"{profile.name}，满分 {_points(profile.full)} 分。已写核对说明的不扣分。", *sources)
    columns = ("机关", "类别", "年度", "情况", "得分", "扣分")
    table = Table(columns, tuple(rows), frozenset((2, 4, 5))) if rows else None
    columns = ("机关", "年度", "项目", "扣分", "依据", "位置")
    told = "“—”：该项目的分已扣完。" if lost else "没有扣分。"
    details = Table(columns, tuple(lost), frozenset((1, 3))) if lost else None
    return Section("评分", said, table), Section("扣分明细", (told,), details)


def _score(profile: Profile, archive: Archive, findings: list[Finding], publication: Publication) -> Score:
    report = archive.by_agency[publication.agency.path].get(publication.year)
    losses: list[Loss] = []
    for criterion in profile.criteria:
        left = criterion.points
        for said, where in _found(criterion, archive, report, findings, publication):
            points = min(left, criterion.points if criterion.each is None else criterion.each)
            left -= points
            losses.append(Loss(criterion, points, said, where))
    lost = sum((loss.points for loss in losses), Decimal(0))
    return Score(publication, max(profile.full - lost, Decimal(0)), tuple(losses))


def _found(
    criterion: Criterion,
    archive: Archive,
    report: Report | None,
    findings: list[Finding],
    publication: Publication,
) -> Iterator[tuple[str, str]]:
    """What a criterion finds, in words, and where."""
    if publication.state in criterion.states:
        late = f"，晚 {publication.days_late} 天" if publication.days_late else ""
        limit = f"（最迟 {publication.last_day}）" if publication.last_day else ""
        yield f"{publication.state.value}{late}{limit}", ""
    for finding in findings:
        if finding.code in criterion.rules:
            yield f"{finding.code} {finding.message}", f"{finding.place.file} 第{finding.place.line}行"
    if report is None or publication.state in ABSENT or report.withdrawal is not None:
        return
    if criterion.is_of_corrections:
        for correction in report.corrections:
            yield f"{correction.date.day} 更正：{correction.explanation}", report.place.file
    if criterion.section is not None:
        yield from _length(criterion, report, archive)
    if criterion.told:
        text = _whole(report, archive)
        for word in criterion.told:
            if not any(word in sentence and _NUMBER.search(sentence) for sentence in _SENTENCE.split(text)):
                yield f"文字中没有写明“{word}”的数", report.place.file


def _length(criterion: Criterion, report: Report, archive: Archive) -> Iterator[tuple[str, str]]:
    section = next((each for each in report.form.sections if each.key == criterion.section), None)
    if section is None or section.id not in report.narratives:
        return
    text = "".join(resolved(line.text, report, archive) for line in report.narratives[section.id].lines)
    count = len("".join(text.split()))
    where = f"{report.place.file} 第{report.section_places[section.id].line}行"
    if criterion.most is not None and count > criterion.most:
        yield f"“{section.label}”{count}字，最多{criterion.most}字", where
    if criterion.least is not None and count < criterion.least:
        yield f"“{section.label}”{count}字，最少{criterion.least}字", where


def _whole(report: Report, archive: Archive) -> str:
    return "\n".join(
        resolved(line.text, report, archive) for narrative in report.all_narratives for line in narrative.lines
    )


def _points(points: Decimal) -> str:
    return f"{points.normalize():f}"
