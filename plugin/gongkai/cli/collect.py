"""`gongkai collect`."""

from __future__ import annotations

import sys
from collections.abc import Mapping
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
    is_inside,
    is_there,
    read_and_inspect,
    read_settings,
)
from gongkai.cli.sent import Asked, Refused, Sent, is_yaml
from gongkai.cli.taken_in import MOST_SHOWN, Opened, expanded, opened, tell, tell_findings
from gongkai.cli.writing import not_into_data, write_all
from gongkai.data_classes import dataclass
from gongkai.ground.progress import Progress
from gongkai.model import Agency, Archive, Report, last_day, read_archive
from gongkai.model.archive import is_report_file
from gongkai.readings.versions import differences, left_out
from gongkai.reporting.entries import printable
from gongkai.reporting.reminder import finding_reminder, missing_reminder, to_be_reminded
from gongkai.reporting.text import write_text
from gongkai.rules.duties.deadline import days
from gongkai.schema import FOLDER, report_schema_name, schemas
from gongkai.series import owes_report
from gongkai.settings import Settings


@click.command(
    cls=Verb,
    name="collect",
    help="收集下级机关报来的文件（YAML、Excel、Word 等，文件名不限）：从内容认出机关和年度，作为草稿放进数据文件夹，"
    "说明每份读到什么、哪里存疑、核对出什么。已有的报告不会改动，报来的文件也不会改动。"
    "退出状态：0 都收下了，1 有文件要处理，2 命令写错。",
    options_metavar="[选项]",
    examples=(
        ("gongkai collect 报来的文件 --year 2025", "收集2025年度的报告，列出还没有报的机关"),
        ("gongkai collect 报来的文件 --year 2025 --agency district", "只收这个机关及其下级的"),
        ("gongkai collect 报来的文件 --year 2025 --remind 通知", "另给未报的、有问题的机关各写一份通知"),
    ),
)
@click.argument("folder", metavar="DIR", type=PATH)
@click.option("--year", metavar="年度", help="收集哪个年度的；别的年度的不收。默认各年度都收。")
@click.option("--agency", "scope", metavar="机关", help="只收这个机关及其下级的。默认数据文件夹中的全部机关。")
@click.option(
    "--remind", type=PATH, metavar="DIR", help="把通知写到这个文件夹，一个机关一个文件；要写明 --year。"
)
@data_option
@cluster_option
@help_option
def collect(
    *,
    folder: Path,
    year: str | None,
    scope: str | None,
    remind: Path | None,
    data_dir: Path | None,
    cluster: str | None,
) -> None:
    """Exit status 0: all were taken in; 1: somebody has to look at a file; 2: wrong use."""
    settings = read_settings()
    data = data_folder(data_dir, settings)
    wanted = _year(year)
    if remind is not None:
        if wanted is None:
            raise click.UsageError("--remind 要写明 --year：哪个年度的报告")
        not_into_data(remind, data)
    if not is_there(folder) or not folder.is_dir():
        raise click.UsageError(f"没有文件夹“{folder}”")
    if is_inside(folder, data) or is_inside(data, folder):
        raise click.UsageError(f"报来的文件要放在数据文件夹“{data}”之外")
    archive, _ = read_archive(data, Path.cwd())
    agencies = _asked(archive, scope)
    collecting = _Collecting(Asked(archive, agencies, wanted), data, folder)
    paths = [path for path in expanded((folder,)) if remind is None or not is_inside(path, remind)]
    with Progress().work("正在收集", len(paths)) as step, cluster_at(cluster) as machines:
        for file in opened(paths, machines, is_ours=is_yaml):
            collecting.open(file)
            step()
    collecting.put()
    click.echo(collecting.summary())
    if wanted is not None:
        _follow(data, settings, _senders(archive, agencies, scope), wanted, remind)
    if collecting.refused:
        sys.exit(1)


def _year(text: str | None) -> int | None:
    if text is not None and not is_report_file(f"{text}.yml"):
        raise click.UsageError(f"--year 应为四位年度，如 2025，现为“{text}”")
    return None if text is None else int(text)


