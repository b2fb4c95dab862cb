"""The page of one report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gongkai.addresses import Anchor, Attached, Page
from gongkai.findings import Finding
from gongkai.forms import Section, label
from gongkai.model import Agency, Archive, Contact, Report, accepted_cell
from gongkai.pages.blocks import (
    Aside,
    Banner,
    Block,
    Citation,
    Download,
    Downloads,
    Facts,
    Heading,
    Inline,
    Inlines,
    KeyBlock,
    Link,
    List,
    Notice,
    PageContent,
    Pager,
    Paragraph,
    SimpleTable,
    Text,
    Title,
)
from gongkai.pages.dates import date_text, day_of, period_text
from gongkai.pages.doubts import Doubts
from gongkai.pages.frame import NAME, declaration, page_link, size_text, trail
from gongkai.pages.glossary import glossary
from gongkai.pages.key_block import key_block
from gongkai.pages.narrative import narrative_blocks
from gongkai.pages.plain_text import plain_text
from gongkai.pages.preview import flags, panel
from gongkai.pages.tables import correction_id, statutory_table
from gongkai.pages.year_bar import outline, year_bar
from gongkai.tables import cell_id

WITHDRAWN_ID = "withdrawn"
"""The anchor of the notice on a withdrawn report."""

_LAW = "《中华人民共和国政府信息公开条例》"


def report_title(report: Report) -> Title:
    """The title: agency, year and name, or what 标题 says."""
    usual = Title(report.agency_name, f"{report.year}年{NAME}")
    if report.title is None or report.title == usual.whole:
        return usual
    if report.title.startswith(report.agency_name) and report.title != report.agency_name:
        return Title(report.agency_name, report.title.removeprefix(report.agency_name))
    return Title("", report.title)


def report_page(
    report: Report,
    archive: Archive,
    findings: tuple[Finding, ...] = (),
    downloads: tuple[Download, ...] = (),
    *,
    is_compared: bool = False,
    doubts: Doubts | None = None,
) -> PageContent:
    """The page of one report.

    findings: in a preview, what has to be corrected. downloads: its files. is_compared: whether its agency has a page
    of comparison. doubts: of all reports, for what the site adds of its own: the bar of years, the key block, the
    outline; None where there is no site around the report.
    """
    agency = archive.agencies[report.agency]
    here = Page(report.agency, report.year)
    title = report_title(report)
    blocks: list[Block] = [*_banner(report, findings), trail(agency, archive, f"{report.year}年")]
    if report.letterhead is not None:
        blocks.append(Paragraph((Text(report.letterhead),), "letterhead"))
    blocks.append(title)
    if doubts is not None:
        years = _years(report, archive)
        blocks.append(year_bar(agency.path, years, here, is_compared=is_compared, current=report.year))
    blocks.extend(panel(findings, here, report.form))
    content: list[Block] = []
    key = None
    if report.withdrawal is not None:
        day = date_text(report.withdrawal.date)
        said = (Text(report.withdrawal.explanation),)
        blocks.append(Notice("withdrawn", f"撤回　{day}", (said, (Text("本页地址保留。"),)), WITHDRAWN_ID))
    else:
        blocks.extend(_corrections(report, archive))
        content.extend(_content(report, archive, flags(findings)))
        if doubts is not None:
            key = key_block(report, _year_before(report, archive), doubts)
            blocks.extend(_opening(report, key))
    blocks.append(Facts(tuple(_facts(report, agency))))
    if downloads:
        blocks.append(Downloads(downloads))
    if doubts is not None and report.withdrawal is None and not report.is_elsewhere:
        blocks.append(Citation(*_cited(report), here))
    if doubts is not None and (sections := outline(here, content)) is not None:
        blocks.append(sections)
    blocks.extend(content)
    if is_compared:
        link = page_link("本机关历年比较", Page(report.agency, is_comparison=True))
        blocks.append(Paragraph((link,), "compare"))
    blocks.append(_pager(report, archive))
    blocks.extend(declaration(agency))
    return PageContent(
        here,
        title.whole,
        tuple(blocks),
        day_of(report),
        report.place.file,
        report.draft,
        plain_text(key.sentence) if key is not None else None,
        f"{report.year}年　{report.agency_name}",
    )


def unreadable_page(agency: Agency, year: int, archive: Archive, findings: tuple[Finding, ...]) -> PageContent:
    """In a preview, the page of a report whose file cannot be read: only what has to be corrected."""
    title = Title(agency.name, f"{year}年{NAME}")
    page = Page(agency.path, year)
    blocks: tuple[Block, ...] = (
        Banner("预览", f"{year}年报告的文件读不出来，改正后才能显示。"),
        trail(agency, archive, f"{year}年"),
        title,
        *panel(findings, None),
    )
    return PageContent(page, title.whole, blocks, None, archive.unreadable[agency.path, year])


def _banner(report: Report, findings: tuple[Finding, ...]) -> Iterator[Block]:
    if report.draft:
        yield Banner("草稿", f"{report.year}年报告尚未完成，仅供内部查看，不是正式发布的报告。")
    elif any(finding.accepted is None for finding in findings):
        yield Banner("预览", f"{report.year}年报告还有待处理的问题，只在本机显示，没有发布。")


def _years(report: Report, archive: Archive) -> tuple[int, ...]:
    """The years of the agency that have a page where this report has one."""
    return tuple(r.year for r in archive.by_agency[report.agency].values() if r.draft <= report.draft)


def _year_before(report: Report, archive: Archive) -> Report | None:
    before = archive.by_agency[report.agency].get(report.year - 1)
    return before if before is not None and before.draft <= report.draft else None


def _opening(report: Report, key: KeyBlock | None) -> Iterator[Block]:
    """What the numbers say; of a report in free form, that it has none of the form's."""
    if key is not None:
        yield key
    elif report.form.is_free and not report.is_elsewhere:
        link = page_link("本机关目录", Page(report.agency))
        said = "主要数字取自统一格式的报表，本年没有；本年的数字见正文，各年报告见"
        yield Aside(f"{report.year}年的报告没有统一格式的报表", (Text(said), link, Text("。")))


