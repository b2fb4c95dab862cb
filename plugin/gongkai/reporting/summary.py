"""The summary that a supervising office sends on: who has published, what is wrong where, what is to be done.

One content, two writers: `summary_html` and `summary_markdown`. It has no date of its own: the same data give the same text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from gongkai.data_classes import dataclass
from gongkai.findings import Finding, Level
from gongkai.model import Agency, AgencyKind, Archive, Report
from gongkai.model.cells import State as CellState
from gongkai.reporting.checked import Checked
from gongkai.reporting.entries import entries
from gongkai.reporting.publication import (
    ABSENT,
    KINDS,
    PUBLISHED,
    Publication,
    State,
    Takes,
    publications,
    through_year,
)
from gongkai.reporting.since import KINDS_OF_CHANGE, Since, changes, moved
from gongkai.reporting.text import how_far, summary
from gongkai.rules import LEVEL_NAMES, Outcome, all_rules
from gongkai.rules.duties import deadline
from gongkai.settings import Settings

TITLE = "政府信息公开工作年度报告核对情况"
LEVELS = tuple(reversed(Level))


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under named columns."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()
    """Positions of the columns that hold numbers."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, sentences, and a table where there is something to list."""

    title: str
    said: tuple[str, ...]
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """The whole."""

    title: str
    said: tuple[str, ...]
    sections: tuple[Section, ...]


def make_summary(
    archive: Archive,
    findings: Iterable[Finding],
    settings: Settings,
    takes: Takes,
    since: Since | None = None,
) -> Summary:
    """The summary of what is asked for. findings: of what is asked for only. since: an earlier check to compare with."""
    whole = archive.whole
    found = tuple(findings)
    reports = tuple(r for r in whole.reports if takes(r.place.file, r.agency, r.year))
    known = publications(archive, settings, takes)
    paths = {report.agency for report in reports} | {of_year.agency.path for of_year in known}
    checked = Checked.of_reports(paths, reports).with_reaches(reports, whole, settings)
    return Summary(
        TITLE,
        (
            summary(found, checked),
            *filter(None, (how_far(checked),)),
            *_published(known, through_year(archive, settings)),
        ),
        (
            *(() if since is None else (_since(since, known, found, whole, takes),)),
            _owed(known, found, whole),
            _years(known, settings),
            _agencies(known, found, reports, whole, paths),
            _groups(known, found, whole),
            _rules(found, whole),
            _to_do(found, whole),
            _accepted(found, whole),
            _cells(reports),
            _reaches(checked),
        ),
    )


def _since(
    since: Since, known: Sequence[Publication], findings: Sequence[Finding], archive: Archive, takes: Takes
) -> Section:
    """What has become of reports and findings, the reports first, then what is new."""
    rows = []
    for path, year, *states in moved(since, known, takes, archive):
        agency = archive.agencies.get(path)
        was, now = ("不在应有之列" if state is None else state.value for state in states)
        rows.append(("报告", path if agency is None else agency.name, f"{year}", "", f"{was}→{now}"))
    found = changes(since, findings, takes)
    for each in found:
        agency = archive.agencies.get(each.agency or "")
        name = agency.name if agency is not None else each.file
        rows.append((each.what, name, "" if each.year is None else f"{each.year}", each.code, each.said))
    counts = Counter(each.what for each in found)
    told = "，".join(f"{what} {counts[what]} 处" for what in KINDS_OF_CHANGE if counts[what])
    said = f"{told}。" if told else "问题没有变化。"
    return Section("与上次核对相比", (said,), _table(("变化", "机关", "年度", "规则", "内容"), rows, [2]))


def _groups(known: Sequence[Publication], findings: Sequence[Finding], archive: Archive) -> Section:
    """By kind of agency, and by the government that it belongs to."""
    agencies = {of_year.agency.path: of_year.agency for of_year in known}
    levels: dict[str, Counter[Level]] = {path: Counter() for path in agencies}
    for finding in findings:
        path, _ = archive.owners.get(finding.place.file, (None, None))
        if finding.accepted is None and path in agencies:
            levels[path][finding.level] += 1
    states: dict[str, Counter[State]] = {path: Counter() for path in agencies}
    for of_year in known:
        states[of_year.agency.path][of_year.state] += 1
    kinds, regions = dict[str, list[str]](), dict[str, list[str]]()
    for agency in sorted(agencies.values(), key=lambda agency: KINDS.index(agency.kind)):
        kinds.setdefault(agency.kind.value, []).append(agency.path)
    for agency in sorted(agencies.values(), key=lambda agency: agency.path):
        regions.setdefault(_region(agency, archive), []).append(agency.path)
    rows = []
    for what, groups in (("类别", kinds), ("地区", regions)):
        for name, paths in groups.items():
            own = sum((states[path] for path in paths), Counter[State]())
            found = sum((levels[path] for path in paths), Counter[Level]())
            numbers = (
                own.total() - own[State.MISSING],
                sum(own[state] for state in PUBLISHED),
                own[State.LATE],
                sum(own[state] for state in ABSENT),
                found[Level.ERROR],
                found[Level.WARNING],
            )
            rows.append((what, name, f"{len(paths)}", f"{own.total()}", *map(_count, numbers)))
    columns = ("分组", "名称", "机关", "应有", "已报送", "已发布", "逾期", "未发布", "错误", "提醒")
    return Section("按类别和地区", (), _table(columns, rows, range(2, len(columns))))