def _asked(archive: Archive, scope: str | None) -> Mapping[str, Agency]:
    """The agencies that were asked, by path."""
    if scope is None:
        return archive.agencies
    above = scope.strip("/")
    if above not in archive.agencies:
        raise click.UsageError(f"没有机关“{scope}”；写它的文件夹在数据文件夹中的路径")
    return {path: agency for path, agency in archive.agencies.items() if f"{path}/".startswith(f"{above}/")}


def _senders(archive: Archive, agencies: Mapping[str, Agency], scope: str | None) -> Mapping[str, Agency]:
    """The agencies that send: all but the one that collects, which is the one asked for, or one above others at the top."""
    own = scope.strip("/") if scope is not None else None
    return {
        path: agency
        for path, agency in agencies.items()
        if path != own and not (own is None and agency.parent is None and archive.subordinates(path))
    }


@dataclass
class _Collecting:
    """Opens every file before it puts any: of two that differ neither may be taken for the right one."""

    asked: Asked
    data: Path
    folder: Path
    sent: dict[tuple[str, int], list[Sent]] = field(default_factory=dict)
    refused: int = 0
    same: int = 0
    written: dict[Path, str] = field(default_factory=dict)
    brought: set[Path] = field(default_factory=set)
    """Files that a report names: they are no reports themselves."""
    failures: list[Refused] = field(default_factory=list)

    def open(self, file: Opened) -> None:
        """Take in what one file holds."""
        for found in self.asked.sent(file, self.folder):
            if isinstance(found, Refused):
                self.failures.append(found)
            else:
                self.sent.setdefault((found.agency.path, found.year), []).append(found)
                self.brought |= {file.path.absolute() for file in found.files.values()}

    def put(self) -> None:
        """Write what may be written, and tell what became of each file."""
        for failure in self.failures:
            if failure.path.absolute() not in self.brought:
                self.fail(failure.path, failure.why)
                if failure.findings and failure.lines is not None:
                    click.echo(write_text(failure.findings, failure.lines), err=True)
        for versions in self.sent.values():
            # What is brought by another report, such as its text as PDF, is no second version of it.
            if several := [each for each in versions if each.path.absolute() not in self.brought]:
                self.put_report(several)
        if self.written:
            tell_findings(self.data, self.written)

    def put_report(self, versions: list[Sent]) -> None:
        """One report that came once or more often."""
        archive = self.asked.archive
        # Of files that say the same YAML keeps comments and references; else the fullest is taken.
        chosen = max(versions, key=lambda each: (each.reading is None, len(each.report.section_places)))
        others = [each for each in versions if each is not chosen]
        differing = [(each, differences(chosen.report, each.report, archive)) for each in others]
        if any(changed for _, changed in differing):
            for each in versions:
                report = f"{each.agency.name}{each.year}年度报告"
                self.fail(each.path, f"{report}报来了几份，互不相同，都没有放入；留下一份再收集")
            for each, changed in differing:
                _tell_differences(f"{each.path.as_posix()} 与 {chosen.path.as_posix()} 不同", changed)
            return
        self.put_one(chosen)
        for each in others:
            self.same += 1
            less = _less(chosen.report, each.report)
            click.echo(f"{each.path.as_posix()}：与 {chosen.path.as_posix()} 内容相同，是重复报送{less}")

    def put_one(self, sent: Sent) -> None:
        target = self.data / sent.agency.path / f"{sent.year}.yml"
        key = (sent.agency.path, sent.year)
        there = self.asked.archive.by_agency[sent.agency.path].get(sent.year)
        if there is not None:
            changed = differences(there, sent.report, self.asked.archive)
            if not changed:
                self.same += 1
                less = _less(there, sent.report)
                click.echo(f"{sent.path.as_posix()}：与已有的 {target.as_posix()} 内容相同，没有改动{less}")
                return
            self.fail(sent.path, f"与已有的 {target.as_posix()} 不同，没有改动")
            _tell_differences("现有→报来", changed)
            click.echo(_how_to_take(sent, target))
            return
        if key in self.asked.archive.unreadable or target.exists():
            self.fail(sent.path, f"已有 {target.as_posix()}，但它读不出来，没有改动；先用 gongkai check 核对")
            return
        files: dict[str, bytes | Path] = {str(target): sent.text.encode()}
        schema = self.data.parent / FOLDER / f"{report_schema_name(sent.report.form)}.json"
        if not schema.exists():
            files[str(schema)] = schemas()[report_schema_name(sent.report.form)]
        beside = target.with_suffix("")
        for name, file in sent.files.items():
            if (beside / name).exists():
                if (beside / name).read_bytes() != file.path.read_bytes():
                    self.fail(file.path, f"已有不同的 {(beside / name).as_posix()}，没有改动")
            else:
                files[str(beside / name)] = file.path
        write_all(Path(), files)
        self.written[target] = sent.path.name
        if sent.reading is not None:
            tell(sent.path, target, sent.reading, sent.agency, sent.year, sent.doubts)
            return
        what = f"{len(sent.report.cells)}格" + (f"，{len(sent.files)}个附件" if sent.files else "")
        click.echo(
            f"{sent.path.as_posix()} → {target.as_posix()}：{sent.agency.name}{sent.year}年度，YAML，{what}"
        )
        for doubt in sent.doubts:
            click.echo(f"  请核对：{doubt}")

    def fail(self, path: Path, why: str) -> None:
        self.refused += 1
        click.echo(f"{path.as_posix()}：{printable(why)}", err=True)

    def summary(self) -> str:
        """How many came to what."""
        same = f"；{self.same} 个与已有的或另一个相同" if self.same else ""
        refused = f"；{self.refused} 个没有放入，原因见上" if self.refused else ""
        return f"收下 {len(self.written)} 份报告，都是草稿{same}{refused}。"


