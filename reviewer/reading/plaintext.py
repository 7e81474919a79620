"""Text files: their encoding, their line ends, their pages.

A text is decoded in the parent, there is no parser that could be attacked.
"""

from __future__ import annotations

import codecs
import re

from reviewer.reading.outcomes import ReadOutcome, UnreadableError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_STRAY = re.compile("[\x00-\x08\x0e-\x1f\x7f\ue000-\uf8ff\ufffd]")
_STRAY_SHARE = 0.02
"""Above this share of control, private-use and replacement characters a decoding is taken for a wrong one."""


def decode(data: bytes) -> str:
    """Decode a text file and make its line ends ``\\n``; form feeds stay.

    Tried in this order: a byte order mark (UTF-8, UTF-16, UTF-32), UTF-8, GB18030. A UTF-8 text with a few
    damaged places (a cut-off end, a stray byte) is read as UTF-8 with U+FFFD there, since GB18030 would turn
    all of it into other, quite ordinary, characters.

    Raises:
        UnreadableError: With ``UNREADABLE_TEXT``, where no encoding gives a text.
    """
    text = _decoded(data)
    if text is None or not _plausible(text):
        raise UnreadableError(ReadOutcome.UNREADABLE_TEXT)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def pages(text: str) -> tuple[str, ...]:
    """The pages of a decoded text: form feeds part them; one that ends the text begins no page."""
    parts = text.split("\f")
    if len(parts) > 1 and not parts[-1].strip():
        parts.pop()
    return tuple(parts)


def _decoded(data: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    damaged = data.decode("utf-8", errors="replace")
    wrong = damaged.count("\ufffd")
    beyond_ascii = sum(1 for character in damaged if character > "\x7f")
    if wrong == 0 or (beyond_ascii > wrong and wrong <= max(1, beyond_ascii * _STRAY_SHARE)):
        return damaged
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError:
        return None


def _plausible(text: str) -> bool:
    return len(_STRAY.findall(text)) <= len(text) * _STRAY_SHARE
