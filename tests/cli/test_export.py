"""`gongkai export` and `gongkai pages`: what is written, and when nothing is."""

from __future__ import annotations

import io
import os
import re
import shutil
import struct
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import html5lib
import pytest
from lxml import html

from gongkai.addresses import Addresses
from gongkai.documents.formats import FORMATS, LARGEST_PICTURE
from gongkai.documents.offers import DATA
from gongkai.model import read_archive
from gongkai.schema import schemas
from gongkai.settings import Settings
from gongkai.site import make_site
from gongkai.writers.html.aids import TOOLS
from gongkai.writers.html.body import HtmlWriter
from gongkai.writers.html.page import html_block
from gongkai.writers.html.style import OF_ALL, OF_PRINT, OF_TABLES, page_style
from tests.helpers.commands import environment, project, read_all
from tests.helpers.commands import gongkai as gongkai_apart
from tests.helpers.commands import gongkai_here as gongkai
from tests.helpers.marked import slip
from tests.helpers.sites import build_site
from tests.helpers.support import AGENCY, NARRATIVES, ROOT, report_text, write_files

if TYPE_CHECKING:
    from playwright.sync_api import Browser

WRONG = ("予以公开: [18,", "予以公开: [17,")
DRAFT = "草稿: true\n"
HTML_NAMESPACE = "{http://www.w3.org/1999/xhtml}"


