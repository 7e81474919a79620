"""Identity numbers (公民身份号码): found however they are printed, and whether their check digit is right.

Source: GB 11643; numbers of fifteen figures were issued until 1999 and have no check digit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from reviewer.reading.text import Matching

_NUMBER = re.compile(r"(?<![\dA-Za-z])\d(?: *\d){16} *[\dXx](?![\dA-Za-z])|(?<![\dA-Za-z])\d(?: *\d){14}(?! *[\dXx])")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_OLDEST = 1900
_NEWEST = 2099


@dataclass(frozen=True, slots=True)
class IdentityNumber:
    """An identity number in a text: ``text[start:end]``.

    ``value`` has no blanks and a capital X. ``valid`` is whether the check digit is right; a wrong one is a slip of
    the pen, a misread figure or a false number, and the birth date and sex in it are then not to be relied on.
    """

    start: int
    end: int
    value: str
    birth_date: date
    sex: str
    valid: bool


def find_identity_numbers(text: str) -> list[IdentityNumber]:
    """All numbers of eighteen or fifteen figures that hold a possible birth date: full-width, spaced, over two lines.

    The code of the place is not looked up: codes change with every reform of districts.
    """
    copy = Matching.of(text, spaces=True)
    found = []
    for match in _NUMBER.finditer(copy.text):
        value = match[0].replace(" ", "").upper()
        born = birth_date_in(value)
        if born is not None:
            start, end = copy.span(*match.span())
            sex = "男" if int(value[16] if len(value) == 18 else value[14]) % 2 else "女"
            valid = len(value) == 15 or check_digit(value[:17]) == value[17]
            found.append(IdentityNumber(start, end, value, born, sex, valid))
    return found


def birth_date_in(value: str) -> date | None:
    """The birth date in a number, ``None`` where there is none."""
    figures = value[6:14] if len(value) == 18 else "19" + value[6:12]
    try:
        born = date(int(figures[:4]), int(figures[4:6]), int(figures[6:8]))
    except ValueError:
        return None
    return born if _OLDEST <= born.year <= _NEWEST else None


def check_digit(first_seventeen: str) -> str:
    """The last figure that belongs to the first seventeen (ISO 7064, MOD 11-2)."""
    total = sum(int(figure) * weight for figure, weight in zip(first_seventeen, _WEIGHTS, strict=True))
    return _CHECKS[total % 11]


def same_identity(one: str, other: str) -> bool:
    """Whether two numbers are one person's: equal, or the old and the new form of one number."""
    one, other = sorted((one.upper(), other.upper()), key=len)
    return one == other or (len(one) == 15 and len(other) == 18 and one == other[:6] + other[8:17])
