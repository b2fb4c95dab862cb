"""`gongkai verify`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from gongkai.cli.chinese import Verb
from gongkai.cli.common import PATH, help_option
from gongkai.cli.copies import verify_copy


@click.command(
    cls=Verb,
    help="核对下载的网站与发布时是否一字不差：逐个文件与其中的清单（manifest.json）比较长度和 SHA-256，有签名的一并核对。",
    options_metavar="[选项]",
    examples=(
        ("gongkai verify --manifest site", "site 中的文件与清单"),
        ("gongkai verify --manifest copy --signers allowed_signers", "另要求可信的签名"),
    ),
)
@click.option("--manifest", "folder", type=PATH, metavar="DIR", help="网站，或从服务器下载的一份。")
@click.option(
    "--signers",
    type=PATH,
    metavar="FILE",
    help="可信的签名人：OpenSSH 的 allowed_signers 文件；没有有效的签名即不通过。",
)
@help_option
def verify(folder: Path | None, signers: Path | None) -> None:
    """Exit status 0: the same; 1: not; 2: wrong use."""
    if folder is None:
        raise click.UsageError("请用 --manifest 指明网站的文件夹")
    if not verify_copy(folder, signers):
        sys.exit(1)
