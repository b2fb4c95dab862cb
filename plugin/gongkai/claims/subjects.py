"""Words to meanings: what is meant by the words that a number stands with, and by those before them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import field
from itertools import pairwise

from gongkai.claims.layer import Layer
from gongkai.claims.meanings import Meaning, added, of_all
from gongkai.claims.numbers import Numeral, Sort
from gongkai.data_classes import dataclass
from gongkai.ground.patterns import later
from gongkai.words.texts import Axis, Expression, Family, Group, Hit, Matter, Word, wording

_JOINED = later(
    r"[\s\x00]*(?:案件|申请|事项|的|类|、|和|与|及|以及|或|或者|并|并且|，|本年度?|今年|[0-9]{4}\s?年度?)*[\s\x00]*"
)
_EACH = later("均|各(?!类|种|项)")
_EACH_SO_MANY = later("(?:案件|申请|[两三四][项者类])?(?:数量?|件数)?(?:均|各|都)[为是有]?\\s*")
_AND_OTHERS = later(r"等")
_NAMES_APPLICATIONS = later("申请")
_NAMES_ANSWERS = later("信息公开的?申请[^，。；0-9]{0,6}[0-9]|依申请公开的?(?:申请)?[答办]")
"""What is of applications though the number before, in the same unit, was of something else."""
_PUBLISHED = later("主动公开|发布|推送|转载|更新")
_BECAUSE = later(r"[\s\x00]*(?:其中|另有?|有的?)?(?:因为?|由于|鉴于|对于?)")
_OF_ANYTHING = ("个", "名", "家")
_COUNTED = later(r"(?!申请|案件|政府信息|信息公开|依申请|公开|行政|复议|诉讼|规范性|规章)[\u4e00-\u9fff]{2}")
"""What such a unit counts: 5个部门."""
_CLOSED = later('[”’」』"]?(?:[的类性]|方式|形式|情形|结果)?')
_RIGHT_BEFORE = later(r"[了共计为是有\s]*")
_TOPICS_OF = {Matter.DOCUMENTS: Group.DOCUMENT, Matter.DECISIONS: Group.DECISION}
"""Which words the numbers of a family may be of though they stand before the clause."""
_NAMED_AS_TOPIC = later(
    '今年|本年|全年|年内|当年|方面|情况|管理|清理|目录|开展|进行|全面|[“"]?立改废释?|[：:，]'
)
_ONLY_COMPARED = later(
    "(?:同比|[由从较比与同]|上一?个?年度?|的|去年|净?[增减]加?少?|净?[多少]了?|[亦也又再略]|上?涨了?|回落|增长|下降|上升|[至到为])+"
)
_GOVERNS = later("方面[，：]")
_SUITS = (((1, "行政诉讼"),),)
_BLOCKS = (((1, "直接起诉"),), ((1, "复议后起诉"),))
_PARTS_FOLLOW = later("[，：](?:其中)?")
_PARTED = later("其中|包括|[含：:]")
_DECIDED = (((1, "处理决定数量"),),)
_OF_OTHER_COLUMN = later("有效|现行|现有|存|保留|修[订改]|[清梳]理|废|失效|审[查核]|备案")
LONGEST_PART = 20
"""Characters between 其中 and the number of a part."""
REMEMBERED = 6
"""Numbers before one that it may sum up, or be of the same kind as."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a number speaks of."""

    family: Matter
    rows: tuple[Expression, ...]
    columns: tuple[Expression, ...]
    is_whole: bool
    """Whether no column was named."""
    unit: str = ""
    """What the number was counted in."""

    @property
    def meanings(self) -> tuple[Meaning, ...]:
        """All that is accepted, the strictest first."""
        return of_all(self.rows, self.columns)


