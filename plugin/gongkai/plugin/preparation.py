"""All that is ours, read, checked and made before MkDocs touches its output folder: what fails, fails here."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from gongkai.addresses import Addresses
from gongkai.claims.spoken import Spoken
from gongkai.data_classes import dataclass
from gongkai.documents import Documents, make_documents, settle_documents
from gongkai.findings import Finding
from gongkai.ground.extras import MissingExtra
from gongkai.ground.forks import forks_for, no_forks
from gongkai.ground.memory import uncollected
from gongkai.ground.shelf import Shelf
from gongkai.ground.spread import CLUSTER, ClusterError, spread_over
from gongkai.model import Archive
from gongkai.pages import PageContent
from gongkai.plugin.collisions import refuse_collisions
from gongkai.plugin.kept_pages import finish
from gongkai.plugin.log import Told, tell, tell_of_documents
from gongkai.plugin.private_folders import refuse_published_folders
from gongkai.rules import Before, count_reports, read_and_inspect_spread, spread_for
from gongkai.settings import Settings, SettingsError
from gongkai.site import Kept, Site, SiteError, make_site, shown_reports, with_other_sites

if TYPE_CHECKING:
    from gongkai.readings.other_site import Catalog


@dataclass(frozen=True)
class Prepared:
    """Our part of the site, and what it is made from."""

    settings: Settings
    base: Path
    """The folder that paths in the settings are relative to."""
    archive: Archive
    addresses: Addresses
    site: Site
    by_source: Mapping[str, PageContent]
    """Our pages, by the path of the Markdown file that each pretends to be."""

    remake: Callable[[frozenset[str]], Site]
    """The same site without those files, by their place in it."""

    @cached_property
    def newest(self) -> datetime:
        """What our pages take for the time of the build: the newest date of all of them."""
        day = max((content.date for content in self.site.pages if content.date), default=date(1970, 1, 1))
        return datetime(day.year, day.month, day.day, tzinfo=UTC)

    @cached_property
    def newest_source(self) -> str | None:
        """The file of the newest report; of those of one day the last by name."""
        pages = self.site.pages
        dated = ((page.date or date.min, page.source) for page in pages if page.source is not None)
        return max(dated, default=(None, None))[1]

    def without(self, files: frozenset[str]) -> Prepared:
        """The same, but that our pages do not offer those files."""
        site = self.remake(files)
        return replace(self, site=site, by_source=_by_source(site, self.addresses))

    @property
    def data(self) -> Path:
        """The folder of the data."""
        return self.base / self.settings.data_dir


FEW_MADE = 100
"""Reports of which one process has made pages and files before it is worth while to copy it."""


def prepare(
    settings: Settings,
    config: MkDocsConfig,
    cache: Path,
    before: Before,
    made: Shelf,
    told: Told,
    *,
    is_preview: bool,
    is_fast: bool,
) -> Prepared:
    """Everything of ours. cache: where documents are kept. before, made, told: what need not be read, checked, made and told again. is_preview: whether what is unfinished is shown, with its findings. is_fast: whether nobody is likely to ask for the blocks of our pages.

    Raises PluginError where findings stop the build, or something cannot be read or made.
    """
    base = base_of(config)
    data = base / settings.data_dir
    if not data.is_dir():
        raise PluginError(f"gongkai：没有数据文件夹“{settings.data_dir}”，请建立，或用选项 data_dir 指明")
    refuse_published_folders(settings, base, config)
    drafts = settings.drafts or is_preview
    addresses = Addresses(settings.output, config.use_directory_urls)
    try:
        spoken: dict[tuple[str, int], tuple[Spoken, ...]] = {}
        looked = replace(before, spoken=spoken)
        archive, findings = _read_and_inspect(data, base, settings, looked, is_preview=is_preview)
        tell(findings, archive, settings, told, strict=config.strict, is_preview=is_preview)
        documents = _documents(archive, settings, cache, drafts=drafts, is_preview=is_preview)
        if not is_preview:
            # A preview goes on with what was read; of a build nobody asks again, and files are a fifth of it.
            archive = replace(archive, lines={})
            before.files.clear()
        # A preview keeps in memory what it makes, and makes little.
        forks = no_forks if is_preview else partial(forks_for, few=FEW_MADE)
        is_searched = "material/search" in config.plugins
        finished = partial(finish, addresses=addresses, archive=archive, is_searched=is_searched)
        remake = partial(
            make_site,
            archive,
            settings,
            addresses,
            drafts=drafts,
            findings=findings,
            is_preview=is_preview,
            kept=Kept(
                documents.files,
                made,
                finished if is_fast else None,
                spoken,
                forks,
            ),
        )
        others = _other_sites(settings, base)
        with uncollected():
            site = with_other_sites(remake(), others)
    except (SettingsError, SiteError, ClusterError, MissingExtra) as error:
        raise PluginError(f"gongkai：{error}") from None
    refuse_collisions(site, addresses, Path(config.docs_dir))
    settle_documents(documents, cache)
    return Prepared(
        settings,
        base,
        archive,
        addresses,
        site,
        _by_source(site, addresses),
        lambda files: with_other_sites(remake(left_out=files), others),
    )


def base_of(config: MkDocsConfig) -> Path:
    """The folder that paths in the settings are relative to."""
    return Path(config.config_file_path).parent if config.config_file_path else Path.cwd()


def _read_and_inspect(
    data: Path, base: Path, settings: Settings, before: Before, *, is_preview: bool
) -> tuple[Archive, tuple[Finding, ...]]:
    """The archive and all that is found in it; on all cores where there are many reports, or what has changed of them."""
    if is_preview:
        archive, _, findings = read_and_inspect_spread(data, base, settings, None, before=before)
        return archive, findings
    # A build holds both to its end.
    with uncollected(stays=True), spread_for(count_reports(data)) as over:
        archive, _, findings = read_and_inspect_spread(data, base, settings, over, before=before)
        return archive, findings


def _other_sites(settings: Settings, base: Path) -> tuple[Catalog, ...]:
    if not settings.other_sites:
        return ()
    from gongkai.readings.other_site import OtherSiteError, read_other_site

    try:
        return tuple(read_other_site(other, base) for other in settings.other_sites)
    except OtherSiteError as error:
        raise PluginError(f"gongkai：{error}") from None


def _by_source(site: Site, addresses: Addresses) -> Mapping[str, PageContent]:
    return {addresses.source(content.page): content for content in site.pages}


def _documents(
    archive: Archive, settings: Settings, cache: Path, *, drafts: bool, is_preview: bool
) -> Documents:
    """The documents of the reports. In a preview some may be missing."""
    reports = shown_reports(archive, drafts=drafts)
    address = os.environ.get(CLUSTER) or None
    with nullcontext() if address is None else spread_over(address) as cluster:
        documents = make_documents(reports, archive, settings, cache, cluster=cluster)
    tell_of_documents(documents, settings, is_preview=is_preview)
    return documents
