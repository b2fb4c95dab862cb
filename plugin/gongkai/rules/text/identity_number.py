"""G505: an identity number in a text."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from gongkai.findings import Finding, Level, Place
from gongkai.rules.rule import Example, Inspection, Rule, finding

RULE = Rule(
    code="G505",
    name="identity-number",
    level=Level.ERROR,
    title="文件里有公民身份号码",
    explanation="18 位，出生日期是真有的一天，末位校验码也对得上，就是公民身份号码。整个文件都查，夹在更长数字里的不算。",
    why="公开他人身份号码违反个人信息保护的规定，发布之后会被搜索引擎收录，收不回来。",
    article="《中华人民共和国政府信息公开条例》第十五条",
    bad=Example("总体情况: |\n  申请人张某（身份证号11010519491231002X）……"),
    good=Example("总体情况: |\n  申请人张某……"),
)

# Not part of something longer, such as an address, an index number or a file's number.
_MAY_BE_NUMBER = re.compile("[1-9][0-9]{16}")
"""Searched in a whole file first, since hardly any file has one."""
_NUMBER = re.compile(r"(?<![0-9A-Za-z_])[1-9][0-9]{16}[0-9Xx](?![0-9A-Za-z_])")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
BIRTHS = range(1900, 2050)
"""Years of birth, without a clock."""


def check(inspection: Inspection) -> Iterator[Finding]:
    """One finding a number, wherever it stands in a file: what is in the repository is public too."""
    archive = inspection.archive
    withdrawn = {r.place.file for r in archive.reports if r.withdrawal is not None}
    for file, lines in archive.lines.items():
        if file in withdrawn or not _MAY_BE_NUMBER.search("\n".join(lines)):
            continue
        for number, line in enumerate(lines, 1):
            for start in identity_numbers(line):
                yield finding(
                    RULE,
                    Place(file, number, start + 1),
                    "这里有一个公民身份号码",
                    "删去，或隐去其中几位；已经发布的尽快更正。",
                    archive.by_file.get(file),
                )


def identity_numbers(text: str) -> list[int]:
    """Where identity numbers with a date that exists and the right check digit begin (GB 11643)."""
    if len(text) < 18:
        return []
    return [match.start() for match in _NUMBER.finditer(text) if _is_valid(match[0].upper())]


def _is_valid(number: str) -> bool:
    try:
        birth = datetime.date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return birth.year in BIRTHS and _CHECKS[total % 11] == number[17]
