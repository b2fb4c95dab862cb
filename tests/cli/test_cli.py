"""The command `gongkai` as editors run it: what it looks at, what it prints, how it ends."""

from __future__ import annotations

import cProfile
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from gongkai import cli
from gongkai.rules import rule_set
from tests.helpers.commands import (
    GONGKAI,
    Done,
    environment,
    gongkai,
    gongkai_here,
    one_line,
    project,
    run,
    site_config,
    verb_of,
)
from tests.helpers.marked import slip
from tests.helpers.support import AGENCY, report_text, write_files

WRONG = ("予以公开: [18,", "予以公开: [17,")
BLANK = ("行政处罚: 0", "行政处罚: ~")
VERBS = "、".join(cli.VERBS)
FAR = f"核对 51 项：通过 42，问题 0，无法核对 9（无上年报告 9）。规则集 {rule_set()}。\n"
CLEAN = f"{FAR}核对了 1 个机关、1 份报告、200 个数：没有发现问题。\n"


Call = Callable[..., Done]
Change = Callable[[str], bytes]


@pytest.fixture
def call(tmp_path: Path) -> Call:
    """The command in the folder of the test."""
    return lambda *arguments: gongkai_here(tmp_path, *map(str, arguments))


def agencies(folder: Path, texts: dict[str, str], *, data: str = "data") -> Path:
    """A data folder with an agency for each text, its report of 2021."""
    for name, text in texts.items():
        write_files(folder / data / name, {"agency.yml": AGENCY, "2021.yml": text})
    return folder / data


class TestExitStatus:
    """0 nothing wrong, 1 findings at or above the failing level, 2 wrong use."""

    def test_nothing_wrong(self, call: Call, tmp_path: Path, sample: str) -> None:
        project(tmp_path, {"2021.yml": sample})
        assert call("check") == (0, CLEAN, "")

    def test_an_error(self, call: Call, tmp_path: Path, sample: str) -> None:
        project(tmp_path, {"2021.yml": slip(sample, *WRONG)})
        done = call("check")
        assert (done.status, done.err) == (1, "")
        assert done.out.startswith("data/office/2021.yml\n  第15行第12列 错误 G101 G102\n")
        assert done.out.endswith("：2 处错误。\n")

    def test_a_warning(self, call: Call, tmp_path: Path, sample: str) -> None:
        project(tmp_path, {"2021.yml": slip(sample, *BLANK)})
        done = call("check")
        assert (done.status, done.out.count("提醒 G201")) == (0, 1)
        assert call("check", "--strict") == (1, done.out, "")

    @pytest.mark.parametrize(
        ("option", "text", "status"),
        [("warning", BLANK, 1), ("error", BLANK, 0), ("never", WRONG, 0), ("error", WRONG, 1)],
    )
    def test_fail_on(
        self, call: Call, tmp_path: Path, sample: str, option: str, text: tuple[str, str], status: int
    ) -> None:
        config = site_config(plugins=f"[{{gongkai: {{fail_on: {option}}}}}]")
        project(tmp_path, {"2021.yml": slip(sample, *text)}, config)
        assert call("check").status == status

    def test_strict_stands_above_fail_on(self, call: Call, tmp_path: Path, sample: str) -> None:
        config = site_config(plugins="[{gongkai: {fail_on: never}}]")
        project(tmp_path, {"2021.yml": slip(sample, *BLANK)}, config)
        assert call("check", "--strict").status == 1

    def test_a_draft_is_checked_and_never_fails(self, call: Call, tmp_path: Path, sample: str) -> None:
        project(tmp_path, {"2021.yml": f"{slip(sample, *WRONG)}草稿: true\n"})
        done = call("check", "--strict")
        assert (done.status, done.out.count("G101 G102")) == (0, 1)

    def test_a_rule_switched_off(self, call: Call, tmp_path: Path, sample: str) -> None:
        config = site_config(plugins="[{gongkai: {rules: {cell-blank: off}}}]")
        project(tmp_path, {"2021.yml": slip(sample, *BLANK)}, config)
        assert call("check", "--strict") == (0, CLEAN, "")

    def test_empty_folder(self, call: Call, tmp_path: Path) -> None:
        (tmp_path / "data").mkdir()
        assert call("check", "--strict") == (0, "核对了 0 个机关、0 份报告、0 个数：没有发现问题。\n", "")


