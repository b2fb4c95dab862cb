"""Work that may be spread over several machines: pieces done each by itself, their results in the order of the pieces.

Other machines are those of a Dask cluster. What one of them began and did not end, because it was lost, is done again
elsewhere, and where no machine is left, here: the results are the same in any case. A machine that has another
version of this program is refused, for its results might be others.
"""

from __future__ import annotations

import logging
import re
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import field
from typing import Any, ClassVar, Protocol, TypeVar

from gongkai.data_classes import dataclass
from gongkai.ground.extras import needed
from gongkai.ground.program import machine

T = TypeVar("T")
R = TypeVar("R")

CLUSTER = "GONGKAI_CLUSTER"
"""The environment variable by which a build is told of a cluster: it is of a machine, not of a site."""
PATIENCE = 15.0
"""Seconds until a cluster is given up that does not answer, or has no machine."""
_LOOK = 2.0
"""Seconds between two looks at whether there still is a machine."""
_AHEAD = 3
"""Pieces on the way for each machine: it need not wait, and only so many lie in memory."""
_LOCAL = re.compile(r"local(?::([1-9][0-9]?))?")


class ClusterError(Exception):
    """A cluster cannot be used; the message is one line that says why."""


class Spread(Protocol):
    """Where pieces of work are done."""

    shares_memory: ClassVar[bool]
    """Whether what is in memory here is there too: a piece may be as large as it likes."""

    def each(self, do: Callable[[T], R], pieces: Iterable[T]) -> Iterator[R]:
        """What `do` makes of each piece, in their order; pieces are taken as they are needed.

        do: a function of a module, whose errors are values, for it may run on another machine.
        """


@dataclass
class Cluster:
    """On the machines of a cluster."""

    shares_memory: ClassVar[bool] = False
    client: Any
    """Of Dask."""
    is_lost: bool = field(default=False, init=False)
    """No machine is left: the rest is done here."""
    _seen: int = field(default=0, init=False)
    _look_again: float = field(default=0.0, init=False)

    def each(self, do: Callable[[T], R], pieces: Iterable[T]) -> Iterator[R]:
        """As `Spread` says. Raises ClusterError where a machine came along that has another version."""
        expected = machine()
        waiting: deque[tuple[T, Any]] = deque()
        coming = iter(pieces)
        is_end = False
        while True:
            while not is_end and len(waiting) < self._ahead():
                try:
                    piece = next(coming)
                except StopIteration:
                    is_end = True
                else:
                    waiting.append((piece, self._sent(do, expected, piece)))
            if not waiting:
                return
            piece, future = waiting.popleft()
            yield self._result(do, piece, future)

    def _ahead(self) -> int:
        return 1 if self.is_lost else max(2, _AHEAD * self._machines())

    def _machines(self) -> int:
        """How many there are: asked no more often than it matters, for the answer takes as long as a small piece."""
        if time.monotonic() >= self._look_again:
            self._seen = 0
            with suppress(Exception):  # whatever a broken connection raises: there is no machine
                self._seen = len(self.client.scheduler_info(n_workers=-1)["workers"])
            self._look_again = time.monotonic() + _LOOK
        return self._seen

    def _sent(self, do: Callable[[T], R], expected: str, piece: T) -> Any:
        if self.is_lost:
            return None
        with suppress(Exception):  # the connection is gone
            return self.client.submit(_done, do, expected, piece, pure=False)
        return None

    def _result(self, do: Callable[[T], R], piece: T, future: Any) -> R:
        while future is not None and not self.is_lost:
            try:
                result = future.result(timeout=_LOOK)
            except TimeoutError:
                # Long work is waited for as long as somebody does it.
                self.is_lost = self.client.status != "running" or not self._machines()
            except Exception:  # Dask has many: lost, killed, cancelled, no connection
                # Machines were lost with it, or it went wrong there: done here, it comes out as it would have without them.
                break
            else:
                if isinstance(result, _OtherVersion):
                    raise ClusterError(_OTHER_VERSION.format(result.address))
                made: R = result
                return made
        return do(piece)


_OTHER_VERSION = "集群的机器 {} 上的 gongkai 或它用的软件与本机版本不同，没有采用它的结果；请装成同一版本"


@dataclass(frozen=True)
class _OtherVersion:
    address: str


def _done(do: Callable[[T], R], expected: str, piece: T) -> R | _OtherVersion:
    """Runs on a machine of the cluster: one may come along at any time, so each says which version it has."""
    return do(piece) if machine() == expected else _OtherVersion(_address())


def _address() -> str:
    address: str = needed("distributed", "distributed", "cluster").get_worker().address
    return address


@contextmanager
def spread_over(address: str) -> Iterator[Spread]:
    """The machines of a cluster by its address.

    `local` is as many processes of this machine as it has cores, `local:N` N processes.
    Raises ClusterError, and MissingExtra where Dask is not installed.
    """
    distributed = needed("distributed", "distributed", "cluster")
    # What Dask has to say of lost machines is no news to an editor: the work is done all the same.
    # Nor what its event loop says of a question that nobody was left to answer.
    loggers = [name for name in logging.root.manager.loggerDict if name.startswith("distributed")]
    for name in (*loggers, "asyncio"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    with ExitStack() as stack:
        if address.startswith("local"):
            local = _LOCAL.fullmatch(address)
            if local is None:
                raise ClusterError(f"“{address}”写法不对：写 local，或 local:4 这样写明几个进程，最多 99 个")
            count = int(local[1]) if local[1] else None
            address = stack.enter_context(
                distributed.LocalCluster(
                    n_workers=count,
                    threads_per_worker=1,
                    host="127.0.0.1",
                    dashboard_address="127.0.0.1:0",  # none is asked for, but a fixed port might be taken
                    silence_logs=logging.CRITICAL,
                )
            )
        try:
            client = stack.enter_context(distributed.Client(address, timeout=PATIENCE))
            client.wait_for_workers(1, timeout=PATIENCE)
        except Exception as error:  # whatever answers there may be anything
            raise ClusterError(f"连不上集群“{address}”，或其中没有工作进程（{type(error).__name__}）") from None
        for worker, version in client.run(machine, on_error="return").items():
            if isinstance(version, Exception):
                raise ClusterError(f"集群的机器 {worker} 上没有装 gongkai，或装的是旧版本")
            if version != machine():
                raise ClusterError(_OTHER_VERSION.format(worker))
        yield Cluster(client)
