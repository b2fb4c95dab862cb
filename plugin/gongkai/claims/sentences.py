"""A line of text as sentences, their brackets apart, with the numbers and the words that stand in them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from gongkai.claims.layer import AWAY, Layer
from gongkai.claims.names import may_have_own_name, without_own_name, without_scope
from gongkai.claims.numbers import FIGURE, Numeral, Sort, numerals, plain
from gongkai.ground.patterns import later
from gongkai.prose import Line
from gongkai.words.texts import Group, Hit, Word, hits, wording, words_at

PAUSE = "，,；;：:。！？!?"

SUMS_UP = later(
    r"\s*(?:(?:以上|上述|两者|二者)(?:[两二三四五六][项类种者])?|[两二三四五六][项类种者]|合计|共计|总计|总共)[^，。；：、0-9]{0,6}[0-9]"
)
"""新收3件。上年结转2件。两项合计5件: what the sentences before count, without a word of its own."""

LONGEST = 800
"""Characters: what goes on for longer without a full stop is read in pieces, so that the time grows with length alone."""

_PAUSE = later(f"[{PAUSE}]")
_NAMED = later(
    r"《[^《》]*》|“[^“”，。；]{1,16}”(?=(?:政府)?(?:门户|官方)?(?:网站|平台|公众号|微信|客户端))|\]\([^()\s]*\)|https?://[^\s)）]+|[〔\[][0-9]{4}[〕\]]\s*第?\s*[0-9]+\s*号|\*\*"
)
_YEARS = {5: "一个年度", 6: "一统计年度", 7: "一个统计年度"}
_SENTENCE = later(r"[^。！？]+[。！？]?")
_SIGN_OF_BRACKET = later("[（(）)]")
_TIMES = later(r"件[（(]次[）)]")
_BRACKETED = later(r"[（(](\s*[0-9]+\s*)[）)](?=\s*[件宗条份])")
_SLASH = later(r"(?<=[件宗份起条例])\s?[/／](?=\s?[一-龥])(?!\s?[件宗份起条例次人])")
_EQUALS = later(r"(?<=[0-9件宗])[=＝](?=[一-龥])")
_ADDS = later(r"(?<=[0-9件宗])[+＋](?=[一-龥])")
"""新收83件＋结转4件＝办结84件＋结转下年3件."""
_ANY = later(".?|过?任何")
_MAY_BE_NAMED = later(r"[《\]h〔\[*“]")
_NUMBERING = later(
    r"\s*(?:[（(]?[一二三四五六七八九十]+[）)、]|[（(]?[0-9]{1,2}[）)]|[0-9]{1,2}[.、](?![0-9]))"
)
_INNER_NUMBERING = later(r"(?<=[：；，:;])\s*(?:[（(][0-9]{1,2}[）)]|[0-9]{1,2}[.．、）)]|[①-⑳])(?=[一-龥“])")
"""答复情况：1.予以公开3件；2.部分公开2件."""
_MAY_BE_NUMBERED = later(r"[0-9①-⑳](?:(?<=[①-⑳])|(?=[.．、）)]))")
_IN_ORDER = later("依次(?!公开)|顺次|依序|次第")
_WORTH_READING = later(
    rf"[0-9%未没无零{FIGURE}一二两三四五六七八九十百](?:(?<=[0-9%未没无零{FIGURE}])|分之|[件宗份起例])"
)


class Sentence(NamedTuple):
    """One sentence of a line."""

    line: Line
    offset: int
    """Of its first character in the line."""
    text: str
    """With narrow digits and simplified characters."""
    anonymous: str
    """The same without the reporter's own name."""
    layers: tuple[Layer, ...]
    """The sentence itself first."""


