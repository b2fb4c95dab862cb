"""What is made without Python-Markdown is what it makes, to the byte."""

from __future__ import annotations

from typing import Any

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown.extensions.toc import nest_toc_tokens

from gongkai.addresses import INDEX, Addresses
from gongkai.model import read_archive
from gongkai.pages import Block, Heading, List, PageContent, Paragraph, Strong, Text
from gongkai.rules import inspect
from gongkai.settings import Settings
from gongkai.site import make_site
from gongkai.writers.markdown import write_markdown
from gongkai.writers.rendered import render
from tests.helpers.support import ROOT

ADDRESSES = Addresses("reports", True)
EXTENSIONS = ["toc", "tables", "fenced_code", "attr_list", "admonition", "def_list", "footnotes"]
SIGNS = "甲乙1a年 　\t.-+*_#=|:>&<\"'`~!?[](){}\\/^$@%;。、（）"


def plain(content: PageContent) -> tuple[str, list[object]]:
    """Body and outline by Python-Markdown."""
    parser = markdown.Markdown(extensions=EXTENSIONS)
    body = parser.convert(write_markdown(content, ADDRESSES).partition("\n---\n")[2])
    return body, outline(parser.toc_tokens)  # type: ignore[attr-defined]


def outline(tokens: list[Any]) -> list[object]:
    """What MkDocs takes of the outline."""
    return [(each["level"], each["id"], each["name"], outline(each["children"])) for each in tokens]


def fast(content: PageContent) -> tuple[str, list[object]] | None:
    """The same without it."""
    made = render(content, ADDRESSES)
    if made is None:
        return None
    tokens: list[Any] = [{"level": each.level, "id": each.id, "name": each.name} for each in made.headings]
    return made.body, outline(nest_toc_tokens(tokens))


def page(*blocks: Block) -> PageContent:
    """A page of these blocks."""
    return PageContent(page=INDEX, title="样例", date=None, blocks=blocks)


@pytest.mark.builds
def test_every_page_of_the_demonstration() -> None:
    archive, problems = read_archive(ROOT / "data", ROOT)
    findings = inspect(archive, problems, Settings())
    # As a preview: with the boxes of findings.
    site = make_site(archive, Settings(), ADDRESSES, drafts=True, findings=findings, is_preview=True)
    assert len(site.pages) > 50
    for content in site.pages:
        assert fast(content) == plain(content), content.page


@given(st.lists(st.text(SIGNS, min_size=1, max_size=12), min_size=3, max_size=3))
def test_any_text_is_the_same_or_goes_the_plain_way(texts: list[str]) -> None:
    heading, line, item = texts
    content = page(
        Heading(2, "overview", (Text(heading),)),
        Paragraph((Text(line), Strong((Text(item),)))),
        List(((Text(item),), (Text(line),))),
        Paragraph((Text(item),)),
    )
    made = fast(content)
    assert made is None or made == plain(content)


def test_usual_text_does_not_go_the_plain_way() -> None:
    line = "（一）2021年公开1,234件（占56.7%），见《办法》第3条；“闭环”办理 A-1/b_2。"
    assert fast(page(Paragraph((Text(line),)), List(((Text(line),),)))) is not None


def test_two_lists_go_the_plain_way() -> None:
    """Markdown makes one list of them."""
    assert fast(page(List(((Text("甲"),),)), List(((Text("乙"),),)))) is None
