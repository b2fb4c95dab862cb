"""`gongkai` where nothing but pure Python is installed: python -m tests.helpers.pure_python check …

What a browser has, or a machine for which there are no wheels: of all that is installed only what the core asks for
can be imported, and of that no compiled module.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib.machinery import ExtensionFileLoader, ModuleSpec, PathFinder
from pathlib import Path
from types import ModuleType

CORE = frozenset(("gongkai", "yaml", "rapidfuzz", "click", "justhtml", "openpyxl", "et_xmlfile"))
_INSTALLED = frozenset(("site-packages", "dist-packages"))


class _PurePython(PathFinder):
    """Finds what comes with Python, and the Python source of the core and its dependencies."""

    @classmethod
    def find_spec(
        cls, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        spec = super().find_spec(fullname, path, target)
        if spec is None or spec.origin is None or _INSTALLED.isdisjoint(Path(spec.origin).parts):
            return spec
        if fullname.partition(".")[0] in CORE and not isinstance(spec.loader, ExtensionFileLoader):
            return spec
        raise ModuleNotFoundError(f"No module named {fullname!r}", name=fullname)


if __name__ == "__main__":
    os.environ["RAPIDFUZZ_IMPLEMENTATION"] = "python"
    sys.meta_path[sys.meta_path.index(PathFinder)] = _PurePython
    import yaml

    from gongkai.cli import main

    assert not yaml.__with_libyaml__
    main()
