"""The generator of case files: the same seed makes the same truth, and the truth is true of the pages."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

ROOT = Path(__file__).resolve().parents[2]
MAKE = ROOT / "corpora" / "make.py"
SAMPLE = ROOT / "corpora" / "sample"
FONTS = Path("/usr/share/fonts/truetype")
needs_fonts = pytest.mark.skipif(
    not all((FONTS / name).exists() for name in ("wqy/wqy-zenhei.ttc", "arphic/uming.ttc", "arphic/ukai.ttc")),
    reason="the Chinese fonts that the generator embeds are not installed",
)


def make(out: Path, *extra: str) -> list[Path]:
    """Runs the generator as its users do and gives back the case folders."""
    command = [sys.executable, str(MAKE), "--out", str(out), "--seed", "41", *extra]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return sorted(path.parent for path in out.glob("*/truth.json"))


def read(folder: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    return loaded


def squeeze(text: str) -> str:
    return re.sub(r"\s+", "", text)


def page_texts(path: Path) -> list[str]:
    pdf = pypdfium2.PdfDocument(str(path))
    texts = [squeeze(pdf[index].get_textpage().get_text_range()) for index in range(len(pdf))]
    pdf.close()
    return texts


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return make(tmp_path_factory.mktemp("cases"), "--cases", "14", "--scan-share", "0")


@needs_fonts
def test_same_seed_same_bytes(tmp_path: Path) -> None:
    one, two = (make(tmp_path / name, "--cases", "3", "--scan-share", "0") for name in ("one", "two"))
    for first, second in zip(one, two, strict=True):
        for path in sorted(first.iterdir()):
            if path.suffix != ".docx":
                assert path.read_bytes() == (second / path.name).read_bytes(), path.name


def check_pages(folder: Path) -> None:
    """Documents cover every page of every source once, and every page that the truth names is there."""
    truth = read(folder)
    length: dict[str, int] = {}
    for document in truth["documents"]:
        source = document["source"]
        assert document["first_page"] == length.get(source, 0) + 1
        assert document["last_page"] >= document["first_page"]
        length[source] = document["last_page"]
    for source, pages in length.items():
        if source.endswith(".pdf"):
            assert len(page_texts(folder / source)) == pages
        else:
            assert pages == 1
    named = [place for finding in truth["findings"] for place in finding["pages"]]
    named += [conflict[side] for conflict in truth["conflicts"] for side in "ab"]
    named += [[entry["source"], entry["page"]] for entry in [*truth["fields"], *truth["marks"]]]
    assert all(1 <= page <= length[source] for source, page in named)
    assert not set(truth["judged"]) & set(truth["tolerated"])
    assert {finding["rule"] for finding in truth["findings"]} <= set(truth["judged"])


@needs_fonts
def test_pages_of_made_cases(cases: list[Path]) -> None:
    for folder in cases:
        check_pages(folder)


def test_pages_of_the_sample() -> None:
    folders = sorted(path.parent for path in SAMPLE.glob("*/truth.json"))
    assert len(folders) == 3
    for folder in folders:
        check_pages(folder)
    assert sum(path.stat().st_size for path in SAMPLE.rglob("*") if path.is_file()) < 3_000_000


@needs_fonts
def test_field_values_stand_on_their_page(cases: list[Path]) -> None:
    checked = 0
    for folder in cases:
        texts = {path.name: page_texts(path) for path in folder.glob("*.pdf")}
        for entry in read(folder)["fields"]:
            values = entry["value"] if isinstance(entry["value"], list) else [entry["value"]]
            for value in values:
                if entry["source"] in texts and isinstance(value, str) and not re.match(r"\d{4}-\d\d-\d\d", value):
                    assert squeeze(value) in texts[entry["source"]][entry["page"] - 1], entry
                    checked += 1
    assert checked > 500


def moments(truth: dict[str, Any], field: str, kind: str) -> list[datetime]:
    """The values of a field on documents of one type."""
    spans = [(d["source"], d["first_page"], d["last_page"]) for d in truth["documents"] if d["type"] == kind]
    return [
        datetime.fromisoformat(entry["value"])
        for entry in truth["fields"]
        if entry["field"] == field
        and any(source == entry["source"] and first <= entry["page"] <= last for source, first, last in spans)
    ]


@needs_fonts
def test_clean_cases_keep_the_periods(tmp_path: Path) -> None:
    day = timedelta(days=1)
    seen = 0
    for folder in make(tmp_path, "--cases", "24", "--scan-share", "0", "--clean-share", "1"):
        truth = read(folder)
        assert truth["findings"] == [] and truth["conflicts"] == []
        for announced in moments(truth, "announced_at", "detention_warrant"):
            assert announced < moments(truth, "lodged_at", "detention_warrant")[0] <= announced + day
            assert moments(truth, "served_at", "detention_notice")[0] <= announced + day
            seen += 1
        for announced in moments(truth, "announced_at", "arrest_warrant"):
            assert moments(truth, "served_at", "arrest_notice")[0] <= announced + day
        limits = (("summons_criminal", 12), ("summons_administrative", 8))
        for kind, hours in limits:
            for arrived in moments(truth, "arrived_at", kind):
                assert moments(truth, "left_at", kind)[0] - arrived <= timedelta(hours=hours)
                seen += 1
        assert date.fromisoformat(truth["case"]["as_of"]) <= date(2026, 12, 31)
    assert seen > 5


@needs_fonts
def test_clean_cases_have_no_officer_in_two_places(tmp_path: Path) -> None:
    for folder in make(tmp_path, "--cases", "16", "--scan-share", "0", "--clean-share", "1", "--kind", "criminal"):
        busy: list[tuple[str, str, str]] = []
        by_page: dict[tuple[str, int], dict[str, Any]] = {}
        for entry in read(folder)["fields"]:
            if entry["field"] in ("time_range", "officers"):
                by_page.setdefault((entry["source"], entry["page"]), {}).setdefault(entry["field"], entry["value"])
        for found in by_page.values():
            if len(found) == 2 and found["time_range"][1]:
                busy += [(name, *found["time_range"]) for name in found["officers"]]
        # the search and the seizure that follows from it are one act of the same officers
        unique = sorted(set(busy))
        for one, two in pairwise(unique):
            assert one[0] != two[0] or two[1] >= one[2] or two[1] == one[1], (folder.name, one, two)


@needs_fonts
def test_test_part_shares_nothing_with_training(tmp_path: Path) -> None:
    twelve = ("--cases", "12", "--scan-share", "0")
    train = [read(folder)["generator"] for folder in make(tmp_path / "a", *twelve)]
    test = [
        read(folder)["generator"]
        for folder in make(tmp_path / "b", "--cases", "12", "--scan-share", "0", "--part", "test")
    ]
    for key in ("style", "story"):
        assert not {made[key] for made in train} & {made[key] for made in test}


@needs_fonts
def test_wanted_rule_is_planted(tmp_path: Path) -> None:
    folders = make(
        tmp_path,
        "--cases",
        "2",
        "--kind",
        "criminal",
        "--route",
        "arrest",
        "--scan-share",
        "0",
        "--rules",
        "TIM004,SIG009",
    )
    for folder in folders:
        truth = read(folder)
        assert {finding["rule"] for finding in truth["findings"]} == {"TIM004", "SIG009"}
        announced, lodged = (moments(truth, name, "detention_warrant")[0] for name in ("announced_at", "lodged_at"))
        assert lodged - announced > timedelta(hours=25)


def test_scan_has_marks_and_no_text() -> None:
    folder = SAMPLE / "demo-scan"
    truth = read(folder)
    assert all(text == "" for text in page_texts(folder / "01.pdf"))
    kinds = {(mark["kind"], mark["present"]) for mark in truth["marks"]}
    assert {("signature", True), ("signature", False), ("seal", True), ("seal", False), ("fingerprint", True)} <= kinds
    absent = [mark for mark in truth["marks"] if mark["kind"] == "seal" and not mark["present"]]
    planted = [finding for finding in truth["findings"] if finding["rule"] == "SIG510"]
    assert [[mark["source"], mark["page"]] for mark in absent] == planted[0]["pages"]
