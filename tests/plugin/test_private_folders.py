"""What is not public may not lie, nor be linked, where MkDocs copies from."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.exceptions import PluginError

from gongkai.plugin.private_folders import refuse_published_folders
from gongkai.settings import Settings
from tests.helpers.support import write_files


def refuse(folder: Path, more: str = "", theme: str = "name: mkdocs", **settings: str) -> None:
    """Of a site in that folder with these options."""
    write_files(
        folder, {"mkdocs.yml": f"site_name: 样例\ntheme: {{{theme}}}\n{more}", "docs/index.md": "# 首页\n"}
    )
    (folder / "data").mkdir(exist_ok=True)
    (folder / "theme").mkdir(exist_ok=True)
    config = load_config(str(folder / "mkdocs.yml"))
    refuse_published_folders(Settings(**settings), folder, config)  # type: ignore[arg-type]


def said(folder: Path, more: str = "", theme: str = "name: mkdocs", **settings: str) -> str:
    """The one line with which it is refused."""
    with pytest.raises(PluginError) as refused:
        refuse(folder, more, theme, **settings)
    assert "\n" not in refused.value.message
    return refused.value.message


def test_beside(tmp_path: Path) -> None:
    """As `init` lays it out."""
    (tmp_path / "fonts").mkdir()
    refuse(tmp_path, theme="name: mkdocs, custom_dir: theme", fonts_dir="fonts")


@pytest.mark.parametrize("name", ["docs/data", "docs", "theme/data", "site/data", "."])
def test_data(tmp_path: Path, name: str) -> None:
    """Inside, the same, above."""
    (tmp_path / name).mkdir(parents=True, exist_ok=True)
    text = said(tmp_path, theme="name: mkdocs, custom_dir: theme", data_dir=name)
    assert f"选项 data_dir“{name}”" in text
    assert text.endswith("如 data_dir: data")


def test_fonts(tmp_path: Path) -> None:
    """An office's licensed fonts."""
    (tmp_path / "docs/fonts").mkdir(parents=True)
    assert "选项 fonts_dir“docs/fonts”" in said(tmp_path, fonts_dir="docs/fonts")


def test_cache(tmp_path: Path) -> None:
    """The site's pages are in the folder of a mkdocs.yml that lies deeper, so that all beside it is copied."""
    write_files(tmp_path, {"pages/.cache/gongkai/a": "", "pages/index.md": ""})
    write_files(tmp_path, {"pages/mkdocs.yml": "site_name: 样例\ndocs_dir: ../pages/../pages/.cache\n"})
    (tmp_path / "data").mkdir()
    config = load_config(str(tmp_path / "pages/mkdocs.yml"))
    with pytest.raises(PluginError, match=r"缓存“\.cache/gongkai”"):
        refuse_published_folders(Settings(data_dir="../data"), tmp_path / "pages", config)


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("docs/deep/x", "../../data"),
        ("docs/x", "../data/office"),
        ("docs/x.yml", "../data/office/2021.yml"),
        ("docs/x", ".."),
        ("theme/x", "../data"),
    ],
)
def test_a_link(tmp_path: Path, link: str, target: str) -> None:
    """MkDocs follows it."""
    write_files(tmp_path, {"data/office/2021.yml": ""})
    (tmp_path / link).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / link).symlink_to(target)
    assert f"（{link.partition('/')[2]}）" in said(tmp_path, theme="name: mkdocs, custom_dir: theme")


def test_the_folder_itself_is_a_link(tmp_path: Path) -> None:
    """By its real path it lies among the pages."""
    (tmp_path / "docs/reports-data").mkdir(parents=True)
    (tmp_path / "linked").symlink_to("docs/reports-data")
    assert "data_dir“linked”" in said(tmp_path, data_dir="linked")


def test_links_elsewhere(tmp_path: Path) -> None:
    """Pictures from another folder, a link that leads nowhere, one that leads in a circle."""
    write_files(tmp_path, {"pictures/a.png": ""})
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/pictures").symlink_to("../pictures")
    (tmp_path / "docs/nowhere").symlink_to("../nothing")
    (tmp_path / "docs/circle").symlink_to(".")
    refuse(tmp_path)
