"""G310: a character that no font has, where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from gongkai.desk.bundle import only_names_and_characters
from gongkai.fonts import OURS, font_set, fonts_digest, read_faces
from gongkai.settings import Settings, SettingsError
from tests.helpers.marked import only_at_marks, slip
from tests.helpers.support import AGENCY, NARRATIVES, UNDATED, positions, read_files, read_text, write_files

OVERVIEW = f"  {NARRATIVES['总体情况']}\n"


class TestGlyph:
    """At the character."""

    @pytest.mark.parametrize(
        "text",
        [
            "全年公开▶😀信息。",
            "公开**▶\U0002a7ff**信息。",
            "（一）▶✔完成",
            "公开▶\ue000信息，再公开\ue000信息。",
            "▶⼀是公开。",
        ],
    )
    def test_in_the_text(self, tmp_path: Path, sample: str, text: str) -> None:
        only_at_marks(tmp_path, slip(sample, OVERVIEW, f"  {text}\n"), "G310")

    def test_says_character_code_and_remedy(self, tmp_path: Path, sample: str) -> None:
        (found,) = only_at_marks(tmp_path, slip(sample, OVERVIEW, "  公开▶😀信息。\n"), "G310")
        assert found.message == "字体里没有“😀”（U+1F600），PDF 里显示不出来"
        assert "fonts_dir" in found.remedy

    def test_a_radical_has_its_character_as_remedy(self, tmp_path: Path, sample: str) -> None:
        (found,) = only_at_marks(tmp_path, slip(sample, OVERVIEW, "  ▶⼀是公开。\n"), "G310")
        assert found.remedy == "改成通用的“一”。"

    @pytest.mark.parametrize(
        "line",
        [
            "文号: 甬政▶😀1号\n",
            "更正:\n  - {日期: 2022-03-02, 说明: 原为▶😀。}\n",
            "落款: 样例▶😀  # 😀\n",
            "标题: ▶😀报告\n",
        ],
    )
    def test_in_any_other_text_that_is_shown(self, tmp_path: Path, sample: str, line: str) -> None:
        only_at_marks(tmp_path, sample + line, "G310")

    def test_spelt_by_its_code(self, tmp_path: Path, sample: str) -> None:
        _, found = read_text(tmp_path, sample + '落款: "\\U0001F600"\n')
        assert positions(found) == [("G310", 1, 1)]

    def test_in_the_name_of_the_agency(self, tmp_path: Path, sample: str) -> None:
        files = {"office/agency.yml": AGENCY.replace("样例区", "样例😀区"), "office/2021.yml": sample}
        _, found = read_files(tmp_path, files)
        assert [(f.place.file, f.place.line, f.place.column, f.code) for f in found] == [
            ("data/office/agency.yml", 1, 7, "G310")
        ]

    @pytest.mark.parametrize(
        "text",
        [
            "柴垟村、深水埗、五一邨、㎡、①⑳、〔2022〕3号、鿏、𬭎、镕、喆、堃、昇、臺灣、ｘ２、…… —— 《》“”‘’、℃、№。",
            "零宽\u200b空格、不换行\u00a0空格、全角\u3000空格、软连\u00ad字符。",
        ],
    )
    def test_good(self, tmp_path: Path, sample: str, text: str) -> None:
        _, found = read_text(tmp_path, slip(sample, OVERVIEW, f"  {text}\n"))
        assert positions(found) == []

    def test_what_is_not_shown(self, tmp_path: Path, sample: str) -> None:
        remark = "核对说明:\n  - {规则: G901, 原因: 内部😀}\n"
        assert positions(read_text(tmp_path, f"# 😀\n{sample}{remark}")[1], "G310") == []

    def test_may_be_accepted(self, tmp_path: Path, sample: str) -> None:
        text = slip(sample, OVERVIEW, "  公开😀信息。\n") + "核对说明:\n  - {规则: G310, 原因: 原文如此。}\n"
        _, found = read_text(tmp_path, text)
        assert [f.code for f in found if f.accepted is None] == []


class TestFonts:
    """What is read of a font."""

    @pytest.mark.builds
    def test_ours_have_all_of_gbk_and_are_small(self) -> None:
        assert sum(path.stat().st_size for path in OURS.glob("*.ttf")) < 16_000_000
        pairs = (bytes((first, last)) for first in range(0x81, 0xFF) for last in range(0x40, 0xFF))
        gbk = {c for pair in pairs if len(c := pair.decode("gbk", "ignore")) == 1 and "\u4e00" <= c <= "\u9fff"}
        assert len(gbk) > 20_000
        assert [c for c in gbk if not font_set().has(c)] == []

    def test_the_license_lies_beside_them(self) -> None:
        assert "SIL OPEN FONT LICENSE" in (OURS / "OFL.txt").read_text(encoding="utf-8")

    def test_characters_are_those_of_the_font(self) -> None:
        for path in OURS.glob("*.ttf"):
            (face,) = read_faces(path)
            with TTFont(path) as font:
                assert face.characters == set(font.getBestCmap())

    @pytest.mark.parametrize(
        "data", [b"", b"no font", b"ttcf\0\1\0\0\xff\xff\xff\xff", b"\0\1\0\0\0\x09" + b"x" * 40]
    )
    def test_what_is_no_font(self, tmp_path: Path, data: bytes) -> None:
        (tmp_path / "a.ttf").write_bytes(data)
        assert read_faces(tmp_path / "a.ttf") == ()

    def test_the_fonts_of_the_office_count(self, tmp_path: Path, sample: str) -> None:
        """A font of the office with one character more, made from ours by giving a glyph another code."""
        font = (OURS / "NotoSansSC-Regular.ttf").read_bytes()
        write_files(tmp_path, {"fonts/office.ttf": _with_emoji(font)})
        text = slip(sample, OVERVIEW, "  公开😀信息。\n")
        files = {"office/agency.yml": AGENCY, "office/2021.yml": text}
        settings = Settings(fonts_dir="fonts", rules=UNDATED.rules)
        assert positions(read_files(tmp_path, files, settings)[1]) == []

    def test_a_folder_that_is_not_there(self, tmp_path: Path, sample: str) -> None:
        files = {"office/agency.yml": AGENCY, "office/2021.yml": sample}
        with pytest.raises(SettingsError, match="没有字体文件夹“fonts”"):
            read_files(tmp_path, files, Settings(fonts_dir="fonts"))


def _with_emoji(font: bytes) -> bytes:
    """The font with the last group of its format-12 map moved to U+1F600."""
    at = font.index(b"cmap")
    start = int.from_bytes(font[at + 8 : at + 12], "big")
    count = int.from_bytes(font[start + 2 : start + 4], "big")
    for number in range(count):
        record = start + 4 + 8 * number
        table = start + int.from_bytes(font[record + 4 : record + 8], "big")
        if font[table : table + 2] == b"\0\x0c":
            groups = int.from_bytes(font[table + 12 : table + 16], "big")
            last = table + 16 + 12 * (groups - 1)
            changed = (0x1F600).to_bytes(4, "big") * 2 + font[last + 8 : last + 12]
            return font[:last] + changed + font[last + 12 :]
    raise AssertionError("no map of all planes")


def test_a_digest_of_fonts_says_what_they_are_called_and_have(tmp_path: Path) -> None:
    """What was found with them holds as long as that is so."""
    file = tmp_path / "office.ttf"
    font = (OURS / "NotoSansSC-Regular.ttf").read_bytes()
    digests = set()
    for data in (font, only_names_and_characters(font), b"no font"):
        file.write_bytes(data)
        digests.add((len(font_set(tmp_path).faces), fonts_digest(tmp_path)))
    assert [faces for faces, _ in sorted(digests)] == [2, 3]
