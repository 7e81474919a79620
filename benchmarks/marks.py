"""What finding marks costs a page, beside RapidOCR's own time on the same pages in the same run.

    python benchmarks/marks.py FILE.pdf [--pages 6]

FILE holds page images. Timed apart: RapidOCR alone (finding and reading the lines of the upright page), the search
for seals, prints and ink, the words of the seals, and the judging of the places to sign as a transcript, the form
with the most of them.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from reviewer.core.casefile import Document
from reviewer.extraction.marks import find_marks
from reviewer.law.forms import load_forms
from reviewer.reading import images, ocr, upright
from reviewer.reading.gather import page_of

TARGET = 0.15  # seconds a page beyond OCR


def timed(watch: dict[str, float], name: str, call: Callable[..., Any]) -> Callable[..., Any]:
    """The function, its time added up under a name."""

    def run(*values: Any, **named: Any) -> Any:
        began = time.perf_counter()
        try:
            return call(*values, **named)
        finally:
            watch[name] = watch.get(name, 0.0) + time.perf_counter() - began

    return run


def measure(rgb: Any, dpi: float, number: int) -> dict[str, float]:
    """Seconds of each part for one page."""
    watch: dict[str, float] = {}
    engine = ocr._engine(2)
    page = images.without_red(upright.deskew(rgb, upright.skew_angle(rgb)))
    began = time.perf_counter()
    engine(page, use_det=True, use_cls=False, use_rec=True)
    watch["RapidOCR"] = time.perf_counter() - began
    find_blobs, stamps = images.find_blobs, ocr._stamps
    images.find_blobs = timed(watch, "search", find_blobs)
    ocr._stamps = timed(watch, "seal words", stamps)
    try:
        frame = timed(watch, "whole page", ocr.read_picture)(rgb, dpi=dpi, threads=2) | {"number": number}
    finally:
        images.find_blobs, ocr._stamps = find_blobs, stamps
    read = page_of(frame, "s1")
    form = load_forms()["interrogation_record"]
    timed(watch, "judging", find_marks)(Document("d", form.id, "s1", number, number, (read,)), form)
    return watch


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--pages", type=int, default=6)
    arguments = parser.parse_args()
    load_forms()
    rows: list[dict[str, float]] = []
    with arguments.file.open("rb") as stream:
        _, pages = ocr._pdf_pages(stream)
        for number, draw in pages:
            if number <= arguments.pages + 1:
                rows.append(measure(*draw(), number))
    rows = rows[1:]  # the first one loads the models
    for name in ("RapidOCR", "whole page", "search", "seal words", "judging"):
        values = [row.get(name, 0.0) for row in rows]
        print(f"{name:12} median {statistics.median(values):.3f} s  mean {statistics.fmean(values):.3f} s a page")
    beyond = [sum(row.get(name, 0.0) for name in ("search", "seal words", "judging")) for row in rows]
    verdict = "reached" if statistics.fmean(beyond) <= TARGET else "missed"
    print(f"marks beyond OCR: mean {statistics.fmean(beyond):.3f} s a page, target {TARGET} s: {verdict}")


if __name__ == "__main__":
    main()