def _cited(report: Report) -> tuple[str, str]:
    """How to name the report in a list of sources, by GB/T 7714: what stands before the address of the page, and behind."""
    day = f"({report.published.day.isoformat()})" if report.published is not None else ""
    return f"{report.agency_name}. {report_title(report).text}[R/OL]. {day}", "[引用日期]. "


def _pager(report: Report, archive: Archive) -> Pager:
    years = _years(report, archive)
    before = max((year for year in years if year < report.year), default=None)
    after = min((year for year in years if year > report.year), default=None)

    def link(year: int | None) -> Link | None:
        return None if year is None else page_link(f"{year}年年度报告", Page(report.agency, year))

    return Pager(link(before), link(after))


def _facts(report: Report, agency: Agency) -> Iterator[tuple[str, Inlines]]:
    yield "发布机构", (Text(report.agency_name),)
    for term, value in (
        ("统计范围", agency.scope),
        ("发布日期", report.published and date_text(report.published)),
        ("成文日期", report.written and date_text(report.written)),
        ("文号", report.document_number),
        ("索引号", report.index_number),
        ("来源", report.origin),
        ("签发人", report.signer),
    ):
        if value:
            yield term, (Text(value),)


def _content(report: Report, archive: Archive, flagged: Mapping[str, str]) -> Iterator[Block]:
    if report.is_elsewhere:
        yield from _elsewhere(report, archive)
        return
    if report.preamble is not None:
        yield from narrative_blocks(report.preamble, report, archive, "preamble")
    elif not report.without_preamble:
        yield Paragraph(preamble(report, archive))
    for section in report.form.sections:
        yield from _section(section, report, archive, flagged)
    for number, free in enumerate(report.free_sections, 1):
        # What lacks its title, which has been said, has no heading: an empty one says nothing to anybody.
        if free.title:
            yield Heading(2, f"section-{number}", (Text(free.title),))
        if free.narrative is not None:
            yield from narrative_blocks(free.narrative, report, archive, f"section-{number}")
        if free.table is not None:
            header = tuple((Text(column),) for column in free.table.columns)
            rows = tuple(tuple((Text(cell),) for cell in row) for row in free.table.rows)
            yield SimpleTable(header, rows)
    yield from _end(report, archive)


