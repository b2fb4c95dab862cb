"""The suspect: the cell typed wrong is named, with the value it had, and nothing is named where others would do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.findings import CellName, Finding, Number
from gongkai.forms import Identity
from gongkai.model import Archive, Report, State
from gongkai.rules import inspect
from gongkai.rules.sums._slips import is_slip
from gongkai.rules.sums._suspect import with_suspects
from tests.helpers.support import UNDATED, agency_named, read_files, read_text, report_text

AGENCY = "名称: 甲\n类别: 部门\n"
OFFICE = agency_named("甲")


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """海曙 2021 as published."""
    found, findings = read_text(tmp_path_factory.mktemp("data"), report_text("haishu-office-2021", 2021))
    assert found is not None
    assert findings == ()
    return found


def changed(report: Report, values: Mapping[CellName, int]) -> Report:
    """The report with other numbers in some cells."""
    cells = dict(report.cells)
    for name, value in values.items():
        cells[name] = cells[name]._replace(value=value, text=str(value))
    return replace(report, cells=cells)


def found(report: Report) -> tuple[Finding, ...]:
    """What the rules over sums say of a report."""
    return inspect(Archive({report.agency: OFFICE}, (report,), {}), (), UNDATED)


def named(report: Report) -> dict[CellName, Number | None]:
    """The suspects of a report and what they should be."""
    return {f.suspect.cell: f.suspect.should_be for f in found(report) if f.suspect is not None}


def table_three(report: Report) -> list[CellName]:
    return [name for name in report.cells if name.table == "t3"]


def whole(report: Report, name: CellName) -> int:
    """The number of a cell of table 三."""
    value = report.cells[name].value
    assert isinstance(value, int)
    return value


def swapped(value: int) -> int:
    """The last two digits the other way round."""
    text = str(value)
    return int(text[:-2] + text[-1] + text[-2]) if len(text) > 1 else value


class TestOneCell:
    """Each of the 175 cells of table 三, changed in three ways."""

    @pytest.mark.parametrize(
        "change", [lambda v: v + 1, lambda v: v + 10, swapped], ids=["one", "ten", "swapped"]
    )
    def test_every_cell_is_named_with_the_value_it_had(
        self, report: Report, change: Callable[[int], int]
    ) -> None:
        names = table_three(report)
        assert len(names) == 175
        tried = 0
        for name in names:
            old = whole(report, name)
            if change(old) != old:
                tried += 1
                assert named(changed(report, {name: change(old)})) == {name: old}, name
        assert tried in (175, sum(swapped(whole(report, n)) != whole(report, n) for n in names))

    def test_each_finding_that_the_cell_explains_bears_it(self, report: Report) -> None:
        granted = CellName("t3", "granted", "natural")
        findings = found(changed(report, {granted: 17}))
        assert [f.code for f in findings] == ["G101", "G102"]
        assert {f.suspect.cell for f in findings if f.suspect} == {granted}


def brute_force(report: Report) -> dict[frozenset[CellName], Mapping[CellName, int]]:
    """The smallest sets by the definition, and their new values, worked out another way than the rule's.

    In table 三 any three cells have one that stands alone, among them, in some identity: that identity fixes its
    value, then that of the next. A set works if the values are not negative and every identity holds in the end.
    """
    identities = [i for i in report.form.identities if i.group == "t3"]
    published = {name: int(report.cells[name].value or 0) for name in table_three(report)}

    def residual(identity: Identity, values: Mapping[CellName, int]) -> int:
        return sum(values[n] for n in identity.left) - sum(values[n] for n in identity.right)

    def settled(names: frozenset[CellName], values: dict[CellName, int]) -> Mapping[CellName, int] | None:
        if not names:
            return values if all(residual(i, values) == 0 for i in identities) else None
        for identity in identities:
            alone = names.intersection(identity.cells)
            if len(alone) == 1:
                (name,) = alone
                sign = 1 if name in identity.left else -1
                value = values[name] - sign * residual(identity, values)
                return settled(names - alone, {**values, name: value}) if value >= 0 else None
        raise AssertionError("no cell stands alone")

    failed = [i for i in identities if residual(i, published) != 0]
    candidates = [name for name in published if any(name in i.cells for i in failed)]
    for size in (1, 2, 3):
        tried = (frozenset(names) for names in combinations(candidates, size))
        covering = (names for names in tried if all(names.intersection(i.cells) for i in failed))
        found = {names: values for names in covering if (values := settled(names, published)) is not None}
        if found:
            return found
    return {}


def changes(count: int) -> st.SearchStrategy[list[tuple[int, int]]]:
    """Distinct cells of table 三 by number, and different amounts to change them by."""
    return st.lists(
        st.tuples(st.integers(0, 174), st.integers(-40, 40).filter(bool)),
        min_size=count,
        max_size=count,
        unique_by=(lambda change: change[0], lambda change: change[1]),
    )


class TestSeveralCells:
    """Two and three cells changed by different amounts: named, except where another set would do as well."""

    @settings(max_examples=60, deadline=None)
    @given(changes(2))
    def test_two(self, report: Report, picked: list[tuple[int, int]]) -> None:
        self.hold(report, picked)

    @settings(max_examples=25, deadline=None)
    @given(changes(3))
    def test_three(self, report: Report, picked: list[tuple[int, int]]) -> None:
        self.hold(report, picked)

    def hold(self, report: Report, picked: list[tuple[int, int]]) -> None:
        names = table_three(report)
        values = {names[i]: max(0, int(report.cells[names[i]].value or 0) + amount) for i, amount in picked}
        broken = changed(report, values)
        findings = [f for f in found(broken) if f.code in ("G101", "G102", "G103")]
        sets = brute_force(broken)
        if len(sets) == 1:
            ((only, new),) = sets.items()
            cells_of = {(i.rule, i.at): i.cells for i in report.form.identities}
            for finding in findings:
                # Of the set the first cell, in the form's order, that stands in this sum.
                assert finding.cell is not None
                first = next(n for n in names if n in only and n in cells_of[finding.rule, finding.cell])
                assert finding.suspect is not None
                assert finding.candidates == ()
                assert finding.suspect.cell == first
                assert finding.suspect.should_be == new[first]
                assert finding.suspect.count == len(only)
        else:
            assert all(f.suspect is None for f in findings)
            listed = {candidate.cell: candidate.should_be for f in findings for candidate in f.candidates}
            possible = {
                name: {values[name] for s, values in sets.items() if name in s} for s in sets for name in s
            }
            assert listed == {name: min(v) if len(v) == 1 else None for name, v in possible.items()}

    def test_two_in_one_row_that_cancel_out_could_be_in_another_row(self, report: Report) -> None:
        business, natural = CellName("t3", "granted", "business"), CellName("t3", "granted", "natural")
        findings = found(changed(report, {natural: 19, business: 1}))
        assert [f.code for f in findings] == ["G102", "G102"]
        assert [f.suspect for f in findings] == [None, None]
        assert natural in {candidate.cell for candidate in findings[0].candidates}


class TestNothingNamed:
    """What the definition leaves open stays open."""

    def test_a_case_total_of_table_four_has_candidates(self, report: Report) -> None:
        findings = found(changed(report, {CellName("t4", "suit-direct", "total"): 3}))
        assert [f.suspect for f in findings] == [None]
        assert [(c.column_label, c.should_be) for c in findings[0].candidates] == [
            ("结果维持", 3),
            ("结果纠正", 2),
            ("其他结果", 2),
            ("尚未审结", 2),
            ("总计", 1),
        ]

    def test_a_value_is_never_made_negative(self, report: Report) -> None:
        review = CellName("t4", "review", "upheld")
        (finding,) = found(changed(report, {review: 11}))
        assert finding.suspect is None
        (finding,) = found(changed(report, {review: 11, CellName("t4", "review", "corrected"): 1}))
        assert finding.suspect is not None
        assert (finding.suspect.column_label, finding.suspect.should_be) == ("总计", 12)

    def test_four_wrong_cells_are_too_many(self, report: Report) -> None:
        rows = ("granted", "partial", "refused-law", "unable-not-held")
        values = {CellName("t3", row, "welfare"): 7 + number for number, row in enumerate(rows)}
        assert named(changed(report, values)) == {}

    def test_but_hide_nothing_in_another_table(self, report: Report) -> None:
        rows = ("granted", "partial", "refused-law", "unable-not-held")
        values = {CellName("t3", row, "welfare"): 7 + number for number, row in enumerate(rows)}
        case = {CellName("t4", "review", column): 2 for column in ("upheld", "corrected")}
        assert named(changed(report, values | case)) == {CellName("t4", "review", "total"): 4}


class TestSeveral:
    """Sets of one size: a person weighs them, and looks into the text."""

    DIRECT = "未经复议直接起诉: [1, 0, 0, 0, 1]"

    def candidates(self, folder: Path, text: str) -> list[tuple[str, Number | None]]:
        _, findings = read_text(folder, text)
        (finding,) = (f for f in findings if f.code == "G104")
        return [(c.column_label, c.should_be) for c in finding.candidates]

    def test_a_slip_of_the_hand_comes_first_and_what_would_vanish_last(
        self, tmp_path: Path, sample: str
    ) -> None:
        text = sample.replace(self.DIRECT, "未经复议直接起诉: [7, 40, 0, 0, 40]")
        assert self.candidates(tmp_path, text) == [("结果纠正", 33), ("总计", 47), ("结果维持", 0)]

    def test_the_number_of_the_text_decides(self, tmp_path: Path, sample: str) -> None:
        text = sample.replace(self.DIRECT, "未经复议直接起诉: [1, 0, 0, 0, 3]").replace(
            "总体情况: |\n", "总体情况: |\n  未经复议直接起诉1件。\n"
        )
        report, findings = read_text(tmp_path, text)
        assert report is not None
        (finding,) = (f for f in findings if f.code == "G104")
        assert finding.suspect is not None
        assert (finding.suspect.column_label, finding.suspect.should_be) == ("总计", 1)

    def test_a_text_that_says_what_is_there_decides_nothing(self, tmp_path: Path, sample: str) -> None:
        text = sample.replace(self.DIRECT, "未经复议直接起诉: [1, 0, 0, 0, 3]").replace(
            "总体情况: |\n", "总体情况: |\n  未经复议直接起诉3件。\n"
        )
        assert len(self.candidates(tmp_path, text)) == 5

    @pytest.mark.parametrize(
        ("typed", "meant", "slip"),
        [
            ("73", "37", True),
            ("47", "40", True),
            ("40", "4", True),
            ("100", "1000", True),
            ("6", "0", False),
            ("12", "34", False),
            ("123", "321", False),
            ("5", "5", False),
            ("2", "12", True),
            ("12", "2", True),
            ("123", "13", True),
            ("123", "45", False),
            ("45", "123", False),
            ("1234", "12", False),
        ],
    )
    def test_what_a_hand_types_for_another(self, typed: str, meant: str, slip: bool) -> None:
        assert is_slip(typed, meant) is slip


class TestComputedTotals:
    """A total that was left out is no cell that could be typed wrong."""

    def test_the_typed_cell_is_named_through_computed_totals(self, tmp_path: Path, sample: str) -> None:
        lines = [line for line in sample.splitlines() if not line.strip().startswith("总计:")]
        report, findings = read_text(tmp_path, "\n".join(lines) + "\n")
        assert report is not None
        assert findings == ()
        assert report.cells[CellName("t3", "result-total", "natural")].state is State.COMPUTED
        carried = CellName("t3", "carried-out", "natural")
        assert named(changed(report, {carried: 2})) == {carried: 1}


def test_findings_of_other_rules_are_left_alone(report: Report) -> None:
    """with_suspects gives back what it does not explain."""
    assert with_suspects((), report, dict) == ()


def test_reports_of_two_agencies_do_not_mix(tmp_path: Path, sample: str) -> None:
    """Each report's sums are its own."""
    wrong = sample.replace("予以公开: [18,", "予以公开: [17,")
    _, findings = read_files(
        tmp_path,
        {"a/agency.yml": AGENCY, "a/2021.yml": wrong, "b/agency.yml": AGENCY, "b/2021.yml": sample},
    )
    assert {f.place.file for f in findings} == {"data/a/2021.yml"}
    assert isinstance(findings[0].suspect and findings[0].suspect.value, int)
