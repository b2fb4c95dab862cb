"""What reading may find wrong: one class a kind, with the values that its words need.

Source, forms, prose and model hand up a `Problem`: what is wrong, where, and no words. Exactly one rule puts each
kind into words; its templates name the fields of the class in braces. A new kind is a class here and an entry in
the `words` of its rule.
"""

from __future__ import annotations

from dataclasses import field

from gongkai.data_classes import dataclass
from gongkai.findings import CellName, Place


@dataclass(frozen=True)
class What:
    """Something wrong. A class without subclasses is a kind of problem; the others are what kinds have in common."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong that was met while reading, not yet in words."""

    what: What
    place: Place
    cell: CellName | None = None


@dataclass(frozen=True)
class Slip(What):
    """Something mistyped in a line, whatever the line means."""

    fixed: str = field(default="", kw_only=True)
    """The whole line put right; "" where only its author can tell how."""


@dataclass(frozen=True)
class Typed(What):
    """A value that is not what its key wants."""

    text: str
    """As typed."""


@dataclass(frozen=True)
class Named(What):
    """A file, a folder or an agency, called by its name."""

    name: str


# The text as YAML: yaml-trap.


class Unreadable(What):
    """A file or folder that cannot be opened."""


@dataclass(frozen=True)
class Encoding(What):
    """Bytes that are not UTF-8."""

    encoding: str = ""
    """What they are likely to be."""


@dataclass(frozen=True)
class TooLarge(What):
    """A file of too many bytes."""

    size: int
    limit: int


@dataclass(frozen=True)
class ControlCharacter(Slip):
    """A character that no editor shows."""

    name: str
    """In Chinese."""
    code: str
    """U+200B."""


class TabIndentation(Slip):
    """A tab before a line, or behind a dash."""


class WideIndentation(Slip):
    """A full-width or no-break space before a line."""


@dataclass(frozen=True)
class WideSpace(Slip):
    """A full-width or no-break space beside a key."""

    key: str


class FullwidthColon(Slip):
    """A full-width colon behind a key."""


@dataclass(frozen=True)
class MissingSpace(Slip):
    """No space behind the colon of a key, or behind the dash of an item."""

    key: str
    """Or the dash."""


@dataclass(frozen=True)
class FullwidthComma(Slip):
    """Items separated by a sign that is not an ASCII comma."""

    character: str


@dataclass(frozen=True)
class FullwidthBracket(Slip):
    """A bracket around items that is not ASCII."""

    bracket: str


class MissingComma(Slip):
    """Two items with nothing between them."""


class EmptyItem(Slip):
    """Nothing before a comma, or behind the last one."""


class UnquotedReference(Slip):
    """A text that begins with `{{`."""


class UnclosedBracket(Slip):
    """A bracket without its counterpart."""


class UnclosedQuote(Slip):
    """A quote without its counterpart."""


class OutdentedText(Slip):
    """A line of a block further left than its first."""


class Indentation(Slip):
    """A line that starts at a column of its own."""


class NoColon(Slip):
    """A line that is not `key: value`."""


class ColonInText(Slip):
    """A colon in bare text, which YAML takes for that of a key."""


class BracketInText(Slip):
    """A bracket in bare text inside of brackets."""


class TextAfterClose(Slip):
    """Text behind a closing bracket or quote."""


class Backslash(Slip):
    """A backslash in double quotes that starts no escape."""


class ReservedStart(Slip):
    """Bare text that begins with a sign that YAML keeps for itself."""


class BlockStart(Slip):
    """Text on the line of the `|`, or a full-width `｜`."""


class JoinedText(What):
    """A text on several lines without `|`."""


class FoldedText(Slip):
    """A `>` block, whose lines become one."""


@dataclass(frozen=True)
class DuplicateKey(What):
    """A key given twice in one mapping."""

    key: str
    first: int
    """The line where it stands first."""


class ComplexKey(Slip):
    """A key that is not text."""


@dataclass(frozen=True)
class Anchor(Slip):
    """`&name` before a value."""

    text: str


@dataclass(frozen=True)
class Alias(Slip):
    """`*name` for a value."""

    text: str


@dataclass(frozen=True)
class Tag(Slip):
    """`!name` before a value."""

    text: str


