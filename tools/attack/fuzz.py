"""Whatever is in a file: a finding or one line, never a traceback, never a hang.

    python -m tools.attack.fuzz SECONDS [SEED]

Files of the demonstration are changed as people, merges and attackers change them, then read, checked, and written in
every way, errors or not. What falls is kept in .fuzz/ and belongs into a test.
"""

from __future__ import annotations

import hashlib
import random
import resource
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from gongkai.addresses import Addresses
from gongkai.documents.formats import FORMATS
from gongkai.model import read_archive
from gongkai.reporting import write_text
from gongkai.reporting.as_json import write_json
from gongkai.reporting.checked import Checked
from gongkai.rules import inspect, rule_settings
from gongkai.settings import Settings, SettingsError, make_settings, options_of_site
from gongkai.site import SiteError, made_files, make_site
from gongkai.writers.markdown import write_markdown
from gongkai.writers.office.pdf import PdfError
from tools.attack.lines import PATTERNS

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / ".fuzz"
LONGEST = 20
"""Seconds for one input."""
WRITTEN_IN_FULL = 25
"""One input in so many is also written in all formats."""
AGENCY = "名称: 样例区人民政府办公室\n类别: 政府办公室\n"

_VALUES = (
    *("", "~", "/", "[]", "{}", "[[]]", "[~]", "{a: b}", "true", "no", "-1", "1.5", "1e999", ".inf", ".nan", "0x1F", "0o7", "1_000", "9" * 29, "9" * 400),
    *("０", "文字", "2021-02-30", "2021-13-01", "2021-01-01 25:00", "2021-01-01T00:00:00Z", "'", '"', "|", ">", "|2", "|\n    多行\n      更深", "- a\n- b"),
    *("&a [*a]", "*a", "!!python/object:os.system x", "!ENV x", "\u202e反向", "\x00", "\x1b[31m", "\ufeff", "\ud7ff", "\U0010ffff", "x" * 3000, "[" * 300, "{a: " * 30),
    *("[1, 2, 3, 4, 5, 6, 7]", "[1, 2]", "{值: 1, 注: 甲}", "{值: [1]}", "{注: 甲}", "{{ 新收.总计 }}", "{{ 上年.新收.总计 }}", "{{ 占比(新收.总计, 0) }}", "../../etc/passwd", "a/../b"),
    *("https://[", "http://a.cn:99999999/", "javascript:a", "//a", "\\\\a\\b", "a.png", "图.svg", "CON", "2021", "0000", "G101", "总计", "予以公开.自然人", "{标题: 甲, 表: {列: [a, b], 行: [[1]]}}"),
)  # fmt: skip


@cache
def _seeds() -> tuple[str, ...]:
    paths = sorted((ROOT / "data").rglob("*.yml"))
    return tuple(path.read_text(encoding="utf-8") for path in paths if path.stat().st_size < 20_000)


def changed(text: str, chance: random.Random) -> bytes:
    """A file with up to six changes."""
    lines = text.splitlines(keepends=True)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(lines)) if lines else 0
        here = lines[at] if lines else "\n"
        match chance.randrange(10):
            case 0 | 1 | 2:
                lines[at : at + 1] = [f"{here.partition(':')[0].rstrip()}: {chance.choice(_VALUES)}\n"]
            case 3:
                del lines[at : at + chance.randint(1, 5)]
            case 4:
                lines.insert(at, here)
            case 5:
                lines[at : at + 1] = [" " * chance.randint(0, 5) + here.lstrip(" ")]
            case 6:
                column = chance.randint(0, len(here))
                piece = chance.choice(PATTERNS) * chance.choice((1, 1, 2, 30))
                lines[at : at + 1] = [here[:column] + piece + here[column:]]
            case 7:
                other = chance.choice(_seeds()).splitlines(keepends=True)
                start = chance.randrange(len(other))
                lines[at:at] = other[start : start + chance.randint(1, 8)]
            case 8:
                end = min(len(lines), at + chance.randint(1, 9))
                lines[at:end] = reversed(lines[at:end])
            case 9:
                column = chance.randint(0, len(here))
                lines[at : at + 1] = [here[:column] + here[column + chance.randint(1, 4) :]]
    data = bytearray("".join(lines).encode("utf-8", "surrogatepass"))
    if chance.random() < 0.1:
        for _ in range(chance.randint(1, 4)):
            data[chance.randint(0, len(data)) : 0] = chance.randbytes(chance.randint(1, 3))
    return bytes(data)


