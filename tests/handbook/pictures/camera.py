"""Pictures of pages in the browser: a part of a page, crisp and small, and the text that is seen in it."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from PIL import Image, ImageOps

if TYPE_CHECKING:
    from playwright.sync_api import FloatRect, Page

SCALE = 2
"""Pixels of a picture for one of the page, so that it is sharp on every screen."""
GROUNDS, OTHERS = 12, 20
"""Colours of a picture: the commonest, kept as they are, and those that come nearest to all others, rare ones too."""
BORDER, GAP = "#9aa3ad", "#aab2ba"
"""Seen on white and on black: the edge of a picture, and what stands between its parts."""


class Picture(NamedTuple):
    """A picture, and the text that is seen in it, a line a block or row."""

    image: Image.Image
    text: str

    def png(self) -> bytes:
        """The file: the same picture gives the same bytes."""
        pixels = self.image.width * self.image.height
        counted: list[tuple[int, Any]] = sorted(self.image.getcolors(pixels) or (), reverse=True)
        others = self.image.quantize(OTHERS, Image.Quantize.MAXCOVERAGE).getpalette() or []
        palette = Image.new("P", (1, 1))
        palette.putpalette([value for _, colour in counted[:GROUNDS] for value in colour] + others)
        file = io.BytesIO()
        self.image.quantize(palette=palette, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
        return file.getvalue()


def photograph(page: Page, first: str, last: str, *, above: int = 16, under: int = 16) -> Picture:
    """The part of a page from one element to another, with some room, in the width of the window."""
    top = _edge(page, first, "top") - above
    bottom = _edge(page, last, "bottom") + under
    width = page.viewport_size["width"] if page.viewport_size else 0
    # What a theme keeps in sight would lie over the part.
    page.add_style_tag(content=".md-header, .md-top { visibility: hidden }")
    clip: FloatRect = {"x": 0, "y": top, "width": width, "height": bottom - top}
    data = page.screenshot(full_page=True, clip=clip, animations="disabled", caret="hide")
    # Sizes in KB change with each version of what writes the files.
    text = re.sub(r"\d+ KB", "… KB", page.evaluate(SEEN, [top, bottom]))
    return Picture(Image.open(io.BytesIO(data)).convert("RGB"), text)


def window_of(page: Page) -> Picture:
    """What is seen of a page without scrolling."""
    data = page.screenshot(animations="disabled", caret="hide")
    top = float(page.evaluate("scrollY"))
    height = page.viewport_size["height"] if page.viewport_size else 0
    return Picture(Image.open(io.BytesIO(data)).convert("RGB"), str(page.evaluate(SEEN, [top, top + height])))


def framed(picture: Picture) -> Picture:
    """With a thin edge: a white page on a white one, and on a dark one, ends somewhere."""
    return Picture(ImageOps.expand(picture.image, SCALE, BORDER), picture.text)


def below(parts: Sequence[Picture]) -> Picture:
    """Parts of one page, one below the other; what is left out between them is a grey band."""
    width = max(part.image.width for part in parts)
    height = sum(part.image.height for part in parts) + _BAND * (len(parts) - 1)
    whole, top = Image.new("RGB", (width, height), GAP), 0
    for part in parts:
        whole.paste(part.image, (0, top))
        top += part.image.height + _BAND
    return Picture(whole, "……\n".join(part.text for part in parts))


def beside(parts: Sequence[Picture]) -> Picture:
    """Pages next to one another; the ground of a lower one goes on below it."""
    height = max(part.image.height for part in parts)
    width = sum(part.image.width for part in parts) + _BAND * (len(parts) - 1)
    whole, left = Image.new("RGB", (width, height), GAP), 0
    for part in parts:
        ground = part.image.getpixel((0, part.image.height - 1))
        assert isinstance(ground, tuple)
        whole.paste(ground, (left, 0, left + part.image.width, height))
        whole.paste(part.image, (left, 0))
        left += part.image.width + _BAND
    return Picture(whole, "……\n".join(part.text for part in parts))


_BAND = 8 * SCALE


def _edge(page: Page, selector: str, edge: str) -> float:
    found = page.locator(selector)
    assert found.count() == 1, f"{selector}: {found.count()}"
    return float(
        found.evaluate(f"element => Math.round(element.getBoundingClientRect().{edge} + window.scrollY)")
    )


# The text of every text node in sight whose middle is between two heights, and what fields show; a line for each
# block, cells of a row on one line.
SEEN = """([top, bottom]) => {
  const lines = [];
  let block = null;
  const within = rects => [...rects].some(rect => {
    const middle = (rect.top + rect.bottom) / 2 + scrollY;
    return rect.width > 1 && rect.height > 1 && middle >= top && middle <= bottom && rect.left >= 0;
  });
  const row = element => {
    for (let at = element; at; at = at.parentElement) {
      if (at instanceof SVGElement || at.tagName === 'TR') return at;
      if (!['inline', 'inline-block', 'table-cell'].includes(getComputedStyle(at).display)
          && !['TD', 'TH'].includes(at.tagName)) return at.closest('tr') || at;
    }
  };
  const say = (element, text) => {
    const style = getComputedStyle(element);
    const words = text.replace(/\\s+/g, ' ').trim();
    if (!words || style.visibility !== 'visible' || !element.checkVisibility() || element.closest('.gongkai-hidden, title')) return;
    const of = row(element), cell = element.closest('td, th, dt, dd, li') || of;
    if (of !== block) lines.push([words]);
    else lines.at(-1).push(lines.cell === cell ? words : `| ${words}`);
    block = of;
    lines.cell = cell;
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node; (node = walker.nextNode());) {
    if (node.nodeType === Node.TEXT_NODE) {
      range.selectNodeContents(node);
      if (within(range.getClientRects())) say(node.parentElement, node.data);
    } else if (within(node.getClientRects())) {
      if (node.tagName === 'SELECT') say(node, `[${node.selectedOptions[0].text}]`);
      if (node.tagName === 'INPUT') say(node, `[${node.value}]`);
    }
  }
  return lines.map(words => words.join(' ') + '\\n').join('');
}"""
