"""The words against each other: each is found whole, and none is taken for something else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from importlib import resources
from itertools import islice

import pytest

from gongkai.claims.claims import claimed_sentences
from gongkai.claims.meanings import Tables
from gongkai.findings import Place
from gongkai.prose import Line
from gongkai.words.harmless import is_harmless
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


OTHERS = ("other_topics", "other_subjects", "not_of_requests", "channels", "other_periods")
"""The lists of what speaks of another subject, of a part, or of another time."""
HARMLESS = {
    "every channel together is the whole: which are named is looked at before": (
        "网络 网上 互联网 在线 线上 线下 网站 平台 系统 邮件 信函 邮寄 邮政 邮箱 信箱 书面 当面 现场 窗口 传真 渠道"
    ),
    "a change, or what it is held against: last year's numbers are told from this year's before": (
        "增加 减少 增长 下降 上升 新增 同比 相比 去年 上年 前年 明年 下年 上一年 与上年"
    ),
    "another time only with what stands beside it, at which is looked before": (
        "以来 多年 截至目前 截止目前 年均 岁末受理的 十三五 一月内"
    ),
    "of what is made and then classed, which is decided before": "政府信息总数 产生的信息总数",
    "of how much was answered so, only the writer knows": "其他公开",
    "of documents and fees it says what is counted": "清理 修订 收取 制发文件",
    "of all applications it says what they ask for, of some it is found before": (
        "涉及 涉及事项 类信息 信息类 先后提交 集中提交 个申请人 居民 来件 企业登记 为主体的"
    ),
}
"""Why what silences a number may be made of words that leave it as it is: the silence has been decided before."""
TABLES = {"以本机关为被告的政府信息公开案件": "a clause that says so is of that family, and known as such"}
"""The same of words of another table than that of applications."""
SHARED = {
    "网站": "a channel of applications, and what is published on",
    "清理 修订 修改 备案 公告 收取 起草": "the second list says of which of the first they are no other subject",
}
"""Why a word stands in two lists."""


def test_no_word_holds_another_subject() -> None:
    """A way of saying what the tables count is not silenced by a word within it, or at the border of two."""
    archive = bodies("written")
    report = archive.by_agency["city"][2023]
    agency = archive.agencies["city"]
    tables = Tables(report)
    muted = []
    tried: set[Group] = set()
    for word, said in every_way():
        if word.beside or (word.needs_subject and word.group is Group.REASON):
            # 信访举报: what it is of is told by more than its own clause.
            continue
        match = word.pattern.match(said)
        if (
            match is None
            or match.end() < len(said)
            or not any(getattr(wording(), name).search(said) for name in OTHERS)
        ):
            continue
        unit = "万元" if word.group is Group.FEE else "件"
        line = Line(f"政府信息公开申请中，{said}98765{unit}。", Place("x", 1, 1))
        tried.add(word.group)
        claims = [
            claim
            for sentence in claimed_sentences([line], report, agency, tables)
            for claim in sentence.claims
            if claim.numeral.value == 98765
        ]
        if not claims or claims[0].subject is None:
            muted.append(said)
    assert muted == []
    assert tried >= {Group.FLOW, Group.OUTCOME, Group.REASON, Group.CARRIED}


_LOOK = re.compile(r"\(\?<?[=!](?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)")
_OPEN = re.compile(r"\[\^|[{.*+]")
"""What a list matches without naming it: other words that nobody can write down."""


def alternatives(name: str) -> Iterator[tuple[str, ...]]:
    """The ways to say each alternative of a list that names its words, those first that are short."""
    body = getattr(wording(), name).pattern.partition("])(?:")[2][:-1]
    for alternative in _split(body):
        if not _OPEN.search(named := _LOOK.sub("", alternative)):
            yield tuple(
                sorted(filter(None, islice(_sequence(named), MOST)), key=lambda said: (len(said), said))
            )


def test_what_speaks_of_another_is_not_made_of_harmless_words() -> None:
    """信访, or 转办 at the border of two words, must not pass as what leaves a number as it is."""
    found = {
        next(said for said in ways_to_say if is_harmless(said))
        for name in OTHERS
        for ways_to_say in alternatives(name)
        if any(map(is_harmless, ways_to_say))
    }
    assert found == {word for words in HARMLESS.values() for word in words.split()}


def test_no_word_of_another_table_is_made_of_harmless_words() -> None:
    groups = (Group.CASE, Group.DOCUMENT, Group.DECISION, Group.FEE)
    found: dict[str, str] = {}
    for word, said in every_way():
        if word.group in groups and is_harmless(said):
            found.setdefault(word.pattern.pattern, said)
    assert set(found.values()) == set(TABLES)


def test_no_word_stands_in_two_lists_that_silence() -> None:
    lists = {name: {said for each in alternatives(name) for said in each} for name in OTHERS}
    # Of other subjects are all other topics.
    lists["other_subjects"] -= lists["other_topics"]
    counts = Counter(said for words in lists.values() for said in words)
    assert {said for said, count in counts.items() if count > 1} == {
        word for words in SHARED for word in words.split()
    }


def test_no_harmless_word_stands_twice() -> None:
    data = resources.files("gongkai.words").joinpath("harmless.txt").read_text("utf-8")
    counts = Counter(word for line in data.splitlines() if not line.startswith("#") for word in line.split())
    assert [word for word, count in counts.items() if count > 1] == []


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
