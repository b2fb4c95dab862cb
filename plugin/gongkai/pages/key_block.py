"""The key block: what a report says at the first glance, in three numbers, one bar and one sentence.

All of it is the site's own reckoning from the cells of the report. A number that a sum or another year contradicts bears
a mark; no share, no change and no bar is worked out of it. What a report leaves blank is called so and is never 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from gongkai.addresses import Anchor, Page
from gongkai.data_classes import dataclass
from gongkai.findings import CellName, Number
from gongkai.model import Report
from gongkai.pages.blocks import (
    Doubted,
    Inline,
    KeyBlock,
    KeyItem,
    Link,
    Outcome,
    Outcomes,
    Text,
)
from gongkai.pages.doubts import DOUBT, Doubt, Doubts
from gongkai.pages.years import LEAST_BASE
from gongkai.series import Found, KeyCell, KeyYear, Measure, key_year, share
from gongkai.tables import cell_id, rounded

_SEPARATED, _ABOUT = 10_000, 100_000
"""From where on digits stand in threes, and the number again in 万: in our own reckoning, never in the form's tables."""
_UNIT = "件"
_MISSING = {Found.STROKE: "“/”", Found.TEXT: "文字"}
"""What stands where there is no number; all else is a blank."""

_FIRST = (Measure.NEW, Measure.RESULT, Measure.CARRIED_OUT)
_MORE = (Measure.REVIEW, Measure.SUIT, Measure.IN_FORCE)
_LABELS = {Measure.NEW: "新收申请", Measure.IN_FORCE: "规范性文件现行有效"}
"""Where the form's own short name says too little by itself."""


def key_block(
    report: Report,
    before: Report | None,
    doubts: Doubts,
    *,
    links: tuple[Link, ...] = (),
    is_large: bool = False,
) -> KeyBlock | None:
    """The block of a report; None where it has no numbers. before: the report of the year before, if there is one.

    is_large: for the page of the agency, with more numbers and links to the report.
    """
    year = key_year(report, before)
    if year is None:
        return None
    own = doubts.get((report.agency, report.year), {})
    earlier = doubts.get((report.agency, report.year - 1), {})
    return _Writer(year, report, own, earlier, is_large).block(links)


