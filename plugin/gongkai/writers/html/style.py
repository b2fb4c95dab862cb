"""The style sheet of a report that stands alone.

assets/gongkai.css is written for the themes of a site. What it says of our elements holds below `.gongkai-article`
here; what it says of a theme is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources

SCOPE = ".gongkai-article"

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s+")
_DARK = ('[data-md-color-scheme="slate"]', '[data-bs-theme="dark"]')
"""How the themes say that a page is dark."""
_OF_A_THEME = re.compile(r"(?<![\w-])(?:html|body)\b|\.md-|\.navbar|\[data-(?:md|bs)-")


@cache
def page_style() -> str:
    """Dark where the reader's system is, with the margins of print."""
    scoped = _scoped(_COMMENT.sub("", _asset("article.css") + _asset("gongkai.css")))
    return _text([*scoped, *_rules(_COMMENT.sub("", _asset("page.css")))])


def _asset(name: str) -> str:
    return (resources.files("gongkai") / "assets" / name).read_text(encoding="utf-8")


def _text(rules: Iterator[tuple[str, str]] | list[tuple[str, str]]) -> str:
    return "\n".join(f"{prelude}{{{_SPACE.sub(' ', body).strip()}}}" for prelude, body in rules)


def _scoped(css: str) -> Iterator[tuple[str, str]]:
    for prelude, body in _rules(css):
        if prelude.startswith("@page"):
            yield prelude, body
        elif prelude.startswith("@"):
            inner = _text(_scoped(body))
            if inner:
                yield prelude, inner
        elif set(selectors := _selectors(prelude)) <= set(_DARK):
            yield "@media (prefers-color-scheme: dark)", f"{SCOPE}{{{body}}}"
        else:
            kept = [_confined(selector) for selector in selectors if not _OF_A_THEME.search(selector)]
            if kept:
                yield ", ".join(kept), body


def _confined(selector: str) -> str:
    if selector == ":root":
        return SCOPE
    return selector if selector.startswith(SCOPE) else f"{SCOPE} {selector}"


def _rules(css: str) -> Iterator[tuple[str, str]]:
    """The rules at the top of a style sheet without comments: what stands before the braces, and inside."""
    depth = start = 0
    prelude = ""
    for match in re.finditer(r"[{}]", css):
        if match[0] == "{":
            if depth == 0:
                prelude, start = _SPACE.sub(" ", css[start : match.start()]).strip(), match.end()
            depth += 1
        else:
            depth -= 1
            if depth == 0:
                yield prelude, css[start : match.start()]
                start = match.end()


def _selectors(prelude: str) -> list[str]:
    """The selectors of a list; a comma inside brackets does not part them."""
    parts, depth = [""], 0
    for character in prelude:
        depth += (character in "([") - (character in ")]")
        if character == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += character
    return [part.strip() for part in parts]
