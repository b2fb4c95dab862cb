"""Signing a file, and checking its signature, by the programs of OpenSSH or GnuPG where they are installed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

SSH, GPG = ".sig", ".asc"
"""The endings of a signature by either."""
NAMESPACE = "gongkai"
"""What a signature of OpenSSH is for: one for something else does not count."""


class SignatureError(Exception):
    """A signature that was not made, or does not hold; the message is one line."""


def sign(path: Path, key: Path | None) -> Path:
    """Sign a file; the signature, beside it. key: a private key of OpenSSH; without one GnuPG's own default signs.

    Raises SignatureError where that cannot be done.
    """
    signature = path.with_name(path.name + (GPG if key is None else SSH))
    signature.unlink(missing_ok=True)
    if key is None:
        _run("gpg", "--batch", "--yes", "--armor", "--detach-sign", "--output", str(signature), str(path))
    else:
        _run("ssh-keygen", "-Y", "sign", "-q", "-f", str(key), "-n", NAMESPACE, str(path))
    return signature


def signatures(path: Path) -> tuple[Path, ...]:
    """The signatures that lie beside a file."""
    found = (path.with_name(path.name + ending) for ending in (SSH, GPG))
    return tuple(signature for signature in found if signature.is_file())


def check(path: Path, signature: Path, signers: Path | None) -> str:
    """Who signed a file. signers: whom to believe, as OpenSSH's allowed_signers; GnuPG has its own ring of keys.

    Raises SignatureError where the signature does not hold.
    """
    if signature.suffix == GPG:
        said = _run("gpg", "--batch", "--status-fd", "1", "--verify", str(signature), str(path))
        valid = next(
            (line.split()[2] for line in said.splitlines() if line.startswith("[GNUPG:] VALIDSIG ")), None
        )
        if valid is None:
            raise SignatureError(f"“{signature.name}”不是有效的签名")
        return valid
    if signers is None:
        raise SignatureError(
            f"核对“{signature.name}”要用 --signers 指明可信的签名人（OpenSSH 的 allowed_signers 文件）"
        )
    whose = _run("ssh-keygen", "-Y", "find-principals", "-s", str(signature), "-f", str(signers)).split("\n")[0]
    with path.open("rb") as data:
        options = ("-f", str(signers), "-I", whose, "-n", NAMESPACE, "-s", str(signature))
        _run("ssh-keygen", "-Y", "verify", *options, stdin=data.fileno())
    return whose


def _run(program: str, *arguments: str, stdin: int = subprocess.DEVNULL) -> str:
    """What it prints."""
    found = shutil.which(program)
    if found is None:
        raise SignatureError(f"没有安装 {program}")
    done = subprocess.run([found, *arguments], stdin=stdin, capture_output=True, check=False)  # noqa: S603  # no shell
    if done.returncode:
        told = done.stderr.decode(errors="replace").strip().splitlines()
        raise SignatureError(f"{program}：{told[-1] if told else f'退出状态 {done.returncode}'}")
    return done.stdout.decode(errors="replace").strip()
