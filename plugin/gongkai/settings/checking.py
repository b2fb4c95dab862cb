"""Options as a configuration file has them, checked: a wrong one is said in one line."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from gongkai.data_classes import dataclass
from gongkai.findings import Level
from gongkai.settings.options import (
    DESCRIPTIONS,
    DOCUMENTS,
    OtherSite,
    RuleOptions,
    Settings,
    SettingsError,
    described,
)

_LICENSE = re.compile(r"https?://\S+|[-A-Za-z0-9._]+")
_WEB_FOLDER = re.compile(r"https?://[^\s?#\"<>]+")
_COPIES = re.compile(r"(?:[^\s/][^/]*/)*[a-z0-9-]+/?")
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


_T = TypeVar("_T")


@dataclass(frozen=True)
class RuleSettings:
    """What may be set of a rule."""

    may_be_off: bool
    options: type[RuleOptions] = RuleOptions


def make_settings(options: Mapping[str, object], rules: Mapping[str, RuleSettings]) -> Settings:
    """Settings from what a configuration file says. rules: all rules by name.

    Raises SettingsError for an unknown option or rule, or a value that the option does not take.
    """
    unknown = sorted(set(options) - set(DESCRIPTIONS), key=str)
    if unknown:
        raise SettingsError(f"gongkai 没有选项 {unknown[0]}；可用：{'、'.join(DESCRIPTIONS)}")
    given = {name: value for name, value in options.items() if value is not None}
    usual = Settings()
    for name in TEXTS:
        _text(given, name, "")
    return Settings(
        data_dir=_data_dir(_text(given, "data_dir", usual.data_dir)),
        site_id_code=_site_id_code(_text(given, "site_id_code", usual.site_id_code)),
        fail_on=_fail_on(_text(given, "fail_on", usual.fail_on)),
        drafts=_switch(given, "drafts", usual=usual.drafts),
        fast=_switch(given, "fast", usual=usual.fast),
        show_late=_switch(given, "show_late", usual=usual.show_late),
        through_year=_year(given, "through_year", usual.through_year),
        license=_license(given, "license", usual.license),
        documents=_documents(given["documents"]) if "documents" in given else usual.documents,
        output=_output(_text(given, "output", usual.output)),
        rules=_rules(given["rules"], rules) if "rules" in given else usual.rules,
        fonts_dir=_text(given, "fonts_dir", usual.fonts_dir),
        organizer=_text(given, "organizer", usual.organizer),
        icp_record=_text(given, "icp_record", usual.icp_record),
        police_record=_text(given, "police_record", usual.police_record),
        other_sites=_other_sites(given["other_sites"]) if "other_sites" in given else usual.other_sites,
    )


def _text(given: Mapping[str, object], name: str, usual: _T) -> str | _T:
    if name not in given:
        return usual
    value = given[name]
    if not isinstance(value, str):
        raise SettingsError(f"选项 {name} 应为文字，现为 {value}；数字请加引号")
    return value


def _switch(given: Mapping[str, object], name: str, *, usual: bool) -> bool:
    value = given.get(name, usual)
    if not isinstance(value, bool):
        raise SettingsError(f"选项 {name} 应为 true 或 false，现为 {value}")
    return value


def _year(given: Mapping[str, object], name: str, usual: _T) -> int | _T:
    if name not in given:
        return usual
    value = given[name]
    if isinstance(value, bool) or not isinstance(value, int) or not 1000 <= value <= 9999:
        raise SettingsError(f"选项 {name} 应为四位年份，现为 {value}")
    return value


def _license(given: Mapping[str, object], name: str, usual: _T) -> str | _T:
    if name not in given:
        return usual
    value = given[name]
    if not isinstance(value, str) or not (value == "" or _LICENSE.fullmatch(value)):
        raise SettingsError(f"选项 {name} 应为许可协议的代号（如 CC-BY-4.0）或网址，现为 {value}")
    return value


def _data_dir(path: str) -> str:
    if not Path(path).parts:
        raise SettingsError("选项 data_dir 应为数据文件夹的名称，不能是空的，也不能是网站所在的文件夹本身")
    return path


def _site_id_code(code: str | None) -> str | None:
    if code is not None and not re.fullmatch("[A-Za-z0-9]{10}", code):
        raise SettingsError(f"选项 site_id_code 应为十位的网站标识码，现为 {code}")
    return code


def _fail_on(level: str) -> str:
    if level not in FAIL_ON:
        raise SettingsError(f"选项 fail_on 应为 {'、'.join(FAIL_ON)} 之一，现为 {level}")
    return level


def _documents(kinds: object) -> tuple[str, ...] | None:
    # YAML reads a bare off as false; a quoted one stays a word.
    if isinstance(kinds, bool) or kinds in ("on", "off"):
        return None if kinds in (True, "on") else ()
    if not isinstance(kinds, list | tuple) or not all(kind in DOCUMENTS for kind in kinds):
        raise SettingsError(
            f"选项 documents 应为 off，或列表，如 [pdf, docx]；可用：{'、'.join(DOCUMENTS)}；现为 {kinds}"
        )
    return tuple(kind for kind in DOCUMENTS if kind in kinds)


def _other_sites(sites: object) -> tuple[OtherSite, ...]:
    if not isinstance(sites, list | tuple):
        raise SettingsError("选项 other_sites 应为列表，每个网站写 name、url、folder")
    found: dict[str, OtherSite] = {}
    for site in sites:
        if not isinstance(site, Mapping) or set(site) != set(OtherSite._fields):
            raise SettingsError(f"选项 other_sites 中每个网站应写 name、url、folder 三项，现为 {site}")
        name, url, folder = (site[key] for key in OtherSite._fields)
        if not isinstance(name, str) or not name.strip():
            raise SettingsError(f"选项 other_sites 中网站的 name 应为文字，现为 {name}")
        if not isinstance(url, str) or not _WEB_FOLDER.fullmatch(url):
            raise SettingsError(
                f"选项 other_sites 中{name}的 url 应为网址，如 https://www.example.gov.cn/reports/，现为 {url}"
            )
        if not isinstance(folder, str) or not _COPIES.fullmatch(folder):
            raise SettingsError(
                f"选项 other_sites 中{name}的 folder 应为文件夹，最后一段只用小写字母、数字和 -，现为 {folder}"
            )
        each = OtherSite(name.strip(), url.rstrip("/") + "/", folder.rstrip("/"))
        if each.key in found:
            raise SettingsError(
                f"选项 other_sites 中{found[each.key].name}和{name}的 folder 最后一段相同，请改名"
            )
        found[each.key] = each
    return tuple(found.values())


def _output(path: str) -> str:
    parts = path.strip("/").split("/")
    if not all(part and part.isascii() and part.replace("-", "").replace("_", "").isalnum() for part in parts):
        raise SettingsError(f"选项 output 应为网站内的路径，只用英文字母、数字、- 和 _，现为 {path}")
    return "/".join(parts)


def _rules(rules: object, known: Mapping[str, RuleSettings]) -> Mapping[str, RuleOptions | bool]:
    if not isinstance(rules, Mapping):
        raise SettingsError("选项 rules 应写成“规则名: off”或“规则名: {选项: 值}”")
    checked: dict[str, RuleOptions | bool] = {}
    for name, value in rules.items():
        if name not in known:
            raise SettingsError(f"选项 rules 中没有名为 {name} 的规则；可用：{'、'.join(known)}")
        # YAML reads a bare off as false; a quoted one stays a word.
        # By identity, for 0 equals False.
        is_off, is_on = value is False or value == "off", value is True or value in ("on", None)
        if is_off and not known[name].may_be_off:
            raise SettingsError(f"规则 {name} 不能关闭：它报告的内容读不出来，无法发布")
        if is_off:
            checked[name] = False
        elif is_on:
            checked[name] = True
        elif isinstance(value, Mapping):
            checked[name] = _rule_options(name, value, known[name].options)
        else:
            raise SettingsError(f"规则 {name} 应设为 off 或 {{选项: 值}}，现为 {value}")
    return checked


def _rule_options(rule: str, given: Mapping[object, object], options: type[RuleOptions]) -> RuleOptions:
    """The usual options of a rule, with the values that are given in place of theirs."""
    defaults = {each.name: each.default for each in described(options)}
    for name, value in given.items():
        if name not in defaults:
            available = f"；可用：{'、'.join(defaults)}" if defaults else ""
            raise SettingsError(f"规则 {rule} 没有选项 {name}{available}")
        _must_be_like(defaults[str(name)], value, f"规则 {rule} 的选项 {name} ")
    return replace(options(), **{str(name): value for name, value in given.items()})


def _must_be_like(default: object, value: object, which: str) -> None:
    """Refuse a value that is of another kind than the default."""
    wanted = (int, float) if isinstance(default, float) else type(default)
    if isinstance(value, bool) is not isinstance(default, bool) or not isinstance(value, wanted):
        raise SettingsError(f"{which}应与默认值 {default} 同类，现为 {value}")
    if _is_day(default) and not _is_day(value):
        raise SettingsError(f"{which}应为两位的月-日，如 {default}，现为 {value}")


def _is_day(value: object) -> bool:
    """Whether a value is a day of any year, as `01-31`."""
    if not isinstance(value, str) or not re.fullmatch("[0-9]{2}-[0-9]{2}", value):
        return False
    try:
        datetime.date.fromisoformat(f"2001-{value}")
    except ValueError:
        return False
    return True
