"""What runs out next: the running periods of open cases as text, JSON or a calendar (RFC 5545)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from reviewer.checks.rulebook import find_card
from reviewer.core.casefile import CaseFile
from reviewer.core.facts import Moment
from reviewer.core.finding import Clock, ClockState

if TYPE_CHECKING:
    from reviewer.reports.json import Reviewed

_SOON = 3  # days within which a period is marked
_ZONE = "Asia/Shanghai"
_ZONE_LINES = (
    "BEGIN:VTIMEZONE", f"TZID:{_ZONE}", "BEGIN:STANDARD", "DTSTART:19910915T000000", "TZOFFSETFROM:+0800",
    "TZOFFSETTO:+0800", "TZNAME:CST", "END:STANDARD", "END:VTIMEZONE",
)  # fmt: skip
_WORDS = {
    "zh": {
        "none": "没有正在进行的期限。", "left": "剩{}天", "today": "今天", "late": "已过{}天",
        "unknown": "届满时间不明",
        "unread": "有材料没有读全，可能还有别的期限",
        "advice": "以上为机器提示，供人复核。",
        "due": "届满",
    },
    "en": {
        "none": "No period is running.", "left": "{} days left", "today": "today", "late": "{} days over",
        "unknown": "end unknown", "unread": "not everything was read; there may be more periods",
        "advice": "These are hints for a person to check.", "due": "due",
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Due:
    """One running period of one case."""

    case: CaseFile
    clock: Clock
    moment: Moment | None

    @property
    def left(self) -> int | None:
        """Whole days from the day of judgement to the day on which it runs out."""
        return None if self.moment is None else (self.moment.day - self.case.as_of).days

    def title(self, lang: str) -> str:
        card = find_card(self.clock.rule)
        return self.clock.rule if card is None else card.named(lang)


def running(reviews: Iterable[Reviewed]) -> list[Due]:
    """The running periods of all cases, the next to run out first; those whose end is unknown come last."""
    found = [
        Due(review.case, clock, Moment.parse(clock.due))
        for review in reviews
        for clock in review.clocks
        if clock.state is ClockState.RUNNING
    ]
    last = datetime.max
    return sorted(
        found,
        key=lambda one: (
            one.moment.latest if one.moment else last,
            one.case.id,
            one.clock.rule,
            one.clock.subject or "",
        ),
    )


def due_list(reviews: Sequence[Reviewed], *, form: str = "text", lang: str = "zh") -> str:
    """What runs out next, as ``text``, ``json`` or ``ics``."""
    found = running(reviews)
    if form == "json":
        rows = [_row(one, lang) for one in found]
        return json.dumps({"due": rows, "not_fully_read": _unread(reviews)}, ensure_ascii=False, indent=1) + "\n"
    if form == "ics":
        return calendar(found, lang=lang)
    return _text(found, reviews, lang)


def _unread(reviews: Iterable[Reviewed]) -> list[str]:
    return [review.case.id for review in reviews if review.case.not_read]


def _row(one: Due, lang: str) -> dict[str, Any]:
    return {
        "case": one.case.id,
        "title": one.case.title,
        "rule": one.clock.rule,
        "rule_title": one.title(lang),
        "subject": one.clock.subject,
        "from": one.clock.start,
        "due": one.clock.due,
        "days_left": one.left,
        "arithmetic": one.clock.arithmetic or None,
    }


def _text(found: Sequence[Due], reviews: Sequence[Reviewed], lang: str) -> str:
    words = _WORDS[lang]
    lines = [] if found else [words["none"]]
    for one in found:
        due = (one.clock.due or words["unknown"]).replace("T", " ")
        mark = "!" if one.left is not None and one.left <= _SOON else " "
        who = f"  {one.clock.subject}" if one.clock.subject else ""
        lines.append(f"{mark} {due}  {_left(one, words)}  {one.case.id}{who}  {one.clock.rule} {one.title(lang)}")
        if one.clock.arithmetic:
            lines.append(f"    {one.clock.arithmetic}")
    lines += [f"{case_id}：{words['unread']}" for case_id in _unread(reviews)]
    return "\n".join([*lines, words["advice"]]) + "\n"


def _left(one: Due, words: dict[str, str]) -> str:
    if one.left is None:
        return words["unknown"]
    if one.left == 0:
        return words["today"]
    return words["left"].format(one.left) if one.left > 0 else words["late"].format(-one.left)


# -- iCalendar -------------------------------------------------------------------------------------------------


def calendar(found: Iterable[Due], *, lang: str = "zh") -> str:
    """The periods as an iCalendar file: one entry each, with an alarm a day before. Lines end with CR LF."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//reviewer//due//ZH", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    lines += _ZONE_LINES
    for one in found:
        if one.moment is not None:
            lines += _entry(one, one.moment, lang)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _entry(one: Due, moment: Moment, lang: str) -> list[str]:
    clock = one.clock
    who = f" {clock.subject}" if clock.subject else ""
    summary = f"{_WORDS[lang]['due']}：{one.title(lang)}{who}（{one.case.title or one.case.id}）"
    stamp = datetime.combine(one.case.as_of, time.min)
    return [
        "BEGIN:VEVENT",
        f"UID:{_uid(one)}",
        f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}",
        *_when(moment),
        f"SUMMARY:{_escaped(summary)}",
        f"DESCRIPTION:{_escaped(clock.arithmetic)}",
        f"CATEGORIES:{clock.rule}",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "TRIGGER:-P1D",
        f"DESCRIPTION:{_escaped(summary)}",
        "END:VALARM",
        "END:VEVENT",
    ]


def _uid(one: Due) -> str:
    """The same period keeps its entry when the calendar is made again."""
    import hashlib

    facts = "|".join((one.case.id, one.clock.rule, one.clock.subject or "", one.clock.start or ""))
    return f"{hashlib.sha256(facts.encode()).hexdigest()[:32]}@reviewer"


def _when(moment: Moment) -> list[str]:
    if moment.exact:
        return [f"DTSTART;TZID={_ZONE}:{moment.earliest:%Y%m%dT%H%M%S}"]
    return [
        f"DTSTART;VALUE=DATE:{moment.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{moment.day + timedelta(days=1):%Y%m%d}",
    ]


def _escaped(text: str) -> str:
    for character in ("\\", ";", ","):
        text = text.replace(character, "\\" + character)
    return "".join(one for one in text.replace("\r\n", "\n").replace("\n", "\\n") if one.isprintable())


def _folded(line: str) -> Iterator[str]:
    """A content line in pieces of at most 75 octets, never within a character; the further ones begin with a blank."""
    piece, size = "", 0
    for character in line:
        octets = len(character.encode())
        if size + octets > 75:
            yield piece
            piece, size = " ", 1
        piece += character
        size += octets
    yield piece
