"""Turns a PDF into what a scanner makes of it: page images, slightly turned, with noise and blur, without text."""

from __future__ import annotations

import io
import math
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas


@dataclass(frozen=True)
class Look:
    """What a scanner makes of a page; looks of the test part are never used in training."""

    key: str
    part: str
    resolution: int
    grey: bool = False
    angle: float = 1.1  # degrees, the most to either side
    quality: int = 50  # of the JPEG
    paper: tuple[int, int, int] = (255, 255, 255)
    contrast: float = 1.0
    blur: float = 0.5
    specks: int = 0


LOOKS = {
    look.key: look
    for look in (
        Look("flat-150", "train", 150),
        Look("flat-200", "train", 200, quality=60),
        Look("flat-150-grey", "train", 150, grey=True),
        Look("flat-200-grey", "train", 200, grey=True, blur=0.7),
        Look("old-150", "test", 150, angle=2.0, paper=(250, 244, 228), contrast=0.85, blur=0.7, specks=40),
        Look("old-200", "test", 200, angle=2.0, paper=(252, 250, 240), contrast=0.9, quality=40, specks=80),
        Look("old-150-grey", "test", 150, grey=True, angle=2.0, contrast=0.85, blur=0.7, quality=40),
        Look("old-200-grey", "test", 200, grey=True, angle=2.0, contrast=0.9, specks=60),
    )
}


def turned(box: list[float], width: float, height: float, angle: float) -> list[float]:
    """The box around a box that was turned with its page, counter-clockwise by `angle` degrees about the middle."""
    radians = math.radians(-angle)
    cx, cy = width / 2, height / 2
    xs, ys = [], []
    for x, y in ((box[0], box[1]), (box[2], box[1]), (box[0], box[3]), (box[2], box[3])):
        xs.append(cx + (x - cx) * math.cos(radians) - (y - cy) * math.sin(radians))
        ys.append(cy + (x - cx) * math.sin(radians) + (y - cy) * math.cos(radians))
    return [round(min(xs), 1), round(min(ys), 1), round(max(xs), 1), round(max(ys), 1)]


def dirty(picture: Image.Image, random: Random, *, grey: bool) -> Image.Image:
    """Paper tone, noise, specks and blur."""
    if grey:
        picture = picture.convert("L")
    picture = picture.filter(ImageFilter.GaussianBlur(random.uniform(0.2, 0.7)))
    noise = np.random.default_rng(random.randint(0, 2**31)).normal(
        random.uniform(-6, 0), random.uniform(2, 6), (picture.height, picture.width)
    )
    pixels: np.ndarray = np.asarray(picture, dtype=np.float32)
    pixels = pixels + (noise[:, :, None] if pixels.ndim == 3 else noise)
    shade = np.linspace(random.uniform(-8, 0), random.uniform(-8, 0), picture.width, dtype=np.float32)
    pixels = pixels + (shade[None, :, None] if pixels.ndim == 3 else shade[None, :])
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


def worn(picture: Image.Image, random: Random, look: Look) -> Image.Image:
    """The page on the paper of a look, with less contrast and with specks."""
    paper = np.asarray(look.paper, dtype=np.float32)
    pixels = paper - (255 - np.asarray(picture, dtype=np.float32)) * look.contrast
    picture = Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))
    for _ in range(look.specks):
        side = random.choice([1, 1, 2])
        shade = random.randint(60, 170)
        place = random.randrange(picture.width), random.randrange(picture.height)
        picture.paste((shade, shade, shade), (*place, place[0] + side, place[1] + side))
    return picture.filter(ImageFilter.GaussianBlur(look.blur))


def scan(
    path: Path,
    random: Random,
    *,
    grey: bool,
    marks: list[dict[str, Any]],
    resolution: int = 0,
    quality: int = 0,
    look: Look | None = None,
) -> None:
    """Replaces the PDF by its scan and turns the marks of each page with it."""
    resolution = (look.resolution if look else resolution) or random.choice([150, 150, 200])
    quality = (look.quality if look else quality) or random.randint(35, 60)
    most = look.angle if look else 1.1
    source = pypdfium2.PdfDocument(str(path))
    canvas = Canvas(str(path.with_suffix(".scan")), invariant=1)
    for number in range(1, len(source) + 1):
        page = source[number - 1]
        width, height = page.get_size()
        angle = random.uniform(-most, most)
        picture = page.render(scale=resolution / 72).to_pil().convert("RGB")
        picture = picture.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=(250, 250, 248))
        if look is not None:
            picture = worn(picture, random, look)
        stream = io.BytesIO()
        dirty(picture, random, grey=grey).save(stream, "JPEG", quality=quality)
        stream.seek(0)
        canvas.setPageSize((width, height))
        canvas.drawImage(ImageReader(stream), 0, 0, width, height)
        canvas.showPage()
        for mark in marks:
            if mark["page"] == number and mark["source"] == path.name:
                mark["bbox"] = turned(mark["bbox"], width, height, angle)
    source.close()
    canvas.save()
    path.with_suffix(".scan").replace(path)
