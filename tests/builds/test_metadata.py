"""What pages say of themselves in their head, and of the site in their foot."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import html

from gongkai.addresses import INDEX, Page
from gongkai.pages import Distribution, Metadata, metadata
from gongkai.settings import Settings, SettingsError, make_settings
from gongkai.writers.html.head import with_head, write_head
from tests.helpers.commands import build_here, project, site_config
from tests.helpers.support import AGENCY, read_files, undated, write_files

WEBSITE = '网站: {名称: 样例区政府网站, 域名: www.example.gov.cn, 标识码: "3302030000"}\n'
SITE = [("SiteName", "样例区政府网站"), ("SiteDomain", "www.example.gov.cn"), ("SiteIDCode", "3302030000")]
NAME = "样例区人民政府办公室2021年政府信息公开工作年度报告"
REPORT = Page("office", 2021)
TIMED = "发布日期: 2022-01-20 09:30\n"


def column(whose: str, keywords: str) -> list[tuple[str, str]]:
    """The tags of a column."""
    return [
        ("ColumnName", "政府信息公开工作年度报告"),
        ("ColumnDescription", f"{whose}历年政府信息公开工作年度报告"),
        ("ColumnKeywords", keywords),
        ("ColumnType", "信息公开年报"),
    ]


OFFICE = column("样例区人民政府办公室", "政府信息公开,年度报告,样例区人民政府办公室")


def about(
    folder: Path, text: str, page: Page = REPORT, agency: str = AGENCY + WEBSITE, **more: object
) -> Metadata:
    """The metadata of a page of a site of one report."""
    archive, _ = read_files(folder, {"office/agency.yml": agency, "office/2021.yml": text})
    options = more.pop("options", {})
    return metadata(page, archive, Settings(**options), **more)  # type: ignore[arg-type]


class TestTags:
    """The names and values of 政府网站发展指引."""

    def test_report(self, tmp_path: Path, sample: str) -> None:
        address = "https://www.example.gov.cn/reports/office/2021/"
        found = about(tmp_path, undated(sample) + TIMED, address=address)
        assert list(found.tags) == [
            *SITE,
            *OFFICE,
            ("ArticleTitle", NAME),
            ("PubDate", "2022-01-20 09:30"),
            ("ContentSource", "样例区人民政府办公室"),
            ("Keywords", "政府信息公开,年度报告,样例区人民政府办公室,2021年"),
            ("Author", "样例区人民政府办公室"),
            ("Description", f"{NAME}，统计期限为2021年1月1日至2021年12月31日。"),
            ("Url", address),
        ]

    def test_agency(self, tmp_path: Path, sample: str) -> None:
        assert list(about(tmp_path, sample, Page("office")).tags) == [*SITE, *OFFICE]

    def test_all_agencies(self, tmp_path: Path, sample: str) -> None:
        found = about(tmp_path, sample, INDEX)
        assert list(found.tags) == [*SITE, *column("各机关", "政府信息公开,年度报告")]

    def test_what_is_not_known_is_not_said(self, tmp_path: Path, sample: str) -> None:
        names = {name for name, _ in about(tmp_path, undated(sample), agency=AGENCY).tags}
        assert names.isdisjoint({"SiteName", "SiteDomain", "SiteIDCode", "PubDate", "Url"})

    def test_without_a_time(self, tmp_path: Path, sample: str) -> None:
        """The annex asks for hours and minutes."""
        assert dict(about(tmp_path, sample).tags)["PubDate"] == "2022-01-20 00:00"

    def test_origin(self, tmp_path: Path, sample: str) -> None:
        assert (
            dict(about(tmp_path, f"{sample}来源: 样例区政府网站\n").tags)["ContentSource"] == "样例区政府网站"
        )

    def test_code_of_the_options(self, tmp_path: Path, sample: str) -> None:
        found = about(tmp_path, sample, agency=AGENCY, options={"site_id_code": "bm01000001"})
        assert dict(found.tags)["SiteIDCode"] == "bm01000001"

    def test_two_websites_have_none_in_common(self, tmp_path: Path, sample: str) -> None:
        write_files(tmp_path, {"data/other/agency.yml": AGENCY + WEBSITE.replace("样例区", "乙区")})
        assert "SiteName" not in dict(about(tmp_path, sample, INDEX).tags)

    def test_the_website_is_that_of_today(self, tmp_path: Path, sample: str) -> None:
        found = about(tmp_path, f"{sample}网站: {{名称: 旧网站, 域名: old.example.gov.cn}}\n")
        assert dict(found.tags)["SiteName"] == "样例区政府网站"


class TestDataset:
    """The figures of a report for search engines."""

    def test_report(self, tmp_path: Path, sample: str) -> None:
        corrected = f"{sample}更正:\n  - {{日期: 2022-03-02, 说明: 更正说明。}}\n"
        file = Distribution("text/csv", "https://www.example.gov.cn/reports/office/2021.csv")
        assert about(tmp_path, corrected, distributions=(file,)).dataset == {
            "@context": "https://schema.org",
            "@type": "Dataset",
            "name": NAME,
            "description": f"{NAME}，统计期限为2021年1月1日至2021年12月31日。内容包括主动公开政府信息情况、收到和处理政府"
            "信息公开申请情况、政府信息公开行政复议、行政诉讼情况的统计数据。",
            "creator": {"@type": "GovernmentOrganization", "name": "样例区人民政府办公室"},
            "datePublished": "2022-01-20",
            "dateModified": "2022-03-02",
            "temporalCoverage": "2021-01-01/2021-12-31",
            "inLanguage": "zh-CN",
            "distribution": [
                {"@type": "DataDownload", "encodingFormat": "text/csv", "contentUrl": file.address},
            ],
        }

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("CC-BY-4.0", {"@type": "CreativeWork", "name": "CC-BY-4.0"}),
            ("https://www.example.gov.cn/xy.html", "https://www.example.gov.cn/xy.html"),
        ],
    )
    def test_licence(self, tmp_path: Path, sample: str, text: str, said: object) -> None:
        dataset = about(tmp_path, sample, options={"license": text}).dataset
        assert dataset is not None
        assert dataset["license"] == said

    @pytest.mark.parametrize(
        "more", ["撤回: {日期: 2022-05-06, 说明: 内容有误。}\n", "草稿: true\n"], ids=["withdrawn", "draft"]
    )
    def test_none_where_no_figure_is_public(self, tmp_path: Path, sample: str, more: str) -> None:
        assert about(tmp_path, sample + more).dataset is None

    def test_none_without_figures(self, tmp_path: Path) -> None:
        text = "年度: 2021\n格式: 自由\n章节:\n  - {标题: 概述, 内容: 无。}\n"
        assert about(tmp_path, text).dataset is None

    def test_a_withdrawn_report_is_described_as_such(self, tmp_path: Path, sample: str) -> None:
        found = about(tmp_path, f"{sample}撤回: {{日期: 2022-05-06, 说明: 内容有误。}}\n")
        assert dict(found.tags)["Description"] == f"{NAME}（已撤回）。"


class TestHead:
    """How it is written."""

    def test_a_title_ends_neither_tag_nor_script(self) -> None:
        evil = "</script><b>\"&'\u2028<!--"
        head = write_head(Metadata((("ArticleTitle", evil),), {"name": evil}))
        root = html.document_fromstring(f"<html><head>{head}</head><body>x</body></html>")
        assert root.xpath("string(//meta[@name='ArticleTitle']/@content)") == evil
        assert json.loads(root.xpath("string(//script)")) == {"name": evil}
        assert root.xpath("//b") == []
        assert head.count("<") == 3

    def test_a_tag_of_the_theme_stays_the_only_one(self) -> None:
        page = '<head><meta name="description" content="theme"></head>'
        head = write_head(Metadata((("Description", "ours"), ("Author", "ours"))))
        names = html.document_fromstring(with_head(page, head)).xpath("//meta/@name")
        assert names == ["description", "Author"]

    @pytest.mark.parametrize("theme", ["mkdocs", "material"])
    def test_pages(self, tmp_path: Path, sample: str, theme: str) -> None:
        """Each tag once, whatever the theme; hand-written pages have none."""
        project(tmp_path, {"2021.yml": sample}, site_config(theme, more="site_description: 主题的说明\n"))
        write_files(tmp_path, {"data/office/agency.yml": AGENCY + WEBSITE})
        assert build_here(tmp_path).status == 0
        for name, count in (("reports", 7), ("reports/office", 7), ("reports/office/2021", 13)):
            root = html.document_fromstring((tmp_path / "site" / name / "index.html").read_bytes())
            names = [each.lower() for each in root.xpath("//head/meta/@name")]
            assert len(names) == len(set(names))
            ours = {"sitename", "columnname", "articletitle", "pubdate", "keywords", "author"}
            assert len(ours & set(names)) == (6 if count == 13 else 2)
            assert root.xpath("//link[@type='application/atom+xml']/@href") == [
                "../" * name.count("/") + "feed.xml"
            ]
        assert root.xpath("//meta[@name='description' or @name='Description']/@content") == [
            "2021年新收政府信息公开申请41件，没有上年结转的申请；办结40件，其中予以公开20件、部分公开2件，合计占办结的"
            "55.0%；结转下年度1件。没有行政复议，行政诉讼1件。"
        ]
        assert json.loads(root.xpath("string(//script[@type='application/ld+json'])"))["name"] == NAME
        assert b"SiteName" not in (tmp_path / "site/index.html").read_bytes()


class TestFooter:
    """主办单位, 网站标识码, ICP备案, 公安备案."""

    @pytest.mark.parametrize("theme", ["mkdocs", "material"])
    def test_shown(self, tmp_path: Path, sample: str, theme: str) -> None:
        options = 'organizer: 样例区<办>, site_id_code: "3302030000", icp_record: 浙ICP备1号, police_record: 浙公网安备 33020302000001号'
        config = site_config(theme, plugins=f"[search, {{gongkai: {{{options}}}}}]")
        assert build_here(project(tmp_path, {"2021.yml": sample}, config)).status == 0
        for name in ("reports", "reports/office", "reports/office/2021"):
            root = html.document_fromstring((tmp_path / "site" / name / "index.html").read_text("utf-8"))
            (footer,) = root.xpath("//*[@class='gongkai-footer']")
            assert [span.text_content() for span in footer] == [
                *(
                    "主办单位：样例区<办>",
                    "网站标识码：3302030000",
                    "浙ICP备1号",
                    "浙公网安备 33020302000001号",
                    "订阅更新（Atom）",
                    "文件清单（SHA-256）",
                ),
            ]
            assert footer.xpath(".//@href")[:-2] == [
                "https://beian.miit.gov.cn/",
                "https://beian.mps.gov.cn/#/query/webSearch?code=33020302000001",
            ]
            assert footer.xpath("following::footer") != []

    def test_nothing_set(self, tmp_path: Path, sample: str) -> None:
        assert build_here(project(tmp_path, {"2021.yml": sample})).status == 0
        root = html.document_fromstring((tmp_path / "site/reports/index.html").read_text("utf-8"))
        assert root.xpath("//*[@class='gongkai-footer']/span/a/@href") == ["feed.xml", "manifest.json"]

    @pytest.mark.parametrize(
        ("options", "says"),
        [
            ({"organizer": 3}, "选项 organizer 应为文字，现为 3；数字请加引号"),
            ({"site_id_code": 3302030000}, "选项 site_id_code 应为文字，现为 3302030000；数字请加引号"),
            ({"site_id_code": "33020300"}, "选项 site_id_code 应为十位的网站标识码，现为 33020300"),
            ({"icp_record": ["x"]}, "选项 icp_record 应为文字"),
        ],
    )
    def test_wrong(self, options: dict[str, object], says: str) -> None:
        with pytest.raises(SettingsError, match=says):
            make_settings(options, {})
