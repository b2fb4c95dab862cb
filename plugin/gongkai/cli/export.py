"""`gongkai export`."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from gongkai.cli.chinese import Verb, help_option
from gongkai.cli.common import (
    cluster_at,
    cluster_option,
    data_folder,
    data_option,
    read_and_inspect,
    read_settings,
)
from gongkai.cli.writing import needed, not_into_data, output_option, write_all
from gongkai.data_classes import dataclass
from gongkai.documents import Task, make_all, part_of
from gongkai.documents.formats import FORMATS, PLAIN, REVIEWS, Format
from gongkai.findings import Finding
from gongkai.ground.extras import MissingExtra, installed
from gongkai.ground.progress import Progress
from gongkai.ground.spread import Spread
from gongkai.model import Archive, Report
from gongkai.model.archive import AGENCY_FILE
from gongkai.reporting.checked import Checked
from gongkai.reporting.text import summary, write_text
from gongkai.rules import fails
from gongkai.settings import Settings
from gongkai.writers.office.paper import REVIEW


@click.command(
    cls=Verb,
    help="导出报告，每份一个文件：DIR/<机关>/<年度>.<后缀>。草稿也导出；有错误时一个文件也不写。",
    options_metavar="[选项]",
    examples=(
        ("gongkai export --format docx --review --output 送审", "全部报告的送审稿，写到文件夹“送审”"),
        (
            "gongkai export --format pdf --agency haishu-office --year 2021 --output 公文",
            "一个机关一个年度的 PDF",
        ),
        ("gongkai export --format fragment --output 片段", "可以贴进其他网站页面的网页片段"),
        ("gongkai export --format fragment --plain --output 片段", "编辑器会删去样式时用的网页片段"),
    ),
)
@click.option("--format", "format_name", default="", metavar="FORMAT", help=f"格式：{'、'.join(FORMATS)}。")
@click.option("--agency", metavar="AGENCY", help="只导出这个机关，写它在数据文件夹中的路径；不含下级机关。")
@click.option("--year", metavar="YEAR", help="只导出这个年度。")
@click.option("--review", is_flag=True, help=f"标明“{REVIEW}”，供签批时传阅；只用于 {'、'.join(REVIEWS)}。")
@click.option("--plain", is_flag=True, help=f"不带样式，供会删去样式的编辑器使用；只用于 {'、'.join(PLAIN)}。")
@output_option
@data_option
@cluster_option
@help_option
def export(
    *,
    format_name: str,
    agency: str | None,
    year: str | None,
    review: bool,
    plain: bool,
    output: Path | None,
    data_dir: Path | None,
    cluster: str | None,
) -> None:
    """Exit status 0: written; 1: findings at the failing level; 2: wrong use, or nothing could be written."""
    if format_name not in FORMATS:
        wrong = f"没有格式“{format_name}”" if format_name else "请用 --format 指明格式"
        raise click.UsageError(f"{wrong}；可用：{'、'.join(FORMATS)}")
    form = FORMATS[format_name]
    if review and format_name not in REVIEWS:
        raise click.UsageError(f"--review 只用于 --format {'、'.join(REVIEWS)}")
    if plain and format_name not in PLAIN:
        raise click.UsageError(f"--plain 只用于 --format {'、'.join(PLAIN)}")
    if form.library is not None and installed(*form.library) is None:
        raise click.UsageError(str(MissingExtra(form.library[1])))
    output = needed(output)
    settings = read_settings()
    data = data_folder(data_dir, settings)
    not_into_data(output, data)
    chosen = _Choice(data, agency, None if year is None else _year(year))
    flavour = REVIEWS[format_name] if review else PLAIN[format_name] if plain else form
    with cluster_at(cluster) as machines:
        _export(form, flavour, chosen, output, settings, machines)


def _export(
    form: Format, written_as: Format, chosen: _Choice, output: Path, settings: Settings, cluster: Spread | None
) -> None:
    archive, found = read_and_inspect(chosen.data, settings, cluster)
    findings = tuple(f for f in found if chosen.concerns(f))
    if fails(findings, archive, settings, strict=False):
        told = (
            f"{write_text(findings, archive.lines)}\n{summary(findings, Checked.of(archive))}没有导出任何文件。"
        )
        click.echo(told, err=True)
        sys.exit(1)
    reports = [report for report in chosen.reports(archive) if _has_content(report, form)]
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        write_all(output, _written(written_as, reports, archive, settings, Path(folder), cluster))
    for report in reports:
        for line in form.left_out(report, archive):
            click.echo(f"{report.agency} {report.year}年：{line}", err=True)
    click.echo(f"已导出 {len(reports)} 份报告到“{output}”。")


def _has_content(report: Report, form: Format) -> bool:
    """Whether there is anything to export; a report without content is named."""
    if not form.is_for(report):
        click.echo(f"{report.agency} {report.year}年：没有可以写成 {form.kind} 的内容，没有导出", err=True)
    return form.is_for(report)


def _written(
    form: Format,
    reports: Sequence[Report],
    archive: Archive,
    settings: Settings,
    folder: Path,
    cluster: Spread | None,
) -> Mapping[str, bytes | Path]:
    """The content of the files, by path. Documents stay in a folder of their own until all are made.

    Raises click.UsageError where one cannot be made.
    """
    names = {f"{report.agency}/{report.year}.{form.ending}": report for report in reports}
    with Progress().work(f"正在写成 {form.kind}", len(names)) as step:
        if form.library is None:
            files: dict[str, bytes | Path] = {}
            for name, report in names.items():
                files[name] = form.write(report, archive, settings)
                step()
            return files
        paths = {name: folder / f"{number}.{form.ending}" for number, name in enumerate(names)}
        tasks = [
            Task(report, part_of(report, archive), settings, ((form, paths[name]),))
            for name, report in names.items()
        ]
        if problems := make_all(tasks, step, cluster=cluster):
            raise click.UsageError("\n".join((*problems, "没有导出任何文件")))
    return paths


@dataclass(frozen=True)
class _Choice:
    """What is to be exported; None means all."""

    data: Path
    agency: str | None
    year: int | None

    def concerns(self, finding: Finding) -> bool:
        """Whether a finding is in the file of a report to be exported, or of its agency."""
        file = Path(finding.place.file)
        if self.agency is not None and not _same(file.parent, self.data / self.agency):
            return False
        return (
            self.year is None
            or file.name == AGENCY_FILE
            or finding.year == self.year
            or file.stem == str(self.year)
        )

    def reports(self, archive: Archive) -> tuple[Report, ...]:
        """The reports but for withdrawn ones, which are named. Raises click.UsageError if there is none."""
        if self.agency is not None and self.agency not in archive.agencies:
            raise click.UsageError(f"没有机关“{self.agency}”{_nearest(self.agency, archive)}")
        found = [
            report
            for report in archive.reports
            if self.agency in (None, report.agency) and self.year in (None, report.year)
        ]
        if not found:
            of_agency = f"{archive.agencies[self.agency].name}" if self.agency is not None else ""
            of_year = f"{self.year}年的" if self.year is not None else ""
            raise click.UsageError(f"{of_agency}没有{of_year}报告")
        for report in found:
            if report.withdrawal is not None:
                click.echo(f"{report.agency} {report.year}年：报告已撤回，没有导出", err=True)
        return tuple(report for report in found if report.withdrawal is None)


def _same(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve()


def _nearest(agency: str, archive: Archive) -> str:
    alike = get_close_matches(agency, archive.agencies, n=1)
    return f"；是不是 {alike[0]}？" if alike else ""


def _year(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) == 4):
        raise click.UsageError(f"--year 应为四位年度，如 2021，现为“{text}”")
    return int(text)