@dataclass(slots=True)
class Subjects:
    """What the numbers of a sentence so far speak of."""

    last: list[Subject] = field(default_factory=list)
    """The latest, at most REMEMBERED of them."""
    of_family: dict[Matter, list[Subject]] = field(default_factory=dict)
    """The latest of each family."""
    rows: dict[Matter, dict[Expression, None]] = field(default_factory=dict)
    """All rows of each family."""
    uncounted: str | None = None
    """The unit of the last number, where no table counts it."""

    def add(self, subject: Subject) -> None:
        for known in (self.last, self.of_family.setdefault(subject.family, [])):
            known.append(subject)
            del known[:-REMEMBERED]
        self.rows.setdefault(subject.family, {}).update(dict.fromkeys(subject.rows))

    def total(self, unit: str) -> Subject | None:
        """What 合计 sums up: the two or more numbers before it."""
        if len(self.last) < 2:
            return None
        last = self.last[-1]
        alike = [subject for subject in self.last if subject.family is last.family and subject.unit == unit]
        if len(alike) < 2:
            return None
        common = tuple(row for row in last.rows if all(row in subject.rows for subject in alike))
        if common and not any(subject.is_whole for subject in alike):
            return Subject(last.family, common, wording().families[last.family].default_columns, True, unit)
        whole = [subject for subject in alike if subject.columns == last.columns]
        sums = [added([subject.rows[:1] for subject in whole[-count:]]) for count in range(len(whole), 1, -1)]
        rows = tuple(dict.fromkeys(expression for each in sums for expression in each))
        # 其中 parts of what came before are no addends: any row of the family may be the sum.
        family = wording().families[last.family]
        has_wholes = len({subject.rows for subject in alike if subject.is_whole}) > 1
        # 直接起诉5件，维持4件；复议后起诉3件，维持2件，两类合计: of the cases, or of those upheld.
        columns = (*last.columns, *family.default_columns) if has_wholes else last.columns
        columns = tuple(dict.fromkeys(columns))
        return (
            Subject(last.family, (*rows, *family.default_rows), columns, last.is_whole, unit) if rows else None
        )


def subject_of(
    used: Sequence[Hit],
    layer: Layer,
    numeral: Numeral,
    before: Subjects,
    is_about_applications: Callable[[], bool],
) -> Subject | None:
    """The subject of a number. used: its words; before: those of the numbers before it."""
    if not used:
        return None
    name = next(
        (hit.word.family for hit in used if hit.word.family is Matter.DISPUTES),
        _nearest(used, numeral).word.family,
    )
    family = wording().families[name]
    own = [hit for hit in used if hit.word.family is name]
    rows = [hit for hit in own if hit.word.axis is Axis.ROW]
    named = [hit for hit in own if hit.word.axis is Axis.COLUMN]
    if not rows and _are_of_each(named):
        return None
    columns = _strong(named)
    if numeral.sort is Sort.COUNT and not _is_counted(family, rows, layer, numeral, before):
        return None
    needs_subject = bool(rows) and _nearest(rows, numeral).word.needs_subject
    if needs_subject and family.about and not is_about_applications():
        return None
    row_meanings = (
        rows_of(rows, layer, numeral) if rows else _rows_untold(family, columns, layer, numeral, before)
    )
    if row_meanings == _SUITS and _is_beside_a_block(layer):
        row_meanings = (*_SUITS, *_BLOCKS)
    column_meanings, is_whole = _columns_meant(family, columns, rows, layer, numeral, before)
    if not row_meanings or not column_meanings:
        return None
    if is_whole:
        column_meanings = (*column_meanings, *_of_all_listed(name, layer, numeral))
    if numeral.sort is Sort.COUNT and not numeral.value and name is Matter.DISPUTES:
        row_meanings, column_meanings = row_meanings[:1], column_meanings[:1]
    return Subject(name, row_meanings, column_meanings, is_whole)


def _is_beside_a_block(layer: Layer) -> bool:
    """行政诉讼3件、复议后起诉2件: the first may be those brought at once; 行政诉讼5件，其中复议后起诉2件 are all."""
    return not layer.first_meanings.isdisjoint(_BLOCKS) and _PARTED.search(layer.text) is None


