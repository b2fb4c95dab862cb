"""What a subordinate has sent: one file as the report that it holds, whatever its format and its name."""

from __future__ import annotations

import re
from collections.abc import Mapping as Lookup
from pathlib import Path

import yaml

from gongkai.cli.taken_in import Opened
from gongkai.data_classes import dataclass
from gongkai.findings import Finding
from gongkai.model import Agency, Archive, Report
from gongkai.model.files import File, find_files
from gongkai.model.report_file import read_report
from gongkai.model.shape import NodeReader
from gongkai.problems import Problem
from gongkai.readings.labels import plain
from gongkai.readings.pieces import Doubt
from gongkai.readings.reading import Reading
from gongkai.rules import inspect
from gongkai.settings import Settings
from gongkai.source import Mapping, Scalar, read
from gongkai.writers.yaml.edit import NoPlace, edit
from gongkai.writers.yaml.from_reading import write_reading

_KEYS = re.compile(rb"(?m)^\xef?\xbb?\xbf?[\"']?(?:\xe5\xb9\xb4\xe5\xba\xa6)[\"']? *:")
"""年度 at the beginning of a line: YAML of ours, whatever the file is called."""
_DRAFT = "草稿"


@dataclass(frozen=True)
class Sent:
    """A report that was sent, as it would stand in the data folder."""

    path: Path
    agency: Agency
    year: int
    text: str
    """Of the file: what was sent, marked as a draft; or what was read from another format."""
    report: Report
    files: Lookup[str, File]
    """Those that it names and that came with it."""
    reading: Reading | None
    """None where it was YAML."""
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True)
class Refused:
    """A file that is no report of anybody who was asked, and why."""

    path: Path
    why: str
    findings: tuple[Finding, ...] = ()
    lines: Lookup[str, tuple[str, ...]] | None = None


def is_yaml(path: Path, data: bytes) -> bool:
    """Whether a file is YAML of ours, whatever it is called."""
    return path.suffix.lower() in (".yml", ".yaml") or _KEYS.search(data[:4000]) is not None


