"""Ways in which people sign, print a finger and press a seal; those of the test part are never used in training.

The plain way of the other corpora is a slanted font, rings and a clean seal (see ``ink``); these are pictures.
"""

from __future__ import annotations

import math
import zlib
from dataclasses import dataclass
from functools import cache
from random import Random

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from generator import ink

Colour = tuple[int, int, int]


@dataclass(frozen=True)
class Hand:
    """One way of signing, printing and sealing. Pressures are the share of ink that reaches the paper."""

    key: str
    part: str = "train"
    script: str = "font"  # font: characters that can be read; running: strokes of no font
    face: str = "kai"
    pen: Colour = (20, 20, 30)
    weight: int = 0  # pixels by which strokes grow
    pressure: float = 1.0
    finger: str = "ridges"  # ridges, blot, side (a narrow one), faint
    finger_ink: Colour = (200, 30, 40)
    seal_ink: Colour = (205, 25, 35)
    wear: float = 0.0  # share of the seal that is worn away
    star: bool = True


HANDS = (
    Hand("school", weight=1),
    Hand("blue-pen", face="song", pen=(30, 45, 140), finger="blot"),
    Hand("running-black", script="running", weight=1, wear=0.1),
    Hand("gel-pen", pen=(10, 10, 10), weight=2, finger="faint", finger_ink=(215, 80, 90), seal_ink=(190, 40, 60)),
    Hand("running-blue", "test", "running", pen=(40, 60, 170), finger="side", wear=0.15, star=False),
    Hand("ballpoint", "test", "running", pen=(60, 60, 75), pressure=0.75, finger="faint", seal_ink=(225, 70, 80)),
    Hand("brush", "test", weight=3, finger="blot", finger_ink=(170, 20, 40), seal_ink=(170, 20, 45)),
    Hand("pencil-blue", "test", face="song", pen=(70, 80, 150), pressure=0.8, finger_ink=(160, 40, 110), wear=0.25),
)


def choose(random: Random, part: str) -> Hand:
    return random.choice([hand for hand in HANDS if hand.part == part])


def _random(*parts: object) -> Random:
    return Random(zlib.crc32("|".join(map(str, parts)).encode()))


