"""The engine on pages drawn here: Latin letters and digits, since no Chinese font can be taken for granted."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from reviewer.core.casefile import Box
from reviewer.core.errors import ModelError
from reviewer.reading import ocr, upright
from reviewer.reading.rows import Piece, as_lines, in_rows, piece_of, proportional_edges, with_boxes

WORDS = ["RECORD 2026-03-08 09:05", "place: room 17, floor 2", "officers: Zhao, Qian", "answer: seven days later"]


def page(*, dpi: int = 200) -> np.ndarray:
    picture = Image.new("RGB", (1654, 2339), "white")
    draw = ImageDraw.Draw(picture)
    font = ImageFont.load_default(size=40)
    for row in range(12):
        draw.text((180, 250 + 90 * row), f"{row + 10} {WORDS[row % 4]}", fill=(20, 20, 20), font=font)
    draw.text((500, 120), "HEADING IN RED", fill=(210, 30, 40), font=ImageFont.load_default(size=64))
    return np.asarray(picture)


def read(rgb: np.ndarray) -> dict[str, Any]:
    return ocr.read_picture(rgb, dpi=200, threads=2)


def plain(frame: dict[str, Any]) -> str:
    return "".join("".join(line["text"].split()) for line in frame["lines"])


@pytest.fixture(scope="module")
def straight() -> dict[str, Any]:
    return read(page())


def test_text_boxes_and_reading_order(straight: dict[str, Any]) -> None:
    lines = straight["lines"]
    assert [line["text"][:2] for line in lines[-12:]] == [str(row + 10) for row in range(12)]
    assert "2026-03-08" in lines[1]["text"]
    assert lines[1]["box"][0] == pytest.approx(180 * 72 / 200, abs=4)
    assert all(len(line["edges"]) == len(line["text"]) + 1 for line in lines)
    assert all(list(line["edges"]) == sorted(line["edges"]) for line in lines)
    assert (straight["width"], straight["height"]) == pytest.approx((595.4, 842.0), abs=0.5)


def test_red_print_is_read_in_a_second_look(straight: dict[str, Any]) -> None:
    assert "HEADING" in plain(straight)


@pytest.mark.parametrize("degrees", [90, 180])
def test_a_turned_page_reads_as_an_upright_one(straight: dict[str, Any], degrees: int) -> None:
    frame = read(upright.turned(page(), degrees))
    assert frame["rotation"] == 360 - degrees
    assert plain(frame) == plain(straight)
    assert frame["width"] == pytest.approx(595.4, abs=0.5)


def test_a_crooked_page_reads_in_order(straight: dict[str, Any]) -> None:
    frame = read(upright.deskew(page(), 1.7))
    assert [line["text"][:2] for line in frame["lines"][-12:]] == [str(row + 10) for row in range(12)]


def test_a_blank_page_costs_no_model() -> None:
    frame = read(np.full((2339, 1654, 3), 250, np.uint8))
    assert (frame["origin"], frame["lines"]) == ("blank", [])


def test_pictures_come_as_frames_with_a_head() -> None:
    stream = io.BytesIO()
    Image.new("RGB", (827, 1169), "white").save(stream, "PNG", dpi=(100, 100))
    stream.seek(0)
    head, one = ocr.read_pages(stream, options={"pages": [1], "threads": 1})
    assert head == {"kind": "head", "pages": 1}
    assert (one["kind"], one["number"], one["origin"], one["looked_at"]) == ("page", 1, "blank", True)


def test_without_the_models_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    ocr._engine.cache_clear()
    monkeypatch.setattr(ocr, "MODELS", ("not_there.onnx", *ocr.MODELS[1:]))
    with pytest.raises(ModelError, match="rapidocr"):
        ocr._engine(1)
    ocr._engine.cache_clear()


# -- rows ---------------------------------------------------------------------------------------------------------


def piece(text: str, x0: float, top: float, x1: float, *, height: float = 12) -> Piece:
    box = Box(x0, top, x1, top + height)
    return Piece(text, box, 0.99, proportional_edges(text, box))


def no_rule(_: Box) -> bool:
    return False


def test_rows_are_read_from_the_top_and_pieces_from_the_left() -> None:
    pieces = [piece("乙", 200, 101, 240), piece("丙", 50, 130, 90), piece("甲", 50, 99, 90)]
    assert [[one.text for one in row] for row in in_rows(pieces)] == [["甲", "乙"], ["丙"]]


def test_label_and_value_are_joined_and_columns_are_not() -> None:
    pieces = [piece("被询问人", 50, 100, 98), piece("孙丙", 104, 101, 128), piece("犯罪嫌疑人：", 300, 100, 372)]
    lines = as_lines(pieces, ruled=no_rule)
    assert [line.text for line in lines] == ["被询问人孙丙", "犯罪嫌疑人："]
    assert lines[0].part(4, 6).x0 == pytest.approx(104)
    wide = [piece("时间", 50, 100, 74), piece("2026年", 90, 100, 120)]
    (line,) = as_lines(wide, ruled=no_rule)
    assert line.text == "时间 2026年"
    assert len(line.edges) == len(line.text) + 1
    assert line.part(3, 8) == Box(90, 100, 120, 112)


def test_a_rule_parts_two_cells() -> None:
    pieces = [piece("姓名", 50, 100, 74), piece("孙丙", 80, 100, 104)]
    assert [line.text for line in as_lines(pieces, ruled=lambda gap: gap.x0 < 77 < gap.x1)] == ["姓名", "孙丙"]


def test_edges_lie_between_the_centres_of_characters() -> None:
    box = Box(0, 0, 40, 14)
    assert piece_of("甲乙丙", box, [6, 20, 34], 0.9).edges == (0, 13, 27, 40)
    assert piece_of("甲乙", box, [5], 0.9).edges == (0, 20, 40)
    assert piece_of("甲乙", box, [9, 3], 0.9).edges == (0, 20, 40)


def test_a_gap_to_sign_in_is_no_part_of_the_print_around_it() -> None:
    signed = piece_of("人：2日", Box(0, 0, 140, 10), [5, 17, 120, 130], 0.9)
    assert signed.text == "人： 2日"
    assert len(signed.edges) == len(signed.text) + 1
    assert signed.edges[2] < 30
    assert signed.edges[3] > 110


def test_check_boxes_are_put_where_they_stand() -> None:
    text = piece("报案投案移送", 100, 100, 172)
    first, third = Box(88, 101, 97, 110), Box(147.5, 101, 148.5, 110)
    done = with_boxes(text, [(first, True), (third._replace(x0=145, x1=151), False)])
    assert done.text == "■报案投案□移送"
    assert len(done.edges) == len(done.text) + 1
    assert done.edges[0] == 88
    again = with_boxes(done, [(first, True)])
    assert again.text == done.text
    assert with_boxes(text, [(Box(88, 300, 97, 309), True)]).text == text.text
