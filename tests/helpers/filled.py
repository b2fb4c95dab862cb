"""A file of `gongkai new` filled in as an editor would: noughts for what did not happen, sentences, the day."""

from __future__ import annotations

import re

SENTENCES = (
    (
        "机构职能和权责清单重新核对之后上网。",
        "受理窗口迁到政务服务大厅一楼。",
        "目录按主题合并，失效文件移入历史栏。",
        "门户网站改版，手机上也能查阅。",
        "培训经办人员两次，群众评议结果良好。",
        "主动公开的时效有待提高，将逐月检查。",
        "本年度未收取信息处理费。",
    ),
    (
        "涉企政策集中到一个入口，图解随文件同步刊出。",
        "答复书样式统一，写明检索的范围和经过。",
        "与档案系统对接，开放期满的案卷可在线调阅。",
        "无障碍朗读和大字版全部启用。",
        "考核分档公布，没有需要追责的情形。",
        "政策解读形式单一，拟增加短视频和问答。",
        "当年没有发生信息处理费，也无其他事项。",
    ),
)
"""For the places of a file in the form of 2021, in two wordings, for one year and the next."""
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
    year = int(re.search(r"(?m)^年度: ([0-9]+)", text)[1])  # type: ignore[index]
    before, *rest = text.split("（待填写）")
    text = before + "".join(said + after for said, after in zip(SENTENCES[year % 2], rest, strict=True))
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
