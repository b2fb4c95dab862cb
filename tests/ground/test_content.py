"""What is in a file, in pieces or whole."""

from __future__ import annotations

from hashlib import sha256

from gongkai.ground.content import Content

PIECES = (b"", b"one", "二".encode())
WHOLE = b"".join(PIECES)


def test_size_and_digest_are_of_all_pieces() -> None:
    content = Content.of_pieces(lambda: PIECES)
    assert (content.size, content.hash) == (len(WHOLE), sha256(WHOLE).hexdigest())


def test_pieces_can_be_read_twice() -> None:
    content = Content.of_pieces(lambda: iter(PIECES))
    assert [content.read(), content.read()] == [WHOLE, WHOLE]
