"""What can be asked of each number of a report, as a page of its own: whole without a script.

assets/gongkai.js reads the rows of this page for its panel, by the ids that the cells have on the page of the report.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import escape

from gongkai.addresses import Addresses, Page
from gongkai.pages import report_title
from gongkai.pages.asked import Asked, AskedCell
from gongkai.writers.html.style import OF_ALL, OF_DARK

_SUM, _PASSAGE = "s", "p"
"""Before the numbers of sums and passages, to make anchors: short, for there are several in each row."""


def write_asked(asked: Asked, addresses: Addresses, place: str) -> bytes:
    """The page. place: where it stands in the site."""
    report = asked.report
    title = f"{report_title(report).whole}：逐格说明"
    own = Page(report.agency, report.year)
    back = addresses.link_from(place, own)
    styles = [addresses.asset_link_from(place, name) for name in (OF_ALL, OF_DARK)]
    text = "\n".join((*_head(title, styles, back), *_body(asked, title, back), "</div>\n</body>\n</html>\n"))
    return text.encode()


def _head(title: str, styles: Sequence[str], back: str) -> Iterator[str]:
    yield '<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f'<link rel="canonical" href="{escape(back)}">'
    yield f"<title>{escape(title)}</title>"
    for style, media in zip(styles, ("", ' media="(prefers-color-scheme: dark)"'), strict=True):
        yield f'<link rel="stylesheet"{media} href="{escape(style)}">'
    yield "</head>"
    yield '<body class="gongkai-page">\n<div role="main">'


def _body(asked: Asked, title: str, back: str) -> Iterator[str]:
    file = asked.report.place.file
    yield (
        f'<nav class="gongkai-path" aria-label="当前位置"><a href="{escape(back)}">{asked.report.year}年报告</a>'
        '<span aria-hidden="true">›</span><span aria-current="page">逐格说明</span></nav>'
    )
    yield f'<h1 class="gongkai-title">{escape(title)}</h1>'
    yield (
        '<p class="gongkai-intro">由本站根据报告计算，不是报告的内容。“勾稽”是这个数所在的合计，“正文”是说到这个数的句子，'
        f"编号见下；“行”是它在数据文件 {escape(file)} 中的行号。</p>"
    )
    yield '<div class="gongkai-scroll"><table class="gongkai-simple gongkai-cells">'
    before = f"{asked.before}年" if asked.before is not None else "上年"
    heads = ("列", f"{asked.report.year}年", before, "勾稽", "正文", "行")
    columns = "".join(f'<th scope="col">{head}</th>' for head in heads)
    yield f"<thead><tr>{columns}</tr></thead>"
    for row in asked.rows:
        yield f'<tbody><tr><th colspan="6" scope="rowgroup">{escape(row.label)}</th></tr>'
        yield from map(_cell, row.cells)
    yield "</table></div>"
    yield from _list("勾稽", _SUM, asked.sums)
    yield from _list("正文", _PASSAGE, asked.passages)
    if asked.declaration:
        yield f'<p class="gongkai-declaration">{escape(asked.declaration)}</p>'


def _cell(cell: AskedCell) -> str:
    """A row. What follows ends it and its cells: there are hundreds on each page."""
    sums, said = _links(_SUM, cell.sums), _links(_PASSAGE, cell.passages)
    return (
        f'<tr id="{cell.id}"><th scope="row">{_escaped(cell.column)}<td>{_escaped(cell.text)}'
        f"<td>{_escaped(cell.before)}<td>{sums}<td>{said}<td>{cell.line}"
    )


# The same few stand in nearly all cells.
_escaped = lru_cache(maxsize=4096)(escape)


@lru_cache(maxsize=4096)
def _links(kind: str, numbers: tuple[int, ...]) -> str:
    return " ".join(f'<a href="#{kind}{number}">{number}</a>' for number in numbers)


def _list(title: str, kind: str, texts: tuple[str, ...]) -> Iterator[str]:
    if texts:
        yield f"<h2>{title}</h2>\n<ol>"
        yield from (f'<li id="{kind}{number}">{escape(text)}</li>' for number, text in enumerate(texts, 1))
        yield "</ol>"
