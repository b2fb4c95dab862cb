"""What is wrong, where, and what to do about it.

Two types, one for each side of the checks. A `Problem` is what source, forms, prose and model hand up:
its kind, its place and the values that were met, no words. A `Finding` is what a rule makes of it (or
finds by itself) and what people read: code, level, Chinese words and remedy. Words stand only in
`gongkai.rules`; this module knows none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

Number = int | Decimal
"""A figure as it is compared and shown: a count is an int, an amount a Decimal."""


class Level(StrEnum):
    """How heavily a finding weighs. `fail_on` compares with `rank`."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"

    @property
    def rank(self) -> int:
        """0 for info, 1 for warning, 2 for error."""
        return list(Level).index(self)


class Place(NamedTuple):
    """A position in a file. Line and column count from 1, the column in characters, as editors show them.

    A tuple, as names of cells are: an archive has hundreds of thousands of either, and they are made, compared and
    looked up by the interpreter itself.
    """

    file: str
    """Path with `/`, relative to the folder the command or build was started for."""
    line: int = 1
    column: int = 1


class Kind(StrEnum):
    """Every kind of Problem; each is put into words by exactly one rule (a test holds that)."""

    # The text as YAML: yaml-trap.
    UNREADABLE = "unreadable"
    ENCODING = "encoding"
    TOO_LARGE = "too-large"
    CONTROL_CHARACTER = "control-character"
    TAB_INDENTATION = "tab-indentation"
    WIDE_INDENTATION = "wide-indentation"
    WIDE_SPACE = "wide-space"
    FULLWIDTH_COLON = "fullwidth-colon"
    MISSING_SPACE = "missing-space"
    FULLWIDTH_COMMA = "fullwidth-comma"
    FULLWIDTH_BRACKET = "fullwidth-bracket"
    MISSING_COMMA = "missing-comma"
    EMPTY_ITEM = "empty-item"
    UNQUOTED_REFERENCE = "unquoted-reference"
    UNCLOSED_BRACKET = "unclosed-bracket"
    UNCLOSED_QUOTE = "unclosed-quote"
    OUTDENTED_TEXT = "outdented-text"
    INDENTATION = "indentation"
    NO_COLON = "no-colon"
    COLON_IN_TEXT = "colon-in-text"
    TEXT_AFTER_CLOSE = "text-after-close"
    BRACKET_IN_TEXT = "bracket-in-text"
    BACKSLASH = "backslash"
    RESERVED_START = "reserved-start"
    BLOCK_START = "block-start"
    FOLDED_TEXT = "folded-text"
    DUPLICATE_KEY = "duplicate-key"
    COMPLEX_KEY = "complex-key"
    ANCHOR = "anchor"
    ALIAS = "alias"
    TAG = "tag"
    SECOND_DOCUMENT = "second-document"
    TOO_DEEP = "too-deep"
    TOO_MANY_DIGITS = "too-many-digits"
    NOT_YAML = "not-yaml"

    # One cell: cell-type.
    CELL_NOT_NUMBER = "cell-not-number"
    CELL_NEGATIVE = "cell-negative"
    CELL_SIGNED = "cell-signed"
    CELL_NOT_WHOLE = "cell-not-whole"
    CELL_FULLWIDTH = "cell-fullwidth"
    CELL_LEADING_ZERO = "cell-leading-zero"
    CELL_SEPARATOR = "cell-separator"
    CELL_UNIT = "cell-unit"

    # Keys, rows, files: form-structure.
    UNKNOWN_KEY = "unknown-key"
    MISSING_KEY = "missing-key"
    MISSING_SECTION = "missing-section"
    MISSING_ROW = "missing-row"
    MISSING_COLUMN = "missing-column"
    CELL_COUNT = "cell-count"
    NOT_A_ROW = "not-a-row"
    NOT_A_MAPPING = "not-a-mapping"
    NOT_A_LIST = "not-a-list"
    NOT_A_CELL = "not-a-cell"
    EMPTY_FILE = "empty-file"
    NO_CONTENT = "no-content"
    MIXED_CONTENT = "mixed-content"
    STRAY_FILE = "stray-file"
    STRAY_FOLDER = "stray-folder"
    FOLDER_NAME = "folder-name"
    OUTSIDE_LINK = "outside-link"
    REPORT_WITHOUT_AGENCY = "report-without-agency"

    # Files that a report names: file.
    FILE_MISSING = "file-missing"
    FILE_OUTSIDE = "file-outside"
    FILE_TOO_LARGE = "file-too-large"
    FILE_KIND = "file-kind"
    IMAGE_KIND = "image-kind"

    # The form of the year: form-year.
    NO_FORM = "no-form"
    FORM_OUTSIDE_YEARS = "form-outside-years"

    # Values of keys: value.
    NOT_TEXT = "not-text"
    NOT_A_DATE = "not-a-date"
    NOT_A_YEAR = "not-a-year"
    NOT_AN_ADDRESS = "not-an-address"
    NOT_A_DOMAIN = "not-a-domain"
    NOT_A_PATH = "not-a-path"
    NOT_TRUE_FALSE = "not-true-false"
    NOT_A_CHOICE = "not-a-choice"
    NOT_A_RULE = "not-a-rule"
    YEAR_MISMATCH = "year-mismatch"
    YEARS_REVERSED = "years-reversed"
    UNKNOWN_PLACE = "unknown-place"
    UNKNOWN_AGENCY = "unknown-agency"
    ADDRESS_TWICE = "address-twice"

    # Figures in the narrative: figure.
    REFERENCE_UNCLOSED = "reference-unclosed"
    REFERENCE_SYNTAX = "reference-syntax"
    REFERENCE_BRACES = "reference-braces"
    REFERENCE_UNKNOWN = "reference-unknown"
    REFERENCE_NO_NUMBER = "reference-no-number"
    REFERENCE_ZERO_BASE = "reference-zero-base"
    REFERENCE_NO_LAST_YEAR = "reference-no-last-year"


class CellName(NamedTuple):
    """A cell, a row (no column) or a table (no row) by the ids of the form: what JSON, CSV and anchors use."""

    table: str
    row: str | None = None
    column: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong that was met while reading, not yet in words."""

    kind: Kind
    place: Place
    values: Mapping[str, object] = field(default_factory=dict)
    cell: CellName | None = None


@dataclass(frozen=True, slots=True)
class Suspect:
    """A cell that is, or may be, the one typed wrong, and the value that would make the sums hold."""

    cell: CellName
    row_label: str
    column_label: str
    value: Number | None
    should_be: Number | None
    """None where more than one value would do."""
    place: Place
    count: int = 1
    """How many cells have to change together; this is one of them."""


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Why a finding is accepted as it is (核对说明), and whether the public may read the reason."""

    reason: str
    public: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to put right, complete: what `check` prints and the build stops for.

    The fields are those of the JSON output; unknown ones are None.
    """

    place: Place
    code: str
    rule: str
    level: Level
    message: str
    remedy: str
    agency: str | None = None
    year: int | None = None
    cell: CellName | None = None
    row_label: str | None = None
    column_label: str | None = None
    formula: str | None = None
    left: Number | None = None
    right: Number | None = None
    suspect: Suspect | None = None
    candidates: tuple[Suspect, ...] = ()
    accepted: Acceptance | None = None

    @property
    def difference(self) -> Number | None:
        """left − right, or None where the finding is no comparison."""
        if self.left is None or self.right is None:
            return None
        return self.left - self.right
