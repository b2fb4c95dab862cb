"""Changes the code in small ways and runs the tests of its room: a mutant that no test notices is a gap in them.

    python tools/mutants.py [AREA…]

mutmut makes the mutants and runs them. For each area: how many there are, the share killed of those that are not
equivalent, and every survivor with its line. tools/mutants.tsv lists the survivors that are known, with the reason: an
`equivalent` one cannot be told from the code as it is; an `open` one could, and says why it is not. Exit status 1 where
one survives that is not listed, or one is listed that does not survive any more. Of an area that says so only a sample
is drawn, the same each time.
"""

from __future__ import annotations

import ast
import csv
import json
import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Collection, Iterator, Mapping
from fnmatch import fnmatch
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
LISTED = ROOT / "tools" / "mutants.tsv"
WORK = ROOT / ".mutants"
MUTMUT = Path(sys.executable).with_name("mutmut")


class Area(NamedTuple):
    """Modules below plugin/gongkai, and the tests that must notice their mutants."""

    modules: tuple[str, ...]
    tests: tuple[str, ...]
    sample: int = 0
    """How many mutants are drawn, where all would take hours; 0 for all."""
    markers: str = "not thorough"
    """Which of the tests."""


AREAS = {
    "sums": Area(("rules/sums/*.py",), ("tests/rules/sums", "tests/reporting/test_one_fault.py")),
    "prose": Area(("prose/*.py",), ("tests/prose",)),
    "rows": Area(
        ("model/rows.py", "model/cells.py"),
        (
            "tests/model/test_cells.py",
            "tests/model/test_rows.py",
            "tests/model/test_extra_rows.py",
            "tests/model/test_model.py",
            "tests/rules/cells/test_cells.py",
            "tests/rules/content/test_structure.py",
        ),
    ),
    "tables": Area(("tables/*.py",), ("tests/tables",)),
    "claims": Area(
        ("claims/*.py",),
        (
            "tests/claims",
            "tests/rules/text/test_prose_figure.py",
            "tests/rules/text/test_prose_share.py",
            "tests/rules/text/test_enumeration.py",
        ),
        sample=60,
    ),
}

SEED = 1
"""Of what is drawn."""

SURVIVED = (0, 5, 33)
"""Exit codes of mutmut for a mutant that the tests let pass, or that none reaches."""


LATE = (-24, 24, 36, 152, 255)

EQUIVALENT = "equivalent"

STRICT = re.compile(r",? *strict=\w+|,(?= *\))")
"""The guard of zip, with its comma."""


class Change(NamedTuple):
    """What a mutant changes, without the number of its line, which other changes move."""

    file: str
    function: str
    before: str
    after: str


class Known(NamedTuple):
    """What tools/mutants.tsv says of a survivor."""

    verdict: str
    reason: str


class Survivor(NamedTuple):
    """A mutant that no test noticed."""

    change: Change
    line: int


class Outcome(NamedTuple):
    """The mutants of an area."""

    made: int
    survivors: tuple[Survivor, ...]
    late: tuple[Survivor, ...]
    """Mutants that were ended because they took too long."""


def main() -> int:
    """Every area, or those named."""
    names = sys.argv[1:] or list(AREAS)
    if unknown := set(names) - set(AREAS):
        sys.exit(f"no such area: {', '.join(unknown)}; there are {', '.join(AREAS)}")
    listed = read_listed()
    failed = False
    for name in names:
        outcome = run(name, AREAS[name])
        failed = report(name, outcome, listed) or failed
    return int(failed)


def read_listed() -> dict[Change, Known]:
    """The survivors that are known."""
    with LISTED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return {
        Change(*(row[field] for field in Change._fields)): Known(*(row[field] for field in Known._fields))
        for row in rows
    }


def run(name: str, area: Area) -> Outcome:
    """Mutants of an area, made and run in a folder of their own."""
    folder = WORK / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    # mutmut finds a package only in a folder that it knows by name.
    (folder / "src").symlink_to(ROOT / "plugin")
    for linked in ("tests", "data", "docs"):
        (folder / linked).symlink_to(ROOT / linked)
    pytest_section = re.search(
        r"^\[tool:pytest\]\n(?:.+\n)+", (ROOT / "setup.cfg").read_text("utf-8"), re.MULTILINE
    )
    assert pytest_section is not None
    modules = "".join(f"\n    src/gongkai/{module}" for module in area.modules)
    tests = "".join(f"\n    {path}" for path in area.tests)
    (folder / "setup.cfg").write_text(
        f"{pytest_section[0]}\n[mutmut]\nsource_paths =\n    src\nonly_mutate ={modules}\n"
        f"pytest_add_cli_args_test_selection ={tests}\nalso_copy =\n    data\n    docs\n"
        f"pytest_add_cli_args =\n    -p\n    tests.helpers.mutants\n    -m\n    {area.markers}\n"
        "process_isolation = forkserver\ntimeout_multiplier = 2.0\ntimeout_constant = 30.0\n",
        encoding="utf-8",
    )
    environment = {**os.environ, "GONGKAI_DOCUMENTS": "off"}
    command = [str(MUTMUT), "run", "--max-children", str(os.cpu_count() or 1)]

    def mutmut(*names: str) -> int:
        with (folder / "log").open("a", encoding="utf-8") as log:
            return subprocess.run(  # noqa: S603 its own command
                [*command, *names], cwd=folder, env=environment, stdout=log, stderr=log, check=False
            ).returncode

    drawn: tuple[str, ...] = ()
    if area.sample:
        # With a name that no mutant has, mutmut makes them all and runs none.
        mutmut("none")
        every = sorted(key for _, codes in written(folder) for key in codes)
        drawn = tuple(random.Random(SEED).sample(every, min(area.sample, len(every))))  # noqa: S311
    if mutmut(*drawn):
        sys.exit(f"mutmut failed: {folder / 'log'}")
    return read_outcome(folder, drawn)


