"""A text whose lines are those of a page, or its paragraphs: what goes on where, who signs it, what heads its chapters."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

import pytest

from gongkai.readings.opening import read_file
from gongkai.readings.reading import Reading
from tests.helpers.word_file import paragraph, word_file

TITLE = "样例局2022年政府信息公开工作年度报告"
LAST = ("六、其他需要报告的事项", "无。")


def reading_of(*lines: str) -> Reading:
    (reading,) = read_file("\n".join(lines).encode(), "x.txt")
    return reading


def texts(reading: Reading, section: str) -> list[str]:
    return next([line.text for line in c.lines] for c in reading.chapters if c.section == section)


def test_lines_of_which_none_goes_on_are_paragraphs() -> None:
    """As a page gives them that is copied: no space before and none between."""
    lines = (
        "全年公开12件，其中规范性文件2件，其他文件10件，均按时公开。",
        "全年受理3件，均按时答复。",
        "培训2次。",
    )
    reading = reading_of(TITLE, "一、总体情况", *lines, *LAST)
    assert texts(reading, "overview") == list(lines)


def test_lines_that_go_on_are_joined_up_to_one_that_ends_early() -> None:
    lines = (
        "全年公开12件，其中规范性文件2件，其他文",
        "件10件。规范性文件及时清理，无一件失效。",
        "其他文件均按时公开。",
        "全年受理3件。",
    )
    reading = reading_of(TITLE, "一、总体情况", *lines, *LAST)
    assert texts(reading, "overview") == ["".join(lines[:3]), lines[3]]


def test_a_sentence_that_is_parted_at_its_brackets() -> None:
    """As programs write out a PDF."""
    lines = (
        "本报告由样例局依据《中华人民共和国政府信息公开",
        "条例》",
        "  （以下简称《条例》",
        "      ）编制。",
    )
    reading = reading_of(TITLE, *lines, "一、总体情况", "依法公开。", *LAST)
    assert [line.text for line in reading.preamble] == ["".join(line.strip() for line in lines)]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2023年1月20日", datetime.date(2023, 1, 20)),
        ("二〇二三年一月二十日", datetime.date(2023, 1, 20)),
        ("二○二三年十二月三十一日", datetime.date(2023, 12, 31)),
        ("二〇二三年十月十日", datetime.date(2023, 10, 10)),
    ],
)
def test_who_signs_and_when(written: str, day: datetime.date) -> None:
    reading = reading_of(TITLE, "一、总体情况", "依法公开。", *LAST, "样例局", written)
    assert (reading.signature, reading.written) == ("样例局", day)
    assert texts(reading, "others") == ["无。"]


def test_a_day_that_is_none_is_no_date() -> None:
    reading = reading_of(TITLE, "一、总体情况", "依法公开。", *LAST, "二〇二三年二月三十日")
    assert reading.written is None


def test_who_signs_is_the_agency_where_the_title_names_none() -> None:
    title = "关于2022年度政府信息公开工作情况的报告"
    reading = reading_of(title, "一、总体情况", "依法公开。", *LAST, "样例局", "2023年1月20日")
    assert reading.agency_name == "样例局"


def test_chapters_that_are_numbered_in_digits() -> None:
    lines = (
        *("1、总体情况", "依法公开。", "2、主动公开政府信息情况", "3、收到和处理政府信息公开申请情况"),
        *(
            "4、政府信息公开行政复议、行政诉讼情况",
            "5、整改措施",
            "逐月检查。",
            "6、其他需要报告的事项",
            "无。",
        ),
    )
    reading = reading_of(TITLE, *lines)
    assert texts(reading, "problems") == ["逐月检查。"]
    assert reading.own_headings == {"problems": "五、整改措施"}
    assert any("“5、整改措施”按“五、存在的主要问题及改进情况”读入" in doubt.text for doubt in reading.doubts)


class TestBrokenHeads:
    """Table 四 as programs write out a PDF: its heads on two lines, the totals between."""

    OVER = (
        "政府信息公开行政复议、行政诉讼情况",
        "表四   2022 年      单位：件",
        "          行政诉讼",
        "行政复议",
    )
    CASES = "    未经复议直接起诉      复议后起诉"
    FIRST = "   ".join(("结果", "结果", "其他", "尚未") * 3)
    TOTALS = "      总计        总 计      总计"
    SECOND = "   ".join(("维持", "纠正", "结果", "审结") * 3)
    FIGURES = "   ".join(map(str, (1, 2, 0, 0, 3, 0, 0, 0, 0, 0, 4, 5, 0, 1, 10)))

    def reading(self, *heads: str) -> Reading:
        over, *lines = self.OVER
        return reading_of(
            TITLE, "一、总体情况", "依法公开。", f"四、{over}", *lines, *heads, self.FIGURES, *LAST
        )

    def test_they_are_put_together(self) -> None:
        reading = self.reading(self.CASES, self.FIRST, self.TOTALS, self.SECOND)
        read = [placed.cell.text for name, placed in reading.cells.items() if name.table == "t4"]
        assert read == self.FIGURES.split()
        assert any("表四的列标题断成几行" in doubt.text for doubt in reading.doubts)

    @pytest.mark.parametrize("lost", ["结果", "总计", "审结"])
    def test_where_a_part_of_one_is_missing_nothing_is_placed(self, lost: str) -> None:
        heads = "\n".join((self.FIRST, self.TOTALS, self.SECOND)).replace(lost, "", 1)
        reading = self.reading(self.CASES, heads)
        assert not reading.cells
        said = " ".join(map(str, (*reading.unplaced, *reading.rest)))
        assert "10" in said

    def test_nor_where_their_order_is_another(self) -> None:
        other = self.FIRST.replace("其他   尚未", "尚未   其他")
        assert not self.reading(self.CASES, other, self.TOTALS, self.SECOND).cells

    def test_nor_where_the_cases_have_another_order(self) -> None:
        other = "    复议后起诉      未经复议直接起诉"
        assert not self.reading(other, self.FIRST, self.TOTALS, self.SECOND).cells


def test_a_note_whose_mark_is_not_there_is_said() -> None:
    """Copied from a PDF, a raised mark is a digit of the figure: 3 with a note 1 is 31."""
    table = ("二、主动公开政府信息情况", "第二十条第（五）项", "信息内容  本年处理决定数量", "行政许可  31")
    reading = reading_of(TITLE, "一、总体情况", "依法公开。", *table, "注 1 含代办的", *LAST)
    assert any("没有找到表二下面的注1标在哪个数上" in doubt.text for doubt in reading.doubts)


def test_a_label_behind_that_of_its_group() -> None:
    heads = "  ".join(("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"))
    row = "本年 （四）无法提供 2.没有现成信息需要另行制作  1  0  0  0  0  2  3"
    reading = reading_of(
        TITLE, "三、收到和处理政府信息公开申请情况", heads, "（一）予以公开  0  0  0  0  0  7  7", row, *LAST
    )
    assert [p.cell.text for p in reading.cells.values()][-7:] == ["1", "0", "0", "0", "0", "2", "3"]


def test_a_line_of_a_portal() -> None:
    line = "作者: 本站原创 | 来源:本站原创 | 时间:2023-01-18 点击数:- 分享到:"
    reading = reading_of(TITLE, line, "一、总体情况", "依法公开。", *LAST)
    assert (reading.origin, reading.published) == (None, datetime.date(2023, 1, 18))


def test_facts_with_spaces_around_their_digits() -> None:
    lines = ("发布日期：2023 年 1 月 18 日", "文号：样政办〔2023〕8 号", "一、总体情况", "依法公开。")
    reading = reading_of(TITLE, *lines, *LAST)
    assert (reading.published, reading.document_number) == (datetime.date(2023, 1, 18), "样政办〔2023〕8号")


class TestTyped:
    """A table of a Word file or a page that is none: typed with tabs, or a cell a paragraph."""

    HEADS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
    NEW = ("一、本年新收政府信息公开申请数量", "1", "2", "3", "4", "5", "6", "21")
    CARRIED = ("二、上年结转政府信息公开申请数量", "0", "", "0", "0", "0", "7", "")
    HEADINGS = ("三、收到和处理政府信息公开申请情况", *LAST)

    def read(self, lines: Iterable[str], kind: str) -> list[str]:
        every = (TITLE, "一、总体情况", "依法公开。", self.HEADINGS[0], *lines, *LAST)
        if kind == "docx":
            data = word_file("".join(paragraph(text) for text in every))
        else:
            data = f"<html><body>{''.join(f'<p>{text}</p>' for text in every)}</body></html>".encode()
        (reading,) = read_file(data, f"x.{kind}")
        return [placed.cell.text for placed in reading.cells.values()]

    def test_with_tabs(self) -> None:
        rows = map("\t".join, (self.HEADS, self.NEW, self.CARRIED))
        assert self.read(rows, "docx") == [*self.NEW[1:], *self.CARRIED[1:]]

    @pytest.mark.parametrize("kind", ["docx", "html"])
    def test_a_cell_a_paragraph(self, kind: str) -> None:
        cells = (text or "|" for row in (self.HEADS, self.NEW, self.CARRIED) for text in row)
        assert self.read(cells, kind) == [*self.NEW[1:], *self.CARRIED[1:]]

    @pytest.mark.parametrize("kind", ["docx", "html"])
    def test_with_spaces_nothing_moves(self, kind: str) -> None:
        """A blank cannot be told there."""
        rows = map(" ".join, (self.HEADS, self.NEW, self.CARRIED))
        assert self.read(rows, kind)[:7] == list(self.NEW[1:])
        assert not set(self.read(map(" ".join, (self.HEADS, self.CARRIED, self.NEW)), kind)) & {"7"}


def test_a_blank_row_whose_label_is_a_head_too_is_there() -> None:
    new = TestTyped.NEW
    rows = (TestTyped.HEADS, new, TestTyped.CARRIED, ("3.其他", *[""] * 7), ("（七）总计", *new[1:]))
    lines = [f"|{'|'.join(row)}|" for row in rows]
    reading = reading_of(TITLE, "三、收到和处理政府信息公开申请情况", *lines, *LAST)
    assert [placed.cell.text for name, placed in reading.cells.items() if name.row == "other-else"] == [""] * 7


def test_figures_behind_a_word_that_parts_a_row_decide_nothing() -> None:
    """What stands before it is not the whole row."""
    heads, carried = TestTyped.HEADS, "（一）予以公开"
    lines = (*heads, *TestTyped.NEW, carried, "1", "1", "甲乙丙丁", "0", "0", "0", "0", "5")
    reading = reading_of(TITLE, "三、收到和处理政府信息公开申请情况", *lines, *LAST)
    assert [name for name in reading.cells if name.row == "granted"] == []
    assert any("后面还有没有行名的数" in doubt.text for doubt in reading.doubts)
