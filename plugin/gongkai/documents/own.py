"""An agency with its own reports, apart from those of all others: what most of its files and pages are made from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from gongkai.data_classes import dataclass
from gongkai.documents.kept import digest as digest_of_file
from gongkai.ground.shelf import digest
from gongkai.model import Archive, Report
from gongkai.model.files import IMAGES, ending


@dataclass(frozen=True)
class Own:
    """A part of an archive. What is made of nothing else may be kept under its key."""

    archive: Archive
    """All agencies, but only the reports of this one, and their files."""
    common: str
    """A digest of what goes into everything: all agencies, settings, addresses."""

    @cached_property
    def key(self) -> str:
        """A digest of all that is in it."""
        return digest((self.common, *map(self._report, self.archive.reports), *self._files()))

    def _report(self, report: Report) -> str:
        return digest((report.place.file, report.agency, report.year, self.archive.digest(report.place.file)))

    def _files(self) -> Iterator[str]:
        """Pictures are shown; of other files the name and size are."""
        for (_, year), files in self.archive.files.items():
            for file in files.values():
                yield f"{year}/{file.name} {file.size}"
                if ending(file.name) in IMAGES:
                    yield digest_of_file(file.path, file.path.stat().st_mtime_ns, file.size)


def own_parts(archive: Archive, *common: object) -> Mapping[str, Own]:
    """The part of each agency, by its path. common: what else goes into all that is made of them, with a `repr` that says all."""
    of_all = digest((*archive.agencies.values(), *common))
    reports: dict[str, list[Report]] = {path: [] for path in archive.agencies}
    for report in archive.reports:
        reports[report.agency].append(report)
    return {
        path: Own(
            Archive(
                archive.agencies,
                tuple(own),
                files={
                    key: archive.files[key] for report in own if (key := (path, report.year)) in archive.files
                },
                base=archive.base,
                digests=archive.digests,
            ),
            of_all,
        )
        for path, own in reports.items()
    }
