"""`gongkai init`."""

from __future__ import annotations

import datetime
import os
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import click

from gongkai.cli.chinese import Verb, help_option
from gongkai.cli.common import PATH, is_there
from gongkai.cli.new import form_of
from gongkai.cli.requirements import our_wheel
from gongkai.cli.writing import write_all
from gongkai.findings import Place
from gongkai.ground.why_not import why_not
from gongkai.model import Agency, AgencyKind, last_day
from gongkai.model.archive import RESERVED, is_agency_folder
from gongkai.schema import FOLDER as SCHEMAS
from gongkai.writers.yaml.new_report import NewReport
from gongkai.writers.yaml.new_site import GATES, NewSite, Pipelines, write_new_site

KINDS = tuple(kind.value for kind in AgencyKind)
FOLDER = "office"


@click.command(
    cls=Verb,
    name="init",
    help="为本机关建立一个网站：配置、第一份报告（草稿）、首页和说明。DIR 须是新的或空的文件夹。"
    "没有给出的各项，在终端里运行时会逐项询问。",
    options_metavar="[选项]",
    examples=(
        ("gongkai init 年报", "在新文件夹“年报”中建立，各项逐一询问"),
        (
            "gongkai init 年报 --name 某某县教育局 --kind 部门 --folder education --year 2025 --ci gitlab",
            "不询问，连同 GitLab 的核对和发布配置",
        ),
    ),
)
@click.argument("folder", metavar="DIR", type=PATH)
@click.option("--name", metavar="名称", help="机关全称。")
@click.option("--kind", metavar="类别", help=f"机关类别：{'、'.join(KINDS)}。")
@click.option(
    "--folder", "agency", metavar="文件夹", help=f"机关的文件夹名，也是网址的一部分；默认为 {FOLDER}。"
)
@click.option("--year", metavar="年度", help="第一份报告的年度。")
@click.option(
    "--ci",
    type=click.Choice(tuple(GATES)),
    metavar="平台",
    help=f"一并写出代码托管平台的核对和发布配置，连同它们要安装的软件的清单：{'、'.join(GATES)}。",
)
@help_option
def init(
    folder: Path, name: str | None, kind: str | None, agency: str | None, year: str | None, ci: str | None
) -> None:
    """Exit status 0: written; 2: wrong use, or nothing could be written."""
    _must_be_empty(folder)
    name = _value("--name", name, "机关全称", None, _no_name)
    kind = _value("--kind", kind, f"类别（{'、'.join(KINDS)}）", None, _no_kind)
    agency = _value("--folder", agency, "文件夹名（小写字母、数字和连字符）", FOLDER, _no_folder)
    last_year = str(datetime.date.today().year - 1) if _is_asking() else None
    year = _value("--year", year, "第一份报告的年度", last_year, lambda text: _no_year(AgencyKind(kind), text))
    first = _agency(agency, name, AgencyKind(kind))
    deadline = last_day(first.kind, int(year))
    form = form_of(first.kind, year)
    has_material = find_spec("material") is not None
    pipelines = Pipelines(ci, our_wheel()) if ci else None
    site = NewSite(NewReport(first, int(year), form, deadline, None), has_material, pipelines)
    files = write_new_site(site)
    write_all(folder, files)
    shown = [path for path in files if not path.startswith((f"{SCHEMAS}/", ".vscode/"))]
    click.echo(f"已在“{folder}”建立网站：")
    click.echo("\n".join(f"  {path}" for path in shown))
    if not has_material:
        click.echo("没有安装 Material 主题，先用 MkDocs 自带的主题；安装：pip install mkdocs-gongkai[site]")
    click.echo(
        f"接下来进入该文件夹，填写 data/{agency}/{year}.yml；用 gongkai check 核对，用 mkdocs serve 预览。"
    )


def _must_be_empty(folder: Path) -> None:
    """Wrong use if the folder holds anything but the .git of an empty repository."""
    try:
        if is_there(folder) and (not folder.is_dir() or {entry.name for entry in folder.iterdir()} - {".git"}):
            raise click.UsageError(f"“{folder}”已有内容，没有写入任何文件；请用新的或空的文件夹")
    except OSError as error:
        raise click.UsageError(f"读不到“{folder}”：{why_not(error)}") from None


def _is_asking() -> bool:
    """Whether there is a terminal to ask at."""
    return bool(sys.stdin and sys.stdin.isatty() and sys.stdout and sys.stdout.isatty())


def _value(
    option: str, given: str | None, question: str, default: str | None, objection: Callable[[str], str | None]
) -> str:
    """The value of an option, or the answer to its question; wrong use for a value that is refused."""
    if given is None and _is_asking():
        while why := objection(answer := str(click.prompt(question, default=default)).strip()):
            click.echo(f"{why}，请重新输入")
        return answer
    value = default if given is None else given.strip()
    if value is None:
        raise click.UsageError(f"缺少选项 {option}；在终端里运行时会询问")
    if why := objection(value):
        raise click.UsageError(f"选项 {option} {why}")
    return value


def _no_name(text: str) -> str | None:
    return None if text and text.isprintable() else "应为机关全称，写在一行"


def _no_kind(text: str) -> str | None:
    return None if text in KINDS else f"应为 {'、'.join(KINDS)} 之一"


def _no_folder(text: str) -> str | None:
    return (
        None
        if is_agency_folder(text)
        else f"应为小写英文字母、数字和连字符，不能是四位年份，也不能是 {'、'.join(RESERVED)}"
    )


def _no_year(kind: AgencyKind, text: str) -> str | None:
    try:
        form_of(kind, text)
    except click.UsageError as error:
        return f"不对：{error.message}"
    return None


def _agency(path: str, name: str, kind: AgencyKind) -> Agency:
    return Agency(
        path=path,
        parent=None,
        place=Place(os.fspath(path)),
        name=name,
        kind=kind,
        scope=None,
        may_make_regulations=None,
        first_year=None,
        last_year=None,
        website=None,
        contact=None,
        succeeds=(),
        former_addresses=(),
        declaration=None,
    )
