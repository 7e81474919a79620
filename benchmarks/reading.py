"""How long a whole review of a text-layer volume takes beside pdfplumber's ``extract_words`` on the same pages.

    python benchmarks/reading.py FILE.pdf [FILE.pdf ...] [--pages 600]

Both run in processes of their own, one after the other, each over the same file; the ratio is ours divided by
theirs. With ``--pages`` the first file is repeated to a volume of that many pages, and the largest memory of the
reading child is printed, which must not grow with the pages.
"""

from __future__ import annotations

import argparse
import io
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from reviewer.pipeline import review
from reviewer.reading.intake import admit_case
from reviewer.reading.isolation import run_worker

_WORDS = """
import sys, logging, pdfplumber
logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
with pdfplumber.open(sys.argv[1]) as document:
    for page in document.pages:
        page.extract_words()
        page.close()
"""


def their_seconds(path: Path) -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", _WORDS, str(path)], check=True)
    return time.perf_counter() - started


def our_seconds(path: Path) -> float:
    started = time.perf_counter()
    review(path, as_of=date(2026, 11, 25), ocr=False)
    return time.perf_counter() - started


def repeated(path: Path, pages: int) -> bytes:
    import pikepdf

    with pikepdf.open(path) as source, pikepdf.new() as target:
        while len(target.pages) < pages:
            target.pages.extend(source.pages)
        del target.pages[pages:]
        buffer = io.BytesIO()
        target.save(buffer)
    return buffer.getvalue()


def child_memory(path: Path) -> float:
    """The most memory of the reading child, in MiB."""
    with admit_case(path) as admission:
        frames = list(run_worker(admission.files[0], task="pdf"))
    return float(frames[-1]["memory"]) / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--pages", type=int, default=0)
    args = parser.parse_args()
    once = our_seconds(args.files[0]) - our_seconds(args.files[0])
    for path in args.files:  # rules, lexicons and the segmenter's dictionary are loaded once a run
        once += max(our_seconds(path) - our_seconds(path), 0.0)
    print(f"loaded once a run: {once:.2f} s")
    ours = theirs = 0.0
    for path in args.files:
        mine, words = our_seconds(path), their_seconds(path)
        ours, theirs = ours + mine, theirs + words
        print(f"{path.name}: review {mine:.2f} s, pdfplumber words {words:.2f} s, ratio {mine / words:.2f}")
    print(f"all: ratio {ours / theirs:.2f}")
    if args.pages:
        with tempfile.TemporaryDirectory() as room:
            for pages in (args.pages // 6, args.pages):
                path = Path(room) / f"{pages}.pdf"
                path.write_bytes(repeated(args.files[0], pages))
                print(f"{pages} pages: reading child at most {child_memory(path):.0f} MiB")


if __name__ == "__main__":
    main()
