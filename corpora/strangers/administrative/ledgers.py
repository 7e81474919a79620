"""More hands for the administrative strangers: other forms, signature lines and furniture than `sheets` draws."""

from __future__ import annotations

import io
import json
import random
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageFilter
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas
from sheets import HEIGHT, WIDTH, Desk, Look

Rows = list[list[tuple[str, str]]]


@dataclass
class House(Look):
    """What one bureau's forms do that others do not."""

    rule: bool = False  # a double line under the title
    ruled: bool = False  # ruled lines under the words of a transcript
    officers: tuple[str, str] | None = None  # printed labels before the officers' hands
    foot: str = "right"  # where the speaker signs each page: left, middle, right
    dots: bool = False  # a dotted line under each signature
    shade: bool = False  # grey label cells
    stamp_x: float = 420


class Office(Desk):
    """A desk with three more form styles: ledger, inline and stack."""

    look: House

    def _centre(self, words: str, size: float, face: str) -> None:
        super()._centre(words, size, face)
        if self.look.rule and size >= 20:
            y = self.y + 5
            self._draw(
                lambda c: (c.line(70, y, WIDTH - 70, y), c.line(70, y - 2.4, WIDTH - 70, y - 2.4), c.setLineWidth(1))[0]
            )
            self.y -= 8

    def rows(self, rows: Rows) -> None:
        style = {"ledger": self._ledger, "inline": self._inline, "stack": self._stack}.get(self.look.form)
        if style is None:
            super().rows(rows)
        else:
            style(rows)

    def _ledger(self, rows: Rows) -> None:
        """A table of label and value cells; a label of one column stands upright when its value is long."""
        size, left = self.look.size - 1, self.look.margin - 14
        full = WIDTH - 2 * left
        for row in rows:
            upright = len(row) == 1 and len(row[0][1]) > 90 and len(row[0][0]) <= 12
            cells = []
            share = full / len(row)
            for label, value in row:
                tag = 30.0 if upright else min(100.0, max(58.0, (size + 0.6) * min(len(label), 8) + 10), share * 0.5)
                names = list(label) if upright else self.wrap(label, tag - 8, size, self.look.head)
                cells.append((names, self.wrap(value, share - tag - 10, size, self.look.body), tag))
            tall = max(max(len(a), len(b)) for a, b, _ in cells) * (size + 5) + 12
            self.room(tall)
            for place, (names, value, tag) in enumerate(cells):
                x, top = left + place * share, self.y

                def box(
                    c: Canvas, x: float = x, top: float = top, tag: float = tag, tall: float = tall, w: float = share
                ) -> None:
                    if self.look.shade:
                        c.setFillGray(0.9)
                        c.rect(x, top - tall, tag, tall, fill=1)
                        c.setFillGray(0)
                    else:
                        c.rect(x, top - tall, tag, tall)
                    c.rect(x + tag, top - tall, w - tag, tall)

                self._draw(box)
                drop = (tall - len(names) * (size + 5)) / 2
                for i, line in enumerate(names):
                    wide = pdfmetrics.stringWidth(line, self.look.head, size)
                    self._text(x + (tag - wide) / 2, top - drop - (i + 1) * (size + 5) + 5, line, size, self.look.head)
                for i, line in enumerate(value):
                    self._text(x + tag + 5, top - 6 - (i + 1) * (size + 5) + 5, line, size, self.look.body)
            self.y -= tall
        self.y -= 6

    def _inline(self, rows: Rows) -> None:
        """Labels and underlined values run on in one line, without any colon."""
        size, left = self.look.size, self.look.margin
        for row in rows:
            x = left
            self.room(30)
            for label, value in row:
                wide = pdfmetrics.stringWidth(label, self.look.body, size)
                if x + wide > WIDTH - left - 60:
                    x, self.y = left, self.y - size - 9
                    self.room(30)
                self._text(x, self.y - size, label, size, self.look.body)
                x += wide + 4
                for i, line in enumerate(self._flow(value, x, size)):
                    if i:
                        x, self.y = left, self.y - size - 9
                        self.room(30)
                    end = x + pdfmetrics.stringWidth(line, "kai", size)
                    self._text(x + 2, self.y - size, line, size, "kai")
                    self._draw(lambda c, a=x, b=end + 5, y=self.y - size - 2.5: c.line(a, y, b, y))
                    x = end + 12
            self.y -= size + 9

    def _flow(self, value: str, x: float, size: float) -> list[str]:
        right = WIDTH - self.look.margin
        lines, line, room = [], "", right - x
        for glyph in value:
            if pdfmetrics.stringWidth(line + glyph, "kai", size) > room:
                lines.append(line)
                line, room = "", right - self.look.margin
            line += glyph
        return [*lines, line]

    def _stack(self, rows: Rows) -> None:
        """Bold label with a colon, value beside it, two to a line at most."""
        size, left = self.look.size, self.look.margin
        for row in rows:
            share = (WIDTH - 2 * left) / len(row)
            tall = 0.0
            self.room(40)
            for place, (label, value) in enumerate(row):
                x = left + place * share
                tag = f"【{label}】" if self.look.colon == "【】" else label + self.look.colon
                self._text(x, self.y - size, tag, size, self.look.head)
                start = x + pdfmetrics.stringWidth(tag, self.look.head, size) + 3
                lines = self.wrap(value, x + share - start - 6, size, self.look.body)
                for i, line in enumerate(lines):
                    self._text(start, self.y - size - i * (size + 6), line, size, self.look.body)
                tall = max(tall, len(lines) * (size + 6))
            self.y -= tall + 6

    def sign(
        self, label: str, names: list[str], date: str = "", *, finger: bool = False, x: float | None = None
    ) -> None:
        """Label, hands on a dotted line, the date below them at the right."""
        if not self.look.dots:
            super().sign(label + "：", names, date, finger=finger, x=x)
            return
        self.room(56)
        size = self.look.size
        left = 250.0 if x is None else x
        self._text(left, self.y - size - 6, label + "：", size, self.look.body)
        at = left + pdfmetrics.stringWidth(label + "：", self.look.body, size) + 4
        line = self.y - size - 10

        def dotted(c: Canvas) -> None:
            c.setDash(1, 2)
            c.line(at, line, WIDTH - self.look.margin, line)
            c.setDash()

        self._draw(dotted)
        for name in names:
            self.hand(name, at, self.y - size - 6, finger=finger)
            at += 20 * len(name) + 22
        self.y -= size + 16
        if date:
            self._right(date, size)

    def stamp(self, organ: str, date: str, *, sealed: bool = True) -> None:
        self.room(100)
        self.y -= 10
        x, size = self.look.stamp_x, self.look.size
        for words in (organ, date):
            y = self.y - 12
            self._draw(
                lambda c, y=y, words=words: (c.setFont(self.look.body, size), c.drawCentredString(x, y, words))[0]
            )
            self.y -= 20
        if sealed:
            self.seed += 1
            if self.look.seal == "picture":
                from sheets import round_seal

                self._picture(round_seal(organ, self.seed), x - 50, self.y - 24, 100)
            else:
                self._vector_seal(organ, x, self.y + 22)
        self.y -= 38

    def record(
        self,
        turns: list[str | tuple[str, str]],
        *,
        who: str,
        officers: list[str],
        date: str,
        closing: str,
        label: str = "被询问人",
        unsigned: tuple[int, ...] = (),
        hands: int = 2,
        beside: tuple[str, str] | None = None,
        beside_signs: bool = True,
    ) -> None:
        """A transcript with this house's foot, officers' labels and, if any, a guardian or interpreter beside."""
        paper, look = self.now, self.look
        paper.transcript = True
        for turn in turns:
            mark, words = turn if isinstance(turn, tuple) else ("", turn)
            self.room(look.size + 6)
            if mark:
                self.spots[mark] = (paper.key, len(paper.pages) - 1)
            self.text(words, indent=False, gap=2)
        self.room(120)
        self.text(closing, face="kai", indent=False, gap=2)
        last = len(paper.pages) - 1
        if last not in unsigned:
            self.hand(who, 120, self.y - 18, finger=True)
            self._text(250, self.y - 18, date, look.size, "kai")
        self.y -= 40
        if beside:
            self._text(look.margin, self.y - 12, beside[0] + "：", look.size, look.body)
            if beside_signs:
                self.hand(beside[1], look.margin + 16 * len(beside[0]) + 14, self.y - 14)
            self.y -= 34
        if look.officers:
            x = look.margin
            for text, name in zip(look.officers, officers[:2], strict=False):
                self._text(x, self.y - 14, text + "：", look.size, look.body)
                if hands > (0 if x == look.margin else 1):
                    self.hand(name, x + 14 * len(text) + 16, self.y - 14)
                x += 230
        else:
            for at, name in enumerate(officers[:hands]):
                self.hand(name, 320 + 90 * at, self.y - 14)
        self.y -= 34
        x = {"left": look.margin, "middle": 220.0, "right": 330.0}[look.foot]
        for place in range(last):
            if place in unsigned:
                continue
            kept, paper.pages = paper.pages, paper.pages[: place + 1]
            self._text(x, 80, f"{label}：", look.size, look.body)
            self.hand(who, x + 14 * len(label) + 14, 80, finger=True)
            paper.pages = kept

    def contents(self, title: str, heads: list[str], shares: list[float], extra: list[list[str]] | None = None) -> None:
        """Start a table of contents whose rows are filled in when all pages are known."""
        self.paper("volume_contents", title, key="contents")
        self.listing = (heads, shares, extra or [], self.now)

    def fill(self, entries: list[tuple[str, list[str]]]) -> None:
        """Write the rows: (paper key, cells before the page); `extra` rows go in where their page says."""
        heads, shares, extra, paper = self.listing
        bare = list(paper.pages[0])
        for _ in range(2):  # the first round finds how many pages the contents itself takes
            start: dict[str, int] = {}
            at: dict[str, int] = {}
            for source, one in self.papers:
                start[one.key] = at.get(source, 0) + 1
                at[source] = at.get(source, 0) + len(one.pages)
            rows = [[str(n), *cells, str(start[key])] for n, (key, cells) in enumerate(entries, 1)]
            for row in extra:
                rows.insert(int(row[0]) - 1, row)
            rows = [[str(n), *row[1:]] for n, row in enumerate(rows, 1)]
            self.now, paper.pages = paper, [list(bare)]
            self.y = HEIGHT - 110
            self.table(heads, rows, shares)

    def _furniture(self, c: Canvas, number: int, place: int, total: int, transcript: bool) -> None:
        super()._furniture(c, number, place, total, transcript)
        if self.look.ruled and transcript:
            c.setLineWidth(0.3)
            c.setStrokeGray(0.7)
            y = HEIGHT - 120.0
            while y > 120:
                c.line(50, y, WIDTH - 50, y)
                y -= 24
            c.setStrokeGray(0)
            c.setLineWidth(1)


