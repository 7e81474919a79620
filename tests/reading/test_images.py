"""Pictures drawn here, so that it is known what is on them."""

from __future__ import annotations

import io

import cv2
import numpy as np
import pytest
from PIL import Image

from reviewer.core.casefile import BlobKind, Box
from reviewer.reading import images, seals, upright
from reviewer.reading.outcomes import UnreadableError

DPI = 100
RED = (205, 40, 45)


def mm(value: float) -> int:
    return round(value * DPI / 25.4)


def blank(width: float = 210, height: float = 297) -> np.ndarray:
    return np.full((mm(height), mm(width), 3), 255, np.uint8)


def draw_seal(page: np.ndarray, x: float, y: float, *, size: float = 42, colour: tuple[int, int, int] = RED) -> None:
    cv2.circle(page, (mm(x), mm(y)), mm(size / 2), colour, 3, cv2.LINE_AA)
    cv2.circle(page, (mm(x), mm(y)), mm(5), colour, -1, cv2.LINE_AA)
    for turn in range(200, 340, 20):
        place = (mm(x + 0.36 * size * np.cos(np.radians(turn))), mm(y + 0.36 * size * np.sin(np.radians(turn))))
        cv2.rectangle(page, (place[0] - 4, place[1] - 4), (place[0] + 4, place[1] + 4), colour, 2)


def draw_print(
    page: np.ndarray, x: float, y: float, *, size: tuple[float, float] = (14, 19), colour: tuple[int, int, int] = RED
) -> None:
    for share in np.arange(1.0, 0.1, -2.2 / size[0]):  # ridges every 1.1 mm
        axes = (max(int(mm(size[0] / 2) * share), 1), max(int(mm(size[1] / 2) * share), 1))
        cv2.ellipse(page, (mm(x), mm(y)), axes, 12, 0, 360, colour, 2, cv2.LINE_AA)


def draw_name(
    page: np.ndarray, x: float, y: float, *, colour: tuple[int, int, int] = (25, 25, 40), seed: int = 1
) -> None:
    strokes = np.random.default_rng(seed)
    for character in range(3):
        left = x + character * 6.0
        for _ in range(6):
            a, b = strokes.uniform(0, 5.5, 2), strokes.uniform(0, 5.5, 2)
            cv2.line(page, (mm(left + a[0]), mm(y + a[1])), (mm(left + b[0]), mm(y + b[1])), colour, 2, cv2.LINE_AA)


def kinds(page: np.ndarray, *, text_boxes: tuple[Box, ...] = (), scan: bool = False) -> list[str]:
    return sorted(blob.kind.value for blob in images.find_blobs(page, dpi=DPI, text_boxes=text_boxes, scan=scan))


@pytest.mark.parametrize("size", [30, 38, 42, 50])
@pytest.mark.parametrize("colour", [RED, (150, 20, 30), (232, 150, 150), (140, 30, 120)])
def test_a_seal_of_any_size_and_shade_is_found(size: int, colour: tuple[int, int, int]) -> None:
    page = blank()
    draw_seal(page, 140, 200, size=size, colour=colour)
    (blob,) = images.find_blobs(page, dpi=DPI, text_boxes=())
    assert blob.kind is BlobKind.SEAL
    assert blob.box.centre == pytest.approx((140 * 72 / 25.4, 200 * 72 / 25.4), abs=3)
    assert blob.box.width == pytest.approx(size * 72 / 25.4, rel=0.08)


def test_two_seals_that_touch_are_two() -> None:
    page = blank()
    draw_seal(page, 80, 200, size=40)
    draw_seal(page, 119, 205, size=40)
    assert kinds(page) == ["seal", "seal"]


def test_a_seal_over_the_edge_is_a_half_seal() -> None:
    page = blank()
    draw_seal(page, 210, 120, size=42)
    assert kinds(page) == ["half_seal"]


