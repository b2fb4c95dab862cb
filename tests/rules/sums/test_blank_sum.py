"""G105: blanks stand for 0, and a sum that does not hold so is told of."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.findings import CellName, Finding
from gongkai.model import Archive, Cell, Report, State
from gongkai.rules import inspect
from tests.helpers.marked import places, slip
from tests.helpers.support import UNDATED, agency_named, positions, published_cells, read_text, report_text

NEW = "本年新收政府信息公开申请数量: [37, 4, 0, 0, 0, 0, 41]"
GRANTED = "予以公开: [18, 2, 0, 0, 0, 0, 20]"
LITIGATION = "未经复议直接起诉: [1, 0, 0, 0, 1]"
TOTAL = "    总计: [36, 4, 0, 0, 0, 0, 40]"


def sums(folder: Path, text: str) -> list[Finding]:
    """The findings over sums of a report, which stand exactly where the marks are, in the order of the file."""
    plain, marks = places(text)
    _, found = read_text(folder, plain)
    wrong = [f for f in found if f.code.startswith("G1")]
    assert [f.place[1:] for f in wrong] == marks, [(f.place, f.message) for f in wrong]
    return wrong


class TestBlankSum:
    """At the given total, with both sides; blank as 0 in either direction."""

    @pytest.mark.parametrize("blank", ["~", "/"])
    def test_good(self, tmp_path: Path, sample: str, blank: str) -> None:
        text = sample.replace(", 0, 0, 0, 0, ", ", 0, 0, 0, 0, ".replace("0", blank))
        assert sums(tmp_path, text) == []

    def test_known_cells_below_the_total(self, tmp_path: Path, sample: str) -> None:
        text = slip(sample, GRANTED, "予以公开: [18, ~, ~, ~, ~, ~, ▶20]")
        finding, _ = sums(tmp_path, slip(text, TOTAL, "    总计: [36, ▶4, 0, 0, 0, 0, 40]"))
        assert (finding.code, finding.left, finding.right, finding.difference) == ("G105", 18, 20, -2)
        assert finding.level == "warning"
        assert "空白按0计，已填各格之和18，总计20，相差-2" in finding.message
        assert finding.remedy == "核对空着的各格：有数的补上，没有发生的填0；再核对已填的数有没有填错、填串格。"

    def test_a_blank_total(self, tmp_path: Path, sample: str) -> None:
        found = sums(
            tmp_path, slip(sample, GRANTED, "予以公开: [18, 2, 0, 0, 0, 0, ▶~]").replace("40]", "▶40]")
        )
        assert [(f.code, f.left, f.right) for f in found] == [("G105", 20, 0), ("G105", 20, 40)]
        assert "已填各格之和20，总计空着" in found[0].message
        assert found[0].remedy == "补上总计。"

    def test_shifted_by_one(self, tmp_path: Path, sample: str) -> None:
        text = slip(sample, GRANTED, "予以公开: [~, 18, 2, ~, ~, ~, 20]")
        text = slip(text, TOTAL, "    总计: [▶36, ▶4, ▶0, 0, 0, 0, 40]")
        assert {f.code for f in sums(tmp_path, text)} == {"G102", "G105"}

    def test_a_row_of_blanks(self, tmp_path: Path, sample: str) -> None:
        text = slip(sample, GRANTED, "予以公开: [~, ~, ~, ~, ~, ~, ~]")
        found = sums(tmp_path, slip(text, TOTAL, "    总计: [▶36, ▶4, 0, 0, 0, 0, ▶40]"))
        assert [(f.code, f.row_label, f.difference) for f in found] == [
            ("G105", "（七）总计", -18),
            ("G105", "（七）总计", -2),
            ("G105", "（七）总计", -20),
        ]

    def test_a_draft_whose_total_is_still_to_come(self, tmp_path: Path, sample: str) -> None:
        draft = f"{sample}草稿: true\n"
        assert sums(tmp_path / "a", slip(draft, LITIGATION, "未经复议直接起诉: [1, ~, ~, ~, ~]")) == []
        assert len(sums(tmp_path / "b", slip(draft, LITIGATION, "未经复议直接起诉: [1, ~, ~, ~, ▶2]"))) == 1

    def test_balance(self, tmp_path: Path, sample: str) -> None:
        text = slip(sample, "结转下年度继续办理: [1, 0,", "结转下年度继续办理: [▶~, 0,")
        (first, _) = sums(tmp_path, text.replace("0, 0, 1]\n政府", "0, 0, ▶1]\n政府"))
        assert (first.left, first.right) == (37, 36)
        assert "一＋二为37，三（七）＋四为36" in first.message
        assert first.remedy.startswith("核对空着的各格")

    def test_balance_of_blanks_against_numbers(self, tmp_path: Path, sample: str) -> None:
        """Of two rows against two each cell is an addend, those of the right side too."""
        text = slip(sample, NEW, NEW.replace("37, 4", "~, 4"))
        text = slip(text, "数量: [0, 0, 0, 0, 0, 0, 0]", "数量: [~, 0, 0, 0, 0, 0, 0]")
        found = sums(
            tmp_path,
            text.replace("[~, 4, 0, 0, 0, 0, 41]", "[~, 4, 0, 0, 0, 0, ▶41]").replace(
                "继续办理: [1", "继续办理: [▶1"
            ),
        )
        assert (found[-1].left, found[-1].right) == (0, 37)

    def test_case(self, tmp_path: Path, sample: str) -> None:
        text = slip(sample, "未经复议直接起诉: [1, 0, 0, 0, 1]", "未经复议直接起诉: [1, ~, ~, ~, ▶2]")
        (finding,) = sums(tmp_path, text)
        assert finding.code == "G105"

    @pytest.mark.parametrize("cases", ["[~, ~, ~, ~, 5]", "[~, ~, ~, ~, ~]", "[{原文: 若干}, 0, 0, 0, 5]"])
    def test_nothing_to_add_up(self, tmp_path: Path, sample: str, cases: str) -> None:
        text = slip(sample, "未经复议直接起诉: [1, 0, 0, 0, 1]", f"未经复议直接起诉: {cases}")
        assert sums(tmp_path, text) == []


def test_a_published_report_whose_blank_totals_are_told_of_and_no_other(tmp_path: Path) -> None:
    """上海 2019: every row with numbers and no total, and nothing else."""
    name = "shanghai-office-2019"
    _, found = read_text(tmp_path, report_text(name, 2019), 2019)
    rows: dict[str, list[str]] = {}
    for cell in published_cells(name):
        if cell.table == "t3":
            rows.setdefault(cell.row, []).append(cell.value)
    open_rows = [
        sum(map(int, filter(None, values))) for values in rows.values() if any(values) and not values[-1]
    ]
    assert [f.left for f in found if f.code == "G105"] == open_rows
    assert len(open_rows) == len(positions(found, "G105")) == 11
    assert {f.level for f in found} == {"warning"}


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """A report with all cells of the form."""
    report, _ = read_text(tmp_path_factory.mktemp("data"), report_text("haishu-office-2021", 2021))
    assert report is not None
    return report


@st.composite
def reports(draw: st.DrawFn) -> tuple[dict[int, int], frozenset[int]]:
    """Numbers of a report that satisfy every sum, by their order, and the numbers of cells that are blank where they are 0."""
    counts = draw(st.lists(st.sampled_from((0, 0, 0, 1, 2, 13)), min_size=160, max_size=160))
    return dict(enumerate(counts)), draw(st.frozensets(st.integers(0, 189)))


def filled(form: Report, counts: dict[int, int], blank: frozenset[int]) -> Report:
    """The report with these counts: totals follow from them, what came in from what was done."""
    given_cells = iter(counts.values())
    values: dict[CellName, int] = {}
    totals = {identity.at for identity in form.form.identities}
    sums_of = [i for i in form.form.identities if len(i.right) == 1]
    new, taken = next(i for i in form.form.identities if len(i.right) == 2).left
    summed = [name for name in form.cells if name.table in ("t3", "t4")]
    for name in summed:
        if name not in totals and name.row not in (new.row, taken.row):
            values[name] = next(given_cells)
    columns = [i for i in form.form.identities if len(i.right) == 2]
    for balance in columns:
        values[balance.right[1]] = next(given_cells)
        values[balance.left[1]] = 0
    for identity in sums_of:
        if identity.rule != "row-total":
            values[identity.at] = sum(values.get(name, 0) for name in identity.left)
    for balance in columns:
        values[balance.left[0]] = sum(values[name] for name in balance.right)
    for identity in sums_of:
        values[identity.at] = sum(values[name] for name in identity.left)
    cells = dict(form.cells)
    for index, name in enumerate(summed):
        value, place = values[name], cells[name].place
        is_blank = value == 0 and index in blank
        cells[name] = Cell(State.BLANK, "", place) if is_blank else Cell(State.NUMBER, str(value), place, value)
    return replace(form, cells=cells)


def found(report: Report) -> tuple[Finding, ...]:
    """What the rules over sums say of a report."""
    agency = agency_named("甲", report.agency)
    every = inspect(Archive({report.agency: agency}, (report,), {}), (), UNDATED)
    return tuple(f for f in every if f.cell is not None and f.cell.table in ("t3", "t4"))


class TestSuspect:
    """With blanks as 0, where nothing else explains it."""

    def test_shifted_by_one(self, tmp_path: Path, sample: str) -> None:
        text = slip(
            sample.replace(", 0, 0, 0, 0, ", ", ~, ~, ~, ~, "), "予以公开: [18, 2,", "予以公开: [~, 18,"
        )
        _, found = read_text(tmp_path, text)
        named = {(f.suspect.column_label, f.suspect.value) for f in found if f.suspect}
        assert named == {("商业企业", 18)}

    def test_a_case(self, tmp_path: Path, sample: str) -> None:
        _, found = read_text(tmp_path, slip(sample, LITIGATION, "未经复议直接起诉: [1, ~, ~, ~, 2]"))
        (finding,) = (f for f in found if f.code == "G105")
        assert [(c.column_label, c.value, c.should_be) for c in finding.candidates] == [
            ("结果维持", 1, 2),
            ("结果纠正", None, 1),
            ("其他结果", None, 1),
            ("尚未审结", None, 1),
            ("总计", 2, 1),
        ]

    def test_two_sums_of_one_cell(self, tmp_path: Path, sample: str) -> None:
        text = slip(sample, GRANTED, "予以公开: [18, ~, ~, ~, ~, ~, 20]")
        _, found = read_text(tmp_path, text)
        wrong = [f for f in found if f.code == "G105"]
        assert [(f.suspect.column_label, f.suspect.value, f.suspect.should_be) for f in wrong if f.suspect] == [
            ("商业企业", None, 2)
        ] * 2


class TestAnyReport:
    """Reports of any numbers, with blanks that stand for 0."""

    @settings(max_examples=40, deadline=None)
    @given(reports())
    def test_nothing_is_said_but_of_the_blanks(
        self, form: Report, drawn: tuple[dict[int, int], frozenset[int]]
    ) -> None:
        assert {f.code for f in found(filled(form, *drawn))} <= {"G201"}

    @pytest.mark.builds
    @settings(max_examples=80, deadline=None)
    @given(reports(), st.integers(0, 189), st.integers(1, 9))
    def test_one_wrong_number_is_told_of_in_its_row_or_column(
        self, form: Report, drawn: tuple[dict[int, int], frozenset[int]], index: int, more: int
    ) -> None:
        report = filled(form, *drawn)
        name = [each for each in report.cells if each.table in ("t3", "t4")][index]
        cell = report.cells[name]
        stands_in = [i for i in report.form.identities if name in i.cells]
        addends = [n for i in stands_in for n in (i.left if len(i.right) == 1 else i.cells)]
        if cell.value is None or all(report.cells[n].value is None for n in addends):
            return
        wrong = cell._replace(value=cell.value + more, text=str(cell.value + more))
        said = found(replace(report, cells={**report.cells, name: wrong}))
        assert any(f.code != "G201" and f.cell in {i.at for i in stands_in} for f in said)
