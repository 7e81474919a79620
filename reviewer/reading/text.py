"""Text on a matching copy: normalised so that patterns match, with an exact way back to the original.

The stored text is evidence and is never changed. The copy folds full-width forms, repairs radicals and compatibility
ideographs, drops what cannot be seen and, unless asked otherwise, all white space. It folds by explicit tables and not
by NFKC, which would turn an enclosed ① into 1 and ㈠ into (一).
"""

from __future__ import annotations

import logging
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from math import gcd

_KANGXI = (  # U+2F00–2FD5 in order
    "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈"
    "户手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽"
    "老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨青非面革韋韭音頁風飛食首香馬"
    "骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黄黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠"
)
"""As Unicode decomposes them, but 户, 青 and 黄 as they are written on the mainland."""

# The radicals supplement, U+2E80–2EF3 in order: fonts of real PDFs print these for ordinary characters, and NFKC knows
# two of them.
_SUPPLEMENT = (
    "⺀厂乛乚乙亻冂几刀刂卜卩小小兀尣尢尢巳幺彑彐忄心扌攵⺚旡日月歹母民氵水灬爪爪丬牛犭王疋目示礻竹糹纟网罒网网网羊羊羊老"
    "肀聿肉臼艹艹艹虎衤西西见角角讠贝足车辶辶辶阝钅長镸长门阜阝雨青韦页风飞食食饣饣首马骨鬼鱼鸟卤麦黄黾齐齐齿齿龙龙龟龟龟"
)
_PUNCTUATION = {
    "，": ",", "：": ":", "；": ";", "！": "!", "？": "?", "（": "(", "）": ")", "．": ".", "／": "/", "－": "-",
    "～": "~", "＝": "=", "＋": "+", "％": "%", "＂": '"', "＇": "'", "｜": "|", "＊": "*", "＃": "#", "＠": "@",
    "＆": "&", "＜": "<", "＞": ">", "＿": "_", "＼": "\\", "＄": "$", "￥": "¥", "︰": ":", "∶": ":", "﹕": ":",
    "﹔": ";", "﹐": ",", "﹒": ".", "﹑": "、", "﹖": "?", "﹗": "!", "﹙": "(", "﹚": ")",
    "−": "-", "‐": "-", "‑": "-", "⸺": "—", "―": "—", "•": "·", "・": "·", "‧": "·", "･": "·", "∙": "·", "⋅": "·",
    "［": "[", "］": "]", "【": "[", "】": "]", "〔": "[", "〕": "]", "〖": "[", "〗": "]",
}  # fmt: skip
_BLANKS = "\t\n\v\f\r \x85\u00a0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_UNSEEN = (
    *range(0x09), *range(0x0E, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0), 0xAD, 0x34F, 0x180E,
    *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF, *range(0xFE00, 0xFE10),
)  # fmt: skip


def _folding() -> dict[int, str | None]:
    """What every character of the copy becomes; each stays one character or is dropped, so the map back is simple."""
    table: dict[int, str | None] = {ord(one): other for one, other in _PUNCTUATION.items()}
    for first, block in ((0x2E80, _SUPPLEMENT), (0x2F00, _KANGXI)):
        table.update({first + index: other for index, other in enumerate(block)})
    for code in range(0xF900, 0xFADA):  # compatibility ideographs: each has one canonical character or is its own
        ordinary = unicodedata.normalize("NFC", chr(code))
        if ordinary != chr(code):
            table[code] = ordinary
    for low, high in (("０", "９"), ("Ａ", "Ｚ"), ("ａ", "ｚ")):
        table.update({code: chr(code - 0xFEE0) for code in range(ord(low), ord(high) + 1)})
    table.update({ord(blank): " " for blank in _BLANKS})
    table.update(dict.fromkeys(_UNSEEN))
    return table


_WITH_SPACES = _folding()
_WITHOUT_SPACES = _WITH_SPACES | {ord(blank): None for blank in _BLANKS}
_UNSEEN_RUN = re.compile("[" + "".join(f"\\u{code:04x}" for code in _UNSEEN) + "]+")
_DROPPED_RUN = re.compile("[" + "".join(f"\\u{code:04x}" for code in (*_UNSEEN, *map(ord, _BLANKS))) + "]+")

