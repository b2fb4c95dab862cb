"""PyYAML's own parser, for machines without libyaml, made to read tabs, `?` and `:` as libyaml does.

A browser and an office's server must find the same problems in the same file. The two parsers differ in what counts
as white space, where a bare text in brackets ends, and what the header of a block may be; the rest they read alike.
The text has no control characters, and no line ends but `\\n` (`gongkai.source.text`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import cast

import yaml
from yaml.scanner import ScannerError
from yaml.tokens import ScalarToken

_PLAIN = re.compile(r"(?:[^\0 \t\n:]|:(?![\0 \t\n]))+")
_PLAIN_IN_BRACKETS = re.compile(r"(?:[^\0 \t\n:,\[\]{}]|:(?![\0 \t\n,?\[\]{}]))+")
_INDICATORS = re.compile(r"(?P<sign>[-+]?)(?P<indent>[1-9]?)(?P<late>(?<=[1-9])[-+])?")
_END = "\0 \t\n"
_Step = Callable[[], yaml.Event]


class PureLoader(yaml.SafeLoader):
    """The events of libyaml, in pure Python."""

    def scan_to_next_token(self) -> None:
        """Tabs separate tokens, except where a key could begin."""
        super().scan_to_next_token()
        while self.peek() == "\t" and (self.flow_level or not self.allow_simple_key):
            self.forward()
            super().scan_to_next_token()

    def scan_plain(self) -> ScalarToken:
        """In brackets `?` is text, and a colon before another bracket is refused."""
        start = end = self.get_mark()
        indent = self.indent + 1
        pattern = _PLAIN_IN_BRACKETS if self.flow_level else _PLAIN
        chunks: list[str] = []
        blanks: list[str] = []
        while self.peek() != "#":
            match = pattern.match(self.buffer, self.pointer)
            if match:
                self.allow_simple_key = False
                chunks += [*blanks, match[0]]
                self.forward(len(match[0]))
                end = self.get_mark()
            if self.flow_level and self.peek() == ":" and self.peek(1) not in _END:
                raise ScannerError(
                    "while scanning a plain scalar", start, "found unexpected ':'", self.get_mark()
                )
            if not match:
                break
            blanks = self.scan_plain_spaces(indent, start)
            if not blanks or (not self.flow_level and self.column < indent):
                break
        return ScalarToken("".join(chunks), plain=True, start_mark=start, end_mark=end)

    def scan_plain_spaces(self, indent: int, start_mark: yaml.Mark) -> list[str]:
        """Between the words of a bare text tabs are white space. One line break is a space; of several, the first is dropped."""
        start = self.pointer
        while self.peek() in " \t":
            self.forward()
        if self.peek() != "\n":
            blanks = self.buffer[start : self.pointer]
            return [blanks] if blanks else []
        breaks = -1
        while self.peek() in " \t\n":
            if self.peek() == "\n":
                breaks += 1
                self.allow_simple_key = True
            elif self.peek() == "\t" and self.column < indent:
                said = "found a tab character that violates indentation"
                raise ScannerError("while scanning a plain scalar", start_mark, said, self.get_mark())
            self.forward()
            if self.column == 0 and self.prefix(3) in ("---", "...") and self.peek(3) in _END:
                return []
        return ["\n" * breaks or " "]

    def scan_block_scalar_indicators(self, start_mark: yaml.Mark) -> tuple[bool | None, int | None]:
        """A comment may follow without a space."""
        del start_mark
        match = _INDICATORS.match(self.buffer, self.pointer)
        assert match is not None
        self.forward(len(match[0]))
        sign = match["sign"] or match["late"]
        return (sign == "+") if sign else None, int(match["indent"]) if match["indent"] else None

    def scan_block_scalar_ignored_line(self, start_mark: yaml.Mark) -> None:
        """Before a comment or the end of the line tabs are white space."""
        while self.peek() in " \t":
            self.forward()
        super().scan_block_scalar_ignored_line(start_mark)

    def scan_block_scalar_indentation(self) -> tuple[list[str], int, yaml.Mark]:
        """A tab is no indentation."""
        found: tuple[list[str], int, yaml.Mark] = super().scan_block_scalar_indentation()
        self._refuse_tab()
        return found

    def scan_block_scalar_breaks(self, indent: int) -> tuple[list[str], yaml.Mark]:
        """A tab is no indentation."""
        found: tuple[list[str], yaml.Mark] = super().scan_block_scalar_breaks(indent)
        if self.column < indent:
            self._refuse_tab()
        return found

    def parse_flow_mapping_value(self) -> yaml.Event:
        """The place of a missing value is that of the next token."""
        return self._before_next(cast(_Step, super().parse_flow_mapping_value))

    def parse_flow_sequence_entry_mapping_value(self) -> yaml.Event:
        """The place of a missing value is that of the next token."""
        return self._before_next(cast(_Step, super().parse_flow_sequence_entry_mapping_value))

    def _before_next(self, step: _Step) -> yaml.Event:
        event = step()
        if isinstance(event, yaml.ScalarEvent) and event.start_mark is event.end_mark:
            token = cast(Callable[[], yaml.Token], self.peek_token)()
            event.start_mark = event.end_mark = token.start_mark
        return event

    def _refuse_tab(self) -> None:
        if self.peek() == "\t":
            said = "found a tab character where an indentation space is expected"
            raise ScannerError("while scanning a block scalar", self.get_mark(), said, self.get_mark())
