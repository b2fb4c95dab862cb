"""A thousand reports of realistic size, the same in every run."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from textwrap import indent

ROOT = Path(__file__).parents[1]
AGENCIES = 143
YEARS = range(2019, 2026)
ALL_YEARS = range(2008, 2026)
"""Eleven of them before the statutory tables: of free form."""
NARRATIVES = {"总体情况": 40, "改进情况": 8, "事项": 3}
"""Lines of text of the sections, by the end of their name: 15 KB and more with the tables."""
FREE = {"概述": 8, "主动公开情况": 16, "依申请公开情况": 8, "存在问题和改进措施": 8}
"""The same of a report of free form."""
FIRST_WITH_TABLES = 2019
COPIED = 0.2
"""Of the lines, those that stand in other reports too."""


def sentences() -> list[str]:
    """The lines of text of the demonstration's reports."""
    found: dict[str, None] = {}
    for path in sorted((ROOT / "data").rglob("20??.yml")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if re.fullmatch(r"  [^\s#（|-][^:{}]{20,}。", line):
                found[line.strip()] = None
    return list(found)


def reports(agencies: int = AGENCIES, years: range = YEARS) -> Iterator[tuple[str, str]]:
    """Path and text of every file below the data folder."""
    choose = random.Random(2021)  # noqa: S311
    pool = sentences()
    follows: dict[str, list[str]] = {}
    for sentence in pool:
        for first, second in pairwise(sentence):
            follows.setdefault(first, []).append(second)
    models = {2019: _model("example-district/education/2019.yml"), 2021: _model("haishu-office/2021.yml")}
    for number in range(agencies):
        folder = f"office-{number:03}"
        yield f"{folder}/agency.yml", f"名称: 样例县第{number}局\n类别: 部门\n"
        for year in years:
            if year < FIRST_WITH_TABLES:
                yield f"{folder}/{year}.yml", _free(choose, pool, follows, year)
                continue
            model = models[2019 if year < 2021 else 2021]
            whole = re.sub(
                r"(总体情况|改进情况|事项)(: \|\n)(?:  .*\n)+",
                lambda found: found[1] + found[2] + _text(choose, pool, follows, NARRATIVES[found[1]]),
                model,
            )
            yield f"{folder}/{year}.yml", re.sub(r"(?<!\d)20[12]\d(?=年|\n)", str(year), whole)


def _free(choose: random.Random, pool: list[str], follows: Mapping[str, list[str]], year: int) -> str:
    """A report of the years before the statutory tables."""
    sections = "".join(
        f"  - 标题: {title}\n    内容: |\n{indent(_text(choose, pool, follows, lines), '    ')}"
        for title, lines in FREE.items()
    )
    return f"年度: {year}\n发布日期: {year + 1}-03-20\n章节:\n{sections}"


def _text(choose: random.Random, pool: list[str], follows: Mapping[str, list[str]], lines: int) -> str:
    """A section."""
    return "".join(
        f"  {choose.choice(pool) if choose.random() < COPIED else _made_up(choose, follows)}\n"
        for _ in range(lines)
    )


def _made_up(choose: random.Random, follows: Mapping[str, list[str]]) -> str:
    """A line in which each character follows the one before as in real ones, and that is no other line."""
    line = ["本"]
    while len(line) < 110:
        line.append(choose.choice(follows.get(line[-1]) or ["，"]))
    return "".join(line).strip("，。") + "。"


def _model(path: str) -> str:
    return (ROOT / "data" / path).read_text(encoding="utf-8")
