"""What is said in MkDocs' log: findings, each once, or one list of them with which the build stops."""

from __future__ import annotations

from collections.abc import Sequence
from logging import INFO, WARNING

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


class Told:
    """What the build before has told, in a preview: of a file that has not changed since it is not told again.

    Who has just saved a file sees what is wrong with it, and not what is wrong with a thousand others.
    """

    def __init__(self) -> None:
        self._before: dict[object, object] = {}
        self._now: dict[object, object] = {}

    def begin(self) -> None:
        """Of another build."""
        self._before, self._now = self._now, {}

    def was_told(self, group: Sequence[Finding], archive: Archive) -> bool:
        """Whether these were told by the build before, when their files were as they are now."""
        key = tuple((finding.place, finding.code) for finding in group)
        now = tuple(group), tuple(archive.digest(finding.place.file) for finding in group)
        self._now[key] = now
        return self._before.get(key) == now


def tell(
    findings: tuple[Finding, ...],
    archive: Archive,
    settings: Settings,
    before: Told,
    *,
    strict: bool,
    is_preview: bool,
) -> None:
    """Raise PluginError with all of them where they stop the build; a preview goes on. What is accepted stops nothing.

    before: what was told; is renewed.
    """
    before.begin()
    told = summary(findings, Checked.of(archive))
    if fails(findings, archive, settings, strict=strict) and not is_preview:
        listed = write_text(findings, archive.lines)
        raise PluginError(f"{told}没有生成任何页面。\n\n{listed}\n改正后再构建。")
    counting = set(map(id, standing(findings, archive)))
    unheard: list[Finding] = []
    # What nobody hears need not be put into words.
    is_heard = log.isEnabledFor(WARNING)
    again = 0

    def is_new(group: Sequence[Finding]) -> bool:
        nonlocal again
        # With --strict MkDocs counts the warnings of each build.
        is_old = is_preview and not strict and before.was_told(group, archive)
        again += len(group) if is_old else 0
        return not is_old

    for group in together(finding for finding in findings if finding.accepted is None):
        # With --strict MkDocs counts every warning: what stops nothing must not be one.
        if any(id(finding) in counting and finding.level is not Level.INFO for finding in group):
            if is_heard and is_new(group):
                log.warning(write_text(group, archive.lines).strip())
        else:
            unheard.extend(group)
    unheard.extend(finding for finding in findings if finding.accepted is not None)
    if log.isEnabledFor(INFO):
        unheard = [finding for finding in unheard if is_new((finding,))]
        if unheard:
            log.info(write_text(unheard, archive.lines).strip())
    log.info(f"{told}有 {again} 处所在的文件没有改动，与上次相同，不再列出。" if again else told)


def tell_of_documents(documents: Documents, settings: Settings, *, is_preview: bool) -> None:
    """Raise PluginError where one could not be made; a preview goes on without it."""
    if documents.problems and not is_preview:
        raise PluginError("gongkai：" + "\n".join((*documents.problems, "没有生成任何页面。")))
    for problem in documents.problems:
        log.warning(problem)
    if documents.missing is not None:
        # A warning for those who asked for documents; for others it is no fault to have none.
        (log.info if settings.documents is None else log.warning)(documents.missing)
