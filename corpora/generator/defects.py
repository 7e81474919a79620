"""Planted violations: each changes one fact of an otherwise lawful case and says where a person would see it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from generator.base import Case, Finding

Where = list[tuple[str, str | None]]
Change = Callable[[Case], None]


@dataclass(frozen=True)
class Defect:
    """One way to break the law.

    `flags` act before times are planned, `times` after planning, `papers` after writing. `also` are rules that the
    same change may touch: they are tolerated. `with_rules` are violations that the change makes certain as well.
    """

    rule: str
    note: str
    where: Where
    when: Callable[[Case], bool] = lambda _: True
    flags: dict[str, object] = field(default_factory=dict)
    times: Change | None = None
    papers: Change | None = None
    omit: tuple[str, ...] = ()
    also: str = ""
    with_rules: tuple[tuple[str, str], ...] = ()
    group: str = ""


def unsign(key: str, anchor: str, *, names: int = 0) -> Change:
    """Leaves a signature place empty; with `names`, only from that signer on."""

    def change(case: Case) -> None:
        for paper in case.documents:
            if paper.key == key:
                for sign in paper.signs(anchor):
                    if names:
                        sign.absent = sign.who[names:]
                    else:
                        sign.present = False

    return change


def unsign_page(key: str) -> Change:
    """Leaves the foot of the first page of a record empty."""

    def change(case: Case) -> None:
        for paper in case.documents:
            if paper.key == key:
                paper.unsigned_pages = {1}

    return change


def unconfirm(key: str) -> Change:
    """A record that nobody confirmed: no signature on any page and no closing sentence."""

    def change(case: Case) -> None:
        for paper in case.documents:
            if paper.key == key:
                paper.unsigned_pages = set(range(1, 30))
                unsign(key, "subject")(case)
                last = max(i for i, block in enumerate(paper.blocks) if block.kind == "line")
                del paper.blocks[last]

    return change


def unseal(key: str) -> Change:
    """Takes the seals off a paper."""

    def change(case: Case) -> None:
        for paper in case.documents:
            if paper.key == key:
                for block in paper.blocks:
                    if block.kind == "seal":
                        block.present = False

    return change


def has(case: Case, key: str) -> bool:
    """Whether the written case holds a paper."""
    return any(paper.key == key for paper in case.documents)


def register(case: Case, defect: Defect) -> None:
    """Writes the findings of a planted defect."""
    case.findings.append(Finding(defect.rule, list(defect.where), defect.note))
    for rule, note in defect.with_rules:
        case.findings.append(Finding(rule, list(defect.where), note))
    case.tolerated |= set(defect.also.split())
