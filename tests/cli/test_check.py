"""What `gongkai check` does at the edges: links, names and streams that are no use, findings that are accepted."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gongkai import cli
from tests.helpers.commands import GONGKAI, environment, gongkai_here, one_line, project, site_config
from tests.helpers.marked import slip
from tests.helpers.support import AGENCY, with_date, write_files

WRONG = ("予以公开: [18,", "予以公开: [17,")
BLANK = ("行政处罚: 0", "行政处罚: ~")
TOO_LONG = "长" * 300
posix = pytest.mark.skipif(sys.platform == "win32", reason="links, rights and pipes of POSIX")


@pytest.fixture
def dated(sample: str) -> str:
    """A report that says when it was published, so that nothing at all is to be said of it."""
    return with_date(sample)


def check(folder: Path, *arguments: str) -> Result:
    """`gongkai check` in a folder, by click's runner; wrong use is for main to put into words."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        return CliRunner().invoke(cli.command, ["check", *arguments])


class TestAccepted:
    """What is accepted is told, and fails nothing."""

    def test_an_error_and_a_warning(self, tmp_path: Path, dated: str) -> None:
        text = slip(slip(dated, *WRONG), *BLANK)
        accepted = [("G101", "原报告如此。"), ("G102", "原报告如此。"), ("G201", "没有这一项。")]
        remarks = "核对说明:\n" + "".join(f"  - {{规则: {code}, 原因: {why}}}\n" for code, why in accepted)
        project(tmp_path, {"2021.yml": text})
        assert check(tmp_path).exit_code == 1
        project(tmp_path, {"2021.yml": text + remarks})
        done = check(tmp_path, "--strict")
        assert done.exit_code == 0, done.output
        assert "没有发现问题；另有 3 处已写明核对说明。" in done.output
        assert "已说明 G201：没有这一项。" in done.output

    def test_what_is_not_named_still_fails(self, tmp_path: Path, dated: str) -> None:
        remarks = "核对说明:\n  - {规则: G201, 原因: 没有这一项。}\n"
        project(tmp_path, {"2021.yml": slip(slip(dated, *WRONG), *BLANK) + remarks})
        done = check(tmp_path)
        assert done.exit_code == 1
        assert "：2 处错误；另有 1 处已写明核对说明。" in done.output

    def test_a_draft_beside_a_report(self, tmp_path: Path, dated: str) -> None:
        """The draft's errors do not fail, those of the report beside it do."""
        draft = slip(dated, *WRONG).replace("年度: 2021", "年度: 2022") + "草稿: true\n"
        project(tmp_path, {"2021.yml": dated, "2022.yml": draft})
        assert check(tmp_path, "--strict").exit_code == 0
        project(tmp_path, {"2021.yml": slip(dated, *WRONG)})
        assert check(tmp_path).exit_code == 1
        assert check(tmp_path, "data/office/2022.yml").exit_code == 0


