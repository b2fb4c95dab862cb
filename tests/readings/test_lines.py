"""A text whose lines are those of a page, or its paragraphs: what goes on where, who signs it, what heads its chapters."""

from __future__ import annotations

import datetime

import pytest

from gongkai.readings.opening import read_file
from gongkai.readings.reading import Reading

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
