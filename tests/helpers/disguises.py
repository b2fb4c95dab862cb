"""Random reports as offices may have them: their tables in one of many disguises, and what is true of them."""

from __future__ import annotations

import html
import random
from collections.abc import Mapping
from dataclasses import dataclass, field

from gongkai.findings import CellName
from gongkai.forms import Form, Header, Layout, Table, statutory_forms
from tests.helpers.disguised_files import Cell, Rows, html_table, text_lines, whole_text, word_table, workbook
from tests.helpers.word_file import paragraph, word_file

KINDS = ("html", "text", "docx", "xlsx")
HARMS = frozenset(
    (
        "dropped",
        "doubled tabs",
        "lost row",
        "lost column",
        "foreign column",
        "foreign head",
        "foreign row",
        "strange label",
        "narrower sheet",
        "torn label",
    )
)
"""What is done to a table that a reading may have to give up for."""
_BRACKETS = str.maketrans("（）“”", '()""')
_TRADITIONAL = str.maketrans("总体开处理请结转继续办复议诉讼数量维", "總體開處理請結轉繼續辦復議訴訟數量維")
_TEXTS = {
    "总体情况": ["样例区各机关依法公开政府信息。", "栏目按月检查，失效内容及时移走。"],
    "存在的主要问题及改进情况": ["栏目更新还不够及时，明年起逐月检查。"],
    "其他需要报告的事项": ["本年度没有收取信息处理费。"],
}
_INSTRUCTION = "（指本机关在统计期限内的全部件数，包括已办结的和尚在办理的，由各单位据实填写，不得漏报）"


@dataclass
class Disguised:
    """A file, and what stands in it."""

    data: bytes
    name: str
    form: Form
    year: int
    truth: dict[CellName, str]
    """What stands in each cell; "" for a blank. Cells that are not in the file are not in it."""
    others: list[str] = field(default_factory=list)
    """Figures that stand in the tables and in no cell of the form."""
    how: list[str] = field(default_factory=list)
    """What was done to it."""

    @property
    def is_whole(self) -> bool:
        """Whether all of it can be read: nothing was done to it that leaves a choice."""
        return not HARMS & set(self.how)


def disguised(seed: int, kind: str | None = None) -> Disguised:
    """The report of a number."""
    chance = random.Random(seed)
    forms = [form for form in statutory_forms() if form.tables]
    form = chance.choice(forms)
    groups = [r.id for t in form.tables for b in t.blocks for top in b.rows for r in top.walk() if r.mergeable]
    if groups and chance.random() < 0.3:
        form = form.with_merged(groups[0])
    year = 2020 if form.name == "2019" else chance.choice((2021, 2022, 2023, 2024))
    return _Disguise(chance, form, year).made(kind or chance.choice(KINDS))


def figures(form: Form, chance: random.Random) -> dict[CellName, str]:
    """Figures whose sums mostly hold."""
    large = chance.choice((1, 9, 40, 3000))
    values: dict[CellName, int] = {}
    for table in form.tables:
        for name in table.cells:
            values[name] = chance.randint(0, large) if chance.random() < 0.5 else 0
    for identity in form.identities:
        if identity.right == (identity.at,):
            values[identity.at] = sum(values[cell] for cell in identity.left)
    for table in form.tables:
        if table.balance is not None:
            block = table.block_of(table.balance.left[0])
            for column in block.column_leaves:
                left = [CellName(table.id, row, column.id) for row in table.balance.left]
                right = [CellName(table.id, row, column.id) for row in table.balance.right]
                values[left[0]] = max(0, values[right[0]] + values[right[1]] - values[left[1]])
    if chance.random() < 0.2:
        # What real reports have most: a total that its parts do not add up to.
        wrong = chance.choice([identity.at for identity in form.identities])
        values[wrong] += chance.randint(1, 9)
    blank = chance.choice((0, 0, 0.1, 0.6))
    texts = {name: str(value) for name, value in values.items()}
    for name, value in values.items():
        table = form.table(name.table)
        column = table.column(str(name.row), str(name.column))
        if column.unit == "any":
            texts[name] = f"{value}元"
        elif column.quantity == "amount" and chance.random() < 0.5:
            texts[name] = f"{value}.{chance.randint(1, 99):02}"
        elif column.quantity == "change" and value and chance.random() < 0.5:
            texts[name] = f"+{value}"
        elif value == 0 and chance.random() < blank:
            texts[name] = chance.choice(("", "", "", "/"))
    return texts


