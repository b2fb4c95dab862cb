"""What agencies are called in short."""

from __future__ import annotations

from functools import cache
from importlib import resources

import yaml

from gongkai.ground.patterns import later

_PLACE = later("[一-鿿]{1,7}?(?:省|市|自治区|区|县|旗|州|盟|镇|乡)")


def short_names(name: str) -> tuple[str, ...]:
    """An agency without its place, and in short: 教育局, 文旅局, 区政府办."""
    rest = name
    for place in _PLACE.findall(name):
        if rest.startswith(place) and rest != place:
            rest = rest.removeprefix(place)
    found = [rest] if rest != name else []
    for organ, shorts in _shortened().items():
        if name.endswith(organ):
            found += shorts
    return tuple(dict.fromkeys(found))


@cache
def _shortened() -> dict[str, tuple[str, ...]]:
    data = yaml.safe_load(resources.files("gongkai.words").joinpath("search.yml").read_bytes())
    return {organ: tuple(shorts) for organ, shorts in data["short"].items()}
