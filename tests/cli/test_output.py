"""`gongkai check`: what is asked for, and how it is said."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from gongkai import cli
from tests.helpers.commands import project
from tests.helpers.marked import slip
from tests.helpers.support import AGENCY, report_text, undated, write_files

WRONG = ("予以公开: [18,", "予以公开: [17,")
BLANK = ("行政处罚: 0", "行政处罚: ~")


def check(folder: Path, *arguments: str) -> Result:
    """`gongkai check` in a folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        return CliRunner().invoke(cli.command, ["check", *arguments])


def as_json(folder: Path, *arguments: str) -> Any:
    """What it says as JSON."""
    return json.loads(check(folder, "--format", "json", *arguments).output)


@pytest.fixture
def two_offices(tmp_path: Path, sample: str) -> Path:
    """office 2021 with an error, 2020 without a form of its own year wrong; office/sub 2021 with a blank."""
    old = undated(report_text("shanghai-office-2019", 2020))
    project(tmp_path, {"2021.yml": slip(sample, *WRONG), "2020.yml": old})
    sub = {
        "office/sub/agency.yml": "名称: 样例区甲局\n类别: 部门\n",
        "office/sub/2021.yml": slip(sample, *BLANK),
    }
    write_files(tmp_path / "data", sub)
    return tmp_path


KEYS = [
    "file",
    "line",
    "column",
    "code",
    "rule",
    "level",
    "agency",
    "year",
    "table",
    "row",
    "row_label",
    "cell_column",
    "column_label",
    "message",
    "formula",
    "left",
    "right",
    "difference",
    "remedy",
    "suspect",
    "candidates",
    "accepted",
    "proposals",
    "taken_over",
]


class TestJson:
    """As others rely on it."""

    def test_a_wrong_cell(self, tmp_path: Path, sample: str) -> None:
        found = as_json(project(tmp_path, {"2021.yml": slip(sample, *WRONG)}))
        items = found["checked"].pop("items")
        assert (found["version"], found["checked"]) == (1, {"agencies": 1, "reports": 1, "cells": 200})
        assert found["reports"] == [
            {"file": "data/office/2021.yml", "agency": "office", "year": 2021, "items": items}
        ]
        assert (items["all"], items["failed"]) == (51, 2)
        assert [list(finding) for finding in found["findings"]] == [KEYS, KEYS]
        row, result = found["findings"]
        suspect = {
            "table": "t3",
            "row": "granted",
            "row_label": "（一）予以公开",
            "column": "natural",
            "column_label": "自然人",
            "value": 17,
            "should_be": 18,
        }
        assert row["suspect"] == result["suspect"] == suspect
        place = (
            "file",
            "line",
            "column",
            "code",
            "rule",
            "level",
            "agency",
            "year",
            "table",
            "row",
            "cell_column",
        )
        assert [row[key] for key in place] == [
            "data/office/2021.yml",
            15,
            31,
            "G101",
            "row-total",
            "error",
            "office",
            2021,
            "t3",
            "granted",
            "total",
        ]
        assert (row["left"], row["right"], row["difference"]) == (19, 20, -1)
        assert (row["candidates"], row["accepted"]) == ([], None)

    def test_candidates(self, tmp_path: Path, sample: str) -> None:
        text = slip(sample, "复议后起诉: [0, 0, 0, 0, 0]", "复议后起诉: [1, 0, 0, 0, 0]")
        (finding,) = as_json(project(tmp_path, {"2021.yml": text}))["findings"]
        assert finding["suspect"] is None
        assert [(c["column"], c["value"], c["should_be"]) for c in finding["candidates"]] == [
            ("total", 0, 1),
            ("upheld", 1, 0),
        ]

    def test_accepted(self, tmp_path: Path, sample: str) -> None:
        text = slip(sample, *BLANK) + "核对说明: [{规则: G201, 原因: 没有这一项。, 公开: true}]\n"
        (finding,) = as_json(project(tmp_path, {"2021.yml": text}))["findings"]
        assert finding["accepted"] == {"reason": "没有这一项。", "public": True}

    def test_an_amount_keeps_its_digits(self, tmp_path: Path, sample: str) -> None:
        """And nothing but the object is printed."""
        text = slip(sample, *BLANK) + "不认识: 1\n"
        said = check(project(tmp_path, {"2021.yml": text}), "--format", "json")
        assert said.output.startswith("{")
        assert said.output.endswith("}\n")
        assert said.exit_code == 1

    def test_nothing_wrong(self, tmp_path: Path, sample: str) -> None:
        assert as_json(project(tmp_path, {"2021.yml": sample}))["findings"] == []


def found_with(folder: Path, *arguments: str) -> list[tuple[str, str]]:
    """Code and file of what is said."""
    return [
        (f["code"], f["file"].removeprefix("data/office/")) for f in as_json(folder, *arguments)["findings"]
    ]


