"""Tables that leave a choice: what cannot be told stands in the list, never in a cell."""

from __future__ import annotations

import pytest

from gongkai.findings import CellName
from gongkai.readings.opening import read_file
from gongkai.readings.reading import Reading
from tests.helpers.word_file import paragraph, word_file

TITLE = "样例局2021年政府信息公开工作年度报告"
CORNER = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
HEADS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
NEW = ("一、本年新收政府信息公开申请数量", "1", "2", "3", "4", "5", "6", "21")
CARRIED = ("二、上年结转政府信息公开申请数量", "0", "0", "0", "0", "0", "7", "7")
GRANTED = ("（一）予以公开", "1", "0", "0", "0", "0", "2", "3")

Row = tuple[str, ...]


def table(*rows: Row) -> str:
    body = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in rows)
    return f"<table>{body}</table>"


def reading_of(*rows: Row, before: str = "") -> Reading:
    chapters = (
        f"<p>一、总体情况</p><p>本机关依法公开政府信息。</p>{before}<p>三、收到和处理政府信息公开申请情况</p>"
    )
    page = f"<html><body><p>{TITLE}</p>{chapters}{table(*rows) if rows else ''}<p>六、其他需要报告的事项</p><p>无。</p></body></html>"
    (reading,) = read_file(page.encode(), "x.html")
    return reading


def row_of(reading: Reading, row: str) -> list[str | None]:
    columns = ("natural", "business", "research", "welfare", "legal", "other", "total")
    cells = (reading.cells.get(CellName("t3", row, column)) for column in columns)
    return [placed.cell.text if placed is not None else None for placed in cells]


def unplaced(reading: Reading) -> str:
    return " ".join(doubt.text for doubt in reading.unplaced)


def test_figures_below_a_head_that_nobody_knows_are_listed() -> None:
    """And those below the others are read."""
    heads = (CORNER, *HEADS[:4], "甲乙丙丁", *HEADS[5:])
    reading = reading_of(heads, NEW, CARRIED)
    assert row_of(reading, "new") == ["1", "2", "3", "4", None, "6", "21"]
    assert "“5”" in unplaced(reading)
    assert any("没有认出“法律服务机构”的列标题" in doubt.text for doubt in reading.doubts)


def test_a_column_that_is_not_there_moves_no_figure() -> None:
    heads, new = (CORNER, *HEADS[:2], *HEADS[3:]), (*NEW[:3], *NEW[4:])
    reading = reading_of(heads, new, (*CARRIED[:3], *CARRIED[4:]))
    assert row_of(reading, "new") == ["1", "2", None, "4", "5", "6", "21"]


def test_a_column_of_its_own_moves_no_figure() -> None:
    heads, new = (CORNER, *HEADS[:6], "小计", HEADS[6]), (*NEW[:7], "99", NEW[7])
    reading = reading_of(heads, new, (*CARRIED[:7], "98", CARRIED[7]))
    assert row_of(reading, "new") == ["1", "2", "3", "4", "5", "6", "21"]
    assert "“99”" in unplaced(reading)


def test_a_row_of_seven_beside_rows_of_eight_is_not_placed() -> None:
    """A column that no head names, and a cell that vanished: seven again, each one place too far."""
    new, granted = (*NEW[:1], "90", *NEW[1:]), ("（一）予以公开", "91", "1", "0", "0", "0", "2", "3")
    reading = reading_of(new, granted)
    assert row_of(reading, "granted") == [None] * 7
    assert "“91”" in unplaced(reading)


def test_a_row_of_seven_beside_rows_of_eight_is_placed_where_it_adds_up() -> None:
    reading = reading_of((*NEW, "已核", "90"), GRANTED)
    assert row_of(reading, "granted") == ["1", "0", "0", "0", "0", "2", "3"]


def test_figures_behind_those_of_a_row_may_be_the_next_rows() -> None:
    """A cell a paragraph, blanks as strokes, and a label that is lost: 行政强制 has the last two of these numbers."""
    heads = ("信息内容", "上一年项目数量", "本年增/减", "处理决定数量")
    licence = (*heads, "行政许可", "1", "+1", "4", "其他对外管理服务事项", "5", "+4", "50")
    penalty = (*heads, "行政处罚", "1600", "|", "|", "\u3000", "|", "2663", "1754")
    purchase = ("信息内容", "采购项目数量", "采购总金额", "政府集中采购", "2", "1658元")
    texts = (TITLE.replace("2021", "2020"), "一、总体情况", "无。", "二、主动公开政府信息情况")
    body = "".join(map(paragraph, (*texts, *licence, *penalty, *purchase)))
    (reading,) = read_file(word_file(body), "x.docx")
    assert CellName("t2", "licence", "items-change") in reading.cells
    assert CellName("t2", "penalty", "items-change") not in reading.cells
    assert "“2663”" in unplaced(reading)


