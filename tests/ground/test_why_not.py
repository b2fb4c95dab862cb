"""The system's reasons, in Chinese."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from gongkai.ground.why_not import why_not


def test_from_the_system_itself(tmp_path: Path) -> None:
    with pytest.raises(OSError) as missing:
        (tmp_path / "none").read_bytes()
    with pytest.raises(OSError) as folder:
        tmp_path.read_bytes()
    with pytest.raises(OSError) as too_long:
        (tmp_path / ("长" * 300)).read_bytes()
    assert why_not(missing.value) == "没有这个文件或文件夹"
    assert why_not(folder.value) == "是文件夹，不是文件"
    assert why_not(too_long.value) == "名称过长"


@pytest.mark.parametrize("code", [errno.EACCES, errno.ENOSPC, errno.EROFS, errno.EDQUOT])
def test_no_word_of_english(code: int) -> None:
    assert why_not(OSError(code, os.strerror(code))).isascii() is False


def test_one_that_is_not_known_keeps_its_number() -> None:
    assert why_not(OSError(errno.ENOEXEC, "Exec format error")) == f"Exec format error（{errno.ENOEXEC}）"


def test_one_without_a_number() -> None:
    assert why_not(OSError("nothing more is said")) == "nothing more is said"
