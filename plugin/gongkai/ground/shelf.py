"""What was made once, kept for as long as nothing changes that it was made of.

A bundle is what was made of the same things, under a key made of all of them: the program, the settings, the texts. In a
preview bundles stay in memory from build to build; with a folder, what of them can be written as plain data stays on disk.
An entry on disk is believed only where its key and it have the digest that stands in its first line, and is as good as none
otherwise.
It is JSON and nothing else: who can write into the folder, as into a cache that a pipeline brings back, can make wrong pages,
as he could by writing the site, but cannot make this program run what is his.

Each build uses what it uses, and what neither it nor the last one that used others has used is deleted: no clock.
"""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import field
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

from gongkai.data_classes import dataclass
from gongkai.ground.generations import is_in_use, prepare, sweep, write_whole
from gongkai.ground.program import machine
from gongkai.ground.spool import Spool

T = TypeVar("T")

_ENDING = ".kept"


@dataclass(frozen=True)
class Kind(Generic[T]):
    """Values that can be written to a disk."""

    packed: Callable[[T], object]
    """What JSON may hold."""
    unpacked: Callable[[Any], T]
    """The value again; raises an Exception where nothing that was packed looks like this."""


class News(NamedTuple):
    """What a copy of this process has put into a bundle, as the bundle writes it."""

    made: dict[str, Any]
    laid_by: dict[str, Any]


@dataclass
class Bundle:
    """What was made of the same things, by name."""

    key: str
    _made: dict[str, Any] = field(default_factory=dict)
    _read: dict[str, Any] = field(default_factory=dict)
    """As it came from the disk, and is not used yet."""
    _kinds: dict[str, Kind[Any]] = field(default_factory=dict)
    is_new: bool = False
    """Whether something was made that is not on disk."""
    reads: Callable[[], dict[str, Any]] | None = None
    """What is on disk, which nobody has asked for yet."""

    @property
    def _there(self) -> dict[str, Any]:
        """As it came from the disk, read when somebody asks."""
        if self.reads is not None:
            read, self.reads = self.reads, None
            self._read = read() | self._read
        return self._read

    def get(self, name: str, kind: Kind[T]) -> T | None:
        """What was made under a name; None where nothing was."""
        if name not in self._made and name in self._there:
            read = self._read.pop(name)
            with suppress(Exception):  # whatever is there, it is not what we wrote
                self._made[name] = kind.unpacked(read)
                self._kinds[name] = kind
        found: T | None = self._made.get(name)
        return found

    def has(self, name: str) -> bool:
        """Whether there is anything under a name, be it what we wrote or not."""
        return name in self._made or name in self._there

    def put(self, name: str, kind: Kind[T], value: T) -> None:
        """Keep what was made under a name."""
        self._made[name], self._kinds[name], self.is_new = value, kind, True

    def at_hand(self, name: str, kind: Kind[T]) -> T | None:
        """The same of what is too large to stay in memory."""
        found = None
        if name in self._there:
            with suppress(Exception):
                found = kind.unpacked(self._read[name])
        return found

    def lay_by(self, name: str, kind: Kind[T], value: T) -> None:
        """Keep it for the disk, as it is written there."""
        self._there[name], self.is_new = kind.packed(value), True

    def leave_only(self, names: Collection[str]) -> None:
        """Keep for the disk what was laid by under these names, and nothing else."""
        for name in self._there.keys() - set(names):
            del self._read[name]
            self.is_new = True

    def forget(self, reads: Callable[[], dict[str, Any]]) -> None:
        """Leave to the disk what is there too. reads: gets it from there."""
        self._made, self._read, self._kinds, self.reads = {}, {}, {}, reads

    def made(self, name: str, kind: Kind[T], make: Callable[[], T]) -> T:
        """What was made under a name; otherwise it is made now."""
        found = self.get(name, kind)
        if found is None:
            found = make()
            self.put(name, kind, found)
        return found

    def remembered(self, name: str, make: Callable[[], T]) -> T:
        """The same of what is kept in memory alone."""
        if name not in self._made:
            self._made[name] = make()
        found: T = self._made[name]
        return found

    def names(self) -> frozenset[str]:
        """Those of all that was made or laid by."""
        return frozenset((*self._kinds, *self._there))

    def news(self, known: Collection[str]) -> News:
        """What was made or laid by under other names than these."""
        laid_by = {name: value for name, value in self._there.items() if name not in known}
        return News(self._packed(known), laid_by)

    def take(self, news: News) -> None:
        """Have what a copy of this process has made, which writes no file of it: that is for this process."""
        self._there.update(news.made | news.laid_by)
        self.is_new = self.is_new or any(news)

    def _packed(self, known: Collection[str] = ()) -> dict[str, Any]:
        """What was made, as it is written, but for these names."""
        new = (item for item in self._kinds.items() if item[0] not in known)
        return {name: kind.packed(self._made[name]) for name, kind in new}

    def text(self) -> bytes:
        """As it is written."""
        return json.dumps(
            {**self._there, **self._packed()},
            ensure_ascii=False,
            separators=(",", ":"),
        ).encode()


