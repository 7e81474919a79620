"""The grammar of times: one expression of a moment taken apart into what it says, without working out when that is.

Works on a matching copy that keeps white space as single blanks, because blanks part the day from the hour in
``2026.3.1 18:22``; between the figures and their units any number of blanks may stand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from reviewer.extraction.numerals import DIGITS, chinese_number

_DIGIT = "".join(DIGITS)
_SMALL_NUMBER = rf"(?:\d(?: ?\d)?(?! ?\d)|[{_DIGIT}十廿卅]{{1,4}})"
JOIN = r" *(?:至|到|~+|-+|—+|–+|－)+ *"
_BARE = rf"(?= ?(?:至|到|~+|-+|—+|–+) ?{_SMALL_NUMBER} *"

_NUMBER_BEGINS = re.compile("[0-9一二两三四五六七八九十]")
_NO_DAY_BEFORE = "楼房门车线院桌包库室柜摊牌店床元本"
_CHINESE_DIGITS = "一二三四五六七八九十百千万两几数廿卅〇零"
_DAYS = {
    "今天": 0, "今日": 0, "本日": 0, "全天": 0, "即日": 0, "昨天": -1, "昨日": -1, "前天": -2, "前日": -2,
    "大前天": -3, "大大前天": -4, "明天": 1, "明日": 1, "后天": 2, "大后天": 3, "大大后天": 4,
}  # fmt: skip
_SAME_DAYS = {
    "当天": 0, "当日": 0, "同日": 0, "同天": 0, "该日": 0, "那天": 0, "次日": 1, "翌日": 1, "第二天": 1, "隔天": 1,
    "隔日": 1, "第三天": 2, "前一天": -1, "前一日": -1, "头天": -1, "头一天": -1, "头日": -1,
}  # fmt: skip
_YEARS = {
    "今年": 0, "本年": 0, "这一年": 0, "本年度": 0, "去年": -1, "上年": -1, "上一年": -1, "前年": -2, "大前年": -3,
    "明年": 1, "来年": 1, "后年": 2, "大后年": 3,
}  # fmt: skip
_SAME_YEARS = {"同年": 0, "当年": 0, "该年": 0, "次年": 1, "翌年": 1, "第二年": 1}
_MONTHS = {
    "本月": 0, "这个月": 0, "这月": 0, "上月": -1, "上个月": -1, "上一个月": -1, "上上个月": -2, "上上月": -2,
    "下月": 1, "下个月": 1, "下一个月": 1, "下下个月": 2,
}  # fmt: skip
_SAME_MONTHS = {"同月": 0, "当月": 0, "该月": 0, "次月": 1}
_NIGHTS = {"昨": -1, "今": 0, "明": 1, "前": -2, "当": 0, "是": 0, "头": -1}
WEEKDAYS = {
    day: index for index, days in enumerate(("一1", "二2", "三3", "四4", "五5", "六6", "日天7末")) for day in days
}


def _words(*tables: dict[str, int]) -> str:
    return "|".join(sorted((word for table in tables for word in table), key=len, reverse=True))


_PARTS = (
    "后半夜|下半夜|前半夜|上半夜|大半夜|凌晨|清晨|清早|大清早|一大早|早晨|早上|今早|上午|中午|正午|午间|下午|午后|"
    "傍晚|黄昏|晚间|晚上|夜晚|夜里|夜间|深夜|半夜|午夜|子夜|黎明|拂晓|白天|晚|夜|早|晨"
)
_YEAR = re.compile(
    rf"(?:(?P<year>(?:\d ?){{4}}|[一二][{_DIGIT}]{{3}}|"
    rf"(?:(?<!\d)\d{{2}}|(?<![{_DIGIT}十百])[{_DIGIT}]{{2}})(?= ?年(?![前后]))) ?年(?![级纪龄])度?"
    rf"|(?P<word>{_words(_YEARS, _SAME_YEARS)})) *(?:的 ?)?"
)
_BARE_YEAR = re.compile(r"(?P<year>(?:19|20)\d{2})(?=" + JOIN + r"\d{2,4} ?年)")
_YEAR_ALONE = re.compile(r"(?P<year>(?:19|20)\d{2})$")
_MONTH = re.compile(
    rf"(?:(?P<month>{_SMALL_NUMBER}) ?(?:月份?(?!球|亮|子|饼|嫂|经)|{_BARE}月))"
    rf"|(?P<word>{_words(_MONTHS, _SAME_MONTHS)})份?) *(?:的 ?)?"
)
_DAY = re.compile(rf"(?:(?P<day>{_SMALL_NUMBER}) ?(?:[日号](?![{_NO_DAY_BEFORE}])|{_BARE}[日号]))) *")
_AFTER_MONTH_DAY = re.compile(rf"(?P<day>{_SMALL_NUMBER})(?![\d%.个月年天人万千百度] ?)(?! ?[:：点时分]) *")
_DAY_WORD = re.compile(
    rf"(?:(?P<word>{_words(_DAYS, _SAME_DAYS)})|(?P<night>[昨今明前当是头])(?=晚|夜|早|晨)) *(?:的 ?)?"
)
_NUMERIC = re.compile(
    r"(?<![\dA-Za-z.])(?P<year>(?:19|20)\d{2}) ?(?P<first>年|[-./]) ?"
    r"(?P<month>1[0-2]|0?[1-9])(?P<rest> ?(?:\.|(?<!年\d)(?<!年\d\d)[-/]) ?"
    r"(?P<day>3[01]|[12]\d|0?[1-9])(?=\D|$|(?<=\d\d)\d{2}:)(?! ?[-./] ?\d{4})[日号]?)? *[-,T]? *"
)
_MONTH_DAY = re.compile(
    r"(?<![\d.:年/-])(?P<month>1[0-2]|0?[1-9])(?P<mark>[-/·])(?P<day>3[01]|[12]\d|0?[1-9])(?![\d./%-])[日号]? *"
)
_COMPACT = re.compile(
    r"(?<![\dA-Za-z])(?P<year>(?:19|20)\d{2}) ?(?P<month>0[1-9]|1[0-2]) ?(?P<day>0[1-9]|[12]\d|3[01])(?![\dA-Za-z])"
)
_WEEK = re.compile(
    r"[(]?(?P<shift>上上|下下下|下下|上|下|这|本|当)?(?:一|个)? ?(?:周|星期|礼拜)(?:周|星期|礼拜)?"
    r"(?P<weekday>[一二三四五六日天末1-7])?(?!年|边|围|岁|折|转)[)]? *"
)
_PART = re.compile(rf"(?P<part>{_PARTS}) *(?:的 ?)?")
_ABOUT = re.compile(r"(?:大概|大约|大致|差不多|好像|应该是?|可能是?|约|近|快) *(?:是 ?)?")
_CLOCK = re.compile(
    rf"(?P<hour>{_SMALL_NUMBER}|两)(?P<next>、? ?(?:{_SMALL_NUMBER}|两))? ?(?:"
    rf"(?P<unit>时(?!候|间|期|而|常|代|不时|分)|点)(?P<vague>多|来)?(?: ?钟)?整?"
    rf"(?: *(?P<minute>\d{{1,2}}|[{_DIGIT}十廿卅]{{1,4}}) ?分(?!之|钟?[前后]|钟内|局)钟?"
    rf"(?: *(?P<second>\d{{1,2}}|[{_DIGIT}十]{{1,3}}) ?秒)?"
    rf"|(?P<half>半)(?!小|夜|天|年|个)|(?P<quarter>[一三13]) ?刻钟?"
    rf"|(?P<bare>[0-5]\d|[零〇][{_DIGIT[2:]}]|[二三四五]?十[{_DIGIT[2:]}]?)(?![\d.%元块人个岁日月万千百{_DIGIT}])"
    rf"|(?<=点)(?P<broken>[\d{_DIGIT}]))?"
    rf"|(?P<rough>(?=许))|{_BARE}(?P<unit2>[时点])))"
)
_COLON = re.compile(r"(?<!:)(?P<hour>\d{1,2}) ?: ?(?P<minute>[0-5]\d)(?: ?: ?(?P<second>[0-5]\d))?(?![\d%]|:\d) ?时?")
_AFTER = re.compile(r" *(?P<soft>许|左右|前后|上下|的样子|这?样子|光景|那会儿?|那阵|多钟?|来钟)")
_OFFSET = re.compile(
    rf"(?P<count>\d{{1,4}}|[{_DIGIT}十廿卅百]{{1,4}})(?P<of> ?个)? ?(?P<unit>年|月|天|日|周|星期|礼拜)"
    r"(?:以|之)?(?P<side>前|后) *(?:的 ?)?"
)
_EDGE = re.compile(r"(?P<edge>(?:月|年|季度)?(?:初|底|末|伊始)|上旬|中旬|下旬|年中|上半年|下半年|上半月|下半月|月中)")


@dataclass(frozen=True, slots=True)
class Words:
    """What an expression says. ``None`` is what it leaves to the context; a figure may still be impossible.

    ``year_from``, ``month_from`` and ``day_from`` count from the day of speaking, their ``same`` twins (同年, 次日)
    from the time named before; ``offset`` is a count and its unit (三天前: -3, 天). ``colloquial`` is an hour said with
    点 and no part of the day, which may be of the morning or of the evening.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    year_from: int | None = None
    month_from: int | None = None
    day_from: int | None = None
    same_year: int | None = None
    same_month: int | None = None
    same_day: int | None = None
    offset: tuple[int, str] | None = None
    week_from: int | None = None
    weekday: int | None = None
    edge: str = ""
    part: str = ""
    hour: int | None = None
    until_hour: int | None = None
    minute: int | None = None
    second: int | None = None
    soft: bool = False
    broken: bool = False
    colloquial: bool = False

    @property
    def dated(self) -> bool:
        """Whether it names a day or a longer stretch, if only by a word."""
        named = (
            self.year, self.month, self.day, self.year_from, self.month_from, self.day_from, self.same_year,
            self.same_month, self.same_day, self.week_from, self.weekday, self.offset,
        )  # fmt: skip
        return any(one is not None for one in named)

    @property
    def timed(self) -> bool:
        return self.hour is not None

    @property
    def empty(self) -> bool:
        return not self.dated and not self.timed and not self.part and not self.edge


