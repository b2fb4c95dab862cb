"""Which form the report of a year is to be written in."""

from __future__ import annotations

from gongkai.forms import Form, statutory_forms
from gongkai.model.agency import AgencyKind


def usual_form(kind: AgencyKind, year: int) -> Form | None:
    """The form of the year for an agency of that kind; None where there is none.

    The notices bind 行政机关 alone: a school or a waterworks reports in its own way, in any year.
    """
    forms = statutory_forms()
    if kind is AgencyKind.PUBLIC_BODY:
        return next(form for form in forms if form.is_free)
    return next((form for form in forms if form.covers(year)), None)
