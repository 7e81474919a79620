"""Compare the marks that are found with the marks that are true, for cases whose ``truth.json`` lists them.

    python tools/compare_marks.py FOLDER [--only DV06,…] [--verbose]

FOLDER holds case folders. The documents are taken from the truth, so that only reading and marks are measured.
One found mark may stand for several persons (``count``). Presence is scored for each true mark: found where it is,
not found where it is missing; what the reviewer leaves open is counted apart.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from reviewer.core.casefile import Box, Document
from reviewer.core.facts import Mark, Presence
from reviewer.extraction.marks import find_marks
from reviewer.law.forms import load_forms
from reviewer.reading.gather import read_case
from reviewer.reading.intake import admit_case

REACH = 120.0  # points between a true mark and the found one that may stand for it


def documents(case: Path, truth: dict[str, Any]) -> Iterator[Document]:
    """The documents as the truth cuts them, with the pages as they were read."""
    gathered = read_case(admit_case(case))
    paths = {source.id: source.path for source in gathered.sources}
    for number, row in enumerate(truth["documents"]):
        first, last = row["first_page"], row["last_page"]
        pages = tuple(
            page for page in gathered.pages if paths[page.source] == row["source"] and first <= page.number <= last
        )
        yield Document(f"d{number}", row["type"], row["source"], first, last, pages)


def apart(one: Box, other: Box) -> float:
    """The distance between two boxes; 0 where they touch."""
    across = max(one.x0 - other.x1, other.x0 - one.x1, 0.0)
    down = max(one.top - other.bottom, other.top - one.bottom, 0.0)
    return across + 2 * down  # marks of one row belong together sooner than marks of one column


def compare(found: Sequence[Mark], true: Sequence[dict[str, Any]]) -> Iterator[tuple[str, str, str]]:
    """For each true mark, and each found one without a true one: its kind, the verdict and where."""
    groups: dict[int, list[dict[str, Any]]] = {index: [] for index in range(len(found))}
    for mark in true:
        box = Box(*mark["bbox"])
        near = [
            (apart(one.span.box, box), index)
            for index, one in enumerate(found)
            if one.span.box is not None
            and (one.kind.value, one.span.source, one.span.page) == (mark["kind"], mark["source"], mark["page"])
        ]
        distance, index = min(near, default=(REACH, -1))
        if distance < REACH:
            groups[index].append(mark)
        else:
            yield mark["kind"], "missed" if mark["present"] else "left open", f"{mark['source']} {mark['page']}"
    for index, marks in groups.items():
        yield from _verdicts(found[index], marks)


def _verdicts(found: Mark, true: Sequence[dict[str, Any]]) -> Iterator[tuple[str, str, str]]:
    where = f"{found.span.source} {found.span.page} {found.label}"
    here = sum(mark["present"] for mark in true)
    gone = len(true) - here
    if found.presence is Presence.UNKNOWN:
        yield from ((found.kind.value, "left open", where) for _ in true)
        return
    count = found.count if found.presence is Presence.PRESENT else 0
    if not true and count:
        yield found.kind.value, "invented", where
    seen, extra = min(here, count), min(gone, max(count - here, 0))
    verdicts = ("found", seen), ("missed", here - seen), ("invented", extra), ("rightly absent", gone - extra)
    for verdict, number in verdicts:
        yield from ((found.kind.value, verdict, where) for _ in range(number))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="", help="case names, comma separated")
    parser.add_argument("--verbose", action="store_true", help="name every mark that was missed, invented or left open")
    arguments = parser.parse_args()
    only = set(filter(None, arguments.only.split(",")))
    forms = load_forms()
    totals: Counter[tuple[str, str]] = Counter()
    for path in sorted(arguments.folder.glob("*/truth.json")):
        truth = json.loads(path.read_text(encoding="utf-8"))
        if not truth.get("marks") or (only and path.parent.name not in only):
            continue
        found = [
            mark
            for document in documents(path.parent, truth)
            if document.type in forms
            for mark in find_marks(document, forms[document.type])
            if mark.who != "recorder"  # one of the officers, and already counted with them
        ]
        for kind, verdict, where in compare(found, truth["marks"]):
            totals[kind, verdict] += 1
            if arguments.verbose and verdict not in ("found", "rightly absent"):
                print(path.parent.name, kind, verdict, where)
    for kind in ("signature", "fingerprint", "seal"):
        found_, missed, invented = (totals[kind, word] for word in ("found", "missed", "invented"))
        score = 2 * found_ / max(2 * found_ + missed + invented, 1)
        open_, absent = totals[kind, "left open"], totals[kind, "rightly absent"]
        print(f"{kind:12} F1 {score:.3f}  found {found_}  missed {missed}  invented {invented}", end="  ")
        print(f"rightly absent {absent}  left open {open_}")


if __name__ == "__main__":
    main()
