"""What tests do on the page of the desk, and what the command says to the same files."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gongkai.model import Report, read_archive
from gongkai.reporting.as_json import write_json
from gongkai.reporting.checked import Checked
from gongkai.rules import inspect
from gongkai.settings import Settings
from tests.helpers.support import AGENCY, write_files

if TYPE_CHECKING:
    from playwright.sync_api import Page

READY = "html[data-state=ready]"
START = 60_000
"""Milliseconds for Python to start, on a machine that does other things."""
COUNT = """new MutationObserver(all => { window.changes = (window.changes ?? 0) + all.length })
  .observe(document, { subtree: true, attributeFilter: ["data-state"] })"""
"""For the page to count how often its state changes: one that passes quickly is not seen by waiting for it."""


@contextmanager
def at_work(page: Page) -> Iterator[None]:
    """Do what lets the desk check or read, and wait until it has. The page counts its changes of state."""
    before = page.evaluate("window.changes")
    yield
    page.wait_for_function("before => window.changes > before", arg=before, timeout=START)
    page.wait_for_selector(READY, timeout=START)


def saved(page: Page) -> str:
    with page.expect_download() as download:
        page.click("[data-action=save]")
    return Path(download.value.path()).read_text(encoding="utf-8")


def checked(page: Page) -> list[tuple[str, str | None]]:
    """Code, and whether it is accepted, of each finding in the list, once the check is done."""
    page.wait_for_selector(READY, timeout=START)
    found = page.locator("#findings [data-code]").evaluate_all(
        "all => all.map(one => [one.dataset.code, one.dataset.accepted ?? null])"
    )
    return sorted((code, accepted) for code, accepted in found)


def by_command(
    folder: Path, text: str, agency: str = AGENCY
) -> tuple[Report | None, list[tuple[str, str | None]]]:
    write_files(folder, {"data/office/agency.yml": agency, "data/office/2021.yml": text})
    archive, problems = read_archive(folder / "data", folder)
    found: list[dict[str, Any]] = json.loads(
        write_json(inspect(archive, problems, Settings()), Checked.of(archive))
    )["findings"]
    told = sorted((each["code"], None if each["accepted"] is None else "") for each in found)
    return next(iter(archive.reports), None), told


Told = tuple[str, str, bool]
"""Of a finding: its code, its message, whether it is accepted."""


def listed(page: Page) -> list[Told]:
    """Each finding of the list, once the check is done."""
    page.wait_for_selector(READY, timeout=START)
    found = page.locator("#findings [data-code]").evaluate_all(
        """all => all.map(one => [one.dataset.code, one.querySelector(".where").textContent.replace(/^[^ ]* /, ""),
          "accepted" in one.dataset])"""
    )
    return sorted((code, " ".join(message.split()), accepted) for code, message, accepted in found)


def by_command_in(folder: Path, files: Mapping[str, str | bytes]) -> list[Told]:
    """What the command says of a data folder. files: by their paths in it."""
    write_files(folder / "by_command" / "data", files)
    archive, problems = read_archive(folder / "by_command" / "data", folder / "by_command")
    found = json.loads(write_json(inspect(archive, problems, Settings()), Checked.of(archive)))["findings"]
    return sorted(
        (each["code"], " ".join(each["message"].split()), each["accepted"] is not None) for each in found
    )


def open_folder(page: Page, folder: Path) -> None:
    """A folder from the disk, as one chooses it in the browser."""
    page.set_input_files("input[data-action=open-folder]", folder)
    if page.locator("#dialog[open] [data-confirm]").count():
        page.click("#dialog [data-confirm]")


def open_file(page: Page, name: str, data: bytes | str) -> None:
    content = data.encode() if isinstance(data, str) else data
    page.set_input_files(
        "input[data-action=open]", {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    )
    if page.locator("#dialog[open] [data-confirm]").count():
        page.click("#dialog [data-confirm]")


def values(page: Page) -> dict[str, str]:
    found: dict[str, str] = page.locator("input.cell").evaluate_all(
        "all => Object.fromEntries(all.map(one => [one.id, one.value]))"
    )
    return found
