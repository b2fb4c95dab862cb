"""The Atom feed of what is new: valid, stable, and silent where nothing may be said."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import pytest
from lxml import etree

from gongkai.addresses import Addresses
from gongkai.pages import news
from gongkai.pages.news import MOST
from gongkai.writers.feed import write_feed
from tests.helpers.commands import build_here, project, site_config
from tests.helpers.support import AGENCY, read_files, undated

ATOM = "{http://www.w3.org/2005/Atom}"
SITE_URL = "https://www.example.gov.cn/zfxxgk/nb/"
CORRECTED = "更正:\n  - {日期: 2022-03-02, 说明: 原为17，现更正为18。}\n  - {日期: 2022-04-01 08:00, 说明: 再次更正。}\n"
WITHDRAWN = "撤回: {日期: 2022-05-06, 说明: 内容有误<重编>。}\n"
DRAFT = "草稿: true\n"


def feed(folder: Path, *texts: str, site_url: str | None = SITE_URL, name: str = "样例区") -> etree.Element:
    """The feed of an office's reports, the first of 2021, the next of 2022 …"""
    files = {f"office/{2021 + number}.yml": text for number, text in enumerate(texts)}
    archive, _ = read_files(folder, {"office/agency.yml": AGENCY.replace("样例区", name), **files})
    return etree.fromstring(write_feed(news(archive.reports), Addresses(), site_url))


def entries(root: etree.Element, *names: str) -> list[tuple[str, ...]]:
    """Those children of each entry, as text; of a link its address."""

    def text(entry: etree.Element, name: str) -> str:
        child = entry.find(f"{ATOM}{name}")
        return child.get("href") if name == "link" else "".join(child.itertext()).strip()

    return [tuple(text(entry, name) for name in names) for entry in root.findall(f"{ATOM}entry")]


def check(root: etree.Element) -> None:
    """What RFC 4287 wants of a feed with entries like ours: which elements, how often, with which content."""
    once = {f"{ATOM}{name}" for name in ("id", "title", "updated")}
    assert root.tag == f"{ATOM}feed"
    for element in (root, *root.findall(f"{ATOM}entry")):
        tags = [child.tag for child in element]
        assert all(tags.count(tag) == 1 for tag in once)
        assert set(tags) <= once | {f"{ATOM}{n}" for n in ("link", "entry", "author", "summary")}
        assert re.fullmatch(r"(?:tag:[a-z0-9.-]+,\d{4}:|urn:uuid:)\S+", element.findtext(f"{ATOM}id"))
        assert datetime.fromisoformat(element.findtext(f"{ATOM}updated")).utcoffset() is not None
        assert element.findtext(f"{ATOM}title").strip()
        relations = [link.get("rel") for link in element.findall(f"{ATOM}link")]
        assert len(relations) == len(set(relations))
        assert all(set(link.keys()) == {"rel", "type", "href"} for link in element.findall(f"{ATOM}link"))
    for entry in root.findall(f"{ATOM}entry"):
        assert entry.findtext(f"{ATOM}author/{ATOM}name")
        assert entry.find(f"{ATOM}link").get("rel") == "alternate"
    ids = [element.text for element in root.iter(f"{ATOM}id")]
    assert len(ids) == len(set(ids))
    assert root.findtext(f"{ATOM}updated") == max(
        root.xpath("//*[local-name()='entry']/*[local-name()='updated']/text()")
    )


