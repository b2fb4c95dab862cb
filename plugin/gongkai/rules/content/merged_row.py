"""G303: rows of the form in force that a report still gives as one."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.findings import CellName, Finding, Level
from gongkai.forms import label, statutory_forms
from gongkai.rules.rule import Example, Inspection, Rule, finding

RULE = Rule(
    code="G303",
    name="merged-row",
    level=Level.INFO,
    title="其他处理合为一行",
    explanation="2019年格式的“（六）其他处理”只有一行，2021年起分为三行。仍填一行的照原样显示，并在这里说明。",
    why="合为一行，看不出逾期不补正、逾期不缴费各有几件，也不能与别的报告逐行比较。",
    article="国办公开办函〔2021〕30号",
    bad=Example("予以公开: [15, 2, 0, 0, 0, 0, 17]\n…\n其他处理: [3, 0, 0, 0, 0, 0, 3]"),
    good=Example(
        "予以公开: [15, 2, 0, 0, 0, 0, 17]\n…\n"
        "其他处理:\n"
        "  申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请: [1, 0, 0, 0, 0, 0, 1]\n"
        "  申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请: [0, 0, 0, 0, 0, 0, 0]\n"
        "  其他: [2, 0, 0, 0, 0, 0, 2]"
    ),
)


def check(inspection: Inspection) -> Iterator[Finding]:
    """One finding a merged group, at its key."""
    merged = [(report, group) for report in inspection.reports for group in report.form.merged]
    # Most have none, and need not read the forms for it.
    forms = {form.name: form for form in statutory_forms()} if merged else {}
    for report, group in merged:
        table = next(table for table in report.form.tables if group in table.rows)
        rows = forms[report.form.name].table(table.id).rows[group].leaves
        cell = CellName(table.id, group)
        yield finding(
            RULE,
            report.row_places[table.id, group],
            f"{label(report.form, cell)}只填了一行，{report.form.name}年格式分为{len(rows)}行",
            f"能分清的分列为：{'；'.join(row.label for row in rows)}。已经这样公布的不必改，页面照一行显示。",
            report,
            cell,
        )
