"""How many of JioNLP's amounts of money are read right: parsed alone, and found in a sentence.

The cases are the project's test cases (dongrixinyu/JioNLP, Apache-2.0) as JSON lines; they are outside data and not
part of this project. An amount is right when both ends, the currency and whether it is exact agree; a sentence is
right when exactly the expected places are found.

    python benchmarks/amount_expressions.py FOLDER
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from reviewer.extraction.amounts import find_amounts


def parsed_right(text: str, expected: dict[str, Any]) -> bool:
    found = find_amounts(text)
    wanted = expected["num"] if isinstance(expected["num"], list) else [expected["num"]] * 2
    return (
        len(found) == 1
        and [round(found[0].low, 2), round(found[0].high, 2)] == [float(one) for one in wanted]
        and found[0].currency == expected["case"]
        and found[0].soft == (expected["definition"] != "accurate")
    )


def found_right(text: str, expected: list[dict[str, Any]]) -> bool:
    return [text[one.start : one.end] for one in find_amounts(text)] == [one["text"] for one in expected]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    for name, right in (("parser", parsed_right), ("extractor", found_right)):
        source = folder / f"money_{name}_cases.jsonl"
        if not source.exists():
            print(f"no {source.name} in this folder", file=sys.stderr)
            return 2
        cases = [json.loads(line) for line in source.read_text("utf-8").splitlines()]
        wrong = [case[0] for case in cases if not right(*case)]
        print(f"{name:<10}{len(cases) - len(wrong):>4} of {len(cases):>4}")
        for text in wrong:
            print(f"  wrong {text}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
