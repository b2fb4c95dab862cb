"""Web pages to pieces: the article of a portal's page, what Word and WPS save as a web page, what editors give back.

What hides, runs or leads elsewhere is passed over, and so is what a page of ours adds of its own
(data-gongkai="aside").
"""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator, Sequence
from dataclasses import field

from justhtml import JustHTML

from gongkai.data_classes import dataclass
from gongkai.forms import statutory_forms
from gongkai.readings._chapters import facts_of, free_headings, headings, title_of
from gongkai.readings._docx_numbering import chinese
from gongkai.readings.marks import marked
from gongkai.readings.pieces import Doubt, Paragraph, Picture, Piece, Pieces, Spot, UnreadableFile, laid_out
from gongkai.readings.text import MOST_BYTES, decoded, lines_of

FEW_PARAGRAPHS = 10
"""As a cell of a table may have; labels and figures end with no full stop."""
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)
_SKIPPED = frozenset(
    (
        *(
            "script",
            "style",
            "noscript",
            "template",
            "nav",
            "footer",
            "aside",
            "select",
            "button",
            "svg",
            "iframe",
        ),
        *("head", "title", "textarea", "object", "audio", "video", "input", "datalist", "canvas"),
    )
)
_BLOCKS = frozenset(
    (
        *(
            "p",
            "div",
            "section",
            "article",
            "main",
            "header",
            "ul",
            "ol",
            "li",
            "dl",
            "dt",
            "dd",
            "figure",
            "center",
        ),
        *(
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "blockquote",
            "address",
            "figcaption",
            "form",
            "fieldset",
            "body",
        ),
        *(
            "html",
            "tbody",
            "thead",
            "tfoot",
            "tr",
            "td",
            "th",
            "caption",
            "details",
            "summary",
            "hgroup",
            "legend",
        ),
    )
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_RAISED = re.compile(r"vertical-align\s*:\s*(?:super|text-top)", re.IGNORECASE)
_OWN = frozenset(
    (
        "gongkai-hidden",
        "gongkai-glossary",
        "gongkai-trail",
        "gongkai-pager",
        "gongkai-downloads",
        "gongkai-compare",
        "headerlink",
    )
)
"""Classes of what our pages add, from before they said so themselves."""
_CHINESE_LIST = re.compile(
    r"list-style(?:-type)?\s*:[^;]*(?:cjk-ideographic|chinese|cjk-decimal|japanese)", re.IGNORECASE
)
_SPACES = re.compile(r"[ \t\r\n\f\u00a0]+")
_BROKEN = re.compile(
    r"(?<=[\u2e80-\u9fff\uff00-\uffef\u3000-\u303f“”])[ \t\r\f]*\n[ \t\r\n\f]*(?=[\u2e80-\u9fff\uff00-\uffef\u3000-\u303f“”])"
)
_DEEPEST = 400
_MOST_PIECES = 100_000
_MOST_TAGS = 500_000
"""Begun and ended elements: the parser takes some 200 bytes for each."""
_META = {"articletitle": "标题", "pubdate": "published", "contentsource": "origin"}


def read_html(data: bytes) -> Pieces:
    """The pieces of the article of a page.

    Raises UnreadableFile.
    """
    if len(data) > MOST_BYTES:
        raise UnreadableFile(f"网页超过 {MOST_BYTES // 1_000_000} MB，不是年度报告")
    if data.count(b"<") > _MOST_TAGS:
        raise UnreadableFile("网页内容过多，不是年度报告")
    if re.match(rb"\s*(?:MIME-Version|From|Content-Type|Subject|Date):", data[:200], re.IGNORECASE):
        data = _single_file(data)
    text = _decoded(data)
    try:
        root = JustHTML(text, sanitize=False).root
        page = _Page()
        page.walk(root, (), 0)
        page.flush()
    except RecursionError:
        raise UnreadableFile("网页的层次过深，不是年度报告") from None
    return page.article()


def _single_file(data: bytes) -> bytes:
    """The page in a file that a browser or WPS saved with all its pictures (mht)."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                return content
    raise UnreadableFile("文件里没有网页，请用浏览器另存为“网页，仅 HTML”")


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return decoded(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    told = _CHARSET.search(data[:4096])
    name = told[1].decode("ascii").lower() if told else ""
    encoding = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}.get(name)
    if encoding is not None:
        text = data.decode(encoding, "replace")
        if text.count("\ufffd") <= len(text) / 200:
            return text
    return decoded(data)


@dataclass(slots=True)
class _Found:
    """A piece, and the elements that it stands in, from the outermost."""

    piece: Piece
    within: tuple[int, ...]


@dataclass(slots=True)
class _Page:
    found: list[_Found] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)
    within: tuple[int, ...] = ()
    level: int = 0
    numbering: str = ""
    """What stands before the next paragraph: the number of the item that it begins."""
    paragraphs: int = 0
    tables: int = 0

    # Elements, in the order of the page.

    def walk(self, node: object, within: tuple[int, ...], depth: int) -> None:
        if depth > _DEEPEST:
            raise UnreadableFile("网页的层次过深，不是年度报告")
        for number, each in enumerate(_children(node)):
            name = _name(each)
            if name == "#text":
                self.within = within
                self.texts.append(_data(each))
            elif name in ("head", "meta"):
                self.head(each)
            elif name == "br":
                self.texts.append("\x0b")
            elif name == "img":
                self.flush()
                attributes = _attributes(each)
                self.add(Picture(attributes.get("alt") or "", Spot(paragraph=self.paragraphs)), within)
            elif _is_raised(each):
                self.texts.append(marked(_text(each)))
            elif name == "table" and not _is_skipped(each):
                self.flush()
                self.table(each, (*within, number), depth)
            elif name == "pre":
                self.flush()
                for piece in lines_of(_text(each)):
                    self.add(piece, within)
            elif name.startswith("#") or _is_skipped(each):
                continue
            elif name == "dl" and (pairs := _pairs(each)):
                self.flush()
                for pair in pairs:
                    self.within = within
                    self.texts.append(pair)
                    self.flush()
            elif name in _BLOCKS:
                self.flush()
                outer = self.level
                self.level = (
                    int(name[1]) if len(name) == 2 and name[0] == "h" and name[1].isdecimal() else outer
                )
                if name == "li":
                    self.numbering = _numbering(node, each)
                self.walk(each, (*within, number), depth + 1)
                self.flush()
                self.level = outer
                if name == "li":
                    self.numbering = ""
            else:
                self.walk(each, within, depth + 1)

    def head(self, node: object) -> None:
        for each in (node, *_children(node)):
            if _name(each) == "meta":
                attributes = _attributes(each)
                key = _META.get((attributes.get("name") or "").lower())
                if key and (content := (attributes.get("content") or "").strip()):
                    self.facts.setdefault(key, content[:10] if key == "published" else content)

    def flush(self) -> None:
        """End the paragraph."""
        text = _BROKEN.sub("", "".join(self.texts))
        self.texts.clear()
        for line in text.split("\x0b"):
            shown = _SPACES.sub(" ", line).strip()
            if shown:
                # Of an item the number stands before its first paragraph.
                shown, self.numbering = self.numbering + shown, ""
                self.paragraphs += 1
                self.add(Paragraph(shown, Spot(paragraph=self.paragraphs), level=self.level), self.within)

    def add(self, piece: Piece, within: tuple[int, ...]) -> None:
        self.found.append(_Found(piece, within))
        if len(self.found) > _MOST_PIECES:
            raise UnreadableFile("网页内容过多，不是年度报告")

    # Tables.

    def table(self, node: object, within: tuple[int, ...], depth: int) -> None:
        rows = list(_rows(node))
        cells = [list(_cells(row)) for row in rows]
        is_frame = any(
            any(map(_is_table, _below(cell, "table"))) or _is_article(cell) for row in cells for cell in row
        )
        if is_frame or all(len(row) <= 1 for row in cells):
            for number, row in enumerate(cells):
                for column, cell in enumerate(row):
                    self.walk(cell, (*within, number, column), depth + 1)
                    self.flush()
            return
        for each in _children(node):
            if _name(each) == "caption":
                self.walk(each, within, depth + 1)
                self.flush()
        self.tables += 1
        spot = Spot(table=self.tables)
        grid = laid_out(
            (
                [(_cell_text(cell), _span(cell, "rowspan"), _span(cell, "colspan")) for cell in row]
                for row in cells
            ),
            spot,
        )
        if any(cell.text for row in grid.rows for cell in row):
            self.add(grid, within)
        elif any(True for row in cells for cell in row for _ in _below(cell, "img")):
            self.add(Picture("", spot), within)
        for row in cells:
            for cell in row:
                for hidden in _hidden_texts(cell):
                    self.doubts.append(Doubt(f"隐藏的“{hidden}”没有读入", spot))

    # The article among what is around it.

    def article(self) -> Pieces:
        pieces = [found.piece for found in self.found]
        form = next(form for form in statutory_forms()[::-1] if form.tables)
        starts = [heading.at for heading in headings(pieces, form)]
        if len(starts) < 2:
            starts = free_headings(pieces)
        if len(starts) < 2:
            return Pieces(tuple(pieces), tuple(self.doubts), tuple(self.facts.items()))
        common = _common([self.found[at].within for at in starts])
        inside = [n for n, found in enumerate(self.found) if found.within[: len(common)] == common]
        first, last = inside[0], inside[-1]
        kept = [pieces[n] for n in inside]
        around = [*pieces[:first], *pieces[last + 1 :]]
        facts = facts_of(piece.text for piece in around if isinstance(piece, Paragraph))
        front = title_of(pieces, first)
        if title_of(kept, starts[0] - first).title is None and front.title is not None:
            kept = [pieces[at] for at in front.at] + kept
        return Pieces(tuple(kept), tuple(self.doubts), tuple({**facts, **self.facts}.items()))


def _common(paths: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
    """The elements that all stand in."""
    shortest, longest = min(paths), max(paths)
    for at, step in enumerate(shortest):
        if at >= len(longest) or longest[at] != step:
            return shortest[:at]
    return shortest


# Nodes.


def _children(node: object) -> Sequence[object]:
    return getattr(node, "children", None) or ()


def _name(node: object) -> str:
    return str(getattr(node, "name", "")).lower()


def _data(node: object) -> str:
    return str(getattr(node, "data", "") or "")


def _attributes(node: object) -> dict[str, str | None]:
    attributes: dict[str, str | None] = getattr(node, "attrs", None) or {}
    return attributes


def _is_skipped(node: object) -> bool:
    if _name(node) in _SKIPPED:
        return True
    attributes = _attributes(node)
    if not attributes:
        return False
    if "hidden" in attributes or (attributes.get("data-gongkai") or "") == "aside":
        return True
    if _HIDDEN_STYLE.search(attributes.get("style") or ""):
        return True
    return bool(_OWN & set((attributes.get("class") or "").split()))


def _is_raised(node: object) -> bool:
    """Whether a text is a mark of a note beside another."""
    if _name(node).startswith("#"):
        return False
    return _name(node) == "sup" or bool(_RAISED.search(_attributes(node).get("style") or ""))


def _rows(table: object) -> Iterator[object]:
    for each in _children(table):
        if _name(each) == "tr":
            if not _is_skipped(each):
                yield each
        elif _name(each) in ("thead", "tbody", "tfoot") and not _is_skipped(each):
            yield from _rows(each)


def _cells(row: object) -> Iterator[object]:
    return (each for each in _children(row) if _name(each) in ("td", "th") and not _is_skipped(each))


def _below(node: object, name: str) -> Iterator[object]:
    for each in _children(node):
        if _name(each) == name:
            yield each
        yield from _below(each, name)


def _is_table(table: object) -> bool:
    """Whether a nested table is more than a frame around a figure."""
    return sum(len(list(_cells(row))) for row in _rows(table)) > 2


def _paragraphs(node: object) -> Iterator[object]:
    """Those that are in no table inside: of tables in tables each would be read once for every one around it."""
    for each in _children(node):
        if _name(each) == "p":
            yield each
        elif _name(each) != "table":
            yield from _paragraphs(each)


def _is_article(cell: object) -> bool:
    """Whether a cell holds a whole text: portals that lay pages out by tables put it beside their navigation."""
    paragraphs = [_text(each).rstrip() for each in _paragraphs(cell)]
    return len(paragraphs) >= FEW_PARAGRAPHS and sum(text.endswith("。") for text in paragraphs) > 1


def _hidden_texts(node: object) -> Iterator[str]:
    for each in _children(node):
        if _name(each).startswith("#"):
            continue
        attributes = _attributes(each)
        if _HIDDEN_STYLE.search(attributes.get("style") or "") or "hidden" in attributes:
            text = _SPACES.sub(" ", _text(each)).strip()
            if text:
                yield text
        else:
            yield from _hidden_texts(each)


def _text(node: object) -> str:
    return "".join(
        _data(each) if _name(each) == "#text" else "\n" if _name(each) == "br" else _text(each)
        for each in _children(node)
        if not _name(each).startswith("#") or _name(each) == "#text"
    )


def _pairs(node: object) -> list[str]:
    """The lines of a list of terms whose values are short: `发布日期：2021年1月20日`."""
    if any(True for _ in _below(node, "table")):
        return []
    lines: list[str] = []
    for name in ("dt", "dd"):
        if not any(True for _ in _below(node, name)):
            return []
    for each in _walk(node):
        text = " ".join(_text(each).split())
        if _name(each) == "dt":
            lines.append(text.rstrip("：:"))
        elif _name(each) == "dd" and lines:
            if len(text) > 200:
                return []
            lines[-1] += f"：{text}"
    return lines


def _walk(node: object) -> Iterator[object]:
    for each in _children(node):
        yield each
        yield from _walk(each)


def _cell_text(cell: object) -> str:
    """The text of a cell, its paragraphs parted."""
    parts: list[str] = []

    def walk(node: object) -> None:
        for each in _children(node):
            name = _name(each)
            if name == "#text":
                parts.append(_SPACES.sub(" ", _data(each)))
            elif name == "br":
                parts.append("\n")
            elif _is_raised(each):
                parts.append(marked(_text(each)))
            elif not name.startswith("#") and not _is_skipped(each):
                if name == "li" and (numbering := _numbering(node, each)):
                    parts.append(f"\n{numbering}")
                parts.append("\n" if name in _BLOCKS else "")
                walk(each)
                parts.append("\n" if name in _BLOCKS else "")

    walk(cell)
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


def _span(cell: object, name: str) -> int:
    text = (_attributes(cell).get(name) or "").strip()
    return int(text) if text.isdecimal() and len(text) < 6 else 1


def _numbering(parent: object, item: object) -> str:
    """What a browser puts before an item of a list: the number, or the stroke that a text of ours has for a dot."""
    if _name(parent) == "ul":
        return "- "
    if _name(parent) != "ol":
        return ""
    attributes = _attributes(parent)
    start = (attributes.get("start") or "1").strip()
    value = int(start) - 1 if start.isdecimal() and len(start) < 5 else 0
    for each in _children(parent):
        if _name(each) == "li":
            own = (_attributes(each).get("value") or "").strip()
            value = int(own) if own.isdecimal() and len(own) < 5 else value + 1
        if each is item:
            break
    style = f"{attributes.get('style') or ''};{_attributes(item).get('style') or ''}"
    if "none" in style and "list-style" in style:
        return ""
    return f"{chinese(value)}、" if _CHINESE_LIST.search(style) else f"{value}."
