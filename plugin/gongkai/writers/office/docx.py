"""A report as a Word file, to pass round for signature before it is published: GB/T 9704-2012, by python-docx.

Set in the official typefaces by their names; a computer that lacks them shows others. Same report, same bytes: the
times in the file are the day that the report bears.
"""

from __future__ import annotations

import datetime
import struct
import zipfile
from io import BytesIO
from itertools import count
from typing import Any

from gongkai.ground.extras import needed
from gongkai.ground.xmltext import printable
from gongkai.model import Archive, File, Report
from gongkai.pages import Title, report_page
from gongkai.writers.office.docx_xml import NAMESPACES, DocxXml
from gongkai.writers.office.needs import DOCX
from gongkai.writers.office.paper import REVIEW, PaperData, without_banner

# Twips (1/20 pt). 版心 156 × 225 mm; 22 lines of 28 characters.
MM = 1440 / 25.4
LINE = 579
GRID = f'<w:docGrid w:type="lines" w:linePitch="{LINE}"/>'
CLOSER = -5
"""Twips between characters of 3号, 16 pt: 28 of them do not fit 156 mm. A grid of characters would be Word's own way,
but not every program reads it alike."""

FANGSONG, KAITI, HEITI, XIAOBIAOSONG = "仿宋_GB2312", "楷体_GB2312", "黑体", "方正小标宋简体"
_HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"

# Name, east-asian typeface, half points, properties of its paragraphs.
_BODY = f'<w:spacing w:before="0" w:after="0" w:line="{LINE}" w:lineRule="exact"/>'
_INDENT = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
_SMALL = '<w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
STYLES = (
    ("Normal", FANGSONG, 32, _BODY),
    ("Body Text", FANGSONG, 32, f'{_BODY}{_INDENT}<w:jc w:val="both"/>'),
    (
        "Title",
        XIAOBIAOSONG,
        44,
        '<w:spacing w:before="0" w:after="0" w:line="700" w:lineRule="exact"/><w:jc w:val="center"/>',
    ),
    ("Heading 1", HEITI, 32, f'<w:keepNext/>{_BODY}{_INDENT}<w:outlineLvl w:val="0"/>'),
    ("Heading 2", KAITI, 32, f'<w:keepNext/>{_BODY}{_INDENT}<w:outlineLvl w:val="1"/>'),
    ("Heading 3", FANGSONG, 32, f'<w:keepNext/>{_BODY}{_INDENT}<w:outlineLvl w:val="2"/>'),
    ("Caption", HEITI, 21, f"<w:keepNext/>{_SMALL}"),
    ("Table Text", FANGSONG, 18, _SMALL),
    ("Note Text", FANGSONG, 18, _SMALL),
)


def write_docx(report: Report, archive: Archive, *, review: bool = False) -> bytes:
    """The report as a Word file. review: whether it is marked as a draft for approval (送审稿).

    Raises MissingExtra where python-docx is not installed.
    """
    docx = needed(*DOCX)
    content = report_page(report, archive)
    files = archive.files.get((report.agency, report.year), {})
    title = next(block for block in content.blocks if isinstance(block, Title))
    word = docx.Document()
    for style in STYLES:
        _set_style(docx, word, *style)
    numbers = count(1)
    xml = DocxXml(
        link=lambda address: word.part.relate_to(address, _HYPERLINK, is_external=True),
        picture=lambda name, text: _picture(docx, word, files[name], text, next(numbers)),
    )
    lines = [line for line in (title.lead, title.text) if line]
    if review:
        content = without_banner(content)
    blocks = PaperData(printable, files.__contains__).blocks(content)
    for element in _parsed(docx, xml.body(lines, blocks, f"（{REVIEW}）" if review else "")):
        word.element.body.sectPr.addprevious(element)
    _set_page(docx, word, review=review)
    _set_properties(word, report, content.title, content.date or datetime.date(report.year, 12, 31))
    saved = BytesIO()
    word.save(saved)
    return _repacked(saved)


def _parsed(docx: Any, xml: str) -> list[Any]:
    return list(docx.oxml.parse_xml(f"<w:body {NAMESPACES}>{xml}</w:body>"))


def _set_style(docx: Any, word: Any, name: str, face: str, half_points: int, paragraph: str) -> None:
    """A style of that look and nothing else: the template's own colours and faces go."""
    styles = word.styles
    style = styles[name] if name in styles else styles.add_style(name, 1)
    element = style.element
    for tag in ("w:pPr", "w:rPr"):
        for old in element.findall(docx.oxml.ns.qn(tag)):
            element.remove(old)
    fonts = f'<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman" w:eastAsia="{face}"/>'
    bold = "<w:b/>" if name == "Heading 3" else ""
    closer = f'<w:spacing w:val="{CLOSER}"/>' if half_points == 32 else ""
    size = f'{closer}<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'
    language = '<w:lang w:val="en-US" w:eastAsia="zh-CN"/>'
    look = f'{fonts}{bold}<w:color w:val="000000"/>{size}{language}'
    element.extend(_parsed(docx, f"<w:pPr>{paragraph}</w:pPr><w:rPr>{look}</w:rPr>"))


