"""The lines of the files of an archive."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from gongkai.source.text import decode

_LATELY = 32
"""Files."""


class Lines(Mapping[str, tuple[str, ...]]):
    """The lines of files, by name: a file is taken to pieces when it is asked for."""

    def __init__(self) -> None:
        self._files: dict[str, Callable[[], bytes]] = {}
        self._lately: dict[str, tuple[str, ...]] = {}
        """Those asked for last: a file is asked for several times, and then no more."""

    def put(self, name: str, data: Callable[[], bytes]) -> None:
        """data: what is in the file."""
        self._files[name] = data
        self._lately.pop(name, None)

    def of(self, names: Iterable[str]) -> Lines:
        """The lines of some of the files."""
        some = Lines()
        some._files = {name: self._files[name] for name in names if name in self._files}
        some._lately = self._lately
        return some

    def __getitem__(self, name: str) -> tuple[str, ...]:
        data = self._files[name]
        if name not in self._lately:
            if len(self._lately) >= _LATELY:
                self._lately.clear()
            self._lately[name] = decode(name, data()).lines
        return self._lately[name]

    def __reduce__(self) -> tuple[object, ...]:
        """Sent with all that is in the files: no other process can read what waits here."""
        return _lines, ({name: data() for name, data in self._files.items()},)

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


def _lines(files: Mapping[str, bytes]) -> Lines:
    found = Lines()
    for name, data in files.items():
        found.put(name, partial(bytes, data))
    return found