def test_a_name_chop_a_red_heading_and_red_rules_are_no_seal_and_no_print() -> None:
    page = blank()
    cv2.rectangle(page, (mm(100), mm(200)), (mm(132), mm(232)), RED, 4)
    for row in range(3):
        cv2.line(page, (mm(105), mm(208 + 8 * row)), (mm(127), mm(208 + 8 * row)), RED, 6)
    cv2.rectangle(page, (mm(20), mm(40)), (mm(190), mm(41)), RED, -1)
    cv2.putText(page, "POLICE BUREAU", (mm(25), mm(35)), cv2.FONT_HERSHEY_DUPLEX, 2.2, RED, 5, cv2.LINE_AA)
    assert [kind for kind in kinds(page) if kind != "ink"] == []


@pytest.mark.parametrize("size", [(7, 9), (14, 19), (20, 28)])
def test_a_fingerprint_is_found_also_over_a_name(size: tuple[float, float]) -> None:
    page = blank()
    draw_name(page, 100, 220)
    draw_print(page, 114, 223, size=size)
    found = kinds(page)
    assert found.count("fingerprint") == 1
    assert "seal" not in found
    assert "ink" in found or size[0] > 18  # a large print leaves nothing of the name to see


def test_a_print_without_colour_is_a_toned_oval_and_a_heavy_character_is_none() -> None:
    page = blank()
    draw_name(page, 100, 220)
    cv2.ellipse(page, (mm(114), mm(223)), (mm(7), mm(9)), 8, 0, 360, (205, 205, 205), -1, cv2.LINE_AA)
    cv2.putText(page, "8", (mm(100), mm(60)), cv2.FONT_HERSHEY_DUPLEX, 1.6, (0, 0, 0), 9, cv2.LINE_AA)
    cv2.rectangle(page, (mm(20), mm(100)), (mm(50), mm(112)), (215, 215, 215), -1)
    title = Box(99 * 72 / 25.4, 46 * 72 / 25.4, 112 * 72 / 25.4, 63 * 72 / 25.4)
    (print_,) = [
        one
        for one in images.find_blobs(page, dpi=DPI, text_boxes=(title,), scan=True)
        if one.kind is BlobKind.FINGERPRINT
    ]
    assert print_.box.centre == pytest.approx((114 * 72 / 25.4, 223 * 72 / 25.4), abs=6)
    assert print_.probability < 0.8


def test_typed_red_characters_are_no_fingerprint() -> None:
    page = blank()
    cv2.putText(page, "8", (mm(100), mm(100)), cv2.FONT_HERSHEY_DUPLEX, 1.6, RED, 2, cv2.LINE_AA)
    box = Box(99 * 72 / 25.4, 88 * 72 / 25.4, 112 * 72 / 25.4, 101 * 72 / 25.4)
    assert kinds(page, text_boxes=(box,)) == []


@pytest.mark.parametrize("side", [8, 12, 18])
def test_a_small_square_or_round_seal_with_characters_is_a_name_chop(side: int) -> None:
    page = blank()
    cv2.rectangle(page, (mm(60), mm(100)), (mm(60 + side), mm(100 + side)), RED, 2)
    cv2.circle(page, (mm(120), mm(100)), mm(side / 2), RED, 2, cv2.LINE_AA)
    for x, y in ((60 + side / 2, 100 + side / 2), (120, 100)):
        for row in (-0.2, 0.05, 0.3):
            at = (mm(x - side * 0.25), mm(y + side * row)), (mm(x + side * 0.25), mm(y + side * row))
            cv2.line(page, *at, RED, 2)
    assert kinds(page) == ["chop", "chop"]


def test_rules_tables_check_boxes_and_photographs_are_no_ink_and_a_slash_is_a_slash() -> None:
    page = blank()
    for row in range(6):
        cv2.line(page, (mm(20), mm(30 + 8 * row)), (mm(190), mm(30 + 8 * row)), (0, 0, 0), 2)
    for column in range(4):
        cv2.line(page, (mm(20 + 50 * column), mm(30)), (mm(20 + 50 * column), mm(70)), (0, 0, 0), 2)
    cv2.line(page, (mm(21), mm(69)), (mm(69), mm(55)), (0, 0, 0), 2, cv2.LINE_AA)
    cv2.rectangle(page, (mm(30), mm(90)), (mm(33), mm(93)), (0, 0, 0), 1)
    noise = np.random.default_rng(3).integers(20, 200, (mm(60), mm(80), 1)).repeat(3, axis=2)
    page[mm(120) : mm(120) + noise.shape[0], mm(40) : mm(40) + noise.shape[1]] = noise
    assert set(kinds(page)) == {"slash"}  # the rules cut it in pieces


