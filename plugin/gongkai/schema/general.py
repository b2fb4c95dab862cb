"""The keys that editors write, but for the tables of a form: those of agency.yml, and those of any report."""

from __future__ import annotations

from collections.abc import Mapping

from gongkai.model import AgencyKind
from gongkai.rules import all_rules
from gongkai.rules.text import prose_figure
from gongkai.schema.parts import (
    COUNT,
    DATE,
    DIALECT,
    DOMAIN,
    SAID,
    SITE_PATH,
    TEXT,
    TRUE,
    WEB_ADDRESS,
    YEAR,
    Schema,
    closed,
    listed,
    told,
)

_WEBSITE = closed(
    {
        "名称": told(TEXT, "网站的名称，写入导语"),
        "域名": told(DOMAIN, "只写域名，如 www.example.gov.cn，不带 https:// 和路径"),
        "标识码": told(TEXT, "政府网站标识码，十位"),
    }
)
_CONTACT = closed(
    {
        "地址": told(TEXT, "办公地址"),
        "邮编": told(TEXT, "邮政编码；开头的 0 照写，不必加引号"),
        "电话": told(TEXT, "对外公布的联系电话"),
        "传真": told(TEXT, "传真号码"),
        "电子邮箱": told(TEXT, "电子邮箱"),
    }
)
_FORMER = told(
    listed(SITE_PATH),
    "过去在本网站中的地址：网站根目录之下的路径，不带域名，不以 / 开头；旧地址会转到新地址",
    "曾用地址",
)


def agency_schema() -> Schema:
    """agency.yml."""
    kinds = [kind.value for kind in AgencyKind]
    properties = {
        "名称": told(SAID, "机关全称，用于标题和导语；必填", "机关名称"),
        "类别": told({"enum": kinds}, "决定发布的期限和目录中的位置；必填", "机关类别"),
        "统计范围": told(TEXT, "一个机关每年发布几份报告时才写：这一份统计什么，如 全关区、本级", "统计范围"),
        "规章制定权": told({"enum": ["有", "无", None]}, "有没有制定规章的权限；不写则不核对"),
        "起始年度": told(YEAR, "应有报告的第一个年度，四位数字", "起始年度"),
        "终止年度": told(YEAR, "应有报告的最后一个年度，四位数字；机关已撤销的才写", "终止年度"),
        "网站": told(_WEBSITE, "刊登报告的政府网站，写入导语", "网站"),
        "联系": told(_CONTACT, "联系方式，写入导语", "联系方式"),
        "承继": told(listed(SAID), "并入本机关的其他机关：其文件夹在 data/ 之下的路径", "承继"),
        "曾用地址": _FORMER,
        "声明": told(TEXT, "显示在该机关每一页上的一段话", "声明"),
    }
    return {
        "$schema": DIALECT,
        "title": "机关（agency.yml）",
        "description": "一个机关的名称、类别、网站和联系方式。",
        **closed(properties, ("名称", "类别")),
    }


def general_keys(form: str) -> Mapping[str, Schema]:
    """The keys that a report of any form has. form: its name."""
    names = [int(form), form, None] if form.isdecimal() else [form, None]
    return {
        "年度": told(YEAR, "报告年度，四位数字，与文件名相同；必填", "报告年度"),
        "草稿": told(TRUE, "true 表示尚未完成：不发布，核对时不算不通过；写完删去这一行", "草稿"),
        "格式": told({"enum": names}, "只在没有采用当年统一格式时才写", "所用的格式"),
        "名称": told(TEXT, "机关当年的名称；不写即为 agency.yml 中的", "机关名称"),
        "网站": told(_WEBSITE, "当年的网站；不写即为 agency.yml 中的", "网站"),
        "联系": told(_CONTACT, "当年的联系方式；不写即为 agency.yml 中的", "联系方式"),
        "抬头": told(TEXT, "标题上面的一行，如机关的文件头；原样显示", "抬头"),
        "标题": told(TEXT, "只在与通常的标题不同时才写", "标题"),
        "导语": told(TEXT, "只在与通常的导语不同时才写；“无”表示没有导语", "导语"),
        "发布日期": told(DATE, "实际发布的日期，写成 2022-01-28 或 2022-01-28 09:30", "发布日期"),
        "成文日期": told(DATE, "写成 2022-01-28", "成文日期"),
        "文号": told(TEXT, "发文字号，原样显示", "文号"),
        "索引号": told(TEXT, "信息的索引号，原样显示", "索引号"),
        "来源": told(TEXT, "信息来源，原样显示", "来源"),
        "落款": told(TEXT, "报告末尾的署名，原样显示；几个机关的写 | 后各占一行", "落款"),
        "签发人": told(TEXT, "签发报告的负责人，原样显示", "签发人"),
        "统计期限": told(_period(), "只在不是1月1日至12月31日时才写：机关当年设立，或按学年报告", "统计期限"),
        "更正": told(listed(_correction()), "发布之后改了什么：显示在报告开头，新的在前", "更正"),
        "附件": told(listed(_attachment()), "放在与年度同名的文件夹里的文件，随报告一起发布", "附件"),
        "核对说明": told(listed(_remark()), "有的问题确实如此，写明原因，就不再算不通过", "核对说明"),
        "原址": told(WEB_ADDRESS, "报告在别处发布时写网址，不再写各章", "原址"),
        "曾用地址": _FORMER,
        "撤回": told(_withdrawal(), "撤回已发布的报告：地址保留，只显示日期和说明", "撤回"),
    }


def _period() -> Schema:
    return closed({"起": told(DATE, "第一天，写成 2022-09-01"), "止": told(DATE, "最后一天")}, ("起", "止"))


def _correction() -> Schema:
    return closed(
        {
            "日期": told(DATE, "更正的日期，写成 2022-03-02"),
            "位置": told(TEXT, "改了哪一格：行名和列名，用句点隔开，如 予以公开.自然人；可以不写"),
            "说明": told(SAID, "改了什么，如：原为17，现更正为18。"),
            "原文件": told(TEXT, "更正之前的报告，放在与年度同名的文件夹里的文件名；随报告发布，供对照"),
        },
        ("日期", "说明"),
    )


def _attachment() -> Schema:
    return closed(
        {
            "文件": told(SAID, "文件名，不带文件夹"),
            "说明": told(TEXT, "页面上显示的名称"),
        },
        ("文件",),
    )


def _remark() -> Schema:
    rules = [rule for rule in all_rules() if rule.may_be_accepted]
    codes = {
        "enum": [rule.code for rule in rules],
        "enumDescriptions": [f"{rule.name}：{rule.title}" for rule in rules],
    }
    return closed(
        {
            "规则": told(codes, f"提示中的规则编号，如 {prose_figure.RULE.code}"),
            "位置": told(TEXT, "一格（行.列）、一个键、一章或正文里的一段原文；不写即整份报告"),
            "列": told(
                {"anyOf": [TEXT, listed(TEXT)]}, "只管这一列，或这几列：表头上的列名，如 法人或其他组织"
            ),
            "处数": told(COUNT, "管着几处：多了少了都会提醒，多了就不再有效"),
            "现值": told(TEXT, "那一格现在的数；改成别的数之后，这条说明就不再有效"),
            "原因": told(TEXT, "为什么确实如此，让以后的人知道"),
            "公开": told(TRUE, "true 表示原因显示在页面上"),
        },
        ("规则",),
    )


def _withdrawal() -> Schema:
    return closed(
        {
            "日期": told(DATE, "撤回的日期，写成 2022-05-06"),
            "说明": told(SAID, "撤回的原因"),
        },
        ("日期", "说明"),
    )
