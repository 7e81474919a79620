"""How well signatures, fingerprints and seals are found, on cases whose ``truth.json`` lists the true marks.

The documents are taken from the truth, so that only reading and marks are measured. Every true mark is given to the
nearest found one of its kind on its page; one found mark may stand for as many persons as it counts. Of a truth that is
partial (what people labelled) only the marks that are in it are judged, on the documents that they name.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from reviewer import models
from reviewer.core.casefile import Box, Document, Origin
from reviewer.core.errors import InputError
from reviewer.core.facts import Mark, MarkKind, Presence
from reviewer.extraction import calibration
from reviewer.extraction.calibration import Calibration
from reviewer.training import material
from reviewer.training.figures import Ratio, calibration_error
from reviewer.training.pages import is_partial

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
    case: str = ""
    presence: Presence | None = None
    probability: float = 1.0


def outcomes(corpus: Path, *, only: Iterable[str] = (), calibrate: bool = True) -> Iterator[Outcome]:
    """The verdicts on all cases of a folder that list their marks.

    Args:
        corpus: a folder of case folders.
        only: names of cases; all where empty.
        calibrate: as ``find_marks``.

    Raises:
        InputError: no case lists marks.
    """
    wanted = set(only)
    some = False
    for place in material.case_folders(corpus):
        truth = material.truth_of(place)
        if not truth.get("marks") or (wanted and place.name not in wanted):
            continue
        some = True
        yield from of_case(place, truth, calibrate=calibrate)
    if not some:
        raise InputError(f"{corpus.name} 中没有带 marks 的 truth.json")


def of_case(case: Path, truth: Mapping[str, Any], *, calibrate: bool = True) -> Iterator[Outcome]:
    """The verdicts on one case."""
    from reviewer.extraction.marks import find_marks
    from reviewer.law.forms import load_forms
    from reviewer.reading.gather import read_case
    from reviewer.reading.intake import admit_case

    forms = load_forms()
    with admit_case(case) as admission:
        gathered = read_case(admission)
    paths = {source.id: source.path for source in gathered.sources}
    name = material.group_of(case)
    for number, row in enumerate(_documents(truth)):
        first, last = row["first_page"], row["last_page"]
        pages = tuple(
            page for page in gathered.pages if paths[page.source] == row["source"] and first <= page.number <= last
        )
        if not pages or row["type"] not in forms or pages[0].origin is Origin.TEXT:
            continue
        document = Document(f"d{number}", row["type"], row["source"], first, last, pages)
        # the recorder is one of the officers, and already counted with them
        found = [
            mark for mark in find_marks(document, forms[row["type"]], calibrate=calibrate) if mark.who != "recorder"
        ]
        true = [one for one in truth["marks"] if one["source"] == row["source"] and first <= one["page"] <= last]
        judged = compare(found, true, setting=_setting(document, truth), case=name)
        yield from islice(judged, len(true)) if is_partial(truth) else judged


def _documents(truth: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
    """The documents of a truth; of a partial one those that its marks name."""
    if not is_partial(truth):
        return truth["documents"]
    named = [{"source": one["source"], **one["document"]} for one in truth["marks"] if one.get("document")]
    return {json.dumps(one, sort_keys=True): one for one in named}.values()


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
            yield Outcome(MarkKind(mark["kind"]), verdict, setting, where, case)
        else:
            yield Outcome(one.kind, verdict, setting, where, case, one.presence, one.probability)
    for there, one in enumerate(found):
        if there not in partner.values() and one.presence is not Presence.UNKNOWN:
            where = f"{case} {one.span.source} {one.span.page} {one.label}"
            printed = bool(one.name) and one.kind is MarkKind.SIGNATURE
            seen = Verdict.PRINTED if printed else Verdict.INVENTED
            verdict = seen if one.presence is Presence.PRESENT else Verdict.RIGHTLY_ABSENT
            yield Outcome(one.kind, verdict, setting, where, case, one.presence, one.probability)


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


_NAMES = {MarkKind.SIGNATURE: "签名", MarkKind.FINGERPRINT: "指印", MarkKind.SEAL: "印章"}


def table(found: Sequence[Outcome]) -> str:
    """The figures as text: a block a setting, a line a kind."""
    lines: list[str] = []
    for setting in sorted({one.setting for one in found}):
        lines.append(setting)
        lines += [
            _row(kind, [one for one in found if one.setting == setting and one.kind is kind]) for kind in MarkKind
        ]
    sure = [one for one in found if rightness(one) is not None]
    error = calibration_error([one.probability for one in sure], [bool(rightness(one)) for one in sure])
    return "\n".join([*lines, f"概率校准误差 {error:.3f}（{len(sure)} 处）"]) + "\n"


def _row(kind: MarkKind, own: Sequence[Outcome]) -> str:
    counts, figures = Counter(one.verdict for one in own), ratio(own)
    return (
        f"  {_NAMES[kind]}  精确率 {figures.precision:.3f}  召回率 {figures.recall:.3f}  F1 {figures.f1:.3f}"
        f"  实有 {figures.right + figures.missed}"
        f"  误称缺失 {counts[Verdict.FALSE_ABSENT]}  未定 {counts[Verdict.LEFT_OPEN]}"
        f"  误认 {counts[Verdict.INVENTED]}  正确判缺 {counts[Verdict.RIGHTLY_ABSENT]}"
        f"  印制姓名 {counts[Verdict.PRINTED]}  应缺未定 {counts[Verdict.OPEN_ABSENT]}"
        f"  样式不要求 {counts[Verdict.NOT_ASKED]}"
    )


def rightness(one: Outcome) -> bool | None:
    """Whether what was said of a mark is right; ``None`` where nothing was said."""
    if one.presence in (None, Presence.UNKNOWN):
        return None
    return one.verdict in (Verdict.FOUND, Verdict.RIGHTLY_ABSENT, Verdict.PRINTED)


def evaluate(*corpora: Path) -> str:
    """Figures of presence a kind and a setting, for the terminal.

    Raises:
        InputError: no case of the folders lists marks.
    """
    return table(_all(corpora, calibrate=True))


def _all(corpora: Sequence[Path], *, calibrate: bool) -> list[Outcome]:
    """The outcomes of all cases that list marks, each case once."""
    found: dict[str, list[Outcome]] = {}
    for place in (place for corpus in corpora for place in material.case_folders(corpus)):
        truth = material.truth_of(place)
        name = material.group_of(place)
        if truth.get("marks") and name not in found:
            try:
                found[name] = list(of_case(place, truth, calibrate=calibrate))
            except (KeyError, TypeError, ValueError) as error:
                raise InputError(f"{place.name}/truth.json 的 marks 不符合格式（{type(error).__name__}）") from None
    if not found:
        raise InputError("没有带 marks 的 truth.json")
    return [one for ones in found.values() for one in ones]


# -- training -----------------------------------------------------------------------------------------------------

PRIOR = 2.0  # marks for which the probability is believed as it is, at every step of the grid


def train(*corpora: Path, out: Path | None = None) -> str:
    """Learn how far the probabilities can be trusted; put it in use where it is better than what is.

    Args:
        corpora: case folders whose truth lists marks.
        out: the ``models`` folder to write to; the product's own where not given.

    Raises:
        InputError: no case lists marks, or there are too few for a part that is never trained on.
        ModelError: there is nowhere to write.
    """
    found = [one for one in _all(corpora, calibrate=False) if rightness(one) is not None]
    kept = frozenset(one.case for one in found if material.part_of(one.case) == material.FROZEN)
    held = [one for one in found if one.case in kept]
    if not held or len(held) == len(found):
        raise InputError("带签名、捺印、印章标注的案件太少，分不出训练和比较两部分；请再标注一些案件")
    fitted = fit(one for one in found if one.case not in kept)
    before, after = error_of(held, calibration.load(folder=out)), error_of(held, fitted)
    text = f"校准误差（{len(kept)} 个留出案卷，{len(held)} 处）：现用 {before:.4f}，新 {after:.4f}\n"
    if after >= before:
        return text + "新校准没有更好，未保存\n"
    version = models.next_version(calibration.TASK, folder=out)
    groups = sorted(fitted.curves)
    models.save(
        calibration.TASK,
        version,
        arrays={"curves": np.stack([fitted.curves[group] for group in groups])},
        vocabulary={"groups": groups},
        card=_card(found, kept, before=before, after=after),
        folder=out,
    )
    models.promote(calibration.TASK, version, folder=out)
    return text + f"已保存并启用 marks/{version}\n"


def fit(found: Iterable[Outcome]) -> Calibration:
    """A rising curve for every group, drawn to the probabilities themselves where little was seen."""
    groups: dict[str, list[Outcome]] = {}
    for one in found:
        groups.setdefault(_group(one), []).append(one)
    return Calibration({name: _curve(group) for name, group in groups.items()})


def _curve(group: Sequence[Outcome]) -> np.ndarray:
    from sklearn.isotonic import IsotonicRegression

    grid = np.linspace(0.0, 1.0, calibration.STEPS)
    seen = [one.probability for one in group]
    right = [float(bool(rightness(one))) for one in group]
    weights = [1.0] * len(group) + [PRIOR] * len(grid)
    model = IsotonicRegression(y_min=0.0, y_max=0.99, out_of_bounds="clip")
    model.fit([*seen, *grid], [*right, *grid], sample_weight=weights)
    return np.asarray(model.predict(grid), dtype=np.float32)


def error_of(found: Sequence[Outcome], curves: Calibration | None) -> float:
    """The calibration error of marks with the given curves."""
    sure = [one.probability if curves is None else curves.of(_group(one), one.probability) for one in found]
    return calibration_error(sure, [bool(rightness(one)) for one in found])


def _group(one: Outcome) -> str:
    way = calibration.LAYER if one.setting == LAYER else calibration.SCAN
    presence = one.presence.value if one.presence else ""
    return calibration.group_of(one.kind.value, presence, way)


def _card(found: Sequence[Outcome], kept: frozenset[str], *, before: float, after: float) -> dict[str, Any]:
    cases = sorted({one.case for one in found})
    counted = Counter(_group(one) for one in found)
    return {
        "what": "how far the probability of a mark can be trusted; the marks are found by classical image analysis",
        "data": {
            "sha256": hashlib.sha256("".join(cases).encode()).hexdigest(),
            "cases": len(cases),
            "held_back": sorted(kept),
            "marks": dict(sorted(counted.items())),
        },
        "configuration": {"prior": PRIOR, "steps": calibration.STEPS, "held_back": "by the hash of the case"},
        "figures": {"calibration_error_before": round(before, 4), "calibration_error_after": round(after, 4)},
        "limits": "invented files of one author; handwriting is a warped font, scans are flat; groups with few marks "
        "stay near the probabilities of the image analysis",
    }
