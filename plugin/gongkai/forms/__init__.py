"""The statutory forms as data: the YAML files beside this module, their types and their loader.

No label, row count, total or identity stands in code; a new form is a new file here.
"""

from gongkai.forms.form import (
    Balance,
    Block,
    Form,
    Header,
    Identity,
    Layout,
    Quantity,
    Section,
    Sum,
    Table,
    expand,
)
from gongkai.forms.loading import FormError, read_form, statutory_forms
from gongkai.forms.paths import cells_at

__all__ = [
    "Balance",
    "Block",
    "Form",
    "FormError",
    "Header",
    "Identity",
    "Layout",
    "Quantity",
    "Section",
    "Sum",
    "Table",
    "cells_at",
    "expand",
    "read_form",
    "statutory_forms",
]