class TestPath:
    """What PATH may be."""

    @pytest.fixture
    def two(self, tmp_path: Path, sample: str) -> Path:
        """An agency without a fault and one with."""
        agencies(tmp_path, {"good": sample, "bad": slip(sample, *WRONG)})
        return tmp_path

    @pytest.mark.parametrize(
        ("paths", "status"),
        [
            (["data"], 1),
            (["data/"], 1),
            (["data/bad"], 1),
            (["data/bad/2021.yml"], 1),
            (["./data/../data/bad/2021.yml"], 1),
            (["data/bad/agency.yml"], 0),
            (["data/good"], 0),
            (["data/good/2021.yml"], 0),
            (["data/good", "data/bad/2021.yml"], 1),
            (["data/good/2021.yml", "data/good/agency.yml"], 0),
        ],
    )
    @pytest.mark.usefixtures("two")
    def test_in_the_data_folder(self, call: Call, paths: list[str], status: int) -> None:
        done = call("check", *paths)
        assert (done.status, done.err) == (status, "")
        assert done.out.count("data/bad/2021.yml") == status

    def test_absolute(self, call: Call, two: Path) -> None:
        assert call("check", two / "data/bad/2021.yml").status == 1
        assert call("check", two / "data/good").status == 0

    @pytest.mark.usefixtures("two")
    def test_another_data_folder(self, call: Call, tmp_path: Path, sample: str) -> None:
        agencies(tmp_path, {"good": sample}, data="other")
        assert call("check", "other") == (0, CLEAN, "")

    @pytest.mark.usefixtures("two")
    def test_a_data_folder_elsewhere_is_named_in_full(
        self, call: Call, tmp_path_factory: pytest.TempPathFactory, sample: str
    ) -> None:
        other = agencies(tmp_path_factory.mktemp("elsewhere"), {"bad": slip(sample, *WRONG)})
        done = call("check", other)
        assert done.status == 1
        assert done.out.startswith(f"{other.as_posix()}/bad/2021.yml\n")

    def test_a_data_folder_without_one_of_its_own(self, call: Call, tmp_path: Path, sample: str) -> None:
        agencies(tmp_path, {"good": sample}, data="other")
        assert call("check", "other").status == 0

    @pytest.mark.parametrize("path", ["data/none.yml", "nowhere", "data/good/2021.yml/x"])
    @pytest.mark.usefixtures("two")
    def test_not_there(self, call: Call, path: str) -> None:
        done = call("check", path)
        assert (done.status, done.out) == (2, "")
        assert f"没有“{path}”这个文件或文件夹" in done.err

    @pytest.mark.usefixtures("two")
    def test_two_foreign_folders(self, call: Call, tmp_path: Path, sample: str) -> None:
        agencies(tmp_path, {"good": sample}, data="a")
        agencies(tmp_path, {"good": sample}, data="b")
        done = call("check", "a", "b")
        assert (done.status, done.out) == (2, "")
        assert "“a”不在数据文件夹“data”里；别处的数据文件夹一次给一个" in done.err

    @pytest.mark.usefixtures("two")
    def test_a_foreign_file(self, call: Call, tmp_path: Path, sample: str) -> None:
        agencies(tmp_path, {"good": sample}, data="other")
        done = call("check", "other/good/2021.yml")
        assert (done.status, done.out) == (2, "")
        assert "不在数据文件夹“data”里" in done.err


