"""The content security policy of a folder of pages."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256

from gongkai.ground.policy import write_policy


def hash_of(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def directive(policy: str, name: str) -> list[str]:
    (found,) = (part.split()[1:] for part in policy.split("; ") if part.split()[0] == name)
    return found


def test_nothing_inside() -> None:
    policy = write_policy(["<p>甲<script src=a.js></script>"])
    assert directive(policy, "default-src") == ["'self'"]
    assert directive(policy, "img-src") == ["'self'", "data:"]
    assert directive(policy, "script-src") == ["'self'"]
    assert "style-src" not in policy


def test_scripts_of_all_pages() -> None:
    """Each once; the text as a browser has it, line ends and all."""
    one, two = "let a = 1 < 2 && '&lt;'", "\n let b\n"
    pages = [
        f"<script>{one}</script>",
        f"<script type=module>{two}</script><script>{one}</script>".replace("\n", "\r\n"),
    ]
    assert set(directive(write_policy(pages), "script-src")) == {"'self'", hash_of(one), hash_of(two)}


def test_data_is_no_script() -> None:
    page = '<script type="application/ld+json">{}</script><script type="application/json">{}</script>'
    assert directive(write_policy([page]), "script-src") == ["'self'"]


def test_styles_and_attributes() -> None:
    policy = write_policy(["<style>p{}</style><p style='color:red' onclick='a()'>"])
    assert set(directive(policy, "style-src")) == {
        "'self'",
        "'unsafe-hashes'",
        hash_of("p{}"),
        hash_of("color:red"),
    }
    assert set(directive(policy, "script-src")) == {"'self'", "'unsafe-hashes'", hash_of("a()")}
