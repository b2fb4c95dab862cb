"""What the handbook promises of each of its commands, as data.

A command that the handbook shows anew and that no scenario here fits fails its test: write one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.handbook import programs as run
from tests.handbook.worlds import (
    World,
    back_catalogue,
    checked_before,
    district,
    district_collected,
    district_sent,
    doubtful,
    empty,
    faulty,
    new_site,
    repository,
    saved_page,
    sent_in,
    site,
    summed_district,
)
from tests.helpers.commands import Done


@dataclass(frozen=True)
class Scenario:
    """Where commands of a kind are run, and what is seen then."""

    pattern: str
    """Of the whole command, `.venv/bin/` and the like taken away from it."""
    run: run.Runner
    world: World | None = None
    """None: any will do, that of the next command."""
    page: str = ""
    """Only where it stands on that page."""
    says: tuple[str, ...] = ()
    """What is printed, among other things."""
    makes: tuple[str, ...] = ()
    r"""Files that are there afterwards and not before; `\1` is the first group of the pattern."""
    holds: Callable[[Path, Done], None] | None = None
    """What else must hold, of the folder and what was printed."""
    fails_in: tuple[World, ...] = ()
    """Where it must fail, with exit status 1, and leave all files as they are."""

    def fits(self, page: str, command: str) -> re.Match[str] | None:
        """How the pattern fits a command on a page."""
        return re.fullmatch(self.pattern, command) if self.page in ("", page) else None


def _is_json(_: Path, done: Done) -> None:
    json.loads(done.out)


def _is_silent(_: Path, done: Done) -> None:
    assert done.said == ""


def _tells_of_before(folder: Path, _: Done) -> None:
    text = (folder / "2025年核对情况.html").read_text(encoding="utf-8")
    assert "与上次核对相比" in text
    assert "只有草稿→按期发布" in text


def _has_the_four_services(_: Path, done: Done) -> None:
    names = {path.name for path in Path(done.out.strip()).iterdir()}
    assert names == {"gitlab", "github", "gitea", "gitee"}


README = "README.md"
DATES = r"(\S+) (\d{4})"
ONE = r" --agency (\S+) --year (\d{4}) --output (\S+)"
SITE = "site/index.html"

SCENARIOS = (
    # Our command.
    Scenario(r"gongkai --version", run.gongkai, empty, says=("gongkai ",)),
    Scenario(r"gongkai (?:init|new|pages)", run.gongkai_help, empty, says=("用法：",)),
    Scenario(
        r"gongkai init (\S+) --name \S+ --kind \S+ --folder (\S+) --year (\d{4})",
        run.gongkai,
        empty,
        says=("建立网站",),
        makes=(r"\1/mkdocs.yml", r"\1/data/\2/agency.yml", r"\1/data/\2/\3.yml"),
    ),
    Scenario(
        r"gongkai init (\S+) --name \S+ --kind \S+ --year (\d{4})",
        run.gongkai,
        empty,
        says=("建立网站",),
        makes=(
            *(rf"\1/{name}" for name in ("mkdocs.yml", "docs/index.md", "README.md")),
            *(rf"\1/data/office/{name}.yml" for name in ("agency", r"\2")),
        ),
    ),
    Scenario(
        r"gongkai init (\S+)",
        run.gongkai_asks,
        empty,
        says=("机关全称", "类别", "第一份报告的年度"),
        makes=(r"\1/data/education/2025.yml",),
    ),
    Scenario(
        r"gongkai new education 2021",
        run.gongkai,
        site,
        says=("上年结转留空",),
        makes=("data/education/2021.yml",),
    ),
    Scenario(
        rf"gongkai new {DATES} --sum",
        run.gongkai,
        district,
        says=("1个下级机关报告之和", "样例区东湖街道办事处（还是草稿）"),
        makes=(r"data/\1/\2.yml",),
    ),
    Scenario(
        rf"gongkai new {DATES} --sum --drafts",
        run.gongkai,
        district,
        says=("个下级机关报告之和",),
        makes=(r"data/\1/\2.yml",),
    ),
    Scenario(
        r"gongkai collect 报来的文件 --year 2025 --remind 通知",
        run.gongkai,
        district_sent,
        says=(
            "收下 10 份报告，都是草稿；1 个与已有的或另一个相同。",
            "还没有报2025年度报告的 2 个",
            "样例区第11局",
            "样例区第12局",
            "若为4则各项勾稽均成立",
        ),
        makes=(
            "data/district/b2/2025.yml",
            "data/district/b3/2025.yml",
            "通知/district/b11.txt",
            "通知/district/b5.txt",
        ),
    ),
    Scenario(
        r"gongkai check --year 2025",
        run.gongkai,
        district_collected,
        "docs/supervisor.md",
        says=("data/district/b5/2025.yml", "核对了"),
    ),
    Scenario(
        r"gongkai collect 报来的文件 --year 2025",
        run.gongkai,
        sent_in,
        says=(
            "报来的文件/定稿.yml → data/district/education/2025.yml",
            "还没有报2025年度报告的",
            "（district/donghu）",
        ),
        makes=("data/district/education/2025.yml",),
    ),
    Scenario(
        r"gongkai collect 报来的文件 --year 2025 --agency district --remind 通知",
        run.gongkai,
        sent_in,
        says=("收下 1 份报告", "已写到“通知”"),
        makes=("data/district/education/2025.yml", "通知/district/donghu.txt"),
    ),
    Scenario(
        r"gongkai check data/district/2025\.yml --rule G801",
        run.gongkai,
        summed_district,
        says=("G801", "行政许可", "合计7"),
    ),
    Scenario(
        rf"gongkai new {DATES}", run.gongkai, site, says=("上年结转取自", "发布"), makes=(r"data/\1/\2.yml",)
    ),
    Scenario(
        r"gongkai import 历年年报 --agency (\S+)",
        run.gongkai,
        back_catalogue,
        says=("2021年度，2021年格式", "2018年度，自由格式", "读入 2 份报告"),
        makes=(r"data/\1/2021.yml", r"data/\1/2018.yml"),
    ),
    Scenario(
        r"gongkai import 历年年报 --agency \S+ --diff",
        run.gongkai,
        back_catalogue,
        says=("+年度: 2021", "比较了 2 份"),
    ),
    Scenario(
        r"gongkai import 历年年报 --agency \S+ --replace", run.gongkai, back_catalogue, says=("读入 2 份报告",)
    ),
    Scenario(r"gongkai verify (\S+\.html)", run.gongkai, saved_page, says=("完全相同",)),
    # Of the site that has just been made.
    Scenario(
        r"gongkai check", run.gongkai, site, README, says=("data/office/2025.yml", "待填写", "核对了 1 个机关")
    ),
    Scenario(r"gongkai check --write-remarks .*", run.gongkai, site, says=("没有要写的",)),
    Scenario(r"gongkai check --quiet", run.gongkai, site, holds=_is_silent, fails_in=(faulty,)),
    Scenario(r"gongkai check --format (?:json|gitlab|sarif)", run.gongkai, site, holds=_is_json),
    Scenario(
        r"gongkai check --format github", run.gongkai, site, says=("::warning file=data/",), fails_in=(faulty,)
    ),
    Scenario(
        r"gongkai check --year 2025 --report (\S+) --since 上次\.json",
        run.gongkai,
        checked_before,
        makes=(r"\1",),
        holds=_tells_of_before,
    ),
    Scenario(
        r"gongkai check --year 2025 --report-each (\S+) --since 上次\.json",
        run.gongkai,
        checked_before,
        says=("各自的核对情况已写到",),
        makes=(r"\1/district/education.html",),
    ),
    Scenario(
        r"gongkai check --year 2025 --report (\S+)",
        run.gongkai,
        district,
        "docs/supervisor.md",
        says=("核对情况已写到",),
        makes=(r"\1",),
    ),
    Scenario(
        r"gongkai check --year 2025 --report (\S+) --score example",
        run.gongkai,
        district,
        says=("核对情况已写到",),
        makes=(r"\1",),
    ),
    Scenario(
        r"gongkai check --year 2025 --report-each (\S+)",
        run.gongkai,
        district,
        says=("各自的核对情况已写到",),
        makes=(r"\1/district/education.html", r"\1/district/donghu.html"),
    ),
    Scenario(
        r"gongkai check(?: .*)? --report (\S+)", run.gongkai, site, says=("核对情况已写到",), makes=(r"\1",)
    ),
    Scenario(r"gongkai check --rule .*", run.gongkai, site, says=("核对了",)),
    Scenario(r"gongkai check data/\S+/2022\.yml", run.gongkai, site, says=("待填写", "核对了 1 个机关、1 份")),
    Scenario(r"gongkai check --agency education", run.gongkai, site, says=("核对了",)),
    Scenario(r"gongkai check(?: .*)?", run.gongkai, site, says=("核对了",), fails_in=(faulty,)),
    Scenario(rf"gongkai export --format (docx)(?: --review)?{ONE}", run.gongkai, site, makes=(r"\4/\2/\3.\1",)),
    Scenario(
        rf"gongkai export --format (fragment){ONE}", run.gongkai, site, makes=(r"\4/\2/\3.fragment.html",)
    ),
    Scenario(
        r"gongkai export --format fragment --output (\S+)",
        run.gongkai,
        site,
        makes=(r"\1/haishu-office/2021.fragment.html", r"\1/office/2025.fragment.html"),
        fails_in=(faulty,),
    ),
    Scenario(
        r"gongkai pages --output (\S+)",
        run.gongkai,
        site,
        says=("个页面",),
        makes=(r"\1/reports/index.md", r"\1/reports/haishu-office/2021/index.md"),
        fails_in=(faulty,),
    ),
    Scenario(r"gongkai schema", run.gongkai, site, says=("report-2021 ", "agency ", "options ")),
    Scenario(
        r"gongkai schema --output (\S+)", run.gongkai, site, makes=(r"\1/report-2021.json", r"\1/agency.json")
    ),
    Scenario(r"gongkai rules", run.gongkai, empty, says=("G101",)),
    Scenario(r"gongkai rules (\S+)", run.gongkai, empty, says=("为什么", "正确的写法")),
    Scenario(r"gongkai completion bash", run.gongkai, empty, says=("_gongkai_completion", "complete ")),
    Scenario(r"gongkai completion --help", run.gongkai, empty, says=("> ~/.zfunc/_gongkai",)),
    Scenario(
        r"gongkai build", run.gongkai_build, site, says=("网站已生成",), makes=(SITE,), fails_in=(faulty,)
    ),
    Scenario(r"gongkai build --strict", run.gongkai_build, site, makes=(SITE,), fails_in=(faulty, doubtful)),
    Scenario(r"gongkai build --no-cache", run.gongkai_build, site, makes=(SITE,)),
    Scenario(r"gongkai build --site-dir (\S+)", run.gongkai_build, site, makes=(r"\1/index.html",)),
    Scenario(r"gongkai sign(?: --key \S+)?", run.gongkai_help, site, says=("用法：",)),
    Scenario(r"gongkai verify --manifest .*", run.gongkai_help, site, says=("用法：",)),
    # What it runs on is brought from npm.
    Scenario(r"gongkai desk(?: .*)?", run.gongkai_help, site, says=("用法：",)),
    Scenario(
        r"gongkai requirements",
        run.gongkai,
        site,
        makes=("requirements.txt",),
        says=("已写出 wheels/mkdocs_gongkai-",),
    ),
    Scenario(r"gongkai policy", run.gongkai_help, site, says=("用法：",)),
    # MkDocs.
    Scenario(r"mkdocs build", run.mkdocs_build, site, makes=(SITE,), fails_in=(faulty,)),
    Scenario(r"git diff --no-index --stat site site\.new", run.program, site, holds=_is_silent),
    Scenario(r"mkdocs serve", run.mkdocs_serve, site, says=("草稿",)),
    # Another generator.
    Scenario(r"zensical build .*", run.zensical, site, makes=(SITE,)),
    # This repository.
    Scenario(r"make site", run.make, repository, makes=(SITE, "site/reports/haishu-office/2021/index.html")),
    Scenario(r"make offline", run.make, repository, makes=("site-offline/reports/haishu-office/2021.html",)),
    Scenario(r"make serve", run.make_serve, repository, says=("宁波市海曙区",)),
    Scenario(r"make desk", run.make_says, repository, says=("tools/bring_pyodide.py",)),
    Scenario(r"make check", run.make, repository, says=("核对了 1 个机关",)),
    Scenario(r"make test", run.make, repository, says=("1 passed",)),
    Scenario(r"make quick", run.make_says, repository, says=("not handbook and not thorough",)),
    Scenario(
        r"make thorough",
        run.make_says,
        repository,
        says=(
            "pytest -n",
            "--dist loadfile",
        ),
    ),
    Scenario(
        r"make docs", run.make, repository, makes=("docs/rules/g101-row-total.md", "schema/report-2021.json")
    ),
    Scenario(
        r"make bench(?: .*)?",
        run.make_says,
        repository,
        says=("benchmarks.check", "benchmarks.documents", "benchmarks.sites"),
    ),
    Scenario(r"make cluster( COUNT=\d+)?", run.make_says, repository, says=("benchmarks.cluster",)),
    Scenario(r"make disguises", run.make_says, repository, says=("test_disguises",)),
    Scenario(r"make edits", run.make_says, repository, says=("GONGKAI_EDITS=",)),
    Scenario(r"make pictures( LOOK=\S+)?", run.make_says, repository, says=("tools.pictures",)),
    Scenario(r"make neighbours", run.make_says, repository, says=("GONGKAI_NEIGHBOURS=all",)),
    Scenario(r"make pythons", run.make_says, repository, says=("tools.pythons",)),
    Scenario(r"make phrases", run.make_says, repository, says=("tools/phrases.py",)),
    Scenario(r"make mutants", run.make_says, repository, says=("tools/mutants.py",)),
    Scenario(r"make fuzz(?: .*)?", run.make_says, repository, says=("tools.attack.fuzz",)),
    Scenario(r"make attack(?: .*)?", run.make_says, repository, says=("tools.attack",)),
    Scenario(r"make lint", run.make_says, repository, says=("ruff check", "mypy", "lint-imports")),
    Scenario(r"\.ci/run", run.ci, repository, says=("lint thorough site",)),
    Scenario(r"python -m pytest", run.python, repository, says=("1 passed",)),
    # What they need.
    Scenario(r"apt install .*", run.apt),
    Scenario(r"python -m venv (\S+)", run.python_venv, makes=(r"\1/pyvenv.cfg",)),
    Scenario(r"(?:source \.venv/bin/)?activate", run.activate, empty),
    Scenario(r"pip install -c \S+ -e .*", run.pip, repository),
    Scenario(
        r"pip wheel -c \S+ --wheel-dir (\S+) .*",
        run.pip_wheel,
        repository,
        says=("Successfully built mkdocs-gongkai",),
    ),
    Scenario(r"pip install .*", run.pip),
    Scenario(r"pip download .*", run.pip_help, empty, says=("pip download",)),
    Scenario(r"python -c .*", run.python, empty, holds=_has_the_four_services),
    # The year's way through git.
    Scenario(r"git init -b main", run.program, new_site, makes=(".git/HEAD",)),
    Scenario(r"git config user\.\w+ \S+", run.program, new_site, holds=_is_silent),
    Scenario(r"git add -A", run.program, new_site, holds=_is_silent),
    Scenario(r'git commit -m "建立网站"', run.program, new_site, says=("mkdocs.yml", "data/office/2025.yml")),
    Scenario(r"git remote add origin (\S+)", run.program, new_site, holds=_is_silent),
    Scenario(r"git push -u origin main", run.push_elsewhere, new_site, says=("main -> main",)),
    Scenario(r"git switch main", run.program, site),
    Scenario(r"git pull", run.program, site, says=("up to date",)),
    Scenario(r"git switch -c (\S+)", run.program, site, says=("2022",)),
    Scenario(r"git add \S+", run.program, site, holds=_is_silent),
    Scenario(r"git commit -m .*", run.program, site, says=("2022年度报告", "create mode")),
    Scenario(r"git push -u origin (\S+)", run.program, site, says=("[new branch]", "2022 -> 2022")),
    # The server's keys.
    Scenario(r"ssh-keygen .* -f (\S+)", run.program, empty, makes=(r"\1", r"\1.pub")),
    Scenario(r"ssh-keyscan \S+", run.keyscan, empty),
)


def plain(command: str) -> str:
    """A command as it is called where its environment is at work: without .venv, and by the program's own name."""
    command = re.sub(
        r"^\.venv[/\\]\w+[/\\]|^py3?(?= )|^python3(?= )",
        lambda match: "python" if match[0].startswith("py") else "",
        command,
    )
    return re.sub(r"^python -m (?=(?:pip|mkdocs) )", "", command)


def scenario(page: str, command: str) -> Scenario:
    """The first that fits."""
    found = next((each for each in SCENARIOS if each.fits(page, plain(command))), None)
    assert found is not None, f"the handbook shows `{command}` ({page}): no test runs it; write a scenario"
    return found
