"""`gongkai requirements`: what pipelines install, ourselves with it."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from gongkai.ground import wheel
from tests.helpers.commands import gongkai_here
from tests.helpers.support import ROOT, write_files


@pytest.mark.builds
def test_ours_by_its_hash(tmp_path: Path) -> None:
    """Beside the components that come with the package."""
    done = gongkai_here(tmp_path, "requirements")
    assert (done.status, done.err) == (0, "")
    (made,) = (tmp_path / "wheels").iterdir()
    assert done.out == f"已写出 requirements.txt\n已写出 wheels/{made.name}\n"
    text = (tmp_path / "requirements.txt").read_text(encoding="utf-8")
    assert text.startswith(
        (ROOT / "plugin/gongkai/assets/requirements.txt").read_text(encoding="utf-8").rstrip()
    )
    ((path, digest),) = re.findall(r"(?m)^\./(\S+) \\\n    --hash=sha256:(\w+)\n\Z", text)
    assert digest == hashlib.sha256((tmp_path / path).read_bytes()).hexdigest()


@pytest.mark.builds
def test_an_older_one_is_named(tmp_path: Path) -> None:
    write_files(tmp_path, {"site/wheels/mkdocs_gongkai-0.0.1-py3-none-any.whl": "", "site/wheels/x.whl": ""})
    done = gongkai_here(tmp_path, "requirements", "site")
    assert done.out.endswith("不再用到，可以删去：site/wheels/mkdocs_gongkai-0.0.1-py3-none-any.whl\n")
    assert len(list((tmp_path / "site/wheels").iterdir())) == 3


def test_it_cannot_be_had(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One line, and nothing written."""
    monkeypatch.setattr(wheel, "_read", lambda _: b"")
    monkeypatch.setattr(wheel, "_digest", lambda _: "x")
    done = gongkai_here(tmp_path, "requirements")
    assert done.status == 2
    assert re.match(r"错误：没有写出软件的清单：\S+ 与安装时的不同，请重新安装\n", done.err)
    assert list(tmp_path.iterdir()) == []