def check_report(folder: Path, data: bytes, chance: random.Random) -> None:
    """As agency or report of one year, beside one of the year before."""
    office = folder / "data/office"
    office.mkdir(parents=True, exist_ok=True)
    as_agency = chance.random() < 0.1
    (office / "agency.yml").write_bytes(data if as_agency else AGENCY.encode())
    year = chance.choice((2016, 2019, 2021, 2022, 2023))
    for path in office.glob("[0-9]*.yml"):
        path.unlink()
    (office / f"{year}.yml").write_bytes(_seeds()[0].encode() if as_agency else data)
    (office / f"{year - 1}.yml").write_bytes(chance.choice(_seeds()).encode())
    archive, problems = read_archive(folder / "data", folder)
    found = inspect(archive, problems, Settings())
    write_text(found, archive.lines)
    write_json(found, Checked.of(archive))
    if chance.randrange(WRITTEN_IN_FULL) == 0:
        settings, addresses = Settings(show_late=True, drafts=True), Addresses()
        try:
            site = make_site(archive, settings, addresses, drafts=True, findings=found)
        except SiteError:
            return
        for page in site.pages:
            write_markdown(page, addresses)
        made_files(site, addresses)
        for report in archive.reports:
            for form in FORMATS.values():
                if report.withdrawal is None and form.is_for(report):
                    try:
                        form.write(report, archive, settings)
                    except PdfError as error:
                        # What a picture that is none, or a character that no font has, ends in.
                        if not any(each.code in ("G306", "G310") for each in found):
                            raise AssertionError(str(error)) from None


def check_options(folder: Path, data: bytes, _: random.Random) -> None:
    """As the mkdocs.yml of a site."""
    config = folder / "mkdocs.yml"
    config.write_bytes(data)
    try:
        make_settings(options_of_site(config), rule_settings())
    except SettingsError:
        return


def _options(chance: random.Random) -> str:
    names = (
        "data_dir",
        "output",
        "fail_on",
        "drafts",
        "through_year",
        "license",
        "fonts_dir",
        "documents",
        "site_id_code",
        "rules",
        "x",
    )
    rules: dict[str, object] = {
        name: chance.choice((False, "off", {"limit": 1}, {"limit": "x"}, [], 1))
        for name in chance.sample(sorted(rule_settings()), 2)
    }
    options: dict[str, object] = {
        name: chance.choice((1, "a", True, None, [], {}, "../..", "\0", 2021, "off", rules))
        for name in chance.sample(names, 3)
    }
    return yaml.safe_dump(
        {
            "site_name": "x",
            "plugins": ["search", {"gongkai": options}],
            "INHERIT": chance.choice((None, "mkdocs.yml", ".", "\0")),
        }
    )


@contextmanager
def _in_time() -> Iterator[None]:
    def stop(*_: object) -> None:
        raise TimeoutError(f"more than {LONGEST} s")

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(LONGEST)
    try:
        yield
    finally:
        signal.alarm(0)


def fuzz(seconds: float, seed: int) -> tuple[int, Counter[str]]:
    """How many inputs there were, and what fell, by where."""
    chance = random.Random(seed)
    fallen: Counter[str] = Counter()
    count = 0
    until = time.monotonic() + seconds
    with TemporaryDirectory() as name:
        folder = Path(name)
        while time.monotonic() < until:
            count += 1
            check: Callable[[Path, bytes, random.Random], None]
            if chance.random() < 0.1:
                check, data = check_options, changed(_options(chance), chance)
            else:
                check, data = check_report, changed(chance.choice(_seeds()), chance)
            try:
                with _in_time():
                    check(folder, data, chance)
            except Exception as error:
                last = traceback.extract_tb(error.__traceback__)[-1]
                where = f"{type(error).__name__} at {Path(last.filename).name}:{last.lineno}"
                fallen[where] += 1
                if fallen[where] == 1:
                    KEPT.mkdir(exist_ok=True)
                    (KEPT / ".gitignore").write_text("*\n", encoding="utf-8")
                    (KEPT / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)
                    print(f"{where}: {error}"[:300], flush=True)
    return count, fallen


def main() -> int:
    """The figures in a line; whatever fell before it."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    count, fallen = fuzz(seconds, seed)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"fuzz: {count} inputs in {seconds:.0f} s, {memory} MiB: {sum(fallen.values())} fell, in {len(fallen)} places"
    )
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
