"""What findings propose: taken, each makes its finding go; and what may be taken stands where it is said to stand."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from gongkai.findings import CellName, CellProposal, Finding, Proposal, Range, TextProposal
from gongkai.model import Archive, Report, read_archive
from gongkai.rules import Rule, all_rules, inspect
from gongkai.rules.text.overlap import taken_over
from gongkai.settings import Settings
from gongkai.source import Mapping, read
from gongkai.writers.yaml.edit import edit
from gongkai.writers.yaml.update import path_of_cell
from tests.helpers.support import AGENCY, read_files, report_text, write_files
from tests.rules.examples import files_of

SAMPLE = report_text("haishu-office-2021", 2021)
OVERVIEW = "本机关依法公开政府信息。"


def found(folder: Path, text: str, before: str = "") -> tuple[Archive, tuple[Finding, ...]]:
    """What is wrong with a report of 2021. before: the text of the report of 2020."""
    files = {"office/agency.yml": AGENCY, "office/2021.yml": text}
    return read_files(folder, files | ({"office/2020.yml": before} if before else {}))


def of(findings: Iterable[Finding], code: str) -> Finding:
    (only,) = [each for each in findings if each.code == code]
    return only


def texts(finding: Finding) -> list[tuple[str, str, str | None]]:
    return [(p.text, p.replacement, p.reference) for p in finding.proposals if isinstance(p, TextProposal)]


def cells(finding: Finding) -> list[tuple[str, str, object]]:
    return [
        (str(p.cell.row), str(p.cell.column), p.value) for p in finding.proposals if isinstance(p, CellProposal)
    ]


def said(sentence: str) -> str:
    return SAMPLE.replace(OVERVIEW, f"{OVERVIEW}{sentence}")


def taken(text: str, report: Report | None, proposal: Proposal) -> str:
    """The file with what is proposed."""
    if isinstance(proposal, CellProposal):
        root = read("", text.encode()).root
        assert report is not None
        assert isinstance(root, Mapping)
        return edit(text, {path_of_cell(root, report, proposal.cell): str(proposal.value)})
    lines = text.split("\n")
    place, end = proposal.range
    line = lines[place.line - 1]
    assert line[place.column - 1 : end - 1] == proposal.text
    lines[place.line - 1] = line[: place.column - 1] + proposal.replacement + line[end - 1 :]
    return "\n".join(lines)


class TestExamples:
    """The bad example of each rule."""

    @pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.name)
    def test_what_is_proposed_mends_it(self, rule: Rule, tmp_path: Path) -> None:
        files = files_of(rule.bad)
        write_files(tmp_path / "data", files)
        archive, problems = read_archive(tmp_path / "data", tmp_path)
        for finding in inspect(archive, problems, Settings()):
            name = finding.place.file.removeprefix("data/")
            for proposal in finding.proposals:
                text = files[name]
                assert isinstance(text, str)
                changed = taken(text, archive.by_file.get(finding.place.file), proposal)
                write_files(tmp_path / "data", {name: changed})
                again = inspect(*read_archive(tmp_path / "data", tmp_path), Settings())
                left = [(each.code, each.message) for each in again]
                assert (finding.code, finding.message) not in left
                write_files(tmp_path / "data", {name: text})

    def test_these_rules_propose(self, tmp_path: Path) -> None:
        """Of the others only a person can tell what is right."""
        proposing = set()
        for number, rule in enumerate(all_rules()):
            _, findings = read_files(tmp_path / str(number), files_of(rule.bad))
            proposing |= {each.rule for each in findings if each.proposals}
        assert sorted(proposing) == [
            "balance",
            "blank-sum",
            "carry-over",
            "case-total",
            "cell-type",
            "prose-figure",
            "prose-share",
            "prose-year",
            "result-total",
            "row-total",
            "text-slip",
            "yaml-trap",
        ]


class TestCells:
    """A value for a cell."""

    def test_the_suspect(self, tmp_path: Path) -> None:
        _, findings = found(tmp_path, SAMPLE.replace("予以公开: [18,", "予以公开: [17,"))
        assert [cells(each) for each in findings if each.code.startswith("G10")] == [
            [("granted", "natural", 18)]
        ] * 2

    @pytest.mark.parametrize(
        ("typed", "value"),
        [
            ("１２", 12),
            ("／", "/"),
            ("12件", 12),
            ("012", 12),
            ("+12", 12),
            ("'1,204'", 1204),
            ("若干", None),
            ("-3", None),
        ],
    )
    def test_a_number_typed_otherwise(self, tmp_path: Path, typed: str, value: object) -> None:
        _, findings = found(tmp_path, SAMPLE.replace("行政处罚: 0", f"行政处罚: {typed}"))
        expected = [] if value is None else [("penalty", "decisions", value)]
        assert cells(of(findings, "G202")) == expected

    def test_a_blank_of_a_draft_may_become_0(self, tmp_path: Path) -> None:
        """What has been published blank stays blank."""
        blank = SAMPLE.replace("行政处罚: 0", "行政处罚: ~")
        _, findings = found(tmp_path / "a", f"{blank}草稿: true\n")
        assert cells(of(findings, "G201")) == [("penalty", "decisions", 0)]
        _, findings = found(tmp_path / "b", blank)
        assert cells(of(findings, "G201")) == []

    def test_what_last_year_left(self, tmp_path: Path) -> None:
        before = SAMPLE.replace("年度: 2021", "年度: 2020")
        _, findings = found(tmp_path, SAMPLE, before)
        assert {value for each in findings if each.code == "G401" for *_, value in cells(each)} == {1}


class TestTexts:
    """Other words for a passage."""

    @pytest.mark.parametrize(
        ("sentence", "code", "offers"),
        [
            (
                "予以公开36件。",
                "G501",
                [("36", "20", "予以公开.总计")],
            ),
            ("予以公开20件，占办结的42.5%。", "G502", [("42.5%", "50.0%", None)]),
            ("2020年，本机关召开会议。", "G503", [("2020年", "2021年", None)]),
            ("加强加强学习。", "G509", [("加强", "", None)]),
            ("新收{新收.总计}件。", "G308", [("{新收.总计}", "{{ 新收.总计 }}", "新收.总计")]),
        ],
    )
    def test_of_a_sentence(self, tmp_path: Path, sentence: str, code: str, offers: list[object]) -> None:
        _, findings = found(tmp_path, said(sentence))
        assert texts(of(findings, code)) == offers

    def test_nothing_is_proposed_where_the_file_has_it_otherwise(self, tmp_path: Path) -> None:
        """In quotes a sign may be written as two."""
        lines = SAMPLE.split("\n")
        at = lines.index("总体情况: |")
        quoted = [*lines[:at], f'总体情况: "\\u672c{OVERVIEW[1:]}予以公开36件。"', *lines[at + 2 :]]
        _, findings = found(tmp_path, "\n".join(quoted))
        assert texts(of(findings, "G501")) == []


class TestTakenOver:
    """What of a text stood there last year."""

    LONG = "本机关把公开的要求放到办文办会的全过程，逐月检查栏目的更新，逐件核对答复的期限，年底向社会公布考核的结果，并请服务对象当面评议，意见全部答复，问题全部改正。"
    NEW = "今年新建的基层公开专区有三处，配有查询终端。"

    def reports(self, folder: Path) -> tuple[Archive, tuple[Finding, ...]]:
        before = said(self.LONG).replace("年度: 2021", "年度: 2020")
        return found(folder, said(f"{self.NEW}{self.LONG}"), before)

    def passages(self, archive: Archive, ranges: tuple[Range, ...]) -> list[str]:
        return [archive.lines[place.file][place.line - 1][place.column - 1 : end - 1] for place, end in ranges]

    def test_the_ranges_of_a_finding(self, tmp_path: Path) -> None:
        archive, findings = self.reports(tmp_path)
        likeness = of((each for each in findings if each.year == 2021), "G504").taken_over
        assert likeness is not None
        assert self.LONG.rstrip("。") in self.passages(archive, likeness.ranges)
        assert not any(self.NEW.rstrip("。") in each for each in self.passages(archive, likeness.ranges))
        assert 0.5 < likeness.share < 1

    def test_of_each_section_however_little(self, tmp_path: Path) -> None:
        archive, _ = self.reports(tmp_path)
        before, report = sorted(archive.reports, key=lambda each: each.year)
        told = taken_over(report, before)
        label = next(section.label for section in report.form.sections if section.key == "总体情况")
        assert self.passages(archive, told[label].ranges)[1] == self.LONG.rstrip("。")


def test_a_cell_is_named_by_the_form(tmp_path: Path) -> None:
    _, findings = found(tmp_path, SAMPLE.replace("予以公开: [18,", "予以公开: [17,"))
    (proposal,) = findings[0].proposals
    assert proposal == CellProposal(CellName("t3", "granted", "natural"), 18)
