"""Text of scanned pages, by the models that lie in the rapidocr package. The only door to that library.

Nothing is fetched: the engine is given the paths of models that are there, or it is not started at all.
A page is turned upright, straightened, and read without its red (seals and prints over dates vanish); red print,
which vanishes with it, is read again in colour.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any, BinaryIO

from reviewer.core.casefile import Blob, BlobKind, Box, Line
from reviewer.core.errors import ModelError
from reviewer.reading import images, pdf, seals, upright
from reviewer.reading.outcomes import ReadOutcome
from reviewer.reading.rows import Piece, as_lines, piece_of, with_boxes

if TYPE_CHECKING:
    from reviewer.reading.images import Picture

DPI = 200
LONGEST_SIDE = 2400  # pixels of an A4 page at 200 dpi; larger pages are read at a lower resolution
DETECTION_SIDE = 1600  # finding lines needs less than reading them
LEAST_CONFIDENCE = 0.5
DOUBTFUL = 0.8  # read again in colour below this
LEAST_STAMP = 0.7
CLEAR_PRINT = 0.8  # text read as surely as this is taken for print when ink is looked for
MODELS = ("PP-OCRv6_det_small.onnx", "PP-OCRv6_rec_small.onnx", "ch_ppocr_mobile_v2.0_cls_mobile.onnx")


@lru_cache(maxsize=1)
def _engine(threads: int) -> Any:
    """The engine, loaded once a process.

    Raises:
        ModelError: a model is not in the package, so that the engine would try to fetch it.
    """
    import importlib.util
    from pathlib import Path

    found = importlib.util.find_spec("rapidocr")
    folder = Path(found.origin).parent / "models" if found is not None and found.origin else None
    if folder is None or not all((folder / name).is_file() for name in MODELS):
        raise ModelError("文字识别模型不在 rapidocr 安装包内：请重新安装 rapidocr（pip install 'rapidocr>=3.10,<4'）")
    from rapidocr import RapidOCR

    names = dict(zip(("Det", "Rec", "Cls"), MODELS, strict=True))
    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.text_score": LEAST_CONFIDENCE,
            "Global.return_word_box": True,
            "Global.return_single_char_box": True,
            "Global.use_preprocess_img": False,
            "Global.use_vertical_padding": False,
            "EngineConfig.onnxruntime.intra_op_num_threads": threads,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            **{f"{part}.model_path": str(folder / name) for part, name in names.items()},
        }
    )


def _find_lines(engine: Any, picture: Picture) -> list[Any]:
    """Quadrilaterals (4 × 2 pixels, clockwise from the top left) around lines of text."""
    import numpy as np

    scale = min(DETECTION_SIDE / max(picture.shape[:2]), 1.0)
    small = images.scaled(picture, dpi=1000, to=1000 * scale)
    found = engine(small, use_det=True, use_cls=False, use_rec=False)
    if found.boxes is None:
        return []
    return [np.asarray(quad, dtype=np.float32) / scale for quad in found.boxes]


def _read(engine: Any, picture: Picture, quads: Sequence[Any], *, scale: float) -> list[Piece]:
    """Read the lines; pixels become points by ``scale``. Unsure and empty ones are left out."""
    import numpy as np

    if not quads:
        return []
    crops = engine.crop_text_regions(picture, np.asarray(quads))
    engine.update_params(return_word_box=True, return_single_char_box=True)
    result = engine.recognize_txt(crops)
    words = engine.cal_rec_boxes(crops, np.asarray(quads), result, True).word_results
    pieces: list[Piece] = []
    for quad, text, score, characters in zip(quads, result.txts, result.scores, words, strict=True):
        if score < LEAST_CONFIDENCE or not text.strip():
            continue
        box = _level_box(quad, scale)
        centres = [sum(float(x) for x, _ in corners) / 4 * scale for _, _, corners in characters]
        pieces.append(piece_of(text, box, centres, round(float(score), 3)))
    return pieces


def _level_box(quad: Any, scale: float) -> Box:
    """The upright box of a quadrilateral, as high as the text and not higher for a rest of skew."""
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = ((float(x) * scale, float(y) * scale) for x, y in quad)
    top, bottom = (y0 + y1) / 2, (y2 + y3) / 2
    return Box(*(round(value, 1) for value in (min(x0, x3), min(top, bottom), max(x1, x2), max(top, bottom))))


def quarter_turns(engine: Any, picture: Picture, quads: Sequence[Any]) -> int:
    """By how many degrees clockwise (0, 90, 180, 270) the page must be turned for its text to stand upright.

    Lines that are higher than wide lie on their side; whether text stands on its head is asked of the
    classifier of the engine, on the longest lines only.
    """
    import numpy as np

    sides = [(float(np.linalg.norm(q[1] - q[0])), float(np.linalg.norm(q[3] - q[0]))) for q in quads]
    long = [pair for pair in sides if max(pair) > 3 * min(pair)] or sides
    sideways = sum(tall for wide, tall in long if tall > wide) > sum(wide for wide, tall in long if wide >= tall)
    longest = sorted(zip(sides, quads, strict=True), key=lambda item: -max(item[0]))[:12]
    chosen = [quad for (wide, tall), quad in longest if (tall > wide) is sideways]
    if not chosen:
        return 0
    crops = engine.crop_text_regions(picture, np.asarray(chosen))  # tall crops come turned by 90 degrees to the left
    _, result = engine.cls_and_rotate(crops)
    upside_down = sum(1 if label == "180" else -1 for label, score in result.cls_res if score > 0.7) > 0
    return (270 if sideways else 0) if not upside_down else (90 if sideways else 180)


def _straightened(engine: Any, rgb: Picture) -> tuple[Picture, list[Any], int]:
    """The page upright and straight, its lines, and the quarter turn that was taken out."""
    skew = upright.skew_angle(rgb)
    page = upright.deskew(rgb, skew)
    quads = _find_lines(engine, images.without_red(page))
    turn = quarter_turns(engine, images.without_red(page), quads)
    if turn:
        page = upright.turned(rgb, turn)
        skew = upright.skew_angle(page)
        page = upright.deskew(page, skew)
        quads = _find_lines(engine, images.without_red(page))
    return page, quads, turn


def read_picture(rgb: Picture, *, dpi: float, threads: int) -> dict[str, Any]:
    """Read one page.

    Args:
        rgb: the page as it was scanned.
        dpi: its resolution.
        threads: threads that the engine may use.

    Returns:
        A frame without number: size, lines and blobs in points of the page as turned upright and straight, with
        ``rotation``, the degrees clockwise by which it was turned.
    """
    target = min(DPI, dpi * LONGEST_SIDE / max(rgb.shape[:2]))
    rgb = images.scaled(rgb, dpi=dpi, to=target)
    scale = 72 / target
    if images.is_blank(rgb):
        return _frame(rgb, scale, lines=(), blobs=(), origin="blank")
    engine = _engine(threads)
    page, quads, turn = _straightened(engine, rgb)
    plain = images.without_red(page)
    pieces = _read(engine, plain, quads, scale=scale)
    pieces = _second_look(engine, page, pieces, quads, scale=scale)
    blobs = images.find_blobs(page, dpi=target, text_boxes=_print_boxes(pieces), scan=True)
    pieces = [piece for piece in pieces if not _is_seal_text(piece, blobs)]
    stamps = _stamps(engine, page, blobs, dpi=target)
    blobs += _unread(pieces, [_level_box(quad, scale) for quad in quads], blobs)
    pieces += _red_text(engine, page, pieces, blobs, scale=scale)
    boxes = images.check_boxes(plain, dpi=target)
    pieces = [with_boxes(piece, boxes) for piece in pieces]
    lines = as_lines(pieces, ruled=lambda gap: images.has_upright_rule(plain, gap, dpi=target))
    confidence = sum(line.confidence for line in lines) / max(len(lines), 1)
    return _frame(page, scale, lines=lines, blobs=blobs, origin="ocr") | {
        "rotation": turn,
        "confidence": confidence,
        "stamps": stamps,
    }


def _print_boxes(pieces: Iterable[Piece]) -> list[Box]:
    """Boxes of the characters of clear print, the gaps between them left open for ink."""
    boxes: list[Box] = []
    for piece in pieces:
        if piece.confidence >= CLEAR_PRINT:
            top, bottom = piece.box.top, piece.box.bottom
            places = zip(piece.text, pairwise(piece.edges), strict=False)
            boxes += [Box(left, top, right, bottom) for character, (left, right) in places if character != " "]
    return boxes


def _second_look(engine: Any, page: Picture, pieces: list[Piece], quads: Sequence[Any], *, scale: float) -> list[Piece]:
    """Read doubtful lines once more in colour and keep the surer reading."""
    sure = [piece for piece in pieces if piece.confidence >= DOUBTFUL]
    known = {piece.box: piece for piece in pieces}
    again = [quad for quad in quads if (old := known.get(_level_box(quad, scale))) is None or old not in sure]
    fresh = {piece.box: piece for piece in _read(engine, page, again, scale=scale)}
    for quad in again:
        box = _level_box(quad, scale)
        readings = [piece for piece in (known.get(box), fresh.get(box)) if piece is not None]
        if readings:
            sure.append(max(readings, key=lambda piece: piece.confidence))
    return sure


def _unread(pieces: Sequence[Piece], places: Iterable[Box], blobs: Sequence[Blob]) -> tuple[Blob, ...]:
    """What looks like a line of text and cannot be read is taken for handwriting."""
    read = {piece.box for piece in pieces}
    return tuple(
        Blob(BlobKind.INK, box, 0.6)
        for box in places
        if box not in read
        and 10 < box.width < 310
        and 8 < box.height < 60
        and not any(box.overlap(blob.box) > 0.3 * box.width * box.height for blob in blobs)
    )


def _stamps(engine: Any, page: Picture, blobs: Iterable[Blob], *, dpi: float) -> list[dict[str, Any]]:
    """What is written round the rim of each seal, where it is legible; each as a line with the box of the seal."""
    boxes = [blob.box for blob in blobs if blob.kind is BlobKind.SEAL]
    if not boxes:
        return []
    engine.update_params(return_word_box=False, return_single_char_box=False)
    result = engine.recognize_txt([seals.unrolled(page, box, dpi) for box in boxes])
    return [
        {"text": text.strip(), "box": list(box), "confidence": round(float(score), 3), "edges": []}
        for box, text, score in zip(boxes, result.txts, result.scores, strict=True)
        if score >= LEAST_STAMP and len(text.strip()) >= 4
    ]


def _is_seal_text(piece: Piece, blobs: Iterable[Blob]) -> bool:
    """Whether the piece is a scrap of the text or the star of a seal and not what the seal was put over."""
    area = piece.box.width * piece.box.height
    within = any(blob.kind is BlobKind.SEAL and piece.box.overlap(blob.box) > 0.7 * area for blob in blobs)
    return within and (piece.confidence < 0.9 or len(piece.text) < 3)


def _red_text(
    engine: Any, page: Picture, pieces: Sequence[Piece], blobs: Sequence[Blob], *, scale: float
) -> list[Piece]:
    """Red print, such as the name of the issuing body over a red line: it vanished with the red."""
    import numpy as np

    window = images.red_window(page, [blob.box for blob in blobs if blob.kind is not BlobKind.INK], dpi=72 / scale)
    if window is None:
        return []
    top, left = int(window.top / scale), int(window.x0 / scale)
    part = page[top : int(window.bottom / scale), left : int(window.x1 / scale)]
    quads = [quad + np.array((left, top), dtype=np.float32) for quad in _find_lines(engine, part)]
    fresh = _read(engine, page, quads, scale=scale)
    return [
        piece
        for piece in fresh
        if all(piece.box.overlap(old.box) < 0.3 * piece.box.width * piece.box.height for old in pieces)
    ]


def _frame(page: Picture, scale: float, *, lines: Iterable[Line], blobs: Iterable[Blob], origin: str) -> dict[str, Any]:
    height, width = page.shape[:2]
    return {
        "kind": "page",
        "width": round(width * scale, 2),
        "height": round(height * scale, 2),
        "origin": origin,
        "grey": images.is_grey(page),
        "lines": [
            {"text": line.text, "box": list(line.box), "confidence": line.confidence, "edges": list(line.edges)}
            for line in lines
        ],
        "blobs": [images.as_row(blob) for blob in blobs],
        "looked_at": True,
        "rotation": 0,
    }


def read_pages(stream: BinaryIO, *, first_page: int = 1, options: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Read scanned pages of a PDF or a picture file, one frame a page.

    Args:
        stream: the file, a PDF or a picture.
        first_page: pages before this one are passed over.
        options: ``pages`` (numbers from 1; all where it is missing) and ``threads`` (default 1).

    Raises:
        UnreadableError: the file cannot be opened. A page that cannot be rendered gives a frame of origin ``unread``.
        ModelError: the models are not installed.
    """
    wanted = options.get("pages")
    head = stream.read(1024)
    stream.seek(0)
    top, pages = _pdf_pages(stream) if b"%PDF" in head else _picture_pages(stream)
    yield top
    for number, page in pages:
        if number < first_page or (wanted is not None and number not in wanted):
            continue
        try:
            rgb, dpi = page()
        except (RuntimeError, ValueError):  # pdfium's own error is a RuntimeError
            yield {"kind": "page", "number": number, "unread": ReadOutcome.PAGES_UNREADABLE.value}
            continue
        yield read_picture(rgb, dpi=dpi, threads=int(options.get("threads", 1))) | {"number": number}


_Pages = Iterator[tuple[int, Callable[[], tuple["Picture", float]]]]


def _picture_pages(stream: BinaryIO) -> tuple[dict[str, Any], _Pages]:
    head = {"kind": "head", "pages": images.frame_count(stream)}
    return head, ((number, partial(_as_it_is, *page)) for number, page in enumerate(images.frames(stream), start=1))


def _as_it_is(rgb: Picture, dpi: float) -> tuple[Picture, float]:
    return rgb, dpi


def _pdf_pages(stream: BinaryIO) -> tuple[dict[str, Any], _Pages]:
    """The head of a PDF, and for each page its number and how to draw it; drawn only when asked for."""
    document, _, head = pdf.open_document(stream.read())
    return head, ((index + 1, partial(_draw, document, index)) for index in range(len(document)))


def _draw(document: Any, index: int) -> tuple[Picture, float]:
    """A page as RGB and the resolution that it came out at."""
    page = document[index]
    try:
        rgb = pdf.render_page(page, min(DPI, LONGEST_SIDE * 72 / max(*page.get_size(), 1.0)))
        return rgb, rgb.shape[1] * 72 / max(page.get_width(), 1.0)
    finally:
        page.close()
