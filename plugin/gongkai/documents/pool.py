"""Many tasks in several processes: as many as there are cores, and one where a second would not save time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress

from gongkai.documents.task import Task, is_whole, kept, made, make
from gongkai.ground.cores import cores
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
    count = processes or max(1, min(cores(), MOST, len(tasks) // FEW))
    results: dict[int, tuple[str, ...]] = {}
    if cluster is not None:
        _on_cluster(tasks, cluster, results, done)
    elif count > 1:
        _in_processes(tasks, count, results, done)
    for number, task in enumerate(tasks):
        if number not in results:
            results[number] = make(task)
            done()
    return tuple(line for number in range(len(tasks)) for line in results[number])


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
    # Where the documents are there, or few, the modules for processes are not needed.
    from concurrent.futures import as_completed
    from concurrent.futures.process import BrokenProcessPool

    from gongkai.ground.processes import process_pool

    # If a process was killed, or none can be started, the rest is left.
    with suppress(BrokenProcessPool, OSError, ImportError, NotImplementedError):
        pool = process_pool(count)
        try:
            numbers = {pool.submit(make, task): number for number, task in enumerate(tasks)}
            for future in as_completed(numbers):
                results[numbers[future]] = future.result()
                done()
        finally:
            pool.shutdown(cancel_futures=True)
