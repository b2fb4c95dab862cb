"""`gongkai sign`."""

from __future__ import annotations

from pathlib import Path

import click

from gongkai.cli import copies
from gongkai.cli.chinese import Verb, help_option
from gongkai.cli.common import PATH
from gongkai.ground import signature


@click.command(
    cls=Verb,
    help="为生成的网站的文件清单签名，签名放在清单旁边，与网站一同发布。用 OpenSSH 的私钥（ssh-keygen），"
    "不写 --key 时用 GnuPG 的默认密钥。DIR 是生成的网站，默认 site。",
    options_metavar="[选项]",
    examples=(
        ("gongkai sign --key ~/.ssh/id_ed25519", "用 OpenSSH 的私钥签名"),
        ("gongkai sign", "用 GnuPG 签名"),
    ),
)
@click.argument("folder", metavar="[DIR]", type=PATH, default="site")
@click.option("--key", type=PATH, metavar="FILE", help="OpenSSH 的私钥。")
@help_option
def sign(folder: Path, key: Path | None) -> None:
    """Exit status 0: signed; 2: it could not be."""
    try:
        made = signature.sign(copies.manifest_in(folder), key)
    except (signature.SignatureError, OSError) as error:
        raise click.UsageError(f"没有签名：{error}") from None
    click.echo(f"签名已写到“{made}”。")
