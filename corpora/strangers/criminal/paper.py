"""Ink and paper for the strangers' cases: pages, seals, signatures, prints, and the truth written alongside.

Only the lowest layer is shared; every case draws its own forms, so that no two cases look alike.
"""

from __future__ import annotations

import io
import json
import math
import random
from functools import cache
from pathlib import Path
from typing import Any

from docx import Document
from PIL import Image, ImageDraw, ImageFilter, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

HEI = "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc"
SONG = "/usr/share/fonts/truetype/arphic/uming.ttc"
KAI = "/usr/share/fonts/truetype/arphic/ukai.ttc"
RED = (0.85, 0.08, 0.1)


@cache
def register_fonts() -> None:
    """Make hei, song and kai known to the canvas."""
    for name, path in (("hei", HEI), ("song", SONG), ("kai", KAI)):
        pdfmetrics.registerFont(TTFont(name, path, subfontIndex=0))


@cache
def seal_picture(words: str, *, faint: int = 215) -> ImageReader:
    """A round red seal with the unit along the upper arc and a star, on a transparent ground."""
    side, red = 460, (205, 20, 30, faint)
    picture = Image.new("RGBA", (side, side), (0, 0, 0, 0))
    pen = ImageDraw.Draw(picture)
    pen.ellipse((8, 8, side - 8, side - 8), outline=red, width=11)
    points = []
    for k in range(10):
        radius = 68 if k % 2 == 0 else 27
        angle = -math.pi / 2 + k * math.pi / 5
        points.append((side / 2 + radius * math.cos(angle), side / 2 + radius * math.sin(angle)))
    pen.polygon(points, fill=red)
    font = ImageFont.truetype(SONG, 52)
    span = math.radians(min(250, 26 * len(words)))
    for k, char in enumerate(words):
        angle = -math.pi / 2 - span / 2 + span * (k + 0.5) / len(words)
        glyph = Image.new("RGBA", (70, 70), (0, 0, 0, 0))
        ImageDraw.Draw(glyph).text((9, 4), char, font=font, fill=red, stroke_width=1, stroke_fill=red)
        glyph = glyph.rotate(-math.degrees(angle) - 90, resample=Image.Resampling.BICUBIC)
        at = (int(side / 2 + 172 * math.cos(angle) - 35), int(side / 2 + 172 * math.sin(angle) - 35))
        picture.alpha_composite(glyph, at)
    return as_reader(picture)


@cache
def print_picture(seed: int) -> ImageReader:
    """A red fingerprint: broken ridges inside an oval."""
    rng = random.Random(seed)
    picture = Image.new("RGBA", (120, 160), (0, 0, 0, 0))
    pen = ImageDraw.Draw(picture)
    for k in range(4, 58, 6):
        for start in range(0, 360, 30):
            if rng.random() < 0.86:
                box = (60 - k, 80 - k * 1.3, 60 + k, 80 + k * 1.3)
                pen.arc(box, start, start + 26, fill=(200, 25, 35, rng.randint(140, 220)), width=4)
    return as_reader(picture.filter(ImageFilter.GaussianBlur(0.8)))


@cache
def hand_picture(name: str, seed: int) -> ImageReader:
    """A name as a pen would write it: kai glyphs, each a little turned and shifted."""
    rng = random.Random(seed)
    picture = Image.new("RGBA", (92 * len(name) + 40, 140), (0, 0, 0, 0))
    font = ImageFont.truetype(KAI, 92)
    for k, char in enumerate(name):
        glyph = Image.new("RGBA", (130, 130), (0, 0, 0, 0))
        ImageDraw.Draw(glyph).text((16, 10), char, font=font, fill=(15, 15, 35, 255), stroke_width=1)
        turned = glyph.rotate(rng.uniform(-9, 9), resample=Image.Resampling.BICUBIC)
        picture.alpha_composite(turned, (84 * k + rng.randint(0, 8), rng.randint(0, 9)))
    return as_reader(picture)


def as_reader(picture: Image.Image) -> ImageReader:
    """The picture as the canvas takes it."""
    store = io.BytesIO()
    picture.save(store, "PNG")
    store.seek(0)
    return ImageReader(store)


