"""The events of MkDocs that the plugin answers, each with a plain function of another module."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config.base import ConfigErrors, ConfigWarnings
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from gongkai.plugin.assets import add_assets
from gongkai.plugin.config import GongkaiConfig, checked
from gongkai.plugin.dates import date_pages, newest, pack_sitemap_anew, without_no_date
from gongkai.plugin.generated import generated
from gongkai.plugin.navigation import navigation
from gongkai.plugin.page_head import tell_theme, with_head_and_footer
from gongkai.plugin.preparation import Prepared, prepare
from gongkai.search import search_words, teach_jieba
from gongkai.settings import DESCRIPTIONS

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.utils.templates import TemplateContext


class GongkaiPlugin(BasePlugin[GongkaiConfig]):
    """政府信息公开工作年度报告 from YAML as pages."""

    prepared: Prepared
    """Our part of the site; there from on_config on."""
    is_preview = False
    """Whether it is `mkdocs serve`, which shows unfinished reports with their findings instead of stopping."""
    unknown: Mapping[str, object] = {}
    """Options that there are not, with their values."""

    def load_config(
        self, options: dict[str, object], config_file_path: str | None = None
    ) -> tuple[ConfigErrors, ConfigWarnings]:
        """Keep the options that there are not for on_config to refuse: MkDocs would only warn of them."""
        self.unknown = {name: value for name, value in options.items() if name not in DESCRIPTIONS}
        known = {name: value for name, value in options.items() if name in DESCRIPTIONS}
        return super().load_config(known, config_file_path)

    def on_startup(self, *, command: str, **_: object) -> None:
        """Whether it is a preview. Jieba is taught before the search plugin, in on_config, makes it read its dictionary."""
        teach_jieba(())
        self.is_preview = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and check everything, before anything is written."""
        settings = checked({**self.config, **self.unknown})
        self.prepared = prepare(settings, config, is_preview=self.is_preview)
        if any(name.endswith("/search") for name in config.plugins):
            teach_jieba(search_words(self.prepared.archive))
        add_assets(config, self.prepared.addresses)
        config.watch.append(str(self.prepared.data))
        return config

    # Last, so that the navigation knows the pages of all other plugins.
    @event_priority(-100)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add our pages and what they need."""
        if config.nav is None:
            config.nav = navigation(files, self.prepared.archive, self.prepared.addresses)
        for file in generated(self.prepared, config):
            files.append(file)
        return files

    def on_page_markdown(self, markdown: str, *, page: Page, **_: object) -> str:
        """Tell the theme what our pages are."""
        content = self.prepared.by_source.get(page.file.src_uri)
        if content is not None:
            tell_theme(page.meta, content, page.canonical_url, self.prepared)
        return markdown

    def on_env(self, env: Environment, *, files: Files, **_: object) -> None:
        """Give each page the date of its report."""
        date_pages(files, self.prepared.by_source)

    def on_template_context(self, context: TemplateContext, **_: object) -> TemplateContext:
        """Keep the clock out of templates."""
        context["build_date_utc"] = newest(self.prepared.site)
        return context

    def on_page_context(self, context: TemplateContext, **_: object) -> TemplateContext:
        """Keep the clock out of pages."""
        context["build_date_utc"] = newest(self.prepared.site)
        return context

    def on_post_template(self, output_content: str, *, template_name: str, **_: object) -> str:
        """Keep out of the sitemap the date of pages that have none."""
        return without_no_date(output_content) if template_name == "sitemap.xml" else output_content

    def on_post_page(self, output: str, *, page: Page, **_: object) -> str:
        """Write the head and the footer of our pages."""
        content = self.prepared.by_source.get(page.file.src_uri)
        if content is None:
            return output
        return with_head_and_footer(output, content, page.canonical_url, self.prepared)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Keep the clock out of the packed sitemap."""
        pack_sitemap_anew(Path(config.site_dir))
