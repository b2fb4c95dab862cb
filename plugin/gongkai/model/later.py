"""Reports of files that are as they were: what others ask for most is known of them, and all else is read when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from gongkai.findings import CellName, Place
from gongkai.forms import Form, statutory_forms
from gongkai.ground.plain import Plain
from gongkai.ground.shelf import Kind
from gongkai.model.agency import Contact, FormerAddress, Website
from gongkai.model.cells import Cell
from gongkai.model.report import Attachment, Correction, NamedFile, Period, Remark, Report, Withdrawal
from gongkai.model.shape import Date

_KNOWN = (
    "agency",
    "year",
    "place",
    "agency_name",
    "contact",
    "website",
    "title",
    "letterhead",
    "without_preamble",
    "published",
    "written",
    "document_number",
    "index_number",
    "origin",
    "signature",
    "signer",
    "own_period",
    "draft",
    "corrections",
    "attachments",
    "remarks",
    "original_address",
    "former_addresses",
    "withdrawal",
)
"""What is small. Of cells it is known how many there are."""
_PLAIN = Plain(
    *(Attachment, CellName, Contact, Correction, Date, FormerAddress, NamedFile, Period, Place, Remark),
    *(Website, Withdrawal),
)


class _LaterCells(Mapping[CellName, Cell]):
    """So many cells, which are read when somebody asks for one."""

    def __init__(self, count: int, read: Callable[[], Mapping[CellName, Cell]]) -> None:
        self._count, self._read = count, read

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, name: CellName) -> Cell:
        return self._read()[name]

    def __iter__(self) -> Iterator[CellName]:
        return iter(self._read())


class LaterReport(Report):
    """One that is read when somebody asks for more than is known."""

    @classmethod
    def of(cls, known: Facts, read: Callable[[], Report]) -> LaterReport:
        """read: gives the report that this is of."""
        found = cls.__new__(cls)
        vars(found).update(known.values)
        vars(found).update(_facts=known, _read=read, cells=_LaterCells(known.cells, lambda: found.whole.cells))
        if known.form is not None:
            vars(found)["form"] = known.form
        return found

    @property
    def whole(self) -> Report:
        """The report."""
        own = vars(self)
        if "_read" in own:
            own.update(vars(own.pop("_read")()))
        return self

    def __getattr__(self, name: str) -> Any:
        """What is not known yet."""
        if name not in Report.__dataclass_fields__ or "_read" not in vars(self):
            raise AttributeError(name)
        return vars(self.whole)[name]

    def __eq__(self, other: object) -> bool:
        """As reports are compared."""
        if not isinstance(other, Report):
            return NotImplemented
        compared = [name for name, each in Report.__dataclass_fields__.items() if each.compare]
        return all(getattr(self, name) == getattr(other, name) for name in compared)

    __hash__ = None  # type: ignore[assignment]  # as of any report, which has mappings

    def __reduce__(self) -> tuple[object, ...]:
        """Sent as what it is of."""
        own = vars(self.whole)
        return Report, tuple(own[name] for name in Report.__dataclass_fields__)

    @property
    def named_files(self) -> tuple[NamedFile, ...]:
        """Known without reading it."""
        facts: Facts | None = vars(self).get("_facts")
        return super().named_files if facts is None else facts.files

    @property
    def is_elsewhere(self) -> bool:
        """Known without reading it."""
        facts: Facts | None = vars(self).get("_facts")
        return super().is_elsewhere if facts is None else facts.is_elsewhere


class Facts:
    """What is known of a report."""

    __slots__ = ("cells", "files", "form", "is_elsewhere", "values")

    def __init__(
        self,
        values: Mapping[str, Any],
        form: Form | None,
        cells: int,
        files: tuple[NamedFile, ...],
        *,
        is_elsewhere: bool,
    ) -> None:
        """form: None of a form that the report changes, as by rows of its own."""
        self.values, self.form, self.cells, self.files = values, form, cells, files
        self.is_elsewhere = is_elsewhere

    @classmethod
    def of(cls, report: Report) -> Facts:
        """Of one that has been read."""
        form = next((each for each in statutory_forms() if each is report.form), None)
        values = {name: getattr(report, name) for name in _KNOWN}
        return cls(values, form, len(report.cells), report.named_files, is_elsewhere=report.is_elsewhere)


def _packed(facts: Facts) -> list[object]:
    form = None if facts.form is None else facts.form.name
    values = [_PLAIN.packed(facts.values[name]) for name in _KNOWN]
    return [form, facts.cells, _PLAIN.packed(facts.files), facts.is_elsewhere, values]


def _unpacked(packed: Any) -> Facts:
    name, cells, files, is_elsewhere, packed_values = packed
    forms = {each.name: each for each in statutory_forms()}
    values = dict(zip(_KNOWN, map(_PLAIN.unpacked, packed_values), strict=True))
    if not (isinstance(cells, int) and isinstance(is_elsewhere, bool) and isinstance(values["place"], Place)):
        raise TypeError(packed)
    form = None if name is None else forms[name]
    return Facts(values, form, cells, _PLAIN.unpacked(files), is_elsewhere=is_elsewhere)


FACTS = Kind[Facts](_packed, _unpacked)
"""As they are kept on disk."""
