"""Every command that the handbook shows is run, and does what the handbook says."""

from __future__ import annotations

import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.handbook.reader import Shown, shown
from tests.handbook.scenarios import SCENARIOS, plain, scenario
from tests.handbook.worlds import World, empty
from tests.helpers.commands import read_all

pytestmark = pytest.mark.thorough

SHOWN = shown()


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Callable[[World, Path], Path]:
    """A folder of a world, copied from the one that was made first."""
    made: dict[World, tuple[Path, Path]] = {}

    def copied(world: World, folder: Path) -> Path:
        if world not in made:
            base = tmp_path_factory.mktemp(world.__name__)
            made[world] = (base, world(base))
        base, inside = made[world]
        shutil.copytree(base, folder, symlinks=True, dirs_exist_ok=True)
        return folder / inside.relative_to(base)

    return copied


@pytest.mark.parametrize("each", SHOWN, ids=lambda each: f"{each.name} {each.commands[0]}")
def test_does_what_the_handbook_says(each: Shown, place: Callable[[World, Path], Path], tmp_path: Path) -> None:
    """One after another, in the folder that the text assumes."""
    steps = [
        (command, scenario(each.page, command)) for command in each.commands if not command.startswith("cd ")
    ]
    folder = place(next((step.world for _, step in steps if step.world), empty), tmp_path)
    for command in each.commands:
        words = shlex.split(plain(command))
        if words[0] == "cd":
            folder = folder / words[1]
            assert folder.is_dir(), command
            continue
        step = scenario(each.page, command)
        match = step.fits(each.page, plain(command))
        assert match is not None
        files = [folder / match.expand(name) for name in step.makes]
        for file in files:
            file.unlink(missing_ok=True)
        done = step.run(folder, words)
        assert done.status == 0, f"{command}\n{done.said}"
        assert [text for text in step.says if text not in done.said] == [], f"{command}\n{done.said}"
        assert [file for file in files if not file.is_file()] == [], f"{command}\n{done.said}"
        if step.holds is not None:
            step.holds(folder, done)


FAILING = sorted(
    {
        (command, each.page, world.__name__): (each.page, command, world)
        for each in SHOWN
        for command in each.commands
        for found in [step for step in SCENARIOS if step.fits(each.page, plain(command))][:1]
        for world in found.fails_in
    }.items()
)


@pytest.mark.parametrize(
    ("page", "command", "world"), [value for _, value in FAILING], ids=[f"{k[2]} {k[0]}" for k, _ in FAILING]
)
def test_stops_where_the_handbook_says_so(
    page: str, command: str, world: World, place: Callable[[World, Path], Path], tmp_path: Path
) -> None:
    """Every file is as it was, those of the site that was there above all."""
    folder = place(world, tmp_path)
    (folder / "site").mkdir()
    (folder / "site/index.html").write_text("已有的网站", encoding="utf-8")
    before = files_of(folder)
    done = scenario(page, command).run(folder, shlex.split(plain(command)))
    assert done.status == 1, done.said
    assert files_of(folder) == before


def files_of(folder: Path) -> dict[str, bytes]:
    """All files but git's own, which keeps what it has seen, and what is kept for the next time."""
    return {name: data for name, data in read_all(folder).items() if not name.startswith((".git/", ".cache/"))}


def test_no_scenario_is_left_over() -> None:
    """Each is the one of some command."""
    used = {
        id(scenario(each.page, command))
        for each in SHOWN
        for command in each.commands
        if not command.startswith("cd ")
    }
    assert [each.pattern for each in SCENARIOS if id(each) not in used] == []
