"""The dictionary of the CSV of cells says what the forms say."""

from __future__ import annotations

import pytest

from gongkai.forms import Form, statutory_forms
from gongkai.schema import cells_csv, table_schema


def description(name: str) -> str:
    """What the dictionary says of a column."""
    (said,) = (field["description"] for field in table_schema()["fields"] if field["name"] == name)
    return str(said)


@pytest.fixture
def forms(monkeypatch: pytest.MonkeyPatch) -> list[Form]:
    """The forms that the dictionary knows: those up to 2021, and what a test adds."""
    known = [form for form in statutory_forms() if form.first_year <= 2021]
    monkeypatch.setattr(cells_csv, "statutory_forms", lambda: known)
    return known


@pytest.mark.usefixtures("forms")
def test_forms_and_tables() -> None:
    assert description("form") == "所用的法定格式：2019 或 2021"
    assert description("table") == "t2 为第二部分的表，t3 为第三部分的表，t4 为第四部分的表"
    assert description("row") == "表中的行；两种格式中含义相同的行标识相同，x1、x2 等为报告自己加的行"
    assert description("row_label").startswith(
        "法定格式中行的全称，或报告自己加的行的名称；第四部分的表为案件类型；文字以 ="
    )


def test_another_form(forms: list[Form]) -> None:
    forms.append(forms[-1])
    assert description("form").count(" 或 ") == 2
    assert description("column") == "表中的列；三种格式中含义相同的列标识相同"
