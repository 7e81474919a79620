"""How dates, times and amounts are written: the spellings that stand side by side in real files."""

from __future__ import annotations

from datetime import date, datetime, timedelta

DIGITS = "零一二三四五六七八九"


def below_ten_thousand(number: int) -> str:
    """A number from 1 to 9999 in Chinese words, as people say it."""
    words, zero = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            if zero and words:
                words += "零"
            words += ("" if unit == 10 and digit == 1 and not words else DIGITS[digit]) + name
            zero = False
        else:
            zero = bool(words)
    return words


def in_words(number: int) -> str:
    """A number below one hundred million in Chinese words."""
    if number < 10_000:
        return below_ten_thousand(number) or "零"
    head, tail = divmod(number, 10_000)
    joint = "零" if tail and tail < 1000 else ""
    return f"{below_ten_thousand(head)}万{joint}{below_ten_thousand(tail) if tail else ''}"


def capital_amount(number: int) -> str:
    """An amount in the capital numerals of money forms."""
    table = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
    return in_words(number).translate(table) + "元整"


def chinese_day(day: date, *, zero: str = "〇") -> str:
    """The day as it stands under a seal, such as 二〇二六年三月八日."""
    year = "".join(zero if digit == "0" else DIGITS[int(digit)] for digit in str(day.year))
    return f"{year}年{in_words(day.month)}月{in_words(day.day)}日"


def full_width(text: str) -> str:
    """The same text with full-width digits."""
    return text.translate({ord(str(n)): ord("０") + n for n in range(10)})


DAY_FORMS = ("plain", "padded", "spaced", "dotted", "dashed", "wide")


def day_text(day: date, form: str) -> str:
    """One day in the spelling `form`, one of `DAY_FORMS`."""
    y, m, d = day.year, day.month, day.day
    if form == "padded":
        return f"{y}年{m:02d}月{d:02d}日"
    if form == "spaced":
        return f"{y} 年 {m} 月 {d} 日"
    if form == "dotted":
        return f"{y}.{m}.{d}"
    if form == "dashed":
        return f"{y}-{m:02d}-{d:02d}"
    if form == "wide":
        return full_width(f"{y}年{m}月{d}日")
    return f"{y}年{m}月{d}日"


def moment_text(moment: datetime, form: str) -> str:
    """One minute in the spelling `form`, one of `DAY_FORMS`."""
    day = day_text(moment.date(), form)
    h, m = moment.hour, moment.minute
    if form == "padded":
        return f"{day}{h:02d}时{m:02d}分"
    if form == "spaced":
        return f"{day} {h} 时 {m} 分"
    if form in ("dotted", "dashed"):
        return f"{day} {h:02d}:{m:02d}"
    if form == "wide":
        return day + full_width(f"{h}时{m}分")
    return f"{day}{h}时{m}分"


def range_text(start: datetime, end: datetime | None, form: str) -> str:
    """From and to; an end that was left open keeps the empty places of the printed form."""
    if end is None:
        return f"{moment_text(start, form)}至   年   月   日   时   分"
    if start.date() == end.date() and form == "plain":
        return f"{moment_text(start, form)}至{end.hour}时{end.minute}分"
    return f"{moment_text(start, form)}至{moment_text(end, form)}"


def spoken_hour(hour: int) -> str:
    """The hour as people say it."""
    if hour < 5:
        return f"凌晨{in_words(hour)}点" if hour else "半夜十二点"
    if hour < 9:
        return f"早上{in_words(hour)}点"
    if hour < 12:
        return f"上午{in_words(hour)}点"
    if hour == 12:
        return "中午十二点"
    if hour < 18:
        return f"下午{in_words(hour - 12)}点"
    if hour < 22:
        return f"晚上{in_words(hour - 12)}点"
    return f"夜里{in_words(hour - 12)}点"


def month_day(day: date) -> str:
    """Month and day, the year being known from the head of the page."""
    return f"{day.month}月{day.day}日"


def iso(moment: datetime) -> str:
    """The value of a time in truth.json."""
    return moment.strftime("%Y-%m-%dT%H:%M")


def months_later(day: date, months: int) -> date:
    """The same day of a later month, the last day where there is none."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    first_after = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, min(day.day, (first_after - timedelta(days=1)).day))
