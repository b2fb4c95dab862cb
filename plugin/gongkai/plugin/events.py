"""The events of MkDocs that the plugin answers, each with a plain function of another module."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config.base import ConfigErrors, ConfigWarnings
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from gongkai.ground.cache import FOUND, MADE, cache_of, shelf
from gongkai.ground.manifest import write_manifest
from gongkai.ground.memory import Rest, uncollected
from gongkai.ground.shelf import Bundle, Shelf
from gongkai.pages import Metadata, PageContent
from gongkai.plugin import kept_site
from gongkai.plugin.assets import add_assets, put_style_back
from gongkai.plugin.collisions import refuse_same_output
from gongkai.plugin.config import GongkaiConfig, checked
from gongkai.plugin.dates import date_pages, pack_sitemap_anew, without_no_date
from gongkai.plugin.fast import hand_over, in_the_way
from gongkai.plugin.frames import others, strangers
from gongkai.plugin.generated import Generated, generated, left_out, renew
from gongkai.plugin.home import shows_ours, with_our_frame, with_ours
from gongkai.plugin.kept_pages import keep_pages
from gongkai.plugin.kept_site import bundle_of
from gongkai.plugin.known import Known
from gongkai.plugin.log import log
from gongkai.plugin.navigation import TITLE, add_section, named_pages
from gongkai.plugin.neighbours import is_late, is_our_turn, let_awesome_nav_place, list_in_sitemap
from gongkai.plugin.not_found import not_found
from gongkai.plugin.page_head import about, make_safe, tell_theme, with_head_and_footer
from gongkai.plugin.preparation import Prepared, base_of, prepare
from gongkai.plugin.preview import count_no_warnings, trouble_box
from gongkai.plugin.site_search import is_ours, keep_jieba_out, leave_to_us, take_over, write_search
from gongkai.plugin.theme_env import read_once
from gongkai.plugin.theme_sheet import ThemeSheet, theme_sheet, with_theme_sheet
from gongkai.plugin.whole_pages import bring_back, whole_pages, with_whole, write_whole
from gongkai.rules import Before
from gongkai.settings import DESCRIPTIONS
from gongkai.site import places

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.utils.templates import TemplateContext

    from gongkai.plugin.watching import DataWatch


class GongkaiPlugin(BasePlugin[GongkaiConfig]):
    """政府信息公开工作年度报告 from YAML as pages."""

    supports_multiple_instances = True
    """Each with data and pages of its own."""
    prepared: Prepared
    """Our part of the site; there from on_config on."""
    is_preview = False
    """Whether it is `mkdocs serve`, which shows unfinished reports with their findings instead of stopping."""
    before: Before
    """What need not be read and checked again."""
    made: Shelf
    """What need not be made again."""
    trouble: str | None = None
    """In a preview, why our pages are still those of the last build."""
    is_fast = False
    """Whether our pages are handed to MkDocs finished."""
    whole: Sequence[Generated] = ()
    """The pages that MkDocs does not make, as their theme is rendered once for many."""
    nav: Navigation
    """What the theme shows beside them."""
    kept_site: Bundle
    """What the last build has left about the files of the site, for a build."""
    listed: Sequence[File] = ()
    """All pages, for the sitemap."""
    abouts: Mapping[tuple[str, str | None], Metadata] = {}
    """What the page that is being made says of itself."""
    is_searched = False
    """Whether the search of the site is ours."""
    theme_sheet: ThemeSheet | None = None
    """What stands on our pages for the style sheets of the theme."""
    watch: DataWatch | None = None
    """What sees changes of the data, in a preview that waits for them."""
    unknown: Mapping[str, object] = {}
    """Options that there are not, with their values."""

    def __init__(self) -> None:
        """What is known of the build before: nothing."""
        super().__init__()
        self.known = Known()
        self.rest = Rest()

    def load_config(
        self, options: dict[str, object], config_file_path: str | None = None
    ) -> tuple[ConfigErrors, ConfigWarnings]:
        """Keep the options that there are not for on_config to refuse: MkDocs would only warn of them."""
        self.unknown = {name: value for name, value in options.items() if name not in DESCRIPTIONS}
        known = {name: value for name, value in options.items() if name in DESCRIPTIONS}
        return super().load_config(known, config_file_path)

    def on_startup(self, *, command: str, **_: object) -> None:
        """Whether it is a preview."""
        self.is_preview = command == "serve"
        self.known = Known()
        # MkDocs keeps its plugins as long as it runs.
        vars(self).pop("before", None)

    # First: the search of the theme has templates of it compiled next.
    @event_priority(100)
    def _on_config_early(self, config: MkDocsConfig) -> MkDocsConfig:
        """Let what is as it was in the last build of a preview not be made anew."""
        if self.is_preview:
            self.rest.begin()
        if not self._before(config) and self.config.fast is not False:
            read_once(config.theme, self.known.templates)
        return config

    def _on_config_late(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and check everything, before anything is written."""
        if self.is_preview:
            count_no_warnings(log.logger)
        self.trouble = None
        try:
            settings = checked({**self.config, **self.unknown})
            cache = cache_of(base_of(config), len(self._before(config)))
            is_first = not (self.is_preview and hasattr(self, "before"))
            if is_first:
                stays = self.is_preview
                self.before = Before(shelf=shelf(cache, FOUND, stays=stays))
                self.made = shelf(cache, MADE, stays=stays)
            # What the first build of a preview makes stays to its end; most of it is the same in all others.
            with uncollected(stays=True) if is_first else nullcontext():
                kept = self.before, self.made, self.known.told
                # In a preview pages stay from build to build.
                is_fast = settings.fast and not self.is_preview and not in_the_way(config)
                self.prepared = prepare(
                    settings, config, cache, *kept, is_preview=self.is_preview, is_fast=is_fast
                )
        except PluginError as error:
            # What is wrong at the start is said, and nothing begins; later the pages of before stay.
            if not self.is_preview or not hasattr(self, "prepared"):
                raise
            self.trouble = error.message
            log.warning(error.message)
        others = self._before(config)
        refuse_same_output(self.prepared.settings, [other.prepared.settings for other in others])
        # Two of ours have the same style and script.
        if not others:
            add_assets(config, self.prepared.addresses)
        if (data := self.prepared.data).is_dir() and str(data) not in config.watch:
            config.watch.append(str(data))
        return config

    on_config = CombinedEvent(_on_config_early, _on_config_late)

    def _before(self, config: MkDocsConfig) -> list[GongkaiPlugin]:
        """Those of the same site that are listed before this one."""
        ours = [plugin for plugin in config.plugins.values() if isinstance(plugin, GongkaiPlugin)]
        return ours[: ours.index(self)]

    # Last: what is there now is emptied next.
    @event_priority(-100)
    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Put aside what may be as it is to be."""
        if not self.is_preview:
            self.kept_site = bundle_of(self.made, config, self.prepared.addresses.output)
            kept_site.take(self.known, self.kept_site, Path(config.site_dir))
        if self._keeps_files(config):
            self.known.files.put_aside(Path(config.site_dir), self.prepared.addresses.output)

    def _keeps_files(self, config: MkDocsConfig) -> bool:
        """Whether files of ours may stay where they are. static-i18n builds the same site several times."""
        return self.is_preview or (self.made.keeps and not is_late(config))

    def on_build_error(self, **_: object) -> None:
        """Leave nothing hidden in a site."""
        if self.is_preview:
            self.rest.end()
        elif hasattr(self, "prepared"):
            self.known.files.give_up()

    # First, so that all other plugins see our pages.
    @event_priority(100)
    def _on_files_early(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add our pages and what they need."""
        if not is_late(config):
            self._add(files, config)
        return files

    @event_priority(-200)
    def _on_files_late(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add them now, where another plugin would not keep them."""
        if is_late(config):
            self._add(files, config)
        if gone := left_out(files, self.prepared):
            self.prepared = self.prepared.without(gone)
            renew(files, self.prepared, config)
        unknown = in_the_way(config)
        self.is_fast = self.prepared.settings.fast and not unknown
        if self.prepared.settings.fast and unknown:
            log.info(f"页面经 Markdown 转换，生成较慢：markdown_extensions 中有{'、'.join(unknown)}")
        return files

    on_files = CombinedEvent(_on_files_early, _on_files_late)

    def _add(self, files: Files, config: MkDocsConfig) -> None:
        made = list(generated(self.prepared, config))
        for file in made:
            if isinstance(file, Generated):
                file.digests = self.known.digests
            files.append(file)
        list_in_sitemap([file for file in made if file.src_uri in self.prepared.by_source], config)
        let_awesome_nav_place(files, self._named_pages, self.prepared.settings.output, TITLE, config)

    @property
    def _named_pages(self) -> tuple[str, ...]:
        return named_pages(self.prepared.archive, self.prepared.addresses)

    # After those that make a navigation, before those that change how it is shown.
    @event_priority(-50)
    def _on_nav_early(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Add our section, unless the site says itself what is in its navigation."""
        if config.nav is None:
            add_section(nav, files, self._named_pages, config)
        return nav

    # Last, when it is known which pages a navigation names.
    @event_priority(-200)
    def _on_nav_late(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Keep for ourselves the pages that the theme need not be rendered for one by one."""
        self.whole = []
        if self.is_fast and self.trouble is None and is_our_turn(config):
            if unknown := others(config, self._known(config)):
                log.info(f"页面逐页套用主题，生成较慢：{'、'.join(unknown)}")
            else:
                self.whole = whole_pages(nav, files, self.prepared)
                self.nav = nav
        return nav

    on_nav = CombinedEvent(_on_nav_early, _on_nav_late)

    @staticmethod
    def _known(config: MkDocsConfig) -> list[object]:
        """The plugins that leave our pages alone: ourselves, and the search of the theme, in whose place ours stands."""
        ours = [plugin for plugin in config.plugins.values() if isinstance(plugin, GongkaiPlugin)]
        return [
            *ours,
            *([config.plugins["material/search"]] if is_ours(config.theme.get_env(), config) else []),
        ]

    def on_pre_page(self, page: Page, *, config: MkDocsConfig, **_: object) -> Page:
        """Let our pages come finished."""
        content = self.prepared.by_source.get(page.file.src_uri)
        if content is not None and self.is_fast:
            is_looked_at = bool(strangers(config, self._known(config)))
            hand_over(page, content, self.prepared, is_looked_at=is_looked_at)
        return page

    def on_page_markdown(self, markdown: str, *, page: Page, **_: object) -> str:
        """Tell the theme what our pages are, and stand on those of people that ask for us."""
        content = self.prepared.by_source.get(page.file.src_uri)
        if content is None:
            return with_ours(markdown, page, self.prepared)
        tell_theme(page.meta, content, self._about(page, content))
        return markdown

    def on_page_content(self, html: str, *, page: Page, **_: object) -> str:
        """In a preview, say why our pages are old."""
        if self.trouble is None or page.file.src_uri not in self.prepared.by_source:
            return html
        return trouble_box(self.trouble) + html

    # Last: static-i18n is done with its files.
    @event_priority(-200)
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Give each page the date of its report, and the site our search."""
        for file in self.whole:
            if file.page is None:
                Page(None, file, config)
        date_pages(files, self.prepared.by_source)
        self.is_searched = is_our_turn(config) and is_ours(env, config)
        if self.is_searched:
            take_over(env, self.prepared.addresses)
            keep_jieba_out(config)
        is_alone = not strangers(config, self._known(config))
        self.theme_sheet = theme_sheet(config, self.prepared.addresses) if is_alone else None
        if self._keeps_files(config) and is_our_turn(config):
            bring_back(self.whole, config, files, self.prepared, self.known)
        if self.whole:
            with uncollected():
                write_whole(
                    self.whole, env, config, self.nav, files, self.prepared, self.theme_sheet, self.known
                )
        self.listed = with_whole(files)
        if not is_our_turn(config):
            for file in [file for file in files if isinstance(file, Generated)]:
                files.remove(file)

    # First, so that the search of the theme does not read what is not its own.
    @event_priority(100)
    def _on_page_context_early(
        self, /, context: TemplateContext, *, page: Page, **_: object
    ) -> TemplateContext:
        """Keep our pages out of the theme's own search where ours stands in its place."""
        is_ours = page.file.src_uri in self.prepared.by_source
        if self.is_searched and (is_ours or shows_ours(page)):
            leave_to_us(page)
        return context

    # Last, so that other plugins have read the plain text.
    @event_priority(-100)
    def _on_page_context_late(self, /, context: TemplateContext, *, page: Page, **_: object) -> TemplateContext:
        """Keep the clock out of our pages, and text of ours out of their markup."""
        content = self.prepared.by_source.get(page.file.src_uri)
        if content is not None:
            make_safe(page.meta, content, self._about(page, content))
            context["build_date_utc"] = self.prepared.newest
        return context

    on_page_context = CombinedEvent(_on_page_context_early, _on_page_context_late)

    def on_template_context(self, context: TemplateContext, **_: object) -> TemplateContext:
        """Let the sitemap have the pages that MkDocs makes nothing of."""
        context["pages"] = self.listed
        return context

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Keep out of the sitemap the date of pages that have none, and put a theme's own 404 into Chinese."""
        if template_name == "404.html":
            return not_found(output_content, config, self.prepared, is_searched=self.is_searched)
        return without_no_date(output_content) if template_name == "sitemap.xml" else output_content

    def on_post_page(self, output: str, *, page: Page, **_: object) -> str:
        """Write the head and the footer of our pages."""
        content = self.prepared.by_source.get(page.file.src_uri)
        if content is None:
            return with_our_frame(output, page, self.prepared)
        said = self._about(page, content)
        self.abouts = {}
        html = with_head_and_footer(output, content, page.canonical_url, said, self.prepared)
        html = with_theme_sheet(html, content.page, self.theme_sheet)
        if self.theme_sheet is not None:
            self.theme_sheet.look_at(html)
        return html

    def _about(self, page: Page, content: PageContent) -> Metadata:
        """What a page says of itself, worked out once for those events that follow each other."""
        key = (page.file.src_uri, page.canonical_url)
        if key not in self.abouts:
            self.abouts = {key: about(content, page.canonical_url, self.prepared)}
        return self.abouts[key]

    # Last: files are listed as all other plugins leave them.
    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Keep the clock out of the packed sitemap, write the files of search, and list our files."""
        site_dir, addresses = Path(config.site_dir), self.prepared.addresses
        pack_sitemap_anew(site_dir)
        put_style_back(site_dir, addresses)
        *names, manifest = places(self.prepared.site, addresses)
        if self.is_searched:
            with uncollected():
                known = self.known.entries if self.is_preview else None
                with_written = not self._before(config)
                names += write_search(site_dir, self.prepared, known, self.made, with_written=with_written)
        if self.theme_sheet is not None:
            names += self.theme_sheet.write(site_dir)
        written = write_manifest(site_dir, names, addresses.output, self.known.digests)
        (site_dir / manifest).write_bytes(written)
        keep_pages(self.prepared.site, self.made)
        if not self.is_preview:
            kept_site.leave(self.known, self.kept_site, site_dir)
            self.made.keep(self.kept_site)
        if self.trouble is None:
            self.before.shelf.settle()
            self.made.settle()
        if self.is_preview:
            self.rest.end()

    def on_serve(self, server: LiveReloadServer, **_: object) -> LiveReloadServer:
        """See at once what is changed in the data."""
        # No build needs it.
        from gongkai.plugin.watching import DataWatch

        self.watch = DataWatch(server, self.prepared.data.absolute())
        return server

    def on_shutdown(self) -> None:
        """The end of a preview."""
        if self.watch is not None:
            self.watch.stop()
