"""Pages with figures over the years as MkDocs builds them, read again and held against the data."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from urllib.parse import urljoin

import pytest
from lxml import html

from gongkai.findings import CellName, Number
from gongkai.forms import Form, statutory_forms
from gongkai.model import Archive, Report, State, read_archive
from tests.helpers.commands import build_here, project, read_all, site_config
from tests.helpers.support import report_text

FREE = "年度: {year}\n发布日期: {next}-03-01\n章节:\n  - 标题: 概述\n    内容: 本年度按时公开。\n"
QUIET = "[search, {gongkai: {fail_on: never}}]"
SIGNS = {State.BLANK: "空白", State.STROKE: "/"}


def reports() -> dict[str, str]:
    """Nine years of one agency: two forms, blanks, a gap, a file, a merged row, a withdrawal, a draft."""
    return {
        "2018.yml": FREE.format(year=2018, next=2019),
        "2019.yml": report_text("shanghai-office-2019", 2019),
        "2020.yml": report_text("shanghai-office-2019", 2020).replace("[821,", "[0,"),
        "2021.yml": report_text("haishu-office-2021", 2021).replace("行政处罚: 0", "行政处罚: /"),
        "2023.yml": report_text("suqian-2023", 2023),
        "2024.yml": report_text("hongze-2023", 2024),
        "2025.yml": report_text("suqian-2024", 2025),
        "2026.yml": report_text("suqian-2023", 2026) + "草稿: true\n",
    }


@dataclass
class Built:
    """A built site and the archive that it was made from."""

    folder: Path
    archive: Archive

    def page(self, name: str) -> html.HtmlElement:
        """A page, by its place below reports/."""
        text = (self.folder / "site/reports" / name / "index.html").read_bytes()
        return html.document_fromstring(text, parser=html.HTMLParser(encoding="utf-8"))

    def report(self, year: int) -> Report:
        """The report of a year."""
        return self.archive.by_agency["office"][year]


def build(folder: Path, files: Mapping[str, str], theme: str = "mkdocs", plugins: str = QUIET) -> Built:
    """A site of one agency."""
    project(folder, files, site_config(theme, plugins))
    done = build_here(folder)
    assert done.status == 0, done.said
    return Built(folder, read_archive(folder / "data", folder)[0])


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site; with Material it is built in tests/browser/test_charts.py."""
    return build(tmp_path_factory.mktemp("figures"), reports())


def words(element: html.HtmlElement) -> str:
    """The text, words for screen readers included."""
    return "".join(element.itertext()).strip()


Shown = dict[tuple[str, str, str, int], tuple[str, str]]


def compared(page: html.HtmlElement) -> Shown:
    """What the tables of a comparison show: by table, band, label and year, the figure without its mark, and its change."""
    found = {}
    for key, cell in cells_of(page).items():
        mark, change = ("".join(words(each) for each in cell.xpath(path)) for path in ("./sup", "./small"))
        found[key] = (words(cell).removesuffix(change).removesuffix(mark), change)
    return found


def marked(page: html.HtmlElement) -> set[tuple[str, str, str, int]]:
    """The cells of a comparison that bear the mark of a number in doubt."""
    return {key for key, cell in cells_of(page).items() if cell.xpath("./sup")}


def cells_of(page: html.HtmlElement) -> dict[tuple[str, str, str, int], html.HtmlElement]:
    """The cells of a comparison by table, band, label and year."""
    found: dict[tuple[str, str, str, int], html.HtmlElement] = {}
    for table in page.xpath("//table[contains(@class, 'gongkai-compare')]"):
        years = [int(words(th)[:4]) for th in table.xpath("./thead/tr[last()]/th") if words(th)[:4].isdecimal()]
        band = ""
        for body in table.xpath("./tbody"):
            band = ""
            for row in body.xpath("./tr"):
                if "band" in row.get("class", ""):
                    band = words(row)
                    continue
                cells = row.xpath("./td")
                assert len(cells) == len(years)
                for year, cell in zip(years, cells, strict=True):
                    key = (table.get("id"), band, words(row.xpath("./th")[0]), year)
                    assert key not in found
                    found[key] = cell
    return found


