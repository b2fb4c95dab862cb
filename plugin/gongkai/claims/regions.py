"""Where the words of a number stand: in its clause, before it or behind it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from gongkai.claims.layer import AWAY, Layer
from gongkai.claims.numbers import Numeral, Sort
from gongkai.ground.patterns import later
from gongkai.words.texts import Axis, Group, Hit, Matter

LONGEST_NONE = 24
"""Characters between 未发生 and what has not happened."""
LONGEST_NONE_OF_REQUESTS = 8
_OVERDUE = later("[超逾]期|超时|积压|拖延|违规|不当")
"""无超期未答复: none too late, which says nothing of how many."""
_BETWEEN_NOT = later("(?:提起|引起|引发|有|因|经|现)*")
_PERSONS = later(
    "(?:任何|有)?(?:(?:公民|法人|自然人|个人|群众|社会公众|单位|企业|其[他它](?:社会)?组织)[、，和或及者]*)+(?:向[我本][局委办厅院镇乡街机单]关?位?道?)?"
)
"""没有公民、法人或者其他组织申请公开."""
_COLON = later("[：:]")
"""分别为：甲3件，乙2件: each with its own word."""
AND = later("[、，和及与有 ]*")


def moved(hit: Hit, by: int) -> Hit:
    return Hit(hit.start + by, hit.end + by, hit.word)


def region(layer: Layer, at: int) -> tuple[int, int, int]:
    """Where the words of a number stand: from, up to before it, and from behind it up to."""
    numeral = layer.numerals[at]
    text = layer.text
    left_end = numeral.start
    while left_end > 0 and text[left_end - 1] in "：: ":
        left_end -= 1
    lo = _after_pause(layer, left_end)
    if at and layer.numerals[at - 1].sort is not Sort.NONE:
        lo = max(lo, layer.numerals[at - 1].end)
    pause = bisect_left(layer.pauses, numeral.end)
    hi = layer.pauses[pause] if pause < len(layer.pauses) else len(text)
    if at + 1 < len(layer.numerals):
        hi = min(hi, layer.numerals[at + 1].start)
    if (apart := text.find("分别", numeral.end, hi)) >= 0:
        # 对40件申请分别作出予以公开……: what follows is counted by the numbers behind it.
        hi = apart
    if numeral.sort is not Sort.NONE and (comma := text.find("、", numeral.end, hi)) >= 0:
        hi = comma
    return lo, left_end, hi


def _after_pause(layer: Layer, end: int) -> int:
    pause = bisect_left(layer.pauses, end)
    return layer.pauses[pause - 1] + 1 if pause else 0


def clause_start(layer: Layer, end: int) -> int:
    at = bisect_left(layer.numerals, end + 1, key=lambda numeral: numeral.end)
    return max(_after_pause(layer, end), layer.numerals[at - 1].end if at else 0)


def clause_before(layer: Layer, lo: int) -> int:
    """Where the clause begins that stands before the one that begins at lo, whatever numbers it has."""
    number = bisect_left(layer.pauses, lo)
    return layer.pauses[number - 2] + 1 if number > 1 else 0


def is_bare(layer: Layer, numeral: Numeral) -> bool:
    """Whether a number stands in brackets with nothing before it: （20件）, （20件，占50%）."""
    return (
        layer.in_brackets
        and numeral.sort is Sort.COUNT
        and not layer.text[: numeral.start].strip(AWAY + " 共计")
    )


def of_none(layer: Layer, numeral: Numeral, lo: int, hi: int) -> tuple[tuple[Hit, ...], int, int]:
    """The words of a none: those behind it, near enough; at the end of a clause those before it."""
    behind = layer.between(numeral.start, hi)
    if behind:
        persons = _PERSONS.match(layer.text, numeral.end)
        near = behind[0].start - (persons.end() if persons else numeral.end)
        is_case = any(hit.word.family is Matter.DISPUTES for hit in behind)
        if is_case and near <= LONGEST_NONE:
            of_cases = tuple(hit for hit in behind if hit.word.family is Matter.DISPUTES)
            # 行政复议没有尚未审结的: of what is named before, where only the column stands behind.
            is_named = any(hit.word.axis is Axis.ROW for hit in of_cases)
            named = (
                [] if is_named else [h for h in layer.between(lo, numeral.start) if h.word.group is Group.CASE]
            )
            return (*named[-1:], *of_cases), numeral.start, hi
        if (
            len(behind) > 1
            and behind[0].word.needs_subject
            and behind[1].word.group not in (Group.NOUN, Group.FLOW)
        ):
            # 未收到上年结转申请: it is not receiving that is spoken of.
            behind = behind[1:]
            near = behind[0].start - numeral.end
        if _OVERDUE.search(layer.text, numeral.end, behind[0].start):
            return (), numeral.start, hi
        if behind[0].word.needs_subject and near > 0:
            return (), numeral.start, hi
        if layer.text[numeral.end - 1] == "未" and not _BETWEEN_NOT.fullmatch(
            layer.text, numeral.end, behind[0].start
        ):
            # 未到结转时限 says nothing of how many.
            return (), numeral.start, hi
        if near > LONGEST_NONE_OF_REQUESTS:
            return (), numeral.start, hi
        return (*_of_applicants(layer, behind, lo, numeral.start), *behind), numeral.start, hi
    if layer.text[numeral.end : hi].strip(AWAY + " 件起宗例发生情况"):
        return (), lo, hi
    return layer.between(lo, numeral.start), lo, numeral.end


def _of_applicants(layer: Layer, behind: tuple[Hit, ...], lo: int, end: int) -> tuple[Hit, ...]:
    """社会公益组织没有提出申请: the kind of applicant that stands before a none, where none stands behind it."""
    if any(is_of_applicants(hit) for hit in behind) or behind[0].word.family is not Matter.REQUESTS:
        return ()
    return tuple(hit for hit in layer.between(lo, end) if is_of_applicants(hit))


def is_of_applicants(hit: Hit) -> bool:
    """Whether a word names who applies."""
    return hit.word.family is Matter.REQUESTS and hit.word.axis is Axis.COLUMN


def _has_own_word(layer: Layer, at: int) -> bool:
    """Whether a word stands between a number and the one before it."""
    return at < len(layer.numerals) and bool(
        layer.between(layer.numerals[at - 1].end, layer.numerals[at].start)
    )


def respective(layer: Layer) -> Iterator[tuple[int, tuple[Hit, ...]]]:
    """A、B分别为1件、2件: each number with its own word; none where they do not fit."""
    for at, numeral in enumerate(layer.numerals):
        lo, left_end, _ = region(layer, at)
        apart = layer.text.find("分别", lo, left_end)
        if apart < 0 or _COLON.search(layer.text, apart, numeral.start):
            continue
        words = layer.between(lo, apart)
        if len(layer.between(apart, left_end)) == 1 and _has_own_word(layer, at + 1):
            # 分别作出予以公开15件、部分公开9件: each has its word before it.
            continue
        if len(words) < 2 and not AND.fullmatch(layer.text, apart + len("分别"), left_end):
            # 分别新收、办结申请1件、2件.
            words = (*words, *layer.between(apart, left_end))
        columns = [hit for hit in words if hit.word.axis is Axis.COLUMN]
        rows = [hit for hit in words if hit.word.axis is Axis.ROW and hit.word.group is not Group.NOUN]
        reasons = [hit for hit in rows if hit.word.group is Group.REASON]
        if len(reasons) > 1 and len(reasons) < len(rows):
            # 属于A、B不予公开的分别有: the group is said of both.
            rows = [hit for hit in rows if hit.word.means not in {each.word.part_of for each in reasons}]
        outcomes = [hit for hit in rows if hit.word.group is Group.OUTCOME]
        if len(outcomes) > 1 and all(hit in outcomes or hit.word.group is Group.FLOW for hit in rows):
            # 答复予以公开、部分公开的分别为: the answer is of each kind.
            rows, words = outcomes, tuple(hit for hit in words if hit.word.group is not Group.FLOW)
        named = columns if len(columns) > 1 else rows or [hit for hit in words if hit not in columns]
        shared = [hit for hit in words if hit not in named and hit.word.group is not Group.NOUN]
        group = list(layer.numerals[at : at + len(named)])
        gaps = [layer.text[a.end : b.start] for a, b in pairwise(group)]
        fits = len(named) > 1 and len(group) == len(named) and all(AND.fullmatch(gap) for gap in gaps)
        if not fits:
            yield numeral.start, ()
        for number, hit in zip(group, named, strict=False):
            yield number.start, ((hit, *shared) if fits else ())