class TestEntries:
    """What is announced."""

    def test_published_and_corrected(self, tmp_path: Path, sample: str) -> None:
        """Newest first, each event an entry of its own."""
        root = feed(tmp_path, sample + CORRECTED)
        check(root)
        name = "样例区人民政府办公室2021年政府信息公开工作年度报告"
        page = f"{SITE_URL}reports/office/2021/"
        assert entries(root, "title", "updated", "link", "summary") == [
            (f"更正：{name}", "2022-04-01T08:00:00+08:00", f"{page}#correction-2", "再次更正。"),
            (f"更正：{name}", "2022-03-02T00:00:00+08:00", f"{page}#correction-1", "原为17，现更正为18。"),
            (name, "2022-01-20T00:00:00+08:00", page, "样例区人民政府办公室发布了2021年的报告。"),
        ]

    def test_of_a_withdrawn_report_only_that(self, tmp_path: Path, sample: str) -> None:
        root = feed(tmp_path, sample + CORRECTED + WITHDRAWN)
        check(root)
        assert entries(root, "summary", "link") == [
            ("内容有误<重编>。", f"{SITE_URL}reports/office/2021/#withdrawn")
        ]

    @pytest.mark.parametrize("more", [DRAFT, ""], ids=["draft", "undated"])
    def test_nothing(self, tmp_path: Path, sample: str, more: str) -> None:
        text = sample + more if more else undated(sample)
        archive, _ = read_files(tmp_path, {"office/agency.yml": AGENCY, "office/2021.yml": text})
        assert news(archive.reports) == ()

    def test_the_newest(self, tmp_path: Path, sample: str) -> None:
        many = "更正:\n" + "".join(
            f"  - {{日期: {2023 + n // 12}-{n % 12 + 1:02}-02, 说明: 第{n}次。}}\n" for n in range(MOST)
        )
        root = feed(tmp_path, sample + many)
        check(root)
        summaries = [summary for (summary,) in entries(root, "summary")]
        assert summaries == [f"第{n}次。" for n in reversed(range(MOST))]


class TestAddresses:
    """Of the feed and its entries."""

    def test_without_site_url(self, tmp_path: Path, sample: str) -> None:
        """Links are relative to the feed, ids never."""
        root = feed(tmp_path, sample, site_url=None)
        check(root)
        assert entries(root, "link") == [("office/2021/",)]
        assert root.find(f"{ATOM}link").get("href") == "./"

    def test_with_site_url(self, tmp_path: Path, sample: str) -> None:
        root = feed(tmp_path, sample)
        assert [link.get("href") for link in root.findall(f"{ATOM}link")] == [
            f"{SITE_URL}reports/feed.xml",
            f"{SITE_URL}reports/",
        ]
        assert root.findtext(f"{ATOM}id") == "tag:www.example.gov.cn,2019:/zfxxgk/nb/"
        assert entries(root, "id") == [("tag:www.example.gov.cn,2019:/zfxxgk/nb/office/2021",)]

    @pytest.mark.parametrize("site_url", [SITE_URL, None])
    def test_an_id_outlives_name_date_and_title(
        self, tmp_path: Path, sample: str, site_url: str | None
    ) -> None:
        first = feed(tmp_path, sample + CORRECTED, site_url=site_url)
        changed = undated(sample) + "发布日期: 2022-02-02\n标题: 新标题\n" + CORRECTED
        second = feed(tmp_path, changed, site_url=site_url, name="新样例区")
        assert sorted(entries(first, "id")) == sorted(entries(second, "id"))


@pytest.mark.builds
class TestSite:
    """The feed in a built site."""

    @pytest.mark.parametrize("more", ["", f"site_url: {SITE_URL}\n"], ids=["no site_url", "site_url"])
    def test_built(self, tmp_path: Path, sample: str, more: str) -> None:
        assert build_here(project(tmp_path, {"2021.yml": sample}, site_config(more=more))).status == 0
        check(etree.parse(tmp_path / "site/reports/feed.xml").getroot())

    def test_none_where_nothing_is_new(self, tmp_path: Path, sample: str) -> None:
        project(tmp_path, {"2021.yml": sample + DRAFT})
        assert build_here(tmp_path).status == 0
        assert not (tmp_path / "site/reports/feed.xml").exists()
        assert b"atom+xml" not in (tmp_path / "site/reports/index.html").read_bytes()