class TestDataFolder:
    """`data`, or what mkdocs.yml says, or --data."""

    def test_option(self, call: Call, tmp_path: Path, sample: str) -> None:
        agencies(tmp_path, {"bad": slip(sample, *WRONG)})
        agencies(tmp_path, {"good": sample}, data="other")
        assert call("check", "--data", "other").status == 0
        assert call("check", "--data", "other", "other/good/2021.yml").status == 0
        assert call("check", "--data", "data").status == 1

    @pytest.mark.parametrize("arguments", [[], ["--data", "nowhere"]])
    def test_none(self, call: Call, arguments: list[str]) -> None:
        done = call("check", *arguments)
        assert (done.status, done.out) == (2, "")
        assert re.search("没有数据文件夹“(data|nowhere)”", done.err)

    @pytest.mark.parametrize(
        "plugins",
        [
            "[search, {gongkai: {data_dir: xxgk/数据}}]",
            "{search: {}, gongkai: {data_dir: xxgk/数据}}",
            "\n  - search\n  - gongkai:\n      data_dir: !ENV [NO_SUCH_NAME, xxgk/数据]\n"
            "      data_dir: xxgk/数据",
        ],
    )
    def test_named_in_mkdocs_yml(self, call: Call, tmp_path: Path, sample: str, plugins: str) -> None:
        agencies(tmp_path, {"good": sample}, data="xxgk/数据")
        write_files(tmp_path, {"mkdocs.yml": site_config(plugins=plugins)})
        assert call("check") == (0, CLEAN, "")

    @pytest.mark.parametrize(
        "plugins",
        ["[search, gongkai]", "{gongkai: }", "[search]", "{}", "[gongkai: ]", "", "search", "[[a], 1, ~]"],
    )
    def test_not_named(self, call: Call, tmp_path: Path, sample: str, plugins: str) -> None:
        project(tmp_path, {"2021.yml": sample}, site_config(plugins=plugins))
        assert call("check") == (0, CLEAN, "")

    def test_tags_that_only_mkdocs_knows(self, call: Call, tmp_path: Path, sample: str) -> None:
        more = """
markdown_extensions:
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
      emoji_generator: !!python/object/apply:os.system ["touch ran"]
  - toc: !relative $config_dir
extra: {key: !ENV [KEY, 1], own: !own {a: b}, list: !own [a]}
"""
        plugins = "[{gongkai: {data_dir: other}}]"
        project(tmp_path, {"2021.yml": sample}, site_config(plugins=plugins, more=more), data_dir="other")
        assert call("check") == (0, CLEAN, "")
        assert not (tmp_path / "ran").exists()

    def test_inherited(self, call: Call, tmp_path: Path, sample: str) -> None:
        agencies(tmp_path, {"good": sample}, data="other")
        write_files(
            tmp_path,
            {
                "mkdocs.yml": "INHERIT: config/office.yml\nsite_name: 甲\n",
                "config/office.yml": "INHERIT: ../base.yml\nplugins: {gongkai: {fail_on: never}}\n",
                "base.yml": site_config(plugins="{search: {}, gongkai: {data_dir: other, fail_on: error}}"),
            },
        )
        assert call("check") == (0, CLEAN, "")
        write_files(tmp_path, {"other/good/2021.yml": slip(sample, *WRONG)})
        assert call("check").status == 0

    @pytest.mark.parametrize(
        ("config", "says"),
        [
            ("INHERIT: base.yml\n", "读不到 base.yml："),
            ("INHERIT: mkdocs.yml\n", "mkdocs.yml 的 INHERIT 绕回了自己"),
            ("site_name: a\nplugins: [gongkai\n", "mkdocs.yml 第 3 行不是正确的 YAML"),
            (b"site_name: \xb1\xa8\xb8\xe6\n", "mkdocs.yml 不是正确的 YAML"),
            ("plugins: [{gongkai: {data: x}}]\n", "gongkai 没有选项 data；可用：data_dir、"),
            ("plugins: [{gongkai: {rules: {sums: off}}}]\n", "没有名为 sums 的规则；可用：row-total、"),
            ("plugins: [{gongkai: {rules: {cell-type: off}}}]\n", "规则 cell-type 不能关闭"),
            ("plugins: [{gongkai: {fail_on: 错误}}]\n", "选项 fail_on 应为 error、warning、never 之一"),
            ("plugins: [{gongkai: {data_dir: [a]}}]\n", "选项 data_dir 应为文字"),
        ],
    )
    def test_wrong(self, call: Call, tmp_path: Path, sample: str, config: str | bytes, says: str) -> None:
        project(tmp_path, {"2021.yml": sample})
        write_files(tmp_path, {"mkdocs.yml": config})
        done = call("check")
        assert (done.status, done.out) == (2, "")
        assert says in done.err.splitlines()[0]
        assert one_line(done.err.partition("查看用法")[0]).startswith("错误：")


