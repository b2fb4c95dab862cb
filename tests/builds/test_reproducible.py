"""Same input, same bytes: whatever the date, the time zone, the machine and the order of files on its disk."""

from __future__ import annotations

import gzip
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.helpers.commands import environment, mkdocs_build, project, read_all, site_config
from tests.helpers.support import AGENCY, report_text, write_files

pytestmark = pytest.mark.thorough

# Python runs a module of this name at its start: another date for all of its clocks.
ANOTHER_DATE = '''
import datetime, time

SHIFT = 463 * 24 * 60 * 60 + 40_000
clock, clock_ns = time.time, time.time_ns
time.time = lambda: clock() + SHIFT
time.time_ns = lambda: clock_ns() + SHIFT * 10**9
for name in ("gmtime", "localtime"):
    def shown(seconds=None, real=getattr(time, name)):
        return real(time.time() if seconds is None else seconds)
    setattr(time, name, shown)
for name in ("ctime", "asctime"):
    setattr(time, name, lambda *given, real=getattr(time, name): real(*given or [time.localtime()][: name == "asctime"]))
written = time.strftime
time.strftime = lambda form, moment=None: written(form, moment or time.localtime())

class AsBefore(type):
    """What is an instance of the real class is one of ours."""

    def __instancecheck__(cls, value):
        return isinstance(value, cls.__mro__[1])

class date(datetime.date, metaclass=AsBefore):
    @classmethod
    def today(cls):
        return cls.fromtimestamp(time.time())

class moment(datetime.datetime, metaclass=AsBefore):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(time.time(), tz)

    @classmethod
    def utcnow(cls):
        return cls.fromtimestamp(time.time(), datetime.timezone.utc).replace(tzinfo=None)

    @classmethod
    def today(cls):
        return cls.now()

datetime.date, datetime.datetime = date, moment
'''

# Folders are listed in the reverse of the order of names.
ANOTHER_ORDER = """
import os

listdir, scandir = os.listdir, os.scandir
os.listdir = lambda *path: sorted(listdir(*path), reverse=True)

class Entries:
    def __init__(self, entries): self.entries = iter(entries)
    def __enter__(self): return self
    def __exit__(self, *error): pass
    def close(self): pass
    def __iter__(self): return self
    def __next__(self): return next(self.entries)

os.scandir = lambda *path: Entries(sorted(scandir(*path), key=lambda entry: os.fsencode(entry.name), reverse=True))
"""

IN_ORDER = ANOTHER_ORDER.replace("reverse=True", "reverse=False")


EPOCH = "1700000000"
"""As `make site` sets it: the pages that are not ours have the date that MkDocs gives them."""


def inputs() -> dict[str, str | bytes]:
    """Two agencies, one with a subordinate; pages and pictures of the site's own; a file of a report."""
    with_dates = report_text("haishu-office-2021", 2021) + (
        "更正:\n  - {日期: 2022-03-02, 说明: 原为17。}\n"
        "附件:\n  - {文件: 图解.pdf, 说明: 一图读懂}\n曾用地址: [xxgk/2021.html]\n"
    )
    return {
        "mkdocs.yml": "",
        "docs/index.md": "# 首页\n\n第一段。\n第二行。\n",
        "docs/about.md": "# 关于\n",
        "docs/sub/page.md": "# 另一页\n\n```\n代码\n```\n",
        "docs/sub/picture.png": b"\x89PNG\r\n\x1a\n",
        "data/office/agency.yml": AGENCY,
        "data/office/2021.yml": with_dates,
        "data/office/2021/图解.pdf": b"%PDF-1.7\r\n%",
        "data/office/2022.yml": report_text("haishu-office-2021", 2022)
        + "核对说明: [{规则: G401, 处数: 2, 原因: 与上年同数。}, {规则: G402, 原因: 与上年同数。}]\n",
        "data/office/sub/agency.yml": "名称: 样例区档案局\n类别: 部门\n曾用地址: [xxgk/sub]\n",
        "data/office/sub/2019.yml": report_text("shanghai-office-2019", 2019)
        + "核对说明:\n  - {规则: G201, 处数: 135, 原因: 原报告如此。}\n"
        "  - {规则: G105, 处数: 11, 原因: 原报告如此。}\n",
        "data/city/agency.yml": "名称: 样例市人民政府\n类别: 政府\n",
        "data/city/2023.yml": report_text("suqian-2023", 2023) + "草稿: true\n",
        "data/city/2024.yml": report_text("suqian-2024", 2024),
    }


