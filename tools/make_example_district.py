"""Make data/example-district/: a fictional district with every kind of report that exists.

    python -m tools.make_example_district [FOLDER]

Standard library only. Same bytes on every machine: no clock, no random numbers; what looks drawn by lot comes from
the checksum of its own name. The folder is owned whole: what is no longer made is removed from it.

Behind the reports stands one model: from 2019 on every agency has figures for every year, each year carries over
from the one before, and the government's are the sums of its subordinates'. What a report does with its figures (a
blank, a stroke, a merged row, the free form, no report at all) is put over it afterwards.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path
from struct import pack
from textwrap import dedent

from tools.example_district_texts import FREE, NOTE, PREAMBLE, STATUTORY, TABLE

FOLDER = Path(__file__).parent.parent / "data" / "example-district"
HEAD = "# 虚构示例数据，由 tools/make_example_district.py 生成；要改请改生成程序。\n"
DECLARATION = "虚构示例数据：样例区及其机关、人员、文字和数字均为软件演示而编造，与任何真实机关无关。"
LAST_YEAR = 2025
DRAFT = ("", LAST_YEAR)


@dataclass(frozen=True)
class Agency:
    """An agency, and how large its figures are."""

    name: str
    kind: str
    office: str
    """The name of its place in 联系."""
    years: tuple[int, ...]
    """Those with a report."""
    keys: tuple[str, ...] = ()
    """Further lines of agency.yml."""
    former_name: str = ""
    renamed: int = 0
    """The first year of the present name."""
    requests: int = 0
    """Applications of natural persons in a year, at least."""
    decisions: tuple[int, int, int] = (0, 0, 0)
    """行政许可, 行政处罚, 行政强制 in a year, at least."""
    documents: int = 0
    """Documents in force before 2021."""
    fees: int = 0
    """收费 in 元 a year, at least."""
    spread: int = field(default=3)
    """Applications of natural persons in a year: so many more at most."""


def _years(first: int, last: int, *without: int) -> tuple[int, ...]:
    return tuple(year for year in range(first, last + 1) if year not in without)


AGENCIES: Mapping[str, Agency] = {
    "": Agency("样例区人民政府", "政府", "样例大道1号", _years(2016, 2025), ("起始年度: 2016",)),
    "office": Agency(
        "样例区人民政府办公室",
        "政府办公室",
        "样例大道1号",
        _years(2012, 2025),
        ("曾用地址: [zfb/xxgknb]",),
        requests=24,
        spread=18,
        documents=46,
    ),
    "education": Agency(
        "样例区教育局",
        "部门",
        "书院路12号",
        _years(2015, 2025, 2016),
        requests=9,
        spread=9,
        decisions=(38, 0, 0),
        documents=15,
        fees=184000,
    ),
    "culture": Agency("样例区文化局", "部门", "湖滨路3号", _years(2016, 2018), ("终止年度: 2018",), requests=2),
    "culture-tourism": Agency(
        "样例区文化和旅游局",
        "部门",
        "湖滨路3号",
        _years(2019, 2025),
        ("起始年度: 2019", "承继: [example-district/culture]"),
        requests=4,
        spread=6,
        decisions=(86, 11, 0),
        documents=9,
    ),
    "logistics-park": Agency(
        "样例区物流园区管理委员会", "开发区", "货运路88号", _years(2016, 2017), ("终止年度: 2017",), requests=1
    ),
    "donghu": Agency(
        "样例区东湖街道办事处",
        "乡镇街道",
        "东湖街20号",
        _years(2016, 2025),
        former_name="样例区东湖乡人民政府",
        renamed=2020,
        requests=5,
        spread=5,
        decisions=(7, 16, 1),
        documents=4,
        fees=3600,
    ),
}
SUBORDINATES = tuple(path for path in AGENCIES if path)
REPORTING = ("office", "education", "culture-tourism", "donghu")
"""Those that stand behind the government's sums from 2019 on."""

