"""The blocks that help readers, as HTML."""

from __future__ import annotations

from html import escape

from gongkai.pages import AllRows, Citation, Explained, Glossary, Legend, Sign
from gongkai.writers.html.body import HtmlWriter, modified

_ADDRESS = "本页网址</a></p>"

FILTER = '<div class="gongkai-filter"></div>'
"""Where assets/gongkai.js puts the filter of the index below it."""

TOOLS = '<div class="gongkai-tools"></div>'
"""At the top of a page: where it puts controls for the whole page."""


def all_rows(block: AllRows) -> str:
    """A box to tick, which the style sheet goes by: no script is needed."""
    return (
        '<p class="gongkai-all" data-search-exclude=""><label><input type="checkbox"> '
        f"显示全部行（另有{block.count}行，各年都没有大于0的数）</label></p>"
    )


def citation(writer: HtmlWriter, block: Citation) -> str:
    """One line. Its end stands for the address, which `with_address` writes out where it is known."""
    return (
        '<p class="gongkai-cite" data-gongkai="aside" data-search-exclude=""><span>引用</span> '
        f'{writer.escape(block.work + block.read)}<a href="{writer.address(block.page)}">{_ADDRESS}'
    )


def with_address(page: str, address: str | None) -> str:
    """A finished page whose line to cite it by ends with its address; None where the site does not know it."""
    return page if address is None else page.replace(_ADDRESS, f"{escape(address)}</a></p>", 1)


def legend(writer: HtmlWriter, legend: Legend) -> str:
    """A list, a sign and its meaning each."""
    items = "".join(f"<li>{_sign(writer, sign)} {writer.escape(sign.meaning)}</li>" for sign in legend.items)
    return f'<ul class="gongkai-legend" aria-label="图例">{items}</ul>'


def _sign(writer: HtmlWriter, sign: Sign) -> str:
    name = "gongkai-sign" if sign.kind is None else modified("gongkai-tag", sign.kind)
    return f'<span class="{name}">{writer.escape(sign.text)}</span>'


def glossary(writer: HtmlWriter, block: Glossary) -> str:
    """Folded away, and not searched: it is the same under every report."""
    parts = [
        f'<details class="gongkai-more gongkai-glossary" id="{block.table}-glossary" data-search-exclude>',
        f"<summary>{writer.escape(block.opener)}</summary>",
        f"<p>{writer.escape(block.remark)}</p>",
    ]
    for group in block.groups:
        if group.label:
            said = _said(writer, group.text, group.basis)
            parts.append(f"<p><strong>{writer.escape(group.label)}</strong>{f'　{said}' if said else ''}</p>")
        parts.append(f"<dl>{''.join(_term(writer, item) for item in group.items)}</dl>")
    return "\n".join((*parts, "</details>"))


def _term(writer: HtmlWriter, item: Explained) -> str:
    said = _said(writer, item.text, item.basis)
    return f"<div><dt>{writer.escape(item.term)}</dt><dd>{said}</dd></div>"


def _said(writer: HtmlWriter, text: str, basis: str) -> str:
    return writer.escape(text) + (f"<span>（{writer.escape(basis)}）</span>" if basis else "")
