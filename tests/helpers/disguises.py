"""Random reports as offices may have them: their tables in one of many disguises, and what is true of them."""

from __future__ import annotations

import html
import random
from dataclasses import dataclass, field

from gongkai.findings import CellName
from gongkai.forms import Form, Header, Layout, Table, statutory_forms

_BRACKETS = str.maketrans("（）“”", '()""')
_TEXTS = {
    "总体情况": ["样例区各机关依法公开政府信息。", "栏目按月检查，失效内容及时移走。"],
    "存在的主要问题及改进情况": ["栏目更新还不够及时，明年起逐月检查。"],
    "其他需要报告的事项": ["本年度没有收取信息处理费。"],
}


@dataclass
class Disguised:
    """A file, and what stands in it."""

    data: bytes
    name: str
    form: Form
    year: int
    truth: dict[CellName, str]
    """What stands in each cell; "" for a blank."""
    how: list[str] = field(default_factory=list)
    """What was done to it."""


def disguised(seed: int, kind: str | None = None) -> Disguised:
    """The report of a number."""
    chance = random.Random(seed)
    forms = [form for form in statutory_forms() if form.tables]
    form = chance.choice(forms)
    groups = [r.id for t in form.tables for b in t.blocks for top in b.rows for r in top.walk() if r.mergeable]
    if groups and chance.random() < 0.3:
        form = form.with_merged(groups[0])
    year = 2020 if form.name == "2019" else chance.choice((2021, 2022, 2023, 2024))
    return _Disguise(chance, form, year).made(kind or chance.choice(("html", "text")))


