"""What is installed only where it is wanted: the extras of the package."""

from __future__ import annotations


class MissingExtra(Exception):  # noqa: N818  # says what is the matter
    """A part that an extra brings is not installed; the message is one line for whoever builds the site."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f"生成{what}所需的组件没有安装，请执行 pip install mkdocs-gongkai[{extra}]")
        self.extra = extra
