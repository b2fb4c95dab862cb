"""Files that are none, or too much of one: one clear line each, in bounded time and memory."""

from __future__ import annotations

import io
import json
import re
import time
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from gongkai.forms import Quantity
from gongkai.model import read_archive
from gongkai.readings.opening import read_file
from gongkai.readings.pieces import UnreadableFile
from gongkai.source import read as read_source
from gongkai.writers.data.report_json import write_json
from gongkai.writers.yaml.from_reading import write_reading
from tests.helpers.support import AGENCY, ROOT, read_files, report_text
from tests.helpers.word_file import paragraph, row, table, word_file


def refusal(data: bytes, name: str = "x.docx") -> str:
    with pytest.raises(UnreadableFile) as refused:
        read_file(data, name)
    text = str(refused.value)
    assert "\n" not in text
    return text


def zipped(**files: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/"), content)
    return packed.getvalue()


def test_an_empty_file() -> None:
    assert refusal(b"") == "文件是空的"


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_a_word_file_cut_short(share: float) -> None:
    whole = word_file(paragraph("正文"))
    assert "不完整" in refusal(whole[: int(len(whole) * share)])


def test_a_word_file_with_broken_xml() -> None:
    broken = zipped(**{"word__document.xml": b"<w:document><w:body>"})
    assert "不完整" in refusal(broken)


@pytest.mark.builds
def test_a_bomb_is_not_unpacked() -> None:
    bomb = zipped(**{"word__document.xml": b"0" * 400_000_000})
    assert len(bomb) < 1_000_000
    assert "过大" in refusal(bomb)


def test_entities_are_not_followed() -> None:
    document = b'<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><d>&b;</d>'
    assert "XML" in refusal(zipped(**{"word__document.xml": document}))


def test_a_zip_of_something_else() -> None:
    assert "认不出" in refusal(zipped(**{"a.txt": b"x"}))


def test_the_ending_of_the_name_says_nothing() -> None:
    text = "样例局2021年政府信息公开工作年度报告\n一、总体情况\n本机关依法公开政府信息。\n五、存在的主要问题及改进情况\n有待提高。\n".encode()
    (reading,) = read_file(text, "报告.docx")
    assert reading.year == 2021
    (reading,) = read_file(word_file(paragraph("样例局2021年政府信息公开工作年度报告")), "报告.txt")
    assert reading.year == 2021


def test_a_picture() -> None:
    assert "图片" in refusal(b"\x89PNG\r\n\x1a\n" + b"0" * 100, "report.pdf")


def test_a_pdf_that_is_none() -> None:
    assert "PDF" in refusal(b"%PDF-1.7\nnothing", "x.pdf")


def test_an_encrypted_office_file() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    assert "密码" in refusal(ole)


def test_an_old_word_file_without_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "WordDocument".encode("utf-16-le")
    assert refusal(ole) == "doc 文件要装有 LibreOffice 才能读；也可以在 Word 或 WPS 里另存为 docx 再试"


def test_a_web_page_beyond_all_measure() -> None:
    assert "20 MB" in refusal(b"<html><body>" + b"<p>x</p>" * 7_000_000, "x.html")


@pytest.mark.builds
def test_elements_nested_without_end() -> None:
    assert "层次过深" in refusal(b"<html><body>" + b"<div>" * 50_000, "x.html")


@pytest.mark.builds
def test_cells_that_span_millions() -> None:
    page = "<table>" + "<tr><td rowspan=65534 colspan=65534>1</td><td>2</td></tr>" * 300 + "</table>"
    assert "过大" in refusal(f"<html><body>{page}</body></html>".encode(), "x.html")


@pytest.mark.builds
def test_ten_thousand_tables() -> None:
    body = table(row("甲", "1"), row("乙", "2")) * 10_000
    (reading,) = read_file(word_file(body), "x.docx")
    assert not reading.cells


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16", "big5"])
def test_any_encoding_of_text(encoding: str) -> None:
    text = "樣例局2021年政府信息公開工作年度報告\n\n一、總體情況\n\n本機關依法公開政府的信息。\n\n五、存在的主要問題及改進情況\n\n有待提高。\n"
    (reading,) = read_file(text.encode(encoding), "x.txt")
    assert reading.year == 2021
    assert reading.chapters[0].section == "overview"


def unzipped(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def workbook(*cells: str, merged: tuple[str, ...] = ()) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = "样例局2021年政府信息公开工作年度报告"
    for at in cells:
        sheet[at] = "甲"
    for area in merged:
        sheet.merged_cells.add(area)
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def test_a_cell_at_the_far_corner_of_a_sheet() -> None:
    """What lies between them is not walked through."""
    start = time.process_time()
    (reading,) = read_file(workbook("XFD2000"), "x.xlsx")
    assert reading.year == 2021
    assert "过多" in refusal(workbook("B1048576"), "x.xlsx")
    assert time.process_time() - start < 5


def test_merged_cells_without_end() -> None:
    assert "过多" in refusal(workbook(merged=("A2:XFD1048576",)), "x.xlsx")
    assert "过多" in refusal(workbook(merged=tuple(f"A{top}:XFD{top}" for top in range(2, 9))), "x.xlsx")


@pytest.mark.parametrize("number", ["", "9"])
@pytest.mark.parametrize("level", ["0", "9999999"])
def test_numbers_of_lists_that_are_none(number: str, level: str) -> None:
    """Identities that are missing, and more levels than Word has."""
    text = 'w:lvlText w:val="%1、"'
    levels = f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><{text}/></w:lvl>'
    numbering = (
        f"<w:abstractNum>{levels}</w:abstractNum><w:num w:numId='8'><w:abstractNumId w:val='5'/></w:num>"
    )
    listed = (
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr></w:pPr></w:p>'
    )
    body = paragraph("样例局2021年政府信息公开工作年度报告") + listed
    (reading,) = read_file(word_file(body, {"numbering": numbering}), "x.docx")
    assert reading.year == 2021


@pytest.mark.filterwarnings("error")
def test_what_the_parser_says_of_a_broken_workbook_is_kept_back(capsys: pytest.CaptureFixture[str]) -> None:
    """In English, of parts that are not read."""
    parts = unzipped(workbook())
    styles = parts.pop("xl/styles.xml")
    (reading,) = read_file(zipped(**parts), "x.xlsx")
    assert reading.year == 2021
    numbered = styles.replace(b'<xf numFmtId="0"', b'<xf numFmtId="777"')
    assert numbered != styles
    (reading,) = read_file(zipped(**parts, **{"xl/styles.xml": numbered}), "x.xlsx")
    assert reading.year == 2021
    assert tuple(capsys.readouterr()) == ("", "")


def csv_file(year: str = "2021", value: str = "12", more: str = "") -> bytes:
    head = "agency,year,form,table,row,column,value,state"
    return f"{head}\noffice,{year},2021,t2,regulation,made,{value},number\n{more}".encode()


@pytest.mark.parametrize("year", ["9" * 200, "21", "２０２１", "-2021", ""])
def test_our_csv_with_another_year(year: str) -> None:
    assert "年度" in refusal(csv_file(year), "x.csv")


@pytest.mark.parametrize("value", ["1_000", "１２", "9" * 5000, "NaN", "1e99", " "])
def test_our_csv_with_what_is_no_number(value: str) -> None:
    """It is said, and not read."""
    (reading,) = read_file(csv_file(value=value), "x.csv")
    assert not reading.cells
    assert len(reading.unplaced) == 1


@pytest.mark.parametrize("name", ["x.csv", "x.txt"])
def test_our_csv_with_a_cell_without_end(name: str) -> None:
    assert "引号" in refusal(csv_file(more=f'"{"甲" * 200_000}'), name)


def test_a_csv_with_a_cell_without_end() -> None:
    assert "引号" in refusal(f'甲,乙\n"{"甲" * 200_000}'.encode(), "x.csv")


def test_a_workbook_with_a_number_beyond_measure() -> None:
    parts = unzipped(workbook())
    sheet = parts["xl/worksheets/sheet1.xml"].replace(b'<c r="A1"', b'<c s="99999999999999999999" r="A1"')
    assert sheet != parts["xl/worksheets/sheet1.xml"]
    assert "损坏" in refusal(zipped(**{**parts, "xl/worksheets/sheet1.xml": sheet}), "x.xlsx")


def test_our_json_with_a_sum_that_is_none() -> None:
    """Of a cell that is the sum of nothing."""
    archive, _ = read_archive(ROOT / "data", ROOT)
    data = write_json(archive.by_agency["haishu-office"][2021], archive)
    (wrong, times) = re.subn(rb'"state": "number"', b'"state": "computed"', data, count=1)
    assert times == 1
    assert "不是完整的报告 JSON" in refusal(wrong, "x.json")


@pytest.mark.parametrize(("text", "value"), [("x", 0), ("Infinity", float("inf"))])
def test_our_json_with_an_amount_that_is_none(tmp_path: Path, text: str, value: float) -> None:
    files = {"office/agency.yml": AGENCY, "office/2019.yml": report_text("shanghai-office-2019", 2019)}
    archive, _ = read_files(tmp_path, files)
    values = json.loads(write_json(archive.reports[0], archive))
    (name,) = (
        name
        for table in archive.reports[0].form.tables
        for name in table.cells
        if table.column(str(name.row), str(name.column)).quantity is Quantity.AMOUNT
    )
    cells = (each for table in values["tables"] if table["id"] == name.table for each in table["cells"])
    amount = next(each for each in cells if (each["row"], each["column"]) == (name.row, name.column))
    amount.update(text=text, value=value)
    assert "JSON" in refusal(json.dumps(values).encode(), "x.json")


@pytest.mark.parametrize("unseen", ["\x03", "\x7f", "\u200b", "\u202e", "\ufeff"])
def test_what_nobody_sees_comes_into_no_file(unseen: str) -> None:
    """In a table of the office's own, inside of a text."""
    text = "<p>样例局2021年政府信息公开工作年度报告</p><p>一、总体情况</p><p>公开12条。</p>"
    page = f"<html><body>{text}<table><tr><td>甲{unseen}乙</td><td>1</td></tr></table></body></html>"
    (reading,) = read_file(page.encode(), "x.html")
    assert [line.text for line in reading.chapters[0].lines] == ["公开12条。", "| 甲乙 | 1 |"]


def of_our_json(text: str) -> bytes:
    """Our JSON of the sample, the first words of its first paragraph changed to a text."""
    archive, _ = read_archive(ROOT / "data", ROOT)
    values = json.loads(write_json(archive.by_agency["haishu-office"][2021], archive))
    paragraph = next(each for each in values["sections"][0]["blocks"] if each["type"] == "paragraph")
    paragraph["inlines"][0]["text"] = text
    return json.dumps(values).encode()


@pytest.mark.builds
@pytest.mark.parametrize("unseen", ["\x03", "\x7f", "\ufeff", "\uffff"])
def test_what_no_file_may_hold_is_left_out_of_our_json(unseen: str) -> None:
    (reading,) = read_file(of_our_json(f"甲{unseen}乙"), "x.json")
    agency = read_archive(ROOT / "data", ROOT)[0].agencies["haishu-office"]
    assert read_source("a.yml", write_reading(reading, agency, 2021, draft=True).encode()).problems == ()


@pytest.mark.parametrize("end", ["\x85", "\u2028"])
def test_our_json_with_another_end_of_a_line(end: str) -> None:
    assert "JSON" in refusal(of_our_json(f"甲{end}乙"), "x.json")


@pytest.mark.parametrize("kind", ["text", "address"])
def test_our_json_with_a_line_that_is_more_than_one(kind: str) -> None:
    """What stands behind a break in a paragraph would be a key of the file that is written."""
    archive, _ = read_archive(ROOT / "data", ROOT)
    values = json.loads(write_json(archive.by_agency["haishu-office"][2021], archive))
    paragraph = next(each for each in values["sections"][0]["blocks"] if each["type"] == "paragraph")
    (inline, *_) = paragraph["inlines"]
    evil = "甲\n发布日期: 2022-01-01"
    link = {"type": "link", "address": evil, "inlines": [{"type": "text", "text": "甲"}]}
    paragraph["inlines"] = [{**inline, "text": evil} if kind == "text" else link]
    assert "JSON" in refusal(json.dumps(values).encode(), "x.json")
