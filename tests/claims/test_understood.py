"""Only what is wholly understood is held against the tables, and only what can be meant in no other way is blamed."""

from __future__ import annotations

import pytest

from gongkai.claims.claim import Claim
from gongkai.claims.claims import claimed_sentences
from gongkai.claims.meanings import Meaning, Tables
from gongkai.claims.readings import is_given_otherwise
from gongkai.claims.understood import Understanding, name_of
from gongkai.findings import Place
from gongkai.prose import Line
from gongkai.words.harmless import is_harmless
from tests.claims.corpus import bodies

BODY, YEAR = "city", 2023


def claims_of(text: str) -> tuple[Claim, ...]:
    archive = bodies("written")
    report = archive.by_agency[BODY][YEAR]
    said = claimed_sentences([Line(text, Place("x", 1, 1))], report, archive.agencies[BODY], Tables(report))
    return tuple(claim for sentence in said for claim in sentence.claims)


def last_is_understood(text: str) -> bool:
    report = bodies("written").by_agency[BODY][YEAR]
    claims = claims_of(text)
    return Understanding(claims, name_of(report), Tables(report)).has(len(claims) - 1)


def last_is_given_otherwise(text: str) -> bool:
    report = bodies("written").by_agency[BODY][YEAR]
    *before, claim = claims_of(text)
    return is_given_otherwise(claim, before, Tables(report))


def figure(row: str, column: str = "总计") -> int:
    report = bodies("written").by_agency[BODY][YEAR]
    (value, *_) = Tables(report).values(Meaning(((1, row),), ((1, column),)))
    return int(value)


class TestHarmless:
    @pytest.mark.parametrize("text", ["全年共", "我局依法", "的", "其中", "较上年增加", "在法定期限内均已"])
    def test_known(self, text: str) -> None:
        assert is_harmless(text)

    @pytest.mark.parametrize("text", ["涉征地类", "全年重复", "省厅转来", "同类", "征", "共征", "的征", "征的"])
    def test_unknown(self, text: str) -> None:
        assert not is_harmless(text)

    def test_nothing_is_harmless(self) -> None:
        assert is_harmless("")


def test_a_claim_begins_behind_what_parts_it_from_the_one_before() -> None:
    text = "予以公开12件、不予公开98765件。"
    *_, claim = claims_of(text)
    assert text[claim.begin : claim.end] == "不予公开98765件"


def test_a_total_behind_a_share_is_of_that_share_alone() -> None:
    *_, claim = claims_of("部分公开的占3%，不予公开的占5%，无法提供的占12%，共98765件。")
    assert claim.subject is not None
    assert claim.subject.rows == (((1, "无法提供"),),)
    *_, claim = claims_of("全年，不予公开情形较多，占12%，共98765件。")
    assert claim.subject is None


def test_an_application_named_behind_a_number_does_not_tell_of_what_it_is() -> None:
    *_, claim = claims_of("征求意见稿中，予以公开98765件，申请人满意。")
    assert claim.subject is None
    *_, claim = claims_of("征求意见稿和申请中，予以公开98765件。")
    assert claim.subject is not None


def test_a_share_knows_that_it_is_of_another() -> None:
    *_, share = claims_of("县气象局办结申请30件，其中予以公开占63.2%。")
    assert share.is_elsewhere
    *_, share = claims_of("全年办结申请30件，其中予以公开占63.2%。")
    assert not share.is_elsewhere