@dataclass(frozen=True)
class SecondDocument(Slip):
    """A line that begins another YAML document, or ends this one."""

    text: str


@dataclass(frozen=True)
class TooDeep(What):
    """Lists and mappings nested deeper than we read."""

    limit: int


@dataclass(frozen=True)
class TooManyDigits(What):
    """A bare number with more digits than we read."""

    digits: int


class NotYaml(What):
    """Something the parser refused for a reason we have no words for."""


# One cell: cell-type.


class CellNotNumber(Typed):
    """Text where a number belongs."""


class CellDash(Typed):
    """Dashes where a number belongs."""


@dataclass(frozen=True)
class CellChangeInWords(Typed):
    """增4, 减4 for +4, -4."""

    number: str
    """How it should be written."""


class CellNegative(Typed):
    """A number below 0 that counts something."""


class CellSigned(Typed):
    """A plus before a number that counts something."""


class CellNotWhole(Typed):
    """A decimal that counts something."""


@dataclass(frozen=True)
class CellFullwidth(Typed):
    """A number in full-width characters."""

    number: str
    """In ASCII; "" for a stroke."""


class CellLeadingZero(Typed):
    """A number with a 0 too many before it."""


class CellSeparator(Typed):
    """A number with commas or the like between its digits."""


@dataclass(frozen=True)
class CellUnit(Typed):
    """A number with its unit."""

    number: str
    """In the unit of the form."""
    unit: str


# Keys, rows, files: form-structure.


@dataclass(frozen=True)
class UnknownKey(What):
    """A key that does not belong where it stands."""

    key: str
    known: tuple[str, ...]
    """The keys that do."""
    nearest: str = ""
    """The one of them that is likely meant."""
    belongs: str = ""
    """The key below which it should stand."""


@dataclass(frozen=True)
class MissingKey(What):
    """A required key that is left out or blank."""

    key: str


@dataclass(frozen=True)
class MissingSection(What):
    """A section of the form left out."""

    key: str
    label: str


@dataclass(frozen=True)
class MissingRow(What):
    """A row of a table left out."""

    key: str
    label: str


@dataclass(frozen=True)
class MissingColumn(What):
    """A cell left out of a row that is given by columns."""

    row: str
    """Its label."""
    key: str
    """Of the column."""


@dataclass(frozen=True)
class CellCount(What):
    """A row of too many or too few cells."""

    row: str
    """Its label."""
    expected: int
    found: int
    columns: tuple[str, ...]


@dataclass(frozen=True)
class UnclearBlock(What):
    """A row that the form does not have, of which nothing shows in which part of the table it stands."""

    row: str
    """Its label."""
    parts: tuple[str, ...]
    """The labels of the parts of the table."""


@dataclass(frozen=True)
class RowTwice(What):
    """A row of the report's own that is called as another one beside it."""

    row: str
    """Its label."""


@dataclass(frozen=True)
class NotARow(Typed):
    """One value where a row of several belongs."""

    row: str
    """Its label."""
    count: int
    """The cells it should have."""


@dataclass(frozen=True)
class NotAMapping(What):
    """Something else where `key: value` belongs."""

    known: tuple[str, ...]
    """The keys that may stand there."""


class NotAList(What):
    """Something else where a list belongs."""


class NotACell(What):
    """A list or mapping where one cell belongs."""


class EmptyFile(What):
    """A file that says nothing."""


@dataclass(frozen=True)
class NoContent(What):
    """A report without any section, 附件, 原址 or 撤回."""

    keys: tuple[str, ...]
    """Of the sections."""


@dataclass(frozen=True)
class MixedContent(What):
    """A report with 原址 that has a section as well."""

    section: str
    """Its key."""


@dataclass(frozen=True)
class StrayFile(Named):
    """A file in the data folder that is not part of the data."""

    fixed: str = ""
    """The name that is likely meant."""
    top: bool = False
    """Whether it lies in the data folder itself, which is no agency."""


class StrayFolder(Named):
    """A folder of a year that has no report."""


@dataclass(frozen=True)
class FolderName(Named):
    """A folder whose name cannot be part of an address."""

    reserved: tuple[str, ...]


class OutsideLink(Named):
    """A symbolic link to what lies outside of the data."""


