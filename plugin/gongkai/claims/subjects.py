"""Words to meanings: what is meant by the words that a number stands with, and by those before them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from gongkai.claims.meanings import Meaning, added, of_all
from gongkai.claims.numbers import Numeral, Sort
from gongkai.claims.sentences import Layer
from gongkai.words.texts import Axis, Expression, Family, Hit, wording

_JOINED = re.compile(r"[\s\x00]*(?:案件|申请|事项|的|类|、|和|与|及|以及|或|或者|并|并且|，)*[\s\x00]*")
_EACH = re.compile("均|各(?!类|种|项)")
_AND_OTHERS = re.compile(r"等")
NOUN = "noun"
REQUESTS, DISPUTES = "requests", "disputes"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a number speaks of."""

    family: str
    rows: tuple[Expression, ...]
    columns: tuple[Expression, ...]
    is_whole: bool
    """Whether no column was named."""

    @property
    def meanings(self) -> tuple[Meaning, ...]:
        """All that is accepted, the strictest first."""
        return of_all(self.rows, self.columns)


def subject_of(
    used: Sequence[Hit], layer: Layer, numeral: Numeral, before: Sequence[Subject], topic: str
) -> Subject | None:
    """The subject of a number. used: its words; before: those of the numbers before it; topic: the text so far."""
    if not used:
        return None
    name = next(
        (hit.word.family for hit in used if hit.word.family == DISPUTES), _nearest(used, numeral).word.family
    )
    family = wording().families[name]
    own = [hit for hit in used if hit.word.family == name]
    rows = [hit for hit in own if hit.word.axis is Axis.ROW]
    columns = [hit for hit in own if hit.word.axis is Axis.COLUMN]
    is_counted = numeral.unit in family.units or _ends_clause(layer, numeral)
    if numeral.sort is Sort.COUNT and not is_counted:
        return None
    if any(hit.word.needs_subject for hit in rows) and not _is_about(family, topic):
        return None
    row_meanings = _rows(rows, layer, numeral) if rows else _rows_before(family, columns, before)
    column_meanings = added_columns(columns) if columns else family.default_columns
    if not columns and family.needs_column:
        column_meanings = next((s.columns for s in reversed(before) if s.family == name), ())
    is_whole = not columns
    if is_whole and before and not before[-1].is_whole and before[-1].family == name == REQUESTS:
        # 自然人申请37件，办结36件: of theirs, or of all.
        is_whole = "其中" in layer.text[: numeral.start]
        column_meanings = column_meanings if is_whole else (*column_meanings, *before[-1].columns)
    if is_whole and before and before[-1].family == name == DISPUTES and _shares_column(layer, numeral):
        # 尚未审结的行政复议36件、行政诉讼20件: of these, or of all.
        column_meanings = (*column_meanings, *before[-1].columns)
    if not row_meanings or not column_meanings:
        return None
    if numeral.sort is Sort.COUNT and not numeral.value and name == DISPUTES:
        row_meanings, column_meanings = row_meanings[:1], column_meanings[:1]
    return Subject(name, row_meanings, column_meanings, is_whole)


def _shares_column(layer: Layer, numeral: Numeral) -> bool:
    """Whether a column named before an earlier number of the same clause may be meant of this one too."""
    start = max(layer.text.rfind(sign, 0, numeral.start) for sign in "，；。")
    return any(
        hit.word.family == DISPUTES and hit.word.axis is Axis.COLUMN and start < hit.start < numeral.start
        for hit in layer.hits
    )


def added_columns(columns: Sequence[Hit]) -> tuple[Expression, ...]:
    """The last column named: 自然人 in 自然人新收; several side by side are meant together."""
    return added([hit.word.means for hit in columns]) if len(columns) > 1 else columns[0].word.means


def _nearest(used: Sequence[Hit], numeral: Numeral) -> Hit:
    return min(
        used, key=lambda hit: numeral.start - hit.end if hit.end <= numeral.start else hit.start - numeral.end
    )


def _ends_clause(layer: Layer, numeral: Numeral) -> bool:
    """新收41，办结40: without a unit."""
    rest = layer.text[numeral.end : numeral.end + 1]
    return numeral.unit == "" and rest in ("", "，", "；", "。", "、", ",", ";", "\0")


def _rows(rows: Sequence[Hit], layer: Layer, numeral: Numeral) -> tuple[Expression, ...]:
    """The rows meant: the word nearest to the number, with those that stand beside it."""
    strong = [hit for hit in rows if hit.word.group != NOUN] or list(rows)
    is_before = strong[-1].end <= numeral.start
    ordered = strong[::-1] if is_before and numeral.sort is not Sort.NONE else strong
    series = [ordered[0]]
    rest = ordered[1:]
    while rest and _beside(series[-1], rest[0], layer):
        series.append(rest.pop(0))
    if len(series) > 1:
        if _EACH.search(layer.text, max(hit.end for hit in series), numeral.start) and numeral.value:
            return ()
        if any(hit.word.is_sum for hit in series):
            return added([hit.word.means for hit in series])
        return tuple(dict.fromkeys(meaning for hit in series for meaning in hit.word.means))
    nearest = series[0].word
    reasons = [hit for hit in rest if hit.word.part_of == nearest.means]
    if reasons:
        span = sorted([reasons[0].end, series[0].start, reasons[-1].start])
        if not _AND_OTHERS.search(layer.text, span[0], max(reasons[0].end, series[0].start)):
            return (*added([hit.word.means for hit in reasons]), *nearest.means)
    return nearest.means


def _beside(one: Hit, other: Hit, layer: Layer) -> bool:
    first, second = sorted((one, other), key=lambda hit: hit.start)
    if first.word.part_of == second.word.means or second.word.part_of == first.word.means:
        return False
    return bool(_JOINED.fullmatch(layer.text, first.end, second.start)) and first.end < second.start


def _rows_before(family: Family, columns: Sequence[Hit], before: Sequence[Subject]) -> tuple[Expression, ...]:
    """The rows of a number that names only its column: those spoken of before it."""
    earlier = [subject for subject in before if subject.family == family.name]
    implied = columns[-1].word.implies if columns else ()
    if implied:
        return implied
    if family.name == DISPUTES and len(earlier) > 1:
        # 复议7件，诉讼9件，维持6件: of the last, or of both.
        whole = [subject for subject in earlier if subject.is_whole]
        return (*earlier[-1].rows, *added([subject.rows for subject in whole]))
    if earlier:
        return tuple(dict.fromkeys(row for subject in earlier for row in subject.rows))
    return family.default_rows


@cache
def _topics() -> re.Pattern[str]:
    """Anything that a sentence may be about: applications, or something else."""
    others = wording().other_subjects.pattern
    return re.compile(rf"(?P<about>依申请公开|(?<!复议)申请(?!人|材料|复议))|(?:{others})|复议|诉讼")


def _is_about(family: Family, topic: str) -> bool:
    """Whether applications are what was last spoken of."""
    last: re.Match[str] | None = None
    for match in _topics().finditer(topic):
        last = match
    return not family.about or (last is not None and last["about"] is not None)