class TestUnderstood:
    @pytest.mark.parametrize(
        "text",
        [
            "全年共收到政府信息公开申请98765件。",
            "依法办结政府信息公开申请98765件，均在法定期限内。",
            # What the clause before says, and what another number of a list is of, is no matter.
            "围绕征地拆迁做好服务，收到政府信息公开申请98765件。",
            "不予公开12件、奇怪事项13件、无法提供98765件。",
            "围绕中心工作，不予公开12件、奇怪事项13件、无法提供98765件。",
            # Behind what is not known, where the clause names its matter itself.
            "受理奇怪诉求12件，收到政府信息公开申请98765件。",
            "收取奇怪费等行政事业性收费98765万元。",
            # In other units nothing is a part.
            "发放奇怪资料12册，收到申请98765件。",
        ],
    )
    def test_wholly(self, text: str) -> None:
        assert last_is_understood(text)

    @pytest.mark.parametrize(
        "text",
        [
            "收到涉征地类政府信息公开申请98765件。",
            # All words are known: what they objected to, and not the applications, is counted.
            "申请人不服答复98765件。",
            "收到政府信息公开申请98765件来自奇怪领域。",
            "奇怪领域新收政府信息公开申请12件、办结98765件。",
            "受理奇怪诉求12件，办结98765件。",
            "办理98765件年底收到的政府信息公开申请。",
            "5个工作日内办结政府信息公开申请98765件。",
            "其中收取奇怪费等行政事业性收费98765万元。",
        ],
    )
    def test_not(self, text: str) -> None:
        assert not last_is_understood(text)

    def test_what_is_right_was_understood(self) -> None:
        right = figure("新收")
        assert last_is_understood(f"收到申请{right}件遍布奇怪领域，办结98765件。")
        assert not last_is_understood(f"收到申请{right + 1}件遍布奇怪领域，办结98765件。")

    def test_the_own_name_is_known(self) -> None:
        name = bodies("written").by_agency[BODY][YEAR].agency_name
        assert last_is_understood(f"{name[:2]}全年收到政府信息公开申请98765件。")
        assert not last_is_understood(f"奇怪{name[:2]}全年收到政府信息公开申请98765件。")


class TestGivenOtherwise:
    def test_by_another_word(self) -> None:
        assert last_is_given_otherwise(f"以“部分公开”方式答复{figure('部分公开')}件。")

    def test_by_a_word_of_another_number(self) -> None:
        assert not last_is_given_otherwise(f"部分公开12件，答复{figure('部分公开')}件。")

    def test_by_the_sum_of_those_before(self) -> None:
        assert last_is_given_otherwise("信访举报投诉类35件，重复申请15件，合计50件均不予处理。")
        assert not last_is_given_otherwise("信访举报投诉类35件，重复申请15件，不予处理50件。")

    def test_by_what_is_left(self) -> None:
        rest = figure("办结") - figure("予以公开") - figure("部分公开")
        said = f"予以公开{figure('予以公开')}件，部分公开{figure('部分公开')}件，"
        assert last_is_given_otherwise(f"{said}其余{rest}件不予公开。")
        assert not last_is_given_otherwise(f"{said}另有{rest}件不予公开。")

    def test_not_by_one_of_two(self) -> None:
        assert not last_is_given_otherwise(f"予以公开和部分公开{figure('予以公开')}件。")

    def test_not_by_the_reason_for_others(self) -> None:
        assert not last_is_given_otherwise(
            f"因本机关不掌握等原因无法提供{figure('本机关不掌握相关政府信息')}件。"
        )

    def test_each_of_a_list_has_its_word(self) -> None:
        assert not last_is_given_otherwise(f"新收、办结分别为12件、{figure('新收')}件。")


class TestExamples:
    """某某等: told by examples, and all of the kind are counted."""

    @pytest.mark.parametrize(
        "text",
        [
            "奇怪底稿等过程性信息98765件。",
            "收到申请12件，奇怪人员等自然人98765件。",
            "奇怪费等行政事业性收费98765万元。",
        ],
    )
    def test_a_kind(self, text: str) -> None:
        assert last_is_understood(text)

    @pytest.mark.parametrize("text", ["收到奇怪等政府信息公开申请98765件。", "奇怪底稿过程性信息98765件。"])
    def test_none(self, text: str) -> None:
        assert not last_is_understood(text)
