"""`gongkai collect`: what twelve offices sent, in the formats and under the names that they chose."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from gongkai.model import read_archive
from tests.helpers.commands import Done, gongkai_here, read_all
from tests.helpers.marked import slip
from tests.helpers.support import write_files
from tests.helpers.word_file import paragraph, word_file

REGION = {"district/agency.yml": "名称: 样例区人民政府\n类别: 政府\n"}
NUMERALS = "甲乙丙丁戊己庚辛壬癸子丑"
NEW = "本年新收政府信息公开申请数量: [37, 4, 0, 0, 0, 0, 41]"


def name(number: int) -> str:
    return f"样例区{NUMERALS[number]}局"


def agency_files() -> dict[str, str]:
    """The district and its twelve offices."""
    offices = {f"district/b{n}/agency.yml": f"名称: {name(n)}\n类别: 部门\n" for n in range(12)}
    return {**REGION, **offices}


def of(number: int, sample: str) -> str:
    """The report of an office, by whom it is."""
    return sample.replace("年度: 2021\n", f"年度: 2021\n名称: {name(number)}\n", 1)


def collect(folder: Path, *arguments: str) -> Done:
    return gongkai_here(folder, "collect", *arguments)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with the agencies, and beside it what was sent: nothing yet."""
    write_files(tmp_path / "data", agency_files())
    (tmp_path / "sent").mkdir()
    return tmp_path


@pytest.fixture
def mixed(data: Path, sample: str) -> Path:
    """Ten offices have sent: in YAML under any name, in Word, in Excel; one twice, one with a wrong cell; two have not."""
    write_files(
        data / "sent",
        {
            "年报（定稿）.yml": of(0, sample),
            "b1/2021.yaml": of(1, sample) + "# 经办人：某某\n",
            "报送/最终版2.txt": of(2, sample).replace("\n", "\r\n"),
            "3.yml": "\ufeff" + of(3, sample),
            "4.yml": of(4, sample) + "草稿: false\n",
            "5.yml": of(5, sample) + "附件:\n  - {文件: 图解.txt, 说明: 一图读懂}\n",
            "2021/图解.txt": "一图读懂",
            "8a.yml": of(8, sample),
            "8b 副本.yml": of(8, sample).replace("年度: 2021\n", "# 副本\n年度: 2021\n"),
            "9.yml": slip(of(9, sample), "予以公开: [18,", "予以公开: [17,"),
            "~$9.docx": b"",
            "Thumbs.db": b"x",
        },
    )
    other = data / "offices"
    for number, form in ((6, "docx"), (7, "xlsx")):
        path = f"data/district/b{number}"
        write_files(
            other,
            {
                f"{path}/2021.yml": sample,
                f"{path}/agency.yml": agency_files()[f"district/b{number}/agency.yml"],
            },
        )
        done = gongkai_here(
            other, "export", "--format", form, "--output", "out", "--agency", f"district/b{number}"
        )
        assert done.status == 0, done.said
        shutil.move(other / f"out/district/b{number}/2021.{form}", data / f"sent/新建文档 ({number}).{form}")
    shutil.rmtree(other)
    return data


@pytest.mark.builds
class TestMixedFolder:
    """What came is told apart, put where it belongs, and what did not come is said."""

    def test_all_are_put_as_drafts(self, mixed: Path) -> None:
        done = collect(mixed, "sent", "--year", "2021")
        assert done.status == 0, done.said
        archive, problems = read_archive(mixed / "data", mixed)
        # A workbook has no text.
        assert {problem.place.file for problem in problems} == {"data/district/b7/2021.yml"}
        assert [report.agency for report in archive.reports] == sorted(f"district/b{n}" for n in range(10))
        assert all(report.draft for report in archive.reports)
        assert {len(report.cells) for report in archive.reports} == {200}
        for report in archive.reports:
            new = report.cells[next(cell for cell in report.cells if cell.row == "new")]
            assert new.value == 37
        assert "收下 10 份报告，都是草稿；1 个与已有的或另一个相同。" in done.out

    def test_what_was_read_and_what_check_finds(self, mixed: Path) -> None:
        done = collect(mixed, "sent", "--year", "2021")
        assert (
            "sent/新建文档 (6).docx → data/district/b6/2021.yml：样例区庚局2021年度，2021年格式，表二、表三、表四共200格"
            in done.out
        )
        assert "sent/新建文档 (7).xlsx → data/district/b7/2021.yml：样例区辛局2021年度" in done.out
        assert "sent/5.yml → data/district/b5/2021.yml：样例区己局2021年度，YAML，200格，1个附件" in done.out
        assert "sent/8b 副本.yml：与 sent/8a.yml 内容相同，是重复报送" in done.out
        found = done.out.partition("核对：")[2]
        assert "data/district/b9/2021.yml" in found
        assert "若为18则各项勾稽均成立" in found

    def test_who_has_not_sent(self, mixed: Path) -> None:
        done = collect(mixed, "sent", "--year", "2021")
        missing = done.out.partition("还没有报2021年度报告的 2 个：\n")[2]
        assert missing == (
            "  样例区子局（district/b10），应在2022-01-31前公布\n  样例区丑局（district/b11），应在2022-01-31前公布\n"
        )

    def test_who_collects_is_not_missing_itself(self, mixed: Path) -> None:
        assert "样例区人民政府" not in collect(mixed, "sent", "--year", "2021").out
        assert "样例区人民政府" not in collect(mixed, "sent", "--year", "2021", "--agency", "district").out

    def test_yaml_stays_as_it_was_typed(self, mixed: Path, sample: str) -> None:
        """But for the line that makes it a draft; line ends too."""
        collect(mixed, "sent", "--year", "2021")
        data = mixed / "data/district"
        wanted = of(1, sample).replace("年度: 2021\n", "年度: 2021\n草稿: true\n", 1) + "# 经办人：某某\n"
        assert (data / "b1/2021.yml").read_bytes() == wanted.encode()
        wanted = of(2, sample).replace("年度: 2021\n", "年度: 2021\n草稿: true\n", 1).replace("\n", "\r\n")
        assert (data / "b2/2021.yml").read_bytes() == wanted.encode()
        assert (data / "b4/2021.yml").read_text(encoding="utf-8") == of(4, sample) + "草稿: true\n"
        assert (data / "b5/2021/图解.txt").read_text(encoding="utf-8") == "一图读懂"

    def test_what_was_sent_stays(self, mixed: Path) -> None:
        before = read_all(mixed / "sent")
        collect(mixed, "sent", "--year", "2021")
        assert read_all(mixed / "sent") == before

    def test_again_changes_nothing(self, mixed: Path) -> None:
        collect(mixed, "sent", "--year", "2021")
        before = read_all(mixed / "data")
        done = collect(mixed, "sent", "--year", "2021")
        assert done.status == 0, done.said
        assert read_all(mixed / "data") == before
        assert "收下 0 份报告，都是草稿；11 个与已有的或另一个相同。" in done.out


