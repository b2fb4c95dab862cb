"""How `gongkai` behaves towards people: quiet, colours, the bar, examples, completion; one list of all that is wrong."""

from __future__ import annotations

import io
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from gongkai import cli
from gongkai.cli.chinese import Verb
from gongkai.cli.colours import wants_colours
from gongkai.documents.formats import FORMATS
from gongkai.ground.progress import Progress
from gongkai.model import read_archive
from tests.helpers.commands import (
    GONGKAI,
    build_here,
    gongkai,
    gongkai_here,
    project,
    run,
    run_on_a_terminal,
    verb_of,
)
from tests.helpers.marked import slip
from tests.helpers.support import AGENCY, read_files, write_files

WRONG = ("予以公开: [18,", "予以公开: [17,")
BLANK = ("行政处罚: 0", "行政处罚: ~")
posix = pytest.mark.skipif(sys.platform == "win32", reason="terminals of POSIX")


def check(folder: Path, *arguments: str) -> Result:
    """`gongkai check` in a folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        return CliRunner().invoke(cli.command, ["check", *arguments])


class TestQuiet:
    """Only what fails."""

    def test_what_fails(self, tmp_path: Path, sample: str) -> None:
        done = check(project(tmp_path, {"2021.yml": slip(slip(sample, *WRONG), *BLANK)}), "--quiet")
        assert (done.exit_code, done.output.count("G101"), done.output.count("G201")) == (1, 1, 0)
        assert "核对了" not in done.output

    def test_nothing(self, tmp_path: Path, sample: str) -> None:
        done = check(project(tmp_path, {"2021.yml": slip(sample, *BLANK)}), "--quiet")
        assert (done.exit_code, done.output) == (0, "")

    def test_strict(self, tmp_path: Path, sample: str) -> None:
        done = check(project(tmp_path, {"2021.yml": slip(sample, *BLANK)}), "--quiet", "--strict")
        assert (done.exit_code, done.output.count("提醒 G201")) == (1, 1)

    def test_a_draft(self, tmp_path: Path, sample: str) -> None:
        """Never fails, so nothing is said of it."""
        done = check(project(tmp_path, {"2021.yml": slip(sample, *WRONG) + "草稿: true\n"}), "--quiet")
        assert (done.exit_code, done.output) == (0, "")

    @pytest.mark.parametrize(("form", "nothing"), [("gitlab", "[]\n"), ("github", "")])
    def test_other_formats(self, tmp_path: Path, sample: str, form: str, nothing: str) -> None:
        project(tmp_path, {"2021.yml": slip(sample, *BLANK)})
        assert check(tmp_path, "--quiet", "--format", form).output == nothing


class Terminal(io.StringIO):
    """A stream that people look at."""

    def isatty(self) -> bool:
        return True


class TestColours:
    """Only on a terminal, and not against the reader's wish."""

    def test_streams(self) -> None:
        assert wants_colours(Terminal(), {})
        assert not wants_colours(io.StringIO(), {})
        assert not wants_colours(None, {})

    @pytest.mark.parametrize(
        ("variables", "wanted"),
        [
            ({"NO_COLOR": "1"}, False),
            ({"NO_COLOR": ""}, True),
            ({"TERM": "dumb"}, False),
            ({"TERM": "xterm"}, True),
        ],
    )
    def test_wishes(self, variables: dict[str, str], wanted: bool) -> None:
        assert wants_colours(Terminal(), variables) is wanted

    def on_a_terminal(self, folder: Path, **changes: str) -> str:
        done = run_on_a_terminal([*GONGKAI, "check"], folder, **changes)
        assert done.status == 1
        return done.out

    @posix
    @pytest.mark.builds
    def test_the_level_and_nothing_else(self, tmp_path: Path, sample: str) -> None:
        project(tmp_path, {"2021.yml": slip(sample, *WRONG)})
        said = self.on_a_terminal(tmp_path)
        assert "第15行第12列 \x1b[31m\x1b[1m错误 G101 G102\x1b[0m\n" in said
        assert said.count("\x1b[0m") == 1
        plain = self.on_a_terminal(tmp_path, NO_COLOR="1")
        assert plain == gongkai(tmp_path, "check").out == click.unstyle(said)


