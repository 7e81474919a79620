"""Labelled pages out of case folders with truth: what begins on each page, or that the page goes on.

A folder of the corpus is one case: its sources, and beside them ``truth.json`` whose ``documents`` say the type, source
and pages of every document. Where ``pages.jsonl`` holds the pages as they were read (``reviewer.core.pagerow``) they
are taken from it; else only text layers and text files are read, and pages that are pictures are left out.

Labelled pages of many cases also come as one packed file, a case a line, so that a corpus can be shipped without its
sources.
"""

from __future__ import annotations

import hashlib
import json
import lzma
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from reviewer.core.casefile import Page
from reviewer.core.errors import InputError
from reviewer.core.pagerow import PAGES, page_of_row, pages_of, row_of
from reviewer.reading.admission import Admitted
from reviewer.reading.gather import page_of
from reviewer.reading.intake import admit_case
from reviewer.reading.isolation import run_worker
from reviewer.reading.outcomes import UnreadableError
from reviewer.reading.text import compact
from reviewer.reading.transcripts import text_pages
from reviewer.splitting import kinds
from reviewer.splitting.classifier import CONTINUATION

TRUTH = "truth.json"
PACKED = "pages.jsonl.xz"
_CORRUPTED = 0.04  # of the characters, as OCR would misread or lose them


@dataclass(frozen=True, slots=True)
class LabelledPage:
    """A page and what begins on it."""

    page: Page
    label: str
    titled: bool  # whether its title is still on it


@dataclass(frozen=True, slots=True)
class LabelledCase:
    """The pages of one case. ``key`` is the hash of its truth, ``group`` what is held apart as a whole."""

    key: str
    group: str
    pages: tuple[LabelledPage, ...]


def read_corpus(folder: Path) -> list[LabelledCase]:
    """Read all cases of a corpus folder, in the order of their names.

    Raises:
        InputError: the folder holds no case with truth, or a truth file cannot be read.
    """
    places = sorted(place for place in folder.iterdir() if (place / TRUTH).is_file()) if folder.is_dir() else []
    if not places:
        raise InputError(f"标注材料文件夹中没有带 {TRUTH} 的案件：{folder.name}")
    return [read_labelled_case(place) for place in places]


def read_corpora(folders: Sequence[Path]) -> list[LabelledCase]:
    """The cases of several corpora, each case once; packed files are read too.

    Raises:
        InputError: a folder holds neither, or something cannot be read.
    """
    found: dict[str, LabelledCase] = {}
    for folder in folders:
        packed_file = folder / PACKED
        for case in read_packed(packed_file) if packed_file.is_file() else read_corpus(folder):
            if case.pages:
                found.setdefault(case.key, case)
    return list(found.values())


def read_labelled_case(place: Path) -> LabelledCase:
    """Read one case of a corpus; see :func:`read_corpus`."""
    raw, truth = _truth(place)
    # A case that is still being labelled stays the same case.
    named = f"local {truth['case']['id']}".encode() if is_partial(truth) else raw
    key = hashlib.sha256(named).hexdigest()[:16]
    pages: dict[str, list[Page]] = {}
    if (place / PAGES).is_file():
        for page in _kept_pages(place / PAGES):
            pages.setdefault(page.source, []).append(page)
        return labelled(pages, truth, key=key)
    with admit_case(place) as admission:
        for number, admitted in enumerate(admission.files, start=1):
            pages[admitted.path] = _layer_pages(admitted, f"s{number}")
    return labelled(pages, truth, key=key)


def is_partial(truth: Mapping[str, Any]) -> bool:
    """Whether only what people labelled stands in a truth: what is not there was not looked at."""
    case = truth.get("case")
    return isinstance(case, Mapping) and bool(case.get("partial"))


