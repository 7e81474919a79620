"""Layout of invented administrative case files, written apart from `corpora/generator` on purpose.

Each case script says what its papers contain; a `Look` says how they are printed. The truth is written from the pages
that were really laid out, so a page number cannot drift from the drawing.
"""

from __future__ import annotations

import io
import json
import math
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

FACES = {
    "ming": ("/usr/share/fonts/truetype/arphic/uming.ttc", 0),
    "kai": ("/usr/share/fonts/truetype/arphic/ukai.ttc", 0),
    "hei": ("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc", 0),
}
WIDTH, HEIGHT = A4
Pen = Callable[[Canvas], None]


def identity(area: str, born: str, serial: str) -> str:
    """A number with a right check digit and an area code that does not exist."""
    body = area + born + serial
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return body + "10X98765432"[sum(int(d) * w for d, w in zip(body, weights, strict=True)) % 11]


@dataclass
class Look:
    """How one bureau's system prints: faces, form grid, marks, running heads."""

    body: str = "ming"
    head: str = "hei"
    form: str = "grid"  # grid: ruled cells; blank: underlined values; apart: values in their own column
    spaced: bool = True  # letter-spaced titles
    signature: str = "ink"  # ink: pictured; typed: in the text layer
    seal: str = "text"  # text: seal words in the text layer; picture: an image
    size: float = 11.5
    margin: float = 62
    running: str = ""  # running head on each page
    counter: str = "foot"  # foot: 第x页 共y页 at the foot of transcripts; head: 第x页/共y页; dash: - x -
    colon: str = "："
    frame: bool = False
    ink: tuple[int, int, int] = (28, 40, 120)


@dataclass
class Paper:
    """One document: pages of drawing strokes."""

    kind: str
    key: str
    pages: list[list[Pen]] = field(default_factory=list)
    fields: list[tuple[int, str, Any]] = field(default_factory=list)
    transcript: bool = False


def ink_name(name: str, colour: tuple[int, int, int], seed: int) -> Image.Image:
    """A name as if written by hand: a kai face, each glyph moved and turned a little."""
    dice = random.Random(seed)
    face = ImageFont.truetype(FACES["kai"][0], 64, index=0)
    sheet = Image.new("RGBA", (70 * len(name) + 40, 110), (255, 255, 255, 0))
    for place, glyph in enumerate(name):
        one = Image.new("RGBA", (90, 100), (255, 255, 255, 0))
        ImageDraw.Draw(one).text((12, 14), glyph, font=face, fill=(*colour, 235))
        one = one.rotate(dice.uniform(-9, 9), resample=Image.Resampling.BICUBIC)
        sheet.alpha_composite(one, (8 + place * (58 + dice.randint(0, 6)), dice.randint(0, 10)))
    return sheet


def finger_print(seed: int) -> Image.Image:
    """A red oval of broken ridges."""
    dice = random.Random(seed)
    sheet = Image.new("RGBA", (90, 110), (255, 255, 255, 0))
    pen = ImageDraw.Draw(sheet)
    for ring in range(4, 42, 5):
        for start in range(0, 360, 40):
            box = (45 - ring, 55 - ring * 1.25, 45 + ring, 55 + ring * 1.25)
            pen.arc(box, start + dice.randint(0, 12), start + 34, fill=(200, 30, 35, 210), width=3)
    return sheet


def round_seal(words: str, seed: int) -> Image.Image:
    """A round red seal with its words on the upper arc and a star."""
    dice = random.Random(seed)
    side = 360
    sheet = Image.new("RGBA", (side, side), (255, 255, 255, 0))
    pen = ImageDraw.Draw(sheet)
    red = (214, 30, 30, 200)
    pen.ellipse((6, 6, side - 6, side - 6), outline=red, width=9)
    star = [
        (
            180 + (60 if i % 2 == 0 else 24) * math.sin(i * math.pi / 5),
            180 - (60 if i % 2 == 0 else 24) * math.cos(i * math.pi / 5),
        )
        for i in range(10)
    ]
    pen.polygon(star, fill=red)
    face = ImageFont.truetype(FACES["ming"][0], 44, index=0)
    span = min(230.0, 30.0 * len(words))
    for place, glyph in enumerate(words):
        angle = -span / 2 + span * place / max(1, len(words) - 1)
        one = Image.new("RGBA", (64, 64), (255, 255, 255, 0))
        ImageDraw.Draw(one).text((10, 8), glyph, font=face, fill=red)
        one = one.rotate(-angle, resample=Image.Resampling.BICUBIC)
        centre = (180 + 138 * math.sin(math.radians(angle)), 180 - 138 * math.cos(math.radians(angle)))
        sheet.alpha_composite(one, (int(centre[0] - 32), int(centre[1] - 32)))
    return sheet.rotate(dice.uniform(-8, 8), resample=Image.Resampling.BICUBIC)


