"""What Word hides, numbers, merges and tracks: each trap with its right reading."""

from __future__ import annotations

from gongkai.readings.docx import read_docx
from gongkai.readings.pieces import Grid, Paragraph, Picture, Pieces
from tests.helpers.word_file import (
    CHAPTER,
    GROUP,
    ITEM,
    cell,
    control,
    paragraph,
    row,
    run,
    table,
    wide,
    word_file,
)

PICTURE = '<w:r><w:drawing><docPr descr="流程图"/><blip/></w:drawing></w:r>'


def read(body: str, **parts: str) -> Pieces:
    return read_docx(word_file(body, parts))


def texts(pieces: Pieces) -> list[str]:
    return [piece.text for piece in pieces.pieces if isinstance(piece, Paragraph)]


def cells(pieces: Pieces) -> list[list[tuple[str, int, int, int]]]:
    (grid,) = (piece for piece in pieces.pieces if isinstance(piece, Grid))
    return [[(each.text, each.column, each.rows, each.columns) for each in line] for line in grid.rows]


def shown(pieces: Pieces) -> list[list[str]]:
    return [[text for text, *_ in line] for line in cells(pieces)]


def said(pieces: Pieces) -> list[str]:
    return [doubt.text for doubt in pieces.doubts]


class TestNumbering:
    def test_numbers_that_are_no_text_are_worked_out(self) -> None:
        body = "".join(paragraph("甲", number=CHAPTER) + paragraph("乙", number=GROUP) for _ in range(2))
        assert texts(read(body)) == ["一、甲", "（一）乙", "二、甲", "（二）乙"]

    def test_tens_are_counted_as_in_chinese(self) -> None:
        body = "".join(paragraph("甲", number=CHAPTER) for _ in range(21))
        assert [text[:-2] for text in texts(read(body))][9:12] == ["十", "十一", "十二"]
        assert texts(read(body))[20] == "二十一、甲"

    def test_labels_in_cells_are_numbered_too(self) -> None:
        body = table(*(row(cell(paragraph("属于国家秘密", number=ITEM)), "0") for _ in range(2)))
        assert shown(read(body)) == [["1.属于国家秘密", "0"], ["2.属于国家秘密", "0"]]

    def test_an_empty_paragraph_is_not_counted(self) -> None:
        body = paragraph("甲", number=CHAPTER) + paragraph("", number=CHAPTER) + paragraph("乙", number=CHAPTER)
        assert texts(read(body)) == ["一、甲", "二、乙"]


class TestMergedCells:
    def test_cells_merged_down_and_across(self) -> None:
        restart, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
        body = table(
            row(cell("不予公开", restart), cell("甲"), "1"),
            row(cell("", goes_on), cell("乙"), "2"),
            row(wide("总计", 2), "3"),
        )
        assert cells(read(body)) == [
            [("不予公开", 0, 2, 1), ("甲", 1, 1, 1), ("1", 2, 1, 1)],
            [("乙", 1, 1, 1), ("2", 2, 1, 1)],
            [("总计", 0, 1, 2), ("3", 2, 1, 1)],
        ]

    def test_a_cell_that_is_said_to_go_on_but_holds_a_figure_keeps_it(self) -> None:
        body = table(row("甲", cell("1", '<w:vMerge w:val="restart"/>')), row("乙", cell("2", "<w:vMerge/>")))
        assert shown(read(body)) == [["甲", "1"], ["乙", "2"]]


class TestContentControls:
    def test_controls_around_runs_cells_rows_and_paragraphs(self) -> None:
        body = control(paragraph(control(run("第一段")))) + table(
            control(row("甲", control(cell("1")))), row("乙", "2")
        )
        pieces = read(body)
        assert texts(pieces) == ["第一段"]
        assert shown(pieces) == [["甲", "1"], ["乙", "2"]]

    def test_what_a_control_only_suggests_is_not_there(self) -> None:
        suggested = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>%s</w:sdtContent></w:sdt>"
        body = table(row("甲", cell(paragraph(suggested % run("单击此处输入"))), "1"))
        assert shown(read(body)) == [["甲", "", "1"]]


