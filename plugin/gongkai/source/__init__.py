"""YAML text to values that know their line and column, without what YAML would change in silence.

Start with `read`. A file with problems has no root.
"""

from __future__ import annotations

from gongkai.source.nodes import Entry, Mapping, Node, Scalar, Sequence, Source, Style, alike
from gongkai.source.parsing import read, read_lines

__all__ = ["Entry", "Mapping", "Node", "Scalar", "Sequence", "Source", "Style", "alike", "read", "read_lines"]