def written(folder: Path) -> Iterator[tuple[Path, dict[str, int | None]]]:
    """What mutmut has written down of each file: the mutants by name, and how the tests ended."""
    for meta in sorted((folder / "mutants" / "src").rglob("*.meta")):
        yield meta, json.loads(meta.read_text("utf-8"))["exit_code_by_key"]


def read_outcome(folder: Path, drawn: Collection[str] = ()) -> Outcome:
    """What became of the mutants, or of those drawn."""
    made = 0
    survivors, late = [], []
    for meta, all_codes in written(folder):
        codes = {key: code for key, code in all_codes.items() if not drawn or key in drawn}
        if None in codes.values():
            sys.exit(f"not every mutant of {meta} was run")
        made += len(codes)
        file = meta.relative_to(folder / "mutants" / "src").with_suffix("")
        survivors += [survivor(folder, file, key) for key, code in codes.items() if code in SURVIVED]
        late += [survivor(folder, file, key) for key, code in codes.items() if code in LATE]
    return Outcome(made, tuple(survivors), tuple(late))


def survivor(folder: Path, file: Path, key: str) -> Survivor:
    """A mutant by its name, with the line that it changes."""
    shown = subprocess.run(  # noqa: S603 its own command
        [MUTMUT, "show", key], cwd=folder, capture_output=True, text=True, encoding="utf-8", check=True
    ).stdout
    diff = [line for line in shown.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")]
    before = [line[1:] for line in diff if line[0] == "-"]
    after = [line[1:] for line in diff if line[0] == "+"]
    # x_function, or xǁClassǁmethod, and the number of the mutant.
    name = (
        key.rpartition(".")[2].partition("__mutmut_")[0].removeprefix("x_").removeprefix("xǁ").replace("ǁ", ".")
    )
    source = (ROOT / "plugin" / file).read_text("utf-8")
    lines = source.splitlines()
    first = next(number for number in functions(source, name))
    line = next((n for n in range(first, len(lines) + 1) if lines[n - 1] == before[0]), first)
    change = Change(str(file.relative_to("gongkai")), name, joined(before), joined(after))
    return Survivor(change, line)


def functions(source: str, name: str) -> Iterator[int]:
    """The lines at which a function of that name begins."""
    owner, _, function = name.rpartition(".")
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ClassDef if owner else ast.Module) and getattr(node, "name", "") == owner:
            yield from (
                child.lineno
                for child in node.body
                if isinstance(child, ast.FunctionDef) and child.name == function
            )


def joined(lines: list[str]) -> str:
    return " ⏎ ".join(line.strip() for line in lines)


def report(name: str, outcome: Outcome, listed: Mapping[Change, Known]) -> bool:
    """Says how an area stands; whether it fails."""
    # One that is only slower survives on a quick machine and is late on a slow one.
    slow = [each for each in outcome.late if each.change in listed]
    standing = sorted((*outcome.survivors, *slow), key=lambda each: (each.change.file, each.line))
    known = {each: listed.get(each.change) or guard(each.change) for each in standing}
    killed = outcome.made - len(standing)
    different = outcome.made - sum(said is not None and said.verdict == EQUIVALENT for said in known.values())
    share = 100 * killed / different if different else 100.0
    say(
        f"{name}: {outcome.made} mutants, {killed} killed, {share:.1f} % of the {different} that are not equivalent"
    )
    for each, said in known.items():
        verdict = "NOT LISTED" if said is None else f"{said.verdict}: {said.reason}"
        say(f"  plugin/gongkai/{each.change.file}:{each.line}: {each.change.function}: {verdict}")
        say(f"    - {each.change.before}\n    + {each.change.after}")
    survived = {each.change for each in standing}
    idle = []
    if not AREAS[name].sample:
        idle = [change for change in listed if of_area(change, AREAS[name]) and change not in survived]
    for change in idle:
        say(f"  tools/mutants.tsv: {change.file}: {change.function}: does not survive any more")
        say(f"    - {change.before}\n    + {change.after}")
    return bool(idle) or None in known.values()


def guard(change: Change) -> Known | None:
    """What is said of a change of `strict` alone, in a call of zip: it tells of a fault and makes none."""
    before, after = (STRICT.sub("", text).replace(" ", "") for text in (change.before, change.after))
    return Known(EQUIVALENT, "what is zipped is of one length") if before == after else None


def of_area(change: Change, area: Area) -> bool:
    """Whether the area mutates the file of a change."""
    return any(fnmatch(change.file, module) for module in area.modules)


def say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    sys.exit(main())
