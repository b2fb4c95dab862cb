"""What goes into bundles, made before it is asked for: on all cores, in copies of this process."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import NamedTuple

from gongkai.ground.forks import Forks
from gongkai.ground.shelf import Bundle, News


class Task(NamedTuple):
    """What can be made apart from the rest."""

    bundles: Sequence[Bundle]
    """All that it is put into."""
    make: Callable[[], object]


def make_ahead(forks: Forks, tasks: Sequence[Task]) -> None:
    """Make what each task makes: afterwards it is in the bundles of this process, whoever has made it."""
    here = os.getpid()

    def made(task: Task) -> list[News] | None:
        if os.getpid() == here:
            task.make()
            return None
        known = [bundle.names() for bundle in task.bundles]
        task.make()
        return [bundle.news(names) for bundle, names in zip(task.bundles, known, strict=True)]

    for task, news in zip(tasks, forks.each(made, tasks), strict=True):
        if news is not None:  # made elsewhere
            for bundle, of_bundle in zip(task.bundles, news, strict=True):
                bundle.take(of_bundle)
