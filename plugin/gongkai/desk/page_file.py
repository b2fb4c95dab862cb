"""The desk as one HTML file: page, scripts, forms, Pyodide and this package, and what an office is sent with it."""

from __future__ import annotations

import gzip
import json
import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import field
from importlib import resources

from gongkai.data_classes import dataclass
from gongkai.desk.bundle import bundle, licences
from gongkai.desk.layout import layouts
from gongkai.desk.runtime import ABI, VERSION, Runtime
from gongkai.model import AgencyKind

_PAGE = resources.files("gongkai") / "desk" / "page"
SCRIPTS = (
    "report",
    "engine",
    "sums",
    "tables",
    "keys",
    "paste",
    "references",
    "about",
    "texts",
    "findings",
    "doubts",
    "files",
    "handles",
    "copies",
    "main",
)
"""In the order in which they build on each other."""


_RUNTIME = {
    f"Pyodide {VERSION}": "Mozilla Public License 2.0\nhttps://www.mozilla.org/MPL/2.0/\n\n"
    "源码，和编译在里面的 zlib、bzip2、libffi 等的许可：\nhttps://github.com/pyodide/pyodide",
    "Python": "Copyright © 2001 Python Software Foundation. All Rights Reserved.\n"
    "PSF License Agreement\nhttps://docs.python.org/3/license.html",
}
"""What is said of the machine: its own files hold no texts of licences."""


@dataclass(frozen=True)
class Office:
    """What an office finds in its desk."""

    agency: str = ""
    """Its path in the data folder; "" for a desk of no office."""
    name: str = ""
    kind: str = ""
    year: int | None = None
    """The year to write; None for the last one that has ended when the desk is opened."""
    files: Mapping[str, str] = field(default_factory=dict)
    """Its agency.yml and its last years, by their paths in the data folder."""
    options: Mapping[str, object] = field(default_factory=dict)
    """Of the site: which rules there are, and how they are set."""


class DeskMaker:
    """Makes desks of one runtime; what all have in common is made once."""

    def __init__(self, runtime: Runtime) -> None:
        self._parts = {
            "loader": gzip.compress(runtime.loader, 9, mtime=0),
            "module": gzip.compress(runtime.module, 9, mtime=0),
            "machine": gzip.compress(runtime.machine, 9, mtime=0),
            # A zip does not become smaller.
            "library": runtime.library,
            "bundle": bundle(),
        }

    def make(self, office: Office) -> bytes:
        """The file."""
        parts = "".join(
            f'<script type="application/octet-stream" id="part-{name}">{b64encode(data).decode()}</script>\n'
            for name, data in self._parts.items()
        )
        filled = {
            "style": _text("desk.css"),
            "worker": _text("worker.js").replace("{{abi}}", ABI),
            "scripts": "\n".join(_text(f"{name}.js") for name in SCRIPTS),
            "forms": _json(layouts()),
            "office": _json(
                {
                    "agency": office.agency,
                    "name": office.name,
                    "kind": office.kind,
                    "year": office.year,
                    "files": office.files,
                    "options": office.options,
                    "kinds": [kind.value for kind in AgencyKind],
                }
            ),
            "licences": _json({**_RUNTIME, **licences()}),
            "parts": parts,
        }
        page = re.sub(r"\{\{(\w+)\}\}", lambda found: filled[found[1]], _text("desk.html"))
        return page.encode()


def _text(name: str) -> str:
    return (_PAGE / name).read_text(encoding="utf-8")


def _json(value: object) -> str:
    """JSON that ends no script element."""
    return json.dumps(value, ensure_ascii=False).replace("</", "<\\/").replace("<!--", "<\\!--")
