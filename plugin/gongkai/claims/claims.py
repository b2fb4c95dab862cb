"""What the numbers of a text speak of: each with the words it stands with, as meanings in terms of the tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from gongkai.claims.meanings import Tables, Unreadable, of_all
from gongkai.claims.numbers import Numeral, Sort
from gongkai.claims.regions import clause_start, is_bare, moved, of_none, region, respective
from gongkai.claims.scope import is_elsewhere
from gongkai.claims.sentences import AWAY, PAUSE, Layer, Sentence, sentences
from gongkai.claims.subjects import Subject, subject_of
from gongkai.model import Agency, Report
from gongkai.prose import Line
from gongkai.words.texts import Hit, hits, wording

LOOK_BACK = 300
"""Characters in which the subject of a sentence may have been named."""
_LINK = re.compile(
    r"[\s\x00]*(?:(?:为|是|共|共计|合计|计|约|有|了|的|达|达到|各|数量|数|件数|总数|案件|申请|事项|信息|政府信息)[\s\x00]*)*$"
)
_BRACKET_BEFORE = re.compile(r"[（(][^（()）0-9]*[）)]\s*$")
_WITHIN = re.compile("\\s*(?:案件)?(?:之?中|里)")
_AMONG = re.compile(r"(?:案件|事项)?(?:之?中|里)")
_OF_YEAR = re.compile(r"全年|本年|今年|年内|本报告期|年度内|一年来")
_SUM_UP = re.compile(r"累计|截[至止](?!.{0,12}(?:12月31日|年底|年末|12月底))")
_START_OF_CLAUSE = r"(?:^|[，；。、：\x00])\s*(?:在|于|截至)?\s*"
_TIME = re.compile(
    rf"(?P<own>全年|本年|今年|年内)|{_START_OF_CLAUSE}(?P<other>[上下]一个?(?:统计)?年度|去年|上年|往年|前年|(?P<year>[12][09][0-9]{{2}})\s?年)|(?P<named>[12][09][0-9]{{2}})\s?年"
)


@dataclass(frozen=True, slots=True)
class Claim:
    """A number, and what it speaks of."""

    numeral: Numeral
    sentence: Sentence
    layer: Layer
    subject: Subject | None
    """None where no table knows of it, or only of something that it is a part of."""
    begin: int
    """Where what speaks of it begins, in the sentence."""
    end: int

    @property
    def line(self) -> Line:
        """The line it stands in."""
        return self.sentence.line

    @property
    def passage(self) -> str:
        """The words of the number as they stand in the text."""
        start, end = self.sentence.offset + self.begin, self.sentence.offset + self.end
        return self.line.text[start:end].strip("，、；：。,; \u3000")

    @property
    def column(self) -> int:
        """Offset of the number in the line."""
        return self.sentence.offset + self.numeral.start


@dataclass(frozen=True, slots=True)
class ClaimedSentence:
    """A sentence with its numbers in their order."""

    sentence: Sentence
    claims: tuple[Claim, ...]


def claimed_sentences(
    lines: Sequence[Line], report: Report, agency: Agency, tables: Tables, wanted: re.Pattern[str] | None = None
) -> Iterator[ClaimedSentence]:
    """The sentences of a section that hold numbers; only those in which what is wanted stands."""
    before = ""
    for line in lines:
        of_line = sentences(line, report.year) if wanted is None or wanted.search(line.text) else ()
        for sentence in of_line:
            if wanted is not None and not wanted.search(sentence.text):
                continue
            context = (before + "\n" + line.text[: sentence.offset])[-LOOK_BACK:]
            yield ClaimedSentence(sentence, _Reader(sentence, context, report, agency, tables).claims())
        before = (before + "\n" + line.text)[-LOOK_BACK:]


class _Reader:
    """Reads one sentence."""

    def __init__(
        self, sentence: Sentence, context: str, report: Report, agency: Agency, tables: Tables
    ) -> None:
        self.sentence = sentence
        self.context = context
        self.report = report
        self.agency = agency
        self.tables = tables
        self.found: list[Claim] = []
        self.subjects: list[Subject] = []
        self.asked = 0
        """How many of those found `subjects` takes account of."""

    def claims(self) -> tuple[Claim, ...]:
        numbered = sorted(
            (
                (numeral, layer, at)
                for layer in self.sentence.layers
                for at, numeral in enumerate(layer.numerals)
            ),
            key=lambda each: each[0].start,
        )
        lists: dict[int, tuple[Hit, ...]] = {}
        for layer in self.sentence.layers:
            if "分别" in layer.text:
                lists.update(respective(layer))
        for numeral, layer, at in numbered:
            self.found.append(self._claim(numeral, layer, at, lists))
        return tuple(self.found)

    def _claim(self, numeral: Numeral, layer: Layer, at: int, lists: dict[int, tuple[Hit, ...]]) -> Claim:
        if numeral.sort in (Sort.PERCENT, Sort.OTHER):
            return Claim(numeral, self.sentence, layer, None, numeral.start, numeral.end)
        lo, left_end, hi = region(layer, at)
        begin, end = lo, numeral.end
        used: tuple[Hit, ...] = ()
        if numeral.start in lists:
            used = lists[numeral.start]
        elif numeral.sort is Sort.NONE:
            used, begin, end = of_none(layer, numeral, lo, hi)
        elif numeral.sort in (Sort.COUNT, Sort.REFERENCE):
            used, begin, end = self._of_count(layer, numeral, (lo, left_end, hi))
        subject = None
        if used or is_bare(layer, numeral):
            text = layer.text[begin:end] if numeral.sort is Sort.NONE else layer.text[lo:hi]
            around = _blotted(text, used, begin if numeral.sort is Sort.NONE else lo)
            if not self._is_silent(layer, numeral, around):
                subject = subject_of(used, layer, numeral, self._before(), self._topic(layer, numeral, hi))
        while begin < numeral.start and (
            self.sentence.text[begin] in PAUSE + "、" or layer.text[begin] == AWAY
        ):
            begin += 1
        return Claim(numeral, self.sentence, layer, subject, begin, end)

    def _before(self) -> list[Subject]:
        """What the numbers so far speak of: of several meanings only those that give the number, if any does."""
        for claim in self.found[self.asked :]:
            if claim.subject is not None:
                self.subjects.append(_narrowed(claim.subject, claim.numeral, self.tables))
        self.asked = len(self.found)
        return self.subjects

    def _of_count(
        self, layer: Layer, numeral: Numeral, where: tuple[int, int, int]
    ) -> tuple[tuple[Hit, ...], int, int]:
        """The words of a count: those before it; else those behind it."""
        lo, left_end, hi = where
        left, right = layer.between(lo, left_end), layer.between(numeral.end, hi)
        strong = [hit for hit in left if hit.word.group != "noun"]
        if bracket := _BRACKET_BEFORE.search(self.sentence.text, lo, left_end):
            inside = [moved(hit, bracket.start()) for hit in hits(wording(), bracket[0])]
            if not strong and inside:
                return tuple(inside), lo, numeral.end
            if any(hit.word.part_of for hit in inside):
                # 无法提供（本机关不掌握）3件: which of the two, only the writer knows.
                return (), lo, numeral.end
        if not strong and layer.in_brackets and is_bare(layer, numeral):
            outer = self.sentence.layers[0]
            begin = clause_start(outer, layer.start)
            return outer.between(begin, layer.start), begin, numeral.end
        if any(hit.word.axis == "row" and hit.word.group != "case" for hit in strong):
            return tuple(strong), lo, numeral.end
        if (
            right
            and not _WITHIN.match(layer.text, numeral.end)
            and all(hit.word.group != "noun" for hit in right)
        ):
            last = max(hit.end for hit in right)
            return (*strong, *right), lo, last
        if strong:
            return tuple(strong), lo, numeral.end
        if left and _LINK.match(layer.text, left[-1].end, left_end):
            return left[-1:], lo, numeral.end
        if right and _AMONG.match(layer.text, right[0].end):
            return right[:1], lo, right[0].end
        return (), lo, numeral.end

    def _is_silent(self, layer: Layer, numeral: Numeral, around: str) -> bool:
        """Whether the number speaks of something else than its words say: another subject, a part, another time."""
        words = wording()
        if words.other_subjects.search(around):
            return True
        outer = self.sentence.layers[0]
        before = layer.text[: numeral.start]
        if layer.in_brackets:
            before = outer.text[: layer.start] + "，" + layer.text[layer.start + 1 : numeral.start]
        bare = list(before)
        for hit in (*outer.hits, *layer.hits):
            if hit.end <= len(bare):
                bare[hit.start : hit.end] = "字" * (hit.end - hit.start)
        blotted = "".join(bare)
        own = re.split("[，；、：]", blotted.replace(AWAY, ""))[-1]
        if words.channels.search(own) or words.other_periods.search(own):
            return True
        if (
            _SUM_UP.search(own)
            and not _OF_YEAR.search(before)
            and not re.search(rf"{self.report.year}\s?年", before)
        ):
            return True
        return self._other_year(blotted) or is_elsewhere(before, len(before), self.report, self.agency)

    def _other_year(self, before: str) -> bool:
        other = False
        for match in _TIME.finditer(before):
            named = match["year"] or match["named"]
            if match["own"] or named == str(self.report.year):
                other = False
            elif match["other"]:
                other = True
        return other

    def _topic(self, layer: Layer, numeral: Numeral, hi: int) -> str:
        """What was spoken of up to the number and in its clause."""
        here = self.sentence.text
        return f"{self.context}{here[: layer.start]}{here[layer.start : numeral.start]}\n{layer.text[numeral.end : hi]}"


def _narrowed(subject: Subject, numeral: Numeral, tables: Tables) -> Subject:
    if numeral.sort is not Sort.COUNT:
        return subject
    try:
        rows = tuple(
            row
            for row in subject.rows
            if any(numeral.value in tables.values(meaning) for meaning in of_all([row], subject.columns))
        )
    except Unreadable:
        return subject
    return replace(subject, rows=rows or subject.rows)


def _blotted(text: str, used: Sequence[Hit], offset: int) -> str:
    """The text without the words that are taken into account already."""
    characters = list(text)
    for hit in used:
        start, end = max(hit.start - offset, 0), min(hit.end - offset, len(text))
        characters[start:end] = "字" * max(end - start, 0)
    return "".join(characters).replace(AWAY, "")
