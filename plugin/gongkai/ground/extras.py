"""The extras of the package, installed only where they are wanted."""

from __future__ import annotations

from importlib import import_module, metadata, util
from types import ModuleType


class MissingExtra(Exception):  # noqa: N818  # it is no error of a program: something is not installed
    """A package of an extra is not installed; the message is one line that says how to install it."""

    def __init__(self, packages: str, extra: str = "documents") -> None:
        super().__init__(f"没有安装 {packages}：pip install mkdocs-gongkai[{extra}]")


def needed(module: str, package: str, extra: str = "documents") -> ModuleType:
    """A module of an extra.

    Raises MissingExtra where its package is not installed.
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] != module.partition(".")[0]:
            raise
        raise MissingExtra(package, extra) from None


def installed(module: str, package: str) -> str | None:
    """The version of a package, without loading it; None where it is not installed."""
    if util.find_spec(module) is None:
        return None
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""
