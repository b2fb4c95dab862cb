"""What the page of the desk asks: it runs in the browser, over a data folder in the memory of the worker.

Requests and answers are JSON. A request that cannot be met is a `Refusal`, one line in Chinese.

Python starts in the browser without bytecode, and each module takes its time: what is needed for checks is loaded at the
start, the readers of files and the writers of pages when they are asked for, or when `prepare` has nothing else to do.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import field, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gongkai.data_classes import dataclass
from gongkai.desk.folder import OFFICE, Folder, Refusal
from gongkai.desk.layout import Data, free_section, layout
from gongkai.desk.shown import acts, differences, last_year, numbers, references, spot, taken
from gongkai.desk.typed import LISTS, REMARKS, Base, Values, written
from gongkai.findings import Finding
from gongkai.forms import path_of
from gongkai.ground.extras import MissingExtra
from gongkai.model import (
    TO_FILL_IN,
    Agency,
    AgencyKind,
    Archive,
    Report,
    last_day,
    usual_form,
)
from gongkai.model.archive import AGENCY_FILE
from gongkai.model.report_file import FREE_SECTIONS
from gongkai.model.rows import EXTRA_BLOCK, EXTRA_CELLS, EXTRA_LABEL, EXTRA_ROWS
from gongkai.readings.pieces import Grid, UnreadableFile
from gongkai.reporting.as_json import write_json
from gongkai.reporting.checked import Checked
from gongkai.rules import inspect, rule_of, rule_settings
from gongkai.rules.duties.deadline import days
from gongkai.settings import Settings, SettingsError, make_settings, options_of_site
from gongkai.tables import cell_id
from gongkai.writers.yaml.edit import Items, NoPlace, append, edit
from gongkai.writers.yaml.new_report import NewReport, write_new_report
from gongkai.writers.yaml.syntax import scalar

if TYPE_CHECKING:
    from gongkai.readings.reading import Reading

SITE = "mkdocs.yml"
_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")


@dataclass(frozen=True)
class Office:
    """Whose report a file is, as the page says."""

    agency: str
    """Its path where the desk knows it, else ""; then the others count."""
    name: str
    kind: str
    scope: str
    """统计范围; "" for none."""


@dataclass
class Session:
    """The report that is open, among its neighbours."""

    root: Path
    """The folder that paths of files are relative to; the data folder is in it."""
    settings: Settings = field(default_factory=Settings)
    file: Path | None = None
    """Of the report that is open."""
    base: Base | None = None
    folder: Folder = field(init=False)

    def __post_init__(self) -> None:
        """The folder lies where the session does."""
        self.folder = Folder(self.root)

    def call(self, name: str, request: str) -> str:
        """Answer a request of the page."""
        known: dict[str, Callable[..., Data]] = {
            "start": self.start,
            "begin": self.begin,
            "open": self.open,
            "switch": self.switch,
            "restore": self.restore,
            "check": self.check,
            "write": self.write,
            "export": self.export,
            "paste": self.paste,
            "remark": self.remark,
            "path": self.path,
            "mend": self.mend,
            "add_row": self.add_row,
            "add_section": self.add_section,
            "put_back": self.put_back,
            "source": self.source,
            "prepare": self.prepare,
        }
        try:
            answer = known[name](**json.loads(request))
        except (Refusal, UnreadableFile, SettingsError, MissingExtra) as refusal:
            answer = {"refusal": str(refusal)}
        return json.dumps(answer, ensure_ascii=False)

    def start(self, files: Mapping[str, str], options: Mapping[str, object]) -> Data:
        """Put what the desk was sent out with into the data folder. options: of the site."""
        self.settings = make_settings(options, rule_settings())
        self.folder.sent = files
        self.folder.put_sent()
        return {}

    # Begin and open

    def begin(self, agency: str, name: str, kind: str, year: int, scope: str = "") -> Data:
        """A new report of an office. agency: its path where the desk knows it; else "", and name, kind and 统计范围 are used."""
        self.folder.put_back()
        found = self._agency(agency, name, kind, scope)
        file = self._file(found, year)
        if agency and file.exists():
            return self._opened(file, ())
        return self._opened(self.folder.write(file, self._new(found, year)), ())

    def _file(self, agency: Agency, year: int) -> Path:
        return self.folder.data / agency.path / f"{year}.yml"

    def _agency(self, path: str, name: str, kind: str, scope: str = "") -> Agency:
        if not path:
            path = OFFICE
            text = f"名称: {scalar(name or '（机关名称）')}\n类别: {scalar(kind)}\n"
            more = f"统计范围: {scalar(scope)}\n" if scope else ""
            self.folder.write(self.folder.data / OFFICE / AGENCY_FILE, f"{text}{more}")
        agencies = self.folder.read()[0].whole.agencies
        if path not in agencies:
            raise Refusal(f"{path} 的 {AGENCY_FILE} 读不出来")
        return agencies[path]

    def _new(self, agency: Agency, year: int) -> str:
        form = usual_form(agency.kind, year)
        if form is None:
            raise Refusal(f"没有{year}年度的格式")
        before = self.folder.read()[0].by_agency.get(agency.path, {}).get(year - 1)
        deadline = last_day(agency.kind, year, days(self.settings))
        text = write_new_report(NewReport(agency, year, form, deadline, before))
        # Whoever types here sees whether it is finished, and marks it as a draft where it is not.
        return re.sub(r"^草稿: true.*\n", "", text, count=1, flags=re.MULTILINE)

    def open(
        self,
        *,
        files: list[str],
        agency: str,
        name: str,
        kind: str,
        year: int,
        folder: bool,
        file: str = "",
        scope: str = "",
    ) -> Data:
        """Open what was chosen or dropped. files: paths below `in`; the others as for `begin`; file: which report of a folder."""
        self.folder.put_back()
        incoming = self.root / "in"
        if folder or any(Path(each).name == AGENCY_FILE for each in files):
            return self._open_folder(incoming, files, file)
        chosen = incoming / files[0]
        if chosen.suffix.lower() in (".yml", ".yaml"):
            return self._open_yaml(chosen, Office(agency, name, kind, scope), year)
        from gongkai.readings.opening import read_file

        readings = read_file(chosen.read_bytes(), chosen.name)
        wanted = [reading for reading in readings if reading.year in (year, None)] or readings
        if not wanted or wanted[0].is_nothing:
            raise Refusal("没有读出报告：没有认出章节，也没有认出表")
        owner = Office(agency, name or wanted[0].agency_name or "", kind, scope)
        return self._open_reading(wanted[0], chosen, owner, year)

    def _owner(self, office: Office) -> Agency:
        """The agency that a file is of which is opened alone: not among those of a folder opened before."""
        if self.folder.is_whole:
            self.folder.put_sent()
        return self._agency(office.agency, office.name, office.kind, office.scope)

    def _open_folder(self, incoming: Path, files: list[str], file: str) -> Data:
        beside = self.folder.replace(incoming, files)
        site = next((path for path in beside if path.name == SITE), None)
        if site is not None:
            told = {**options_of_site(incoming / site), "data_dir": "data", "fonts_dir": None}
            self.settings = make_settings(told, rule_settings())
        reports = tuple(self.folder.reports())
        if not reports:
            raise Refusal("这个文件夹里没有报告（如 2025.yml）")
        return self.switch(file or reports[0])

    def switch(self, file: str) -> Data:
        """Another report of the folder that is open."""
        answer = self._opened(self.root / file, ())
        answer["reports"] = list(self.folder.reports())
        return answer

    def restore(self, agency: str, name: str, kind: str, year: int, text: str) -> Data:
        """The file that a copy in the browser's store was typed over."""
        known = agency if agency in self.folder.read()[0].whole.agencies and agency != OFFICE else ""
        return self._opened(self.folder.write(self._file(self._agency(known, name, kind), year), text), ())

    def _open_yaml(self, chosen: Path, office: Office, year: int) -> Data:
        text = chosen.read_text(encoding="utf-8", errors="replace")
        own = re.search(r"^年度: *([0-9]{4})", text, re.MULTILINE)
        named = _YEAR.search(chosen.name)
        of_file = int(own[1]) if own else int(named[0]) if named else year
        said = re.search(r"^名称: *\"?([^\"\n#]+)", text, re.MULTILINE)
        found = self._owner(replace(office, name=office.name or (said[1].strip() if said else "")))
        target = self._file(found, of_file)
        shutil.copyfile(chosen, target)
        return {**self._opened(target, ()), "notice": _of_another(said[1].strip() if said else "", found)}

    def _open_reading(self, reading: Reading, chosen: Path, office: Office, year: int) -> Data:
        from gongkai.desk.read_in import read_in

        found = self._owner(office)
        named = _YEAR.search(chosen.name)
        of_file = reading.year or (int(named[0]) if named else year)
        made = read_in(reading, found, of_file, self._new(found, of_file))
        # No file says this yet.
        opened = self._opened(self.folder.write(self._file(found, of_file), made.text), made.doubts)
        notice = _of_another(reading.agency_name or "", found)
        source = chosen.relative_to(self.root).as_posix()
        return {**opened, "isNew": True, "source": source, "notice": notice}

    def source(self, file: str) -> Data:
        """What a file that was read in holds, to look at beside what is in doubt; nothing of one that is data itself."""
        from gongkai.desk.read_in import source
        from gongkai.readings.opening import pieces_of

        chosen = self.root / file
        if chosen.suffix.lower() in (".json", ".csv") or not chosen.is_file():
            return {"pieces": []}
        return {"pieces": source(pieces_of(chosen.read_bytes(), chosen.suffix))}

    def _opened(self, file: Path, doubts: tuple[Data, ...]) -> Data:
        self.folder.shelve(file)
        text = file.read_bytes().decode("utf-8-sig", "replace")
        archive = self.folder.read()[0]
        name = file.relative_to(self.root).as_posix()
        report = next((each for each in archive.whole.reports if each.place.file == name), None)
        self.file, self.base = file, Base.of(text, report)
        path, year = file.parent.relative_to(self.folder.data).as_posix(), int(file.stem)
        agency = archive.whole.agencies.get(path)
        before = archive.by_agency.get(path, {}).get(year - 1)
        values = self.base.values
        return {
            "file": name,
            "text": text,
            "agency": path,
            "name": agency.name if agency else path,
            "kind": (agency.kind if agency else AgencyKind.OTHER).value,
            "year": year,
            "layout": _layout(report) if report is not None else None,
            "cells": dict(values.cells),
            "texts": dict(values.texts),
            "head": dict(values.head),
            "notes": dict(values.notes),
            "units": dict(values.units),
            "lists": dict(values.lists),
            "references": {} if report is None else dict(references(report, archive)),
            "before": None if before is None or report is None else last_year(before, report.form, archive),
            "doubts": list(doubts),
            "reports": [],
            "isNew": False,
            "source": "",
        }

    # Check and write

    def _text(self, values: Mapping[str, Any]) -> str:
        if self.base is None:
            raise Refusal("还没有打开报告")
        typed = Values(**{each.name: values.get(each.name, {}) for each in fields(Values)})
        try:
            return written(self.base, typed)
        except NoPlace as error:
            raise Refusal(f"文件里没有“{error}”的位置，这一处改动没有写入") from None

    def _read(self, values: Mapping[str, Any]) -> tuple[Archive, Report | None, tuple[Finding, ...]]:
        assert self.file is not None
        self.file.write_text(self._text(values), encoding="utf-8", newline="")
        archive, problems = self.folder.read()
        name = self.file.relative_to(self.root).as_posix()
        report = next((each for each in archive.whole.reports if each.place.file == name), None)
        return archive, report, inspect(archive, problems, self.settings)

    def check(self, values: Mapping[str, Any]) -> Data:
        """Everything that is wrong, as `gongkai check --format json` has it, and where on the page it is."""
        archive, report, found = self._read(values)
        assert self.file is not None
        name = self.file.relative_to(self.root).as_posix()
        own = (name, (self.file.parent / AGENCY_FILE).relative_to(self.root).as_posix())
        told = tuple(f for f in found if self.folder.is_whole or f.place.file in own)
        answer: Data = json.loads(write_json(told, Checked.of(archive)))
        findings: Any = answer["findings"]
        for finding, data in zip(told, findings, strict=True):
            data["own"] = finding.place.file in own
            data["at"] = spot(finding, report, name)
            data["acts"] = list(acts(finding, report, name))
            data["acceptable"] = rule_of(finding).may_be_accepted
        answer["references"] = {} if report is None else dict(references(report, archive))
        if report is not None:
            before = archive.by_agency.get(report.agency, {}).get(report.year - 1)
            answer["numbers"] = dict(numbers(report, archive))
            answer["taken"] = {} if before is None else dict(taken(report, before))
        return answer

    def write(self, values: Mapping[str, Any], before: str = "") -> Data:
        """The text of the file as it is to be saved, and which lines differ. before: the file as it was opened or saved last."""
        assert self.file is not None
        text = self._text(values)
        return {"name": self.file.name, "text": text, "lines": list(differences(before, text))}

    def mend(self, values: Mapping[str, Any], line: int, was: str, value: str) -> Data:
        """A file that cannot be read, with one line put right as a finding proposes. line: from 1."""
        lines = self._text(values).split("\n")
        if line > len(lines) or lines[line - 1].rstrip("\r") != was:
            raise Refusal("这一行已经不是原来的样子，请等核对完再改")
        end = "\r" if lines[line - 1].endswith("\r") else ""
        return self._reopened("\n".join([*lines[: line - 1], value + end, *lines[line:]]))

    def add_row(self, values: Mapping[str, Any], table: str, block: str, label: str) -> Data:
        """The report with one more row that the form does not have (其他行), all its cells blank. block: its id."""
        assert self.base is not None
        assert self.base.report is not None
        form = self.base.report.form
        where = form.table(table)
        part = next(each for each in where.blocks if each.id == block)
        section = next(each for each in form.sections if each.table == table)
        blanks = ", ".join(f"{column.key}: ~" for column in part.column_leaves)
        cells = f"{{{blanks}}}" if len(part.column_leaves) > 1 else "~"
        owner = f", {EXTRA_BLOCK}: {scalar(part.label)}" if part.label and len(where.blocks) > 1 else ""
        item = f"{{{EXTRA_LABEL}: {scalar(label)}{owner}, {EXTRA_CELLS}: {cells}}}"
        text = self._text(values)
        there = len([row for _, row in form.extra if row.table == table and row.group is None])
        try:
            text = edit(text, {(section.key, EXTRA_ROWS, there): item})
        except NoPlace:
            text = edit(text, {(section.key, EXTRA_ROWS): Items((item,))})
        return self._reopened(text)

    def add_section(self, values: Mapping[str, Any], title: str) -> Data:
        """The report with one more section of the office's own."""
        return self._reopened(
            append(self._text(values), FREE_SECTIONS, f"标题: {scalar(title)}", "内容: |", f"  {TO_FILL_IN}")
        )

    def put_back(self, text: str) -> Data:
        """The report as its text was before a row or section was added, or after: what an undo asks for."""
        return self._reopened(text)

    def _reopened(self, text: str) -> Data:
        assert self.file is not None
        self.file.write_text(text, encoding="utf-8", newline="")
        return self._opened(self.file, ())

    def export(self, values: Mapping[str, Any], kind: str) -> Data:
        """Write the report in another format to `out`; the page fetches the file from there."""
        archive, report, _ = self._read(values)
        if report is None:
            raise Refusal("报告读不出来，先改正核对结果里的错误")
        made = self._made(report, archive, kind)
        out = self.root / "out"
        out.write_bytes(made)
        return {"path": out.as_posix(), "name": f"{report.year}.{kind}"}

    def _made(self, report: Report, archive: Archive, kind: str) -> bytes:
        from gongkai.pages import Metadata, metadata, report_page
        from gongkai.writers.data.cells_csv import write_csv
        from gongkai.writers.data.report_json import write_json as write_report_json
        from gongkai.writers.html.fragment import write_fragment
        from gongkai.writers.html.standalone import write_page
        from gongkai.writers.office.xlsx import write_xlsx

        if kind == "json":
            return write_report_json(report, archive)
        if kind == "csv":
            return write_csv((report,), archive)
        if kind == "xlsx":
            return write_xlsx(report, archive)
        content = report_page(report, archive)
        if kind == "fragment.html":
            return write_fragment(content, {})
        return write_page(content, Metadata(metadata(content.page, archive, self.settings).tags), {})

    def prepare(self) -> Data:
        """Load what will be asked for sooner or later."""
        import gongkai.pages
        import gongkai.readings.opening
        import gongkai.writers.html.fragment
        import gongkai.writers.html.standalone  # noqa: F401

        return {}

    def remark(self, code: str, reason: str, public: bool, cell: str = "", passage: str = "") -> Data:  # noqa: FBT001
        """An item of 核对说明. cell: the id on the page; passage: of a text, or a key."""
        where = str(self.path(cell)["path"]) if cell else passage
        values = {"规则": code, "位置": where, "原因": reason, "公开": "true" if public else ""}
        return {"item": {part: values.get(part, "") for part in LISTS[REMARKS]}}

    def path(self, cell: str) -> Data:
        """How a cell is called in the file (予以公开.自然人), by its id on the page."""
        assert self.base is not None
        assert self.base.report is not None
        form = self.base.report.form
        names = (name for table in form.tables for name in table.cells if cell_id(name) == cell)
        return {"path": next((path_of(form, (name,)) or "" for name in names), "")}

    def paste(self, html: str) -> Data:
        """The first table of what was copied, as rows of texts; a merged cell stands at each of its places."""
        from gongkai.readings.html import read_html

        grids = [piece for piece in read_html(html.encode()).pieces if isinstance(piece, Grid)]
        rows = [[cell.text if cell else "" for cell in row] for row in grids[0].covered()] if grids else []
        return {"rows": rows}


def _of_another(said: str, agency: Agency) -> str:
    """That a file is another office's, as far as it says whose it is: whoever has the desk of one may take the wrong file."""
    said, own = (re.sub(r"\s", "", name) for name in (said, agency.name))
    if not said or said in own or own in said:
        return ""
    return f"这份文件写的是“{said}”，这里是“{own}”的报告：请看一看是不是拿错了文件。"


def _layout(report: Report) -> Data:
    """The form of a report; one without sections of its own has those that the office wrote."""
    found = layout(report.form)
    if report.form.is_free:
        found["sections"] = [
            free_section(number, free.title) for number, free in enumerate(report.free_sections)
        ]
    return found