class Sheets:
    """One PDF: pages with the origin at the top left, and which document each page belongs to."""

    def __init__(self, case: Case, name: str, *, pen: str = "picture") -> None:
        register_fonts()
        self.case, self.name, self.pen = case, name, pen
        self.canvas = Canvas(str(case.folder / name), pagesize=A4)
        self.number = 0
        self.running = False
        self.width, self.height = A4

    def start(self, kind: str, *, landscape: bool = False) -> None:
        """A new document on a new page."""
        self.running = False
        self.page(landscape=landscape)
        self.running = True
        self.case.documents.append(
            {"type": kind, "source": self.name, "first_page": self.number, "last_page": self.number}
        )

    def page(self, *, landscape: bool = False) -> None:
        """One more page of the running document."""
        if self.number:
            self.canvas.showPage()
        self.number += 1
        self.width, self.height = (A4[1], A4[0]) if landscape else A4
        self.canvas.setPageSize((self.width, self.height))
        if self.running:
            self.case.documents[-1]["last_page"] = self.number

    def text(self, x: float, y: float, words: str, size: float = 12, font: str = "song", align: str = "left") -> float:
        """Words on one line; returns where they end."""
        wide = pdfmetrics.stringWidth(words, font, size)
        x -= {"left": 0, "centre": wide / 2, "right": wide}[align]
        self.canvas.setFillColorRGB(0, 0, 0)
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, self.height - y, words)
        return x + wide

    def line(self, x0: float, y0: float, x1: float, y1: float, width: float = 0.7) -> None:
        """A black rule."""
        self.canvas.setStrokeColorRGB(0, 0, 0)
        self.canvas.setLineWidth(width)
        self.canvas.line(x0, self.height - y0, x1, self.height - y1)

    def box(self, x0: float, y0: float, x1: float, y1: float, width: float = 0.7) -> None:
        """A black frame."""
        self.canvas.setStrokeColorRGB(0, 0, 0)
        self.canvas.setLineWidth(width)
        self.canvas.rect(x0, self.height - y1, x1 - x0, y1 - y0)

    def wrap(
        self, x: float, y: float, wide: float, words: str, size: float = 12, lead: float = 0, font: str = "song"
    ) -> float:
        """A paragraph; returns the baseline below it."""
        for row in rows_of(words, font=font, size=size, wide=wide):
            self.text(x, y, row, size, font)
            y += lead or size * 1.7
        return y

    def fill(
        self, x: float, y: float, wide: float, words: str, *, size: float = 14, lead: float = 27, hand: str = "kai"
    ) -> float:
        """A printed paragraph whose [bracketed] parts are written into underlined blanks; returns the line below."""
        at, written, row, font = x, False, "", "song"

        def put() -> None:
            nonlocal at, row
            end = self.text(at, y, row, size, font)
            if written and row:
                self.line(at, y + 3, end, y + 3, 0.5)
            at, row = end, ""

        for char in words:
            if char in "[]":
                put()
                written, font = char == "[", hand if char == "[" else "song"
                continue
            reach = at + pdfmetrics.stringWidth(row + char, font, size)
            if char == "\n" or (reach > x + wide and char not in "，。、；：？！”）》"):
                put()
                at, y = x, y + lead
            row += "" if char == "\n" else char
        put()
        return y + lead

    def seal(self, x: float, y: float, words: str, size: float = 108) -> None:
        """A round seal about (x, y)."""
        picture = seal_picture(words)
        self.canvas.drawImage(picture, x - size / 2, self.height - y - size / 2, size, size, mask="auto")

    def sign(self, x: float, y: float, name: str, *, printed: bool = False, size: float = 17) -> float:
        """A handwritten name with its baseline at y, with a fingerprint if `printed`; returns where it ends."""
        if self.pen == "picture":
            picture = hand_picture(name, len(name) * 31 + self.number % 7)
            wide, high = picture.getSize()
            scale = size * 1.45 / high
            self.canvas.drawImage(picture, x, self.height - y - size * 0.4, wide * scale, high * scale, mask="auto")
            end = x + wide * scale
        else:
            end = self.text(x, y, name, size, "kai") + 4
        if printed:
            self.finger(end - 9, y - size * 0.4)
        return end + (16 if printed else 4)

    def finger(self, x: float, y: float) -> None:
        """A fingerprint about (x, y)."""
        picture = print_picture(self.number % 11)
        self.canvas.drawImage(picture, x - 11, self.height - y - 15, 22, 30, mask="auto")

    def mark(self, tag: str) -> None:
        """Remember this page as the place of an answer."""
        self.case.places[tag] = self.here

    def field(self, name: str, value: Any) -> None:
        """A value that must be read from this page."""
        self.case.fields.append({"source": self.name, "page": self.number, "field": name, "value": value})

    @property
    def here(self) -> list[Any]:
        """This page as the truth names it."""
        return [self.name, self.number]

    def close(self) -> None:
        """Write the file."""
        self.canvas.save()


