"""The options of the plugin as MkDocs knows them: their names, and any value. `gongkai.settings` checks the values.

Values are checked there, and not by MkDocs, so that the plugin and the command take and refuse the same, and say in
Chinese what is wrong. MkDocs also merges, inherits and reads from the environment what stands in a mkdocs.yml.
"""

from __future__ import annotations

from collections.abc import Mapping

from mkdocs.config.base import BaseConfigOption, Config
from mkdocs.exceptions import PluginError

from gongkai.rules import rule_settings
from gongkai.settings import Settings, SettingsError, make_settings


class AsGiven(BaseConfigOption[object]):
    """An option of any value; None where it is not given."""


class GongkaiConfig(Config):
    """The options of the plugin `gongkai`. Their defaults are those of `gongkai.settings.Settings`."""

    data_dir = AsGiven()
    """The folder of the data, relative to mkdocs.yml."""

    output = AsGiven()
    """The path of our pages in the site."""

    fail_on = AsGiven()
    """The level of findings that stops a build: error, warning or never."""

    drafts = AsGiven()
    """Whether a build makes pages of drafts too."""

    show_late = AsGiven()
    """Whether pages say which reports were published late, or not at all."""

    through_year = AsGiven()
    """The last year of which reports are expected."""

    license = AsGiven()
    """The licence of the data, by its identifier or address."""

    fonts_dir = AsGiven()
    """The folder of the office's own fonts, relative to mkdocs.yml."""

    documents = AsGiven()
    """Which documents stand beside each report: a list of pdf, docx and xlsx, or off."""

    organizer = AsGiven()
    """Who runs the site: shown in the footer of our pages."""

    site_id_code = AsGiven()
    """The code of the site, of ten characters: in the footer and the head of our pages."""

    icp_record = AsGiven()
    """The ICP record of the site: shown in the footer."""

    police_record = AsGiven()
    """The record of the site with the police: shown in the footer."""

    other_sites = AsGiven()
    """Sites of others that ours lists: their names, addresses, and the folders with what they publish."""

    fast = AsGiven()
    """Whether our pages are handed to MkDocs finished."""

    rules = AsGiven()
    """What is set of the rules, by their names: off, or their options."""


def checked(options: Mapping[str, object]) -> Settings:
    """The options as settings. Raises PluginError for one that there is not, or a value that it does not take."""
    try:
        return make_settings(options, rule_settings())
    except SettingsError as error:
        raise PluginError(f"gongkai：{error}") from None
