"""Pasted text through MkDocs: every line comes out as exactly the text that it is, whatever extensions a site has on."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

import markdown
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from lxml import html
from lxml.html import HtmlElement

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
    takes: Callable[[str], bool] = lambda line: True
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


def cases() -> Iterator[tuple[str, int]]:
    for context, how in CONTEXTS.items():
        for number, line in enumerate(LINES):
            if how.takes(line):
                yield context, number


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


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory, sample: str) -> Callable[[str], Site]:
    """A site by the name of its extensions: an agency for each context."""
    data = {}
    for context in CONTEXTS:
        data[f"{context}/agency.yml"] = "名称: 甲\n类别: 部门\n"
        data[f"{context}/2021.yml"] = report_of(sample, narrative_of(context))

    @cache
    def site(name: str) -> Site:
        return build_site(
            tmp_path_factory.mktemp(name),
            data,
            options={"rules": {"overlap": False, "placeholder": False, "glyph": False}},
            extensions=SITES[name],
        )

    return site


@pytest.fixture(scope="module")
def between_marks(sites: Callable[[str], Site]) -> Callable[[str, str, int], list[HtmlElement]]:
    """What stands on a page between the mark of a line and the next one."""

    @cache
    def found(site: str, context: str) -> dict[int, list[HtmlElement]]:
        (heading,) = sites(site).page(context, 2021).root.xpath("//h2[@id='overview']")
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

    return lambda site, context, number: found(site, context)[number]


@pytest.mark.parametrize("site", SITES)
@pytest.mark.parametrize(
    ("context", "number"), [pytest.param(c, n, id=f"{c}-{n}-{LINES[n][:16]!a}") for c, n in cases()]
)
def test_line(between_marks: Callable[..., list[HtmlElement]], site: str, context: str, number: int) -> None:
    """One element comes of it, with the text of the line and nothing else inside."""
    (top,) = between_marks(site, context, number)
    first, *below = CONTEXTS[context].path.split("/")
    assert top.tag == first
    (element,) = top.findall("/".join(below)) if below else (top,)
    for permalink in element.find_class("headerlink"):
        permalink.drop_tree()
    line = LINES[number]
    typed = line.strip(" \t　\u00a0") if CONTEXTS[context].begins else line
    number_of_heading = "一、" if context == "heading" else ""
    assert collapsed(element.text or "") == collapsed(number_of_heading + typed)
    assert len(element) == 0


class TestOtherText:
    """Text that comes from other keys is as literal."""

    NASTY = '2*3*4 <b> &amp; [x]: _y_ `z` "q" -- {#a} {% raw %} 𠮷'

    @pytest.fixture(scope="class", params=list(SITES))
    @classmethod
    def page(
        cls, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, sample: str
    ) -> Page:
        text = json.dumps(cls.NASTY, ensure_ascii=False)
        report = (
            sample
            + f"标题: {text}\n导语: {text}\n文号: {text}\n落款: {text}\n更正: [{{日期: 2022-03-02, 说明: {text}}}]\n"
        )
        report = report.replace("行政许可: 0", f"行政许可: {{原文: {text}}}")
        data = {"a/agency.yml": f"名称: {text}\n类别: 部门\n声明: {text}\n", "a/2021.yml": report}
        options = {"rules": {"glyph": False}}
        folder = tmp_path_factory.mktemp("site")
        return build_site(folder, data, options=options, extensions=SITES[request.param]).page("a", 2021)

    def test_title(self, page: Page) -> None:
        (title,) = page.root.iter("h1")
        for permalink in title.find_class("headerlink"):
            permalink.drop_tree()
        assert shown(title) == self.NASTY

    def test_title_of_the_window(self, page: Page) -> None:
        assert page.root.findtext("head/title") == f"{self.NASTY} - 样例"

    def test_preamble(self, page: Page) -> None:
        assert self.NASTY in [shown(element) for element in page.root.iter("p")]

    def test_signature(self, page: Page) -> None:
        assert [shown(element) for element in page.root.find_class("gongkai-signature")] == [self.NASTY]

    def test_declaration(self, page: Page) -> None:
        assert [shown(element) for element in page.root.find_class("gongkai-declaration")] == [self.NASTY]

    def test_correction(self, page: Page) -> None:
        (notice,) = page.root.find_class("gongkai-notice")
        assert self.NASTY in [shown(element) for element in notice.iter("p", "dd", "div")]

    def test_document_number(self, page: Page) -> None:
        assert self.NASTY in [shown(element) for element in page.root.iter("dd")]

    def test_cell(self, page: Page) -> None:
        assert [c.text for c in page.tables["t2"].figures if c.id == "t2-licence-decisions"] == [self.NASTY]

    def test_nothing_of_it_became_an_element(self, page: Page) -> None:
        article = page.root.get_element_by_id("report").getparent()
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

    @pytest.mark.parametrize("site", SITES)
    @settings(max_examples=400, deadline=None)
    @given(text=TYPED)
    def test_literal(self, site: str, text: str) -> None:
        text = collapsed(text).strip(" 　")
        assume(text)
        result = html.fragment_fromstring(converter(site)(literal(text)))
        assert (result.tag, collapsed(result.text or ""), len(result)) == ("p", text, 0)


@cache
def converter(site: str) -> Callable[[str], str]:
    """Markdown with the extensions of a site."""
    names, configs = [], {}
    for extension in SITES[site]:
        name, config = next(iter(extension.items())) if isinstance(extension, dict) else (extension, {})
        names.append(name)
        configs[name] = config
    converting = markdown.Markdown(extensions=names, extension_configs=configs)
    return lambda text: converting.reset().convert(text)


class TestFigures:
    """A number that begins a line makes no numbered list of it, nor a sign a list."""

    LINES = (
        "{{ 新收.总计 }}. 甲",
        "{{ 新收.总计 }}) 甲",
        "{{ 办结.总计 - 新收.总计 }} 甲",
        "- {{ 新收.总计 }}. 甲",
    )

    @pytest.fixture(scope="class", params=list(SITES))
    @classmethod
    def texts(
        cls, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, sample: str
    ) -> list[str]:
        data = {
            "a/agency.yml": "名称: 甲\n类别: 部门\n",
            "a/2021.yml": report_of(sample, "".join(f"  {line}\n" for line in cls.LINES)),
        }
        page = build_site(tmp_path_factory.mktemp("site"), data, extensions=SITES[request.param]).page(
            "a", 2021
        )
        (heading,) = page.root.xpath("//h2[@id='overview']")
        return [f"{e.tag} {shown(e)}" for e in list(heading.itersiblings())[: len(cls.LINES)]]

    def test_come_out_as_paragraphs(self, texts: list[str]) -> None:
        assert texts == ["p 41. 甲", "p 41) 甲", "p -1 甲", "ul 41. 甲"]


class TestLinks:
    """Links lead where they say."""

    @pytest.mark.parametrize("site", SITES)
    def test_address(self, between_marks: Callable[..., list[HtmlElement]], site: str) -> None:
        (paragraph,) = between_marks(site, "link", LINES.index("a_b_c"))
        assert [link.get("href") for link in paragraph.iter("a")] == ["http://www.example.gov.cn/?a_b=1&c=*d*"]


class TestContents:
    """The table of contents of a page: our sections with our ids, the same in every language and theme."""

    NARRATIVE = "  （一）围绕中心\n  甲。\n  （二）回应关切。乙。\n  一、新部分\n  （一）其下\n  （二）其下\n  二、又一部分\n  （一）其下\n"

    @pytest.fixture(scope="class", params=list(SITES))
    @classmethod
    def contents(cls, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, sample: str):
        data = {"a/agency.yml": "名称: 甲办\n类别: 部门\n", "a/2021.yml": report_of(sample, cls.NARRATIVE)}
        site = build_site(tmp_path_factory.mktemp("site"), data, extensions=SITES[request.param])
        return site.pages["reports/a/2021.md"].toc

    def test_title(self, contents) -> None:
        assert [(item.title, item.id, item.level) for item in contents] == [
            ("甲办2021年政府信息公开工作年度报告", "report", 1)
        ]

    def test_six_sections(self, contents) -> None:
        (title,) = contents
        assert [(item.title, item.id, item.level) for item in title.children] == [
            ("一、总体情况", "overview", 2),
            ("二、主动公开政府信息情况", "disclosure", 2),
            ("三、收到和处理政府信息公开申请情况", "requests", 2),
            ("四、政府信息公开行政复议、行政诉讼情况", "disputes", 2),
            ("五、存在的主要问题及改进情况", "problems", 2),
            ("六、其他需要报告的事项", "others", 2),
        ]

    def test_headings_of_the_narrative(self, contents) -> None:
        overview = next(iter(contents)).children[0]
        assert [(item.title, item.id, item.level) for item in overview.children] == [
            ("（一）围绕中心", "overview-1", 3),
            ("（二）回应关切。", "overview-2", 3),
            ("一、新部分", "overview-3", 3),
            ("二、又一部分", "overview-4", 3),
        ]

    def test_headings_below(self, contents) -> None:
        overview = next(iter(contents)).children[0]
        assert [[(item.title, item.id) for item in heading.children] for heading in overview.children] == [
            [],
            [],
            [("（一）其下", "overview-3-1"), ("（二）其下", "overview-3-2")],
            [("（一）其下", "overview-4-1")],
        ]
