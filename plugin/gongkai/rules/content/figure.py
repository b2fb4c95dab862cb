"""G308: a reference of the narrative that names no cell, or cannot be worked out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from gongkai import problems
from gongkai.findings import Finding, Level, TextProposal
from gongkai.model import Report
from gongkai.prose import Reference
from gongkai.rules.rule import Example, Inspection, Rule, Words, passage, say
from gongkai.tables import reference_text

RULE = Rule(
    code="G308",
    name="figure",
    level=Level.ERROR,
    title="正文引用的数取不出来",
    explanation="正文里的 {{ 新收.总计 }} 由表格给出。名称写错、格子空着、基数为 0、没有上年报告，都取不出数。",
    why="引用让正文永远与表格一致；取不出来的引用若照样发布，读者看到的就是一处空缺。",
    bad=Example("总体情况: |\n  新收申请{{ 新收.合计 }}件。"),
    good=Example("总体情况: |\n  新收申请{{ 新收.总计 }}件。"),
    words={
        problems.ReferenceUnclosed: Words(
            "“{{{{”之后这一行没有“}}}}”", "补上 }}}}，如 {{{{ 新收.总计 }}}}；不是引用的改写别的括号。"
        ),
        problems.ReferenceSyntax: Words(
            "看不懂“{{{{ {reference} }}}}”",
            "可以写：{{{{ 行.列 }}}}、{{{{ a + b }}}}、{{{{ a - b }}}}、{{{{ 占比(a, b) }}}}、{{{{ 增减(a, b) }}}}、{{{{ 增幅(a, b) }}}}。",
        ),
        problems.ReferenceBraces: Words(
            "“{text}”的花括号不对，不会变成数字", "改为两层半角花括号：{{{{ {reference} }}}}。"
        ),
        problems.ReferenceUnknown: Words(
            "“{path}”不是表格里的格子",
            "写行名和列名，用半角句点隔开，如 新收.总计、不予公开.总计、行政复议.总计。",
        ),
        problems.ReferenceNoNumber: Words("“{path}”那一格不是数字", "先填好表格里的数，或在正文里直接写。"),
        problems.ReferenceZeroBase: Words("“{reference}”的基数是 0，算不出百分比", "改为直接叙述。"),
        problems.ReferenceNoLastYear: Words(
            "没有 {year} 年可用的报告，取不出“{reference}”", "补上该年报告，或在正文里直接写。"
        ),
    },
)


def check(inspection: Inspection) -> Iterator[Finding]:
    """What the grammar refused, and what the tables do not give."""
    for problem in inspection.problems:
        if type(problem.what) in RULE.words:
            found = say(RULE, inspection.archive, problem)
            if isinstance(problem.what, problems.ReferenceBraces):
                text, path = problem.what.text, problem.what.reference
                right = TextProposal(passage(problem.place, text), text, f"{{{{ {path} }}}}", path)
                found = replace(found, offers=(right,))
            yield found
    for report in inspection.reports:
        for reference in references_of(report):
            result = reference_text(reference, report, inspection.archive)
            if isinstance(result, problems.Problem) and not _is_said(result.what):
                yield say(RULE, inspection.archive, result)


def _is_said(what: problems.What) -> bool:
    return isinstance(what, problems.ReferenceNoNumber) and what.unreadable


def references_of(report: Report) -> Iterator[Reference]:
    """Every reference in the narrative of a report, in the order of the form."""
    for narrative in report.all_narratives:
        yield from (inline for inline in narrative.inlines() if isinstance(inline, Reference))
