"""Every option of plugin and command, with default and description, and where the command finds them.

The plugin gets its options from MkDocs. The command runs without MkDocs: it reads them from the mkdocs.yml of the
working folder, where there is one, ignoring what only MkDocs understands.
"""

from gongkai.settings.checking import FAIL_ON, TEXTS, RuleSettings, make_settings
from gongkai.settings.options import (
    DESCRIPTIONS,
    DOCUMENTS,
    Option,
    OtherSite,
    RuleOptions,
    Settings,
    SettingsError,
    described,
    fonts_folder,
    option,
)
from gongkai.settings.site_file import SiteFolders, folders_of_site, options_of_site

__all__ = [
    "DESCRIPTIONS",
    "DOCUMENTS",
    "FAIL_ON",
    "TEXTS",
    "Option",
    "OtherSite",
    "RuleOptions",
    "RuleSettings",
    "Settings",
    "SettingsError",
    "SiteFolders",
    "described",
    "folders_of_site",
    "fonts_folder",
    "make_settings",
    "option",
    "options_of_site",
]
