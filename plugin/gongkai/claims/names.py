"""Where a text names the reporter: in full, by part of the name, or shortened as such names are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from gongkai.ground.patterns import later

OWN = "\x01"
"""Stands for each character of the reporter's own name: what is in it says nothing of what is counted."""

_ENDINGS = (
    # What a name ends in, and how that is shortened; the longest first.
    ("街道办事处", ("街道办事处", "办事处", "街道办", "街道", "街")),
    ("管理委员会", ("管理委员会", "管委会", "管委", "委员会", "委")),
    ("委员会办公室", ("委员会办公室", "委办公室", "委办", "办公室", "办")),
    ("政府办公室", ("政府办公室", "政府办", "府办", "办公室", "办")),
    ("政府办公厅", ("政府办公厅", "政府办", "府办", "办公厅", "办")),
    ("委员会", ("委员会", "委")),
    ("办公室", ("办公室", "办")),
    ("办公厅", ("办公厅", "厅", "办")),
    ("人民政府", ("人民政府", "政府")),
    ("联合社", ("联合社", "联社", "社")),
    ("联合会", ("联合会", "联")),
    ("海关", ("海关", "关区", "关")),
    ("大学", ("大学", "大")),
    ("学校", ("学校", "校")),
    ("中学", ("中学", "校")),
    ("小学", ("小学", "校")),
    ("医院", ("医院", "院")),
    ("学院", ("学院", "院")),
)
_WORDS = ("支队", "总队", "大队", "中心", "公司", "集团")
_BY_THEMSELVES = ("局", "府办", "政府", "人民政府", "关区", "厅", "支队", "街道", "街道办", "办事处", "管委会")
"""With these a word of rank alone makes a name: 市局, 县政府."""
_ZONE = "区管理委员会"
LEAST = 2
"""Characters of a zone's name before 区 that name it."""
_RANKS = "国省市区县旗州盟镇乡"
_NO_NAME_BEFORE = later(r"(?:各|其[他它]|有关|相关|某|[一二两三四五六七八九十0-9]个|兄弟|所属|下属)$")
_GOES_ON = later(
    # 县办理, 市委托, 镇社区, 区政府信息公开, 市局长: another word begins or goes on there.
    r"(?:(?<=办)[理结事件复毕公法案好]|(?<=委)[托员派内]|(?<=社)[会区保交]|(?<=校)[对验]|(?<=局)[长面部势限]|(?<=院)长"
    r"|(?<=关)[于键注系联心停长]|(?<=街)[区]|(?<=厅)[长]|(?<=府)(?:信息|公报|规章|令|购买|工作报告|采购|门户|网|办(?![理结事件复]))"
    r"|(?<=处)[理罚置]|(?<=所)[有属需在]|(?<=心)工作|(?<=联)[系合网动]|(?<=大)[力量])"
)


def without_scope(text: str, scope: str | None) -> str:
    """The text, as long as before, with the words for all that the reporter reports of (全关区) blotted out as its name is."""
    if scope is None or not scope.startswith("全") or scope not in text:
        return text
    # 安全区域 is no 全区.
    return re.sub(f"(?<![安健完保周齐]){re.escape(scope)}", OWN * len(scope), text)


def without_own_name(text: str, names: tuple[str, ...]) -> str:
    """The text, as long as before, with the reporter's name blotted out. names: now and in that year, folded."""
    characters: list[str] | None = None
    for name in names:
        for start, end in _spans(text, name):
            characters = characters or list(text)
            characters[start:end] = OWN * (end - start)
    return text if characters is None else "".join(characters)


def may_have_own_name(text: str, names: tuple[str, ...]) -> bool:
    """Whether the reporter's name may stand in a text at all."""
    return _of_names(names).search(text) is not None


@lru_cache(maxsize=64)
def _of_names(names: tuple[str, ...]) -> re.Pattern[str]:
    """What stands wherever one of the names does, or a form of it."""
    zone = ("区",) if any(name.endswith(_ZONE) for name in names) else ()
    ends = (way for name in names for way in (name[-1], *endings(name), *_places(name)))
    return re.compile("|".join(map(re.escape, dict.fromkeys((*ends, *zone)))))


def _spans(text: str, name: str) -> Iterator[tuple[int, int]]:
    """Where the name stands, or a form of it."""
    core, ways = _shortened(name)
    at = 0
    while match := ways.search(text, at):
        end = match.end()
        start = _start(text, match.start(), core)
        at = end
        if _is_name(text, start, match.start(), end, name):
            yield start, end
    if name.endswith(_ZONE):
        yield from _zones(text, name.removesuffix("管理委员会"))
    for place in _places(name):
        start = text.find(place)
        while start >= 0:
            yield start, start + len(place)
            start = text.find(place, start + 1)


def _zones(text: str, name: str) -> Iterator[tuple[int, int]]:
    """Where a zone is named, by two or more characters of its name: 度假区, 镜湖度假区."""
    at = text.find("区")
    while at >= 0:
        start = _start(text, at, name[:-1])
        if at - start >= LEAST and not _NO_NAME_BEFORE.search(text, max(0, start - 3), start):
            yield start, at + 1
        at = text.find("区", at + 1)


@lru_cache(maxsize=64)
def _shortened(name: str) -> tuple[str, re.Pattern[str]]:
    """What stands before a name's ending, and a pattern of the ways to write the ending."""
    ways = endings(name)
    return name.removesuffix(ways[0]), re.compile("|".join(map(re.escape, ways)))


def endings(name: str) -> tuple[str, ...]:
    """What a name ends in, and how that is shortened."""
    for ending, ways in _ENDINGS:
        if name.endswith(ending):
            return ways
    # 消防救援支队, 服务中心, 信访局: its last word, whole.
    return (name[-2:],) if name.endswith(_WORDS) else (name[-1:],)


@lru_cache(maxsize=64)
def _places(name: str) -> tuple[str, ...]:
    """The region or township that a government's name is made of: 白沙镇 of 云岭县白沙镇人民政府."""
    if not name.endswith(("人民政府", "街道办事处")):
        return ()
    core = name.removesuffix("人民政府").removesuffix("办事处")
    parts = re.findall(rf"[^{_RANKS}]+(?:自治)?(?:街道|[{_RANKS}])", core)
    return (core, *parts[-1:]) if parts and len(parts[-1]) > 1 else (core,)


def _start(text: str, end: int, core: str) -> int:
    """How far to the left the text is made of characters of the name, in their order, with few left out."""
    at, start = len(core), end
    while start > 0:
        found = core.rfind(text[start - 1], 0, at)
        if found < 0:
            break
        start, at = start - 1, found
    return start


def _is_name(text: str, start: int, ending: int, end: int, name: str) -> bool:
    before = text[start:ending]
    if not before or _GOES_ON.match(text, end) or _NO_NAME_BEFORE.search(text, max(0, start - 3), start):
        return False
    whole = text[start:end]
    if whole != name and name.startswith(whole):
        # 国家税务总局 of 国家税务总局临江市税务局: who stands above it.
        return False
    if before in _RANKS and name.endswith("人民政府") and before != name.removesuffix("人民政府")[-1]:
        # 县政府 stands above 清溪县丰乐镇人民政府.
        return False
    if len(before) == 1 and before in _RANKS:
        return end - ending > 2 or text[ending:end] in _BY_THEMSELVES
    return len(before) > 1 or text[ending:end] not in ("委", "办", "社", "关", "街", "大", "校", "院", "联")
