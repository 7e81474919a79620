"""Draws set pages into a PDF."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from generator import fonts, hands, ink
from generator.typeset import Page

RED = (0.82, 0.1, 0.14)


class Painter:
    """One PDF file."""

    def __init__(self, path: Path) -> None:
        self.canvas = Canvas(str(path), invariant=1, pageCompression=1)
        self.pictures: dict[tuple[str, ...], ImageReader] = {}
        self.forms: set[str] = set()

    def add(self, page: Page) -> None:
        """Draws one page and ends it."""
        c = self.canvas
        c.setPageSize((page.height, page.width) if page.rotate == 90 else (page.width, page.height))
        self.height = page.height
        c.saveState()
        if page.rotate == 90:
            c.setPageRotation(90)
            c.transform(0, 1, -1, 0, page.height, 0)
        elif page.rotate == 180:
            c.setPageRotation(180)
            c.transform(-1, 0, 0, -1, page.width, page.height)
        else:
            c.setPageRotation(0)
        for op in page.ops:
            getattr(self, f"draw_{op[0]}")(*op[1:])
        c.restoreState()
        c.showPage()

    def save(self) -> None:
        self.canvas.save()

    def draw_text(self, x: float, y: float, font: str, size: float, text: str, colour: str) -> None:
        c = self.canvas
        c.setFillColor(colour)
        c.setFont(font, size)
        c.drawString(x, self.height - y, text)

    def draw_line(self, x: float, y: float, x1: float, y1: float, width: float) -> None:
        self.canvas.setStrokeGray(0.2)
        self.canvas.setLineWidth(width)
        self.canvas.line(x, self.height - y, x1, self.height - y1)

    def draw_rect(self, x: float, y: float, width: float, height: float, pen: float) -> None:
        self.canvas.setStrokeGray(0)
        self.canvas.setLineWidth(pen)
        self.canvas.rect(x, self.height - y - height, width, height)

    def rings(self, outline: ink.Outline) -> None:
        path = self.canvas.beginPath()
        for ring in outline:
            path.moveTo(*ring[0])
            for point in ring[1:]:
                path.lineTo(*point)
            path.close()
        self.canvas.drawPath(path, stroke=0, fill=1, fillMode=0)

    def form(self, name: str, draw: Any) -> None:
        """Draws by a form that is stored once a file."""
        if name not in self.forms:
            self.canvas.beginForm(name, -60, -60, 700, 200)
            draw()
            self.canvas.endForm()
            self.forms.add(name)
        self.canvas.doForm(name)

    def draw_strokes(self, box: tuple[float, ...], name: str, variant: int) -> None:
        outline, width, height = ink.name_outline(name, variant)
        c = self.canvas
        c.saveState()
        c.translate(box[0], self.height - box[3])
        c.scale((box[2] - box[0]) / width, (box[3] - box[1]) / height)
        c.setFillColorRGB(0.1, 0.1, 0.35 if variant else 0.12)
        self.form(f"n{len(name)}{variant}{''.join(f'{ord(char):x}' for char in name)}", lambda: self.rings(outline))
        c.restoreState()

    def draw_image(self, box: tuple[float, ...], name: str, variant: int) -> None:
        picture = self.picture(("name", name, str(variant)), lambda: ink.name_picture(name, variant))
        self.canvas.drawImage(picture, box[0], self.height - box[3], box[2] - box[0], box[3] - box[1], mask="auto")

    def picture(self, key: tuple[str, ...], make: Any) -> ImageReader:
        if key not in self.pictures:
            self.pictures[key] = ImageReader(make())
        return self.pictures[key]

    def draw_finger(self, box: tuple[float, ...], turn: float) -> None:
        c = self.canvas
        c.saveState()
        c.translate((box[0] + box[2]) / 2, self.height - (box[1] + box[3]) / 2)
        c.rotate(turn)
        c.setFillColorRGB(0.88, 0.16, 0.16)
        c.setFillAlpha(0.3)
        c.ellipse(-8, -11, 8, 11, stroke=0, fill=1)
        c.setStrokeColorRGB(*RED)
        c.setStrokeAlpha(0.8)
        c.setLineWidth(0.6)
        for step in range(1, 7):
            c.ellipse(-1.25 * step, -1.7 * step, 1.25 * step, 1.7 * step)
        c.restoreState()

    def draw_seal(self, box: tuple[float, ...], text: str, mode: str) -> None:
        c = self.canvas
        radius = (box[2] - box[0]) / 2
        c.saveState()
        c.translate((box[0] + box[2]) / 2, self.height - (box[1] + box[3]) / 2)
        if mode == "image":
            picture = self.picture(("seal", text), lambda: ink.seal_picture(text))
            c.drawImage(picture, -radius, -radius, 2 * radius, 2 * radius, mask="auto")
        else:
            c.setStrokeColorRGB(*RED)
            c.setFillColorRGB(*RED)
            c.setFillAlpha(0.85)
            c.setLineWidth(2.2)
            c.circle(0, 0, radius - 1.5)
            path = c.beginPath()
            points = ink.star(radius * 0.3)
            path.moveTo(*points[0])
            for point in points[1:]:
                path.lineTo(*point)
            path.close()
            c.drawPath(path, stroke=0, fill=1)
            self.seal_characters(text, radius, mode)
        c.restoreState()

    def seal_characters(self, text: str, radius: float, mode: str) -> None:
        c = self.canvas
        size = 12.0 if len(text) < 12 else 9.0
        for char, x, y, turn in ink.arc_places(text, radius * 0.74):
            c.saveState()
            c.translate(x, y)
            c.rotate(turn)
            if mode == "text":
                c.setFont(fonts.font_name("song"), size)
                c.drawCentredString(0, -size * 0.35, char)
            else:
                c.scale(size / 64, size / 64)
                c.translate(-32, -32)
                self.form(f"g{ord(char):x}", lambda char=char: self.rings(ink.glyph_outline(char)))
            c.restoreState()

    def draw_photo(self, x: float, y: float, width: float, height: float, seed: int) -> None:
        picture = self.picture(("photo", str(seed)), lambda: _photo(seed, width / height))
        self.canvas.drawImage(picture, x, self.height - y - height, width, height)

    def draw_sketch(self, x: float, y: float, width: float, height: float, count: int) -> None:
        self.draw_rect(x, y, width, height, 1)
        for index in range(max(2, count)):
            self.draw_rect(x + 30 + 130 * (index % 3), y + 50 + 120 * (index // 3), 110, 70, 0.7)
        self.draw_line(x + 20, y + height - 40, x + width - 20, y + height - 40, 1.5)
        self.draw_line(x + width - 30, y + 60, x + width - 30, y + 24, 1)


class HandPainter(Painter):
    """A PDF whose names, fingerprints and seals are pictures in the way of one hand."""

    def __init__(self, path: Path, hand: hands.Hand) -> None:
        super().__init__(path)
        self.hand = hand

    def draw_strokes(self, box: tuple[float, ...], name: str, variant: int) -> None:
        self.place(
            self.picture(("name", name, str(variant)), lambda: hands.name_picture(self.hand, name, variant)), box
        )

    draw_image = draw_strokes

    def draw_finger(self, box: tuple[float, ...], turn: float) -> None:
        who = f"{turn:.1f}"
        self.place(self.picture(("finger", who), lambda: hands.finger_picture(self.hand, who)), box)

    def draw_seal(self, box: tuple[float, ...], text: str, mode: str) -> None:  # noqa: ARG002
        self.place(self.picture(("seal", text), lambda: hands.seal_picture(self.hand, text)), box)

    def place(self, picture: ImageReader, box: tuple[float, ...]) -> None:
        width, height = box[2] - box[0], box[3] - box[1]
        self.canvas.drawImage(picture, box[0], self.height - box[3], width, height, mask="auto")


def _photo(seed: int, ratio: float) -> Image.Image:
    """A grey scene of a few soft shapes: something that is a picture and holds no text."""
    random = Random(seed)
    width, height = 90, max(20, int(90 / ratio))
    picture = Image.new("L", (width, height), random.randint(120, 220))
    for _ in range(7):
        x, y = random.randint(0, width), random.randint(0, height)
        shade = Image.new("L", (random.randint(8, 40), random.randint(8, 40)), random.randint(30, 240))
        picture.paste(shade, (x - 10, y - 10))
    return picture.resize((width, height))
