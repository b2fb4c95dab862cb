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
        "文件不在、在文件夹之外、超过 100 MB、不是可以发布的类型，或内容与类型不符（空文件、Git LFS 的指针也是），都会报告；图片像素过多、是动图、记有拍摄地点的也报告。"
    ),
    why="发布之后才发现链接打不开，或放出了能运行脚本的文件，都要重新更正。",
    bad=Example("附件:\n  - {文件: 图解.svg, 说明: 一图读懂}", beside={"2021/图解.svg": ""}),
    good=Example("附件:\n  - {文件: 图解.pdf, 说明: 一图读懂}", beside={"2021/图解.pdf": "%PDF-1.7"}),
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
        problems.FileContent: Words("“{name}”的内容是{kind}，与文件名不符", "改正文件名，或换成真正的文件。"),
        problems.ImageTooLarge: Words(
            "图片“{name}”有 {width}×{height} 像素，太大", "缩小到每边 1 万像素、总共 5000 万像素以内。"
        ),
        problems.ImageMoves: Words("“{name}”是动图，PDF 和打印只有其中一帧", "换成静止的图片。"),
        problems.ImagePlace: Words(
            "图片“{name}”里记有拍摄地点", "用图片软件删去位置信息，或截图另存，再放进来。"
        ),
        problems.FileKind: Words("“{name}”不是可以发布的类型", "可以是：{kinds}。"),
        problems.ImageKind: Words("“{name}”不是可以发布的图片", "图片可以是：{kinds}。"),
    },
    changed=3,
)
