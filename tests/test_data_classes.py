"""Our dataclasses do what those of the standard library do; only they are made faster."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import re
import sys
from collections.abc import Callable, Hashable
from dataclasses import FrozenInstanceError, field, fields, replace
from functools import cached_property, partial
from pathlib import Path
from typing import Any, ClassVar

import pytest

from gongkai import data_classes

ROOT = Path(__file__).parents[1]
KINDS = [
    {},
    {"frozen": True},
    {"slots": True},
    {"frozen": True, "slots": True},
    {"eq": False},
    {"frozen": True, "eq": False},
]
MAKERS: dict[str, Callable[..., Any]] = {
    "standard": dataclasses.dataclass,
    "ours": data_classes.dataclass,
}


def _made(maker: str, kind: dict[str, bool]) -> Any:
    @MAKERS[maker](**kind)
    class Entry:
        """With every kind of field that is used."""

        name: str
        number: int = 1
        shown: str = field(default="x", repr=False)
        beside: int = field(default=0, compare=False)
        rows: list[int] = field(default_factory=list)
        made: list[int] = field(default_factory=list, init=False)
        start: int = field(default=7, init=False)
        unit: str = field(default="件", kw_only=True)
        forms: ClassVar[int] = 2

        @property
        def length(self) -> int:
            return len(self.name)

    return Entry


def _said(do: Callable[[], object]) -> object:
    """What comes of it: a value, or what is raised."""
    try:
        return do()
    except Exception as error:
        return type(error), str(error)


@pytest.mark.parametrize("kind", KINDS, ids=str)
@pytest.mark.parametrize(
    "ask",
    [
        pytest.param(lambda entry: repr(entry("甲", 2)), id="text"),
        pytest.param(lambda entry: entry("甲").rows is entry("甲").rows, id="each its own list"),
        pytest.param(lambda entry: (entry("甲").made, entry("甲").start), id="not given"),
        pytest.param(lambda entry: entry("甲", unit="宗").unit, id="by name"),
        pytest.param(lambda entry: entry("甲", 1, "x", 0, [], "宗"), id="by name only"),
        pytest.param(lambda entry: entry(), id="missing"),
        pytest.param(lambda entry: entry("甲", start=1), id="not to be given"),
        pytest.param(lambda entry: entry("甲") == entry("甲"), id="equal"),
        pytest.param(lambda entry: entry("甲") == entry("乙"), id="different"),
        pytest.param(lambda entry: entry("甲", beside=1) == entry("甲", beside=2), id="not compared"),
        pytest.param(lambda entry: entry("甲") == ("甲",), id="another kind"),
        pytest.param(lambda entry: entry("甲") == type("Below", (entry,), {})("甲"), id="a kind below"),
        pytest.param(lambda entry: entry.__hash__ is None, id="without hash"),
        pytest.param(lambda entry: repr(replace(entry("甲"), number=3)), id="replaced"),
        pytest.param(lambda entry: replace(entry("甲"), start=3), id="replaced though made"),
        pytest.param(lambda entry: [each.name for each in fields(entry)], id="fields"),
        pytest.param(lambda entry: dataclasses.asdict(entry("甲")), id="as a dictionary"),
        pytest.param(lambda entry: entry.__match_args__, id="matched"),
        pytest.param(lambda entry: repr(copy.copy(entry("甲", 5))), id="copied"),
        pytest.param(lambda entry: repr(copy.deepcopy(entry("甲", 5))), id="copied with all"),
        pytest.param(lambda entry: hasattr(entry("甲"), "__dict__"), id="slots"),
        pytest.param(lambda entry: setattr(entry("甲"), "name", "乙"), id="set"),
        pytest.param(lambda entry: delattr(entry("甲"), "name"), id="deleted"),
        pytest.param(lambda entry: (entry.__name__, entry.__doc__, entry("甲").length), id="what it had"),
        pytest.param(lambda entry: entry.__init__.__qualname__, id="name in a traceback"),
    ],
)
def test_it_does_what_the_standard_library_does(kind: dict[str, bool], ask: Callable[[Any], object]) -> None:
    standard, ours = (_said(partial(ask, _made(maker, kind))) for maker in MAKERS)
    assert _plain(ours) == _plain(standard)


def _plain(found: object) -> str:
    """Without the address of an object, which differs."""
    return re.sub(r"0x[0-9a-f]+", "0x", repr(found))


NAN = float("nan")
BELOW = [
    pytest.param(lambda maker: _below(maker, {"frozen": True}, {}), id="not frozen below frozen"),
    pytest.param(lambda maker: _below(maker, {}, {"frozen": True}), id="frozen below not frozen"),
    pytest.param(
        lambda maker: copy.copy(_below(maker, {"frozen": True, "slots": True}, {"frozen": True})(1, 2)),
        id="copied below slots",
    ),
    pytest.param(
        lambda maker: vars(type("Plain", (_frozen(maker),), {"own": _set_own})(1).own()), id="its own value"
    ),
    pytest.param(
        lambda maker: type("Plain", (_frozen(maker),), {"own": _set_first})(1).own(), id="not the one above"
    ),
    pytest.param(lambda maker: _frozen(maker)(NAN) == _frozen(maker)(NAN), id="other classes"),
    pytest.param(
        lambda maker: len({(made := _frozen(maker))(NAN), made(NAN)}),
        id="what is not itself",
        marks=pytest.mark.skipif(
            sys.version_info >= (3, 13), reason="compared there field by field, here as before"
        ),
    ),
    pytest.param(lambda maker: isinstance(_hashable(maker)(1), Hashable), id="all that is abstract is there"),
]


def _frozen(maker: str) -> Any:
    @MAKERS[maker](frozen=True)
    class Frozen:
        first: object

    return Frozen


def _below(maker: str, above: dict[str, bool], below: dict[str, bool]) -> Any:
    @MAKERS[maker](**above)
    class Above:
        first: int

    @MAKERS[maker](**below)
    class Below(Above):
        second: int = 0

    return Below


def _hashable(maker: str) -> Any:
    @MAKERS[maker](frozen=True)
    class Entry(Hashable):
        first: int

    return Entry


def _set_own(self: Any) -> Any:
    self.beside = 2
    return self


def _set_first(self: Any) -> Any:
    self.first = 2


@pytest.mark.parametrize("ask", BELOW)
def test_with_other_classes_it_does_so_too(ask: Callable[[str], object]) -> None:
    standard, ours = (_said(partial(ask, maker)) for maker in MAKERS)
    assert _message(ours) == _message(standard)


def _message(found: object) -> str:
    """Without the name of the class above, which ours tells too."""
    return _plain(found).split(": ")[0].rstrip("')") if "cannot inherit" in str(found) else _plain(found)


@pytest.mark.parametrize(
    ("annotation", "default"), [("InitVar[int]", 1), ("int", field(default=1, hash=True, compare=False))]
)
def test_what_is_not_there_is_refused(annotation: str, default: object) -> None:
    namespace = {"__annotations__": {"number": annotation}, "number": default}
    with pytest.raises(TypeError, match="neither hash= nor InitVar is supported"):
        data_classes.dataclass(type("Entry", (), namespace))


def test_it_is_hashed_by_its_values() -> None:
    @data_classes.dataclass(frozen=True)
    class Entry:
        name: str
        beside: int = field(default=0, compare=False)

    assert len({Entry("甲", 1), Entry("甲", 2), Entry("乙")}) == 2


def test_without_fields_all_are_equal() -> None:
    @data_classes.dataclass(frozen=True)
    class Nothing:
        pass

    assert (Nothing() == Nothing(), hash(Nothing()) == hash(Nothing())) == (True, True)


def test_what_a_class_says_itself_holds() -> None:
    @data_classes.dataclass(frozen=True)
    class Entry:
        name: str

        def __eq__(self, other: object) -> bool:
            return True

        def __hash__(self) -> int:
            return 5

        def __repr__(self) -> str:
            return "样例"

    assert (Entry("甲") == Entry("乙"), hash(Entry("甲")), repr(Entry("甲"))) == (True, 5, "样例")


def test_one_that_is_below_another_has_its_fields_first() -> None:
    @data_classes.dataclass(frozen=True)
    class Above:
        name: str
        number: int = 1

    @data_classes.dataclass(frozen=True)
    class Below(Above):
        unit: str = "件"

    assert repr(Below("甲", 2)) == f"{Below.__qualname__}(name='甲', number=2, unit='件')"


def test_what_is_worked_out_once_is_kept_in_a_frozen_one() -> None:
    @data_classes.dataclass(frozen=True)
    class Entry:
        name: str

        @cached_property
        def asked(self) -> list[str]:
            return [self.name]

    entry = Entry("甲")
    assert entry.asked is entry.asked


def test_what_follows_is_done_after_the_fields_are_there() -> None:
    @data_classes.dataclass
    class Entry:
        name: str
        twice: str = field(init=False)

        def __post_init__(self) -> None:
            self.twice = self.name * 2

    assert Entry("甲").twice == "甲甲"


def test_one_that_holds_itself_can_be_written() -> None:
    @data_classes.dataclass
    class Entry:
        rows: list[object]

    entry = Entry([])
    entry.rows.append(entry)
    assert repr(entry).endswith("(rows=[...])")


@data_classes.dataclass(frozen=True, slots=True)
class Sent:
    """Another process finds it by its name."""

    name: str
    numbers: tuple[int, ...] = ()


def test_it_is_sent_to_another_process_and_stays_frozen() -> None:
    sent: Sent = pickle.loads(pickle.dumps(Sent("甲", (1, 2))))
    assert sent == Sent("甲", (1, 2))
    with pytest.raises(FrozenInstanceError):
        sent.name = "乙"  # type: ignore[misc]


def test_the_package_has_no_others() -> None:
    own = "gongkai/data_classes.py"
    sources = {path: path.read_text(encoding="utf-8") for path in (ROOT / "plugin/gongkai").rglob("*.py")}
    others = re.compile(r"from dataclasses import .*\bdataclass\b|@dataclasses\.")
    assert [str(path) for path, text in sources.items() if others.search(text) and not path.match(own)] == []
