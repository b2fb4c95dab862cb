"""`gongkai verify`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from gongkai.cli.chinese import Verb, help_option
from gongkai.cli.common import PATH, data_option
from gongkai.cli.copies import verify_copy
from gongkai.cli.published_pages import verify_pages


@click.command(
    cls=Verb,
    help="把发布出去的页面（另存的网页）、上传的文件夹、传阅的 Word 或 PDF 与数据逐格逐段比较，说出哪里不同；"
    "或用 --manifest 核对下载的网站与发布时是否一字不差：逐个文件与其中的清单（manifest.json）比较长度和 SHA-256，"
    "有签名的一并核对。退出状态：0 完全相同，1 有不同或读不出来，2 命令写错。",
    options_metavar="[选项]",
    examples=(
        ("gongkai verify 另存的页面.html", "机关和年度取自页面的标题"),
        ("gongkai verify 送审稿.docx --agency office --year 2021", "指明与哪一份报告比较"),
        ("gongkai verify 已上传", "文件夹里的每一页"),
        ("gongkai verify --manifest site", "site 中的文件与清单"),
        ("gongkai verify --manifest copy --signers allowed_signers", "另要求可信的签名"),
    ),
)
@click.argument("pages", nargs=-1, metavar="PAGE...", type=PATH)
@click.option("--agency", metavar="机关", help="与哪个机关的报告比较。默认按页面里的名称找。")
@click.option("--year", metavar="年度", type=int, help="与哪个年度的报告比较。默认取自页面。")
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json")),
    default="text",
    metavar="格式",
    help="输出为 text（文字）或 json。",
)
@click.option("--manifest", "folder", type=PATH, metavar="DIR", help="网站，或从服务器下载的一份。")
@click.option(
    "--signers",
    type=PATH,
    metavar="FILE",
    help="可信的签名人：OpenSSH 的 allowed_signers 文件；没有有效的签名即不通过。",
)
@data_option
@help_option
def verify(
    *,
    pages: tuple[Path, ...],
    agency: str | None,
    year: int | None,
    form: str,
    folder: Path | None,
    signers: Path | None,
    data_dir: Path | None,
) -> None:
    """Exit status 0: all the same; 1: something differs, or could not be read; 2: wrong use."""
    if not pages and folder is None:
        raise click.UsageError("请写上要比较的页面或文件，或用 --manifest 指明网站的文件夹")
    if pages and folder is not None:
        raise click.UsageError("页面与 --manifest 请分两次核对")
    if folder is not None:
        holds = verify_copy(folder, signers)
    else:
        holds = verify_pages(pages, agency, year, data_dir, as_json=form == "json")
    if not holds:
        sys.exit(1)