def sentences(line: Line, year: int, names: tuple[str, ...], scope: str | None) -> Iterator[Sentence]:
    """The sentences of a line that may hold a number. year, names, scope: of the report and its reporter."""
    if line.text.startswith("|"):
        return
    text = _readable(line.text)
    if not _WORTH_READING.search(text):
        return
    has_name = may_have_own_name(text, names)
    has_years = str(year + 1) in text or str(year - 1) in text
    for start, end in pieces_of(text):
        if not _WORTH_READING.search(text, start, end):
            continue
        anonymous = piece = text[start:end]
        if has_name:
            anonymous = without_own_name(piece, names)
        anonymous = without_scope(anonymous, scope)
        if has_years:
            anonymous = _with_years(anonymous, year)
        has_brackets = "（" in piece or "(" in piece
        # Without a word nothing is told of a number.
        sums_up = SUMS_UP.match(piece) is not None
        if has_brackets or sums_up or wording().may_begin.search(anonymous):
            layers = tuple(_layers(anonymous))
            is_told = any(layer.numerals for layer in layers)
            if is_told and (has_brackets or sums_up or any(layer.hits for layer in layers)):
                yield Sentence(line, start, piece, anonymous, layers)


def _blotted(text: str) -> str:
    """The text with its `{{ figures }}` blotted out. By hand, for a pattern looks for each end to the end of the line."""
    parts, at = [], 0
    while (start := text.find("{{", at)) >= 0 and (end := text.find("}}", start + 2)) >= 0:
        parts += [text[at:start], FIGURE * (end + 2 - start)]
        at = end + 2
    return "".join((*parts, text[at:]))


def _readable(text: str) -> str:
    """The text, as long as before, without what is named or numbered only, and with slashes and counts in brackets as said otherwise."""
    text = _blotted(plain(text))
    if _MAY_BE_NAMED.search(text):
        text = _NAMED.sub(lambda match: AWAY * len(match[0]), text)
    if numbering := _NUMBERING.match(text):
        text = "，" * numbering.end() + text[numbering.end() :]
    if _MAY_BE_NUMBERED.search(text):
        text = _INNER_NUMBERING.sub(lambda match: "，" * len(match[0]), text)
    text = _IN_ORDER.sub("分别", text)
    if "=" in text or "＝" in text:
        text = _ADDS.sub("、", _EQUALS.sub("，", text))
    if "/" in text or "／" in text:
        text = _SLASH.sub("；", text)
    if "（" in text or "(" in text:
        text = _BRACKETED.sub(r" \1 ", _TIMES.sub("件次  ", text))
    return text


def pieces_of(text: str) -> Iterator[tuple[int, int]]:
    """Where the sentences begin and end; one that is too long is cut at a pause."""
    for match in _SENTENCE.finditer(text):
        start, end = match.span()
        while end - start > LONGEST:
            cut = max(text.rfind(sign, start, start + LONGEST) for sign in PAUSE + "、") + 1
            cut = cut if cut > start else start + LONGEST
            yield start, cut
            start = cut
        yield start, end


def _with_years(text: str, year: int) -> str:
    """The text, as long as before, with the neighbouring years in words: 2022年 as 下一个年度."""
    text = re.sub(rf"{year + 1}\s?年度?", lambda match: "下" + _YEARS[len(match[0])], text)
    return re.sub(rf"{year - 1}\s?年度?", lambda match: "上" + _YEARS[len(match[0])], text)


def _layers(text: str) -> Iterator[Layer]:
    brackets = brackets_of(text)
    if not brackets:
        found = numerals(text)
        if _is_counted(found):
            yield _layer(text, found, 0, in_brackets=False, is_counted=True)
        return
    outer = without_brackets(text, brackets, 0, len(text))
    layers = []
    for start, end in brackets:
        if _WORTH_READING.search(text, start, end):
            inner = without_brackets(text, brackets, start + 1, end - 1)
            inside = AWAY * (start + 1) + inner + AWAY * (len(text) - end + 1)
            layers.append(_layer(inside, numerals(inside), start, in_brackets=True))
    # 不予公开（5件）: the words of what is counted in brackets stand before them.
    is_counted_in_brackets = any(_is_counted(list(layer.numerals)) for layer in layers)
    yield _layer(outer, numerals(outer), 0, in_brackets=False, is_counted=is_counted_in_brackets)
    yield from layers


def brackets_of(text: str) -> list[tuple[int, int]]:
    """Where each pair of brackets begins and ends, by where it begins; one inside another too."""
    if "（" not in text and "(" not in text:
        return []
    opened: list[int] = []
    found: list[tuple[int, int]] = []
    for sign in _SIGN_OF_BRACKET.finditer(text):
        if sign[0] in "（(":
            opened.append(sign.start())
        elif opened:
            found.append((opened.pop(), sign.end()))
    return sorted(found)