@dataclass(frozen=True)
class _Writer:
    """Writes the block of one report."""

    year: KeyYear
    report: Report
    own: Mapping[CellName, Doubt]
    earlier: Mapping[CellName, Doubt]
    is_large: bool

    @property
    def page(self) -> Page:
        return Page(self.report.agency, self.report.year)

    @property
    def here(self) -> Page:
        """The page that the block stands on."""
        return Page(self.report.agency) if self.is_large else self.page

    def block(self, links: tuple[Link, ...]) -> KeyBlock:
        items = [self.item(measure) for measure in _FIRST]
        more: list[KeyItem] = []
        if self.is_large:
            items.extend(self.public())
            more = [self.item(measure) for measure in _MORE if self.has(measure)]
            more.extend(self.published())
        return KeyBlock(
            f"{self.year.year}年主要数字",
            self.said(),
            tuple(items),
            self.outcomes(),
            tuple(more),
            tuple(self.sentence()),
            tuple(self.doubted()),
            links,
            self.is_large,
        )

    def said(self) -> str:
        said = f"由本站根据{self.year.year}年年度报告计算" if self.is_large else "以下由本站根据下表计算"
        if not self.year.has_before:
            said += "；没有上年的数可比"
        return said

    def cell(self, measure: Measure) -> KeyCell:
        return self.year.numbers[measure]

    def has(self, measure: Measure) -> bool:
        return self.cell(measure).value.number is not None

    # What is in doubt

    def doubt(self, cell: KeyCell) -> Doubt | None:
        return next((self.own[name] for name in cell.cells if name in self.own), None)

    def is_sure(self, *cells: KeyCell) -> bool:
        return all(self.doubt(cell) is None for cell in cells)

    def mark(self, cell: KeyCell) -> Anchor | None:
        doubt = self.doubt(cell)
        return None if doubt is None else Anchor(self.here, _doubt_id(doubt))

    def doubted(self) -> Iterator[Doubted]:
        shown = [*(self.cell(measure) for measure in self.shown()), *self.year.outcomes]
        found = {doubt.text: doubt for cell in shown if (doubt := self.doubt(cell)) is not None}
        for number, doubt in enumerate(found.values(), 1):
            text = doubt.text
            if number == len(found):
                those = "以上各数" if number > 1 else ""
                text += f"{those}本站照原数列出，不用来计算比例和增减，也不用来画图。"
            link = Link((Text("看该格"),), Anchor(self.page, cell_id(doubt.cell)))
            yield Doubted(_doubt_id(doubt), (Text(text), link))

    def shown(self) -> tuple[Measure, ...]:
        every = (*_FIRST, Measure.CARRIED_IN, Measure.REVIEW, Measure.SUIT)
        return (*every, *(each for each in (Measure.IN_FORCE,) if self.is_large))

    # Numbers

    def item(self, measure: Measure) -> KeyItem:
        cell = self.cell(measure)
        label = _LABELS.get(measure, cell.name)
        number = cell.value.number
        if number is None:
            return KeyItem(label, _missing(cell), kind="missing", doubt=self.mark(cell))
        change, percent = self.change(cell)
        return KeyItem(
            label,
            counted(number),
            _UNIT,
            f"约{_in_wan(number)}万" if number >= _ABOUT else "",
            change,
            percent,
            "" if number else "zero",
            self.mark(cell),
        )

    def difference(self, cell: KeyCell) -> Number | None:
        """Against the year before; None where that has no number, or either is in doubt."""
        if not self.is_sure(cell) or any(name in self.earlier for name in cell.cells):
            return None
        return cell.value.difference

    def change(self, cell: KeyCell) -> tuple[str, str]:
        """In words, and in percent where the base is large enough for one."""
        difference, before = self.difference(cell), cell.value.before
        if difference is None or before is None or before.number is None:
            return "", ""
        words = changed(difference)
        if not difference or before.number < LEAST_BASE or cell.value.change is None:
            return words, ""
        return words, f"{cell.value.change:+}%".replace("-", "−").replace("+", "＋")

    def public(self) -> Iterator[KeyItem]:
        """公开率, with what it is worked out from."""
        value = self.share_made_public()
        if value is None:
            return
        granted, partial = (cell.value.number for cell in self.year.outcomes[:2])
        assert granted is not None
        assert partial is not None
        whole = self.cell(Measure.RESULT).value.number
        assert whole is not None
        yield KeyItem(
            "公开率", f"{value}%", change=f"（{counted(granted)}＋{counted(partial)}）÷{counted(whole)}"
        )

    def published(self) -> Iterator[KeyItem]:
        date = self.report.published
        if date is not None:
            yield KeyItem("发布日期", f"{date.day.month}月{date.day.day}日", change=f"{date.day.year}年")

    def share_made_public(self) -> Decimal | None:
        return made_public(self.year, self.own)

    @property
    def adds_up(self) -> bool:
        return adds_up(self.year, self.own)

    def outcomes(self) -> Outcomes | None:
        whole = self.cell(Measure.RESULT)
        numbers = [part.value.number for part in self.year.outcomes]
        if not whole.value.number and not any(numbers):
            return None
        is_drawn = self.adds_up
        items = tuple(self.outcome(part, whole, is_drawn=is_drawn) for part in self.year.outcomes)
        caption = (
            f"{whole.name}的{counted(whole.value.number or 0)}{_UNIT}，按结果分"
            if is_drawn
            else "各项结果，照报告所列"
        )
        return Outcomes(caption, items, is_drawn)

    def outcome(self, part: KeyCell, whole: KeyCell, *, is_drawn: bool) -> Outcome:
        number = part.value.number
        of_all = share((part,), whole) if is_drawn and number else None
        text = _missing(part) if number is None else counted(number)
        return Outcome(part.name, text, number, f"{of_all}%" if of_all is not None else "", self.mark(part))

    # The sentence

    def sentence(self) -> Iterator[Inline]:
        """All that is said in the numbers, for those who hear the page, search for it or see it in a list."""
        new, result, left = map(self.cell, _FIRST)
        every = (new, self.cell(Measure.CARRIED_IN), result, left)
        if all(each.value.number == 0 for each in every):
            yield Text(f"{self.year.year}年没有收到政府信息公开申请（")
            yield self.number(new)
            yield Text("），没有办结和结转的申请")
        else:
            yield from self.requests(new, result, left)
        yield from self.disputes()
        yield Text("。")

    def requests(self, new: KeyCell, result: KeyCell, left: KeyCell) -> Iterator[Inline]:
        yield Text(f"{self.year.year}年新收政府信息公开申请")
        yield from self.counted(new)
        difference = self.difference(new)
        if difference is not None:
            yield Text(f"，{changed(difference)}")
        taken = self.cell(Measure.CARRIED_IN)
        if taken.value.number:
            yield Text("；连同上年结转的")
            yield from self.counted(taken)
            yield Text("，办结")
        elif taken.value.number is not None:
            yield Text(f"，没有上年结转的申请{self.in_words(taken)}；办结")
        else:
            yield Text("；办结")
        yield from self.counted(result)
        made_public = [part for part in self.year.outcomes[:2] if part.value.number is not None]
        if result.value.number and made_public:
            for index, part in enumerate(made_public):
                yield Text(f"{'、' if index else '，其中'}{part.name}")
                yield from self.counted(part)
            public = self.share_made_public()
            if public is not None:
                yield Text(f"，合计占办结的{public}%")
        if left.value.number == 0:
            yield Text(f"；没有结转下年度的申请{self.in_words(left)}")
        else:
            yield Text("；结转下年度")
            yield from self.counted(left)

    def disputes(self) -> Iterator[Inline]:
        cells = [self.cell(measure) for measure in (Measure.REVIEW, Measure.SUIT)]
        known = [cell for cell in cells if cell.value.number is not None]
        none = [f"{cell.name}{self.in_words(cell)}" for cell in known if not cell.value.number]
        if known:
            yield Text("。")
        if none:
            yield Text(f"没有{'和'.join(none)}")
        between = "，" if none else ""
        for cell in known:
            if cell.value.number:
                yield Text(f"{between}{cell.name}")
                yield from self.counted(cell)
                between = "，"

    def counted(self, cell: KeyCell) -> Iterator[Inline]:
        """A number with its unit and, in doubt, its mark; in words where there is none."""
        if cell.value.number is None:
            yield Text(f"数原表为{_missing(cell)}")
        else:
            yield self.number(cell)
            if not self.is_sure(cell):
                yield Text(self.in_words(cell))

    def in_words(self, cell: KeyCell) -> str:
        """The mark of a number in doubt, where it is told in words."""
        return "" if self.is_sure(cell) else f"（{DOUBT}）"

    def number(self, cell: KeyCell) -> Inline:
        text = Text(f"{counted(cell.value.number or 0)}{_UNIT}")
        return text if cell.cell is None else Link((text,), Anchor(self.page, cell_id(cell.cell)))


