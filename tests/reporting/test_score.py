"""`gongkai check --score`: reports scored by a supervisor's profile, each lost point with what was found."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from gongkai.reporting.profile import ProfileError, read_profile
from tests.helpers.commands import Done, gongkai_here, project
from tests.helpers.marked import slip
from tests.helpers.support import AGENCY, ROOT, undated, write_files
from tests.reporting.test_summary import sections

EXAMPLE = ROOT / "plugin/gongkai/assets/scoring.yml"
HEAD = "名称: 样例办法\n满分: 10\n项目:\n"
ON_TIME = "发布日期: 2022-01-20"


def check(folder: Path, *arguments: str) -> Done:
    return gongkai_here(folder, "check", "--report", "out.md", *arguments)


def scored(folder: Path, report: str, criterion: str) -> tuple[list[list[str]], list[list[str]]]:
    """The rows of scores and of lost points, of an office with one report and a profile of one criterion."""
    project(folder, {"2021.yml": report})
    write_files(folder, {"办法.yml": f"{HEAD}  - {criterion}\n"})
    found = sections(folder, "--score", "办法.yml")
    return found["评分"], found["扣分明细"]


class TestCriteria:
    """What each kind looks at."""

    def test_nothing_lost(self, tmp_path: Path, sample: str) -> None:
        rows, lost = scored(tmp_path, sample, "{名称: 不及时, 分值: 4, 状态: [逾期发布]}")
        assert rows == [["样例区人民政府办公室", "政府办公室", "2021", "按期发布", "10", "0"]]
        assert lost == []

    def test_late(self, tmp_path: Path, sample: str) -> None:
        late = slip(sample, ON_TIME, "发布日期: 2022-02-03")
        rows, lost = scored(tmp_path, late, "{名称: 不及时, 分值: 4, 状态: [逾期发布]}")
        assert rows[0][4:] == ["6", "4"]
        assert lost == [
            ["样例区人民政府办公室", "2021", "不及时", "4", "逾期发布，晚 3 天（最迟 2022-01-31）", ""]
        ]

    def test_findings_each_up_to_the_points(self, tmp_path: Path, sample: str) -> None:
        """Three blanks at 1.5 each, of 4 points at most."""
        blank = sample
        for row in ("行政许可", "行政处罚", "行政强制"):
            blank = slip(blank, f"  {row}: 0\n", f"  {row}: ~\n")
        rows, lost = scored(tmp_path, blank, "{名称: 空白, 分值: 4, 每处: 1.5, 规则: [cell-blank]}")
        assert [row[3] for row in lost] == ["1.5", "1.5", "1"]
        assert rows[0][4:] == ["6", "4"]
        assert lost[0][4].startswith("G201 表二“行政许可”")
        assert lost[0][5].startswith("data/office/2021.yml 第")

    def test_what_is_explained_costs_nothing(self, tmp_path: Path, sample: str) -> None:
        blank = (
            slip(sample, "行政处罚: 0", "行政处罚: ~")
            + "核对说明: [{规则: G201, 位置: 行政处罚, 原因: 原报告如此。}]\n"
        )
        _, lost = scored(tmp_path, blank, "{名称: 空白, 分值: 4, 规则: [G201]}")
        assert lost == []

    def test_corrections(self, tmp_path: Path, sample: str) -> None:
        corrected = (
            sample + "更正:\n  - {日期: 2022-03-02, 说明: 原为17。}\n  - {日期: 2022-03-09, 说明: 又改。}\n"
        )
        _, lost = scored(tmp_path, corrected, "{名称: 变动, 分值: 5, 每处: 2, 更正: true}")
        assert [(row[3], row[4]) for row in lost] == [
            ("2", "2022-03-02 更正：原为17。"),
            ("2", "2022-03-09 更正：又改。"),
        ]

    @pytest.mark.parametrize(
        ("limit", "said"),
        [
            ("最少字数: 54", []),
            ("最少字数: 55", ["最少55字"]),
            ("最多字数: 54", []),
            ("最多字数: 53", ["最多53字"]),
        ],
    )
    def test_length(self, tmp_path: Path, sample: str, limit: str, said: list[str]) -> None:
        # A reference counts as the number that it shows: 50 and 共41。
        typed = slip(
            sample,
            "本机关依法公开政府信息。主动公开、依申请公开、信息管理、平台建设和监督保障各检查2次。",
            "年" * 50 + "共{{ 新收.总计 }}。",
        )
        _, lost = scored(tmp_path, typed, f"{{名称: 长短, 分值: 1, 部分: 总体情况, {limit}}}")
        assert [row[4] for row in lost] == [f"“一、总体情况”54字，{each}" for each in said]

    def test_a_number_that_is_asked_for_by_name(self, tmp_path: Path, sample: str) -> None:
        _, lost = scored(
            tmp_path, sample, "{名称: 写明, 分值: 3, 每处: 1, 写明: [监督保障, 信息处理费, 政策解读]}"
        )
        assert [row[4] for row in lost] == ["文字中没有写明“信息处理费”的数", "文字中没有写明“政策解读”的数"]

    def test_one_that_is_owed(self, tmp_path: Path, sample: str) -> None:
        project(tmp_path, {"2021.yml": sample})
        write_files(tmp_path, {"data/b/agency.yml": "名称: 样例区乙局\n类别: 部门\n起始年度: 2021\n"})
        rows = sections(tmp_path, "--score", "example")["评分"]
        assert rows[1] == ["样例区乙局", "部门", "2021", "没有报告", "0", "100"]


class TestScope:
    """Which reports and findings count."""

    def test_off_unless_asked_for(self, tmp_path: Path, sample: str) -> None:
        project(tmp_path, {"2021.yml": sample})
        assert "评分" not in sections(tmp_path)

    def test_every_rule_counts_whatever_is_shown(self, tmp_path: Path, sample: str) -> None:
        project(tmp_path, {"2021.yml": slip(sample, "行政处罚: 0", "行政处罚: ~")})
        every = sections(tmp_path, "--score", "example")["评分"]
        assert sections(tmp_path, "--score", "example", "--rule", "G101", "--level", "error")["评分"] == every

    def test_the_points_add_up(self, tmp_path: Path, sample: str) -> None:
        project(tmp_path, {"2021.yml": slip(undated(sample), "予以公开: [18,", "予以公开: [17,")})
        found = sections(tmp_path, "--score", "example")
        (row,) = found["评分"]
        lost = sum((Decimal(each[3]) for each in found["扣分明细"] if each[3] != "—"), Decimal(0))
        assert Decimal(row[5]) == lost
        assert Decimal(row[4]) + lost == 100

    def test_in_the_page_of_each(self, tmp_path: Path, sample: str) -> None:
        project(tmp_path, {"2021.yml": sample})
        done = gongkai_here(tmp_path, "check", "--report-each", "out", "--score", "example")
        assert done.status == 0
        assert "扣分明细" in (tmp_path / "out/office.html").read_text(encoding="utf-8")

    def test_alone(self, tmp_path: Path, sample: str) -> None:
        project(tmp_path, {"2021.yml": sample})
        done = gongkai_here(tmp_path, "check", "--score", "example")
        assert (done.status, "--score 要和" in done.err) == (2, True)


class TestProfile:
    """A profile is data: what is wrong in it is said with its line."""

    def test_the_example(self) -> None:
        profile = read_profile("example", EXAMPLE.read_bytes())
        assert profile.full == 100
        assert len(profile.sources) == 4
        assert len(profile.criteria) == 17

    def test_that_of_the_handbook(self) -> None:
        """The one to copy from can be used as it stands there."""
        text = (ROOT / "docs/supervisor.md").read_text(encoding="utf-8")
        block = text.partition("## 评分")[2].partition("```yaml\n")[2].partition("```")[0]
        assert len(read_profile("办法.yml", block.encode()).criteria) == 6

    @pytest.mark.parametrize(
        ("text", "says"),
        [
            ("", "第1行：YAML 写法有误，或文件是空的"),
            ("名称: 甲\n满分：10\n", "第2行：YAML 写法有误"),
            ("- 甲\n", "第1行：这里应是各项"),
            ("名称: 甲\n满分: 10\n", "第1行：缺少“项目”"),
            ("名称: 甲\n满分: 十\n项目: []\n", "第2行：分值应是"),
            ("名称: 甲\n满分: .inf\n项目: []\n", "第2行：分值应是"),
            ("名称: 甲\n满分: 10\n其他: 1\n项目: []\n", "第3行：没有“其他”这个键"),
            (f"{HEAD}  - {{名称: 甲, 分值: 1}}\n", "第4行：每个项目应写明看什么"),
            (f"{HEAD}  - {{名称: 甲, 分值: 1, 规则: [G101], 更正: true}}\n", "现有2样"),
            (f"{HEAD}  - {{名称: 甲, 分值: 1, 规则: [G999]}}\n", "第4行：没有“G999”这条规则"),
            (f"{HEAD}  - {{名称: 甲, 分值: 1, 状态: [晚了]}}\n", "第4行：没有“晚了”这种状态"),
            (f"{HEAD}  - {{名称: 甲, 分值: 1, 部分: 总体情况}}\n", "“部分”要和“最多字数”"),
            (f"{HEAD}  - {{名称: 甲, 分值: 1, 部分: 第一章, 最多字数: 3}}\n", "没有“第一章”这个部分"),
            (f"{HEAD}  - {{名称: 甲, 分值: 1, 部分: 总体情况, 最多字数: 三}}\n", "字数应是整数"),
            (f"{HEAD}  - {{名称: 甲, 分值: 1, 更正: false}}\n", "“更正”只能写 true"),
            (f"{HEAD}  - {{名称: [甲], 分值: 1, 更正: true}}\n", "第4行：这里应是文字"),
            (f"{HEAD}  甲\n", "第4行：这里应是列表"),
        ],
    )
    def test_wrong(self, text: str, says: str) -> None:
        with pytest.raises(ProfileError) as raised:
            read_profile("办法.yml", text.encode())
        assert says in str(raised.value)
        assert str(raised.value).startswith("办法.yml 第")

    def test_a_file_that_is_not_there(self, tmp_path: Path) -> None:
        write_files(tmp_path, {"data/office/agency.yml": AGENCY})
        done = check(tmp_path, "--score", "没有.yml")
        assert (done.status, "读不出“没有.yml”" in done.err) == (2, True)
