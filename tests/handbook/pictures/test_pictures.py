"""Every picture of the handbook is what the program shows today, and every one is used.

Words, figures and their order are compared exactly, by the text that is seen; the look is compared as a whole, for
letters are drawn a little differently on every machine. `--update-golden` makes text and picture anew.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageChops, ImageFilter

from tests.handbook.pictures.likeness import are_alike
from tests.handbook.pictures.scenes import SCENES, Studio, take
from tests.helpers.support import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.thorough

IMAGES = ROOT / "docs/images"
TEXTS = ROOT / "tests/golden/pictures"
PAGES = (*sorted((ROOT / "docs").glob("*.md")), ROOT / "README.md")
USE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)\)")
KB = 1024


@pytest.fixture(scope="module")
def studio(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    """Where the pictures are taken."""
    made = Studio(browser, tmp_path_factory.mktemp("studio"))
    yield made
    made.end()


def committed(name: str) -> Image.Image:
    """A picture as the handbook has it."""
    with Image.open(IMAGES / f"{name}.png") as image:
        return image.convert("RGB")


@pytest.mark.skipif(
    sys.platform == "win32", reason="needs a terminal of its own, and a server ended by a signal"
)
@pytest.mark.parametrize("name", SCENES)
def test_it_is_what_is_seen(name: str, studio: Studio, request: pytest.FixtureRequest) -> None:
    """The same words, and nearly the same look."""
    picture, text = take(name, studio), TEXTS / f"{name}.txt"
    if request.config.getoption("--update-golden"):
        text.write_text(picture.text, encoding="utf-8")
        (IMAGES / f"{name}.png").write_bytes(picture.png())
    assert picture.text == text.read_text(encoding="utf-8")
    assert are_alike(picture.image, committed(name)), f"docs/images/{name}.png"


def test_another_picture_is_refused() -> None:
    """So that the comparison of looks can fail."""
    pictures = {name: committed(name) for name in SCENES}
    assert [pair for pair in combinations(SCENES, 2) if are_alike(*(pictures[name] for name in pair))] == []


@pytest.mark.parametrize("name", SCENES)
def test_a_chapter_further_down_is_refused(name: str) -> None:
    """The same size and colours, other content at each height."""
    picture = committed(name)
    assert not are_alike(picture, ImageChops.offset(picture, 0, picture.height // 3))


@pytest.mark.parametrize("name", SCENES)
def test_other_letters_are_no_other_picture(name: str) -> None:
    """Softer edges, a pixel aside, a line more in twenty."""
    picture = committed(name)
    other = ImageChops.offset(picture.filter(ImageFilter.GaussianBlur(2)), 1, 2)
    assert are_alike(picture, other)
    assert are_alike(picture, other.resize((picture.width, round(picture.height * 1.03))))


def test_every_picture_is_made_and_used() -> None:
    """Those in the folder, those that are made, those with a text, and those on a page are the same."""
    used = {path for page in PAGES for path in uses(page) if path.parent == IMAGES}
    assert {path.stem for path in used} == set(SCENES)
    assert {path.name for path in IMAGES.iterdir()} == {f"{name}.png" for name in SCENES}
    assert {path.name for path in TEXTS.iterdir()} == {f"{name}.txt" for name in SCENES}


def uses(page: Path) -> dict[Path, str]:
    """The pictures of a page with their alternative texts; code apart."""
    text = re.sub(r"^( *)```.*?^\1```", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    text = re.sub(r"`[^`\n]*`", "", text)
    return {(page.parent / path).resolve(): words for words, path in USE.findall(text)}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_who_does_not_see_it_is_told(page: Path) -> None:
    """Each picture says in words what is seen."""
    assert {path.name: words for path, words in uses(page).items() if len(words) < 10} == {}


def test_they_are_small() -> None:
    """A picture under 120 KB, all under 1 MB: the handbook is read over slow lines too."""
    sizes = {path.name: path.stat().st_size for path in IMAGES.iterdir()}
    assert {name: size for name, size in sizes.items() if size >= 120 * KB} == {}
    assert sum(sizes.values()) < 1024 * KB
