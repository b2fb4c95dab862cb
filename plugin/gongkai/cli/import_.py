"""`gongkai import`."""

from __future__ import annotations

import difflib
import re
import sys
from dataclasses import field
from pathlib import Path

import click

from gongkai.cli.chinese import Verb, help_option
from gongkai.cli.common import (
    PATH,
    cluster_at,
    cluster_option,
    data_folder,
    data_option,
    is_terminal,
    read_settings,
)
from gongkai.cli.taken_in import Opened, expanded, opened, tell, tell_findings
from gongkai.cli.writing import write_all
from gongkai.data_classes import dataclass
from gongkai.ground.progress import Progress
from gongkai.model import Agency, Archive, read_archive
from gongkai.model.archive import AGENCY_FILE, is_report_file
from gongkai.readings.labels import plain
from gongkai.readings.pieces import Doubt
from gongkai.readings.reading import Reading
from gongkai.schema import FOLDER, report_schema_name, schemas
from gongkai.writers.yaml.from_reading import write_reading
from gongkai.writers.yaml.update import updated


@click.command(
    cls=Verb,
    name="import",
    help="把已有的报告（Word、网页、Excel、PDF、文本）读成 YAML 文件，逐份写进数据文件夹。"
    "读不准的一律列出，不猜；已有的文件不会改动。也可以给文件夹，其中的文件逐个读入。"
    "退出状态：0 都读入了，1 有文件没有读入，2 命令写错，或有文件不知道是哪个机关、哪个年度的。",
    options_metavar="[选项]",
    examples=(
        ("gongkai import 2021年报.docx --agency office", "一份 Word 文件，写成 data/office/2021.yml"),
        ("gongkai import 历年年报 --agency office", "一个文件夹里的历年报告，年度取自各文件"),
        ("gongkai import 2021年报.docx --agency office --diff", "与已有的文件比较，不改动"),
        ("gongkai import 2021年报.docx --agency office --replace", "只改已有文件中数值或文字不同的行"),
    ),
)
@click.argument("files", nargs=-1, metavar="FILE...", type=PATH)
@click.option(
    "--agency", metavar="机关", help="哪个机关：它的文件夹在数据文件夹中的路径。默认按文件里的名称找。"
)
@click.option("--year", metavar="年度", help="哪个年度。默认取自文件。")
@click.option("--replace", is_flag=True, help="已有的文件也改：只改不同的行，注释和次序不动。")
@click.option("--diff", is_flag=True, help="只显示会怎样改，什么也不写。")
@click.option("--draft/--no-draft", default=True, help="标不标草稿；默认标，核对之后再删去“草稿: true”。")
@data_option
@cluster_option
@help_option
def import_reports(
    *,
    files: tuple[Path, ...],
    agency: str | None,
    year: str | None,
    replace: bool,
    diff: bool,
    draft: bool,
    data_dir: Path | None,
    cluster: str | None,
) -> None:
    """Exit status 0: all were read; 1: one was not; 2: wrong use, or nobody says of whom or of which year one is."""
    if not files:
        raise click.UsageError("请写上要读入的文件")
    settings = read_settings()
    data = data_folder(data_dir, settings)
    archive, _ = read_archive(data, Path.cwd())
    if year is not None and not is_report_file(f"{year}.yml"):
        raise click.UsageError(f"--year 应为四位年度，如 2021，现为“{year}”")
    if agency is not None and agency.strip("/") not in archive.agencies:
        own = data / agency.strip("/") / AGENCY_FILE
        if own.is_file():
            raise click.UsageError(f"{own.as_posix()} 有错，读不出机关；先用 gongkai check 看错在哪里")
        near = difflib.get_close_matches(agency, archive.agencies, n=1)
        raise click.UsageError(f"没有机关“{agency}”{f'；是不是 {near[0]}？' if near else _HOW_TO_BEGIN}")
    paths = list(expanded(files))
    wanted = _Wanted(archive, data, agency and agency.strip("/"), None if year is None else int(year))
    run = _Run(wanted, replace=replace, diff=diff, draft=draft)
    with Progress().work("正在读入", len(paths)) as step, cluster_at(cluster) as machines:
        for file in opened(paths, machines, wanted.year):
            run.file(file)
            step()
    if run.written:
        tell_findings(data, run.written)
    read, failed = len(run.written) + run.compared, run.failed
    verb = "比较了" if diff else "读入"
    click.echo(f"{verb} {read} 份报告{f'；{failed} 个没有读入' if failed else ''}。")
    if failed:
        sys.exit(2 if run.is_asking else 1)


_HOW_TO_BEGIN = "；先建立它的文件夹和 agency.yml（gongkai init 或照已有的机关写），再读入"


