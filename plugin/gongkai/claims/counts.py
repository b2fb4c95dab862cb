"""Which words a count stands with: those before it in its clause, in a bracket, or behind it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from gongkai.claims.layer import Layer
from gongkai.claims.numbers import Numeral, Sort
from gongkai.claims.regions import clause_start, is_bare, moved
from gongkai.claims.sentences import PAUSE, Sentence
from gongkai.ground.patterns import later
from gongkai.words.texts import Axis, Group, Hit, Matter, hits, wording

_LINK = later(
    r"[\s\x00]*(?:(?:为|是|共|共计|合计|总计|计|约|有|了|的|达|达到|各|数量|数|件数|总数|总量|案件|申请|事项|信息|政府信息|件|答复|情形|决定|分别)[\s\x00]*)*$"
)
_BRACKET_BEFORE = later(
    r"[（(][^（()）0-9]*[）)]\s*(?:的?(?:政府信息公开)?(?:申请|答复|件)?(?:数量?|总数|合计|共计?)?(?:共|有|计|达|为|是)*)?$"
)
_IN_ALL = later(r"(?:共|共有|共计|总计|合计)\s*$")
_THE_REST = later(r"(?:其余|剩余|余下|尚有|还有|仍有|另有)的?\s*$")
_AMONG_THOSE = later(r"(?:的|者|申请|答复|决定|案件)*(?:之?中|里|当中)(?:[便就又仅只共]?有)?$")
"""31件不予公开中有15件: what is said of the number before it."""
_ALL_OF_THEM = later("(?:申请|案件)?(?:均|全部|都|皆)")
_WITH = later("[（(](?:含|包括|包含)")
WHICH_BECAUSE = later(
    r"的?(?:政府)?(?:信息公开)?(?:申请)?(?:案件|事项|件|答复|决定)?(?:是|均)?(?:因|由于|鉴于|系因)"
)
"""Behind a number: what follows is why, and only then what became of it."""
_OPENLY = later("(公开)[类的件]?(?:答复)?$")
_WITHIN = later("\\s*(?:案件|申请|政府信息公开申请)?(?:之?中|里)")
_AMONG = later(r"(?:案件|事项)?(?:之?中|里)")
_RIGHT_BEFORE = later(r"[\s的者了共计为是有仅只达]*")
_BORDER = later(r"[\s\x00]*[、，和及与][\s\x00]*")
_OF_THOSE = later(
    r"的?(?:(?:政府信息公开|信息公开)?申请(?:案件|事项)?)?(?:之?中|里|的)[\s\x00，]*(?:(?:已|仍|尚|还|另)?有|已|共)?"
)


def words_of_count(
    sentence: Sentence, layer: Layer, numeral: Numeral, where: tuple[int, int, int]
) -> tuple[tuple[Hit, ...], int, int]:
    """The words of a count: those before it; else those behind it."""
    lo, left_end, hi = where
    at = bisect_left(layer.numerals, numeral.start, key=lambda other: other.start)
    left = layer.between(lo, left_end)
    right = _up_to_those(layer, layer.between(numeral.end, hi))
    strong = [hit for hit in left if hit.word.group is not Group.NOUN]
    if _are_of_those_before(layer, strong, where, at):
        return tuple(hit for hit in right if hit.word.group is not Group.NOUN), numeral.start, numeral.end
    right = _without_the_next(layer, left, right, numeral)
    if WHICH_BECAUSE.match(layer.text, numeral.end):
        return _became(layer, numeral.end, hi), numeral.start, numeral.end
    if (bracketed := _with_bracket(sentence, strong, (lo, left_end))) is not None:
        return bracketed, lo, numeral.end
    if not strong and layer.in_brackets and is_bare(layer, numeral):
        outer = sentence.layers[0]
        begin = max(clause_start(outer, layer.start), _behind_bracket(sentence, layer.start))
        return outer.between(begin, layer.start), begin, numeral.end
    behind = [hit for hit in right if hit.word.group is not Group.NOUN]
    if behind and strong and not _WITHIN.match(layer.text, numeral.end):
        gap = layer.text[strong[-1].end : left_end]
        is_flow = strong[-1].word.group is Group.FLOW
        if _BORDER.fullmatch(gap) or (is_flow and _OF_THOSE.fullmatch(gap)):
            # 7件行政复议、6件行政诉讼; 年底收到的10件未到期: what stands before is another's.
            return tuple(behind), numeral.start, max(hit.end for hit in behind)
    if any(hit.word.axis is Axis.ROW and hit.word.group is not Group.CASE for hit in strong):
        return tuple(strong), lo, numeral.end
    if behind and behind[0].word.group is Group.FLOW and _is_the_rest(layer, lo, numeral):
        return (), lo, numeral.end
    if behind and not strong and _is_met_with_cases(layer, behind[-1].end):
        return (), lo, numeral.end
    if behind and not _WITHIN.match(layer.text, numeral.end):
        return (*strong, *behind), lo, max(hit.end for hit in behind)
    if strong:
        return tuple(strong), lo, numeral.end
    return _of_nouns(layer, numeral, where)


def _up_to_those(layer: Layer, right: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """9件复议案件中维持3件: what is said of some of those is no word of all."""
    for at, hit in enumerate(right):
        if hit.word.group in (Group.CASE, Group.NOUN) and _AMONG.match(layer.text, hit.end):
            return right[: at + 1]
    return right


def _are_of_those_before(layer: Layer, strong: Sequence[Hit], where: tuple[int, int, int], at: int) -> bool:
    """31件不予公开中有15件: whether the words before a number, the one so many in the layer, are of the number before them."""
    lo, left_end, _ = where
    if not strong or not at or layer.numerals[at - 1].end != lo:
        return False
    gap = layer.text[lo : strong[0].start]
    return not gap.strip("的 ") and _AMONG_THOSE.fullmatch(layer.text[strong[-1].end : left_end]) is not None


def _without_the_next(
    layer: Layer, left: Sequence[Hit], right: tuple[Hit, ...], numeral: Numeral
) -> tuple[Hit, ...]:
    """复议22件已结20件: the words behind a number without the one that stands right before the next."""
    at = bisect_left(layer.numerals, numeral.start, key=lambda other: other.start) + 1
    if not right or at >= len(layer.numerals) or layer.numerals[at].sort is Sort.NONE:
        return right
    is_next = _RIGHT_BEFORE.fullmatch(layer.text, right[-1].end, layer.numerals[at].start) is not None
    has_own = any(hit.word.group is Group.CASE for hit in (*left, *right[:-1]))
    return right[:-1] if is_next and has_own and right[-1].word.axis is Axis.COLUMN else right


def _of_nouns(layer: Layer, numeral: Numeral, where: tuple[int, int, int]) -> tuple[tuple[Hit, ...], int, int]:
    """Where nothing but nouns stands beside a count: the noun that it is of."""
    lo, left_end, hi = where
    left, right = layer.between(lo, left_end), layer.between(numeral.end, hi)
    if left and _LINK.match(layer.text, left[-1].end, left_end):
        return left[-1:], lo, numeral.end
    if right and _AMONG.match(layer.text, right[0].end):
        return right[:1], lo, right[0].end
    is_first = not layer.text[lo:left_end].strip() and not left_end
    if right and not left and (is_first or _IN_ALL.search(layer.text[lo:left_end])):
        # 共有3件政府信息公开申请，
        gap = layer.text[numeral.end : right[0].start].strip()
        if not gap and layer.text[right[0].end : right[0].end + 1] in PAUSE + "按":
            return right[:1], lo, right[0].end
    return (), lo, numeral.end


def _with_bracket(sentence: Sentence, strong: Sequence[Hit], where: tuple[int, int]) -> tuple[Hit, ...] | None:
    """公开（含部分公开）3件: what the bracket before a number says, or makes of the words before it; None where it says nothing."""
    lo, left_end = where
    bracket = _BRACKET_BEFORE.search(sentence.text, lo, left_end)
    if bracket is None:
        return None
    inside = [moved(hit, bracket.start()) for hit in hits(wording(), bracket[0])]
    is_with = _WITH.match(bracket[0]) is not None
    if (
        is_with
        and inside
        and inside[0].word.group is Group.OUTCOME
        and (openly := _OPENLY.search(sentence.text, lo, bracket.start()))
        and not any(hit.word.group is Group.OUTCOME for hit in strong)
    ):
        return (*_openly(openly.end()), *inside)
    if not strong and inside:
        return tuple(inside)
    if any(hit.word.part_of for hit in inside):
        # 无法提供（本机关不掌握）3件: which of the two, only the writer knows.
        return ()
    if strong and is_with and [hit.word.group for hit in inside] == [strong[-1].word.group]:
        return (strong[-1], *inside)
    return None


def _became(layer: Layer, start: int, hi: int) -> tuple[Hit, ...]:
    """3件因年底收到，结转下年: what became of applications behind the reason for it, up to the next number."""
    end = len(layer.text)
    later = (numeral for numeral in layer.numbers_between(start, end) if numeral.sort is not Sort.NONE)
    stop = next((numeral.start for numeral in later), end)
    reasons = tuple(hit for hit in layer.between(start, hi) if hit.word.group is Group.REASON)
    said = [hit for hit in layer.between(start, stop) if hit.word.group in (Group.CARRIED, Group.OUTCOME)]
    behind = [hit for hit in said if hit.start >= hi] or said
    pause = layer.pause_behind(start)
    results = [hit for hit in layer.between(start, min(pause, stop)) if hit.word.family is Matter.DISPUTES]
    # 1件答复因未尽检索义务被复议机关纠正: of cases, whatever else is said.
    return tuple(results) or (*reasons, *behind[:1])


def _behind_bracket(sentence: Sentence, end: int) -> int:
    """Where the last bracket before a place ends that holds a number of its own: 甲（3件）和乙（2件）."""
    counted = [layer for layer in sentence.layers[1:] if layer.start < end and layer.numerals]
    return max((layer.stop + 1 for layer in counted), default=0)


def _is_the_rest(layer: Layer, lo: int, numeral: Numeral) -> bool:
    """其余3件尚在答复期内: what is still to be done, and no verb behind it counts it; not 其余3件均已办结."""
    return (
        _THE_REST.search(layer.text, lo, numeral.start) is not None
        and _ALL_OF_THEM.match(layer.text, numeral.end) is None
    )


def _is_met_with_cases(layer: Layer, end: int) -> bool:
    """1件答复未尽说明义务被复议机关纠正: behind a none, cases are spoken of."""
    pause = layer.pause_behind(end)
    none = next((other for other in layer.numbers_between(end, pause) if other.sort is Sort.NONE), None)
    return none is not None and any(
        hit.word.family is Matter.DISPUTES for hit in layer.between(none.start, pause)
    )


def _openly(end: int) -> Iterator[Hit]:
    """公开（含部分公开）3件: what stands before the bracket, which alone would say nothing."""
    for hit in hits(wording(), "予以公开"):
        yield moved(hit, end - hit.end)
