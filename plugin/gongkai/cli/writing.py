"""Files that a verb writes: all of them, or none."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from shutil import copyfile

import click

from gongkai.cli.common import PATH, is_inside
from gongkai.ground.content import Content
from gongkai.ground.why_not import why_not

output_option = click.option(
    "--output", type=PATH, metavar="DIR", help="写到哪个文件夹；已有的同名文件会被替换。"
)


def needed(output: Path | None) -> Path:
    """The folder; wrong use, in Chinese, if it is not given."""
    if output is None:
        raise click.UsageError("请用 --output 指明写到哪个文件夹")
    return output


def not_into_data(output: Path, data: Path) -> None:
    """Refuse to write among the data: it would be taken for data."""
    if is_inside(output, data):
        raise click.UsageError(f"不能写到数据文件夹“{data}”里，请另选一个文件夹")


def write_all(folder: Path, files: Mapping[str, bytes | Content | Path]) -> None:
    """Write files below a folder, by path: their bytes, or the file to copy. Each is written beside its place first and then moved, so that none is ever half there.

    Raises click.UsageError where one cannot be written; then those that were there before still are.
    """
    written: dict[Path, Path] = {}
    try:
        for name, data in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.is_dir():
                raise IsADirectoryError(0, "同名的文件夹已经在那里", str(path))
            beside = path.with_name(f".{path.name}.new")
            written[beside] = path
            if isinstance(data, Path):
                copyfile(data, beside)
            else:
                beside.write_bytes(data.read() if isinstance(data, Content) else data)
        for beside, path in written.items():
            beside.replace(path)
    except OSError as error:
        for beside in written:
            with suppress(OSError):
                beside.unlink(missing_ok=True)
        place = error.filename or folder
        raise click.UsageError(f"写不到“{place}”：{why_not(error)}") from None