def _figure(text: str | None) -> int | None:
    if text is None:
        return None
    number = chinese_number(text.replace(" ", "").replace("○", "〇").strip("、"))
    return None if number is None else int(number)


def read_words(text: str, position: int, *, loose: bool = False) -> tuple[Words, int]:
    """Take the expression at a place apart.

    Args:
        text: a matching copy with its blanks kept.
        position: where the expression begins.
        loose: also take figures alone for a date (``20240307``, ``2022 11 23``, ``2018``): only where the whole text
            is known to be a time.

    Returns:
        What it says and where it ends; the words are ``empty`` where no time begins there.
    """
    words, end = Words(), position
    about = _ABOUT.match(text, position)
    if about:
        end = about.end()
    start = end
    words, end = _date(words, text, end, loose=loose)
    words, end = _week(words, text, end)
    again = _ABOUT.match(text, end)
    words, end = _clock(words, text, again.end() if again else end)
    if words.empty or end == start:
        return Words(), position
    after = _AFTER.match(text, end)
    soft = bool(about or again or after) or words.soft
    return replace(words, soft=soft), _trimmed(text, after.end() if after else end, position)


def may_begin(text: str, position: int) -> bool:
    """Whether an expression can begin at a place: not in the middle of a number, nor behind 第 and the like."""
    before = text[position - 1] if position else ""
    here = text[position]
    if here.isdecimal():
        return not (before.isdecimal() or before in tuple("第.+$¥#") or (before.isascii() and before.isalpha()))
    if here in _CHINESE_DIGITS:
        return before not in tuple(_CHINESE_DIGITS + "第")
    return True


