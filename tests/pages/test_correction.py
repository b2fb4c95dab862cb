"""What a correction replaced stays there to be downloaded."""

from __future__ import annotations

from pathlib import Path

from gongkai.addresses import Attached, Page
from gongkai.pages import Notice, plain_text, report_page
from gongkai.pages.blocks import Link
from tests.helpers.support import AGENCY, read_files, write_files

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
CORRECTION = "更正:\n  - {日期: 2022-03-02, 说明: 原为17，现更正为18。, 原文件: 原稿.pdf}\n"


def test_it_is_linked_in_the_notice(tmp_path: Path, sample: str) -> None:
    write_files(tmp_path / "data/office/2021", {"原稿.pdf": PDF})
    archive, findings = read_files(
        tmp_path, {"office/agency.yml": AGENCY, "office/2021.yml": sample + CORRECTION}
    )
    assert [finding.code for finding in findings if finding.code == "G306"] == []
    (report,) = archive.reports
    (notice,) = (block for block in report_page(report, archive).blocks if isinstance(block, Notice))
    links = [inline for inlines in notice.paragraphs for inline in inlines if isinstance(inline, Link)]
    assert [(plain_text(link.inlines), link.target) for link in links] == [
        ("更正之前的报告", Attached(Page("office", 2021), "原稿.pdf"))
    ]


def test_one_that_is_missing_is_found(tmp_path: Path, sample: str) -> None:
    _, findings = read_files(tmp_path, {"office/agency.yml": AGENCY, "office/2021.yml": sample + CORRECTION})
    (found,) = (finding for finding in findings if finding.code == "G306")
    assert "原稿.pdf" in found.message
