"""The dictionary of the CSV of cells says what the forms say."""

from __future__ import annotations

import pytest

from gongkai.forms import statutory_forms
from gongkai.schema import cells_csv, table_schema


def description(name: str) -> str:
    """What the dictionary says of a column."""
    (said,) = (field["description"] for field in table_schema()["fields"] if field["name"] == name)
    return str(said)


def test_forms_and_tables() -> None:
    assert description("form") == "所用的法定格式：2019 或 2021"
    assert description("table") == "t2 为第二部分的表，t3 为第三部分的表，t4 为第四部分的表"
    assert description("row") == "表中的行；两种格式中含义相同的行标识相同，x1、x2 等为报告自己加的行"
    assert description("row_label").startswith(
        "法定格式中行的全称，或报告自己加的行的名称；第四部分的表为案件类型；文字以 ="
    )


def test_another_form(monkeypatch: pytest.MonkeyPatch) -> None:
    forms = (*statutory_forms(), statutory_forms()[-1])
    monkeypatch.setattr(cells_csv, "statutory_forms", lambda: forms)
    assert description("form").count(" 或 ") == 2
    assert description("column") == "表中的列；三种格式中含义相同的列标识相同"
