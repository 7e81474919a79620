"""Legal periods: worked examples, and the algebra that must hold for all days."""

from __future__ import annotations

import tomllib
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.core.errors import LawDataError
from reviewer.core.facts import Moment
from reviewer.core.finding import ClockState
from reviewer.law.counting import _LONGEST_BREAK
from reviewer.law.holidays import Calendar, calendar_from, load_calendar
from reviewer.law.library import limit
from reviewer.law.periods import Counting, Pause, Period, add_months, due, judge

VECTORS = tomllib.loads((Path(__file__).parent / "vectors.toml").read_text(encoding="utf-8"))["vector"]
SHARED = Path(__file__).parents[3] / "shared" / "rules" / "period_vectors.yaml"
AS_OF = date(2026, 11, 23)

points = st.datetimes(datetime(2019, 1, 1), datetime(2025, 6, 1)).map(
    lambda point: point.replace(second=0, microsecond=0)
)
exact = points.map(lambda point: Moment(point, point))
days = points.map(lambda point: moment(point.date().isoformat()))
moments = exact | days
periods = st.builds(Period, st.integers(1, 30), st.sampled_from(list(Counting)))
examples = settings(max_examples=150, database=None, deadline=None)


def moment(text: str) -> Moment:
    found = Moment.parse(text)
    assert found is not None
    return found


@pytest.mark.parametrize("vector", VECTORS, ids=[one["name"] for one in VECTORS])
def test_worked_examples(vector: dict[str, Any]) -> None:
    start = moment(vector["start"])
    period = limit(vector["limit"], start.day)
    assert period is not None
    deadline = due(start, period)
    if "due" in vector:
        assert deadline.exact
        assert deadline.earliest == moment(vector["due"]).latest
    if "strict" in vector:
        assert deadline.strict_latest == moment(vector["strict"]).latest
    if "end" in vector:
        answer = judge(start, moment(vector["end"]), period, as_of=AS_OF)
        assert ("grace" if answer.grace else str(answer.state)) == vector["state"]
        assert answer.took and answer.arithmetic


def _limit_of(rule: str, given_: dict[str, Any]) -> str:
    names = {
        "TIM004": "jail-after-detention",
        "TIM013": "investigation-custody",
        "TIM016": "bail",
        "TIM018": "filing-review",
        "TIM022": "no-filing-notice",
        "TIM024": "supplementary-investigation",
        "TIM025": "freeze-deposit",
    }
    if rule == "TIM008":
        return "arrest-request-extended" if given_["extension"] else "arrest-request"
    return names[rule]


def _summons(given_: dict[str, Any]) -> str:
    arrive, approval = moment(given_["arrive"]), given_["approval24"]
    base, complex_ = limit("summons", arrive.day), limit("summons-complex", arrive.day)
    assert base is not None and complex_ is not None
    approved = approval and judge(arrive, moment(approval), base, as_of=AS_OF).state is ClockState.MET
    answer = judge(arrive, moment(given_["end"]), complex_ if approved else base, as_of=AS_OF)
    return "unlawful" if answer.state is ClockState.VIOLATED else "none"


def _plain(vector: dict[str, Any]) -> None:
    given_ = vector["given"]
    times = [value for key, value in given_.items() if key not in ("extension", "track", "kind") and value]
    start = moment(times[0])
    period = limit(_limit_of(vector["rule"], given_), start.day)
    assert period is not None
    deadline = due(start, period)
    if "deadline" in vector:
        assert deadline.exact and deadline.earliest == moment(vector["deadline"]).latest, vector["id"]
    if "warn" in vector:
        assert deadline.strict_latest == moment(vector["warn"]).latest, vector["id"]
    if "expect" in vector:
        answer = judge(start, moment(times[1]), period, as_of=AS_OF)
        said = "unlawful" if answer.state is ClockState.VIOLATED else "notice" if answer.grace else "none"
        assert said == vector["expect"], vector["id"]


def test_the_shared_vectors() -> None:
    if not SHARED.exists():
        pytest.skip("the shared vectors are not here")
    import yaml

    data = yaml.safe_load(SHARED.read_text(encoding="utf-8"))
    for vector in data["vectors"]:
        if vector["rule"] == "TIM001":
            assert _summons(vector["given"]) == vector["expect"], vector["id"]
        elif vector["rule"] == "TIM003":
            first, second = (moment(vector["given"][key]) for key in ("end1", "start2"))
            gap = limit("summons-gap", first.day)
            assert gap is not None
            assert judge(first, second, gap, as_of=AS_OF).state is ClockState.MET
        elif vector["rule"] not in ("TIM009", "PER005"):  # counts of acts, overlaps: no periods
            _plain(vector)


