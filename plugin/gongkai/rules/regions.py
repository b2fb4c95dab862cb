"""Where the words of a number stand: in its clause, before it or behind it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from gongkai.forms.wording import Axis, Hit
from gongkai.rules.numbers import Mention, Sort
from gongkai.rules.sentences import AWAY, Layer

LONGEST_NONE = 24
"""Characters between 未发生 and what has not happened."""
_AND = re.compile("[、，和及与有 ]*")


def moved(hit: Hit, by: int) -> Hit:
    return Hit(hit.start + by, hit.end + by, hit.word)


def region(layer: Layer, at: int) -> tuple[int, int, int]:
    """Where the words of a number stand: from, up to before it, and from behind it up to."""
    mention = layer.mentions[at]
    text = layer.text
    left_end = mention.start
    while left_end > 0 and text[left_end - 1] in "：: ":
        left_end -= 1
    lo = _after_pause(layer, left_end)
    if at and layer.mentions[at - 1].sort is not Sort.NONE:
        lo = max(lo, layer.mentions[at - 1].end)
    pause = bisect_left(layer.pauses, mention.end)
    hi = layer.pauses[pause] if pause < len(layer.pauses) else len(text)
    if at + 1 < len(layer.mentions):
        hi = min(hi, layer.mentions[at + 1].start)
    if mention.sort is not Sort.NONE and (comma := text.find("、", mention.end, hi)) >= 0:
        hi = comma
    return lo, left_end, hi


def _after_pause(layer: Layer, end: int) -> int:
    pause = bisect_left(layer.pauses, end)
    return layer.pauses[pause - 1] + 1 if pause else 0


def clause_start(layer: Layer, end: int) -> int:
    ends = (mention.end for mention in layer.mentions if mention.end <= end)
    return max([_after_pause(layer, end), *ends])


def is_bare(layer: Layer, mention: Mention) -> bool:
    """Whether a number stands in brackets with nothing before it: （20件）, （20件，占50%）."""
    return (
        layer.in_brackets
        and mention.sort is Sort.COUNT
        and not layer.text[: mention.start].strip(AWAY + " 共计")
    )


def of_none(layer: Layer, mention: Mention, lo: int, hi: int) -> tuple[tuple[Hit, ...], int, int]:
    """The words of a none: those behind it, near enough; at the end of a clause those before it."""
    behind = layer.between(mention.start, hi)
    if behind:
        near = behind[0].start - mention.end
        is_case = any(hit.word.family == "disputes" for hit in behind)
        if is_case and near <= LONGEST_NONE:
            return tuple(hit for hit in behind if hit.word.family == "disputes"), mention.start, hi
        if len(behind) > 1 and behind[0].word.needs_subject and behind[1].word.group != "noun":
            # 未收到上年结转申请: it is not receiving that is spoken of.
            behind = behind[1:]
            near = behind[0].start - mention.end
        if behind[0].word.needs_subject and near > 0:
            return (), mention.start, hi
        return (behind, mention.start, hi) if near <= 8 else ((), mention.start, hi)
    if layer.text[mention.end : hi].strip(AWAY + " 件起宗例发生情况"):
        return (), lo, hi
    return layer.between(lo, mention.start), lo, mention.end


def respective(layer: Layer) -> Iterator[tuple[int, tuple[Hit, ...]]]:
    """A、B分别为1件、2件: each number with its own word; none where they do not fit."""
    for at, mention in enumerate(layer.mentions):
        lo, left_end, _ = region(layer, at)
        apart = layer.text.find("分别", lo, left_end)
        if apart < 0:
            continue
        words = layer.between(lo, apart)
        columns = [hit for hit in words if hit.word.axis is Axis.COLUMN]
        named = columns if len(columns) > 1 else [hit for hit in words if hit not in columns]
        shared = [hit for hit in words if hit not in named]
        group = list(layer.mentions[at : at + len(named)])
        gaps = [layer.text[a.end : b.start] for a, b in pairwise(group)]
        fits = len(named) > 1 and len(group) == len(named) and all(_AND.fullmatch(gap) for gap in gaps)
        if not fits:
            yield mention.start, ()
        for number, hit in zip(group, named, strict=False):
            yield number.start, ((hit, *shared) if fits else ())
