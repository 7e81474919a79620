"""Turns a PDF into what a scanner makes of it: page images, slightly turned, with noise and blur, without text."""

from __future__ import annotations

import io
import math
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas


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


def scan(
    path: Path, random: Random, *, grey: bool, marks: list[dict[str, Any]], resolution: int = 0, quality: int = 0
) -> None:
    """Replaces the PDF by its scan and turns the marks of each page with it."""
    resolution = resolution or random.choice([150, 150, 200])
    quality = quality or random.randint(35, 60)
    source = pypdfium2.PdfDocument(str(path))
    canvas = Canvas(str(path.with_suffix(".scan")), invariant=1)
    for number in range(1, len(source) + 1):
        page = source[number - 1]
        width, height = page.get_size()
        angle = random.uniform(-1.1, 1.1)
        picture = page.render(scale=resolution / 72).to_pil().convert("RGB")
        picture = picture.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=(250, 250, 248))
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
