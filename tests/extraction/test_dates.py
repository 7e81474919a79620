"""Dates and times: every spelling with its place marked, what is refused, ranges, and what people say."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.extraction.dates import find_times, parse_interval, parse_moment, parse_range
from reviewer.extraction.spoken import said

_MARK = re.compile(r"\[([^|\]]+)\|([^\]]*)\]")
_BASE = date(2026, 3, 10)  # a Tuesday


def _unmarked(sentence: str) -> tuple[str, list[tuple[int, int, str]]]:
    """Take the marks ``[place|value]`` out; a range is ``start~end``, ``~`` alone a blank end, ``?`` no value."""
    text, places, at = "", [], 0
    for mark in _MARK.finditer(sentence):
        text += sentence[at : mark.start()]
        places.append((len(text), len(text) + len(mark[1]), mark[2]))
        text += mark[1]
        at = mark.end()
    return text + sentence[at:], places


@pytest.mark.parametrize(
    "sentence",
    [
        "本证已于[2026年3月10日20时10分|2026-03-10T20:10]向我宣布。",
        "[2026年03月08日|2026-03-08]立案，[2026.3.8|2026-03-08]、[2026. 3.8|2026-03-08]、[2026-03-08|2026-03-08]。",
        "[2026/3/8|2026-03-08] [２０２６年３月８日|2026-03-08]，[２０２６．３．８|2026-03-08]",
        "[二〇二六年三月八日|2026-03-08]，[二О二六年三月八日|2026-03-08]，[二○二六年三月二十一日|2026-03-21]",
        "[二0二六年三月八日|2026-03-08]；[二O一八年九月二十一日|2018-09-21]助",
        "[二〇二六年三月一○日|2026-03-10]（印）",
        "[2024年6.6|2024-06-06]签收",
        "[2026年3月8日|2026-03-08]受案，[3月9日|2026-03-09]立案，[同年4月18日|2026-04-18]移送，[次日2时|2026-04-19T02:00]送看守所",
        "[2026年3月8日17时|2026-03-08T17:00]到案，[当日18时|2026-03-08T18:00]讯问，[同日20时5分|2026-03-08T20:05]结束",
        "[2026年12月31日23时50分|2026-12-31T23:50]，[次日0时10分|2027-01-01T00:10]",
        "[2026.3.10 09:22|2026-03-10T09:22]，[2026.3.1 18:22|2026-03-01T18:22]，[2026.3.11 8:22|2026-03-11T08:22]",
        "时间[2026 年 3 月8 日 9 时  5 分至      年   月   日   时   分|2026-03-08T09:05~]地点",
        "[2026年3月10日9时30分至同日11时|2026-03-10T09:30~2026-03-10T11:00]",
        "[2026年3月10日10时5分 至 18日12时5分|2026-03-10T10:05~2026-03-18T12:05]",
        "[2026年3月10日22时至次日2时|2026-03-10T22:00~2026-03-11T02:00]",
        "[2026年3月10日下午1点到3点十分|2026-03-10T13:00~2026-03-10T15:10]",
        "[2026年3月8日下午5点半|2026-03-08T17:30]，[晚上11时许|2026-03-08T23:00]，[凌晨2点一刻|2026-03-08T02:15]",
        "[2026年3月8日10时0分|2026-03-08T10:00]，[2026年3月8日24时|2026-03-09T00:00]",
        "于[2026年3月\n8日|2026-03-08]",
        "[2026年2月30日|?] [2026年3月10日25时|?] [2026年3月10日9时61分|?] [2026年9月31日|?]",
        "[3月8日|?]，[昨天晚上8点|?]",
        "生于[1985年3月2日|1985-03-02]",
        "行政拘留十五日，拘留15日，期限二个月，第3日，24小时内，5分钟，一点都不好，三点意见，十分之一，二十点六",
        "3号楼2单元，价值2026.3元，电话13800138000，身份证12345619911202001X，第二百三十四条",
        "于月17日受理，2026041月16日",
        "甲公(刑)拘字〔2026〕123号，9:30以外的比例1:250",
        "周一鸣与星宇见面",
    ],
)  # fmt: skip
def test_places_and_values(sentence: str) -> None:
    text, places = _unmarked(sentence)
    found = [
        (one.start, one.end, f"{one.value or ''}~{one.end_value or ''}" if one.is_range else one.value or "?")
        for one in find_times(text)
        if one.precision not in {"year", "part"} and not text[one.start : one.end].startswith("9:30")
    ]
    assert found == places


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3月8日", "2026-03-08"),
        ("昨天", "2026-03-09"),
        ("前天晚上8点", "2026-03-08T20:00"),
        ("昨晚8时35分", "2026-03-09T20:35"),
        ("上周三", "2026-03-04"),
        ("上周星期三下午两点半", "2026-03-04T14:30"),
        ("三天前", "2026-03-07"),
        ("去年12月30号", "2025-12-30"),
        ("上个月23号晚上九点零九", "2026-02-23T21:09"),
        ("8日9时", "2026-03-08T09:00"),
        ("20时许", "2026-03-10T20:00"),
        ("15年3月2日", "2015-03-02"),
        ("98年4月6日", "1998-04-06"),
        ("晚上十二点", "2026-03-11T00:00"),
        ("中午1点", "2026-03-10T13:00"),
        ("凌晨12点半", "2026-03-10T00:30"),
        ("      年   月   日", None),
        ("2026年  月  日", None),
        ("2026年2月29日", None),
        ("2026年13月1日", None),
        ("2024年041月16日", None),
        ("", None),
    ],
)
def test_moment_by_a_base(text: str, value: str | None) -> None:
    assert parse_moment(text, base=_BASE) == value


def test_an_hour_alone_is_told_apart() -> None:
    (hour,) = find_times("2026年3月10日20时")
    (minute,) = find_times("2026年3月10日20时0分")
    assert (hour.value, hour.precision) == ("2026-03-10T20:00", "hour")
    assert (minute.value, minute.precision) == ("2026-03-10T20:00", "minute")
    assert hour.latest == datetime(2026, 3, 10, 20, 59)


def test_a_birth_date_lends_nobody_its_year() -> None:
    times = find_times("孙丙，1990年1月1日出生，2026年3月8日被传唤，3月9日释放")
    assert [one.value for one in times] == ["1990-01-01", "2026-03-08", "2026-03-09"]
    assert find_times("1990年1月1日出生，3月9日释放")[1].value is None


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("2026年3月10日10时5分 至 2026年3月10日12时10分", ("2026-03-10T10:05", "2026-03-10T12:10")),
        ("2026年3月10日10时5分开始，12时10分结束", ("2026-03-10T10:05", "2026-03-10T12:10")),
        ("2026年3月11日14时30分至15时10分", ("2026-03-11T14:30", "2026-03-11T15:10")),
        ("14时30分至15时10分 2026年3月11日", ("2026-03-11T14:30", "2026-03-11T15:10")),
        ("2026年3月10日10时5分至 18日12时5分", ("2026-03-10T10:05", "2026-03-18T12:05")),
        ("2026 年 3 月8 日 9 时5 分至 年 月 日 时 分", ("2026-03-08T09:05", None)),
        ("2026年3月8日9时5分至____年__月__日__时__分", ("2026-03-08T09:05", None)),
        ("2026年3月8日9时5分至", ("2026-03-08T09:05", None)),
        ("2026年3月8日9时5分至2026年3月8日25时", ("2026-03-08T09:05", None)),
        ("2026-03-08 09:05 ~ 2026-03-08 11:00", ("2026-03-08T09:05", "2026-03-08T11:00")),
        ("2026年3月31日23时至4月1日1时", ("2026-03-31T23:00", "2026-04-01T01:00")),
        ("自2026年3月8日起至2026年4月7日止", ("2026-03-08", "2026-04-07")),
        ("", (None, None)),
    ],
)
def test_ranges(text: str, ends: tuple[str | None, str | None]) -> None:
    assert parse_range(text) == ends


@pytest.mark.parametrize(
    ("text", "early", "late"),
    [
        ("晚上八点左右", "2026-03-10T19:30", "2026-03-10T20:59"),
        ("17时许", "2026-03-10T16:30", "2026-03-10T17:59"),
        ("大概6、7点", "2026-03-10T05:30", "2026-03-10T19:59"),
        ("七点半的样子", "2026-03-10T07:00", "2026-03-10T20:00"),
        ("下午5点多", "2026-03-10T16:30", "2026-03-10T17:59"),
        ("17时30分", "2026-03-10T17:30", "2026-03-10T17:30"),
        ("五月底", "2025-05-25T00:00", "2025-05-31T23:59"),
        ("头天夜里", "2026-03-09T19:00", "2026-03-10T06:00"),
        ("8号晚上1点", "2026-03-08T01:00", "2026-03-09T01:59"),
        ("8月18号", "2025-08-18T00:00", "2025-08-18T23:59"),
        ("3月8日前后", "2026-03-07T00:00", "2026-03-09T23:59"),
        ("下午1点到3点", "2026-03-10T13:00", "2026-03-10T15:00"),
        ("22时到2时许", "2026-03-10T21:30", "2026-03-11T03:29"),
        ("七点到九点", "2026-03-10T07:00", "2026-03-10T21:00"),
    ],
)
def test_what_people_say_is_an_interval(text: str, early: str, late: str) -> None:
    assert parse_interval(text, _BASE) == (datetime.fromisoformat(early), datetime.fromisoformat(late))


def test_the_day_on_the_form_outweighs_the_base() -> None:
    ends = ("2026-03-11T14:30", "2026-03-11T15:10")
    assert parse_range("14时30分至15时10分 2026年3月11日", base=date(2026, 1, 1)) == ends
    assert parse_range("14时30分至15时10分", base=date(2026, 3, 11)) == ends
    assert parse_range("14时30分至15时10分") == (None, None)


def test_no_time_no_interval() -> None:
    assert parse_interval("他打了我一拳", _BASE) is None
    assert parse_interval("昨天", None) is None


def test_since_and_until_reach_to_the_moment_of_speaking() -> None:
    now = datetime(2026, 3, 10, 9, 0)
    assert said("从去年9月起", now) == (datetime(2025, 9, 1), now)
    assert said("明年6月之前", now) == (now, datetime(2027, 6, 30, 23, 59))


_MOMENTS = st.datetimes(datetime(1950, 1, 1), datetime(2049, 12, 31, 23, 59))
_PATTERNS = (
    "{0.year}年{0.month}月{0.day}日{0.hour}时{0.minute}分",
    "{0.year} 年 {0.month:02d} 月{0.day} 日 {0.hour} 时  {0.minute} 分",
    "{0.year}.{0.month}.{0.day} {0.hour:02d}:{0.minute:02d}",
    "{0.year}-{0.month:02d}-{0.day:02d} {0.hour:02d}:{0.minute:02d}",
    "{0.year}/{0.month}/{0.day} {0.hour}：{0.minute:02d}",
)


@given(_MOMENTS, st.sampled_from(_PATTERNS))
def test_every_moment_is_read_back_from_every_spelling(moment: datetime, pattern: str) -> None:
    text = pattern.format(moment)
    (found,) = find_times(f"于{text}，到案")
    assert found.value == moment.isoformat(timespec="minutes")
    assert (found.start, found.end) == (1, 1 + len(text))


@given(_MOMENTS)
def test_chinese_numerals_are_read_back(moment: datetime) -> None:
    digits = "〇一二三四五六七八九"

    def tens(number: int) -> str:
        ten, one = divmod(number, 10)
        return ("" if ten < 2 else digits[ten]) + ("十" if ten else "") + (digits[one] if one or not ten else "")

    year = "".join(digits[int(figure)] for figure in str(moment.year))
    assert parse_moment(f"{year}年{tens(moment.month)}月{tens(moment.day)}日") == moment.date().isoformat()


@given(st.text(alphabet="2026年3月10日时分至到 ：:.-一二三十〇上下午晚昨周点半许前后x", max_size=40), st.booleans())
def test_any_text_is_survived(text: str, based: bool) -> None:
    base = _BASE if based else None
    for one in find_times(text, base=base):
        assert 0 <= one.start < one.end <= len(text)
        assert one.value is None or datetime.fromisoformat(one.value)
    interval = parse_interval(text, base)
    assert interval is None or interval[0] <= interval[1]


@given(st.dates(date(2000, 1, 1), date(2040, 1, 1)), st.integers(1, 400))
def test_days_ago(base: date, count: int) -> None:
    assert parse_moment(f"{count}天前", base=base) == (base - timedelta(days=count)).isoformat()
