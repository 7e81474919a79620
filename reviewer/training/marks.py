"""How well signatures, fingerprints and seals are found, on cases whose ``truth.json`` lists the true marks.

The documents are taken from the truth, so that only reading and marks are measured. Every true mark is given to the
nearest found one of its kind on its page; one found mark may stand for as many persons as it counts.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from reviewer.core.casefile import Box, Document, Origin
from reviewer.core.errors import InputError
from reviewer.core.facts import Mark, MarkKind, Presence
from reviewer.training.figures import Ratio, calibration_error

LAYER = "文字层"
REACH = 120.0  # points between a true mark and the found one that may stand for it


class Verdict(StrEnum):
    """What became of a true mark, or of a found one without a true one."""

    FOUND = "found"
    FALSE_ABSENT = "false_absent"  # said to be missing, and it is there: the worst that can happen
    LEFT_OPEN = "left_open"
    NOT_ASKED = "not_asked"  # the form asks for no mark there
    INVENTED = "invented"
    PRINTED = "printed"  # a name that is printed where the form has people sign; the truth lists only what is signed
    RIGHTLY_ABSENT = "rightly_absent"
    OPEN_ABSENT = "open_absent"  # missing in truth, and left open


@dataclass(frozen=True, slots=True)
class Outcome:
    """One verdict with where it was reached; ``setting`` is how the page came to us."""

    kind: MarkKind
    verdict: Verdict
    setting: str
    where: str
    presence: Presence | None = None
    probability: float = 1.0


def outcomes(corpus: Path, *, only: Iterable[str] = ()) -> Iterator[Outcome]:
    """The verdicts on all cases of a folder that list their marks.

    Args:
        corpus: a folder of case folders.
        only: names of cases; all where empty.

    Raises:
        InputError: no case lists marks.
    """
    wanted = set(only)
    some = False
    for path in sorted(corpus.glob("*/truth.json")):
        truth = json.loads(path.read_text(encoding="utf-8"))
        if not truth.get("marks") or (wanted and path.parent.name not in wanted):
            continue
        some = True
        yield from of_case(path.parent, truth)
    if not some:
        raise InputError(f"{corpus.name} 中没有带 marks 的 truth.json")


def of_case(case: Path, truth: Mapping[str, Any]) -> Iterator[Outcome]:
    """The verdicts on one case."""
    from reviewer.extraction.marks import find_marks
    from reviewer.law.forms import load_forms
    from reviewer.reading.gather import read_case
    from reviewer.reading.intake import admit_case

    forms = load_forms()
    with admit_case(case) as admission:
        gathered = read_case(admission)
    paths = {source.id: source.path for source in gathered.sources}
    for number, row in enumerate(truth["documents"]):
        first, last = row["first_page"], row["last_page"]
        pages = tuple(
            page for page in gathered.pages if paths[page.source] == row["source"] and first <= page.number <= last
        )
        if not pages or row["type"] not in forms or pages[0].origin is Origin.TEXT:
            continue
        document = Document(f"d{number}", row["type"], row["source"], first, last, pages)
        # the recorder is one of the officers, and already counted with them
        found = [mark for mark in find_marks(document, forms[row["type"]]) if mark.who != "recorder"]
        true = [one for one in truth["marks"] if one["source"] == row["source"] and first <= one["page"] <= last]
        yield from compare(found, true, setting=_setting(document, truth), case=case.name)


def _setting(document: Document, truth: Mapping[str, Any]) -> str:
    """Text layer, or scan with what is known of it."""
    page = document.pages[0]
    if page.origin is Origin.LAYER:
        return LAYER
    generator = truth.get("generator", {})
    dpi = f" {generator['dpi']}dpi" if generator.get("dpi") else ""
    return f"扫描件{dpi} {'灰度' if page.grey else '彩色'} 转{generator.get('turn', 0)}°"


def compare(
    found: Sequence[Mark], true: Sequence[Mapping[str, Any]], *, setting: str = "", case: str = ""
) -> Iterator[Outcome]:
    """Pair the marks of one document, nearest first, and judge every pair and everything left over."""
    pairs = sorted(
        (distance, one.presence is not Presence.PRESENT, here, there)
        for there, one in enumerate(found)
        for here, mark in enumerate(true)
        if one.span.box is not None
        and (one.kind.value, one.span.page) == (mark["kind"], mark["page"])
        and (distance := apart(one.span.box, Box(*mark["bbox"]))) < REACH
    )
    room = [max(mark.count, 1) for mark in found]
    partner: dict[int, int] = {}
    for _, _, here, there in pairs:
        if here not in partner and room[there]:
            partner[here] = there
            room[there] -= 1
    for here, mark in enumerate(true):
        one = found[partner[here]] if here in partner else None
        where = f"{case} {mark['source']} {mark['page']} {one.label if one else ''}"
        verdict = _verdict(one, present=mark["present"])
        if one is None:
            yield Outcome(MarkKind(mark["kind"]), verdict, setting, where)
        else:
            yield Outcome(one.kind, verdict, setting, where, one.presence, one.probability)
    for there, one in enumerate(found):
        if there not in partner.values() and one.presence is not Presence.UNKNOWN:
            where = f"{case} {one.span.source} {one.span.page} {one.label}"
            seen = Verdict.PRINTED if setting == LAYER and one.name else Verdict.INVENTED
            verdict = seen if one.presence is Presence.PRESENT else Verdict.RIGHTLY_ABSENT
            yield Outcome(one.kind, verdict, setting, where, one.presence, one.probability)


def _verdict(found: Mark | None, *, present: bool) -> Verdict:
    if found is None:
        return Verdict.NOT_ASKED
    if found.presence is Presence.UNKNOWN:
        return Verdict.LEFT_OPEN if present else Verdict.OPEN_ABSENT
    if found.presence is Presence.PRESENT:
        return Verdict.FOUND if present else Verdict.INVENTED
    return Verdict.FALSE_ABSENT if present else Verdict.RIGHTLY_ABSENT


def apart(one: Box, other: Box) -> float:
    """The distance between two boxes; 0 where they touch. Marks of one row belong together sooner than of a column."""
    across = max(one.x0 - other.x1, other.x0 - one.x1, 0.0)
    down = max(one.top - other.bottom, other.top - one.bottom, 0.0)
    return across + 2 * down


# -- figures ------------------------------------------------------------------------------------------------------


def ratio(found: Iterable[Outcome]) -> Ratio:
    """Presence: what was left open counts as missed, since it was not found."""
    counts = Counter(one.verdict for one in found)
    return Ratio(
        counts[Verdict.FOUND], counts[Verdict.INVENTED], counts[Verdict.LEFT_OPEN] + counts[Verdict.FALSE_ABSENT]
    )


def table(found: Sequence[Outcome]) -> str:
    """The figures as text: a block a setting, a line a kind."""
    names = {MarkKind.SIGNATURE: "签名", MarkKind.FINGERPRINT: "指印", MarkKind.SEAL: "印章"}
    lines: list[str] = []
    for setting in dict.fromkeys(sorted(one.setting for one in found)):
        lines.append(f"{setting}")
        for kind in MarkKind:
            own = [one for one in found if one.setting == setting and one.kind is kind]
            counts, figures = Counter(one.verdict for one in own), ratio(own)
            lines.append(
                f"  {names[kind]}  精确率 {figures.precision:.3f}  召回率 {figures.recall:.3f}  F1 {figures.f1:.3f}"
                f"  实有 {figures.right + figures.missed}"
                f"  误称缺失 {counts[Verdict.FALSE_ABSENT]}  未定 {counts[Verdict.LEFT_OPEN]}"
                f"  误认 {counts[Verdict.INVENTED]}  正确判缺 {counts[Verdict.RIGHTLY_ABSENT]}"
                f"  印制姓名 {counts[Verdict.PRINTED]}  应缺未定 {counts[Verdict.OPEN_ABSENT]}  样式不要求 {counts[Verdict.NOT_ASKED]}"
            )
    sure = [(one.probability, right) for one in found if (right := rightness(one)) is not None]
    error = calibration_error([probability for probability, _ in sure], [right for _, right in sure])
    return "\n".join([*lines, f"概率校准误差 {error:.3f}（{len(sure)} 处）"]) + "\n"


def rightness(one: Outcome) -> bool | None:
    """Whether what was said of a mark is right; ``None`` where nothing was said."""
    if one.presence in (None, Presence.UNKNOWN):
        return None
    return one.verdict in (Verdict.FOUND, Verdict.RIGHTLY_ABSENT, Verdict.PRINTED)


def evaluate(corpus: Path) -> str:
    """Figures of presence a kind and a setting, for the terminal.

    Raises:
        InputError: no case of the folder lists marks.
    """
    return table(list(outcomes(corpus)))
