"""The example district: every kind of report there is, a chain without a fault, and a site without a dead link.

Figures are read from the YAML without our model, and from the built pages without our writers.
"""

from __future__ import annotations

import itertools
import re
import subprocess
import sys
import zlib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
import yaml
from lxml import html
from lxml.html import HtmlElement
from mkdocs.commands.build import build
from mkdocs.config import load_config

from gongkai.model import read_archive
from gongkai.rules import inspect, standing
from gongkai.settings import Settings
from tests.helpers.html_tables import Page, Table, collapsed, shown
from tests.helpers.support import ROOT, read_files, write_files

DATA = ROOT / "data"
DISTRICT = DATA / "example-district"
SUBORDINATES = ("office", "education", "culture-tourism", "donghu")
"""Those that report from 2019 on."""
TABLES = {
    "t2": "主动公开政府信息情况",
    "t3": "收到和处理政府信息公开申请情况",
    "t4": "政府信息公开行政复议、行政诉讼情况",
}
NARRATIVES = ("总体情况", "存在的主要问题及改进情况", "其他需要报告的事项")
APPLICANTS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
COLUMNS = {
    *("本年制发件数", "本年废止件数", "现行有效件数", "总计", *APPLICANTS),
    *("结果维持", "结果纠正", "其他结果", "尚未审结"),
}
DRAFT = ("example-district", 2025)
WITHDRAWN = ("example-district/donghu", 2021)

Cells = list[str]
Rows = dict[tuple[str, ...], Cells]


# The YAML, read without our model.


