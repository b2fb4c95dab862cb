"""What the command and the wheel do beyond tests/test_cli.py and tests/test_wheel.py."""

from __future__ import annotations


def published(text: str) -> str:
    """A report of 2021 with the day of its publication, without which there is something to say of it."""
    return text if "\n发布日期:" in text else f"{text.rstrip()}\n发布日期: 2022-01-20\n"
