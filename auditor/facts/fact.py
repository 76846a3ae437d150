"""Facts are functions of one record whose answer is kept with the record."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

import msgspec

Answer = TypeVar("Answer")
Record = TypeVar("Record", bound=msgspec.Struct)


def fact(function: Callable[[Any], Answer]) -> Callable[[Any], Answer]:
    """Work `function(record)` out once per record. The record must be a Struct with `dict=True`."""
    name = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def known(record: Any) -> Answer:
        kept = record.__dict__
        if name not in kept:
            kept[name] = function(record)
        return kept[name]

    return known


def changed(record: Record, **fields: Any) -> Record:
    """The record with other values of some fields on which no fact rests, and with the facts that are known of it."""
    after = msgspec.structs.replace(record, **fields)
    after.__dict__.update(record.__dict__)
    return after
