"""G302: the form that a report is written in, and its year."""

from gongkai import problems
from gongkai.findings import Level
from gongkai.rules.rule import Example, Rule, Words

RULE = Rule(
    code="G302",
    name="form-year",
    level=Level.ERROR,
    title="年度与格式不相配",
    explanation="格式按年度选定：2021 年起为现行格式，2019、2020 年为试行格式，此前各机关自定。没有格式可用是错误；用了别的年份的格式是提醒。",
    why="用错格式，表格的行和列就与当年的法定格式不一致。",
    article="国办公开办函〔2021〕30号",
    bad=Example("年度: 2022\n格式: 2019", "2022.yml"),
    good=Example("年度: 2022", "2022.yml"),
    words={
        problems.NoForm: Words("没有适用于 {year} 年度的格式", "核对年份；确需发布的，用“格式: 自由”写明。"),
        problems.FormOutsideYears: Words(
            "{year} 年度用了“{form}”格式",
            "核对是否有意如此；不是的，删去“格式”一行。",
            (("usual", "该年度通常用“{usual}”格式；不是有意如此的，删去“格式”一行。"),),
            Level.WARNING,
        ),
    },
)
