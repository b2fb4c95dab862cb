"""The reporter's own name in front of a number takes nothing away from it: 200 names, 20 sentences."""

from __future__ import annotations

import csv
from dataclasses import replace

import pytest

from gongkai.claims.names import OWN, may_have_own_name, without_own_name
from gongkai.findings import Place
from gongkai.model import AgencyKind
from gongkai.prose import Line, Narrative
from gongkai.rules import all_rules, inspect
from gongkai.settings import Settings
from tests.claims.corpus import CODES, FOLDER, bodies

SENTENCES = (
    ("{name}共收到政府信息公开申请{}件。", 154),
    ("2023年，{name}收到政府信息公开申请{}件。", 154),
    ("全年，{name}新收申请{}件。", 154),
    ("{name}全年受理依申请公开{}件。", 154),
    ("一年来，{name}依法办结政府信息公开申请{}件。", 144),
    ("2023年度{name}答复政府信息公开申请{}件。", 144),
    ("申请人向{name}提出政府信息公开申请{}件。", 154),
    ("{name}上年结转申请{}件。", 4),
    ("{name}结转下年度继续办理申请{}件。", 14),
    ("{name}对申请予以公开{}件。", 33),
    ("{name}作出不予公开决定{}件。", 21),
    ("因{name}政府信息公开引发行政复议{}件。", 16),
    ("{name}被申请行政复议{}件。", 16),
    ("以{name}为被告的政府信息公开行政诉讼{}件。", 13),
    ("{name}制发行政规范性文件{}件。", 3),
    ("{name}现行有效行政规范性文件{}件。", 15),
    ("向{name}申请公开政府信息共{}件。", 154),
    ("{name}在2023年内新收政府信息公开申请{}件，较往年平稳。", 154),
    ("截至2023年12月31日，{name}共办结政府信息公开申请{}件。", 144),
    ("{name}收到政府信息公开申请的数量为{}件。", 154),
)
WRONG = 1009


def names() -> list[tuple[str, str]]:
    with (FOLDER / "names.tsv").open(encoding="utf-8", newline="") as file:
        return [(row["kind"], row["name"]) for row in csv.DictReader(file, delimiter="\t")]


def test_there_are_two_hundred() -> None:
    assert len(set(names())) >= 200


@pytest.mark.parametrize("sign", list(")(]*+?.\\|^"))
def test_a_name_that_ends_in_a_sign_is_found_as_it_is(sign: str) -> None:
    name = f"样例局{sign}"
    assert without_own_name(f"{name}收到3件。", (name,)) == OWN * len(name) + "收到3件。"
    assert without_own_name("别的收到3件。", (name,)) == "别的收到3件。"
    assert may_have_own_name(f"{name}收到3件。", (name,))
    assert not may_have_own_name("别的收到3件。", (name,))


@pytest.mark.builds
@pytest.mark.parametrize("is_wrong", [False, True])
def test_names(is_wrong: bool) -> None:
    archive = bodies("written")
    report = archive.by_agency["petition"][2023]
    agency = archive.agencies["petition"]
    agencies, reports, texts = {}, [], {}
    for number, (kind, name) in enumerate(names()):
        path = f"name-{number}"
        agencies[path] = replace(agency, path=path, name=name, kind=AgencyKind(kind))
        for at, (sentence, right) in enumerate(SENTENCES):
            place = Place(f"{path}/{at}.yml", 1, 1)
            texts[place.file] = sentence.format(WRONG if is_wrong else right, name=name)
            narrative = Narrative((), place, (Line(texts[place.file], place),))
            reports.append(
                replace(report, agency=path, agency_name=name, place=place, narratives={"overview": narrative})
            )
    off = {rule.name: False for rule in all_rules() if rule.code not in CODES}
    found = inspect(replace(archive, agencies=agencies, reports=tuple(reports)), (), Settings(rules=off))
    of_file = {finding.place.file for finding in found}
    assert [text for file, text in texts.items() if (file in of_file) is not is_wrong] == []
