"""Makes the generated pages of ``docs/``; with ``--check`` says which are out of date and changes nothing.

python tools/make_docs.py [--check]
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

from reviewer.checks.cards import load_cards
from reviewer.reports.rules import rules_page

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
UNDECIDED = DOCS / "undecided.toml"


def undecided() -> list[tuple[str, str, str]]:
    """Rules that are not cards yet: code, title and reason, from ``docs/undecided.toml``."""
    if not UNDECIDED.exists():
        return []
    rows = tomllib.loads(UNDECIDED.read_text(encoding="utf-8")).get("rule", [])
    known = load_cards()
    return [(row["code"], row["title"], row["reason"]) for row in rows if row["code"] not in known]


def pages() -> dict[Path, str]:
    """Every generated page with its text."""
    return {DOCS / "rules.md": rules_page(load_cards().values(), undecided())}


def main(argv: Sequence[str]) -> int:
    """Write the pages, or check them."""
    stale = [path for path, text in pages().items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    if "--check" in argv:
        for path in stale:
            print(f"{path.relative_to(ROOT)} is out of date: run python tools/make_docs.py", file=sys.stderr)
        return 1 if stale else 0
    for path in stale:
        path.parent.mkdir(exist_ok=True)
        path.write_text(pages()[path], encoding="utf-8")
        print(f"wrote {path.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