def _trimmed(text: str, end: int, start: int) -> int:
    while end > start and text[end - 1] in " ,的(-T":
        end -= 1
    return end


def _date(words: Words, text: str, position: int, *, loose: bool) -> tuple[Words, int]:
    for pattern in (_NUMERIC, _MONTH_DAY, *((_COMPACT,) if loose else ())):
        match = pattern.match(text, position)
        if match and not (pattern is _NUMERIC and not _is_numeric(match, loose=loose)):
            parts = match.groupdict()
            day = parts.get("day")
            year = parts.get("year")
            words = replace(
                words, year=int(year) if year else None, month=int(parts["month"]), day=int(day) if day else None
            )
            return _edge(words, text, match.end())
    offset = _OFFSET.match(text, position)
    if offset and _is_offset(offset):
        count = _figure(offset["count"]) or 0
        unit = {"日": "天", "星期": "周", "礼拜": "周"}.get(offset["unit"], offset["unit"])
        return replace(words, offset=(count if offset["side"] == "后" else -count, unit)), offset.end()
    words, position = _year(words, text, position, loose=loose)
    words, position = _month(words, text, position)
    words, position = _edge(words, text, position)
    return _day(words, text, position)


def _is_offset(match: re.Match[str]) -> bool:
    """``2025年前``, ``3月前`` and ``3日前`` are dates, ``三年前``, ``3个月前`` and ``三天前`` count."""
    if match["unit"] == "月":
        return bool(match["of"])
    year = match["unit"] == "年" and len(match["count"]) >= 4
    return not year and match["unit"] != "日"