def load(path: Path) -> Any:
    """A file with every scalar as the text that it is."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


REPORTS: dict[tuple[str, int], Any] = {
    (path.parent.relative_to(DATA).as_posix(), int(path.stem)): load(path)
    for path in sorted(DATA.rglob("*.yml"))
    if path.stem.isdecimal()
}
AGENCIES = {path.parent.relative_to(DATA).as_posix(): load(path) for path in sorted(DATA.rglob("agency.yml"))}
STATUTORY = {key: report for key, report in REPORTS.items() if TABLES["t3"] in report}


def rows_of(report: Any, table: str) -> Rows:
    """The rows of a table by their keys, as they are published: totals left out are summed up."""
    section = {key: value for key, value in report[TABLES[table]].items() if key != "表注"}
    rows = dict(_rows(section, ()))
    if table == "t3" and ("本年度办理结果", "总计") not in rows:
        results = [list(map(int, cells)) for keys, cells in rows.items() if keys[0] == "本年度办理结果"]
        last = rows.popitem()
        rows["本年度办理结果", "总计"] = [str(sum(column)) for column in zip(*results, strict=True)]
        rows[last[0]] = last[1]
    return rows


def _rows(node: Any, keys: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Cells]]:
    if isinstance(node, list):
        yield keys, [_text(cell) for cell in node]
    elif isinstance(node, str) or node.keys() & {"值", "原文"}:
        yield keys, [_text(node)]
    elif node.keys() <= COLUMNS:
        cells = [_text(cell) for cell in node.values()]
        is_without_total = not node.keys() & {"总计", "现行有效件数"}
        yield keys, [*cells, str(sum(map(int, cells)))] if is_without_total else cells
    else:
        for key, value in node.items():
            yield from _rows(value, (*keys, key))


def _text(cell: Any) -> str:
    if isinstance(cell, dict):
        return str(cell["原文"]) if "原文" in cell else _text(cell["值"]) + str(cell.get("单位", ""))
    return "" if cell == "~" else str(cell)


def numbers(cells: Cells) -> list[Decimal]:
    """Blanks and strokes as 0: what stands behind them in this district."""
    return [Decimal(cell.rstrip("万元")) if re.match(r"[+-]?[0-9]", cell) else Decimal(0) for cell in cells]


def row(path: str, year: int, *keys: str, table: str = "t3") -> list[Decimal]:
    """A row of a report of the district."""
    return numbers(rows_of(STATUTORY[agency(path), year], table)[keys])


def agency(path: str) -> str:
    return f"example-district/{path}" if path else "example-district"


# The generator and its output.


class TestGenerator:
    """tools/make_example_district.py."""

    @staticmethod
    def run(folder: Path) -> None:
        subprocess.run(
            [sys.executable, "-B", "-m", "tools.make_example_district", folder], cwd=ROOT, check=True
        )

    @staticmethod
    def files(folder: Path) -> dict[str, bytes]:
        found = (path for path in folder.rglob("*") if path.is_file())
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}

    def test_makes_what_is_committed(self, tmp_path: Path) -> None:
        self.run(tmp_path)
        assert self.files(tmp_path) == self.files(DISTRICT)

    def test_owns_its_folder(self, tmp_path: Path) -> None:
        """What it does not make any more goes, folders too; what was changed is made anew."""
        write_files(tmp_path, {"old-bureau/2021.yml": "年度: 2021\n", "agency.yml": "名称: 甲\n"})
        self.run(tmp_path)
        assert self.files(tmp_path) == self.files(DISTRICT)
        assert not (tmp_path / "old-bureau").exists()

    def test_real_files(self) -> None:
        """The PDF names where its objects are; the picture holds as many bytes as it says."""
        pdf = (DISTRICT / "office/2012/2012年年度报告.pdf").read_bytes()
        start = int(pdf.rsplit(b"startxref\n", 1)[1].split()[0])
        assert pdf.startswith(b"%PDF-1.4")
        assert pdf[start:].startswith(b"xref\n0 6\n")
        for number, line in enumerate(pdf[start:].splitlines()[3:8], 1):
            assert pdf[int(line[:10]) :].startswith(b"%d 0 obj" % number)
        png = (DISTRICT / "education/2022/办理结果.png").read_bytes()
        width, height = (int.from_bytes(png[at : at + 4], "big") for at in (16, 20))
        start = png.index(b"IDAT")
        size = int.from_bytes(png[start - 4 : start], "big")
        assert len(zlib.decompress(png[start + 4 : start + 4 + size])) == height * (1 + width // 4)


def test_every_kind_is_there() -> None:
    """What the district is there to show."""
    own = {key: report for key, report in REPORTS.items() if key[0].startswith("example-district")}
    files = {key: (DATA / f"{key[0]}/{key[1]}.yml").read_text(encoding="utf-8") for key in own}
    text = "\n".join(files.values())
    only_file = [key for key, r in own.items() if "附件" in r and "章节" not in r and TABLES["t3"] not in r]
    assert {year for _, year in own} == set(range(2012, 2026))
    assert {r["类别"] for path, r in AGENCIES.items() if path.startswith("example-district")} == {
        *("政府", "政府办公室", "部门", "乡镇街道", "开发区")
    }
    assert sum("章节" in report for report in own.values()) >= 12
    assert own["example-district/donghu", 2019]["格式"] == "自由"
    assert all(year < 2019 for _, year in only_file)
    assert len(only_file) == 2
    assert all(year < 2019 for (_, year), r in own.items() if "原址" in r)
    assert text.count("原址:") == 2
    assert {year for (path, year) in STATUTORY if path == "example-district/office"} == set(range(2019, 2026))
    assert re.search(r"\[\d+, \+\d", text)
    assert re.search(r"\[\d+, -\d", text)
    assert "单位: 元" in text
    assert "单位: 万元" in text
    assert "原文:" in text
    merged = own["example-district/culture-tourism", 2021][TABLES["t3"]]["本年度办理结果"]["其他处理"]
    assert isinstance(merged, list)
    assert any(map(int, merged))
    assert "~, ~" in text
    assert "/, /" in text
    assert "注: " in text
    assert "表注: " in text
    assert [key for key, report in own.items() if "撤回" in report] == [WITHDRAWN]
    assert [key for key, report in own.items() if report.get("草稿") == "true"] == [DRAFT]
    assert "发布日期" not in own[DRAFT]
    assert all("发布日期" in r for key, r in own.items() if key != DRAFT)
    assert any("位置" in each for report in own.values() for each in report.get("更正", ()))
    assert ("example-district/education", 2016) not in own
    assert ("example-district/education", 2015) in own
    assert sum("名称" in report for report in own.values()) == 4
    assert AGENCIES["example-district/culture"]["终止年度"] == "2018"
    assert AGENCIES["example-district/logistics-park"]["终止年度"] == "2017"
    assert AGENCIES["example-district/culture-tourism"]["承继"] == ["example-district/culture"]
    assert "曾用地址" in AGENCIES["example-district/office"]
    assert "曾用地址: [xxgk/2018nb.html]" in text
    for sign in ("![", "](https://", ".txt)", "**", "\n  - ", "\n  | ", "上年.", "占比(", "增减(", "增幅("):
        assert sign in text, sign
    for key in ("文号", "索引号", "来源", "成文日期", "落款", "标题", "导语"):
        assert f"\n{key}: " in text, key
    for path, values in AGENCIES.items():
        if path.startswith("example-district"):
            assert values["声明"].startswith("虚构示例数据")
            assert values["规章制定权"] == "无"
            assert values["网站"]["域名"] == "www.example.gov.cn"
            assert values["联系"]["电话"] == "0000-00000000"


def test_published_in_time() -> None:
    """By 3月31日 up to 2018 and for the government, else by 1月31日; written before it is published."""
    for (path, year), report in REPORTS.items():
        if not path.startswith("example-district") or (path, year) == DRAFT:
            continue
        is_late_allowed = year <= 2018 or AGENCIES[path]["类别"] == "政府"
        assert (
            f"{year + 1}-01-01"
            <= report["发布日期"][:10]
            <= f"{year + 1}-{'03-31' if is_late_allowed else '01-31'}"
        )
        assert report.get("成文日期", "") <= report["发布日期"]


def test_no_sentence_twice() -> None:
    """Neither in the next year nor in a sister office, figures or not."""
    seen: dict[str, tuple[str, int]] = {}
    for key, report in REPORTS.items():
        texts = [report.get(name, "") for name in NARRATIVES]
        texts += [section.get("内容", "") for section in report.get("章节", ())]
        for sentence in re.split(r"[。；\n]", "\n".join(texts)):
            plain = re.sub(r"\{\{.*?\}\}|[0-9]+", "#", sentence.strip())
            if len(plain) > 6:
                assert plain not in seen, (plain, key, seen[plain])
                seen[plain] = key
    assert len(seen) > 250


def test_numbers_of_the_text_stand_in_tables() -> None:
    """Figures are written {{ }}; what digits there are else are years, and 元 of the fee in 六, from 2021 on."""
    for (path, year), report in STATUTORY.items():
        if not path.startswith("example-district"):
            continue
        for name in NARRATIVES:
            text = re.sub(r"\{\{.*?\}\}|\(.*?\)", "", report[name])
            left = re.sub(rf"(?:{year}|{year + 1})年|[0-9]+元", "", text)
            assert not re.search(r"[0-9]", left) or (path, year, name) == (
                "example-district",
                2019,
                NARRATIVES[2],
            )
        if year >= 2021:
            assert "信息处理费" in report[NARRATIVES[2]]
            assert "元" in report[NARRATIVES[2]]


def test_nothing_to_find() -> None:
    """Above info all is accepted; in the draft the one cell left open."""
    archive, problems = read_archive(DATA, ROOT)
    found = inspect(archive, problems, Settings())
    assert [f for f in standing(found, archive) if f.level.rank > 0] == []
    open_ = [f for f in found if f.accepted is None and f.level.rank > 0]
    assert [(f.code, f.place.file) for f in open_] == [
        ("G201", "data/example-district/2025.yml"),
        ("G305", "data/example-district/2025.yml"),
    ]
    accepted = [f for f in found if f.accepted is not None]
    assert {f.code for f in accepted} == {"G201", "G506", "G701"}
    assert any(f.accepted is not None and f.accepted.public for f in accepted)


def test_a_link_to_a_file_that_is_not_there(tmp_path: Path) -> None:
    """G306, at the line of the link."""
    files: dict[str, str | bytes] = {
        "office/agency.yml": (DISTRICT / "office/agency.yml").read_bytes(),
        "office/2022.yml": (DISTRICT / "office/2022.yml").read_bytes(),
    }
    _, found = read_files(tmp_path, files)
    lines = [f.place.line for f in found if f.code == "G306"]
    text = (DISTRICT / "office/2022.yml").read_text(encoding="utf-8").splitlines()
    assert lines == [number for number, line in enumerate(text, 1) if "数据口径说明.txt" in line]


# The chain, by arithmetic of our own.

YEARS = range(2019, 2026)
PATHS = ("", *SUBORDINATES)


def statutory_years(path: str) -> list[int]:
    return [year for year in YEARS if (agency(path), year) in STATUTORY]


class TestChain:
    """Sums, carry-over, stock and roll-up."""

    @pytest.mark.parametrize("path", PATHS)
    def test_sums(self, path: str) -> None:
        for year in statutory_years(path):
            report = STATUTORY[agency(path), year]
            table = {keys: numbers(cells) for keys, cells in rows_of(report, "t3").items()}
            for cells in (*table.values(), *(numbers(c) for c in rows_of(report, "t4").values())):
                assert sum(cells[:-1]) == cells[-1]
            total = table.pop(("本年度办理结果", "总计"))
            results = [cells for keys, cells in table.items() if len(keys) > 1]
            new, carried_in, carried_out = (cells for keys, cells in table.items() if len(keys) == 1)
            assert total == [sum(column) for column in zip(*results, strict=True)]
            assert [a + b for a, b in zip(new, carried_in, strict=True)] == [
                a + b for a, b in zip(total, carried_out, strict=True)
            ]
            is_merged = year < 2021 or (path, year) == ("culture-tourism", 2021)
            assert (len(total), len(results)) == (7, 19 if is_merged else 21)

    @pytest.mark.parametrize("path", PATHS)
    def test_carry_over(self, path: str) -> None:
        """All seven columns, from one form to the other too."""
        years = statutory_years(path)
        assert len(years) == (6 if path == "donghu" else 7)
        for before, year in itertools.pairwise(years):
            assert year == before + 1
            carried = row(path, before, "结转下年度继续办理")
            assert row(path, year, "上年结转政府信息公开申请数量") == carried
        assert any(row(path, year, "结转下年度继续办理")[6] for year in years)

    @pytest.mark.parametrize("path", PATHS)
    def test_stock(self, path: str) -> None:
        for year in range(2022, 2026):
            made, repealed, in_force = row(path, year, "行政规范性文件", table="t2")
            assert in_force == row(path, year - 1, "行政规范性文件", table="t2")[2] + made - repealed

    @pytest.mark.parametrize("path", PATHS)
    def test_series_of_2019(self, path: str) -> None:
        if path == "donghu":
            return
        for name in ("行政许可", "其他对外管理服务事项", "行政处罚", "行政强制", "行政事业性收费"):
            before, change = row(path, 2019, name, table="t2")[:2]
            assert row(path, 2020, name, table="t2")[0] == before + change

    @pytest.mark.parametrize("year", [2020, 2022, 2023, 2024, 2025])
    def test_roll_up(self, year: int) -> None:
        """Every cell of the government's report is the sum, where all subordinates have a report of that form."""
        compared = 0
        for table in TABLES:
            whole = rows_of(STATUTORY["example-district", year], table)
            parts = [rows_of(STATUTORY[agency(path), year], table) for path in SUBORDINATES]
            for keys, cells in whole.items():
                if cells == [""]:
                    assert (year, keys) == (2025, ("行政事业性收费",))
                    continue
                of_row = [numbers(part[keys]) for part in parts]
                assert numbers(cells) == [sum(column) for column in zip(*of_row, strict=True)]
                compared += len(cells)
        assert compared == {2020: 22 + 161 + 15, 2025: 9 + 175 + 15}.get(year, 10 + 175 + 15)

    def test_silent_years(self) -> None:
        """In 2019 one subordinate kept to the free form, in 2021 one report is withdrawn: no sum to compare with."""
        assert ("example-district/donghu", 2019) not in STATUTORY
        assert "撤回" in STATUTORY[WITHDRAWN]

    def test_no_regulations(self) -> None:
        for key, report in STATUTORY.items():
            assert not any(numbers(rows_of(report, "t2")["规章",])), key