@cache
def name_picture(hand: Hand, name: str, variant: int) -> Image.Image:
    """A name as it was written, on a transparent ground."""
    mask = _running(hand, name, variant) if hand.script == "running" else _from_font(hand, name, variant)
    if hand.weight:
        mask = cv2.dilate(mask, np.ones((hand.weight + 1, hand.weight + 1), np.uint8))
    mask = cv2.GaussianBlur(mask, (3, 3), 0)
    rows, columns = np.flatnonzero(mask.max(axis=1) > 40), np.flatnonzero(mask.max(axis=0) > 40)
    mask = mask[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    picture = Image.new("RGBA", (mask.shape[1], mask.shape[0]), (*hand.pen, 0))
    picture.putalpha(Image.fromarray((mask * hand.pressure).astype(np.uint8)))
    return picture


def _from_font(hand: Hand, name: str, variant: int) -> np.ndarray:
    random, cell = _random(hand.key, name, variant), 72
    sheet = Image.new("L", (cell * len(name) + 60, cell + 50), 0)
    x = 20.0
    for char in name:
        tile = Image.new("L", (cell + 40, cell + 40), 0)
        ImageDraw.Draw(tile).text((20, 14), char, font=ink._brush(hand.face, random.randint(54, 72)), fill=255)
        slant = random.uniform(-0.35, 0.35)
        tile = tile.transform(
            tile.size, Image.Transform.AFFINE, (1, slant, -slant * 50, 0, 1, 0), Image.Resampling.BILINEAR
        )
        tile = tile.rotate(random.uniform(-14, 14), resample=Image.Resampling.BILINEAR)
        sheet.paste(255, (int(x) - 20, random.randint(-4, 12)), tile)
        x += cell * random.uniform(0.66, 0.98)
    return np.asarray(sheet, dtype=np.uint8)


def _running(hand: Hand, name: str, variant: int) -> np.ndarray:
    """Strokes of a running hand: for each character some curves that run into one another."""
    random, cell = _random(hand.key, name, variant), 72
    sheet = np.zeros((cell + 50, cell * len(name) + 60), np.uint8)
    pen = random.choice([2, 3, 3])
    last = (24.0, 40.0)
    for index in range(len(name)):
        left = 20 + index * cell * 0.86
        points = [last]
        for _ in range(random.randint(6, 11)):
            points.append((left + random.uniform(2, cell * 0.84), 22 + random.uniform(0, cell)))
        last = points[-1]
        curve = _smooth(points)
        broken = random.randint(len(curve) // 3, len(curve) - 1)
        for piece in (curve[:broken], curve[broken + random.randint(0, 4) :]):
            if len(piece) > 1:
                shape = np.round(np.asarray(piece) * 4).astype(np.int32).reshape(-1, 1, 2)
                cv2.polylines(sheet, [shape], False, 255, pen, cv2.LINE_AA, shift=2)
        for _ in range(random.randint(1, 3)):
            a = (int(left + random.uniform(4, 30)), int(26 + random.uniform(0, cell - 20)))
            cv2.line(sheet, a, (a[0] + random.randint(10, 34), a[1] + random.randint(-6, 6)), 255, pen, cv2.LINE_AA)
    return sheet


def _smooth(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """A curve through points (Catmull-Rom)."""
    padded = [points[0], *points, points[-1]]
    curve: list[tuple[float, float]] = []
    for p0, p1, p2, p3 in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        for step in range(8):
            t = step / 8
            curve.append(
                tuple(  # type: ignore[arg-type]
                    0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t**3)
                    for a, b, c, d in zip(p0, p1, p2, p3, strict=True)
                )
            )
    return curve


@cache
def finger_picture(hand: Hand, who: str) -> Image.Image:
    """A fingerprint: ridges round a core, pressed unevenly, on a transparent ground."""
    random = _random(hand.key, "finger", who)
    noise = np.random.default_rng(random.randint(0, 2**31))
    height, width = 170, 100 if hand.finger == "side" else 128
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
    x = (xs - width * random.uniform(0.42, 0.58)) / (width / 2)
    y = (ys - height * random.uniform(0.42, 0.6)) / (height / 2)
    warp = cv2.GaussianBlur(noise.normal(0, 1, (height, width)).astype(np.float32), (0, 0), 14) * 9
    ridges = 0.5 + 0.5 * np.sin(np.hypot(x * 1.0, y * 0.85) * random.uniform(52, 66) + warp)
    inside = np.clip((1 - np.hypot((xs - width / 2) / (width / 2), (ys - height / 2) / (height / 2))) * 9, 0, 1)
    patches = cv2.GaussianBlur(noise.normal(0, 1, (height, width)).astype(np.float32), (0, 0), 11)
    pressed = np.clip(0.75 + patches * 4, 0.15, 1)
    tone = {"ridges": ridges, "side": ridges, "faint": 0.5 * ridges, "blot": 0.55 + 0.45 * ridges}[hand.finger]
    alpha = (255 * inside * pressed * np.clip(tone + 0.12, 0, 1)).astype(np.uint8)
    picture = Image.new("RGBA", (width, height), (*hand.finger_ink, 0))
    picture.putalpha(Image.fromarray(alpha))
    return picture.rotate(random.uniform(-25, 25), resample=Image.Resampling.BICUBIC, expand=True)


@cache
def seal_picture(hand: Hand, text: str) -> Image.Image:
    """A round seal, worn and unevenly inked."""
    random = _random(hand.key, "seal", text)
    size, middle = 440, 220
    mask = Image.new("L", (size, size), 0)
    draw = ImageDraw.Draw(mask)
    draw.ellipse((10, 10, size - 10, size - 10), outline=255, width=random.randint(8, 13))
    if hand.star:
        draw.polygon([(middle + x, middle - y) for x, y in ink.star(random.randint(56, 74))], fill=255)
    for char, x, y, turn in ink.arc_places(text, 158):
        tile = Image.new("L", (88, 88), 0)
        ImageDraw.Draw(tile).text((12, 8), char, font=ink._brush("song", 58 if len(text) < 14 else 46), fill=255)
        tile = tile.rotate(turn, resample=Image.Resampling.BICUBIC)
        mask.paste(255, (int(middle + x - 44), int(middle - y - 44)), tile)
    ground = np.random.default_rng(random.randint(0, 2**31)).normal(0, 1, (size, size)).astype(np.float32)
    grain = cv2.GaussianBlur(ground, (0, 0), 3.5)
    limit = float(np.quantile(grain, hand.wear)) if hand.wear else -math.inf
    alpha = np.asarray(mask, dtype=np.float32) * (grain > limit) * random.uniform(0.7, 0.95)
    soft = Image.fromarray(alpha.astype(np.uint8)).filter(ImageFilter.GaussianBlur(1.2))
    picture = Image.new("RGBA", (size, size), (*hand.seal_ink, 0))
    picture.putalpha(soft)
    return picture.rotate(random.uniform(-12, 12), resample=Image.Resampling.BICUBIC)
