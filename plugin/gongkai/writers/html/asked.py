"""What can be asked of each number of a report, as a page of its own: whole without a script.

assets/gongkai.js reads the rows of this page for its panel, by the ids that the cells have on the page of the report.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from gongkai.addresses import Addresses, Page
from gongkai.pages import report_title
from gongkai.pages.asked import Asked, AskedCell
from gongkai.writers.html.style import OF_ALL, OF_DARK


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
    yield '<div class="gongkai-scroll"><table class="gongkai-simple">'
    before = f"{asked.before}年" if asked.before is not None else "上年"
    number = ' class="num"'
    heads = (
        ("列", ""),
        (f"{asked.report.year}年", number),
        (before, number),
        ("勾稽", ""),
        ("正文", ""),
        ("行", number),
    )
    columns = "".join(f'<th scope="col"{kind}>{head}</th>' for head, kind in heads)
    yield f"<thead><tr>{columns}</tr></thead>"
    for row in asked.rows:
        yield f'<tbody><tr><th colspan="6" scope="rowgroup">{escape(row.label)}</th></tr>'
        yield from map(_cell, row.cells)
        yield "</tbody>"
    yield "</table></div>"
    yield from _list("勾稽", "sum", asked.sums)
    yield from _list("正文", "said", asked.passages)
    if asked.declaration:
        yield f'<p class="gongkai-declaration">{escape(asked.declaration)}</p>'


def _cell(cell: AskedCell) -> str:
    """A row. What follows ends its cells: there are hundreds on each page."""
    sums, said = _links("sum", cell.sums), _links("said", cell.passages)
    return (
        f'<tr id="{cell.id}"><th scope="row">{escape(cell.column)}<td class="num">{escape(cell.text)}'
        f'<td class="num">{escape(cell.before)}<td>{sums}<td>{said}<td class="num">{cell.line}</tr>'
    )


def _links(kind: str, numbers: tuple[int, ...]) -> str:
    return " ".join(f'<a href="#{kind}-{number}">{number}</a>' for number in numbers)


def _list(title: str, kind: str, texts: tuple[str, ...]) -> Iterator[str]:
    if texts:
        yield f"<h2>{title}</h2>\n<ol>"
        yield from (f'<li id="{kind}-{number}">{escape(text)}</li>' for number, text in enumerate(texts, 1))
        yield "</ol>"
