"""Whatever an editor, a merge or an attacker leaves in a file: findings, never a traceback, never a hang."""

from __future__ import annotations

import random
import resource
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.findings import Finding
from gongkai.reporting import write_text
from gongkai.reporting.as_json import write_json
from gongkai.reporting.checked import Checked
from tests.helpers.support import AGENCY, ROOT, read_files, write_files

pytestmark = pytest.mark.builds

FULL = (ROOT / "data/example-district/office/2022.yml").read_text(encoding="utf-8")
"""A report with notes, a table in the text, attachments and corrections."""
VALUES = (
    "", "~", "/", "[]", "{}", "[[]]", "true", "-1", "1.5", "1e999", "0x1F", "9" * 29, "9" * 4000, "０", "文字",
    "2021-02-30", '"', "'", "{{", "{{ 新收.总计 }}", "{a: {b: {c: 1}}}", "[1, 2, 3, 4, 5, 6, 7]", "&a [*a]", "!!python/object:os.system x",
    "|\n    多行\n      更深", "- a\n- b", "\u202e反向", "\x00", "\x1b[31m", "\ufeff", "x" * 70000, "[" * 2000,
)  # fmt: skip
SECONDS = 90


@pytest.fixture(autouse=True)
def in_time() -> Iterator[None]:
    """A test that hangs is ended; one that eats memory is refused more."""

    def stop(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(SECONDS)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def found_in(folder: Path, text: str | bytes, name: str = "office/2022.yml") -> tuple[Finding, ...]:
    """What is found, and that it can be said both ways."""
    files: dict[str, str | bytes] = {"office/agency.yml": AGENCY, "office/2022.yml": FULL, name: text}
    archive, found = read_files(folder, files)
    said = write_text(found, archive.lines)
    assert not set(said) & set(map(chr, range(9)))
    write_json(found, Checked.of(archive))
    for finding in found:
        assert finding.message
        assert finding.remedy
        assert finding.place.line >= 1
        assert finding.place.column >= 1
    return found


def lines_with_keys() -> Iterator[int]:
    """The lines of the report that have a key."""
    for number, line in enumerate(FULL.splitlines()):
        if ": " in line or line.endswith(":"):
            yield number


@pytest.mark.parametrize("number", sorted(lines_with_keys()))
def test_another_value_at_every_key(tmp_path: Path, number: int) -> None:
    """Some of the values, others at each; the report without its files is never without a finding of its own."""
    lines = FULL.splitlines()
    key = lines[number].partition(":")[0]
    for value in random.Random(number).sample(VALUES, 5):
        found_in(tmp_path, "\n".join([*lines[:number], f"{key}: {value}", *lines[number + 1 :]]) + "\n")


@pytest.mark.parametrize("number", range(0, FULL.count("\n"), 3))
def test_lines_lost_doubled_and_moved(tmp_path: Path, number: int) -> None:
    """As a merge leaves them."""
    lines = FULL.splitlines(keepends=True)
    here = lines[number]
    for changed in (
        [*lines[:number], *lines[number + 1 :]],
        [*lines[:number], here, here, *lines[number + 1 :]],
        [*lines[:number], "  " + here, *lines[number + 1 :]],
        [*lines[:number], here.lstrip(), *lines[number + 1 :]],
        [*lines[:number], "<<<<<<< HEAD\n", here, "=======\n", here, ">>>>>>> other\n", *lines[number + 1 :]],
        [*lines[number:], *lines[:number]],
    ):
        found_in(tmp_path, "".join(changed))


@settings(max_examples=150)
@given(data=st.data())
def test_bytes_changed_anywhere(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """Up to five places, any bytes, cut off anywhere."""
    text = bytearray(FULL.encode())
    for _ in range(data.draw(st.integers(0, 5))):
        at = data.draw(st.integers(0, len(text) - 1))
        text[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=4))
    end = data.draw(st.integers(0, len(text)) | st.just(len(text)))
    found_in(tmp_path_factory.mktemp("a", numbered=True), bytes(text[:end]))


@settings(max_examples=60)
@given(text=st.text(alphabet=st.sampled_from("[]{}:,- \n\"'|&*!%@#?年度机关名称类别0１~/：，"), max_size=300))
def test_any_agency(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """Nonsense as agency.yml."""
    found_in(tmp_path_factory.mktemp("a", numbered=True), text, "office/agency.yml")


@pytest.mark.builds
def test_a_large_report_is_bounded(tmp_path: Path) -> None:
    """Half a megabyte of claims: minutes and gigabytes are no answer."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    sentence = "全年新收政府信息公开申请41件，办结40件，占97.6%，电话13800000000。"
    text = FULL.replace("总体情况: |\n", "总体情况: |\n" + f"  {sentence}\n" * 5000, 1)
    assert found_in(tmp_path, text)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 600_000


@pytest.mark.builds
@pytest.mark.parametrize("piece", ["{", "｛a｝", "《", "诉", "2023" + " " * 9, "1", "[a](", "**", "（", "增长"])
def test_a_line_of_one_kind(tmp_path: Path, piece: str) -> None:
    """A quarter of a megabyte without an end to what it begins: every pattern goes over it once."""
    line = f"  甲{piece * (250_000 // len(piece))}乙\n"
    found_in(tmp_path, FULL.replace("总体情况: |\n", f"总体情况: |\n{line}", 1))


def test_an_unreadable_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its name, and that it cannot be read."""
    write_files(tmp_path / "data", {"office/agency.yml": AGENCY, "office/sub/agency.yml": AGENCY})
    real = Path.iterdir

    def refuse(path: Path) -> Iterator[Path]:
        if path.name == "sub":
            raise PermissionError
        return real(path)

    monkeypatch.setattr(Path, "iterdir", refuse)
    _, found = read_files(tmp_path, {})
    assert [(f.code, f.place.file) for f in found] == [("G203", "data/office/sub")]