def test_two_heads_of_one_name_are_none() -> None:
    heads = (CORNER, *HEADS[:4], "其他", *HEADS[5:])
    assert row_of(reading_of(heads, NEW, CARRIED), "new") == ["1", "2", "3", "4", None, None, "21"]


def test_figures_beside_the_heads_move_none() -> None:
    """An empty cell beside the label: the heads stand one too far to the left."""
    moved = [(row[0], "", *row[1:]) for row in (NEW, GRANTED)]
    reading = reading_of((CORNER, *HEADS, ""), *moved)
    assert row_of(reading, "new") in (["1", "2", "3", "4", "5", "6", "21"], [None] * 7)


def test_what_two_rows_of_one_name_say_otherwise_is_read_from_neither() -> None:
    again = (NEW[0], "1", "2", "3", "4", "5", "7", "22")
    reading = reading_of((CORNER, *HEADS), NEW, CARRIED, again)
    assert row_of(reading, "new") == ["1", "2", "3", "4", "5", None, None]
    assert row_of(reading, "carried-in") == ["0", "0", "0", "0", "0", "7", "7"]
    assert any("读到两次，不一样，没有放入" in doubt.text for doubt in reading.doubts)
    assert {"“6”", "“7”（“一、本年新收政府信息公开申请数量”一行）"} <= {
        doubt.text for doubt in reading.unplaced
    }


def test_the_same_row_twice_is_one() -> None:
    assert row_of(reading_of((CORNER, *HEADS), NEW, CARRIED, NEW), "new")[-1] == "21"


def test_a_label_that_goes_on_on_the_next_page() -> None:
    cut = ("二、上年结转", *CARRIED[1:])
    rest = ("政府信息公开申请数量", *[""] * 7)
    reading = reading_of((CORNER, *HEADS), NEW, cut, rest, GRANTED)
    assert row_of(reading, "carried-in") == ["0", "0", "0", "0", "0", "7", "7"]
    assert not reading.unplaced


def test_a_misspelt_label_of_an_empty_row_is_told_by_its_number() -> None:
    """Without one it may be the end of a label that began on the page before."""
    blank = ("二、上年结转府信息公开申请数量", *[""] * 7)
    assert row_of(reading_of((CORNER, *HEADS), NEW, blank, GRANTED), "carried-in") == [""] * 7
    unnumbered = (blank[0].removeprefix("二、"), *blank[1:])
    reading = reading_of((CORNER, *HEADS), NEW, unnumbered, GRANTED)
    assert row_of(reading, "carried-in") == [None] * 7
    assert any("一行是空的，行名认不准" in doubt.text for doubt in reading.doubts)


def test_a_merged_row_without_figures_is_there() -> None:
    blank = ("（六）其他处理", *[""] * 7)
    reading = reading_of((CORNER, *HEADS), NEW, blank, ("（七）总计", *NEW[1:]))
    assert row_of(reading, "other") == [""] * 7
    assert reading.form.merged == ("other",)


def test_without_that_row_none_is_merged() -> None:
    assert reading_of((CORNER, *HEADS), NEW).form.merged == ()


def test_the_table_of_last_year_in_the_text_is_not_this_years() -> None:
    last = table(("项目", *HEADS), (NEW[0], *"9999999"), (CARRIED[0], *"8888888"))
    reading = reading_of(before=last)
    assert not reading.cells
    assert "表三" in reading.missing


def test_a_row_of_no_form_below_other_heads_is_in_no_block_before() -> None:
    page = (
        f"<p>{TITLE}</p><p>二、主动公开政府信息情况</p>"
        + table(
            ("第二十条第（一）项",),
            ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"),
            ("规章", "0", "0", "0"),
            ("行政规范性文件", "1", "2", "3"),
            ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"),
            ("地方性法规", "4", "5", "6"),
        )
        + "<p>六、其他需要报告的事项</p><p>无。</p>"
    )
    (reading,) = read_file(page.encode(), "x.html")
    assert reading.form.extra == ()
    assert "“4”" in unplaced(reading)


def test_an_article_beside_the_navigation_in_a_table_of_the_page() -> None:
    """Without a table inside of it: as reports of before 2019, and tables typed a cell a line."""
    texts = [
        TITLE,
        "一、概述",
        "本机关依法公开政府信息。",
        "二、主动公开情况",
        "公开信息31条。",
        "三、依申请公开",
    ]
    texts += ["收到申请2件。", "四、复议诉讼", "没有。", "五、不足", "更新不够及时。"]
    article = "".join(f"<p>{text}</p>" for text in texts)
    page = f"<html><body><table><tr><td>首页</td><td>{article}</td></tr></table></body></html>"
    (reading,) = read_file(page.encode(), "x.html")
    assert [chapter.title for chapter in reading.chapters] == [
        "概述",
        "主动公开情况",
        "依申请公开",
        "复议诉讼",
        "不足",
    ]


