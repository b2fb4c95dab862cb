"""The MkDocs plugin: hands the settings over to the core and its pages to MkDocs.

The only module that knows MkDocs. Events used: on_config reads and checks everything, so that an error stops before
the output folder is touched; on_files adds the pages; on_env gives each page the date of its report; the rest keeps
the clock out of what MkDocs writes.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from os.path import relpath
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from mkdocs.config.base import Config
from mkdocs.config.config_options import ExtraScriptValue, Optional, Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel, file_sort_key
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils import markdown_extensions, nest_paths

from gongkai.addresses import INDEX, Addresses, Page
from gongkai.documents import CACHE, Documents, make_documents
from gongkai.findings import Finding, Level
from gongkai.model import Archive, read_archive
from gongkai.pages import Distribution, Heading, Metadata, PageContent, metadata
from gongkai.problems import Problem
from gongkai.reporting.checked import Checked
from gongkai.reporting.text import summary, write_text
from gongkai.rules import fails, inspect, rule_settings, standing, together
from gongkai.search import boost, search_words, teach_jieba
from gongkai.settings import DESCRIPTIONS, Settings, SettingsError, make_settings
from gongkai.site import SCRIPT, STYLE, Site, SiteError, made_files, make_site, places, shown_reports
from gongkai.writers.html.footer import with_footer, write_footer
from gongkai.writers.html.head import with_head, write_head
from gongkai.writers.markdown import write_markdown

log = get_plugin_logger("gongkai")

NAV_TITLE = "政府信息公开年度报告"
MOST_IN_NAV = 30
"""So many agencies are named in the navigation; more would be no help, and stand in every page of the site."""
NO_DATE = date(1970, 1, 1)
"""What MkDocs is told where there is none; it wants one for its own sorting. Never written."""


# The options as gongkai.settings describes them, taken as they come: the core checks them, for the command too, and
# says in Chinese what is wrong.
GongkaiConfig = type("GongkaiConfig", (Config,), {name: Optional(Type(object)) for name in DESCRIPTIONS})


class GongkaiPlugin(BasePlugin[GongkaiConfig]):  # type: ignore[valid-type]  # made above, from the settings
    """政府信息公开工作年度报告 from YAML as pages."""

    settings: Settings
    archive: Archive
    addresses: Addresses
    site: Site
    by_source: Mapping[str, PageContent]
    """Our pages, by the path of the Markdown file that each pretends to be."""
    is_preview = False
    unknown: Mapping[str, object] = {}
    """Options that there are not, with their values."""

    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[list[Any], list[Any]]:
        """MkDocs would only warn of an option that there is not, and go on without it."""
        self.unknown = {name: value for name, value in options.items() if name not in DESCRIPTIONS}
        known = {name: value for name, value in options.items() if name in DESCRIPTIONS}
        return super().load_config(known, config_file_path)

    def on_startup(self, *, command: str, **_: Any) -> None:
        """Under `mkdocs serve` unfinished reports are shown with their findings instead of stopping."""
        # Before the search plugin, in its own on_config, makes jieba read its dictionary.
        teach_jieba(())
        self.is_preview = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and check everything, before anything is written."""
        self.settings = _settings({**self.config, **self.unknown})
        base = Path(config.config_file_path).parent if config.config_file_path else Path.cwd()
        data = base / self.settings.data_dir
        if not data.is_dir():
            raise PluginError(
                f"gongkai：没有数据文件夹“{self.settings.data_dir}”，请建立，或用选项 data_dir 指明"
            )
        self.archive, problems = read_archive(data, base)
        findings = self._inspect(problems)
        self._report(findings, strict=config.strict)

        drafts = self.settings.drafts or self.is_preview
        documents = self._make_documents(base, drafts=drafts)
        self.addresses = Addresses(self.settings.output, config.use_directory_urls)
        try:
            self.site = make_site(
                self.archive,
                self.settings,
                self.addresses,
                drafts=drafts,
                findings=findings if self.is_preview else (),
                documents=documents.files,
            )
        except SiteError as error:
            raise PluginError(f"gongkai：{error}") from None
        self.by_source = {self.addresses.source(content.page): content for content in self.site.pages}
        self._check_collisions(Path(config.docs_dir))
        if any(name.endswith("/search") for name in config.plugins):
            teach_jieba(search_words(self.archive))
        # First, so that a site's own style sheet has the last word.
        config.extra_css.insert(0, self.addresses.asset(STYLE))
        # On all pages, for a theme may go from one to another without loading anew.
        script = ExtraScriptValue(self.addresses.asset(SCRIPT))
        script.defer = True
        config.extra_javascript.insert(0, script)
        # Headings carry their ids as attributes.
        if "attr_list" not in config.markdown_extensions:
            config.markdown_extensions.append("attr_list")
        config.watch.append(str(data))
        return config

    def _inspect(self, problems: tuple[Problem, ...]) -> tuple[Finding, ...]:
        try:
            return inspect(self.archive, problems, self.settings)
        except SettingsError as error:
            raise PluginError(f"gongkai：{error}") from None

    def _report(self, findings: tuple[Finding, ...], *, strict: bool) -> None:
        """Stop with one list, or print each finding once. What is accepted is shown and stops nothing."""
        told = summary(findings, Checked.of(self.archive))
        if fails(findings, self.archive, self.settings, strict=strict) and not self.is_preview:
            listed = write_text(findings, self.archive.lines)
            raise PluginError(f"{told}没有生成任何页面。\n\n{listed}\n改正后再构建。")
        counting = set(map(id, standing(findings, self.archive)))
        unheard: list[Finding] = []
        for group in together(finding for finding in findings if finding.accepted is None):
            # --strict counts every warning that is printed: what stops nothing must not be one.
            if any(id(finding) in counting and finding.level is not Level.INFO for finding in group):
                log.warning(write_text(group, self.archive.lines).strip())
            else:
                unheard.extend(group)
        unheard.extend(finding for finding in findings if finding.accepted is not None)
        if unheard:
            log.info(write_text(unheard, self.archive.lines).strip())
        log.info(told)

    def _make_documents(self, base: Path, *, drafts: bool) -> Documents:
        """The documents of the reports, before anything of the site is touched. In a preview some may be missing."""
        reports = shown_reports(self.archive, drafts=drafts)
        try:
            documents = make_documents(reports, self.archive, self.settings, base / CACHE)
        except SettingsError as error:
            raise PluginError(f"gongkai：{error}") from None
        if documents.problems and not self.is_preview:
            raise PluginError("gongkai：" + "\n".join((*documents.problems, "没有生成任何页面。")))
        for problem in documents.problems:
            log.warning(problem)
        if documents.missing is not None:
            # Who asked for them shall not miss them; for others it is no fault.
            (log.info if self.settings.documents is None else log.warning)(documents.missing)
        return documents

    def _check_collisions(self, docs_dir: Path) -> None:
        """Nothing that the site has of its own may come out where something of ours does: one would be lost."""
        for place in places(self.site, self.addresses):
            for source in _sources(place, directories=self.addresses.directories):
                if (docs_dir / source).exists():
                    own, redirect = f"{docs_dir.name}/{source}", self.site.redirects.get(place)
                    if redirect is not None:
                        raise PluginError(f"gongkai：{redirect.where} 就是现在 {own} 的地址，请删去")
                    raise PluginError(
                        f"gongkai：{own} 与报告的页面或文件同名，请改名，或用选项 output 换一个路径"
                    )

    # Last, so that the navigation knows the pages of all other plugins.
    @event_priority(-100)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add our pages and what they need."""
        base = Path(config.config_file_path).parent if config.config_file_path else Path.cwd()
        if config.nav is None:
            config.nav = self._nav(files)
        for content in self.site.pages:
            text = write_markdown(content, self.addresses)
            source = self.addresses.source(content.page)
            file = File.generated(config, source, content=text, inclusion=InclusionLevel.NOT_IN_NAV)
            if content.source is not None:
                # Where the site links to its sources, a report's is its YAML.
                file.edit_uri = Path(relpath(base / content.source, config.docs_dir)).as_posix()
            files.append(file)
        for place, path in self.site.attached.items():
            files.append(File.generated(config, place, abs_src_path=str(path)))
        for place, data in made_files(self.site, self.addresses, config.site_url).items():
            if isinstance(data, Path):
                files.append(File.generated(config, place, abs_src_path=str(data)))
            else:
                files.append(File.generated(config, place, content=data))
        return files

    def _nav(self, files: Files) -> list[Any]:
        """MkDocs' own navigation and one section of ours: the index and, if they are not too many, the agencies at the top."""
        pages = sorted(files.documentation_pages(), key=file_sort_key)
        nav = nest_paths(file.src_uri for file in pages if file.inclusion.is_in_nav())
        top = [Page(agency.path) for agency in self.archive.agencies.values() if agency.parent is None]
        shown = (INDEX, *top) if len(top) <= MOST_IN_NAV else (INDEX,)
        return [*nav, {NAV_TITLE: [self.addresses.source(page) for page in shown]}]

    def on_page_markdown(self, markdown: str, *, page: MkDocsPage, **_: Any) -> str:
        """Give our pages the width of the printed form: Material leaves out its side navigation, and an empty outline."""
        document = self.by_source.get(page.file.src_uri)
        if document is not None:
            has_outline = any(isinstance(block, Heading) for block in document.blocks)
            page.meta.setdefault("hide", ["navigation"] if has_outline else ["navigation", "toc"])
            page.meta.setdefault("search", {"boost": boost(document.page)})
            # What a theme says of a page itself, it shall say of this one.
            for name, value in self._metadata(document, page).tags:
                if name in ("Description", "Author"):
                    page.meta.setdefault(name.lower(), value)
        return markdown

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> None:
        """Give each page the date of its report, instead of today's."""
        for file in files.documentation_pages():
            if file.page is not None:
                document = self.by_source.get(file.src_uri)
                day = document.date if document is not None else None
                file.page.update_date = (day or NO_DATE).isoformat()

    def on_template_context(self, context: Any, **_: Any) -> Any:
        """Keep the clock out of templates."""
        return self._without_clock(context)

    def on_page_context(self, context: Any, *, page: MkDocsPage, **_: Any) -> Any:
        """Keep the clock out of pages."""
        return self._without_clock(context)

    def _without_clock(self, context: Any) -> Any:
        newest = max((content.date for content in self.site.pages if content.date), default=NO_DATE)
        context["build_date_utc"] = datetime(newest.year, newest.month, newest.day, tzinfo=UTC)
        return context

    def on_post_template(self, output_content: str, *, template_name: str, **_: Any) -> str:
        """A page without a date has no lastmod."""
        if template_name != "sitemap.xml":
            return output_content
        return output_content.replace(f"<lastmod>{NO_DATE.isoformat()}</lastmod>", "")

    def on_post_page(self, output: str, *, page: MkDocsPage, **_: Any) -> str:
        """What our pages say of themselves, and of the site, whatever the theme."""
        document = self.by_source.get(page.file.src_uri)
        if document is None:
            return output
        feed = self.addresses.feed_link(document.page) if self.site.news else None
        head = write_head(self._metadata(document, page), feed=feed, is_hidden=document.is_hidden)
        return with_footer(with_head(output, head), write_footer(self.settings))

    def _metadata(self, document: PageContent, page: MkDocsPage) -> Metadata:
        address = page.canonical_url
        files = self.site.files.get(document.page, ()) if address else ()
        return metadata(
            document.page,
            self.archive,
            self.settings,
            address,
            tuple(
                Distribution(
                    file.media_type, urljoin(address or "", self.addresses.link(document.page, file.address))
                )
                for file in files
            ),
        )

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Same input, same bytes: the compressed sitemap bears no time."""
        sitemap = Path(config.site_dir, "sitemap.xml")
        if sitemap.is_file() and (packed := sitemap.with_name("sitemap.xml.gz")).is_file():
            packed.write_bytes(gzip.compress(sitemap.read_bytes(), mtime=0))


def _sources(place: str, *, directories: bool) -> Iterator[str]:
    """The files of the site's own that would come out at a place of the site."""
    yield place
    stem, dot, kind = place.rpartition(".")
    if kind != "html" or not dot:
        return
    folder = "" if stem == "index" else stem.removesuffix("/index")
    stems = [stem, f"{folder}/README".lstrip("/")] if folder != stem else []
    if folder and directories == (folder != stem):
        stems.append(folder)
    yield from (stem + ending for stem in stems for ending in markdown_extensions)


def _settings(options: Mapping[str, object]) -> Settings:
    try:
        return make_settings(options, rule_settings())
    except SettingsError as error:
        raise PluginError(f"gongkai：{error}") from None
