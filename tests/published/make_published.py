"""Make one TSV of figures a report, from the texts of published reports.

    python make_published.py FOLDER_OF_THE_SOURCES

The TSVs are what tests hold the project's own readers, forms and pages against, so nothing of the
project is used here. Labels are lists in the form's order; numbers come from the sources alone.
A source whose labels or shape differ from the form in a way not listed here stops the run.
"""

import re
import sys
from pathlib import Path

Lines = list[str]
Rows = list[tuple[str, Lines]]
Tables = tuple[Rows, Rows, Rows]

# Labels as the forms print them. A table is a list of (row, columns) in reading order.

DOCUMENTS_2021 = ["本年制发件数", "本年废止件数", "现行有效件数"]
DECISIONS_2021 = ["本年处理决定数量"]
T2_2021: Rows = [
    ("规章", DOCUMENTS_2021),
    ("行政规范性文件", DOCUMENTS_2021),
    ("行政许可", DECISIONS_2021),
    ("行政处罚", DECISIONS_2021),
    ("行政强制", DECISIONS_2021),
    ("行政事业性收费", ["本年收费金额（单位：万元）"]),
]

DOCUMENTS_2019 = ["本年新制作数量", "本年新公开数量", "对外公开总数量"]
DECISIONS_2019 = ["上一年项目数量", "本年增/减", "处理决定数量"]
T2_2019: Rows = [
    ("规章", DOCUMENTS_2019),
    ("规范性文件", DOCUMENTS_2019),
    ("行政许可", DECISIONS_2019),
    ("其他对外管理服务事项", DECISIONS_2019),
    ("行政处罚", DECISIONS_2019),
    ("行政强制", DECISIONS_2019),
    ("行政事业性收费", ["上一年项目数量", "本年增/减"]),
    ("政府集中采购", ["采购项目数量", "采购总金额"]),
]

APPLICANTS = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
OTHER_SPLIT = [
    "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    "3.其他",
]
OTHER_MERGED = ["（六）其他处理"]
T3_BEFORE_OTHER = [
    "一、本年新收政府信息公开申请数量",
    "二、上年结转政府信息公开申请数量",
    "（一）予以公开",
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
    "1.属于国家秘密",
    "2.其他法律行政法规禁止公开",
    "3.危及“三安全一稳定”",
    "4.保护第三方合法权益",
    "5.属于三类内部事务信息",
    "6.属于四类过程性信息",
    "7.属于行政执法案卷",
    "8.属于行政查询事项",
    "1.本机关不掌握相关政府信息",
    "2.没有现成信息需要另行制作",
    "3.补正后申请内容仍不明确",
    "1.信访举报投诉类申请",
    "2.重复申请",
    "3.要求提供公开出版物",
    "4.无正当理由大量反复申请",
    "5.要求行政机关确认或重新出具已获取信息",
]
T3_AFTER_OTHER = ["（七）总计", "四、结转下年度继续办理"]
T3_SPLIT = T3_BEFORE_OTHER + OTHER_SPLIT + T3_AFTER_OTHER
T3_MERGED = T3_BEFORE_OTHER + OTHER_MERGED + T3_AFTER_OTHER

CASES = ["行政复议", "未经复议直接起诉", "复议后起诉"]
RESULTS = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]

# The only differences from these labels that a source may have, spacing and the width of brackets apart.
VARIANTS = {
    "一、本年新收到政府信息公开申请数量": "一、本年新收政府信息公开申请数量",
    "二、上年转结政府信息公开申请数量": "二、上年结转政府信息公开申请数量",
    "四、转结下年度继续办理": "四、结转下年度继续办理",
    "2.其他法律行政止公开": "2.其他法律行政法规禁止公开",  # misspelt in the report of 洪泽
    # shorthand of the .tables.txt
    "（二）部分公开": "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
    "1.逾期不补正": OTHER_SPLIT[0],
    "2.逾期未缴费": OTHER_SPLIT[1],
    "行政事业性收费_万元": "行政事业性收费",
}

INTEGER = re.compile(r"\d+")
VALUE = re.compile(r"([^\d/+\-]*)([+-]?\d+(?:\.\d+)?元?)")


def label(text: str) -> str:
    """The official label of a row of a source; what is not a known variant comes back as it is."""
    text = re.sub(r"\s+", "", text).replace("(", "（").replace(")", "）")
    text = re.sub(r"^三(?=（)", "", text)
    text = re.sub(r"^（[三四五六]）(?=\d\.)", "", text)
    return VARIANTS.get(text, text)


