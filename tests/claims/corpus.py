"""The corpus: sentences of known verdict beside the tables of made-up bodies, and what the rules say to them."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path

from gongkai.findings import Finding, Place
from gongkai.forms import cells_at
from gongkai.model import Archive, Report, read_archive
from gongkai.prose import Line, Narrative
from gongkai.rules import all_rules, inspect
from gongkai.settings import Settings

FOLDER = Path(__file__).parent / "corpus"
HALVES = (
    "written",
    "measured",
    "later",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
    "twenty-first",
    "twenty-second",
    "twenty-third",
    "twenty-fourth",
    *(f"blind-{number}" for number in range(1, 27)),
)
CODES = ("G305", "G501", "G502", "G503", "G508", "G509")
MARK = "▶"
SECTIONS = {
    "一": "overview",
    "二": "disclosure",
    "三": "requests",
    "四": "disputes",
    "五": "problems",
    "六": "others",
}

_PART = re.compile(r"\{([^{}]+)\}")
_SECTION = re.compile(r"^([一二三四五六]):")
_COLUMNS = ("总计", "处理决定数量", "收费金额")
_WRONG = (7, 13, 29, 3, 41, 2, 5)


@dataclass(frozen=True)
class Wording:
    """A line of the corpus."""

    kind: str
    verdict: str
    bodies: str
    sentence: str
    why: str


@dataclass(frozen=True)
class Case:
    """A wording with the figures of one body in it, and what must be found."""

    wording: Wording
    body: str
    text: str
    section: str
    is_wrong: bool
    at: int | None
    """Offset of the mark, where the wording has one."""
    may_be_missed: bool = False
    """Whether it is known that nothing is said of it, though it is wrong."""


@dataclass(frozen=True)
class Outcome:
    """A case, and what was found."""

    case: Case
    found: tuple[Finding, ...]

    @property
    def is_right(self) -> bool:
        """Whether what had to be found was, at the mark if there is one, and nothing else."""
        if self.case.may_be_missed and not self.found:
            return True
        return bool(self.found) == self.case.is_wrong and self.is_placed

    @property
    def is_placed(self) -> bool:
        """Whether a finding stands at the mark."""
        return (
            not self.found
            or self.case.at is None
            or any(finding.place.column == self.case.at + 1 for finding in self.found)
        )


def wordings(half: str) -> list[Wording]:
    """The sentences of one half."""
    with (FOLDER / f"{half}.tsv").open(encoding="utf-8", newline="") as file:
        return [Wording(**row) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


@cache
def bodies(half: str) -> Archive:
    """The bodies of one half, with those that it borrows from others."""
    own = _own(half)
    lent = {body: _own(other) for other, body in _borrowed(half)}
    agencies = {body: archive.agencies[body] for body, archive in lent.items()}
    reports = [report for body, archive in lent.items() for report in archive.by_agency[body].values()]
    return replace(
        own,
        agencies=dict(sorted({**own.agencies, **agencies}.items())),
        reports=tuple(sorted((*own.reports, *reports), key=lambda report: (report.agency, report.year))),
        lines={**own.lines, **{name: lines for each in lent.values() for name, lines in each.lines.items()}},
    )


@cache
def _own(half: str) -> Archive:
    folder = FOLDER / "data" / half
    if not folder.is_dir():
        return Archive({}, ())
    archive, problems = read_archive(folder, folder)
    assert not problems, problems
    return archive


def _borrowed(half: str) -> Iterator[tuple[str, str]]:
    """Half and folder of the bodies that a half has no folder of its own for."""
    with (FOLDER / "borrowed.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            if row["half"] == half:
                other, _, body = row["body"].partition("/")
                yield other, body


def cases(
    half: str, wanted: Sequence[Wording] | None = None, only: Sequence[str] | None = None
) -> Iterator[Case]:
    """Every sentence with every body that it is for; of a true one also each with one figure made wrong."""
    archive = bodies(half)
    for wording in wordings(half) if wanted is None else wanted:
        for body in archive.by_agency if only is None else only:
            years = archive.by_agency[body]
            report = years[max(years)]
            if _is_for(wording, body, report) and (figures := _Figures(report, years.get(report.year - 1))):
                yield from _cases(wording, body, figures)


def _is_for(wording: Wording, body: str, report: Report) -> bool:
    is_zero = not sum(
        Decimal(report.cells[name].value or 0) for name in cells_at(report.form, ("新收", "总计"))
    )
    if wording.bodies in ("*", "zero"):
        return is_zero == (wording.bodies == "zero")
    return body in wording.bodies.split(",")


class _Figures:
    """What stands in the braces of a wording for one body."""

    def __init__(self, report: Report, before: Report | None) -> None:
        self.report = report
        self.before = before
        self.taken = {Decimal(cell.value) for cell in report.cells.values() if cell.value is not None}
        for sums in (
            "新收+上年结转",
            "不予公开",
            "无法提供",
            "不予处理",
            "其他处理",
            "行政诉讼",
            "行政复议+行政诉讼",
            "新收.自然人+上年结转.自然人",
        ):
            self.taken.add(self.value(sums))

    def value(self, expression: str) -> Decimal:
        total = Decimal(0)
        for sign, term in re.findall(r"([-+]?)([^-+]+)", expression):
            if term.isdecimal():
                total += -int(term) if sign == "-" else int(term)
                continue
            report = self.before if term.startswith("上年:") else self.report
            assert report is not None, term
            names = tuple(term.removeprefix("上年:").split("."))
            cells = cells_at(report.form, names) if len(names) > 1 else ()
            for column in (*_COLUMNS, ""):
                cells = cells or cells_at(report.form, (*names, column) if column else names)
            if not cells:
                raise KeyError(term)
            total += sum(Decimal(report.cells[name].value or 0) for name in cells) * (-1 if sign == "-" else 1)
        return total

    def said(self, part: str, by: int = 0) -> str:
        """A figure as the sentence has it; made wrong by about as much."""
        match part:
            case "年":
                return str(self.report.year)
            case "上年":
                return str(self.report.year - 1)
            case "下年":
                return str(self.report.year + 1)
            case "全称":
                return self.report.agency_name
        if part.startswith("%"):
            over, _, under = part[1:].partition("/")
            share = self.value(over) * 100 / self.value(under)
            wrong = share + (Decimal(by) / 2 + 2 if by else 0)
            return str(wrong.quantize(Decimal("0.1"), ROUND_HALF_UP))
        value = self.value(part.rstrip(","))
        return f"{value + by:,}" if part.endswith(",") else str(value + by)


def _cases(wording: Wording, body: str, figures: _Figures) -> Iterator[Case]:
    named = _SECTION.match(wording.sentence)
    template = wording.sentence[named.end() if named else 0 :]
    section = SECTIONS[named[1] if named else "一"]
    parts = _PART.findall(template)
    try:
        right = [figures.said(part) for part in parts]
    except KeyError:
        return  # the form has no such cell
    text = _filled(template, right)
    at = text.index(MARK) if MARK in text else None
    is_wrong, may_be_missed = wording.verdict in ("false", "unseen"), wording.verdict in ("open", "unseen")
    yield Case(wording, body, text.replace(MARK, ""), section, is_wrong, at, is_wrong and may_be_missed)
    if wording.verdict not in ("true", "open"):
        return
    known = figures.taken | {Decimal(number) for number in right if number.isdigit()}
    for index, part in enumerate(parts):
        if part in ("年", "上年", "下年", "全称"):
            continue
        value = None if part.startswith("%") else figures.value(part.rstrip(","))
        by = next((by for by in _WRONG if value is None or value + by not in known), None)
        if by is not None:
            yield Case(
                wording,
                body,
                _filled(template, [*right[:index], figures.said(part, by), *right[index + 1 :]]),
                section,
                True,
                None,
                may_be_missed,
            )


def _filled(template: str, values: Sequence[str]) -> str:
    remaining = iter(values)
    return _PART.sub(lambda _: next(remaining), template)


def outcomes(half: str, every: Sequence[Case]) -> list[Outcome]:
    """What the rules of the text find in each case, each in a report of its own."""
    archive = bodies(half)
    places = {f"{number}.yml": case for number, case in enumerate(every)}
    reports = [
        report for years in archive.by_agency.values() for year, report in years.items() if year != max(years)
    ]
    for name, case in places.items():
        years = archive.by_agency[case.body]
        place = Place(name, 1, 1)
        narrative = Narrative((), place, (Line(case.text, place),))
        reports.append(
            replace(years[max(years)], place=place, narratives={case.section: narrative}, remarks=())
        )
    off: Mapping[str, bool] = {rule.name: False for rule in all_rules() if rule.code not in CODES}
    found: dict[str, list[Finding]] = {name: [] for name in places}
    for finding in inspect(replace(archive, reports=tuple(reports)), (), Settings(rules=off)):
        if finding.place.file in found and finding.code in CODES:
            found[finding.place.file].append(finding)
    return [Outcome(case, tuple(found[name])) for name, case in places.items()]
