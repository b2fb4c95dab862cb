"""G504: a text too like last year's, or a sister office's."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import starmap
from typing import Any

from gongkai.data_classes import dataclass
from gongkai.findings import Finding, Level, Place, Range, TakenOver
from gongkai.ground.shelf import Kind
from gongkai.model import Report
from gongkai.prose import Line, Narrative
from gongkai.rules._neighbours import is_comparable, year_before
from gongkai.rules.rule import Example, Inspection, Rule, finding, passage
from gongkai.rules.text._likeness import Passages, Sentence, Shelf, length, may_be_like, passages, sentences
from gongkai.settings import RuleOptions, Settings, option


@dataclass(frozen=True)
class Options(RuleOptions):
    """How much may be alike."""

    limit: float = option(0.5, "相同的文字占多少以上才提示，0 到 1 之间。")


_OVERVIEW = """\
总体情况: |
  {}年，本机关把公开的要求放到办文办会的全过程，逐月检查栏目的更新，
  逐件核对答复的期限，年底向社会公布考核的结果，并请服务对象当面评议，
  意见全部答复，问题全部改正。"""

RULE = Rule(
    code="G504",
    name="overlap",
    level=Level.WARNING,
    title="文字与上年或其他机关的报告雷同",
    explanation=(
        "逐句与本机关上年的报告、同一上级的其他机关同年度的报告比较，几乎相同的句子按字数计算占比，全文或一章超过限度就提示，"
        "并列出最长的相同段落。数字和年份不同不算不同；导语和不足80字的文字不比。"
    ),
    why="“与往年或与其他单位雷同”是评估的扣分项；2021年的格式通知还把内容雷同、敷衍塞责列为追究责任的情形。",
    article="国办公开办函〔2021〕30号",
    bad=Example(_OVERVIEW.format(2022), "2022.yml", {"2021.yml": _OVERVIEW.format(2021)}),
    good=Example(
        "总体情况: |\n  2022年，新建的基层公开专区有三处，配有查询终端，群众到场即可查阅近三年的文件。",
        "2022.yml",
        {"2021.yml": _OVERVIEW.format(2021)},
    ),
    compares_sisters=True,
    options=Options,
)

LEAST = 80
"""Characters; a shorter text is like others because there is little to say."""
SHOWN = 3
LONGEST = 60
NOTHING = Passages(())
_read = lru_cache(maxsize=4096)(sentences)
"""The same line stands in many reports."""


def check(inspection: Inspection) -> Iterator[Finding]:
    """One finding against last year's report, and one against the sister office that is most alike."""
    limit = inspection.settings.of_rule(Options).limit
    years: dict[int, list[Report]] = {}
    for report in inspection.reports:
        years.setdefault(report.year, []).append(report)
    known = inspection.said.get(RULE.name)
    # Year by year, so that no more than the texts of two years are in memory.
    texts: Mapping[tuple[str, int], _Texts] = {}
    for year, reports in sorted(years.items()):
        before_them, texts = texts, known or said(reports)
        sisters: dict[str | None, list[_Texts]] = {}
        for report in reports:
            text = texts[report.agency, year]
            sisters.setdefault(inspection.archive.agencies[report.agency].parent, []).append(text)
            before = year_before(report, inspection)
            if before is not None:
                for found in _with_year_before(text, (known or before_them)[before.agency, before.year], limit):
                    yield _say(text, found, f"{before.year}年度报告", 0)
        for group in sisters.values():
            if len(group) > 1:
                yield from among(group, inspection.settings)


def among(sisters: Sequence[_Texts], settings: Settings) -> Iterator[Finding]:
    """For each text one finding against the one that is most alike."""
    for text, alike in zip(sisters, _compare(sisters, settings.of_rule(Options).limit), strict=True):
        if alike:
            most = max(alike, key=lambda found: (found.share, max(found.shares.values(), default=0)))
            yield _say(text, most, f"{most.other}同年度报告", len(alike) - 1)


def said(reports: Iterable[Report]) -> Mapping[tuple[str, int], _Texts]:
    """The texts of each report."""
    return {(report.agency, report.year): _texts(report) for report in reports}


@dataclass(frozen=True)
class _Texts:
    """The texts of a report by the label of their section. The preamble is left out, for it is the same everywhere."""

    agency: str
    """By path."""
    agency_name: str
    year: int
    is_free: bool
    """Whether it has sections of its own."""
    is_comparable: bool
    """Whether others are compared with it."""
    sections: Mapping[str, Passages]
    lines: Mapping[str, tuple[Line, ...]]

    @property
    def length(self) -> int:
        return sum(section.length for section in self.sections.values())


def _packed(texts: _Texts) -> object:
    about = texts.agency, texts.agency_name, texts.year, texts.is_free, texts.is_comparable
    sections = {label: tuple(map(_bare, section.sentences)) for label, section in texts.sections.items()}
    lines = {label: tuple((text, *place) for text, place in each) for label, each in texts.lines.items()}
    return about, sections, lines


def _unpacked(packed: Any) -> _Texts:
    (agency, name, year, is_free, is_comparable), sections, lines = packed
    return _Texts(
        agency,
        name,
        year,
        is_free,
        is_comparable,
        {label: Passages(tuple(starmap(_sentence, each))) for label, each in sections.items()},
        {label: tuple(Line(text, Place(*place)) for text, *place in each) for label, each in lines.items()},
    )


def _sentence(text: str, plain: str, marks: Iterable[int]) -> Sentence:
    return Sentence(text, plain, tuple(marks))


_bare: Callable[[Sentence], tuple[object, ...]] = tuple
SAID = Kind(_packed, _unpacked)


