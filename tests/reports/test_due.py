"""What runs out next: order, words, JSON, and the calendar by the letter of RFC 5545."""

from __future__ import annotations

import json
from dataclasses import replace

from reviewer.core.finding import Clock, ClockState
from reviewer.pipeline import Review
from reviewer.reports.due import due_list, running


def test_only_running_periods_and_the_next_one_first(awkward: Review) -> None:
    clocks = (
        Clock("TIM016", ClockState.RUNNING, "张某", "2025-11-01", None, "2026-11-01"),
        Clock("TIM001", ClockState.RUNNING, "李某", "2025-11-23T09:00", None, "2025-11-23T21:00"),
        Clock("TIM008", ClockState.RUNNING, "李某", "2025-11-23", None, None),
        Clock("TIM007", ClockState.MET, "李某", "2025-11-23", "2025-11-23", "2025-11-24"),
    )
    found = running([replace(awkward, clocks=clocks)])
    assert [one.clock.rule for one in found] == ["TIM001", "TIM016", "TIM008"]
    assert [one.left for one in found] == [0, 343, None]


def test_text(awkward: Review, reviewed: Review) -> None:
    text = due_list([awkward])
    assert "2025-11-24 09:00" in text
    assert "剩1天" in text
    assert "没有读全" in text
    assert "没有正在进行的期限" in due_list([replace(reviewed, clocks=())])
    assert "1 days left" in due_list([awkward], lang="en")


def test_json(awkward: Review) -> None:
    found = json.loads(due_list([awkward], form="json"))
    assert [row["rule"] for row in found["due"]] == ["TIM001", "TIM016"]
    assert found["due"][1]["days_left"] == 2
    assert found["not_fully_read"] == ["awkward"]


def unfolded(text: str) -> list[str]:
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    lines = text.removesuffix("\r\n").split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)
    return "\r\n".join(lines).replace("\r\n ", "").split("\r\n")


def test_calendar(awkward: Review) -> None:
    lines = unfolded(due_list([awkward], form="ics"))
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-1] == "END:VCALENDAR"
    assert "VERSION:2.0" in lines
    assert any(line.startswith("PRODID:") for line in lines)
    opened: list[str] = []
    for line in lines:
        name, _, value = line.partition(":")
        assert value
        if name == "BEGIN":
            opened.append(value)
        elif name == "END":
            assert opened.pop() == value
    assert not opened
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == 2
    assert "DTSTART;TZID=Asia/Shanghai:20251124T090000" in lines
    assert "DTSTART;VALUE=DATE:20251125" in lines
    assert "DTEND;VALUE=DATE:20251126" in lines
    identifiers = [line for line in lines if line.startswith("UID:")]
    assert len(set(identifiers)) == 2


def test_calendar_escapes_text_and_keeps_its_entries(awkward: Review) -> None:
    clock = Clock("TIM001", ClockState.RUNNING, "甲", "2025-11-20", None, "2025-11-24", "一;二,三\\四\n五" + "长" * 60)
    text = due_list([replace(awkward, clocks=(clock,))], form="ics")
    lines = unfolded(text)
    assert any(line.startswith("DESCRIPTION:一\\;二\\,三\\\\四\\n五长") for line in lines)
    later = due_list([replace(awkward, clocks=(replace(clock, due="2025-11-30"),))], form="ics")
    assert [line for line in unfolded(later) if line.startswith("UID")] == [
        line for line in lines if line.startswith("UID")
    ]


def test_empty_calendar_is_whole(reviewed: Review) -> None:
    lines = unfolded(due_list([replace(reviewed, clocks=())], form="ics"))
    assert "BEGIN:VEVENT" not in lines
    assert "BEGIN:VTIMEZONE" in lines  # a calendar needs at least one component
