"""Nothing private is published: marks are set in what is not for readers, and looked for in every byte that is."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from gongkai.documents.formats import FORMATS
from tests.helpers.commands import build_here, gongkai_here, project, read_all, site_config
from tests.helpers.support import report_text

DRAFT, WITHDRAWN, REMARK, COMMENT, OPEN = (
    "draft-mark-5171",
    "withdrawn-mark-6282",
    "remark-mark-7393",
    "comment-mark-8404",
    "open-mark-9515",
)
DRAFT_NUMBER, WITHDRAWN_NUMBER = "731904", "842015"
"""Of a cell: as a number it would stand in no text."""


def reports() -> dict[str, str | bytes]:
    """One report for readers, whose remarks are not all public; a draft; one that was withdrawn."""
    text = report_text("haishu-office-2021", 2021).replace("本机关依法公开政府信息。", "本机关公开政府信息。")
    no_date = text.replace("发布日期: 2022-01-20\n", "")

    def of(year: int, mark: str, number: str, more: str) -> str:
        changed = no_date.replace("年度: 2021", f"年度: {year}").replace("行政许可: 0", f"行政许可: {number}")
        return changed.replace("本机关公开", f"{mark}本机关公开") + more

    return {
        "2021.yml": f"# {COMMENT}\n{text}核对说明:\n"
        f"  - {{规则: G602, 原因: {REMARK}}}\n  - {{规则: G301, 原因: {REMARK}, 公开: false}}\n"
        f"  - {{规则: G304, 原因: {OPEN}, 公开: true}}\n",
        "2022.yml": of(
            2022,
            DRAFT,
            DRAFT_NUMBER,
            f"草稿: true\n附件:\n  - {{文件: draft-file-1.txt, 说明: {DRAFT}}}\n",
        ),
        "2022/draft-file-1.txt": DRAFT,
        "2023.yml": of(
            2023,
            WITHDRAWN,
            WITHDRAWN_NUMBER,
            "发布日期: 2024-01-20\n撤回: {日期: 2024-05-06, 说明: 内容有误。}\n"
            f"附件:\n  - {{文件: withdrawn-file-2.txt, 说明: {WITHDRAWN}}}\n",
        ),
        "2023/withdrawn-file-2.txt": WITHDRAWN,
        "2021/stray-file-3.txt": COMMENT,
    }


def parts(name: str, data: bytes) -> Iterator[bytes]:
    """A file as it is, and what is packed in it."""
    yield name.encode()
    yield data
    if name.endswith((".docx", ".xlsx")):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            yield from (packed.read(each) for each in packed.namelist())
    elif name.endswith(".gz"):
        yield gzip.decompress(data)
    elif name.endswith(".pdf"):
        with pypdfium2.PdfDocument(data) as document:
            yield "".join(page.get_textpage().get_text_range() for page in document).encode()


def found(folder: Path, *marks: str) -> list[tuple[str, str]]:
    """The files that hold one of the marks, with it."""
    return [
        (name, mark)
        for name, data in sorted(read_all(folder).items())
        for mark in marks
        if any(mark.encode() in part for part in parts(name, data))
    ]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site, a preview for readers, all exports and the pages for other generators, each in a folder of its own."""
    folder = tmp_path_factory.mktemp("private")
    rules = "rules: {carry-over: off, stock: off, acceptance: off, file: off, jump: off}"
    options = f"fail_on: never, drafts: !ENV [SHOW_DRAFTS, false], {rules}"
    plugins = f"[search, {{gongkai: {{{options}}}}}]"
    address = "site_url: https://www.example.gov.cn/\n"
    project(folder, reports(), site_config(plugins=plugins, more=address, documents=True))
    done = build_here(folder)
    assert done.status == 0, done.said
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("SHOW_DRAFTS", "true")
        (folder / "site").rename(folder / "published")
        done = build_here(folder)
        assert done.status == 0, done.said
        (folder / "site").rename(folder / "preview")
    for form in FORMATS:
        done = gongkai_here(folder, "export", "--format", form, "--output", "exported")
        assert done.status == 0, done.said
    done = gongkai_here(folder, "pages", "--output", "pages")
    assert done.status == 0, done.said
    return folder


def test_what_is_looked_for_can_be_found(folder: Path) -> None:
    """In each kind of file, also in what is packed: the text of the report, and the number of a cell."""
    text = {name for name, _ in found(folder / "exported", "本机关公开政府信息")}
    assert {"office/2021.pdf", "office/2021.docx", "office/2021.html", "office/2021.json"} <= text
    assert ("office/2022.xlsx", DRAFT_NUMBER) in found(folder / "exported", DRAFT_NUMBER)
    assert found(folder / "published", OPEN)


@pytest.mark.parametrize("of", ["published", "preview", "exported", "pages"])
def test_remarks_comments_and_what_is_withdrawn(folder: Path, of: str) -> None:
    """Are nowhere, and no file that no report names."""
    assert (
        found(folder / of, WITHDRAWN, WITHDRAWN_NUMBER, REMARK, COMMENT, "withdrawn-file-2", "stray-file-3")
        == []
    )


@pytest.mark.parametrize("of", ["published", "pages"])
def test_drafts(folder: Path, of: str) -> None:
    """Only where they are asked for."""
    assert found(folder / of, DRAFT, DRAFT_NUMBER, "draft-file-1") == []
    assert found(folder / "preview", DRAFT, DRAFT_NUMBER, "draft-file-1")
