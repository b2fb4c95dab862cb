"""A file of `gongkai new` filled in as an editor would: noughts for what did not happen, sentences, the day."""

from __future__ import annotations

import re

SENTENCES = ("本机关依法公开政府信息，做法如下。", "主动公开的时效有待提高，将逐月检查。", "本年度未收取信息处理费。")
NEW = "本年新收政府信息公开申请数量"
TAKEN = "上年结转政府信息公开申请数量"
LEFT = "结转下年度继续办理"


def filled(text: str, new: int, left: int) -> str:
    """The file with so many new requests of people, all that are not left granted."""
    taken = row(text, TAKEN)
    if "~" in taken:
        text = with_row(text, TAKEN, 0)
        taken = row(text, TAKEN)
    done = new + int(taken[0]) - left
    for key, count in ((NEW, new), ("予以公开", done), (LEFT, left)):
        text = with_row(text, key, count)
    # The last 总计 is that of the results.
    text = re.sub(r"(?m)^    总计: .*$", f"    总计: [{done}, 0, 0, 0, 0, 0, {done}]", text)
    text = re.sub(r"(?m)^(  *[^#\n]*: .*)$", lambda match: match[1].replace("~", "0"), text)
    before, *rest = text.split("（待填写）")
    sentences = [*(f"第{number}项工作按期完成。" for number in range(1, len(rest) - 1)), *SENTENCES[1:]]
    text = before + "".join(sentence + after for sentence, after in zip(sentences, rest, strict=True))
    year = int(re.search(r"(?m)^年度: ([0-9]+)", text)[1])  # type: ignore[index]
    text = re.sub(r"(?m)^草稿: true.*\n", "", text)
    return re.sub(r"(?m)^# 发布日期: .*$", f"发布日期: {year + 1}-01-20", text)


def row(text: str, key: str) -> list[str]:
    """The cells of a row that is a list."""
    found = re.search(rf"(?m)^ *{key}: \[(.*)\]$", text)
    assert found is not None, key
    return found[1].split(", ")


def with_row(text: str, key: str, count: int) -> str:
    """The text with a row of table 三 in which only people count."""
    return re.sub(rf"(?m)^( *{key}): \[.*\]$", rf"\1: [{count}, 0, 0, 0, 0, 0, {count}]", text, count=1)