class _Disguise:
    def __init__(self, chance: random.Random, form: Form, year: int) -> None:
        self.chance = chance
        self.form = form
        self.year = year
        self.how: list[str] = []
        self.truth = self.figures()

    def maybe(self, what: str, share: float = 0.3) -> bool:
        if self.chance.random() >= share:
            return False
        self.how.append(what)
        return True

    def figures(self) -> dict[CellName, str]:
        """Figures whose sums mostly hold."""
        chance = self.chance
        large = chance.choice((1, 9, 40, 3000))
        values: dict[CellName, int] = {}
        for table in self.form.tables:
            for name in table.cells:
                values[name] = chance.randint(0, large) if chance.random() < 0.5 else 0
        for identity in self.form.identities:
            if identity.right == (identity.at,):
                values[identity.at] = sum(values[cell] for cell in identity.left)
        for table in self.form.tables:
            if table.balance is not None:
                block = table.block_of(table.balance.left[0])
                for column in block.column_leaves:
                    left = [CellName(table.id, row, column.id) for row in table.balance.left]
                    right = [CellName(table.id, row, column.id) for row in table.balance.right]
                    values[left[0]] = max(0, values[right[0]] + values[right[1]] - values[left[1]])
        blank = chance.choice((0, 0, 0.1, 0.6))
        texts = {name: str(value) for name, value in values.items()}
        for name, value in values.items():
            table = self.form.table(name.table)
            column = table.column(str(name.row), str(name.column))
            if column.unit == "any":
                texts[name] = f"{value}元"
            elif column.quantity == "amount" and chance.random() < 0.5:
                texts[name] = f"{value}.{chance.randint(1, 99):02}"
            elif column.quantity == "change" and value and chance.random() < 0.5:
                texts[name] = f"+{value}"
            elif value == 0 and chance.random() < blank:
                texts[name] = ""
        return texts

    # Labels.

    def label(self, header: Header) -> str:
        text = header.label
        chance = self.chance
        if chance.random() < 0.3:
            text = text.translate(_BRACKETS)
        if chance.random() < 0.2:
            text = text.replace(".", chance.choice(("、", ". ", "．")))
        if chance.random() < 0.2:
            text = text.replace("新收政府", "新收到政府").replace("结转", "转结")
        if chance.random() < 0.1 and len(text) > 6:
            at = chance.randint(3, len(text) - 2)
            text = f"{text[:at]} {text[at:]}"
        if chance.random() < 0.04 and len(text) > 12:
            at = chance.randint(6, len(text) - 1)
            text = text[:at] + text[at + 1 :]
        return text

    def made(self, kind: str) -> Disguised:
        data = self.html() if kind == "html" else self.text()
        return Disguised(data, f"report.{kind}", self.form, self.year, self.truth, self.how)

    # Web pages.

    def html(self) -> bytes:
        body = []
        for section in self.form.sections:
            body.append(f"<p>{section.label}</p>")
            if section.table is None:
                body += [f"<p>{line}</p>" for line in _TEXTS[section.key]]
            else:
                body.append(self.html_table(self.form.table(section.table)))
        title = f"样例区人民政府办公室{self.year}年政府信息公开工作年度报告"
        article = f"<h1>{title}</h1><p>发布日期：{self.year + 1}-01-20</p>{''.join(body)}"
        if self.maybe("nested", 0.2):
            article = f"<table><tr><td>导航</td><td>{article}</td></tr></table>"
        page = (
            f"<html><head><meta charset=CHARSET></head><body><div>首页</div><div>{article}</div></body></html>"
        )
        if self.maybe("gbk", 0.2):
            return page.replace("CHARSET", "gb2312").encode("gb18030")
        return page.replace("CHARSET", "utf-8").encode()

    def html_table(self, table: Table) -> str:
        rows: list[list[tuple[str, int, int]]] = []
        heads: list[list[tuple[str, int, int]]] = []
        if table.layout is Layout.BLOCKS:
            width = max(len(block.column_leaves) for block in table.blocks)
            for number, block in enumerate(table.blocks):
                if not (number == 0 and self.maybe("no caption", 0.2)):
                    rows.append([(block.label or "", 1, 1 + width)])
                span = width - len(block.column_leaves) + 1
                columns = list(block.column_leaves)
                if len(columns) > 1 and self.maybe("columns", 0.15):
                    self.chance.shuffle(columns)
                rows.append(
                    [
                        (block.stub or "", 1, 1),
                        *((c.label, 1, span if c is columns[-1] else 1) for c in columns),
                    ]
                )
                for row in block.row_leaves:
                    cells = [
                        (self.truth[CellName(table.id, row.id, c.id)], 1, span if c is columns[-1] else 1)
                        for c in columns
                    ]
                    rows.append([(self.label(row), 1, 1), *cells])
        elif table.layout is Layout.ROWS:
            (block,) = table.blocks
            leaves = list(block.column_leaves)
            if self.maybe("columns", 0.2):
                self.chance.shuffle(leaves)
            if self.maybe("broken heads", 0.2):
                heads.append([(table.corner or "", 2, 3), *((c.label[:2], 1, 1) for c in leaves)])
                heads.append([(c.label[2:], 1, 1) for c in leaves])
            else:
                heads.append([(table.corner or "", 1, 3), *((c.label, 1, 1) for c in leaves)])
            for labels, row in _paths(block.rows, 3):
                cells = [(self.truth[CellName(table.id, row.id, c.id)], 1, 1) for c in leaves]
                rows.append([*((self.label(h), tall, wide) for h, tall, wide in labels), *cells])
        else:
            (block,) = table.blocks
            count = len(block.column_leaves)
            top = [(h.label, 1 if h.children else 2, len(h.leaves) * count) for h in block.rows]
            below = [(h.label, 1, count) for each in block.rows for h in each.children]
            heads += [top, below, [(c.label, 1, 1) for _ in block.row_leaves for c in block.column_leaves]]
            rows.append([(self.truth[name], 1, 1) for name in table.cells])
        if table.layout is not Layout.BLOCKS and self.maybe("dropped", 0.15):
            # A blank cell that is not there at all: of a row of seven remain five.
            rows = [
                [
                    cell
                    for number, cell in enumerate(row)
                    if cell[0] or number == 0 or self.chance.random() < 0.5
                ]
                for row in rows
            ]
        if table.layout is Layout.ROWS and self.maybe("pages", 0.25):
            return self.on_pages(heads, rows)
        return _html([*heads, *rows])

    def on_pages(self, heads: list[list[tuple[str, int, int]]], rows: list[list[tuple[str, int, int]]]) -> str:
        """A table cut in two, its merged labels cut too, its heads repeated or not."""
        at = self.chance.randint(2, len(rows) - 2)
        again = heads if self.maybe("heads again", 0.5) else []
        first = [[(t, min(tall, at - n), wide) for t, tall, wide in row] for n, row in enumerate(rows[:at])]
        left: list[tuple[str, int, int]] = []
        for number, row in enumerate(rows[:at]):
            left += [("", tall - (at - number), wide) for _, tall, wide in row if tall > at - number]
        second = [[*left, *rows[at]], *rows[at + 1 :]]
        return _html([*heads, *first]) + _html([*again, *second])

    # Text.

    def text(self) -> bytes:
        apart = self.chance.choice(("\t", "\t", "  ", "|", "\n"))
        self.how.append(f"apart {apart!r}")
        self.drop = self.maybe("dropped", 0.3)
        self.double = self.maybe("doubled tabs", 0.3)
        lines = [f"样例区人民政府办公室{self.year}年政府信息公开工作年度报告", ""]
        for section in self.form.sections:
            lines += ["", section.label, ""]
            if section.table is None:
                lines += _TEXTS[section.key]
            else:
                lines += self.text_table(self.form.table(section.table), apart)
        encoding = "gb18030" if self.maybe("gbk", 0.2) else "utf-8"
        return "\n".join(lines).encode(encoding)

    def text_table(self, table: Table, apart: str) -> list[str]:
        rows: list[list[str]] = []
        if table.layout is Layout.BLOCKS:
            for block in table.blocks:
                rows.append([block.label or ""])
                rows.append([block.stub or "", *(c.label for c in block.column_leaves)])
                rows += [
                    [self.label(row), *(self.truth[n] for n in table.cells_of[row.id])]
                    for row in block.row_leaves
                ]
        elif table.layout is Layout.ROWS:
            (block,) = table.blocks
            rows.append([table.corner or "", "申请人情况", "总计"])
            rows.append(["自然人", "法人或其他组织"])
            rows.append([c.label for c in block.column_leaves[1:-1]])
            for labels, row in _paths(block.rows, 3):
                rows.append(
                    [*(self.label(h) for h, _, _ in labels), *(self.truth[n] for n in table.cells_of[row.id])]
                )
        else:
            (block,) = table.blocks
            rows.append([h.label for h in block.rows])
            rows.append([h.label for each in block.rows for h in each.children])
            rows.append([c.label for _ in block.row_leaves for c in block.column_leaves])
            rows.append([self.truth[name] for name in table.cells])
        return [line for row in rows for line in self.text_row(row, apart)]

    def text_row(self, row: list[str], apart: str) -> list[str]:
        if self.drop or apart == "  ":
            row = [cell for cell in row if cell]
        if apart == "\n":
            return [cell or "|" for cell in row] if not self.drop else row
        if apart == "\t" and self.double and len(row) > 3 and self.chance.random() < 0.5:
            row = [row[0], "", *row[1:]]
        return [f"|{apart.join(row)}|" if apart == "|" else apart.join(row)] if row else []


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


def _html(rows: list[list[tuple[str, int, int]]]) -> str:
    def cell(text: str, tall: int, wide: int) -> str:
        spans = (f' rowspan="{tall}"' if tall > 1 else "") + (f' colspan="{wide}"' if wide > 1 else "")
        return f"<td{spans}><p>{html.escape(text)}</p></td>"

    return f"<table>{''.join('<tr>' + ''.join(cell(*each) for each in row) + '</tr>' for row in rows)}</table>"
