"""What the narratives say of the cells, read with the numbers of other sentences or without."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from gongkai.claims.claims import claimed_sentences
from gongkai.claims.meanings import Tables
from gongkai.claims.spoken import Spoken, spoken, spoken_in
from gongkai.findings import Place
from gongkai.model import Archive
from gongkai.prose import Line, Narrative
from gongkai.rules import Before, read_and_inspect_spread
from gongkai.settings import Settings
from tests.claims.corpus import bodies, cases
from tests.helpers.marked import slip
from tests.helpers.support import AGENCY, NARRATIVES, report_text, write_files

Heard = dict[tuple[str, int], tuple[Spoken, ...]]
HALF = "ninth"


def heard(data: Path, settings: Settings | None = None) -> tuple[Archive, Heard]:
    """What the rules have read along the way."""
    told: Heard = {}
    before = Before(spoken=told)
    archive, _, _ = read_and_inspect_spread(data, data, settings or Settings(), None, before=before)
    return archive, told


def test_what_the_rules_have_read_is_what_is_read_for_a_report_alone(tmp_path: Path) -> None:
    text = report_text("haishu-office-2021", 2021)
    said = "全年新收政府信息公开申请41件，上年没有结转。办结40件，结转下年度1件；行政诉讼1件。"
    write_files(
        tmp_path, {"office/agency.yml": AGENCY, "office/2021.yml": slip(text, NARRATIVES["总体情况"], said)}
    )
    archive, told = heard(tmp_path)
    (report,) = archive.reports
    assert told["office", 2021] == tuple(spoken(report, archive.agencies["office"]))
    assert {name.row for name, _ in told["office", 2021]} >= {"new", "carried-out"}


def test_sentences_without_numbers_of_cells_tell_nothing() -> None:
    """Left out before they are read, or read as the rules do: all sentences of a body as the lines of one text."""
    archive = bodies(HALF)
    of_bodies: dict[str, list[str]] = {}
    for case in cases(HALF):
        of_bodies.setdefault(case.body, []).append(case.text)
    count = 0
    for body, texts in of_bodies.items():
        years, agency = archive.by_agency[body], archive.agencies[body]
        lines = tuple(Line(text, Place("a.yml", number, 1)) for number, text in enumerate(texts, 1))
        report = replace(years[max(years)], narratives={"overview": Narrative((), lines[0].place, lines)})
        every = claimed_sentences(lines, report, agency, Tables(report))
        found = tuple(spoken(report, agency))
        assert tuple(spoken_in(report, every)) == found
        count += len(found)
    assert count > len(of_bodies)


def test_only_narratives_count(tmp_path: Path) -> None:
    """A note of a table is read by the rules, and is no text that the page shows as one."""
    key = "收到和处理政府信息公开申请情况:\n"
    note = f"{key}  表注: 全年新收政府信息公开申请41件。\n"
    text = slip(report_text("haishu-office-2021", 2021), key, note)
    write_files(tmp_path, {"office/agency.yml": AGENCY, "office/2021.yml": text})
    _, told = heard(tmp_path)
    assert not any("新收政府信息公开申请41件" in passage for _, passage in told["office", 2021])


def test_without_the_rule_nothing_is_heard(tmp_path: Path) -> None:
    write_files(
        tmp_path, {"office/agency.yml": AGENCY, "office/2021.yml": report_text("haishu-office-2021", 2021)}
    )
    _, told = heard(tmp_path, Settings(rules={"prose-figure": False}))
    assert told == {}
