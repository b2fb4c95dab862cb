"""A report to paste: nothing that an editor would drop, and nothing lost against the page of the site."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from gongkai.documents.formats import FORMATS, PLAIN
from gongkai.settings import Settings
from gongkai.writers.html.fragment import SHOWN_COMPUTED
from tests.helpers.commands import gongkai_here, project
from tests.helpers.marked import slip
from tests.helpers.support import AGENCY, NARRATIVES, read_files

WRITTEN = {"styled": FORMATS["fragment"], "plain": PLAIN["fragment"]}
both = pytest.mark.parametrize("flavour", WRITTEN)
Cells = list[tuple[str | None, str | None, str]]


def written(folder: Path, text: str, flavour: str = "styled") -> str:
    archive, _ = read_files(folder, {"office/agency.yml": AGENCY, "office/2021.yml": text})
    return WRITTEN[flavour].write(archive.reports[0], archive, Settings()).decode()


def tree(text: str) -> html.HtmlElement:
    return html.fragment_fromstring(text, create_parent="div")


def cells(root: html.HtmlElement) -> Cells:
    """The cells of all tables, with their spans."""
    return [
        (cell.get("rowspan"), cell.get("colspan"), cell.text_content().replace("空白", ""))
        for cell in root.xpath("//table//th | //table//td")
    ]


@both
def test_flat_and_without_what_is_dropped(tmp_path: Path, sample: str, flavour: str) -> None:
    """Only elements that editors know, none around the others; no class, id or role."""
    root = tree(written(tmp_path, sample, flavour))
    assert {each.tag for each in root} == {"h1", "h2", "p", "table"}
    inside = {each.tag for each in root.iterdescendants()} - {each.tag for each in root}
    assert inside <= {"thead", "tbody", "tr", "th", "td", "a", "strong", "sup", "u", "ul", "li", "img"}
    assert {*root.xpath("//@class | //@id | //@role | //@headers")} == set()


def test_plain_has_no_style(tmp_path: Path, sample: str) -> None:
    root = tree(written(tmp_path, sample, "plain"))
    assert root.xpath("//@style") == []
    assert root.xpath("//table/@border") == ["1", "1", "1"]


@both
def test_the_tables_are_those_of_the_page(tmp_path: Path, sample: str, flavour: str) -> None:
    archive, _ = read_files(tmp_path, {"office/agency.yml": AGENCY, "office/2021.yml": sample})
    page = html.fromstring(FORMATS["html"].write(archive.reports[0], archive, Settings()))
    assert cells(tree(written(tmp_path, sample, flavour))) == cells(page)
    assert len(cells(page)) > 250


@both
def test_fits_where_it_is_kept(tmp_path: Path, sample: str, flavour: str) -> None:
    """Its tables leave more than half of the 64 KB that a field of text holds in many a database."""
    assert len(written(tmp_path, sample, flavour).encode()) < 30_000


def test_a_blank_is_empty(tmp_path: Path, sample: str) -> None:
    """No word for screen readers, which would be seen without a style."""
    text = slip(sample, "继续办理: [1, 0, 0, 0, 0, 0, 1]", "继续办理: [1, ~, 0, 0, 0, 0, 1]")
    (row,) = tree(written(tmp_path, text)).xpath("//tr[th[contains(., '四、结转下年度')]]")
    assert [cell.text or "" for cell in row.xpath("td")] == ["1", "", "0", "0", "0", "0", "1"]


def test_a_computed_total_is_underlined_and_said(tmp_path: Path, sample: str) -> None:
    columns = "自然人: 1, 商业企业: 0, 科研机构: 0, 社会公益组织: 0, 法律服务机构: 0, 其他: 0"
    root = tree(written(tmp_path, slip(sample, "继续办理: [1, 0, 0, 0, 0, 0, 1]", f"继续办理: {{{columns}}}")))
    assert [each.text for each in root.xpath("//td/u")] == ["1"]
    assert root.xpath(f"//table/following-sibling::p[.='{SHOWN_COMPUTED}']")


def test_a_heading_runs_in(tmp_path: Path, sample: str) -> None:
    line = "（一）推进公开。本机关依法公开政府信息，" + "及时答复各类申请，" * 5 + "没有逾期。"
    text = slip(sample, NARRATIVES["总体情况"], line)
    (strong,) = tree(written(tmp_path, text)).xpath("//strong")
    assert strong.text == "（一）推进公开。"
    assert strong.getparent().text_content() == line


def test_a_correction_is_told_without_a_link(tmp_path: Path, sample: str) -> None:
    """Links within the page lose where they lead."""
    text = f"{sample}更正:\n  - {{日期: 2022-03-02, 位置: 予以公开.自然人, 说明: 原为17。}}\n"
    root = tree(written(tmp_path, text))
    assert root.xpath("//a[starts-with(@href, '#')]") == []
    assert root.xpath("//p[strong[.='更正　2022年3月2日']]/following-sibling::p[1][contains(., '原为17。')]")
    assert root.xpath("string(//td[sup])") == "18更"


def test_the_option_plain(tmp_path: Path, sample: str) -> None:
    project(tmp_path, {"2021.yml": sample})
    done = gongkai_here(tmp_path, "export", "--format", "fragment", "--plain", "--output", "out")
    assert done.status == 0, done.said
    assert "style=" not in (tmp_path / "out/office/2021.fragment.html").read_text(encoding="utf-8")
