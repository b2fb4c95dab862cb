"""G106: numbers of a table in free form that contradict each other, the text, or last year's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property

from gongkai.data_classes import dataclass
from gongkai.findings import Finding, Level, Number, Place
from gongkai.model import FreeTable, Report
from gongkai.rules._neighbours import with_year_before
from gongkai.rules.rule import Example, Inspection, Rule, finding

RULE = Rule(
    code="G106",
    name="free-total",
    level=Level.WARNING,
    title="自由格式的表里数字对不上",
    explanation=(
        "自由格式报告（一般是 2018 年度及以前）的表没有统一的勾稽，只核对看得出的几种：合计、总计的行或列不等于各行、各列之和；"
        "“其中”一行大于它所属的一行；答复申请数大于收到、受理的申请数；历年累计小于本年数，或不等于上年报告的累计加本年数；"
        "正文里紧跟着同一名称的数与表中的数不同。单位不同、不全是数字的不核对；“其中”各行不相加，因为同一信息可以用几种方式公开。"
    ),
    why="旧报告的表没有统一格式，错了也没有人核对，一公布就成了历史数据的来源。",
    since=2,
    bad=Example(
        "年度: 2016\n发布日期: 2017-03-20\n章节:\n  - 标题: 附表\n    表:\n      列: [指标名称, 计量单位, 2016年]\n      行:\n"
        '        - [主动公开政府信息数, 条, "219"]\n        - [其中：政府网站, 条, "291"]',
        "2016.yml",
        is_whole=True,
    ),
    good=Example(
        "年度: 2016\n发布日期: 2017-03-20\n章节:\n  - 标题: 附表\n    表:\n      列: [指标名称, 计量单位, 2016年]\n      行:\n"
        '        - [主动公开政府信息数, 条, "291"]\n        - [其中：政府网站, 条, "219"]',
        "2016.yml",
        is_whole=True,
    ),
)

_NUMBER = re.compile(r"[0-9]{1,3}(?:[,，][0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?")
_WHOLE = ("合计", "总计")
_OTHER_KIND = re.compile("^$|序号|编号|代码|累计|增|减|比|率|其中|小计")
"""Heads of columns that no total adds up."""
_PART = "其中"
_UNITS = ("单位", "计量单位")
_ANSWERED = re.compile("答复(?:依?申请)?(?:公开)?(?:信息)?总?数|对申请的答复总数|答复申请数")
_RECEIVED = re.compile("(?:收到|受理|接收).*申请.*数")
_CARRIED = "结转"
_SHORTEST = 5
"""Characters of a name that a sentence hardly has by chance."""
_NUMBERED = re.compile(r"^\s*(?:[（(]?[0-9一二三四五六七八九十]+[）).．、]\s*)+")
_CHECK = "核对这几个数，改正填错的；报告已经这样公布的，写核对说明。"


@dataclass(frozen=True)
class _Table:
    """A table with its numbers read."""

    table: FreeTable

    @cached_property
    def numbers(self) -> tuple[tuple[Number | None, ...], ...]:
        return tuple(tuple(map(_number, row)) for row in self.table.rows)

    @cached_property
    def columns(self) -> tuple[int, ...]:
        """Those of counts: with numbers, and not of codes."""
        heads = self.table.columns
        return tuple(
            column
            for column, head in enumerate(heads)
            if not re.search("序号|编号|代码", head) and any(row[column] is not None for row in self.numbers)
        )

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """What each row is called: the first cell that is neither a number nor a unit."""
        units = {column for column, head in enumerate(self.table.columns) if head in _UNITS}
        found = []
        for row, numbers in zip(self.table.rows, self.numbers, strict=True):
            names = (
                text
                for column, text in enumerate(row)
                if text and numbers[column] is None and column not in units
            )
            found.append(_NUMBERED.sub("", next(names, "")).strip())
        return tuple(found)

    def unit(self, row: int) -> str:
        return next(
            (self.table.rows[row][c] for c, head in enumerate(self.table.columns) if head in _UNITS), ""
        )

    def head(self, column: int) -> str:
        return self.table.columns[column]


def check(inspection: Inspection) -> Iterator[Finding]:
    """One finding a number, at the total, the part, the answered, the sum of years, or in the text."""
    before_of = {report.place.file: before for report, before in with_year_before(inspection)}
    for report in inspection.reports:
        tables = _tables(report)
        for table in tables:
            yield from _rows(report, table)
            yield from _row_totals(report, table)
            yield from _parts(report, table)
            yield from _answered(report, table)
            yield from _of_years(report, table, before_of.get(report.place.file))
        yield from _told(report, tables)


def _tables(report: Report) -> tuple[_Table, ...]:
    return tuple(_Table(section.table) for section in report.free_sections if section.table is not None)


def _number(text: str) -> Number | None:
    plain = text.strip()
    if not _NUMBER.fullmatch(plain):
        return None
    plain = re.sub("[,，]", "", plain)
    return Decimal(plain) if "." in plain else int(plain)


def _rows(report: Report, table: _Table) -> Iterator[Finding]:
    """A row 合计 against the others of its column: those above it, or, where it is the first, those below."""
    wholes = [row for row, label in enumerate(table.labels) if label in _WHOLE]
    if len(wholes) != 1 or wholes[0] not in (0, len(table.labels) - 1):
        return
    (whole,) = wholes
    addends = [
        row for row, label in enumerate(table.labels) if row != whole and not label.startswith((_PART, "小计"))
    ]
    if len(addends) < 2 or len({table.unit(row) for row in addends}) > 1:
        return
    for column in table.columns:
        yield from _summed(
            report,
            table,
            [table.numbers[row][column] for row in addends],
            (whole, column),
            "各行之和",
            f"“{table.labels[whole]}”一行的“{table.head(column)}”",
        )


def _row_totals(report: Report, table: _Table) -> Iterator[Finding]:
    """A column 合计 against the others of its row."""
    wholes = [column for column in table.columns if table.head(column) in _WHOLE]
    addends = [column for column in table.columns if column not in wholes]
    if len(wholes) != 1 or len(addends) < 2 or any(_OTHER_KIND.search(table.head(c)) for c in addends):
        return
    for row, label in enumerate(table.labels):
        yield from _summed(
            report,
            table,
            [table.numbers[row][column] for column in addends],
            (row, wholes[0]),
            "各列之和",
            f"“{label}”的“{table.head(wholes[0])}”",
        )


def _summed(
    report: Report,
    table: _Table,
    addends: list[Number | None],
    at: tuple[int, int],
    words: str,
    where: str,
) -> Iterator[Finding]:
    row, column = at
    whole = table.numbers[row][column]
    known = [number for number in addends if number is not None]
    if whole is None or len(known) < len(addends) or sum(known) == whole:
        return
    total = sum(known)
    yield _say(
        report,
        table.table.place_of(row, column),
        f"表中{where}填{whole}，{words}{total}，相差{total - whole:+}",
        f"{words}＝{'合计' if words == '各行之和' else table.head(column)}",
        total,
        whole,
    )


def _parts(report: Report, table: _Table) -> Iterator[Finding]:
    """A part that is above the row that it is a part of."""
    whole: int | None = None
    for row, label in enumerate(table.labels):
        if not label.startswith(_PART):
            whole = row
            continue
        if whole is None or table.unit(whole) != table.unit(row):
            continue
        for column in table.columns:
            part, all_of_it = table.numbers[row][column], table.numbers[whole][column]
            if part is not None and all_of_it is not None and part > all_of_it:
                yield _say(
                    report,
                    table.table.place_of(row, column),
                    f"表中“{label}”的“{table.head(column)}”填{part}，大于“{table.labels[whole]}”的{all_of_it}",
                    f"{label}≤{table.labels[whole]}",
                    part,
                    all_of_it,
                )


def _answered(report: Report, table: _Table) -> Iterator[Finding]:
    """More answers than applications; silent where the table tells what was carried over."""
    if any(_CARRIED in label for label in table.labels):
        return
    received = next((r for r, label in enumerate(table.labels) if _RECEIVED.fullmatch(label)), None)
    answered = next((r for r, label in enumerate(table.labels) if _ANSWERED.search(label)), None)
    if received is None or answered is None:
        return
    for column in table.columns:
        got, told = table.numbers[received][column], table.numbers[answered][column]
        if got is not None and told is not None and told > got:
            yield _say(
                report,
                table.table.place_of(answered, column),
                f"表中“{table.labels[answered]}”的“{table.head(column)}”填{told}，"
                f"大于“{table.labels[received]}”的{got}",
                f"{table.labels[answered]}≤{table.labels[received]}",
                told,
                got,
                "核对这两个数；答复中有上年收到的，写核对说明。",
            )


def _of_years(report: Report, table: _Table, before: Report | None) -> Iterator[Finding]:
    """历年累计 against this year's number, and against last year's."""
    sums = [column for column in table.columns if "累计" in table.head(column)]
    others = [column for column in table.columns if column not in sums]
    if len(sums) != 1 or len(others) != 1:
        return
    (whole,), (own,) = sums, others
    was = _sums_of_years(before) if before is not None else {}
    for row, label in enumerate(table.labels):
        number, total = table.numbers[row][own], table.numbers[row][whole]
        if number is None or total is None:
            continue
        expected = was[label] + number if label in was else None
        if total >= number and expected in (None, total):
            continue
        told = (
            f"小于本年的{number}"
            if expected is None
            else f"上年报告的累计{was[label]}加本年{number}应为{expected}"
        )
        yield _say(
            report,
            table.table.place_of(row, whole),
            f"表中“{label}”的“{table.head(whole)}”填{total}，{told}",
            "本年≤累计" if expected is None else "上年累计＋本年＝累计",
            number if expected is None else expected,
            total,
        )


def _sums_of_years(report: Report) -> dict[str, Number]:
    """历年累计 of a report by the labels of the rows; none of a label that stands twice."""
    found: dict[str, Number] = {}
    twice = set()
    for table in _tables(report):
        for column in (column for column in table.columns if "累计" in table.head(column)):
            for row, label in enumerate(table.labels):
                number = table.numbers[row][column]
                if label in found:
                    twice.add(label)
                if number is not None:
                    found[label] = number
    return {label: number for label, number in found.items() if label not in twice}


def _told(report: Report, tables: tuple[_Table, ...]) -> Iterator[Finding]:
    """A number of the text right behind the name of a row that has others."""
    numbers: dict[str, set[Number]] = {}
    for table in tables:
        for row, label in enumerate(table.labels):
            if len(label) >= _SHORTEST and not label.startswith(_PART):
                numbers.setdefault(label, set()).update(n for n in table.numbers[row] if n is not None)
    for label, known in numbers.items():
        said = re.compile(
            rf"{re.escape(label)}(?:共计|为|共|是|达|：|:)?\s*({_NUMBER.pattern})(?![0-9.年月%])\s*(万?)"
        )
        for narrative in report.all_narratives:
            for line in narrative.lines:
                for match in said.finditer(line.text):
                    number = _number(match[1])
                    if known and number is not None and not match[2] and number not in known:
                        shown = "、".join(map(str, sorted(known)))
                        yield _say(
                            report,
                            line.at(match.start(1)),
                            f"正文“{match[0].strip()}”，表中“{label}”是{shown}",
                            f"正文的{label}＝表中的{label}",
                            number,
                            next(iter(known)) if len(known) == 1 else None,
                        )


def _say(
    report: Report,
    place: Place,
    message: str,
    formula: str,
    left: Number,
    right: Number | None,
    remedy: str = _CHECK,
) -> Finding:
    return finding(RULE, place, message, remedy, report, formula=formula, left=left, right=right)
