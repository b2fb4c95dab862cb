"""What stands before a sentence tells what its numbers are of."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from gongkai.claims.claim import Claim
from gongkai.claims.claims import LOOK_BACK, claimed_sentences
from gongkai.claims.meanings import Tables
from gongkai.findings import Place
from gongkai.prose import Line
from tests.claims.corpus import bodies

DONE = (((1, "办结"),),)


def told(texts: Sequence[str], wanted: re.Pattern[str] | None = None) -> list[Claim]:
    """The claims of lines that stand below each other."""
    archive = bodies("written")
    report = archive.by_agency["city"][2023]
    lines = [Line(text, Place("x", number, 1)) for number, text in enumerate(texts, 1)]
    said = claimed_sentences(lines, report, archive.agencies["city"], Tables(report), wanted)
    return [claim for sentence in said for claim in sentence.claims]


def rows(claims: Sequence[Claim]) -> list[object]:
    return [claim.subject.rows if claim.subject else None for claim in claims]


def test_the_line_before() -> None:
    assert rows(told(["依申请公开规范有序。", "全年办结9件。"])) == [DONE]


def test_the_sentence_before() -> None:
    assert rows(told(["依申请公开规范有序。全年办结9件。"])) == [DONE]


def test_nothing_before() -> None:
    assert rows(told(["会议按期召开。", "全年办结9件。"])) == [None]


def test_too_far_before() -> None:
    assert rows(told(["依申请公开规范有序。", "好" * LOOK_BACK, "全年办结9件。"])) == [None]


def test_the_latest_counts() -> None:
    assert rows(told(["依申请公开规范有序。", "热线工单及时办理。", "全年办结9件。"])) == [None]


def test_only_what_is_wanted() -> None:
    claims = told(["依申请公开新收8件。", "全年办结9件。办结率90%。"], re.compile("%"))
    assert [str(claim.numeral.value) for claim in claims] == ["90"]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("未发生一起行政复议。", ["0"]),
        ("未发生过任何一起行政复议。", ["0"]),
        ("未发生行政复议，诉讼一起。", ["0", "1"]),
        ("未发生三起以上行政复议。", ["0", "0"]),
    ],
)
def test_the_one_of_none(text: str, values: list[str]) -> None:
    assert [str(claim.numeral.value) for claim in told([text])] == values


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("新收申请41件，上年38件，增加3件。", [0, 0, 1]),
        ("新收申请41件，上年44件，减少3件。", [0, 0, -1]),
        ("较上年增加3件，全年新收申请41件。", [1, 0]),
    ],
)
def test_changes(text: str, wanted: list[int]) -> None:
    claims = told([text])
    assert [claim.change for claim in claims] == wanted
    assert all(claim.subject is not None for claim in claims)


def test_the_base_before_its_subject() -> None:
    base, new = told(["较上年的38件有所增加，全年新收申请41件。"])
    assert base.is_of_last_year
    assert base.subject == new.subject


@pytest.mark.parametrize(
    "text",
    [
        "较上年的38件有所增加，一是宣传，二是引导，三是服务，全年新收申请41件。",
        "较上年的38件有所增加，全年召开会议41次。",
        "较上年的38件有所增加（新收申请41件）。",
    ],
)
def test_a_base_of_nothing(text: str) -> None:
    assert not any(claim.is_of_last_year for claim in told([text]))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("发出补正通知5件，其中逾期未补正2件。", False),
        ("发出补正通知5件；依申请公开结转下年度2件。", True),
        ("受理企业诉求5件，在办2件。", False),
        ("受理企业诉求5件，政府信息公开申请结转下年度2件。", True),
        ("有7人提交申请10件以上，共提交申请26件。", False),
        ("收到7人提交的政府信息公开申请26件。", True),
        ("全年一审行政应诉案件5件，败诉2件。", False),
        ("行政诉讼5件，败诉2件。", True),
    ],
)
def test_a_part_of_what_is_not_known(text: str, wanted: bool) -> None:
    assert (told([text])[-1].subject is not None) is wanted


def test_a_bracket_without_words_before_a_number() -> None:
    """（含网络） says nothing that a table knows, and no word stands before it either."""
    assert [str(claim.numeral.value) for claim in told(["申请（含网络）3件。"])] == ["3"]


class TestOfYears:
    """Which year a number is of, where two are told side by side."""

    @pytest.mark.parametrize(
        ("text", "then"),
        [
            ("2022年新收申请9件，2023年新收申请8件。", [True, False]),
            ("申请件数：2022年9件、2023年8件。", [True, False]),
            ("2022年和2023年分别受理申请9件、8件。", [True, False]),
            ("2023年和2022年分别受理申请9件、8件。", [False, True]),
            ("新收申请8件，上年仅9件。", [False, True]),
        ],
    )
    def test_two_years(self, text: str, then: list[bool]) -> None:
        claims = told([text])
        assert [claim.is_of_last_year for claim in claims] == then
        assert all(claim.subject is not None for claim in claims)

    def test_changes_told_respectively(self) -> None:
        *_, first, second = told(["新收申请9件、办结8件，分别较上年增加3件、2件。"])
        assert (first.change, second.change) == (1, 1)
        assert rows([second]) == [DONE]

    def test_as_many_as_changed(self) -> None:
        """Three numbers are no changes of two."""
        claims = told(["新收申请9件、办结8件，分别较上年增加3件、2件、1件。"])
        assert rows(claims[2:]) == [None, None, None]

    def test_of_what_it_has_become(self) -> None:
        assert rows(told(["新收申请较上年增加3件，为9件。"]))[1] == (((1, "新收"),),)
        assert rows(told(["新收申请较上年增加3件；无法提供减少，为9件。"]))[1] == (((1, "无法提供"),),)


def test_what_is_left_in_time() -> None:
    *_, rest = told(["新收申请9件，办结8件，其余1件均在法定期限内。"])
    assert rows([rest]) == [(((1, "结转下年度"),),)]


class TestOfWhichNumber:
    """Words between two numbers, which may be of either."""

    def test_what_is_said_of_the_number_before(self) -> None:
        assert rows(told(["政府信息公开申请中，31件不予公开中有15件属于此类。"]))[1] is None

    def test_what_stands_right_before_the_next(self) -> None:
        every, done = told(["行政复议22件已结20件。"])
        assert every.subject is not None
        assert done.subject is not None
        assert every.subject.columns[0] == ((1, "总计"),)
        assert done.subject.columns[0] == ((1, "总计"), (-1, "尚未审结"))

    def test_a_column_of_a_clause_before(self) -> None:
        last = told(["维持的案件，行政复议为12件，行政诉讼为11件。"])[-1]
        assert last.subject is not None
        assert ((1, "维持"),) in last.subject.columns

    def test_last_year_ends_with_its_clause(self) -> None:
        last = told(["新收申请13件，去年5件；办结12件。"])[-1]
        assert rows([last]) == [(((1, "办结"),),)]
