"""YAML text to values that know their line and column; refuses what YAML hides.

`read` is the way in. What is wrong with a file comes as Problems; then there is no root.
"""

from __future__ import annotations

from gongkai.source.nodes import Entry, Mapping, Node, Scalar, Sequence, Source, Style, alike
from gongkai.source.parsing import read

__all__ = ["Entry", "Mapping", "Node", "Scalar", "Sequence", "Source", "Style", "alike", "read"]