def _region(agency: Agency, archive: Archive) -> str:
    """The nearest government above an agency, or itself where it is one."""
    above: Agency | None = agency
    while above is not None and above.kind is not AgencyKind.GOVERNMENT:
        above = archive.agencies.get(above.parent) if above.parent is not None else None
    return above.name if above is not None else "（不在政府之下）"


def _published(known: Sequence[Publication], through: int | None) -> Iterator[str]:
    if through is None:
        return
    states = Counter(of_year.state for of_year in known)
    owed = sum(states[state] for state in ABSENT)
    done = sum(states[state] for state in PUBLISHED)
    how = "，".join(f"{state.value} {states[state]} 份" for state in PUBLISHED if states[state])
    others = (state for state in (State.WITHDRAWN, *ABSENT) if states[state])
    parts = [f"已发布 {done} 份（{how}）" if how else "", *(f"{s.value} {states[s]} 份" for s in others)]
    yield f"截至 {through} 年度，应有报告 {len(known)} 份：{'；'.join(filter(None, parts))}。"
    if owed:
        offices = len({of_year.agency.path for of_year in known if of_year.state in ABSENT})
        yield f"有 {offices} 个机关的 {owed} 份报告尚未发布。"


def _years(known: Sequence[Publication], settings: Settings) -> Section:
    said = ["应有的年度按机关的“起始年度”“终止年度”计；没有写的，按该机关第一份到最后一份报告计。"]
    if not deadline.is_judged(settings):
        said.append(f"规则 {deadline.RULE.code} 已关闭，不判断是否逾期。")
    rows = []
    for year in sorted({of_year.year for of_year in known}, reverse=True):
        states = Counter(of_year.state for of_year in known if of_year.year == year)
        absent = sum(states[state] for state in ABSENT)
        shown = [states[s] for s in (*PUBLISHED, State.WITHDRAWN)]
        rows.append((f"{year}", f"{states.total()}", *map(_count, (*shown, absent))))
    columns = ("年度", "应有", *(state.value for state in (*PUBLISHED, State.WITHDRAWN)), "未发布")
    return Section("各年度发布情况", tuple(said), _table(columns, rows, range(len(columns))))


def _owed(known: Sequence[Publication], findings: Sequence[Finding], archive: Archive) -> Section:
    reasons = {
        archive.owners.get(f.place.file): f.accepted.reason
        for f in findings
        if f.code == deadline.RULE.code and f.accepted is not None
    }
    rows = []
    for of_year in known:
        if of_year.state in (State.ON_TIME, State.WITHDRAWN):
            continue
        day = f"（{of_year.day}，晚 {of_year.days_late} 天）" if of_year.state is State.LATE else ""
        rows.append(
            (
                of_year.agency.name,
                of_year.agency.kind.value,
                f"{of_year.year}",
                f"{of_year.last_day or '—'}",
                f"{of_year.state.value}{day}",
                reasons.get((of_year.agency.path, of_year.year), ""),
            )
        )
    columns = ("机关", "类别", "年度", "最迟发布日期", "情况", "核对说明")
    said = () if rows else ("应有的报告都已按期发布。",)
    return Section("未发布、逾期发布和未注明日期的", said, _table(columns, rows, [2]))


def _agencies(
    known: Sequence[Publication],
    findings: Sequence[Finding],
    reports: Sequence[Report],
    archive: Archive,
    paths: set[str],
) -> Section:
    levels: dict[str, Counter[Level | None]] = {path: Counter() for path in paths}
    others: Counter[Level | None] = Counter()
    for finding in findings:
        path, _ = archive.owners.get(finding.place.file, (None, None))
        key = finding.level if finding.accepted is None else None
        levels.get(path or "", others)[key] += 1
    owed = Counter(of_year.agency.path for of_year in known if of_year.state in ABSENT)
    late = Counter(of_year.agency.path for of_year in known if of_year.state is State.LATE)
    count = Counter(report.agency for report in reports)
    cells: Counter[str] = Counter()
    for report in reports:
        cells[report.agency] += len(report.cells)
    rows = []
    for agency in sorted(
        (archive.agencies[path] for path in paths), key=lambda a: (KINDS.index(a.kind), a.path)
    ):
        path = agency.path
        numbers = (*(levels[path][key] for key in (*LEVELS, None)), owed[path], late[path])
        rows.append(
            (agency.name, agency.kind.value, *map(str, (count[path], cells[path])), *map(_count, numbers))
        )
    if others:
        numbers = (*(others[key] for key in (*LEVELS, None)),)
        rows.append(("数据文件夹中的其他文件", "", "", "", *map(_count, numbers), "", ""))
    names = (LEVEL_NAMES[level] for level in LEVELS)
    columns = ("机关", "类别", "报告", "核对的数", *names, "已说明", "未发布", "逾期")
    return Section("各机关情况", (), _table(columns, rows, range(2, len(columns))))