# The zeros of a Chinese-numeral date, written with a look-alike (二О二六年, 二○二六年, 二0二六年三月一○日).
_DIGIT = "[〇○◯ОоΟοOo0零一二三四五六七八九]"
_CHINESE_DATE = re.compile(
    rf"[一二] ?{_DIGIT} ?{_DIGIT} ?{_DIGIT} ?年(?: ?(?:{_DIGIT}|十){{1,3}} ?月(?: ?(?:{_DIGIT}|[十廿卅]){{1,3}} ?日)?)?"
)
_ZEROS = str.maketrans(dict.fromkeys("○◯ОоΟοOo0零", "〇"))


@dataclass(frozen=True, slots=True)
class Matching:
    """A text folded for matching, one character for one, with the way back.

    ``starts`` and ``shifts`` say where the copy has left something out: from character ``starts[i]`` of the copy on,
    the original lies ``shifts[i]`` further to the right.
    """

    text: str
    length: int
    starts: tuple[int, ...] = (0,)
    shifts: tuple[int, ...] = (0,)

    @classmethod
    def of(cls, text: str, *, spaces: bool = False) -> Matching:
        """Fold a text.

        Args:
            text: the original.
            spaces: keep white space (each character of it as one blank) instead of leaving all of it out.
        """
        folded = text.translate(_WITH_SPACES if spaces else _WITHOUT_SPACES)
        if "年" in folded:
            folded = _CHINESE_DATE.sub(lambda match: match[0].translate(_ZEROS), folded)
        if len(folded) == len(text):
            return cls(folded, len(text))
        starts, shifts, left_out = [0], [0], 0
        for run in (_UNSEEN_RUN if spaces else _DROPPED_RUN).finditer(text):
            start = run.start() - left_out
            left_out += run.end() - run.start()
            starts.append(start)
            shifts.append(left_out)
        return cls(folded, len(text), tuple(starts), tuple(shifts))

    def origin(self, index: int) -> int:
        """The index in the original of a character of the copy; the end of the copy is the end of the original.

        Raises:
            IndexError: the copy has no such character.
        """
        if not 0 <= index <= len(self.text):
            raise IndexError(index)
        if index == len(self.text):
            return self.length
        return index + self.shifts[bisect_right(self.starts, index) - 1]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The part of the original that ``text[start:end]`` was made of; an empty part is a place between two."""
        if start >= end:
            at = self.origin(start)
            return at, at
        return self.origin(start), self.origin(end - 1) + 1


def compact(text: str) -> str:
    """The matching copy without white space, where no way back is needed."""
    return Matching.of(text).text


def doubled(text: str) -> str:
    """Collapse every line in which each character stands k times in a row (double-struck bold: 行行行政政政).

    Digits alone are never collapsed, nor a word that is so by nature (妈妈爸爸, 高高兴兴).
    """
    return "".join(_single(line) for line in text.splitlines(keepends=True))


def _single(line: str) -> str:
    runs = [(character, len(list(run))) for character, run in groupby(line)]
    inked = [(character, length) for character, length in runs if not character.isspace()]
    times = gcd(*(length for _, length in inked))
    if times < 2 or len(inked) < (2 if times > 2 else 3) or not any("一" <= one <= "鿿" for one, _ in inked):
        return line
    return "".join(
        character * (max(length // times, 1) if character not in "\r\n" else length)
        if character.isspace()
        else character * (length // times)
        for character, length in runs
    )


_CID = re.compile(r"\(cid:\d+\)")
_UNREADABLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ue000-\uf8ff\ufffc-\uffff\U000f0000-\U0010ffff\ud800-\udfff]"
)


def garbled(text: str) -> float:
    """The share of glyphs that no reader could use: ``(cid:N)``, private use, U+FFFD and control characters.

    Returns:
        0 to 1, white space not counted; 0 for a text without a glyph.
    """
    glyphs = _CID.sub("\ufffd", text)
    inked = len("".join(glyphs.split()))
    bad = len(_UNREADABLE.findall(glyphs))
    return min(bad / inked, 1.0) if inked else 0.0


@cache
def _segmenter() -> Callable[[str], list[str]]:
    """jieba's dictionary, read without its cache: that is a marshal file under a guessable name in a shared folder."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba

    jieba.setLogLevel(logging.CRITICAL)
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    cut: Callable[[str], list[str]] = tokenizer.lcut
    return cut


def words(text: str) -> list[str]:
    """The words of a text by jieba's dictionary, in order; joined they are the text again. Writes no file."""
    return list(_segmenter()(text))
