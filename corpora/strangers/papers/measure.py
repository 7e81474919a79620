"""How much of the papers is read rightly: types and fields, before and after a change.

python corpora/strangers/papers/measure.py [--made DIR] [--only NAME ...]
"""

from __future__ import annotations

import argparse
import json
from datetime import date
from pathlib import Path

from reviewer.pipeline import read

HERE = Path(__file__).resolve().parent


def same(expected: object, got: object) -> bool:
    """Whether a value is the true one; the order of a list does not count."""
    if isinstance(expected, list) and isinstance(got, list):
        return sorted(map(str, expected)) == sorted(map(str, got))
    if isinstance(expected, int | float) and isinstance(got, int | float):
        return abs(expected - got) < 0.005
    return str(expected).strip() == str(got).strip()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--made", type=Path, default=HERE / "made")
    parser.add_argument("--only", nargs="*", default=[])
    arguments = parser.parse_args()
    papers = types = fields = right = 0
    for truth_file in sorted(arguments.made.glob("*/truth.json")):
        folder = truth_file.parent
        if arguments.only and folder.name not in arguments.only:
            continue
        truth = json.loads(truth_file.read_text(encoding="utf-8"))
        case = read(folder / truth["documents"][0]["source"], as_of=date(2026, 11, 25))
        papers += 1
        wanted = truth["documents"][0]["type"]
        got = [document.type for document in case.documents]
        types += got == [wanted]
        if got != [wanted]:
            print(f"{folder.name}: {wanted} read as {', '.join(got)}")
        for one in truth["fields"]:
            values = [
                document.fields[one["field"]].value for document in case.documents if one["field"] in document.fields
            ]
            fields += 1
            if any(same(one["value"], value) for value in values):
                right += 1
            else:
                print(f"{folder.name}: {one['field']} = {one['value']!r} read as {values}")
    print(f"types {types} of {papers}; fields {right} of {fields}")


if __name__ == "__main__":
    main()