def without_brackets(text: str, brackets: Sequence[tuple[int, int]], start: int, end: int) -> str:
    """A stretch of text with the brackets that stand wholly in it blotted out."""
    characters = list(text[start:end])
    for begin, stop in brackets:
        if start <= begin and stop <= end:
            characters[begin - start : stop - start] = AWAY * (stop - begin)
    return "".join(characters)


def _is_counted(found: list[Numeral]) -> bool:
    """Whether a table may know of one of the numbers."""
    units = _units()
    return any(numeral.sort is not Sort.OTHER and numeral.unit in units for numeral in found)


def _layer(
    text: str, found: list[Numeral], start: int, *, in_brackets: bool, is_counted: bool = False
) -> Layer:
    """is_counted: whether its words are wanted though its own numbers are of nothing that a table counts."""
    pauses = tuple([match.start() for match in _PAUSE.finditer(text)])
    if not is_counted and not _is_counted(found):
        return Layer(text, start, in_brackets, pauses, tuple(_without_one(found, text)), ())
    words = _that_count(tuple(hits(wording(), text)), text)
    kept = [numeral for numeral in found if not _is_covered(numeral, words)]
    return Layer(text, start, in_brackets, pauses, tuple(_without_one(kept, text)), words)


def _that_count(found: tuple[Hit, ...], text: str) -> tuple[Hit, ...]:
    """The words without those that count only next to another: 公开 next to 部分公开."""
    if not any(hit.word.beside for hit in found):
        return found
    kept = []
    for at, hit in enumerate(found):
        if hit.word.beside is None:
            kept.append(hit)
            continue
        # 信访3件、重复2件、大量反复1件: each beside one that is sure, or that stands beside such a one.
        near = (*found[max(at - 1, 0) : at], *kept[-1:], *_next_sure(found, at))
        said = [
            word
            for word in words_at(wording(), text, hit.start)
            if (match := word.pattern.match(text, hit.start)) is not None and match.end() == hit.end
        ]
        fitting = [
            word for word in said if any(_goes_with(word, other, is_sure=other in kept[-1:]) for other in near)
        ]
        fitting += [word for word in said if word.beside is None]
        if fitting:
            kept.append(hit._replace(word=fitting[0]))
    return tuple(kept)


def _next_sure(found: tuple[Hit, ...], at: int) -> tuple[Hit, ...]:
    """The word behind one; of several that count only beside another, the first that counts by itself."""
    beside = found[at].word.beside
    for other in found[at + 1 :]:
        if other.word.beside is None or other.word.beside is not beside:
            return (other,)
    return ()


def _goes_with(word: Word, other: Hit, *, is_sure: bool) -> bool:
    """is_sure: whether the other was found to count though it does so only beside another."""
    if other.word.family is not word.family or (other.word.beside is not None and not is_sure):
        return False
    if word.beside is Group.REASON and word.part_of == other.word.means:
        # 不予处理9件，即信访7件: what they are the reasons for.
        return True
    return other.word.group is word.beside and (not word.part_of or other.word.part_of in ((), word.part_of))


def _is_covered(numeral: Numeral, words: Sequence[Hit]) -> bool:
    """Whether a number is part of a word: the 三 of 三安全一稳定."""
    at = bisect_right(words, numeral.start, key=lambda hit: hit.start) - 1
    if at < 0:
        return False
    hit = words[at]
    return numeral.end <= hit.end or hit.start < numeral.start < hit.end


@cache
def _units() -> frozenset[str]:
    """What is counted by any table; no unit, as with none at all, and percentages too."""
    return frozenset(("", "%")).union(
        *(family.units | family.units_if_named for family in wording().families.values())
    )


def _without_one(found: list[Numeral], text: str) -> Iterator[Numeral]:
    """未发生一起, 未发生任何一起: the one is part of the none."""
    before: Numeral | None = None
    for numeral in found:
        if (
            before is None
            or before.sort is not Sort.NONE
            or numeral.value != 1
            or _ANY.fullmatch(text, before.end, numeral.start) is None
        ):
            yield numeral
        before = numeral
