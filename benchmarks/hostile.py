"""Reads every PDF of a folder on its own and says how each ended: one row a file, within its budget.

    python benchmarks/hostile.py FOLDER
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path

from reviewer.core.casefile import Origin
from reviewer.reading.gather import read_case
from reviewer.reading.intake import admit_case


def main() -> None:
    files = sorted(Path(sys.argv[1]).glob("*.pdf"))
    rows: Counter[str] = Counter()
    pages: Counter[Origin] = Counter()
    over = 0
    longest = 0.0
    for path in files:
        started = time.perf_counter()
        with admit_case(path) as admission:
            gathered = read_case(admission, ocr=False)
        took = time.perf_counter() - started
        count = sum(source.pages for source in gathered.sources)
        over += took > 20 + 0.5 * count + 5
        longest = max(longest, took)
        rows.update(source.status.value for source in gathered.sources)
        pages.update(page.origin for page in gathered.pages)
        if len(gathered.sources) != 1:
            print(f"{path.name}: {len(gathered.sources)} rows")
    print(f"{len(files)} files, {sum(rows.values())} rows: {dict(rows)}")
    print(f"pages: { {origin.value: number for origin, number in pages.items()} }")
    print(f"longest {longest:.1f} s, over budget: {over}")


if __name__ == "__main__":
    main()