def _end(report: Report, archive: Archive) -> Iterator[Block]:
    if report.signature:
        signed = (*report.signature.split("\n"), date_text(report.written) if report.written else "")
        yield from (Paragraph((Text(part),), "signature") for part in signed if part)
    if report.attachments:
        yield Heading(2, "attachments", (Text("附件"),))
        yield List(tuple(_attachments(report, archive)))
    for remark in report.remarks:
        if remark.public and remark.reason and accepted_cell(remark, report) is None:
            about = f"（{remark.location}）" if remark.location else ""
            yield Paragraph((Text(f"核对说明{about}：{remark.reason}"),), "note")


def _corrections(report: Report, archive: Archive) -> Iterator[Block]:
    """Newest first; each with a link to the cells it speaks of, and to what it replaced."""
    files = archive.files.get((report.agency, report.year), {})
    numbered = sorted(enumerate(report.corrections, 1), key=lambda pair: pair[1].date.day, reverse=True)
    here = Page(report.agency, report.year)
    for number, correction in numbered:
        inlines: list[Inline] = []
        for cell in correction.cells:
            inlines += [Link((Text(label(report.form, cell)),), Anchor(here, cell_id(cell))), Text("：")]
        inlines.append(Text(correction.explanation))
        title = f"更正　{date_text(correction.date)}"
        paragraphs: list[Inlines] = [tuple(inlines)]
        file = files.get(correction.original) if correction.original is not None else None
        if file is not None:
            link = Link((Text("更正之前的报告"),), Attached(here, file.name))
            paragraphs.append((link, Text(f"（{file.kind}，{size_text(file.size)}）")))
        yield Notice("correction", title, tuple(paragraphs), correction_id(number))


def _elsewhere(report: Report, archive: Archive) -> Iterator[Block]:
    if report.original_address is not None:
        link = Link((Text("打开原报告"),), report.original_address)
        yield Notice("file", "本年报告发布在其他地址", ((link, Text(f"（{report.original_address}）")),))
    if report.attachments:
        title = "本年报告只有文件" if report.original_address is None else "附件"
        yield Notice("file", title, tuple(_attachments(report, archive)))


def _attachments(report: Report, archive: Archive) -> Iterator[Inlines]:
    """Each attachment by what it is, with kind and size; a file that may not be published is only named."""
    files = archive.files.get((report.agency, report.year), {})
    for attachment in report.attachments:
        text = attachment.explanation or attachment.file
        file = files.get(attachment.file)
        if file is None:
            yield (Text(text),)
        else:
            link = Link((Text(text),), Attached(Page(report.agency, report.year), file.name))
            yield link, Text(f"（{file.kind}，{size_text(file.size)}）")


def preamble(report: Report, archive: Archive) -> Inlines:
    """The usual preamble: basis, scope and period, where to download, whom to ask."""
    name = report.agency_name
    basis = f"本报告由{name}依据{_LAW}（以下简称《条例》）编制"
    if report.form.notice is not None:
        basis += f"，采用{report.form.notice}文件规定的统一格式"
    scope = archive.agencies[report.agency].scope
    of_what = f"统计范围为{scope}，" if scope is not None else ""
    text = f"{basis}。所列数据的{of_what}统计期限为{period_text(report)}。"
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


def _section(section: Section, report: Report, archive: Archive, flagged: Mapping[str, str]) -> Iterator[Block]:
    yield Heading(2, section.id, (Text(report.heading(section)),))
    if section.id in report.narratives:
        yield from narrative_blocks(report.narratives[section.id], report, archive, section.id)
    if section.table is not None:
        table = report.form.table(section.table)
        yield statutory_table(report, table, flagged)
        yield from glossary(table)