def place(name: CellName, own: Form, newest: Form) -> tuple[str, str, str]:
    """Where a cell must stand: table, band, label, in the words of the newest form that has it."""
    rows = newest.table(name.table).rows
    form = newest if name.row in rows and name.column in columns(newest, name) else own
    prefix = "" if form is newest else f"form-{form.name}-"
    table = form.table(name.table)
    assert name.row is not None
    row, block = table.rows[name.row], table.block_of(name.row)
    column = columns(form, name)[name.column]
    groups = [group.label for group in table.rows.values() if row in group.walk() and row is not group]
    if name.table == "t2":
        return f"{prefix}t2", block.label or "", f"{row.label}：{column}"
    if name.table == "t4":
        return f"{prefix}t4", "：".join((*groups, row.label)), column
    label = f"{row.label}（各行之和）" if row.children else row.label
    return f"{prefix}t3-{name.column}", groups[0] if groups else "", label


def columns(form: Form, name: CellName) -> dict[str | None, str]:
    """The labels of the columns that a row has, by id."""
    assert name.row is not None
    return {c.id: c.label for c in form.table(name.table).block_of(name.row).column_leaves}


def number(report: Report, name: CellName) -> Number | None:
    """A cell's number; of 其他处理, which one form has as one row and one as three, the sum."""
    cell = report.cells.get(name)
    if cell is not None:
        return cell.value
    parts = [
        cell.value
        for other, cell in report.cells.items()
        if (other.table, other.column) == (name.table, name.column)
        and f"{other.row}".startswith(f"{name.row}-")
    ]
    known = [part for part in parts if part is not None]
    return sum(known) if parts and len(known) == len(parts) else None


def changes(report: Report, before: Report | None, name: CellName) -> tuple[str, ...]:
    """By brute force, what may stand under a figure."""
    cell = report.cells[name]
    if cell.value is None or report.year == 2019:
        return ("",)
    if before is None:
        return ("·",)
    was = number(before, name)
    if was is None:
        return ("·", "不可比")
    if cell.unit is not None and cell.unit != before.cells[name].unit:
        return ("不可比",)
    difference = cell.value - was
    if difference == 0:
        return ("持平" if cell.value else "",)
    said = f"{difference:+}"
    if was >= 20:
        share = (Decimal(difference) * 100 / Decimal(was)).quantize(Decimal("0.1"), ROUND_HALF_UP)
        said += f" {share:+}%"
    return (said.replace("-", "−"),)


class TestComparison:
    """The page that compares."""

    def test_every_cell_of_every_report(self, built: Built) -> None:
        """Each of more than a thousand cells is there, once, as published; and its change, worked out anew."""
        shown = compared(built.page("office/compare"))
        in_doubt = marked(built.page("office/compare"))
        newest = next(form for form in statutory_forms() if form.name == "2021")
        years = {r.year: r for r in built.archive.published if r.cells}
        count = 0
        for report in years.values():
            for name, cell in report.cells.items():
                at = place(name, report.form, newest)
                figure, under = shown[(*at, report.year)]
                assert figure == SIGNS.get(cell.state, cell.text) + (cell.unit or ""), (report.year, name)
                is_sure = in_doubt.isdisjoint({(*at, report.year), (*at, report.year - 1)})
                before = years.get(report.year - 1)
                said = changes(report, before, name) if is_sure or before is None else ("不比", "·")
                assert under in said, (report.year, name)
                count += 1
        assert count > 1100

    def test_years_without_figures_are_gaps(self, built: Built) -> None:
        shown = compared(built.page("office/compare"))
        assert {text for (*_, year), text in shown.items() if year == 2022} == {("…", "")}
        assert {year for *_, year in shown} == set(range(2019, 2026))

    def test_the_break_between_forms(self, built: Built) -> None:
        """A head for each form over its years, and a line before the first column of the older."""
        (table,) = built.page("office/compare").xpath("//table[@id='t3-total']")
        heads = [(words(th), th.get("colspan")) for th in table.xpath(".//th[@scope='colgroup']")]
        assert heads == [("2021年格式", "5"), ("2019年格式", "2")]
        for row in table.xpath("./tbody/tr[td]"):
            starts = [n for n, td in enumerate(row.xpath("./td")) if "start" in td.get("class", "").split()]
            assert starts == [5]

    def test_boxes_are_reached_by_the_keyboard_and_named(self, built: Built) -> None:
        page = built.page("office/compare")
        boxes = page.xpath("//table[contains(@class, 'gongkai-compare')]/parent::div")
        # 表二, seven columns of 表三, 表四, and 表二 of the older form.
        assert len(boxes) == 10
        for box in boxes:
            assert (box.get("role"), box.get("tabindex")) == ("region", "0")
            (label,) = page.xpath(f"//*[@id='{box.get('aria-labelledby')}']")
            assert words(label)

    def test_what_signs_mean_is_said(self, built: Built) -> None:
        page = built.page("office/compare")
        legend = words(page.xpath("//p[contains(@class, 'gongkai-intro')]")[0])
        used = {text for pair in compared(page).values() for text in pair}
        for sign in ("…", "—", "并", "·", "不可比"):
            assert (f"“{sign}”" in legend) == (sign in used), sign
        assert {"…", "—", "并", "·", "不可比"} <= used

    def test_a_year_at_most_once_a_row_and_every_header_a_scope(self, built: Built) -> None:
        for th in built.page("office/compare").xpath("//table[contains(@class, 'gongkai-compare')]//th"):
            assert th.get("scope") in ("col", "colgroup", "row", "rowgroup")