def png(size: int) -> bytes:
    """A picture of one pixel, of at least so many bytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    filling = chunk(b"tEXt", b"Comment\0" + b" " * size)
    return (
        b"\x89PNG\r\n\x1a\n" + header + filling + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")
    )


@pytest.fixture
def illustrated(tmp_path: Path, sample: str) -> Path:
    """A project whose only report has a small and a large picture, an attachment, links and a correction."""
    prose = (
        "  本机关依法公开政府信息，见[目录](https://www.example.gov.cn/?a=1&b=2)和[附件](表.pdf)。\n"
        "  ![流程图](小.png)\n  ![大图](大.png)\n"
    )
    text = slip(sample, f"  {NARRATIVES['总体情况']}\n", prose)
    text += "更正:\n  - {日期: 2022-03-02, 位置: 予以公开.自然人, 说明: 更正说明。}\n附件:\n  - {文件: 表.pdf, 说明: 附表}\n"
    folder = project(tmp_path, {"2021.yml": text, "2021/小.png": png(10), "2021/大.png": png(LARGEST_PICTURE)})
    return write_files(folder, {"data/office/2021/表.pdf": b"%PDF-1.4\n"})


def exported(folder: Path, kind: str, *more: str) -> dict[str, bytes]:
    """What an export writes, by path."""
    done = gongkai(folder, "export", "--format", kind, "--output", "out", *more)
    assert done.status == 0, done.said
    return read_all(folder / "out")


def error(printed: str) -> str:
    """The one line that says what is wrong; the other says where help is."""
    told, usage = printed.splitlines()
    assert usage.startswith("查看用法：")
    return told


class TestFiles:
    """Which files are written."""

    @pytest.fixture
    def folder(self, tmp_path: Path, sample: str) -> Path:
        """Two agencies, one below the other, and three reports, one of them a draft."""
        other = report_text("haishu-office-2021", 2022)
        project(tmp_path, {"2021.yml": sample, "2022.yml": f"{other}{DRAFT}"})
        below = {"below/agency.yml": AGENCY.replace("样例区", "乙区"), "below/2021.yml": sample}
        return write_files(tmp_path, {f"data/office/{name}": text for name, text in below.items()})

    @pytest.mark.parametrize(
        ("more", "names"),
        [
            ([], ["office/2021", "office/2022", "office/below/2021"]),
            (["--agency", "office"], ["office/2021", "office/2022"]),
            (["--agency", "office/below"], ["office/below/2021"]),
            (["--year", "2021"], ["office/2021", "office/below/2021"]),
            (["--agency", "office", "--year", "2022"], ["office/2022"]),
        ],
    )
    def test_choice(self, folder: Path, more: list[str], names: list[str]) -> None:
        assert sorted(exported(folder, "html", *more)) == [f"{name}.html" for name in names]

    def test_ending_of_a_fragment(self, folder: Path) -> None:
        assert list(exported(folder, "fragment", "--agency", "office/below")) == [
            "office/below/2021.fragment.html"
        ]

    def test_a_draft_says_so(self, folder: Path) -> None:
        draft = exported(folder, "html", "--year", "2022")["office/2022.html"].decode()
        assert '<meta name="robots" content="noindex">' in draft
        assert "草稿" in html.document_fromstring(draft).text_content()

    def test_an_earlier_file_is_replaced(self, folder: Path) -> None:
        write_files(folder, {"out/office/2021.html": "old", "out/office/own.txt": "own"})
        found = exported(folder, "html", "--agency", "office", "--year", "2021")
        assert found["office/2021.html"].startswith(b"<!doctype html>")
        assert set(found) == {"office/2021.html", "office/own.txt"}

    def test_another_data_folder(self, folder: Path) -> None:
        (folder / "data").rename(folder / "资料")
        assert "office/2021.html" in exported(folder, "html", "--data", "资料")

    def test_a_withdrawn_report_is_left_out_and_named(self, folder: Path, sample: str) -> None:
        text = f"{sample}撤回: {{日期: 2022-05-06, 说明: 内容有误。}}\n"
        write_files(folder, {"data/office/2021.yml": text})
        done = gongkai(folder, "export", "--format", "html", "--output", "out", "--agency", "office")
        assert "office 2021年：报告已撤回，没有导出" in done.err
        assert list(read_all(folder / "out")) == ["office/2022.html"]

    def test_same_bytes(self, folder: Path) -> None:
        first = exported(folder, "fragment")
        assert exported(folder, "fragment") == first


class TestNothingIsWritten:
    """What stops an export."""

    def test_an_error_in_a_report(self, tmp_path: Path, sample: str) -> None:
        project(tmp_path, {"2021.yml": slip(sample, *WRONG)})
        done = gongkai(tmp_path, "export", "--format", "html", "--output", "out")
        assert done.status == 1
        assert "G101" in done.err
        assert "没有导出任何文件" in done.err
        assert not (tmp_path / "out").exists()

    def test_an_error_in_another_report_stops_nothing(self, tmp_path: Path, sample: str) -> None:
        project(
            tmp_path, {"2021.yml": slip(sample, *WRONG), "2022.yml": report_text("haishu-office-2021", 2022)}
        )
        assert list(exported(tmp_path, "html", "--year", "2022")) == ["office/2022.html"]

    def test_an_error_in_a_draft_stops_nothing(self, tmp_path: Path, sample: str) -> None:
        project(tmp_path, {"2021.yml": slip(sample, *WRONG) + DRAFT})
        assert list(exported(tmp_path, "html")) == ["office/2021.html"]

    def test_a_report_that_cannot_be_read(self, tmp_path: Path, sample: str) -> None:
        project(tmp_path, {"2021.yml": "年度：2021\n", "2022.yml": sample.replace("年度: 2021", "年度: 2022")})
        done = gongkai(tmp_path, "export", "--format", "html", "--output", "out", "--year", "2021")
        assert (done.status, "G203" in done.err) == (1, True)

    @pytest.mark.parametrize(
        ("arguments", "says"),
        [
            (["--agency", "ofice"], "没有机关“ofice”；是不是 office？"),
            (["--agency", "nowhere/at-all"], "没有机关“nowhere/at-all”"),
            (["--year", "1999"], "没有1999年的报告"),
            (["--agency", "office", "--year", "1999"], "样例区人民政府办公室没有1999年的报告"),
            (["--year", "去年"], "--year 应为四位年度，如 2021，现为“去年”"),
            (["--format", "docm"], f"没有格式“docm”；可用：{'、'.join(FORMATS)}"),
            (["--output", "data/out"], "不能写到数据文件夹“data”里，请另选一个文件夹"),
            (["--output", "a-file"], "写不到“a-file"),
            (["--data", "nowhere"], "没有数据文件夹“nowhere”"),
        ],
    )
    def test_wrong_use(self, tmp_path: Path, sample: str, arguments: list[str], says: str) -> None:
        project(tmp_path, {"2021.yml": sample})
        write_files(tmp_path, {"a-file": "x"})
        before = read_all(tmp_path)
        done = gongkai(tmp_path, "export", "--format", "html", "--output", "out", *arguments)
        assert done.status == 2
        assert says in error(done.err)
        assert read_all(tmp_path) == before

    @pytest.mark.parametrize(
        ("arguments", "says"),
        [
            (["export"], f"请用 --format 指明格式；可用：{'、'.join(FORMATS)}"),
            (["export", "--format", "html"], "请用 --output 指明写到哪个文件夹"),
            (["pages"], "请用 --output 指明写到哪个文件夹"),
        ],
    )
    def test_what_is_needed(self, tmp_path: Path, arguments: list[str], says: str) -> None:
        done = gongkai(tmp_path, *arguments)
        assert (done.status, error(done.err)) == (2, f"错误：{says}")

    def test_one_file_in_the_way_of_many(self, tmp_path: Path, sample: str) -> None:
        """The first file could be written, the second cannot: neither is."""
        project(tmp_path, {"2021.yml": sample, "2022.yml": report_text("haishu-office-2021", 2022) + DRAFT})
        (tmp_path / "out/office/2022.html").mkdir(parents=True)
        done = gongkai(tmp_path, "export", "--format", "html", "--output", "out")
        assert done.status == 2
        assert "2022.html" in error(done.err)
        assert read_all(tmp_path / "out") == {}


@pytest.mark.parametrize("kind", ["html", "fragment"])
class TestStandingAlone:
    """A file that needs nothing beside it."""

    def text(self, folder: Path, kind: str) -> str:
        """The only file of an export."""
        (data,) = exported(folder, kind).values()
        return data.decode()

    def test_valid(self, illustrated: Path, kind: str) -> None:
        """Without an error of the parser, and with ids that are there once."""
        text = self.text(illustrated, kind)
        parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
        root = parser.parse(text) if kind == "html" else parser.parseFragment(text)
        ids = [element.get("id") for element in root.iter() if element.get("id")]
        assert len(ids) == len(set(ids))
        assert (len(ids) > 200) == (kind == "html")
        for element in root.iter():
            assert set((element.get("headers") or "").split()) <= set(ids)

    def test_nothing_is_loaded_and_no_link_is_relative(self, illustrated: Path, kind: str) -> None:
        root = html.fromstring(self.text(illustrated, kind))
        links = root.xpath("//@href | //@src | //@srcset | //@action")
        assert "https://www.example.gov.cn/?a=1&b=2" in links
        ids = set(root.xpath("//@id"))
        for link in links:
            assert re.match(r"https?://|mailto:|data:image/png;base64,", link) or link[1:] in ids, link
        assert root.xpath("//script | //link | //iframe | //object | //@onclick") == []
        assert "url(" not in "".join(root.xpath("//style/text()"))
        assert "@import" not in "".join(root.xpath("//style/text()"))

    def test_pictures(self, illustrated: Path, kind: str) -> None:
        root = html.fromstring(self.text(illustrated, kind))
        assert root.xpath("//img/@alt") == ["流程图"]
        assert "（图：大图）" in root.text_content()

    def test_a_large_picture_is_named(self, illustrated: Path, kind: str) -> None:
        done = gongkai(illustrated, "export", "--format", kind, "--output", "out")
        assert done.err == "office 2021年：图片 大.png 超过 1 MB，没有放入，只留下它的说明\n"

    def test_files_are_named(self, illustrated: Path, kind: str) -> None:
        root = html.fromstring(self.text(illustrated, kind))
        assert root.xpath("string(//h2[.='附件']/following-sibling::ul)").strip() == "附表（PDF，1 KB）"


class TestDocuments:
    """PDF, Word, Excel; their content is the writers' matter."""

    @pytest.fixture
    def folder(self, tmp_path: Path, sample: str) -> Path:
        """A report, and one that is nothing but a file."""
        elsewhere = "年度: 2020\n附件: [{文件: 报告.pdf}]\n"
        return project(tmp_path, {"2021.yml": sample, "2020.yml": elsewhere, "2020/报告.pdf": b"%PDF-1.4\n"})

    @pytest.mark.parametrize("kind", ["pdf", "docx", "xlsx"])
    def test_written(self, folder: Path, kind: str) -> None:
        (archive, _), settings = read_archive(folder / "data", folder), Settings()
        made = FORMATS[kind].write(archive.by_agency["office"][2021], archive, settings)
        assert exported(folder, kind) == {f"office/2021.{kind}": made}

    def test_what_has_no_content_is_named(self, folder: Path) -> None:
        done = gongkai(folder, "export", "--format", "csv", "--output", "out")
        assert done.err == "office 2020年：没有可以写成 CSV 的内容，没有导出\n"
        assert list(read_all(folder / "out")) == ["office/2021.csv"]

    def test_for_review(self, folder: Path) -> None:
        (data,) = exported(folder, "docx", "--review").values()
        with zipfile.ZipFile(io.BytesIO(data)) as word:
            assert "（送审稿）" in word.read("word/document.xml").decode()

    def test_only_documents_are_for_review(self, folder: Path) -> None:
        done = gongkai(folder, "export", "--format", "xlsx", "--review", "--output", "out")
        assert (done.status, error(done.err)) == (2, "错误：--review 只用于 --format pdf、docx")

    def test_only_fragments_are_plain(self, folder: Path) -> None:
        done = gongkai(folder, "export", "--format", "html", "--plain", "--output", "out")
        assert (done.status, error(done.err)) == (2, "错误：--plain 只用于 --format fragment")

    @pytest.mark.builds
    def test_without_the_extra(self, folder: Path) -> None:
        write_files(folder, {"at-start/sitecustomize.py": "import sys\nsys.modules['docx'] = None\n"})
        path = os.pathsep.join([str(folder / "at-start"), environment()["PYTHONPATH"]])
        done = gongkai_apart(folder, "export", "--format", "docx", "--output", "out", PYTHONPATH=path)
        assert (done.status, (folder / "out").exists()) == (2, False)
        assert error(done.err) == "错误：没有安装 python-docx：pip install mkdocs-gongkai[documents]"

    def test_one_that_cannot_be_made(self, folder: Path, sample: str) -> None:
        text = slip(sample, f"  {NARRATIVES['总体情况']}\n", "  ![图解](图解.png)\n")
        write_files(
            folder, {"data/office/2021.yml": text, "data/office/2021/图解.png": b"\x89PNG\r\n\x1a\nno picture"}
        )
        done = gongkai(folder, "export", "--format", "pdf", "--output", "out")
        assert (done.status, (folder / "out").exists()) == (2, False)
        assert "请检查报告中的图片能否打开" in done.err
        assert "没有导出任何文件" in done.err


