"""Makes invented case folders with exact truth: `python corpora/make.py --out DIR --cases N --seed S`."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from random import Random

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from generator import build, fonts, scan, style  # noqa: E402


def parse(arguments: list[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", action="store_true", help="make the small committed sample instead")
    parser.add_argument("--out", type=Path, default=HERE / "out", help="folder that receives one folder a case")
    parser.add_argument("--cases", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--kind", choices=["criminal", "administrative"], help="only this kind; both in turn by default"
    )
    parser.add_argument(
        "--part",
        choices=["train", "test"],
        default="train",
        help="test uses styles, stories and wordings that train never uses",
    )
    parser.add_argument(
        "--scan-share", type=float, default=0.2, help="share of cases that are page images without text"
    )
    parser.add_argument(
        "--look", choices=sorted(scan.LOOKS), help="make scans of this look, with marks drawn by hand; sets the part"
    )
    parser.add_argument("--short", action="store_true", help="only the papers with most places to sign")
    parser.add_argument("--clean-share", type=float, default=0.4, help="share of cases without a planted violation")
    parser.add_argument("--rules", default="", help="comma-separated rule codes to plant, where they fit")
    parser.add_argument("--story", default="", help="only this story")
    parser.add_argument("--route", default="", help="only this course of the case")
    parser.add_argument("--prefix", default="", help="first letters of the case ids")
    return parser.parse_args(arguments)


def options_of(arguments: argparse.Namespace, number: int, random: Random) -> dict[str, object]:
    """What the case with this number is to be."""
    kind = arguments.kind or ("criminal", "administrative")[number % 2]
    options: dict[str, object] = {"kind": kind, "part": arguments.part, "scan": random.random() < arguments.scan_share}
    options["clean"] = random.random() < arguments.clean_share and not arguments.rules
    if arguments.rules:
        options["rules"] = arguments.rules.split(",")
    if arguments.look:
        options |= {"look": arguments.look, "scan": True, "part": scan.LOOKS[arguments.look].part}
    if arguments.short:
        options["keep"] = random.sample(SIGNED[str(options["kind"])], 6)
    for name in ("story", "route"):
        if getattr(arguments, name):
            options[name] = getattr(arguments, name)
    return options


SIGNED = {
    "criminal": [
        *(
            "receipt",
            "filing",
            "summons",
            "detention",
            "bail",
            "rights_suspect",
            "suspect1",
            "rights_victim",
            "victim1",
        ),
        *("search", "seizure_list", "opinion_notice", "arrival_note", "area", "warehouse", "identification"),
    ],
    "administrative": [
        *("decision", "receipt", "filing_notice", "rights_suspect", "suspect1", "rights_victim", "victim1", "service"),
        *("notice", "approval", "family_told", "scene_record", "preserve_list", "execution", "arrival_note", "area"),
    ],
}
LEAN = {
    "scene_work": False,
    "search": False,
    "electronic": False,
    "handed_in": False,
    "collect": False,
    "called": False,
    "disc": False,
    "own_words": False,
    "witness_at_work": False,
    "body_check": False,
    "one_file": True,
    "volume_plan": [0],
    "identify": False,
    "compelled": False,
    "surrender": False,
    "deposit": 0,
    "minor": False,
}


def sample() -> dict[str, dict[str, object]]:
    """The three committed cases: one criminal, one administrative, one short scan."""
    looks = {look.key: look for look in style.STYLES}
    return {
        "demo-criminal": {
            "kind": "criminal",
            "story": "fraud",
            "route": "bail",
            "style": looks["narrow"],
            "conflicts": 1,
            "flags": dict(LEAN),
            "rules": ["TIM001", "SIG001", "DOC007", "DOC002"],
            "drop": ["filing_request", "bail_request", "closing_request"],
        },
        "demo-administrative": {
            "kind": "administrative",
            "story": "disorder",
            "route": "summons",
            "edition": 2025,
            "style": looks["hei-underline"],
            "conflicts": 0,
            "flags": {"called": False, "receipt_paper": False, "body_check": False},
            "rules": ["SIG501", "TIM504", "RIG509"],
        },
        "demo-scan": {
            "kind": "administrative",
            "story": "assault",
            "route": "summons",
            "edition": 2012,
            "style": looks["county-2024"],
            "conflicts": 0,
            "scan": True,
            "flags": {"bare": True},
            "rules": ["SIG501", "SIG510"],
            "keep": ["decision", "receipt", "suspect1"],
            "resolution": 150,
            "quality": 50,
            "judged": ["SIG501", "SIG504", "SIG510", "SIG511", "PER501"],
        },
    }


def main(arguments: list[str] | None = None) -> int:
    """Makes the cases and prints one line for each."""
    wanted = parse(arguments)
    if not fonts.can_draw():
        print(
            "no Chinese fonts found: install the packages fonts-wqy-zenhei, fonts-arphic-uming and fonts-arphic-ukai",
            file=sys.stderr,
        )
        return 2
    if wanted.sample:
        for case_id, options in sample().items():
            build.make(case_id, HERE / "sample" / case_id, 2026, options)
        return 0
    random = Random(wanted.seed)
    prefix = wanted.prefix or ("T" if wanted.part == "test" else "G")
    for number in range(wanted.cases):
        options = options_of(wanted, number, random)
        case_id = f"{prefix}{wanted.seed:03d}-{number:04d}"
        truth = build.make(case_id, wanted.out / case_id, wanted.seed, options)
        rules = [finding["rule"] for finding in truth["findings"]]
        print(
            json.dumps(
                {"id": case_id, **truth["generator"], "rules": rules, "conflicts": len(truth["conflicts"])},
                ensure_ascii=False,
            )
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
