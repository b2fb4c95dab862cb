"""`gongkai check` as a command: exit status, what a PATH may be, where the data folder is, any console."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.rules.marked import slip
from tests.support import AGENCY, write_files

RUN = "from gongkai.cli import main; main()"


def gongkai(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The command in a folder."""
    command = [sys.executable, "-c", RUN, *arguments]
    return subprocess.run(
        command, cwd=folder, env={**os.environ, **environment}, capture_output=True, check=False
    )


def project(folder: Path, text: str, name: str = "data/office") -> Path:
    return write_files(folder, {f"{name}/agency.yml": AGENCY, f"{name}/2021.yml": text})


class TestExitStatus:
    """0: nothing wrong; 1: findings at or above the failing level; 2: wrong use."""

    def test_nothing_wrong(self, tmp_path: Path, sample: str) -> None:
        done = gongkai(project(tmp_path, sample), "check")
        assert (done.returncode, done.stderr) == (0, b"")
        assert done.stdout.decode() == "核对了 1 个机关、1 份报告、200 个数：没有发现问题。\n"

    def test_an_error(self, tmp_path: Path, sample: str) -> None:
        done = gongkai(project(tmp_path, slip(sample, "行政许可: 0", "行政许可: 1.5")), "check")
        assert done.returncode == 1

    @pytest.mark.parametrize(("arguments", "status"), [((), 0), (("--strict",), 1)])
    def test_a_warning(self, tmp_path: Path, sample: str, arguments: tuple[str, ...], status: int) -> None:
        text = slip(sample, "行政许可: 0", "行政许可: ~")
        assert gongkai(project(tmp_path, text), "check", *arguments).returncode == status

    def test_fail_on_of_the_site(self, tmp_path: Path, sample: str) -> None:
        project(tmp_path, slip(sample, "行政许可: 0", "行政许可: 1.5"))
        write_files(tmp_path, {"mkdocs.yml": "plugins: [{gongkai: {fail_on: never}}]\n"})
        assert gongkai(tmp_path, "check").returncode == 0

    @pytest.mark.parametrize(
        ("arguments", "says"),
        [
            (("check", "--data", "nowhere"), "没有数据文件夹“nowhere”"),
            (("check", "nowhere.yml"), "没有“nowhere.yml”这个文件或文件夹"),
            (("check", "other", "data"), "不在数据文件夹“data”里"),
        ],
    )
    def test_wrong_use(self, tmp_path: Path, sample: str, arguments: tuple[str, ...], says: str) -> None:
        project(tmp_path, sample)
        project(tmp_path, sample, "other/office")
        done = gongkai(tmp_path, *arguments)
        assert done.returncode == 2
        assert says in done.stderr.decode()
        assert b"Traceback" not in done.stderr


class TestPath:
    """A file or folder of the data folder, or a data folder elsewhere."""

    @pytest.mark.parametrize(
        ("paths", "files"),
        [
            ((), {"data/office/2021.yml", "data/bureau/2021.yml"}),
            (("data/office",), {"data/office/2021.yml"}),
            (("data/bureau/2021.yml",), {"data/bureau/2021.yml"}),
            (("elsewhere",), {"elsewhere/far/2021.yml"}),
        ],
    )
    def test_what_is_checked(
        self, tmp_path: Path, sample: str, paths: tuple[str, ...], files: set[str]
    ) -> None:
        wrong = slip(sample, "行政许可: 0", "行政许可: 1.5")
        for name in ("data/office", "data/bureau", "elsewhere/far"):
            project(tmp_path, wrong, name)
        printed = gongkai(tmp_path, "check", *paths).stdout.decode().splitlines()
        assert {line for line in printed if line.endswith(".yml")} == files


