"""Plain text and Markdown to pieces: a piece a line, with what tabs, bars or wide spaces part."""

from __future__ import annotations

import re

from gongkai.readings.pieces import Paragraph, Piece, Pieces, Spot, UnreadableFile

MOST_BYTES = 20_000_000
_BREAK = re.compile(r"\r\n?|\n")
_PARTED = re.compile(r"\t|(?<=\S)[^\S\t]{2,}(?=\S)")
_MARKDOWN = re.compile(r"^(#{1,6}\s+|>\s*)")
_RULE = re.compile(r"^\s*\|?[\s:|-]*-{3,}[\s:|-]*$|^[-=_*]{3,}$")
_MOST_LINES = 200_000


def decoded(data: bytes) -> str:
    """The text of a file, whatever of the encodings in use it has.

    Raises UnreadableFile for what is no text.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    for encoding in ("gb18030", "big5"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding != "gb18030" or _is_chinese(text):
            return text
    text = data.decode("gb18030", "replace")
    if text.count("\ufffd") > len(text) / 50:
        raise UnreadableFile("不是文字，读不出来；另存为 docx 再试")
    return text


def _is_chinese(text: str) -> bool:
    """Whether most of what is not ASCII are signs of everyday Chinese: Big5 read as GB18030 are rare ones."""
    common = sum(1 for c in text if "一" <= c <= "鿿")
    odd = sum(
        1
        for c in text
        if c > "\u007f" and not ("一" <= c <= "鿿") and c not in "，。、；：？！“”‘’（）《》〔〕—…·％\u3000　"
    )
    return common >= odd * 2 and ("的" in text or "政府" in text or "公开" in text or not common)


def read_text(data: bytes) -> Pieces:
    """The lines of a text.

    Raises UnreadableFile.
    """
    if len(data) > MOST_BYTES:
        raise UnreadableFile(f"文件超过 {MOST_BYTES // 1_000_000} MB，不是年度报告")
    return Pieces(tuple(lines_of(decoded(data))))


def lines_of(text: str) -> list[Piece]:
    """The lines of a text as pieces; page by page where the text has pages."""
    if "\x00" in text:
        raise UnreadableFile("不是文字，读不出来；另存为 docx 再试")
    pieces: list[Piece] = []
    page = 1
    gap = False
    paged = "\f" in text
    lines = _BREAK.split(text)
    if len(lines) > _MOST_LINES:
        raise UnreadableFile("行数过多，不是年度报告")
    for number, raw in enumerate(lines, 1):
        line = raw
        while line.startswith("\f"):
            page, line, gap = page + 1, line[1:], True
        if not line.strip() or _RULE.match(line):
            gap = True
            continue
        marked = _MARKDOWN.match(line)
        level = marked[1].count("#") if marked else 0
        line = _MARKDOWN.sub("", line.replace("**", ""))
        indent = len(line) - len(line.lstrip(" \u3000\u00a0"))
        indent = 0 if line.startswith("\t") else indent
        spot = Spot(page=page if paged else 0, line=number)
        pieces.append(Paragraph(line.strip(), spot, _tokens(line), indent, gap, level))
        gap = False
    return pieces


def _tokens(line: str) -> tuple[str, ...]:
    bare = line.strip()
    if "|" in bare and bare != "|" and (bare.startswith("|") or bare.count("|") > 1 or "\t" not in bare):
        return tuple(part.strip() for part in bare.removeprefix("|").removesuffix("|").split("|"))
    if bare == "|":
        return ("",)
    body = line.rstrip("\n") if "\t" in line else bare
    return tuple(part.strip() for part in _PARTED.split(body))