@dataclass(frozen=True)
class _Wanted:
    """Which report a reading is: what is asked for, else what the file says, else what the name of the file says."""

    archive: Archive
    data: Path
    agency: str | None
    year: int | None

    def agency_of(self, reading: Reading, doubts: list[Doubt]) -> Agency | None:
        """The agency; None where nothing tells it."""
        if self.agency is not None:
            agency = self.archive.agencies[self.agency]
            if reading.agency_name and not _is_same(reading.agency_name, agency.name):
                doubts.append(Doubt(f"文件里的机关是“{reading.agency_name}”，按 --agency 读作“{agency.name}”"))
            return agency
        if reading.agency_path in self.archive.agencies:
            return self.archive.agencies[str(reading.agency_path)]
        named = [
            each for each in self.archive.agencies.values() if _is_same(reading.agency_name or "", each.name)
        ]
        return named[0] if len(named) == 1 else None

    def year_of(self, reading: Reading, path: Path, doubts: list[Doubt]) -> int | None:
        """The report year; None where nothing tells it."""
        if self.year is not None:
            if reading.year is not None and reading.year != self.year:
                doubts.append(Doubt(f"文件里的年度是{reading.year}，按 --year 读作{self.year}"))
            return self.year
        if reading.year is not None:
            return reading.year
        in_name = set(re.findall(r"(?<![0-9])20[0-9]{2}(?![0-9])", path.name))
        if len(in_name) == 1:
            year = int(in_name.pop())
            doubts.append(Doubt(f"文件里没有写明年度，按文件名读作{year}，请核对"))
            return year
        return None


def _is_same(one: str, other: str) -> bool:
    return bool(one) and plain(one) == plain(other)


@dataclass
class _Run:
    """Reads file by file; one that fails does not stop the others."""

    wanted: _Wanted
    replace: bool
    diff: bool
    draft: bool
    written: dict[Path, str] = field(default_factory=dict)
    compared: int = 0
    failed: int = 0
    is_asking: bool = False
    """Whether an option has to say what a file does not."""

    def fail(self, path: Path, why: str) -> None:
        self.failed += 1
        click.echo(f"{path.as_posix()}：{why}", err=True)

    def file(self, file: Opened) -> None:
        """Write what a file holds."""
        if file.why:
            self.fail(file.path, file.why)
        for reading in file.readings:
            self.reading(file.path, reading)

    def reading(self, path: Path, reading: Reading) -> None:
        if reading.is_nothing:
            self.fail(path, "没有读出报告：没有认出章节，也没有认出表")
            return
        doubts: list[Doubt] = []
        agency = self.wanted.agency_of(reading, doubts) or self.asked_agency(path, reading)
        year = self.wanted.year_of(reading, path, doubts) or self.asked_year(path)
        if agency is None:
            name = f"“{reading.agency_name}”" if reading.agency_name else "文件里没有写明的机关"
            self.is_asking = True
            self.fail(path, f"不知道是哪个机关（{name}），请用 --agency 指明{_HOW_TO_BEGIN}")
            return
        if year is None:
            self.is_asking = True
            self.fail(path, "不知道是哪个年度，请用 --year 指明")
            return
        reading = reading.without(agency.declaration)
        target = self.wanted.data / agency.path / f"{year}.yml"
        if target in self.written:
            self.fail(path, f"{target.as_posix()} 刚才已由“{self.written[target]}”读入，没有改动")
            return
        text = write_reading(reading, agency, year, draft=self.draft)
        before = self.existing(target)
        known = self.wanted.archive.by_agency[agency.path].get(year)
        if before is not None and known is not None:
            changed = updated(before, known, self.wanted.archive, reading)
            if changed is None:
                doubts.append(Doubt("现有文件不能逐行改，要整个重写：其中的注释和次序不保留"))
            text = changed or text
        elif before is not None:
            doubts.append(Doubt("现有文件读不成，要整个重写：其中的内容、注释和次序都不保留"))
        if self.diff:
            self.compared += 1
            _show_difference(before or "", text, target)
        elif before is not None and not self.replace:
            self.fail(path, f"已有 {target.as_posix()}，没有改动；--diff 显示差别，--replace 改不同的行")
            return
        else:
            files = {str(target): text.encode()}
            schema = self.wanted.data.parent / FOLDER / f"{report_schema_name(reading.form)}.json"
            if not schema.exists():
                files[str(schema)] = schemas()[report_schema_name(reading.form)]
            write_all(Path(), files)
            self.written[target] = path.name
        tell(path, target, reading, agency, year, (*doubts, *reading.doubts))

    def existing(self, target: Path) -> str | None:
        try:
            return target.read_bytes().decode("utf-8-sig")
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError):
            return ""

    def asked_agency(self, path: Path, reading: Reading) -> Agency | None:
        """Ask on a terminal."""
        if not is_terminal():
            return None
        agencies = self.wanted.archive.agencies
        name = f"（文件里写的是“{reading.agency_name}”）" if reading.agency_name else ""
        answer = click.prompt(
            f"{path.as_posix()} 是哪个机关{name}？写它的路径，留空跳过", default="", show_default=False
        )
        return agencies.get(str(answer).strip("/ "))

    def asked_year(self, path: Path) -> int | None:
        """Ask on a terminal."""
        if not is_terminal():
            return None
        answer = str(
            click.prompt(f"{path.as_posix()} 是哪个年度？留空跳过", default="", show_default=False)
        ).strip()
        return int(answer) if is_report_file(f"{answer}.yml") else None


def _show_difference(before: str, after: str, target: Path) -> None:
    lines = list(
        difflib.unified_diff(
            before.splitlines(), after.splitlines(), f"{target.as_posix()}（现有）", "读入后", lineterm="", n=0
        )
    )
    click.echo("\n".join(lines) if lines else f"{target.as_posix()} 没有差别")
