"""One marked payload in every field of every file and option that takes a text, and the same data with a harmless one.

What both give must have the same structure: whatever breaks out of its place, in any format, changes it.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from gongkai.model import read_archive
from tests.helpers.support import AGENCY, report_text, write_files

EVIL = "evil"
"""What a script of the payload sets in the window, and the id of its elements."""
PAYLOAD = (
    f"""=甲'"></title></style></script><script id="{EVIL}">window.{EVIL}=1</script><img src=x onerror="window.{EVIL}=1">"""
    f""" javascript:window.{EVIL}=1 ]]> --> &lt;b&gt; &quot; \\ ` $x$ %0A::error:: #set(1) *b* _i_"""
)
"""Ends an attribute of either kind, the elements whose text is no markup, comments and CDATA; markup of the other formats."""
LINK = f" [a](javascript:window.{EVIL}=1)"
"""As Markdown; what a text of ours takes for a link of its own must not have it."""
HARMLESS = "文字"

_YEARS = (2021, 2022)


def _report(year: int) -> dict[str, Any]:
    """A report with every key."""
    report: dict[str, Any] = yaml.safe_load(report_text("haishu-office-2021", year))
    report |= {
        "名称": "甲",
        "联系": dict.fromkeys(("地址", "邮编", "电话", "传真", "电子邮箱"), "甲"),
        "网站": {"名称": "甲", "域名": "www.example.gov.cn", "标识码": "甲"},
        "标题": "甲",
        "导语": "甲",
        "发布日期": f"{year + 1}-01-20",
        "成文日期": f"{year + 1}-01-19",
        **dict.fromkeys(("抬头", "文号", "索引号", "来源", "落款", "签发人"), "甲"),
        "章节标题": {"二": "甲", "五": "甲"},
        "总体情况": "甲\n\n（一）甲\n\n1. 甲\n2. 甲\n\n| 甲 | 甲 |\n| --- | --- |\n| 甲 | 1 |\n\n[乙](a.txt)和**乙**\n\n![乙](a.png)\n",
        "更正": [{"日期": f"{year + 1}-03-02", "位置": "予以公开.自然人", "说明": "甲"}],
        "附件": [{"文件": "a.txt", "说明": "甲"}],
        "核对说明": [
            {"规则": "G501", "位置": "总体情况", "原因": "甲", "公开": True},
            {"规则": "G101", "位置": "予以公开.总计", "现值": "甲", "原因": "甲", "公开": True},
        ],
        "曾用地址": [f"old/{year}.html"],
    }
    report["主动公开政府信息情况"] |= {"表注": "甲", "行政许可": {"值": 0, "注": "甲", "原文": "甲"}}
    report["主动公开政府信息情况"] |= {
        "正文": "甲",
        "其他行": [{"标签": "甲", "数": [1, 0, {"值": 2, "注": "甲"}]}],
    }
    return report


def _sources() -> dict[str, Any]:
    """The files, as YAML has them."""
    agency: dict[str, Any] = yaml.safe_load(AGENCY) | {
        "网站": {"名称": "甲", "域名": "www.example.gov.cn", "标识码": "甲"},
        "联系": dict.fromkeys(("地址", "邮编", "电话", "传真", "电子邮箱"), "甲"),
        "曾用地址": ["old/index.html"],
        "声明": "甲",
        "统计范围": "甲",
    }
    free = {
        "年度": 2016,
        "发布日期": "2017-03-01",
        "章节": [{"标题": "甲", "内容": "甲", "表": {"列": ["甲", "甲"], "行": [["甲", "1"], ["甲", "2"]]}}],
    }
    return {
        "office/agency.yml": agency,
        **{f"office/{year}.yml": _report(year) for year in _YEARS},
        "office/2016.yml": free,
        "office/2019.yml": {"年度": 2019, "附件": [{"文件": "a.txt", "说明": "甲"}], "落款": "甲"},
        "office/2018.yml": {"年度": 2018, "原址": "https://www.example.gov.cn/a?b=c", "来源": "甲"},
        "office/2020.yml": {"年度": 2020, "撤回": {"日期": "2021-05-06", "说明": "甲"}},
        "office/sub/agency.yml": {"名称": "甲", "类别": "部门", "声明": "甲"},
        "office/sub/2021.yml": {**_report(2021), "草稿": True},
    }


def _texts(value: Any, path: tuple[object, ...] = ()) -> Iterator[tuple[object, ...]]:
    """The paths of all texts in a value."""
    if isinstance(value, dict | list):
        for key, member in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _texts(member, (*path, key))
    elif isinstance(value, str):
        yield path


def _filled(value: Any, texts: Mapping[tuple[object, ...], str], path: tuple[object, ...] = ()) -> Any:
    """A value with the text of a path for every 甲 and 乙 there, or for the whole of what has none."""
    if isinstance(value, dict):
        return {key: _filled(member, texts, (*path, key)) for key, member in value.items()}
    if isinstance(value, list):
        return [_filled(member, texts, (*path, number)) for number, member in enumerate(value)]
    if path not in texts:
        return value
    text = texts[path]
    # What a link and an image are told by may not stand in their text.
    return value.replace("甲", text).replace("乙", re.sub(r"[][*\\`]", "", text)) if "甲" in value else text


def picture() -> bytes:
    """A PNG of one pixel."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")

    header = bytes([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])
    parts = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


class Places:
    """Where a text is taken as it is: found out by trying, so that a new key has its place by itself."""

    def __init__(self, folder: Path) -> None:
        self.sources = _sources()
        self.chosen: dict[str, dict[tuple[object, ...], str]] = {}
        for number, (name, source) in enumerate(self.sources.items()):
            before = self._problems(folder / f"{number}", name, source)
            self.chosen[name] = {}
            for which, path in enumerate(_texts(source)):
                for text in (f"{PAYLOAD}{LINK} {number}-{which}", f"{PAYLOAD} {number}-{which}"):
                    filled = _filled(source, {path: text})
                    if self._problems(folder / f"{number}-{which}", name, filled) == before:
                        self.chosen[name][path] = text
                        break

    def _problems(self, folder: Path, name: str, source: object) -> int:
        """How many there are with the file beside its agency's alone."""
        own = name.rpartition("/")[0]
        files: dict[str, str | bytes] = {
            f"{above}/agency.yml": AGENCY for above in ("office", own) if not name.startswith(f"{above}/agency")
        }
        attached = {f"{name.removesuffix('.yml')}/{file}": data for file, data in ATTACHED.items()}
        write_files(folder, files | attached | {name: _dumped(source)})
        return len(read_archive(folder, folder)[1])

    def files(self, *, harmless: bool = False) -> dict[str, str | bytes]:
        """The files below data/, with a text of its own at every place that takes one."""
        texts = {
            name: {
                path: f"{HARMLESS}{text.rpartition(' ')[2]}" if harmless else text
                for path, text in paths.items()
            }
            for name, paths in self.chosen.items()
        }
        return {name: _dumped(_filled(source, texts[name])) for name, source in self.sources.items()} | {
            f"{name}/{file}": data
            for name in ("office/2021", "office/2022", "office/2019", "office/sub/2021")
            for file, data in ATTACHED.items()
        }


def _dumped(value: Any) -> str:
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=1_000_000)


ATTACHED: Mapping[str, bytes] = {
    "a.txt": b"text",
    "a.png": picture(),
}
OPTIONS = ("organizer", "icp_record", "police_record")
"""Options that take any text."""
