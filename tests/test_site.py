"""Real builds: nothing is touched when a file is broken; the same input gives the same bytes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.rules.marked import slip
from tests.support import AGENCY, report_text, write_files

CONFIG = """site_name: 样例
site_url: https://www.example.gov.cn/nb/
theme: {name: %s}
plugins: [search, gongkai]
"""
# Another day, for every clock that Python offers.
SHIFTED = """
import datetime, time
_time = time.time
time.time = lambda: _time() + 40_000_000
class _Date(datetime.date):
    @classmethod
    def today(cls):
        return super().today() + datetime.timedelta(days=463)
class _DateTime(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return super().now(tz) + datetime.timedelta(days=463)
    @classmethod
    def utcnow(cls):
        return super().utcnow() + datetime.timedelta(days=463)
datetime.date, datetime.datetime = _Date, _DateTime
"""


def mkdocs(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """`mkdocs build` in a folder."""
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1", **environment}
    env.pop("SOURCE_DATE_EPOCH", None)
    command = [sys.executable, "-m", "mkdocs", "build", *arguments]
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)


def content(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def project(folder: Path, theme: str = "mkdocs", **reports: str | bytes) -> Path:
    files = {"mkdocs.yml": CONFIG % theme, "docs/index.md": "# 首页\n"}
    files["data/office/agency.yml"] = AGENCY
    write_files(folder, files)
    write_files(folder, {f"data/office/{name[1:]}.yml": text for name, text in reports.items()})
    return folder


class TestBrokenFile:
    """An error publishes nothing."""

    def test_the_old_site_stays_as_it_was(self, tmp_path: Path, sample: str) -> None:
        project(tmp_path, _2021=sample)
        assert mkdocs(tmp_path).returncode == 0
        before = content(tmp_path / "site")
        project(tmp_path, _2021=slip(sample, "行政许可: 0", "行政许可：0"))
        done = mkdocs(tmp_path)
        assert done.returncode != 0
        assert content(tmp_path / "site") == before
        assert "data/office/2021.yml\n  第7行第7列 错误 G203" in done.stderr
        assert done.stderr.count("G203") == 1
        assert "Traceback" not in done.stderr

    def test_nothing_is_written(self, tmp_path: Path, sample: str) -> None:
        project(tmp_path, _2021=slip(sample, "行政许可: 0", "行政许可: 1.5"))
        assert mkdocs(tmp_path).returncode != 0
        assert not (tmp_path / "site").exists()

    def test_warnings_are_printed_once_and_stop_only_a_strict_build(self, tmp_path: Path, sample: str) -> None:
        project(tmp_path, _2021=slip(sample, "行政许可: 0", "行政许可: ~"))
        done = mkdocs(tmp_path)
        assert (done.returncode, done.stderr.count("G201")) == (0, 1)
        done = mkdocs(tmp_path, "--strict", "-d", "strict")
        assert (done.returncode != 0, done.stderr.count("G201")) == (True, 1)
        assert not (tmp_path / "strict").exists()


@pytest.mark.parametrize("theme", ["mkdocs", "material"])
def test_the_same_bytes(tmp_path: Path, theme: str) -> None:
    """Under another date, another time zone, another order of files, with CRLF: the sitemap included."""
    reports = {
        f"_{year}": report_text("suqian-2023", year) + f"发布日期: {year + 1}-01-20\n" for year in (2021, 2022)
    }
    first = project(tmp_path / "first", theme, **reports)
    crlf = {name: text.replace("\n", "\r\n").encode() for name, text in reversed(reports.items())}
    second = project(tmp_path / "second", theme, **crlf)
    write_files(tmp_path / "clock", {"sitecustomize.py": SHIFTED})
    path = os.pathsep.join([str(tmp_path / "clock"), *filter(None, [os.environ.get("PYTHONPATH")])])
    assert mkdocs(first, TZ="UTC").returncode == 0
    assert mkdocs(second, TZ="Asia/Shanghai", PYTHONPATH=path).returncode == 0
    ours, theirs = content(first / "site"), content(second / "site")
    assert ours.keys() == theirs.keys()
    assert [name for name in ours if ours[name] != theirs[name]] == []
    sitemap = ours["sitemap.xml"].decode()
    assert sitemap.count("<lastmod>") == sitemap.count("/reports/")
    assert "<lastmod>2022-01-20</lastmod>" in sitemap
