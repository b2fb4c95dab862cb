"""Text that XML can hold."""

from gongkai.ground.patterns import later

# Said by what XML has not: a range of many characters takes ten times as long to compile.
_UNPRINTABLE = later("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """A text without the characters that XML 1.0 has no way to write (section 2.2)."""
    return _UNPRINTABLE.sub("", text)