@dataclass(frozen=True)
class ReportWithoutAgency(Named):
    """A report in a folder without agency.yml."""

    top: bool
    """Whether that is the data folder itself."""


# Files that a report names: file.


@dataclass(frozen=True)
class FileMissing(Named):
    """A file that is not there."""

    folder: str
    """Where it should be."""
    alike: str = ""
    """A file there whose name differs in capitals only."""


@dataclass(frozen=True)
class FileOutside(Named):
    """A file that is not in the folder of its report."""

    folder: str


class FileTooLarge(Named):
    """A file of too many bytes to publish."""


@dataclass(frozen=True)
class FileKind(Named):
    """A file of a kind that is not published."""

    kinds: tuple[str, ...]
    """Those that are."""


@dataclass(frozen=True)
class ImageKind(Named):
    """An image of a kind that is not published."""

    kinds: tuple[str, ...]
    """Those that are."""


@dataclass(frozen=True)
class FileContent(Named):
    """A file that is not what its ending says."""

    kind: str
    """What it is, as readers know it."""


@dataclass(frozen=True)
class ImageTooLarge(Named):
    """An image of too many pixels."""

    width: int
    height: int


class ImageMoves(Named):
    """An image of several frames, of which paper shows one."""


class ImagePlace(Named):
    """An image that says where it was taken."""


# The form of the year: form-year.


@dataclass(frozen=True)
class NoForm(What):
    """A year for which there is no form."""

    year: int


@dataclass(frozen=True)
class FormOutsideYears(What):
    """A form that is not in force in that year."""

    year: int
    form: str
    usual: str = ""
    """The form that is."""


# Values of keys: value.


class NotText(What):
    """A list or mapping where text belongs."""


@dataclass(frozen=True)
class NotADate(Typed):
    """A day that does not exist, or a date written another way."""

    fixed: str = ""
    """How it should be written."""


class NotAYear(Typed):
    """Not a year of four digits."""


class NotACount(Typed):
    """Not a whole number from 1 on."""


class NotAnAddress(Typed):
    """Not an address that begins with http:// or https://."""


class NotADomain(Typed):
    """Not a host name."""


class NotAPath(Typed):
    """Not a path below the root of a site."""


class NotTrueFalse(Typed):
    """Neither true nor false."""


@dataclass(frozen=True)
class NotAChoice(Typed):
    """Not one of the words that are allowed."""

    choices: tuple[str, ...]


class NotARule(Typed):
    """Not the code of a rule."""


@dataclass(frozen=True)
class YearMismatch(What):
    """A year that is not that of the file's name."""

    year: int
    file_year: int


@dataclass(frozen=True)
class YearsReversed(What):
    """A last year before the first."""

    first: int
    last: int


@dataclass(frozen=True)
class DaysReversed(What):
    """A last day before the first."""

    first: str
    last: str


class UnknownPlace(Typed):
    """A path that leads to no cell."""


class UnknownColumn(Typed):
    """A name that no column of the form has."""


class UnknownAgency(Named):
    """An agency that is not among the data."""


@dataclass(frozen=True)
class AddressTwice(Typed):
    """A former address that another file claims too."""

    file: str
    line: int
    """Where it does."""


# References in the narrative: figure.


class ReferenceUnclosed(What):
    """`{{` without `}}` on the same line."""


@dataclass(frozen=True)
class ReferenceSyntax(What):
    """A reference that the grammar does not know."""

    reference: str
    """What stands between the braces."""


@dataclass(frozen=True)
class ReferenceBraces(Typed):
    """A reference in full-width or single braces."""

    reference: str
    """What stands between them."""


@dataclass(frozen=True)
class ReferenceUnknown(What):
    """A reference to no cell."""

    path: str


@dataclass(frozen=True)
class ReferenceNoNumber(What):
    """A reference to a cell that holds no number."""

    path: str
    unreadable: bool
    """Whether that has been said of the cell itself."""


@dataclass(frozen=True)
class ReferenceZeroBase(What):
    """A share or growth of 0."""

    reference: str


@dataclass(frozen=True)
class ReferenceNoLastYear(What):
    """A reference to last year's report where there is none, or none with tables."""

    reference: str
    year: int
