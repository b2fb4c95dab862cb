"""`gongkai pages`."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import click

from gongkai.addresses import Addresses
from gongkai.cli.chinese import Verb, help_option
from gongkai.cli.common import (
    SITE_CONFIG,
    data_folder,
    data_option,
    read_and_inspect,
    read_settings,
)
from gongkai.cli.writing import needed, not_into_data, output_option, write_all
from gongkai.documents import make_documents, settle_documents
from gongkai.ground.cache import cache_of
from gongkai.readings.other_site import OtherSiteError, read_other_site
from gongkai.reporting.checked import Checked
from gongkai.reporting.text import summary, write_text
from gongkai.rules import fails
from gongkai.settings import SettingsError
from gongkai.site import Kept, SiteError, made_files, make_site, shown_reports, with_other_sites
from gongkai.writers.markdown import write_markdown

ZENSICAL = "zensical.toml"
"""The configuration of a generator that runs no plugins. It takes mkdocs.yml too, where what is its own has its name."""
_NAMES_ZENSICAL = re.compile(r"^[^#\n]*zensical", re.MULTILINE | re.IGNORECASE)


@click.command(
    cls=Verb,
    help="把全部页面写成 Markdown，连同样式和附件，供 MkDocs 以外的网站生成器使用；有错误时一个文件也不写。",
    options_metavar="[选项]",
    examples=(("gongkai pages --output content", "全部页面写到文件夹 content"),),
)
@output_option
@data_option
@help_option
def pages(output: Path | None, data_dir: Path | None) -> None:
    """Exit status 0: written; 1: findings at the failing level; 2: wrong use, or nothing could be written."""
    output = needed(output)
    settings = read_settings()
    data = data_folder(data_dir, settings)
    not_into_data(output, data)
    archive, findings = read_and_inspect(data, settings)
    if fails(findings, archive, settings, strict=False):
        told = (
            f"{write_text(findings, archive.lines)}\n{summary(findings, Checked.of(archive))}没有写出任何文件。"
        )
        click.echo(told, err=True)
        sys.exit(1)
    addresses = Addresses(settings.output)
    reports = shown_reports(archive, drafts=settings.drafts)
    try:
        documents = make_documents(reports, archive, settings, cache_of(Path.cwd()))
        if documents.problems:
            raise SiteError("；".join(documents.problems))
        site = make_site(
            archive,
            settings,
            addresses,
            drafts=settings.drafts,
            findings=findings,
            kept=Kept(documents.files),
        )
        others = [read_other_site(other, Path()) for other in settings.other_sites]
        site = with_other_sites(site, others)
    except (SiteError, SettingsError, OtherSiteError) as error:
        raise click.UsageError(str(error)) from None
    if documents.missing is not None:
        click.echo(documents.missing, err=True)
    pages = {_source(addresses.file(c.page)): write_markdown(c, addresses).encode() for c in site.pages}
    made = made_files(site, addresses, is_one_sheet=True)
    write_all(output, {**pages, **made, **site.attached})
    settle_documents(documents, cache_of(Path.cwd()))
    click.echo(f"已写出 {len(site.pages)} 个页面到“{output}”。")
    if _is_for_zensical():
        click.echo(
            "Zensical 不运行插件，也不提示：数据改动之后，先重新执行 gongkai pages，再生成网站。", err=True
        )


def _is_for_zensical() -> bool:
    """Whether a configuration of the working folder names it."""
    config = Path(SITE_CONFIG)
    return Path(ZENSICAL).is_file() or (
        config.is_file() and bool(_NAMES_ZENSICAL.search(config.read_text(encoding="utf-8", errors="replace")))
    )


def _source(file: str) -> str:
    """The Markdown file of a page by its HTML file: a folder of its own, beside which files of the same name may stand."""
    return f"{file.removesuffix('.html')}.md"