class _Disguise:
    def __init__(self, chance: random.Random, form: Form, year: int) -> None:
        self.chance = chance
        self.form = form
        self.year = year
        self.how: list[str] = []
        self.truth = figures(form, chance)
        self.others: list[str] = []
        self.drop = self.double = False
        self.has_no_cells = False
        """Whether a space is all that parts one cell from the next."""
        self.has_no_grid = True
        """Whether cells can vanish: a sheet has a place for each."""

    def maybe(self, what: str, share: float = 0.3) -> bool:
        if self.chance.random() >= share:
            return False
        self.how.append(what)
        return True

    def made(self, kind: str) -> Disguised:
        files = {"html": self.html, "text": self.text, "docx": self.docx, "xlsx": self.xlsx}
        self.has_no_grid = kind != "xlsx"
        data = files[kind]()
        return Disguised(
            data, f"report.{kind}", self.form, self.year, self.truth, self.others, sorted(set(self.how))
        )

    @property
    def title(self) -> str:
        return f"样例区人民政府办公室{self.year}年政府信息公开工作年度报告"

    # Words.

    def label(self, header: Header) -> str:
        text = header.label
        chance = self.chance
        if chance.random() < 0.3:
            text = text.translate(_BRACKETS)
        if chance.random() < 0.2:
            text = text.replace(".", chance.choice(("、", ". ", "．")))
        if chance.random() < 0.2:
            text = text.replace("新收政府", "新收到政府").replace("结转", "转结")
        if chance.random() < 0.1 and len(text) > 6 and not self.has_no_cells:
            at = chance.randint(3, len(text) - 2)
            text = f"{text[:at]} {text[at:]}"
        for instead in ("", "某"):
            places = [at for at in range(6, len(text)) if "一" <= text[at] <= "鿿"]
            if chance.random() < 0.04 and len(text) > 12:
                at = chance.choice(places)
                text = text[:at] + instead + text[at + 1 :]
        if chance.random() < 0.03:
            text = text.translate(_TRADITIONAL)
        if chance.random() < 0.03:
            text += _INSTRUCTION
        if chance.random() < 0.004:
            self.how.append("strange label")
            text = chance.choice(("其他情形", "小计", "合计", "甲乙丙丁戊", "　"))
        return text

    def figure(self, name: CellName) -> str:
        """A figure as somebody may have typed it; its value is the same."""
        text = self.truth[name]
        chance = self.chance
        if text.isdecimal() and chance.random() < 0.03:
            return chance.choice((f" {text} ", f"\u00a0{text}", text.translate(_WIDE), f"{int(text):,}"))
        return text

    # Tables as rows of cells.

    def tables(self, table: Table) -> list[Rows]:
        """A table, or the two parts that the end of a page made of it."""
        if table.layout is Layout.BLOCKS:
            return [self.padded(self.blocks(table))]
        if table.layout is Layout.CASES:
            return [self.padded(self.cases(table))]
        return self.rows(table)

    def padded(self, rows: Rows) -> Rows:
        """Each cell over as many columns more, as programs do that keep a grid of their own."""
        if not self.maybe("padding", 0.1):
            return rows
        times = self.chance.randint(2, 4)
        return [[(text, tall, wide * times) for text, tall, wide in row] for row in rows]

    def blocks(self, table: Table) -> Rows:
        rows: Rows = []
        width = max(len(block.column_leaves) for block in table.blocks)
        for number, block in enumerate(table.blocks):
            if not (number == 0 and self.maybe("no caption", 0.2)):
                rows.append([(block.label or "", 1, 1 + width)])
            span = width - len(block.column_leaves) + 1
            columns = list(block.column_leaves)
            if len(columns) > 1 and self.maybe("columns", 0.15):
                self.chance.shuffle(columns)
            tail = [1] * (len(columns) - 1) + [span]
            rows.append(
                [
                    (block.stub or "", 1, 1),
                    *((c.label, 1, wide) for c, wide in zip(columns, tail, strict=True)),
                ]
            )
            leaves = list(block.row_leaves)
            if self.maybe("rows", 0.1):
                self.chance.shuffle(leaves)
            for row in leaves:
                if self.lost(table, row):
                    continue
                cells = [
                    (self.figure(CellName(table.id, row.id, c.id)), 1, wide)
                    for c, wide in zip(columns, tail, strict=True)
                ]
                rows.append([(self.label(row), 1, 1), *cells])
        return rows

    def cases(self, table: Table) -> Rows:
        (block,) = table.blocks
        count = len(block.column_leaves)
        top = [(h.label, 1 if h.children else 2, len(h.leaves) * count) for h in block.rows]
        below = [(h.label, 1, count) for each in block.rows for h in each.children]
        heads = [(self.head(c), 1, 1) for _ in block.row_leaves for c in block.column_leaves]
        row = [(self.figure(name), 1, 1) for name in table.cells]
        if self.has_no_grid and self.maybe("dropped", 0.1):
            row = [cell for cell in row if cell[0] or self.chance.random() < 0.5]
        return [top, below, heads, row]

    def head(self, column: Header) -> str:
        if self.chance.random() < 0.004:
            self.how.append("foreign head")
            return self.chance.choice(("甲乙", "总数", "小计"))
        return column.label

    def lost(self, table: Table, row: Header) -> bool:
        """Whether the row is not in the file at all."""
        if self.chance.random() >= 0.004:
            return False
        self.how.append("lost row")
        for name in table.cells_of[row.id]:
            del self.truth[name]
        return True

    def rows(self, table: Table) -> list[Rows]:
        (block,) = table.blocks
        columns: list[Header | None] = list(block.column_leaves)
        if self.maybe("columns", 0.2):
            self.chance.shuffle(columns)
        if self.maybe("lost column", 0.03):
            gone = columns.pop(self.chance.randrange(len(columns)))
            assert gone is not None
            for name in [name for name in self.truth if (name.table, name.column) == (table.id, gone.id)]:
                del self.truth[name]
        if self.maybe("foreign column", 0.05):
            columns.insert(self.chance.randint(0, len(columns)), None)
        heads = self.heads_of_rows(table, columns)
        rows: Rows = []
        has_numbers = self.maybe("numbers of rows", 0.04)
        has_remarks = self.maybe("remarks", 0.06)
        paths = _paths(block.rows, 3)
        is_flat = self.maybe("labels repeated", 0.08)
        for number, (labels, row) in enumerate(paths, 1):
            begun = _repeated(_full(block.rows, row)) if is_flat else labels
            cells: list[Cell] = []
            for column in columns:
                if column is None:
                    self.others.append(str(self.chance.randint(10_000, 99_999)))
                    cells.append((self.others[-1], 1, 1))
                else:
                    cells.append((self.figure(CellName(table.id, row.id, column.id)), 1, 1))
            shown = [(self.label(header), tall, wide) for header, tall, wide in begun]
            before = [(str(number), 1, 1)] if has_numbers else []
            after = [(self.chance.choice(("", "", "已核")), 1, 1)] if has_remarks else []
            rows.append([*before, *shown, *cells, *after])
        if has_numbers:
            heads[0].insert(0, ("序号", len(heads), 1))
        if has_remarks:
            heads[0].append(("备注", len(heads), 1))
        if is_flat:
            self.lose_rows(table, rows, paths)
            self.foreign_row(rows, len(columns))
        if self.has_no_grid and self.maybe("dropped", 0.1):
            # A blank cell that is not there at all: of a row of seven remain five.
            labels_of = [len(row) - len(columns) - has_remarks for row in rows]
            rows = [
                [c for n, c in enumerate(row) if c[0].strip() or n < first or self.chance.random() < 0.5]
                for row, first in zip(rows, labels_of, strict=True)
            ]
        if self.maybe("pages", 0.2):
            pages = self.on_pages(heads, rows)
            # A sheet ends with its last cell that is not empty: where it has no heads, its columns are another's no longer.
            if has_remarks and not self.has_no_grid and not any(row[-1][0] for row in pages[1]):
                self.how.append("narrower sheet")
            return pages
        return [self.padded([*heads, *rows])]

    def heads_of_rows(self, table: Table, columns: list[Header | None]) -> Rows:
        names = [self.head(c) if c is not None else self.chance.choice(("小计", "", "上年")) for c in columns]
        corner = table.corner or ""
        if self.maybe("broken heads", 0.15):
            return [
                [(corner, 2, 3), *((name[:2], 1, 1) for name in names)],
                [(name[2:], 1, 1) for name in names],
            ]
        first, last = columns[0], columns[-1]
        is_usual = first is not None and last is not None and (first.label, last.label) == ("自然人", "总计")
        if is_usual and self.maybe("three rows of heads", 0.7):
            return [
                [(corner, 3, 3), ("申请人情况", 1, len(names))],
                [(names[0], 2, 1), ("法人或其他组织", 1, len(names) - 2), (names[-1], 2, 1)],
                [(name, 1, 1) for name in names[1:-1]],
            ]
        return [[(corner, 1, 3), *((name, 1, 1) for name in names)]]

    def lose_rows(
        self, table: Table, rows: Rows, paths: list[tuple[list[tuple[Header, int, int]], Header]]
    ) -> None:
        """Take rows away whose labels reach into no other."""
        if not self.maybe("lost row", 0.1):
            return
        at = self.chance.randrange(len(rows))
        for text, _, _ in rows.pop(at):
            if text in self.others:
                self.others.remove(text)
        for name in table.cells_of[paths[at][1].id]:
            self.truth.pop(name, None)

    def foreign_row(self, rows: Rows, columns: int) -> None:
        """A row that no form has."""
        if not self.maybe("foreign row", 0.1):
            return
        more = [str(self.chance.randint(10_000, 99_999)) for _ in range(columns)]
        self.others += more
        at = self.chance.randrange(1, len(rows))
        before = [("99", 1, 1)] if rows[0][0][0] == "1" else []
        label = self.chance.choice(("小计", "其中：网上申请", "不予公开合计", "地方性法规"))
        rows.insert(at, [*before, (label, 1, 3), *((text, 1, 1) for text in more)])

    def on_pages(self, heads: Rows, rows: Rows) -> list[Rows]:
        """A table cut in two, its merged labels cut too, its heads repeated or not."""
        at = self.chance.randint(2, len(rows) - 2)
        again = heads if self.maybe("heads again", 0.5) else []
        first = [[(t, min(tall, at - n), wide) for t, tall, wide in row] for n, row in enumerate(rows[:at])]
        left: list[Cell] = []
        for number, row in enumerate(rows[:at]):
            left += [("", tall - (at - number), wide) for _, tall, wide in row if tall > at - number]
        second = [[*left, *rows[at]], *rows[at + 1 :]]
        if self.maybe("cut row", 0.3) and not left:
            self.cut_row(first, second)
        return [[*heads, *first], [*again, *second]]

    def cut_row(self, first: Rows, second: Rows) -> None:
        """A row whose label goes on on the next page, beside cells that are empty there."""
        last = first[-1]
        where = [n for n, (text, _, _) in enumerate(last) if len(text) > 10]
        if not where or any(tall > 1 for _, tall, _ in last):
            return
        text, tall, wide = last[where[-1]]
        at = self.chance.randint(4, len(text) - 4)
        if text[:at].endswith("其他"):
            # 其他法律行政法规禁止公开 becomes the label of another row.
            self.how.append("torn label")
        last[where[-1]] = (text[:at], tall, wide)
        rest = [(text[at:] if n == where[-1] else "", 1, w) for n, (_, _, w) in enumerate(last)]
        second.insert(0, rest)

    # Files.

    def html(self) -> bytes:
        chance = self.chance
        style = chance.choice(("plain", "plain", "word", "tinymce", "wangeditor"))
        self.how.append(style)
        body = []
        for section in self.form.sections:
            body.append(f"<p>{section.label}</p>")
            if section.table is None:
                body += [f"<p>{line}</p>" for line in _TEXTS[section.key]]
                if section.key == "总体情况" and self.maybe("another table", 0.1):
                    body.append(self.another(style))
            elif self.is_typed():
                body += [
                    f"<p>{html.escape(line)}</p>"
                    for line in self.typed(self.form.table(section.table), has_tabs=False)
                ]
            else:
                tables = self.tables(self.form.table(section.table))
                body += [html_table(rows, style, chance) for rows in tables]
        article = f"<h1>{self.title}</h1><p>发布日期：{self.year + 1}-01-20</p>{''.join(body)}"
        if self.maybe("nested", 0.2):
            article = f"<table><tr><td>导航</td><td>{article}</td></tr></table>"
        page = (
            f"<html><head><meta charset=CHARSET></head><body><div>首页</div><div>{article}</div></body></html>"
        )
        if self.maybe("gbk", 0.2):
            return page.replace("CHARSET", "gb2312").encode("gb18030")
        return page.replace("CHARSET", "utf-8").encode()

    def another(self, style: str) -> str:
        """The table of the year before in the text: its figures are not this year's."""
        (table,) = (table for table in self.form.tables if table.layout is Layout.ROWS)
        (block,) = table.blocks
        rows: Rows = [[("项目", 1, 1), *((c.label, 1, 1) for c in block.column_leaves)]]
        for row in block.row_leaves[:4]:
            more = [str(self.chance.randint(100_000, 999_999)) for _ in block.column_leaves]
            self.others += more
            rows.append([(row.label, 1, 1), *((text, 1, 1) for text in more)])
        return html_table(rows, style, self.chance)

    def docx(self) -> bytes:
        body = [paragraph(self.title)]
        for section in self.form.sections:
            body.append(paragraph(section.label))
            if section.table is None:
                body += [paragraph(line) for line in _TEXTS[section.key]]
            elif self.is_typed():
                body += [
                    paragraph(html.escape(line))
                    for line in self.typed(self.form.table(section.table), has_tabs=True)
                ]
            else:
                tables = self.tables(self.form.table(section.table))
                body.append(paragraph("").join(word_table(rows, self.chance) for rows in tables))
        return word_file("".join(body))

    def xlsx(self) -> bytes:
        tables = [
            (section.label, rows)
            for section in self.form.sections
            if section.table is not None
            for rows in self.tables(self.form.table(section.table))
        ]
        how = self.chance.choice(("one sheet", "sheets", "sheets"))
        self.how.append(how)
        return workbook(self.title, tables, is_one=how == "one sheet", as_numbers=self.maybe("numbers", 0.5))

    def text(self) -> bytes:
        apart = self.chance.choice(("\t", "\t", "  ", "|", "\n", " "))
        self.how.append(f"apart {apart!r}")
        self.has_no_cells = apart == " "
        self.drop = self.maybe("dropped", 0.3)
        self.double = self.maybe("doubled tabs", 0.3)
        lines = [self.title, ""]
        for section in self.form.sections:
            lines += ["", section.label, ""]
            if section.table is None:
                lines += _TEXTS[section.key]
            else:
                rows = self.text_table(self.form.table(section.table))
                lines += [line for row in rows for line in self.text_row(row, apart)]
        encoding = "gb18030" if self.maybe("gbk", 0.2) else "utf-8"
        return (whole_text(lines) if apart == " " else text_lines(lines)).encode(encoding)

    def is_typed(self) -> bool:
        """Whether a table is paragraphs: typed with tabs, or without its rules."""
        return self.maybe("typed", 0.06)

    def typed(self, table: Table, *, has_tabs: bool) -> list[str]:
        apart = self.chance.choice(("\t", "\n")) if has_tabs else "\n"
        lines = [line for row in self.text_table(table) for line in self.text_row(row, apart)]
        return [part for line in lines for part in line.split("\n")]

    def text_table(self, table: Table) -> list[list[str]]:
        rows: list[list[str]] = []
        if table.layout is Layout.BLOCKS:
            for block in table.blocks:
                rows.append([block.label or ""])
                rows.append([block.stub or "", *(c.label for c in block.column_leaves)])
                rows += [
                    [self.label(row), *(self.figure(n) for n in table.cells_of[row.id])]
                    for row in block.row_leaves
                    if not self.lost(table, row)
                ]
        elif table.layout is Layout.ROWS:
            (block,) = table.blocks
            rows.append([table.corner or "", "申请人情况", "总计"])
            rows.append(["自然人", "法人或其他组织"])
            rows.append([c.label for c in block.column_leaves[1:-1]])
            for labels, row in _paths(block.rows, 3):
                names = table.cells_of[row.id]
                rows.append([*(self.label(h) for h, _, _ in labels), *(self.figure(n) for n in names)])
        else:
            (block,) = table.blocks
            rows.append([h.label for h in block.rows])
            rows.append([h.label for each in block.rows for h in each.children])
            rows.append([c.label for _ in block.row_leaves for c in block.column_leaves])
            rows.append([self.figure(name) for name in table.cells])
        return rows

    def text_row(self, row: list[str], apart: str) -> list[str]:
        if self.drop or apart in ("  ", " "):
            left = [cell for cell in row if cell.strip()]
            if left != row:
                self.how.append("dropped")
            row = left
        if apart == "\n":
            return [cell or "|" for cell in row] if not self.drop else row
        if apart == "\t" and self.double and len(row) > 3 and self.chance.random() < 0.5:
            row = [row[0], "", *row[1:]]
        return [f"|{apart.join(row)}|" if apart == "|" else apart.join(row)] if row else []


_WIDE: Mapping[int, int] = {ord("0") + digit: ord("０") + digit for digit in range(10)}


def _paths(headers: tuple[Header, ...], depth: int) -> list[tuple[list[tuple[Header, int, int]], Header]]:
    """For each row of figures the labels that begin in it, with their spans."""
    found: list[tuple[list[tuple[Header, int, int]], Header]] = []
    for header in headers:
        if not header.children:
            found.append(([(header, 1, depth)], header))
            continue
        below = _paths(header.children, depth - 1)
        labels, row = below[0]
        found.append(([(header, len(header.leaves), 1), *labels], row))
        found += below[1:]
    return found


def _repeated(headers: list[Header]) -> list[tuple[Header, int, int]]:
    """All labels of a row, over three columns."""
    spans = [1] * (len(headers) - 1) + [3 - len(headers) + 1]
    return [(header, 1, wide) for header, wide in zip(headers, spans, strict=True)]


def _full(headers: tuple[Header, ...], row: Header) -> list[Header]:
    """A row and all groups that it stands in, from the outermost."""
    for header in headers:
        if header is row:
            return [header]
        if header.children and (below := _full(header.children, row)):
            return [header, *below]
    return []