# The built site.


def built(folder: Path, *, directories: bool = True, drafts: bool = False) -> Path:
    """The whole of data/ as a site in the theme of MkDocs."""
    settings = {
        "site_name": "样例",
        "site_url": "",
        "theme": {"name": "mkdocs", "locale": "zh_CN", "highlightjs": False},
        "use_directory_urls": directories,
        "plugins": [{"gongkai": {"data_dir": str(DATA), "drafts": drafts, "documents": False}}],
        "validation": {"anchors": "warn", "absolute_links": "warn", "unrecognized_links": "warn"},
        "strict": True,
    }
    text = yaml.safe_dump(settings, allow_unicode=True)
    write_files(folder, {"mkdocs.yml": text, "docs/index.md": "# 首页\n\n[年度报告](reports/index.md)\n"})
    config = load_config(str(folder / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    return folder / "site"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """With directory addresses."""
    return built(tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="module")
def flat(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Without, and with drafts."""
    return built(tmp_path_factory.mktemp("flat"), directories=False, drafts=True)


def page(site: Path, path: str, year: int | None = None) -> Page:
    """A page of the site with directory addresses."""
    folder = site / "reports" / path / (str(year) if year else "")
    return Page.of((folder / "index.html").read_bytes())


def content(page: Page) -> HtmlElement:
    """What the theme puts around our content left out."""
    (main,) = page.root.xpath("//div[@role='main']")
    return main


def words(element: HtmlElement) -> str:
    return collapsed(element.text_content())


class TestCells:
    """All cells on the pages equal the YAML."""

    @staticmethod
    def compare(built: Page, report: Any) -> int:
        checked = 0
        for id_ in TABLES:
            table = built.tables[id_]
            published = rows_of(report, id_)
            figures = iter(table.figures)
            for keys, cells in published.items():
                for text in cells:
                    cell = next(figures)
                    assert cell.text == text, (cell.id, keys)
                    labels = [label.text for label in _labels(table, cell)]
                    assert all(any(key in label for label in labels) for key in keys), (keys, labels)
                    checked += 1
            assert next(figures, None) is None
        return checked

    def test_every_report(self, site: Path) -> None:
        checked = 0
        for (path, year), report in STATUTORY.items():
            if (path, year) not in (DRAFT, WITHDRAWN):
                checked += self.compare(page(site, path, year), report)
        assert checked > 6000

    def test_the_draft(self, flat: Path) -> None:
        built = Page.of((flat / "reports/example-district/2025.html").read_bytes())
        assert self.compare(built, STATUTORY[DRAFT]) == 200

    def test_free_tables(self, site: Path) -> None:
        checked = 0
        for (path, year), report in REPORTS.items():
            tables = [section["表"] for section in report.get("章节", ()) if "表" in section]
            for table in tables:
                shown_ = content(page(site, path, year)).find_class("gongkai-simple")[-1]
                cells = [words(cell) for cell in shown_.iter("th", "td")]
                assert cells == [*table["列"], *(cell for row in table["行"] for cell in row)]
                checked += len(cells)
        assert checked > 300

    def test_states_are_told_apart(self, site: Path) -> None:
        """Blank, stroke, 0, words and computed, each by markup; words for screen readers in a blank."""
        education = page(site, "example-district/education", 2019)
        cells = {cell.id: cell for table in education.tables.values() for cell in table.figures}
        assert cells["t2-regulation-newly-made"].classes >= {"stroke"}
        assert cells["t2-regulation-newly-made"].text == "/"
        assert cells["t2-penalty-items-change"].classes >= {"text"}
        assert cells["t2-penalty-items-change"].text == "持平"
        blank = cells["t3-refused-secret-research"]
        assert blank.classes >= {"blank"}
        assert blank.text == ""
        assert words(blank.element) == "空白"
        assert cells["t3-refused-secret-natural"].classes >= {"zero"}
        assert cells["t3-refused-secret-natural"].text == "0"
        assert cells["t3-granted-natural"].classes.isdisjoint({"zero", "blank", "stroke", "text", "computed"})
        later = page(site, "example-district/education", 2023)
        computed = {c.id for c in later.tables["t3"].figures if "computed" in c.classes}
        assert computed == {
            *("t3-new-total", "t3-granted-total"),
            *(
                f"t3-result-total-{c}"
                for c in ("natural", "business", "research", "welfare", "legal", "other", "total")
            ),
        }
        (note,) = later.root.xpath("//*[@id='t3-computed']")
        assert "点线" in words(note)


def _labels(table: Table, cell: Any) -> list[Any]:
    """The headers of a cell's row and its column."""
    return [*table.row_headers(cell), *table.column_headers(cell)]


class TestNotes:
    """Footnotes: number, text, mark and the way back."""

    def test_office_2022(self, site: Path) -> None:
        built = page(site, "example-district/office", 2022)
        report = STATUTORY["example-district/office", 2022]
        expected: dict[str, list[tuple[str | None, str]]] = {
            "t2": [("t2-normative-document-made", "含修订后重新公布的文件")],
            "t3": [(None, report[TABLES["t3"]]["表注"]), ("t3-granted-natural", "含当面答复并由申请人签收的")],
            "t4": [("t4-suit-direct-total", "以人民法院立案日期计入年度")],
        }
        for table, notes in expected.items():
            for number, (cell, text) in enumerate(notes, 1):
                (note,) = built.root.xpath(f"//*[@id='{table}-note-{number}']")
                (mark,) = built.root.xpath(f"//a[@id='{table}-mark-{number}']")
                assert mark.get("href") == f"#{table}-note-{number}"
                assert words(mark) == str(number)
                assert mark.get("aria-label") == f"注{number}"
                assert mark.getparent().tag == "sup"
                (home,) = mark.xpath("ancestor::td | ancestor::caption")
                assert home.get("id") == cell
                (back,) = note.xpath("a")
                assert back.get("href") == f"#{table}-mark-{number}"
                assert words(note) == f"注{number} {text} {words(back)}"

    def test_public_remarks(self, site: Path) -> None:
        """One that speaks of a cell stands under its table, another at the end; those not public nowhere."""
        built = content(page(site, "example-district/education", 2019))
        text = words(built)
        (note,) = built.xpath("//*[@id='t2-note-1']")
        assert "当年没有集中采购，原报告金额一格留空。" in words(note)
        assert "核对说明（收到和处理政府信息公开申请情况）：表三“属于国家秘密”一行" in text
        assert "原报告画斜线" not in text

    def test_corrections(self, site: Path) -> None:
        """Newest first, at the top and in the index; the cell is marked and linked both ways."""
        built = page(site, "example-district/culture-tourism", 2023)
        first, second = content(built).find_class("gongkai-notice--correction")
        assert "2024年3月4日" in words(first)
        assert "2024年2月20日" in words(second)
        (cell,) = (c for c in built.tables["t3"].figures if c.id == "t3-granted-natural")
        assert [a.get("href") for a in cell.element.iter("a")] == [f"#{first.get('id')}"]
        assert [a.get("href") for a in first.iter("a")] == ["#t3-granted-natural"]
        assert "更正 2024-03-04" in words(content(page(site, "example-district/culture-tourism")))
        assert "更正 03-04" in words(content(page(site, "")))


class TestNarrative:
    """Figures, pictures, files and links."""

    def test_no_figure_is_left(self, site: Path) -> None:
        for path in site.rglob("*.html"):
            assert "{{" not in path.read_text(encoding="utf-8"), path

    def test_figures_over_two_years(self, site: Path) -> None:
        new = [int(row("office", year, "本年新收政府信息公开申请数量")[6]) for year in (2019, 2020)]
        granted, all_ = (int(row("office", 2020, "本年度办理结果", key)[6]) for key in ("予以公开", "总计"))
        change = new[1] - new[0]
        said = f"{'增加' if change > 0 else '减少'}{abs(change)}件" if change else "持平"
        share = Decimal(granted * 1000 / all_).quantize(Decimal(1)) / 10
        text = words(content(page(site, "example-district/office", 2020)))
        assert f"全年收到申请{new[1]}件，与上年相比{said}；予以公开的占办结数的{share}%。" in text

    def test_picture(self, site: Path) -> None:
        (image,) = content(page(site, "example-district/education", 2022)).iter("img")
        assert image.get("alt").startswith("2022年申请办理结果示意图：")
        file = site / "reports/example-district/education/2022" / unquote(image.get("src"))
        assert file.read_bytes() == (DISTRICT / "education/2022/办理结果.png").read_bytes()

    @pytest.mark.parametrize(
        ("path", "year", "text"),
        [
            ("", 2024, "年度报告版式文件（PDF，1 KB）"),
            ("office", 2012, "2012年年度报告扫描件（PDF，1 KB）"),
            ("office", 2022, "数据口径说明（TXT，1 KB）"),
            ("culture", 2017, "report-2017.pdf（PDF，1 KB）"),
        ],
    )
    def test_attachments(self, site: Path, path: str, year: int, text: str) -> None:
        assert text in words(content(page(site, agency(path), year)))

    @pytest.mark.parametrize(("path", "year"), [("office", 2013), ("donghu", 2016)])
    def test_elsewhere(self, site: Path, path: str, year: int) -> None:
        address = REPORTS[agency(path), year]["原址"]
        built = content(page(site, agency(path), year))
        assert address in [a.get("href") for a in built.iter("a")]
        assert "发布在其他地址" in words(built)


class TestStates:
    """Withdrawn, draft, renamed, merged, closed, missing."""

    def test_withdrawn(self, site: Path) -> None:
        """Its page says why and since when; of what it said nothing is left, here or elsewhere."""
        path, year = WITHDRAWN
        report = REPORTS[WITHDRAWN]
        built = page(site, path, year)
        text = words(content(built))
        assert built.tables == {}
        assert report["撤回"]["说明"] in text
        assert "2022年5月6日" in text
        assert not content(built).find_class("gongkai-simple")
        sentences = [line.strip() for name in NARRATIVES for line in report[name].splitlines()]
        published = report["发布日期"].split("-")
        dates = {str(int(part)) for part in (*published, "2022", "5", "6")}
        neighbours = {"2020", "2021", "2022"}
        assert set(re.findall(r"[0-9]+", words(_own_words(built)))) <= dates | neighbours
        for other in site.rglob("*.html"):
            shown_ = other.read_text(encoding="utf-8")
            assert not any(sentence in shown_ for sentence in sentences if "{{" not in sentence)
        assert "撤回" in words(_index_cell(page(site, ""), path, year))

    def test_draft_is_left_out(self, site: Path) -> None:
        assert not (site / "reports/example-district/2025").exists()
        cell = _index_cell(page(site, ""), *DRAFT)
        assert list(cell.iter("a")) == []
        assert words(cell) == "—没有报告"
        pages = "".join(path.read_text(encoding="utf-8") for path in site.rglob("*.html"))
        assert "noindex" not in pages
        assert "草稿" not in pages
        assert "文字部分正在征求意见" not in pages
        assert "example-district/2025/" not in (site / "sitemap.xml").read_text(encoding="utf-8")

    def test_draft_with_the_option(self, flat: Path) -> None:
        """Marked, and not for search engines; no other page is."""
        hidden = [
            path.relative_to(flat).as_posix()
            for path in flat.rglob("*.html")
            if Page.of(path.read_bytes()).root.xpath("//meta[@name='robots'][contains(@content, 'noindex')]")
        ]
        assert hidden == ["reports/example-district/2025.html"]
        built = Page.of((flat / hidden[0]).read_bytes())
        assert "草稿" in words(content(built).find_class("gongkai-banner")[0])

    def test_renamed(self, site: Path) -> None:
        """The name of its time on every page, today's on the page of the agency."""
        old, new = "样例区东湖乡人民政府", "样例区东湖街道办事处"
        years = [year for path, year in REPORTS if path == "example-district/donghu"]
        for year in years:
            built = content(page(site, "example-district/donghu", year))
            name = old if year < 2020 else new
            assert words(built.xpath(".//h1")[0]).startswith(name)
            (meta,) = built.find_class("gongkai-meta")
            facts = dict(zip(map(words, meta.iter("dt")), map(words, meta.iter("dd")), strict=True))
            assert facts["发布机构"] == name
        assert len(years) == 10
        assert words(content(page(site, "example-district/donghu")).xpath(".//h1")[0]) == new

    def test_merged(self, site: Path) -> None:
        """Each points to the other."""
        before = content(page(site, "example-district/culture"))
        after = content(page(site, "example-district/culture-tourism"))
        assert "本机关已并入：样例区文化和旅游局。" in words(before)
        assert "本机关承继：样例区文化局。" in words(after)
        assert "../culture-tourism/" in [a.get("href") for a in before.iter("a")]
        assert "../culture/" in [a.get("href") for a in after.iter("a")]

    @pytest.mark.parametrize(("path", "last"), [("culture", 2018), ("logistics-park", 2017)])
    def test_closed(self, site: Path, path: str, last: int) -> None:
        """Not expected after its end, nor before its beginning; its own page ends with its last year."""
        for built in (page(site, ""), page(site, "example-district")):
            for year in range(last + 1, 2026):
                cell = _index_cell(built, agency(path), year)
                assert cell.get("class") == "none"
                assert words(cell) == "机关已不再报告"
            assert _index_cell(built, agency(path), 2015).get("class") == "none"
        years = [words(cell) for cell in content(page(site, agency(path))).xpath(".//tbody//th")]
        assert years[0] == f"{last}年年度报告"

    def test_missing_year(self, site: Path) -> None:
        cell = _index_cell(page(site, ""), "example-district/education", 2016)
        assert cell.get("class") is None
        assert words(cell) == "—没有报告"

    def test_neighbours(self, site: Path) -> None:
        """Previous and next year, over the one that is missing."""
        pager = content(page(site, "example-district/education", 2017)).find_class("gongkai-pager")[0]
        assert [words(a) for a in pager.iter("a")] == ["2015年年度报告", "2018年年度报告"]
        last = content(page(site, "example-district", 2024)).find_class("gongkai-pager")[0]
        assert [words(a) for a in last.iter("a")] == ["2023年年度报告"]

    def test_declaration_on_every_page(self, site: Path, flat: Path) -> None:
        for folder in (site, flat):
            pages = [*(folder / "reports/example-district").rglob("*.html")]
            assert len(pages) > 60
            for path in pages:
                assert "虚构示例数据" in words(content(Page.of(path.read_bytes()))), path


def _own_words(built: Page) -> HtmlElement:
    """What a page says of its report alone: without what it adds of its own and how it may be used."""
    main = content(built)
    for element in (*main.find_class("gongkai-declaration"), *main.xpath(".//*[@data-gongkai='aside']")):
        element.drop_tree()
    return main


def _index_cell(built: Page, path: str, year: int) -> HtmlElement:
    """The cell of an agency and a year, in a matrix of agencies by years."""
    name = AGENCIES[path]["名称"]
    (found,) = (
        cell
        for row in content(built).xpath(".//table[contains(@class, 'gongkai-list--years')]//tr")
        if row[0].get("scope") == "row" and words(row[0]) == name
        for cell in row
        if cell.get("data-y") == str(year)
    )
    return found


class TestAddresses:
    """Every link leads somewhere."""

    @pytest.mark.parametrize("variant", ["site", "flat"])
    def test_crawl(self, request: pytest.FixtureRequest, variant: str) -> None:
        """Every link, picture, style sheet and anchor of every page; the variant without directories as files."""
        folder: Path = request.getfixturevalue(variant)
        pages = {path.resolve(): html.parse(str(path)).getroot() for path in folder.rglob("*.html")}
        ids = {path: {*root.xpath("//@id"), *root.xpath("//a/@name")} for path, root in pages.items()}
        checked = 0
        dead = []
        for path, root in pages.items():
            for address in _addresses(root):
                parts = urlsplit(address)
                if parts.scheme or parts.netloc or address == "#":
                    continue
                target = path
                if parts.path:
                    base = folder if parts.path.startswith("/") else path.parent
                    target = (base / unquote(parts.path).lstrip("/")).resolve()
                if target.is_dir() and variant == "site":
                    target /= "index.html"
                is_there = target.is_file() and (not parts.fragment or unquote(parts.fragment) in ids[target])
                if not is_there:
                    dead.append((path.relative_to(folder.resolve()).as_posix(), address))
                checked += 1
        assert dead == []
        assert checked > 1500

    @pytest.mark.parametrize("variant", ["site", "flat"])
    def test_every_page_can_be_reached(self, request: pytest.FixtureRequest, variant: str) -> None:
        """From the home page, by links alone; but for former addresses and the page of errors."""
        folder: Path = request.getfixturevalue(variant).resolve()
        waiting, seen = [folder / "index.html"], {folder / "index.html"}
        while waiting:
            path = waiting.pop()
            for address in html.parse(str(path)).xpath("//a/@href"):
                parts = urlsplit(address)
                target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
                target = target / "index.html" if target.is_dir() else target
                if not parts.scheme and target.suffix == ".html" and target not in seen:
                    seen.add(target)
                    waiting.append(target)
        left = {path.relative_to(folder).as_posix() for path in folder.rglob("*.html") if path not in seen}
        assert left == {"404.html", "zfb/xxgknb/index.html", "xxgk/2018nb.html"}

    @pytest.mark.parametrize("variant", ["site", "flat"])
    @pytest.mark.parametrize(
        ("former", "title"),
        [
            ("zfb/xxgknb/index.html", "样例区人民政府办公室"),
            ("xxgk/2018nb.html", "样例区人民政府办公室2018年政府信息公开工作年度报告"),
        ],
    )
    def test_former_addresses(
        self, request: pytest.FixtureRequest, variant: str, former: str, title: str
    ) -> None:
        """Without JavaScript, canonical, and with a link for those whose browser does not follow."""
        folder: Path = request.getfixturevalue(variant)
        root = html.parse(str(folder / former)).getroot()
        assert not root.xpath("//script")
        (canonical,) = root.xpath("//link[@rel='canonical']/@href")
        (refresh,) = root.xpath("//meta[@http-equiv='refresh']/@content")
        (link,) = root.xpath("//a")
        assert refresh == f"0; url={canonical}"
        assert link.get("href") == canonical
        target = ((folder / former).parent / canonical).resolve()
        target = target / "index.html" if target.is_dir() else target
        assert shown(html.parse(str(target)).xpath("//h1")[0]) == title == words(link)


def _addresses(root: HtmlElement) -> Iterator[str]:
    yield from root.xpath("//a/@href | //link/@href | //img/@src | //script/@src")
    for refresh in root.xpath("//meta[@http-equiv='refresh']/@content"):
        yield refresh.partition("url=")[2]