def rough_scan(folder: Path, name: str, *, dpi: int, seed: int) -> None:
    """Put page images in the place of a PDF's pages: turned, blurred, stained at the edges, with JPEG blocks."""
    dice = random.Random(seed)
    path = folder / name
    file = pypdfium2.PdfDocument(path.read_bytes())
    canvas = Canvas(str(path), invariant=1)
    for page in file:
        wide, high = page.get_size()
        picture = page.render(scale=dpi / 72).to_pil().convert("RGB")
        paper = (250 - dice.randint(0, 8), 249 - dice.randint(0, 8), 243 - dice.randint(0, 10))
        picture = picture.rotate(dice.uniform(-1.1, 1.1), resample=Image.Resampling.BICUBIC, fillcolor=(255, 255, 255))
        picture = ImageChops.multiply(picture, Image.new("RGB", picture.size, paper))
        shadow = Image.linear_gradient("L").rotate(90).resize(picture.size).point(lambda v: 200 + min(55, v))
        picture = ImageChops.multiply(picture, Image.merge("RGB", (shadow, shadow, shadow)))
        picture = picture.filter(ImageFilter.GaussianBlur(0.55))
        noise = Image.effect_noise(picture.size, 22).convert("RGB")
        picture = Image.blend(picture, noise, 0.06)
        store = io.BytesIO()
        picture.save(store, "JPEG", quality=58)
        store.seek(0)
        canvas.setPageSize((wide, high))
        canvas.drawImage(ImageReader(store), 0, 0, wide, high)
        canvas.showPage()
    canvas.save()


def judge(desk: Desk, out: Path, **truth: object) -> None:
    """The sources and the truth."""
    desk.write(out)
    desk.truth(out, **truth)  # type: ignore[arg-type]
    data = json.loads((out / "truth.json").read_text(encoding="utf-8"))
    print(out.name, len(data["documents"]), "documents", sum(d["last_page"] - d["first_page"] + 1 for d in data["documents"]), "pages")
