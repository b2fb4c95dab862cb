"""A content security policy for a folder of pages: nothing runs in them but what stands in them now.

What pages load from their own site is allowed; of what stands inside a page only that of which the policy has the hash.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from html.parser import HTMLParser

_SCRIPT_TYPES = ("", "module", "text/javascript", "application/javascript")
"""Other scripts are data, which a browser never runs."""


class _Inline(HTMLParser):
    """Collects what a page has inside it: scripts, styles, and attributes that are either."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.scripts: set[str] = set()
        self.styles: set[str] = set()
        self.handlers: set[str] = set()
        self.style_attributes: set[str] = set()
        self._into: set[str] | None = None
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        for name, value in attrs:
            if name.startswith("on"):
                self.handlers.add(value or "")
            elif name == "style":
                self.style_attributes.add(value or "")
        if tag == "style":
            self._into = self.styles
        elif tag == "script" and "src" not in named and (named.get("type") or "").lower() in _SCRIPT_TYPES:
            self._into = self.scripts

    def handle_data(self, data: str) -> None:
        if self._into is not None:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if self._into is not None and tag in ("script", "style"):
            self._into.add("".join(self._text))
            self._into, self._text = None, []


def write_policy(pages: Iterable[str]) -> str:
    """The value of the header `Content-Security-Policy` for all of these pages together."""
    inline = _Inline()
    for page in pages:
        # A browser reads every line end as one.
        inline.feed(page.replace("\r\n", "\n").replace("\r", "\n"))
        inline.close()
        inline.reset()
    parts = ["default-src 'self'", "img-src 'self' data:"]
    parts.append(_sources("script-src", inline.scripts, inline.handlers))
    if inline.styles or inline.style_attributes:
        parts.append(_sources("style-src", inline.styles, inline.style_attributes))
    parts += ["object-src 'none'", "base-uri 'self'", "form-action 'self'", "frame-ancestors 'self'"]
    return "; ".join(parts)


def _sources(name: str, elements: set[str], attributes: set[str]) -> str:
    hashed = sorted(
        f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in elements | attributes
    )
    # Attributes are looked up among the hashes only where the policy says so.
    return " ".join([name, "'self'", *(["'unsafe-hashes'"] if attributes else []), *hashed])
