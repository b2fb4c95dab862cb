"""The theme's style sheets on our pages, as one and without what these pages cannot use.

Material has 150 KB of them, three seconds of a slow line before anything is seen, and most is for what our pages do not
have. Only with Material as it comes, and only where nothing else puts something into our pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import resources
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from gongkai.addresses import Addresses, Page
from gongkai.ground.patterns import later
from gongkai.plugin.site_search import SCRIPT as SEARCH
from gongkai.site import SCRIPT
from gongkai.writers.html.style import SHEETS, sheet
from gongkai.writers.html.trimmed import Looks, Seen, trimmed, words_of

NAME = "theme.css"
_INSTANT = "navigation.instant"
_LINK = r'<link rel="stylesheet" href="[^"]*/assets/stylesheets/{}">'
_MAIN, _PALETTE = r"main\.\w+\.min\.css", r"palette\.\w+\.min\.css"
_LINKS = later(rf"{_LINK.format(_MAIN)}(\s*{_LINK.format(_PALETTE)})?")
_ANY = "/assets/stylesheets/"
_FOREIGN = later(r"""url\((?!["']?data:)""")


class ThemeSheet:
    """That of one build."""

    def __init__(self, css: str, seen: Seen, others: Sequence[str] | None, addresses: Addresses) -> None:
        """css: the theme's; others: the style sheets that the pages have besides, where they are known."""
        self._css, self._seen, self._others, self._addresses = css, seen, others, addresses

    def link(self, page: Page) -> str:
        """What stands on a page for it."""
        return f'<link rel="stylesheet" href="{self._addresses.asset_link(page, NAME)}">'

    def look_at(self, html: str) -> Looks:
        """Take note of what a finished page has."""
        return self._seen.look_at(html)

    def take(self, looks: Looks) -> None:
        """Take note of what a page has that is as it was when it was looked at."""
        self._seen.take(looks)

    def write(self, site_dir: Path) -> Iterator[str]:
        """Write it, when all pages have been looked at; yields its place in the site."""
        place = self._addresses.asset(NAME)
        css = trimmed(self._css, self._seen, self._others)
        (site_dir / place).write_text(css, encoding="utf-8", newline="\n")
        yield place


def with_theme_sheet(html: str, page: Page, sheet: ThemeSheet | None) -> str:
    """A finished page with it in place of the theme's; as it is without one, or where its links are not as we know them."""
    found = _LINKS.search(html)
    if sheet is None or found is None or html.count(_ANY) != found[0].count(_ANY):
        return html
    return f"{html[: found.start()]}{sheet.link(page)}{html[found.end() :]}"


def theme_sheet(config: MkDocsConfig, addresses: Addresses) -> ThemeSheet | None:
    """None where the theme or the site is not as we know it."""
    scripts = [str(script) for script in config.extra_javascript]
    if _INSTANT in config.theme.get("features", ()) or not all(map(_is_our_script, scripts)):
        return None
    main, palette, bundle = (
        _read(config, f"assets/{place}.*.min.{ending}")
        for place, ending in (
            ("stylesheets/main", "css"),
            ("stylesheets/palette", "css"),
            ("javascripts/bundle", "js"),
        )
    )
    if main is None or palette is None or bundle is None or _FOREIGN.search(main + palette):
        return None
    ours = [
        (resources.files("gongkai") / "assets" / name).read_text(encoding="utf-8") for name in (SCRIPT, SEARCH)
    ]
    return ThemeSheet(main + palette, Seen(words_of((bundle, *ours))), _others(config), addresses)


def _is_our_script(place: str) -> bool:
    return place.endswith(f"/assets/{SCRIPT}")


def _others(config: MkDocsConfig) -> Sequence[str] | None:
    """The style sheets that our pages have besides; None where one of them cannot be read here."""
    found = [sheet(name) for name in SHEETS]
    for place in config.extra_css:
        file = Path(config.docs_dir, place)
        if file.is_file():
            found.append(file.read_text(encoding="utf-8", errors="replace"))
        elif not place.endswith(tuple(f"/assets/{name}" for name in SHEETS)):
            return None
    return found


def _read(config: MkDocsConfig, pattern: str) -> str | None:
    """The one file of the theme that is called so."""
    found = [file for folder in config.theme.dirs for file in Path(folder).glob(pattern)]
    return found[0].read_text(encoding="utf-8") if len(found) == 1 else None