@dataclass(frozen=True)
class Asked:
    """Who was asked to send, and for which year."""

    archive: Archive
    agencies: Lookup[str, Agency]
    """By path."""
    year: int | None
    """None: any."""

    def sent(self, file: Opened, folder: Path) -> list[Sent | Refused]:
        """The reports in a file: one, but for data of ours of several. folder: what was collected, for the file's place in it."""
        if file.why:
            return [Refused(file.path, file.why)]
        if is_yaml(file.path, file.data):
            return [self._of_yaml(file.path, folder, file.data)]
        return [self._of_reading(file.path, folder, reading) for reading in file.readings]

    def _of_yaml(self, path: Path, folder: Path, data: bytes) -> Sent | Refused:
        name = path.as_posix()
        source = read(name, data)
        if source.root is None:
            why = "YAML 写法有误，没有读入" if source.problems else "文件是空的"
            return Refused(path, why, _findings(source.problems, name, source.lines), {name: source.lines})
        root = source.root
        doubts: list[Doubt] = []
        named = _scalar(root, "名称")
        agency = self._agency(named, None, path, folder, doubts)
        if isinstance(agency, str):
            return Refused(path, agency)
        year = self._year(_scalar(root, "年度"), path, doubts)
        if isinstance(year, str):
            return Refused(path, year)
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            return Refused(path, "不是 UTF-8 编码，没有读入；另存为 UTF-8 再报")
        report = _report(path, text, agency, year)
        if report is None:
            problems: list[Problem] = [*source.problems]
            read_report(NodeReader(name, problems), root, agency, year, len(source.lines))
            return Refused(
                path, "不是年度报告的数据", _findings(tuple(problems), name, source.lines), {name: source.lines}
            )
        if not report.draft:
            text = _as_draft(text)
        files = dict(find_files(report, path.parent)[0])
        files.update(find_files(report, path.parent / str(year))[0])
        return Sent(path, agency, year, text, report, files, None, tuple(doubts))

    def _of_reading(self, path: Path, folder: Path, reading: Reading) -> Sent | Refused:
        if reading.is_nothing:
            return Refused(path, "没有读出报告：没有认出章节，也没有认出表")
        doubts: list[Doubt] = []
        agency = self._agency(reading.agency_name, reading.agency_path, path, folder, doubts)
        if isinstance(agency, str):
            return Refused(path, agency)
        year = self._year(None if reading.year is None else str(reading.year), path, doubts)
        if isinstance(year, str):
            return Refused(path, year)
        reading = reading.without(agency.declaration)
        text = write_reading(reading, agency, year, draft=True)
        report = _report(path, text, agency, year)
        if report is None:
            return Refused(path, f"读出的内容不合{year}年度的格式")
        return Sent(path, agency, year, text, report, {}, reading, (*doubts, *reading.doubts))

    def _agency(
        self, name: str | None, own: str | None, path: Path, folder: Path, doubts: list[Doubt]
    ) -> Agency | str:
        """Whose report it is; or why nobody can say. The content decides; only where it is silent, folder and name of the file."""
        if own in self.agencies:
            return self.agencies[str(own)]
        if name:
            found = [agency for agency in self.agencies.values() if plain(name) in self._names(agency)]
            if len(found) == 1:
                return found[0]
            if found:
                return f"叫“{name}”的机关有{len(found)}个：{'、'.join(agency.path for agency in found)}；用 --agency 限定"
            others = [a for a in self.archive.agencies.values() if plain(name) == plain(a.name)]
            return f"“{name}”不在这次收集的机关之内" if others else f"不是我们的机关：“{name}”"
        below = path.parent.relative_to(folder).parts if path.is_relative_to(folder) else ()
        found = [
            agency for agency in self.agencies.values() if agency.path.split("/")[-len(below) :] == [*below]
        ]
        if below and len(found) == 1:
            doubts.append(Doubt(f"文件里没有写明机关，按文件夹读作“{found[0].name}”，请核对"))
            return found[0]
        # The longest: 样例区人民政府办公室 has 样例区人民政府 in it.
        named = [agency for agency in self.agencies.values() if plain(agency.name) in plain(path.name)]
        longest = max((len(plain(agency.name)) for agency in named), default=0)
        found = [agency for agency in named if len(plain(agency.name)) == longest]
        if len(found) == 1:
            doubts.append(Doubt(f"文件里没有写明机关，按文件名读作“{found[0].name}”，请核对"))
            return found[0]
        return "不知道是哪个机关：文件里没有写明"

    def _names(self, agency: Agency) -> set[str]:
        """What the agency is and was called."""
        own = self.archive.by_agency.get(agency.path, {})
        return {plain(agency.name), *(plain(report.agency_name) for report in own.values())}

    def _year(self, text: str | None, path: Path, doubts: list[Doubt]) -> int | str:
        """Of which year it is; or why it is not wanted."""
        year = int(text) if text and re.fullmatch("[12][0-9]{3}", text) else None
        if year is None:
            in_name = set(re.findall(r"(?<![0-9])20[0-9]{2}(?![0-9])", path.name))
            if len(in_name) != 1:
                return "不知道是哪个年度：文件里没有写明"
            year = int(in_name.pop())
            doubts.append(Doubt(f"文件里没有写明年度，按文件名读作{year}，请核对"))
        if self.year is not None and year != self.year:
            return f"是{year}年度的报告，收集的是{self.year}年度"
        return year


def _report(path: Path, text: str, agency: Agency, year: int) -> Report | None:
    source = read(path.as_posix(), text.encode())
    if source.root is None:
        return None
    return read_report(NodeReader(path.as_posix(), []), source.root, agency, year, len(source.lines))


def _scalar(root: object, key: str) -> str | None:
    node = root.get(key) if isinstance(root, Mapping) else None
    return node.value.strip() or None if isinstance(node, Scalar) else None


def _as_draft(text: str) -> str:
    """The file with 草稿: true, every other line as it was sent."""
    try:
        if re.search(rf"(?m)^{_DRAFT} *:", text):
            return edit(text, {(_DRAFT,): "true"})
        newline = "\r\n" if "\r\n" in text else "\n"
        at = re.search(r"(?m)^年度 *:.*$", text)
        if at is not None:
            end = at.end() - text[: at.end()].endswith("\r")
            return f"{text[:end]}{newline}{_DRAFT}: true{text[end:]}"
        return edit(text, {(_DRAFT,): "true"})
    except (NoPlace, yaml.YAMLError):
        return f"{text}\n{_DRAFT}: true\n"


def _findings(problems: tuple[Problem, ...], name: str, lines: tuple[str, ...]) -> tuple[Finding, ...]:
    """Problems of a file outside the data folder, in the words of their rules."""
    return inspect(Archive({}, (), {name: lines}), problems, Settings())
