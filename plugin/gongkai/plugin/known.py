"""What a preview keeps from build to build beside the shelves: files that are there, and what themes make."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import CodeType

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from gongkai.ground.manifest import KnownDigests
from gongkai.plugin.frames import KnownFrames
from gongkai.plugin.kept_files import KeptFiles
from gongkai.plugin.log import KnownTexts
from gongkai.plugin.site_search import KnownEntries


class Templates(BytecodeCache):
    """Templates of themes as Python compiled them: MkDocs reads them anew for each build."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[str, CodeType]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """That of the same source."""
        checksum, code = self._kept.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it."""
        assert bucket.code is not None
        self._kept[bucket.key] = bucket.checksum, bucket.code


@dataclass(frozen=True)
class Known:
    """All of it."""

    files: KeptFiles = field(default_factory=KeptFiles)
    frames: KnownFrames = field(default_factory=KnownFrames)
    templates: Templates = field(default_factory=Templates)
    entries: KnownEntries = field(default_factory=KnownEntries)
    texts: KnownTexts = field(default_factory=KnownTexts)
    digests: KnownDigests = field(default_factory=KnownDigests)
