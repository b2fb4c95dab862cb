"""What one edit costs in a preview: from the file being saved to the page with the new text."""

from __future__ import annotations

import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 600
"""Seconds after which a page that has not come will not come."""
_LOOK = 0.05


@dataclass(frozen=True)
class Edit:
    """Of one edit."""

    wall: float
    """Seconds until the page has it."""
    cpu: float
    """Processor seconds until then; 0 where the system does not tell."""


def edits(folder: Path, command: Sequence[str], count: int) -> list[Edit]:
    """That many edits of a report, one after the other. command: what serves the site of the folder, but for the address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    report = next((folder / "data").rglob("2024.yml"))
    page = f"http://{address}/reports/{report.parent.name}/2024/"
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(  # noqa: S603
            [*command, "--dev-addr", address], cwd=folder, stdout=log, stderr=log
        )
        try:
            _wait(page, "</html>")
            return [_edit(process.pid, report, page, number) for number in range(count)]
        finally:
            process.terminate()
            process.wait()


def _edit(process: int, report: Path, page: str, number: int) -> Edit:
    said = f"，改了{number + 1}次。"
    text = report.read_text(encoding="utf-8")
    start, used = time.perf_counter(), _used(process)
    report.write_text(text.replace("。", said, 1), encoding="utf-8")
    _wait(page, said)
    return Edit(time.perf_counter() - start, _used(process) - used)


def _wait(page: str, text: str) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(page, timeout=PATIENCE) as answer:  # noqa: S310
                if text in answer.read().decode():
                    return
        except (urllib.error.URLError, ConnectionError):
            pass
        time.sleep(_LOOK)
    raise TimeoutError(page)


def _used(process: int) -> float:
    stat = Path(f"/proc/{process}/stat")
    if not stat.is_file():
        return 0.0
    user, system = stat.read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")
