"""Text that XML can hold."""

import re

_UNPRINTABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def printable(text: str) -> str:
    """A text without the characters that XML 1.0 has no way to write (section 2.2)."""
    return _UNPRINTABLE.sub("", text)
