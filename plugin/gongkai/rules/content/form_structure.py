"""G301: keys, rows, sections and files that the form or the data folder does not have, or lacks."""

from gongkai import problems
from gongkai.findings import Level
from gongkai.rules.rule import Example, Rule, Words

RULE = Rule(
    code="G301",
    name="form-structure",
    level=Level.ERROR,
    title="键、行、部分或文件与格式不符",
    explanation="数据文件的键就是统一格式上的文字（不带序号和括号里的说明）。多一个、少一个、写错一个字，或一行的格数不对，都会报告。",
    why="法定格式不能缺项，也不能自行增加。",
    article="国办公开办函〔2021〕30号",
    bad=Example("本年度办理结果:\n  予以公布: [18, 2, 0, 0, 0, 0, 20]"),
    good=Example("本年度办理结果:\n  予以公开: [18, 2, 0, 0, 0, 0, 20]"),
    may_be_off=False,
    words={
        problems.UnknownKey: Words(
            "这里没有“{key}”这个键",
            "这里可以写：{known}。",
            (("belongs", "“{key}”应写在“{belongs}”之下，缩进比它多两格。"), ("nearest", "是不是“{nearest}”？")),
        ),
        problems.MissingKey: Words("缺少“{key}”", "加一行“{key}: …”。"),
        problems.MissingSection: Words(
            "缺少“{label}”这一部分", "加上“{key}:”及其内容；没有可写的也要照实说明。"
        ),
        problems.MissingRow: Words("缺少“{label}”这一行", "在这里补上“{key}: …”；没有发生填 0。"),
        problems.MissingColumn: Words("“{row}”一行缺少“{key}”", "补上“{key}: …”；没有发生填 0。"),
        problems.CellCount: Words(
            "“{row}”一行应有 {expected} 个数，现有 {found} 个", "按这个次序补齐或删去：{columns}。"
        ),
        problems.NotARow: Words(
            "“{row}”一行应是方括号里的 {count} 个数，现为“{text}”",
            "写成 [0, 0, …]，共 {count} 个数，用半角逗号隔开。",
        ),
        problems.UnclearBlock: Words(
            "看不出“{row}”是哪一项里的行", "写明“所属”，可以是：{parts}；“数”要与那一项的列相符。"
        ),
        problems.RowTwice: Words(
            "同一处已有“{row}”这一行", "数写在那一行里，删去这一行；确实是另一行的，标签要写得不同。"
        ),
        problems.NotAMapping: Words("这里应是“键: 值”，一行一个", "按格式写：{known}。"),
        problems.NotAList: Words("这里应是一个列表", "每项一行，以“- ”开头。"),
        problems.NotACell: Words("{where}应是一个数", "只写一个数；要加说明写 {{值: 0, 注: 说明}}。"),
        problems.EmptyFile: Words("文件是空的", "填写内容，或删去这个文件。"),
        problems.NoContent: Words("报告没有内容", "写上：{keys}；只有文件的写“附件”，在别处发布的写“原址”。"),
        problems.MixedContent: Words(
            "写了“原址”，又写了“{section}”", "报告在别处的只写“原址”，在本站的删去“原址”。"
        ),
        problems.StrayFile: Words(
            "“{name}”不是数据文件",
            "报告命名为四位年份加 .yml（如 2021.yml），机关信息为 agency.yml，其余文件移出。",
            (("fixed", "改名为 {fixed}。"), ("top", "data/ 本身不是机关：建一个文件夹，把它移进去。")),
        ),
        problems.StrayFolder: Words("文件夹“{name}”没有对应的报告", "改为有报告的年份，或移出。"),
        problems.FolderName: Words(
            "文件夹名“{name}”不能用作网址",
            "只用小写英文字母、数字和 -，不能是四位年份，也不能是 {reserved}；机关的中文名称写在 agency.yml 里。",
        ),
        problems.OutsideLink: Words("“{name}”是指向别处的链接", "把真正的文件放进数据文件夹。"),
        problems.ReportWithoutAgency: Words(
            "“{name}”所在的文件夹没有 agency.yml",
            "在同一文件夹建 agency.yml，写明名称和类别。",
            (("top", "data/ 本身不是机关：建一个机关的文件夹，写好 agency.yml，把它移进去。"),),
        ),
    },
)
