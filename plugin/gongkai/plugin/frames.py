"""The theme around our pages, rendered once for all that share it: nav, header and footer are the same, and so is the outline's shape.

A frame is what the theme makes of a page whose texts are marks; a page is the frame with its texts in their places. Links of
the theme depend on the folder of a page, so each folder has frames of its own: those of another folder as deep, with its
links seen from there. Of each kind of page the first is rendered whole too: where the frame does not give the same, pages of
that kind go the plain way. Only in Material as it comes, and only where no other plugin looks at single pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from functools import cache
from html import escape
from typing import NamedTuple
from urllib.parse import urljoin

from jinja2 import Environment, Template
from markupsafe import Markup
from markupsafe import escape as markup_escape
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils import get_relative_url

from gongkai.data_classes import dataclass
from gongkai.ground.patterns import later
from gongkai.ground.shelf import digest
from gongkai.pages import Metadata, PageContent
from gongkai.plugin.fast import outline
from gongkai.plugin.page_head import about, footer, head_lines, make_safe, tell_theme, with_head_and_footer
from gongkai.plugin.preparation import Prepared
from gongkai.plugin.theme_sheet import ThemeSheet, with_theme_sheet
from gongkai.writers.html.aids import with_address
from gongkai.writers.html.footer import with_footer
from gongkai.writers.html.head import names_in, without_names
from gongkai.writers.html.sheets import sheets_of, with_sheets
from gongkai.writers.html.squeeze import squeezed
from gongkai.writers.html.topic import with_topic
from gongkai.writers.markdown import html_title
from gongkai.writers.rendered import Rendered

_EVENTS = ("pre_page", "page_read_source", "page_markdown", "page_content", "page_context", "post_page")
"""In which a plugin sees a single page."""
_MARK = later("(GONGKAI[A-Z]+MARK)")
_BODY, _TITLE, _NAME, _ADDRESS, _SHORT, _HEAD, _ITEMS, _ID = (
    f"GONGKAI{name}MARK" for name in ("BODY", "TITLE", "NAME", "ADDRESS", "SHORT", "HEAD", "ITEMS", "ID")
)
_TOLD = {"description": "GONGKAIDESCRIPTIONMARK", "author": "GONGKAIAUTHORMARK"}


def others(config: MkDocsConfig, ours: Sequence[object]) -> tuple[str, ...]:
    """What keeps the theme from being rendered once. ours: the plugins that are known to leave our pages alone."""
    # Themes make several addresses of that of the source.
    has_addresses = config.edit_uri or config.edit_uri_template
    return strangers(config, ours) or (("edit_uri",) if has_addresses else ())


def strangers(config: MkDocsConfig, ours: Sequence[object]) -> tuple[str, ...]:
    """A theme that is not Material as it comes, and plugins that look at pages."""
    if config.theme.name != "material" or config.theme.custom_dir:
        return ("theme",)
    names = {id(plugin): name for name, plugin in config.plugins.items()}
    owners = [getattr(method, "__self__", None) for event in _EVENTS for method in config.plugins.events[event]]
    unknown = [owner for owner in owners if not any(owner is each for each in ours)]
    return tuple(dict.fromkeys(names.get(id(owner), "hooks").rpartition("/")[2] for owner in unknown))


class Kind(NamedTuple):
    """What pages share that share a frame."""

    folder: str
    """That of its address."""
    hide: tuple[str, ...]
    told: tuple[str, ...]
    """What it says of itself to the theme, by name."""
    has_short: bool
    has_outline: bool
    has_address: bool
    sheets: tuple[str, ...]
    """Its style sheets."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """Text and marks in turn, marks at odd places."""

    parts: tuple[str, ...]
    names: frozenset[str]
    """Tags that the theme has in its head."""
    between: str
    """What stands between items of the outline."""

    def fill(self, values: Mapping[str, str]) -> str:
        return "".join(values[part] if at % 2 else part for at, part in enumerate(self.parts))

    @property
    def digest(self) -> str:
        return digest((*self.parts, *sorted(self.names), self.between))


_LINK = later(r"""((?<=")(?:\.\./)+(?:[^".#?/][^"#?]*)?(?=["#?])|(?<=href=")[^"#?:./][^"#?:]*(?=["#?]))""")
"""The root of the site, without a slash behind it, is as far from all pages that are as deep."""


class _Elsewhere:
    """A frame with its links apart, to be one of pages in other folders as deep."""

    def __init__(self, frame: _Frame, url: str) -> None:
        """url: of a page of its own."""
        self._frame, self._url = frame, url
        self._parts = [_LINK.split(part) for part in frame.parts]
        self.is_right: bool | None = None
        """Whether it is the frame that the theme makes in another folder; None until that was tried."""

    def seen_from(self, url: str) -> _Frame:
        """url: of a page as deep."""
        links = cache(lambda link: get_relative_url(urljoin(f"/{self._url}", link), url))
        parts = (
            "".join(links(text) if at % 2 else text for at, text in enumerate(part)) for part in self._parts
        )
        return _Frame(tuple(parts), self._frame.names, self._frame.between)


class Written(NamedTuple):
    """What a page was made of."""

    source: object
    """Its content, and what it says of itself: of agencies and settings more goes in there. Of a build the digest of all that these are made of; None where nobody knows it."""
    address: str | None
    has_feed: bool
    kind: Kind
    frame: str
    """The digest of its frame."""


@dataclass(frozen=True, slots=True)
class _Source:
    """Of a page in memory."""

    made_of: str | None = field(compare=False)
    """The digest of all that the rest is made of, where it is known: of other things the same may be made."""
    content: PageContent
    said: Metadata


class KnownFrames:
    """The frames of the build before: those of a kind are used again where the first page of it comes out right."""

    def __init__(self) -> None:
        self._frames: dict[Kind, _Frame] = {}
        self.digests: dict[Kind, str] = {}
        """Of those too that another process has made."""

    def get(self, kind: Kind) -> _Frame | None:
        """That of a kind."""
        return self._frames.get(kind)

    def put(self, kind: Kind, frame: _Frame) -> None:
        """A new one; it stands for what another process has made, too."""
        self._frames[kind], self.digests[kind] = frame, frame.digest

    def forget_like(self, kind: Kind) -> None:
        """The frames of its pages in all folders."""
        for known in [known for known in self.digests if known[1:] == kind[1:]]:
            del self.digests[known]
            self._frames.pop(known, None)


class Frames:
    """Whole pages for one build."""

    def __init__(
        self,
        env: Environment,
        config: MkDocsConfig,
        nav: Navigation,
        files: Sequence[File],
        prepared: Prepared,
        theme_sheet: ThemeSheet | None,
        known: KnownFrames,
    ) -> None:
        """files: those that MkDocs itself makes pages of; theme_sheet: what stands for the style sheets of the theme; known: is renewed."""
        self._config, self._nav, self._files, self._prepared = config, nav, files, prepared
        self._theme_sheet = theme_sheet
        self._template = env.get_template("main.html")
        self._outline = _Outline(env.get_template("partials/toc-item.html"))
        self._frames = known
        self._proved: dict[tuple[object, ...], bool] = {}
        self._elsewhere: dict[tuple[int, tuple[object, ...]], _Elsewhere] = {}
        """The first of each kind, by how deep it is."""
        self.is_another = False
        """Whether a frame came out otherwise than the one of which pages were believed to be."""

    def is_same(self, page: Page, content: PageContent, before: Written) -> bool:
        """Whether a page would come out as the one that was made of that."""
        kind = before.kind
        return (
            self._proved.get(kind[1:], False)
            and self._frames.digests.get(kind) == before.frame
            and before[1:] == self._made_of_else(page, kind)
            and self._is_same_source(page, content, before.source)
        )

    def _is_same_source(self, page: Page, content: PageContent, before: object) -> bool:
        made_of = self._digest(content)
        if not isinstance(before, _Source):
            return made_of is not None and before == made_of
        # What is made of the same is not looked at.
        is_of_same = made_of is not None and made_of == before.made_of
        return is_of_same or before == _Source(made_of, content, self._about(page, content))

    def whole(self, page: Page, content: PageContent, rendered: Rendered) -> tuple[str, Written] | None:
        """The page as it is written, and what it is made of; None where it has to go the plain way."""
        said = about(content, page.canonical_url, self._prepared)
        page.meta = {"title": html_title(content)}
        tell_theme(page.meta, content, said)
        make_safe(page.meta, content, said)
        page.toc = outline(rendered)
        kind = _kind(page, content)
        if kind[1:] not in self._proved and kind not in self._frames.digests:
            # One that is made now proves nothing of those of the build before.
            self._frames.forget_like(kind)
        made = self._filled(page, content, rendered, said, kind)
        if kind[1:] not in self._proved:
            page.content, page.title = rendered.body, page.meta["title"]
            plain = with_head_and_footer(self._render(page), content, page.canonical_url, said, self._prepared)
            plain = with_theme_sheet(plain, content.page, self._theme_sheet)
            if made != plain:
                # What the theme puts around pages may be other than it was in the build before.
                self._frames.forget_like(kind)
                made = self._filled(page, content, rendered, said, kind)
            self._proved[kind[1:]] = made == plain
        page.content, page.toc, page.meta = None, TableOfContents([]), {}
        return (made, self._made_of(page, content, kind)) if self._proved[kind[1:]] else None

    def _made_of(self, page: Page, content: PageContent, kind: Kind) -> Written:
        made_of, is_kept = self._digest(content), content.page in self._prepared.site.kept
        source = made_of if is_kept else _Source(made_of, content, self._about(page, content))
        return Written(source, *self._made_of_else(page, kind))

    def _made_of_else(self, page: Page, kind: Kind) -> tuple[str | None, bool, Kind, str]:
        return page.canonical_url, bool(self._prepared.site.news), kind, self._frames.digests[kind]

    def _digest(self, content: PageContent) -> str | None:
        return self._prepared.site.made_of.get(content.page)

    def _about(self, page: Page, content: PageContent) -> Metadata:
        return about(content, page.canonical_url, self._prepared)

    def _filled(self, page: Page, content: PageContent, rendered: Rendered, said: Metadata, kind: Kind) -> str:
        frame = self._frames.get(kind)
        if frame is None:
            frame = self._made_frame(page, content, kind)
        lines = head_lines(content, said, self._prepared)
        return frame.fill(
            {
                _BODY: squeezed(with_address(rendered.body, page.canonical_url)),
                _TITLE: str(page.meta["title"]),
                _ADDRESS: page.canonical_url or "",
                _SHORT: escape(content.short, quote=False),
                _HEAD: without_names(lines, frame.names),
                _ITEMS: self._outline.items(_sections(page.toc), frame.between),
                **{mark: str(page.meta[name]) for name, mark in _TOLD.items() if name in page.meta},
            }
        )

    def _made_frame(self, page: Page, content: PageContent, kind: Kind) -> _Frame:
        """A new one. Where it is not as another process had it, that one knew all others otherwise too."""
        before, frame = self._frames.digests.get(kind), self._frame_of(page, content, kind)
        if before not in (None, frame.digest):
            self.is_another = kind[1:] in self._proved
            self._frames.forget_like(kind)
        self._frames.put(kind, frame)
        return frame

    def _frame_of(self, page: Page, content: PageContent, kind: Kind) -> _Frame:
        """As the theme makes it: it is asked for two of all that are as deep."""
        key = kind.folder.count("/"), kind[1:]
        first = self._elsewhere.get(key)
        if first is not None and first.is_right:
            return first.seen_from(page.url)
        frame = self._frame(page, content, kind)
        if first is None:
            self._elsewhere[key] = _Elsewhere(frame, page.url)
        elif first.is_right is None:
            first.is_right = frame == first.seen_from(page.url)
        return frame

    def _render(self, page: Page) -> str:
        """As MkDocs does."""
        context = get_context(self._nav, self._files, self._config, page)
        context["build_date_utc"] = self._prepared.newest
        return self._template.render(context)

    def _frame(self, like: Page, content: PageContent, kind: Kind) -> _Frame:
        page = Page(None, like.file, self._config)
        # A file belongs to the page that was made of it last.
        like.file.page = like
        page.meta = {"title": _TITLE, "hide": list(kind.hide), **{name: _TOLD[name] for name in kind.told}}
        page.title = _TITLE
        page.canonical_url = _ADDRESS if kind.has_address else None
        page.content = f"<h1>{_BODY}</h1>"
        one, other = AnchorLink("GONGKAIONE", "one", 2), AnchorLink("GONGKAIOTHER", "other", 2)
        top = AnchorLink("GONGKAITOP", _sections_top(like.toc).id, 1)
        top.children = [one, other] if kind.has_outline else []
        page.toc = TableOfContents([top])
        html = with_sheets(self._render(page), content, self._prepared.addresses)
        html = with_topic(html, _SHORT if kind.has_short else "")
        html = squeezed(with_footer(html, footer(content, self._prepared)))
        html = with_theme_sheet(html, content.page, self._theme_sheet).replace(f"<h1>{_BODY}</h1>", _BODY)
        before, end, after = html.partition("</head>")
        html, between = f"{before}{_HEAD}{end}{after}", ""
        items = self._outline.item(one), self._outline.item(other)
        # Where the theme shows none, nothing is put in; the proof tells whether that is right.
        if kind.has_outline and all(html.count(item) == 1 for item in items):
            html, between = _cut(html, *items)
        return _Frame(tuple(_MARK.split(html)), names_in(before), between)


class _Outline:
    """The items of an outline, as the theme writes them."""

    def __init__(self, template: Template) -> None:
        leaf = AnchorLink(f"<i>{_TITLE}</i>", _ID, 2)
        self._leaf = self._parts(squeezed(template.render(toc_item=leaf)))
        one, other = AnchorLink("GONGKAIONE", "one", 3), AnchorLink("GONGKAIOTHER", "other", 3)
        leaf.children = [one, other]
        texts = (squeezed(template.render(toc_item=each)) for each in (leaf, one, other))
        html, self._between = _cut(*texts)
        self._branch = self._parts(html)

    @staticmethod
    def _parts(html: str) -> tuple[str, ...]:
        # What stands without its tags is a name for screen readers.
        return tuple(_MARK.split(html.replace(_TITLE, _NAME).replace(f"<i>{_NAME}</i>", _TITLE)))

    def items(self, links: Iterable[AnchorLink], between: str) -> str:
        """Those of a level."""
        return between.join(map(self.item, links))

    def item(self, link: AnchorLink) -> str:
        """One with those below it."""
        parts = self._branch if link.children else self._leaf
        values = {
            _TITLE: link.title,
            _NAME: str(markup_escape(Markup(link.title).striptags())),  # noqa: S704  # as themes do
            _ID: link.id,
            _ITEMS: self.items(link.children, self._between),
        }
        return "".join(values[part] if at % 2 else part for at, part in enumerate(parts))


def _cut(html: str, one: str, other: str) -> tuple[str, str]:
    """The place of two items as a mark, and what stands between them."""
    start, end = html.index(one), html.index(other)
    return html[:start] + _ITEMS + html[end + len(other) :], html[start + len(one) : end]


def _sections(toc: TableOfContents) -> list[AnchorLink]:
    return _sections_top(toc).children


def _sections_top(toc: TableOfContents) -> AnchorLink:
    """The title, which every page of ours has."""
    return next(iter(toc))


def _kind(page: Page, content: PageContent) -> Kind:
    return Kind(
        page.url.rstrip("/").rpartition("/")[0],
        tuple(page.meta["hide"]),
        tuple(name for name in _TOLD if name in page.meta),
        bool(content.short),
        bool(_sections(page.toc)),
        page.canonical_url is not None,
        tuple(name for name, _ in sheets_of(content)),
    )
