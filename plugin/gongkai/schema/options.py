"""The JSON Schema of our part of mkdocs.yml: the options of the plugin, from settings and rules."""

from __future__ import annotations

from types import UnionType
from typing import get_args, get_type_hints

from gongkai.rules import Rule, all_rules
from gongkai.schema.parts import DIALECT, Schema, closed, told
from gongkai.settings import DESCRIPTIONS, DOCUMENTS, FAIL_ON, Settings, described

_TYPES = {str: "string", bool: "boolean", int: "integer", float: "number"}
_NARROWER: dict[str, Schema] = {
    "fail_on": {"enum": [*FAIL_ON, None]},
    "output": {"pattern": "^/*[-A-Za-z0-9_]+(/[-A-Za-z0-9_]+)*/*$"},
    "site_id_code": {"pattern": "^[A-Za-z0-9]{10}$"},
    "through_year": {"minimum": 1000, "maximum": 9999},
}
"""What an option takes beyond its type."""
_OF_OTHER_SITE = {
    "name": "网站的名称。",
    "url": "它的年度报告栏目的网址。",
    "folder": "存放它的 catalog.json 和 all.csv 的文件夹，相对 mkdocs.yml。",
}
_ENVIRONMENT: Schema = {"$ref": "#/$defs/environment"}
"""A value from the environment. An editor does not know MkDocs' tag !ENV and sees a list."""


def options_schema() -> Schema:
    """A mkdocs.yml; it says nothing of what is not ours."""
    ours = {"$ref": "#/$defs/gongkai"}
    plugin = told(ours, "政府信息公开工作年度报告：由 YAML 数据生成页面", "gongkai")
    listed = {"anyOf": [{"type": "string"}, {"type": "object", "properties": {"gongkai": plugin}}]}
    return {
        "$schema": DIALECT,
        "title": "mkdocs.yml 中 gongkai 的选项",
        "description": "网站的配置；只管插件 gongkai 的选项，其余照 MkDocs 和主题的说明写。",
        "type": "object",
        "properties": {
            "plugins": {
                "description": "插件；列出之后，MkDocs 默认的 search 要自己写上",
                "type": ["array", "object"],
                "items": listed,
                "properties": {"gongkai": plugin},
            }
        },
        "$defs": {
            "gongkai": {
                **closed({name: _option(name) for name in DESCRIPTIONS}),
                "type": ["object", "null"],
            },
            "environment": {
                "description": "!ENV [环境变量, 默认值]",
                "type": "array",
                "prefixItems": [{"type": "string", "pattern": "^[A-Z][A-Z0-9_]*$"}],
                "minItems": 2,
            },
        },
    }


def _option(name: str) -> Schema:
    if name == "rules":
        rules = closed({rule.name: _rule(rule) for rule in all_rules()})
        schema: Schema = {**rules, "type": ["object", "null"]}
    elif name == "documents":
        # As with a rule: YAML 1.1 reads a bare off as false, 1.2 as a word.
        switch: Schema = {"enum": [None, True, "on", False, "off"]}
        schema = {"anyOf": [switch, {"type": "array", "items": {"enum": [*DOCUMENTS]}}, _ENVIRONMENT]}
    elif name == "other_sites":
        texts = {key: told({"type": "string"}, text, key) for key, text in _OF_OTHER_SITE.items()}
        site: Schema = {**closed(texts), "required": [*texts]}
        schema = {"anyOf": [{"type": ["array", "null"], "items": site}, _ENVIRONMENT]}
    else:
        hint = get_type_hints(Settings)[name]
        kind = get_args(hint)[0] if isinstance(hint, UnionType) else hint
        schema = {"anyOf": [{"type": [_TYPES[kind], "null"], **_NARROWER.get(name, {})}, _ENVIRONMENT]}
    return told(schema, DESCRIPTIONS[name], name)


def _rule(rule: Rule) -> Schema:
    """`off`, if the rule may be switched off; its options by name. YAML 1.1 reads a bare off as false, 1.2 as a word."""
    switch: Schema = {"enum": [None, True, "on", *((False, "off") if rule.may_be_off else ())]}
    options = closed(
        {
            option.name: told(
                {"type": _TYPES[type(option.default)], "default": option.default}, option.description
            )
            for option in described(rule.options)
        }
    )
    return told({"anyOf": [switch, options]}, rule.explanation, f"{rule.code} {rule.title}")
