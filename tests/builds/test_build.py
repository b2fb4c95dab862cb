"""Real builds: what an office or a webmaster sees of `mkdocs build`, and what is in the site afterwards."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin

import pytest
from lxml import etree, html

from tests.helpers.commands import build_here, mkdocs_build, one_line, project, read_all, site_config
from tests.helpers.links import broken_links
from tests.helpers.marked import slip
from tests.helpers.support import AGENCY, ROOT, report_text, undated, write_files

UNCHAINED = "{carry-over: off, stock: off}"
"""Rules for two years with the same figures."""
WRONG = ("予以公开: [18,", "予以公开: [17,")
BLANKS = ("行政处罚: 0\n  行政强制: 0", "行政处罚: ~\n  行政强制: /")
REPORT = "reports/office/2021/index.html"
LISTS = {"reports/index.html", "reports/office/index.html"}


def page(folder: Path, name: str) -> html.HtmlElement:
    """A page of a built site."""
    return html.document_fromstring(
        (folder / "site" / name).read_bytes(), parser=html.HTMLParser(encoding="utf-8")
    )


def pages(folder: Path) -> set[str]:
    """The pages of a built site that are ours, without those that explain numbers."""
    return {
        name
        for name in read_all(folder / "site")
        if name.startswith("reports/") and name.endswith(".html") and not name.endswith(".cells.html")
    }


def built(folder: Path, *, strict: bool = True) -> str:
    """Build; what was printed."""
    done = build_here(folder, strict=strict)
    assert done.status == 0, done.said
    return done.said


class TestOneAgency:
    """The simplest site of an office."""

    @pytest.mark.parametrize("theme", ["mkdocs", "material"])
    @pytest.mark.parametrize("directories", ["true", "false"])
    def test_pages_and_tables(self, tmp_path: Path, sample: str, theme: str, directories: str) -> None:
        config = site_config(theme, more=f"use_directory_urls: {directories}\n")
        said = built(project(tmp_path, {"2021.yml": sample}, config))
        report = REPORT if directories == "true" else "reports/office/2021.html"
        assert pages(tmp_path) == {*LISTS, report}
        root = page(tmp_path, report)
        assert len(root.xpath("//table[contains(@class, 'gongkai')]")) == 3
        assert [h.get("id") for h in root.xpath("//h2")][-1] == "others"
        assert root.xpath("string(//title)").startswith("样例区人民政府办公室2021年政府信息公开工作年度报告")
        assert "WARNING" not in said
        assert said.count("核对了 1 个机关、1 份报告、200 个数：没有发现问题。") == 1

    def test_a_page_has_the_style_that_it_needs_and_the_sites_own_comes_last(
        self, tmp_path: Path, sample: str
    ) -> None:
        config = site_config(more="extra_css: [own.css]\n")
        write_files(tmp_path, {"docs/own.css": "a { color: red }\n"})
        built(project(tmp_path, {"2021.yml": sample}, config))
        sheets = page(tmp_path, REPORT).xpath("//link[@rel='stylesheet']/@href")
        ours = [f"../../assets/{name}.css" for name in ("gongkai", "statutory", "print")]
        assert sheets[-4:] == [*ours, "../../../own.css"]
        of_index = page(tmp_path, "reports/index.html").xpath("//link[@rel='stylesheet']/@href")
        assert of_index[-4:] == ["assets/gongkai.css", "assets/overview.css", "assets/print.css", "../own.css"]
        assert page(tmp_path, "index.html").xpath("//link[@rel='stylesheet']/@href")[-2] == (
            "reports/assets/gongkai.css"
        )
        (in_print,) = page(tmp_path, REPORT).xpath("//link[contains(@href, 'print.css')]/@media")
        assert in_print == "print"

    def test_search_finds_the_report(self, tmp_path: Path, sample: str) -> None:
        built(project(tmp_path, {"2021.yml": sample}))
        found = json.loads((tmp_path / "site/search/search_index.json").read_bytes())["docs"]
        entries = {entry["location"]: entry["text"] for entry in found}
        assert "本机关依法公开政府信息。" in entries["reports/office/2021/#overview"]
        assert {"reports/", "reports/office/", "reports/office/2021/"} <= set(entries)

    def test_output_and_data_dir(self, tmp_path: Path, sample: str) -> None:
        plugins = "[search, {gongkai: {output: /xxgk/nian_bao/, data_dir: 资料/年报}}]"
        project(tmp_path, {"2021.yml": sample}, site_config(plugins=plugins), data_dir="资料/年报")
        built(tmp_path)
        site = read_all(tmp_path / "site")
        assert "xxgk/nian_bao/office/2021/index.html" in site
        assert "xxgk/nian_bao/assets/gongkai.css" in site
        assert not [name for name in site if name.startswith("reports")]
        assert broken_links(tmp_path / "site") == []

    def test_a_report_that_was_removed_is_gone(self, tmp_path: Path, sample: str) -> None:
        reports = {"2021.yml": sample, "2022.yml": report_text("haishu-office-2021", 2022)}
        project(tmp_path, reports, site_config(plugins=f"[search, {{gongkai: {{rules: {UNCHAINED}}}}}]"))
        built(tmp_path)
        (tmp_path / "data/office/2021.yml").unlink()
        built(tmp_path)
        assert pages(tmp_path) == {*LISTS, "reports/office/2022/index.html"}

    def test_from_another_folder(self, tmp_path: Path, sample: str) -> None:
        """Places are named from the folder of mkdocs.yml, wherever the build is started."""
        project(tmp_path / "office site", {"2021.yml": slip(sample, *WRONG)})
        done = mkdocs_build(tmp_path, "-f", "office site/mkdocs.yml")
        assert "\ndata/office/2021.yml\n  第15行第12列 错误" in done.said


class TestNothingYet:
    """A site before its first report."""

    def test_empty_data_folder(self, tmp_path: Path) -> None:
        write_files(tmp_path, {"mkdocs.yml": site_config(), "docs/index.md": "# 首页\n"})
        (tmp_path / "data").mkdir()
        assert "核对了 0 个机关、0 份报告" in built(tmp_path)
        assert pages(tmp_path) == {"reports/index.html"}
        assert "尚无已发布的报告。" in page(tmp_path, "reports/index.html").text_content()

    def test_agency_without_reports(self, tmp_path: Path) -> None:
        built(project(tmp_path, {}))
        assert pages(tmp_path) == LISTS
        told = page(tmp_path, "reports/office/index.html").text_content()
        assert "尚无已发布的报告。" in told
        assert "应于每年1月31日前公布" in told

    @pytest.mark.parametrize("plugins", ["[gongkai]", "[{gongkai: {data_dir: 资料}}]"])
    def test_no_data_folder(self, tmp_path: Path, plugins: str) -> None:
        write_files(tmp_path, {"mkdocs.yml": site_config(plugins=plugins), "docs/index.md": "# 首页\n"})
        done = mkdocs_build(tmp_path)
        name = "资料" if "资料" in plugins else "data"
        assert done.status != 0
        assert one_line(done.said).endswith(f"gongkai：没有数据文件夹“{name}”，请建立，或用选项 data_dir 指明")
        assert not (tmp_path / "site").exists()

    def test_a_file_in_its_place(self, tmp_path: Path) -> None:
        write_files(tmp_path, {"mkdocs.yml": site_config(), "docs/index.md": "# 首页\n", "data": "a"})
        assert "没有数据文件夹“data”" in one_line(mkdocs_build(tmp_path).said)


class TestBroken:
    """An error stops with one list before anything is touched."""

    @pytest.fixture
    def old(self, tmp_path: Path, sample: str) -> dict[str, bytes]:
        """The files of the site as it was before."""
        built(project(tmp_path, {"2021.yml": sample}))
        write_files(tmp_path / "site", {"placed-by-hand.txt": "stays"})
        return read_all(tmp_path / "site")

    @pytest.mark.parametrize(
        ("text", "place"),
        [
            (WRONG, "第15行第12列 错误 G101 G102"),
            (("行政许可: 0", "行政许可：0"), "第7行第7列 错误 G203"),
            (("行政许可: 0", "行政许可: 1.5"), "第7行第9列 错误 G202"),
            (("年度: 2021", "年度: 2020"), "第1行第5列 错误 G307"),
            (("年度: 2021", "年度: [2021"), "第1行第5列 错误 G203"),
        ],
    )
    def test_the_old_site_stays(
        self, tmp_path: Path, sample: str, old: dict[str, bytes], text: tuple[str, str], place: str
    ) -> None:
        project(tmp_path, {"2021.yml": slip(sample, *text)})
        done = mkdocs_build(tmp_path)
        assert done.status == 1
        assert read_all(tmp_path / "site") == old
        assert done.said.count("data/office/2021.yml\n") == 1
        assert f"data/office/2021.yml\n  {place}\n" in done.said
        assert done.said.count("没有生成任何页面。") == done.said.count("改正后再构建。") == 1
        assert "Traceback" not in done.said

    def test_nothing_is_written(self, tmp_path: Path, sample: str) -> None:
        before = set(project(tmp_path, {"2021.yml": slip(sample, *WRONG)}).rglob("*"))
        assert mkdocs_build(tmp_path).status == 1
        # What was found is kept for the next build.
        kept = {tmp_path / ".cache", *(tmp_path / ".cache").rglob("*")}
        assert set(tmp_path.rglob("*")) - kept == before

    @pytest.mark.parametrize(
        "content", [b"", b"\x00\xff" * 900, "年度: 2021\n".encode("gbk"), b"- a\n", b"[" * 9000]
    )
    def test_what_is_no_report(self, tmp_path: Path, old: dict[str, bytes], content: bytes) -> None:
        project(tmp_path, {"2021.yml": content})
        done = build_here(tmp_path)
        assert done.status == 1
        assert "data/office/2021.yml\n  第1行第" in done.said
        assert "Traceback" not in done.said
        assert read_all(tmp_path / "site") == old

    def test_every_error_is_in_the_one_list(self, tmp_path: Path, sample: str) -> None:
        wrong = slip(slip(sample, *WRONG), *BLANKS)
        files = {"a/agency.yml": AGENCY, "a/2021.yml": wrong, "b/agency.yml": "名称: 甲\n", "b/2021.yml": wrong}
        project(tmp_path, {"2021.yml": wrong, "二〇二〇.yml": "a"})
        write_files(tmp_path / "data", files)
        said = mkdocs_build(tmp_path).said
        named = re.findall(r"^(data/\S+)$", said, re.MULTILINE)
        assert len(named) == len(set(named)) >= 4
        assert said.count("ERROR") == 1
        assert "WARNING" not in said

    def test_never(self, tmp_path: Path, sample: str) -> None:
        config = site_config(plugins="[{gongkai: {fail_on: never}}]")
        said = built(project(tmp_path, {"2021.yml": slip(sample, *WRONG)}, config), strict=False)
        assert said.count("G101 G102") == 1
        assert pages(tmp_path) == {*LISTS, REPORT}
        # As published: nothing on a public page says otherwise.
        assert "gongkai-panel" not in (tmp_path / "site" / REPORT).read_text(encoding="utf-8")

    def test_never_shows_what_it_can(self, tmp_path: Path, sample: str) -> None:
        """What cannot be read has no page; the others have."""
        config = site_config(plugins="[{gongkai: {fail_on: never}}]")
        project(tmp_path, {"2021.yml": sample, "2022.yml": "年度：2022"}, config)
        assert built(tmp_path, strict=False).count("G203") == 1
        assert pages(tmp_path) == {*LISTS, REPORT}


class TestWarnings:
    """Printed once, counted once."""

    def test_built(self, tmp_path: Path, sample: str) -> None:
        done = mkdocs_build(project(tmp_path, {"2021.yml": slip(sample, *BLANKS)}))
        said = done.said
        assert done.status == 0
        assert said.count("提醒 G201") == said.count("WARNING") == 2
        assert said.count("200 个数：2 处提醒。") == 1
        assert pages(tmp_path) == {*LISTS, REPORT}

    @pytest.mark.parametrize(
        ("options", "config"),
        [
            (["--strict"], site_config()),
            ([], site_config(more="strict: true\n")),
            ([], site_config(plugins="[{gongkai: {fail_on: warning}}]")),
            (["--strict"], site_config(plugins="[{gongkai: {fail_on: never}}]")),
        ],
    )
    def test_stopped_before_anything_is_touched(
        self, tmp_path: Path, sample: str, options: list[str], config: str
    ) -> None:
        built(project(tmp_path, {"2021.yml": sample}))
        old = read_all(tmp_path / "site")
        project(tmp_path, {"2021.yml": slip(sample, *BLANKS)}, config)
        done = mkdocs_build(tmp_path, *options)
        assert done.status == 1
        assert done.said.count("提醒 G201") == 2
        assert done.said.count("ERROR") == 1
        assert "WARNING" not in done.said
        assert read_all(tmp_path / "site") == old

    def test_an_accepted_one_stops_nothing(self, tmp_path: Path, sample: str) -> None:
        text = f"{slip(sample, *BLANKS)}核对说明:\n  - {{规则: G201, 处数: 2, 原因: 本机关无此职权。}}\n"
        assert "第8行起 2 处 已说明 G201：本机关无此职权。" in built(project(tmp_path, {"2021.yml": text}))

    def test_a_rule_switched_off(self, tmp_path: Path, sample: str) -> None:
        config = site_config(plugins="[{gongkai: {rules: {cell-blank: off}}}]")
        said = built(project(tmp_path, {"2021.yml": slip(sample, *BLANKS)}, config))
        assert "G201" not in said
        assert "没有发现问题" in said

    def test_an_error_switched_off(self, tmp_path: Path, sample: str) -> None:
        config = site_config(
            plugins="[{gongkai: {rules: {row-total: off, result-total: false, balance: 'off'}}}]"
        )
        assert "没有发现问题" in built(project(tmp_path, {"2021.yml": slip(sample, *WRONG)}, config))


class TestOptions:
    """A wrong option is one line."""

    @pytest.mark.parametrize(
        ("plugins", "says"),
        [
            ("[{gongkai: {rule: {}}}]", "gongkai 没有选项 rule；可用：data_dir、"),
            ("[{gongkai: {rules: {cell-blanks: off}}}]", "选项 rules 中没有名为 cell-blanks 的规则；可用："),
            ("[{gongkai: {rules: {cell-blank: {limit: 1}}}}]", "规则 cell-blank 没有选项 limit"),
            ("[{gongkai: {rules: {cell-blank: 3}}}]", "规则 cell-blank 应设为 off"),
            ("[{gongkai: {rules: {yaml-trap: off}}}]", "规则 yaml-trap 不能关闭"),
            ("[{gongkai: {rules: [cell-blank]}}]", "选项 rules 应写成"),
            ("[{gongkai: {fail_on: errors}}]", "选项 fail_on 应为 error、warning、never 之一，现为 errors"),
            ("[{gongkai: {output: ../up}}]", "选项 output 应为网站内的路径"),
            ("[{gongkai: {output: 年报}}]", "选项 output 应为网站内的路径"),
            ("[{gongkai: {output: ''}}]", "选项 output 应为网站内的路径"),
            ("[{gongkai: {data_dir: 3}}]", "选项 data_dir 应为文字，现为 3"),
            ("[{gongkai: {fonts_dir: 3}}]", "选项 fonts_dir 应为文字，现为 3"),
            ("[{gongkai: {fonts_dir: 字体}}]", "没有字体文件夹“字体”，请建立，或改正选项 fonts_dir"),
            ("[{gongkai: {drafts: 是}}]", "选项 drafts 应为 true 或 false"),
            ("[{gongkai: {through_year: 21}}]", "选项 through_year 应为四位年份"),
        ],
    )
    def test_wrong(self, tmp_path: Path, sample: str, plugins: str, says: str) -> None:
        project(tmp_path, {"2021.yml": sample}, site_config(plugins=plugins))
        done = build_here(tmp_path)
        assert done.status == 1
        assert says in one_line(done.said)
        assert not (tmp_path / "site").exists()

    @pytest.mark.parametrize("name", ["reports/index.md", "reports/office/index.md", "reports/office/2021.md"])
    def test_a_hand_written_page_in_our_place(self, tmp_path: Path, sample: str, name: str) -> None:
        project(tmp_path, {"2021.yml": sample})
        write_files(tmp_path, {f"docs/{name}": "# 我的\n"})
        done = build_here(tmp_path)
        assert done.status == 1
        assert one_line(done.said).endswith(
            f"docs/{name} 与报告的页面或文件同名，请改名，或用选项 output 换一个路径"
        )
        assert not (tmp_path / "site").exists()

    @pytest.mark.parametrize("name", ["reports/README.md", "reports/office/2021/index.md", "reports/office.md"])
    def test_a_page_that_comes_out_in_our_place(self, tmp_path: Path, sample: str, name: str) -> None:
        """Under another name, but at the same address."""
        project(tmp_path, {"2021.yml": sample})
        write_files(tmp_path, {f"docs/{name}": "# 我的\n"})
        done = build_here(tmp_path)
        assert done.status == 1
        assert f"docs/{name} 与报告的页面或文件同名" in one_line(done.said)
        assert not (tmp_path / "site").exists()

    @pytest.mark.parametrize(
        "name", ["reports/README.md", "reports/index.html", "reports/office/2021.markdown"]
    )
    def test_a_page_that_comes_out_in_our_place_without_directories(
        self, tmp_path: Path, sample: str, name: str
    ) -> None:
        project(tmp_path, {"2021.yml": sample}, site_config(more="use_directory_urls: false\n"))
        write_files(tmp_path, {f"docs/{name}": "# 我的\n"})
        done = build_here(tmp_path)
        assert done.status == 1
        assert f"docs/{name} 与报告的页面或文件同名" in one_line(done.said)

    @pytest.mark.parametrize(
        ("former", "name"),
        [
            ("about", "about.md"),
            ("old.html", "old.html"),
            ("index.html", "index.md"),
            ("index.html", "README.md"),
        ],
    )
    def test_a_former_address_that_is_a_page_of_the_site(
        self, tmp_path: Path, sample: str, former: str, name: str
    ) -> None:
        """The page stays; who wrote the address learns where."""
        text = f"{sample}曾用地址: [{former}]\n"
        project(tmp_path, {"2021.yml": text})
        (tmp_path / "docs/index.md").unlink()
        write_files(tmp_path, {f"docs/{name}": "# 我的\n"})
        done = build_here(tmp_path)
        assert done.status == 1
        place = f"data/office/2021.yml 第{text.count(chr(10))}行"
        assert f"{place}：曾用地址 {former} 就是现在 docs/{name} 的地址，请删去" in one_line(done.said)

    def test_a_former_address_that_is_a_page_of_ours(self, tmp_path: Path, sample: str) -> None:
        project(tmp_path, {"2021.yml": f"{sample}曾用地址: [reports/office/]\n"})
        done = build_here(tmp_path)
        assert done.status == 1
        assert "曾用地址 reports/office/ 就是现在一页的地址，请删去" in one_line(done.said)

    @pytest.mark.parametrize(
        ("directories", "name"),
        [("true", "reports/office/2021/more.md"), ("false", "reports.md"), ("false", "reports/office.md")],
    )
    def test_a_page_beside_ours(self, tmp_path: Path, sample: str, directories: str, name: str) -> None:
        config = site_config(more=f"use_directory_urls: {directories}\n")
        write_files(project(tmp_path, {"2021.yml": sample}, config), {f"docs/{name}": "# 我的\n"})
        built(tmp_path)
        texts = [page(tmp_path, n).text_content() for n in read_all(tmp_path / "site") if n.endswith("html")]
        assert sum("我的" in text for text in texts) >= 1
        assert broken_links(tmp_path / "site") == []


class TestNavigation:
    """With `nav` nothing is added, without it one section; nobody is warned of pages outside it."""

    @pytest.fixture
    def folder(self, tmp_path: Path, sample: str) -> Path:
        """Two agencies at the top, one below the first; three pages of the site's own."""
        project(tmp_path, {"2021.yml": sample, "sub/agency.yml": "名称: 下级\n类别: 部门\n"})
        write_files(
            tmp_path,
            {
                "data/bureau/agency.yml": "名称: 样例局\n类别: 部门\n",
                "data/bureau/2021.yml": sample,
                "docs/about.md": "# 关于\n",
                "docs/guide/index.md": "# 指南\n",
            },
        )
        return tmp_path

    LINKS = "//*[contains(@class, 'navbar-nav')]//a[not(@rel) and not(starts-with(@href, '#'))]/@href"

    def test_not_given(self, folder: Path) -> None:
        said = built(folder)
        assert 'not included in the "nav"' not in said
        links = page(folder, "index.html").xpath(self.LINKS)
        assert links == [".", "about/", "guide/", "reports/", "reports/bureau/", "reports/office/"]
        (title,) = page(folder, "index.html").xpath(
            "//*[contains(@class, 'dropdown-toggle')][contains(., '年度')]"
        )
        assert title.text_content().strip() == "政府信息公开年度报告"

    def test_next_and_previous_go_through_all_of_it(self, folder: Path) -> None:
        built(folder)
        order = ["", "about/", "guide/", "reports/", "reports/bureau/", "reports/office/"]
        for before, here, after in zip(["", *order], order, [*order[1:], ""], strict=False):
            root = page(folder, f"{here}index.html")
            for rel, other in (("prev", before if here else ""), ("next", after)):
                (link,) = root.xpath(f"//a[@rel='{rel}']") or [None]
                href = link.get("href") if link is not None else None
                expected = None if href is None else urljoin(f"http://h/{here}", href).removeprefix("http://h/")
                first_or_last = (rel == "prev" and here == "") or (rel == "next" and here == order[-1])
                assert (href is None) if first_or_last else (expected == other)

    def test_reports_have_no_neighbours(self, folder: Path) -> None:
        built(folder)
        root = page(folder, REPORT)
        assert [a.get("href") for a in root.xpath("//a[@rel='prev' or @rel='next'][@href]")] == []

    def test_given(self, folder: Path) -> None:
        nav = "nav:\n  - 首页: index.md\n  - 年报: reports/index.md\n  - 关于: about.md\n  - 指南: guide/index.md\n"
        write_files(folder, {"mkdocs.yml": site_config(more=nav)})
        said = built(folder)
        assert 'not included in the "nav"' not in said
        assert page(folder, "index.html").xpath(self.LINKS) == [".", "reports/", "about/", "guide/"]
        assert len(pages(folder)) == 7

    def test_given_without_ours(self, folder: Path) -> None:
        nav = "nav: [index.md, about.md, guide/index.md]\n"
        write_files(folder, {"mkdocs.yml": site_config(more=nav)})
        assert "reports" not in built(folder)
        assert page(folder, "index.html").xpath(self.LINKS) == [".", "about/", "guide/"]

    def test_what_the_site_leaves_out_itself_stays_out(self, folder: Path) -> None:
        write_files(folder, {"mkdocs.yml": site_config(more="not_in_nav: /about.md\nexclude_docs: guide/\n")})
        built(folder)
        assert page(folder, "index.html").xpath(self.LINKS)[:2] == [".", "reports/"]


