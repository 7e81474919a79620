"""Small cases of records for tests."""

from __future__ import annotations

from datetime import date

from reviewer.core.casefile import Box, CaseFile, CaseKind, Document, Line, Page
from reviewer.core.facts import Field

NOWHERE = Box(0, 0, 0, 0)


def record(
    number: int, speaker: str, *said: str, suspect: bool = False, sex: str = "男", day: str = "2026-05-10"
) -> Document:
    """``said`` alternates question and answer."""
    lines = [f"{'问' if at % 2 == 0 else '答'}：{text}" for at, text in enumerate(said)]
    page = Page(f"{number:02}.txt", 1, lines=tuple(Line(text, NOWHERE) for text in lines))
    fields = {
        "subject_name": Field("subject_name", speaker),
        "sex": Field("sex", sex),
        "time_range": Field("time_range", [f"{day}T{8 + number:02}:00", None]),
    }
    kind = "interrogation_record" if suspect else "interview_record"
    return Document(f"d{number}", kind, page.source, 1, 1, (page,), None, 1.0, fields)


def case(*documents: Document) -> CaseFile:
    return CaseFile("T", CaseKind.CRIMINAL, date(2026, 6, 1), (), documents)
