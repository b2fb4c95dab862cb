"""YAML as editors write it, and the scalars in it."""

from __future__ import annotations

from gongkai.source import Mapping, Node, Scalar, Sequence

AGENCY = """\
名称: 宁波市海曙区人民政府办公室        # required
类别: 政府办公室                        # required: 政府 | 政府办公室 | 部门 | 乡镇街道 | 开发区 | 公共企事业单位 | 其他
规章制定权: 无                          # 有 | 无; without it the rule on competence is silent
起始年度: 2008                          # and 终止年度：years expected of this agency
网站: {名称: 海曙区政府网站, 域名: www.haishu.gov.cn, 标识码: "3302030000"}
联系: {地址: 宁波市海曙区县前街61号, 邮编: 315100, 电话: 0574-89297514}   # also 传真, 电子邮箱
# 承继: [old-bureau]                    agencies merged into this one; each page points to the other
# 曾用地址: [xxgk/nianbao]              old addresses below the site's root: a small page there leads here
声明: 数据取自公开报告，文字为演示改写，非官方页面。   # shown on every page of the agency
"""

REPORT = """\
年度: 2021
# 格式: 2021          2019 | 2021 | 自由; only where the year's own form was not used
# 标题, 导语           only where they differ from the usual; 导语：无 for none
发布日期: 2022-01-28   # or 2022-01-28 09:30
文号: 甬海政办〔2022〕3号              # also 索引号, 来源, 成文日期, 落款
总体情况: |
  2021年，本机关新收{{ 新收.总计 }}件，其中：自然人37件。
  （一）围绕中心工作
    # 不是注释: [1]，2】

  - 一项：一个。
  "未闭合的引号 & *星号*\t制表符
主动公开政府信息情况:
  规章: {本年制发件数: 0, 本年废止件数: 0, 现行有效件数: 0}
  行政规范性文件: {本年制发件数: 14, 本年废止件数: 17, 现行有效件数: 92}
  行政许可: 0
  行政处罚: 0
  行政强制: 0
  行政事业性收费: 0
收到和处理政府信息公开申请情况:
  # 自然人, 商业企业, 科研机构, 社会公益组织, 法律服务机构, 其他, 总计
  本年新收政府信息公开申请数量: [37, 4, 0, 0, 0, 0, 41]
  上年结转政府信息公开申请数量: [0, 0, 0, 0, 0, 0, 0]
  本年度办理结果:
    予以公开: [18, 2, 0, 0, 0, 0, 20]
    部分公开: [2, 0, 0, 0, 0, 0, 2]
    不予公开:
      属于国家秘密: [0, 0, 0, 0, 0, 0, 0]
      危及“三安全一稳定”: [~, /, null, 0, {值: 22, 注: 其中修订16件}, {原文: "--253"}, ３７]
    总计: [36, 4, 0, 0, 0, 0, 40]
  结转下年度继续办理: [1, 0, 0, 0, 0, 0, 1]
政府信息公开行政复议、行政诉讼情况:
  行政复议: [0, 0, 0, 0, 0]
  未经复议直接起诉: [1, 0, 0, 0, 1]
  复议后起诉: [0, 0, 0, 0, 0]
存在的主要问题及改进情况: |
  第一：二。
其他需要报告的事项: |
  无。
更正:
  - {日期: 2022-03-02, 位置: 予以公开.自然人, 说明: 原为17，现更正为18。}   # 位置 optional
附件:
  - {文件: 图解.png, 说明: 一图读懂}
核对说明:
  # 位置: a passage, a cell, a key (发布日期), a section; none: the whole report.
  - {规则: G501, 位置: 区本级办理依申请公开36件, 原因: 该句只计自然人申请。, 公开: true}
  - {规则: G101, 位置: 予以公开.总计, 现值: 20, 原因: 原报告如此，已无法更改。}
# 原址: https://www.example.gov.cn/2012.html   instead of all sections
"""


def leaves(node: Node | None) -> list[Scalar]:
    """All scalars, keys included, in the order of the file."""
    match node:
        case Scalar():
            return [node]
        case Sequence(items=items):
            return [leaf for item in items for leaf in leaves(item)]
        case Mapping(entries=entries):
            return [leaf for entry in entries for leaf in (entry.key, *leaves(entry.value))]
    return []
