"""Money and other quantities as intervals: 伍仟元整, 三百二, 3000多元, 三四脚, 十一斤多.

What is vague stays vague: 三四脚 is 3 to 4, 几十万 is 100,000 to 1,000,000, and the caller compares intervals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from reviewer.extraction.numerals import DIGITS, NUMERALS, chinese_number
from reviewer.reading.text import Matching

__all__ = ["Amount", "Quantity", "chinese_number", "find_amounts", "find_quantities"]

_DIGIT = "".join(DIGITS)
# Atomic, since a run of figures that could be parted in any way would be tried in every way.
_FIGURE = r"(?>(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?)"
_NUMBER = (
    rf"(?:{_FIGURE}(?: (?=[十百千万亿]))?|[{NUMERALS}几]|数(?=[十百千万亿几])|个(?=[亿万])){{1,16}}"
    r"(?:[kKwW](?![A-Za-z]))?"
)
_COUNTED = "[万亿萬億元圆块港美欧日韩泰卢澳新台英个张条斤公千厘米岁次人名位年天小分秒件只辆瓶包]"
_MORE = rf"(?:[多余来](?= ?{_COUNTED}))?"
_VALUE = rf"{_NUMBER} ?{_MORE}(?:[万亿萬億]{{1,2}})?"
_TO = r" ?(?:\(含\))? ?(?:到|至|~+|-+|—+|–+|－) ?"
_CURRENCIES = {
    "新台币": "新台币", "台币": "新台币", "港元": "港元", "港币": "港元", "美元": "美元", "美金": "美元",
    "欧元": "欧元", "日元": "日元", "日币": "日元", "韩元": "韩元", "泰铢": "泰铢", "卢布": "卢布", "澳元": "澳元",
    "英镑": "英镑", "加元": "加元", "人民币": "元", "¥": "元", "$": "美元",
}  # fmt: skip
_NAMED = "|".join(sorted((re.escape(name) for name in _CURRENCIES), key=len, reverse=True))
_YUAN = r"元(?![旦宵里素件老首凶])|圆(?![形圈心桌珠])|块(?:钱)?"
_MONEY = re.compile(
    rf"(?P<about>(?:大约|大概|约|将近|近|不到|小于|少于|低于|不足|至少|超过|差不多|从) ?)?"
    rf"(?P<before>(?:{_NAMED}) ?(?:\(?(?:大写|小写)\)?)? ?:? ?(?:约|近)? ?)?"
    rf"(?:(?P<from>{_VALUE})(?: ?(?:{_YUAN}))?{_TO})?(?P<value>{_VALUE})(?P<rough>多|余)? ?"
    rf"(?P<unit>{_NAMED}|{_YUAN})?(?P<kind>{_NAMED})?"
    rf"(?P<small>(?:[{NUMERALS}\d]{{1,2}} ?[角毛])?(?:零?[{NUMERALS}\d]{{1,2}} ?分)?钱?"
    rf"(?P<tail>(?<=[块角毛])[{_DIGIT}\d](?![\d{NUMERALS}个张块元]))?)"
    rf"(?P<over> ?(?:整|正|\(含\)|左右|上下|以上|以下|以内|多)*)"
)  # fmt: skip
_THINGS = re.compile("[砖石木玻铁钢板瓦煤肉手表电地布蛋糕糖香金银墓田硬]")
_MEASURES = (
    "个多?小时|个多?月|个人|个星期|公里|公斤|公分|千克|毫克|毫升|毫米|厘米|平方米|小时|分钟|秒钟|钟头|巴掌|耳光|拳头|星期|"
    "块|张|个|条|把|根|台|部|辆|瓶|箱|包|袋|只|件|次|拳|脚|下|刀|棍|棒|枪|人|名|位|斤|克|两|吨|米|里|升|秒|天|年|"
    "岁|层|间|粒|颗|支|枚|份|本|册|页|顶|双|套|盒|桶|捆|头|匹|棵|幅|扇|户|处|笔|步|圈|杯|碗|口|针|杆|架|艘|卷|串|副"
)
_QUANTITY = re.compile(
    rf"(?P<about>(?:大约|大概|约|将近|近|不到|至少|超过|差不多|可能) ?)?(?P<good>好)?"
    rf"(?:(?P<from>{_VALUE})(?:{_TO}|[、/] ?))?(?P<value>半|{_VALUE}) ?(?P<half>个半)?"
    rf"(?P<unit>{_MEASURES})(?P<rough>多|左右|上下|以上|以下|半)?"
)  # fmt: skip
_UNITS = {"个人": "人", "名": "人", "位": "人", "个小时": "小时", "个多小时": "小时", "钟头": "小时", "个月": "月",
          "个多月": "月", "个星期": "星期", "千克": "公斤", "公分": "厘米", "秒钟": "秒"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of money: ``text[start:end]``, at least ``low`` and at most ``high``, in ``currency`` (元 is yuan).

    ``soft`` is a value said roughly, ``bound`` the side on which it is open: ``least`` (以上) or ``most`` (不到).
    """

    start: int
    end: int
    low: float
    high: float
    currency: str = "元"
    soft: bool = False
    bound: str = ""

    @property
    def value(self) -> float:
        """The amount, of a range its lower end."""
        return self.low


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of something: ``text[start:end]``, at least ``low`` and at most ``high`` of ``unit``."""

    start: int
    end: int
    low: float
    high: float
    unit: str
    soft: bool = False


def find_amounts(text: str) -> list[Amount]:
    """All amounts of money in a text, in order.

    A number alone is money only where it is the whole text (a filled-in field), is marked by a currency, or ends in k
    or w. 四块 is a quantity; 四块钱 and 三百块 are money.
    """
    copy = Matching.of(text, spaces=True)
    found = []
    for amount in _amounts(copy.text):
        start, end = copy.span(amount.start, amount.end)
        found.append(replace(amount, start=start, end=end))
    return found


def find_quantities(text: str) -> list[Quantity]:
    """All numbers with a measure word, in order; money is left out."""
    copy = Matching.of(text, spaces=True)
    taken = [(amount.start, amount.end) for amount in _amounts(copy.text, field=False)]
    found = []
    for match in _QUANTITY.finditer(copy.text):
        if _inside_number(copy.text, match.start()) or any(
            start < match.end("unit") and match.start("value") < end for start, end in taken
        ):
            continue
        one = _quantity(match)
        if one is not None:
            start, end = copy.span(one.start, one.end)
            found.append(replace(one, start=start, end=end))
    return found


def _inside_number(text: str, position: int) -> bool:
    before = text[position - 1 : position]
    return bool(before) and (before.isdecimal() or before in ".第" or (before.isascii() and before.isalpha()))


def _amounts(text: str, *, field: bool = True) -> Iterator[Amount]:
    whole = text.strip()
    for match in _MONEY.finditer(text):
        sole = field and match[0].strip() == whole
        if not _is_money(match, text, sole=sole):
            continue
        amount = _amount(match)
        if amount is not None:
            yield amount


def _is_money(match: re.Match[str], text: str, *, sole: bool) -> bool:
    start = match.start("from") if match["from"] else match.start("value")
    if not match["before"] and _inside_number(text, start):
        return False
    if sole or match["before"] or match["value"][-1:] in "kKwW":
        return True
    unit = match["unit"]
    if unit != "块" or match["small"]:
        return bool(unit)
    value = _evaluate(match["value"])
    return value is not None and value[0] >= 10 and not _THINGS.match(text, match.end())


def _amount(match: re.Match[str]) -> Amount | None:
    span = _between(match["from"], match["value"], more=bool(match["rough"]))
    if span is None:
        return None
    low, high, soft = span
    coins = _coins(match)
    about, over = (match["about"] or "").strip(), match["over"]
    bound = "most" if about in {"不到", "小于", "少于", "低于", "不足", "近", "将近"} or "以下" in over else ""
    if about in {"至少", "超过"} or "以上" in over:
        bound = "least"
    named = match["kind"] or match["unit"] or ""
    currency = (
        _CURRENCIES.get(named) or _CURRENCIES.get((match["before"] or "").strip(" :").split("(")[0].strip()) or "元"
    )
    end = match.end() - (len(over) - len(over.rstrip()))
    start = match.start("before") if match["before"] else match.start("from" if match["from"] else "value")
    rough = soft or bool(about and about != "从") or bool(re.search("左右|上下|以|多", over))
    return Amount(start, end, float(low + coins), float(high + coins), currency, rough, bound)


def _coins(match: re.Match[str]) -> Decimal:
    """角 and 分 behind the yuan, and the bare figure of 两块五."""
    total = Decimal(0)
    for number, unit in re.findall(rf"([{NUMERALS}\d]+) ?([角毛分])", match["small"]):
        total += (chinese_number(number.lstrip("零") or "零") or Decimal(0)) * (
            Decimal("0.01") if unit == "分" else Decimal("0.1")
        )
    if match["tail"] and not total:
        total += (chinese_number(match["tail"]) or 0) * Decimal("0.1")
    return total


def _quantity(match: re.Match[str]) -> Quantity | None:
    half = Decimal("0.5")
    span = (half, half, False) if match["value"] == "半" else _between(match["from"], match["value"])
    if span is None:
        return None
    low, high, soft = span
    if match["unit"] == "年" and low >= 1900:
        return None  # the year itself
    unit, rough = match["unit"], match["rough"] or ""
    if match["half"] or rough == "半":
        low, high = low + half, high + half
    if rough == "多" or "多" in unit:
        high += _step(high)
    soft = (
        soft or bool(match["about"] or match["good"]) or rough in {"多", "左右", "上下", "以上", "以下"} or "多" in unit
    )
    if match["good"] and match["value"] == "几":
        low = Decimal(3)
    start = match.start("good") if match["good"] else match.start("from" if match["from"] else "value")
    return Quantity(start, match.end(), float(low), float(high), _UNITS.get(unit, unit), soft)


_Span = tuple[Decimal, Decimal, bool]


def _between(first: str | None, second: str, *, more: bool = False) -> _Span | None:
    """A value or a range of two; the first takes the large unit of the second where it has none (两到三万)."""
    last = _evaluate(second)
    if last is None:
        return None
    low, high, soft = last
    if more:
        return low, high + _step(high), True
    if not first:
        return low, high, soft
    begin = _evaluate(first)
    if begin is None:
        return low, high, soft
    start = begin[0]
    shared = re.search(r"[万亿萬億kKwW]+$", second) or re.search(r"[十拾百佰千仟]$", second)
    if shared and not re.search(r"[万亿萬億kKwW]", first) and (shared[0][-1] not in "十百千拾佰仟" or len(first) == 1):
        raised = _evaluate(first + shared[0])
        if raised is not None and raised[0] < high:
            start = raised[0]
    return (min(start, high), max(start, high), True)


def _evaluate(text: str) -> _Span | None:
    """The value of a number that may be vague: 几十, 十几, 三四, 3000多, 十来."""
    plain = text.replace(" ", "").replace("个", "")
    factor = Decimal({"k": 1000, "w": 10000}.get(plain[-1:].lower(), 1))
    plain = plain.rstrip("kKwW").replace("数几", "几").replace("数", "几")
    more = re.search("[多余来]", plain)
    if more:
        head, tail = plain[: more.start()], plain[more.end() :]
        base, scale = chinese_number(head), chinese_number("一" + tail) if tail else Decimal(1)
        if base is None or scale is None:
            return None
        step = _step(base)
        low = base - (step / 10 if more[0] == "来" else 0)
        return low * scale, (base + (step / 2 if more[0] == "来" else step)) * scale, True
    if plain.count("几") == 1:
        return _some(plain)
    pair = _neighbours(plain)
    if pair:
        return pair
    value = chinese_number(plain)
    return None if value is None else (value * factor, value * factor, False)


def _some(plain: str) -> _Span | None:
    at = plain.index("几")
    values = [chinese_number(plain.replace("几", digit)) for digit in "一八九"]
    if any(value is None for value in values):
        return None
    low, eight, nine = (value or Decimal(0) for value in values)
    step = nine - eight
    following = plain[at + 1 : at + 2]
    if at and following not in tuple("十百千拾佰仟"):
        low -= step  # 十几 begins at ten
    return (Decimal(2) if plain == "几" else low), nine + step, True


def _neighbours(plain: str) -> _Span | None:
    """三四, 三五百, 一二十, 十七八: two digits side by side, the second a little larger."""
    for match in re.finditer(rf"(?=([{_DIGIT}])([{_DIGIT}]))", plain):
        first, second = DIGITS[match[1]], DIGITS[match[2]]
        if not 0 < first < second <= first + 2 or len(re.findall(rf"[{_DIGIT}]{{2}}", plain)) > 1:
            return None
        at = match.start()
        low, high = (chinese_number(plain[:at] + digit + plain[at + 2 :]) for digit in match.groups())
        return None if low is None or high is None or low >= high else (low, high, True)
    return None


def _step(value: Decimal) -> Decimal:
    """What 多 can add: the place of the last figure that is not zero."""
    step = Decimal(1)
    if value != int(value) or not value:
        return step
    while value % (step * 10) == 0:
        step *= 10
    return step
