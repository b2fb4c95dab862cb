"""G307: a value that is not what its key wants."""

from gongkai import problems
from gongkai.findings import Level
from gongkai.rules.rule import Example, Rule, Words

RULE = Rule(
    code="G307",
    name="value",
    level=Level.ERROR,
    title="值不是这个键要的",
    explanation="日期、年份、网址、类别等各有写法；年度要与文件名一致；位置要指向格式里有的格子。",
    why="日期和网址写错，页面、目录和订阅都会跟着错。",
    bad=Example("发布日期: 2022年1月28日"),
    good=Example("发布日期: 2022-01-28"),
    words={
        problems.NotText: Words("这里应是一段文字", "直接写文字；多行的写 | 后另起一行缩进。"),
        problems.NotADate: Words(
            "“{text}”不是日期",
            "写成 2022-01-28 或 2022-01-28 09:30，须是真有的一天。",
            (("fixed", "写成 {fixed}；有时刻的再空一格写 09:30。"),),
        ),
        problems.NotAYear: Words("“{text}”不是年份", "写四位半角数字，如 2021。"),
        problems.NotACount: Words("“{text}”不是个数", "写 1 以上的半角整数。"),
        problems.NotAnAddress: Words("“{text}”不是网址", "写完整的网址，以 https:// 或 http:// 开头。"),
        problems.NotADomain: Words(
            "“{text}”不是域名", "只写域名，如 www.example.gov.cn，不带 http:// 和路径。"
        ),
        problems.NotAPath: Words(
            "“{text}”不是网站内的路径", "写网站根目录之下的路径，如 xxgk/2021.html，不带域名，不以 / 开头。"
        ),
        problems.NotTrueFalse: Words("“{text}”应为 true 或 false", "是写 true，否写 false；写“是”“否”也可以。"),
        problems.NotAChoice: Words("“{text}”不在可选的词里", "写其中之一：{choices}。"),
        problems.NotARule: Words("“{text}”不是规则编号", "写规则编号，如 G501。"),
        problems.YearMismatch: Words("年度写的是 {year}，文件名是 {file_year}.yml", "改成一致。"),
        problems.YearsReversed: Words("终止年度 {last} 早于起始年度 {first}", "改正其中一个。"),
        problems.DaysReversed: Words("统计期限的止日 {last} 早于起日 {first}", "改正其中一个。"),
        problems.UnknownPlace: Words(
            "“{text}”不是表格里的格子", "写行名和列名，用半角句点隔开，如 予以公开.自然人。"
        ),
        problems.UnknownColumn: Words(
            "“{text}”不是表格里的一列", "写表头上的列名，如 自然人、法人或其他组织。"
        ),
        problems.AddressTwice: Words(
            "“{text}”已由 {file} 第 {line} 行写过", "一个旧地址只能指向一处：删去其中一个。"
        ),
        problems.UnknownAgency: Words("承继的“{name}”不在数据文件夹里", "写机关文件夹在 data/ 之下的路径。"),
    },
)
