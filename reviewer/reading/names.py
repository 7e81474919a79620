"""Names of files: what is shown of them, and their natural order."""

from __future__ import annotations

import re
import unicodedata

_SHOWN = 120
"""Longest name of a file or folder that is shown, in characters."""
_HIDDEN_KINDS = frozenset({"Cc", "Cf", "Co", "Cn", "Zl", "Zp"})
_DIGITS = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_UNITS = {"十": 10, "百": 100}
_NUMERALS = "".join(_DIGITS) + "".join(_UNITS)
_NUMBER = re.compile(rf"(\d+)|(?<=第)([{_NUMERALS}]+)|([{_NUMERALS}]+)(?=[卷册])")


def display(name: str) -> str:
    """One file or folder name made safe to show: NFC, without control, direction and unassigned characters.

    Bytes that were no text (lone surrogates) become ``?``; a long name is cut in its middle, keeping its end.
    """
    shown = "".join(map(_shown, unicodedata.normalize("NFC", name))).strip()
    if len(shown) > _SHOWN:
        shown = f"{shown[: _SHOWN - 21]}…{shown[-20:]}"
    return shown or "?"


def _shown(character: str) -> str:
    kind = unicodedata.category(character)
    if kind == "Zs":
        return " "
    if kind == "Cs":
        return "?"
    return "" if kind in _HIDDEN_KINDS else character


def display_path(path: str) -> str:
    """A path with ``/`` between its parts, each part made safe to show."""
    return "/".join(display(part) for part in path.split("/"))


def natural_key(path: str) -> tuple[tuple[tuple[int, int, str], ...], ...]:
    """Sorts ``2.pdf`` before ``10.pdf`` and ``第二卷`` before ``第十卷``; folders part by part."""
    return tuple(_part_key(part) for part in path.split("/"))


def _part_key(part: str) -> tuple[tuple[int, int, str], ...]:
    folded = unicodedata.normalize("NFKC", part).casefold()
    key: list[tuple[int, int, str]] = []
    at = 0
    for match in _NUMBER.finditer(folded):
        if match.start() > at:
            key.append((1, 0, folded[at : match.start()]))
        key.append((0, _number(match.group()), ""))
        at = match.end()
    key.append((1, 0, folded[at:]))
    key.append((2, 0, part))  # settles 01.pdf against 1.pdf
    return tuple(key)


def _number(written: str) -> int:
    if written.isdecimal():
        return int(written[:4000])
    total = digit = 0
    for character in written:
        if character in _UNITS:
            total += (digit or 1) * _UNITS[character]
            digit = 0
        else:
            digit = digit * 10 + _DIGITS[character]
    return total + digit
