"""Pasted text through MkDocs: every line comes out as exactly the text that it is, whatever extensions a site has on."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import markdown
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from lxml import html
from lxml.html import HtmlElement
from mkdocs.structure.toc import TableOfContents

from gongkai.writers.markdown import literal
from tests.helpers.html_tables import Page, collapsed, shown
from tests.helpers.sites import Site, build_site
from tests.helpers.support import NARRATIVES

LINES = (
    # Emphasis, code, escapes, marks of extensions.
    "2*3*4",
    "*单*",
    "**未闭合",
    "__下划线__和_单_",
    "a_b_c",
    "`代码`",
    "```",
    "``` python",
    "~~~",
    "~~删除~~和~下标~",
    "^上标^和^^插入^^",
    "==标记==",
    "++ctrl+alt++",
    "{++加++}{--减--}{>>注<<}",
    ":smile: :+1:",
    "$x$和$$y$$",
    r"\(x\)和\[y\]",
    r"反斜杠\*\_\\ C:\目录\n",
    "\\",
    "行末反斜杠\\",
    # Blocks.
    "# 不是标题",
    "## 不是标题 ##",
    "#不是标题",
    "1. 甲",
    "3. 乙",
    "3) 丙",
    "2021. 年",
    "１. 全角",
    "٣. 别的数字",
    "-不是列表",
    "- - -",
    "* 不是列表",
    "+ 不是列表",
    "---",
    "***",
    "___",
    "=====",
    "> 不是引用",
    ": 不是定义",
    ":   不是定义",
    "~ 不是定义",
    "|不是表格",
    "a|b",
    "--- | ---",
    "    四个空格",
    "\t制表符",
    "　　全角空格",
    "\u00a0\u00a0不换行空格",
    "中间\t制表符，　全角空格，\u00a0不换行空格，  两个空格",
    "!!! note",
    '!!! warning "标题"',
    "??? x",
    "???+ x",
    "/// x",
    "/// note | 标题",
    "/// note",
    "/// details",
    "///",
    '--8<-- "a.md"',
    "-8<- a.md",
    ";--8<-- a.md",
    "[TOC]",
    "*[HTML]: x",
    "[1]: http://www.example.gov.cn",
    "[^1]: 注",
    "见注[^1]",
    "[x][y]",
    "[x]",
    "[[x]]",
    "[ ] 未完成",
    "[x] 已完成",
    "[=50% 一半]",
    "[x](javascript:alert(1))",
    "[x](../y.html)",
    "![x](../y.png)",
    "!y",
    "标题 {#id .class}",
    "{: .class }",
    "{:.class}",
    # HTML.
    "<script>alert(1)</script>",
    "<b>",
    "</div>",
    "<div markdown>甲</div>",
    '<img src=x onerror="alert(1)">',
    "<!-- x -->",
    "<!-- 未闭合",
    "<?php x ?>",
    "<![CDATA[x]]>",
    "<http://www.example.gov.cn>",
    "<x@example.gov.cn>",
    "&amp;",
    "&#42;",
    "&copy和&copy;",
    "&",
    "a < b > c",
    # Macros and templates.
    "{#",
    "{# 甲 #}",
    "}}",
    "{% raw %}",
    "{% endraw %}",
    "{ 甲 }",
    "%%",
    "%{x}",
    "${x}",
    "<%= x %>",
    # Addresses.
    "http://www.example.gov.cn/a_b_c",
    "https://www.example.gov.cn/?a=1&b=2#c",
    "www.example.gov.cn",
    "ftp://ftp.example.gov.cn/a",
    "x@example.gov.cn",
    "@someone #12 owner/name#12 owner/name@abc1234",
    # Typography.
    "\"引号\" '单引号'",
    "“引号” ‘单引号’",
    "it's 5' 6\"",
    "--",
    "a--b---c",
    "...",
    "等等...",
    "(c) (tm) (r)",
    "<<甲>>",
    "1/2 3/4 c/o 1st 2nd 3rd 4th",
    "+/- --> <-- <--> =/=",
    ";;;",
    "甲；乙，丙、丁。",
    "100%和50％",
    "1,234.50",
    "1.2.3",
    "甲/乙/丙",
    # Numbers that begin a line.
    "1、甲",
    "（1）甲",
    "①甲",
    "2021年",
    "-5",
    "+5",
    "- 5",
    # Characters.
    "😀👨‍👩‍👧🇨🇳❤️",
    "𠮷埗㑇䶮龘",
    "〔2022〕3号《条例》〈办法〉",
    "ⅠⅡⅢ㎡℃‰×÷±≥≤",
    "零宽\u200b空格",
    "组合é和e\u0301",
    "العربية",
    "wzxhzdk:0 klzzwxh:0001 amp",
    "公开" * 5_000,
    "*" * 1_999,
    "[" * 1_000 + "甲",
    "`" * 1_001 + "甲",
    "a_" * 1_000,
)
"""`{{` is a finding and therefore none of these."""

EXTENSIONS: list[object] = [
    "smarty",
    "def_list",
    "footnotes",
    "abbr",
    "admonition",
    "md_in_html",
    "tables",
    {"toc": {"permalink": True}},
    "attr_list",
    "sane_lists",
    "wikilinks",
    "meta",
    "pymdownx.tilde",
    "pymdownx.caret",
    "pymdownx.mark",
    "pymdownx.betterem",
    "pymdownx.critic",
    "pymdownx.details",
    "pymdownx.keys",
    {
        "pymdownx.magiclink": {
            "repo_url_shorthand": True,
            "social_url_shorthand": True,
            "user": "owner",
            "repo": "name",
            "normalize_issue_symbols": True,
        }
    },
    "pymdownx.emoji",
    "pymdownx.snippets",
    "pymdownx.superfences",
    "pymdownx.inlinehilite",
    {"pymdownx.arithmatex": {"generic": True}},
    "pymdownx.tasklist",
    "pymdownx.progressbar",
    "pymdownx.smartsymbols",
    "pymdownx.tabbed",
    "pymdownx.blocks.admonition",
    "pymdownx.blocks.details",
    "pymdownx.blocks.definition",
    "pymdownx.blocks.html",
    "pymdownx.blocks.tab",
]
SITES: dict[str, list[object]] = {"default": [], "extended": EXTENSIONS}


@dataclass(frozen=True)
class Context:
    """Where a line stands, and as what element it is to come out."""

    typed: Callable[[str], str]
    path: str
    """The elements from the one between two marks to the one that holds the text."""
    takes: Callable[[str], bool] = lambda _: True
    begins: bool = True
    """Whether the line begins and ends there, so that the spaces around it go."""


def is_block(line: str) -> bool:
    """Whether a line of the narrative is a list item or a row, and comes out without its mark."""
    return line.startswith("- ") or (line.startswith("|") and line.endswith("|"))


CONTEXTS = {
    "paragraph": Context(lambda line: line, "p", lambda line: not is_block(line)),
    "list": Context(lambda line: f"- {line}", "ul/li"),
    "table": Context(
        lambda line: f"|{line}|\n  |{line}|", "div/table/tbody/tr/td", lambda line: "|" not in line
    ),
    "heading": Context(
        lambda line: f"一、{line}", "h3", lambda line: len(line) < 38 and "。" not in line, begins=False
    ),
    "strong": Context(
        lambda line: f"**{line}**",
        "p/strong",
        lambda line: "**" not in line and not line.endswith("*"),
        begins=False,
    ),
    "link": Context(
        lambda line: f"[{line}](http://www.example.gov.cn/?a_b=1&c=*d*)",
        "p/a",
        lambda line: not set(line) & set("[]*") and not line.startswith("!"),
        begins=False,
    ),
}
MARK = "记号"


def narrative_of(context: str) -> str:
    """All lines in that context, a mark before each and behind the last."""
    how = CONTEXTS[context]
    lines = []
    for number, line in enumerate(LINES):
        if how.takes(line):
            lines += [f"{MARK}{number}", how.typed(line)]
    return "".join(f"  {line}\n" for line in [*lines, MARK])


def report_of(sample: str, narrative: str) -> str:
    """A report with that text as its first section."""
    return sample.replace(f"总体情况: |\n  {NARRATIVES['总体情况']}\n", f"总体情况: |2\n{narrative}", 1)


NASTY = '2*3*4 <b> &amp; [x]: _y_ `z` "q" -- {#a} {% raw %} 𠮷'
REFERENCES = (
    "{{ 新收.总计 }}. 甲",
    "{{ 新收.总计 }}) 甲",
    "{{ 办结.总计 - 新收.总计 }} 甲",
    "- {{ 新收.总计 }}. 甲",
)
HEADINGS = "  （一）围绕中心\n  甲。\n  （二）回应关切。乙。\n  一、新部分\n  （一）其下\n  （二）其下\n  二、又一部分\n  （一）其下\n"


def nasty(sample: str) -> tuple[str, str]:
    """An agency and its report with that text at every other key that takes some."""
    text = json.dumps(NASTY, ensure_ascii=False)
    report = (
        sample
        + f"标题: {text}\n导语: {text}\n文号: {text}\n落款: {text}\n更正: [{{日期: 2022-03-02, 说明: {text}}}]\n"
    )
    report = report.replace("行政许可: 0", f"行政许可: {{原文: {text}}}")
    return f"名称: {text}\n类别: 部门\n声明: {text}\n", report


@pytest.fixture(scope="module", params=list(SITES))
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, sample: str) -> Site:
    """A site with those extensions, an agency for each context and for each of the classes below."""
    agency = "名称: 甲办\n类别: 部门\n"
    reports = {context: (agency, report_of(sample, narrative_of(context))) for context in CONTEXTS}
    reports["nasty"] = nasty(sample)
    reports["references"] = (agency, report_of(sample, "".join(f"  {line}\n" for line in REFERENCES)))
    reports["headings"] = (agency, report_of(sample, HEADINGS))
    data: dict[str, str] = {}
    for name, (about, report) in reports.items():
        data |= {f"{name}/agency.yml": about, f"{name}/2021.yml": report}
    return build_site(
        tmp_path_factory.mktemp("site"),
        data,
        options={"rules": {"overlap": False, "placeholder": False, "glyph": False}},
        extensions=SITES[request.param],
    )


def between_marks(site: Site, context: str) -> dict[int, list[HtmlElement]]:
    """What stands on a page between the mark of each line and the next one."""
    (heading,) = site.page(context, 2021).root.xpath("//h2[@id='overview']")
    elements: dict[int, list[HtmlElement]] = {}
    here: list[HtmlElement] = []
    for element in heading.itersiblings():
        text = element.text_content()
        if element.tag == "p" and text.startswith(MARK):
            here = []
            if text != MARK:
                elements[int(text.removeprefix(MARK))] = here
        else:
            here.append(element)
    return elements


@pytest.mark.parametrize("context", CONTEXTS)
def test_every_line(site: Site, context: str) -> None:
    """One element comes of each, with the text of the line and nothing else inside."""
    how = CONTEXTS[context]
    found = between_marks(site, context)
    assert list(found) == [number for number, line in enumerate(LINES) if how.takes(line)]
    assert len(found) > 80
    shown = {number: told(elements, how.path) for number, elements in found.items()}
    before = "一、" if context == "heading" else ""
    typed = {number: LINES[number].strip(" \t　\u00a0") if how.begins else LINES[number] for number in found}
    wrong = {
        LINES[number]: text for number, text in shown.items() if text != collapsed(f"{before}{typed[number]}")
    }
    assert wrong == {}


def told(elements: list[HtmlElement], path: str) -> str:
    """The text of the element at that path; where something else came of the line, what that is."""
    first, *below = path.split("/")
    found = elements[0].findall("/".join(below)) if below else elements
    if [top.tag for top in elements] == [first] and len(found) == 1:
        for permalink in found[0].find_class("headerlink"):
            permalink.drop_tree()
        if len(found[0]) == 0:
            return collapsed(found[0].text or "")
    return "".join(html.tostring(element, encoding="unicode") for element in elements)


class TestOtherText:
    """Text that comes from other keys is as literal."""

    @pytest.fixture
    def page(self, site: Site) -> Page:
        return site.page("nasty", 2021)

    def test_title(self, page: Page) -> None:
        (title,) = page.root.iter("h1")
        for permalink in title.find_class("headerlink"):
            permalink.drop_tree()
        assert shown(title) == NASTY

    def test_title_of_the_window(self, page: Page) -> None:
        assert page.root.findtext("head/title") == f"{NASTY} - 样例"

    def test_preamble(self, page: Page) -> None:
        assert NASTY in [shown(element) for element in page.root.iter("p")]

    def test_signature(self, page: Page) -> None:
        assert [shown(element) for element in page.root.find_class("gongkai-signature")] == [NASTY]

    def test_declaration(self, page: Page) -> None:
        assert [shown(element) for element in page.root.find_class("gongkai-declaration")] == [NASTY]

    def test_correction(self, page: Page) -> None:
        (notice,) = page.root.find_class("gongkai-notice")
        assert NASTY in [shown(element) for element in notice.iter("p", "dd", "div")]

    def test_document_number(self, page: Page) -> None:
        assert NASTY in [shown(element) for element in page.root.iter("dd")]

    def test_cell(self, page: Page) -> None:
        assert [c.text for c in page.tables["t2"].figures if c.id == "t2-licence-decisions"] == [NASTY]

    def test_nothing_of_it_became_an_element(self, page: Page) -> None:
        article = page.root.get_element_by_id("report").getparent()
        for ours in article.xpath('.//*[@data-gongkai="aside"]'):
            ours.drop_tree() if hasattr(ours, "drop_tree") else ours.getparent().remove(ours)
        assert list(article.iter("b", "em", "code", "script")) == []


TYPED = st.text(
    st.one_of(
        st.sampled_from("0123456789 -.,:;/\\\"'()[]{}<>&#*_`~=^+!?|%$@"),
        st.characters(codec="ascii", categories=["L"]),
    )
    | st.sampled_from("公开，。：　１²Ⅳé😀𠮷"),
    min_size=1,
    max_size=30,
)


class TestAnyText:
    """No text at all means anything to Markdown."""

    @pytest.mark.parametrize("extensions", SITES)
    @settings(max_examples=400, deadline=None)
    @given(text=TYPED)
    def test_literal(self, extensions: str, text: str) -> None:
        text = collapsed(text).strip(" 　")
        assume(text)
        result = html.fragment_fromstring(converter(extensions)(literal(text)))
        assert (result.tag, collapsed(result.text or ""), len(result)) == ("p", text, 0)


@cache
def converter(site: str) -> Callable[[str], str]:
    """Markdown with the extensions of a site."""
    configs: dict[str, dict[str, Any]] = {}
    for extension in SITES[site]:
        configs |= extension if isinstance(extension, dict) else {str(extension): {}}
    converting = markdown.Markdown(extensions=list(configs), extension_configs=configs)
    return lambda text: converting.reset().convert(text)


class TestReferences:
    """A number that begins a line makes no numbered list of it, nor a sign a list."""

    def test_come_out_as_paragraphs(self, site: Site) -> None:
        (heading,) = site.page("references", 2021).root.xpath("//h2[@id='overview']")
        texts = [f"{e.tag} {shown(e)}" for e in list(heading.itersiblings())[: len(REFERENCES)]]
        assert texts == ["p 41. 甲", "p 41) 甲", "p -1 甲", "ul 41. 甲"]


class TestLinks:
    """Links lead where they say."""

    def test_address(self, site: Site) -> None:
        (paragraph,) = between_marks(site, "link")[LINES.index("a_b_c")]
        assert [link.get("href") for link in paragraph.iter("a")] == ["http://www.example.gov.cn/?a_b=1&c=*d*"]


class TestContents:
    """The table of contents of a page: our sections with our ids, the same in every language and theme."""

    @pytest.fixture
    def contents(self, site: Site) -> TableOfContents:
        contents: TableOfContents = site.pages["reports/headings/2021.md"].toc
        return contents

    def test_title(self, contents: TableOfContents) -> None:
        assert [(item.title, item.id, item.level) for item in contents] == [
            ("甲办2021年政府信息公开工作年度报告", "report", 1)
        ]

    def test_six_sections(self, contents: TableOfContents) -> None:
        (title,) = contents
        assert [(item.title, item.id, item.level) for item in title.children] == [
            ("一、总体情况", "overview", 2),
            ("二、主动公开政府信息情况", "disclosure", 2),
            ("三、收到和处理政府信息公开申请情况", "requests", 2),
            ("四、政府信息公开行政复议、行政诉讼情况", "disputes", 2),
            ("五、存在的主要问题及改进情况", "problems", 2),
            ("六、其他需要报告的事项", "others", 2),
        ]

    def test_headings_of_the_narrative(self, contents: TableOfContents) -> None:
        overview = next(iter(contents)).children[0]
        assert [(item.title, item.id, item.level) for item in overview.children] == [
            ("（一）围绕中心", "overview-1", 3),
            ("（二）回应关切。", "overview-2", 3),
            ("一、新部分", "overview-3", 3),
            ("二、又一部分", "overview-4", 3),
        ]

    def test_headings_below(self, contents: TableOfContents) -> None:
        overview = next(iter(contents)).children[0]
        assert [[(item.title, item.id) for item in heading.children] for heading in overview.children] == [
            [],
            [],
            [("（一）其下", "overview-3-1"), ("（二）其下", "overview-3-2")],
            [("（一）其下", "overview-4-1")],
        ]
