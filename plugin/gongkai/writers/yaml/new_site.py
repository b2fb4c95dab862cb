"""The files of a new site: configuration, first agency, first report, and a page for each reader."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import resources
from importlib.resources.abc import Traversable

from gongkai.data_classes import dataclass
from gongkai.ground.wheel import Wheel
from gongkai.model.archive import AGENCY_FILE
from gongkai.pages.frame import NAME
from gongkai.schema import AGENCY, FOLDER, schema_address, schemas
from gongkai.writers.requirements import write_requirements
from gongkai.writers.yaml.new_report import HOW_TO_REACH, MODELINE, NewReport, write_new_report
from gongkai.writers.yaml.syntax import scalar

DATA = "data"

_THEMES = {
    True: (
        """theme:
  name: material
  language: zh
  # 使用读者设备上的字体，不从其他网站下载。
  font: false
  icon:
    logo: material/table-large
  # 浅色与深色：首次打开时跟随系统设置，读者可用页首的按钮切换。
  palette:
    - media: "(prefers-color-scheme)"
      primary: white
      toggle: {icon: material/brightness-auto, name: 当前跟随系统，点击改为浅色}
    - media: "(prefers-color-scheme: light)"
      scheme: default
      primary: white
      toggle: {icon: material/weather-sunny, name: 当前为浅色，点击改为深色}
    - media: "(prefers-color-scheme: dark)"
      scheme: slate
      primary: black
      toggle: {icon: material/weather-night, name: 当前为深色，点击改为跟随系统}""",
        "search",
    ),
    # Without the extra, MkDocs' theme has no Chinese, and the search cannot find words in Chinese.
    False: (
        """# 装上 mkdocs-gongkai[site] 之后，可改用 theme: {name: material, language: zh, font: false}。
theme: {name: mkdocs, locale: en, highlightjs: false}""",
        "search: {lang: en}",
    ),
}
"""Theme and search of mkdocs.yml, by whether the theme of the extra `site` is there."""


GATES: Mapping[str, str] = {
    "gitlab": ".",
    "gitee": ".workflow/",
    "gitea": ".gitea/workflows/",
    "github": ".github/workflows/",
}
"""The git hosts whose pipelines come with the package, and what stands before the name of a file there."""


@dataclass(frozen=True)
class Pipelines:
    """What checks and publishes a site."""

    host: str
    """The kind of git host: a key of `GATES`."""
    wheel: Wheel
    """Ours, to be installed there."""


@dataclass(frozen=True)
class NewSite:
    """What a site begins with: one agency and its first report."""

    report: NewReport
    has_material: bool
    """Whether the theme of the extra `site` is there."""
    pipelines: Pipelines | None
    """None where none are to be set up."""


def write_new_site(site: NewSite) -> Mapping[str, bytes]:
    """The files by path, in the order in which an editor meets them."""
    agency, year = site.report.agency, site.report.year
    name = f"{agency.name}{NAME}"
    theme, search = _THEMES[site.has_material]
    values = {
        "SITE_NAME": scalar(name),
        "SITE_NAME_TEXT": name,
        "THEME": theme,
        "SEARCH": search,
        "NAME": agency.name,
        "ORGANIZER": scalar(agency.name),
        "FOLDER": agency.path,
        "YEAR": str(year),
        "NEXT_YEAR": str(year + 1),
    }
    folder = f"{DATA}/{agency.path}"
    return {
        "README.md": _filled("README.md", values),
        "mkdocs.yml": _filled("mkdocs.yml", values),
        "docs/index.md": _filled("index.md", values),
        f"{folder}/{AGENCY_FILE}": _agency(site.report).encode(),
        f"{folder}/{year}.yml": write_new_report(site.report).encode(),
        **{f"{FOLDER}/{schema}.json": data for schema, data in schemas().items()},
        ".gitignore": _filled("gitignore", values),
        ".vscode/extensions.json": _filled("vscode-extensions.json", values),
        ".vscode/settings.json": _filled("vscode-settings.json", values),
        **dict(_gates(site.pipelines) if site.pipelines else ()),
    }


def _assets() -> Traversable:
    return resources.files("gongkai").joinpath("assets")


def _filled(name: str, values: Mapping[str, str]) -> bytes:
    """A file of assets/init with the values in their places."""
    text = _assets().joinpath("init").joinpath(name).read_text(encoding="utf-8")
    for key, value in values.items():
        text = text.replace(f"@{key}@", value)
    return f"{text.rstrip()}\n".encode()


def _agency(report: NewReport) -> str:
    agency = report.agency
    return (
        f"{MODELINE}{schema_address(AGENCY, agency.path)}\n"
        f"名称: {scalar(agency.name)}\n"
        f"类别: {agency.kind.value}\n"
        "# 以下抄入以后新建的报告；写上实际的内容，并删去行首的“# ”\n"
        + "".join(f"{line}\n" for line in HOW_TO_REACH)
    )


def _gates(pipelines: Pipelines) -> Iterator[tuple[str, bytes]]:
    """The pipelines of a git host, where it looks for them, and what they install."""
    yield from write_requirements(pipelines.wheel).items()
    folder = _assets().joinpath("ci").joinpath(pipelines.host)
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        yield f"{GATES[pipelines.host]}{entry.name}", entry.read_bytes()