class TestProgress:
    """A bar for those who wait."""

    def test_it_comes_and_goes(self) -> None:
        stream = Terminal()
        with Progress(stream, patience=0).work("正在读取", 4) as step:
            for _ in range(4):
                step()
            assert "正在读取" in stream.getvalue()
            assert "100%" in stream.getvalue()
        assert stream.getvalue().endswith("\r\x1b[K\x1b[?25h")

    def test_not_at_once(self) -> None:
        stream = Terminal()
        with Progress(stream).work("正在读取", 4) as step:
            step()
        assert stream.getvalue() == ""

    def test_only_on_a_terminal(self) -> None:
        stream = io.StringIO()
        with Progress(stream, patience=0).work("正在读取", 4) as step:
            step()
        assert stream.getvalue() == ""

    def test_every_report_is_a_step(self, tmp_path: Path, sample: str) -> None:
        project(tmp_path, {"2021.yml": sample, "2020.yml": "["})
        steps: list[None] = []
        read_archive(tmp_path / "data", tmp_path, lambda: steps.append(None))
        assert len(steps) == 2


class TestExamples:
    """Help shows how a verb is used, and what it shows is right."""

    @pytest.mark.parametrize("name", cli.VERBS)
    def test_each_can_be_parsed(self, name: str) -> None:
        verb = verb_of(name)
        assert isinstance(verb, Verb)
        assert verb.examples
        for line, purpose in verb.examples:
            words = shlex.split(line.partition(" > ")[0])
            assert words[:2] == ["gongkai", name]
            verb.make_context(name, words[2:])
            assert purpose

    @pytest.mark.parametrize("name", cli.VERBS)
    def test_help(self, name: str) -> None:
        shown = CliRunner().invoke(cli.command, [name, "--help"]).output
        _, found, examples = shown.partition("\n例:\n")
        assert found
        assert f"  gongkai {name}" in examples


@pytest.mark.builds
class TestReadIn:
    """What a call does not need is not read in: half a second for each Tab key."""

    @pytest.mark.parametrize(
        ("called", "spared"),
        [
            ("completion bash", "gongkai.cli.check"),
            ("completion bash", "gongkai.rules"),
            ("check", "gongkai.cli.summary"),
            ("check", "gongkai.pages"),
            ("rules", "rapidfuzz"),
            ("export --help", "gongkai.writers.office.docx"),
        ],
    )
    def test_spared(self, tmp_path: Path, called: str, spared: str) -> None:
        (tmp_path / "data").mkdir()
        program = (
            "import sys; from gongkai.cli import command; "
            f"command({called.split()!r}, standalone_mode=False); assert {spared!r} not in sys.modules"
        )
        assert run([sys.executable, "-c", program], tmp_path).status == 0


class TestCompletion:
    """What the Tab key brings."""

    @pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
    def test_script(self, tmp_path: Path, shell: str) -> None:
        """It asks this command, by a name that it listens to."""
        done = gongkai_here(tmp_path, "completion", shell)
        assert (done.status, done.err) == (0, "")
        assert f"_GONGKAI_COMPLETE={shell}_complete" in done.out

    @posix
    def test_bash_takes_it(self, tmp_path: Path) -> None:
        script = gongkai_here(tmp_path, "completion", "bash").out
        assert subprocess.run(["bash", "-n"], input=script.encode(), check=False).returncode == 0

    @pytest.mark.builds
    def test_what_could_follow(self, tmp_path: Path) -> None:
        variables = {
            "_GONGKAI_COMPLETE": "bash_complete",
            "COMP_WORDS": "gongkai check --str",
            "COMP_CWORD": "2",
        }
        assert gongkai(tmp_path, **variables).out == "plain,--strict\n"

    @pytest.mark.parametrize(
        ("arguments", "says"),
        [
            (["completion"], "错误：缺少参数 bash|zsh|fish"),
            (["completion", "cmd"], "错误：参数 bash|zsh|fish 应为 bash、zsh、fish 之一"),
            (["export", "--output", "x"], f"错误：请用 --format 指明格式；可用：{'、'.join(FORMATS)}"),
        ],
    )
    def test_wrong_use(self, tmp_path: Path, arguments: list[str], says: str) -> None:
        done = gongkai_here(tmp_path, *arguments)
        assert (done.status, done.err.splitlines()[0]) == (2, says)


