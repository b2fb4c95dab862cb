"""The handbook, read: its pages, their blocks of code, and every command that they show. Nothing is listed by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.helpers.commands import gongkai_here
from tests.helpers.support import ROOT

INIT = "init/README.md"
"""The page that `gongkai init` writes."""
PIPELINES = "plugin/gongkai/assets/ci"
SHELLS = ("sh", "bat")
DEVELOPER = "docs/developer.md"
EXAMPLES = ("rule", "form", "writer")
"""The worked examples, by the anchors of their sections: test_worked_examples does them as a whole."""
PROGRAMS = (
    "apt",
    "base64",
    "cd",
    "git",
    "gongkai",
    "make",
    "mkdocs",
    "npm",
    "pip",
    "py",
    "python",
    "ssh-keygen",
    "ssh-keyscan",
)
"""What a span of code may begin with to be a command. One with an option is a command whatever it begins with."""
_PROGRAM = rf"(?:{'|'.join(PROGRAMS)})"
_IS_COMMAND = re.compile(rf"(?:{_PROGRAM}|[a-z][\w-]* -{{1,2}}[a-z]|\.venv[/\\]\w+[/\\]\w+)(?= |$)|\.ci/\w+$")
_SPAN = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_FENCE = re.compile(r"^( *)(```+)([\w-]*)[^\n]*\n(.*?)^\1\2 *$", re.DOTALL | re.MULTILINE)
_COMMENT = re.compile(r"""((?:[^"'#]|"[^"]*"|'[^']*'|(?<=\S)\#)*)""")
_IN_A_HEAD = re.compile(rf"(?<![\w-])({_PROGRAM}(?:(?: [!-~]+)+| [^ ，。；]+?(?=的)))")


@dataclass(frozen=True)
class Block:
    """A fenced block."""

    page: str
    line: int
    heading: str
    language: str
    text: str

    @property
    def name(self) -> str:
        """Where it stands."""
        return f"{self.page}:{self.line}"


@dataclass(frozen=True)
class Shown:
    """Commands that are run one after another: those of a block, or a single one of a sentence."""

    name: str
    page: str
    commands: tuple[str, ...]


@cache
def pages() -> Mapping[str, str]:
    """The text of every page, by path; of the pipelines' files the head."""
    paths = [
        ROOT / "README.md",
        *sorted((ROOT / "docs").glob("*.md")),
        *sorted((ROOT / "docs/rules").glob("*.md")),
    ]
    files = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in paths}
    return {**files, INIT: _page_of_init()}


def _page_of_init() -> str:
    """As it is in the site of the README's quick start."""
    options = ("--name", "某某县人民政府办公室", "--kind", "政府办公室", "--year", "2025")
    with TemporaryDirectory() as folder:
        assert gongkai_here(Path(folder), "init", "site", *options).status == 0
        return (Path(folder) / "site/README.md").read_text(encoding="utf-8")


def heads() -> Mapping[str, str]:
    """The comment at the head of every file for a git service, by path."""
    files = sorted(path for path in (ROOT / PIPELINES).rglob("*") if path.is_file())
    texts = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in files}
    return {name: re.match(r"(?:#.*\n)*", text)[0] for name, text in texts.items()}  # type: ignore[index]


def blocks(*languages: str) -> list[Block]:
    """The fenced blocks in these languages."""
    return [block for page, text in pages().items() for block in blocks_of(page, text, *languages)]


def blocks_of(page: str, text: str, *languages: str) -> Iterator[Block]:
    """The fenced blocks of a page, without the indentation of their fence."""
    for match in _FENCE.finditer(text):
        indent, _, language, body = match.groups()
        if language in languages:
            before = text[: match.start()]
            headings = re.findall(r"^#+ (.*?)(?: \{.*)?$", _FENCE.sub("", before), re.MULTILINE)
            inner = re.sub(rf"^{indent}", "", body, flags=re.MULTILINE)
            yield Block(page, before.count("\n") + 1, headings[-1] if headings else "", language, inner)


def lines_of(block: Block) -> tuple[str, ...]:
    """The commands of a block: lines that go on are one, and what follows a `#` is for people."""
    text = re.sub(r" *[\\^]\n *", " ", block.text)
    stripped = (_COMMENT.match(line)[0].strip() for line in text.splitlines())  # type: ignore[index]
    return tuple(line for line in stripped if line)


def spans_of(text: str) -> list[tuple[int, str]]:
    """Line and content of every span of code outside of blocks."""
    rest = _FENCE.sub(lambda match: "\n" * match[0].count("\n"), text)
    return [
        (number, match[2].strip())
        for number, line in enumerate(rest.splitlines(), 1)
        for match in _SPAN.finditer(line)
    ]


def is_command(span: str) -> bool:
    """Whether a span of code shows a command. A program's name alone is only its name, but a script of ours is run by it."""
    return bool(_IS_COMMAND.match(span)) and span not in PROGRAMS


def example(anchor: str) -> str:
    """The section of a worked example, without its heading."""
    (section,) = re.findall(
        rf"^## .*{{ #{anchor} }}\n(.*?)(?=^## )", pages()[DEVELOPER], re.DOTALL | re.MULTILINE
    )
    return str(section)


def _without_examples() -> Iterator[tuple[str, str]]:
    """The pages, blank lines in the place of the worked examples."""
    for page, text in pages().items():
        left = text
        for anchor in EXAMPLES if page == DEVELOPER else ():
            section = example(anchor)
            left = left.replace(section, "\n" * section.count("\n"))
        yield page, left


def shown() -> list[Shown]:
    """Every command of the handbook outside of the worked examples.

    One that stands in a sentence is there once, and not if a block has it too.
    """
    texts = dict(_without_examples())
    in_fences = (block for page, text in texts.items() for block in blocks_of(page, text, *SHELLS))
    found = [Shown(block.name, block.page, lines_of(block)) for block in in_fences]
    single: dict[str, Shown] = {}
    for page, text in texts.items():
        for line, span in spans_of(text):
            if is_command(span):
                single.setdefault(span, Shown(f"{page}:{line}", page, (span,)))
    for page, head in heads().items():
        for number, text in enumerate(head.splitlines(), 1):
            for command in _IN_A_HEAD.findall(text):
                single.setdefault(command, Shown(f"{page}:{number}", page, (command,)))
    in_blocks = {command for each in found for command in each.commands}
    return [*found, *(each for command, each in single.items() if command not in in_blocks)]