def same(seen: object, expected: object, where: str) -> None:
    """Stop unless the source says what the form says."""
    if seen != expected:
        raise SystemExit(f"{where}: the source has {seen!r}, the form {expected!r}")


def between(lines: Lines, start: str, end: str) -> Lines:
    """The lines after the one that says start and before the next that says end."""
    stripped = [line.strip() for line in lines]
    first = stripped.index(start) + 1
    return lines[first : stripped.index(end, first)]


def values(text: str, columns: Lines, where: str) -> Lines:
    """A row of table two in the notation of a .tables.txt: `550`, `(0, 5, 5)` or `新制作13/新公开13/…`."""
    found = VALUE.findall(text.strip().strip("()").replace(",", "/").replace(" ", ""))
    same(len(found), len(columns), where)
    for (word, _), column in zip(found, columns, strict=True):
        if word not in column.replace("/", ""):
            raise SystemExit(f"{where}: {word!r} does not speak of {column!r}")
    return [value for _, value in found]


def grid_rows(rows: Rows, labels: Lines, where: str) -> Rows:
    """Rows of table three as (label, seven cells), held against the form's labels."""
    same([label(text) for text, _ in rows], labels, where)
    for text, cells in rows:
        same(len(cells), len(APPLICANTS), f"{where}, {text}")
        same([cell for cell in cells if cell and not INTEGER.fullmatch(cell)], [], f"{where}, {text}")
    return [(official, cells) for official, (_, cells) in zip(labels, rows, strict=True)]


def merge_other(rows: Rows) -> Rows:
    """The one row that the report has, where a .tables.txt lists three: two blank lines, then the row."""
    first = len(T3_BEFORE_OTHER)
    for (text, cells), official in zip(rows[first : first + 3], OTHER_SPLIT, strict=True):
        same(label(text), official, "merged row")
        if official != OTHER_SPLIT[-1]:
            same([cell for cell in cells if cell], [], text)
    return [*rows[:first], (OTHER_MERGED[0], rows[first + 2][1]), *rows[first + 3 :]]


def case_rows(cells: Lines, where: str) -> Rows:
    """Table four from its fifteen cells."""
    same(len(cells), len(CASES) * len(RESULTS), where)
    return [(case, cells[i * len(RESULTS) : (i + 1) * len(RESULTS)]) for i, case in enumerate(CASES)]


def read_tables(path: Path, t2: Rows, *, merged: bool) -> Tables:
    """A .tables.txt: three tables, cells parted by tabs, a missing number a blank cell."""
    parts: dict[str, Lines] = {}
    part: Lines | None = None
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            part = parts.setdefault(line[3:6].strip(), [])
        elif line and part is not None:
            part.append(line)
    where = path.name

    two = [line.split("\t") for line in parts["表二"]]
    same([label(text) for text, _ in two], [row for row, _ in t2], where)
    table_two = [
        (row, values(text, columns, f"{where}, {row}"))
        for (_, text), (row, columns) in zip(two, t2, strict=True)
    ]

    header, *three = [line.split("\t") for line in parts["表三"]]
    same(header[1:], APPLICANTS, where)
    rows = [(text, [cell.strip() for cell in cells]) for text, *cells in three]
    labels = T3_SPLIT
    if merged:
        rows, labels = merge_other(rows), T3_MERGED

    (four,) = parts["表四"]
    return table_two, grid_rows(rows, labels, where), case_rows([c.strip() for c in four.split("\t")], where)