def written(folder: Path, files: dict[str, str | bytes], theme: str) -> Path:
    """The files on disk, one after the other."""
    config = site_config(
        theme,
        more="site_url: https://www.example.gov.cn/nb/\nrepo_url: https://git.example.gov.cn/o/r\n"
        "edit_uri: edit/main/docs/\n",
    )
    if isinstance(files["mkdocs.yml"], bytes):
        config = config.replace("\n", "\r\n")
    return write_files(folder, {**files, "mkdocs.yml": config})


def built(folder: Path, *, start: str = IN_ORDER, epoch: str = EPOCH, **variables: str) -> dict[str, bytes]:
    """The whole site, built in a process of its own that runs `start` first."""
    write_files(folder / "at-start", {"sitecustomize.py": start})
    path = os.pathsep.join([str(folder / "at-start"), environment()["PYTHONPATH"]])
    done = mkdocs_build(
        folder,
        "--strict",
        PYTHONPATH=path,
        **{
            "PYTHONHASHSEED": "1",
            "TZ": "UTC",
            **({"SOURCE_DATE_EPOCH": epoch} if epoch else {}),
            **variables,
        },
    )
    assert done.status == 0, done.said
    return read_all(folder / "site")


@pytest.fixture(scope="module", params=["mkdocs", "material"])
def theme(request: pytest.FixtureRequest) -> str:
    """Both themes."""
    return str(request.param)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory, theme: str) -> dict[str, bytes]:
    """The site as it comes out here and now."""
    return built(written(tmp_path_factory.mktemp("first"), inputs(), theme))


def crlf(content: str | bytes) -> bytes:
    """Text as some editors on Windows save it; files that are no text stay as they are."""
    return content if isinstance(content, bytes) else content.replace("\n", "\r\n").encode()


def with_mark(content: str | bytes) -> bytes:
    """The same, with a byte order mark too."""
    return content if isinstance(content, bytes) else b"\xef\xbb\xbf" + crlf(content)


def of_data(change: Callable[[str | bytes], bytes]) -> dict[str, str | bytes]:
    """The inputs, with the data changed; MkDocs keeps a mark in mkdocs.yml out itself."""
    return {name: change(text) if name.startswith("data") else text for name, text in inputs().items()}


VARIATIONS: dict[str, dict[str, str]] = {
    "date": {"start": IN_ORDER + ANOTHER_DATE},
    "order": {"start": ANOTHER_ORDER},
    "environment": {"TZ": "Asia/Shanghai", "PYTHONHASHSEED": "4711", "LC_ALL": "C", "LANG": "C"},
}


@pytest.mark.parametrize("name", VARIATIONS)
def test_another_machine(tmp_path: Path, theme: str, first: dict[str, bytes], name: str) -> None:
    """In another folder, with the files created in the opposite order and older by years."""
    folder = written(tmp_path / "another folder", dict(reversed(inputs().items())), theme)
    for path in folder.rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    assert differing(built(folder, **VARIATIONS[name]), first) == []


@pytest.mark.parametrize(
    "files",
    [
        {name: crlf(content) for name, content in inputs().items()},
        of_data(with_mark),
    ],
    ids=["crlf", "data-crlf-mark"],
)
def test_as_windows_saves_it(
    tmp_path: Path, theme: str, first: dict[str, bytes], files: dict[str, str | bytes]
) -> None:
    """Line ends of every text file of the site, and the mark at its beginning."""
    assert differing(built(written(tmp_path, files, theme)), first) == []


def differing(site: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """The files that are not the same in both."""
    return sorted(name for name in site.keys() | other.keys() if site.get(name) != other.get(name))


def test_what_is_compared(first: dict[str, bytes]) -> None:
    """The sitemap too, packed and not, and the file of a report."""
    assert gzip.decompress(first["sitemap.xml.gz"]) == first["sitemap.xml"]
    # Its head has neither a time nor a system, which each version of Python writes its own way.
    assert first["sitemap.xml.gz"][:10] == b"\x1f\x8b\x08\0\0\0\0\0\x02\xff"
    assert b"<lastmod>2022-03-02</lastmod>" in first["sitemap.xml"]
    assert {"reports/office/2021/图解.pdf", "reports/office/2021/index.html", "xxgk/2021.html"} <= first.keys()


def test_the_clock_is_moved(tmp_path: Path) -> None:
    """So that the test above can fail: without our plugin MkDocs writes the day of the build."""
    config = site_config(plugins="[search]", more="site_url: https://www.example.gov.cn/\n")
    project(tmp_path, {}, config)
    day = built(tmp_path, epoch="")["sitemap.xml"]
    assert built(tmp_path, start=ANOTHER_DATE, epoch="")["sitemap.xml"] != day