def test_ink_is_what_lies_outside_the_printed_text() -> None:
    page = blank()
    draw_name(page, 60, 100)
    draw_name(page, 120, 100, seed=2)
    typed = Box(58 * 72 / 25.4, 98 * 72 / 25.4, 80 * 72 / 25.4, 108 * 72 / 25.4)
    (blob,) = images.find_blobs(page, dpi=DPI, text_boxes=(typed,))
    assert blob.kind is BlobKind.INK
    assert blob.box.x0 > 118 * 72 / 25.4


def test_blue_ink_counts_on_a_scan_even_where_ocr_read_text() -> None:
    page = blank()
    draw_name(page, 60, 100, colour=(40, 40, 140))
    typed = Box(58 * 72 / 25.4, 98 * 72 / 25.4, 80 * 72 / 25.4, 108 * 72 / 25.4)
    assert kinds(page, text_boxes=(typed,)) == []
    assert kinds(page, text_boxes=(typed,), scan=True) == ["ink"]


def test_a_grey_scan_is_told_from_a_colour_scan_without_marks_on_tinted_paper() -> None:
    page = blank()
    draw_seal(page, 140, 200, colour=(90, 90, 90))
    assert images.is_grey(page)
    assert kinds(page, scan=True) == ["seal"]
    tinted = page.copy()
    tinted[:, :, 2] = np.minimum(tinted[:, :, 2], 235)
    assert not images.is_grey(tinted)


def test_red_vanishes_and_black_stays() -> None:
    page = blank()
    page[:20] = (220, 60, 60)
    page[20:40] = (10, 10, 10)
    plain = images.without_red(page)
    assert plain[:20].min() > 200
    assert plain[20:40].max() < 50


def test_blank_pages() -> None:
    page = blank()
    page[mm(50), mm(50)] = 0
    page[:, : mm(2)] = 90  # the shadow of the edge
    assert images.is_blank(page)
    cv2.putText(page, "1", (mm(100), mm(100)), cv2.FONT_HERSHEY_SIMPLEX, 1.2, (0, 0, 0), 3)
    assert not images.is_blank(page)


@pytest.mark.parametrize("angle", [-2.6, -0.7, 0.0, 1.3, 2.9])
def test_skew_is_measured_and_taken_out(angle: float) -> None:
    page = blank()
    for row in range(25):
        cv2.putText(page, "seven lines of text and more", (mm(25), mm(30 + 9 * row)), 0, 0.7, (0, 0, 0), 2, cv2.LINE_AA)
    crooked = upright.deskew(page, -angle)
    assert upright.skew_angle(crooked) == pytest.approx(angle, abs=0.12)
    straight = upright.deskew(crooked, upright.skew_angle(crooked))
    assert abs(upright.skew_angle(straight)) < 0.15


def test_check_boxes_in_a_table_are_found_and_characters_are_not() -> None:
    page = np.full((800, 800, 3), 255, np.uint8)
    cv2.rectangle(page, (20, 20), (780, 300), (0, 0, 0), 2)
    cv2.rectangle(page, (100, 100), (124, 124), (0, 0, 0), 2)
    cv2.rectangle(page, (300, 100), (324, 124), (0, 0, 0), -1)
    cv2.putText(page, "OQ8", (400, 124), 0, 1, (0, 0, 0), 3)
    found = images.check_boxes(page, dpi=200)
    assert [(round(box.x0 * 200 / 72 / 100), ticked) for box, ticked in sorted(found)] == [(1, False), (3, True)]


def _file(form: str, *pictures: Image.Image, **options: object) -> io.BytesIO:
    stream = io.BytesIO()
    pictures[0].save(stream, form, save_all=len(pictures) > 1, append_images=list(pictures[1:]), **options) if (
        form == "TIFF"
    ) else pictures[0].save(stream, form, **options)
    stream.seek(0)
    return stream