def read_dump(path: Path, t2: Rows) -> Tables:
    """The text of a whole report as dumped from its PDF: cells parted by tabs, tables broken by pages."""
    where = path.name
    lines = path.read_text(encoding="utf-8").splitlines()
    cells_of = [[cell.strip() for cell in line.split("\t") if cell.strip()] for line in lines]
    starts = {line.strip(): number for number, line in enumerate(lines)}
    second = starts["二、主动公开政府信息情况"]
    third = starts["三、收到和处理政府信息公开申请情况"]
    fourth = starts["四、政府信息公开行政复议、行政诉讼情况"]
    fifth = starts["五、存在的主要问题及改进情况"]

    table_two: Rows = []
    columns: Lines = []
    for cells in cells_of[second + 1 : third]:
        if not cells or re.fullmatch(r"第二十条第（.）项", cells[0]):
            continue
        if cells[0] == "信息内容":
            columns = cells[1:]
            continue
        row, expected = t2[len(table_two)]
        same((label(cells[0]), columns), (row, expected), where)
        table_two.append((row, values("/".join(cells[1:]), columns, f"{where}, {row}")))
    same(len(table_two), len(t2), where)

    # A row of table three is a line that ends in seven numbers; its own label is the cell before them.
    width = len(APPLICANTS)
    rows = [
        (cells[-width - 1], cells[-width:])
        for cells in cells_of[third + 1 : fourth]
        if len(cells) > width and all(INTEGER.fullmatch(cell) for cell in cells[-width:])
    ]

    head, numbers = [cells for cells in cells_of[fourth + 1 : fifth] if len(cells) == len(CASES) * len(RESULTS)]
    same(head, RESULTS * len(CASES), where)
    return table_two, grid_rows(rows, T3_SPLIT, where), case_rows(numbers, where)


def read_layout(path: Path, t2: Rows) -> Tables:
    """The text of a whole report laid out by spaces: a label may stand on the lines above its numbers."""
    where = path.name
    lines = path.read_text(encoding="utf-8").splitlines()
    part_two = between(lines, "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况")
    part_three = between(lines, "三、收到和处理政府信息公开申请情况", "四、政府信息公开行政复议、行政诉讼情况")
    part_four = between(lines, "四、政府信息公开行政复议、行政诉讼情况", "五、存在的主要问题及改进情况")

    matches = [re.fullmatch(r"\s*(\D+?)((?:\s+[\d.]+)+)", line.rstrip()) for line in part_two]
    found = [(label(match[1]), match[2].split()) for match in matches if match]
    same([row for row, _ in found], [row for row, _ in t2], where)
    table_two = [
        (row, values("/".join(cells), columns, f"{where}, {row}"))
        for (row, cells), (_, columns) in zip(found, t2, strict=True)
    ]

    row_of_numbers = re.compile(rf"(.*?)((?:\s+\d+){{{len(APPLICANTS)}}})")
    rows: Rows = []
    above = ""
    for line in part_three:
        match = row_of_numbers.fullmatch(line.rstrip())
        if match:
            rows.append((match[1].strip() or above, match[2].split()))
            above = ""
        else:
            above += line.strip()

    (numbers,) = [line.split() for line in part_four if re.fullmatch(r"(\s*\d+)+", line.rstrip())]
    return table_two, grid_rows(rows, T3_MERGED, where), case_rows(numbers, where)


def write(path: Path, t2: Rows, tables: Tables) -> list[int]:
    """One line a cell; returns how many cells each table has."""
    columns = [
        dict(t2),
        dict.fromkeys([row for row, _ in tables[1]], APPLICANTS),
        dict.fromkeys(CASES, RESULTS),
    ]
    lines: Lines = ["table\trow\tcolumn\tvalue"]
    counts: list[int] = []
    for name, rows, names in zip(("t2", "t3", "t4"), tables, columns, strict=True):
        cells = [
            f"{name}\t{row}\t{column}\t{value}"
            for row, numbers in rows
            for column, value in zip(names[row], numbers, strict=True)
        ]
        lines += cells
        counts.append(len(cells))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    return counts


def main(sources: Path) -> None:
    """Write the cells of all reports."""
    hongze = read_tables(sources / "hongze-2023.tables.txt", T2_2021, merged=True)
    same(
        hongze, read_layout(sources / "hongze-2023.txt", T2_2021), "hongze-2023, table text against report text"
    )
    reports = {
        "haishu-office-2021": (T2_2021, read_dump(sources / "haishu-office-2021.txt", T2_2021)),
        "shanghai-office-2019": (
            T2_2019,
            read_tables(sources / "shanghai-office-2019.tables.txt", T2_2019, merged=True),
        ),
        "suqian-2023": (T2_2021, read_tables(sources / "suqian-2023.tables.txt", T2_2021, merged=False)),
        "suqian-2024": (T2_2021, read_tables(sources / "suqian-2024.tables.txt", T2_2021, merged=False)),
        "hongze-2023": (T2_2021, hongze),
    }
    for name, (t2, tables) in reports.items():
        counts = write(Path(__file__).with_name(f"{name}.tsv"), t2, tables)
        print(f"{name}: {' + '.join(map(str, counts))} = {sum(counts)}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    main(Path(sys.argv[1]))
