"""The style sheets as they are sent, and a page without the indentation of its template."""

from __future__ import annotations

import re

import pytest

from gongkai.forms import statutory_forms
from gongkai.writers.html.squeeze import squeezed
from gongkai.writers.html.style import (
    OF_ALL,
    OF_DARK,
    OF_OVERVIEWS,
    OF_PRINT,
    OF_SITES,
    OF_TABLES,
    SHEETS,
    one_sheet,
    sheet,
)


def test_what_a_page_waits_for_is_small() -> None:
    """In bytes: what every page has, and what comes with tables or with overviews."""
    assert len(sheet(OF_ALL).encode()) <= 25_000
    assert len(sheet(OF_TABLES).encode()) <= 14_000
    assert len(sheet(OF_OVERVIEWS).encode()) <= 25_000


@pytest.mark.parametrize("name", SHEETS)
def test_nothing_for_writers_is_sent(name: str) -> None:
    text = sheet(name)
    assert "/*" not in text
    assert re.search(r"\s\s|[{};]\s(?!$)", text) is None
    assert text.count("{") == text.count("}")


def test_every_column_of_a_wide_table_has_its_label() -> None:
    (form,) = (form for form in statutory_forms() if form.name == "2021")
    (table,) = (table for table in form.tables if table.id == "t3")
    for number, leaf in enumerate(table.blocks[0].column_leaves, 1):
        assert f'.gongkai-t3 td:nth-of-type({number}){{--gongkai-column:"{leaf.label}"}}' in sheet(OF_TABLES)


def test_one_for_those_who_do_not_choose() -> None:
    whole = one_sheet()
    *of_pages, of_sites, of_dark = SHEETS
    assert [*whole] == [OF_ALL, of_sites, of_dark]
    assert all(sheet(name) in whole[OF_ALL] for name in of_pages[1:])
    assert ".md-main__inner{margin-top:.5rem}" in whole[OF_ALL]
    assert OF_PRINT not in whole[OF_ALL]


def test_dark_is_what_the_themes_have() -> None:
    """All tokens of theirs, and no other."""
    (of_themes,) = re.findall(
        r'\[data-md-color-scheme="slate"\],\[data-bs-theme="dark"\]\{(--gongkai-paper:#1[^}]*)\}', sheet(OF_ALL)
    )
    assert f"@media screen{{:root{{color-scheme:dark;{of_themes}}}}}" in sheet(OF_DARK)
    assert of_themes in sheet(OF_SITES)


@pytest.mark.parametrize(
    ("page", "wanted"),
    [
        ("<p>\n\n    \n  <b>一</b>\n</p>\n", "<p>\n<b>一</b>\n</p>\n"),
        ("<p>\n　首行缩进</p>", "<p>\n　首行缩进</p>"),
        ("<pre>\n  一\n\n  二</pre>\n\n<p>", "<pre>\n  一\n\n  二</pre>\n<p>"),
        ("<script>\n  `\n\n  `</script>\n  <i>", "<script>\n  `\n\n  `</script>\n<i>"),
    ],
)
def test_only_indentation_goes(page: str, wanted: str) -> None:
    assert squeezed(page) == wanted


def test_signs_of_markdown_stand_for_themselves() -> None:
    signs = "".join(
        chr(code) for code in range(33, 127) if not chr(code).isalnum() and chr(code) not in "\"&'<>"
    )
    assert squeezed("<p>" + "".join(f"&#{ord(sign)};" for sign in signs)) == f"<p>{signs}"


@pytest.mark.parametrize(
    "text", ["&#34;&#38;&#39;&#60;&#62;", "&#38;#46;", "&#160;&#12288;", "<pre>&#46;</pre>"]
)
def test_what_means_something_in_html_stays_a_reference(text: str) -> None:
    assert squeezed(text) == text