@dataclass
class _Passing(Bundle):
    """What is made in a build that keeps nothing: what is too large to stay in memory waits for its end elsewhere."""

    spool: Spool = field(default_factory=Spool)
    _laid_by: dict[str, Callable[[], bytes]] = field(default_factory=dict)

    def at_hand(self, name: str, kind: Kind[T]) -> T | None:  # noqa: ARG002  # as of any bundle
        """As it was laid by."""
        read = self._laid_by.get(name)
        found: T | None = None if read is None else pickle.loads(read())  # noqa: S301  # written by `lay_by`
        return found

    def lay_by(self, name: str, kind: Kind[T], value: T) -> None:  # noqa: ARG002  # as of any bundle
        """Keep it for this build: nobody else can come to it, so it need not be plain data."""
        self._laid_by[name] = self.spool.put(pickle.dumps(value, pickle.HIGHEST_PROTOCOL))

    def names(self) -> frozenset[str]:
        """Those that wait elsewhere too."""
        return frozenset((*self._kinds, *self._read, *self._laid_by))

    def news(self, known: Collection[str]) -> News:
        """What was laid by as the bytes that wait elsewhere."""
        laid_by = {name: read() for name, read in self._laid_by.items() if name not in known}
        return News(self._packed(known), laid_by)

    def take(self, news: News) -> None:
        """What was laid by waits elsewhere again."""
        self._read.update(news.made)
        for name, data in news.laid_by.items():
            self._laid_by[name] = self.spool.put(data)


class Shelf:
    """Bundles, in memory from one build to the next, and on a disk if there is a folder for them."""

    def __init__(self, folder: Path | None = None, *, stays: bool = False) -> None:
        """folder: where they are kept. stays: whether they stay in memory, for the next build of this process."""
        self._folder, self.stays = folder, stays
        self._bundles: dict[str, Bundle] = {}
        self._used: set[str] = set()
        self._values: dict[str, Any] = {}
        self._used_values: set[str] = set()
        self._spool = Spool()
        self._digests: dict[object, tuple[str, object]] = {}
        """Digests of things with these, by what `_same` gives."""
        self._used_digests: dict[object, tuple[str, object]] = {}

    @property
    def keeps(self) -> bool:
        """Whether anything is kept at all."""
        return self.stays or self._folder is not None

    @property
    def is_in_use(self) -> bool:
        """Whether a build before has left something."""
        return bool(self._bundles) or (self._folder is not None and is_in_use(self._folder))

    def bundle(self, *parts: object) -> Bundle:
        """What was made of these parts by this program. parts: all that goes into it, with a `repr` that says all."""
        if not self.keeps:
            return _Passing("", spool=self._spool)
        key = digest((machine(), *parts))
        self._used.add(key)
        found = self._bundles.get(key)
        if found is None:
            found = Bundle(key, reads=partial(self._from_disk, key))
            if self.stays:
                self._bundles[key] = found
        return found

    def other(self, key: str) -> Bundle:
        """What an earlier build has left under a key, if it is still there."""
        return Bundle(key, reads=partial(self._from_disk, key))

    def remembered(self, make: Callable[[], T], *parts: object) -> T:
        """What was made of these parts, where it stays in memory; otherwise it is made now."""
        if not self.stays:
            return make()
        key = digest(parts)
        self._used_values.add(key)
        if key not in self._values:
            self._values[key] = make()
        found: T = self._values[key]
        return found

    def digest(self, *parts: object) -> str:
        """That of these parts. Where things stay in memory it is worked out once of the same objects, which nobody changes."""
        if not self.stays:
            return digest(parts)
        same = _same(parts)
        # The parts stay with it, so that no other object can come to be where one of them was.
        known = self._used_digests[same] = self._digests.get(same) or (digest(parts), parts)
        return known[0]

    def keep(self, bundle: Bundle, *, is_large: bool = False) -> None:
        """Write a bundle in which something is new. That it cannot be written is no error: it is made again.

        is_large: whether it is too large to stay in memory, if it is on disk.
        """
        if bundle.is_new and self._folder is not None:
            bundle.is_new = False
            with suppress(OSError, ValueError):  # such as half a character
                prepare(self._folder)
                data = bundle.text()
                write_whole(self._file(bundle.key), _proof(bundle.key, data) + b"\n" + data, lasting=False)
                if is_large:
                    bundle.forget(partial(self._from_disk, bundle.key))

    def settle(self) -> None:
        """The end of a build that went well: forget what is no longer used."""
        used, values = self._used, self._used_values
        self._used, self._used_values = set(), set()
        self._digests, self._used_digests = self._used_digests, {}
        self._values = {key: value for key, value in self._values.items() if key in values}
        self._bundles = {key: bundle for key, bundle in self._bundles.items() if key in used}
        if self._folder is not None and used:
            with suppress(OSError):
                prepare(self._folder)
                sweep(self._folder, used, lambda path: path.stem if path.suffix == _ENDING else None)

    def _file(self, key: str) -> Path:
        assert self._folder is not None
        return self._folder / f"{key}{_ENDING}"

    def _from_disk(self, key: str) -> dict[str, Any]:
        if self._folder is None:
            return {}
        with suppress(OSError, ValueError, RecursionError):
            proof, _, data = self._file(key).read_bytes().partition(b"\n")
            if proof == _proof(key, data):
                found = json.loads(data)
                return found if isinstance(found, dict) else {}
        return {}


def _same(part: object) -> object:
    """Equal for what is the same: of tuples what is in them, else the object itself; of texts and numbers their values."""
    if part is None or isinstance(part, str | int):
        return type(part), part
    if isinstance(part, tuple):
        return type(part), *map(_same, part)
    return id(part)


def _proof(key: str, data: bytes) -> bytes:
    """What stands in the first line: of another key it is another, wherever the file came from."""
    return sha256(f"{key}\n".encode() + data).hexdigest().encode()


def digest(parts: Iterable[object]) -> str:
    """Different for different parts, by what they are as text."""
    found = sha256()
    for part in _bytes(parts):
        found.update(len(part).to_bytes(8, "little") + part)
    return found.hexdigest()[:40]


def _bytes(parts: Iterable[object]) -> Iterator[bytes]:
    for part in parts:
        yield (part if isinstance(part, str) else repr(part)).encode("utf-8", "surrogatepass")
