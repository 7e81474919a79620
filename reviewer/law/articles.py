"""Article numbers as Chinese law writes them: 第一百二十条之一第二款第七项, also with Arabic figures."""

from __future__ import annotations

import re
from dataclasses import dataclass

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_NUMERAL = r"[零〇○一二两三四五六七八九十百千\d]+"
ARTICLE = re.compile(
    rf"第\s*(?P<article>{_NUMERAL})\s*条(?:\s*之\s*(?P<sub>{_NUMERAL}))?"
    rf"(?:\s*第\s*(?P<paragraph>{_NUMERAL})\s*款)?"
    rf"(?:\s*第?\s*[（(]?\s*(?P<item>{_NUMERAL})\s*[)）]?\s*项)?"
)


@dataclass(frozen=True, slots=True, order=True)
class ArticleNumber:
    """An article, with 之一 as ``sub``, and where named its paragraph (款) and item (项)."""

    article: int
    sub: int = 0
    paragraph: int | None = None
    item: int | None = None

    @property
    def key(self) -> str:
        """As the statute tables write it: ``120`` or ``120-1``."""
        return f"{self.article}-{self.sub}" if self.sub else str(self.article)

    def __str__(self) -> str:
        words = f"第{chinese_numeral(self.article)}条"
        words += f"之{chinese_numeral(self.sub)}" if self.sub else ""
        words += f"第{chinese_numeral(self.paragraph)}款" if self.paragraph else ""
        return words + (f"第{chinese_numeral(self.item)}项" if self.item else "")


def read_numeral(text: str) -> int:
    """Read a Chinese or Arabic whole number below ten thousand.

    Raises:
        ValueError: it is no number.
    """
    if text.isdigit():
        return int(text)
    total = current = 0
    plain = ""
    for character in text:
        if character in _DIGITS:
            current = _DIGITS[character]
            plain += str(current)
        elif character in _UNITS:
            total += (current or 1) * _UNITS[character]
            current, plain = 0, ""
        else:
            raise ValueError("不是数字")
    if not text:
        raise ValueError("不是数字")
    return int(plain) if len(plain) > 1 and not total else total + current


def chinese_numeral(number: int) -> str:
    """Write a whole number from 0 to 9999 in Chinese, as statutes do (10 is 十, 110 is 一百一十)."""
    if not 0 <= number < 10000:
        raise ValueError("只能写 0 到 9999")
    if number == 0:
        return "零"
    words = ""
    gap = False
    for power, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, power)
        if digit:
            words += ("零" if gap and words else "") + "零一二三四五六七八九"[digit] + unit
            gap = False
        elif words:
            gap = True
    return words.removeprefix("一") if words.startswith("一十") else words


def _number(match: re.Match[str]) -> ArticleNumber:
    def part(name: str) -> int | None:
        return read_numeral(match[name]) if match[name] else None

    return ArticleNumber(read_numeral(match["article"]), part("sub") or 0, part("paragraph"), part("item"))


def find_articles(text: str) -> tuple[ArticleNumber, ...]:
    """Every article named in a text, in order."""
    return tuple(_number(match) for match in ARTICLE.finditer(text))


def read_article(text: str) -> ArticleNumber:
    """Read one article: ``86``, ``120-1``, ``第八十二条第七项``.

    Raises:
        ValueError: the text is no article.
    """
    plain = re.fullmatch(r"(\d+)(?:-(\d+))?", text.strip())
    if plain:
        return ArticleNumber(int(plain[1]), int(plain[2] or 0))
    match = ARTICLE.fullmatch(text.strip())
    if match is None:
        raise ValueError("不是条文序号")
    return _number(match)
