"""What inlines say as bare text."""

from __future__ import annotations

import pytest

from gongkai.addresses import INDEX
from gongkai.pages import Hidden, Inlines, Link, Strong, Tag, Text, plain_text


@pytest.mark.parametrize(
    ("inlines", "text"),
    [
        ((), ""),
        ((Text("新收"), Text("41件")), "新收41件"),
        ((Text("见"), Link((Strong((Text("目"),)), Text("录")), INDEX), Text("。")), "见目录。"),
        ((Text("01-28"), Text(" "), Tag("更正", "correction")), "01-28 更正"),
        ((Text("—"), Hidden("没有报告")), "—"),
    ],
)
def test_plain_text(inlines: Inlines, text: str) -> None:
    assert plain_text(inlines) == text
