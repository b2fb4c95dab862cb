"""Every option of plugin and command, with default and description."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, fields
from pathlib import Path
from typing import NamedTuple, TypeVar

from gongkai.data_classes import dataclass
from gongkai.findings import Level

DOCUMENTS = ("pdf", "docx", "xlsx")
"""The documents that may stand beside each report."""


class OtherSite(NamedTuple):
    """A site of others that ours lists."""

    name: str
    url: str
    """Of the folder of its report pages, with a / at the end."""
    folder: str
    """Where copies of what it publishes lie, relative to mkdocs.yml."""

    @property
    def key(self) -> str:
        """What its page is called in ours: the last part of the folder."""
        return self.folder.rpartition("/")[2]


class SettingsError(Exception):
    """An option that cannot be used as it is; the message is one line for the person who set it."""


_T = TypeVar("_T")


def option(default: _T, description: str) -> _T:
    """A field of options, with what it means, in Chinese."""
    return field(default=default, metadata=_described(description))


def _described(description: str) -> dict[str, str]:
    return {"description": description}


@dataclass(frozen=True)
class RuleOptions:
    """The options of a rule, as in `rules: {overlap: {limit: 0.5}}`. A rule without a class of its own has none."""


_Options = TypeVar("_Options", bound=RuleOptions)


class Option(NamedTuple):
    """One option as it is described: in schemas, on pages and in messages."""

    name: str
    default: object
    """Also gives the type that a value must have."""
    description: str
    """In Chinese."""


def described(options: type[RuleOptions]) -> tuple[Option, ...]:
    """The options of a rule, in the order of the fields."""
    return tuple(Option(each.name, each.default, each.metadata["description"]) for each in fields(options))


@dataclass(frozen=True)
class Settings:
    """The options, checked."""

    data_dir: str = option("data", "报告数据所在的文件夹，相对 mkdocs.yml。")
    output: str = option("reports", "报告页面在网站中的路径。")
    fail_on: str = option(
        "error", "哪一级问题停止构建：error（错误）、warning（错误和提醒）、never（不停止）。"
    )
    drafts: bool = option(False, "是否生成草稿（草稿: true）的页面；页面上注明是草稿，不让搜索引擎收录。")
    show_late: bool = option(
        False, "目录和机关页面上是否标出逾期发布和逾期未发布的报告，期限见规则 deadline；默认不标。"
    )
    through_year: int | None = option(None, "应有报告的最后一个年度，默认为数据中最新的年度。")
    license: str | None = option(
        None, "数据的许可协议：代号（如 CC-BY-4.0）或网址，写入 datapackage.json；默认不写。"
    )
    fonts_dir: str | None = option(
        None,
        "放单位自有字体（方正小标宋、仿宋_GB2312、楷体_GB2312、黑体等）的文件夹，相对 mkdocs.yml；"
        "PDF 优先用这些字体，没有的用自带的字体。",
    )
    documents: tuple[str, ...] | None = option(
        None,
        "每份报告旁边生成哪几种文件，写成列表：pdf、docx（Word）、xlsx（Excel）；off 为都不生成。"
        "默认三种都生成，没有安装 documents 一组组件时不生成。",
    )
    organizer: str | None = option(None, "网站的主办单位，显示在报告页面的页脚。")
    site_id_code: str | None = option(None, "政府网站标识码，十位，加引号；用于页脚和页面的 SiteIDCode 标签。")
    icp_record: str | None = option(None, "ICP 备案号，显示在页脚并链接到备案系统。")
    police_record: str | None = option(None, "公安联网备案号，显示在页脚并链接到备案系统。")
    other_sites: tuple[OtherSite, ...] = option(
        (),
        "下级地区各自的网站，写成列表，每个有 name（名称）、url（它的年度报告栏目的网址）、"
        "folder（存放它的 catalog.json 和 all.csv 的文件夹）；目录页上列出，链接到原网站。",
    )
    fast: bool = option(
        True, "是否直接给出页面的正文和大纲，不经 Markdown 转换；结果逐字节相同，off 用于查找问题。"
    )
    rules: Mapping[str, RuleOptions | bool] = field(
        default_factory=dict, metadata=_described("按名称设置规则，如 rules: {row-total: off}。")
    )
    """By name: whether a rule is on, or its options."""

    def stops_at(self, level: Level, *, strict: bool = False) -> bool:
        """Whether a finding of that level stops the build. strict means warning."""
        if strict:
            return level.rank >= Level.WARNING.rank
        return self.fail_on != "never" and level.rank >= Level(self.fail_on).rank

    def of_rule(self, options: type[_Options]) -> _Options:
        """The options of one rule, by their class; the usual ones if none are set."""
        return next((found for found in self.rules.values() if isinstance(found, options)), options())

    def is_off(self, rule: str) -> bool:
        """Whether a rule is switched off."""
        return self.rules.get(rule) is False


DESCRIPTIONS: Mapping[str, str] = {each.name: each.metadata["description"] for each in fields(Settings)}
"""What each option does, in Chinese."""


def fonts_folder(settings: Settings, base: Path) -> Path | None:
    """The folder of the office's fonts; base is the folder that it is relative to.

    Raises SettingsError if it does not exist.
    """
    if settings.fonts_dir is None:
        return None
    folder = base / settings.fonts_dir
    if not folder.is_dir():
        raise SettingsError(f"没有字体文件夹“{settings.fonts_dir}”，请建立，或改正选项 fonts_dir")
    return folder
