"""`gongkai desk`."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

import click

from gongkai.cli.chinese import Verb, help_option
from gongkai.cli.common import SITE_CONFIG, data_folder, data_option, read_settings
from gongkai.cli.writing import needed, not_into_data, output_option, write_all
from gongkai.desk.page_file import DeskMaker, Office
from gongkai.desk.runtime import NoRuntime, find_runtime
from gongkai.model import Agency, Archive, read_archive
from gongkai.model.archive import AGENCY_FILE, is_report_file
from gongkai.settings import options_of_site

FILE = "工作台"
"""The name of the file of no office, and what the names of the others begin with."""
_OPTIONS = ("rules", "fail_on", "through_year")
"""Options of the site that the checks ask for."""


@click.command(
    cls=Verb,
    help="做成工作台：一个 HTML 文件，双击用浏览器打开，不联网，就能填写、读入、核对、预览、保存年度报告。"
    "不写机关，做一个空的；写了机关，每个机关一个，里面带着它的资料和历年报告。",
    options_metavar="[选项]",
    examples=(
        ("gongkai desk --output 工作台", "一个空的工作台"),
        ("gongkai desk office --year 2026 --output 工作台", "给机关 office 填写2026年度报告用的"),
    ),
)
@click.argument("agencies", nargs=-1, metavar="[机关]...")
@click.option("--year", metavar="年度", help="填写哪个年度。默认是打开时刚结束的那一年。")
@output_option
@data_option
@help_option
def desk(*, agencies: tuple[str, ...], year: str | None, output: Path | None, data_dir: Path | None) -> None:
    """Exit status 0: written; 2: wrong use, or the runtime is not there."""
    output = needed(output)
    if year is not None and not is_report_file(f"{year}.yml"):
        raise click.UsageError(f"--year 应为四位年度，如 2026，现为“{year}”")
    wanted = None if year is None else int(year)
    offices = {f"{FILE}.html": Office(year=wanted)}
    if agencies:
        settings = read_settings()
        data = data_folder(data_dir, settings)
        not_into_data(output, data)
        archive, _ = read_archive(data, Path.cwd())
        offices = dict(_offices(agencies, archive, data, wanted))
    try:
        maker = DeskMaker(find_runtime(Path.cwd()))
    except NoRuntime as missing:
        raise click.UsageError(str(missing)) from None
    write_all(output, {name: maker.make(office) for name, office in offices.items()})
    for name in offices:
        click.echo(f"已写出 {(output / name).as_posix()}")


def _offices(
    names: tuple[str, ...], archive: Archive, data: Path, year: int | None
) -> Iterator[tuple[str, Office]]:
    config = Path(SITE_CONFIG)
    options = options_of_site(config) if config.is_file() else {}
    settings = {key: options[key] for key in _OPTIONS if key in options}
    for name in names:
        agency = _agency(name, archive)
        paths = [agency.place.file, *_reports(agency, archive)]
        files = {
            Path(path).resolve().relative_to(data.resolve()).as_posix(): Path(path)
            .read_bytes()
            .decode("utf-8-sig")
            for path in paths
        }
        made = Office(agency.path, agency.name, agency.kind.value, year, files, settings)
        yield f"{FILE}-{agency.name}{f'-{year}' if year else ''}.html", made


def _reports(agency: Agency, archive: Archive) -> Iterator[str]:
    """The files of its reports, the last twelve: what the checks look back at is the year before."""
    years = archive.by_agency[agency.path]
    for each in sorted(years)[-12:]:
        yield years[each].place.file


def _agency(name: str, archive: Archive) -> Agency:
    path = name.strip("/")
    if path in archive.agencies:
        return archive.agencies[path]
    named = [agency for agency in archive.agencies.values() if agency.name == name]
    if len(named) == 1:
        return named[0]
    alike = get_close_matches(name, archive.agencies, n=1)
    nearest = f"；是不是 {alike[0]}？" if alike else f"；它要有 {AGENCY_FILE}"
    raise click.UsageError(f"没有机关“{name}”{nearest}")