class TestStyle:
    """Our style sheets, confined."""

    def test_every_rule_about_ours_is_kept(self) -> None:
        """All selectors but those of themes and pages."""
        assets = ROOT / "plugin/gongkai/assets"
        css = "".join((assets / name).read_text("utf-8") for name in (OF_ALL, OF_TABLES, OF_PRINT))
        ours = re.findall(
            r"^ *((?:table\.gongkai|\.gongkai-t\d|p\.gongkai-|dl\.)[^{},()]*?)(?:,$| \{)", css, re.MULTILINE
        )
        assert len(ours) > 100
        assert [selector for selector in ours if selector not in page_style()] == []

    def test_braces_are_balanced(self) -> None:
        assert page_style().count("{") == page_style().count("}") > 200

    @pytest.mark.browser
    def test_looks(self, browser: Browser, illustrated: Path) -> None:
        """On a phone a label of table 三 has its whole line, in the dark the page is dark."""
        exported(illustrated, "html")
        page = browser.new_page(viewport={"width": 360, "height": 800}, color_scheme="dark")
        page.goto((illustrated / "out/office/2021.html").as_uri())
        label, table = (page.locator(name).bounding_box() for name in ("#t3 tbody th >> nth=0", "#t3"))
        assert label is not None
        assert table is not None
        assert label["width"] == pytest.approx(table["width"], abs=2)
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 24, 28)"
        assert page.evaluate("document.scrollingElement.scrollWidth") == 360
        page.close()


