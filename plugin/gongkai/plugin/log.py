"""What is said in MkDocs' log: findings, each once, or one list of them with which the build stops."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from logging import INFO, WARNING
from typing import NamedTuple

from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger

from gongkai.documents import Documents
from gongkai.findings import Finding, Level
from gongkai.model import Archive
from gongkai.reporting.checked import Checked
from gongkai.reporting.text import summary, write_text
from gongkai.rules import fails, standing, together
from gongkai.settings import Settings

log = get_plugin_logger("gongkai")


class _Known(NamedTuple):
    """The text of some findings, and what it quotes."""

    group: tuple[Finding, ...]
    quoted: tuple[Sequence[str], ...]
    text: str


class KnownTexts:
    """What a preview keeps of the texts of findings: an edit changes few of them."""

    def __init__(self) -> None:
        self._before: dict[object, _Known] = {}
        self._now: dict[object, _Known] = {}

    def begin(self) -> None:
        """Of another build."""
        self._before, self._now = self._now, {}

    def of(self, group: Sequence[Finding], lines: Mapping[str, Sequence[str]]) -> str:
        """As `write_text`. lines: of every file."""
        quoted = tuple(lines.get(finding.place.file, ()) for finding in group)
        key = tuple((finding.place, finding.code) for finding in group)
        known = self._before.get(key)
        if known is None or (known.group, known.quoted) != (tuple(group), quoted):
            known = _Known(tuple(group), quoted, write_text(group, lines))
        self._now[key] = known
        return known.text


def tell(
    findings: tuple[Finding, ...],
    archive: Archive,
    settings: Settings,
    texts: KnownTexts,
    *,
    strict: bool,
    is_preview: bool,
) -> None:
    """Raise PluginError with all of them where they stop the build; a preview goes on. What is accepted stops nothing.

    texts: those of before, which are renewed.
    """
    texts.begin()
    told = summary(findings, Checked.of(archive))
    if fails(findings, archive, settings, strict=strict) and not is_preview:
        listed = write_text(findings, archive.lines)
        raise PluginError(f"{told}没有生成任何页面。\n\n{listed}\n改正后再构建。")
    counting = set(map(id, standing(findings, archive)))
    unheard: list[Finding] = []
    # What nobody hears need not be put into words.
    is_heard = log.isEnabledFor(WARNING)
    for group in together(finding for finding in findings if finding.accepted is None):
        # With --strict MkDocs counts every warning: what stops nothing must not be one.
        if any(id(finding) in counting and finding.level is not Level.INFO for finding in group):
            if is_heard:
                log.warning(texts.of(group, archive.lines).strip())
        else:
            unheard.extend(group)
    unheard.extend(finding for finding in findings if finding.accepted is not None)
    if unheard and log.isEnabledFor(INFO):
        log.info(write_text(unheard, archive.lines).strip())
    log.info(told)


def tell_of_documents(documents: Documents, settings: Settings, *, is_preview: bool) -> None:
    """Raise PluginError where one could not be made; a preview goes on without it."""
    if documents.problems and not is_preview:
        raise PluginError("gongkai：" + "\n".join((*documents.problems, "没有生成任何页面。")))
    for problem in documents.problems:
        log.warning(problem)
    if documents.missing is not None:
        # A warning for those who asked for documents; for others it is no fault to have none.
        (log.info if settings.documents is None else log.warning)(documents.missing)
