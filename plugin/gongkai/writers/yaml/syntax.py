"""Text as YAML that gongkai.source takes exactly as it is: bare where that is safe, else in double quotes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

# Han, letters, digits and what stands among them in names, numbers and dates; no sign that YAML, or the search for
# slips in YAML, looks at: a lone 〔 it takes for [.
_PLAIN = re.compile(r"(?!〔\Z)[0-9A-Za-z〇一-鿿〔《][0-9A-Za-z〇一-鿿〔〕《》、（）·./-]*")
_WORDS = frozenset(("null", "Null", "NULL"))
_LONGEST = 24
"""Characters of a bare number; a longer one is refused as a slip of the keyboard unless it is quoted."""
_ESCAPED = re.compile('[\\\\"\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]')
_SHORT = {"\\": r"\\", '"': r"\"", "\n": r"\n", "\t": r"\t"}


def scalar(text: str) -> str:
    """A text on one line."""
    is_long_number = len(text) > _LONGEST and text[0].isdigit()
    if _PLAIN.fullmatch(text) and text not in _WORDS and not is_long_number:
        return text
    return f'"{_ESCAPED.sub(_escape, text)}"'


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    return _SHORT.get(character) or f"\\u{ord(character):04x}"


def block(key: str, lines: Iterable[str], indent: str) -> Iterator[str]:
    """Lines of text below a key; a key with nothing behind it where there are none."""
    lines = tuple(lines)
    yield f"{indent}{key}: |" if lines else f"{indent}{key}:"
    yield from (f"{indent}  {line}" for line in lines)


def mapping(values: Iterable[tuple[str, str | None]]) -> str:
    """`{名称: 甲, 域名: 乙}` of those that are given, on one line."""
    return f"{{{', '.join(f'{key}: {scalar(value)}' for key, value in values if value is not None)}}}"


def item(values: Iterable[tuple[str, str | None]]) -> Iterator[str]:
    """An item of a list, a key a line, of those that are given; the values are YAML already."""
    start = "  - "
    for key, value in values:
        if value is not None:
            yield f"{start}{key}: {value}"
            start = "    "
