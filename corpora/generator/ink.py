"""Handwriting-like names, fingerprints and seals: outlines to fill or small pictures, the same for the same seed."""

from __future__ import annotations

import math
import zlib
from functools import cache
from random import Random
from typing import Any

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from generator import fonts

Outline = list[list[tuple[float, float]]]


@cache
def _brush(role: str, pixels: int) -> Any:
    return ImageFont.truetype(str(fonts.available()[role]), pixels)


def _seed(*parts: object) -> Random:
    return Random(zlib.crc32("|".join(map(str, parts)).encode()))


@cache
def name_mask(name: str, variant: int) -> np.ndarray:
    """A handwritten look of a name: each character turned and slanted, the whole waved. Grey, 255 is ink."""
    random = _seed("name", name, variant)
    cell = 72
    role = random.choice(["kai", "kai", "song"])
    sheet = Image.new("L", (cell * len(name) + 60, cell + 50), 0)
    x = 20.0
    for char in name:
        tile = Image.new("L", (cell + 40, cell + 40), 0)
        ImageDraw.Draw(tile).text((20, 14), char, font=_brush(role, random.randint(56, 70)), fill=255)
        slant = random.uniform(-0.25, 0.3)
        tile = tile.transform(
            tile.size, Image.Transform.AFFINE, (1, slant, -slant * 50, 0, 1, 0), Image.Resampling.BILINEAR
        )
        tile = tile.rotate(random.uniform(-9, 9), resample=Image.Resampling.BILINEAR)
        sheet.paste(255, (int(x) - 20, random.randint(-2, 8)), tile)
        x += cell * random.uniform(0.72, 0.95)
    ink = np.asarray(sheet, dtype=np.uint8)
    height, width = ink.shape
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
    phase, swing = random.uniform(0, 6), random.uniform(1.5, 3.5)
    waved = cv2.remap(ink, xs + swing * np.sin(ys / 13 + phase), ys + swing * np.sin(xs / 23 + phase), cv2.INTER_LINEAR)
    if random.random() < 0.5:
        waved = cv2.dilate(waved, np.ones((2, 2), np.uint8))
    columns = np.flatnonzero(waved.max(axis=0) > 60)
    rows = np.flatnonzero(waved.max(axis=1) > 60)
    cut: np.ndarray = waved[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    return cut


def _contours(mask: np.ndarray) -> Outline:
    found, _ = cv2.findContours((mask > 110).astype(np.uint8), cv2.RETR_CCOMP, cv2.CHAIN_APPROX_TC89_L1)
    height = mask.shape[0]
    return [[(float(x), float(height - y)) for x, y in ring[:, 0]] for ring in found if len(ring) > 2]


@cache
def name_outline(name: str, variant: int) -> tuple[Outline, float, float]:
    """Rings to fill by the even-odd rule, origin bottom left, with their width and height in pixels."""
    mask = name_mask(name, variant)
    return _contours(mask), float(mask.shape[1]), float(mask.shape[0])


@cache
def name_picture(name: str, variant: int) -> Image.Image:
    """The same name as a small picture with a transparent ground, as a signature pad makes it."""
    mask = name_mask(name, variant)
    colour = _seed("ink", name).choice([(20, 20, 30), (25, 35, 120), (10, 10, 10)])
    picture = Image.new("RGBA", (mask.shape[1], mask.shape[0]), (*colour, 0))
    picture.putalpha(Image.fromarray(mask))
    return picture.resize((max(1, mask.shape[1] // 2), max(1, mask.shape[0] // 2)))


@cache
def glyph_outline(char: str) -> Outline:
    """One seal character in a box of 64."""
    tile = Image.new("L", (64, 64), 0)
    ImageDraw.Draw(tile).text((2, -2), char, font=_brush("song", 60), fill=255)
    return _contours(np.asarray(tile))


def arc_places(text: str, radius: float) -> list[tuple[str, float, float, float]]:
    """Where each character of a seal stands: character, x, y from the middle, and turn in degrees."""
    spread = min(250.0, 26.0 * len(text))
    step = spread / max(1, len(text) - 1)
    places = []
    for index, char in enumerate(text):
        angle = 90 + spread / 2 - step * index
        radians = math.radians(angle)
        places.append((char, radius * math.cos(radians), radius * math.sin(radians), angle - 90))
    return places


def star(radius: float) -> list[tuple[float, float]]:
    """The five-pointed star of a seal."""
    points = []
    for index in range(10):
        reach = radius if index % 2 == 0 else radius * 0.382
        angle = math.radians(90 + 36 * index)
        points.append((reach * math.cos(angle), reach * math.sin(angle)))
    return points


@cache
def seal_picture(text: str) -> Image.Image:
    """A round red seal as a picture with a transparent ground."""
    size, middle = 220, 110
    random = _seed("seal", text)
    picture = Image.new("RGBA", (size, size), (200, 20, 30, 0))
    ink = (random.randint(190, 225), 25, 35, 215)
    draw = ImageDraw.Draw(picture)
    draw.ellipse((6, 6, size - 6, size - 6), outline=ink, width=6)
    draw.polygon([(middle + x, middle - y) for x, y in star(34)], fill=ink)
    for char, x, y, turn in arc_places(text, 80):
        tile = Image.new("RGBA", (44, 44), (200, 20, 30, 0))
        ImageDraw.Draw(tile).text((6, 4), char, font=_brush("song", 30 if len(text) < 14 else 24), fill=ink)
        tile = tile.rotate(turn, resample=Image.Resampling.BICUBIC)
        picture.alpha_composite(tile, (int(middle + x - 22), int(middle - y - 22)))
    return picture
