"""G901: a remark without a reason, or for which there is no finding any more."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from gongkai.findings import Finding, Level
from gongkai.model import Remark
from gongkai.rules.remarks._accepting import Accepting
from gongkai.rules.rule import Example, Inspection, Rule, finding

RULE = Rule(
    code="G901",
    name="acceptance",
    level=Level.WARNING,
    title="核对说明没有原因，或所说的已经变了",
    explanation="核对说明要写原因。所说的问题已经没有了，那一格的值变了，或者正文里已没有那段话，说明就不再有效，应当删去或改写。"
    "管着几处的说明要写处数或列，几处变了就提醒；比处数多的，都不再有效。",
    why="没有原因的说明等于关掉了核对；过期的说明会掩盖以后的错误。",
    bad=Example("行政复议: [10, 1, 0, 0, 10]\n核对说明:\n  - {规则: G104, 位置: 行政复议.总计}"),
    good=Example(
        "行政复议: [10, 1, 0, 0, 10]\n核对说明:\n"
        "  - {规则: G104, 位置: 行政复议.总计, 现值: 10, 原因: 已经这样公布，无法更改。}"
    ),
)

_CODE = re.compile("G[0-9]{3}")


def check(inspection: Inspection) -> Iterator[Finding]:
    """The remarks without a reason. Which accept nothing is known only after all other rules: see `idle_remarks`."""
    for report in inspection.reports:
        for remark in report.remarks:
            if remark.reason is None:
                yield finding(
                    RULE,
                    remark.place,
                    f"{remark.rule} 的核对说明没有写原因",
                    "写明“原因: …”，让以后的人和读者知道为什么这样。",
                    report,
                )


def idle_remarks(accepting: Accepting, off: frozenset[str], codes: Iterable[str]) -> Iterator[Finding]:
    """A finding for each remark that accepts nothing any more. off: codes of the rules that are switched off."""
    if accepting.report.withdrawal is not None or RULE.code in off:
        return
    for remark in accepting.idle():
        # A text that is no code was already found while the file was read.
        if _CODE.fullmatch(remark.rule) and remark.rule not in off:
            message, remedy = _why_idle(accepting, remark, codes)
            yield finding(RULE, remark.place, message, remedy, accepting.report)


def miscounted_remarks(accepting: Accepting) -> Iterator[Finding]:
    """A finding for each remark for several findings that does not say for how many, or for another number."""
    if accepting.report.withdrawal is not None:
        return
    for remark in accepting.report.remarks:
        covered = accepting.covered(remark)
        if covered and remark.count is not None and covered != remark.count:
            message = f"{remark.rule} 的核对说明写的是 {remark.count} 处，现在有 {covered} 处"
            more = "多出的可能是新的问题，这条说明暂不生效：" if covered > remark.count else ""
            remedy = f"{more}逐处核对，确实如此的改为“处数: {covered}”。"
        elif covered > 1 and remark.count is None and not remark.columns and accepting.is_for_many(remark):
            message = f"{remark.rule} 的核对说明管着 {covered} 处，没有写处数"
            remedy = f"写上“处数: {covered}”或“列: …”：以后多出一处，才会提醒。"
        else:
            continue
        yield finding(RULE, remark.place, message, remedy, accepting.report)


def _why_idle(accepting: Accepting, remark: Remark, codes: Iterable[str]) -> tuple[str, str]:
    """Message and remedy for a remark that accepts nothing. codes: of all rules."""
    code, cell, place = remark.rule, accepting.cells[remark], remark.location
    if code not in codes:
        return f"没有 {code} 这条规则", "写规则编号，如 G501；编号见核对时的提示。"
    if code not in accepting.acceptable:
        return f"{code} 必须改正，不能用核对说明代替", "改正数据，删去这条说明。"
    if cell is not None and remark.value not in (None, now := accepting.text(cell)):
        return (
            f"“{place}”的现值写的是 {remark.value}，那一格现在是 {now or '空白'}",
            "重新核对那一格：确实如此的改“现值”，已改正的删去这条说明。",
        )
    is_passage = place and cell is None and place not in accepting.report.key_lines
    if is_passage and not accepting.stands_in_text(str(place)):
        return f"正文里没有“{place}”这段话，也没有这一格、这个键", "改为现在的原文，或删去这条说明。"
    where = f"“{place}”" if place else "这份报告"
    return f"{where}已没有 {code} 的问题，不需要说明", "删去这条说明；写错了位置的改正位置。"
