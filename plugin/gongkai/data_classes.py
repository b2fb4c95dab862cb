"""Dataclasses as the standard library makes them, made in a third of the time.

The standard library writes and compiles up to six methods for each, and there are about three hundred: that was half of
what a command, a build or the desk took to start. Here only `__init__` is compiled; what compares, hashes, writes and
protects is the same function for all. What they do is the same.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError
from operator import attrgetter
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass  # noqa: PLC0414 - so that a type checker knows it
else:

    def dataclass(
        cls: type | None = None, /, *, eq: bool = True, frozen: bool = False, slots: bool = False
    ) -> Any:
        """As `dataclasses.dataclass`, of which it has what is used here."""

        def decorated(cls: type) -> type:
            made = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots)(cls)
            fields = dataclasses.fields(made)
            given = {"__init__": _init(made, fields, frozen=frozen, slots=slots), "__repr__": _text}
            if eq:
                given |= _comparison([field.name for field in fields if field.compare], frozen=frozen)
            if frozen:
                given |= {"__setattr__": _refuse_value, "__delattr__": _refuse_deletion}
                if slots:
                    given |= _states([field.name for field in fields])
            for name, method in given.items():
                if name == "__hash__" and "__eq__" in cls.__dict__:  # Python sets it to None beside an __eq__
                    own = cls.__dict__.get(name) is not None
                else:
                    own = name in cls.__dict__
                if not own:
                    setattr(made, name, method)
            return made

        return decorated if cls is None else decorated(cls)


_put = object.__setattr__
_UNSET = object()


def _init(cls: type, fields: tuple[Field[Any], ...], *, frozen: bool, slots: bool) -> Callable[..., None]:
    """What takes a value of each field and puts it into its place."""
    names: dict[str, Any] = {"_put": _put, "_UNSET": _UNSET}
    plain, by_name, body = list[str](), list[str](), list[str]()
    for field in fields:
        name, value = field.name, field.name
        default = ""
        if field.default_factory is not MISSING:
            names[f"_make_{name}"] = field.default_factory
            default = "=_UNSET"
            value = f"_make_{name}() if {name} is _UNSET else {name}" if field.init else f"_make_{name}()"
        elif field.default is not MISSING:
            names[f"_default_{name}"] = field.default
            default = f"=_default_{name}"
            value = name if field.init else f"_default_{name}"
        if field.init:
            (by_name if field.kw_only else plain).append(name + default)
        elif default == "" or (field.default is not MISSING and not slots):
            continue  # left to who makes it, or to the class
        body.append(f"_put(self, {name!r}, {value})" if frozen else f"self.{name} = {value}")
    if hasattr(cls, "__post_init__"):
        body.append("self.__post_init__()")
    taken = ", ".join(["self", *plain, *(["*", *by_name] if by_name else [])])
    exec(f"def __init__({taken}):\n " + "\n ".join(body or ["pass"]), names)  # noqa: S102
    made: Callable[..., None] = names["__init__"]
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    return made


def _comparison(names: list[str], *, frozen: bool) -> dict[str, Any]:
    """`__eq__`, and `__hash__` where nothing changes."""
    values: Callable[[Any], Any] = attrgetter(*names) if names else lambda _: ()

    def __eq__(self: Any, other: object) -> bool:  # noqa: N807 - its name in a traceback
        if other.__class__ is self.__class__:
            return bool(values(self) == values(other))
        return NotImplemented

    def __hash__(self: Any) -> int:  # noqa: N807
        return hash(values(self))

    return {"__eq__": __eq__, "__hash__": __hash__ if frozen else None}


@recursive_repr()
def _text(self: Any) -> str:
    values = (f"{field.name}={getattr(self, field.name)!r}" for field in dataclasses.fields(self) if field.repr)
    return f"{type(self).__qualname__}({', '.join(values)})"


def _refuse_value(_: Any, name: str, __: object) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_deletion(_: Any, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _states(names: list[str]) -> dict[str, Any]:
    """What a copy takes over, and what another process is sent."""

    def __getstate__(self: Any) -> list[Any]:  # noqa: N807
        return [getattr(self, name) for name in names]

    def __setstate__(self: Any, state: list[Any]) -> None:  # noqa: N807
        for name, value in zip(names, state, strict=True):
            _put(self, name, value)

    return {"__getstate__": __getstate__, "__setstate__": __setstate__}