class TestEditLinks:
    """The button leads to the YAML."""

    REPO = "repo_url: https://git.example.gov.cn/o/r\n"

    @pytest.mark.parametrize("theme", ["mkdocs", "material"])
    def test_edit_uri(self, tmp_path: Path, sample: str, theme: str) -> None:
        more = f"{self.REPO}edit_uri: edit/main/docs/\n"
        config = site_config(theme, more=more).replace(
            "font: false", "font: false, features: [content.action.edit]"
        )
        built(project(tmp_path, {"2021.yml": sample}, config))
        start = "https://git.example.gov.cn/o/r/edit/main/"
        for name, source in (
            (REPORT, "data/office/2021.yml"),
            ("reports/office/index.html", "data/office/agency.yml"),
            ("index.html", "docs/index.md"),
        ):
            links = page(tmp_path, name).xpath(f"//a[starts-with(@href, '{start}')]/@href")
            assert {resolved(link) for link in links} == {f"{start}{source}"}

    def test_the_index_has_no_source(self, tmp_path: Path, sample: str) -> None:
        more = f"{self.REPO}edit_uri: edit/main/docs/\n"
        built(project(tmp_path, {"2021.yml": sample}, site_config(more=more)))
        assert page(tmp_path, "reports/index.html").xpath("//a[contains(@href, 'edit/main')]") == []

    def test_edit_uri_template(self, tmp_path: Path, sample: str) -> None:
        more = "edit_uri_template: 'https://git.example.gov.cn/edit?file=docs/{path}'\n"
        built(project(tmp_path, {"2021.yml": sample}, site_config(more=self.REPO + more)))
        links = page(tmp_path, REPORT).xpath("//a[contains(@href, '/edit?file')]/@href")
        assert links == ["https://git.example.gov.cn/edit?file=docs/../data/office/2021.yml"]

    def test_none(self, tmp_path: Path, sample: str) -> None:
        built(project(tmp_path, {"2021.yml": sample}))
        assert "Edit" not in page(tmp_path, REPORT).text_content()


