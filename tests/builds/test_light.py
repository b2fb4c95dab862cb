"""Pages are small: what a reader on a slow line waits for, in bytes."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

Demonstration = Callable[..., Path]


def test_the_sample_is_small(demonstration: Demonstration) -> None:
    """The page of the demonstration's real report; its article without what the theme puts around it."""
    page = (demonstration("material") / "reports/haishu-office/2021/index.html").read_text(encoding="utf-8")
    assert len(page.encode()) <= 60_000
    (article,) = re.findall(r"<article.*?</article>", page, re.DOTALL)
    assert len(article.encode()) <= 42_000


def test_a_navigation_names_no_rule(demonstration: Demonstration) -> None:
    """They would stand in every page."""
    page = (demonstration("material") / "editor/index.html").read_text(encoding="utf-8")
    assert "g101-row-total" not in page.partition("<article")[0]
