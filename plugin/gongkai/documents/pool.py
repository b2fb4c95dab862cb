"""Many tasks in several processes: as many as there are cores, and one where a second would not save time."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from pathlib import Path

from gongkai.documents.task import Task, is_whole, kept, made, make
from gongkai.ground.spread import Spread

FEW = 10
"""Tasks done in the time that a process takes to start."""
MOST = 16
"""Processes at most: each holds the fonts."""


def make_all(
    tasks: Sequence[Task],
    done: Callable[[], None],
    *,
    processes: int | None = None,
    cluster: Spread | None = None,
) -> tuple[str, ...]:
    """Make all files of all tasks; what went wrong, in the order of the tasks.

    done: called after each task. processes: how many; by default by the cores and the number of tasks. cluster: the
    machines that make them instead.
    """
    count = processes or max(1, min(_cores(), MOST, len(tasks) // FEW))
    results: dict[int, tuple[str, ...]] = {}
    if cluster is not None:
        _on_cluster(tasks, cluster, results, done)
    elif count > 1:
        # If a process was killed, or none can be started, the rest is made here.
        with suppress(BrokenProcessPool, OSError, ImportError, NotImplementedError):
            _in_processes(tasks, count, results, done)
    for number, task in enumerate(tasks):
        if number not in results:
            results[number] = make(task)
            done()
    return tuple(line for number in range(len(tasks)) for line in results[number])


def _cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _on_cluster(
    tasks: Sequence[Task], cluster: Spread, results: dict[int, tuple[str, ...]], done: Callable[[], None]
) -> None:
    """What cannot be made there is left for here, where its reason can be told."""
    whole = {number: task for number, task in enumerate(tasks) if is_whole(task)}
    for number, files in zip(whole, cluster.each(made, whole.values()), strict=True):
        if files is not None:
            results[number] = kept(whole[number], files)
            done()


def _in_processes(
    tasks: Sequence[Task], count: int, results: dict[int, tuple[str, ...]], done: Callable[[], None]
) -> None:
    # Started afresh, not forked: the same on every system, and safe with threads.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(count, context, _prepare, (str(Path.cwd()),))
    try:
        numbers = {pool.submit(make, task): number for number, task in enumerate(tasks)}
        for future in as_completed(numbers):
            results[numbers[future]] = future.result()
            done()
    finally:
        pool.shutdown(cancel_futures=True)


def _prepare(folder: str) -> None:
    """Set up a process that makes documents: it leaves Ctrl-C to its parent, and ends with it."""
    os.chdir(folder)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
