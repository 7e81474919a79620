"""Times as people say them: days and minutes of the day, each as all it can mean."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from reviewer.checks.statements.values import CHARACTERS, WIDE, Range, number


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
            if off == 1 and self._late() and other._late():
                gap = min(_between(one, two) for one in self._nights() for two in other._nights())
                return gap if gap >= 120 else 0.0
            if off > 0:
                return off * 1440.0
        if self.minutes is None or other.minutes is None:
            return 0.0
        return min(_off(one, two) for one in self._readings() for two in other._readings())

    def _late(self) -> bool:
        """Around midnight one night carries two dates."""
        return self.minutes is not None and (self.minutes[0] < 360 or self.minutes[1] > 1320)

    def _nights(self) -> list[tuple[int, int]]:
        """The stretches that a time of the night can mean: people give the small hours either date."""
        if self.days is None or self.minutes is None:
            return []
        low, high = (self.days[0] * 1440 + self.minutes[0], self.days[1] * 1440 + self.minutes[1])
        return [(low, high), (low + 1440, high + 1440)] if self.minutes[0] < 360 else [(low, high)]

    def _readings(self) -> list[tuple[int, int]]:
        if self.minutes is None:
            return []
        low, high = self.minutes
        return [(low, high), (low + 720, high + 720)] if self.half_day and low < 720 else [(low, high)]


def _between(one: tuple[int, int], two: tuple[int, int]) -> float:
    return float(max(one[0] - two[1], two[0] - one[1], 0))


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
    "前晌": (420, 740),
    "头晌": (420, 740),
    "上半天": (420, 740),
    "上午": (420, 740),
    "中午": (660, 870),
    "正午": (690, 780),
    "晌午": (660, 840),
    "后晌": (720, 1140),
    "下半天": (720, 1140),
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
_N = rf"(?:\d{{1,2}}|[{CHARACTERS}]{{1,3}})"
_CLOCK = re.compile(
    rf"(?P<part>{_PART}|晚|早)?的?(?P<soft>大概|大约|差不多|约|快|将近|不到|好像是?|可能是?|是|刚过|快到|刚到)?"
    rf"(?:(?P<h>\d{{1,2}}):(?P<m>\d\d)|(?P<hour>[\d{CHARACTERS}]{{1,3}}(?:[、，,~～\-—到至][\d{CHARACTERS}]{{1,3}})?)(?:点|(?<!小)时(?!候|间|刻|常|不时))"
    rf"(?P<tail>来?钟|多|半|一刻|三刻|整|{_N}分?|零\w分?|差\w+分?|过{_N}分?|敲过|过)?(?P<more>不到|左右|前后|许|多|的样子|过后|以后|上下|光景|过一?点)?)"
)
_DATE = re.compile(
    rf"(?:(?P<y>\d{{4}})年)?(?P<mo>{_N})月(?:份)?(?:(?P<d>{_N})[号日]?(?!\d|[个点])|(?P<soft>初|上旬|中旬|下旬|底|末|中))?|(?<![月\d{CHARACTERS}])(?P<only>{_N})[号](?!楼|包间|门|院|房|线|车|店|桌|台|机|库|仓)"
)
_RELATIVE = {"今天": 0, "今晚": 0, "今早": 0, "昨天": -1, "昨晚": -1, "昨夜": -1, "前天": -2, "前晚": -2, "大前天": -3}
_LUNAR = re.compile(r"农历|阴历|腊月|正月|初[一二三四五六七八九十]|三月三|小年|除夕|大年")


def times(text: str, *, base: date | None = None, part: str = "") -> list[When]:
    """The times of a text in order.

    ``base`` is the day of the record (for 昨晚 and a missing year), ``part`` a part of the day from the question.
    """
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
