"""A theme's style sheet without what cannot hold."""

from __future__ import annotations

import pytest

from gongkai.writers.html.trimmed import Seen, trimmed, words_of

PAGE = (
    '<body dir="ltr" data-md-color-primary="white"><p class="one two"></p><i data-md-color-primary="black"></i>'
)
SCRIPT = 'x.classList.toggle("given");y.className=`made-${side}`'


def trim(css: str, others: list[str] | None = None) -> str:
    """As of that page and that script."""
    seen = Seen(words_of([SCRIPT]))
    seen.look_at(PAGE)
    return trimmed(css, seen, [] if others is None else others)


@pytest.mark.parametrize(
    "css",
    [
        "p{color:red}",
        ".one .two{color:red}",
        ".given{color:red}",
        ".made-left{color:red}",
        ".one:not(.none){color:red}",
        ".one:is(.none,p):not(:has(.none)){color:red}",
        '[href$=".pdf"]{color:red}',
        "[dir=ltr] p{color:red}",
        '[data-md-color-primary="black"] p{color:red}',
        "[title=rtl]{color:red}",
        '@charset "UTF-8";p{color:red}',
        "@font-face{font-family:none}",
        "@keyframes none{to{color:red}}",
        '.one:before{content:"} .none{"}',
    ],
)
def test_what_may_hold_stays(css: str) -> None:
    assert trim(css) == css


@pytest.mark.parametrize(
    ("css", "left"),
    [
        (".none{color:red}", ""),
        (".one.none,.one .none{color:red}", ""),
        ("a,.none,.one{color:red}", "a,.one{color:red}"),
        (r".n\:one{color:red}", ""),
        ("[dir=rtl] p{color:red}", ""),
        ("[data-md-color-primary=red]{color:red}", ""),
        ("@media print{.none{color:red}p{color:red}}", "@media print{p{color:red}}"),
        ("@media print{.none{color:red}}", ""),
        ("/* .one{} */.none{color:red}", ""),
    ],
)
def test_what_cannot_hold_goes(css: str, left: str) -> None:
    assert trim(css) == left


ICON = """:root{--a:url("data:image/svg+xml;<svg xmlns='x'/>");--b:1px}"""


def test_an_icon_that_nothing_draws_goes() -> None:
    assert trim(ICON) == ":root{--b:1px}"


@pytest.mark.parametrize("css", [ICON + ".one{mask:var(--a)}", ICON + ".none{color:red}"])
def test_an_icon_that_something_draws_stays(css: str) -> None:
    assert "--a:" in trim(css, ["p{mask:var(--a)}"])


def test_icons_stay_beside_style_sheets_that_are_not_known() -> None:
    assert trimmed(ICON, Seen(frozenset()), None) == ICON
