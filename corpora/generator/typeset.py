"""Sets one paper on pages: lines, rows, tables and marks, and remembers on which page each value came to stand."""


from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from typing import Any

from generator import fonts, spelling
from generator.document import Block, Document, Sign, Text, Value, as_text
from generator.style import Style

WIDTH, HEIGHT = 595.28, 841.89
NO_START = "，。、；：！？）》”’〕】,.;:!?)]"


@dataclass
class Page:
    """What is drawn on one page, in display order; x and y run from the top left in points."""

    width: float = WIDTH
    height: float = HEIGHT
    ops: list[tuple[Any, ...]] = field(default_factory=list)
    later: list[tuple[Any, ...]] = field(default_factory=list)
    values: list[Value] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)
    marks: list[dict[str, Any]] = field(default_factory=list)
    blank: bool = False
    rotate: int = 0
    texts: list[str] = field(default_factory=list)


class Typesetter:
    """Sets one document in one style."""

    def __init__(self, document: Document, style: Style) -> None:
        self.document, self.style = document, style
        self.font = fonts.font_name(style.body)
        self.heading = fonts.font_name(style.heading)
        wide = document.landscape
        self.page_width, self.page_height = (HEIGHT, WIDTH) if wide else (WIDTH, HEIGHT)
        self.left = style.margin
        self.right = self.page_width - style.margin
        self.pages: list[Page] = []
        self.new_page()

    # -- pages -------------------------------------------------------------------------------------------------------
    def new_page(self) -> None:
        self.page = Page(self.page_width, self.page_height)
        self.pages.append(self.page)
        self.y = 62.0

    @property
    def bottom(self) -> float:
        return self.page_height - (112 if self.document.page_signer else 66)

    def need(self, height: float) -> None:
        if self.y + height > self.bottom and self.y > 70:
            self.new_page()

    def set(self) -> list[Page]:
        """All pages of the document."""
        for block in self.document.blocks:
            getattr(self, f"put_{block.kind}")(block)
        self.finish()
        return self.pages

    def finish(self) -> None:
        document, style, total = self.document, self.style, len(self.pages)
        for index, page in enumerate(self.pages, 1):
            page.ops += page.later
            self.page = page
            if document.page_signer and index < total:
                self.mark_name(
                    self.right - 130,
                    self.page_height - 88,
                    document.page_signer,
                    True,
                    present=index not in document.unsigned_pages,
                    role="page",
                )
            pattern = {"transcript": style.transcript_footer, "plain": style.footer}.get(document.footer, "")
            if pattern:
                words = pattern.format(n=index, m=total)
                self.words(words, self.right - self.measure(words, 9), self.page_height - 44, 9)

    # -- words -------------------------------------------------------------------------------------------------------
    def measure(self, text: str, size: float, font: str = "") -> float:
        return sum(fonts.width(font or self.font, char) for char in text) * size

    def words(
        self, text: str, x: float, y: float, size: float, font: str = "", colour: str = "black", *, later: bool = False
    ) -> None:
        """Draws one run of text whose baseline is at y."""
        if not text.strip():
            return
        font = font or self.font
        ops = self.page.later if later else self.page.ops
        run, run_font, run_x = "", "", x
        for char in text:
            char_font = fonts.drawing_font(font, char)
            if run and char_font != run_font:
                ops.append(("text", run_x, y, run_font, size, run, colour))
                run_x += self.measure(run, size, font)
                run = ""
            run, run_font = run + char, char_font
        ops.append(("text", run_x, y, run_font, size, run, colour))
        self.page.texts.append(text)

    def note(self, value: Value) -> None:
        if value.name:
            self.page.values.append(value)
        if value.anchor:
            self.page.anchors.add(value.anchor)

    def wrap(self, parts: Text, size: float, width: float, indent: float = 0) -> list[tuple[str, list[Value]]]:
        """Breaks a marked text into lines; each value belongs to the line of its first character."""
        chars: list[tuple[str, Value | None]] = []
        for part in parts:
            if isinstance(part, Value):
                chars += [(char, part if index == 0 else None) for index, char in enumerate(part.text or " ")]
            else:
                chars += [(char, None) for char in part]
        lines: list[tuple[str, list[Value]]] = []
        values: list[Value] = []
        text, used = "", indent
        for char, value in chars:
            step = fonts.width(self.font, char) * size
            full = used + step > width and not (char in NO_START and used + step <= width + size)
            if char == "\n" or full:
                lines.append((text, values))
                text, values, used = "", [], 0.0
            if char != "\n":
                text, used = text + char, used + step
            if value:
                values.append(value)
        return [*lines, (text, values)]

    def flow(self, parts: Text, *, size: float = 0, indent: float = 0, left: float = 0, right: float = 0) -> None:
        """Sets a text over as many lines and pages as it needs."""
        size = size or self.style.size
        left, right = left or self.left, right or self.right
        step = size * self.style.leading
        for index, (text, values) in enumerate(self.wrap(parts, size, right - left, indent)):
            self.need(step)
            self.y += step
            self.words(text, left + (indent if index == 0 else 0), self.y, size)
            if self.style.ruled and self.document.footer == "transcript":
                self.page.ops.append(("line", left, self.y + 4, right, self.y + 4, 0.3))
            for value in values:
                self.note(value)

    # -- blocks ------------------------------------------------------------------------------------------------------
    def put_org(self, block: Block) -> None:
        text, size = as_text(block.text), 15.0
        self.y += size * 1.4
        self.words(text, (self.page_width - self.measure(text, size, self.heading)) / 2, self.y, size, self.heading)

    def put_title(self, block: Block) -> None:
        text = as_text(block.text)
        if self.style.spaced_title and len(text) <= 8:
            text = (" " if len(text) > 5 else "  ").join(text)
        size = self.style.title_size if len(text) < 22 else self.style.title_size * 0.8
        self.y += size * 1.7
        x = (self.page_width - self.measure(text, size, self.heading)) / 2
        self.words(text, x, self.y, size, self.heading)
        if self.style.double_strike:
            self.words(text, x + 0.4, self.y, size, self.heading)
            self.page.texts.pop()
        self.y += size * 0.5

    def put_number(self, block: Block) -> None:
        text = as_text(block.text)
        self.y += self.style.size * 1.6
        self.words(text, self.right - self.measure(text, self.style.size), self.y, self.style.size)
        for part in block.text:
            if isinstance(part, Value):
                self.note(part)
        self.y += 4

    def put_para(self, block: Block) -> None:
        self.flow(block.text, indent=self.style.size * 2)

    def put_line(self, block: Block) -> None:
        self.flow(block.text)

    def put_small(self, block: Block) -> None:
        self.flow(block.text, size=self.style.size * 0.82)

    def put_center(self, block: Block) -> None:
        text, size = as_text(block.text), self.style.size * 1.15
        self.y += size * 2
        self.words(text, (self.page_width - self.measure(text, size)) / 2, self.y, size)

    def put_space(self, block: Block) -> None:
        self.y += float(block.rows[0][0])

    def put_row(self, block: Block) -> None:
        if self.style.forms == "grid":
            return self.grid_row(block)
        size, step = self.style.size, self.style.size * self.style.leading
        self.need(step)
        self.y += step
        x, gap = self.left, 14.0
        for label, value in block.rows:
            mark = Value(value) if isinstance(value, str) else value
            head = label + (self.style.colon if self.style.forms == "colon" else " ")
            span = self.measure(head, size) + self.measure(mark.text, size)
            if x > self.left and x + span > self.right:
                x = self.left
                self.need(step)
                self.y += step
            self.words(head, x, self.y, size)
            x += self.measure(head, size)
            room = self.right - x
            lines = self.wrap([mark], size, room)
            for index, (text, values) in enumerate(lines):
                if index:
                    self.need(step)
                    self.y += step
                    x = self.left + 24
                self.words(text, x, self.y, size, later=self.style.values_last)
                for found in values:
                    self.note(found)
                if self.style.forms == "underline" and text.strip():
                    self.page.ops.append(("line", x, self.y + 3, x + self.measure(text, size), self.y + 3, 0.4))
            x += self.measure(lines[-1][0], size) + gap
        return None

    def grid_row(self, block: Block) -> None:
        cells: list[tuple[Text, float]] = []
        for label, value in block.rows:
            cells += [([label], 0.0), ([value], 1.0)]
        label_width = [min(92.0, max(46.0, self.measure(label, self.style.size) + 10)) for label, _ in block.rows]
        weights = [4.0 + len(as_text([value])) for _, value in block.rows]
        free = self.right - self.left - sum(label_width)
        widths: list[float] = []
        for index, weight in enumerate(weights):
            widths += [label_width[index], free * weight / sum(weights)]
        self.cells([parts for parts, _ in cells], widths)

    def cells(self, parts: list[Text], widths: list[float]) -> None:
        """One ruled row."""
        size, step = self.style.size * 0.92, self.style.size * 1.5
        wrapped = [self.wrap(cell, size, width - 6) for cell, width in zip(parts, widths, strict=True)]
        height = max(len(lines) for lines in wrapped) * step + 6
        self.need(height)
        x, top = self.left, self.y + 4
        for lines, width in zip(wrapped, widths, strict=True):
            self.page.ops.append(("rect", x, top, width, height, 0.5))
            for index, (text, values) in enumerate(lines):
                self.words(text, x + 3, top + step * (index + 0.8), size)
                for value in values:
                    self.note(value)
            x += width
        self.y = top + height - 4

    def put_table(self, block: Block) -> None:
        full = self.right - self.left
        widths = [share * full / sum(block.widths) for share in block.widths]
        self.y += 6
        for cells in block.rows:
            self.cells([[cell] for cell in cells], widths)
        self.y += 6

    def put_box(self, block: Block) -> None:
        """A cell of an approval form with its vertical label at the left."""
        size, step = self.style.size * 0.95, self.style.size * 1.6
        lines = self.wrap(block.text, size, self.right - self.left - 46)
        height = max(len(lines) * step + 34, len(block.note) * size * 1.15 + 10)
        self.need(height)
        top = self.y + 4
        self.page.ops += [
            ("rect", self.left, top, 30, height, 0.5),
            ("rect", self.left + 30, top, self.right - self.left - 30, height, 0.5),
        ]
        start = top + (height - len(block.note) * size * 1.1) / 2
        for index, char in enumerate(block.note):
            self.words(char, self.left + 15 - size / 2, start + size * (1.1 * index + 0.9), size)
        for index, (text, values) in enumerate(lines):
            self.words(text, self.left + 37, top + step * (index + 0.85), size)
            for value in values:
                self.note(value)
        self.y = top + height - 4
        if block.sign:
            self.y -= 34
            self.put_sign(Block("sign", sign=block.sign))
            self.y = top + height - 4

    # -- marks -------------------------------------------------------------------------------------------------------
    def mark_name(self, x: float, y: float, name: str, finger: bool, *, present: bool = True, role: str = "") -> float:
        """Signs at x with the baseline y and gives back the width used."""
        size = self.style.size * 1.15
        width = size * len(name) * 1.02
        box = (x, y - size * 1.05, x + width, y + size * 0.25)
        variant = zlib.crc32(f"{name}{self.document.key}".encode()) % 3
        if present and self.style.signature == "typed":
            self.words(name, x, y, size, fonts.font_name("kai"))
        elif present:
            self.page.ops.append((self.style.signature, box, name, variant))
        self.add_mark(box, "signature", present, name, role)
        if finger:
            center = (x + width * 0.7, y - size * 0.2)
            oval = (center[0] - 9, center[1] - 12, center[0] + 9, center[1] + 12)
            if present:
                self.page.ops.append(("finger", oval, zlib.crc32(name.encode()) % 40 - 20))
            self.add_mark(oval, "fingerprint", present, name, role)
        return width

    def add_mark(self, box: tuple[float, ...], kind: str, present: bool, who: str, role: str = "") -> None:
        self.page.marks.append(
            {"bbox": [round(edge, 1) for edge in box], "kind": kind, "present": present, "who": who, "role": role}
        )

    def put_sign(self, block: Block) -> None:
        sign = block.sign
        assert sign is not None
        size = self.style.size
        step = size * max(2.0, self.style.leading)
        self.need(step)
        self.y += step
        when = sign.when or []
        head = f"{sign.label}{self.style.colon}" if sign.label else ""
        width = self.measure(head, size) + sum(size * 1.17 * len(name) + 12 for name in sign.who)
        width += self.measure(as_text(when), size) + 20
        x = max(self.left, self.right - width - 10)
        self.page.anchors.add(sign.anchor)
        self.words(head, x, self.y, size)
        x += self.measure(head, size) + 2
        for name in sign.who:
            shown = sign.present and name not in sign.absent
            x += self.mark_name(x, self.y, name, sign.finger, present=shown, role=sign.role) + 12
        if as_text(when).strip():
            if x + self.measure(as_text(when), size) > self.right + 20:
                self.need(step)
                self.y += step
                x = self.right - self.measure(as_text(when), size)
            self.words(as_text(when), x + 6, self.y, size)
            for part in when:
                if isinstance(part, Value):
                    self.note(part)

    def put_seal(self, block: Block) -> None:
        organ, day = as_text(block.text), block.rows[0][0]
        size, step = self.style.size, self.style.size * 1.8
        self.need(step * 2 + 30)
        self.y += 14
        lines = [organ] if block.note else [f"（{organ}印）"]
        if day is not None:
            lines.append(spelling.chinese_day(day, zero=self.style.zero) if block.note else self.style.day(day))
        x = self.right - 20
        for text in lines:
            self.y += step
            self.words(text, x - self.measure(text, size), self.y, size)
        middle = (x - 60, self.y - step * 0.4)
        radius = 46.0
        box = (middle[0] - radius, middle[1] - radius, middle[0] + radius, middle[1] + radius)
        if block.present:
            self.page.ops.append(("seal", box, organ, self.style.seal))
            if self.style.seal == "text":
                self.page.texts.append(organ)
        self.add_mark(box, "seal", block.present, organ)
        self.page.anchors.add("seal")
        self.y += 16

    def put_photos(self, block: Block) -> None:
        """A grid of grey pictures with captions under them."""
        columns = int(block.note or "2")
        gap, width = 12.0, (self.right - self.left) / columns
        height = width * (1.15 if columns > 2 else 0.66)
        for index in range(0, len(block.rows), columns):
            self.need(height + 26)
            for place, (caption,) in enumerate(block.rows[index : index + columns]):
                x = self.left + place * width
                self.page.ops.append(
                    (
                        "photo",
                        x + gap / 2,
                        self.y + 8,
                        width - gap,
                        height - 8,
                        zlib.crc32(f"{caption}{index}{place}".encode()),
                    )
                )
                self.words(caption, x + gap / 2, self.y + height + 12, self.style.size * 0.85)
            self.y += height + 20

    def put_sketch(self, block: Block) -> None:
        self.page.ops.append(("sketch", self.left, self.y + 20, self.right - self.left, 380, len(block.rows)))
        self.words("北", self.right - 36, self.y + 40, 12)
        for index, (label,) in enumerate(block.rows):
            self.words(label, self.left + 40 + 130 * (index % 3), self.y + 110 + 120 * (index // 3), 10)
        self.y += 420


def plain_lines(document: Document) -> list[str]:
    """The document as the lines of a text file."""
    lines: list[str] = []
    for block in document.blocks:
        if block.kind == "row":
            lines.append("    ".join(f"{label}：{as_text([value])}" for label, value in block.rows))
        elif block.kind == "sign" and block.sign and block.sign.present:
            names = [name for name in block.sign.who if name not in block.sign.absent]
            lines.append(
                f"{block.sign.label + '：' if block.sign.label else ''}{'  '.join(names)}    {as_text(block.sign.when or [])}"
            )
        elif block.kind not in ("space", "seal"):
            lines.append(as_text(block.text))
    return lines


def every_value(document: Document) -> list[Value]:
    """All values of a document, for a source that has one page only."""
    found: list[Value] = []

    def take(parts: Any) -> None:
        found.extend(part for part in parts if isinstance(part, Value))

    for block in document.blocks:
        take(block.text)
        for cells in block.rows:
            take(cells)
        if block.sign:
            take(block.sign.when or [])
    return found


def every_anchor(document: Document) -> set[str]:
    """The anchors of a document, for a source that has one page only."""
    anchors = {value.anchor for value in every_value(document) if value.anchor}
    return anchors | {block.sign.anchor for block in document.blocks if block.sign}


def signer_of(block: Block) -> Sign | None:
    return block.sign