class TestSelection:
    """Of all that is found, what is asked for."""

    def test_year(self, two_offices: Path) -> None:
        assert {file for _, file in found_with(two_offices, "--year", "2020")} == {"2020.yml"}
        files = {file for _, file in found_with(two_offices, "--year", "2020", "--year", "2021")}
        assert files == {"2020.yml", "2021.yml", "sub/2021.yml"}

    def test_agency_and_those_under_it(self, two_offices: Path) -> None:
        assert {file for _, file in found_with(two_offices, "--agency", "office/sub")} == {"sub/2021.yml"}
        assert {file for _, file in found_with(two_offices, "--agency", "office/")} >= {
            "sub/2021.yml",
            "2021.yml",
        }

    def test_an_agency_that_there_is_not(self, two_offices: Path) -> None:
        done = check(two_offices, "--agency", "off")
        assert "没有机关“off”" in str(done.exception) + done.output
        assert done.exit_code == 2

    @pytest.mark.parametrize("name", ["G201", "g201", "cell-blank"])
    def test_rule(self, two_offices: Path, name: str) -> None:
        assert {code for code, _ in found_with(two_offices, "--rule", name)} == {"G201"}

    def test_level(self, two_offices: Path) -> None:
        assert {f["level"] for f in as_json(two_offices, "--level", "error")["findings"]} == {"error"}
        assert {f["level"] for f in as_json(two_offices)["findings"]} >= {"error", "warning"}

    def test_what_is_not_asked_for_does_not_fail(self, two_offices: Path) -> None:
        assert check(two_offices, "--agency", "office/sub").exit_code == 0
        assert check(two_offices, "--agency", "office/sub", "--strict").exit_code == 1

    def test_the_summary_counts_what_is_asked_for(self, two_offices: Path) -> None:
        assert "核对了 1 个机关、1 份报告、200 个数" in check(two_offices, "--agency", "office/sub").output
        assert "核对了 2 个机关、2 份报告、400 个数" in check(two_offices, "--year", "2021").output

    def test_a_neighbour_decides_all_the_same(self, tmp_path: Path, sample: str) -> None:
        """Last year's report is read, though only this year's is asked for."""
        project(tmp_path, {"2021.yml": sample, "2022.yml": report_text("haishu-office-2021", 2022)})
        assert {code for code, _ in found_with(tmp_path, "--year", "2022")} == {"G401", "G402"}


def git(folder: Path, *arguments: str) -> None:
    """git, with nothing of this machine's settings."""
    name = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    env = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    subprocess.run(["git", *name, *arguments], cwd=folder, env=env, check=True, capture_output=True)


class TestChanged:
    """Only files that git says have changed."""

    @pytest.fixture
    def committed(self, two_offices: Path) -> Path:
        git(two_offices, "init")
        git(two_offices, "add", ".")
        git(two_offices, "commit", "-m", "a")
        return two_offices

    def test_nothing(self, committed: Path) -> None:
        assert found_with(committed, "--changed") == []
        assert check(committed, "--changed").exit_code == 0

    def test_a_changed_file(self, committed: Path, sample: str) -> None:
        write_files(committed / "data", {"office/sub/2021.yml": slip(sample, *WRONG)})
        found = [("G101", "sub/2021.yml"), ("G102", "sub/2021.yml")]
        assert found_with(committed, "--changed") == found
        git(committed, "add", ".")
        assert found_with(committed, "--changed") == found

    def test_a_new_file(self, committed: Path, sample: str) -> None:
        new = {"新/agency.yml": AGENCY, "new/agency.yml": AGENCY, "new/2021.yml": slip(sample, *BLANK)}
        write_files(committed / "data", new)
        files = [(f["code"], f["file"]) for f in as_json(committed, "--changed")["findings"]]
        assert files == [("G201", "data/new/2021.yml"), ("G301", "data/新")]

    def test_an_agency_brings_its_reports(self, committed: Path) -> None:
        write_files(committed / "data", {"office/sub/agency.yml": "名称: 样例区乙局\n类别: 部门\n"})
        assert found_with(committed, "--changed") == [("G201", "sub/2021.yml")]

    def test_before_the_first_commit(self, two_offices: Path) -> None:
        git(two_offices, "init")
        assert found_with(two_offices, "--changed") == found_with(two_offices)

    def test_without_git(self, two_offices: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(two_offices.parent))
        done = check(two_offices, "--changed")
        assert done.exit_code == 2
        assert "没有 git 仓库" in done.output + str(done.exception)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--level", "x"], "选项 --level 应为 error、warning、info 之一"),
        (["--format", "x"], "选项 --format 应为 text、json、github、gitlab、sarif 之一"),
        (["--year", "去年"], "选项 --year 应为数字"),
        (["--rule", "G999"], "没有“G999”这条规则"),
        ([""], "文件或文件夹的名称是空的"),
        (["--data", ""], "文件或文件夹的名称是空的"),
    ],
)
def test_wrong_use(
    two_offices: Path, arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """One clear line."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(two_offices)
        patch.setattr("sys.argv", ["gongkai", "check", *arguments])
        with pytest.raises(SystemExit) as ended:
            cli.main()
    assert ended.value.code == 2
    assert says in capsys.readouterr().err.splitlines()[0]


class TestMark:
    """The sign under the line stands under its column, Chinese characters counted as two places wide."""

    def test_under_the_cell(self, tmp_path: Path, sample: str) -> None:
        said = check(project(tmp_path, {"2021.yml": slip(sample, *WRONG)})).output
        quoted, marked = said.splitlines()[2:4]
        assert quoted.strip() == "| 予以公开: [17, 2, 0, 0, 0, 0, 20]"
        assert marked == "    | 　　　　   ^"
        assert quoted[: len(marked) - 1].endswith("予以公开: [")

    def test_far_to_the_right(self, tmp_path: Path, sample: str) -> None:
        long = "依法公开。" * 36 + "联系人手机13800000000。"
        said = check(project(tmp_path, {"2021.yml": slip(sample, "本机关依法公开政府信息。", long)})).output
        quoted, marked = said.splitlines()[2:4]
        assert quoted.startswith("    | …")
        assert quoted[len(marked) - 1 :].startswith("13800000000")