class TestRefused:
    """What cannot be taken in is said, with why, and hinders nothing else."""

    @pytest.mark.parametrize(
        ("file", "content", "says"),
        [
            ("x.yml", "年度: 2021\n名称: 外地某局\n总体情况: 无\n", "不是我们的机关：“外地某局”"),
            (
                "x.yml",
                "年度: 2020\n名称: 样例区甲局\n格式: 自由\n章节: []\n",
                "是2020年度的报告，收集的是2021年度",
            ),
            ("x.yml", "年度: 2021\n总体情况: 无\n", "不知道是哪个机关"),
            ("x.yml", "名称: 样例区甲局\n总体情况: 无\n", "不知道是哪个年度"),
            ("x.yml", "年度： 2021\n名称: 样例区甲局\n", "YAML 写法有误"),
            ("x.yml", "年度: 2021\n名称: 样例区甲局\n".encode("gbk"), "YAML 写法有误"),
            ("x.yml", "", "文件是空的"),
            ("x.yml", "- 甲\n", "不知道是哪个机关"),
            ("x.png", b"\x89PNG\r\n\x1a\n0000", "是图片"),
            ("x.docx", b"PK\x03\x04", "x.docx："),
            ("x.docx", word_file(paragraph("关于召开会议的通知")), "没有读出报告"),
        ],
    )
    def test_says_why(self, data: Path, sample: str, file: str, content: str | bytes, says: str) -> None:
        write_files(data / "sent", {file: content, "y.yml": of(1, sample)})
        done = collect(data, "sent", "--year", "2021")
        assert done.status == 1
        assert says in done.err
        assert "Traceback" not in done.said
        assert (data / "data/district/b1/2021.yml").is_file()
        assert len([*(data / "data").rglob("2021.yml")]) == 1
        assert "收下 1 份报告，都是草稿；1 个没有放入，原因见上。" in done.out

    def test_two_that_differ_are_both_left(self, data: Path, sample: str) -> None:
        write_files(
            data / "sent", {"a.yml": of(0, sample), "b.yml": slip(of(0, sample), NEW, NEW.replace("37", "36"))}
        )
        done = collect(data, "sent")
        assert done.status == 1
        assert done.err.count("报来了几份，互不相同，都没有放入") == 2
        assert "sent/b.yml 与 sent/a.yml 不同，1处：" in done.out
        assert "表三“一、本年新收政府信息公开申请数量”的“自然人”：37→36" in done.out
        assert not (data / "data/district/b0/2021.yml").exists()

    @pytest.mark.parametrize("published", ["草稿: true\n", ""])
    def test_changed_since_is_not_overwritten(self, data: Path, sample: str, published: str) -> None:
        before = of(0, sample) + published
        changed = slip(of(0, sample), NEW, NEW.replace("37", "36")).replace("检查2次", "检查3次")
        write_files(data, {"data/district/b0/2021.yml": before, "sent/a.yml": changed})
        done = collect(data, "sent")
        assert done.status == 1
        assert "与已有的 data/district/b0/2021.yml 不同，没有改动" in done.err
        assert "现有→报来，2处：" in done.out
        assert re.search("一、总体情况：“.*检查2次。”→“.*检查3次。”", done.out)
        assert (data / "data/district/b0/2021.yml").read_text(encoding="utf-8") == before

    def test_not_of_those_asked(self, data: Path, sample: str) -> None:
        write_files(data / "data", {"other/agency.yml": "名称: 别处的局\n类别: 部门\n"})
        write_files(data / "sent", {"a.yml": of(0, sample).replace(name(0), "别处的局")})
        done = collect(data, "sent", "--agency", "district")
        assert "“别处的局”不在这次收集的机关之内" in done.err

    def test_two_agencies_of_one_name(self, data: Path, sample: str) -> None:
        write_files(data / "data", {"other/agency.yml": f"名称: {name(0)}\n类别: 部门\n"})
        write_files(data / "sent", {"a.yml": of(0, sample)})
        assert "的机关有2个：district/b0、other；用 --agency 限定" in collect(data, "sent").err
        assert collect(data, "sent", "--agency", "district").status == 0

    def test_a_name_it_had(self, data: Path, sample: str) -> None:
        """An agency that was renamed is known by what its reports call it."""
        older = sample.replace("年度: 2021", "年度: 2020\n名称: 样例区旧局\n格式: 2021", 1)
        write_files(data / "data", {"district/b0/2020.yml": older})
        write_files(data / "sent", {"a.yml": of(0, sample).replace(name(0), "样例区旧局")})
        assert collect(data, "sent").status == 0

    def test_by_its_folder_or_its_name_with_a_doubt(self, data: Path, sample: str) -> None:
        write_files(data / "sent", {"district/b3/x.yml": sample, "样例区乙局年报.yml": sample})
        done = collect(data, "sent")
        assert done.status == 0, done.said
        assert "请核对：文件里没有写明机关，按文件夹读作“样例区丁局”，请核对" in done.out
        assert "请核对：文件里没有写明机关，按文件名读作“样例区乙局”，请核对" in done.out

    def test_tables_alone_are_no_contradiction(self, mixed: Path, sample: str) -> None:
        """A workbook beside a file with the text: the fuller one is taken, and said what the other has not."""
        write_files(mixed / "sent", {"七.txt": of(7, sample)})
        done = collect(mixed, "sent", "--year", "2021")
        assert done.status == 0, done.said
        assert (
            "sent/新建文档 (7).xlsx：与 sent/七.txt 内容相同，是重复报送"
            "（其中没有：一、总体情况；五、存在的主要问题及改进情况；六、其他需要报告的事项）" in done.out
        )

    def test_a_report_that_another_brings_is_none_that_was_sent(self, data: Path, sample: str) -> None:
        """Such as the text of last year among the attachments."""
        attached = of(0, sample) + "附件:\n  - {文件: 旧.txt, 说明: 原报告}\n"
        write_files(data / "sent", {"a.yml": attached, "旧.txt": of(1, sample)})
        done = collect(data, "sent")
        assert done.status == 0, done.said
        assert (data / "data/district/b0/2021/旧.txt").is_file()
        assert not (data / "data/district/b1/2021.yml").exists()


