"""The Chinese fonts of this machine that can be embedded, and which characters they hold."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont

ROOT = Path("/usr/share/fonts")
CANDIDATES = {
    "hei": ("truetype/wqy/wqy-zenhei.ttc", 0),
    "song": ("truetype/arphic/uming.ttc", 0),
    "kai": ("truetype/arphic/ukai.ttc", 0),
    "marks": ("truetype/dejavu/DejaVuSans.ttf", 0),
}
CID = "STSong-Light"


@cache
def available() -> dict[str, Path]:
    """Role to file, for the fonts that are there."""
    return {role: ROOT / path for role, (path, _) in CANDIDATES.items() if (ROOT / path).exists()}


def can_draw() -> bool:
    """Whether the fonts for pictures of pages and for handwriting are there."""
    return all(role in available() for role in ("hei", "song", "kai"))


@cache
def register() -> None:
    """Makes the fonts known to reportlab, once a process."""
    for role, path in available().items():
        pdfmetrics.registerFont(TTFont(role, str(path), subfontIndex=CANDIDATES[role][1]))
    pdfmetrics.registerFont(UnicodeCIDFont(CID))


@cache
def font_name(role: str) -> str:
    """The registered font of a role, or the unembedded song face where the system has none."""
    register()
    return role if role in available() else CID


@cache
def _glyphs(font: str) -> frozenset[int] | None:
    face = getattr(pdfmetrics.getFont(font), "face", None)
    table = getattr(face, "charToGlyph", None)
    return frozenset(table) if table else None


@cache
def drawing_font(font: str, char: str) -> str:
    """The font that has the character: its own, or the one for check marks."""
    glyphs = _glyphs(font)
    if glyphs is None or ord(char) in glyphs or "marks" not in available():
        return font
    return "marks"


@cache
def width(font: str, char: str) -> float:
    """The width of a character at size 1."""
    return float(pdfmetrics.stringWidth(char, drawing_font(font, char), 1000)) / 1000
