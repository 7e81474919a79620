"""Compare the marks that are found with the marks that are true, for cases whose ``truth.json`` lists them.

    python tools/compare_marks.py FOLDER [--only DV06,…] [--verbose]

FOLDER holds case folders. The same figures as ``reviewer evaluate marks``, with every mark named that was not found.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from reviewer.training.marks import Verdict, outcomes, table

QUIET = frozenset({Verdict.FOUND, Verdict.RIGHTLY_ABSENT, Verdict.PRINTED})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="", help="case names, comma separated")
    parser.add_argument("--verbose", action="store_true", help="name every mark that was missed, invented or left open")
    arguments = parser.parse_args()
    found = list(outcomes(arguments.folder, only=filter(None, arguments.only.split(","))))
    for one in found:
        if arguments.verbose and one.verdict not in QUIET:
            print(one.verdict.value, one.kind.value, one.where)
    print(table(found), end="")


if __name__ == "__main__":
    main()
