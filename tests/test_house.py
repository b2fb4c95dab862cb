"""The house as it is described: CONTRIBUTING.md and the developers' handbook list what is there, in the order of the contract."""

from __future__ import annotations

import re
from configparser import ConfigParser

import pytest

from tests.helpers.support import ROOT


def layers() -> list[str]:
    """The modules from the lowest up, as `make lint` holds them to."""
    setup = ConfigParser()
    setup.read(ROOT / "setup.cfg", encoding="utf-8")
    lines = setup["importlinter:contract:layers"]["layers"].split("\n")
    return [name.strip() for line in reversed(lines) if line.strip() for name in line.split("|")]


@pytest.mark.parametrize("page", ["CONTRIBUTING.md", "docs/developer.md"])
def test_every_module_is_described_in_its_place(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    house = text.partition("\nplugin/gongkai/")[2].partition("```")[0]
    described = re.findall(r"^  (\w+)(?:\.py|/) ", house, re.MULTILINE)
    assert described == layers()


def test_every_module_is_there() -> None:
    package = ROOT / "plugin/gongkai"
    for name in layers():
        assert (package / f"{name}.py").is_file() or (package / name / "__init__.py").is_file(), name


@pytest.mark.parametrize("page", ["CONTRIBUTING.md", "docs/developer.md"])
def test_every_file_that_is_named_is_there(page: str) -> None:
    """By its place in the package, or from the root."""
    named = set(re.findall(r"`([a-z_]+/[a-z_/]+\.py)`", (ROOT / page).read_text("utf-8")))
    assert named
    missing = {
        name for name in named if not any((ROOT / above / name).is_file() for above in ("", "plugin/gongkai"))
    }
    assert missing == set()
