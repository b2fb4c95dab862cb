"""What is installed only where it is wanted: the extras of the package."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType


class MissingExtra(Exception):  # noqa: N818  # it is no error of a program: something is not installed
    """A package of an extra is not installed; the message is one line that says how to install it."""


def needed(module: str, package: str, extra: str = "documents") -> ModuleType:
    """A module of an extra.

    Raises MissingExtra where its package is not installed.
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] != module.partition(".")[0]:
            raise
        raise MissingExtra(f"没有安装 {package}：pip install mkdocs-gongkai[{extra}]") from None