def _kept_pages(path: Path) -> list[Page]:
    try:
        return list(pages_of(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(f"{path.parent.name}/{path.name} 无法读取（{type(error).__name__}）") from None


def packed(cases: Iterable[LabelledCase]) -> bytes:
    """Labelled cases as one packed file."""
    lines = []
    for case in cases:
        rows = [row_of(one.page, one.page.source) | {"label": one.label} for one in case.pages]
        lines.append(json.dumps({"key": case.key, "group": case.group, "pages": rows}, ensure_ascii=False))
    return lzma.compress("\n".join(lines).encode(), preset=9 | lzma.PRESET_EXTREME)


def read_packed(path: Path) -> list[LabelledCase]:
    """The cases of a packed file.

    Raises:
        InputError: it cannot be read.
    """
    try:
        with lzma.open(path, "rt", encoding="utf-8") as stream:
            return [_unpacked(json.loads(line)) for line in stream]
    except (OSError, EOFError, lzma.LZMAError, ValueError, KeyError, TypeError) as error:
        raise InputError(f"{path.name} 无法读取（{type(error).__name__}）") from None


def _unpacked(raw: Mapping[str, Any]) -> LabelledCase:
    pages = tuple(LabelledPage(page_of_row(row), str(row["label"]), titled=True) for row in raw["pages"])
    return LabelledCase(str(raw["key"]), str(raw["group"]), pages)


def labelled(pages: Mapping[str, Iterable[Page]], truth: Mapping[str, Any], *, key: str) -> LabelledCase:
    """The pages of a case with their labels; blank pages and pages of no document are left out.

    Args:
        pages: the pages of every source, by its path.
        truth: as ``truth.json`` holds it.
        key: the hash of the case.
    """
    labels: dict[tuple[str, int], str] = {}
    for document in truth["documents"]:
        first, last = int(document["first_page"]), int(document["last_page"])
        labels |= {(document["source"], number): CONTINUATION for number in range(first + 1, last + 1)}
        labels[document["source"], first] = str(document["type"])
    found = [
        LabelledPage(page, labels[path, page.number], titled=True)
        for path, ones in pages.items()
        for page in ones
        if (path, page.number) in labels and page.read and len(compact(page.text)) >= 8
    ]
    case = truth.get("case")
    named = case.get("id") if isinstance(case, Mapping) else None
    return LabelledCase(key, str(truth.get("generator", {}).get("style") or named or key), tuple(found))


def untitled(one: LabelledPage) -> LabelledPage:
    """The page without the line (or two lines) in which its title stands."""
    start = kinds.start_of(one.page) if one.label != CONTINUATION else None
    if start is None:
        return replace(one, titled=False)
    lines = one.page.lines
    two = compact(lines[start.line].text) != compact(start.title)
    kept = lines[: start.line] + lines[start.line + (2 if two else 1) :]
    return LabelledPage(replace(one.page, lines=kept), one.label, titled=False)


def corrupted(one: LabelledPage, chance: random.Random) -> LabelledPage:
    """The page with some characters lost or misread, so that the model does not hang on any one of them."""
    text = one.page.text.replace("\n", "") or "一"

    def worn(line: str) -> str:
        drawn = ((character, chance.random()) for character in line)
        kept = (
            character if roll > _CORRUPTED else "" if roll < _CORRUPTED / 2 else chance.choice(text)
            for character, roll in drawn
        )
        return "".join(kept)

    lines = tuple(replaced._replace(text=worn(replaced.text), edges=()) for replaced in one.page.lines)
    return LabelledPage(replace(one.page, lines=lines), one.label, one.titled)


def training_pages(case: LabelledCase) -> Iterator[LabelledPage]:
    """Every page with and without its title, the second also corrupted; pages that go on as they are and corrupted."""
    chance = random.Random(case.key)
    for one in case.pages:
        if one.label != CONTINUATION:
            yield one if chance.random() < 0.5 else corrupted(one, chance)
        bare = untitled(one)
        yield bare
        yield corrupted(bare, chance)


def _truth(place: Path) -> tuple[bytes, dict[str, Any]]:
    try:
        raw = (place / TRUTH).read_bytes()
        truth = json.loads(raw)
        for document in truth["documents"]:
            _ = document["type"], document["source"], int(document["first_page"]), int(document["last_page"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(f"{place.name}/{TRUTH} 无法读取或缺少 documents（{type(error).__name__}）") from None
    return raw, truth


def _layer_pages(admitted: Admitted, source: str) -> list[Page]:
    """The pages of a file by its text layer; marks are not looked for, which takes most of the time of a review."""
    if admitted.path == TRUTH:
        return []
    if admitted.media_type.task == "text":
        try:
            return text_pages(admitted.read(), source)
        except (UnreadableError, OSError):
            return []
    frames = run_worker(admitted, task=admitted.media_type.task, options={"marks": False})
    pages = [page_of(frame, source) for frame in frames if frame["kind"] == "page"]
    return [page for page in pages if page.lines]