@posix
class TestLinks:
    """A link stands in the folder where it is, wherever it leads."""

    @pytest.mark.parametrize(
        "to", ["../../out/2022.yml", "2022.yml", "nowhere.yml"], ids=["out", "round", "none"]
    )
    @pytest.mark.parametrize("path", ["data", "data/office", "data/office/2022.yml"])
    def test_one_that_leads_out(self, tmp_path: Path, sample: str, to: str, path: str) -> None:
        project(tmp_path, {"2021.yml": sample})
        write_files(tmp_path, {"out/2022.yml": sample})
        link = tmp_path / "data/office/2022.yml"
        link.symlink_to(to)
        done = gongkai_here(tmp_path, "check", path)
        if path.endswith(".yml") and to != "../../out/2022.yml":
            assert (done.status, done.out) == (2, "")
            assert f"没有“{path}”这个文件或文件夹" in done.err
        else:
            assert (done.status, done.out.count("G301")) == (1, 1), done.said

    def test_it_is_not_part_of_another_folder(self, tmp_path: Path, sample: str) -> None:
        project(tmp_path, {"2021.yml": sample})
        write_files(tmp_path, {"data/other/agency.yml": AGENCY, "data/other/2021.yml": sample})
        (tmp_path / "data/office/2022.yml").symlink_to("nowhere.yml")
        assert check(tmp_path, "data/other").exit_code == 0

    def test_the_data_folder_by_a_link(self, tmp_path: Path, sample: str) -> None:
        """A link to the data folder, or to the whole project, is another way to it."""
        project(tmp_path / "real", {"2021.yml": slip(sample, *WRONG)})
        write_files(tmp_path / "real", {"data/other/agency.yml": AGENCY, "data/other/2021.yml": sample})
        (tmp_path / "by-link").symlink_to("real", target_is_directory=True)
        for office, other in (("real/data/office", "real/data/other"), ("by-link/data/office",) * 2):
            folder = tmp_path / "by-link"
            assert check(folder, str(tmp_path / office)).exit_code == 1
            assert check(folder, str(tmp_path / other)).exit_code == (1 if other == office else 0)

    def test_a_data_folder_that_goes_round(self, tmp_path: Path, sample: str) -> None:
        project(tmp_path, {"2021.yml": sample}, site_config(plugins="[{gongkai: {data_dir: loop}}]"))
        (tmp_path / "loop").symlink_to("loop")
        for arguments in ([], ["loop"], ["data/office/2021.yml"]):
            done = gongkai_here(tmp_path, "check", *arguments)
            assert (done.status, done.out) == (2, "")
            assert one_line(done.err.partition("查看用法")[0]).startswith("错误：")


class TestNames:
    """A name that no file can have is one that is not there."""

    @pytest.mark.parametrize(
        ("arguments", "says"),
        [
            ([TOO_LONG], f"没有“{TOO_LONG}”这个文件或文件夹"),
            ([f"data/{TOO_LONG}/2021.yml"], "这个文件或文件夹"),
            (["--data", TOO_LONG], f"没有数据文件夹“{TOO_LONG}”"),
            (["-"], "没有“-”这个文件或文件夹"),
            (["--", "--strict"], "没有“--strict”这个文件或文件夹"),
            (["--data", "data/office/2021.yml"], "没有数据文件夹“data/office/2021.yml”"),
        ],
        ids=["file", "folder", "data", "dash", "after-dashes", "data-a-file"],
    )
    def test_by_argument(self, tmp_path: Path, sample: str, arguments: Sequence[str], says: str) -> None:
        project(tmp_path, {"2021.yml": sample})
        done = gongkai_here(tmp_path, "check", *arguments)
        assert (done.status, done.out) == (2, "")
        assert says.replace("/", os.sep) in one_line(done.err.partition("查看用法")[0])

    def test_by_mkdocs_yml(self, tmp_path: Path, sample: str) -> None:
        project(tmp_path, {"2021.yml": sample}, site_config(plugins=f"[{{gongkai: {{data_dir: {TOO_LONG}}}}}]"))
        done = gongkai_here(tmp_path, "check")
        assert (done.status, done.out) == (2, "")
        assert "没有数据文件夹“长" in one_line(done.err.partition("查看用法")[0])

    def test_mkdocs_yml_is_a_folder(self, tmp_path: Path, sample: str) -> None:
        """As good as none."""
        write_files(tmp_path, {"mkdocs.yml/a": "", "data/a/agency.yml": AGENCY, "data/a/2021.yml": sample})
        assert check(tmp_path).exit_code == 0


