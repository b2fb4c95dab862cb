"""`gongkai new`."""

from __future__ import annotations

import os
from difflib import get_close_matches
from pathlib import Path

import click

from gongkai.cli.chinese import Verb, help_option
from gongkai.cli.common import data_folder, data_option, read_settings
from gongkai.cli.writing import write_all
from gongkai.forms import Form, statutory_forms
from gongkai.model import Agency, AgencyKind, Archive, last_day, read_archive, usual_form
from gongkai.model.archive import AGENCY_FILE, is_report_file
from gongkai.rules.duties.deadline import days
from gongkai.schema import FOLDER, report_schema_name, schemas
from gongkai.series import RollUp, roll_up
from gongkai.writers.yaml.new_report import NewReport, write_new_report


@click.command(
    cls=Verb,
    name="new",
    help="为机关建立一个年度的报告文件（草稿）：取入上年结转、机关名称和联系方式，其余留空待填。"
    "机关写它的名称，或在数据文件夹中的路径；已有的文件不会改动。",
    options_metavar="[选项]",
    examples=(
        ("gongkai new office 2026", "机关 office 的2026年度报告：data/office/2026.yml"),
        ("gongkai new office 2026 --zero", "上年全行为 0 的各行先填 0，例如没有发生过的复议、诉讼"),
        ("gongkai new district 2026 --sum", "汇总：表二至表四是直接下级各机关2026年度报告之和"),
    ),
)
@click.argument("agency", metavar="机关")
@click.argument("year", metavar="年度")
@click.option("--zero", is_flag=True, help="上年全行为 0 的各行先填 0；没有上年报告的，仍留空。")
@click.option("--sum", "summed", is_flag=True, help="表二至表四填直接下级各机关该年度报告之和，缺报告的列明。")
@click.option("--drafts", is_flag=True, help="与 --sum 同用：下级的草稿也计入。")
@data_option
@help_option
def new(*, agency: str, year: str, zero: bool, summed: bool, drafts: bool, data_dir: Path | None) -> None:
    """Exit status 0: written; 2: wrong use, or nothing could be written."""
    if drafts and not summed:
        raise click.UsageError("--drafts 要和 --sum 同用")
    if zero and summed:
        raise click.UsageError("--zero 与 --sum 不能同用：汇总的数取自下级机关的报告")
    settings = read_settings()
    data = data_folder(data_dir, settings)
    must_be_year(year)
    archive, _ = read_archive(data, Path.cwd())
    found = _agency(agency, archive, data)
    form = form_of(found.kind, year)
    file = data / found.path / f"{year}.yml"
    if os.path.lexists(file):
        raise click.UsageError(f"已有“{file.as_posix()}”，没有改动；要改请直接编辑它")
    before = archive.by_agency[found.path].get(int(year) - 1)
    deadline = last_day(found.kind, int(year), days(settings))
    sums = _sums(archive, found, form, int(year), drafts=drafts) if summed else None
    form = form if sums is None else sums.form
    report = NewReport(found, int(year), form, deadline, before, zero, sums)
    files = {file: write_new_report(report).encode()}
    name = report_schema_name(form)
    schema = data.parent / FOLDER / f"{name}.json"
    if not schema.exists():
        files[schema] = schemas()[name]
    write_all(Path(), {str(path): content for path, content in files.items()})
    for path in files:
        click.echo(f"已写出 {path.as_posix()}")
    if schema not in files and _is_other(schema, schemas()[name]):
        click.echo(
            f"{schema.as_posix()} 与本版本不同；更新：gongkai schema --output {schema.parent.as_posix()}"
        )
    if sums is not None:
        click.echo(_of_whom(sums))
    elif form.tables:
        last = f"{int(year) - 1}年度报告"
        if (found.path, int(year) - 1) in archive.unreadable:
            last = f"{last}读不出来（见 gongkai check），上年结转留空。"
        else:
            last = f"上年结转取自{last}。" if report.taken_over else f"没有{last}的数，上年结转留空。"
        click.echo(last)
    due = f"应在{deadline}前发布。" if deadline is not None else ""
    click.echo(f"{due}随时可用 gongkai check {file.as_posix()} 核对；写完删去“草稿: true”。")


def _sums(archive: Archive, agency: Agency, form: Form, year: int, *, drafts: bool) -> RollUp:
    """What the subordinates have; wrong use where there is nothing to sum."""
    if form.is_free:
        raise click.UsageError(f"{year}年度没有统一的表，不能汇总")
    sums = roll_up(archive, agency.path, form, year, drafts=drafts)
    if not sums.parts and not sums.left:
        raise click.UsageError(f"{agency.name}没有应报{year}年度报告的下级机关（文件夹在它之内的机关）")
    if not sums.parts:
        raise click.UsageError(f"{agency.name}的下级机关还没有可以汇总的{year}年度报告：{_left(sums)}")
    return sums


def _of_whom(sums: RollUp) -> str:
    told = f"表二至表四是{len(sums.parts)}个下级机关报告之和。"
    if sums.left:
        told += f"\n未计入{len(sums.left)}个：{_left(sums)}。"
    doubts = sum(bool(summed.doubts) for summed in sums.cells.values())
    return f"{told}\n有{doubts}格加不起来，留空 ~，原因写在文件里该行之上。" if doubts else told


def _left(sums: RollUp) -> str:
    return "、".join(f"{sums.names[left.agency.path]}（{left.why}）" for left in sums.left)


def _is_other(path: Path, data: bytes) -> bool:
    """Whether a file has other bytes; False if it cannot be read."""
    try:
        return path.read_bytes() != data
    except OSError:
        return False


def must_be_year(text: str) -> None:
    """Wrong use for a text that is no year."""
    if not is_report_file(f"{text}.yml"):
        raise click.UsageError(f"“{text}”不是年度，应为四位数字，如 2025")


def form_of(kind: AgencyKind, year: str) -> Form:
    """The form of a report year; wrong use for a text that is no year, or a year that no form covers."""
    must_be_year(year)
    form = usual_form(kind, int(year))
    if form is None:
        first = statutory_forms()[0].first_year
        raise click.UsageError(f"没有{year}年度的格式：《条例》从{first}年起施行")
    return form


def _agency(name: str, archive: Archive, data: Path) -> Agency:
    """The agency of that name, with that path below the data folder, or with that folder."""
    if name in (named := {agency.name: agency for agency in archive.agencies.values()}):
        several = [agency.path for agency in archive.agencies.values() if agency.name == name]
        if len(several) > 1:
            raise click.UsageError(f"叫“{name}”的机关有几个，写文件夹的路径：{'、'.join(several)}")
        return named[name]
    paths = [path for place in (data / name, Path(name)) if (path := _below(place, data))] if name else []
    for path in paths:
        if path in archive.agencies:
            return archive.agencies[path]
        if os.path.lexists(data / path / AGENCY_FILE):
            raise click.UsageError(f"“{path}”的 {AGENCY_FILE} 有错误，先用 gongkai check 核对并改正")
    alike = get_close_matches(name, (*archive.agencies, *named), n=1)
    nearest = f"；是不是 {alike[0]}？" if alike else ""
    place = f"{data.as_posix()}/<机关>/{AGENCY_FILE}"
    raise click.UsageError(f"没有机关“{name}”{nearest or f'；新的机关先建立 {place}，写上名称和类别'}")


def _below(place: Path, data: Path) -> str:
    """The path of a folder below the data folder; "" if it is not inside it."""
    folder, base = (Path(os.path.normpath(path.absolute())) for path in (place, data))
    return folder.relative_to(base).as_posix() if base in folder.parents else ""
