"""G306 and G309: files that a report names, and reports that are nothing but a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.marked import only_at_marks, slip
from tests.helpers.support import AGENCY, positions, read_files, write_files

SENTENCE = "本机关依法公开政府信息。"


class TestFile:
    """G306, at the name."""

    def test_good(self, tmp_path: Path, sample: str) -> None:
        text = slip(sample, SENTENCE, "见[全文](年报.pdf)。\n  ![一图读懂](图解.png)")
        text += "附件:\n  - {文件: 年报.pdf, 说明: 全文}\n"
        files = {
            "office/2021/年报.pdf": b"%PDF-1.7",
            "office/2021/图解.png": b"\x89PNG\r\n\x1a\n",
            "office/2021/未用.pdf": b"x",
        }
        archive, found = read_files(tmp_path, {"office/agency.yml": AGENCY, "office/2021.yml": text, **files})
        assert found == ()
        published = archive.files["office", 2021]
        assert {name: (file.kind, file.size) for name, file in published.items()} == {
            "年报.pdf": ("PDF", 8),
            "图解.png": ("PNG", 8),
        }

    @pytest.mark.parametrize(
        ("name", "says", "remedy"),
        [
            ("没有.pdf", "没有“没有.pdf”这个文件", "2021 文件夹"),
            ("a.PDF", "没有“a.PDF”这个文件", "文件夹里的是“a.pdf”"),
            ("../2020.yml", "不在 2021 文件夹里", "只写文件名"),
            ("/etc/passwd", "不在 2021 文件夹里", "只写文件名"),
            (".hidden.pdf", "不在 2021 文件夹里", "只写文件名"),
            ("folder.pdf", "不在 2021 文件夹里", "只写文件名"),
            ("link.pdf", "不在 2021 文件夹里", "只写文件名"),
            ("图.svg", "不是可以发布的类型", "pdf、ofd"),
            ("脚本.html", "不是可以发布的类型", "pdf、ofd"),
        ],
    )
    def test_attachments(self, tmp_path: Path, sample: str, name: str, says: str, remedy: str) -> None:
        folder = tmp_path / "data/office/2021"
        write_files(
            folder, {"a.pdf": b"%PDF-1.7", "图.svg": b"<svg/>", "脚本.html": b"x", "folder.pdf/x": b"x"}
        )
        (folder / "link.pdf").symlink_to("/etc/passwd")
        text = f"{sample}附件:\n  - {{文件: ▶{name}, 说明: 甲}}\n"
        (finding,) = only_at_marks(tmp_path, text, "G306")
        assert says in finding.message
        assert remedy in finding.remedy

    def test_an_image_and_a_link_in_the_text(self, tmp_path: Path, sample: str) -> None:
        write_files(tmp_path / "data/office/2021", {"图.pdf": b"x"})
        text = slip(sample, SENTENCE, "见▶[全文](年报.pdf)。\n  ▶![图](图.pdf)\n  ▶![图](图.svg)")
        first, second, third = only_at_marks(tmp_path, text, "G306")
        assert "没有“年报.pdf”" in first.message
        assert "图片可以是：png、jpg、jpeg、gif、webp" in second.remedy
        assert "“图.svg”不是可以发布的图片" in third.message

    def test_a_file_that_is_too_large(self, tmp_path: Path, sample: str) -> None:
        folder = tmp_path / "data/office/2021"
        folder.mkdir(parents=True)
        with (folder / "大.zip").open("wb") as file:
            file.truncate(200 * 1024 * 1024)
        text = f"{sample}附件:\n  - {{文件: ▶大.zip}}\n"
        (finding,) = only_at_marks(tmp_path, text, "G306")
        assert finding.message == "“大.zip”超过 100 MB"


class TestAttachmentOnly:
    """G309, at the start of the report."""

    @pytest.mark.parametrize(
        ("line", "says"),
        [
            ("原址: https://www.example.gov.cn/2021.html", "只写了原址"),
            ("附件:\n  - {文件: a.pdf}", "只有附件"),
        ],
    )
    def test_from_2019_on(self, tmp_path: Path, line: str, says: str) -> None:
        write_files(tmp_path / "data/office/2021", {"a.pdf": b"%PDF-1.7"})
        (finding,) = only_at_marks(tmp_path, f"▶年度: 2021\n{line}\n", "G309")
        assert (finding.level, says in finding.message) == ("warning", True)

    def test_good(self, tmp_path: Path, sample: str) -> None:
        only_at_marks(tmp_path, sample, "G309")

    def test_not_before(self, tmp_path: Path) -> None:
        text = "年度: 2012\n原址: https://www.example.gov.cn/2012.html\n"
        _, found = read_files(tmp_path, {"office/agency.yml": AGENCY, "office/2012.yml": text})
        assert positions(found) == []


class TestFormerAddress:
    """G307: one address cannot lead to two pages."""

    def test_two_claims(self, tmp_path: Path, sample: str) -> None:
        claim = "曾用地址: [xxgk/nianbao/]\n"
        files = {"office/agency.yml": AGENCY + claim, "office/2021.yml": sample + claim.replace("/]", "]")}
        _, (finding,) = read_files(tmp_path, files)
        assert (finding.code, finding.place.file) == ("G307", "data/office/2021.yml")
        assert finding.message == "“xxgk/nianbao”已由 data/office/agency.yml 第 3 行写过"
