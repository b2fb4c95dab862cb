"""The ways on from a page, and what the site says on its own account, as HTML."""

from __future__ import annotations

from gongkai.pages import Aside, BarYear, Outline, YearBar
from gongkai.writers.html.body import HtmlWriter, class_attribute

_NEAR, _MIDDLE = 3, 9
"""How many years around the current one are shown on a phone, and in a narrower article."""


def year_bar(writer: HtmlWriter, bar: YearBar) -> str:
    """A strip of links; what has no room is left to the page of all years, so that nothing scrolls sideways."""
    current = next((at for at, year in enumerate(bar.years) if year.is_current), 0)
    near, middle = (_window(current, len(bar.years), size) for size in (_NEAR, _MIDDLE))
    items = "".join(
        f"<li{class_attribute(_far(at, near, middle))}>{_year(writer, year)}</li>"
        for at, year in enumerate(bar.years)
    )
    parts = [f"<ol>{items}</ol>"]
    if bar.everything is not None and len(bar.years) > _NEAR:
        hidden = "far" if len(bar.years) > _MIDDLE else "near"
        parts.append(f'<span class="all {hidden}">{writer.link(bar.everything)}</span>')
    if bar.compare is not None:
        name = writer.inlines(bar.compare.inlines)
        shown = f'<span aria-current="page">{name}</span>' if bar.is_compare else writer.link(bar.compare)
        parts.append(f'<span class="compare">{shown}</span>')
    elif bar.remark:
        parts.append(f'<span class="remark">{writer.escape(bar.remark)}</span>')
    return f'<nav class="gongkai-bar" aria-label="{writer.escape(bar.label)}" data-gongkai="aside" data-search-exclude="">{"".join(parts)}</nav>'


def _year(writer: HtmlWriter, year: BarYear) -> str:
    if year.is_current:
        return f'<span aria-current="page">{year.year}</span>'
    return f'<a href="{writer.address(year.page)}">{year.year}</a>'


def _window(current: int, count: int, size: int) -> range:
    start = max(0, min(current - size // 2, count - size))
    return range(start, start + size)


def _far(at: int, near: range, middle: range) -> list[str]:
    """The classes of a year: far where only a wide page shows it, mid where a phone does not."""
    if at not in middle:
        return ["far"]
    return [] if at in near else ["mid"]


def outline(writer: HtmlWriter, block: Outline) -> str:
    """Folded away; only where there is no outline beside the page."""
    items = "".join(f"<li>{writer.link(link)}</li>" for link in block.items)
    return (
        '<details class="gongkai-toc" data-gongkai="aside" data-search-exclude="">\n'
        f"<summary>{writer.escape(block.title)}</summary>\n<ul>{items}</ul>\n</details>"
    )


def aside(writer: HtmlWriter, block: Aside) -> str:
    """A box with a title."""
    return (
        '<div class="gongkai-notice" data-gongkai="aside">'
        f'<p class="gongkai-notice-title">{writer.escape(block.title)}</p><p>{writer.inlines(block.inlines)}</p></div>'
    )