class Case:
    """One case folder and its truth."""

    def __init__(self, folder: Path, *, day: str, note: str) -> None:
        self.folder, self.day, self.note = folder, day, note
        self.documents: list[dict[str, Any]] = []
        self.fields: list[dict[str, Any]] = []
        self.findings: list[dict[str, Any]] = []
        self.conflicts: list[dict[str, Any]] = []
        self.soft: list[dict[str, Any]] = []
        self.places: dict[str, list[Any]] = {}

    def text_file(self, kind: str, name: str, words: str) -> None:
        """A transcript exported as text: one page."""
        (self.folder / name).write_text(words, encoding="utf-8")
        self.documents.append({"type": kind, "source": name, "first_page": 1, "last_page": 1})

    def word_file(self, kind: str, name: str, paragraphs: list[str]) -> None:
        """A transcript typed in a word processor: one page."""
        paper = Document()
        for words in paragraphs:
            paper.add_paragraph(words)
        paper.save(str(self.folder / name))
        self.documents.append({"type": kind, "source": name, "first_page": 1, "last_page": 1})

    def finding(self, rule: str, note: str, *pages: list[Any]) -> None:
        """A violation that stands in the file."""
        self.findings.append({"rule": rule, "pages": [list(p) for p in pages], "note": note})

    def conflict(self, aspect: str, a: str, b: str, note: str) -> None:
        """Two statements that disagree; a and b are the tags of their answers."""
        self.conflicts.append({"aspect": aspect, "a": self.places[a], "b": self.places[b], "note": note})

    def look_alike(self, a: str, b: str, note: str) -> None:
        """Two statements that some would call a disagreement."""
        self.soft.append({"a": self.places[a], "b": self.places[b], "note": note})

    def write(self, *, rules: list[str], tolerated: list[str]) -> None:
        """Write truth.json; every rule that is not tolerated was gone through."""
        truth = {
            "case": {"id": self.folder.name, "kind": "criminal", "as_of": self.day, "note": self.note},
            "documents": self.documents,
            "findings": self.findings,
            "conflicts": self.conflicts,
            "judged": [r for r in rules if r not in tolerated],
            "tolerated": tolerated,
            "tolerated_conflicts": self.soft,
            "fields": self.fields,
        }
        path = self.folder / "truth.json"
        path.write_text(json.dumps(truth, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def rows_of(words: str, *, font: str, size: float, wide: float) -> list[str]:
    """The lines of a paragraph, broken at the width; closing marks hang."""
    rows, row = [], ""
    for char in words:
        if pdfmetrics.stringWidth(row + char, font, size) > wide and char not in "，。、；：？！”）》":
            rows.append(row)
            row = char
        else:
            row += char
    return [*rows, row]


def id_number(region: str, born: str, order: str) -> str:
    """An identity number with a right check digit; region codes starting 99 belong to nobody."""
    body = region + born + order
    total = sum(int(d) * w for d, w in zip(body, (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2), strict=True))
    return body + "10X98765432"[total % 11]


def chinese_day(day: str) -> str:
    """2026-03-05 as 二〇二六年三月五日."""
    year, month, date = day.split("-")
    digits = "〇一二三四五六七八九"

    def count(n: int) -> str:
        tens, ones = divmod(n, 10)
        return ("" if tens == 0 else "十" if tens == 1 else digits[tens] + "十") + (digits[ones] if ones else "")

    return "".join(digits[int(d)] for d in year) + f"年{count(int(month))}月{count(int(date))}日"


RULES = (
    [f"TIM{k:03d}" for k in range(1, 29)]
    + [f"SIG{k:03d}" for k in range(1, 16)]
    + [f"PER{k:03d}" for k in range(1, 16)]
    + [f"RIG{k:03d}" for k in range(1, 10)]
    + [f"DOC{k:03d}" for k in range(1, 18)]
    + [f"PLC{k:03d}" for k in range(1, 7)]
    + [f"CON{k:03d}" for k in range(1, 14)]
    + [f"CNS{k:03d}" for k in range(1, 12)]
    + [f"STA{k:03d}" for k in range(1, 10)]
    + [f"EVD{k:03d}" for k in range(1, 9)]
)
