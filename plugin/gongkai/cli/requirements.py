"""`gongkai requirements`."""

from __future__ import annotations

from pathlib import Path

import click

from gongkai.cli.chinese import Verb, help_option
from gongkai.cli.common import PATH
from gongkai.cli.writing import write_all
from gongkai.ground.wheel import Wheel, WheelError, installed_wheel
from gongkai.writers.requirements import REQUIREMENTS, WHEELS, write_requirements


@click.command(
    cls=Verb,
    name="requirements",
    help=f"写出流水线要安装的软件的清单：{REQUIREMENTS} 列出各组件的版本和散列值，{WHEELS} 文件夹里是 gongkai 本身，"
    "就是这台计算机上装着的这一份。DIR 是仓库的根目录，默认为当前文件夹；已有的清单会被替换。更新软件之后再执行一次。",
    options_metavar="[选项]",
    examples=(("gongkai requirements", "写到当前文件夹"),),
)
@click.argument("folder", metavar="[DIR]", type=PATH, default=".")
@help_option
def requirements(folder: Path) -> None:
    """Exit status 0: written; 2: it could not be."""
    files = write_requirements(our_wheel())
    write_all(folder, files)
    for name in files:
        click.echo(f"已写出 {(folder / name).as_posix()}")
    for path in sorted((folder / WHEELS).glob("mkdocs_gongkai-*.whl")):
        if f"{WHEELS}/{path.name}" not in files:
            click.echo(f"不再用到，可以删去：{path.as_posix()}")


def our_wheel() -> Wheel:
    """Ours, as it is installed; wrong use where it cannot be had."""
    try:
        return installed_wheel("mkdocs-gongkai", "gongkai")
    except WheelError as error:
        raise click.UsageError(f"没有写出软件的清单：{error}") from None
