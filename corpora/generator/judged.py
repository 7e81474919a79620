"""Which rules the generator has under control: all that are not named here as open to different readings."""

from __future__ import annotations

from datetime import date

from generator.base import Case

COUNTS = {
    "criminal": {
        "TIM": 28,
        "SIG": 15,
        "PER": 15,
        "RIG": 9,
        "DOC": 17,
        "PLC": 6,
        "CON": 13,
        "CNS": 11,
        "STA": 9,
        "EVD": 8,
    },
    "administrative": {
        "TIM": 21,
        "SIG": 12,
        "PER": 8,
        "RIG": 16,
        "DOC": 16,
        "PLC": 7,
        "CON": 12,
        "CNS": 7,
        "STA": 7,
        "EVD": 7,
    },
}
# Rules that turn on judgement, on papers outside the file or on facts the stories leave open.
OPEN = {
    "criminal": "TIM003 TIM009 SIG003 SIG004 SIG014 RIG009 DOC013 DOC017 PLC005 CON004 CON008 CON009 CON011 CON012 CNS003 CNS006 "
    "CNS008 CNS009 CNS010 CNS011 STA004 STA005 STA007 STA008 STA009 EVD001 EVD005 EVD007 EVD008",
    "administrative": "TIM505 TIM506 TIM509 TIM521 SIG502 SIG503 RIG506 DOC504 DOC505 DOC508 DOC509 DOC516 PLC503 PLC504 PLC505 PLC506 "
    "CON504 CON505 CNS503 CNS506 CNS507 STA501 STA504 STA506 STA507 EVD502 EVD505 EVD506 EVD507",
}
# Rules that cannot be judged when the records are text files of their own, without pages to sign.
ON_PAPER = {"SIG001", "SIG002", "SIG005", "SIG006", "SIG501", "SIG504"}


def every_rule(kind: str) -> set[str]:
    """All rule codes of a kind of case."""
    start = 0 if kind == "criminal" else 500
    return {f"{family}{start + n:03d}" for family, count in COUNTS[kind].items() for n in range(1, count + 1)}


def near_an_age(case: Case) -> bool:
    """Whether the suspect came of an age that decides about guilt within half a year of the act."""
    born, act = case.suspect.birth, case.t["incident"].date()
    return any(abs((date(born.year + years, born.month, min(born.day, 28)) - act).days) < 190 for years in (14, 16, 18))


def rules(case: Case) -> tuple[set[str], set[str]]:
    """The judged rules and the tolerated ones."""
    unsure = set(OPEN[case.kind].split()) | case.tolerated
    if case.flags.get("text_form"):
        unsure |= ON_PAPER
    if near_an_age(case):
        unsure.add("CNS005")
    if case.conflicts:
        unsure |= {"CNS009", "CNS506", "CNS010"}
    if case.route == "handover":
        unsure |= {"TIM018", "TIM021", "STA001", "STA002"}
    if case.route == "onspot":
        unsure |= {"DOC501", "DOC502", "RIG508", "SIG509", "DOC507", "DOC510", "CON501", "RIG503", "STA505", "EVD501"}
    if case.route in ("open", "no_filing"):
        unsure |= {"STA001", "DOC001", "STA002"} if case.route == "open" else {"TIM018"}
    return every_rule(case.kind) - unsure, unsure
