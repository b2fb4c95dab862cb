"""All attacks, one after the other, within a time.

    python -m tools.attack SECONDS [SEED]

Each prints its figures in a line or more; the last line says which found something.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time

SECONDS = 3600.0
SINKS = ("-m", "pytest", "-q", "-p", "no:randomly", "tests/builds/test_text_is_text.py")


def parts(seconds: float, seed: str) -> dict[str, tuple[str, ...]]:
    """The arguments of Python for each. Sinks and limits take as long as they take, some minutes each."""
    return {
        "sinks": SINKS,
        "limits": ("-m", "tools.attack.limits"),
        "lines": ("-m", "tools.attack.lines", str(seconds * 0.2)),
        "kills": ("-m", "tools.attack.kills", str(seconds * 0.2), seed),
        "fuzz": ("-m", "tools.attack.fuzz", str(seconds * 0.6), seed),
    }


def main() -> int:
    """1 where one found something."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
    found = []
    for name, arguments in parts(seconds, sys.argv[2] if len(sys.argv) > 2 else "1").items():
        started = time.monotonic()
        if subprocess.run([sys.executable, *arguments], check=False).returncode:
            found.append(name)
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
        print(f"{name}: {time.monotonic() - started:.0f} s, up to here at most {memory} MiB", flush=True)
    print(f"attack: found something: {', '.join(found) or 'none'}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