def resolved(address: str) -> str:
    """An address as a browser asks for it, without `..`."""
    return urljoin(address, re.sub(r"^https?://[^/]+", "", address))


class TestDates:
    """The sitemap has the dates of reports; what is not ours has its own."""

    def dates(self, folder: Path) -> dict[str, str | None]:
        root = etree.fromstring((folder / "site/sitemap.xml").read_bytes())
        space = {"s": root.nsmap[None]}
        start = "https://www.example.gov.cn/nb/"
        return {
            url.findtext("s:loc", "", space).removeprefix(start): url.findtext("s:lastmod", None, space)
            for url in root.iterfind("s:url", space)
        }

    @pytest.mark.parametrize("theme", ["mkdocs", "material"])
    def test_sitemap(self, tmp_path: Path, sample: str, theme: str, monkeypatch: pytest.MonkeyPatch) -> None:
        # The site's own pages have the date that MkDocs gives them.
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1643846400")
        next_year = report_text("haishu-office-2021", 2022)
        corrected = "更正:\n  - {日期: 2022-03-02, 说明: 原为17。}\n"
        project(
            tmp_path,
            {"2021.yml": sample + corrected, "2022.yml": next_year},
            site_config(
                theme,
                f"[search, {{gongkai: {{rules: {UNCHAINED}}}}}]",
                more="site_url: https://www.example.gov.cn/nb/\n",
            ),
        )
        write_files(
            tmp_path,
            {
                "data/other/agency.yml": AGENCY,
                "data/other/2021.yml": undated(sample) + "核对说明: [{规则: G701, 原因: 查不到。}]\n",
            },
        )
        built(tmp_path)
        assert self.dates(tmp_path) == {
            "": "2022-02-03",
            "reports/": "2023-01-20",
            "reports/office/": "2023-01-20",
            "reports/office/compare/": "2023-01-20",
            "reports/office/2021/": "2022-03-02",
            "reports/office/2022/": "2023-01-20",
            "reports/other/": None,
            "reports/other/2021/": None,
            "reports/years/2021/": "2022-03-02",
        }
        assert "<lastmod>0" not in (tmp_path / "site/sitemap.xml").read_text(encoding="utf-8")


