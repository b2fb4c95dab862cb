"""Traditional characters as simplified ones, for matching: `traditional.txt`, which says where it comes from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib import resources

_TERMS = (("资讯", "信息"), ("覆议", "复议"))
"""Words that are other words and not only other characters, of the same length."""


def folded(text: str) -> str:
    """The text with simplified characters, as long as before."""
    table, any_of = _table()
    if not any_of.search(text):
        return text
    text = text.translate(table)
    for there, here in _TERMS:
        text = text.replace(there, here)
    return text


def unfolded(characters: str) -> str:
    """The characters, and the traditional ones that are folded to one of them."""
    table, _ = _table()
    return characters + "".join([chr(code) for code, simple in table.items() if simple in characters])


@cache
def _table() -> tuple[Mapping[int, str], re.Pattern[str]]:
    data = resources.files("gongkai.words").joinpath("traditional.txt").read_text("utf-8")
    lines = [line for line in data.splitlines() if line and not line.startswith("#")]
    table = {
        ord(one): other
        for traditional, simplified in zip(lines[::2], lines[1::2], strict=True)
        for one, other in zip(traditional, simplified, strict=True)
    }
    return table, re.compile(f"[{''.join(map(chr, table))}]")
