"""Every option of plugin and command, with default and description, and where the command finds them.

The plugin gets its options from MkDocs. The command runs without MkDocs: it reads them from the mkdocs.yml of the
working folder, where there is one, ignoring what only MkDocs understands.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

import yaml

from gongkai.findings import Level

_LICENSE = re.compile(r"https?://\S+|[-A-Za-z0-9._]+")
TEXTS = (
    "data_dir",
    "output",
    "fail_on",
    "fonts_dir",
    "organizer",
    "site_id_code",
    "icp_record",
    "police_record",
)
"""Options that are text."""
DOCUMENTS = ("pdf", "docx", "xlsx")
"""The documents that may stand beside each report."""
FAIL_ON = (Level.ERROR.value, Level.WARNING.value, "never")


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


@dataclass(frozen=True)
class RuleSettings:
    """What may be set of a rule."""

    may_be_off: bool
    defaults: Mapping[str, object]
    """Its options with their defaults; a value is of the default's type."""


def make_settings(options: Mapping[str, object], rules: Mapping[str, RuleSettings]) -> Settings:
    """Settings from what a configuration file says. rules: all rules by name.

    Raises SettingsError for an unknown option or rule, or a value that the option does not take.
    """
    unknown = sorted(set(options) - set(DESCRIPTIONS), key=str)
    if unknown:
        raise SettingsError(f"gongkai 没有选项 {unknown[0]}；可用：{'、'.join(DESCRIPTIONS)}")
    values = {name: value for name, value in options.items() if value is not None}
    for name in TEXTS:
        if not isinstance(values.get(name, ""), str):
            raise SettingsError(f"选项 {name} 应为文字，现为 {values[name]}；数字请加引号")
    if not Path(str(values.get("data_dir", "data"))).parts:
        raise SettingsError("选项 data_dir 应为数据文件夹的名称，不能是空的，也不能是网站所在的文件夹本身")
    if not re.fullmatch("[A-Za-z0-9]{10}", str(values.get("site_id_code", "0000000000"))):
        raise SettingsError(f"选项 site_id_code 应为十位的网站标识码，现为 {values['site_id_code']}")
    if values.get("fail_on", "error") not in FAIL_ON:
        raise SettingsError(f"选项 fail_on 应为 {'、'.join(FAIL_ON)} 之一，现为 {values['fail_on']}")
    for name in ("drafts", "show_late"):
        if not isinstance(values.get(name, False), bool):
            raise SettingsError(f"选项 {name} 应为 true 或 false，现为 {values[name]}")
    year = values.get("through_year", 2021)
    if isinstance(year, bool) or not isinstance(year, int) or not 1000 <= year <= 9999:
        raise SettingsError(f"选项 through_year 应为四位年份，现为 {year}")
    license_ = values.get("license", "")
    if not isinstance(license_, str) or not (license_ == "" or _LICENSE.fullmatch(license_)):
        raise SettingsError(f"选项 license 应为许可协议的代号（如 CC-BY-4.0）或网址，现为 {license_}")
    if "documents" in values:
        values["documents"] = _documents(values["documents"])
    if "output" in values:
        values["output"] = _output(str(values["output"]))
    if "rules" in values:
        values["rules"] = _rules(values["rules"], rules)
    return Settings(**values)  # type: ignore[arg-type]  # each value was checked above


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


def _documents(kinds: object) -> tuple[str, ...] | None:
    # YAML reads a bare off as false; a quoted one stays a word.
    if isinstance(kinds, bool) or kinds in ("on", "off"):
        return None if kinds in (True, "on") else ()
    if not isinstance(kinds, list | tuple) or not all(kind in DOCUMENTS for kind in kinds):
        raise SettingsError(
            f"选项 documents 应为 off，或列表，如 [pdf, docx]；可用：{'、'.join(DOCUMENTS)}；现为 {kinds}"
        )
    return tuple(kind for kind in DOCUMENTS if kind in kinds)


def _output(path: str) -> str:
    parts = path.strip("/").split("/")
    if not all(part and part.isascii() and part.replace("-", "").replace("_", "").isalnum() for part in parts):
        raise SettingsError(f"选项 output 应为网站内的路径，只用英文字母、数字、- 和 _，现为 {path}")
    return "/".join(parts)


