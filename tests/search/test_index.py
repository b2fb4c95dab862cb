"""The files of search: how words, places and pages lie in them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from benchmarks.reports import ALL_YEARS, reports
from gongkai.addresses import Addresses, Page
from gongkai.model import Archive
from gongkai.search import START, Agencies, Entry, Listed, Section, entry_of, search_files, written_entries
from gongkai.search.index import MOST_SHOWN, _fair
from gongkai.search.names import short_names
from gongkai.search.places import write_places
from gongkai.search.words import words
from gongkai.settings import Settings
from gongkai.site import make_site
from tests.helpers.support import AGENCY, read_files

ADDRESSES = Addresses()


def entries_of(archive: Archive) -> list[Entry]:
    """Of every page of a site."""
    pages = make_site(archive, Settings(), ADDRESSES).pages
    found = (entry_of(content, ADDRESSES.file(content.page), archive) for content in pages)
    return [entry for entry in found if entry is not None]


def files_of(archive: Archive, entries: list[Entry]) -> dict[str, bytes]:
    """The files of a site without pages of comparison."""
    return dict(search_files(map(Listed.of, entries), Agencies(archive, frozenset(), ()), ADDRESSES))


def value(script: bytes) -> Any:
    """What a file hands over."""
    found = re.fullmatch(r'gongkaiSearch\("[0-9a-f]{12}",(.*)\);\n', script.decode(), re.DOTALL)
    assert found is not None
    return json.loads(found[1])


def unpacked(text: str) -> list[int]:
    """Written apart from the package and from the script: sixes of places, numbers of empty or, after *, of equal ones."""
    digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    counts = "!#$%&'()+,./:;<=>?@[]^`{}~"
    bits = ""
    for digit, repeat, number in re.findall(r"([\w-]?)(\*?)([^\w*-]*)", text):
        count = 0
        for character in number:
            count = count * 26 + counts.index(character)
        six = f"{digits.index(digit):06b}"[::-1] if digit else ""
        bits += six + (six if repeat else "000000") * count
    return [at for at, bit in enumerate(bits) if bit == "1"]


def words_of(part: bytes) -> dict[str, list[list[int]]]:
    """The places of each word, and which of these speak of it."""
    found = (word.split(" ") for word in value(part).split("|"))
    return {word: [unpacked(text) for text in texts] for word, *texts in found}


class TestWords:
    """What of a text is looked for."""

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("信息处理费", ["信息", "息处", "处理", "理费"]),
            ("教育局2023", ["教育", "育局", "2023"]),
            ("收取200元", ["收取", "200", "200元"]),
            ("11,398,889件", ["11398889", "11398889件"]),
            ("占54.5%", ["54.5", "54.5%"]),
            ("ＡＢ１２", ["12", "ab12"]),
            ("样政办〔2025〕17号", ["样政", "政办", "2025", "17", "17号", "〔2025〕17号"]),
            ("样政（2025）第 7 号", ["样政", "2025", "7", "〔2025〕7号"]),
            ("垟𠮷村", ["垟𠮷", "𠮷村"]),
            ("无。", []),
        ],
    )
    def test_of_a_text(self, text: str, found: list[str]) -> None:
        assert words(text) == found


class TestNames:
    """What agencies are called."""

    @pytest.mark.parametrize(
        ("name", "shorts"),
        [
            ("样例区教育局", ("教育局",)),
            ("样例区文化和旅游局", ("文化和旅游局", "文旅局")),
            ("枣庄市市中区人民政府", ("人民政府", "政府")),
            (
                "样例区人民政府办公室",
                ("人民政府办公室", "政府办公室", "政府办", "区政府办", "县政府办", "市政府办"),
            ),
            ("人民政府", ("政府",)),
        ],
    )
    def test_in_short(self, name: str, shorts: tuple[str, ...]) -> None:
        assert short_names(name) == shorts


class TestEntries:
    """What of a page is searched."""

    @pytest.fixture
    def entry(self, tmp_path: Path, sample: str) -> Entry:
        files = {"office/agency.yml": AGENCY, "office/2021.yml": f"文号: 样政办〔2022〕2号\n{sample}"}
        archive, _ = read_files(tmp_path, files)
        (entry,) = entries_of(archive)
        return entry

    def test_the_sentence_of_the_key_block(self, entry: Entry) -> None:
        assert entry.sentence.startswith("2021年新收政府信息公开申请41件，")
        assert (entry.page, entry.numbered) == (Page("office", 2021), "样政办〔2022〕2号")

    def test_a_section_for_each_chapter(self, entry: Entry) -> None:
        named = ["", "overview", "disclosure", "requests", "disputes", "problems", "others"]
        assert [section.id for section in entry.sections] == named

    def test_numbers_of_a_table_by_name_and_none_that_is_nought(self, entry: Entry) -> None:
        (text,) = [section.text for section in entry.sections if section.id == "requests"]
        assert "新收41件" in text
        assert "不予公开" in text
        assert not re.search(r"(?<!\d)0件", text)

    def test_nothing_of_the_site_itself(self, entry: Entry) -> None:
        texts = "".join(section.text for section in entry.sections)
        assert "名词说明" not in texts
        assert "本机关历年比较" not in texts

    def test_the_title_where_it_is_not_the_usual(self, tmp_path: Path, sample: str) -> None:
        files = {"office/agency.yml": AGENCY, "office/2021.yml": f"标题: 二〇二一年度工作报告\n{sample}"}
        archive, _ = read_files(tmp_path, files)
        assert [entry.title for entry in entries_of(archive)] == ["二〇二一年度工作报告"]

    def test_of_a_withdrawn_report_only_the_title(self, tmp_path: Path, sample: str) -> None:
        text = f"{sample}撤回: {{日期: 2024-05-06, 说明: 内容有误。}}\n"
        archive, _ = read_files(tmp_path, {"office/agency.yml": AGENCY, "office/2021.yml": text})
        (entry,) = entries_of(archive)
        assert (entry.sentence, entry.sections) == ("", (Section("", "", ""),))

    def test_of_pages_that_people_have_written(self) -> None:
        docs = [
            {"location": "a/", "title": "编\u200b写", "text": ""},
            {"location": "a/#b", "title": "甲 &amp; 乙", "text": "<p>丙<code>&lt;丁&gt;</code></p>"},
        ]
        (entry,) = written_entries(json.dumps({"config": {}, "docs": docs}))
        assert (entry.address, entry.title) == ("a/", "编写")
        assert entry.sections == (Section("", "", ""), Section("b", "甲 & 乙", "丙 <丁>"))


class TestFiles:
    """What a browser fetches."""

    @pytest.mark.parametrize(
        "places",
        [
            [0],
            [5],
            list(range(7)),
            list(range(2, 40)),
            [0, 6, 18],
            [0, 6, 12, 18, 240],
            [3, 10, 17],
            [7, 40, 5000, 5001, 900000],
        ],
    )
    def test_places_are_written_so_that_they_come_back(self, places: list[int]) -> None:
        assert unpacked(write_places(places, [])) == places

    def test_what_all_reports_say_takes_little_room(self) -> None:
        assert len(write_places(range(70_000), [])) < 10

    def test_short_texts_are_whole_and_long_ones_cut_alike(self) -> None:
        most = _fair([10, 4000, 4000])
        assert (_fair([10, 20]) >= 20, most) == (True, (MOST_SHOWN - 10) // 2)

    def test_the_newest_reports_first(self, tmp_path: Path, sample: str) -> None:
        files = {f"office/{year}.yml": sample.replace("2021", str(year)) for year in (2021, 2022)}
        archive, _ = read_files(tmp_path, {"office/agency.yml": AGENCY, **files})
        made = files_of(archive, entries_of(archive))
        found = value(made["entries/0.js"])
        assert [entry[0][:5] for entry in found] == ["2022年", "2021年"]
        assert value(made[START])["agencies"][0][4] == [2022, 7, 2021, 7]

    def test_a_word_leads_to_its_section(self, tmp_path: Path) -> None:
        """After a space stand which of them speak of it: by their heading, or often."""
        archive, _ = read_files(tmp_path, {"office/agency.yml": AGENCY})
        parts = (Section("", "", ""), Section("one", "", "垟埗"), Section("two", "垟埗", ""))
        made = files_of(archive, [Entry(None, "a/", "甲", "", "", parts)])
        assert words_of(made["words/0.js"])["垟埗"] == [[1, 2], [1]]

    def test_the_first_sections_of_all_pages_stand_side_by_side(self, tmp_path: Path) -> None:
        archive, _ = read_files(tmp_path, {"office/agency.yml": AGENCY})
        section = Section("", "", "垟埗")
        pages = [(section, section), (section,), (section, section, section)]
        entries = [Entry(None, f"{at}/", "", "", "", sections) for at, sections in enumerate(pages)]
        made = files_of(archive, [*entries, Entry(None, "a/", "甲丙", "", "", (Section("", "", ""),))])
        assert words_of(made["words/0.js"])["垟埗"] == [[0, 1, 2, 4, 5, 6]]
        assert words_of(made["words/0.js"])["甲丙"][0] == [3]

    def test_a_heading_of_several_pages_is_written_once(self, tmp_path: Path) -> None:
        archive, _ = read_files(tmp_path, {"office/agency.yml": AGENCY})
        usual, own = Section("one", "一、概述", "甲"), Section("two", "附件", "乙")
        made = files_of(archive, [Entry(None, f"{at}/", "", "", "", (usual, own)[: at + 1]) for at in range(2)])
        assert value(made[START])["headings"] == [["one", "一、概述"]]
        assert [entry[1] for entry in value(made["entries/0.js"])] == [
            [[0, "甲"]],
            [[0, "甲"], ["two", "附件", "乙"]],
        ]

    @pytest.mark.builds
    def test_at_most_five_kilobytes_a_report(self, tmp_path: Path) -> None:
        """With texts as long as offices write them, few enough for words and start to weigh."""
        archive, _ = read_files(tmp_path, dict(reports(3, ALL_YEARS)))
        made = files_of(archive, entries_of(archive))
        assert sum(map(len, made.values())) / len(archive.reports) < 5000

    def test_all_of_one_build_bear_one_digest(self, tmp_path: Path, sample: str) -> None:
        archive, _ = read_files(tmp_path, {"office/agency.yml": AGENCY, "office/2021.yml": sample})
        made = files_of(archive, entries_of(archive))
        assert len({script[:29] for script in made.values()}) == 1
        sample = sample.replace("年度: 2021", "年度: 2021\n文号: 样政办〔2022〕2号")
        other, _ = read_files(tmp_path, {"office/2021.yml": sample})
        assert files_of(other, entries_of(other))[START][:29] != made[START][:29]
