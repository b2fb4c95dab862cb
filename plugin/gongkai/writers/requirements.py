"""What the pipelines of a site install: every component by its hash, and ourselves, as a wheel beside.

Ourselves, because a name that stands in no index may be taken there by anybody.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import resources

from gongkai.ground.wheel import Wheel

REQUIREMENTS = "requirements.txt"
WHEELS = "wheels"


def write_requirements(wheel: Wheel) -> Mapping[str, bytes]:
    """The files by path from the root of the repository, where pip is to be called. wheel: ours."""
    components = (
        resources.files("gongkai").joinpath("assets").joinpath(REQUIREMENTS).read_text(encoding="utf-8")
    )
    path = f"{WHEELS}/{wheel.name}"
    ours = f"# gongkai 本身，装的是仓库里的这一份。\n./{path} \\\n    --hash=sha256:{wheel.sha256}\n"
    return {REQUIREMENTS: f"{components.rstrip()}\n{ours}".encode(), path: wheel.data}