def _rules(findings: Sequence[Finding], archive: Archive) -> Section:
    rows = []
    for rule in all_rules():
        of_rule = [f for f in findings if f.code == rule.code and f.accepted is None]
        if of_rule:
            owners = {archive.owners.get(f.place.file, (None, None))[0] for f in of_rule}
            level = "、".join(LEVEL_NAMES[level] for level in rule.levels)
            rows.append((rule.code, rule.title, level, f"{len(of_rule)}", f"{len(owners)}", rule.why))
    columns = ("规则", "问题", "级别", "处数", "机关数", "为什么要处理")
    return Section("各类问题", () if rows else ("没有发现问题。",), _table(columns, rows, [3, 4]))


def _to_do(findings: Sequence[Finding], archive: Archive) -> Section:
    drafts = {report.place.file for report in archive.reports if report.draft}
    told = entries(finding for finding in findings if finding.level is not Level.INFO)
    rows = []
    for entry in sorted(told, key=lambda e: (archive.owners.get(e.place.file, ("", None))[0], e.place)):
        name, year = _owner(entry.place.file, archive)
        draft = "（草稿）" if entry.place.file in drafts else ""
        rows.append(
            (
                name,
                f"{year}{draft}",
                f"{entry.place.file} 第{entry.place.line}行",
                f"{LEVEL_NAMES[entry.level]} {entry.code}",
                "；".join(text.removeprefix("· ") for text in entry.said),
                entry.remedy,
            )
        )
    said = (
        "列出错误和提醒；一处填错牵连几项勾稽的合为一条。说明一级只计入上表。" if rows else "没有要处理的问题。"
    )
    columns = ("机关", "年度", "位置", "级别和规则", "问题", "改法")
    return Section("逐项清单", (said,), _table(columns, rows))


def _accepted(findings: Sequence[Finding], archive: Archive) -> Section:
    counted = Counter(
        (*_owner(f.place.file, archive), f.code, f.accepted.reason) for f in findings if f.accepted is not None
    )
    rows = [(name, year, code, f"{n}", reason) for (name, year, code, reason), n in sorted(counted.items())]
    said = "机关已写明原因，不计入以上各处。" if rows else "没有。"
    return Section("已写明核对说明的", (said,), _table(("机关", "年度", "规则", "处数", "原因"), rows, [3]))


def _cells(reports: Sequence[Report]) -> Section:
    rows = []
    shown = (CellState.COMPUTED, CellState.BLANK, CellState.STROKE, CellState.TEXT)
    for year in sorted({report.year for report in reports}, reverse=True):
        of_year = [report for report in reports if report.year == year]
        states = Counter(cell.state for report in of_year for cell in report.cells.values())
        numbers = (states.total(), *(states[state] for state in shown))
        rows.append((f"{year}", f"{len(of_year)}", *map(_count, numbers)))
    columns = ("年度", "报告", "核对的数", "其中系统算出", "空白", "斜线", "文字")
    return Section("核对的数", (), _table(columns, rows, range(len(columns))))


def _reaches(checked: Checked) -> Section:
    rows = [
        (
            report.agency_name,
            f"{report.year}",
            *map(_count, (reach.items, *(reach.counts[outcome] for outcome in Outcome))),
        )
        for report, reach in checked.reaches
        if reach.items
    ]
    columns = ("机关", "年度", "核对项", *(outcome.value for outcome in Outcome))
    said = "一项是一条勾稽关系：表内的合计和收办平衡，上年结转与上年报告，现行有效件数与上年报告。"
    return Section("核对到哪里", (said,), _table(columns, rows, range(1, len(columns))))


def _owner(file: str, archive: Archive) -> tuple[str, str]:
    """Name of the agency and year of a file, as far as it has them."""
    path, year = archive.owners.get(file, (None, None))
    name = archive.whole.agencies[path].name if path is not None else ""
    return name, "" if year is None else str(year)


def _count(number: int) -> str:
    """A dash for 0, so that what is to be done stands out."""
    return str(number) if number else "—"


def _table(
    columns: tuple[str, ...], rows: Iterable[tuple[str, ...]], numbers: Iterable[int] = ()
) -> Table | None:
    listed = tuple(rows)
    return Table(columns, listed, frozenset(numbers)) if listed else None
