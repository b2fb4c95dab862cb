"""The page of one report."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.addresses import INDEX, Page
from gongkai.document.blocks import (
    Block,
    Document,
    Facts,
    Heading,
    Inline,
    Inlines,
    Link,
    Notice,
    Paragraph,
    SimpleTable,
    StatutoryTable,
    Text,
    Title,
    Trail,
)
from gongkai.document.common import COLUMN, NAME, date_text, day_of, declaration, page_link
from gongkai.document.narrative import narrative_blocks
from gongkai.forms import Section
from gongkai.model import Archive, Contact, Report, State
from gongkai.tables import grid

_LAW = "《中华人民共和国政府信息公开条例》"


def report_title(report: Report) -> Title:
    """The title: agency, year and name, or what 标题 says."""
    usual = Title(report.agency_name, f"{report.year}年{NAME}")
    if report.title is None or report.title == usual.whole:
        return usual
    if report.title.startswith(report.agency_name) and report.title != report.agency_name:
        return Title(report.agency_name, report.title.removeprefix(report.agency_name))
    return Title("", report.title)


def report_document(report: Report, archive: Archive) -> Document:
    """The page of one report."""
    agency = archive.agencies[report.agency]
    title = report_title(report)
    blocks: list[Block] = [
        Trail((page_link(COLUMN, INDEX), page_link(agency.name, Page(agency.path))), f"{report.year}年"),
        title,
        Facts(tuple(_facts(report))),
    ]
    if report.withdrawal is not None:
        day = date_text(report.withdrawal.date)
        blocks.append(Notice("withdrawn", f"撤回　{day}", ((Text(report.withdrawal.explanation),),)))
    else:
        blocks.extend(_content(report, archive))
    blocks.extend(declaration(agency))
    return Document(
        Page(report.agency, report.year), title.whole, tuple(blocks), day_of(report), report.place.file
    )


def _facts(report: Report) -> Iterator[tuple[str, Inlines]]:
    yield "发布机构", (Text(report.agency_name),)
    for term, value in (
        ("发布日期", report.published and date_text(report.published)),
        ("成文日期", report.written and date_text(report.written)),
        ("文号", report.document_number),
        ("索引号", report.index_number),
        ("来源", report.origin),
    ):
        if value:
            yield term, (Text(value),)


def _content(report: Report, archive: Archive) -> Iterator[Block]:
    for correction in sorted(report.corrections, key=lambda correction: correction.date.day, reverse=True):
        title = f"更正　{date_text(correction.date)}"
        yield Notice("correction", title, ((Text(correction.explanation),),))
    if report.is_elsewhere:
        yield from _elsewhere(report)
        return
    if report.preamble is not None:
        yield from narrative_blocks(report.preamble, report, archive, "preamble")
    elif not report.without_preamble:
        yield Paragraph(preamble(report))
    for section in report.form.sections:
        yield from _section(section, report, archive)
    for number, free in enumerate(report.free_sections, 1):
        yield Heading(2, f"section-{number}", (Text(free.title),))
        if free.narrative is not None:
            yield from narrative_blocks(free.narrative, report, archive, f"section-{number}")
        if free.table is not None:
            header = tuple((Text(column),) for column in free.table.columns)
            rows = tuple(tuple((Text(cell),) for cell in row) for row in free.table.rows)
            yield SimpleTable(header, rows)
    signature = [part for part in (report.signature, report.written and date_text(report.written)) if part]
    if report.signature:
        yield from (Paragraph((Text(part),), "signature") for part in signature)


def _elsewhere(report: Report) -> Iterator[Block]:
    if report.original_address is not None:
        link = Link((Text("打开原文"),), report.original_address)
        yield Notice("file", "本年报告发布在其他地址", ((link,),))
    else:
        names = tuple((Text(a.explanation or a.file),) for a in report.attachments)
        yield Notice("file", "本年报告只有文件", names)


def preamble(report: Report) -> Inlines:
    """The usual preamble: basis, period, where to download, whom to ask."""
    year, name = report.year, report.agency_name
    basis = f"本报告由{name}依据{_LAW}（以下简称《条例》）编制"
    if report.form.notice is not None:
        basis += f"，采用{report.form.notice}文件规定的统一格式"
    text = f"{basis}。所列数据的统计期限为{year}年1月1日至{year}年12月31日。"
    inlines: list[Inline] = []
    website = report.website
    if website is not None and website.domain is not None:
        inlines.append(Text(f"{text}本报告电子版可在{website.name or '网站'}（"))
        inlines.append(Link((Text(website.domain),), f"http://{website.domain}/"))
        text = "）查阅、下载。"
    if report.contact is not None:
        text += f"对本报告如有疑问，请与{name}联系（{_contact_text(report.contact)}）。"
    inlines.append(Text(text))
    return tuple(inlines)


def _contact_text(contact: Contact) -> str:
    parts = (
        ("地址", contact.address),
        ("邮编", contact.postcode),
        ("电话", contact.telephone),
        ("传真", contact.fax),
        ("电子邮箱", contact.email),
    )
    return "，".join(f"{term}：{value}" for term, value in parts if value)


def _section(section: Section, report: Report, archive: Archive) -> Iterator[Block]:
    yield Heading(2, section.id, (Text(section.label),))
    if section.table is None:
        narrative = report.narratives.get(section.id)
        if narrative is not None:
            yield from narrative_blocks(narrative, report, archive, section.id)
        return
    table = report.form.table(section.table)
    yield StatutoryTable(grid(report, table), f"{table.caption}　{report.year}年")
    if any(cell.state is State.COMPUTED for name, cell in report.cells.items() if name.table == table.id):
        yield Paragraph((Text("带点线的数原报告未填，由本站按表内各数相加得出。"),), "note")
