"""Links of a built site, followed to their ends."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

from lxml import html

from tests.helpers.commands import read_all


def broken_links(site: Path) -> list[tuple[str, str]]:
    """Every link of every page that leads to no file of the site, or to no place on its page."""
    files = read_all(site)
    roots = {
        name: html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8"))
        for name, data in files.items()
        if name.endswith(".html")
    }
    ids = {name: {*root.xpath("//@id"), *root.xpath("//a/@name"), ""} for name, root in roots.items()}
    broken = []
    # 404.html is shown at any address; its links are absolute.
    for name, root in roots.items():
        if name == "404.html":
            continue
        for link in root.xpath("//@href | //@src"):
            address, fragment = urldefrag(urljoin(f"http://site/{name}", link))
            if not address.startswith("http://site/"):
                continue
            target = unquote(address.removeprefix("http://site/").partition("?")[0])
            target += "index.html" if target.endswith("/") or not target else ""
            places = ids.get(target, {""})
            # Material's own switches of the table of contents lead to places that a script makes.
            if target not in files or (unquote(fragment) not in places and not fragment.startswith("__")):
                broken.append((name, link))
    return broken