class TestPages:
    """`gongkai pages`: the site as Markdown."""

    def test_written(self, illustrated: Path) -> None:
        done = gongkai(illustrated, "pages", "--output", "out")
        assert (done.status, done.err) == (0, "")
        found = read_all(illustrated / "out")
        assert {name.removeprefix("reports/") for name in found} == {
            *(
                "index.md",
                "office/index.md",
                "office/2021/index.md",
                "assets/site.css",
                "assets/gongkai.css",
                "assets/dark.css",
                "assets/gongkai.js",
                "feed.xml",
            ),
            *("office/2021/小.png", "office/2021/大.png", "office/2021/表.pdf"),
            *(*(f"office/2021.{name}" for name in DATA), "all.csv", "catalog.json", "datapackage.json"),
            *("office/2021.csv-metadata.json", "all.csv-metadata.json", "office/2021.cells.html"),
            *("feed.xml", *(f"schema/{name}.json" for name in schemas())),
        }
        assert found["reports/office/2021/index.md"].startswith(b"---\ntitle: ")
        assert found["reports/office/2021/小.png"] == (illustrated / "data/office/2021/小.png").read_bytes()

    @pytest.mark.parametrize(
        ("files", "is_named"),
        [
            ({"zensical.toml": "[project]\n"}, True),
            ({"mkdocs.yml": "site_name: 演示\ntheme: {name: zensical}\n"}, True),
            ({"mkdocs.yml": "site_name: 演示\nmarkdown_extensions: [zensical.extensions.emoji]\n"}, True),
            ({"mkdocs.yml": "site_name: 演示  # not zensical\n"}, False),
        ],
    )
    def test_zensical_is_warned_of(
        self, tmp_path: Path, sample: str, files: dict[str, str], is_named: bool
    ) -> None:
        """It runs no plugin, and does not say so."""
        write_files(project(tmp_path, {"2021.yml": sample}), files)
        done = gongkai(tmp_path, "pages", "--output", "out")
        assert done.status == 0, done.said
        assert ("Zensical 不运行插件" in done.err) == is_named

    def test_an_error(self, tmp_path: Path, sample: str) -> None:
        project(tmp_path, {"2021.yml": slip(sample, *WRONG)})
        done = gongkai(tmp_path, "pages", "--output", "out")
        assert (done.status, (tmp_path / "out").exists()) == (1, False)
        assert "没有写出任何文件" in done.err