class Desk:
    """Lays out the papers of one case and writes its sources and truth."""

    def __init__(self, look: Look) -> None:
        for name, (path, index) in FACES.items():
            pdfmetrics.registerFont(TTFont(name, path, subfontIndex=index))
        self.look = look
        self.papers: list[tuple[str, Paper]] = []
        self.where: dict[str, tuple[str, int]] = {}
        self.spots: dict[str, tuple[str, int]] = {}
        self.source = "01.pdf"
        self.texts: list[tuple[str, str, str]] = []
        self.seed = 11

    # --- one paper -------------------------------------------------------------------------------------------------
    def paper(
        self, kind: str, title: str, *, key: str = "", org: str = "", no: str = "", spaced: bool | None = None
    ) -> Paper:
        """Start a document; later blocks go to it."""
        self.now = Paper(kind, key or f"d{len(self.papers)}")
        self.papers.append((self.source, self.now))
        self._page()
        look = self.look
        if org:
            self._centre(org, 15, look.head)
        wide = look.spaced if spaced is None else spaced
        if title:
            self._centre(" ".join(title) if wide and len(title) < 12 else title, 20, look.head)
        if no:
            self._right(no)
            self.value("doc_no", no)
        return self.now

    def value(self, name: str, value: Any) -> None:
        """A value that must be read from the page that is being laid out."""
        self.now.fields.append((len(self.now.pages) - 1, name, value))

    def _page(self) -> None:
        self.now.pages.append([])
        self.y = HEIGHT - 62

    def _draw(self, pen: Pen) -> None:
        self.now.pages[-1].append(pen)

    def _text(self, x: float, y: float, words: str, size: float, face: str) -> None:
        self._draw(lambda c: (c.setFont(face, size), c.drawString(x, y, words))[0])

    def _centre(self, words: str, size: float, face: str) -> None:
        y = self.y - size
        self._draw(lambda c: (c.setFont(face, size), c.drawCentredString(WIDTH / 2, y, words))[0])
        self.y -= size + 12

    def _right(self, words: str, size: float | None = None) -> None:
        y, big = self.y - 10, size or self.look.size
        self._draw(lambda c: (c.setFont(self.look.body, big), c.drawRightString(WIDTH - self.look.margin, y, words))[0])
        self.y -= big + 12

    def room(self, need: float) -> None:
        if self.y - need < (112 if self.now.transcript else 70):
            self._page()

    def wrap(self, words: str, width: float, size: float, face: str) -> list[str]:
        lines: list[str] = []
        for part in words.split("\n"):
            line = ""
            for glyph in part:
                if pdfmetrics.stringWidth(line + glyph, face, size) > width and glyph not in "，。；：、）”":
                    lines.append(line)
                    line = ""
                line += glyph
            lines.append(line)
        return lines

    def text(
        self, words: str, *, indent: bool = True, size: float | None = None, face: str = "", gap: float = 4
    ) -> None:
        """A paragraph."""
        big, name = size or self.look.size, face or self.look.body
        for line in self.wrap(("　　" if indent else "") + words, WIDTH - 2 * self.look.margin, big, name):
            self.room(big + 6)
            self._text(self.look.margin, self.y - big, line, big, name)
            self.y -= big + 7
        self.y -= gap

    # --- forms -----------------------------------------------------------------------------------------------------
    def rows(self, rows: list[list[tuple[str, str]]]) -> None:
        """Label and value pairs in the look of the system."""
        {"grid": self._grid, "blank": self._blank, "apart": self._apart}[self.look.form](rows)

    def _grid(self, rows: list[list[tuple[str, str]]]) -> None:
        size, left = self.look.size - 0.5, self.look.margin - 8
        full = WIDTH - 2 * left
        for row in rows:
            share = full / len(row)
            cells = []
            for label, value in row:
                tag = min(86.0, share * 0.42)
                cells.append(
                    (
                        self.wrap(label, tag - 8, size, self.look.body),
                        self.wrap(value, share - tag - 8, size, self.look.body),
                        tag,
                    )
                )
            tall = max(max(len(a), len(b)) for a, b, _ in cells) * (size + 5) + 10
            self.room(tall)
            for place, (label, value, tag) in enumerate(cells):
                x, top = left + place * share, self.y
                self._draw(
                    lambda c, x=x, top=top, tag=tag, tall=tall, share=share: (
                        c.rect(x, top - tall, tag, tall),
                        c.rect(x + tag, top - tall, share - tag, tall),
                    )[0]
                )
                drop = (tall - len(label) * (size + 5)) / 2
                for i, line in enumerate(label):
                    self._text(x + 4, top - drop - (i + 1) * (size + 5) + 5, line, size, self.look.body)
                for i, line in enumerate(value):
                    self._text(x + tag + 4, top - 5 - (i + 1) * (size + 5) + 5, line, size, self.look.body)
            self.y -= tall

    def _blank(self, rows: list[list[tuple[str, str]]]) -> None:
        size, left = self.look.size, self.look.margin
        full = WIDTH - 2 * left
        for row in rows:
            share = full / len(row)
            tall = 0.0
            self.room(40)
            for place, (label, value) in enumerate(row):
                x = left + place * share
                tag = label + self.look.colon
                start = x + pdfmetrics.stringWidth(tag, self.look.body, size)
                self._text(x, self.y - size, tag, size, self.look.body)
                lines = self.wrap(value, x + share - start - 8, size, "kai")
                for i, line in enumerate(lines):
                    y = self.y - size - i * (size + 7)
                    self._text(start + 3, y, line, size, "kai")
                    self._draw(lambda c, a=start, b=x + share - 6, y=y - 3: c.line(a, y, b, y))
                tall = max(tall, len(lines) * (size + 7))
            self.y -= tall + 5

    def _apart(self, rows: list[list[tuple[str, str]]]) -> None:
        """First all labels are drawn, then all values: the order in the text layer is not the order on paper."""
        size, left = self.look.size, self.look.margin
        later: list[tuple[float, float, str]] = []
        for row in rows:
            share = (WIDTH - 2 * left) / len(row)
            self.room(60)
            tall = 0.0
            for place, (label, value) in enumerate(row):
                x = left + place * share
                self._text(x, self.y - size, label, size, self.look.head)
                lines = self.wrap(value, share - 100, size, self.look.body)
                for i, line in enumerate(lines):
                    later.append((x + 92, self.y - size - i * (size + 6), line))
                tall = max(tall, len(lines) * (size + 6))
            self.y -= tall + 7
            page = len(self.now.pages)
            if self.y < 130 or page != len(self.now.pages):
                for x, y, line in later:
                    self._text(x, y, line, size, self.look.body)
                later = []
        for x, y, line in later:
            self._text(x, y, line, size, self.look.body)

    def table(self, heads: list[str], rows: list[list[str]], shares: list[float]) -> None:
        """A ruled table with a row of heads."""
        size, left = self.look.size - 1.5, self.look.margin - 8
        full = WIDTH - 2 * left
        for row in [heads, *rows]:
            cells = [
                self.wrap(cell, full * part - 6, size, self.look.body) for cell, part in zip(row, shares, strict=True)
            ]
            tall = max(len(c) for c in cells) * (size + 4) + 8
            self.room(tall)
            x = left
            for cell, part in zip(cells, shares, strict=True):
                self._draw(lambda c, x=x, top=self.y, w=full * part, tall=tall: c.rect(x, top - tall, w, tall))
                for i, line in enumerate(cell):
                    self._text(x + 3, self.y - (i + 1) * (size + 4) + 1, line, size, self.look.body)
                x += full * part
            self.y -= tall
        self.y -= 8

    # --- marks -----------------------------------------------------------------------------------------------------
    def _picture(self, image: Image.Image, x: float, y: float, tall: float) -> None:
        held = io.BytesIO()
        image.save(held, "PNG")
        wide = tall * image.width / image.height

        def put(c: Canvas, held: io.BytesIO = held) -> None:
            c.drawImage(ImageReader(held), x, y, wide, tall, mask="auto")

        self._draw(put)

    def hand(self, name: str, x: float, y: float, *, finger: bool = False) -> None:
        """A signature at a place; with a fingerprint over its end when asked."""
        self.seed += 1
        if self.look.signature == "ink":
            self._picture(ink_name(name, self.look.ink, self.seed), x, y - 8, 27)
        else:
            self._text(x, y, name, self.look.size + 1, "kai")
        if finger:
            self._picture(finger_print(self.seed), x + 17 * len(name), y - 9, 27)

    def sign(
        self, label: str, names: list[str], date: str = "", *, finger: bool = False, x: float | None = None
    ) -> None:
        """A signature line: printed label, hands, date."""
        self.room(40)
        size = self.look.size
        left = self.look.margin if x is None else x
        self._text(left, self.y - size - 6, label, size, self.look.body)
        at = left + pdfmetrics.stringWidth(label, self.look.body, size) + 6
        for name in names:
            self.hand(name, at, self.y - size - 6, finger=finger)
            at += 20 * len(name) + 26
        if date:
            self._text(max(at + 14, 360), self.y - size - 6, date, size, self.look.body)
        self.y -= size + 22

    def stamp(self, organ: str, date: str, *, sealed: bool = True) -> None:
        """Organ and date at the right with the seal over both."""
        self.room(110)
        self.y -= 14
        for words in (organ, date):
            y = self.y - 12
            self._draw(
                lambda c, y=y, words=words: (
                    c.setFont(self.look.body, self.look.size),
                    c.drawCentredString(430, y, words),
                )[0]
            )
            self.y -= 22
        if sealed:
            self.seed += 1
            if self.look.seal == "picture":
                self._picture(round_seal(organ, self.seed), 430 - 52, self.y - 34, 104)
            else:
                self._vector_seal(organ, 430, self.y + 18)
        self.y -= 40

    def _vector_seal(self, organ: str, x: float, y: float) -> None:
        def put(c: Canvas) -> None:
            c.saveState()
            c.setStrokeColorRGB(0.85, 0.1, 0.1)
            c.setFillColorRGB(0.85, 0.1, 0.1)
            c.setLineWidth(2)
            c.circle(x, y, 50)
            c.setFont("ming", 11)
            span = min(230.0, 30.0 * len(organ))
            for place, glyph in enumerate(organ):
                turn = span / 2 - span * place / max(1, len(organ) - 1)
                c.saveState()
                c.translate(x, y)
                c.rotate(turn)
                c.drawCentredString(0, 36, glyph)
                c.restoreState()
            path = c.beginPath()
            for i in range(10):
                r = 15 if i % 2 == 0 else 6
                a = math.pi / 2 + i * math.pi / 5
                (path.moveTo if i == 0 else path.lineTo)(x + r * math.cos(a), y + r * math.sin(a))
            path.close()
            c.drawPath(path, fill=1)
            c.restoreState()

        self._draw(put)

    # --- transcripts -----------------------------------------------------------------------------------------------
    def talk(
        self,
        turns: list[str | tuple[str, str]],
        *,
        who: str,
        officers: list[str],
        date: str,
        label: str = "被询问人",
        unsigned: tuple[int, ...] = (),
        closing: str = "以上笔录我看过，和我说的一样。",
        hands: int = 2,
    ) -> None:
        """Questions and answers, the speaker's mark on each page, the closing sentence, the officers' names."""
        paper = self.now
        paper.transcript = True
        for turn in turns:
            mark, words = turn if isinstance(turn, tuple) else ("", turn)
            self.room(self.look.size + 6)
            if mark:
                self.spots[mark] = (paper.key, len(paper.pages) - 1)
            self.text(words, indent=True, gap=1)
        self.room(74)
        self.text(closing, face="kai", gap=2)
        last = len(paper.pages) - 1
        if last not in unsigned:
            self.hand(who, 330, self.y - 14, finger=True)
            self._text(440, self.y - 14, date, self.look.size, "kai")
        if hands:
            self.hand(officers[0], 330, self.y - 46)
        if hands > 1:
            self.hand(officers[1], 420, self.y - 46)
        self.y -= 60
        for place in range(last):
            if place in unsigned:
                continue
            kept, self.now.pages = self.now.pages, self.now.pages[: place + 1]
            self._text(250, 82, f"{label}：", self.look.size, self.look.body)
            self.hand(who, 330, 82, finger=True)
            self.now.pages = kept

    # --- other sources ---------------------------------------------------------------------------------------------
    def plain(self, source: str, kind: str, words: str, key: str) -> None:
        """A transcript exported as text or as a word-processor file."""
        self.texts.append((source, kind, words))
        self.where[key] = (source, 1)

    def write(self, out: Path) -> None:
        """Write every source under `out`."""
        out.mkdir(parents=True, exist_ok=True)
        for source in dict.fromkeys(name for name, _ in self.papers):
            canvas = Canvas(str(out / source), pagesize=A4, pageCompression=1, invariant=1)
            at = 0
            for name, paper in self.papers:
                if name != source:
                    continue
                self.where[paper.key] = (source, at + 1)
                for place, strokes in enumerate(paper.pages):
                    at += 1
                    self._furniture(canvas, at, place + 1, len(paper.pages), paper.transcript)
                    for stroke in strokes:
                        stroke(canvas)
                    canvas.showPage()
            canvas.save()
        for source, _, words in self.texts:
            if source.endswith(".docx"):
                self._word(out / source, words)
            else:
                (out / source).write_text(words, encoding="utf-8")

    def _furniture(self, c: Canvas, number: int, place: int, total: int, transcript: bool) -> None:
        look = self.look
        c.setFont(look.body, 9)
        if look.running:
            c.drawString(look.margin, HEIGHT - 34, look.running)
        if look.counter == "dash":
            c.drawCentredString(WIDTH / 2, 30, f"- {number} -")
        if transcript:
            words = f"第 {place} 页 共 {total} 页"
            if look.counter == "head":
                c.drawRightString(WIDTH - look.margin, HEIGHT - 34, words.replace(" ", ""))
            else:
                c.drawRightString(WIDTH - look.margin, 44, words)
        if look.frame:
            c.rect(42, 54, WIDTH - 84, HEIGHT - 100)

    @staticmethod
    def _word(path: Path, words: str) -> None:
        from docx import Document

        document = Document()
        for line in words.split("\n"):
            document.add_paragraph(line)
        document.save(str(path))

    def truth(
        self,
        out: Path,
        *,
        case: dict[str, str],
        findings: list[dict[str, Any]],
        conflicts: list[dict[str, Any]],
        judged: list[str],
        tolerated: list[str],
        soft: list[dict[str, Any]],
    ) -> None:
        """Write the truth; pages are given as document keys with an offset, `("decision", 0)`."""

        def place(spot: tuple[str, int] | str) -> list[Any]:
            if isinstance(spot, str):
                spot = self.spots.get(spot, (spot, 0))
            key, offset = spot
            source, page = self.where[key]
            return [source, page + offset]

        documents, fields = [], []
        for source, paper in self.papers:
            first = self.where[paper.key][1]
            documents.append(
                {"type": paper.kind, "source": source, "first_page": first, "last_page": first + len(paper.pages) - 1}
            )
            fields += [
                {"source": source, "page": first + at, "field": name, "value": value}
                for at, name, value in paper.fields
            ]
        documents += [
            {"type": kind, "source": source, "first_page": 1, "last_page": 1} for source, kind, _ in self.texts
        ]
        whole = {
            "case": case,
            "documents": documents,
            "findings": [{**f, "pages": [place(p) for p in f["pages"]]} for f in findings],
            "conflicts": [{**c, "a": place(c["a"]), "b": place(c["b"])} for c in conflicts],
            "judged": sorted(set(judged) - set(tolerated)),
            "tolerated": sorted(tolerated),
            "tolerated_conflicts": [{**c, "a": place(c["a"]), "b": place(c["b"])} for c in soft],
            "fields": fields,
        }
        (out / "truth.json").write_text(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def scanned(born: Path, out: Path, *, seed: int) -> None:
    """Turn a drawn file into page pictures as a scanner would: 200 dpi, a slight turn, noise, JPEG in a PDF."""
    import numpy as np
    import pypdfium2

    dice = random.Random(seed)
    canvas = Canvas(str(out), pagesize=A4, invariant=1)
    noise = np.random.default_rng(seed)
    with pypdfium2.PdfDocument(str(born)) as document:
        for page in document:
            picture = page.render(scale=200 / 72).to_pil().convert("RGB")
            picture = picture.rotate(
                dice.uniform(-0.6, 0.6), fillcolor=(250, 250, 247), resample=Image.Resampling.BICUBIC
            )
            grain = np.asarray(picture).astype("int16") + noise.normal(0, 5, (picture.height, picture.width, 1)).astype(
                "int16"
            )
            picture = Image.fromarray(np.clip(grain, 0, 255).astype("uint8"))
            held = io.BytesIO()
            picture.save(held, "JPEG", quality=62)
            held.seek(0)
            canvas.drawImage(ImageReader(held), 0, 0, WIDTH, HEIGHT)
            canvas.showPage()
    canvas.save()


ALL_RULES = (
    [f"TIM{n}" for n in range(501, 522)]
    + [f"SIG{n}" for n in range(501, 513)]
    + [f"PER{n}" for n in range(501, 509)]
    + [f"RIG{n}" for n in range(501, 517)]
    + [f"DOC{n}" for n in range(501, 517)]
    + [f"PLC{n}" for n in range(501, 508)]
    + [f"CON{n}" for n in range(501, 513)]
    + [f"CNS{n}" for n in range(501, 508)]
    + [f"STA{n}" for n in range(501, 508)]
    + [f"EVD{n}" for n in range(501, 508)]
)
