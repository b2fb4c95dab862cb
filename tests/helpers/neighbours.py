"""Other plugins of MkDocs, as their users write them, and what a site that has them looks like."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

from lxml import etree, html

from tests.helpers.commands import read_all

_SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
ADDRESS = "https://www.example.gov.cn/nb/"


@dataclass(frozen=True)
class Neighbour:
    """A plugin beside ours."""

    plugin: str
    """Its entry in the list of plugins, as YAML."""
    more: str = ""
    """What else its users write into mkdocs.yml."""
    files: dict[str, str] = field(default_factory=dict)
    """What else its users have in their repository."""
    needs_git: bool = False
    theme: str = ""
    """The only theme that it supports, if it does not support all."""


NEIGHBOURS = {
    "awesome-nav": Neighbour(
        "awesome-nav", files={"docs/.nav.yml": "nav:\n  - 年报: reports/index.md\n  - index.md\n"}
    ),
    "blog": Neighbour(
        "blog",
        files={
            "docs/blog/index.md": "# 动态\n",
            "docs/blog/posts/a.md": "---\ndate: 2022-02-03\n---\n\n# 发布\n\n[年报](../../reports/index.md)\n",
        },
        theme="material",
    ),
    "exclude": Neighbour("exclude: {glob: [drafts/*]}", files={"docs/drafts/a.md": "# 草稿\n"}),
    "git-authors": Neighbour("git-authors", needs_git=True),
    "git-revision-date-localized": Neighbour(
        "git-revision-date-localized: {type: iso_date, enable_creation_date: true, locale: zh}", needs_git=True
    ),
    "htmlproofer": Neighbour("htmlproofer: {raise_error: true, validate_external_urls: false}"),
    "literate-nav": Neighbour(
        "literate-nav: {nav_file: SUMMARY.md}",
        more="not_in_nav: /SUMMARY.md\n",
        files={"docs/SUMMARY.md": "- [首页](index.md)\n- [年报](reports/index.md)\n- [关于](about.md)\n"},
    ),
    "macros": Neighbour("macros: {on_error_fail: true, on_undefined: strict}"),
    "mike": Neighbour("mike: {alias_type: copy}"),
    "minify": Neighbour(
        "minify: {minify_html: true, minify_js: true, minify_css: true, js_files: [reports/assets/gongkai.js],"
        " css_files: [reports/assets/gongkai.css]}"
    ),
    "redirects": Neighbour("redirects: {redirect_maps: {nianbao.md: reports/index.md}}"),
    "rss": Neighbour("rss: {match_path: '.*'}", needs_git=True),
    "section-index": Neighbour("section-index", theme="material"),
    "static-i18n": Neighbour(
        "i18n: {languages: [{locale: zh, default: true, name: 中文, build: true}, {locale: en, name: English, build: true}]}"
    ),
    "tags": Neighbour(
        "tags",
        files={
            "docs/about.md": "---\ntags: [公开]\n---\n\n# 关于\n\n[年报](reports/index.md)\n",
            "docs/tags.md": "# 标签\n\n<!-- material/tags -->\n",
        },
        theme="material",
    ),
}
"""By name, each with the options with which it meets us."""


def in_git(folder: Path) -> None:
    """All that is in the folder as one commit of 2022, by somebody."""
    commands = (
        ["git", "init", "--quiet", "--initial-branch", "main"],
        ["git", "add", "--all"],
        ["git", "commit", "--quiet", "--message", "初稿", "--date", "2022-02-03T04:05:06+0800"],
    )
    who = {
        f"GIT_{role}_{what}": value
        for role in ("AUTHOR", "COMMITTER")
        for what, value in (
            ("NAME", "某人"),
            ("EMAIL", "a@example.gov.cn"),
            ("DATE", "2022-02-03T04:05:06+0800"),
        )
    }
    for command in commands:
        subprocess.run(
            command, cwd=folder, env={"PATH": "/usr/bin:/bin", "HOME": str(folder), **who}, check=True
        )


def articles(site: Path) -> dict[str, str]:
    """What our pages say, by their address: the theme around it, and spaces, left out."""
    return {
        name: re.sub(r"\s*(<[^>]*>)\s*", r"\1", re.sub(r"\s+", " ", _article(data)))
        for name, data in read_all(site).items()
        if name.startswith("reports/") and name.endswith(".html")
    }


def _article(data: bytes) -> str:
    root = html.fromstring(data.decode())
    (title,) = root.xpath("//h1[contains(@class, 'gongkai-title')]")
    content = title.getparent()
    for added in content.xpath("./aside | ./*[contains(@class, 'headerlink')] | ./form"):
        added.drop_tree()
    # Attributes in one order, and empty ones written out: minify writes them its own way.
    return str(etree.tostring(content, method="c14n", with_tail=False), "utf-8")


def dead_links(site: Path) -> list[tuple[str, str]]:
    """Links and loaded files of all pages that lead nowhere in the site, or to an id that is not there."""
    files = read_all(site)
    trees = {
        n: html.fromstring(data.decode()) for n, data in files.items() if n.endswith(".html") and data.strip()
    }
    ids = {name: {*root.xpath("//@id"), *root.xpath("//a/@name")} for name, root in trees.items()}
    dead = []
    for name, root in trees.items():
        if name == "404.html":
            continue
        for link in root.xpath("//*[not(self::link[@rel='canonical'])]/@href | //@src"):
            path, fragment = urldefrag(urljoin(f"{ADDRESS}{name}", link))
            if not path.startswith(ADDRESS):
                continue
            target = unquote(path.removeprefix(ADDRESS).partition("?")[0])
            target = f"{target}index.html" if not target or target.endswith("/") else target
            if target not in files or (
                fragment and target in ids and unquote(fragment) not in ids[target] | {"__top"}
            ):
                dead.append((name, link))
    return dead


def sitemap(site: Path) -> dict[str, str | None]:
    """Every address with its lastmod."""
    root = etree.fromstring((site / "sitemap.xml").read_bytes())
    return {
        url.findtext(f"{_SITEMAP}loc").removeprefix(ADDRESS): url.findtext(f"{_SITEMAP}lastmod")
        for url in root.iter(f"{_SITEMAP}url")
    }
