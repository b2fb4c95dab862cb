"""G301: keys, rows, sections and files."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.marked import only_at_marks, slip
from tests.helpers.support import AGENCY, read_files

GRANTED = "予以公开: [18, 2, 0, 0, 0, 0, 20]"


class TestFormStructure:
    """G301 inside a report: at the key, the row or the part it stands in."""

    def test_good(self, tmp_path: Path, sample: str) -> None:
        only_at_marks(tmp_path, sample, "G301")

    @pytest.mark.parametrize(
        ("old", "new", "says", "remedy"),
        [
            (GRANTED, "▶予以公布: [18, 2, 0, 0, 0, 0, 20]", "没有“予以公布”这个键", "是不是“予以公开”？"),
            (GRANTED, "予以公开: ▶[18, 2, 0, 0, 0, 20]", "应有 7 个数，现有 6 个", "自然人、商业企业"),
            (GRANTED, "予以公开: ▶[18, 2, 0, 0, 0, 0, 0, 20]", "应有 7 个数，现有 8 个", "补齐或删去"),
            (GRANTED, "予以公开: ▶20", "应是方括号里的 7 个数，现为“20”", "[0, 0, …]"),
            (GRANTED, "予以公开: [▶{a: 1}, 2, 0, 0, 0, 0, 20]", "应是一个数", "只写一个数"),
            (
                GRANTED,
                "予以公开: ▶{自然人: 18, 商业企业: 2, 科研机构: 0, 社会公益组织: 0, 其他: 0, 总计: 20}",
                "“（一）予以公开”一行缺少“法律服务机构”",
                "没有发生填 0",
            ),
            (
                "年度: 2021",
                "▶年分: 2021",
                "没有“年分”这个键",
                "是不是“年度”？",
            ),
        ],
    )
    def test_slips(self, tmp_path: Path, sample: str, old: str, new: str, says: str, remedy: str) -> None:
        (finding,) = only_at_marks(tmp_path, slip(sample, old, new), "G301")
        assert says in finding.message
        assert remedy in finding.remedy

    def test_a_missing_row_is_reported_at_the_key_above(self, tmp_path: Path, sample: str) -> None:
        text = slip(sample, "    无法提供:", "    ▶无法提供:")
        text = slip(text, "      没有现成信息需要另行制作: [0, 0, 0, 0, 0, 0, 0]\n", "")
        (finding,) = only_at_marks(tmp_path, text, "G301")
        assert "缺少“2.没有现成信息需要另行制作”这一行" in finding.message

    def test_a_missing_section_is_reported_at_the_start(self, tmp_path: Path, sample: str) -> None:
        text = "▶" + sample[: sample.index("其他需要报告的事项")]
        (finding,) = only_at_marks(tmp_path, text, "G301")
        assert finding.message == "缺少“六、其他需要报告的事项”这一部分"

    def test_a_row_at_the_wrong_depth(self, tmp_path: Path, sample: str) -> None:
        text = slip(sample, f"    {GRANTED}\n", "")
        text = slip(text, "  本年度办理结果:", f"  ▶{GRANTED}\n  ▶本年度办理结果:")
        wrong, missing = only_at_marks(tmp_path, text, "G301")
        assert wrong.remedy == "“予以公开”应写在“本年度办理结果”之下，缩进比它多两格。"
        assert "缺少“（一）予以公开”" in missing.message

    def test_ascii_quotes_are_as_good(self, tmp_path: Path, sample: str) -> None:
        only_at_marks(tmp_path, slip(sample, "危及“三安全一稳定”", '危及"三安全一稳定"'), "G301")

    def test_a_report_without_content(self, tmp_path: Path) -> None:
        (finding,) = only_at_marks(tmp_path, "▶年度: 2021\n", "G301")
        assert finding.message == "报告没有内容"

    def test_an_empty_file(self, tmp_path: Path) -> None:
        (finding,) = only_at_marks(tmp_path, "▶# 还没写\n", "G301")
        assert finding.message == "文件是空的"

    def test_another_address_and_sections(self, tmp_path: Path, sample: str) -> None:
        text = sample + "原址: ▶https://www.example.gov.cn/2021.html\n"
        (finding,) = only_at_marks(tmp_path, text, "G301")
        assert "写了“原址”，又写了“总体情况”" in finding.message


class TestFiles:
    """G301 in the data folder: at the file or folder."""

    @pytest.mark.parametrize(
        ("name", "says", "remedy"),
        [
            ("office/2021.yaml", "“2021.yaml”不是数据文件", "改名为 2021.yml。"),
            ("office/2021年.yml", "“2021年.yml”不是数据文件", "改名为 2021.yml。"),
            ("office/21.yml", "“21.yml”不是数据文件", "四位年份"),
            ("office/草稿.docx", "“草稿.docx”不是数据文件", "移出"),
            ("2021.yml", "没有 agency.yml", "建一个机关的文件夹"),
            ("agency.yml", "“agency.yml”不是数据文件", "data/ 本身不是机关"),
            ("group/2021.yml", "没有 agency.yml", "在同一文件夹建 agency.yml"),
            ("教育局/agency.yml", "文件夹名“教育局”不能用作网址", "小写英文字母"),
            ("UPPER/agency.yml", "文件夹名“UPPER”不能用作网址", "小写英文字母"),
            ("2021/agency.yml", "文件夹名“2021”不能用作网址", "不能是四位年份"),
            ("compare/agency.yml", "文件夹名“compare”不能用作网址", "compare、assets、years、schema"),
            ("office/2020/a.pdf", "文件夹“2020”没有对应的报告", "移出"),
        ],
    )
    def test_slips(self, tmp_path: Path, sample: str, name: str, says: str, remedy: str) -> None:
        files = {"office/agency.yml": AGENCY, "office/2021.yml": sample, name: "年度: 2021\n"}
        _, (finding,) = read_files(tmp_path, files)
        assert (finding.code, finding.place.line, finding.place.column) == ("G301", 1, 1)
        assert says in finding.message
        assert remedy in finding.remedy
        assert f"data/{name}".startswith(finding.place.file)

    def test_a_link_out_of_the_folder(self, tmp_path: Path, sample: str) -> None:
        outside = tmp_path / "outside.yml"
        outside.write_text(sample, encoding="utf-8")
        (tmp_path / "data/office").mkdir(parents=True)
        (tmp_path / "data/office/2021.yml").symlink_to(outside)
        (tmp_path / "data/loop").symlink_to(tmp_path / "data", target_is_directory=True)
        archive, found = read_files(tmp_path, {"office/agency.yml": AGENCY})
        assert [f.message for f in found] == ["“loop”是指向别处的链接", "“2021.yml”是指向别处的链接"]
        assert archive.reports == ()

    def test_what_desktops_leave_behind_is_ignored(self, tmp_path: Path, sample: str) -> None:
        files = {"office/agency.yml": AGENCY, "office/2021.yml": sample}
        junk = {"office/.DS_Store": "", "office/Thumbs.db": "", "office/~$2021.yml": "", ".gitkeep": ""}
        assert read_files(tmp_path, {**files, **junk})[1] == ()

    def test_a_group_of_agencies_needs_no_agency_file(self, tmp_path: Path, sample: str) -> None:
        files = {"bureaus/a/agency.yml": AGENCY, "bureaus/a/2021.yml": sample}
        archive, found = read_files(tmp_path, files)
        assert found == ()
        assert list(archive.agencies) == ["bureaus/a"]
