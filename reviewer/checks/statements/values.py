"""Numbers, quantities and times as people say them, as intervals that hold all they can mean."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

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

_CN = "〇零一二两俩三仨四五六七八九十百千万亿"
NUMBER = rf"(?:\d+(?:,\d{{3}})*(?:\.\d+)?[十百千万亿]*|[{_CN}几多好]*[{_CN}几](?:[、~～\-—至到][{_CN}]+)?|半)"


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
    span = re.fullmatch(rf"([{_CN}]+)[、~～\-—至到]([{_CN}]+)", text)
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
    pair = re.fullmatch(rf"([{_CN}]*?)([一二两三四五六七八九])([一二两三四五六七八九])([十百千万]*)", text)
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
    "blow": r"(?:拳|脚|巴掌|耳光|棍|刀|下(?!午|班|来|去|子)|砖头?|锤|鞭|掌)",
    "weight": r"(?:公?斤|千克|克|两(?![个人点])|吨)",
    "distance": r"(?:公里|里路|米|丈)",
    "duration": r"(?:个?(?:多)?小时|分钟|个?钟头|天|个?月(?!\d|[初中底])|个?星期|个?礼拜|年(?![\d前初底代]))",
    "occasion": r"(?:次|回|趟)",
    "thing": r"(?:个(?!人|男|女|月|小时|钟|星期|礼拜|多)|只|条|瓶|台|部|辆|件|包|袋|箱|张|把(?!手)|根|块(?!钱)|棵|株|套|双|份|沓|头|匹|盒|罐|杯|支|枚|桶|捆|扇|本|幅|串)",
}
_SOFT_BEFORE = re.compile(
    r"(?:大概|大约|差不多|约|将近|快|不到|近|至少|起码|最多|估计|好像|可能|怕有|估摸|上|有|也就)$"
)
_SOFT_AFTER = re.compile(r"^(?:左右|上下|许|前后|吧|的样子|多(?!少)|来|出头|不到|光景|开外)")
_QUANTITY = {
    kind: re.compile(rf"(?<![第\d.{_CN}])({NUMBER})(多|来|把|余)?\s*({unit})(多|半)?") for kind, unit in _UNITS.items()
}
_MONEY_BARE = re.compile(
    rf"(?<![第\d.{_CN}])({NUMBER})(?!\s*[多来]?(?:[个人名位米斤次回趟棵条只台辆年月日天点号岁亩里克瓶包张件套部根块间栋]|平|公|小时|分钟)|[{_CN}\d几])"
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
    value = _softened(value, text[: found.start()], text[found.end(3) :], more, weight=kind == "weight")
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
    extra = 0.0
    rest = re.match(rf"([{_CN}])(?:两|$|[，。])", text[found.end() :])
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


@dataclass(frozen=True, slots=True)
class When:
    """A time as said: days (ordinals, ends included) and minutes of the day, each unknown where it was not said."""

    days: tuple[int, int] | None = None
    minutes: tuple[int, int] | None = None
    soft: bool = False
    half_day: bool = False  # morning or evening was not said
    start: int = 0
    end: int = 0

    def apart(self, other: When) -> float:
        """By how many minutes two times cannot be one; 0 where they can be."""
        if self.days and other.days:
            off = max(self.days[0] - other.days[1], other.days[0] - self.days[1], 0)
            if off > 0:
                late = self._late() and other._late()
                return 0.0 if off == 1 and late else off * 1440.0
        if self.minutes is None or other.minutes is None:
            return 0.0
        return min(_off(one, two) for one in self._readings() for two in other._readings())

    def _late(self) -> bool:
        """Around midnight one night carries two dates."""
        return self.minutes is not None and (self.minutes[0] < 360 or self.minutes[1] > 1320)

    def _readings(self) -> list[tuple[int, int]]:
        if self.minutes is None:
            return []
        low, high = self.minutes
        return [(low, high), (low + 720, high + 720)] if self.half_day and low < 720 else [(low, high)]


def _off(one: tuple[int, int], two: tuple[int, int]) -> float:
    """Distance of two stretches of the clock, around midnight too."""
    return float(min(max(one[0] + turn - two[1], two[0] - one[1] - turn, 0) for turn in (-1440, 0, 1440)))


_PARTS = {
    "凌晨": (0, 360),
    "后半夜": (0, 330),
    "半夜": (1320, 1740),
    "深夜": (1260, 1680),
    "夜里": (1080, 1740),
    "夜间": (1080, 1740),
    "大清早": (270, 510),
    "清早": (270, 540),
    "清晨": (270, 510),
    "早晨": (300, 600),
    "早上": (300, 660),
    "一早": (300, 600),
    "今早": (300, 660),
    "上午": (420, 740),
    "中午": (660, 870),
    "正午": (690, 780),
    "晌午": (660, 840),
    "下午": (720, 1140),
    "午后": (750, 1020),
    "傍晚": (990, 1230),
    "天黑": (1020, 1260),
    "擦黑": (1020, 1230),
    "晚上": (1050, 1560),
    "当晚": (1050, 1560),
    "今晚": (1050, 1560),
    "昨晚": (1050, 1560),
    "夜晚": (1080, 1620),
    "晚饭后": (1050, 1290),
    "晚饭": (1020, 1230),
    "午饭": (660, 810),
    "中饭": (660, 810),
    "早饭": (360, 570),
    "那晚": (1050, 1560),
    "头晚": (1050, 1560),
}
_PART = "|".join(sorted(_PARTS, key=len, reverse=True))
_N = rf"(?:\d{{1,2}}|[{_CN}]{{1,3}})"
_CLOCK = re.compile(
    rf"(?P<part>{_PART}|晚|早)?的?(?P<soft>大概|大约|差不多|约|快|将近|不到|好像是?|可能是?|是|刚过|快到|刚到)?"
    rf"(?:(?P<h>\d{{1,2}}):(?P<m>\d\d)|(?P<hour>[\d{_CN}]{{1,3}}(?:[、，,~～\-—到至][\d{_CN}]{{1,3}})?)(?:点|(?<!小)时(?!候|间|刻|常|不时))"
    rf"(?P<tail>来?钟|多|半|一刻|三刻|整|{_N}分?|零\w分?|差\w+分?|过{_N}分?|敲过|过)?(?P<more>不到|左右|前后|许|多|的样子|过后|以后|上下|光景|过一?点)?)"
)
_DATE = re.compile(
    rf"(?:(?P<y>\d{{4}})年)?(?P<mo>{_N})月(?:份)?(?:(?P<d>{_N})[号日]?(?!\d|[个点])|(?P<soft>初|上旬|中旬|下旬|底|末|中))?|(?<![月\d{_CN}])(?P<only>{_N})[号](?!楼|包间|门|院|房|线|车|店|桌|台|机|库|仓)"
)
_RELATIVE = {"今天": 0, "今晚": 0, "今早": 0, "昨天": -1, "昨晚": -1, "昨夜": -1, "前天": -2, "前晚": -2, "大前天": -3}
_LUNAR = re.compile(r"农历|阴历|腊月|正月|初[一二三四五六七八九十]|三月三|小年|除夕|大年")


def times(text: str, *, base: date | None = None, part: str = "") -> list[When]:
    """The times of a text in order. ``base`` is the day of the record (for 昨晚 and a missing year), ``part`` a part of the day from the question."""
    text = text.translate(WIDE)
    found = [*_clocks(text, part), *_dates(text, base), *_relative(text, base)]
    found.extend(_parts(text, found))
    return sorted(found, key=lambda when: when.start)


def hull(found: list[When]) -> When | None:
    """One time out of all that an answer says: the days together, the minutes together."""
    days = [when.days for when in found if when.days]
    clocks = [when for when in found if when.minutes]
    exact = [when for when in clocks if when.end - when.start > 0 and not _is_part(when)] or clocks
    if not days and not exact:
        return None
    minutes = [when.minutes for when in exact if when.minutes]
    return When(
        _common(days) if days else None,
        _common(minutes) if minutes else None,
        any(when.soft for when in found),
        all(when.half_day for when in exact) if exact else False,
        min(when.start for when in found),
        max(when.end for when in found),
    )


def _common(stretches: list[tuple[int, int]]) -> tuple[int, int]:
    """What several ways of saying one time share; all of it where they share nothing."""
    low, high = max(one[0] for one in stretches), min(one[1] for one in stretches)
    return (low, high) if low <= high else (min(one[0] for one in stretches), max(one[1] for one in stretches))


def _is_part(when: When) -> bool:
    return when.minutes is not None and when.minutes[1] - when.minutes[0] >= 120


def _clocks(text: str, part: str) -> list[When]:
    out: list[When] = []
    last = part
    for found in _CLOCK.finditer(text):
        hour = number(found["h"] or found["hour"])
        if hour is None or hour.high > 24 or (found["hour"] and re.match(r"(?:钟头|小时|个)", text[found.end() :])):
            continue
        if (
            re.search(r"(?:[一两几]|[^上下]这|那|有)$", text[: found.start()])
            and found["hour"] == "一"
            and not found["part"]
        ):
            continue  # 有一点, 早一点: no time
        if found["hour"] == "一" and not (found["part"] or found["tail"] or found["more"]) and not last:
            continue
        last = found["part"] or last_part(text[: found.start()]) or last
        out.append(_clock(found, hour, last))
    return out


def _clock(found: re.Match[str], hour: Range, part: str) -> When:
    low, high = _tail(hour, found["m"] or found["tail"] or "")
    soft = (
        bool(found["soft"] and found["soft"] != "是")
        or bool(found["more"])
        or hour.soft
        or found["tail"] in ("多", "来钟")
    )
    if found["more"] == "不到" or (found["soft"] or "") in ("不到", "快", "将近", "快到"):
        low, high = low - 30, low
    elif found["more"] in ("过后", "以后", "过一点", "过点", "多"):
        high = low + 45
    elif soft and found["tail"] != "多":
        low, high = low - 30, high + 30
    bounds = _PARTS.get(part) or {"晚": (1050, 1560), "早": (270, 660)}.get(part)
    half = bounds is None and hour.high <= 12 and hour.low >= 1
    if bounds is not None and low < 780 and hour.high <= 12:
        middle = sum(bounds) / 2
        shift = min(
            (-720, 0, 720, 1440) if hour.low == 12 else (0, 720, 1440),
            key=lambda turn: abs((low + high) / 2 + turn - middle),
        )
        low, high = low + shift, high + shift
    return When(None, (int(low), int(high)), soft, half, found.start(), found.end())


def _tail(hour: Range, tail: str) -> tuple[float, float]:
    low, high = hour.low * 60, hour.high * 60
    if tail == "半":
        return low + 30, high + 30
    if tail in ("一刻", "三刻"):
        return low + (15 if tail == "一刻" else 45), high + (15 if tail == "一刻" else 45)
    if tail == "多":
        return low, high + 59
    if tail == "来钟":
        return low - 15, high + 45
    if tail.startswith("差"):
        minutes = number(tail[1:].rstrip("分"))
        return (low - minutes.high, high - minutes.low) if minutes else (low, high)
    minutes = number(tail.lstrip("零过").rstrip("分")) if tail and tail not in ("整", "钟", "敲过", "过") else None
    if minutes and minutes.high < 60:
        return low + minutes.low, high + minutes.high
    return low, high + (59 if hour.soft else 0)


def _dates(text: str, base: date | None) -> list[When]:
    out = []
    for found in _DATE.finditer(text):
        if _LUNAR.search(text[max(found.start() - 4, 0) : found.end()]):
            continue
        days = _days(found, base)
        if days is not None:
            out.append(When(days, None, bool(found["soft"]), False, found.start(), found.end()))
    return out


def _days(found: re.Match[str], base: date | None) -> tuple[int, int] | None:
    month = number(found["mo"]) if found["mo"] else None
    day = number(found["d"] or found["only"] or "") if (found["d"] or found["only"]) else None
    year = int(found["y"]) if found["y"] else (base.year if base else 2000)
    if month is None and base is None:
        return None
    first = int(month.low) if month else base.month if base else 1
    bounds = {
        "初": (1, 10),
        "上旬": (1, 10),
        "中旬": (10, 20),
        "中": (10, 20),
        "下旬": (20, 31),
        "底": (21, 31),
        "末": (21, 31),
    }
    low, high = bounds[found["soft"]] if found["soft"] else (int(day.low), int(day.high)) if day else (1, 31)
    try:
        start = date(year, first, low).toordinal()
    except ValueError:
        return None
    if base and not found["y"] and start > base.toordinal() + 1:
        start = _shifted(start, base, by_year=month is not None)
    return start, start + high - low


def _shifted(start: int, base: date, *, by_year: bool) -> int:
    """A day that would lie after the record was the same day of the year, or of the month, before."""
    day = date.fromordinal(start)
    if by_year:
        return date(day.year - 1, day.month, min(day.day, 28)).toordinal() + max(day.day - 28, 0)
    back = date(base.year, base.month, 1) - timedelta(days=1)
    return date(back.year, back.month, min(day.day, back.day)).toordinal()


def _relative(text: str, base: date | None) -> list[When]:
    if base is None:
        return []
    out = []
    for word, shift in _RELATIVE.items():
        at = text.find(word)
        if at >= 0 and not (at and text[at - 1] == "大" and shift == -2):
            day = base.toordinal() + shift
            out.append(When((day, day), None, False, False, at, at + len(word)))
    return out


def _parts(text: str, found: list[When]) -> list[When]:
    """Parts of the day that no clock time follows."""
    out = []
    for part in re.finditer(_PART, text):
        if not any(when.minutes and when.start <= part.start() < when.end for when in found):
            low, high = _PARTS[part[0]]
            out.append(When(None, (low, high), True, False, part.start(), part.end()))
    return out


def part_of_day(text: str) -> str:
    """The part of the day that a question names."""
    found = re.search(_PART, text)
    return found[0] if found else ""


def last_part(text: str) -> str:
    """The last part of the day that a text names."""
    named = re.findall(_PART, text)
    return named[-1] if named else ""