def _set_page(docx: Any, word: Any, *, review: bool) -> None:
    """Size, margins that mirror, the grid, and page numbers: odd ones right, even ones left, a character in."""
    section = word.sections[0]
    twips = docx.shared.Twips
    section.page_width, section.page_height = twips(round(210 * MM)), twips(round(297 * MM))
    section.top_margin, section.bottom_margin = twips(round(37 * MM)), twips(round(35 * MM))
    # Mirrored: left is the side of the binding.
    section.left_margin, section.right_margin = twips(round(28 * MM)), twips(round(26 * MM))
    section.footer_distance = twips(round(35 * MM) - LINE)
    properties = section._sectPr
    for old in properties.findall(docx.oxml.ns.qn("w:docGrid")):
        properties.remove(old)
    properties.extend(_parsed(docx, GRID))
    word.settings.odd_and_even_pages_header_footer = True
    # In the order that the schema wants.
    word.settings.element.find(docx.oxml.ns.qn("w:zoom")).addnext(_parsed(docx, "<w:mirrorMargins/>")[0])
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        _replace(docx, footer, _number(side))
    if review:
        for header in (section.header, section.even_page_header):
            _replace(docx, header, _paragraph(_run(HEITI, 28, f"<w:t>{REVIEW}</w:t>"), "right"))


def _replace(docx: Any, part: Any, paragraph: str) -> None:
    part.is_linked_to_previous = False
    element = part._element
    for child in list(element):
        element.remove(child)
    element.extend(_parsed(docx, paragraph))


def _number(side: str) -> str:
    field = "".join(
        _run("宋体", 28, part)
        for part in (
            '<w:t xml:space="preserve">— </w:t>',
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>1</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
            '<w:t xml:space="preserve"> —</w:t>',
        )
    )
    return _paragraph(field, side)


def _paragraph(runs: str, side: str) -> str:
    indent = f'<w:ind w:{side}Chars="100" w:{side}="320"/>'
    return f'<w:p><w:pPr>{indent}<w:jc w:val="{side}"/></w:pPr>{runs}</w:p>'


def _run(face: str, half_points: int, content: str) -> str:
    fonts = f'<w:rFonts w:ascii="{face}" w:hAnsi="{face}" w:eastAsia="{face}"/>'
    return f'<w:r><w:rPr>{fonts}<w:sz w:val="{half_points}"/></w:rPr>{content}</w:r>'


def _picture(docx: Any, word: Any, file: File, text: str, number: int) -> str | None:
    """A picture across the page at most; None where it is of a kind that Word does not know."""
    errors = docx.image.exceptions
    try:
        inline = word.part.new_pic_inline(str(file.path))
    except (
        *(errors.InvalidImageStreamError, errors.UnexpectedEndOfFileError, errors.UnrecognizedImageError),
        *(struct.error, OSError, KeyError, ZeroDivisionError),
    ):
        return None
    widest = docx.shared.Mm(156)
    if inline.extent.cx > widest:
        inline.extent.cy = round(inline.extent.cy * widest / inline.extent.cx)
        inline.extent.cx = widest
        shape = inline.graphic.graphicData.pic.spPr
        shape.cx, shape.cy = inline.extent.cx, inline.extent.cy
    inline.docPr.set("id", str(number))
    inline.docPr.set("descr", text)
    inline.docPr.set("name", text)
    inline.graphic.graphicData.pic.nvPicPr.cNvPr.set("name", text)
    return str(docx.oxml.xmlchemy.serialize_for_reading(inline))


def _set_properties(word: Any, report: Report, title: str, day: datetime.date) -> None:
    properties = word.core_properties
    moment = datetime.datetime(day.year, day.month, day.day)
    properties.title, properties.author = printable(title), printable(report.agency_name)
    properties.created = properties.modified = moment
    properties.comments, properties.last_modified_by, properties.revision = "", "", 1
    properties.language = "zh-CN"
    # The picture in python-docx's template.
    relations = word.part.package.rels
    for key in [key for key, relation in relations.items() if relation.reltype.endswith("/thumbnail")]:
        del relations[key]


def _repacked(saved: BytesIO) -> bytes:
    """The same files without the time at which they were packed."""
    packed = BytesIO()
    with (
        zipfile.ZipFile(saved) as old,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as new,
    ):
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            new.writestr(entry, old.read(name))
    return packed.getvalue()
