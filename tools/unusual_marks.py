"""What is said of papers that are signed in unusual ways: with a text layer, or as scans.

    python tools/unusual_marks.py [--look old-150] [--keep FOLDER]

Draws the scenes of ``corpora/generator/unusual.py``, reads them as any case, and names every answer that is not right.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "corpora"))

from generator import scan, unusual

from reviewer.core.casefile import Document, Page
from reviewer.core.facts import Mark, Presence
from reviewer.extraction.marks import find_marks
from reviewer.law.forms import load_forms
from reviewer.reading.gather import read_case
from reviewer.reading.intake import admit_case


def pages_of(folder: Path) -> tuple[Page, ...]:
    """The pages of the drawn file, read as those of any case."""
    with admit_case(folder) as admission:
        return tuple(read_case(admission).pages)


def answers(scenes: list[unusual.Scene], pages: tuple[Page, ...]) -> Iterator[tuple[str, bool]]:
    """For each expectation what it is about, and whether the answer is right."""
    forms = load_forms()
    for scene in scenes:
        own = tuple(page for page in pages if scene.first <= page.number <= scene.last)
        found = find_marks(Document("d", scene.kind, "01.pdf", scene.first, scene.last, own), forms[scene.kind])
        for one in scene.expected:
            mark = _best(found, one)
            state = mark.presence.value if mark else "none"
            right = state in one.right and (not one.count or (mark is not None and mark.count == one.count))
            counted = f" {mark.count}" if mark and one.count else ""
            why = f" ({mark.why})" if mark and mark.why else ""
            yield f"p{scene.first}-{scene.last} {scene.about}: {one.who} {one.kind} {state}{counted}{why}", right


def _best(found: tuple[Mark, ...], one: Any) -> Mark | None:
    own = [mark for mark in found if (mark.who, mark.kind.value) == (one.who, one.kind)]
    own = [mark for mark in own if one.page in (0, mark.span.page)]
    order = (Presence.PRESENT, Presence.UNKNOWN, Presence.ABSENT)
    return min(own, key=lambda mark: order.index(mark.presence), default=None)


def draw(folder: Path, look: str) -> list[unusual.Scene]:
    """Draw the scenes into a case folder, as a scan where a look is given."""
    scenes = unusual.draw(folder / "01.pdf")
    if look:
        looked = scan.LOOKS[look]
        scan.scan(folder / "01.pdf", Random(3), grey=looked.grey, marks=[], look=looked)
    return scenes


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--look", default="", choices=["", *sorted(scan.LOOKS)], help="make a scan of this look")
    parser.add_argument("--keep", type=Path, help="a folder for the drawn file")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        found = list(answers(draw(folder, arguments.look), pages_of(folder)))
    for text, right in found:
        if not right:
            print(text)
    print(f"{sum(right for _, right in found)} of {len(found)} answers are right")


if __name__ == "__main__":
    main()
