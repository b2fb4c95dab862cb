"""What is known of a sentence as far as it was read: whom its clauses speak of, its topics, the numbers so far."""

from __future__ import annotations

from functools import cached_property, partial

from gongkai.claims.claim import Claim
from gongkai.claims.clauses import Clauses, Topics
from gongkai.claims.layer import AWAY, Layer
from gongkai.claims.numbers import Numeral, Sort
from gongkai.claims.others import names_other
from gongkai.claims.regions import clause_start
from gongkai.claims.scope import WORD
from gongkai.claims.sentences import PAUSE, Sentence
from gongkai.claims.subjects import Subject, Subjects, subject_of
from gongkai.ground.patterns import later
from gongkai.model import Agency, Report
from gongkai.words.harmless import is_harmless
from gongkai.words.texts import Group, Matter, wording
from gongkai.words.traditional import folded

_SAID = later(f"(?:(?!{WORD})[\u4e00-\u9fff])+")

_PERSONS = frozenset("人名位")
_TOPICS = (Group.NOUN, Group.CASE, Group.FLOW, Group.CARRIED, Group.OUTCOME, Group.REASON)
"""What a list of years may be of."""


class SoFar:
    """A sentence while it is read."""

    def __init__(self, sentence: Sentence, context: str, report: Report, agency: Agency) -> None:
        """context: what stands before the sentence."""
        self.sentence = sentence
        self._context = context
        self.report = report
        self.agency = agency
        self.found: list[Claim] = []
        self.persons: dict[int, Numeral] = {}
        """The last number of persons of each layer, by the layer's identity."""
        self.of_layer: dict[int, list[Claim]] = {}
        """The numbers of each layer, by its identity."""
        self.counted: dict[int, list[Claim]] = {}
        """The counts of each layer, but of parts of applications, by the layer's identity."""
        self.unread: set[str] = set()
        """The units of the counts of which it is not known what they are of."""
        self.ahead: list[int] = []
        """Which of them compare what a number behind them speaks of."""
        self.before = Subjects()
        outer = Clauses(sentence.layers[0], None, report, agency)
        self.clauses = {0: outer} | {
            number: Clauses(layer, outer, report, agency) for number, layer in enumerate(sentence.layers[1:], 1)
        }

    @cached_property
    def context(self) -> str:
        """What stands before the sentence, with simplified characters."""
        return folded(self._context)

    def add(self, claim: Claim) -> None:
        """A number that was read."""
        self.found.append(claim)
        self.of_layer.setdefault(id(claim.layer), []).append(claim)
        if claim.numeral.unit in _PERSONS:
            self.persons[id(claim.layer)] = claim.numeral
        if claim.numeral.sort is not Sort.COUNT:
            return
        if not claim.is_part_of_applications:
            self.counted.setdefault(id(claim.layer), []).append(claim)
        if claim.subject is None:
            self.unread.add(claim.numeral.unit)

    @cached_property
    def topics(self) -> Topics:
        """What is spoken of before the sentence and in it."""
        return Topics(self.sentence.anonymous, self.context)

    def base(self) -> Claim | None:
        """The number that a comparison is of."""
        return next(
            (
                claim
                for claim in reversed(self.found)
                if claim.numeral.sort is not Sort.PERCENT and not claim.is_of_last_year
            ),
            None,
        )

    def topic(self, layer: Layer, end: int) -> Subject | None:
        """What the clause before a place names, if it has no number of its own: 申请件数：上年38件."""
        stop = end if layer.text[end : end + 1] == AWAY else end - 1
        start = clause_start(layer, max(0, stop))
        named = layer.between(start, stop) if layer.text[stop : stop + 1] in (*PAUSE, AWAY) else ()
        named = tuple(hit for hit in named if hit.word.group in _TOPICS)
        if not named or layer.numbers_between(start, end):
            return None
        if names_other(layer, start, stop) or self.clauses[0].at(start).is_elsewhere:
            return None
        word, family = named[-1].word, wording().families[named[-1].word.family]
        return Subject(family.name, word.means, family.default_columns, is_whole=True)

    def is_about(self, numeral: Numeral, layer: Layer, hi: int) -> bool:
        """Whether applications were last spoken of, up to the number and in its clause."""
        said = layer.between(0, numeral.start)
        if any(hit.word.group is Group.REASON for hit in said[-2:]) and len(layer.answers) > 1:
            # 不予处理9件：信访举报投诉3件. More than one reason, or what they are the reasons for: nothing else is answered so.
            return True
        behind = Topics(layer.text[numeral.end : hi]).is_about_applications(hi)
        before = self.topics.is_about_applications(numeral.start)
        if behind is not None and (behind or before is None):
            return behind
        is_count = numeral.sort is Sort.COUNT
        if before or (before is None and is_count and layer.has(Group.OUTCOME)):
            return True
        last = next((claim for claim in reversed(self.found) if claim.subject is not None), None)
        if last is None and before is None and is_count:
            return self._is_first_said(numeral)
        return (
            last is not None
            and last.subject is not None
            and last.subject.family is Matter.REQUESTS
            and not self.topics.has_between(last.numeral.end, numeral.start)
        )

    def _is_first_said(self, numeral: Numeral) -> bool:
        """Whether a text begins with the number, and nothing else could be meant: 全年收到3件，办结2件."""
        before = self.clauses[0].text[: numeral.start]
        return not self.context.strip() and all(map(is_harmless, _SAID.findall(before)))


def of_own_words(said: SoFar, numeral: Numeral, layer: Layer, where: tuple[int, int, int]) -> Subject | None:
    """What the words of a clause mean, where nothing else is named in it."""
    lo, left_end, hi = where
    used = layer.between(lo, left_end)
    if not used or layer.in_brackets or said.clauses[0].at(lo).is_elsewhere or names_other(layer, lo, left_end):
        return None
    return subject_of(used, layer, numeral, said.before, partial(said.is_about, numeral, layer, hi))
