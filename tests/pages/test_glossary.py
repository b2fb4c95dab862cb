"""What the rows of table 三 mean: for every row, under the table, and no part of the report."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html

from gongkai.documents.formats import FORMATS
from gongkai.forms import Form, statutory_forms
from gongkai.pages import Glossary, report_page
from gongkai.settings import Settings
from gongkai.words.glosses import glosses
from tests.helpers.sites import build_site
from tests.helpers.support import AGENCY, read_files, report_text

FORMS = [form for form in statutory_forms() if form.tables]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: str(form.name))
def test_every_row_is_explained(form: Form) -> None:
    leaves = [leaf.id for block in form.table("t3").blocks for leaf in block.row_leaves]
    assert [row for row in leaves if row not in glosses()["t3"]] == []


def test_nothing_is_explained_that_no_form_has() -> None:
    rows = {row for form in FORMS for row in form.table("t3").rows}
    assert glosses()["t3"].keys() - rows == set()
    assert list(glosses()) == ["t3"]


def test_articles_are_those_of_the_law() -> None:
    """Of 条例, in the way it is cited; what rests on no article names none."""
    bases = {gloss.basis for gloss in glosses()["t3"].values()} - {"", "国办函〔2020〕109号"}
    cited = re.compile(
        "《条例》第[一二三四五六七八九十]{1,3}条(?:第（[一二三四五六七]）(?:、（[一二三四五六七]）)?项)?"
    )
    assert [basis for basis in bases if not cited.fullmatch(basis)] == []


@pytest.mark.parametrize(
    ("figures", "year", "last"),
    [
        ("haishu-office-2021", 2021, "3.其他"),
        ("shanghai-office-2019", 2019, "（六）其他处理"),
        ("hongze-2023", 2023, "（六）其他处理"),
    ],
)
def test_terms_are_the_labels_of_the_table(tmp_path: Path, figures: str, year: int, last: str) -> None:
    """In its order; 其他处理 is one row in the form of 2019, and where a report has merged it."""
    archive, _ = read_files(
        tmp_path, {"office/agency.yml": AGENCY, f"office/{year}.yml": report_text(figures, year)}
    )
    (report,) = archive.reports
    (block,) = (b for b in report_page(report, archive).blocks if isinstance(b, Glossary))
    terms = [item.term for group in block.groups for item in group.items]
    leaves = [leaf.label for part in report.form.table("t3").blocks for leaf in part.row_leaves]
    assert terms == leaves
    assert last in terms
    labels = [group.label for group in block.groups if group.label]
    assert labels[:3] == ["（三）不予公开", "（四）无法提供", "（五）不予处理"]
    assert ("（六）其他处理" in labels) is (last == "3.其他")


@pytest.mark.builds
def test_folded_away_under_the_table(tmp_path: Path, sample: str) -> None:
    """Said to be no part of the report, and not searched."""
    site = build_site(tmp_path, {"office/agency.yml": AGENCY, "office/2021.yml": sample})
    page = html.parse(str(site.folder / "reports/office/2021/index.html")).getroot()
    (details,) = page.xpath("//details[@id='t3-glossary']")
    assert details.get("open") is None
    assert details.get("data-search-exclude") is not None
    assert "不是报告的内容" in details.xpath("string(p)")
    before = details.xpath("preceding-sibling::*[1]")[0]
    assert before.xpath(".//table/@id") == ["t3"]


@pytest.mark.parametrize("kind", ["html", "fragment"])
def test_not_in_documents(tmp_path: Path, sample: str, kind: str) -> None:
    """What is exported is the report alone."""
    archive, _ = read_files(tmp_path, {"office/agency.yml": AGENCY, "office/2021.yml": sample})
    (report,) = archive.reports
    assert "名词说明".encode() not in FORMATS[kind].write(report, archive, Settings())
