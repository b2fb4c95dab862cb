"""G306: files of 附件, images and linked files."""

from gongkai import problems
from gongkai.findings import Level
from gongkai.rules.rule import Example, Rule, Words

RULE = Rule(
    code="G306",
    name="file",
    level=Level.ERROR,
    title="附件、图片或链接的文件不能发布",
    explanation=(
        "附件、图片和正文链接的文件放在与年度同名的文件夹里，如 data/机关/2021/。"
        "文件不在、在文件夹之外、超过 100 MB、或不是可以发布的类型，都会报告。"
    ),
    why="发布之后才发现链接打不开，或放出了能运行脚本的文件，都要重新更正。",
    bad=Example("附件:\n  - {文件: 图解.svg, 说明: 一图读懂}", beside={"2021/图解.svg": ""}),
    good=Example("附件:\n  - {文件: 图解.png, 说明: 一图读懂}", beside={"2021/图解.png": ""}),
    words={
        problems.FileMissing: Words(
            "没有“{name}”这个文件",
            "把它放进同一机关的 {folder} 文件夹，或改正文件名。",
            (("alike", "文件夹里的是“{alike}”：文件名的大小写要一致。"),),
        ),
        problems.FileOutside: Words(
            "“{name}”不在 {folder} 文件夹里", "只写文件名，把文件本身放进 {folder} 文件夹。"
        ),
        problems.FileTooLarge: Words("“{name}”超过 100 MB", "压缩或分成几个文件。"),
        problems.FileKind: Words("“{name}”不是可以发布的类型", "可以是：{kinds}。"),
        problems.ImageKind: Words("“{name}”不是可以发布的图片", "图片可以是：{kinds}。"),
    },
)
