"""A piece of YAML from the handbook, put where it belongs: into reports, an agency's file or a mkdocs.yml."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from mkdocs.config.defaults import MkDocsConfig

from tests.helpers.commands import THEMES
from tests.helpers.support import ROOT, report_text

OF_SITE = frozenset(key for key, _ in MkDocsConfig()._schema)
OFFICE = "haishu-office"
HAISHU = (ROOT / f"data/{OFFICE}/2021.yml").read_text(encoding="utf-8")
AGENCY = (ROOT / f"data/{OFFICE}/agency.yml").read_text(encoding="utf-8")
PNG = b"\x89PNG\r\n\x1a\n"


def entries(piece: str) -> Iterator[tuple[str, str]]:
    """Key and text of each entry at the left edge; comments and ellipses say that there is more."""
    text = re.sub(r"(?m)^ *(?:#.*|…)\n", "", f"{piece.rstrip()}\n")
    for match in re.finditer(r"(?m)^([^\s:：-][^\n:：]*)[:：].*\n(?:(?:[ \t].*)?\n)*", text):
        yield match[1], match[0]


def keys(piece: str) -> set[str]:
    """The keys at the left edge."""
    return {key for key, _ in entries(piece)}


def is_of_site(piece: str) -> bool:
    """Whether it belongs into a mkdocs.yml."""
    return bool(keys(piece) & OF_SITE)


def is_of_report(piece: str) -> bool:
    """Whether it belongs below data/."""
    return bool(keys(piece)) and not is_of_site(piece) and "repos" not in keys(piece)


def into(base: str, piece: str) -> str:
    """A report with a piece in it: a section or row in the place of its own, the rows of a group one by one, others at the end."""
    for key, text in entries(piece):
        own = re.search(rf"(?m)^( *){re.escape(key)}:.*\n(?:\1 +.*\n)*", base)
        if own is None:
            base = f"{base.rstrip()}\n{text}"
            continue
        head, body = text.partition("\n")[0], _body(text)
        if _body(own[0]) and head.endswith(":") and (keys(body) or not body):
            merged = head + "\n" + _indented(into(_body(own[0]), body), "  ")
        else:
            merged = text
        base = base.replace(own[0], _indented(merged, own[1]))
    return base


def _body(entry: str) -> str:
    """What stands below a key, at the left edge."""
    head, _, rest = entry.partition("\n")
    indent = re.match(r" *", rest)[0]  # type: ignore[index]
    return re.sub(rf"(?m)^{indent}", "", rest) if head.endswith(":") else ""


def _indented(text: str, indent: str) -> str:
    return re.sub(r"(?m)^(?=.)", indent, text)


def beginning(name: str) -> bytes:
    """How a file of that ending begins: it is told by it what it is."""
    return b"%PDF-1.7\n" if name.endswith(".pdf") else PNG


def files_of_agency(piece: str, heading: str) -> Mapping[str, str | bytes]:
    """The files below data/ of an agency with that piece in its report, and the files that the piece names."""
    if "类别" in keys(piece):
        return {f"{OFFICE}/agency.yml": piece, f"{OFFICE}/2021.yml": HAISHU}
    said = re.search(r"(?m)^年度: (\d{4})$", piece) or re.search(r"(2019|2020)", heading)
    year = int(said[1]) if said else 2021
    whole = bool({"章节", "原址"} & keys(piece)) or {"年度", "附件"} <= keys(piece)
    files: dict[str, str | bytes] = {f"{OFFICE}/agency.yml": AGENCY}
    files[f"{OFFICE}/{year}.yml"] = piece if whole else into(report_of(year), piece)
    for name in re.findall(r"(?<=文件: )[^,}\n]+|(?<=\]\()[^)\n]+(?=\))", piece):
        files[f"{OFFICE}/{year}/{name}"] = beginning(name)
    return files


def report_of(year: int) -> str:
    """A published report as that of a year."""
    if year < 2021:
        return report_text("shanghai-office-2019", year)
    return HAISHU.replace("年度: 2021\n", f"年度: {year}\n")


def config(piece: str) -> str:
    """A mkdocs.yml with that piece in it."""
    own = {"site_name": "样例", "theme": THEMES["mkdocs"], "plugins": "[search, gongkai]"}
    return "".join(f"{key}: {value}\n" for key, value in own.items() if key not in keys(piece)) + piece
