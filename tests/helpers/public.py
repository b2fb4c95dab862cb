"""A small site with every kind of page, as citizens see it: built from parts of the demonstration's data."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from tests.helpers.commands import build_here
from tests.helpers.support import ROOT, write_files

KINDS = {
    "index": "",
    "agency": "example-district/",
    "report": "example-district/education/2022/",
    "old": "example-district/2019/",
    "comparison": "example-district/education/compare/",
    "free": "example-district/2017/",
    "file": "example-district/culture/2017/",
    "withdrawn": "example-district/donghu/2021/",
}
"""A page of each kind, by its address below reports/."""
REAL = "haishu-office/2021/"
"""The report with the longest text."""
_AGENCIES = ("", "education", "culture", "donghu")
_YEARS = (2016, 2017, 2019, 2021, 2022)
# Light or dark as the reader's system is; nothing from another host.
_THEMES = {
    "mkdocs": "{name: mkdocs, locale: zh_CN, highlightjs: false, color_mode: auto}",
    "material": (
        "{name: material, language: zh, font: false, palette: ["
        "{media: '(prefers-color-scheme: light)', scheme: default, primary: white}, "
        "{media: '(prefers-color-scheme: dark)', scheme: slate, primary: black}]}"
    ),
}


def copy_data(to: Path) -> None:
    """The data of the site: parts of the demonstration's."""
    data = ROOT / "data"
    for name in _AGENCIES:
        here = Path("example-district", name)
        for file in ("agency.yml", *(f"{year}.yml" for year in _YEARS), *map(str, _YEARS)):
            source, target = data / here / file, to / here / file
            if source.is_dir():
                shutil.copytree(source, target)
            elif source.is_file():
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(source, target)
    shutil.copytree(data / "haishu-office", to / "haishu-office")


def build_public(folder: Path, theme: str, features: Sequence[str] = ()) -> Path:
    """The built site. features: of Material."""
    copy_data(folder / "data")
    look = f"{_THEMES[theme].removesuffix('}')}, features: [{', '.join(features)}]}}"
    config = (
        f"site_name: 样例\ntheme: {look}\n"
        "plugins: [{search: {lang: en}}, {gongkai: {fail_on: never, show_late: true, organizer: 样例区}}]\n"
    )
    write_files(folder, {"mkdocs.yml": config, "docs/index.md": "# 首页\n"})
    done = build_here(folder)
    assert done.status == 0, done.said
    return folder / "site"
