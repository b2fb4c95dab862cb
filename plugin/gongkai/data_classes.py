"""Dataclasses as the standard library makes them, made in a third of the time.

The standard library writes and compiles up to six methods for each, and there are about three hundred: that was half of
what a command, a build or the desk took to start. Here `__init__` is compiled, what compares, hashes and writes when it is
first asked, and what protects is not compiled at all. Each does what that of the standard library does; fields are compared
as tuples are, which the standard library has given up with Python 3.13: what is the same object is equal.

What is not used here is not there: fields with `hash=`, `InitVar`, and the parameters that `dataclass` does not take.
"""

from __future__ import annotations

import dataclasses
from abc import update_abstractmethods
from collections.abc import Callable, Sequence
from dataclasses import MISSING, Field, FrozenInstanceError
from inspect import get_annotations
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
            _refuse_mixed(cls, frozen=frozen)
            made = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots)(cls)
            fields = dataclasses.fields(made)
            _refuse_unknown(made, fields)
            given = {
                "__init__": _init(made, fields, frozen=frozen, slots=slots),
                "__repr__": _text(made, fields),
            }
            if eq:
                given |= _comparison(made, [field.name for field in fields if field.compare], frozen=frozen)
            if frozen:
                given |= _protection(made, [field.name for field in fields])
                if slots:
                    given |= {"__getstate__": _state, "__setstate__": _set_state}
            for name, method in given.items():
                if not _has_own(cls, name):
                    setattr(made, name, method)
            setattr(made, _IS_FROZEN, frozen)
            return update_abstractmethods(made)

        return decorated if cls is None else decorated(cls)


Names = dict[str, Any]

_IS_FROZEN = "__gongkai_is_frozen__"
_put = object.__setattr__
_UNSET = object()
"""Stands for a value that is to be made."""


def _has_own(cls: type, name: str) -> bool:
    """Whether a class says itself what a method does. Python sets `__hash__` to None beside an `__eq__`."""
    own = cls.__dict__.get(name, MISSING)
    return own is not MISSING and not (name == "__hash__" and own is None and "__eq__" in cls.__dict__)


def _refuse_mixed(cls: type, *, frozen: bool) -> None:
    for base in cls.__mro__[1:]:
        was_frozen = base.__dict__.get(_IS_FROZEN, frozen)
        if was_frozen != frozen:
            kinds = {True: "frozen", False: "non-frozen"}
            raise TypeError(
                f"cannot inherit {kinds[frozen]} dataclass from a {kinds[was_frozen]} one: {base.__name__}"
            )


def _refuse_unknown(cls: type, fields: Sequence[Field[Any]]) -> None:
    if any(field.hash is not None for field in fields) or any(
        "InitVar" in str(annotation) for annotation in get_annotations(cls).values()
    ):
        raise TypeError(f"{cls.__name__}: neither hash= nor InitVar is supported")


def _init(cls: type, fields: Sequence[Field[Any]], *, frozen: bool, slots: bool) -> Callable[..., None]:
    """What takes a value of each field and puts it into its place."""
    names: Names = {"_put": _put, "_UNSET": _UNSET}
    plain, by_name, body = list[str](), list[str](), list[str]()
    for field in fields:
        name, value, default = field.name, field.name, ""
        has_factory, has_default = field.default_factory is not MISSING, field.default is not MISSING
        if has_factory:
            names[f"_make_{name}"] = field.default_factory
            default = "=_UNSET"
            value = f"_make_{name}() if {name} is _UNSET else {name}" if field.init else f"_make_{name}()"
        elif has_default:
            names[f"_default_{name}"] = field.default
            default = f"=_default_{name}"
            value = name if field.init else f"_default_{name}"
        if field.init:
            (by_name if field.kw_only else plain).append(name + default)
        # What is not given is left to who makes it, or to the class.
        if field.init or has_factory or (has_default and slots):
            body.append(f"_put(self, {name!r}, {value})" if frozen else f"self.{name} = {value}")
    if hasattr(cls, "__post_init__"):
        body.append("self.__post_init__()")
    taken = ["self", *plain, *(["*", *by_name] if by_name else [])]
    return _compiled(cls, "__init__", taken, body or ["pass"], names)


def _compiled(
    cls: type, name: str, taken: Sequence[str], body: Sequence[str], names: Names
) -> Callable[..., Any]:
    names = {**names, "__name__": cls.__module__}
    exec(f"def {name}({', '.join(taken)}):\n " + "\n ".join(body), names)  # noqa: S102
    made: Callable[..., Any] = names[name]
    made.__qualname__ = f"{cls.__qualname__}.{name}"
    return made


def _later(cls: type, name: str, taken: Sequence[str], body: str, names: Names | None = None) -> Any:
    """A method that is compiled when it is first asked, and then stands in the place of this one."""

    def method(*values: Any) -> Any:
        made = _compiled(cls, name, taken, [body], names or {})
        if name == "__repr__":
            made = recursive_repr()(made)
        setattr(cls, name, made)
        return made(*values)

    return method


def _text(cls: type, fields: Sequence[Field[Any]]) -> Any:
    values = ", ".join(f"{field.name}={{self.{field.name}!r}}" for field in fields if field.repr)
    return _later(cls, "__repr__", ["self"], f'return f"{{self.__class__.__qualname__}}({values})"')


def _comparison(cls: type, compared: Sequence[str], *, frozen: bool) -> Names:
    """`__eq__`, and `__hash__` where nothing changes."""

    def of(value: str) -> str:
        return "(" + "".join(f"{value}.{name}, " for name in compared) + ")"

    same = f"return {of('self')} == {of('other')} if other.__class__ is self.__class__ else NotImplemented"
    hashed = _later(cls, "__hash__", ["self"], f"return hash({of('self')})") if frozen else None
    return {"__eq__": _later(cls, "__eq__", ["self", "other"], same), "__hash__": hashed}


def _protection(cls: Any, names: Sequence[str]) -> Names:
    """Of a class below this one only what it has from here."""

    def __setattr__(self: Any, name: str, value: object) -> None:  # noqa: N807 - its name in a traceback
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot assign to field {name!r}")
        super(cls, self).__setattr__(name, value)

    def __delattr__(self: Any, name: str) -> None:  # noqa: N807
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot delete field {name!r}")
        super(cls, self).__delattr__(name)

    return {"__setattr__": __setattr__, "__delattr__": __delattr__}


def _state(self: Any) -> list[Any]:
    """What a copy takes over, and what another process is sent."""
    return [getattr(self, field.name) for field in dataclasses.fields(self)]


def _set_state(self: Any, state: Sequence[Any]) -> None:
    for field, value in zip(dataclasses.fields(self), state, strict=True):
        _put(self, field.name, value)