class TestLines:
    """Tables as lines of text."""

    @staticmethod
    def of(*lines: str) -> Reading:
        text = "\n".join(
            (TITLE, "三、收到和处理政府信息公开申请情况", *lines, "六、其他需要报告的事项", "无。")
        )
        (reading,) = read_file(text.encode(), "x.txt")
        return reading

    def test_figures_behind_a_label_that_nobody_knows_are_not_those_of_the_one_before(self) -> None:
        reading = self.of("\t".join(HEADS), *NEW, "（一）甲乙丙丁", *"7777777")
        assert row_of(reading, "new") == ["1", "2", "3", "4", "5", "6", "21"]
        assert unplaced(reading).count("“7”") == 7

    def test_the_last_head_is_no_label_of_figures_that_lost_theirs(self) -> None:
        reading = self.of("总计", *HEADS[:6], *NEW[1:], *CARRIED)
        assert row_of(reading, "other-else") == [None] * 7
        assert row_of(reading, "carried-in")[-1] == "7"
        assert unplaced(reading).count("“21”") == 1

    def test_figures_that_stand_before_their_labels_are_listed(self) -> None:
        """As in a PDF whose labels take two lines: each label has the figures of the next behind it."""
        heads = "  ".join(HEADS)
        lines = ("  ".join(NEW), "  ".join(GRANTED[1:]), GRANTED[0], "  ".join("0000055"), "（二）部分公开")
        reading = self.of(heads, *lines)
        assert row_of(reading, "new")[-1] == "21"
        assert row_of(reading, "granted") == [None] * 7

    def test_a_total_that_does_not_add_up_decides_nothing(self) -> None:
        short = "\t".join((GRANTED[0], "2", "5"))
        reading = self.of("\t".join(HEADS), "\t".join(NEW), "\t".join(CARRIED), short)
        assert set(row_of(reading, "granted")[:6]) == {None}

    def test_two_tabs_are_one_empty_cell(self) -> None:
        """Also where a space stands before them."""
        blank = "\t".join((CARRIED[0], "1", "", "2", "0", "0", "0", "3")).replace("1\t\t", "1 \t\t")
        reading = self.of("\t".join(HEADS), "\t".join(NEW), blank)
        assert row_of(reading, "carried-in") == ["1", "", "2", "0", "0", "0", "3"]


WHOLE = (
    f"{TITLE} 本报告由样例局编制，由总体情况等六部分组成，一、总体情况、二、主动公开政府信息情况。 "
    "一、总体情况 本机关依法公开政府信息，按月检查各栏目的内容，及时移走失效的。 （一）主动公开 发布文件12件，全部按时公开。 "
    "二、主动公开政府信息情况 第二十条第（一）项 信息内容 本年制发件数 本年废止件数 现行有效件数 规章 0 0 0 行政规范性文件 1 2 30 "
    f"三、收到和处理政府信息公开申请情况 {CORNER} 申请人情况 自然人 法人或其他组织 总计 商业企业 科研机构 社会公益组织 法律服务机构 其他 "
    f"{' '.join(NEW)} {' '.join(CARRIED)} "
    "五、存在的主要问题及改进情况 栏目更新还不够及时，明年起逐月检查，确保全部按时更新。 六、其他需要报告的事项 无。"
)


class TestWhole:
    """The whole text as one paragraph."""

    @pytest.mark.parametrize("kind", ["txt", "html", "docx", "lines"])
    def test_headings_inside_of_a_line_are_found(self, kind: str) -> None:
        lines = "\n".join(WHOLE[at : at + 60] for at in range(0, len(WHOLE), 60))
        files = {
            "txt": WHOLE.encode(),
            "html": f"<html><body><p>{WHOLE}</p></body></html>".encode(),
            "docx": word_file(paragraph(WHOLE)),
            "lines": lines.encode(),
        }
        (reading,) = read_file(files[kind], f"x.{'txt' if kind == 'lines' else kind}")
        assert (reading.year, reading.agency_name) == (2021, "样例局")
        texts = {chapter.section: [line.text for line in chapter.lines] for chapter in reading.chapters}
        assert texts["overview"] == [
            "本机关依法公开政府信息，按月检查各栏目的内容，及时移走失效的。",
            "（一）主动公开 发布文件12件，全部按时公开。",
        ]
        assert texts["others"] == ["无。"]
        assert row_of(reading, "new") == ["1", "2", "3", "4", "5", "6", "21"]
        assert reading.cells[CellName("t2", "normative-document", "in-force")].cell.text == "30"
        assert any("全文连成一段" in doubt.text for doubt in reading.doubts)

    def test_a_text_that_has_its_breaks_keeps_them(self) -> None:
        text = f"{TITLE}\n一、总体情况\n见二、主动公开政府信息情况。\n五、存在的主要问题及改进情况\n较少。\n六、其他需要报告的事项\n无。"
        (reading,) = read_file(text.encode(), "x.txt")
        assert [line.text for line in reading.chapters[0].lines] == ["见二、主动公开政府信息情况。"]