class TestAgency:
    """The page of an agency."""

    def test_key_figures(self, built: Built) -> None:
        """As published, newest first, a gap as a sign."""
        (table,) = built.page("office").xpath("//h2[@id='figures']/following::table[1]")
        rows = {words(row[0]): [words(td) for td in row[1:]] for row in table.xpath(".//tr[td]")}
        assert next(iter(rows)) == "2025年"
        assert rows["2022年"] == ["—", "没有报告", "没有"]
        for year in (2021, 2023, 2025):
            cells = built.report(year).cells
            texts = [
                cells[CellName(*key)].text
                for key in (
                    ("t3", "new", "total"),
                    ("t3", "result-total", "total"),
                    ("t3", "carried-out", "total"),
                )
            ]
            date, *shown = rows[f"{year}年"]
            assert "年" in date
            assert [shown[0], shown[1], shown[3]] == texts
        assert rows["2021年"][3] == "55.0%"

    def test_what_has_no_numbers_is_said_in_their_place(self, built: Built) -> None:
        (table,) = built.page("office").xpath("//h2[@id='figures']/following::table[1]")
        columns = len(table.xpath("./thead/tr/th"))
        for row in table.xpath("./tbody/tr[td]"):
            assert sum(int(cell.get("colspan", "1")) for cell in row) == columns
        (free,) = table.xpath(".//tr[th/a='2018年']/td[@colspan]")
        assert words(free) == "自由格式"

    def test_the_parts_in_order(self, built: Built) -> None:
        """What the newest year says, the years drawn, all years."""
        titles = "//section[contains(@class, 'gongkai-key')] | //h2[@id] | //figure[contains(@class, 'gongkai-figure')]"
        parts = [part.get("id") or part.get("class") for part in built.page("office").xpath(titles)]
        key, *others = (part for part in parts if part != "gongkai-figure")
        assert key.startswith("gongkai-key")
        assert others == ["results", "carried-out", "gongkai-figure half", "gongkai-figure half", "figures"]

    def test_tables_of_charts_are_folded_away(self, built: Built) -> None:
        for figure in built.page("office").xpath("//figure[contains(@class, 'gongkai-figure')]"):
            (table,) = figure.xpath(".//table")
            (details,) = table.xpath("./ancestor::details")
            assert "open" not in details.attrib
            assert words(details.xpath("./summary")[0]) == "图中数字（表格）"

    def test_charts_have_their_figures_as_a_table(self, built: Built) -> None:
        """Every figure on a chart stands in the table under it."""
        page = built.page("office")
        figures = page.xpath("//figure[contains(@class, 'gongkai-figure')]")
        assert len(figures) == 3
        for figure in figures:
            (svg,) = figure.xpath("./svg[@role='img']")
            table = {words(td) for td in figure.xpath(".//table//td")}
            drawn = {words(text) for text in svg.xpath(".//text[contains(@class, 'in ')]")}
            if "gongkai-chart--stack" not in svg.get("class"):
                drawn |= {words(text) for text in svg.xpath(".//text[contains(@class, 'total')]")}
            assert drawn
            assert drawn <= table

    def test_a_report_with_blank_rows_has_no_stack(self, built: Built) -> None:
        """Shanghai 2019 left the totals of most rows blank."""
        (svg,) = built.page("office").xpath("//svg[contains(@class, 'gongkai-chart--stack')]")
        years = [words(text) for text in svg.xpath(".//text[contains(@class, 'year')]")]
        assert years == [str(year) for year in range(2019, 2026)]
        assert len(svg.xpath(".//text[contains(@class, 'total')]")) == 4

    def test_links(self, built: Built) -> None:
        """From the agency and from every report to the comparison, and back."""
        for name in ("office", "office/2018", "office/2025"):
            addresses = [
                urljoin(f"/reports/{name}/", href)
                for href in built.page(name).xpath("//nav[contains(@class, 'gongkai-bar')]//a/@href")
            ]
            assert "/reports/office/compare/" in addresses
        back = built.page("office/compare").xpath("//nav[contains(@class, 'gongkai-path')]/a/@href")
        assert urljoin("/reports/office/compare/", back[-1]) == "/reports/office/"


