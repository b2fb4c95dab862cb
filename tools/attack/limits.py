"""Reports at the limit of length: each is read and checked within bounds of time and memory.

    python -m tools.attack.limits [SHAPE…]

A process of its own for each shape, so that its memory is its own.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from gongkai.model import read_archive
from gongkai.reporting import write_text
from gongkai.rules import inspect
from gongkai.settings import Settings
from gongkai.source.text import BYTES

SECONDS = 10.0
"""Of the processor."""
MEMORY = 512
"""MiB."""
AGENCY = "名称: 样例区人民政府办公室\n类别: 政府办公室\n"
_AROUND = "年度: 2021\n发布日期: 2022-01-20\n总体情况: |\n{}存在的主要问题及改进情况: 甲。\n其他需要报告的事项: 甲。\n"
_FREE = "年度: 2016\n发布日期: 2017-03-01\n章节:\n{}"


def _repeated(piece: str, around: str) -> str:
    """As often as there is room."""
    return around.format(piece * ((BYTES - len(around.encode())) // len(piece.encode())))


def _sentences() -> str:
    """Text as offices write it, no two sentences alike, each with numbers that must be held against the tables."""
    chance = random.Random(1)
    words = [
        "依法",
        "公开",
        "办理",
        "平台",
        "栏目",
        "更新",
        "解读",
        "会议",
        "培训",
        "目录",
        "机制",
        "群众",
        "服务",
        "企业",
        "政策",
        "文件",
        "审查",
        "保密",
        "答复",
        "申请",
    ]

    def sentence() -> str:
        said = "".join(chance.sample(words, 6))
        return f"{said}，新收申请{chance.randint(1, 99)}件，办结{chance.randint(1, 99)}件，同比增长{chance.randint(1, 99)}%。"

    lines: list[str] = []
    size = len(_AROUND.encode())
    while True:
        line = f"  {''.join(sentence() for _ in range(4))}\n"
        size += len(line.encode())
        if size > BYTES:
            return _AROUND.format("".join(lines))
        lines.append(line)


SHAPES: Mapping[str, Callable[[], str]] = {
    "sentences": _sentences,
    "one sentence": lambda: _repeated("  本机关依法公开政府信息，新收申请41件，办结40件。\n", _AROUND),
    "one line": lambda: _repeated("新收申请41件，", _AROUND.replace("{}", "  {}。\n")),
    "short lines": lambda: _repeated("  甲\n", _AROUND),
    "headings": lambda: _repeated("  （一）主动公开\n  公开1条。\n", _AROUND),
    "references": lambda: _repeated("  {{{{ 新收.总计 }}}}\n", _AROUND).replace("{{{{", "{{").replace("}}}}", "}}"),
    "list": lambda: _repeated("  - 公开信息12条\n", _AROUND),
    "table in text": lambda: _repeated("  | 甲 | 12 |\n", _AROUND),
    "sections": lambda: _repeated("  - {标题: 概述, 内容: 公开12条。}\n", _FREE),
    "table of rows": lambda: _repeated(
        "      - [主动公开, 件, 12]\n", _FREE.replace("{}", "  - 标题: 甲\n    内容: 甲。\n    表:\n      列: [指标, 单位, 数值]\n      行:\n{}")
    ),
    "unknown keys": lambda: "年度: 2021\n" + "".join(f"甲{number}: 1\n" for number in range(BYTES // 13)),
    "wrong cells": lambda: "年度: 2021\n主动公开政府信息情况:\n  规章: [" + "x, " * ((BYTES - 60) // 3) + "]\n",
    "comments": lambda: "年度: 2021\n" + "# 甲\n" * ((BYTES - 20) // 6),
    "corrections": lambda: _repeated("  - {{日期: 2022-03-02, 说明: 甲}}\n", "年度: 2021\n更正:\n{}").replace("{{", "{").replace("}}", "}"),
    "remarks": lambda: _repeated("  - {{规则: G501, 位置: 甲, 原因: 乙}}\n", "年度: 2021\n核对说明:\n{}").replace("{{", "{").replace("}}", "}"),
}  # fmt: skip


def measure(shape: str) -> tuple[float, int, int, int]:
    """Processor seconds, MiB at most, findings, bytes of the report."""
    text = SHAPES[shape]().encode()
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "data/office").mkdir(parents=True)
        (folder / "data/office/agency.yml").write_text(AGENCY, encoding="utf-8")
        year = 2016 if shape in ("sections", "table of rows") else 2021
        (folder / f"data/office/{year}.yml").write_bytes(text)
        started = time.process_time()
        archive, problems = read_archive(folder / "data", folder)
        found = inspect(archive, problems, Settings())
        write_text(found, archive.lines)
        took = time.process_time() - started
    return took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, len(found), len(text)


def main() -> int:
    """One shape: its figures. All or none named: those beyond the bounds, and the figures."""
    if len(sys.argv) == 2:
        took, memory, found, size = measure(sys.argv[1])
        print(
            f"limits, {sys.argv[1]}: {size} bytes in {took:.1f} s, {memory} MiB, {found} findings", flush=True
        )
        return 1 if took > SECONDS or memory > MEMORY else 0
    over = [
        shape
        for shape in sys.argv[1:] or SHAPES
        if subprocess.run([sys.executable, "-m", "tools.attack.limits", shape], check=False).returncode
    ]
    print(
        f"limits: {len(SHAPES)} shapes, {len(over)} beyond {SECONDS:.0f} s or {MEMORY} MiB: {', '.join(over) or 'none'}"
    )
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
