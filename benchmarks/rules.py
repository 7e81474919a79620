"""How long the rules take for a case that was read, beside a public library on the same text in the same run.

    python benchmarks/rules.py [--cases 1000] [--distinct 25] [--jobs 2] [--seed 1]

Floor: 0.2 s a case on 1,000 parsed cases on two cores. ``--distinct`` invented case files are made and read once, and
their parsed forms gone through in turn until there were ``--cases``; each time a fresh copy, so that nothing is known
of it from before. The yardstick is jieba cutting the text of the same case into words: a figure that moves with the
machine as ours does. Reading, copying and the yardstick do not count as ours.
"""

from __future__ import annotations

import argparse
import json
import pickle
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

import jieba

from reviewer.core.casefile import CaseFile
from reviewer.pipeline import judge, read

ROOT = Path(__file__).resolve().parent.parent
FLOOR = 0.2  # seconds a case


class Timed(NamedTuple):
    """Seconds of one case: by the clock, of the processor, and of the yardstick; and how many pages it has."""

    clock: float
    processor: float
    yardstick: float
    pages: int


def parsed(folder: Path) -> bytes:
    """A case that was read, packed."""
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    return pickle.dumps(read(folder, as_of=date.fromisoformat(truth["case"]["as_of"]), ocr=False))


def timed(packed: Path) -> Timed:
    """Judge one case and cut its text."""
    case: CaseFile = pickle.loads(packed.read_bytes())
    clock, processor = time.perf_counter(), time.process_time()
    judge(case)
    clock, processor = time.perf_counter() - clock, time.process_time() - processor
    begun = time.process_time()
    for document in case.documents:
        jieba.lcut(document.text)
    return Timed(clock, processor, time.process_time() - begun, sum(source.pages for source in case.sources))


def warm(packed: Sequence[Path]) -> None:
    """Load cards, models and dictionary before the clock runs."""
    jieba.initialize()
    timed(packed[0])


def percentile(times: Sequence[float], share: float) -> float:
    return sorted(times)[min(int(len(times) * share), len(times) - 1)]


def prepare(folder: Path, *, cases: int, seed: int) -> list[Path]:
    """Make cases, read them and write their parsed forms down."""
    command = [sys.executable, str(ROOT / "corpora" / "make.py"), "--out", str(folder / "cases"), "--part", "test"]
    command += ["--cases", str(cases), "--seed", str(seed), "--scan-share", "0"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    found = []
    for case in sorted((folder / "cases").iterdir()):
        found.append(folder / f"{case.name}.parsed")
        found[-1].write_bytes(parsed(case))
    return found


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=1000)
    parser.add_argument("--distinct", type=int, default=25)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as folder:
        packed = prepare(Path(folder), cases=min(wanted.distinct, wanted.cases), seed=wanted.seed)
        order = [packed[number % len(packed)] for number in range(wanted.cases)]
        with ProcessPoolExecutor(wanted.jobs, initializer=partial(warm, packed)) as pool:
            times = list(pool.map(timed, order, chunksize=8))
    clock, processor = ([one[which] for one in times] for which in (0, 1))
    ours, yardstick = sum(processor), sum(one.yardstick for one in times)
    pages = sum(one.pages for one in times) / len(times)
    print(f"{len(times)} parsed cases ({len(packed)} distinct, {pages:.0f} pages on average), {wanted.jobs} at a time")
    print(f"rules, by the clock      {sum(clock) / len(clock):.4f} s a case   p95 {percentile(clock, 0.95):.4f} s")
    print(f"rules, processor time    {ours / len(times):.4f} s a case   p95 {percentile(processor, 0.95):.4f} s")
    print(f"jieba on the same text   {yardstick / len(times):.4f} s a case")
    print(f"ratio rules : jieba      {ours / yardstick:.2f}")
    good = sum(clock) / len(clock) <= FLOOR
    print(f"floor {FLOOR} s a case: {'met' if good else 'NOT met'}")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