_ENGLISH = re.compile(
    "Usage|Options|Commands|Positional|Show|Error|Try|No such|Did you|argument|required|COMMAND|ARGS"
)


class TestWords:
    """Help and usage errors are in Chinese; the names of options are what they are."""

    def test_help(self, call: Call) -> None:
        done = call("--help")
        assert (done.status, done.err) == (0, "")
        assert done.out.startswith("用法：gongkai [选项] 命令 [参数]...\n")
        assert "\n选项:\n  --version" in done.out
        assert re.search(r"\n命令:\n  init +为本机关建立一个网站", done.out)
        assert re.search(r"\n  check +核对报告。", done.out)
        assert not _ENGLISH.search(done.out)

    def test_help_of_every_verb(self, call: Call) -> None:
        for name in cli.VERBS:
            verb = verb_of(name)
            done = call(name, "--help")
            assert (done.status, done.err) == (0, "")
            assert re.match(rf"用法：gongkai {name} \[选项\][ \n]", done.out)
            assert not _ENGLISH.search(done.out)
            for option in (o for p in verb.params for o in p.opts if o.startswith("--")):
                assert option in done.out

    def test_nothing_asked_for(self, call: Call) -> None:
        done = call()
        assert (done.status, done.out) == (2, "")
        assert done.err == call("--help").out

    def test_version(self, call: Call) -> None:
        done = call("--version")
        assert done.status == 0
        assert re.fullmatch(r"gongkai \d+\.\d+\.\d+\n", done.out)

    @pytest.mark.parametrize(
        ("arguments", "says"),
        [
            (["--nix"], "没有选项 --nix"),
            (["chek"], f"没有命令 chek；可用：{VERBS}"),
            (["--", "-x"], f"没有命令 -x；可用：{VERBS}"),
            (["check", "--nix"], "没有选项 --nix"),
            (["check", "--dat", "a"], "没有选项 --dat；是不是 --data？"),
            (["check", "-x"], "没有选项 -x"),
            (["check", "--data"], "选项 --data 缺少它的值，或不该带值"),
            (["check", "--strict=1"], "选项 --strict 缺少它的值，或不该带值"),
            (["check", "无"], "没有“无”这个文件或文件夹"),
        ],
    )
    def test_wrong_use(self, call: Call, arguments: list[str], says: str) -> None:
        done = call(*arguments)
        assert (done.status, done.out) == (2, "")
        assert done.err.splitlines()[0] == f"错误：{says}"
        assert not _ENGLISH.search(done.err)


