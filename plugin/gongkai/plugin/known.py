"""What a preview keeps from build to build beside the shelves: files that are there, and what themes make."""

from __future__ import annotations

from dataclasses import field

from gongkai.data_classes import dataclass
from gongkai.ground.manifest import KnownDigests
from gongkai.plugin.frames import KnownFrames
from gongkai.plugin.kept_files import KeptFiles
from gongkai.plugin.log import Told
from gongkai.plugin.site_search import KnownEntries
from gongkai.plugin.theme_env import Templates


@dataclass(frozen=True)
class Known:
    """All of it."""

    files: KeptFiles = field(default_factory=KeptFiles)
    frames: KnownFrames = field(default_factory=KnownFrames)
    templates: Templates = field(default_factory=Templates)
    entries: KnownEntries = field(default_factory=KnownEntries)
    told: Told = field(default_factory=Told)
    digests: KnownDigests = field(default_factory=KnownDigests)