@dataclass(frozen=True)
class _Likeness:
    """What of a report stands in another."""

    other: str
    """The name of its agency."""
    share: float
    """Of the whole; 0 where only sections are too like."""
    shares: Mapping[str, float]
    """Of the sections that are too like."""
    sentences: tuple[Sentence, ...]
    place: Place
    taken: TakenOver


def _texts(report: Report) -> _Texts:
    narratives = {s.label: n for s in report.form.sections if (n := report.narratives.get(s.id)) is not None}
    lines = {label: narrative.lines for label, narrative in narratives.items()}
    if report.free_sections:
        # Before 2019 every office had sections of its own, which changed from year to year.
        lines = {"全文": tuple(line for free in report.free_sections for line in _lines(free.narrative))}
    return _Texts(
        report.agency,
        report.agency_name,
        report.year,
        bool(report.free_sections),
        is_comparable(report),
        {label: passages(of_section, _read) for label, of_section in lines.items()},
        lines,
    )


def _lines(narrative: Narrative | None) -> tuple[Line, ...]:
    return narrative.lines if narrative is not None else ()


def _with_year_before(text: _Texts, before: _Texts, limit: float) -> list[_Likeness]:
    """What of last year's report a text is too like."""
    if not any(
        may_be_like(section, before.sections.get(label, NOTHING), limit)
        for label, section in text.sections.items()
    ):
        return []
    return next(_compare((text, before), limit))


def _compare(texts: Sequence[_Texts], limit: float) -> Iterator[list[_Likeness]]:
    """For each text, what it is too like of the others, drafts apart."""
    labels = dict.fromkeys(label for text in texts for label in text.sections)
    shelves = {label: Shelf([text.sections.get(label, NOTHING) for text in texts]) for label in labels}
    for position, text in enumerate(texts):
        # A whole text is never more alike than its most alike section.
        if any(shelf.may_be_like(position, limit) for shelf in shelves.values()):
            same: dict[int, dict[str, list[Sentence]]] = {}
            for label, shelf in shelves.items():
                for other, found in shelf.common(position).items():
                    same.setdefault(other, {})[label] = found
            likenesses = (
                _likeness(text, texts[other].agency_name, sections, limit)
                for other, sections in sorted(same.items())
                if texts[other].is_comparable
            )
            yield [likeness for likeness in likenesses if likeness is not None]
        else:
            yield []


def _likeness(text: _Texts, other: str, same: Mapping[str, list[Sentence]], limit: float) -> _Likeness | None:
    """How like a text is to that of another agency, by the sentences that stand in both; None where it is not too like."""
    shares = {label: length(sentences) / text.sections[label].length for label, sentences in same.items()}
    shares = {
        label: share
        for label, share in shares.items()
        if share > limit and text.sections[label].length >= LEAST
    }
    share = sum(map(length, same.values())) / text.length
    is_whole = share > limit and text.length >= LEAST
    if not is_whole and not shares:
        return None
    concerned = same if is_whole else shares
    sentences = [sentence for label in concerned for sentence in same[label]]
    first = next(lines[0].place for label, lines in text.lines.items() if lines and label in (shares or same))
    longest = sorted(sentences, key=lambda sentence: -len(sentence.plain))
    plain = frozenset(sentence.plain for sentence in sentences)
    ranges = tuple(each for label in concerned for each in _ranges(text.lines[label], plain))
    taken = TakenOver(
        ranges, round(length(sentences) / sum(text.sections[label].length for label in concerned), 4)
    )
    return _Likeness(other, share if is_whole else 0, shares, tuple(longest), first, taken)


def _ranges(lines: Iterable[Line], plain: frozenset[str]) -> Iterator[Range]:
    """Where sentences stand in lines; a line with links or the like in it is taken whole."""
    for line in lines:
        at = 0
        for sentence in sentences(line.text):
            if sentence.plain in plain:
                found = line.text.find(sentence.text, at)
                if found < 0:
                    yield passage(line.place, line.text)
                    break
                at = found + len(sentence.text)
                yield passage(line.at(found), sentence.text)


def taken_over(report: Report, before: Report) -> dict[str, TakenOver]:
    """What of each section of a report stands in another one's, however little it is, by the section's label."""
    text, other = _texts(report), _texts(before)
    found: dict[str, TakenOver] = {}
    for label, own in text.sections.items():
        same = Shelf([own, other.sections.get(label, NOTHING)]).common(0).get(1, [])
        if same:
            ranges = tuple(_ranges(text.lines[label], frozenset(sentence.plain for sentence in same)))
            found[label] = TakenOver(ranges, round(length(same) / own.length, 4))
    return found


def _say(text: _Texts, found: _Likeness, other: str, more: int) -> Finding:
    what = "、".join(f"“{label}”有{share:.0%}" for label, share in found.shares.items())
    if found.share and text.is_free:
        what = f"全文有{found.share:.0%}"
    elif found.share:
        what = f"全文有{found.share:.0%}" + (f"（{what}）" if what else "")
    shown = "".join(f"“{_cut(sentence.text)}”" for sentence in found.sentences[:SHOWN])
    also = f"；另有{more}个机关的报告也这样" if more else ""
    told = finding(
        RULE,
        found.place,
        f"{what}与{other}相同{also}。最长的相同段落：{shown}",
        "改写为今年本机关的实际做法和数据；确属沿用的制度表述，写核对说明。",
        taken_over=found.taken,
    )
    return replace(told, agency=text.agency, year=text.year)


def _cut(passage: str) -> str:
    return passage if len(passage) <= LONGEST else passage[:LONGEST] + "…"
