"""Form files to `Form`: reads the YAML beside this module and refuses a form that contradicts itself.

A form file has `name`, `first_year`, `notice`, `sections` (id, key, label, table, guide, outline) and `tables`. It
holds until another begins.
A table has `id`, `caption`, `unit`, `layout`, `corner`, `balance` and either `blocks` or, where there is only
one, `columns` and `rows` directly. A row or column has `id`, `key`, `label` (default: the key), `short`, and for
a group `rows` or `columns`; a total has `sum: {of, rule, formula}`; columns have `quantity` and `unit`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import TypeVar

from gongkai.forms.form import Balance, Block, Form, Section, Table
from gongkai.forms.header import Header, Sum
from gongkai.forms.kinds import Layout, Quantity
from gongkai.source import Mapping, Node, Scalar, Sequence, read

_Choice = TypeVar("_Choice", Layout, Quantity)


class FormError(Exception):
    """A form file that contradicts itself; the message begins with file, line and column."""

    def __init__(self, file: str, line: int, column: int, message: str) -> None:
        super().__init__(f"{file}:{line}:{column}: {message}")


@cache
def statutory_forms() -> tuple[Form, ...]:
    """The forms that come with the package, oldest first. Each holds until the year before the next begins."""
    folder = resources.files("gongkai.forms")
    files = sorted(f.name for f in folder.iterdir() if f.name.endswith(".yml"))
    return in_turn(read_form(name, folder.joinpath(name).read_bytes()) for name in files)


def in_turn(forms: Iterable[Form]) -> tuple[Form, ...]:
    """Oldest first, each with its last year. Raises ValueError where two begin in one year."""
    ordered = sorted(forms, key=lambda form: form.first_year)
    for earlier, later in pairwise(ordered):
        if earlier.first_year == later.first_year:
            raise ValueError(f"forms {earlier.name} and {later.name} both begin in {later.first_year}")
    ended = (replace(earlier, last_year=later.first_year - 1) for earlier, later in pairwise(ordered))
    return (*ended, *ordered[-1:])


def read_form(file: str, data: bytes) -> Form:
    """One form file, as if no other came after it.

    Raises FormError, which names the place, for anything missing, unknown, claimed twice or impossible.
    """
    source = read(file, data)
    if source.problems:
        problem = source.problems[0]
        raise FormError(
            file, problem.place.line, problem.place.column, f"not YAML: {type(problem.what).__name__}"
        )
    if source.root is None:
        raise FormError(file, 1, 1, "empty")
    return _Reader(file).form(source.root)


class _Reader:
    """Reads the nodes of one file; holds only its name, for the errors."""

    def __init__(self, file: str) -> None:
        self.file = file

    def error(self, node: Node, message: str) -> FormError:
        return FormError(self.file, node.line, node.column, message)

    def entries(self, node: Node, known: str) -> dict[str, Node]:
        """The values of a mapping that has no other keys than the known ones."""
        if not isinstance(node, Mapping):
            raise self.error(node, "a mapping is wanted")
        for entry in node.entries:
            if entry.key.value not in known.split():
                raise self.error(entry.key, f"unknown key {entry.key.value}")
        return {entry.key.value: entry.value for entry in node.entries}

    def items(self, node: Node | None) -> tuple[Node, ...]:
        if node is None:
            return ()
        if not isinstance(node, Sequence):
            raise self.error(node, "a list is wanted")
        return node.items

    def optional(self, node: Node | None) -> str | None:
        if node is None or (isinstance(node, Scalar) and node.is_blank):
            return None
        if not isinstance(node, Scalar):
            raise self.error(node, "text is wanted")
        return node.value

    def text(self, values: dict[str, Node], key: str, parent: Node) -> str:
        text = self.optional(values.get(key))
        if text is None:
            raise self.error(parent, f"{key} is missing")
        return text

    def year(self, node: Node | None, parent: Node) -> int | None:
        text = self.optional(node)
        if text is not None and not (text.isdecimal() and len(text) == 4):
            raise self.error(node or parent, f"{text} is no year")
        return None if text is None else int(text)

    def unique(self, node: Node, what: str, names: Iterable[str]) -> None:
        twice = [name for name, count in Counter(names).items() if count > 1]
        if twice:
            raise self.error(node, f"{what} claimed twice: {', '.join(twice)}")

    def form(self, root: Node) -> Form:
        values = self.entries(root, "name first_year notice sections tables")
        first_year = self.year(values.get("first_year"), root)
        if first_year is None:
            raise self.error(root, "first_year is missing")
        sections = tuple(self.section(node) for node in self.items(values.get("sections")))
        tables = tuple(self.table(node) for node in self.items(values.get("tables")))
        self.unique(root, "id", [section.id for section in sections] + [table.id for table in tables])
        self.unique(root, "key of a section", [section.key for section in sections])
        shown = Counter(section.table for section in sections if section.table)
        wanted = Counter(table.id for table in tables)
        if shown != wanted:
            wrong = ", ".join(sorted((shown - wanted) | (wanted - shown)))
            where = values.get("sections", root)
            raise self.error(where, f"a table that exists in exactly one section is wanted: {wrong}")
        rows = [row for table in tables for row in table.rows.values()]
        self.unique(root, "name of a row", [name for row in rows for name in row.names])
        return Form(
            self.text(values, "name", root),
            first_year,
            None,
            self.optional(values.get("notice")),
            sections,
            tables,
        )

    def section(self, node: Node) -> Section:
        values = self.entries(node, "id key label table guide outline")
        key = self.text(values, "key", node)
        return Section(
            self.text(values, "id", node),
            key,
            self.text(values, "label", node),
            self.optional(values.get("table")),
            self.optional(values.get("guide")),
            tuple(self.optional(item) or "" for item in self.items(values.get("outline"))),
        )

    def table(self, node: Node) -> Table:
        values = self.entries(node, "id caption unit layout corner balance blocks columns rows")
        table_id = self.text(values, "id", node)
        layout = self.choice(Layout, values, "layout", node)
        if "blocks" in values:
            blocks = tuple(
                self.block(item, f"{table_id}-{i}") for i, item in enumerate(self.items(values["blocks"]))
            )
        else:
            blocks = (self.block_of_table(values, node, table_id),)
        if not blocks or (layout is not Layout.BLOCKS and len(blocks) > 1):
            raise self.error(node, f"table {table_id} cannot have {len(blocks)} blocks in layout {layout}")
        self.unique(node, "id of a row", [row.id for b in blocks for top in b.rows for row in top.walk()])
        balance = self.balance(values["balance"], blocks[0]) if "balance" in values else None
        return Table(
            table_id,
            self.text(values, "caption", node),
            layout,
            blocks,
            self.optional(values.get("unit")),
            self.optional(values.get("corner")),
            balance,
        )

    def block(self, node: Node, default_id: str) -> Block:
        values = self.entries(node, "id label stub columns rows")
        return self.checked_block(
            node,
            Block(
                self.optional(values.get("id")) or default_id,
                self.headers(values.get("columns"), "columns"),
                self.headers(values.get("rows"), "rows"),
                self.optional(values.get("label")),
                self.optional(values.get("stub")),
            ),
        )

    def block_of_table(self, values: dict[str, Node], node: Node, table_id: str) -> Block:
        return self.checked_block(
            node,
            Block(
                table_id,
                self.headers(values.get("columns"), "columns"),
                self.headers(values.get("rows"), "rows"),
            ),
        )

    def checked_block(self, node: Node, block: Block) -> Block:
        if not block.rows or not block.columns:
            raise self.error(node, f"block {block.id} has no rows or no columns")
        for what, tops in (("column", block.columns), ("row", block.rows)):
            self.unique(node, f"id of a {what}", [header.id for top in tops for header in top.walk()])
            self.check_sums(node, what, tops)
            if what == "column":
                self.unique(node, "name of a column", [n for top in tops for h in top.walk() for n in h.names])
        return block

    def check_sums(self, node: Node, what: str, tops: tuple[Header, ...]) -> None:
        headers = {header.id: header for top in tops for header in top.walk()}
        for total in headers.values():
            if total.sum is None:
                continue
            for name in total.sum.of:
                if name not in headers:
                    raise self.error(node, f"{what} {total.id} sums {name}, which does not exist")
                if any(leaf.sum is not None for leaf in headers[name].leaves):
                    raise self.error(node, f"{what} {total.id} sums {name}, which is or holds a total")
            leaves = [leaf.id for name in total.sum.of for leaf in headers[name].leaves]
            self.unique(node, f"addend of {what} {total.id}", leaves)

    def headers(self, node: Node | None, branch: str) -> tuple[Header, ...]:
        found = tuple(self.header(item, branch) for item in self.items(node))
        if node is not None:
            self.unique(node, "key", [header.key for header in found if header.key])
        return found

    def header(self, node: Node, branch: str) -> Header:
        only_columns = "quantity unit" if branch == "columns" else "mergeable"
        values = self.entries(node, f"id key label short sum {branch} {only_columns}")
        key = self.optional(values.get("key"))
        label = self.optional(values.get("label")) or key
        if label is None:
            raise self.error(node, "label or key is missing")
        children = self.headers(values.get(branch), branch)
        if key is None and not children:
            raise self.error(node, f"{label} has neither key nor {branch}")
        if "sum" in values and children:
            raise self.error(values["sum"], f"{label} is a group and cannot be given as a sum")
        mergeable = self.optional(values.get("mergeable")) == "true"
        if mergeable and not (children and key):
            raise self.error(node, f"{label} cannot be merged: it is no group with a key")
        return Header(
            id=self.text(values, "id", node),
            label=label,
            key=key,
            short=tuple(self.optional(item) or "" for item in self.items(values.get("short"))),
            children=children,
            sum=self.sum(values["sum"]) if "sum" in values else None,
            mergeable=mergeable,
            quantity=self.choice(Quantity, values, "quantity", node)
            if "quantity" in values
            else Quantity.COUNT,
            unit=self.optional(values.get("unit")),
        )

    def names(self, values: dict[str, Node], key: str, parent: Node) -> tuple[str, ...]:
        names = tuple(self.optional(item) or "" for item in self.items(values.get(key)))
        if not names:
            raise self.error(parent, f"{key} is missing")
        return names

    def sum(self, node: Node) -> Sum:
        values = self.entries(node, "of rule formula")
        return Sum(
            self.names(values, "of", node), self.text(values, "rule", node), self.text(values, "formula", node)
        )

    def balance(self, node: Node, block: Block) -> Balance:
        values = self.entries(node, "left right rule formula")
        left, right = self.names(values, "left", node), self.names(values, "right", node)
        self.unique(node, "row of the balance", left + right)
        rows = {row.id for row in block.row_leaves}
        missing = [name for name in left + right if name not in rows]
        if missing:
            raise self.error(node, f"the balance names {', '.join(missing)}, which is no row with cells")
        return Balance(left, right, self.text(values, "rule", node), self.text(values, "formula", node))

    def choice(self, kind: type[_Choice], values: dict[str, Node], key: str, parent: Node) -> _Choice:
        text = self.text(values, key, parent)
        try:
            return kind(text)
        except ValueError:
            raise self.error(values[key], f"{key} is one of {', '.join(kind)}, not {text}") from None
