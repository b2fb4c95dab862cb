"""Style sheets taken apart into their rules, and the rules into their selectors."""

from __future__ import annotations

import re
from collections.abc import Iterator

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s+")
_TEXT = r'"(?:\\.|[^"\\])*"|' + r"'(?:\\.|[^'\\])*'"
_BRACE = re.compile(rf"{_TEXT}|[{{}};]", re.DOTALL)
_PART = re.compile(rf"""[^"'\\()\[\],]+|{_TEXT}|\\.|.""", re.DOTALL)


def without_comments(css: str) -> str:
    """A style sheet without what only those who write it need. In texts there must be none."""
    return _COMMENT.sub("", css)


def rules(css: str) -> Iterator[tuple[str, str]]:
    """The rules at the top of a style sheet without comments: what stands before the braces, and inside.

    Of a statement such as `@charset` what stands before its semicolon, and nothing.
    """
    depth = start = 0
    prelude = ""
    for match in _BRACE.finditer(css):
        if match[0] == "{":
            if depth == 0:
                prelude, start = _SPACE.sub(" ", css[start : match.start()]).strip(), match.end()
            depth += 1
        elif match[0] == "}":
            depth -= 1
            if depth == 0:
                yield prelude, css[start : match.start()]
                start = match.end()
        elif match[0] == ";" and depth == 0:
            yield css[start : match.start()].strip(), ""
            start = match.end()


def selectors(prelude: str) -> list[str]:
    """The selectors of a list; a comma inside brackets or in a text does not part them."""
    parts, depth = [""], 0
    for match in _PART.finditer(prelude):
        part = match[0]
        depth += (part in "([") - (part in ")]")
        if part == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += part
    return [part.strip() for part in parts]
