"""Pictures of places: the right part of the page, lit, small; and what a taken-over child could send is refused."""

from __future__ import annotations

import base64
import io
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from reportlab.pdfgen import canvas

from reviewer.core.casefile import Box, CaseFile, CaseKind, Document, Origin, Page, Source, SourceStatus, Span
from reviewer.reading import pictures
from reviewer.reading.intake import admit_case
from reviewer.reading.pictures import pictures_of, place_of
from reviewer.reading.render import LARGEST, render_pages

BLACK = Box(100, 300, 160, 320)
"""A black square of the page, in points from the top left."""


def page_with_square(*, rotation: int = 0) -> bytes:
    out = io.BytesIO()
    sheet = canvas.Canvas(out, pagesize=(595, 842))
    sheet.setPageRotation(rotation)
    sheet.drawString(100, 700, "interrogation")
    sheet.rect(BLACK.x0, 842 - BLACK.bottom, BLACK.width, BLACK.height, fill=1)
    sheet.showPage()
    sheet.save()
    return out.getvalue()


def drawn(data: bytes, boxes: list[Any], *, width: float = 595, height: float = 842) -> list[Image.Image]:
    places = {"1": {"width": width, "height": height, "scanned": False, "boxes": boxes}}
    head, *frames = render_pages(io.BytesIO(data), options={"places": places})
    assert head["pages"] == 1
    raw = [base64.b64decode(one) for one in frames[0]["pictures"]]
    assert all(len(one) <= LARGEST for one in raw)
    return [Image.open(io.BytesIO(one)).convert("RGB") for one in raw]


def test_place_is_shown_and_lit() -> None:
    lit, elsewhere = drawn(page_with_square(), [list(BLACK), [100, 600, 200, 620]])
    pixels = np.asarray(lit).astype(int)
    assert (pixels.sum(axis=2) < 150).sum() > 1000  # the square is in it
    yellow = (pixels[:, :, 0] > 230) & (pixels[:, :, 2] < 190)
    assert yellow.sum() > 100
    assert (np.asarray(elsewhere).astype(int).sum(axis=2) < 150).sum() < 50
    assert lit.height < lit.width


def test_a_place_without_a_box_shows_the_whole_page() -> None:
    (whole,) = drawn(page_with_square(), [None])
    assert whole.height > whole.width


def test_a_page_that_lies_otherwise_than_when_it_was_read_is_not_lit() -> None:
    (whole,) = drawn(page_with_square(), [list(BLACK)], width=842, height=595)
    pixels = np.asarray(whole).astype(int)
    assert not ((pixels[:, :, 0] > 230) & (pixels[:, :, 2] < 190)).any()


def test_a_rich_page_is_made_small() -> None:
    noise = np.random.default_rng(1).integers(0, 255, (2000, 1414, 3), dtype=np.uint8)
    out = io.BytesIO()
    Image.fromarray(noise).save(out, "PNG", dpi=(170, 170))
    (picture,) = drawn(out.getvalue(), [[50, 100, 500, 500]], width=599, height=847)
    assert picture.width > 100


@pytest.mark.parametrize(
    "raw",
    [
        "x",
        '"><script>',
        base64.b64encode(b"<svg onload='alert(1)'/>").decode(),
        base64.b64encode(b"GIF89a").decode(),
        base64.b64encode(b"\x89PNG\r\n\x1a\n" + bytes(3 * LARGEST)).decode(),
    ],
)
def test_what_is_no_picture_is_dropped(raw: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    case = case_of(tmp_path)
    frames = [{"kind": "head", "pages": 1}, {"kind": "page", "number": 1, "pictures": [raw]}, {"kind": "end"}]
    monkeypatch.setattr(pictures, "run_worker", lambda *_, **__: iter(frames))
    assert pictures_of(tmp_path, case, [Span("s1", 1, BLACK)]) == {}


def case_of(folder: Path, *, origin: Origin = Origin.LAYER) -> CaseFile:
    (folder / "01.pdf").write_bytes(page_with_square())
    with admit_case(folder) as admission:
        sha256 = admission.files[0].sha256
    page = Page("s1", 1, 595, 842, origin=origin)
    source = Source("s1", "01.pdf", sha256, "application/pdf", 1, SourceStatus.READ)
    from datetime import date

    document = Document("d1", "interrogation_record", "s1", 1, 1, (page,))
    return CaseFile("c", CaseKind.CRIMINAL, date(2026, 3, 1), (source,), (document,))


def test_pictures_come_out_of_a_process_of_their_own(tmp_path: Path) -> None:
    case = case_of(tmp_path)
    spans = [Span("s1", 1, BLACK), Span("s1", 1, BLACK, "again"), Span("s1", 1), Span("s1", 9), Span("s2", 1)]
    found = pictures_of(tmp_path, case, spans)
    assert set(found) == {place_of(spans[0]), place_of(spans[2])}
    assert all(one.startswith("data:image/") for one in found.values())


def test_text_sources_have_no_pictures(tmp_path: Path) -> None:
    case = case_of(tmp_path, origin=Origin.TEXT)
    assert pictures_of(tmp_path, case, [Span("s1", 1, BLACK)]) == {}


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_scan_that_was_turned_to_be_read_is_lit_where_it_was_read(turn: int) -> None:
    page = Image.new("RGB", (595, 842), "white")
    page.paste("black", (int(BLACK.x0), int(BLACK.top), int(BLACK.x1), int(BLACK.bottom)))
    out = io.BytesIO()
    # laid so that turning it clockwise by ``turn`` sets it upright
    page.rotate(turn, expand=True).save(out, "PNG", dpi=(72, 72))
    place = {"width": 595, "height": 842, "scanned": True, "turn": turn, "boxes": [list(BLACK)]}
    _, frame = render_pages(io.BytesIO(out.getvalue()), options={"places": {"1": place}})
    pixels = np.asarray(Image.open(io.BytesIO(base64.b64decode(frame["pictures"][0]))).convert("RGB")).astype(int)
    rim = (pixels[:, :, 0] > 150) & (pixels[:, :, 2] < 60)
    rows, columns = np.nonzero(rim)
    inside = pixels[rows.min() : rows.max(), columns.min() : columns.max()].sum(axis=2) < 150
    assert inside.mean() > 0.5  # the frame is around the square and not beside it