APPLICANTS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
NEW, CARRIED_IN, CARRIED_OUT = (
    "本年新收政府信息公开申请数量",
    "上年结转政府信息公开申请数量",
    "结转下年度继续办理",
)
OTHERS = (
    "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    "申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    "其他",
)
# The rows of results by group, and how often each comes up: rows of weight 0 are there and stay 0.
RESULTS: Mapping[str, Mapping[str, int]] = {
    "予以公开": {"": 16},
    "部分公开": {"": 6},
    "不予公开": {
        "属于国家秘密": 0,
        "其他法律行政法规禁止公开": 1,
        "危及“三安全一稳定”": 0,
        "保护第三方合法权益": 2,
        "属于三类内部事务信息": 2,
        "属于四类过程性信息": 2,
        "属于行政执法案卷": 1,
        "属于行政查询事项": 1,
    },
    "无法提供": {
        "本机关不掌握相关政府信息": 8,
        "没有现成信息需要另行制作": 2,
        "补正后申请内容仍不明确": 1,
    },
    "不予处理": {
        "信访举报投诉类申请": 3,
        "重复申请": 2,
        "要求提供公开出版物": 0,
        "无正当理由大量反复申请": 0,
        "要求行政机关确认或重新出具已获取信息": 1,
    },
    "其他处理": {OTHERS[0]: 2, OTHERS[1]: 0, OTHERS[2]: 1},
}
CASES = ("行政复议", "未经复议直接起诉", "复议后起诉")
CASE_COLUMNS = ("结果维持", "结果纠正", "其他结果", "尚未审结")

Numbers = tuple[int, ...]


def lot(least: int, most: int, *name: object) -> int:
    """A number from least to most that depends on its name alone."""
    digest = sha256("/".join(map(str, name)).encode()).digest()
    return least + int.from_bytes(digest[:8], "big") % (most - least + 1)


# The model from 2019 on.


@dataclass(frozen=True)
class Requests:
    """Table 三 without its totals: six kinds of applicants a row."""

    new: Numbers
    carried_in: Numbers
    results: Mapping[tuple[str, str], Numbers]
    """By group and row."""
    carried_out: Numbers


