"""Writes plugin/gongkai/assets/requirements.txt: what the pipelines install, each file by its SHA-256.

    python tools/make_requirements.py

Run by hand after constraints.txt has been renewed, with pip-tools installed; the result is committed. It names all
files of each release, so that it serves every system.
"""

from __future__ import annotations

import re
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
RESULT = ROOT / "plugin/gongkai/assets/requirements.txt"
EXTRAS = ("site", "documents")
HEAD = """\
# 流水线安装的各组件：版本固定，逐个核对散列值，与登记的不同就不安装。
# 由 gongkai init --ci 和 gongkai requirements 写出；更新软件之后再写一次。
"""


def main() -> int:
    """What pip-compile finds, without what is of this machine."""
    setup = ConfigParser()
    setup.read(ROOT / "setup.cfg", encoding="utf-8")
    wanted = [setup["options"]["install_requires"], *(setup["options.extras_require"][name] for name in EXTRAS)]
    lines = [line for part in wanted for line in part.splitlines() if line and not line.startswith("#")]
    with TemporaryDirectory() as name:
        source, result = Path(name, "in"), Path(name, "out")
        source.write_text("\n".join(lines), encoding="utf-8")
        options = ("--quiet", "--generate-hashes", "--no-header", "--no-annotate", "--strip-extras")
        places = ("--no-emit-index-url", "--no-emit-trusted-host", "--no-emit-find-links")
        command = [sys.executable, "-m", "piptools", "compile", *options, *places]
        command += ["--constraint", str(ROOT / "constraints.txt"), "--output-file", str(result), str(source)]
        subprocess.run(command, check=True)  # noqa: S603  # our own
        text = result.read_text(encoding="utf-8")
    RESULT.write_text(HEAD + re.sub(r"\A\s+", "", text), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