def tree(element: html.HtmlElement) -> list[object]:
    """An element with its attributes, text and children; line breaks and spaces between blocks do not count."""

    def text(value: str | None) -> str:
        return re.sub(r"\s+", " ", value or "").strip()

    parts: list[object] = [element.tag, sorted(element.attrib.items()), text(element.text)]
    for child in element:
        parts += [tree(child), text(child.tail)]
    return parts


@pytest.mark.builds
def test_markdown_and_html_are_the_same_pages(tmp_path: Path) -> None:
    """Every kind of page: what MkDocs makes of the Markdown is what the other writer says."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    built = build_site(tmp_path, {}, options={"drafts": True})
    archive, _ = read_archive(tmp_path / "data", tmp_path)
    addresses = Addresses()
    site = make_site(archive, Settings(drafts=True), addresses, drafts=True)
    for content in site.pages:
        writer = HtmlWriter(content.page, addresses)
        body = "\n".join(text for block in content.blocks for text in html_block(block, writer))
        # The place of the controls that a script makes is of the site alone.
        made = built.pages[addresses.source(content.page)].content.replace(TOOLS, "", 1)
        both = (html.fragment_fromstring(text, create_parent="article") for text in (made, body))
        from_markdown, written = map(tree, both)
        assert from_markdown == written, content.page
    assert len(site.pages) > 60
