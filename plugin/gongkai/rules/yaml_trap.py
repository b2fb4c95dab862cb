"""G203: the text of the file, before it means anything."""

from gongkai.findings import Kind, Level
from gongkai.rules.rule import Rule, Words, from_problems

_QUOTE = '给整段文字加上半角引号，如 "…"；长文字写 | 后另起一行缩进。'

RULE = Rule(
    code="G203",
    name="yaml-trap",
    level=Level.ERROR,
    title="文件写法有误",
    explanation="数据文件是 YAML 文本：键后是半角冒号加一个空格，列表用半角方括号和逗号，缩进用空格。全角标点、制表符、看不见的字符、GBK 编码等都在出错的那一行报告。",
    why="写法有误时文件读不出来，或读出来的不是所写的意思。",
    bad="行政许可：0",
    good="行政许可: 0",
    check=from_problems,
    words={
        Kind.UNREADABLE: Words("文件打不开：{reason}", "核对文件权限。"),
        Kind.ENCODING: Words(
            "文件不是 UTF-8 编码",
            "用记事本等打开，另存为 UTF-8。",
            ("encoding", "现在可能是 {encoding} 编码：打开后另存为 UTF-8。"),
        ),
    },
    may_be_accepted=False,
)
