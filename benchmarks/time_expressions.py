"""How many of JioNLP's time expressions are read right, by kind; and which kinds are left out, and why.

The cases are the project's test cases (dongrixinyu/JioNLP, Apache-2.0) as JSON lines with ``text``, ``base`` and
``expected``; they are outside data and not part of this project. A case is right when both ends of the interval agree
to the minute. Which kind a case is of is decided by its expected type or by a pattern over its text, never by how it
comes out.

    python benchmarks/time_expressions.py FOLDER [--wrong] [--left-out]
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from reviewer.extraction.spoken import said

_SHANGHAI = timezone(timedelta(hours=8))
_FUTURE_BASE = "1630480532"
_NUMBER = "[0-9〇零一二两三四五六七八九十百]"

# Kinds that are left out, in this order: a name, why, and the pattern that decides.
LEFT_OUT: tuple[tuple[str, str, str], ...] = (
    ("lunar dates, festivals, seasons", "named days need a lunar calendar and are not evidence of a time",
     r"农历|阴历|正月|腊月|闰|初[一二三四五六七八九十]|廿|节|春节|元旦|国庆|端午|除夕|中秋|七夕|元宵|大年|芒种|[春夏秋冬]|暑假|寒假|^十一$|月十五"),
    ("quarters of a year", "a word of business reports", r"季度"),
    ("centuries and decades", "too long to date an act", r"世纪|年代"),
    ("working days", "a period of law, counted by the calendar of holidays elsewhere", r"交易日|工作日"),
    ("spans counted from the moment of speaking", "an expectation or a trend, not the time of an act",
     r"^(近|最近|过去|未来|今后|再?过)|前两个?(天|年|周|分钟|钟头)$|(以?内|以来)$|^今明"),
    ("hours, minutes and seconds from now", "nobody questioned can count from the minute of speaking",
     r"(小时|钟头|分钟?|秒钟?|刻钟|分钟?半|分半钟)(以|之)?(前|后|内)"),
    ("vague or broken counts", "几, 多, 半: the width that JioNLP gives them is its own",
     rf"几|(多个?|个半|(?<![上下])半)(年|月|天|周)|{_NUMBER}(年|天|月)半"),
    ("ordinals and shares of a period", "第三周, 前五个月, 最后五天: a word of plans and reports",
     r"第.+(周|星期|礼拜|月)|年第.+天|第.年|(年|月)前[0-9一二两三四五六七八九十]+(个?月|天)|最后|首月|年后三月"),
    ("enumerations", "several dates are several finds, not one", r"，|、"),
    ("minutes and seconds alone", "35:37 is no time of day", r"^(2[5-9]|[3-9]\d):\d\d$"),
)  # fmt: skip


def base_of(base: Any) -> datetime | None:
    """The moment of speaking of a case, in the time of Shanghai."""
    if isinstance(base, dict) and "time_base" in base:
        base = float(base["time_base"])
    if isinstance(base, (int, float)):
        return datetime.fromtimestamp(base, _SHANGHAI).replace(tzinfo=None)
    if isinstance(base, dict):
        return datetime(
            base["year"], base.get("month", 1), base.get("day", 1), base.get("hour", 0), base.get("minute", 0)
        )
    if isinstance(base, list):
        return datetime(*(base + [1, 1][len(base) - 1 :] if len(base) < 3 else base))
    return None


def kind_left_out(case: dict[str, Any]) -> str | None:
    """The kind for which a case is left out, or ``None`` where a case file can contain it."""
    expected = case["expected"]
    if expected["type"] == "time_period":
        return "periodic times"
    if expected["type"] == "time_delta":
        return "durations"
    for name, _, pattern in LEFT_OUT:
        if re.search(pattern, case["text"]):
            return name
    if any("inf" in str(one) for one in expected["time"]):
        return "open ends"
    future = isinstance(case["base"], dict) and case["base"].get("time_base") == _FUTURE_BASE
    if future and not re.search("年|前|昨|今|明", case["text"]):
        return "the next such day (JioNLP's ret_future)"
    return None


def kind_of(text: str, expected: dict[str, Any]) -> str:
    """What a case mainly tests."""
    if re.search(r"至|到|~|～|—|－|\d-\d+[日月]|起|止", text) or (
        expected["type"] == "time_span" and re.search(r"\d-\d", text)
    ):
        return "range"
    if re.search(r"[今昨明前后去上下本这次当同]|年[前后]|天[前后]|周[前后]", text):
        return "relative"
    return "with a time of day" if re.search(r"[时点分:：晚早夜午晨天]|黎明", text) else "absolute date"


def right(case: dict[str, Any]) -> bool:
    wanted = [datetime.fromisoformat(one).replace(second=0) for one in case["expected"]["time"]]
    found = said(case["text"], base_of(case["base"]))
    return found is not None and [one.replace(second=0, microsecond=0) for one in found] == wanted


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--wrong", action="store_true", help="print what is read wrong")
    parser.add_argument("--left-out", action="store_true", help="print every case that is left out")
    options = parser.parse_args()
    source = options.folder / "time_parser_cases.jsonl"
    if not source.exists():
        print("no time_parser_cases.jsonl in this folder", file=sys.stderr)
        return 2
    good, total, left = Counter[str](), Counter[str](), Counter[str]()
    for line in source.read_text("utf-8").splitlines():
        case = json.loads(line)
        omitted = kind_left_out(case)
        if omitted:
            left[omitted] += 1
            if options.left_out:
                print(f"  out [{omitted}] {case['text']}")
            continue
        kind = kind_of(case["text"], case["expected"])
        total[kind] += 1
        good[kind] += right(case)
        if options.wrong and not right(case):
            print(
                f"  wrong [{kind}] {case['text']}: {said(case['text'], base_of(case['base']))}"
                f" for {case['expected']['time']}"
            )
    for kind in sorted(total):
        print(f"{kind:<22}{good[kind]:>4} of {total[kind]:>4}  {good[kind] / total[kind]:7.1%}")
    print(f"{'all':<22}{good.total():>4} of {total.total():>4}  {good.total() / total.total():7.1%}")
    print(f"left out: {left.total()}")
    reasons = {name: why for name, why, _ in LEFT_OUT}
    for kind, count in left.most_common():
        print(f"  {count:>3}  {kind}" + (f": {reasons[kind]}" if kind in reasons else ""))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
