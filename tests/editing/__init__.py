"""Editors at home: a site of their own, a file for the year, and help while they type."""

from __future__ import annotations

import contextlib
import io
import sys
from pathlib import Path

import pytest

from gongkai import cli
from tests.commands import Done


def here(folder: Path, *arguments: str) -> Done:
    """`gongkai` in a folder, in this process: a tenth of the time."""
    out, err = io.StringIO(), io.StringIO()
    with (
        contextlib.chdir(folder),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr(sys, "argv", ["gongkai", *arguments])
        with pytest.raises(SystemExit) as ended:
            cli.main()
    return Done(int(ended.value.code or 0), out.getvalue(), err.getvalue())