class TestDrafts:
    """草稿: left out of a build, whatever is wrong with it."""

    @pytest.mark.parametrize("text", [WRONG, BLANKS, ("年度: 2021", "年度: 2021\n不认识: 1")])
    def test_left_out_and_never_fails(self, tmp_path: Path, sample: str, text: tuple[str, str]) -> None:
        draft = f"{slip(sample, *text)}草稿: true\n"
        project(tmp_path, {"2021.yml": draft, "2022.yml": report_text("haishu-office-2021", 2022)})
        built(tmp_path)
        assert pages(tmp_path) == {*LISTS, "reports/office/2022/index.html"}
        files = {n: d for n, d in read_all(tmp_path / "site").items() if not n.startswith("reports/schema/")}
        assert not [name for name, data in files.items() if "草稿".encode() in data]
        assert "2021" not in page(tmp_path, "reports/office/index.html").text_content()

    @pytest.mark.parametrize("theme", ["mkdocs", "material"])
    def test_shown_where_the_option_asks(self, tmp_path: Path, sample: str, theme: str) -> None:
        config = site_config(theme, plugins="[{gongkai: {drafts: true}}]")
        built(project(tmp_path, {"2021.yml": f"{slip(sample, *WRONG)}草稿: true\n"}, config))
        root = page(tmp_path, REPORT)
        assert root.xpath("//meta[@name='robots']/@content") == ["noindex"]
        assert "草稿" in root.text_content()
        assert page(tmp_path, "reports/office/index.html").xpath("//meta[@name='robots']") == []