def _rules(rules: object, known: Mapping[str, RuleSettings]) -> Mapping[str, Mapping[str, object] | bool]:
    if not isinstance(rules, Mapping):
        raise SettingsError("选项 rules 应写成“规则名: off”或“规则名: {选项: 值}”")
    checked: dict[str, Mapping[str, object] | bool] = {}
    for name, value in rules.items():
        if name not in known:
            raise SettingsError(f"选项 rules 中没有名为 {name} 的规则；可用：{'、'.join(known)}")
        # YAML reads a bare off as false; a quoted one stays a word.
        # Only these: to Python 0 is false too.
        is_off, is_on = value is False or value == "off", value is True or value in ("on", None)
        if is_off and not known[name].may_be_off:
            raise SettingsError(f"规则 {name} 不能关闭：它报告的内容读不出来，无法发布")
        if is_off:
            checked[name] = False
        elif is_on:
            checked[name] = True
        elif isinstance(value, Mapping):
            checked[name] = {key: _rule_option(name, key, set_to, known[name]) for key, set_to in value.items()}
        else:
            raise SettingsError(f"规则 {name} 应设为 off 或 {{选项: 值}}，现为 {value}")
    return checked


def _rule_option(rule: str, option: object, value: object, known: RuleSettings) -> object:
    if option not in known.defaults:
        available = f"；可用：{'、'.join(known.defaults)}" if known.defaults else ""
        raise SettingsError(f"规则 {rule} 没有选项 {option}{available}")
    default = known.defaults[str(option)]
    wanted = (int, float) if isinstance(default, float) else type(default)
    if isinstance(value, bool) is not isinstance(default, bool) or not isinstance(value, wanted):
        raise SettingsError(f"规则 {rule} 的选项 {option} 应与默认值 {default} 同类，现为 {value}")
    if _is_day(default) and not _is_day(value):
        raise SettingsError(f"规则 {rule} 的选项 {option} 应为两位的月-日，如 {default}，现为 {value}")
    return value


def _is_day(value: object) -> bool:
    """Whether a value is a day of any year, as `01-31`."""
    if not isinstance(value, str) or not re.fullmatch("[0-9]{2}-[0-9]{2}", value):
        return False
    try:
        datetime.date.fromisoformat(f"2001-{value}")
    except ValueError:
        return False
    return True


class _Loader(yaml.SafeLoader):
    """Reads a mkdocs.yml without running or resolving what only MkDocs and its plugins know."""


_Loader.add_multi_constructor("", lambda loader, suffix, node: None)


def options_of_site(config: Path) -> Mapping[str, object]:
    """The options of the plugin in a mkdocs.yml; empty where it does not name it.

    Raises SettingsError where the file, or one that it inherits from, cannot be read.
    """
    try:
        plugins = _inherited(config, ()).get("plugins")
    except RecursionError:
        raise SettingsError(f"{config.name} 中的锚点绕回了自己") from None
    entries = plugins.items() if isinstance(plugins, Mapping) else plugins if isinstance(plugins, list) else ()
    for entry in entries:
        if isinstance(entry, tuple):
            name, options = entry
        elif isinstance(entry, Mapping) and len(entry) == 1:
            name, options = next(iter(entry.items()))
        else:
            continue
        if name == "gongkai":
            return options if isinstance(options, Mapping) else {}
    return {}


def _inherited(config: Path, seen: tuple[Path, ...]) -> Mapping[str, object]:
    """A configuration over the one that it inherits from, merged as MkDocs does: mappings by key."""
    if config.resolve() in seen:
        raise SettingsError(f"{config.name} 的 INHERIT 绕回了自己")
    try:
        values = yaml.load(config.read_bytes(), Loader=_Loader)  # noqa: S506  # a SafeLoader
    except OSError as error:
        why = "没有这个文件" if isinstance(error, FileNotFoundError) else "不是文件，或没有读取的权限"
        raise SettingsError(f"读不到 {config.name}：{why}") from None
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError, ValueError) as error:
        place = getattr(error, "problem_mark", None)
        line = f"第 {place.line + 1} 行" if place else ""
        raise SettingsError(f"{config.name} {line}不是正确的 YAML") from None
    if not isinstance(values, dict):
        return {}
    parent = values.pop("INHERIT", None)
    if not isinstance(parent, str):
        return values
    if "\0" in parent:
        raise SettingsError(f"{config.name} 的 INHERIT 不是文件名")
    return _merge(_inherited(config.parent / parent, (*seen, config.resolve())), values)


def _merge(below: Mapping[str, object], above: Mapping[str, object]) -> Mapping[str, object]:
    merged = dict(below)
    for key, value in above.items():
        old = merged.get(key)
        merged[key] = _merge(old, value) if isinstance(old, Mapping) and isinstance(value, Mapping) else value
    return merged
