"""The folders in which the handbook's commands are run: what its text assumes there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.handbook.reader import shown
from tests.helpers.commands import environment, gongkai_here
from tests.helpers.filled import filled
from tests.helpers.marked import slip
from tests.helpers.support import ROOT, write_files

World = Callable[[Path], Path]
"""Makes its files in a folder, and returns the one in which commands are run."""

OFFICE = ("--name", "某某县人民政府办公室", "--kind", "政府办公室", "--year", "2025")
HAISHU = "data/haishu-office/2021.yml"
IDENTITY = {
    name: value
    for role in ("AUTHOR", "COMMITTER")
    for name, value in (
        (f"GIT_{role}_NAME", "编写人"),
        (f"GIT_{role}_EMAIL", "editor@example.gov.cn"),
        (f"GIT_{role}_DATE", "2022-01-20T09:30:00+08:00"),
    )
} | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
"""Who commits, without what is set on this machine."""


OLD_REPORT = """样例education{year}年政府信息公开工作年度报告

一、总体情况

本机关依法公开政府信息。

二、主动公开政府信息情况

信息内容\t本年制发件数\t本年废止件数\t现行有效件数
规章\t0\t0\t0
行政规范性文件\t1\t2\t30

五、存在的主要问题及改进情况

栏目更新还不够及时，将逐月检查。

六、其他需要报告的事项

本年度没有收取信息处理费。
"""
OLDER_REPORT = """样例education{year}年政府信息公开工作年度报告

一、概述

本机关依法公开政府信息。

二、主动公开情况

