"""The file of a report that was read from another: as a person would write it, and what was not placed as a comment."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.model import Agency
from gongkai.readings.reading import Reading
from gongkai.schema import report_schema_name, schema_address
from gongkai.writers.yaml.new_report import MODELINE
from gongkai.writers.yaml.report import write_yaml

_UNSEEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff\ue000\ue001]+"
)


def write_reading(reading: Reading, agency: Agency, year: int, *, draft: bool) -> str:
    """The text of the file. draft: whether it is marked as one, so that somebody looks at it before it is published."""
    text = write_yaml(reading.report(agency, year, draft=draft))
    modeline = f"{MODELINE}{schema_address(report_schema_name(reading.form), agency.path)}\n"
    return "".join((modeline, text, *_left_over(reading)))


def _left_over(reading: Reading) -> Iterator[str]:
    """What the source has and the report has not, so that nothing is lost with the source."""
    for title, lines in (
        ("没有读到", reading.missing),
        ("表里没有放入的数", reading.unplaced_rows),
        ("没有归入各部分的文字", tuple(map(str, reading.rest))),
    ):
        if lines:
            yield f"# {title}：\n"
            yield from (f"#   {_one_line(line)}\n" for line in lines)


def _one_line(text: str) -> str:
    return " ".join(_UNSEEN.sub(" ", text).split())
