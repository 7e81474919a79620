"""Numbers as they are written in case files: figures, Chinese numerals, capitals of cheques, and mixtures of these."""

from __future__ import annotations

import re
from decimal import Decimal

DIGITS = {
    character: value
    for value, characters in enumerate(
        ("〇零", "一壹弌幺", "二贰貳弍两兩俩", "三叁參叄弎仨", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖")
    )
    for character in characters
}
_SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_TENS = {"廿": 20, "卄": 20, "卅": 30}
_LARGE = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
NUMERALS = "".join(DIGITS) + "".join(_SMALL) + "".join(_TENS) + "".join(_LARGE)
_TOKEN = re.compile(r"\d+(?:[,，]\d{3})*(?:\.\d+)?|\d+|.", re.DOTALL)


def chinese_number(text: str) -> Decimal | None:
    """The value of a number.

    Args:
        text: the number alone, white space already out: ``1.57亿``, ``一万零四百``, ``两千六`` (2600), ``伍仟``,
            ``二〇二六``, ``82,225.00``, ``三点五``.

    Returns:
        The value, or ``None`` where the text is no one number.
    """
    whole, point, part = text.partition("点")
    if point:
        return _decimal(whole, part)
    if text and all(character in DIGITS for character in text):
        return Decimal("".join(str(DIGITS[character]) for character in text))
    return _structured(_TOKEN.findall(text))


def _decimal(whole: str, part: str) -> Decimal | None:
    figures = chinese_number(whole)
    if figures is None or not part or not all(character in DIGITS or character.isdecimal() for character in part):
        return None
    digits = "".join(str(DIGITS.get(character, character)) for character in part)
    return Decimal(f"{int(figures)}.{digits}")


def _structured(tokens: list[str]) -> Decimal | None:
    """Add up sections of at most four places, each with its large unit behind it."""
    if not tokens:
        return None
    total, section = Decimal(0), Decimal(0)
    digit: Decimal | None = None
    small = large = last = 0  # the unit read last in this section, among the large ones, and at all
    for token in tokens:
        if token in DIGITS or token[0].isdecimal():
            value = Decimal(DIGITS[token]) if token in DIGITS else Decimal(token.replace(",", "").replace("，", ""))
            if digit:
                return None
            last = last if digit is None and value else 0
            digit = value
        elif token in _TENS and digit is None and not section:
            section, small, last = Decimal(_TENS[token]), 10, 10
        elif token in _SMALL:
            unit = _SMALL[token]
            if (small and unit >= small) or (not digit and unit > 10):
                return None
            section += (digit or 1) * unit
            digit, small, last = None, unit, unit
        elif token in _LARGE:
            unit = _LARGE[token]
            section += digit or 0
            if not section and not total:
                return None
            total = (total + section) * unit if unit > large else total + section * unit
            section, digit, small, large, last = Decimal(0), None, 0, unit, unit
        else:
            return None
    if digit and last >= 100 and digit < 10 and len(tokens) > 1:
        digit = digit * last / 10  # 两千六, 三百二, 一万二
    return total + section + (digit or 0)
