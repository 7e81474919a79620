"""What a story is: the facts that forms print and the answers that people give about them."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Slot:
    """One fact that several people speak of. `say` are agreeing wordings, `other` disagreeing ones."""

    aspect: str
    form: str
    say: list[str]
    other: list[str]
    what: str


@dataclass
class Penalty:
    """One lawful penalty: `kind` is warning, fine, detain or both."""

    kind: str
    days: int = 0
    fine: int = 0


@dataclass
class Story:
    """One kind of crime or violation, told once; people, places and days are filled in by the case.

    In the texts {P} is the suspect, {V} the victim, {W} the witness, {place} the place, {day} the day,
    and any other name in braces is a slot.
    """

    key: str
    part: str
    act: str
    article: str
    places: list[str]
    hours: list[int]
    summary: str
    suspect: list[tuple[str, str]]
    second: list[tuple[str, str]]
    victim: list[tuple[str, str]]
    witness: list[tuple[str, str]]
    slots: dict[str, Slot]
    routes: list[str] = field(default_factory=list)
    items: list[tuple[str, str, str]] = field(default_factory=list)
    opinion: tuple[str, str, str, str] | None = None  # kind, institute, title, opinion
    alternatives: dict[int, str] = field(default_factory=dict)
    penalties: dict[int, list[Penalty]] = field(default_factory=dict)
    modes: list[str] = field(default_factory=list)
    victim_age: tuple[int, int] = (20, 60)
    copies: str = ""
    grave: bool = False
    on_scene: bool = False
    economic: bool = False
