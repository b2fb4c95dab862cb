"""The examples of the rules as whole files: what an example leaves unsaid is taken from a published report."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from gongkai.rules import Example
from gongkai.rules.rule import OFFICE
from tests.handbook.placing import beginning, into
from tests.helpers.support import AGENCY, report_text

FOLDER = Path(OFFICE).name
APPLICATIONS = "收到和处理政府信息公开申请情况:\n"


def files_of(example: Example) -> Mapping[str, str | bytes]:
    """The files below data/ that an example is about."""
    files: dict[str, str | bytes] = {f"{FOLDER}/agency.yml": AGENCY}
    for name, piece in {**example.beside, example.file: example.text}.items():
        path = PurePosixPath(FOLDER, name)
        if path.name == "agency.yml":
            files[str(path)] = into(AGENCY, piece)
        elif path.parent.name.isdigit():
            files[str(path)] = beginning(path.name)
        else:
            files.setdefault(f"{path.parent}/agency.yml", AGENCY)
            whole = example.is_whole and name == example.file
            base = in_form_of_2019 if "格式: 2019" in piece else sound
            files[str(path)] = piece if whole else into(base(int(path.stem)), piece)
    return files


def sound(year: int) -> str:
    """A report of that year, from 2021 on, without a fault; each takes over what the one before it leaves."""
    text = report_text("haishu-office-2021", year)
    # As many made as repealed: as many are in force as the year before.
    text = text.replace("行政规范性文件: [14, 17, 92]", "行政规范性文件: [14, 14, 92]")
    for row, count in (("上年结转政府信息公开申请数量", year - 2021), ("结转下年度继续办理", year - 2020)):
        text = re.sub(rf"{row}: .*", f"{row}: [{count}, 0, 0, 0, 0, 0, {count}]", text)
    return text


def in_form_of_2019(year: int) -> str:
    """The same in the form of 2019: another table 二, and 其他处理 in one row."""
    head, _, _ = report_text("shanghai-office-2019", year).partition(APPLICATIONS)
    _, _, rest = sound(year).partition(APPLICATIONS)
    merged = "    其他处理: [0, 0, 0, 0, 0, 0, 0]\n"
    return head + APPLICATIONS + re.sub(r"(?m)^    其他处理:\n(?: {6}.*\n)+", merged, rest)
