"""A number of a text, and what it speaks of."""

from __future__ import annotations

from gongkai.claims.layer import Layer
from gongkai.claims.numbers import Numeral
from gongkai.claims.sentences import Sentence
from gongkai.claims.subjects import Subject
from gongkai.data_classes import dataclass
from gongkai.prose import Line


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
    change: int = 0
    """1 where it says by how much there were more than last year, -1 where fewer."""
    is_of_last_year: bool = False
    """Whether it is what last year's report has of the same."""
    is_elsewhere: bool = False
    """Of a percentage: whether its clause speaks of somebody else."""
    is_part_of_applications: bool = False
    """Whether it counts those that came by one channel: no table says how many, but there are no more than all."""

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
