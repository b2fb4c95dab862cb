"""Lines that never end: cost must grow with length alone, whatever stands in them.

    python -m tools.attack.lines [SECONDS]

Each pattern is put into a report at 4,000 characters and doubled up to 64,000; each doubling may take 2.5 times as
long. What takes less than a moment is not measured.
"""

from __future__ import annotations

import gc
import resource
import sys
import time
from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

from gongkai.model import read_archive
from gongkai.reporting import write_text
from gongkai.rules import inspect
from gongkai.settings import Settings

SMALLEST, LARGEST = 4_000, 64_000
MOST = 2.5
"""So many times the time for twice the length."""
MOMENT = 0.25
"""Seconds of the processor that are too few to be measured on a machine that does other things too."""
SETTINGS = Settings(rules={"prose-figure": False, "prose-share": False})
"""All rules but those that read claims: what numbers speak of has its own measure."""
AGENCY = "名称: 样例区人民政府办公室\n类别: 政府办公室\n"

_PIECES = (
    *("{", "｛", "{{ 新收.总计 }}", "{{", "}}", "{{ a", "[", "[a](", "[a](b)", "](", "**", "**a**", "*", "_", "`", "|", "| a |", "<", "&", "\\"),
    *("1", "0", "９", "1,", "1，", "1.5", "12%", "％", "1万", "亿", "一", "十", "百分之", "一百", "2021年", "2021", "年", "年度", "1月31日", "〔2021〕1号"),
    *("件", "1件", "1件，", "答复41件，", "新收41件，办结40件。", "其中1件", "分别为1件、2件", "1、", "一是", "（一）", "（", "）", "(", "「", "“", "”", "《", "》", "、", "，"),
    *("。", "；", "：", "！", "？", "…", " ", "\u3000", "\t", "\u200b", "\u202e", "\ufeff", "é", "e\u0301", "\U00020000", "😀", "a", "A ", "-", "- a"),
    *("诉", "复议", "行政复议1件", "公开", "不予公开", "增长", "同比增长12%", "下降", "上年", "去年", "今年", "本年", "截至", "共计", "合计", "总计", "总", "其他", "等", "个"),
    *("13800000000", "110101199003070000", "X", "@", "a@b.cn", "http://", "http://a.cn/", "www.", "://", "/", "//", "#", "# a", "!", "![a](b.png)", "=", "+", "~", "^", "$"),
    *("XX", "××", "待补充", "某", "（待填写）", "公开条", "无", "？？", "%", "%%", "元", "1元", "万元", "信息处理费", "不收费", "a-", "-a-", "·", "\"", "'"),
    *("'a", '"a', ": ", "a: ", ", ", "{a: b}", "[1, 2]", "? ", "&a", "*a", "!a", "!!str", "%a", "@a", "%YAML", "---", "...", "<<", "~ ", "null"),
    *("甲乙", "甲，", "甲。", "甲、乙", "某某局", "区政府", "人民政府", "办公室", "教育局2023", "政府信息公开", "申请", "申请人", "受理", "答复", "办结", "结转", "结转1件", "新收1件", "主动公开", "依申请"),
    *("一、", "二、", "1.", "1. a", "（1）", "①", "第一", "第1条", "第", "条", "款", "《条例》", "〔", "〕", "[", "]", "[]", "[[", "]]", "()"),
)  # fmt: skip
PATTERNS: tuple[str, ...] = tuple(dict.fromkeys(_PIECES))
PLACES: Mapping[str, str] = {
    "text": "年度: 2021\n总体情况: |\n  甲@乙\n存在的主要问题及改进情况: 甲\n其他需要报告的事项: 甲\n",
    "lines": "年度: 2021\n总体情况: |\n  甲@乙\n存在的主要问题及改进情况: 甲\n其他需要报告的事项: 甲\n",
    "value": "年度: 2021\n标题: @\n总体情况: 甲\n",
    "flow": "年度: 2021\n主动公开政府信息情况:\n  规章: [@]\n",
    "keys": "年度: 2021\n联系: {地址: 甲, @邮编: 乙, @}\n",
}


def seconds(text: str) -> float:
    """Processor time for reading, checking and saying what was found."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "data/office").mkdir(parents=True)
        (folder / "data/office/agency.yml").write_text(AGENCY, encoding="utf-8")
        (folder / "data/office/2021.yml").write_text(text, encoding="utf-8")
        # A collection looks at all that the process holds, whatever the line.
        gc.disable()
        try:
            start = time.process_time()
            archive, problems = read_archive(folder / "data", folder)
            write_text(inspect(archive, problems, SETTINGS), archive.lines)
            return time.process_time() - start
        finally:
            gc.enable()


def filled(place: str, pattern: str, length: int) -> str:
    """A report with a pattern repeated to a length at a place."""
    line_end = "\n  " if place == "lines" else ""
    pieces = length // len(pattern + line_end)
    return PLACES[place].replace("@", (pattern + line_end) * pieces)


def slow(places: tuple[str, ...] = tuple(PLACES)) -> Iterator[str]:
    """Every pattern and place whose cost grows faster than its length, a line each."""
    for place in places:
        for pattern in PATTERNS:
            yield from slow_at(place, pattern)


def slow_at(place: str, pattern: str) -> Iterator[str]:
    """A line if the cost of this pattern there grows faster than its length."""
    # Only where the longest takes its time is there anything to look for.
    length = LARGEST
    last = seconds(filled(place, pattern, length))
    while last > MOMENT and length > SMALLEST:
        before = min(seconds(filled(place, pattern, length // 2)) for _ in range(2))
        if last > MOST * before + MOMENT / 5:
            # Another program on the machine can make it look so once.
            last = min(last, *(seconds(filled(place, pattern, length)) for _ in range(3)))
        if last > MOST * before + MOMENT / 5:
            yield f"{place} {pattern!r}: {before:.2f} s for {length // 2}, {last:.2f} s for {length}"
            return
        last, length = before, length // 2


def main() -> int:
    """The slow ones, and what was measured."""
    most = float(sys.argv[1]) if len(sys.argv) > 1 else 3600
    started = time.monotonic()
    count = found = 0
    # A pattern in every place before the next pattern: what there is time for is something of each.
    for pattern, place in product(PATTERNS, PLACES):
        if time.monotonic() > started + most:
            break
        count += 1
        for line in slow_at(place, pattern):
            found += 1
            print(line, flush=True)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"lines to {LARGEST}: {count} in {time.monotonic() - started:.0f} s, {memory} MiB: {found} slow")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
