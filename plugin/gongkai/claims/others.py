"""What makes a number speak of something else than its words say: another subject's."""

from __future__ import annotations

import re
from bisect import bisect_left

from gongkai.claims.layer import Layer
from gongkai.words.texts import Group, wording


def names_other(layer: Layer, start: int, end: int) -> bool:
    """Whether a stretch of text speaks of a channel, or of anything else that no table counts."""
    for pattern in (wording().channels, wording().other_subjects):
        at = start
        while other := pattern.search(layer.text, at, end):
            if not is_within_words(other, layer):
                return True
            at = other.start() + 1
    return False


def is_within_words(match: re.Match[str], layer: Layer) -> bool:
    """Whether what was found is only the end of one word and the beginning of the next: 转办 in 结转办理.

    What holds a word whole is another: 处理费.
    """
    first = bisect_left(layer.hits, match.start() + 1, key=lambda hit: hit.end)
    for hit in layer.hits[first:]:
        if hit.start >= match.end():
            return False
        is_whole = hit.word.group in (Group.REASON, Group.CASE) and hit.end == match.end()
        if hit.start < match.start() or hit.end > match.end() or is_whole:
            return True
    return False