def _rows_untold(
    family: Family, columns: Sequence[Hit], layer: Layer, numeral: Numeral, before: Subjects
) -> tuple[Expression, ...]:
    """The rows of a number beside which none is named."""
    # 规章：制发3部；规范性文件：制发41件: of what was named last.
    named_last = _named_as_topic(layer, columns, numeral, _TOPICS_OF.get(family.name))
    if family.name is Matter.DISPUTES and (topic := case_governing(layer, numeral)) is not None:
        return topic.word.means
    meanings = named_last or _rows_before(family, columns, before)
    if not meanings and family.name is Matter.DISPUTES:
        # 行政复议方面，维持3件.
        named = layer.last_of(Group.CASE, 0, numeral.start)
        meanings = named.word.means if named is not None else _of_parts(layer, numeral)
    return meanings


def _of_parts(layer: Layer, numeral: Numeral) -> tuple[Expression, ...]:
    """未审结案件共15件，其中复议5件、诉讼10件: of both together."""
    if not _PARTS_FOLLOW.match(layer.text, numeral.end):
        return ()
    stop = next((pause for pause in layer.pauses if layer.text[pause] in "；。"), len(layer.text))
    cases = [hit.word.means for hit in layer.between(numeral.end, stop) if hit.word.group is Group.CASE]
    return added(dict.fromkeys(cases)) if len(cases) > 1 else ()


def case_governing(layer: Layer, numeral: Numeral) -> Hit | None:
    """诉讼方面，维持9、纠正1: the case that a clause of its own is about, where no other is named after it."""
    start = layer.text.rfind("；", 0, numeral.start) + 1
    case = layer.last_of(Group.CASE, start, numeral.start)
    return case if case is not None and _GOVERNS.match(layer.text, case.end) else None


def _columns_meant(
    family: Family,
    columns: Sequence[Hit],
    rows: Sequence[Hit],
    layer: Layer,
    numeral: Numeral,
    before: Subjects,
) -> tuple[tuple[Expression, ...], bool]:
    """The columns of a number, and whether it is of all."""
    if columns:
        return added_columns(columns), False
    meanings = family.default_columns
    alike = before.of_family.get(family.name, [])
    if rows and (implied := _nearest(rows, numeral).word.implied_columns):
        meanings = implied
    elif family.name is Matter.DECISIONS and (
        numeral.sort is Sort.NONE
        or (rows and _ONLY_COMPARED.fullmatch(layer.text, rows[-1].end, max(rows[-1].end, numeral.start)))
    ):
        # 未实施行政强制; 行政强制由上年的5件降至3件
        meanings = _DECIDED
    elif family.needs_column:
        # 制定规章3部，修订规章2部: of something else.
        stands = layer.text[
            max(layer.text.rfind(sign, 0, numeral.start) for sign in "，；。、") + 1 : numeral.start
        ]
        meanings = alike[-1].columns if alike and not _OF_OTHER_COLUMN.search(stands) else ()
    last = before.last[-1] if before.last else None
    if last is None or last.family is not family.name:
        return meanings, True
    if family.name is Matter.REQUESTS and not last.is_whole:
        # 自然人申请37件，办结36件: of theirs, or of all.
        is_whole = "其中" in layer.text[: numeral.start]
        return (meanings if is_whole else (*meanings, *last.columns)), is_whole
    is_part = not last.is_whole and "其中" in layer.text[max(0, numeral.start - LONGEST_PART) : numeral.start]
    if family.name is Matter.DISPUTES and (is_part or _shares_column(layer, numeral)):
        # 尚未审结的行政复议36件、行政诉讼20件: of these, or of all.
        return (*meanings, *last.columns), True
    return meanings, True


