"""The corpus: nothing wrong is missed and nothing right is blamed; `make quick` asks a cut of it, `make phrases` all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest

from tests.claims.corpus import FOLDER, HALVES, MARK, Case, bodies, cases, outcomes, wordings

# Of each half the bodies whose names and tables differ most.
FEW = {
    "written": ("city", "street", "archives"),
    "measured": ("county", "coop", "museum"),
    "later": ("banner", "village", "observatory"),
    "fourth": ("market", "county-gov", "mountain-town"),
    "fifth": ("district", "justice", "college"),
    "sixth": ("capital", "farm-town", "tax"),
    "seventh": ("port-city", "archive", "old-town"),
    "eighth": ("lake-city", "economy", "normal-school"),
    "ninth": ("county", "office", "disabled"),
    "tenth": ("cloud-district", "letters", "border"),
    "eleventh": ("pine-city", "cloud-county", "science"),
    "twelfth": ("sea-city", "law-office", "museum-city"),
    "thirteenth": ("river-city", "old-district", "calligraphy"),
    "fourteenth": ("jade-county", "cloud-office", "red-cross"),
    "fifteenth": ("star-city", "audit", "charity"),
    "sixteenth": ("plum-city", "valley-office", "women-fed"),
    "seventeenth": ("pearl-city", "reed-office", "writers"),
    "eighteenth": ("marsh-county", "grain-bureau", "ridge-street", "data-bureau"),
    "nineteenth": ("ford-city", "stone-bridge-town", "health-board", "forest-bureau"),
    "twentieth": ("hill-county", "canal-tax", "traffic-police"),
    "twenty-first": ("island-city", "customs-house", "reed-town"),
    "twenty-second": ("south-city", "bamboo-town", "tea-office"),
    "twenty-third": ("plain-district", "water-bureau", "north-street"),
    "twenty-fourth": ("city", "hr-dept", "bay-office", "coop"),
    "blind-1": ("police", "housing", "labour"),
    "blind-2": ("customs", "tax", "fire"),
    "blind-3": ("resources", "metropolis", "market"),
    "blind-4": ("capital", "culture", "province"),
    "blind-5": ("transport", "health-commission", "market-office"),
    "blind-6": ("agri-office", "sea-city", "river-city"),
    "blind-7": ("planning", "general-office", "star-city"),
    "blind-8": ("city", "culture", "customs"),
    "blind-9": ("county", "press", "labour"),
    "blind-10": ("office", "jade-county", "hi-tech"),
    "blind-11": ("plum-city", "traffic", "ferry-street"),
    "blind-12": ("north-province", "bay-city", "maritime"),
    "blind-13": ("south-city", "tea-county", "lotus-street"),
    "blind-14": ("rice-city", "mill-county", "customs"),
    "blind-15": ("xia-district", "yuan-office", "lan-county"),
    "blind-16": ("lake-street", "drum-street", "saddle-village"),
    "blind-17": ("chengguan", "road-force", "market"),
    "blind-18": ("province", "hr-dept", "finance-dept"),
    "blind-19": ("hospital", "fund-centre", "bank-branch"),
    "blind-20": ("water", "forest", "medical-ins"),
    "blind-21": ("city", "build", "river-district"),
    "blind-22": ("coast-city", "culture", "edu"),
    "blind-23": ("pine-county", "transport-dept", "dam-town"),
    "blind-24": ("land-bureau", "hightech-zone", "fund-center"),
    "blind-25": ("cloud-prefecture", "county-police", "ferry-town"),
    "blind-26": ("farm-dept", "urban-bureau", "water-group"),
}


CUT = {"written": "city", "sixth": "capital", "ninth": "office"}
"""For `make quick`, of which every so many-th sentence is asked."""
STRIDE = 6


def wrong(half: str, every: Sequence[Case]) -> list[tuple[str, list[tuple[str, str]]]]:
    """The sentences that are not judged as they must be, with what was said to them."""
    return [
        (outcome.case.text, [(f.code, f.message) for f in outcome.found])
        for outcome in outcomes(half, every)
        if not outcome.is_right
    ]


@pytest.mark.parametrize(("half", "body"), CUT.items())
def test_a_cut(half: str, body: str) -> None:
    every = list(cases(half, only=[body]))[::STRIDE]
    assert every
    assert wrong(half, every) == []


@pytest.mark.builds
@pytest.mark.parametrize(("half", "body"), [(half, body) for half, few in FEW.items() for body in few])
def test_every_wording(half: str, body: str) -> None:
    every = list(cases(half, only=[body]))
    assert every
    assert wrong(half, every) == []


class TestItself:
    """The corpus as data."""

    def test_every_half_is_asked(self) -> None:
        there = {path.stem for path in FOLDER.glob("*.tsv")} - {"names", "borrowed"}
        assert there == set(HALVES) == set(FEW)

    def test_it_is_wide(self) -> None:
        every = [wording for half in HALVES for wording in wordings(half)]
        assert len(every) >= 400
        assert len(Counter(wording.kind for wording in every)) >= 40

    @pytest.mark.parametrize("half", HALVES)
    def test_every_line_says_all(self, half: str) -> None:
        known = {"*", "zero", *bodies(half).agencies}
        for wording in wordings(half):
            assert wording.verdict in ("true", "open", "false", "unseen", "silent"), wording
            assert wording.why, wording
            assert set(wording.bodies.split(",")) <= known, wording
            assert (MARK in wording.sentence) is (wording.verdict in ("false", "unseen")), wording

    def test_no_sentence_stands_twice(self) -> None:
        counts = Counter(wording.sentence for half in HALVES for wording in wordings(half))
        assert [sentence for sentence, count in counts.items() if count > 1] == []
