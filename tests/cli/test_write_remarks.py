"""`gongkai check --write-remarks`: one way to say the same for an archive, which changes no other line."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.source import Mapping, Sequence, read
from gongkai.writers.yaml.remarks import remark, with_remark
from tests.helpers.commands import Done, gongkai_here
from tests.helpers.support import AGENCY, report_text, write_files

OLD = "格式: 2019"
REASON = "公布时仍用旧格式，已无法更改。"


def old_form(year: int, more: str = "") -> str:
    """A report on the form that was no longer valid, as its office typed it: with a comment."""
    text = report_text("shanghai-office-2019", year).replace(
        f"年度: {year}", f"年度: {year}  # 旧格式\n{OLD}", 1
    )
    return text + more


def data(folder: Path, files: dict[str, str | bytes]) -> Path:
    """A data folder of one agency."""
    return write_files(folder / "data" / "office", {"agency.yml": AGENCY, **files})


def write(folder: Path, *arguments: str) -> Done:
    return gongkai_here(folder, "check", "--write-remarks", "form-year", "--reason", REASON, *arguments)


def codes(folder: Path) -> str:
    return gongkai_here(folder, "check", "--rule", "form-year").out


def added(before: str, after: str) -> list[str]:
    """The lines that are new; none may be gone."""
    changed = [line for line in difflib.ndiff(before.splitlines(), after.splitlines()) if line[0] in "+-"]
    assert not [line for line in changed if line[0] == "-"]
    return [line[2:] for line in changed]


class TestFiles:
    def test_every_report_gets_its_remark_and_nothing_else(self, tmp_path: Path) -> None:
        texts = {f"{year}.yml": old_form(year) for year in (2021, 2022)}
        folder = data(tmp_path, dict(texts))
        done = write(tmp_path, "--yes")
        assert done.status == 0, done
        for name, text in texts.items():
            after = (folder / name).read_text(encoding="utf-8")
            assert added(text, after) == ["核对说明:", f'  - {{规则: G302, 原因: "{REASON}"}}']
        assert "2 处已写明核对说明" in codes(tmp_path)

    def test_behind_those_that_are_there(self, tmp_path: Path) -> None:
        text = old_form(2021, "核对说明:\n  - {规则: G701, 原因: 无。}  # 留着\n# 末尾\n")
        folder = data(tmp_path, {"2021.yml": text})
        assert write(tmp_path, "--yes").status == 0
        after = (folder / "2021.yml").read_text(encoding="utf-8")
        assert added(text, after) == [f'  - {{规则: G302, 原因: "{REASON}"}}']
        assert after.endswith("# 末尾\n")

    def test_only_what_is_asked_for(self, tmp_path: Path) -> None:
        folder = data(tmp_path, {f"{year}.yml": old_form(year) for year in (2021, 2022)})
        assert write(tmp_path, "--yes", "--year", "2022").status == 0
        assert "核对说明" not in (folder / "2021.yml").read_text(encoding="utf-8")
        assert "核对说明" in (folder / "2022.yml").read_text(encoding="utf-8")

    def test_mark_and_line_ends_of_windows_stay(self, tmp_path: Path) -> None:
        raw = b"\xef\xbb\xbf" + old_form(2021).replace("\n", "\r\n").encode()
        folder = data(tmp_path, {"2021.yml": raw})
        assert write(tmp_path, "--yes").status == 0
        after = (folder / "2021.yml").read_bytes()
        assert after.startswith(raw)
        assert after.count(b"\n") == after.count(b"\r\n")

    def test_several_places_are_counted(self, tmp_path: Path) -> None:
        folder = data(
            tmp_path,
            {
                "2021.yml": report_text("haishu-office-2021", 2021)
                .replace("行政许可: 0", "行政许可: ~")
                .replace("行政处罚: 0", "行政处罚: /")
            },
        )
        done = gongkai_here(tmp_path, "check", "--write-remarks", "G201", "--reason", "公布时空白", "--yes")
        assert done.status == 0
        assert "{规则: G201, 处数: 2, 原因: 公布时空白}" in (folder / "2021.yml").read_text(encoding="utf-8")
        assert "没有发现问题" in gongkai_here(tmp_path, "check").out


class TestRefused:
    def test_without_a_terminal_it_does_not_write_unasked(self, tmp_path: Path) -> None:
        folder = data(tmp_path, {"2021.yml": old_form(2021)})
        done = write(tmp_path)
        assert done.status == 2
        assert "加 --yes 再写" in done.err
        assert "核对说明" not in (folder / "2021.yml").read_text(encoding="utf-8")

    @pytest.mark.parametrize("rule", ["G101", "balance", "yaml-trap"])
    def test_errors(self, tmp_path: Path, rule: str) -> None:
        data(tmp_path, {"2021.yml": old_form(2021)})
        done = gongkai_here(tmp_path, "check", "--write-remarks", rule, "--reason", REASON, "--yes")
        assert done.status == 2
        assert "是错误，请逐处改正" in done.err

    def test_an_error_of_a_rule_that_also_warns(self, tmp_path: Path) -> None:
        text = report_text("haishu-office-2021", 2021).replace("年度: 2021", "年度: 2015", 1)
        folder = data(tmp_path, {"2015.yml": text})
        assert "没有要写的" in write(tmp_path, "--yes").out
        assert "核对说明" not in (folder / "2015.yml").read_text(encoding="utf-8")

    def test_drafts(self, tmp_path: Path) -> None:
        data(tmp_path, {"2021.yml": old_form(2021, "草稿: true\n")})
        assert "没有要写的" in write(tmp_path, "--yes").out

    def test_without_a_reason(self, tmp_path: Path) -> None:
        data(tmp_path, {"2021.yml": old_form(2021)})
        done = gongkai_here(tmp_path, "check", "--write-remarks", "G302", "--yes")
        assert (done.status, "用 --reason 写明原因" in done.err) == (2, True)

    def test_twice_is_once(self, tmp_path: Path) -> None:
        data(tmp_path, {"2021.yml": old_form(2021)})
        write(tmp_path, "--yes")
        assert "没有要写的" in write(tmp_path, "--yes").out


KEYS = st.sampled_from(
    [
        "年度: 2021  # 年度",
        "总体情况: |\n  一段。\n  # 不是注释",
        "# 一行注释",
        "",
        "行: [1, 2,  3]",
        "块:\n  下: 1 # x",
    ]
)
HAS = [
    "",
    "核对说明:\n",
    "核对说明:  # 还没有\n",
    "核对说明: []\n",
    "核对说明: [{规则: G101, 原因: 无}]  # 旧\n",
    "核对说明:\n  # 说明\n  - {规则: G101, 原因: 无}\n  - 规则: G102\n    原因: 无  # 旧\n",
    "核对说明:\n- {规则: G101, 原因: 无}\n",
]


@pytest.mark.builds
@settings(max_examples=300, deadline=None)
@given(
    st.lists(KEYS, unique=True, max_size=5),
    st.sampled_from(HAS),
    st.lists(KEYS, unique=True, max_size=5),
    st.text("甲乙，：“”{}[]#&*!%@'\" 0", min_size=1, max_size=20),
    st.booleans(),
    st.booleans(),
)
def test_a_remark_more_and_all_other_lines_as_they_were(
    above: list[str], has: str, below: list[str], reason: str, is_windows: bool, is_open: bool
) -> None:
    lines = [*above, *([has.rstrip("\n")] if has else []), *(each for each in below if each not in above)]
    text = "键: 1\n" + "".join(f"{line}\n" for line in lines)
    if is_open:
        text = text.rstrip("\n")
    after = with_remark(text.replace("\n", "\r\n") if is_windows else text, remark("G302", 3, reason)).replace(
        "\r\n", "\n"
    )
    before, now = (read("x.yml", each.encode()).root for each in (text, after))
    assert isinstance(before, Mapping)
    assert isinstance(now, Mapping)
    entries = {entry.key.value: entry.value for entry in now.entries}
    remarks = entries.pop("核对说明")
    assert isinstance(remarks, Sequence)
    old = next((entry.value for entry in before.entries if entry.key.value == "核对说明"), None)
    assert len(remarks.items) == (len(old.items) if isinstance(old, Sequence) else 0) + 1
    assert list(entries) == [entry.key.value for entry in before.entries if entry.key.value != "核对说明"]
    # Of the lines that were there, one at most has changed: a list between brackets has become longer.
    kept = [line for line in difflib.ndiff(text.splitlines(), after.splitlines()) if line.startswith("- ")]
    assert all("核对说明: [" in line for line in kept)
    assert len(kept) <= 1
