"""Writing remarks for all that a rule finds: an archive of hundreds of published reports needs one way to say so."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click
import yaml

from gongkai.cli.common import is_terminal, rules_named
from gongkai.cli.selection import Selection
from gongkai.cli.writing import write_all
from gongkai.findings import Finding, Level
from gongkai.model import Archive
from gongkai.writers.yaml.edit import NoPlace
from gongkai.writers.yaml.remarks import remark, with_remark

_MARK = b"\xef\xbb\xbf"


def write_remarks(
    name: str,
    found: tuple[Finding, ...],
    archive: Archive,
    selection: Selection,
    reason: str | None,
    *,
    is_sure: bool,
) -> None:
    """Write a remark into each report asked for in which the rule has something to say. is_sure: without asking.

    found: everything, as a remark counts all that its rule finds in the report. An error can be mended, and a draft is
    still being written: for neither is one written.
    """
    (rule,) = rules_named((name,))
    if not rule.may_be_accepted or set(rule.levels) == {Level.ERROR}:
        raise click.UsageError(f"{rule.code} 是错误，请逐处改正；确已公布、无法更改的，在那份报告里写核对说明")
    of_rule = [finding for finding in found if finding.code == rule.code]
    counts = Counter(finding.place.file for finding in of_rule)
    errors = {finding.place.file for finding in of_rule if finding.level is Level.ERROR}
    reports = {report.place.file: report for report in archive.whole.reports if not report.draft}
    files = [
        file
        for file in dict.fromkeys(finding.place.file for finding in of_rule if finding.accepted is None)
        if file in reports
        and file not in errors
        and selection.takes(file, reports[file].agency, reports[file].year)
    ]
    if not files:
        click.echo(f"没有要写的：所选的报告里没有 {rule.code} 的提醒或说明，或都已写明。")
        return
    for file in files:
        click.echo(f"{file}：{rule.code} {counts[file]} 处")
    why = _reason(reason)
    if not is_sure and not _confirmed(len(files)):
        click.echo("没有改动任何文件。")
        return
    written: dict[str, bytes | Path] = {}
    for file in files:
        raw = Path(file).read_bytes()
        try:
            text = with_remark(raw.removeprefix(_MARK).decode(), remark(rule.code, counts[file], why))
        except (NoPlace, UnicodeDecodeError, yaml.YAMLError):
            click.echo(f"{file}：核对说明没有地方写，请手工写入", err=True)
            continue
        written[file] = (_MARK if raw.startswith(_MARK) else b"") + text.encode()
    write_all(Path(), written)
    click.echo(f"已在 {len(written)} 份报告里写入核对说明，其余各行没有改动。")


def _reason(given: str | None) -> str:
    """Why the findings are right as they are."""
    if given is None and is_terminal():
        given = str(click.prompt("原因"))
    if not (given or "").strip():
        raise click.UsageError("请用 --reason 写明原因")
    return (given or "").strip()


def _confirmed(count: int) -> bool:
    if not is_terminal():
        raise click.UsageError("不在终端里，无法询问；看过以上各处之后，加 --yes 再写")
    answer = str(click.prompt(f"在以上 {count} 份报告里写入核对说明？写“是”继续", default="否"))
    return answer.strip().lower() in ("是", "y", "yes")
