"""Values as what JSON may hold, and back: of tuples, enumerations, decimals, dates and the data classes that are named.

For what is kept on a disk that others may write too: reading it makes nothing but such values, as pickle would not promise.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from decimal import Decimal, InvalidOperation
from enum import Enum
from operator import attrgetter
from typing import Any

_TUPLE = ""
_DECIMAL = "Decimal"
_TIMES = {kind.__name__: kind for kind in (datetime.date, datetime.time)}
_SCALARS = (str, int, float, bool, type(None))


class PlainError(Exception):
    """What was read is no such value."""


class Plain:
    """Packs and unpacks values of some classes: of enumerations, data classes and named tuples."""

    def __init__(self, *classes: type) -> None:
        self._classes = {each.__name__: each for each in classes}
        self._values = {each: _values(each) for each in classes}

    def packed(self, value: Any) -> object:
        """What JSON may hold. Raises KeyError for a value of a class that is not named."""
        kind = type(value)
        if kind in _SCALARS:
            return value
        if kind is tuple:
            return [_TUPLE, *map(self.packed, value)]
        if kind is Decimal:
            return [_DECIMAL, str(value)]
        if kind in _TIMES.values():
            return [kind.__name__, value.isoformat()]
        return [kind.__name__, *map(self.packed, self._values[kind](value))]

    def unpacked(self, packed: Any) -> Any:
        """The value again. Raises PlainError where nothing that was packed looks like this."""
        if type(packed) is not list:
            return packed
        try:
            name, *rest = packed
            # Nearly all is text and numbers, for which nothing need be called.
            values = [self.unpacked(each) if type(each) is list else each for each in rest]
            if name == _TUPLE:
                return tuple(values)
            if name == _DECIMAL:
                return Decimal(*values)
            if name in _TIMES:
                return _TIMES[name].fromisoformat(*values)
            return self._classes[name](*values)
        except (KeyError, TypeError, ValueError, InvalidOperation) as error:
            raise PlainError(str(error)) from None


def _values(kind: type) -> Callable[[Any], tuple[object, ...]]:
    """What an object of a class is made of, in the order in which the class takes it."""
    if issubclass(kind, Enum):
        return lambda value: (value.value,)
    if is_dataclass(kind):
        names = [each.name for each in fields(kind)]
        of = attrgetter(*names)
        return of if len(names) > 1 else lambda value: (of(value),)
    return tuple
