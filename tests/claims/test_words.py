"""The words against each other: each is found whole, and none is taken for something else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

import pytest

from gongkai.claims.claims import claimed_sentences
from gongkai.claims.meanings import Tables
from gongkai.findings import Place
from gongkai.prose import Line
from gongkai.words.texts import Group, Word, hits, wording
from gongkai.words.traditional import folded
from tests.claims.corpus import bodies

MOST = 400
"""Ways of saying that are tried of one word."""

DECIDED = {
    # Said of both: next to what it stands decides.
    "公开": "予以公开 next to 部分公开, else that documents were published",
    "其他": "其他处理, or 其他结果",
    "其它": "其他处理, or 其他结果",
    "其他情形": "其他处理 next to a reason, else 其他结果",
    "其它情形": "其他处理 next to a reason, else 其他结果",
    "其他情况": "其他处理 next to a reason, else 其他结果",
    "其它情况": "其他处理 next to a reason, else 其他结果",
}


def ways(pattern: str) -> Iterator[str]:
    """What a pattern of words.yml matches: its alternatives, with and without what may be missing."""
    yield from islice(_alternatives(pattern), MOST)


def _alternatives(pattern: str) -> Iterator[str]:
    for alternative in _split(pattern):
        yield from _sequence(alternative)


def _split(pattern: str) -> Iterator[str]:
    depth = start = 0
    for at, character in enumerate(pattern):
        depth += (character in "([") - (character in ")]")
        if character == "|" and depth == 0:
            yield pattern[start:at]
            start = at + 1
    yield pattern[start:]


def _sequence(pattern: str) -> Iterator[str]:
    if not pattern:
        yield ""
        return
    depth = 0
    for end, character in enumerate(pattern, 1):
        depth += (character in "([") - (character in ")]")
        if depth == 0:
            part, rest = pattern[:end], pattern[end:]
            break
    may_miss = rest.startswith("?")
    rest = rest.removeprefix("?")
    if part.startswith(("(?=", "(?!", "(?<")):
        said: list[str] = [""]
    elif part.startswith("["):
        said = list(part[1:-1])
    elif part.startswith("("):
        said = list(islice(_alternatives(re.sub(r"^\((?:\?:)?", "", part)[:-1]), 40))
    else:
        said = [part]
    for after in _sequence(rest):
        for one in said:
            yield one + after
        if may_miss:
            yield after


def every_way() -> Iterator[tuple[Word, str]]:
    for word in wording().words:
        body = re.fullmatch(r"\(\?:(.*)\)", word.pattern.pattern)
        assert body is not None
        for said in dict.fromkeys(ways(body[1])):
            if said and word.pattern.match(said):
                yield word, said


def test_a_word_is_found_whole() -> None:
    """数 before 数量 in a list would leave 量 behind."""
    short = []
    for word, said in every_way():
        match = word.pattern.match(said)
        if match is not None and match.end() < len(said):
            longest = max((hit.end for hit in hits(wording(), said) if hit.start == 0), default=0)
            if longest < len(said) and not any(hit.start > 0 for hit in hits(wording(), said)):
                short.append((said, said[: match.end()]))
    assert short == []


def test_no_two_words_say_the_same() -> None:
    """Of two words as long, the first of the file would win in silence."""
    seen: dict[str, Word] = {}
    twice = []
    for word, said in every_way():
        match = word.pattern.match(said)
        if match is None or match.end() < len(said):
            continue
        other = seen.setdefault(said, word)
        if other is not word and other.means != word.means and said not in DECIDED:
            twice.append((said, other.means, word.means))
    assert twice == []


OTHERS = ("other_subjects", "channels", "other_periods")


def test_no_word_holds_another_subject() -> None:
    """A way of saying what the tables count is not silenced by a word within it, or at the border of two."""
    archive = bodies("written")
    report = archive.by_agency["city"][2023]
    agency = archive.agencies["city"]
    tables = Tables(report)
    muted = []
    for word, said in every_way():
        if word.group not in (Group.OUTCOME, Group.REASON, Group.CARRIED, Group.CASE) or word.beside:
            continue
        if word.needs_subject:
            # 信访举报: what it is of is told by more than its own clause.
            continue
        match = word.pattern.match(said)
        if (
            match is None
            or match.end() < len(said)
            or not any(getattr(wording(), name).search(said) for name in OTHERS)
        ):
            continue
        line = Line(f"政府信息公开申请中，{said}98765件。", Place("x", 1, 1))
        claims = [
            claim
            for sentence in claimed_sentences([line], report, agency, tables)
            for claim in sentence.claims
            if claim.numeral.value == 98765
        ]
        if not claims or claims[0].subject is None:
            muted.append(said)
    assert muted == []


class TestTraditional:
    """Traditional characters as simplified ones."""

    @pytest.mark.parametrize(
        ("text", "simplified"),
        [
            ("政府信息公開申請", "政府信息公开申请"),
            ("結轉下年度繼續辦理", "结转下年度继续办理"),
            ("行政復議、行政訴訟", "行政复议、行政诉讼"),
            ("資訊公開，覆議", "信息公开，复议"),
            ("乾隆年間", "乾隆年间"),
            ("政府信息公开", "政府信息公开"),
        ],
    )
    def test_folded(self, text: str, simplified: str) -> None:
        assert folded(text) == simplified
        assert len(folded(text)) == len(text)
