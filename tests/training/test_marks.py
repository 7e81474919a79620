"""The comparison of marks with the truth, and the calibration of their probabilities."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from reviewer import models
from reviewer.core.casefile import Box, Document, Origin, Page, Span
from reviewer.core.errors import InputError
from reviewer.core.facts import Mark, MarkKind, Presence
from reviewer.extraction.calibration import STEPS, Calibration, calibrated, group_of
from reviewer.training.marks import LAYER, Outcome, Verdict, compare, fit, outcomes, ratio

ROOM = Box(100, 100, 160, 120)


def found(presence: Presence, box: Box = ROOM, *, count: int = 1, name: str | None = None) -> Mark:
    return Mark(MarkKind.SIGNATURE, "subject", presence, Span("a.pdf", 1, box), "本人", name, count, 0.8)


def true(box: Box = ROOM, *, present: bool = True) -> dict[str, Any]:
    return {"kind": "signature", "source": "a.pdf", "page": 1, "bbox": list(box), "present": present, "who": "赵某"}


@pytest.mark.parametrize(
    ("presence", "present", "verdict"),
    [
        (Presence.PRESENT, True, Verdict.FOUND),
        (Presence.PRESENT, False, Verdict.INVENTED),
        (Presence.ABSENT, True, Verdict.FALSE_ABSENT),
        (Presence.ABSENT, False, Verdict.RIGHTLY_ABSENT),
        (Presence.UNKNOWN, True, Verdict.LEFT_OPEN),
        (Presence.UNKNOWN, False, Verdict.OPEN_ABSENT),
    ],
)
def test_what_is_said_of_a_mark(presence: Presence, present: bool, verdict: Verdict) -> None:
    (one,) = compare([found(presence)], [true(present=present)])
    assert one.verdict is verdict


def test_a_mark_of_another_row_does_not_excuse_an_empty_place() -> None:
    below = Box(100, 130, 160, 150)
    verdicts = {one.verdict for one in compare([found(Presence.PRESENT), found(Presence.ABSENT, below)], [true()])}
    assert verdicts == {Verdict.FOUND, Verdict.RIGHTLY_ABSENT}


def test_one_mark_stands_for_as_many_as_it_counts() -> None:
    pair = [true(), true(Box(170, 100, 230, 120))]
    assert [one.verdict for one in compare([found(Presence.PRESENT, count=2)], pair)] == [Verdict.FOUND] * 2
    assert {one.verdict for one in compare([found(Presence.PRESENT)], pair)} == {Verdict.FOUND, Verdict.NOT_ASKED}


def test_a_found_mark_without_a_true_one_is_invented_unless_it_is_a_printed_name() -> None:
    assert [one.verdict for one in compare([found(Presence.PRESENT)], [])] == [Verdict.INVENTED]
    (named,) = compare([found(Presence.PRESENT, name="赵某")], [], setting=LAYER)
    assert named.verdict is Verdict.PRINTED


def test_what_is_left_open_lowers_recall_and_not_precision() -> None:
    figures = ratio([*compare([found(Presence.UNKNOWN)], [true()]), *compare([found(Presence.PRESENT)], [true()])])
    assert (figures.precision, figures.recall) == (1.0, 0.5)


def outcome(probability: float, *, right: bool) -> Outcome:
    verdict = Verdict.FOUND if right else Verdict.INVENTED
    return Outcome(MarkKind.SIGNATURE, verdict, LAYER, "", "a", Presence.PRESENT, probability)


def test_the_curve_rises_to_what_was_right_and_stays_where_nothing_was_seen() -> None:
    group = group_of("signature", "present", "layer")
    curves = fit([outcome(0.7, right=True)] * 90 + [outcome(0.7, right=False)] * 10)
    assert abs(curves.of(group, 0.7) - 0.9) < 0.03
    assert curves.of(group, 0.2) < 0.3
    assert all(np.diff(curves.curves[group]) >= 0)
    assert curves.of(group_of("seal", "absent", "scan"), 0.7) == 0.7


def test_a_calibration_is_saved_loaded_and_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(models.VARIABLE, str(tmp_path))
    page = Page("a.pdf", 1, 595, 842, origin=Origin.LAYER)
    document = Document("d", "summons_criminal", "a.pdf", 1, 1, (page,))
    mark = found(Presence.PRESENT)
    assert calibrated(mark, document) == mark  # no model: as it is
    group = group_of("signature", "present", "layer")
    curve = np.full((1, STEPS), 0.91)
    models.save("marks", "2026.1", arrays={"curves": curve}, vocabulary={"groups": [group]}, card={})
    models.promote("marks", "2026.1")
    assert calibrated(mark, document).probability == 0.91
    assert calibrated(found(Presence.UNKNOWN), document).probability == 0.8


def test_a_group_that_was_never_seen_keeps_its_probability() -> None:
    assert Calibration({}).of("seal/present/scan", 0.63) == 0.63


def test_a_folder_without_marks_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        list(outcomes(tmp_path))