全年公开信息22条。
"""


def needed(name: str) -> None:
    """Skip where a program is not installed, and say so."""
    if shutil.which(name) is None:
        pytest.skip(f"没有 {name} / no {name}")


def git(folder: Path, *arguments: str) -> None:
    """A git command that must succeed."""
    needed("git")
    subprocess.run(
        ["git", *arguments], cwd=folder, env=environment(**IDENTITY), check=True, capture_output=True
    )


def empty(folder: Path) -> Path:
    """Nothing is there."""
    return folder


def site(folder: Path) -> Path:
    """The site of an office as `gongkai init` makes it, in git, with every report that a command of the handbook names.

    Of those the first of 海曙 is the published one, and those before a new year are filled in; the others are drafts.
    """
    made = folder / "site"
    _well(gongkai_here(folder, "init", "site", *OFFICE).status)
    config = (made / "mkdocs.yml").read_text(encoding="utf-8")
    write_files(made, {"mkdocs.yml": slip(config, "  - gongkai:\n", "  - gongkai:\n      documents: off\n")})
    shutil.copytree(ROOT / "data/haishu-office", made / "data/haishu-office")
    agencies, before, drafts = _named()
    for agency in sorted(agencies):
        _agency(made, agency)
    for agency, year in sorted(before):
        _report(made, agency, year)
        report = made / f"data/{agency}/{year}.yml"
        if report.as_posix().endswith(HAISHU):
            continue
        write_files(made, {f"data/{agency}/{year}.yml": filled(report.read_text(encoding="utf-8"), 3, 1)})
    git(folder, "init", "--quiet", "--bare", "origin.git")
    git(made, "init", "--quiet", "--initial-branch", "main")
    git(made, "remote", "add", "origin", "../origin.git")
    git(made, "add", ".")
    git(made, "commit", "--quiet", "--message", "年度报告")
    git(made, "push", "--quiet", "--set-upstream", "origin", "main")
    for agency, year in sorted(drafts):
        _report(made, agency, year)
    return made


def _named() -> tuple[set[str], set[tuple[str, str]], set[tuple[str, str]]]:
    """The agencies that commands name; agency and year of the reports before those that they make, and of those that they take."""
    agencies, before, drafts = set[str](), set[tuple[str, str]](), set[tuple[str, str]]()
    for command in (command for each in shown() for command in each.commands):
        for agency, year in re.findall(r"^gongkai new (\S+) (\d{4})$", command):
            agencies.add(agency)
            # What is older is filled in otherwise; there the new report has none before it.
            before |= {(agency, str(int(year) - 1))} if int(year) > 2021 else set()
        agencies |= set(re.findall(r"--agency (\S+)", command))
        drafts |= set(re.findall(r"--agency (\S+) --year (\d{4})", command))
        drafts |= set(re.findall(r"data/(\S+)/(\d{4})\.yml", command))
    return agencies, before, drafts


def _report(folder: Path, agency: str, year: str) -> None:
    """A report, and its agency where there is none yet; those that are there stay as they are."""
    _agency(folder, agency)
    if not (folder / f"data/{agency}/{year}.yml").exists():
        _well(gongkai_here(folder, "new", agency, year).status)


def _agency(folder: Path, agency: str) -> None:
    if not (folder / f"data/{agency}/agency.yml").exists():
        write_files(folder, {f"data/{agency}/agency.yml": f"名称: 样例{agency}\n类别: 部门\n"})


def back_catalogue(folder: Path) -> Path:
    """A site with an agency that has no reports, and those of two years as text."""
    made = new_site(folder)
    _agency(made, "education")
    reports = {2021: OLD_REPORT, 2018: OLDER_REPORT}
    write_files(made, {f"历年年报/{year}.txt": text.format(year=year) for year, text in reports.items()})
    return made


def district(folder: Path) -> Path:
    """A site with a district of two offices, each with a report of 2025, one of them a draft."""
    made = new_site(folder)
    names = {"district": "样例区人民政府\n类别: 政府", "district/education": "样例区教育局\n类别: 部门"}
    names["district/donghu"] = "样例区东湖街道办事处\n类别: 乡镇街道"
    write_files(made, {f"data/{path}/agency.yml": f"名称: {name}\n" for path, name in names.items()})
    for path in ("district/education", "district/donghu"):
        _well(gongkai_here(made, "new", path, "2025").status)
        report = made / f"data/{path}/2025.yml"
        text = filled(report.read_text(encoding="utf-8"), 3, 1)
        write_files(
            made, {f"data/{path}/2025.yml": text if path == "district/education" else f"{text}草稿: true\n"}
        )
    return made


def sent_in(folder: Path) -> Path:
    """The district without reports, and a folder with what one of its offices sent."""
    made = district(folder)
    text = (made / "data/district/education/2025.yml").read_bytes()
    for path in ("district/education", "district/donghu"):
        (made / f"data/{path}/2025.yml").unlink()
    return write_files(made, {"报来的文件/定稿.yml": text})


def checked_before(folder: Path) -> Path:
    """The district, with what an earlier check wrote, and a report published since then."""
    made = district(folder)
    done = gongkai_here(made, "check", "--format", "json")
    name = "data/district/donghu/2025.yml"
    text = (made / name).read_text(encoding="utf-8")
    return write_files(made, {"上次.json": done.out, name: slip(text, "草稿: true\n", "")})


TWELVE = tuple(f"district/b{number}" for number in range(1, 13))


def district_sent(folder: Path) -> Path:
    """The site of a district, and what its twelve offices sent: two late, one wrong, one in Word, one in Excel, one twice."""
    names = ("--name", "样例区人民政府", "--kind", "政府", "--folder", "district", "--year", "2024")
    _well(gongkai_here(folder, "init", "全区", *names).status)
    made = folder / "全区"
    offices = {path: f"名称: 样例区第{path.rpartition('b')[2]}局\n类别: 部门\n" for path in TWELVE}
    write_files(made, {f"data/{path}/agency.yml": text for path, text in offices.items()})
    sent: dict[str, str | bytes] = {}
    for number, path in enumerate(TWELVE[:10], 1):
        _well(gongkai_here(made, "new", path, "2025").status)
        file = made / f"data/{path}/2025.yml"
        text = filled(file.read_text(encoding="utf-8"), number, 1)
        write_files(made, {f"data/{path}/2025.yml": text})
        sent[f"报来的文件/{number}局/年报.yml"] = text
    for number, form in ((2, "docx"), (3, "xlsx")):
        only = ("--agency", TWELVE[number - 1], "--year", "2025", "--output", "out")
        _well(gongkai_here(made, "export", "--format", form, *only).status)
        del sent[f"报来的文件/{number}局/年报.yml"]
        sent[f"报来的文件/新建文件{number}.{form}"] = (
            made / f"out/{TWELVE[number - 1]}/2025.{form}"
        ).read_bytes()
    shutil.rmtree(made / "out")
    sent["报来的文件/4局/年报（副本）.yml"] = sent["报来的文件/4局/年报.yml"]
    sent["报来的文件/5局/年报.yml"] = slip(
        str(sent["报来的文件/5局/年报.yml"]), "予以公开: [4,", "予以公开: [40,"
    )
    for path in TWELVE[:10]:
        (made / f"data/{path}/2025.yml").unlink()
    return write_files(made, sent)


def district_collected(folder: Path) -> Path:
    """The same after they were collected."""
    made = district_sent(folder)
    _well(gongkai_here(made, "collect", "报来的文件", "--year", "2025").status)
    return made


def summed_district(folder: Path) -> Path:
    """The district with its own report, of all reports, with a cell of an office changed afterwards."""
    made = district(folder)
    _well(gongkai_here(made, "new", "district", "2025", "--sum", "--drafts").status)
    file = made / "data/district/education/2025.yml"
    text = file.read_text(encoding="utf-8")
    write_files(made, {"data/district/education/2025.yml": re.sub(r"(?m)^(  行政许可): \d+$", r"\1: 7", text)})
    return made


def saved_page(folder: Path) -> Path:
    """A site, and the page of its published report as a browser saved it."""
    made = site(folder)
    only = ("--agency", "haishu-office", "--year", "2021")
    _well(gongkai_here(made, "export", "--format", "html", *only, "--output", "saved").status)
    shutil.move(made / "saved/haishu-office/2021.html", made / "另存的页面.html")
    return made


def new_site(folder: Path) -> Path:
    """A site as `gongkai init` makes it, and nothing more."""
    _well(gongkai_here(folder, "init", "site", *OFFICE).status)
    return folder / "site"


def faulty(folder: Path) -> Path:
    """A site with the mistake of the handbook in a published report: one cell short of what sums need."""
    return _changed(site(folder), "予以公开: [18, 2,", "予以公开: [17, 2,")


def doubtful(folder: Path) -> Path:
    """A site with a blank in a published report, which is only warned of."""
    return _changed(site(folder), "行政强制: 0", "行政强制: ~")


def _changed(folder: Path, old: str, new: str) -> Path:
    text = (folder / HAISHU).read_text(encoding="utf-8")
    return write_files(folder, {HAISHU: slip(text, old, new)})


def repository(folder: Path) -> Path:
    """This repository, with the reports of one agency; for speed with one page for all of docs/, and one test."""
    made = folder / "gongkai"
    names = ["setup.cfg", "pyproject.toml", "constraints.txt", "Makefile", "README.md", "LICENSE", "mkdocs.yml"]
    write_files(made, {name: (ROOT / name).read_bytes() for name in names})
    for name in ("tools", "schema", "data/haishu-office"):
        shutil.copytree(ROOT / name, made / name)
    (made / "plugin").mkdir()
    (made / "plugin/gongkai").symlink_to(ROOT / "plugin/gongkai")
    (made / "docs/rules").mkdir(parents=True)
    write_files(made, {"docs/index.md": "# 首页\n", "tests/test_one.py": "def test() -> None:\n    pass\n"})
    return made


def _well(status: int) -> None:
    assert status == 0
