"""The fast way gives the same files as the plain way, to the byte."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree
from unittest.mock import patch

import markdown
import pytest
from mkdocs.structure.pages import Page

from gongkai.pages import PageContent
from gongkai.plugin.frames import Frames, Kind, Written, _Frame
from gongkai.writers.rendered import Rendered
from tests.helpers.commands import THEMES, build_here, read_all, site_config
from tests.helpers.neighbours import NEIGHBOURS
from tests.helpers.payload import Places
from tests.helpers.support import AGENCY, ROOT, report_text, write_files

pytestmark = [pytest.mark.builds, pytest.mark.filterwarnings("ignore")]

FEW = {
    "data/office/agency.yml": AGENCY,
    **{f"data/office/{year}.yml": report_text("haishu-office-2021", year) for year in (2021, 2022)},
}
"""A small site, for what does not hang on the text of its pages."""
NOT_NEEDING_GIT = [name for name, each in NEIGHBOURS.items() if not each.needs_git]


@pytest.fixture(autouse=True)
def _same_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Themes write the time of the build into pages that are not ours."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str | bytes]:
    """Data in which every text has what is markup somewhere."""
    return Places(tmp_path_factory.mktemp("places")).files()


def built(
    folder: Path, theme: str, *, is_fast: bool, plugins: str = "", more: str = ""
) -> tuple[dict[str, bytes], int]:
    """Every file of a site of the data that is there, or the demonstration's, and how often Python-Markdown was asked."""
    ours = f"gongkai: {{documents: off, drafts: true, fail_on: never, fast: {str(is_fast).lower()}}}"
    config = site_config(theme, f"\n  - search\n  - {ours}\n{plugins}", more)
    write_files(folder, {"mkdocs.yml": config, "docs/index.md": "# 首页\n\n[年报](reports/index.md)\n"})
    if not (folder / "data").exists():
        copytree(ROOT / "data/example-district", folder / "data/example-district")
    with patch.object(
        markdown.Markdown, "convert", autospec=True, side_effect=markdown.Markdown.convert
    ) as convert:
        done = build_here(folder)
    assert done.status == 0, done.err
    return read_all(folder / "site"), convert.call_count


def both(folder: Path, theme: str, plugins: str = "", more: str = "") -> tuple[int, int]:
    """Hold both ways against each other; how often Python-Markdown was asked by each."""
    made, asked = built(folder / "fast", theme, is_fast=True, plugins=plugins, more=more)
    plain, asked_plain = built(folder / "plain", theme, is_fast=False, plugins=plugins, more=more)
    assert made.keys() == plain.keys()
    assert [name for name, data in made.items() if data != plain[name]] == []
    return asked, asked_plain


@pytest.mark.parametrize("theme", ["mkdocs", "material"])
def test_same_files(tmp_path: Path, theme: str) -> None:
    asked, asked_plain = both(tmp_path, theme, more="site_url: https://www.example.gov.cn/nb/\n")
    assert asked == 1
    assert asked_plain > 50


@pytest.mark.parametrize("name", NOT_NEEDING_GIT)
def test_same_files_beside(tmp_path: Path, name: str) -> None:
    neighbour = NEIGHBOURS[name]
    for folder in ("fast", "plain"):
        write_files(tmp_path / folder, {**FEW, **neighbour.files})
    both(tmp_path, "material", f"  - {neighbour.plugin}\n", neighbour.more)


def test_same_files_of_hostile_texts(tmp_path: Path, hostile: dict[str, str | bytes]) -> None:
    for folder in ("fast", "plain"):
        write_files(tmp_path / folder / "data", hostile)
    asked, asked_plain = both(tmp_path, "material")
    assert asked < asked_plain


