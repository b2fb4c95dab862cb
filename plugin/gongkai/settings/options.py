"""Every option of plugin and command, with default and description."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from gongkai.findings import Level

DOCUMENTS = ("pdf", "docx", "xlsx")
"""The documents that may stand beside each report."""


class SettingsError(Exception):
    """An option that cannot be used as it is; the message is one line for the person who set it."""


def _option(default: Any, description: str, *, factory: Any = None) -> Any:
    metadata = {"description": description}
    if factory is not None:
        return field(default_factory=factory, metadata=metadata)
    return field(default=default, metadata=metadata)


@dataclass(frozen=True)
class Settings:
    """The options, checked."""

    data_dir: str = _option("data", "报告数据所在的文件夹，相对 mkdocs.yml。")
    output: str = _option("reports", "报告页面在网站中的路径。")
    fail_on: str = _option(
        "error", "哪一级问题停止构建：error（错误）、warning（错误和提醒）、never（不停止）。"
    )
    drafts: bool = _option(False, "是否生成草稿（草稿: true）的页面；页面上注明是草稿，不让搜索引擎收录。")
    show_late: bool = _option(
        False, "目录和机关页面上是否标出逾期发布和逾期未发布的报告，期限见规则 deadline；默认不标。"
    )
    through_year: int | None = _option(None, "应有报告的最后一个年度，默认为数据中最新的年度。")
    license: str | None = _option(
        None, "数据的许可协议：代号（如 CC-BY-4.0）或网址，写入 datapackage.json；默认不写。"
    )
    fonts_dir: str | None = _option(
        None,
        "放单位自有字体（方正小标宋、仿宋_GB2312、楷体_GB2312、黑体等）的文件夹，相对 mkdocs.yml；"
        "PDF 优先用这些字体，没有的用自带的字体。",
    )
    documents: tuple[str, ...] | None = _option(
        None,
        "每份报告旁边生成哪几种文件，写成列表：pdf、docx（Word）、xlsx（Excel）；off 为都不生成。"
        "默认三种都生成，没有安装 documents 一组组件时不生成。",
    )
    organizer: str | None = _option(None, "网站的主办单位，显示在报告页面的页脚。")
    site_id_code: str | None = _option(None, "政府网站标识码，十位，加引号；用于页脚和页面的 SiteIDCode 标签。")
    icp_record: str | None = _option(None, "ICP 备案号，显示在页脚并链接到备案系统。")
    police_record: str | None = _option(None, "公安联网备案号，显示在页脚并链接到备案系统。")
    rules: Mapping[str, Mapping[str, object] | bool] = _option(
        None, "按名称设置规则，如 rules: {row-total: off}。", factory=dict
    )

    def stops_at(self, level: Level, *, strict: bool = False) -> bool:
        """Whether a finding of that level stops the build. strict means warning."""
        if strict:
            return level.rank >= Level.WARNING.rank
        return self.fail_on != "never" and level.rank >= Level(self.fail_on).rank

    def rule_option(self, rule: str, option: str, default: object) -> object:
        """What an option of a rule is set to."""
        options = self.rules.get(rule)
        return options.get(option, default) if isinstance(options, Mapping) else default

    def is_off(self, rule: str) -> bool:
        """Whether a rule is switched off."""
        return self.rules.get(rule) is False


DESCRIPTIONS: Mapping[str, str] = {option.name: option.metadata["description"] for option in fields(Settings)}
"""What each option does, in Chinese."""


def fonts_folder(settings: Settings, base: Path) -> Path | None:
    """The folder of the office's fonts; base is the folder that it is relative to.

    Raises SettingsError where there is none.
    """
    if settings.fonts_dir is None:
        return None
    folder = base / settings.fonts_dir
    if not folder.is_dir():
        raise SettingsError(f"没有字体文件夹“{settings.fonts_dir}”，请建立，或改正选项 fonts_dir")
    return folder