class TestRefusedAgency:
    """An error in agency.yml does not hide what is wrong in the reports: all of it stands in one list."""

    @pytest.mark.parametrize("agency", ["名称: 甲\n", "名称: 甲\n类别: 局\n", "名称：甲\n", ""])
    def test_sums_too(self, tmp_path: Path, sample: str, agency: str) -> None:
        files = {"office/agency.yml": agency, "office/2021.yml": slip(sample, *WRONG)}
        archive, found = read_files(tmp_path, files)
        codes = [finding.code for finding in found if finding.place.file.endswith("2021.yml")]
        assert codes == ["G101", "G102"]
        assert {finding.code for finding in found} > {"G101", "G102"}
        assert (archive.agencies, archive.reports) == ({}, ())

    def test_a_cell_is_named(self, tmp_path: Path, sample: str) -> None:
        files = {
            "office/agency.yml": "名称: 甲\n",
            "office/2021.yml": slip(sample, "行政处罚: 0", "行政处罚: 1件"),
        }
        (found,) = (f for f in read_files(tmp_path, files)[1] if f.code == "G202")
        assert found.column_label is not None
        assert (found.agency, found.year) == ("office", 2021)

    def test_of_an_unknown_kind_no_report_is_late(self, tmp_path: Path, sample: str) -> None:
        text = sample.replace("发布日期: 2022-01-20", "发布日期: 2022-03-20")
        write_files(tmp_path / "data", {"office/agency.yml": "名称: 甲\n", "office/2021.yml": text})
        assert "G701" not in check(tmp_path).output

    def test_an_unreadable_report(self, tmp_path: Path) -> None:
        _, found = read_files(tmp_path, {"office/agency.yml": "名称: 甲\n", "office/2021.yml": "a: ["})
        assert [f.code for f in found if f.place.file.endswith("2021.yml")] == ["G203"]

    def test_it_can_be_asked_for(self, tmp_path: Path, sample: str) -> None:
        project(tmp_path, {"2021.yml": sample})
        bad = {"bad/agency.yml": "名称: 甲\n", "bad/2021.yml": slip(sample, *WRONG)}
        write_files(tmp_path / "data", bad)
        done = check(tmp_path, "--agency", "bad")
        assert "核对了 1 个机关、1 份报告、200 个数：3 处错误" in done.output

    @pytest.mark.builds
    def test_none_of_it_is_shown(self, tmp_path: Path, sample: str) -> None:
        """Even where nothing stops a build."""
        config = "site_name: 样例\ntheme: {name: mkdocs, locale: zh_CN, highlightjs: false}\n"
        config += "plugins: [{gongkai: {fail_on: never}}]\n"
        project(tmp_path, {"2021.yml": sample}, config)
        bad = {"bad/agency.yml": "名称: 甲\n", "bad/2021.yml": sample, "bad/2020.yml": "a: ["}
        write_files(tmp_path / "data", bad)
        assert build_here(tmp_path).status == 0
        assert (tmp_path / "site/reports/office/2021/index.html").exists()
        assert not (tmp_path / "site/reports/bad").exists()

    def test_a_successor_is_known(self, tmp_path: Path, sample: str) -> None:
        files = {
            "old/agency.yml": "名称: 甲\n",
            "new/agency.yml": AGENCY + "承继: [old]\n",
            "new/2021.yml": sample,
        }
        _, found = read_files(tmp_path, files)
        assert {finding.place.file for finding in found} == {"data/old/agency.yml"}
