"""Copy cases of page images with their pages lying on their side or standing on their head.

    python tools/turn_scans.py FOLDER OUT --turn 90 [--only NAME,…]

The truth stays as it is, since boxes are those of the page as it is read; it notes the turn under ``generator``.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pypdfium2


def turn_case(case: Path, out: Path, *, degrees: int) -> None:
    """Turn all pages of a case clockwise as they are shown."""
    truth = json.loads((case / "truth.json").read_text(encoding="utf-8"))
    truth.setdefault("generator", {})["turn"] = degrees
    out.mkdir(parents=True, exist_ok=True)
    for path in sorted(case.glob("*.pdf")):
        source = pypdfium2.PdfDocument(path.read_bytes())
        for page in source:
            page.set_rotation((page.get_rotation() + degrees) % 360)
        source.save(str(out / path.name))
        source.close()
    (out / "truth.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--turn", type=int, choices=(90, 180, 270), required=True)
    parser.add_argument("--only", default="", help="case names, comma separated")
    arguments = parser.parse_args()
    only = set(filter(None, arguments.only.split(",")))
    for truth in sorted(arguments.folder.glob("*/truth.json")):
        case = truth.parent
        if not only or case.name in only:
            turn_case(case, arguments.out / f"{case.name}-{arguments.turn}", degrees=arguments.turn)


if __name__ == "__main__":
    main()
