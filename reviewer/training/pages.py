"""Labelled pages out of case folders with truth: what begins on each page, or that the page goes on.

A folder of the corpus is one case: its sources, and beside them ``truth.json`` whose ``documents`` say the type, source
and pages of every document. Only text layers and text files are read; pages that are pictures are left out.
"""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from reviewer.core.casefile import Page
from reviewer.core.errors import InputError
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


def read_labelled_case(place: Path) -> LabelledCase:
    """Read one case of a corpus; see :func:`read_corpus`."""
    raw, truth = _truth(place)
    pages: dict[str, list[Page]] = {}
    with admit_case(place) as admission:
        for number, admitted in enumerate(admission.files, start=1):
            pages[admitted.path] = _layer_pages(admitted, f"s{number}")
    return labelled(pages, truth, key=hashlib.sha256(raw).hexdigest()[:16])


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
    style = truth.get("generator", {}).get("style")
    return LabelledCase(key, str(style) if style else key, tuple(found))


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