def _of_all_listed(name: Matter, layer: Layer, numeral: Numeral) -> tuple[Expression, ...]:
    """A column that may be meant though it stands elsewhere.

    2件复议、1件诉讼被纠正: behind the last of a list; 自然人是申请的主体，共提出3件: in the clause before;
    维持的案件，复议为12件，诉讼为11件: in any before it.
    """
    column = None
    if name is Matter.DISPUTES:
        stop = layer.pause_behind(numeral.end)
        if later := layer.numbers_between(numeral.end + 1, stop):
            column = layer.last_column(name, later[-1].end, stop)
        if column is None:
            earlier = layer.last_column(name, 0, numeral.start)
            if earlier is not None and "其中" in layer.text[earlier.end : numeral.start]:
                # 尚未审结案件共5件，其中复议3件
                column = earlier
        if column is None:
            start = layer.text.rfind("；", 0, numeral.start) + 1
            column = layer.last_column_without_number(name, start, numeral.start)
    elif name is Matter.REQUESTS:
        column = layer.last_uncounted_column(name, numeral.start)
    return column.word.means if column is not None else ()


def _named_as_topic(
    layer: Layer, columns: Sequence[Hit], numeral: Numeral, group: Group | None
) -> tuple[Expression, ...]:
    """规范性文件方面，制发3件: the kind of document named before the clause, where the column stands right before the number."""
    if group is None or not columns or columns[-1].word.group is Group.WEAK:
        return ()
    if not _RIGHT_BEFORE.fullmatch(layer.text, columns[-1].end, numeral.start):
        return ()
    named = layer.last_of(group, 0, numeral.start)
    return named.word.means if named is not None and _NAMED_AS_TOPIC.match(layer.text, named.end) else ()


def _is_counted(family: Family, rows: Sequence[Hit], layer: Layer, numeral: Numeral, before: Subjects) -> bool:
    """Whether what the number is counted in fits: 申请3条 are applications, 公开信息3条 are not."""
    if numeral.unit in _OF_ANYTHING and _COUNTED.match(layer.text, numeral.end):
        return False
    if numeral.unit in family.units or _ends_clause(layer, numeral):
        return True
    if numeral.unit not in family.units_if_named:
        return False
    clause = layer.text[
        max(layer.text.rfind("，", 0, numeral.start), layer.text.rfind("；", 0, numeral.start))
        + 1 : numeral.end + 12
    ]
    if _PUBLISHED.search(clause):
        return False
    if before.uncounted == numeral.unit and not _NAMES_ANSWERS.search(clause):
        return False
    alike = before.of_family.get(family.name, [])
    return bool(_NAMES_APPLICATIONS.search(clause)) or any(subject.unit == numeral.unit for subject in alike)


def _are_of_each(columns: Sequence[Hit]) -> bool:
    """被纠正和败诉共3件: whether one column is named twice, of other cases each time."""
    of_each = [hit.word.implies for hit in columns if hit.word.means == columns[-1].word.means]
    return len(frozenset(of_each)) > 1


def is_counted_as(numeral: Numeral, name: Matter) -> bool:
    """Whether a number has a unit in which things of a family may be counted."""
    family = wording().families[name]
    return numeral.unit in family.units or numeral.unit in family.units_if_named


def _strong(columns: list[Hit]) -> list[Hit]:
    """The columns without those that count only where there is no other, and each meaning once."""
    strong = [hit for hit in columns if hit.word.group is not Group.WEAK] or columns
    return list({hit.word.means: hit for hit in strong}.values())


def _shares_column(layer: Layer, numeral: Numeral) -> bool:
    """Whether a column named before an earlier number of the same clause may be meant of this one too."""
    start = max(layer.text.rfind(sign, 0, numeral.start) for sign in "，；。")
    return layer.has_column(Matter.DISPUTES, start + 1, numeral.start)


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