def adds_up(year: KeyYear, doubts: Mapping[CellName, Doubt]) -> bool:
    """Whether the outcomes are surely all of the results: without that there is no bar and no share. doubts: of the report."""
    whole, parts = year.numbers[Measure.RESULT], year.outcomes
    if any(name in doubts for cell in (whole, *parts) for name in cell.cells):
        return False
    numbers = [part.value.number for part in parts]
    return all(number is not None for number in numbers) and whole.value.number == sum(
        number for number in numbers if number is not None
    )


def made_public(year: KeyYear, doubts: Mapping[CellName, Doubt]) -> Decimal | None:
    """公开率: granted and partly granted of all results; None where a number is missing or in doubt. doubts: of the report."""
    return share(year.outcomes[:2], year.numbers[Measure.RESULT]) if adds_up(year, doubts) else None


def counted(number: Number) -> str:
    """A number as the site writes it in its own words: 9702, 20,481."""
    return f"{number:,}" if max(number, -number) >= _SEPARATED else str(number)


def _in_wan(number: Number) -> str:
    return str(rounded(Decimal(number) / 10_000, 1))


def _missing(cell: KeyCell) -> str:
    return _MISSING.get(cell.value.found, "空白")


def changed(difference: Number) -> str:
    """A difference against the year before, in words."""
    if not difference:
        return "与上年持平"
    return f"比上年{'多' if difference > 0 else '少'}{counted(max(difference, -difference))}{_UNIT}"


def _doubt_id(doubt: Doubt) -> str:
    return f"doubt-{cell_id(doubt.cell)}"
