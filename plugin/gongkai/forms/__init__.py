"""The statutory forms as data: the YAML files beside this module, their types and their loader.

No label, row count, total or identity stands in code; a new form is a new file here.
"""

from gongkai.forms.form import (
    EXTRA_ID,
    Balance,
    Block,
    ExtraRow,
    Form,
    Identity,
    LabelledCell,
    Section,
    Table,
)
from gongkai.forms.header import Header, Sum, expand
from gongkai.forms.kinds import Layout, Quantity
from gongkai.forms.labels import label, labels
from gongkai.forms.loading import FormError, read_form, statutory_forms
from gongkai.forms.paths import cells_at, cells_of_columns, path_of

__all__ = [
    "EXTRA_ID",
    "Balance",
    "Block",
    "ExtraRow",
    "Form",
    "FormError",
    "Header",
    "Identity",
    "LabelledCell",
    "Layout",
    "Quantity",
    "Section",
    "Sum",
    "Table",
    "cells_at",
    "cells_of_columns",
    "expand",
    "label",
    "labels",
    "path_of",
    "read_form",
    "statutory_forms",
]