def _is_numeric(match: re.Match[str], *, loose: bool) -> bool:
    """``2026.3`` may be an amount and ``2026年3`` is read by its units."""
    return bool(match["rest"]) or (loose and match["first"] != "年")


def _year(words: Words, text: str, position: int, *, loose: bool) -> tuple[Words, int]:
    match = _YEAR.match(text, position)
    if match:
        word = match["word"]
        if word is None:
            return replace(words, year=_figure(match["year"])), match.end()
        if word in _YEARS:
            return replace(words, year_from=_YEARS[word]), match.end()
        return replace(words, same_year=_SAME_YEARS[word]), match.end()
    bare = _BARE_YEAR.match(text, position)
    if loose:
        bare = bare or _YEAR_ALONE.match(text, position)
    return (replace(words, year=int(bare["year"])), bare.end()) if bare else (words, position)


def _month(words: Words, text: str, position: int) -> tuple[Words, int]:
    match = _MONTH.match(text, position)
    if not match or (match["month"] and position and text[position - 1].isdecimal()):
        return words, position
    word = match["word"]
    if word is None:
        return replace(words, month=_figure(match["month"])), match.end()
    if word in _MONTHS:
        return replace(words, month_from=_MONTHS[word]), match.end()
    return replace(words, same_month=_SAME_MONTHS[word]), match.end()


def _day(words: Words, text: str, position: int) -> tuple[Words, int]:
    match = _DAY_WORD.match(text, position)
    if match:
        word = match["word"]
        if word is None:
            shift, same = _NIGHTS[match["night"]], match["night"] in "当是头"
        else:
            shift, same = (_DAYS | _SAME_DAYS)[word], word in _SAME_DAYS
        return (replace(words, same_day=shift) if same else replace(words, day_from=shift)), match.end()
    match = _DAY.match(text, position)
    if match and not (position and text[position - 1].isdecimal()):
        return replace(words, day=_figure(match["day"])), match.end()
    if words.month is not None and text[position - 1 : position] == "月":
        match = _AFTER_MONTH_DAY.match(text, position)
        if match:
            return replace(words, day=_figure(match["day"])), match.end()
    return words, position


