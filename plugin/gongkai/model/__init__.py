"""Agency, Report, Archive: the tree of folders as objects, every key checked for shape."""

from gongkai.model.agency import Agency, AgencyKind, Contact, FormerAddress, Website
from gongkai.model.archive import Archive
from gongkai.model.cells import Cell, State
from gongkai.model.deadlines import last_day
from gongkai.model.expected import expected_years
from gongkai.model.files import File
from gongkai.model.known_files import KnownFiles
from gongkai.model.reading import Office, Reading, read_archive
from gongkai.model.remarks import accepted_cell
from gongkai.model.report import (
    TO_FILL_IN,
    Attachment,
    Correction,
    FreeSection,
    FreeTable,
    OwnHeading,
    Period,
    Remark,
    Report,
    Withdrawal,
    usual_period,
)
from gongkai.model.shape import Date
from gongkai.model.usual_form import usual_form

__all__ = [
    "TO_FILL_IN",
    "Agency",
    "AgencyKind",
    "Archive",
    "Attachment",
    "Cell",
    "Contact",
    "Correction",
    "Date",
    "File",
    "FormerAddress",
    "FreeSection",
    "FreeTable",
    "KnownFiles",
    "Office",
    "OwnHeading",
    "Period",
    "Reading",
    "Remark",
    "Report",
    "State",
    "Website",
    "Withdrawal",
    "accepted_cell",
    "expected_years",
    "last_day",
    "read_archive",
    "usual_form",
    "usual_period",
]