def test_the_shared_calendar_of_2026() -> None:
    if not SHARED.exists():
        pytest.skip("the shared vectors are not here")
    import yaml

    shared = yaml.safe_load(SHARED.read_text(encoding="utf-8"))["calendar_2026"]
    theirs = calendar_from({"2026": {"off": shared["days_off"], "work": shared["make_up_workdays"]}})
    day = date(2026, 1, 1)
    while day.year == 2026:
        assert theirs.is_day_off(day) == load_calendar().is_day_off(day), day
        day += timedelta(days=1)


def test_no_break_is_longer_than_the_slack_for_unknown_years() -> None:
    calendar = load_calendar()
    run = longest = 0
    day = date(min(calendar.years), 1, 1)
    while day.year in calendar.years:
        run = run + 1 if calendar.is_day_off(day) else 0
        longest = max(longest, run)
        day += timedelta(days=1)
    assert longest <= _LONGEST_BREAK.days


@pytest.mark.parametrize(
    "tables",
    [
        {"2026": {"off": ["2026-13-01"], "work": []}},
        {"2026": {"off": ["2025-01-01"], "work": []}},
        {"2026": {"off": ["2026-01-01"], "work": ["2026-01-01"]}},
        {"2026": {"off": []}},
        {"soon": {"off": [], "work": []}},
    ],
)
def test_a_wrong_calendar_is_named(tables: dict[str, dict[str, list[str]]]) -> None:
    with pytest.raises(LawDataError, match=r"holidays\.toml"):
        calendar_from(tables)


@examples
@given(moments, periods)
def test_never_before_the_start_and_bounds_in_order(start: Moment, period: Period) -> None:
    deadline = due(start, period)
    assert deadline.latest is not None and deadline.strict_latest is not None
    assert start.earliest < deadline.earliest <= deadline.latest
    assert deadline.strict_earliest <= deadline.earliest and deadline.strict_latest <= deadline.latest


@examples
@given(exact, st.timedeltas(timedelta(0), timedelta(days=200)), periods)
def test_a_later_start_never_ends_sooner(start: Moment, step: timedelta, period: Period) -> None:
    later = Moment(start.earliest + step, start.latest + step)
    assert due(start, period).earliest <= due(later, period).earliest


@examples
@given(moments, st.integers(1, 40), st.sampled_from(list(Counting)))
def test_a_longer_period_never_ends_sooner(start: Moment, amount: int, counting: Counting) -> None:
    assert due(start, Period(amount, counting)).earliest <= due(start, Period(amount + 1, counting)).earliest


@examples
@given(moments, st.integers(1, 90))
def test_custody_is_never_lengthened_and_the_rest_ends_on_workdays(start: Moment, amount: int) -> None:
    calendar = load_calendar()
    custody = due(start, Period(amount, Counting.CUSTODY_DAYS))
    assert custody.earliest.date() == start.day + timedelta(days=amount)
    for counting in (Counting.DAYS, Counting.WORKING_DAYS):
        other = due(start, Period(amount, counting))
        assert other.earliest >= custody.earliest
        assert calendar.is_day_off(other.earliest.date()) is False


@examples
@given(points.map(datetime.date), st.integers(1, 60))
def test_months_clamp_and_keep_the_last_day(day: date, months: int) -> None:
    end = add_months(day, months)
    assert (end.year - day.year) * 12 + end.month - day.month == months
    last = (end + timedelta(days=1)).month != end.month
    assert end.day == day.day or last
    if (day + timedelta(days=1)).month != day.month:
        assert last


@examples
@given(moments, moments, periods)
def test_doubt_never_turns_into_an_accusation(start: Moment, end: Moment, period: Period) -> None:
    """What is said about a day-only time holds for every time of that day."""
    answer = judge(start, end, period, as_of=AS_OF)
    if answer.state is ClockState.UNKNOWN:
        assert answer.why
        return
    for first in (start.earliest, start.latest):
        for last in (end.earliest, end.latest):
            if last >= first:
                one = judge(Moment(first, first), Moment(last, last), period, as_of=AS_OF)
                touching = not end.exact and last == end.earliest and one.due is not None and last == one.due.latest
                assert one.state is answer.state or touching


@examples
@given(moments, periods, st.lists(st.tuples(exact, st.timedeltas(timedelta(0), timedelta(days=20))), max_size=3))
def test_pauses_only_lengthen_and_count_once(
    start: Moment, period: Period, raw: list[tuple[Moment, timedelta]]
) -> None:
    pauses = [Pause(one, Moment(one.earliest + length, one.earliest + length), "鉴定") for one, length in raw]
    plain, paused = due(start, period), due(start, period, excluded=pauses)
    twice = due(start, period, excluded=pauses + pauses)
    assert paused.earliest >= plain.earliest
    assert paused.latest is not None and plain.latest is not None and paused.latest >= plain.latest
    assert (twice.earliest, twice.latest) == (paused.earliest, paused.latest)