class TestReminders:
    """`--remind`: a text for each that has not sent, or has to put something right."""

    def test_golden(self, mixed: Path) -> None:
        done = collect(mixed, "sent", "--year", "2021", "--remind", "通知")
        assert "通知 4 份已写到“通知”。" in done.out
        notices = {name: text.decode() for name, text in read_all(mixed / "通知").items()}
        assert sorted(notices) == ["district/b10.txt", "district/b11.txt", "district/b7.txt", "district/b9.txt"]
        assert notices["district/b10.txt"] == (
            "关于报送2021年政府信息公开工作年度报告的提醒\n\n样例区子局：\n\n"
            "你单位2021年政府信息公开工作年度报告应当在2022年1月31日前公布，目前还没有收到。"
            "请按统一格式编制，核对无误后尽快报送。\n"
        )
        wrong = notices["district/b9.txt"]
        assert wrong.startswith("关于改正2021年政府信息公开工作年度报告的通知\n\n样例区癸局：\n\n你单位")
        assert "1. （错误）最可能填错：（一）予以公开·自然人，现为17，若为18则各项勾稽均成立\n" in wrong
        assert "\n   改法：" in wrong
        assert "第15行" not in wrong

    @pytest.mark.parametrize(
        ("arguments", "says"),
        [
            (("sent", "--remind", "通知"), "--remind 要写明 --year"),
            (("sent", "--year", "2021", "--remind", "data/x"), "不能写到数据文件夹"),
            (("nowhere",), "没有文件夹“nowhere”"),
            (("data/district",), "要放在数据文件夹“data”之外"),
            (("sent", "--year", "21"), "四位年度"),
            (("sent", "--agency", "nobody"), "没有机关“nobody”"),
        ],
    )
    def test_wrong_use(self, data: Path, arguments: tuple[str, ...], says: str) -> None:
        before = read_all(data)
        done = collect(data, *arguments)
        assert done.status == 2
        assert says in done.err
        assert read_all(data) == before