class TestTrackedChanges:
    def test_inserted_text_is_taken_and_deleted_text_left_out(self) -> None:
        deleted = "<w:del><w:r><w:delText>17</w:delText></w:r></w:del>"
        inserted = f"<w:ins>{run('18')}</w:ins>"
        pieces = read(table(row("予以公开", cell(paragraph(deleted, inserted)))))
        assert shown(pieces) == [["予以公开", "18"]]
        assert said(pieces) == ["修订中插入的“18”，按接受读入", "修订中删除的“17”，没有读入"]

    def test_a_deleted_row_is_not_there(self) -> None:
        pieces = read(table(row("甲", "1"), row("乙", "2", properties="<w:del/>"), row("丙", "3")))
        assert shown(pieces) == [["甲", "1"], ["丙", "3"]]
        assert said(pieces) == ["修订中删除的“乙2”，没有读入"]

    def test_paragraphs_whose_parting_was_deleted_are_one(self) -> None:
        body = paragraph("前半，", properties="<w:rPr><w:del/></w:rPr>") + paragraph("后半。")
        assert texts(read(body)) == ["前半，后半。"]


class TestHiddenText:
    def test_hidden_text_and_rows_are_left_out_and_said(self) -> None:
        pieces = read(
            paragraph("看得见", run("看不见", "<w:vanish/>"))
            + table(row("甲", "1"), row("乙", "2", properties="<w:hidden/>"))
        )
        assert texts(pieces) == ["看得见"]
        assert shown(pieces) == [["甲", "1"]]
        assert said(pieces) == ["隐藏的“看不见”，没有读入", "隐藏的“乙2”，没有读入"]


class TestBesideTheText:
    def test_a_text_box_stands_behind_its_paragraph_once(self) -> None:
        box = f"<w:txbxContent>{paragraph('框里')}</w:txbxContent>"
        both = f"<w:r><AlternateContent><Choice><w:drawing>{box}</w:drawing></Choice><Fallback><w:pict>{box}</w:pict></Fallback></AlternateContent></w:r>"
        assert texts(read(paragraph("段落", both))) == ["段落", "框里"]

    def test_notes_and_comments_are_said(self) -> None:
        note = "<w:footnote>" + paragraph("含区本级") + "</w:footnote>"
        comment = "<w:comment>" + paragraph("请核实") + "</w:comment>"
        pieces = read(paragraph("正文"), footnotes=note, comments=comment)
        assert texts(pieces) == ["正文"]
        assert said(pieces) == ["脚注“含区本级”没有读入正文", "批注“请核实”没有读入正文"]

    def test_a_picture_is_said_by_its_words(self) -> None:
        pieces = read(paragraph(PICTURE))
        assert [piece.text for piece in pieces.pieces if isinstance(piece, Picture)] == ["流程图"]

    def test_a_raised_mark_is_no_digit_of_the_figure(self) -> None:
        mark = run("1", '<w:vertAlign w:val="superscript"/>')
        ((_, figure),) = shown(read(table(row("规章", cell(paragraph("3", mark))))))
        assert figure != "31"


class TestNestedTables:
    def test_a_table_that_only_places_others_is_taken_away(self) -> None:
        inner = table(row("甲", "1"), row("乙", "2"))
        pieces = read(table(row(cell(paragraph("标题") + inner))))
        assert texts(pieces) == ["标题"]
        assert shown(pieces) == [["甲", "1"], ["乙", "2"]]

    def test_a_figure_in_a_table_of_its_own_stands_in_its_cell(self) -> None:
        inner = table(row("7"))
        assert shown(read(table(row("甲", cell(inner)), row("乙", "2")))) == [["甲", "7"], ["乙", "2"]]


def test_a_line_break_begins_a_paragraph() -> None:
    assert texts(read(paragraph("<w:r><w:t>第一行</w:t><w:br/><w:t>第二行</w:t></w:r>"))) == [
        "第一行",
        "第二行",
    ]
