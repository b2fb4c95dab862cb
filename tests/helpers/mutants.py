"""A plugin of pytest for runs over mutants (tools/mutants.py): a gap is looked for, and soon, not the smallest example."""

from __future__ import annotations

import json
import os
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pytest
from hypothesis import Phase, settings

from tests.helpers.support import read_text, report_text

STATS = Path("mutmut-stats.json")
"""Where mutmut keeps how long each test took."""


def pytest_configure() -> None:
    """Examples are drawn, but those that fail are not made smaller: that takes longer than all else."""
    settings.register_profile("mutants", parent=settings(), phases=(Phase.explicit, Phase.generate))
    settings.load_profile("mutants")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The quickest tests first: the first that fails ends the run."""
    seconds = json.loads(STATS.read_text("utf-8"))["duration_by_test"] if STATS.exists() else {}
    items.sort(key=lambda item: seconds.get(item.nodeid, 0))


def pytest_collection_finish(session: pytest.Session) -> None:
    """Modules and vocabulary are loaded where mutmut only collects, in the process of which all runs are copies."""
    if session.config.option.collectonly:
        with patch.dict(os.environ, MUTANT_UNDER_TEST=""), TemporaryDirectory() as folder:
            read_text(Path(folder), report_text("haishu-office-2021", 2021))
