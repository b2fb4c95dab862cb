"""G310: a character that no font has, so that the PDF could not show it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from gongkai.findings import Finding, Level, Place
from gongkai.fonts import FontSet, font_set
from gongkai.model import Agency, Contact, Report, Website
from gongkai.rules.rule import Example, Inspection, Rule, finding
from gongkai.settings import fonts_folder

RULE = Rule(
    code="G310",
    name="glyph",
    level=Level.ERROR,
    title="字体里没有这个字",
    explanation=(
        "报告里显示的文字，有的字自带的字体和 fonts_dir 里的字体都没有：表情符号、自造的字、极少用的字，"
        "或从 PDF 里复制来的部首。自带的字体有通用规范汉字表和 GBK 的全部汉字。"
    ),
    why="PDF 里没有的字会变成空白，人名、地名缺一个字就不对了。写了核对说明的，PDF 里以〓代替。",
    bad=Example("总体情况: |\n  全年公开信息 36 条 😀。"),
    good=Example("总体情况: |\n  全年公开信息 36 条。"),
    reads_here=True,
)

_Seen = tuple[Place, str]
_COMMENT = re.compile(r"(?:^|\s)#.*")


def check(inspection: Inspection) -> Iterator[Finding]:
    """One finding for each such character of a line, where it first stands."""
    archive = inspection.archive
    fonts = font_set(fonts_folder(inspection.settings, archive.base))
    agencies = {report.agency for report in inspection.reports}
    of_agencies: dict[str, frozenset[str]] = {}
    for path in sorted(agencies):
        agency = archive.agencies[path]
        missing = of_agencies[path] = _missing(_of_agency(agency), fonts)
        places = _in_lines(agency.place, archive.lines.get(agency.place.file, ()), missing)
        yield from _found(fonts, _complete(places, missing, agency.place), None)
    for report in inspection.reports:
        typed = (line.text for narrative in report.all_narratives for line in narrative.lines)
        if missing := _missing((*typed, *_of_report(report)), fonts):
            places = list(_in_narratives(report, missing))
            taken = {place.line for place, _ in places}
            of_agency = of_agencies[report.agency]
            places += _in_lines(
                report.place, archive.lines.get(report.place.file, ()), missing - of_agency, taken
            )
            yield from _found(fonts, _complete(places, missing - of_agency, report.place), report)


def _missing(texts: Iterable[str | None], fonts: FontSet) -> frozenset[str]:
    return fonts.missing("".join(text for text in texts if text and not text.isascii()))


def _of_agency(agency: Agency) -> Iterator[str | None]:
    yield agency.name
    yield agency.declaration
    yield from _of_both(agency.contact, agency.website)


def _of_both(contact: Contact | None, website: Website | None) -> Iterator[str | None]:
    if contact is not None:
        yield from (contact.address, contact.postcode, contact.telephone, contact.fax, contact.email)
    if website is not None:
        yield from (website.name, website.domain)


def _of_report(report: Report) -> Iterator[str | None]:
    """All texts of a report but its narratives."""
    yield from (
        report.agency_name,
        report.letterhead,
        report.title,
        report.document_number,
        report.index_number,
    )
    yield from (report.origin, report.signature, report.signer, report.original_address)
    yield from _of_both(report.contact, report.website)
    cells = report.cells.values()
    yield from {cell.text for cell in cells} | {cell.note for cell in cells} | {cell.unit for cell in cells}
    yield from report.table_notes.values()
    yield from (extra.label for _, extra in report.form.extra)
    yield from (own.text for own in report.own_headings.values())
    for section in report.free_sections:
        yield section.title
        if section.table is not None:
            yield from section.table.columns
            yield from (cell for row in section.table.rows for cell in row)
    yield from (correction.explanation for correction in report.corrections)
    yield from (attachment.explanation or attachment.file for attachment in report.attachments)
    for remark in report.remarks:
        if remark.public:
            yield from (remark.location, remark.reason)


def _in_narratives(report: Report, missing: frozenset[str]) -> Iterator[_Seen]:
    for narrative in report.all_narratives:
        for line in narrative.lines:
            yield from ((line.at(line.text.index(c)), c) for c in sorted(missing) if c in line.text)


def _in_lines(
    start: Place, lines: Iterable[str], missing: frozenset[str], taken: Iterable[int] = ()
) -> list[_Seen]:
    """Where the characters stand in a file, comments left out."""
    skipped = frozenset(taken)
    seen = []
    for number, line in enumerate(lines, 1) if missing else ():
        if number not in skipped and not line.isascii():
            text = _COMMENT.sub("", line)
            seen += [(Place(start.file, number, text.index(c) + 1), c) for c in sorted(missing) if c in text]
    return seen


def _complete(seen: list[_Seen], missing: frozenset[str], start: Place) -> list[_Seen]:
    """With the characters that are written as escapes in YAML, at the start of the file."""
    return [*seen, *((start, c) for c in sorted(missing - {c for _, c in seen}))]


def _found(fonts: FontSet, seen: Iterable[_Seen], report: Report | None) -> Iterator[Finding]:
    for place, character in seen:
        code = f"U+{ord(character):04X}"
        usual = unicodedata.normalize("NFKC", character)
        if unicodedata.category(character) in ("Co", "Cn"):
            message = f"这里有一个自造的字（{code}），别的计算机上显示不出来"
            remedy = "改用通用的字；确实没有的，改用同音字或文字说明。"
        else:
            message = f"字体里没有“{character}”（{code}），PDF 里显示不出来"
            remedy = "删去，或改用通用的字和写法；确实要用的，把有这个字的字体放进选项 fonts_dir 指明的文件夹。"
        if usual != character and all(map(fonts.has, usual)):
            remedy = f"改成通用的“{usual}”。"
        yield finding(RULE, place, message, remedy, report)
