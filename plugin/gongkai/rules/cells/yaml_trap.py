"""G203: the text of a file, before it means anything."""

from gongkai import problems
from gongkai.findings import Level
from gongkai.rules.rule import Example, Rule, Words


def _mend(message: str, remedy: str) -> Words:
    """Words for a slip that may come with the mended line."""
    return Words(message, f"{remedy}。", (("fixed", f"{remedy}：{{fixed}}"),))


RULE = Rule(
    code="G203",
    name="yaml-trap",
    level=Level.ERROR,
    title="文件写法有误",
    explanation=(
        "数据文件是 YAML 文本：键后是半角冒号加一个空格，列表用半角方括号和逗号，缩进用空格。"
        "全角标点、制表符、看不见的字符、GBK 编码等，都在出错的那一行报告。"
    ),
    why="写法有误时，文件读不出来，或者读出来的不是所写的意思。",
    bad=Example("行政许可：0"),
    good=Example("行政许可: 0"),
    words={
        problems.Unreadable: Words("打不开，读不到其中的内容", "核对是否完好、有无读取权限。"),
        problems.Encoding: Words(
            "文件不是 UTF-8 编码",
            "用记事本打开，另存为，编码选 UTF-8。",
            (("encoding", "现在可能是 {encoding} 编码：用记事本打开，另存为，编码选 UTF-8。"),),
        ),
        problems.TooLarge: Words(
            "文件有 {size} 字节，超过 {limit} 字节", "数据文件只放文字和数字；图片等作为附件。"
        ),
        problems.ControlCharacter: _mend("有看不见的字符：{name}（{code}）", "删去这个字符，必要时另起一行"),
        problems.TabIndentation: _mend("这里用了制表符（Tab 键）", "改为空格"),
        problems.WideIndentation: _mend("缩进用了全角空格或不间断空格", "改为半角空格"),
        problems.WideSpace: _mend("“{key}”旁边有全角空格或不间断空格", "删去这个空格"),
        problems.FullwidthColon: _mend("键后的冒号是全角“：”", "改为半角冒号加一个空格"),
        problems.MissingSpace: _mend("“{key}”后面少一个空格", "补上空格"),
        problems.FullwidthComma: _mend("各项之间用了“{character}”", "改为半角逗号加一个空格"),
        problems.FullwidthBracket: _mend("括号“{bracket}”应为半角", "列表用半角 [ ]，键值用半角 {{ }}"),
        problems.MissingComma: _mend("两项之间少一个逗号", "补上半角逗号和空格"),
        problems.EmptyItem: _mend("逗号之间什么也没有", "没有填的格子写 ~，多出的逗号删去"),
        problems.UnquotedReference: _mend("以“{{{{”开头的文字会被误认", "给整段文字加上半角引号"),
        problems.UnclosedBracket: _mend("括号没有成对", "核对这里的 [ ] 和 {{ }}，补上或删去一个"),
        problems.UnclosedQuote: _mend("引号没有成对", "在文字末尾补上同样的引号"),
        problems.OutdentedText: Words(
            "这一行缩进比正文第一行少，不再属于正文",
            "正文各行的缩进不能少于第一行：前面补上空格。",
        ),
        problems.Indentation: Words("这一行的缩进与上下文对不上", "同一层的键左边对齐，下一层多缩进两格。"),
        problems.NoColon: _mend("这一行不是“键: 值”", "写成“键: 值”；属于上面正文的，前面补上空格"),
        problems.ColonInText: _mend("文字里的半角冒号会被误认为键", "给整段文字加上半角引号"),
        problems.BracketInText: _mend("文字里的半角括号会被误认", "给整段文字加上半角引号"),
        problems.TextAfterClose: _mend("括号或引号之后还有文字", "删去多余的文字，或给整段加上引号"),
        problems.Backslash: _mend("双引号里的反斜杠有特别的含义", "改用单引号，或写两个反斜杠"),
        problems.ReservedStart: _mend("文字以 YAML 的特殊符号开头", "给整段文字加上半角引号"),
        problems.BlockStart: _mend("正文应从 | 的下一行写起", "| 之后另起一行，缩进两格再写正文"),
        problems.FoldedText: _mend("用 > 会把各行连成一行，中间夹上空格", "改用 |"),
        problems.JoinedText: Words(
            "正文前面没有写 |，下面各行会连成一段，中间夹上空格",
            "在键的冒号后面空一格写 |，正文从下一行写起，各行缩进两格。",
        ),
        problems.DuplicateKey: Words("“{key}”写了两次，第 {first} 行已有", "删去多余的一处。"),
        problems.ComplexKey: Words("这里的键不是一个词", "写成“键: 值”。"),
        problems.Anchor: Words("“{text}”是 YAML 的锚点", "不用锚点；以 & 开头的文字加上半角引号。"),
        problems.Alias: Words("“{text}”是 YAML 的引用", "不用引用；以 * 开头的文字加上半角引号。"),
        problems.Tag: Words("“{text}”是 YAML 的类型标记", "不用类型标记；以 ! 开头的文字加上半角引号。"),
        problems.SecondDocument: Words("“{text}”另起了一个 YAML 文档", "一个文件一份数据：删去这一行。"),
        problems.TooDeep: Words("嵌套超过 {limit} 层", "按格式的层次写。"),
        problems.TooManyDigits: Words("数字有 {digits} 位", "核对是否多按了键；确是编号的，加上半角引号。"),
        problems.NotYaml: Words("这里不合 YAML 的写法", "对照上下各行，核对冒号、缩进、括号和引号。"),
    },
    may_be_accepted=False,
    may_be_off=False,
)
