"""Files that are none, or too much of one: one clear line each, in bounded time and memory."""

from __future__ import annotations

import io
import zipfile

import pytest

from gongkai.readings.opening import read_file
from gongkai.readings.pieces import UnreadableFile
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
