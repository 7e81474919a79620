"""Text on a matching copy: normalised so that patterns match, with an exact way back to the original.

The stored text is evidence and is never changed. The copy folds full-width forms, repairs Kangxi radicals and
compatibility ideographs, and leaves white space out; enclosed figures (①, ㈠) stay as they are, which is why this is
no blanket NFKC.
"""

from __future__ import annotations

import logging
import re
import tempfile
import unicodedata
from dataclasses import dataclass
from functools import cache

# CJK radicals supplement (U+2E80–2EF3) that real PDFs print for ordinary characters; NFKC knows none of these.
_RADICALS = {
    "⺁": "厂", "⺄": "乙", "⺆": "冂", "⺇": "几", "⺈": "刀", "⺊": "卜", "⺋": "卩", "⺌": "小", "⺍": "小", "⺎": "兀",
    "⺒": "巳", "⺓": "幺", "⺔": "彑", "⺕": "彐", "⺖": "忄", "⺗": "心", "⺘": "扌", "⺙": "攵", "⺛": "旡", "⺜": "日",
    "⺝": "月", "⺞": "歹", "⺟": "母", "⺠": "民", "⺡": "氵", "⺢": "水", "⺣": "灬", "⺤": "爪", "⺥": "爪", "⺦": "丬",
    "⺧": "牛", "⺨": "犭", "⺩": "王", "⺪": "疋", "⺫": "目", "⺬": "示", "⺭": "礻", "⺮": "竹", "⺯": "糸", "⺰": "纟",
    "⺱": "网", "⺲": "罒", "⺳": "网", "⺴": "网", "⺵": "网", "⺶": "羊", "⺷": "羊", "⺸": "羊", "⺹": "老", "⺺": "肀",
    "⺻": "聿", "⺼": "肉", "⺽": "臼", "⺾": "艹", "⺿": "艹", "⻀": "艹", "⻁": "虎", "⻂": "衤", "⻃": "西", "⻄": "西",
    "⻅": "见", "⻆": "角", "⻇": "角", "⻈": "讠", "⻉": "贝", "⻊": "足", "⻋": "车", "⻌": "辶", "⻍": "辶", "⻎": "辶",
    "⻏": "阝", "⻐": "钅", "⻑": "長", "⻒": "镸", "⻓": "长", "⻔": "门", "⻕": "阜", "⻖": "阝", "⻗": "雨", "⻘": "青",
    "⻙": "韦", "⻚": "页", "⻛": "风", "⻜": "飞", "⻝": "食", "⻞": "食", "⻟": "饣", "⻠": "饣", "⻡": "首", "⻢": "马",
    "⻣": "骨", "⻤": "鬼", "⻥": "鱼", "⻦": "鸟", "⻧": "卤", "⻨": "麦", "⻩": "黄", "⻪": "黾", "⻫": "齐", "⻬": "齐",
    "⻭": "齿", "⻮": "齿", "⻯": "龙", "⻰": "龙", "⻱": "龟", "⻲": "龟", "⻳": "龟",
}  # fmt: skip
_PUNCTUATION = {
    "，": ",", "：": ":", "；": ";", "！": "!", "？": "?", "（": "(", "）": ")", "．": ".", "／": "/", "－": "-",
    "～": "~", "＝": "=", "＋": "+", "％": "%", "＂": '"', "＇": "'", "｜": "|", "＊": "*", "＃": "#", "＠": "@",
    "⸺": "—", "﹕": ":", "﹔": ";", "﹐": ",", "︰": ":", "∶": ":", "﹙": "(", "﹚": ")", "［": "[", "］": "]",
    "【": "[", "】": "]", "〔": "[", "〕": "]", "〖": "[", "〗": "]",
}  # fmt: skip
_SPACES = "".join(chr(code) for code in (*range(0x2000, 0x2010), 0x3000, 0xA0, 0x202F, 0x205F, 0xFEFF, 0x2060, 0xAD))


@cache
def _table() -> dict[int, str]:
    table: dict[int, str] = {ord(one): other for one, other in (_RADICALS | _PUNCTUATION).items()}
    for code in (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFAFF), *range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF5B)):
        folded = unicodedata.normalize("NFKC", chr(code))
        if len(folded) == 1 and folded != chr(code):
            table[code] = folded
    for code in (*range(0x20), *range(0x7F, 0xA0)):
        table[code] = " " if chr(code) in "\t\n\r\x0b\x0c" else "\x00"
    table.update({ord(one): " " for one in _SPACES})
    return table


# A zero of a Chinese-numeral year written with a look-alike (二О二六年, 二○二六年, 二0二六年).
_YEAR = re.compile(r"[二一][\s]*[〇○◯ОοOo0零九][\s]*[〇○◯ОοOo0零一二三四五六七八九][\s]*[〇○◯ОοOo0零一二三四五六七八九][\s]*年")
_ZEROS = str.maketrans({zero: "〇" for zero in "○◯ОοOo0零"})


@dataclass(frozen=True, slots=True)
class Matching:
    """A text folded for matching; ``places[i]`` is the index in the original of character ``i``."""

    text: str
    places: tuple[int, ...] | None
    length: int

    @classmethod
    def of(cls, text: str, *, spaces: bool = False) -> Matching:
        """Fold a text.

        Args:
            spaces: keep white space (each as one blank) instead of leaving all of it out.
        """
        folded = text.translate(_table())
        if "年" in folded and _YEAR.search(folded):
            folded = _YEAR.sub(lambda match: match[0].translate(_ZEROS), folded)
        if not spaces and " " not in folded and "\x00" not in folded:
            return cls(folded, None, len(text))
        unwanted = "\x00" if spaces else "\x00 "
        places = tuple(index for index, character in enumerate(folded) if character not in unwanted)
        kept = "".join(character for character in folded if character not in unwanted)
        return cls(kept, places, len(text))

    def origin(self, index: int) -> int:
        """The index in the original of a character of the copy."""
        return index if self.places is None else self.places[index]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The part of the original that ``text[start:end]`` was made of."""
        if start >= end:
            at = self.origin(start) if start < len(self.text) else self.length
            return at, at
        return self.origin(start), self.origin(end - 1) + 1


def compact(text: str) -> str:
    """The matching copy without white space, where no way back is needed."""
    return Matching.of(text).text


def doubled(text: str) -> str:
    """Collapse a text in which every character stands k times in a row (double-struck bold)."""
    for times in (4, 3, 2):
        if len(text) >= 2 * times and len(text) % times == 0:
            single = text[::times]
            if all(single[index // times] == character for index, character in enumerate(text)):
                return single
    return text


_CID = re.compile(r"\(cid:\d+\)")


def garbled(text: str) -> float:
    """The share of characters that no reader could use: ``(cid:N)``, private use, U+FFFD, control characters."""
    if not text:
        return 0.0
    bad = sum(len(match) for match in _CID.findall(text))
    for character in text:
        code = ord(character)
        if 0xE000 <= code <= 0xF8FF or code == 0xFFFD or (code < 32 and character not in "\t\n\r\x0b\x0c"):
            bad += 1
    return bad / len(text)


@cache
def _segmenter():  # type: ignore[no-untyped-def]  # jieba has no annotations
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba

    jieba.setLogLevel(logging.ERROR)
    jieba.dt.tmp_dir = tempfile.gettempdir()
    return jieba.dt


def words(text: str) -> list[str]:
    """The words of a text, by jieba's dictionary."""
    return list(_segmenter().lcut(text))
