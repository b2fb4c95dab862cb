"""Patterns that are compiled when they are first asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages

import pytest

import gongkai
from gongkai.ground import patterns
from gongkai.ground.patterns import later


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is compiled, as it is."""
    every: list[str] = []

    def compile_(pattern: str, flags: int) -> re.Pattern[str]:
        every.append(pattern)
        return re.compile(pattern, flags)

    monkeypatch.setattr(patterns, "re", type("re", (), {"compile": staticmethod(compile_)}))
    return every


def test_is_compiled_when_it_is_first_asked(compiled: list[str]) -> None:
    pattern = later("[ab]+", re.IGNORECASE)
    assert compiled == []
    assert [match[0] for match in pattern.finditer("xAb-b")] == ["Ab", "b"]
    assert pattern.search("x") is None
    assert pattern.search("b") is not None
    assert set(compiled) == {"[ab]+"}


def test_its_text_is_known_at_once(compiled: list[str]) -> None:
    assert later("[ab]").pattern == "[ab]"
    assert compiled == []


def everywhere() -> Iterator[tuple[str, patterns._Later]]:
    for module in walk_packages(gongkai.__path__, "gongkai."):
        if not module.name.startswith(("gongkai.__main__", "gongkai.plugin.__main__")):
            for name, value in vars(import_module(module.name)).items():
                if isinstance(value, patterns._Later):
                    yield f"{module.name}.{name}", value


def test_every_one_is_a_pattern() -> None:
    """A mistake in one must not wait for the text that it is asked of."""
    every = dict(everywhere())
    assert len(every) > 100
    for pattern in every.values():
        assert pattern.groups >= 0