@pytest.mark.builds
class TestConsole:
    """Whatever the console's encoding and whatever the name of a file, it does not die."""

    ENCODINGS = (
        ("cp936", {"PYTHONIOENCODING": "cp936", "PYTHONUTF8": "0"}),
        ("ascii", {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}),
        # The encoding of file names too.
        ("ascii", {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}),
    )

    @pytest.mark.parametrize(("encoding", "variables"), ENCODINGS)
    def test_encoding(self, tmp_path: Path, sample: str, encoding: str, variables: dict[str, str]) -> None:
        text = slip(sample, "行政处罚: 0", "行政处罚: 12件🙂")
        project(tmp_path, {"2021.yml": text, "二〇二一年报告（定稿）.yml": sample, "图.txt": "a"})
        done = gongkai(tmp_path, "check", encoding=encoding, **variables)
        assert done.status == 1
        assert "Traceback" not in done.said
        assert "G202" in done.out
        assert "G301" in done.out
        if encoding == "cp936":
            assert "“二〇二一年报告（定稿）.yml”不是数据文件" in done.out
            assert r"12件\U0001f642" in done.out

    @pytest.mark.parametrize(("encoding", "variables"), ENCODINGS)
    def test_help_and_wrong_use(self, tmp_path: Path, encoding: str, variables: dict[str, str]) -> None:
        assert gongkai(tmp_path, "--help", encoding=encoding, **variables).status == 0
        done = gongkai(tmp_path, "check", "没有/🙂", encoding=encoding, **variables)
        assert (done.status, done.out) == (2, "")
        assert "Traceback" not in done.err

    @pytest.mark.thorough
    @pytest.mark.skipif(shutil.which("localedef") is None, reason="makes the locale")
    def test_in_a_locale_of_gbk(self, tmp_path: Path, sample: str) -> None:
        """Names of files are bytes of GBK then, and so is what is printed."""
        locales = tmp_path / "locales"
        locales.mkdir()
        # It warns of characters that GBK lacks.
        run(["localedef", "-f", "GBK", "-i", "zh_CN", str(locales / "zh_CN.GBK")], tmp_path)
        variables = {"LOCPATH": str(locales), "LC_ALL": "zh_CN.GBK", "PYTHONUTF8": "0"}
        coded = run(
            [sys.executable, "-c", "import sys; print(sys.getfilesystemencoding())"], tmp_path, **variables
        )
        assert coded.out == "gbk\n"
        folder = tmp_path / "网站"
        project(folder, {"2021.yml": sample})
        # A folder that Python of this test names in UTF-8 is another one there.
        named = folder.rename(Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + "网站".encode("gbk"))))
        gone = gongkai(named, "check", "没有.yml".encode("gbk"), encoding="gbk", **variables)
        assert (gone.status, gone.out) == (2, "")
        assert "错误：没有“没有.yml”这个文件或文件夹" in gone.err
        checked = gongkai(named, "check", encoding="gbk", **variables)
        assert (checked.status, checked.err) == (0, "")
        done = gongkai(
            named, "export", "--format", "html", "--output", "片段".encode("gbk"), encoding="gbk", **variables
        )
        assert done.out == "已导出 1 份报告到“片段”。\n"

    def test_chinese_path(self, tmp_path: Path, sample: str) -> None:
        folder = tmp_path / "政府信息公开 2021年"
        project(folder, {"2021.yml": slip(sample, *WRONG)})
        done = gongkai(folder, "check", str(folder / "data"), PYTHONIOENCODING="cp936")
        assert (done.status, done.err) == (1, "")

    @pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="file names are always text there")
    def test_a_name_that_is_not_utf_8(self, tmp_path: Path, sample: str) -> None:
        project(tmp_path, {"2021.yml": sample})
        name = os.fsencode(tmp_path / "data/office") + "/报告.yml".encode("gbk")
        Path(os.fsdecode(name)).write_text(sample, encoding="utf-8")
        for variables in ({}, {"PYTHONIOENCODING": "cp936"}, {"PYTHONIOENCODING": "ascii"}):
            done = gongkai(tmp_path, "check", **variables)
            assert (done.status, done.err) == (1, "")
            assert "G301" in done.out
            assert gongkai(tmp_path, "check", name, **variables).status == 1
            gone = gongkai(tmp_path, "check", name + b"x", **variables)
            assert gone.status == 2
            assert "Traceback" not in gone.err

    def test_control_characters_in_a_name(self, tmp_path: Path, sample: str) -> None:
        project(tmp_path, {"2021.yml": sample, "\x1b[31mred.yml": "a"})
        done = gongkai(tmp_path, "check")
        assert done.status == 1
        assert "\x1b" not in done.said
        assert "\x1b" not in gongkai(tmp_path, "check", "\x1b[31m").said

    def test_as_a_module_of_python(self, tmp_path: Path, sample: str) -> None:
        project(tmp_path, {"2021.yml": sample})
        assert run([sys.executable, "-m", "gongkai", "check"], tmp_path) == (0, CLEAN, "")

    @pytest.mark.skipif(sys.platform == "win32", reason="no such pipe there")
    @pytest.mark.parametrize("arguments", [["check"], ["--help"], ["check", "--nix"]])
    def test_closed_pipe(self, tmp_path: Path, sample: str, arguments: list[str]) -> None:
        text = slip(sample, *WRONG)
        data = agencies(tmp_path, {f"office-{number}": text for number in range(40)})
        assert data.is_dir()
        reading, writing = os.pipe()
        os.close(reading)
        out_to, err_to = (subprocess.PIPE, writing) if "--nix" in arguments else (writing, subprocess.PIPE)
        process = subprocess.Popen(
            [*GONGKAI, *arguments], cwd=tmp_path, env=environment(), stdout=out_to, stderr=err_to
        )
        os.close(writing)
        out, err = process.communicate(timeout=60)
        assert (out or b"") + (err or b"") == b""
        assert process.returncode in (1, 2)

    @pytest.mark.skipif(sys.platform == "win32", reason="no such shell there")
    @pytest.mark.parametrize("closed", ["1>&-", "2>&-"])
    def test_closed_stream(self, tmp_path: Path, sample: str, closed: str) -> None:
        project(tmp_path, {"2021.yml": sample})
        command = ["sh", "-c", f'"$@" {closed}', "sh", *GONGKAI, "check"]
        done = subprocess.run(
            command, cwd=tmp_path, env=environment(), capture_output=True, timeout=60, check=False
        )
        assert (done.returncode, b"Traceback" in done.stdout + done.stderr) == (0, False)


