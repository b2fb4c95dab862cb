"""What the words of a row are: labels, heads, parts of them, or none that the form has."""

from __future__ import annotations

import re

from gongkai.forms import Form, Header, Table
from gongkai.readings._rows import Item, Row
from gongkai.readings._table_words import vocabulary_of
from gongkai.readings.figures import has_digit
from gongkai.readings.labels import core, number_of, plain

UNIT = re.compile(r"[(]?单位[::].*|表[一二三四][::]?|续表")
"""What stands over a table and is no part of it."""

_HEADS_OF_CASES = 8
"""So many heads before a line of figures are those of table 四."""

_MANY = 7
"""So many figures behind a label of table 三 are a row of it."""


class RowWords:
    """The words of one form."""

    def __init__(self, form: Form) -> None:
        self.words = vocabulary_of(form)

    def concerns(self, rows: list[Row]) -> bool:
        """Whether rows are of a table of the form: two labels of rows, or as many heads, are."""
        labels = heads = 0
        for row in rows:
            words = row.words
            filled = [i for i in row.items if i.is_figure and not i.is_blank and not i.is_above]
            if filled and words and any(self.row_of(item.text) for item in words[-2:]):
                labels += 1 if len(filled) < _MANY else 2
                heads += min(sum(1 for item in words if self.is_head(item.text)) // 4, 2)
            elif self.is_heads(row):
                heads += 1
            if labels + heads >= 2:
                return True
        return False

    def row_of(self, text: str) -> tuple[Table, Header, bool] | None:
        for table, labels in self.words.rows:
            if match := labels.match(text):
                return table, match.header, match.is_exact
        return None

    def is_heads(self, row: Row) -> bool:
        """Whether a row is one of heads: words of heads and no figures."""
        if any(has_digit(item.text) for item in row.items if item.is_figure and not item.is_above):
            return False
        words = [item.text for item in row.words if not item.is_above]
        if not words:
            return False
        known = [text for text in words if self.is_head(text)]
        # `（七）总计` with nothing behind it is a row, and so is a lone 总计.
        sure = [
            t for t in known if not self.row_of(t) or self.words.cases.match(t) or core(t) in self.words.others
        ]
        return bool(sure) and len(known) * 2 >= len(words)

    def is_head(self, text: str) -> bool:
        words = self.words
        return core(text) in words.others or any(each.match(text) for each in (words.heads, words.cases))

    def is_part_of_label(self, text: str) -> bool:
        """Whether words are a label of a group, or a piece of a label that was broken."""
        bare = plain(text)
        return bool(self.words.groups.match(text)) or (
            len(bare) > 1 and any(bare in each for each in self.words.whole)
        )

    def is_foreign(self, item: Item) -> bool:
        """Whether words stand in no table of the form, as the heads of another."""
        if UNIT.fullmatch(plain(item.text)):
            return False
        return not (self.row_of(item.text) or self.is_head(item.text) or self.is_part_of_label(item.text))

    def ends_heads(self, item: Item, row: Row) -> bool:
        """Whether a word that is a row and a head stands behind other heads: the label of the figures was lost."""
        at = row.words.index(item)
        if not at or number_of(item.text) or not self.is_head(item.text):
            return False
        before = row.words[at - 1].text
        return self.is_head(before) and self.row_of(before) is None

    def heads_of(self, row: Row) -> Row | None:
        """The row where it is one of heads, or may be: many words without a figure, as where heads are broken in two."""
        if self.is_heads(row):
            return row
        own = [item for item in row.words if not item.is_above]
        has_figures = any(has_digit(item.text) for item in row.items if item.is_figure and not item.is_above)
        is_row = any(self.row_of(item.text) and not self.is_head(item.text) for item in own)
        return row if len(own) >= 4 and not has_figures and not is_row else None

    def loose_heads(self, row: Row) -> list[Item]:
        """The heads among the words of a row of text that are no label of a row with figures."""
        label = row.words[-1] if row.filled and row.words else None
        lines = [[item for item in line if not item.is_blank] for line in row.lines]
        met = {id(item) for line in lines for item in line}
        lines.append([item for item in row.words if id(item) not in met])
        # Beside a head stand heads, known or not.
        heads = [item for line in lines if any(self.is_head(each.text) for each in line) for item in line]
        # Below the heads of 表四 stand figures without a label; else the last words are the label.
        if len(heads) < _HEADS_OF_CASES:
            heads = [item for item in heads if item is not label]
        # 总计 and 其他 are rows as well: alone they open no new heads.
        sure = (item for item in heads if self.is_head(item.text) and not self.row_of(item.text))
        return heads if len(heads) > 1 or any(True for _ in sure) else []
