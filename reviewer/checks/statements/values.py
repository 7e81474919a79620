"""Numbers and quantities as people say them, as intervals that hold all they can mean."""

from __future__ import annotations

import re
from dataclasses import dataclass

DIGITS = {
    "〇": 0,
    "零": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "俩": 2,
    "三": 3,
    "仨": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
WIDE = str.maketrans("０１２３４５６７８９：．", "0123456789:.")

CHARACTERS = "〇零一二两俩三仨四五六七八九十百千万亿"
NUMBER = (
    r"(?:\d+(?:,\d{3})*(?:\.\d+)?[十百千万亿]*|"
    rf"[{CHARACTERS}几多好]*[{CHARACTERS}几](?:[、~～\-—至到][{CHARACTERS}]+)?|半)"
)


@dataclass(frozen=True, slots=True)
class Range:
    """All that a number can have meant, ends included. ``soft``: the speaker said so himself (大概, 左右, 几)."""

    low: float
    high: float
    soft: bool = False

    def apart(self, other: Range) -> bool:
        return self.high < other.low or other.high < self.low

    def gap(self, other: Range) -> float:
        """How many times the nearer end of the larger is the nearer end of the smaller; 1 where they meet."""
        if not self.apart(other):
            return 1.0
        low, high = sorted((self, other), key=lambda item: item.low)
        return high.low / max(low.high, 0.01)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit and, where one follows, the thing that was counted."""

    range: Range
    unit: str
    thing: str
    start: int
    end: int


def number(text: str) -> Range | None:
    """Read a number in figures or characters: 十二万, 三百二, 一万三, 十七八, 好几, 3.5万, 百把, 半."""
    text = text.translate(WIDE).replace(",", "") if text[:1].isdigit() else text
    if text == "半":
        return Range(0.5, 0.5)
    plain = re.fullmatch(r"(\d+(?:\.\d+)?)([十百千万亿]*)", text)
    if plain:
        value = float(plain[1])
        for scale in plain[2]:
            value *= SCALES[scale]
        return Range(value, value)
    span = re.fullmatch(rf"([{CHARACTERS}]+)[、~～\-—至到]([{CHARACTERS}]+)", text)
    if span:
        return _joined(span[1], span[2])
    return _spoken(text)


def _joined(first: str, second: str) -> Range | None:
    """六、七; 十五到二十: the first takes over the scale of the second where it has none."""
    low, high = _value(first), _value(second)
    if low is None or high is None:
        return None
    if low < 10 <= high and second[-1] in SCALES and not set(first) & set(SCALES):
        low *= SCALES[second[-1]]
    return Range(min(low, high), max(low, high), soft=True)


def _spoken(text: str) -> Range | None:
    if "几" in text or "多" in text or "好" in text:
        return _several(text)
    pair = re.fullmatch(rf"([{CHARACTERS}]*?)([一二两三四五六七八九])([一二两三四五六七八九])([十百千万]*)", text)
    if (
        pair
        and DIGITS[pair[3]] - DIGITS[pair[2]] in (1, 2)
        and not (pair[1] and pair[1][-1] in "百千万" and not pair[4])
    ):
        low, high = _value(pair[1] + pair[2] + pair[4]), _value(pair[1] + pair[3] + pair[4])
        if low is not None and high is not None:
            return Range(low, high, soft=True)
    value = _value(text)
    return None if value is None else Range(value, value)


def _several(text: str) -> Range | None:
    """几, 好几, 十几, 二十几, 几百, 十几万, 十多."""
    bare = text.replace("好", "")
    bounds = []
    for digit in ("一", "九"):
        filled = bare.replace("几", "三" if digit == "一" and bare[:1] == "几" else digit).replace(
            "多", "" if bare[:1] != "多" else digit
        )
        value = _value(filled)
        if value is None:
            return None
        bounds.append(value)
    low, high = bounds
    if "多" in bare:
        scale = next((SCALES[char] for char in reversed(bare) if char in SCALES), 1)
        high = low + scale * 0.99
    return Range(low, high, soft=True)


def _value(text: str) -> float | None:
    if not text:
        return None
    if all(char in DIGITS for char in text):
        return float(int("".join(str(DIGITS[char]) for char in text)))
    total = section = digit = 0.0
    last = 1.0
    for char in text:
        if char in DIGITS:
            digit = DIGITS[char]
        elif char in SCALES:
            last = SCALES[char]
            if last >= 10_000:
                total, section, digit = total + (section + digit or 1) * last, 0.0, 0.0
            else:
                section, digit = section + (digit or 1) * last, 0.0
        else:
            return None
    if digit and last >= 100 and text[-2:-1] and text[-2] in SCALES:
        digit *= last / 10  # 三百二 is 320, 一万三 is 13,000
    return total + section + digit


# Units by what they measure. The first group of a match is the number.
_UNITS = {
    "money": r"(?:块钱?|元|万元|人民币|块)",
    "person": r"(?:个人|人(?![家民口头工])|名(?:男|女|人)|个(?:男|女|小伙|老头|老太|大人|小孩|陌生人|同伙|弟兄))",
    "blow": r"(?:拳|脚|巴掌|耳光|棍|刀|下(?!午|班|来|去|子)|砖头?|锤|鞭|掌|口(?![人气袋水子供井]))",
    "speed": r"(?:码(?!头)|迈)",
    "weight": r"(?:公?斤|千克|克|两(?![个人点])|吨)",
    "distance": r"(?:公里|里路|米|丈)",
    "duration": r"(?:个?(?:多)?小时|分钟|个?钟头|天|个?月(?!\d|[初中底])|个?星期|个?礼拜|年(?![\d前初底代]))",
    "occasion": r"(?:次|回|趟)",
    "area": r"(?:亩|平方米|平米|平方|公顷)",
    "thing": (
        r"(?:个(?!人|男|女|月|小时|钟|星期|礼拜|多)|只|条|瓶|台|部|辆|件|包|袋|箱|张|把(?!手)|根|块(?!钱)|棵|株|套|双|份|沓|"
        r"车(?![相辆道祸追])|头|匹|盒|罐|杯|支|枚|桶|捆|扇|本|幅|串)"
    ),
}
_SOFT_BEFORE = re.compile(
    r"(?:大概|大约|差不多|约|将近|快|不到|近|至少|起码|最多|估计|好像|可能|怕有|估摸|上|有|也就)$"
)
_SOFT_AFTER = re.compile(r"^(?:左右|上下|许|前后|吧|的样子|多(?!少)|来|出头|不到|光景|开外)")
_QUANTITY = {
    kind: re.compile(rf"(?<![第\d.{CHARACTERS}])({NUMBER})(多|来|把|余)?\s*({unit})(多|半)?")
    for kind, unit in _UNITS.items()
}
_MONEY_BARE = re.compile(
    rf"(?<![第\d.{CHARACTERS}])({NUMBER})(?!\s*[多来]?(?:[个人名位米斤次回趟棵条只台辆年月日天点号岁亩里克瓶包张件套部根块间栋]|平|公|小时|分钟)|[{CHARACTERS}\d几])"
)


def quantities(text: str, *, money_asked: bool = False) -> list[Quantity]:
    """Every quantity of a text in order. Bare numbers of money (十二万, 三百二) count where money was asked for."""
    text = text.translate(WIDE)
    out = [_quantity(kind, found, text) for kind, pattern in _QUANTITY.items() for found in pattern.finditer(text)]
    whole = [item for item in out if item is not None]
    taken = [(item.start, item.end) for item in whole]
    for found in _MONEY_BARE.finditer(text):
        big = any(char in "百千万" for char in found[1]) or (found[1].isdigit() and len(found[1]) >= 3)
        free = not any(start < found.end(1) and found.start(1) < end for start, end in taken)
        value = number(found[1]) if big and free and money_asked else None
        if value is not None:
            after = text[found.end(1) :]
            whole.append(
                Quantity(_softened(value, text[: found.start(1)], after, ""), "money", "", found.start(1), found.end(1))
            )
    return sorted(_unambiguous(whole), key=lambda item: item.start)


def _quantity(kind: str, found: re.Match[str], text: str) -> Quantity | None:
    value = number(found[1])
    if value is None:
        return None
    if kind == "thing" and found[3] == "块" and (value.low >= 20 or text[found.end() :][:1] in ("", "，", "。", "、")):
        return None
    more = (found[2] or "") + (found[4] or "")
    value = _compound(kind, value, found, text)
    before = text[: found.start()]
    if (kind == "person" and before.endswith("有")) or (before.endswith("上") and value.low < 10):
        before = before[:-1]  # 有七个人 and 小腿上两口 are no estimates
    value = _softened(value, before, text[found.end(3) :], more, weight=kind == "weight")
    after = text[found.end() : found.end() + 8]
    thing = re.split(r"[，。、；！？,.;!?（(“”\"的在给被把就都有是也和跟]", after)[0]
    unit = found[3] if kind == "thing" else kind
    return Quantity(value, unit, thing, found.start(), found.end())


def _compound(kind: str, value: Range, found: re.Match[str], text: str) -> Range:
    """十一斤二两, 两米五, 三块五; kilograms and litres are brought to one unit."""
    factor = 1.0
    unit = found[3]
    if kind == "weight":
        factor = {"公斤": 2.0, "千克": 2.0, "克": 0.002, "两": 0.1, "吨": 2000.0}.get(unit, 1.0)
    if kind == "distance":
        factor = {"公里": 1000.0, "里路": 500.0, "丈": 3.3}.get(unit, 1.0)
    if kind == "duration":
        factor = next(
            (
                f
                for key, f in (
                    ("分", 1.0),
                    ("时", 60.0),
                    ("钟", 60.0),
                    ("天", 1440.0),
                    ("星", 10080.0),
                    ("礼", 10080.0),
                    ("月", 43200.0),
                    ("年", 525600.0),
                )
                if key in unit
            ),
            1.0,
        )
    if kind == "money" and unit == "万元" and not found[1].endswith("万"):
        factor = 10_000.0
    if kind == "area":
        factor = {"亩": 667.0, "公顷": 10000.0}.get(unit, 1.0)
    extra = 0.0
    tenths = re.match(rf"([{CHARACTERS}])分", text[found.end() :]) if unit == "亩" else None
    if tenths:
        extra = (number(tenths[1]) or Range(0, 0)).low * 66.7
    rest = re.match(rf"([{CHARACTERS}])(?:两|$|[，。])", text[found.end() :])
    if kind == "weight" and rest and found[3] == "斤":
        extra = (number(rest[1]) or Range(0, 0)).low * 0.1
    return Range(value.low * factor + extra, value.high * factor + extra, value.soft)


def _softened(value: Range, before: str, after: str, more: str, *, weight: bool = False) -> Range:
    soft_before, soft_after = _SOFT_BEFORE.search(before), _SOFT_AFTER.search(after)
    if not (soft_before or soft_after or more):
        return value
    less = bool(soft_before and soft_before[0] in ("将近", "快", "不到", "近", "最多")) or after.startswith("不到")
    above = (
        bool(more)
        or bool(soft_after and soft_after[0] in ("多", "来", "出头", "开外"))
        or bool(soft_before and soft_before[0] in ("至少", "起码", "上"))
    )
    slack = 0.15
    low = value.low * (1.0 if above and not less else 1 - slack)
    top = value.high
    scale = 10.0 ** max(len(str(int(max(value.low, 1)))) - 1, 0)
    high = (
        top
        if less
        else top
        + (scale * 0.99 if above and value.low % scale == 0 else max(top * slack, 0.99 if weight or above else 0))
    )
    if less:
        low = value.low * 0.75
    return Range(low, high, soft=True)


def _unambiguous(found: list[Quantity]) -> list[Quantity]:
    """Of two readings of the same characters the longer one."""
    kept: list[Quantity] = []
    for item in sorted(found, key=lambda one: (one.start - one.end, one.start)):
        if not any(item.start < other.end and other.start < item.end for other in kept):
            kept.append(item)
    return kept
