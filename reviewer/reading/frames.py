"""The language between the sandboxed child and its parent: one JSON object a line, with a closed set of keys.

What comes out of the child is data of an attacker once its parser is taken over: a frame that is not of this
form ends the file, a key that is not listed is dropped, and nothing is ever unpickled.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

LARGEST_FRAME = 8 << 20
"""Bytes of one frame, its line end included."""
MOST_PAGES = 10_000

_NUMBER = (int, float)
_LARGEST = 1e9
_BLOBS = frozenset({"seal", "half_seal", "fingerprint", "ink", "chop", "slash"})
"""The kinds of ``BlobKind``; the child does not load the data model for them."""
_SIGNED = ("field", "signer", "issuer", "signed_at", "integrity", "problem")
_INTEGRITY = frozenset({"intact", "changed_since", "broken", "unknown"})
HEAD_KEYS: dict[str, tuple[type, ...]] = {
    "pages": (int,),
    "counts": (dict,),  # what each library counts, for the cross-check
    "repaired": (bool,),
    "attachments": (int,),
    "signatures": (int,),
    "producer": (str,),
    "outline": (list,),
    "missing": (list,),  # numbers of pages that only another library sees
    "notes": (list,),
}
PAGE_KEYS: dict[str, tuple[type, ...]] = {
    "number": (int,),
    "width": _NUMBER,
    "height": _NUMBER,
    "rotation": _NUMBER,
    "text": (str,),
    "lines": (list,),
    "cells": (list,),
    "blobs": (list,),
    "stamps": (list,),
    "origin": (str,),
    "grey": (bool,),
    "looked_at": (bool,),
    "doubt": (str,),
    "unread": (str,),
    "images": (list,),
    "pictures": (list,),  # base64 of a PNG or JPEG each, in the order of the places asked for
    "signed": (list,),  # electronic signatures
    "needs_ocr": (bool,),
    "confidence": _NUMBER,
    "notes": (list,),
}
FAULT_KEYS: dict[str, tuple[type, ...]] = {"outcome": (str,), "what": (str,)}
END_KEYS: dict[str, tuple[type, ...]] = {"outcome": (str,), "memory": (int,)}
KINDS = {"head": HEAD_KEYS, "page": PAGE_KEYS, "fault": FAULT_KEYS, "end": END_KEYS}


class FrameError(Exception):
    """A frame is not of the closed form."""


def encode(frame: dict[str, Any]) -> bytes:
    """One line. Halves of surrogate pairs, as broken fonts give them, become ``?``.

    Raises:
        FrameError: The frame cannot be written as JSON or is too large.
    """
    try:
        line = json.dumps(frame, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    except (TypeError, ValueError, RecursionError) as error:
        raise FrameError("not to be written as JSON") from error
    data = line.encode("utf-8", errors="replace") + b"\n"
    if len(data) > LARGEST_FRAME:
        raise FrameError("too large")
    return data


def decode(line: bytes) -> dict[str, Any]:
    """Read one line and keep what the closed form allows.

    Raises:
        FrameError: The line is no JSON object of a known kind, or a listed key has a wrong type.
    """
    try:
        frame = json.loads(line, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise FrameError("no JSON") from error
    kind = frame.get("kind") if isinstance(frame, dict) else None
    keys = KINDS.get(kind) if isinstance(kind, str) else None
    if keys is None:
        raise FrameError("unknown kind")
    kept = {"kind": kind}
    for key, types in keys.items():
        if key not in frame:
            continue
        value = frame[key]
        if not _is(value, types) or not all(map(_ROWS.get(key, _any), value if types == (list,) else ())):
            raise FrameError("wrong type")
        kept[key] = value
    return kept


def _is(value: Any, types: tuple[type, ...]) -> bool:
    """Of the type, where a truth value is no number and no number is beyond what a page can hold."""
    if isinstance(value, bool):
        return bool in types
    if isinstance(value, (int, float)) and types == _NUMBER:
        return -_LARGEST <= value <= _LARGEST
    return isinstance(value, types)


def _any(_value: Any) -> bool:
    return True


def _is_box(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 4 and all(_is(number, _NUMBER) for number in value)


def _is_line(row: Any) -> bool:
    """``{text, box, edges?, confidence?}``"""
    return (
        isinstance(row, dict)
        and isinstance(row.get("text"), str)
        and _is_box(row.get("box"))
        and isinstance(row.get("edges", []), list)
        and all(_is(edge, _NUMBER) for edge in row.get("edges", ()))
        and _is(row.get("confidence", 1.0), _NUMBER)
    )


def _is_cell(row: Any) -> bool:
    """``[table, row, column, text, box]``"""
    if not isinstance(row, list) or len(row) != 5:
        return False
    *place, text, box = row
    numbers = all(_is(number, (int,)) and _is(number, _NUMBER) for number in place)
    return numbers and isinstance(text, str) and _is_box(box)


def _is_blob(row: Any) -> bool:
    """``{kind, box, probability?}``"""
    known = isinstance(row, dict) and isinstance(row.get("kind"), str) and row["kind"] in _BLOBS
    return known and _is_box(row.get("box")) and _is(row.get("probability", 1.0), _NUMBER)


def _is_picture(row: Any) -> bool:
    return isinstance(row, str)


def _is_signed(row: Any) -> bool:
    """``{field, page, box, signer, issuer, signed_at, integrity, problem}``"""
    if not isinstance(row, dict) or not all(isinstance(row.get(key), str) for key in _SIGNED):
        return False
    page, box = row.get("page"), row.get("box")
    placed = isinstance(page, int) and _is(page, _NUMBER) and (box is None or _is_box(box))
    return placed and row["integrity"] in _INTEGRITY


_ROWS: dict[str, Callable[[Any], bool]] = {
    "lines": _is_line,
    "stamps": _is_line,
    "cells": _is_cell,
    "blobs": _is_blob,
    "pictures": _is_picture,
    "signed": _is_signed,
}


def _refuse_constant(name: str) -> float:
    raise ValueError(name)