class TestSiteConfig:
    """The data folder that mkdocs.yml names, read without MkDocs."""

    @pytest.mark.parametrize(
        "config",
        [
            "plugins: [search, {gongkai: {data_dir: daten}}]\n",
            "plugins: {search: {}, gongkai: {data_dir: daten}}\n",
            "plugins: [{gongkai: {data_dir: daten}}]\nx: !!python/name:a.b\ny: !ENV [A, b]\n",
            "INHERIT: base.yml\nsite_name: 甲\n",
        ],
    )
    def test_it_is_found(self, tmp_path: Path, sample: str, config: str) -> None:
        project(tmp_path, sample, "daten/office")
        base = "plugins: {gongkai: {data_dir: daten}}\n"
        write_files(tmp_path, {"mkdocs.yml": config, "base.yml": base})
        assert gongkai(tmp_path, "check").returncode == 0

    @pytest.mark.parametrize(
        ("config", "says"),
        [
            ("plugins: [\n", "mkdocs.yml 第 2 行不是正确的 YAML"),
            ("INHERIT: mkdocs.yml\n", "绕回了自己"),
            ("plugins: [{gongkai: {data: x}}]\n", "gongkai 没有选项 data"),
            ("plugins: [{gongkai: {fail_on: all}}]\n", "fail_on 应为 error、warning、never 之一"),
            ("plugins: [{gongkai: {rules: {nothing: off}}}]\n", "没有名为 nothing 的规则"),
            ("plugins: [{gongkai: {rules: {yaml-trap: off}}}]\n", "规则 yaml-trap 不能关闭"),
            ("plugins: [{gongkai: {output: ../x}}]\n", "选项 output 应为网站内的路径"),
        ],
    )
    def test_one_line_for_what_cannot_be_used(
        self, tmp_path: Path, sample: str, config: str, says: str
    ) -> None:
        write_files(project(tmp_path, sample), {"mkdocs.yml": config})
        done = gongkai(tmp_path, "check")
        assert done.returncode == 2
        assert says in done.stderr.decode()
        assert b"Traceback" not in done.stderr


class TestConsole:
    """Whatever the console can show, the command does not die."""

    @pytest.mark.parametrize("encoding", ["cp936", "ascii", "utf-8"])
    def test_code_pages(self, tmp_path: Path, sample: str, encoding: str) -> None:
        text = slip(sample, "行政许可: 0", "行政许可: 𠮷件")
        write_files(project(tmp_path, text), {"data/office/草稿₂.docx": b"x"})
        done = gongkai(tmp_path, "check", PYTHONIOENCODING=encoding, PYTHONUTF8="0")
        assert (done.returncode, done.stderr) == (1, b"")
        printed = done.stdout.decode(encoding, "replace")
        assert "G202" in printed
        assert "G301" in printed
        if encoding == "cp936":
            assert "行政许可" in printed

    def test_a_file_name_that_is_no_text(self, tmp_path: Path, sample: str) -> None:
        project(tmp_path, sample)
        try:
            Path(os.fsdecode(os.fsencode(tmp_path / "data/office") + b"/\xc4\xea\xb1\xa8.yml")).write_bytes(
                b"x"
            )
        except OSError:
            return  # a file system that only takes text cannot hold such a name
        done = gongkai(tmp_path, "check")
        assert (done.returncode, done.stderr) == (1, b"")
        assert b"G301" in done.stdout

    def test_a_closed_pipe(self, tmp_path: Path, sample: str) -> None:
        project(tmp_path, slip(sample, "行政许可: 0", "行政许可: 1.5"))
        read, write = os.pipe()
        os.close(read)
        command = [sys.executable, "-c", RUN, "check"]
        done = subprocess.run(command, cwd=tmp_path, stdout=write, stderr=subprocess.PIPE, check=False)
        os.close(write)
        assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("arguments", [("--help",), ("check", "--help")])
def test_help_is_chinese(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    """Every verb has --help in Chinese."""
    printed = gongkai(tmp_path, *arguments).stdout.decode()
    assert "核对" in printed
    assert "Show this message" not in printed
