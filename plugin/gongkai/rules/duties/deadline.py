"""G701: published late, or nobody knows when."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping

from gongkai.data_classes import dataclass
from gongkai.findings import Finding, Level
from gongkai.model import AgencyKind, Report, last_day
from gongkai.model.deadlines import DAYS
from gongkai.rules.rule import Example, Inspection, Rule, finding, value_place
from gongkai.settings import RuleOptions, Settings, option


def _due(kind: AgencyKind) -> str:
    return option(DAYS[kind], f"类别为“{kind.value}”的机关，次年几月几日前发布。")


@dataclass(frozen=True)
class Options(RuleOptions):
    """Month and day of the following year by which reports are due: a field for each 类别, by its own name."""

    政府: str = _due(AgencyKind.GOVERNMENT)
    政府办公室: str = _due(AgencyKind.OFFICE)
    部门: str = _due(AgencyKind.DEPARTMENT)
    乡镇街道: str = _due(AgencyKind.TOWNSHIP)
    开发区: str = _due(AgencyKind.ZONE)
    其他: str = _due(AgencyKind.OTHER)


RULE = Rule(
    code="G701",
    name="deadline",
    level=Level.WARNING,
    title="发布晚于规定日期，没有发布日期，或日期不可能",
    explanation=(
        "2019年度起，政府的报告应在次年3月31日前、其他机关在次年1月31日前发布（《条例》第四十九条）；"
        "2018年度及以前都是3月31日前；公共企事业单位没有规定的日期，不核对。各地规定更早的，在 mkdocs.yml 中按机关类别设置。"
        "早于本年度结束的发布日期、早于发布日期的更正日期，多半写错了年份，也会指出。"
    ),
    why="未按时公开在评估中直接扣分，日期又是最容易查的。",
    article="《中华人民共和国政府信息公开条例》第四十九条",
    bad=Example("发布日期: 2022-02-05"),
    good=Example("发布日期: 2022-01-28"),
    options=Options,
)

KEY = "发布日期"
FAR = 730
"""Days after the last one from which a slip in the year is likelier than a delay."""


def check(inspection: Inspection) -> Iterator[Finding]:
    """Findings at the dates of a report. A draft has none yet."""
    due = days(inspection.settings)
    for report in inspection.reports:
        # The kind of an agency whose own file cannot be used is unknown.
        kind = inspection.archive.agencies[report.agency].kind
        if report.agency in inspection.archive.refused or kind not in due:
            continue
        if report.published is not None:
            deadline = last_day(kind, report.year, due)
            assert deadline is not None
            late = (report.published.day - deadline).days
            # A report may be published in the last month of its year.
            if report.published.day < datetime.date(report.year, 12, 1):
                yield finding(
                    RULE,
                    value_place(inspection, report, KEY),
                    f"发布日期{report.published.day}早于{report.year}年度结束",
                    f"核对年份，应在{report.year + 1}年；属实的写核对说明。",
                    report,
                )
            if late > FAR:
                yield finding(
                    RULE,
                    value_place(inspection, report, KEY),
                    f"发布日期{report.published.day}，比{report.year}年度晚了{report.published.day.year - report.year}年，年份可能写错",
                    f"核对年份，通常在{report.year + 1}年；确实那时才发布的写核对说明。",
                    report,
                )
            elif late > 0:
                yield finding(
                    RULE,
                    value_place(inspection, report, KEY),
                    f"发布日期{report.published.day}，比规定的{deadline}晚了{late}天",
                    "核对日期；属实的写核对说明。",
                    report,
                )
            yield from _changed_before(inspection, report, report.published.day)
        elif not report.draft and KEY not in report.key_lines:
            yield finding(
                RULE,
                report.place,
                f"没有写“{KEY}”，看不出是否按时发布",
                f"加一行“{KEY}: {report.year + 1}-01-20”（写实际发布的日期）；查不到的写核对说明。",
                report,
            )


def _changed_before(inspection: Inspection, report: Report, published: datetime.date) -> Iterator[Finding]:
    """Corrections that are dated before the publication."""
    for correction in report.corrections:
        if correction.date.day < published:
            yield finding(
                RULE,
                value_place(inspection, report, "更正"),
                f"更正日期{correction.date.day}早于发布日期{published}",
                "核对两个日期的年份。",
                report,
            )


def days(settings: Settings) -> Mapping[AgencyKind, str]:
    """Month and day by which reports are due, by kind of agency, as a site has set them."""
    options = settings.of_rule(Options)
    return {kind: getattr(options, kind.value) for kind in DAYS}


def is_judged(settings: Settings) -> bool:
    """Whether a site says who was late."""
    return not settings.is_off(RULE.name)
