"""The key block as HTML: numbers, one bar of all results, a sentence.

The bar is a picture without words of its own: what it shows stands below it as a list.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.addresses import Anchor
from gongkai.pages import KeyBlock, KeyItem, Outcome, Outcomes
from gongkai.pages.doubts import DOUBT
from gongkai.writers.html.body import HtmlWriter, class_attribute
from gongkai.writers.html.charts import fill, patterns

_ID = "share"
"""The ids of its patterns begin with it."""
_HEIGHT = 34
_DIGIT, _EDGE = 8.6, 5.0
"""Pixels of a digit in the bar, and what it keeps from both ends of its part."""
_DESK, _PHONE = 620, 288
"""The least widths of the bar on a desk and on a phone, in pixels."""
_LONG = 5
"""The most characters of a number beside another outcome on a phone."""


def key_block(writer: HtmlWriter, block: KeyBlock) -> str:
    """The block. Only its sentence is searched: numbers without words answer nobody."""
    classes = ["gongkai-key", *(["gongkai-key--large"] if block.is_large else [])]
    title = writer.escape(block.title)
    parts = [
        f'<section class="{" ".join(classes)}" aria-label="{title}" data-gongkai="aside">',
        f'<div class="gongkai-key-head" data-search-exclude=""><h2>{title}</h2><p>{writer.escape(block.said)}</p></div>',
        _numbers(writer, block.items, ["gongkai-numbers", *(["long"] if block.is_long else [])]),
    ]
    if block.outcomes is not None:
        parts.append(_outcomes(writer, block.outcomes))
    if block.more:
        parts.append(_numbers(writer, block.more, ["gongkai-numbers", "gongkai-more"]))
    parts.append(f'<p class="gongkai-sentence">{writer.inlines(block.sentence)}</p>')
    for doubted in block.doubted:
        sign = f"<strong>{DOUBT}</strong>　"
        said = writer.inlines(doubted.inlines)
        parts.append(f'<p class="gongkai-doubt" id="{doubted.id}" data-search-exclude="">{sign}{said}</p>')
    if block.links:
        links = "".join(f"<span>{writer.link(link)}</span>" for link in block.links)
        parts.append(f'<p class="gongkai-actions" data-search-exclude="">{links}</p>')
    return "\n".join((*parts, "</section>"))


def _numbers(writer: HtmlWriter, items: tuple[KeyItem, ...], classes: list[str]) -> str:
    divs = "\n".join(_number(writer, item) for item in items)
    return f'<dl{class_attribute(classes)} data-search-exclude="">\n{divs}\n</dl>'


def _number(writer: HtmlWriter, item: KeyItem) -> str:
    shown = f"<b{class_attribute([item.kind] if item.kind else [])}>{writer.escape(item.text)}</b>"
    mark = _mark(writer, item.doubt)
    unit = f"<span>{writer.escape(item.unit)}</span>" if item.unit else ""
    about = f'<span class="about">{writer.escape(item.about)}</span>' if item.about else ""
    percent = f' <span class="percent">{writer.escape(item.percent)}</span>' if item.percent else ""
    change = f'<dd class="change">{writer.escape(item.change)}{percent}</dd>' if item.change else ""
    return f'<div><dt>{writer.escape(item.label)}</dt><dd class="number">{shown}{mark}{unit}{about}</dd>{change}</div>'


def _mark(writer: HtmlWriter, doubt: Anchor | None) -> str:
    if doubt is None:
        return ""
    return f'<sup><a href="{writer.address(doubt)}" aria-label="这个数有核对提示">{DOUBT}</a></sup>'


def _outcomes(writer: HtmlWriter, outcomes: Outcomes) -> str:
    items = "".join(
        _outcome(writer, outcome, number if outcomes.is_drawn else None)
        for number, outcome in enumerate(outcomes.items, 1)
    )
    classes = ["gongkai-share", *([] if outcomes.is_drawn else ["plain"])]
    if any(len(outcome.text) > _LONG for outcome in outcomes.items):
        classes.append("long")
    bar = "\n".join(_bar(outcomes)) + "\n" if outcomes.is_drawn else ""
    return (
        f'<figure{class_attribute(classes)} data-search-exclude="">\n'
        f"<figcaption>{writer.escape(outcomes.caption)}</figcaption>\n{bar}<ul>{items}</ul>\n</figure>"
    )


def _outcome(writer: HtmlWriter, outcome: Outcome, number: int | None) -> str:
    swatch = ""
    if number is not None:
        swatch = (
            '<svg class="gongkai-swatch" width="16" height="14" aria-hidden="true">'
            f'<rect x="1" y="1" width="14" height="12" {fill(_ID, number)}/></svg>'
        )
    share = f'<span class="of-all">{writer.escape(outcome.share)}</span>' if outcome.share else ""
    zero = ' class="zero"' if not outcome.number else ""
    mark = _mark(writer, outcome.doubt)
    # A space between word and number, for those who hear or copy it.
    return f"<li{zero}>{swatch}<span>{writer.escape(outcome.label)}</span> <b>{writer.escape(outcome.text)}{mark}</b> {share}</li>"


def _bar(outcomes: Outcomes) -> Iterator[str]:
    numbers = [outcome.number or 0 for outcome in outcomes.items]
    whole = sum(numbers)
    yield f'<svg class="bar" width="100%" height="{_HEIGHT}" aria-hidden="true">'
    yield from patterns(_ID, len(numbers))
    left = 0.0
    for part, (number, outcome) in enumerate(zip(numbers, outcomes.items, strict=True), 1):
        if not number:
            continue
        width = float(number) * 100 / float(whole)
        yield f'<rect x="{_percent(left)}" width="{_percent(width)}" y="0" height="100%" {fill(_ID, part)}/>'
        classes = _fits(len(outcome.text), width)
        if classes is not None:
            names = " ".join(["in", f"on-p{part}", *classes])
            yield f'<text class="{names}" x="{_percent(left + width / 2)}" y="50%" dy=".36em">{outcome.text}</text>'
        left += width
    yield "</svg>"


def _fits(characters: int, width: float) -> list[str] | None:
    """The classes of a number in its part: none where it fits everywhere, desk where only there; None where nowhere."""
    wanted = characters * _DIGIT + _EDGE
    if wanted <= _PHONE * width / 100:
        return []
    return ["desk"] if wanted <= _DESK * width / 100 else None


def _percent(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") + "%"
