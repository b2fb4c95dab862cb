"""What copies of this process make is afterwards in the bundles of this one, as if it had made it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.helpers.commands import Done, run

pytestmark = [
    pytest.mark.builds,
    pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no process is copied"),
]
PROGRAM = """
import os, sys, time
from functools import partial
from pathlib import Path
from gongkai.ground import spool
from gongkai.ground.ahead import Task, make_ahead
from gongkai.ground.forks import Forks
from gongkai.ground.shelf import Kind, Shelf

TEXT = Kind(str, str)
COUNT = 40
HERE = os.getpid()

def shelf():
    return Shelf(Path(sys.argv[1]) if len(sys.argv) > 1 else None)

def bundles(of):
    return [of.bundle(number) for number in range(COUNT)]

def fill(bundle, number):
    time.sleep(0.001)
    bundle.put("small", TEXT, f"{number}")
    bundle.lay_by("large", TEXT, "文" * 1000 + f"{number}")

def tasks(filled, fill=fill):
    return [Task([bundle], partial(fill, bundle, number)) for number, bundle in enumerate(filled)]

def found(filled):
    return [(bundle.get("small", TEXT), bundle.at_hand("large", TEXT)) for bundle in filled]

EXPECTED = [(f"{number}", "文" * 1000 + f"{number}") for number in range(COUNT)]

"""
SHELVES = pytest.mark.parametrize("arguments", [[], ["shelf"]], ids=["nothing kept", "kept on disk"])


def ran(folder: Path, script: str, *arguments: str) -> Done:
    """A program that has one thread, as this one may not."""
    return run([sys.executable, "-c", PROGRAM + script, *arguments], folder)


@SHELVES
@pytest.mark.parametrize("in_memory", [1, 10**9])
def test_it_is_there(tmp_path: Path, arguments: list[str], in_memory: int) -> None:
    script = f"""
spool.IN_MEMORY = {in_memory}
filled = bundles(shelf())
make_ahead(Forks(3), tasks(filled))
assert found(filled) == EXPECTED
"""
    assert ran(tmp_path, script, *arguments) == Done(0, "", "")


@SHELVES
def test_each_copy_takes_part(tmp_path: Path, arguments: list[str]) -> None:
    script = """
def who(bundle, _):
    time.sleep(0.005)
    bundle.put("who", TEXT, str(os.getpid()))

filled = bundles(shelf())
make_ahead(Forks(3), tasks(filled, who))
print(len({bundle.get("who", TEXT) for bundle in filled}))
"""
    assert ran(tmp_path, script, *arguments) == Done(0, "3\n", "")


@SHELVES
def test_what_was_there_stays_and_is_not_sent(tmp_path: Path, arguments: list[str]) -> None:
    script = """
class Text(str):
    def __reduce__(self):
        raise TypeError("sent")

filled = bundles(shelf())
for bundle in filled:
    bundle.put("before", Kind(Text, str), "one")
    bundle.lay_by("large before", TEXT, "two")
make_ahead(Forks(2), tasks(filled))
assert found(filled) == EXPECTED
assert {(bundle.get("before", TEXT), bundle.at_hand("large before", TEXT)) for bundle in filled} == {("one", "two")}
"""
    assert ran(tmp_path, script, *arguments) == Done(0, "", "")


def test_it_is_written_to_disk_as_if_made_here(tmp_path: Path) -> None:
    script = """
def written(name, make):
    of = Shelf(Path(name))
    filled = bundles(of)
    make(tasks(filled, lambda bundle, number: bundle.put("small", TEXT, f"{number}")))
    for bundle in filled:
        of.keep(bundle)
    return {file.name: file.read_bytes() for file in Path(name).glob("*.kept")}

here = written("here", lambda every: [task.make() for task in every])
ahead = written("ahead", lambda every: make_ahead(Forks(2), every))
assert here == ahead
print(len(ahead))
"""
    assert ran(tmp_path, script) == Done(0, "40\n", "")


def test_what_goes_wrong_in_a_copy_goes_wrong_here(tmp_path: Path) -> None:
    script = """
def fails(_, number):
    time.sleep(0.001)
    if number == COUNT - 1:
        raise ValueError("the last one")

try:
    make_ahead(Forks(2), tasks(bundles(shelf()), fails))
except ValueError as error:
    print(error)
"""
    assert ran(tmp_path, script) == Done(0, "the last one\n", "")


def test_what_a_copy_puts_into_a_spool_leaves_the_rest_as_it_is(tmp_path: Path) -> None:
    script = """
spool.IN_MEMORY = 1
waiting = spool.Spool()
before = waiting.put(b"before" * 100)
put = lambda number: (time.sleep(0.001), waiting.put(bytes([number]) * 1000)())[1]
assert list(Forks(2).each(put, range(200))) == [bytes([number]) * 1000 for number in range(200)]
assert (before(), waiting.put(b"behind")()) == (b"before" * 100, b"behind")
"""
    assert ran(tmp_path, script) == Done(0, "", "")