def rows_of(rows: Sequence[Hit], layer: Layer, numeral: Numeral) -> tuple[Expression, ...]:
    """The rows meant: the word nearest to the number, with those that stand beside it."""
    strong = [hit for hit in rows if hit.word.group is not Group.NOUN] or list(rows)
    is_before = strong[-1].end <= numeral.start
    ordered = strong[::-1] if is_before and numeral.sort is not Sort.NONE else strong
    if len(ordered) > 1 and is_before and _is_answered_so(ordered[1], ordered[0], layer):
        # “其他处理”答复: the answer is of that kind.
        ordered = ordered[1:]
    series = [ordered[0]]
    rest = ordered[1:]
    while rest and _beside(series[-1], rest[0], layer):
        series.append(rest.pop(0))
    series = list({hit.word.means: hit for hit in series}.values())
    if len(series) > 1:
        end = max(hit.end for hit in series)
        if numeral.value and _EACH.search(layer.text, end, numeral.start):
            if not _EACH_SO_MANY.fullmatch(layer.text, end, numeral.start):
                return ()
            # 行政许可、行政强制均为3件: each of them, so one at least.
            return tuple(dict.fromkeys(meaning for hit in series for meaning in hit.word.means))
        if any(hit.word.is_sum for hit in series):
            verbs = [hit.word.means for hit in rest[:1] if hit.word.group is Group.FLOW]
            done = [means for means in verbs if all(means[0] not in hit.word.means for hit in series)]
            # 办结上年结转和新收的申请3件: as many as were concluded, or all of both.
            return (*added([hit.word.means for hit in series]), *(row for means in done for row in means))
        return tuple(dict.fromkeys(meaning for hit in series for meaning in hit.word.means))
    nearest = series[0].word
    if nearest.group is Group.OUTCOME and (told := _for_which_reason(nearest, layer, numeral)) is not None:
        return told
    reasons = [hit for hit in rest if hit.word.part_of == nearest.means]
    if reasons:
        parts = sorted((*reasons, series[0]), key=lambda hit: hit.start)
        if not any(_AND_OTHERS.search(layer.text, one.end, other.start) for one, other in pairwise(parts)):
            return (*added(dict.fromkeys(hit.word.means for hit in reasons)), *nearest.means)
    return nearest.means


def _is_answered_so(kind: Hit, verb: Hit, layer: Layer) -> bool:
    return (
        verb.word.group is Group.FLOW
        and kind.word.group in (Group.OUTCOME, Group.REASON)
        and _CLOSED.fullmatch(layer.text, kind.end, verb.start) is not None
    )


def _for_which_reason(group: Word, layer: Layer, numeral: Numeral) -> tuple[Expression, ...] | None:
    """因第三方不同意公开，不予公开3件: of the reason that the clause before tells, or of any; None where it tells none."""
    number = bisect_left(layer.pauses, numeral.start)
    start, stop = layer.pauses[number - 2] + 1 if number > 1 else 0, layer.pauses[number - 1] if number else 0
    if not stop or layer.text[stop] not in "，," or layer.numbers_between(start + 1, stop):
        return None
    reasons = [hit for hit in layer.between(start, stop) if hit.word.part_of == group.means]
    if reasons:
        return (*added([hit.word.means for hit in reasons]), *group.means)
    if not _BECAUSE.match(layer.text, start):
        return None
    every = (word.means for word in wording().words if word.part_of == group.means)
    return (*group.means, *(meaning for means in every for meaning in means))


def _beside(one: Hit, other: Hit, layer: Layer) -> bool:
    first, second = sorted((one, other), key=lambda hit: hit.start)
    if first.word.part_of == second.word.means or second.word.part_of == first.word.means:
        return False
    return bool(_JOINED.fullmatch(layer.text, first.end, second.start)) and first.end < second.start


def _rows_before(family: Family, columns: Sequence[Hit], before: Subjects) -> tuple[Expression, ...]:
    """The rows of a number that names only its column: those spoken of before it."""
    earlier = before.of_family.get(family.name, [])
    implied = columns[-1].word.implies if columns else ()
    if implied:
        return implied
    if family.name is Matter.DISPUTES and len(earlier) > 1:
        # 复议7件，诉讼9件，维持6件: of the last, or of both.
        whole = [subject for subject in earlier if subject.is_whole]
        sums = (added([subject.rows[:1] for subject in whole[-count:]]) for count in (2, 3))
        one = (row for subject in reversed(earlier) for row in subject.rows)
        # 诉讼9件（直接起诉5件，复议后起诉4件），其中维持6件: of any of them, or of some together.
        return tuple(dict.fromkeys((*one, *(row for rows in sums for row in rows))))
    if earlier:
        return tuple(before.rows[family.name])
    return family.default_rows
