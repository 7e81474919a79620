"""Temporary."""
from __future__ import annotations
import re
from reviewer.core.facts import Person
def split_names(text: str) -> list[str]:
    out = []
    for part in re.split(r"[、，,/ 　;；]", text):
        part = re.sub(r"[（(].*", "", part).strip()
        if re.fullmatch(r"[\u4e00-\u9fff·]{2,5}", part): out.append(part)
        elif out: break
    return out
def build_roster(documents) -> tuple[Person, ...]:
    found = {}
    for d in documents:
        for n, r in (("suspect_name","suspect"),("offenders","offender")):
            v = d.value(n)
            if isinstance(v, str): found[v] = Person(v, v, frozenset({r}))
        if d.type == "interrogation_record" and isinstance(d.value("subject_name"), str):
            v = d.value("subject_name"); found[v] = Person(v, v, frozenset({"suspect"}))
    return tuple(found.values())