def _tell_differences(title: str, changed: tuple[str, ...]) -> None:
    click.echo(f"  {title}，{len(changed)}处：")
    for each in changed[:MOST_SHOWN]:
        click.echo(f"    {printable(each)}")
    if len(changed) > MOST_SHOWN:
        click.echo(f"    还有{len(changed) - MOST_SHOWN}处")


def _less(there: Report, sent: Report) -> str:
    """What one that says the same has not at all."""
    less = left_out(there, sent)
    return f"（其中没有：{'；'.join(less)}）" if less else ""


def _how_to_take(sent: Sent, target: Path) -> str:
    if sent.reading is None:
        return f"  要采用报来的，用它替换 {target.as_posix()}"
    where = f"--agency {sent.agency.path} --year {sent.year} --replace"
    return f"  要采用报来的：gongkai import {sent.path.as_posix()} {where}"


def _follow(
    data: Path, settings: Settings, agencies: Mapping[str, Agency], year: int, remind: Path | None
) -> None:
    """Who has not sent, with the last day; and the notices."""
    archive, found = read_and_inspect(data, settings)
    due = {path: last_day(agency.kind, year, days(settings)) for path, agency in agencies.items()}
    missing = [agency for agency in agencies.values() if _is_missing(archive, agency, year)]
    if missing:
        click.echo(f"还没有报{year}年度报告的 {len(missing)} 个：")
        for agency in missing:
            click.echo(f"  {agency.name}（{agency.path}），应在{due[agency.path]}前公布")
    else:
        click.echo(f"{year}年度的报告都有了。")
    if remind is None:
        return
    notices = {_file_of(agency): missing_reminder(agency, year, due[agency.path]) for agency in missing}
    for agency in agencies.values():
        own = to_be_reminded(f for f in found if (f.agency, f.year) == (agency.path, year))
        if own:
            notices[_file_of(agency)] = finding_reminder(agency, year, due[agency.path], own)
    write_all(remind, {name: text.encode() for name, text in notices.items()})
    click.echo(f"通知 {len(notices)} 份已写到“{remind.as_posix()}”。")


def _is_missing(archive: Archive, agency: Agency, year: int) -> bool:
    return (
        year not in archive.by_agency[agency.path]
        and (agency.path, year) not in archive.unreadable
        and owes_report(archive, agency, year)
    )


def _file_of(agency: Agency) -> str:
    return f"{agency.path}.txt"