def test_what_another_plugin_writes_is_kept(tmp_path: Path) -> None:
    hook = "def on_page_markdown(markdown, **_):\n    return markdown + '\\n\\n*附言*\\n'\n"
    for folder in ("fast", "plain"):
        write_files(tmp_path / folder, {**FEW, "hook.py": hook})
    asked, asked_plain = both(tmp_path, "mkdocs", more="hooks: [hook.py]\n")
    assert asked == asked_plain
    assert "<em>附言</em>" in (tmp_path / "fast/site/reports/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("extension", ["smarty", "md_in_html", "toc: {permalink: true}"])
def test_an_unknown_extension_is_named(tmp_path: Path, extension: str) -> None:
    for folder in ("fast", "plain"):
        write_files(tmp_path / folder, FEW)
    more = f"markdown_extensions: [{extension if ':' not in extension else '{' + extension + '}'}]\n"
    asked, asked_plain = both(tmp_path, "mkdocs", more=more)
    assert asked == asked_plain
    assert extension.partition(":")[0] in build_here(tmp_path / "fast").err
    assert "生成较慢" in build_here(tmp_path / "fast").err
    assert "生成较慢" not in build_here(tmp_path / "plain").err


def made_whole(folder: Path, more: str = "", files: dict[str, str] | None = None) -> int:
    """Hold both ways against each other in Material; how many pages came without MkDocs."""
    for each in ("fast", "plain"):
        write_files(folder / each, {**FEW, **(files or {})})
    whole = Frames.whole
    made: list[tuple[str, Written] | None] = []

    def counted(
        frames: Frames, page: Page, content: PageContent, rendered: Rendered
    ) -> tuple[str, Written] | None:
        made.append(whole(frames, page, content, rendered))
        return made[-1]

    with patch.object(Frames, "whole", counted):
        both(folder, "material", more=more)
    return sum(each is not None for each in made)


class TestWhole:
    """Pages for which the theme is rendered once for many."""

    def test_all_that_no_navigation_names(self, tmp_path: Path) -> None:
        """Two reports and their comparison; the index and the agency are named."""
        assert made_whole(tmp_path) == 3

    def test_without_folders(self, tmp_path: Path) -> None:
        assert made_whole(tmp_path, "use_directory_urls: false\nsite_url: https://www.example.gov.cn/\n") == 3

    @pytest.mark.parametrize(
        "more", ["", "use_directory_urls: false\n", "nav: [index.md, 乙: reports/b/index.md]\n"]
    )
    def test_agencies_share_what_the_theme_makes(self, tmp_path: Path, more: str) -> None:
        """Of reports it is asked for the frames of two agencies."""
        files = {
            f"data/{path}/{name.rpartition('/')[2]}": text for path in "abcde" for name, text in FEW.items()
        }
        frame, asked = Frames._frame, list[str]()

        def counted(frames: Frames, like: Page, content: PageContent, kind: Kind) -> _Frame:
            asked.append(kind.folder)
            return frame(frames, like, content, kind)

        with patch.object(Frames, "_frame", counted):
            made_whole(tmp_path, more, files)
        assert set(asked) & {f"reports/{path}" for path in "abcde"} == {"reports/a", "reports/b"}

    def test_a_report_that_a_navigation_names(self, tmp_path: Path) -> None:
        """Nor do those above it, from which the way there is another than from their sisters."""
        assert made_whole(tmp_path, "nav: [index.md, 某年: reports/office/2021.md]\n") == 2

    def test_another_that_looks_at_pages(self, tmp_path: Path) -> None:
        hook = "def on_page_content(html, **_):\n    return html + '<p>一</p>'\n"
        assert made_whole(tmp_path, "hooks: [hook.py]\n", {"hook.py": hook}) == 0
        assert "逐页套用主题，生成较慢：hooks" in build_here(tmp_path / "fast").err

    def test_a_theme_of_ones_own(self, tmp_path: Path) -> None:
        own = '{% extends "base.html" %}{% block site_nav %}{{ page.title | length }}{% endblock %}'
        theme = {**THEMES, "material": THEMES["material"].replace("{", "{custom_dir: own, ", 1)}
        with patch.dict(THEMES, theme):
            assert made_whole(tmp_path, files={"own/main.html": own}) == 0

    def test_what_is_not_the_same_goes_the_plain_way(self, tmp_path: Path) -> None:
        """A theme that says of each page how long its title is."""
        hook = (
            "import jinja2\ndef on_env(env, **_):\n"
            "    more = '{% extends \"base.html\" %}{% block site_nav %}{{ page.title | length }}{% endblock %}'\n"
            "    env.loader = jinja2.ChoiceLoader([jinja2.DictLoader({'main.html': more}), env.loader])\n"
        )
        assert made_whole(tmp_path, "hooks: [hook.py]\n", {"hook.py": hook}) == 0

    def test_a_link_to_a_place_that_is_not_there(self, tmp_path: Path) -> None:
        links = "[一](reports/office/2021.md#t3)、[二](reports/office/2021.md#t9)\n"
        more = "validation: {anchors: warn}\n"
        made_whole(tmp_path, more, {"docs/a.md": f"# 甲\n\n{links}"})
        said = [build_here(tmp_path / folder).err for folder in ("fast", "plain")]
        assert [("#t9" in each, "#t3" in each) for each in said] == [(True, False)] * 2
