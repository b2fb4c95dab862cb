"""Numbers over the years: those of an agency, line by line, and the key numbers.

A year without numbers is a gap and never a zero. What a form does not have, what a report leaves blank, and what an
older form has in one row are kept apart: only like numbers are compared.
"""

from gongkai.series.key_numbers import KeyNumber, Measure, by_result, key_numbers
from gongkai.series.key_year import KeyCell, KeyYear, key_year, share
from gongkai.series.of_year import AgenciesOfYear, AgencyYear, agencies_of_year
from gongkai.series.roll_up import Left, RollUp, Summed, added, owes_report, roll_up, written
from gongkai.series.series import Comparison, Gap, InDoubt, Line, Series, Year, make_series
from gongkai.series.value import NOTHING, Found, Value

__all__ = [
    "NOTHING",
    "AgenciesOfYear",
    "AgencyYear",
    "Comparison",
    "Found",
    "Gap",
    "InDoubt",
    "KeyCell",
    "KeyNumber",
    "KeyYear",
    "Left",
    "Line",
    "Measure",
    "RollUp",
    "Series",
    "Summed",
    "Value",
    "Year",
    "added",
    "agencies_of_year",
    "by_result",
    "key_numbers",
    "key_year",
    "make_series",
    "owes_report",
    "roll_up",
    "share",
    "written",
]