@pytest.mark.parametrize("name", ["office", "office/compare"])
def test_ids_are_unique(built: Built, name: str) -> None:
    page = built.page(name)
    counts = Counter(page.xpath("//*/@id"))
    assert [id_ for id_, count in counts.items() if count > 1] == []
    for targets in page.xpath("//*/@aria-labelledby"):
        assert set(targets.split()) <= set(counts)


def test_nothing_is_loaded_and_nothing_needs_script(built: Built) -> None:
    """The pictures stand in the page."""
    for name in ("office", "office/compare"):
        main = built.page(name).xpath("//figure | //details | //div[contains(@class, 'gongkai-years')]")
        for element in (e for part in main for e in part.iter()):
            assert element.tag not in ("script", "img", "image", "use", "style")
            assert not [key for key in element.attrib if key.startswith("on") or key == "style"]


@pytest.mark.parametrize("drafts", ["false", "true"])
def test_a_draft_is_in_no_figure(tmp_path: Path, drafts: str) -> None:
    """Even where it is shown: the pages are for everyone, and for search engines."""
    files = {f"{y}.yml": report_text("haishu-office-2021", y) for y in (2021, 2022)}
    files["2023.yml"] = report_text("haishu-office-2021", 2023) + "草稿: true\n"
    built = build(tmp_path, files, plugins=f"[search, {{gongkai: {{fail_on: never, drafts: {drafts}}}}}]")
    assert (tmp_path / "site/reports/office/2023").exists() == (drafts == "true")
    for name in ("office", "office/compare"):
        figures = built.page(name).xpath("//figure | //table[contains(@class, 'gongkai-compare')]")
        assert figures
        assert not [figure for figure in figures if "2023" in words(figure)]


def test_one_year_has_key_figures_and_no_charts(tmp_path: Path) -> None:
    built = build(tmp_path, {"2021.yml": report_text("haishu-office-2021", 2021)})
    page = built.page("office")
    assert page.xpath("//h2/@id") == ["figures"]
    assert page.xpath("//figure[contains(@class, 'gongkai-figure')]") == []
    assert not [name for name in read_all(tmp_path / "site") if "compare" in name]


def test_agencies_without_figures_stay_as_they_are(tmp_path: Path) -> None:
    built = build(tmp_path, {f"{y}.yml": FREE.format(year=y, next=y + 1) for y in (2016, 2017)})
    page = built.page("office")
    assert page.xpath("//h2 | //figure | //p[contains(@class, 'gongkai-compare')]") == []
    assert [words(caption) for caption in page.xpath("//caption")] == ["历年政府信息公开工作年度报告"]
    assert not [name for name in read_all(tmp_path / "site") if "compare" in name]


def test_without_directory_addresses(tmp_path: Path) -> None:
    files = {f"{y}.yml": report_text("haishu-office-2021", y) for y in (2021, 2022)}
    project(tmp_path, files, site_config("mkdocs", QUIET, "use_directory_urls: false\n"))
    assert build_here(tmp_path).status == 0
    text = (tmp_path / "site/reports/office/2022.html").read_text(encoding="utf-8")
    assert (tmp_path / "site/reports/office/compare.html").exists()
    assert 'href="compare.html"' in text


def test_fourteen_years_are_a_page_of_less_than_300_kb(tmp_path: Path) -> None:
    """With no nought in any cell."""
    files = {}
    for year in range(2019, 2033):
        name = "shanghai-office-2019" if year < 2021 else "suqian-2023"
        text = report_text(name, year).replace("~", "7")
        head, mark, tables = text.partition("主动公开政府信息情况:")
        numbers = re.split(r"(?<=[\[ ])(\d+)(?=[,\]])", tables)
        numbers[1::2] = [str(int(number) % 97 + year * 7 % 89 + 21) for number in numbers[1::2]]
        files[f"{year}.yml"] = "".join((head, mark, *numbers))
    build(tmp_path, files, "material")
    page = tmp_path / "site/reports/office/compare/index.html"
    shown = compared(html.document_fromstring(page.read_bytes(), parser=html.HTMLParser(encoding="utf-8")))
    assert len([change for _, change in shown.values() if change]) > 2000
    assert page.stat().st_size < 300_000