@pytest.mark.thorough
@pytest.mark.parametrize("directories", [True, False], ids=["folders", "files"])
@pytest.mark.parametrize("theme", ["material", "mkdocs"])
def test_every_link_of_the_demonstration_holds(
    demonstration: Callable[..., Path], theme: str, directories: bool
) -> None:
    """Files and anchors, handbook included."""
    site = demonstration(theme, directories=directories)
    assert broken_links(site) == []
    reports = [
        name for name in read_all(site) if re.fullmatch(r"reports/(?!years/).*20\d\d(/index)?\.html", name)
    ]
    own = [path for path in (ROOT / "data").rglob("20??.yml") if "草稿: true" not in path.read_text("utf-8")]
    assert len(reports) == len(own)


def test_the_crawler_sees_broken_links(tmp_path: Path) -> None:
    """So that the test above can fail."""
    write_files(
        tmp_path,
        {
            "index.html": '<a href="a/">1</a><a href="a/#x">2</a><a href="#y">3</a><img src="p.png"><a href="/a/">4</a>',
            "a/index.html": '<p id="x"><a href="..">1</a><a href="../b/">2</a><a href="https://other/">3</a></p>',
        },
    )
    assert broken_links(tmp_path) == [("index.html", "#y"), ("index.html", "p.png"), ("a/index.html", "../b/")]
