"""A copy of the site held against the list of files that was published with it."""

from __future__ import annotations

from pathlib import Path

import click

from gongkai.cli.common import is_there
from gongkai.ground.manifest import ManifestError, compare
from gongkai.ground.signature import SignatureError, check, signatures
from gongkai.site import MANIFEST


def manifest_in(folder: Path) -> Path:
    """The list of files in a folder or one below it; wrong use where there is none, or more than one."""
    if not is_there(folder) or not folder.is_dir():
        raise click.UsageError(f"没有文件夹“{folder}”")
    found = sorted(folder.rglob(MANIFEST.path), key=lambda path: len(path.parts))
    if not found:
        raise click.UsageError(f"“{folder}”中没有文件清单 {MANIFEST.path}")
    if len(found) > 1 and len(found[1].parts) == len(found[0].parts):
        raise click.UsageError(f"“{folder}”中有几个 {MANIFEST.path}，请指明其中一个所在的文件夹")
    return found[0]


def verify_copy(folder: Path, signers: Path | None) -> bool:
    """Whether every file in a copy is as it was published, and every signature holds; what is otherwise is printed."""
    manifest = manifest_in(folder)
    try:
        differences = compare(manifest)
    except ManifestError as error:
        raise click.UsageError(str(error)) from None
    for what, names in (("缺少", differences.missing), ("已改动", differences.changed)):
        for name in names:
            click.echo(f"{what}  {name}")
    for name in differences.unknown:
        click.echo(f"清单之外  {name}")
    holds = differences.is_same
    signed = signatures(manifest)
    for signature in signed:
        try:
            click.echo(f"签名有效：{signature.name}，签名人 {check(manifest, signature, signers)}")
        except SignatureError as error:
            holds = False
            click.echo(f"签名无效：{error}")
    if signers is not None and not signed:
        holds = False
        click.echo("签名无效：没有签名")
    wrong = len(differences.missing) + len(differences.changed)
    told = "全部一致" if not wrong else f"{wrong} 个不一致"
    click.echo(f"核对了清单中的 {differences.checked} 个文件：{told}。")
    return holds