def _edge(words: Words, text: str, position: int) -> tuple[Words, int]:
    match = _EDGE.match(text, position)
    if not match or words.day is not None:
        return words, position
    edge = match["edge"]
    if not words.dated and edge in {"初", "底", "末"}:
        return words, position
    no_month = words.month is None and words.month_from is None and words.same_month is None
    of_year = no_month and not edge.startswith("月") and "旬" not in edge and "半月" not in edge
    edge = "年" + edge.removeprefix("年") if of_year else "月" + edge.removeprefix("月")
    return replace(words, edge=edge), match.end()


def _week(words: Words, text: str, position: int) -> tuple[Words, int]:
    match = _WEEK.match(text, position)
    if not match or not (match["shift"] or match["weekday"]):
        return words, position
    if words.day is not None or words.day_from is not None:
        return words, match.end()  # 6月1日周六: the day says it all
    if words.dated or words.edge:
        return words, position
    shift = match["shift"] or ""
    weeks = shift.count("下") - shift.count("上")
    weekday = WEEKDAYS[match["weekday"]] if match["weekday"] else None
    return replace(words, week_from=weeks, weekday=weekday), match.end()


def _clock(words: Words, text: str, position: int) -> tuple[Words, int]:
    part = _PART.match(text, position)
    if (
        part
        and len(part["part"]) == 1
        and not (words.dated or re.match(r"\d|[一二两三四五六七八九十]", text[part.end() : part.end() + 1]))
    ):
        part = None
    if part:
        words, position = replace(words, part=part["part"]), part.end()
    about = _ABOUT.match(text, position)
    start = about.end() if about else position
    colon = _COLON.match(text, start)
    if colon:
        second = colon["second"]
        found = replace(
            words, hour=int(colon["hour"]), minute=int(colon["minute"]), second=int(second) if second else None
        )
        return replace(found, soft=bool(about)), colon.end()
    match = _CLOCK.match(text, start)
    if not match or not _is_clock(match, words, text):
        return words, position
    if match["broken"]:
        return replace(words, broken=True) if not words.dated else words, position
    return _clock_words(words, match, soft=bool(about) or bool(match["vague"])), match.end()


def _clock_words(words: Words, match: re.Match[str], *, soft: bool) -> Words:
    minute = _figure(match["minute"] or match["bare"])
    if match["half"]:
        minute = 30
    elif match["quarter"]:
        minute = 15 if match["quarter"] in "一1" else 45
    hour, until = _figure(match["hour"]), _figure(match["next"])
    if until is None and match["hour"] and len(match["hour"]) == 2 and set(match["hour"]) <= set(_DIGIT):
        first, second = (DIGITS[character] for character in match["hour"])
        if first and second == first + 1:
            hour, until = first, second  # 七八点
    return replace(
        words, hour=hour, until_hour=until, minute=minute, second=_figure(match["second"]), soft=soft,
        colloquial=(match["unit"] or match["unit2"]) == "点" and not words.part,
    )  # fmt: skip


_NO_CLOCK_AFTER = "都也儿子意建要原问共没不事心钱小好办看声名头缀评燃火射菜明击滴缝线阵面位亮"


def _is_clock(match: re.Match[str], words: Words, text: str) -> bool:
    """``一点`` and ``三点`` are mostly no time of day unless something else says so."""
    if match["rough"] is not None and not (words.part or words.dated):
        return False
    if match["unit"] != "点" or words.part or words.dated:
        return True
    alone = match.end() - match.start("unit") == 1
    following = text[match.end() : match.end() + 1]
    if alone and following and following in _NO_CLOCK_AFTER:
        return False
    sure = bool(re.match(r"左右|许|多|前|后|以|之|到|至|~|-|—", text[match.end() : match.end() + 2]))
    return not (alone and match["hour"] in {"一", "两", "几"}) or sure
