"""Our style sheets as they are sent: those of a site, and that of a report that stands alone.

Those in assets/ are written for the themes of a site. For a report that stands alone, what they say of our elements
holds below `.gongkai-article`; what they say of a theme is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources

from gongkai.forms import Layout, statutory_forms
from gongkai.writers.html.css import rules, selectors, without_comments

SCOPE = ".gongkai-article"

OF_ALL = "gongkai.css"
"""What every page needs."""
OF_TABLES = "statutory.css"
"""The tables of the form."""
OF_OVERVIEWS = "overview.css"
"""What shows many reports: indexes, comparisons, charts."""
OF_PREVIEWS = "preview.css"
"""What an unfinished report shows."""
OF_PRINT = "print.css"
OF_SITES = "site.css"
"""The look of a whole site, for those that name it in their configuration."""
OF_DARK = "dark.css"
"""The dark colours of OF_ALL, for pages of ours around which there is no theme to ask for them."""
SHEETS = (OF_ALL, OF_TABLES, OF_OVERVIEWS, OF_PREVIEWS, OF_PRINT, OF_SITES, OF_DARK)
_OF_REPORTS = ("article.css", OF_ALL, OF_TABLES, OF_PRINT)

_SPACE = re.compile(r"\s+")
_AROUND = re.compile(r" (?=[{};,>~])|(?<=[{};,>~]) ")
_AFTER_NAME = re.compile(r"(?<=[{;(])([\w-]+): ")
_DARK = ('[data-md-color-scheme="slate"]', '[data-bs-theme="dark"]')
"""How the themes say that a page is dark."""
_WITHOUT_SCRIPT = "@media screen and (scripting: none) and (prefers-color-scheme: dark)"
_OFFERS_DARK = 'body:has([data-md-color-media*="dark"])'
"""A page of Material whose script would choose the dark colours where the reader's system does."""
_IS_OURS = ':has(>[href$="print.css"]) + *'
"""Around what a page holds that has style sheets of ours."""
_OF_A_THEME = re.compile(r"(?<![\w-])(?:html|body)\b|\.md-|\.navbar|\[data-(?:md|bs)-")


@cache
def sheet(name: str) -> str:
    """One of SHEETS, without what only those who write it need."""
    css = _SPACE.sub(" ", _plain(name))
    short = _AFTER_NAME.sub(r"\1:", _AROUND.sub("", css)).replace(";}", "}")
    return f"{short.strip()}\n"


def one_sheet() -> Mapping[str, str]:
    """Those of SHEETS that pages need as a single one, under the name of the first, and the others."""
    *of_pages, of_sites, of_dark = SHEETS
    whole = "".join(map(sheet, of_pages)).replace(_IS_OURS, ":has(.gongkai-title)")
    return {OF_ALL: whole, of_sites: sheet(of_sites), of_dark: sheet(of_dark)}


@cache
def page_style() -> str:
    """Dark where the reader's system is, with the margins of print."""
    scoped = _scoped(_plain(*_OF_REPORTS))
    return _text([*scoped, *rules(_plain("page.css"))])


def _plain(*names: str) -> str:
    """Sheets one behind the other, without comments."""
    return without_comments("".join(map(_asset, names)))


def _asset(name: str) -> str:
    if name == OF_DARK:
        return "".join(_dark(without_comments(_asset(OF_ALL)), ":root"))
    text = (resources.files("gongkai") / "assets" / name).read_text(encoding="utf-8")
    if name == OF_TABLES:
        return text + _column_labels()
    if name == OF_SITES:
        dark = "".join(_dark(without_comments(_asset(OF_ALL)), _OFFERS_DARK))
        return f"{text}{_WITHOUT_SCRIPT} {{ {dark} }}"
    return text


def _dark(css: str, where: str) -> Iterator[str]:
    """The rules that hold where a theme says that a page is dark, for those selectors."""
    for prelude, body in rules(css):
        if prelude.startswith("@"):
            inner = "".join(_dark(body, where))
            if inner:
                yield f"{prelude} {{ {inner} }}"
        elif set(selectors(prelude)) <= set(_DARK):
            yield f"{where} {{ color-scheme: dark; {body} }}"


def _column_labels() -> str:
    """The words before each number of a row where its columns do not fit beside each other.

    All forms have the same columns in such a table: one that has others needs rules of its own.
    """
    tables = (table for form in statutory_forms() for table in form.tables if table.layout is Layout.ROWS)
    columns = {(table.id, tuple(leaf.label for leaf in table.blocks[0].column_leaves)) for table in tables}
    ((id_, labels),) = columns
    return "".join(
        f'.gongkai-{id_} td:nth-of-type({number}) {{ --gongkai-column: "{label}"; }}\n'
        for number, label in enumerate(labels, 1)
    )


def _text(found: Iterator[tuple[str, str]] | list[tuple[str, str]]) -> str:
    return "\n".join(f"{prelude}{{{_SPACE.sub(' ', body).strip()}}}" for prelude, body in found)


def _scoped(css: str) -> Iterator[tuple[str, str]]:
    for prelude, body in rules(css):
        if prelude.startswith("@page"):
            yield prelude, body
        elif prelude.startswith("@"):
            inner = _text(_scoped(body))
            if inner:
                yield prelude, inner
        elif set(chosen := selectors(prelude)) <= set(_DARK):
            yield "@media (prefers-color-scheme: dark)", f"{SCOPE}{{{body}}}"
        else:
            kept = [_confined(selector) for selector in chosen if not _OF_A_THEME.search(selector)]
            if kept:
                yield ", ".join(kept), body


def _confined(selector: str) -> str:
    if selector == ":root":
        return SCOPE
    return selector if selector.startswith(SCOPE) else f"{SCOPE} {selector}"