def test_an_appraisal_moves_the_end_and_one_after_it_does_not() -> None:
    period = Period(30, Counting.CUSTODY_DAYS)
    start = moment("2026-03-02")
    inside = Pause(moment("2026-03-10"), moment("2026-03-20"), "鉴定")
    after = Pause(moment("2026-05-01"), moment("2026-05-20"), "鉴定")
    deadline = due(start, period, excluded=[inside, after])
    assert deadline.earliest.date() == date(2026, 4, 11)
    assert deadline.latest is not None and deadline.latest.date() == date(2026, 4, 12)
    assert "扣除鉴定" in deadline.words


def test_an_appraisal_without_end_leaves_the_question_open() -> None:
    start, late = moment("2026-03-02"), moment("2026-06-01")
    endless = Pause(moment("2026-03-10"), None, "鉴定")
    answer = judge(start, late, Period(30, Counting.DAYS), as_of=AS_OF, excluded=[endless])
    assert answer.state is ClockState.UNKNOWN and "没有截止" in answer.why


def _without_2027() -> Calendar:
    return load_calendar().without(2027)


@pytest.mark.parametrize(
    ("end", "counting", "state"),
    [
        ("2026-12-31", Counting.DAYS, ClockState.MET),
        ("2027-01-01", Counting.DAYS, ClockState.MET),
        ("2027-01-04", Counting.DAYS, ClockState.UNKNOWN),
        ("2027-02-01", Counting.DAYS, ClockState.VIOLATED),
        ("2027-01-04", Counting.CUSTODY_DAYS, ClockState.VIOLATED),
    ],
)
def test_an_unknown_year_matters_only_where_it_can(end: str, counting: Counting, state: ClockState) -> None:
    answer = judge(
        moment("2026-12-29"), moment(end), Period(3, counting), as_of=date(2027, 3, 1), calendar=_without_2027()
    )
    assert answer.state is state
    assert (answer.why == "未载入2027年节假日安排") == (state is ClockState.UNKNOWN)


@pytest.mark.parametrize(
    ("as_of", "state"),
    [
        (date(2026, 3, 8), ClockState.RUNNING),
        (date(2026, 3, 9), ClockState.RUNNING),
        (date(2026, 3, 10), ClockState.VIOLATED),
        (datetime.combine(date(2026, 3, 9), time(12)), ClockState.RUNNING),
    ],
)
def test_an_act_that_is_not_there(as_of: date, state: ClockState) -> None:
    answer = judge(moment("2026-03-05"), None, Period(3, Counting.DAYS), as_of=as_of)
    assert answer.state is state
    assert (answer.over == "1日") == (state is ClockState.VIOLATED)


def test_an_hour_period_on_its_last_day_is_not_yet_judged() -> None:
    answer = judge(moment("2026-03-05T10:30"), None, Period(24, Counting.HOURS), as_of=date(2026, 3, 6))
    assert answer.state is ClockState.UNKNOWN and answer.why


def test_unknown_start_and_impossible_order() -> None:
    period = Period(24, Counting.HOURS)
    assert judge(None, moment("2026-03-05"), period, as_of=AS_OF).state is ClockState.UNKNOWN
    backwards = judge(moment("2026-03-05T10:00"), moment("2026-03-04T10:00"), period, as_of=AS_OF)
    assert backwards.state is ClockState.UNKNOWN and "早于" in backwards.why


def test_the_reckoning_in_words() -> None:
    answer = judge(moment("2026-03-05T10:30"), moment("2026-03-06T11:20"), Period(24, Counting.HOURS), as_of=AS_OF)
    assert answer.arithmetic == (
        "自2026年3月5日10时30分起算24小时，开始之时不计入，至2026年3月6日11时00分届满；"
        "实际为2026年3月6日11时20分，历时24小时50分，超过规定时间20分钟"
    )
    moved = due(moment("2026-09-29"), Period(3, Counting.DAYS))
    assert (
        moved.words
        == "自2026年9月29日起算3日，当日不计入，2026年10月2日为节假日，顺延至其后第一个工作日，至2026年10月8日届满"
    )
    months = judge(moment("2026-01-10"), moment("2026-07-13"), Period(6, Counting.MONTHS), as_of=AS_OF)
    assert (months.took, months.over) == ("6个月零3日", "3日")
