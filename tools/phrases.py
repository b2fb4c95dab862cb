"""Runs G501 and G502 over numeric phrases with a known verdict, and prints precision and recall.

    python tools/phrases.py [PHRASES.tsv]

A line has report, section, phrase, number, verdict and meaning. The report is made from tests/published with the
phrase as the text of its section; verdict false must be found, true and silent must not.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "plugin")]

from tests.helpers.support import NARRATIVES, read_files, report_text  # noqa: E402

from gongkai.findings import Finding  # noqa: E402

KEYS = {"一": "总体情况", "五": "存在的主要问题及改进情况", "六": "其他需要报告的事项"}
AGENCIES = {
    "haishu-office": ("宁波市海曙区人民政府办公室", "政府办公室"),
    "shanghai-office": ("上海市人民政府办公厅", "政府办公室"),
    "suqian": ("宿迁市人民政府", "政府"),
    "hongze": ("淮安市洪泽区人民政府", "政府"),
}
CODES = ("G501", "G502")


def main() -> int:
    """Every line with verdict and what was found; then the sums."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared" / "phrases.tsv"
    if not path.is_file():
        _say(f"没有 {path}，无可核对 / {path} is missing: nothing to run")
        return 0
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    hit = missed = wrong = 0
    for row in rows:
        found = findings(row)
        is_false = row["verdict"] == "false"
        hit += bool(is_false and found)
        missed += bool(is_false and not found)
        wrong += bool(found and not is_false)
        mark = "  " if bool(found) == is_false else "!!"
        _say(f"{mark} {row['verdict']:6} {'found' if found else '-':6} {row['report']} {row['phrase']}")
        for each in found:
            _say(f"          {each.code} {each.message}")
    precision = hit / (hit + wrong) if hit + wrong else 1.0
    recall = hit / (hit + missed) if hit + missed else 1.0
    _say(f"{len(rows)} phrases: precision {precision:.3f}, recall {recall:.3f}; {wrong} wrong, {missed} missed")
    return 0 if not wrong and recall >= 0.95 else 1


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


def findings(row: dict[str, str]) -> list[Finding]:
    """What the rules find in the report with the phrase in its section."""
    agency, year = row["report"].rsplit("-", 1)
    name, kind = AGENCIES[agency]
    key = KEYS[row["section"]]
    text = report_text(row["report"], int(year)).replace(f"  {NARRATIVES[key]}\n", f"  {row['phrase']}\n")
    files = {"a/agency.yml": f"名称: {name}\n类别: {kind}\n", f"a/{year}.yml": text}
    before = ROOT / "tests/published" / f"{agency}-{int(year) - 1}.tsv"
    if before.is_file():
        files[f"a/{int(year) - 1}.yml"] = report_text(before.stem, int(year) - 1)
    with TemporaryDirectory() as folder:
        _, found = read_files(Path(folder), files)
    return [each for each in found if each.code in CODES and each.year == int(year)]


if __name__ == "__main__":
    sys.exit(main())
