"""How a story of the corpus is written down."""

from __future__ import annotations

CONFLICT, OTHER = "conflict", "other"


def c(aspect: str, a: str, b: str) -> tuple[str, str, str, str, str]:
    return CONFLICT, aspect, "conflict", a, b


def n(kind: str, a: str, b: str, aspect: str = "") -> tuple[str, str, str, str, str]:
    return OTHER, aspect, kind, a, b


def story(
    id: str, crime: str, date: str, people: dict[str, str], *pairs: tuple[str, str, str, str, str], test: bool = False
) -> dict:
    return {"id": id, "crime": crime, "date": date, "people": people, "pairs": pairs, "test": test}
