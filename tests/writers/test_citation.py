"""The line to cite a report by ends with the address of its page, where the site knows it."""

from __future__ import annotations

from gongkai.writers.html.aids import with_address

LINE = '<p class="gongkai-cite"><span>引用</span> 某局. 报告[R/OL]. <a href="./">本页网址</a></p>'


def test_written_out() -> None:
    found = with_address(LINE, "https://www.example.gov.cn/?a=1&b=2")
    assert found.endswith('<a href="./">https://www.example.gov.cn/?a=1&amp;b=2</a></p>')


def test_not_known() -> None:
    assert with_address(LINE, None) == LINE
