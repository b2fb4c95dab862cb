"""Options as a configuration file has them, checked: what cannot be used is said in one line."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from gongkai.findings import Level
from gongkai.settings.options import DESCRIPTIONS, DOCUMENTS, Settings, SettingsError

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
FAIL_ON = (Level.ERROR.value, Level.WARNING.value, "never")


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
