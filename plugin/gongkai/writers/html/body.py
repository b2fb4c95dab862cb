"""Inlines and the blocks around the tables as HTML.

Class names are those of assets/gongkai.css. `escape` puts text into HTML; the Markdown writer brings a stricter one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape as html_escape
from typing import assert_never

from gongkai.addresses import Addresses, Page, Target
from gongkai.data_classes import dataclass
from gongkai.ground.patterns import later
from gongkai.pages import (
    Banner,
    Downloads,
    Facts,
    Hidden,
    Image,
    Inline,
    Inlines,
    Link,
    Notice,
    Pager,
    Panel,
    PanelEntry,
    Sides,
    SimpleTable,
    Strong,
    Tag,
    Text,
    Title,
    Trail,
    plain_text,
)
from gongkai.pages.frame import size_text

_NUMBER = later(r"[-+−]?\d[\d,]*(?:\.\d+)?%?")
_KEPT = ("年度报告", "政府信息公开情况")
"""What a title ends with and does not break in: on a phone it stands together on the second line."""
_NO_NUMBER = frozenset(("", "/", "-", "—", "——"))
_NUM = ' class="num"'
_QUIET = _NO_NUMBER | {"0"}


@dataclass(frozen=True, slots=True)
class HtmlWriter:
    """Writes the blocks of one page."""

    here: Page
    addresses: Addresses
    escape: Callable[[str], str] = html_escape

    def inlines(self, inlines: Inlines) -> str:
        """Inlines as phrasing content."""
        return "".join(map(self._inline, inlines))

    def _inline(self, inline: Inline) -> str:
        match inline:
            case Text():
                return self.escape(inline.text)
            case Link():
                return self.link(inline)
            case Tag():
                name = modified("gongkai-tag", inline.kind)
                return f'<span class="{name}">{self.escape(inline.text)}</span>'
            case Hidden():
                return f'<span class="gongkai-hidden">{self.escape(inline.text)}</span>'
            case Strong():
                return f"<strong>{self.inlines(inline.inlines)}</strong>"
            case _:
                assert_never(inline)

    def link(self, link: Link) -> str:
        """Inlines that lead somewhere."""
        return f'<a href="{self.address(link.target)}">{self.inlines(link.inlines)}</a>'

    def address(self, target: Target) -> str:
        """The value of an href."""
        address = self.addresses.link(self.here, target)
        # Our own addresses hold only letters, digits and -/.#%; those that editors type may hold anything.
        return self.escape(address) if isinstance(target, str) else html_escape(address)

    def trail(self, trail: Trail) -> str:
        """Where the page stands."""
        between = '<span aria-hidden="true">›</span>'
        above = "".join(self.inlines((link,)) + between for link in trail.above)
        here = f'<span aria-current="page">{self.escape(trail.here)}</span>'
        return f'<nav class="gongkai-path" aria-label="当前位置">{above}{here}</nav>'

    def title(self, title: Title) -> str:
        """What stands inside the h1."""
        lead = f'<span class="gongkai-agency">{self.escape(title.lead)}</span>' if title.lead else ""
        text = self.escape(title.text)
        kept = next((end for end in _KEPT if title.text.endswith(end) and title.text != end), None)
        if kept is not None:
            text = f"{self.escape(title.text.removesuffix(kept))}<span>{self.escape(kept)}</span>"
        return f'{lead}<span class="gongkai-heading">{text}</span>'

    def facts(self, facts: Facts) -> str:
        """Pairs of term and value."""
        pairs = "".join(
            f"<div><dt>{self.escape(term)}</dt><dd>{self.inlines(value)}</dd></div>"
            for term, value in facts.items
        )
        return f'<dl class="gongkai-meta">{pairs}</dl>'

    def notice(self, notice: Notice) -> str:
        """A box with a title."""
        paragraphs = "".join(f"<p>{self.inlines(inlines)}</p>" for inlines in notice.paragraphs)
        title = f'<p class="gongkai-notice-title">{self.escape(notice.title)}</p>'
        id_ = f' id="{notice.id}"' if notice.id else ""
        return f'<div{id_} class="gongkai-notice gongkai-notice--{notice.kind}">{title}{paragraphs}</div>'

    def downloads(self, downloads: Downloads) -> str:
        """Files to download, each with its size."""
        items = []
        for each in downloads.items:
            name, told = (each.label, f"{each.kind} ") if each.label else (each.kind, "")
            link = f'<a href="{self.address(each.address)}">{self.escape(name)}</a>'
            items.append(f"<li>{link} <span>{self.escape(told + size_text(each.size))}</span></li>")
        return (
            '<div class="gongkai-downloads" role="group" aria-labelledby="downloads">'
            f'<p id="downloads">下载</p><ul>{"".join(items)}</ul></div>'
        )

    def image(self, image: Image) -> str:
        """A picture from a file of the report."""
        # With its size known, the page does not move when the picture comes.
        size = ' width="{}" height="{}"'.format(*image.size) if image.size else ""
        shown = f'<img src="{self.address(image.file)}" alt="{self.escape(image.text)}"{size}>'
        return f'<p class="gongkai-image">{shown}</p>'

    def simple_table(self, table: SimpleTable) -> str:
        """A table with one header row; columns of numbers are set as such."""
        columns = [_is_numbers(column) for column in zip(*table.rows, strict=False)]
        columns += [False] * (len(table.header) - len(columns))
        head = "".join(
            f'<th scope="col"{_NUM if is_numbers else ""}>{self.inlines(cell)}</th>'
            for cell, is_numbers in zip(table.header, columns, strict=False)
        )
        rows = "".join(f"<tr>{self._simple_row(row, columns)}</tr>\n" for row in table.rows)
        body = f"<tbody>\n{rows}</tbody>\n" if rows else ""
        return (
            f'<div class="gongkai-scroll">\n<table class="gongkai-simple">\n'
            f"<thead>\n<tr>{head}</tr>\n</thead>\n{body}</table>\n</div>"
        )

    def _simple_row(self, row: tuple[Inlines, ...], columns: list[bool]) -> str:
        cells = []
        for cell, is_numbers in zip(row, columns, strict=False):
            classes = ' class="num zero"' if _literal(cell) in _QUIET else _NUM
            cells.append(f"<td{classes if is_numbers else ''}>{self.inlines(cell)}</td>")
        return "".join(cells)

    def pager(self, pager: Pager) -> str:
        """The years before and after; empty where there is neither."""
        if pager.before is None and pager.after is None:
            return ""
        parts = (
            f'<div class="gongkai-pager-{name}"><span>{term}</span>{self.inlines((link,))}</div>'
            for name, term, link in (("before", "上一年", pager.before), ("after", "下一年", pager.after))
            if link is not None
        )
        return f'<nav class="gongkai-pager" aria-label="相邻年度">{"".join(parts)}</nav>'

    def banner(self, banner: Banner) -> str:
        """A line across the page."""
        title = f"<strong>{self.escape(banner.title)}</strong>"
        return f'<p class="gongkai-banner">{title} {self.escape(banner.text)}</p>'

    def panel(self, panel: Panel) -> str:
        """What has to be corrected, one box each."""
        entries = "\n".join(map(self._entry, panel.entries))
        title = f'<p class="gongkai-panel-title">{self.escape(panel.title)}</p>'
        return f'<section class="gongkai-panel" aria-label="核对结果">\n{title}\n{entries}\n</section>'

    def _entry(self, entry: PanelEntry) -> str:
        codes = self.escape(" ".join(entry.codes))
        head = f'<span class="gongkai-tag gongkai-tag--{entry.level}">{entry.name}</span> {codes}'
        change = ""
        if entry.change is not None:
            old, new = map(self.escape, entry.change)
            # One sentence; the style sheet sets it as number → number, reason.
            change = (
                f'<p class="gongkai-change"><span>现为 <del>{old}</del></span>'
                f'<span class="gongkai-hidden">，</span><span>若为 <ins>{new}</ins></span>'
                "<em>则各项勾稽均成立</em></p>"
            )
        messages = "".join(f"<li>{self.escape(message)}</li>" for message in entry.messages)
        return (
            f'<div class="gongkai-finding"><p>{head}</p>'
            f'<p class="gongkai-finding-title">{self.inlines(entry.title)}</p>{change}'
            f"{f'<ul>{messages}</ul>' if messages else ''}{self._sides(entry.sides)}"
            f"<p>改法：{self.escape(entry.remedy)}</p>{self._place(entry)}{self._rules(entry)}</div>"
        )

    def _sides(self, sides: tuple[Sides, ...]) -> str:
        """The identities that fail, with their numbers."""
        if not sides:
            return ""
        heads = "".join(f'<th scope="col"{_NUM}>{head}</th>' for head in ("一边", "另一边", "相差"))
        rows = "".join(
            f'<tr><th scope="row">{self.inlines(each.where)}</th><td>{self.escape(each.formula)}</td>'
            + "".join(f"<td{_NUM}>{self.escape(text)}</td>" for text in each[2:])
            + "</tr>\n"
            for each in sides
        )
        return (
            '<div class="gongkai-scroll">\n<table class="gongkai-simple">\n<thead>\n'
            f'<tr><th scope="col">不成立的勾稽</th><th scope="col">应为</th>{heads}</tr>\n</thead>\n'
            f"<tbody>\n{rows}</tbody>\n</table>\n</div>\n"
        )

    def _place(self, entry: PanelEntry) -> str:
        file, _, position = entry.place.rpartition(" ")
        link = "" if entry.cell is None else f' <a href="{self.address(entry.cell)}">看这一格</a>'
        return (
            f'<p class="gongkai-place">位置：<code>{self.escape(file)}</code> {self.escape(position)}{link}</p>'
        )

    def _rules(self, entry: PanelEntry) -> str:
        """What each rule looks at, for who asks; a site has no pages of the rules."""
        return "".join(
            f"<details><summary>规则 {self.escape(title)}</summary><p>{self.escape(said)}</p></details>"
            for title, said in entry.rules
        )


def modified(name: str, kind: str) -> str:
    """The classes of an element of a kind."""
    return f"{name} {name}--{kind}" if kind else name


def class_attribute(names: list[str]) -> str:
    """The attribute with these classes; empty where there are none."""
    return f' class="{" ".join(names)}"' if names else ""


def _is_numbers(column: Iterable[Inlines]) -> bool:
    """Whether all filled cells of a column are numbers, and there is at least one."""
    filled = [text for cell in column if (text := _literal(cell)) not in _NO_NUMBER]
    return bool(filled) and all(text is not None and _NUMBER.fullmatch(text) for text in filled)


def _literal(cell: Inlines) -> str | None:
    """The text of a cell; None where it is more than text."""
    return plain_text(cell).strip() if all(isinstance(inline, Text) for inline in cell) else None
