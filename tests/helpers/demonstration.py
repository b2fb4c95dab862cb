"""What stands beside the demonstration's own reports where the tests build it."""

from __future__ import annotations

from tests.helpers.support import report_text

BESIDE = {"wide": 2023, "old": 2019, "merged": 2023}
"""Reports that the demonstration of the tests has beside its own: six digits, the form of 2019, a merged row."""


def six_digits() -> str:
    """宿迁 2023 with figures of six digits in whole rows of table 三, all else in it nought."""
    rows = {
        "本年新收政府信息公开申请数量": "[158220, 0, 0, 0, 0, 158096, 316316]",
        "上年结转政府信息公开申请数量": "[60, 0, 0, 0, 0, 65, 125]",
        "予以公开": "[158280, 0, 0, 0, 0, 158161, 316441]",
        "总计": "[158280, 0, 0, 0, 0, 158161, 316441]",
    }
    before, heading, rest = report_text("suqian-2023", 2023).partition("收到和处理政府信息公开申请情况:\n")
    table, after, end = rest.partition("政府信息公开行政复议、行政诉讼情况:\n")
    lines = []
    for line in table.splitlines():
        key, _, value = line.partition(": ")
        lines.append(f"{key}: {rows.get(key.strip(), '[0, 0, 0, 0, 0, 0, 0]')}\n" if value else f"{line}\n")
    return "".join((before, heading, *lines, after, end))


def beside() -> dict[str, str]:
    """The files of BESIDE below data/; what is wrong with the published ones is accepted."""
    remark = "  - {{规则: {}, 处数: {}, 原因: 公布时如此。}}\n".format
    texts = {
        "wide": six_digits(),
        "old": f"{report_text('shanghai-office-2019', 2019)}核对说明:\n{remark('G201', 135)}{remark('G105', 11)}",
        "merged": f"{report_text('hongze-2023', 2023)}核对说明:\n{remark('G104', 2)}",
    }
    agencies = {f"{name}/agency.yml": f"名称: 样例{name}\n类别: 政府\n" for name in BESIDE}
    return agencies | {f"{name}/{year}.yml": texts[name] for name, year in BESIDE.items()}
