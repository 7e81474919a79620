"""Frozen data as JSON and back, by its annotations. No class is ever named in the data, so none can be smuggled in."""

from __future__ import annotations

import dataclasses
import gzip
import json
import types
from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from reviewer.core.errors import StoreError

T = TypeVar("T")


def pack(value: object) -> bytes:
    """As compressed JSON; fields go by place, so that names are not written a million times."""
    return gzip.compress(json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":")).encode(), 5, mtime=0)


def unpack(kind: type[T], data: bytes) -> T:
    """What was packed.

    Raises:
        StoreError: it was packed by another version of the program, or is damaged.
    """
    try:
        found = _reader(kind)(json.loads(gzip.decompress(data)))  # type: ignore[arg-type]
    except (ValueError, TypeError, KeyError, IndexError, OSError, EOFError) as error:
        raise StoreError(f"保存的案件数据无法读取（{type(error).__name__}），请重新审查该案件") from None
    assert isinstance(found, kind)
    return found


def _plain(value: Any) -> Any:
    if value is None or type(value) in (str, int, float, bool):
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, (frozenset, set)):
        return sorted(_plain(one) for one in value)
    if isinstance(value, (tuple, list)):
        return [_plain(one) for one in value]
    if dataclasses.is_dataclass(value):
        return [_plain(getattr(value, one.name)) for one in dataclasses.fields(value)]
    return value.item() if hasattr(value, "item") else str(value)


@cache
def _hints(kind: type) -> dict[str, Any]:
    import reviewer.core.casefile
    import reviewer.core.facts
    import reviewer.core.finding

    # What is imported for type checking only is found among the modules of the data model.
    names: dict[str, Any] = {}
    for module in (reviewer.core.facts, reviewer.core.finding, reviewer.core.casefile):
        names |= vars(module)
    return get_type_hints(kind, localns=names)


@cache
def _reader(kind: Any) -> Any:
    """The function that reads one kind of value."""
    origin, given = get_origin(kind), get_args(kind)
    if kind in (object, Any):
        return _same
    if origin in (Union, types.UnionType):
        inner = _reader(next(one for one in given if one is not type(None)))
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        one = _reader(given[0])
        return lambda value: tuple(map(one, value)) if one is not _same else tuple(value)
    if origin in (frozenset, set):
        return frozenset
    if origin is not None and issubclass(origin, Mapping):
        one = _reader(given[1])
        return lambda value: {key: one(each) for key, each in value.items()}
    if kind is float:
        return float
    if kind in (str, int, bool):
        return _same
    if issubclass(kind, (Enum,)):
        return kind
    if issubclass(kind, (datetime, date)):
        return kind.fromisoformat
    return _record(kind)


def _record(kind: Any) -> Any:
    hints = _hints(kind)
    names = [one.name for one in dataclasses.fields(kind)] if dataclasses.is_dataclass(kind) else list(kind._fields)
    readers = [_reader(hints[name]) for name in names]
    count = len(names)

    def read(value: Any) -> Any:
        if len(value) != count:
            raise ValueError("another number of fields")
        return kind(*[one(each) for one, each in zip(readers, value, strict=True)])

    return read


def _same(value: Any) -> Any:
    return value
