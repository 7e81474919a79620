"""The sample case, reviewed once, and a case made of awkward text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from reviewer.core.casefile import Box, CaseFile, CaseKind, Document, Source, SourceStatus, Span, Trouble
from reviewer.core.finding import (
    Authority,
    Check,
    Clock,
    ClockState,
    Deduction,
    Finding,
    Outcome,
    Score,
    Severity,
)
from reviewer.pipeline import Review, review

SAMPLE = Path(__file__).parents[2] / "corpora" / "sample" / "demo-criminal"
AS_OF = date(2025, 11, 23)
AWKWARD = '=HYPERLINK("http://example.org")<script>alert(1)</script>\x07]]>&\u2028'


@pytest.fixture(scope="session")
def sample() -> Path:
    return SAMPLE


@pytest.fixture(scope="session")
def reviewed() -> Review:
    found = review(SAMPLE, as_of=AS_OF, ocr=False)
    assert found.findings
    assert found.clocks
    return found


@pytest.fixture(scope="session")
def awkward() -> Review:
    """A case whose every text is awkward: a formula, mark-up, a control character."""
    source = Source("s1", f"{AWKWARD}.pdf", "a" * 64, "application/pdf", 2, SourceStatus.PARTLY_READ, AWKWARD)
    lost = Source("s2", "坏 件.pdf", "0" * 64, None, 0, SourceStatus.UNREADABLE, "文件已损坏")
    document = Document("d1", "bail_decision", "s1", 1, 2, title=AWKWARD)
    case = CaseFile(
        "awkward", CaseKind.CRIMINAL, AS_OF, (source, lost), (document,),
        troubles=(Trouble("s1", 2, "reading", AWKWARD), Trouble("s2", 0, "reading", "损坏")),
        title=AWKWARD, number=AWKWARD, unit=AWKWARD,
    )  # fmt: skip
    span = Span("s1", 1, Box(10, 20, 110, 40), AWKWARD, "d1")
    finding = Finding(
        "TIM001-aaaa", "a" * 16, "TIM001", Severity.UNLAWFUL, AWKWARD, AWKWARD, 0.9,
        (Authority("刑事诉讼法", "第一百一十九条", "2018修正"),), (span, replace(span, page=2, box=None)),
        AWKWARD, (AWKWARD,),
    )  # fmt: skip
    checks = (
        Check("TIM001", Outcome.VIOLATED, AWKWARD, (span,)),
        Check("TIM002", Outcome.SATISFIED, AWKWARD, (span,)),
        Check("TIM003", Outcome.UNDETERMINED, AWKWARD),
    )
    clocks = (
        Clock("TIM001", ClockState.RUNNING, AWKWARD, "2025-11-20T09:00", None, "2025-11-24T09:00", AWKWARD),
        Clock("TIM016", ClockState.RUNNING, "张某", "2025-11-20", None, "2025-11-25", "自2025年11月20日起算"),
        Clock("TIM017", ClockState.UNKNOWN),
    )
    score = Score(59, "不合格（不达标）", True, (Deduction("TIM001", 9, (finding.id,), AWKWARD),), (AWKWARD,))
    return Review(case, checks, (finding,), clocks, score)