class TestFiles:
    """How files may be written."""

    @pytest.mark.parametrize(
        "change",
        [
            lambda text: b"\xef\xbb\xbf" + text.encode(),
            lambda text: text.replace("\n", "\r\n").encode(),
            lambda text: b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode(),
            lambda text: text.rstrip("\n").encode(),
        ],
        ids=["bom", "crlf", "bom-crlf", "no-last-newline"],
    )
    def test_same_meaning(self, call: Call, tmp_path: Path, sample: str, change: Change) -> None:
        project(tmp_path, {"2021.yml": change(sample)}, data_dir="资料")
        config = change(site_config(plugins="[{gongkai: {data_dir: 资料}}]"))
        write_files(tmp_path, {"mkdocs.yml": config, "资料/office/agency.yml": change(AGENCY)})
        assert call("check", "--strict") == (0, CLEAN, "")
        write_files(tmp_path, {"资料/office/2021.yml": change(slip(sample, *WRONG))})
        assert call("check").out.startswith("资料/office/2021.yml\n  第15行第12列 错误 G101 G102\n")

    def test_links_in_the_data_folder(self, call: Call, tmp_path: Path, sample: str) -> None:
        """A link that goes round is named, not followed."""
        project(tmp_path, {"2021.yml": sample})
        (tmp_path / "data/office/again").symlink_to(tmp_path / "data", target_is_directory=True)
        (tmp_path / "data/office/2020.yml").symlink_to(tmp_path / "data/office/2020.yml")
        done = call("check")
        assert done.status == 1
        assert done.out.count("G301") == 2


@pytest.mark.builds
def test_many_reports_take_so_much_more_and_no_more(tmp_path: Path, sample: str) -> None:
    """Five times the reports, five times the work: counted in calls of functions, not in seconds."""
    calls = {}
    wrong = slip(sample, *WRONG)
    for count in (20, 100):
        folder = tmp_path / str(count)
        for number in range(count // 10):
            write_files(folder / f"data/office-{number}", {"agency.yml": AGENCY})
            for year in range(2021, 2031):
                text = wrong if (number, year) == (0, 2021) else sample
                write_files(
                    folder / f"data/office-{number}",
                    {f"{year}.yml": text.replace("年度: 2021", f"年度: {year}")},
                )
        profile = cProfile.Profile()
        with pytest.MonkeyPatch.context() as patch, profile:
            patch.chdir(folder)
            status = CliRunner().invoke(cli.command, ["check"]).exit_code
        assert status == 1
        calls[count] = sum(entry.callcount for entry in profile.getstats())
    # Like texts are held against each other, so it is a little more than five times.
    assert calls[100] < 6 * calls[20]


def test_the_sample_is_what_the_tests_say(sample: str) -> None:
    """The line that the tests of places name."""
    assert report_text("haishu-office-2021", 2021) == sample
    assert sample.splitlines()[14].strip().startswith("予以公开: [18,")