def test_every_frame_of_a_tiff_is_a_page() -> None:
    first = blank()
    draw_seal(first, 100, 100)
    stream = _file("TIFF", Image.fromarray(first), Image.fromarray(blank()), dpi=(DPI, DPI))
    head, one, two = images.read_image(stream, options={})
    assert head == {"kind": "head", "pages": 2}
    assert (one["number"], one["origin"], one["needs_ocr"]) == (1, "unread", True)
    assert (two["number"], two["origin"], two["needs_ocr"]) == (2, "blank", False)
    assert [blob["kind"] for blob in one["blobs"]] == ["seal"]
    assert one["width"] == pytest.approx(595, abs=2)
    stream.seek(0)
    assert [frame.get("number") for frame in images.read_image(stream, first_page=2, options={})] == [None, 2]


def test_a_picture_without_a_sensible_resolution_is_taken_for_a4() -> None:
    stream = _file("JPEG", Image.new("RGB", (3000, 4000), "white"), dpi=(72, 72))
    _, page = images.read_image(stream, options={})
    assert page["height"] == pytest.approx(842, abs=2)


def test_transparent_pictures_are_on_white() -> None:
    stream = _file("PNG", Image.new("RGBA", (400, 600), (0, 0, 0, 0)))
    _, page = images.read_image(stream, options={})
    assert page["origin"] == "blank"


def test_broken_and_huge_pictures_are_refused() -> None:
    with pytest.raises(UnreadableError, match="unsupported"):
        list(images.read_image(io.BytesIO(b"no picture at all"), options={}))
    cut = io.BytesIO(_file("PNG", Image.fromarray(blank())).getvalue()[:2000])
    with pytest.raises(UnreadableError, match="pages_unreadable"):
        list(images.read_image(cut, options={}))
    with pytest.raises(UnreadableError, match="too_big"):
        list(images.read_image(_file("PNG", Image.new("1", (20_000, 15_000))), options={}))


@pytest.mark.parametrize("count", [2, 3])
def test_prints_of_signers_one_below_the_other_are_told_apart_though_they_touch(count: int) -> None:
    page = blank()
    for row in range(count):
        draw_print(page, 120, 150 + 7.6 * row, size=(6.4, 8.6))
    assert kinds(page) == ["fingerprint"] * count


def test_a_print_that_touches_a_seal_is_no_part_of_it() -> None:
    page = blank()
    draw_seal(page, 150, 200, size=40)
    draw_print(page, 130, 184, size=(9, 12))
    found = images.find_blobs(page, dpi=DPI, text_boxes=())
    assert sorted(blob.kind.value for blob in found) == ["fingerprint", "seal"]
    ring = next(blob.box for blob in found if blob.kind is BlobKind.SEAL)
    assert ring.width == pytest.approx(ring.height, rel=0.04)


def test_what_a_print_leaves_of_a_name_is_ink() -> None:
    def one_character(page: np.ndarray) -> np.ndarray:
        for a, b in (((0, 0), (2.4, 3.6)), ((2.4, 0), (0, 3.6)), ((0, 1.8), (2.4, 1.8))):
            cv2.line(page, (mm(108 + a[0]), mm(221 + a[1])), (mm(108 + b[0]), mm(221 + b[1])), (20, 20, 40), 2)
        return page

    alone, beside = one_character(blank()), one_character(blank())
    draw_print(beside, 115, 223, size=(8, 11))
    assert kinds(alone) == []
    assert kinds(beside) == ["fingerprint", "ink"]


def test_the_words_of_a_seal_are_unrolled_from_the_bottom_clockwise() -> None:
    page = blank()
    draw_seal(page, 105, 150, size=42)  # its characters stand over the upper half only
    side = 42 * 72 / 25.4
    x, y = 105 * 72 / 25.4, 150 * 72 / 25.4
    strip = seals.unrolled(page, Box(x - side / 2, y - side / 2, x + side / 2, y + side / 2), DPI)
    dark = (strip[:, :, 0] < 160).mean(axis=0)
    quarter = len(dark) // 4
    assert dark[quarter : 3 * quarter].mean() > 4 * (dark[: quarter // 2].mean() + dark[-quarter // 2 :].mean())
