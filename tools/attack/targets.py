"""What is attacked: for each a way to make an input, and what is done with it, in this process and with small inputs."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

import yaml
from openpyxl import Workbook

from gongkai.addresses import Addresses
from gongkai.claims.claims import claimed_sentences
from gongkai.claims.enumerations import enumerations
from gongkai.claims.meanings import Tables
from gongkai.documents.formats import FORMATS
from gongkai.findings import Place
from gongkai.model import Archive, Report, read_archive
from gongkai.prose import Line, parse
from gongkai.readings.compare import compare
from gongkai.readings.opening import read_file
from gongkai.readings.pieces import UnreadableFile
from gongkai.reporting import write_text
from gongkai.reporting.as_json import write_json
from gongkai.reporting.checked import Checked
from gongkai.rules import inspect, rule_settings
from gongkai.settings import Settings, SettingsError, make_settings, options_of_site
from gongkai.site import SiteError, made_files, make_site
from gongkai.source import Mapping, Scalar, read
from gongkai.writers.markdown import write_markdown
from gongkai.writers.office.needs import PdfError
from gongkai.writers.yaml.from_reading import write_reading
from tests.helpers.disguises import disguised
from tests.helpers.word_file import paragraph, row, table, wide, word_file
from tools.attack.changes import changed_lines, changed_markup, changed_package, damaged
from tools.attack.lines import PATTERNS

ROOT = Path(__file__).resolve().parents[2]
AGENCY = "名称: 样例区人民政府办公室\n类别: 政府办公室\n"
_TEXT_KEY = "总体情况"
_SMALL = """样例区人民政府办公室2021年政府信息公开工作年度报告
一、总体情况
本机关依法公开政府信息。
二、主动公开政府信息情况
行政许可 12
三、收到和处理政府信息公开申请情况
本年新收政府信息公开申请数量 1 0 0 0 0 0 1
五、存在的主要问题及改进情况
栏目更新还不够及时。
"""


@dataclass(frozen=True)
class Target:
    """One of them."""

    share: float
    """Of the time."""
    make: Callable[[random.Random], bytes]
    check: Callable[[Path, bytes, random.Random], None]
    """folder: to write into. Raises whatever falls."""


@cache
def seeds() -> tuple[str, ...]:
    """Files of the demonstration that are small enough."""
    paths = sorted((ROOT / "data").rglob("*.yml"))
    return tuple(path.read_text(encoding="utf-8") for path in paths if path.stat().st_size < 20_000)


@cache
def agencies() -> tuple[str, ...]:
    """The agencies of the demonstration."""
    return tuple(path.read_text(encoding="utf-8") for path in sorted((ROOT / "data").rglob("agency.yml")))


@cache
def demonstration() -> tuple[Archive, Report]:
    """One report of it, with its archive."""
    archive, _ = read_archive(ROOT / "data", ROOT)
    return archive, archive.by_agency["haishu-office"][2021]


def _folder_of_office(folder: Path, agency: bytes, reports: dict[int, bytes]) -> Archive:
    office = folder / "data/office"
    office.mkdir(parents=True, exist_ok=True)
    for path in office.glob("[0-9]*.yml"):
        path.unlink()
    (office / "agency.yml").write_bytes(agency)
    for year, data in reports.items():
        (office / f"{year}.yml").write_bytes(data)
    archive, problems = read_archive(folder / "data", folder)
    found = inspect(archive, problems, Settings())
    write_text(found, archive.lines)
    write_json(found, Checked.of(archive))
    return archive


def check_agency(folder: Path, data: bytes, chance: random.Random) -> None:
    """As agency.yml, with no report or one."""
    _folder_of_office(
        folder, data, {2021: b"\xe5\xb9\xb4\xe5\xba\xa6: 2021\n"} if chance.random() < 0.5 else {}
    )


def check_report(folder: Path, data: bytes, chance: random.Random) -> None:
    """As the report of one year, beside one of the year before."""
    year = chance.choice((2016, 2019, 2021, 2022, 2023))
    _folder_of_office(folder, AGENCY.encode(), {year: data, year - 1: chance.choice(seeds()).encode()})


def check_written(folder: Path, data: bytes, chance: random.Random) -> None:
    """As a report, and written in every way, errors or not."""
    year = chance.choice((2016, 2019, 2021))
    archive = _folder_of_office(folder, AGENCY.encode(), {year: data})
    found = inspect(archive, (), Settings())
    settings, addresses = Settings(show_late=True, drafts=True), Addresses()
    try:
        site = make_site(archive, settings, addresses, drafts=True, findings=found)
    except SiteError:
        return
    for page in site.pages:
        write_markdown(page, addresses)
    made_files(site, addresses)
    for report in archive.reports:
        for form in FORMATS.values():
            if report.withdrawal is None and form.is_for(report):
                try:
                    form.write(report, archive, settings)
                except PdfError as error:
                    # What a picture that is none, or a character that no font has, ends in.
                    if not any(each.code in ("G306", "G310") for each in found):
                        raise AssertionError(str(error)) from None


def check_options(folder: Path, data: bytes, _: random.Random) -> None:
    """As the mkdocs.yml of a site."""
    config = folder / "mkdocs.yml"
    config.write_bytes(data)
    try:
        make_settings(options_of_site(config), rule_settings())
    except SettingsError:
        return


def check_source(_: Path, data: bytes, __: random.Random) -> None:
    """As YAML, and what text stands in it as a narrative."""
    source = read("a.yml", data)
    if isinstance(source.root, Mapping):
        for entry in source.root.entries:
            if isinstance(entry.value, Scalar):
                parse(entry.value, "a.yml")


def check_line(_: Path, data: bytes, __: random.Random) -> None:
    """As a line of a text beside tables."""
    archive, report = demonstration()
    text = data.decode("utf-8", "replace")
    agency = archive.agencies[report.agency]
    list(claimed_sentences([Line(text, Place("a", 1, 1))], report, agency, Tables(report)))
    list(enumerations(text))


def check_file(_: Path, data: bytes, chance: random.Random) -> None:
    """As a file to import and to verify by."""
    if data.startswith((b"\xd0\xcf\x11\xe0", b"{\\rtf")):
        # LibreOffice, where it is installed, would be what is attacked.
        return
    archive, report = demonstration()
    try:
        readings = read_file(data, f"a.{chance.choice(('txt', 'csv', 'docx'))}")
    except UnreadableFile as refused:
        if "\n" in str(refused):
            raise AssertionError(str(refused)) from None
        return
    agency = archive.agencies[report.agency]
    for reading in readings:
        if not reading.is_nothing:
            made = read("a.yml", write_reading(reading, agency, reading.year or 2021, draft=True).encode())
            assert made.root is not None, made.problems
            compare(report, archive, reading)


# How inputs are made.


def _options(chance: random.Random) -> bytes:
    names = (
        *("data_dir", "output", "fail_on", "drafts", "through_year", "license", "fonts_dir", "documents"),
        *("site_id_code", "rules", "other_sites", "organizer", "x"),
    )
    rules: dict[str, object] = {
        name: chance.choice((False, "off", {"limit": 1}, {"limit": "x"}, [], 1))
        for name in chance.sample(sorted(rule_settings()), 2)
    }
    options: dict[str, object] = {
        name: chance.choice((1, "a", True, None, [], {}, [{"名称": 1}], "../..", "\0", 2021, "off", rules))
        for name in chance.sample(names, 3)
    }
    inherit = chance.choice((None, "mkdocs.yml", ".", "\0"))
    text = yaml.safe_dump(
        {"site_name": "x", "plugins": ["search", {"gongkai": options}], "INHERIT": inherit}, allow_unicode=True
    )
    return changed_lines(text, chance, seeds())


def _report(chance: random.Random) -> bytes:
    return changed_lines(chance.choice(seeds()), chance, seeds())


def _agency(chance: random.Random) -> bytes:
    return changed_lines(chance.choice(agencies()), chance, agencies())


def _source(chance: random.Random) -> bytes:
    lines = chance.choice(seeds()).splitlines(keepends=True)
    start = chance.randrange(len(lines))
    return changed_lines("".join(lines[start : start + chance.randint(1, 6)]), chance, seeds())


def _line(chance: random.Random) -> bytes:
    pieces = [chance.choice(PATTERNS) for _ in range(chance.randint(1, 12))]
    lines = [line for line in chance.choice(seeds()).splitlines() if len(line) < 200]
    pieces.insert(chance.randint(0, len(pieces)), chance.choice(lines or [""]).strip())
    return "".join(pieces).encode("utf-8", "surrogatepass")


def _text(chance: random.Random) -> bytes:
    if chance.random() < 0.05:
        data = disguised(chance.randrange(10**6), "text").data
        return changed_lines(data.decode("utf-8", "replace"), chance, (_SMALL,))
    return changed_lines(_SMALL, chance, (_SMALL, *seeds()[:3]))


@cache
def _small_page() -> str:
    rows = "".join(
        f"<tr><td rowspan=2 colspan=1>{line}</td><td>1</td><td>2</td></tr><tr><td>0</td></tr>"
        for line in _SMALL.splitlines()[3:5]
    )
    paragraphs = "".join(f"<p style='text-indent:2em'>{line}</p>" for line in _SMALL.splitlines())
    return (
        "<!doctype html><html><head><meta charset=utf-8><title>样例局2021年报</title></head><body>"
        f"<div class=a>{paragraphs}</div><table border=1><caption>表</caption>{rows}</table>"
        "<script>var a='<p>';</script><ul><li>甲<li>乙</ul></body></html>"
    )


def _page(chance: random.Random) -> bytes:
    if chance.random() < 0.05:
        text = disguised(chance.randrange(10**6), "html").data.decode("utf-8", "replace")
    else:
        text = _small_page()
    encoding = chance.choice(("utf-8", "utf-8", "gb18030", "utf-16"))
    return damaged(changed_markup(text, chance).encode(encoding, "replace"), chance, 0.1)


@cache
def _small_word() -> bytes:
    lines = _SMALL.splitlines()
    grid = table(
        row(wide("信息内容", 2), "本年制发件数"), row("规章", "0", "1"), row("行政规范性文件", "2", "~")
    )
    return word_file("".join(map(paragraph, lines[:4])) + grid + "".join(map(paragraph, lines[4:])))


@cache
def _written(name: str) -> bytes:
    archive, report = demonstration()
    return FORMATS[name].write(report, archive, Settings())


def _word(chance: random.Random) -> bytes:
    return changed_package(_written("docx") if chance.random() < 0.02 else _small_word(), chance)


@cache
def _small_workbook() -> bytes:
    book = Workbook()
    for title in ("表二", "表三"):
        sheet = book.create_sheet(title)
        for line in _SMALL.splitlines():
            sheet.append([int(part) if part.isdigit() else part for part in line.split()])
        sheet.merge_cells("A1:C1")
        sheet["B2"] = "=SUM(B3:B9)"
    packed = BytesIO()
    book.save(packed)
    return packed.getvalue()


def _workbook(chance: random.Random) -> bytes:
    return changed_package(_written("xlsx") if chance.random() < 0.02 else _small_workbook(), chance)


@cache
def _small_pdf() -> str:
    """A page with text in a font that is not in it, in ruled cells too, uncompressed, so that changes meet what is read."""
    drawn = []
    for at, line in enumerate(_SMALL.splitlines()):
        hexadecimal = line.encode("utf-16-be").hex()
        drawn.append(f"BT /F1 12 Tf 60 {760 - 30 * at} Td <{hexadecimal}> Tj ET")
        if at in (4, 6):
            drawn.append(f"50 {752 - 30 * at} 200 26 re S 250 {752 - 30 * at} 100 26 re S")
    content = "\n".join(drawn)
    objects = (
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(content)}>>stream\n{content}\nendstream",
        "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[6 0 R]>>",
        "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>"
        "/DW 1000/FontDescriptor 7 0 R>>",
        "<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880/Descent -120"
        "/CapHeight 880/StemV 93>>",
    )
    body, places = "%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{each}\nendobj\n"
    table_of_places = "".join(f"{place:010} 00000 n \n" for place in places)
    return (
        f"{body}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table_of_places}"
        f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(body)}\n%%EOF\n"
    )


def _pdf(chance: random.Random) -> bytes:
    if chance.random() < 0.01:
        return damaged(_written("pdf"), chance, 1)
    return damaged(changed_markup(_small_pdf(), chance).encode("utf-8", "surrogatepass"), chance, 0.2)


@cache
def _all_written(name: str) -> tuple[str, ...]:
    """Of each form."""
    archive, _ = demonstration()
    reports = {report.form: report for report in archive.reports if report.withdrawal is None}
    return tuple(FORMATS[name].write(report, archive, Settings()).decode() for report in reports.values())


def _json(chance: random.Random) -> bytes:
    text = changed_markup(chance.choice(_all_written("json")), chance)
    return damaged(text.encode("utf-8", "surrogatepass"), chance, 0.1)


def _csv(chance: random.Random) -> bytes:
    lines = chance.choice(_all_written("csv")).removeprefix("\ufeff").splitlines(keepends=True)
    return changed_lines("".join(lines[: chance.randint(1, 12)]), chance, (_SMALL,))


TARGETS = {
    "options": Target(0.05, _options, check_options),
    "agency": Target(0.05, _agency, check_agency),
    "yaml": Target(0.15, _source, check_source),
    "line": Target(0.15, _line, check_line),
    "report": Target(0.15, _report, check_report),
    "written": Target(0.05, _report, check_written),
    "txt": Target(0.08, _text, check_file),
    "html": Target(0.08, _page, check_file),
    "docx": Target(0.06, _word, check_file),
    "xlsx": Target(0.06, _workbook, check_file),
    "pdf": Target(0.06, _pdf, check_file),
    "json": Target(0.03, _json, check_file),
    "csv": Target(0.03, _csv, check_file),
}