def test_click_does_not_look_first(tmp_path: Path, sample: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What may not be read is for the reader to name; click would refuse it in English."""
    project(tmp_path, {"2021.yml": sample})
    monkeypatch.setattr(os, "access", lambda *_, **__: False)
    assert check(tmp_path, "data/office/2021.yml", "--data", "data").exit_code == 0


@posix
@pytest.mark.builds
@pytest.mark.parametrize(
    ("arguments", "closed", "status"),
    [
        (["check"], ">&-", 0),
        (["check"], "2>&-", 0),
        (["check"], ">&- 2>&-", 0),
        (["check", "--nix"], "2>&-", 2),
        (["--help"], ">&-", 0),
    ],
)
def test_a_stream_closed_before_the_start(
    tmp_path: Path, sample: str, arguments: list[str], closed: str, status: int
) -> None:
    """Nothing can be said there, so nothing is; the status says the rest."""
    project(tmp_path, {"2021.yml": sample})
    shell = ["sh", "-c", f'"$@" {closed}', "sh", *GONGKAI, *arguments]
    done = subprocess.run(shell, cwd=tmp_path, env=environment(), capture_output=True, check=False)
    assert done.returncode == status, done.stderr.decode()
    assert b"Traceback" not in done.stdout + done.stderr


@posix
@pytest.mark.builds
def test_read_by_head(tmp_path: Path, sample: str) -> None:
    """More than a pipe holds, of which the reader takes a line."""
    texts = {f"data/office-{number}/2021.yml": slip(sample, *WRONG) for number in range(120)}
    write_files(tmp_path, {**texts, **{name.replace("2021", "agency"): AGENCY for name in texts}})
    shell = ["sh", "-c", '"$@" | head -n 1', "sh", *GONGKAI, "check"]
    done = subprocess.run(shell, cwd=tmp_path, env=environment(), capture_output=True, check=False)
    assert (done.stdout, done.stderr) == (b"data/office-0/2021.yml\n", b"")


class TestFonts:
    """Fonts of the office that are not where the option says."""

    def test_no_such_folder(self, tmp_path: Path, dated: str) -> None:
        project(tmp_path, {"2021.yml": dated}, site_config(plugins="[{gongkai: {fonts_dir: 字体}}]"))
        done = gongkai_here(tmp_path, "check")
        assert done.status == 2
        assert done.err.splitlines()[0] == "错误：没有字体文件夹“字体”，请建立，或改正选项 fonts_dir"


class TestNewFile:
    """A file of `gongkai new`, in which nothing is filled in."""

    @pytest.fixture
    def told(self, tmp_path: Path) -> str:
        project(tmp_path, {})
        assert gongkai_here(tmp_path, "new", "office", "2025").status == 0
        return gongkai_here(tmp_path, "check").out

    def test_what_is_not_filled_in_is_one_entry_a_kind(self, told: str, tmp_path: Path) -> None:
        """By the lines where it stands, and none of them is left out."""
        lines = (tmp_path / "data/office/2025.yml").read_text(encoding="utf-8").splitlines()
        for code, sign in (("G201", "~"), ("G305", "（待填写）")):
            assert told.count(code) == 1
            entry = told.partition(code)[2].partition("改法")[0]
            listed = re.findall(r"[0-9]+(?:—[0-9]+)?", entry.rpartition("第")[2])
            spans = ([int(n) for n in each.split("—")] for each in listed)
            named = [line for span in spans for line in range(span[0], span[-1] + 1)]
            there = [n for n, text in enumerate(lines, 1) if sign in text.partition("#")[0]]
            assert named == there

    def test_it_is_said_to_be_a_draft(self, told: str) -> None:
        assert told.rstrip().endswith("其中 1 份是草稿（写着“草稿: true”），不会发布。")

    def test_a_few_are_told_one_by_one(self, tmp_path: Path, sample: str) -> None:
        """With the line that is concerned."""
        text = slip(sample, "行政处罚: 0", "行政处罚: ~")
        project(tmp_path, {"2021.yml": slip(text, "行政强制: 0", "行政强制: ~")})
        told = gongkai_here(tmp_path, "check").out
        assert told.count("提醒 G201") == 2
        assert "| 行政强制: ~" in told
