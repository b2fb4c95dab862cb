"""Whether two pictures show the same, whatever drew the letters."""

from __future__ import annotations

from PIL import Image, ImageChops, ImageStat

WIDTH = 48
"""So wide both are made: a letter is gone then, a table and its shading are not."""
MOST = 6.0
"""Of 255, on average: another font's letters stay well below, another scene well above."""
STRETCH = 0.05
"""By this share may one be higher or wider, where another font breaks a line elsewhere."""


def are_alike(one: Image.Image, other: Image.Image) -> bool:
    """Whether size and look are nearly the same."""
    sizes = zip(one.size, other.size, strict=True)
    return all(abs(a - b) <= STRETCH * max(a, b) for a, b in sizes) and difference(one, other) <= MOST


def difference(one: Image.Image, other: Image.Image) -> float:
    """The mean difference of two pictures of any size, scaled down: 0 the same, 255 black and white."""
    size = (WIDTH, max(1, round(WIDTH * one.height / one.width)))
    small = [each.convert("RGB").resize(size, Image.Resampling.BOX) for each in (one, other)]
    means = ImageStat.Stat(ImageChops.difference(*small)).mean
    return sum(means) / len(means)