@cache
def requests(path: str, year: int) -> Requests:
    """An agency's applications of a year; the government's are the sums."""
    if not path:
        parts = [requests(each, year) for each in REPORTING]
        results = {row: added(part.results[row] for part in parts) for row in parts[0].results}
        return Requests(
            added(part.new for part in parts),
            added(part.carried_in for part in parts),
            results,
            added(part.carried_out for part in parts),
        )
    agency = AGENCIES[path]
    most = (0, 4, 1, 1, 2, 1)
    new = (
        lot(agency.requests, agency.requests + agency.spread, path, year),
        *(lot(0, most[c], path, year, APPLICANTS[c]) for c in range(1, 6)),
    )
    carried_in = requests(path, year - 1).carried_out if year > 2019 else carried_from_2018(path)
    carried_out = tuple(
        min(n + c, lot(0, 1 + n // 12, path, year, "out", column) if n > 1 else 0)
        for column, (n, c) in enumerate(zip(new, carried_in, strict=True))
    )
    rows = [(group, row) for group, below in RESULTS.items() for row in below]
    urn = [
        (group, row) for group, below in RESULTS.items() for row, weight in below.items() for _ in range(weight)
    ]
    counts = {row: [0] * 6 for row in rows}
    for column in range(6):
        for number in range(new[column] + carried_in[column] - carried_out[column]):
            counts[urn[lot(0, len(urn) - 1, path, year, column, number, "result")]][column] += 1
    return Requests(new, carried_in, {row: tuple(count) for row, count in counts.items()}, carried_out)


def carried_from_2018(path: str) -> Numbers:
    """What was left open at the end of the last year without a form."""
    return ({"office": 2, "education": 1}.get(path, 0), 0, 0, 0, 0, 0)


def added(rows: Iterable[Numbers]) -> Numbers:
    """Column by column."""
    return tuple(map(sum, zip(*rows, strict=True)))


@cache
def disputes(path: str, year: int) -> tuple[Numbers, ...]:
    """Table 四 without its totals: four results a case."""
    if not path:
        return tuple(added(rows) for rows in zip(*(disputes(each, year) for each in REPORTING), strict=True))
    # Few, and most of them before the office.
    urn = (1, 0, 0, 0, 0, 0) if path == "office" else (1, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    return tuple(
        tuple(urn[lot(0, len(urn) - 1, path, year, case, column)] for column in CASE_COLUMNS) for case in CASES
    )


@cache
def decisions(path: str, year: int) -> Numbers:
    """行政许可, 行政处罚, 行政强制."""
    if not path:
        return added(decisions(each, year) for each in REPORTING)
    least = AGENCIES[path].decisions
    return tuple(lot(n, n + n // 3 + 1, path, year, "decisions", i) if n else 0 for i, n in enumerate(least))


@cache
def documents(path: str, year: int) -> Numbers:
    """From 2021 on: 制发, 废止, 现行有效 of 行政规范性文件."""
    if not path:
        return added(documents(each, year) for each in REPORTING)
    before = documents(path, year - 1)[2] if year > 2021 else AGENCIES[path].documents
    made = lot(0, 1 + before // 8, path, year, "made")
    repealed = lot(0, 1 + before // 10, path, year, "repealed")
    return made, repealed, before + made - repealed


@cache
def documents_2019(path: str, year: int) -> Numbers:
    """In 2019 and 2020: 新制作, 新公开, 对外公开总数."""
    if not path:
        return added(documents_2019(each, year) for each in REPORTING)
    before = documents_2019(path, year - 1)[2] if year > 2019 else AGENCIES[path].documents * 2
    made = lot(0, 1 + AGENCIES[path].documents // 8, path, year, "made")
    return made, made, before + made


ITEMS = ("行政许可", "其他对外管理服务事项", "行政处罚", "行政强制", "行政事业性收费")


@cache
def items(path: str, year: int, row: str) -> Numbers:
    """In 2019 and 2020: 上一年项目数量, 本年增/减."""
    if not path:
        return added(items(each, year, row) for each in REPORTING)
    if path == "office" and row != ITEMS[1]:
        return 0, 0
    if year > 2019:
        before, change = items(path, year - 1, row)
        return before + change, lot(-2, 2, path, year, row)
    # 教育局 publishes this one as a word.
    change = 0 if (path, row) == ("education", "行政处罚") else lot(-2, 3, path, year, row)
    return lot(6, 60, path, row), change


@cache
def procurement(path: str, year: int) -> Numbers:
    """In 2019 and 2020: how many, and for how many 元."""
    if not path:
        return added(procurement(each, year) for each in REPORTING)
    number = 0 if (path, year) == ("education", 2019) else lot(1, 6, path, year, "procurement")
    return number, number * lot(18000, 76000, path, year, "price")


@cache
def fees(path: str, year: int) -> int:
    """行政事业性收费 in 元."""
    if not path:
        return sum(fees(each, year) for each in REPORTING)
    least = AGENCIES[path].fees
    return lot(least, least + least // 4, path, year, "fees") if least else 0


def myriads(yuan: int) -> str:
    """元 as 万元 with four decimals; 0 as such."""
    return f"{yuan // 10000}.{yuan % 10000:04}" if yuan else "0"


# Before 2019.


@cache
def activity(path: str, year: int) -> Mapping[str, int]:
    """What a free report counts. Every agency has figures, whether or not it has a report."""
    if not path:
        there = [each for each in SUBORDINATES if is_there(each, year)]
        parts = [activity(each, year) for each in there]
        return {name: sum(part[name] for part in parts) for name in parts[0]}
    if year >= 2019:
        table = requests(path, year)
        received, answered = sum(table.new), sum(map(sum, table.results.values()))
    else:
        least = AGENCIES[path].requests
        received = lot(least, least + 4, path, year, "received")
        answered = received - (sum(carried_from_2018(path)) if year == 2018 else 0)
    site, other = lot(120, 480, path, year, "site"), lot(20, 110, path, year, "other")
    paper = lot(0, received, path, year, "paper")
    return {
        "公开": site + other,
        "网站": site,
        "其他": other,
        "申请": received,
        "当面": paper,
        "网络": received - paper,
        "答复": answered,
    }


def is_there(path: str, year: int) -> bool:
    """Whether a subordinate existed."""
    ended = {"culture": 2018, "logistics-park": 2017}.get(path, LAST_YEAR)
    return year <= ended and (path != "culture-tourism" or year >= 2019)


# A report as YAML.


def listed(cells: Iterable[object]) -> str:
    """A row as a list."""
    return f"[{', '.join(map(str, cells))}]"


def with_total(row: Numbers) -> Numbers:
    """A row and its sum."""
    return (*row, sum(row))


def block(text: str, indent: int = 2) -> Iterator[str]:
    """Text after `|`."""
    yield from (" " * indent + line for line in dedent(text).strip().splitlines())


def overlaid(path: str, year: int, row: str, cells: Iterable[object]) -> str:
    """A row as the report publishes it: blanks, strokes, notes and words in place of plain numbers."""
    texts = [*map(str, cells)]
    if columns := BY_COLUMN.get((path, year, row)):
        # The total, which is last, is left out: it is computed.
        named = (f"{name}: {text}" for name, text in zip(columns, texts[:-1], strict=True))
        return f"{{{', '.join(named)}}}"
    for column, text in OVERLAYS.get((path, year, row), {}).items():
        texts[column] = text.replace("VALUE", texts[column])
    return listed(texts)


OVERLAYS: Mapping[tuple[str, int, str], Mapping[int, str]] = {
    ("education", 2019, "规章"): {0: "/", 1: "/", 2: "/"},
    ("education", 2019, "行政处罚"): {1: "{原文: 持平}"},
    ("education", 2019, "政府集中采购"): {1: "~"},
    ("education", 2019, "属于国家秘密"): {1: "~", 2: "~", 3: "~", 4: "~", 5: "~"},
    ("office", 2021, "规章"): {0: "/", 1: "/", 2: "/"},
    ("office", 2022, "行政规范性文件"): {0: "{值: VALUE, 注: 含修订后重新公布的文件}"},
    ("office", 2022, "予以公开"): {0: "{值: VALUE, 注: 含当面答复并由申请人签收的}"},
    ("office", 2022, "未经复议直接起诉"): {4: "{值: VALUE, 注: 以人民法院立案日期计入年度}"},
}
BY_COLUMN = {
    ("education", 2023, NEW): APPLICANTS,
    ("education", 2023, "予以公开"): APPLICANTS,
    ("education", 2023, "行政复议"): CASE_COLUMNS,
}
TABLE_NOTES = {
    ("office", 2022): "同一申请人就同一事项分次提出的，按申请份数统计。",
    ("education", 2019): "所属学校收到的申请由本机关统一受理，计入本表。",
}
TOTAL_ROW_LEFT_OUT = ("education", 2023)
MERGED = ("culture-tourism", 2021)


def statutory(path: str, year: int) -> Iterator[str]:
    """The six sections."""
    overview, problems, others = STATUTORY[path, year]
    yield "总体情况: |"
    yield from block(overview)
    yield from (disclosure(path, year) if year >= 2021 else disclosure_2019(path, year))
    yield from applications(path, year)
    yield "政府信息公开行政复议、行政诉讼情况:"
    yield "  # 结果维持, 结果纠正, 其他结果, 尚未审结, 总计"
    for case, row in zip(CASES, disputes(path, year), strict=True):
        yield f"  {case}: {overlaid(path, year, case, with_total(row))}"
    yield "存在的主要问题及改进情况: |"
    yield from block(problems)
    yield "其他需要报告的事项: |"
    yield from block(others)


def disclosure(path: str, year: int) -> Iterator[str]:
    """Table 二 of the form of 2021."""
    yield "主动公开政府信息情况:"
    yield "  # 本年制发件数, 本年废止件数, 现行有效件数"
    yield f"  规章: {overlaid(path, year, '规章', (0, 0, 0))}"
    yield f"  行政规范性文件: {overlaid(path, year, '行政规范性文件', documents(path, year))}"
    for name, number in zip(("行政许可", "行政处罚", "行政强制"), decisions(path, year), strict=True):
        yield f"  {name}: {number}"
    fee = myriads(fees(path, year)) if (path, year) != DRAFT else "~    # 尚待财政部门核对"
    yield f"  行政事业性收费: {fee}"


def disclosure_2019(path: str, year: int) -> Iterator[str]:
    """Table 二 of the form of 2019."""
    by_row = dict(zip(("行政许可", "行政处罚", "行政强制"), decisions(path, year), strict=True))
    by_row["其他对外管理服务事项"] = items(path, year, ITEMS[1])[0] * 3
    if not path:
        by_row["其他对外管理服务事项"] = sum(items(each, year, ITEMS[1])[0] * 3 for each in REPORTING)
    yield "主动公开政府信息情况:"
    yield "  # 本年新制作数量, 本年新公开数量, 对外公开总数量"
    yield f"  规章: {overlaid(path, year, '规章', (0, 0, 0))}"
    yield f"  规范性文件: {listed(documents_2019(path, year))}"
    yield "  # 上一年项目数量, 本年增/减, 处理决定数量"
    for row in ITEMS:
        before, change = items(path, year, row)
        cells = [before, f"{change:+}" if change else 0]
        if row in by_row:
            cells.append(by_row[row])
        else:
            yield "  # 上一年项目数量, 本年增/减"
        yield f"  {row}: {overlaid(path, year, row, cells)}"
    number, yuan = procurement(path, year)
    amount = f"{{值: {yuan}, 单位: 元}}" if year == 2019 else f"{{值: {myriads(yuan)}, 单位: 万元}}"
    yield "  # 采购项目数量, 采购总金额"
    yield f"  政府集中采购: {overlaid(path, year, '政府集中采购', (number, amount))}"


def applications(path: str, year: int) -> Iterator[str]:
    """Table 三."""
    table = requests(path, year)
    is_merged = year < 2021 or (path, year) == MERGED
    yield "收到和处理政府信息公开申请情况:"
    if (path, year) in TABLE_NOTES:
        yield f"  表注: {TABLE_NOTES[path, year]}"
    yield f"  # {', '.join(APPLICANTS)}, 总计"

    def line(row: str, cells: Numbers, indent: int = 2) -> str:
        return f"{' ' * indent}{row}: {overlaid(path, year, row, with_total(cells))}"

    yield line(NEW, table.new)
    yield line(CARRIED_IN, table.carried_in)
    yield "  本年度办理结果:"
    for group, below in RESULTS.items():
        if is_merged and group == "其他处理":
            yield line(group, added(table.results[group, row] for row in below), 4)
            continue
        if "" not in below:
            yield f"    {group}:"
        for row in below:
            yield line(row or group, table.results[group, row], 6 if row else 4)
    if (path, year) != TOTAL_ROW_LEFT_OUT:
        yield line("总计", added(table.results.values()), 4)
    yield line(CARRIED_OUT, table.carried_out)


def free(path: str, year: int) -> Iterator[str]:
    """章节."""
    counted = activity(path, year)
    yield "章节:"
    for title, text in FREE[path, year]:
        yield f"  - 标题: {title}"
        if text == TABLE:
            yield "    表:"
            yield from free_table(path, year)
            continue
        said = text
        for name, number in counted.items():
            said = said.replace(f"%{name}%", str(number))
        yield "    内容: |"
        yield from block(said, 6)


def free_table(path: str, year: int) -> Iterator[str]:
    """A table of figures with units, each agency's in its own way."""
    counted = activity(path, year)
    rows = [
        ("主动公开政府信息数", "条", "公开"),
        ("其中：政府网站", "条", "网站"),
        ("其中：其他方式", "条", "其他"),
        ("收到申请数", "件", "申请"),
        ("其中：当面或信函", "件", "当面"),
        ("其中：网络", "件", "网络"),
        ("答复申请数", "件", "答复"),
    ]
    columns: tuple[str, ...]
    cells: list[tuple[object, ...]]
    if not path:
        columns = ("统计指标", "单位", "区本级", "全区")
        own = activity("office", year)
        cells = [(label, unit, own[name], counted[name]) for label, unit, name in rows]
    elif path == "office":
        columns = ("序号", "指标名称", "计量单位", "本年度")
        cells = [(f"{i:02}", label, unit, counted[name]) for i, (label, unit, name) in enumerate(rows, 1)]
    else:
        columns = ("指标名称", "计量单位", f"{year}年")
        cells = [(label, unit, counted[name]) for label, unit, name in rows]
    yield f"      列: {listed(columns)}"
    yield "      行:"
    for line in cells:
        # A number in quotes is text, as it is in a table without a form.
        quoted = (f'"{cell}"' if str(cell).isdecimal() else cell for cell in line)
        yield f"        - {listed(quoted)}"


def published(path: str, year: int) -> tuple[int, int]:
    """Month and day of publication in the following year, before the day it is due."""
    if not path or year <= 2018:
        return 3, lot(9, 28, path, year, "published")
    return 1, lot(14, 29, path, year, "published")


def head(path: str, year: int) -> Iterator[str]:
    """What stands in front of the sections."""
    agency = AGENCIES[path]
    yield f"年度: {year}"
    if (path, year) == DRAFT:
        yield "草稿: true"
        return
    if year < agency.renamed:
        yield f"名称: {agency.former_name}"
        yield "联系: {地址: 样例区东湖乡政府大院, 邮编: 000000, 电话: 0000-00000000}"
    if (path, year) == ("donghu", 2019):
        yield "格式: 自由"
    if (path, year) == ("office", 2014):
        yield "标题: 样例区人民政府办公室2014年度政府信息公开工作报告"
    if (path, year) == ("", 2024):
        yield "导语: |"
        yield from block(PREAMBLE)
    if (path, year) == ("logistics-park", 2017):
        yield "导语: 无"
    month, day = published(path, year)
    time = " 09:30" if (path, year) == ("office", 2022) else ""
    yield f"发布日期: {year + 1}-{month:02}-{day:02}{time}"
    if path in ("", "office"):
        sign = "样政办" if path else "样政"
        yield f"文号: {sign}〔{year + 1}〕{lot(1, 19, path, year, 'number')}号"
    if path in ("", "office", "education"):
        yield f"索引号: 000000000/{year + 1}-{lot(1, 99, path, year, 'index'):05}"
    if path in ("education", "donghu"):
        yield f"来源: {agency.former_name if year < agency.renamed else agency.name}"
    if path in ("office", "culture-tourism"):
        yield f"成文日期: {year + 1}-{month:02}-{day - lot(2, 6, path, year, 'written'):02}"
        yield f"落款: {agency.name}"


def remarks_and_files(path: str, year: int) -> Iterator[str]:
    """What stands behind the sections."""
    yield from EXTRAS.get((path, year), ())
    if (path, year) == ("culture-tourism", 2023):
        granted = requests(path, year).results["予以公开", ""][0]
        yield "更正:"
        yield "  - {日期: 2024-02-20, 说明: 补充正文中遗漏的一句话，数字没有变动。}"
        yield f"  - {{日期: 2024-03-04, 位置: 予以公开.自然人, 说明: 原误写为{granted + 1}，现更正为{granted}。}}"


EXTRAS: Mapping[tuple[str, int], tuple[str, ...]] = {
    ("", 2024): ("附件:", "  - {文件: 年度报告.pdf, 说明: 年度报告版式文件}"),
    ("office", 2012): ("附件:", "  - {文件: 2012年年度报告.pdf, 说明: 2012年年度报告扫描件}"),
    ("culture", 2017): ("附件:", "  - {文件: report-2017.pdf}"),
    ("office", 2013): ("原址: https://www.example.gov.cn/xxgk/2014/nianbao.html",),
    ("donghu", 2016): ("原址: https://www.example.gov.cn/xiangzhen/donghu/2016.html",),
    ("office", 2018): ("曾用地址: [xxgk/2018nb.html]",),
    ("office", 2022): ("附件:", "  - {文件: 数据口径说明.txt, 说明: 数据口径说明}"),
    ("education", 2022): ("附件:", "  - {文件: 办理结果.png, 说明: 申请办理结果示意图}"),
    ("donghu", 2021): ("撤回: {日期: 2022-05-06, 说明: 部分数据来源有误，正在重新核对。}",),
    ("office", 2021): (
        "核对说明:",
        "  - {规则: G201, 位置: 主动公开政府信息情况, 处数: 3, 原因: 本机关没有规章制定权，规章一行画斜线。, 公开: true}",
    ),
    ("education", 2019): (
        "核对说明:",
        "  - {规则: G201, 位置: 政府集中采购.采购总金额, 原因: 当年没有集中采购，原报告金额一格留空。, 公开: true}",
        "  - {规则: G201, 位置: 主动公开政府信息情况, 处数: 4, 原因: 本机关没有规章制定权，原报告画斜线。}",
        "  - {规则: G201, 位置: 收到和处理政府信息公开申请情况, 处数: 5, 原因: 表三“属于国家秘密”一行，原报告只填了自然人和总计。, 公开: true}",
    ),
}


def report(path: str, year: int) -> str:
    """The file of a report."""
    lines = [*head(path, year)]
    if (path, year) in STATUTORY:
        lines += statutory(path, year)
    elif (path, year) in FREE:
        lines += free(path, year)
    lines += remarks_and_files(path, year)
    return modeline(path, schema_name(path, year)) + HEAD + "\n".join(lines) + "\n"


def schema_name(path: str, year: int) -> str:
    """The schema of a report's file, by its form."""
    if (path, year) in FREE or year < 2019:
        return "report-free"
    return "report-2019" if year < 2021 else "report-2021"


def modeline(path: str, schema: str) -> str:
    """The line from which editors know the schema of a file."""
    up = "../" * (2 if path == "" else 3)
    return f"# yaml-language-server: $schema={up}schema/{schema}.json\n"


def agency_file(path: str) -> str:
    """agency.yml."""
    agency = AGENCIES[path]
    lines = [
        f"名称: {agency.name}",
        f"类别: {agency.kind}",
        "规章制定权: 无",
        *agency.keys,
        '网站: {名称: 样例区人民政府网站, 域名: www.example.gov.cn, 标识码: "0000000000"}',
        f"联系: {{地址: 样例区{agency.office}, 邮编: 000000, 电话: 0000-00000000}}",
        f"声明: {DECLARATION}",
    ]
    return modeline(path, "agency") + HEAD + "\n".join(lines) + "\n"


# Files beside the reports.


def pdf(*lines: str) -> bytes:
    """One page of A4 with some lines of ASCII."""
    shown = " ".join(f"({line}) Tj T*" for line in lines)
    stream = f"BT /F1 14 Tf 20 TL 72 760 Td {shown} ET".encode("ascii")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    # The line of bytes above 127 tells those who copy the file that it is no text.
    written = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(written))
    return written + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + trailer


def png(bars: Iterable[int]) -> bytes:
    """Horizontal bars, four colours. Not compressed: what zlib makes of it differs from build to build."""
    width, thick, gap, colours = 320, 16, 8, (0xFFFFFF, 0x2F5D8A, 0xD9E2EC, 0x5B6770)
    bars = tuple(bars)
    longest = max(*bars, 1)
    rows = [[0] * width for _ in range(gap)]
    for bar in bars:
        length = 8 + bar * (width - 24) // longest if bar else 0
        row = [3 if x < 6 else 1 if x < 8 + length else 2 if x < width - 8 else 0 for x in range(width)]
        rows += [row] * thick + [[0] * width] * gap
    raw = b"".join(
        b"\0" + bytes(row[x] << 6 | row[x + 1] << 4 | row[x + 2] << 2 | row[x + 3] for x in range(0, width, 4))
        for row in rows
    )
    stored = b"\x78\x01\x01" + pack("<HH", len(raw), len(raw) ^ 0xFFFF) + raw + pack(">I", zlib.adler32(raw))

    def chunk(kind: bytes, content: bytes) -> bytes:
        return pack(">I", len(content)) + kind + content + pack(">I", zlib.crc32(kind + content))

    palette = b"".join(colour.to_bytes(3, "big") for colour in colours)
    header = pack(">IIBBBBB", width, len(rows), 2, 3, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"PLTE", palette), (b"IDAT", stored), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(kind, content) for kind, content in chunks)


def files() -> dict[str, bytes]:
    """Everything in the folder, by path."""
    made: dict[str, bytes] = {}
    for path, agency in AGENCIES.items():
        folder = f"{path}/" if path else ""
        made[f"{folder}agency.yml"] = agency_file(path).encode()
        for year in agency.years:
            made[f"{folder}{year}.yml"] = report(path, year).encode()
    scan = "Fictional example data. Annual report"
    made["office/2012/2012年年度报告.pdf"] = pdf(f"{scan} 2012", "Example District, General Office")
    made["culture/2017/report-2017.pdf"] = pdf(f"{scan} 2017", "Example District, Bureau of Culture")
    made["2024/年度报告.pdf"] = pdf(f"{scan} 2024", "Example District, People's Government")
    made["office/2022/数据口径说明.txt"] = NOTE.encode()
    results = requests("education", 2022).results
    bars = (sum(sum(results[group, row]) for row in below) for group, below in RESULTS.items())
    made["education/2022/办理结果.png"] = png(bars)
    return made


def write(folder: Path) -> None:
    """Make the folder what it should be; leave files alone that are right already."""
    made = {folder / name: content for name, content in files().items()}
    for path, content in made.items():
        if not path.is_file() or path.read_bytes() != content:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
        elif path not in made:
            path.unlink()


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
