"""What a paper holds before it is set on pages: text with marked values, rows, tables, signatures and seals."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Value:
    """A printed value. `name` makes it a field of the truth; `anchor` lets a finding point to its page."""

    text: str
    name: str | None = None
    truth: Any = None
    anchor: str | None = None


Text = list["str | Value"]


@dataclass
class Sign:
    """A place where somebody signs. `present` false leaves it empty, which is what a planted defect does."""

    label: str
    who: list[str]
    when: Text | None = None
    finger: bool = False
    present: bool = True
    anchor: str = ""
    role: str = ""
    absent: list[str] = field(default_factory=list)


@dataclass
class Block:
    """One part of a paper. `kind` says how the typesetter sets it."""

    kind: str
    text: Text = field(default_factory=list)
    rows: list[list[Any]] = field(default_factory=list)
    widths: list[float] = field(default_factory=list)
    sign: Sign | None = None
    note: str = ""
    present: bool = True


@dataclass
class Document:
    """One paper of a case file."""

    key: str
    type: str
    title: str
    blocks: list[Block]
    day: Any = None
    doc_no: str = ""
    author: str = ""
    volume: str = "litigation"
    footer: str = "none"
    page_signer: str = ""
    unsigned_pages: set[int] = field(default_factory=set)
    landscape: bool = False
    listed: bool = True
    text_file: bool = False

    def signs(self, anchor: str) -> list[Sign]:
        """The signature places with this anchor."""
        return [block.sign for block in self.blocks if block.sign and block.sign.anchor == anchor]


def as_text(parts: Text) -> str:
    """The plain words of a marked text."""
    return "".join(part if isinstance(part, str) else part.text for part in parts)


def org(text: str) -> Block:
    return Block("org", [text])


def title(text: str) -> Block:
    return Block("title", [text])


def number(text: str, name: str = "doc_no") -> Block:
    return Block("number", [Value(text, name, text)])


def para(*parts: str | Value) -> Block:
    return Block("para", list(parts))


def line(*parts: str | Value) -> Block:
    return Block("line", list(parts))


def small(*parts: str | Value) -> Block:
    return Block("small", list(parts))


def row(*pairs: tuple[str, str | Value]) -> Block:
    """Label and value pairs that stand on one line (or in one row of a ruled form)."""
    return Block("row", rows=[[label, value] for label, value in pairs])


def table(head: list[str], rows: list[list[str | Value]], widths: list[float]) -> Block:
    return Block("table", rows=[head, *rows], widths=widths)


def box(label: str, *parts: str | Value, sign: Sign | None = None) -> Block:
    """A cell of an approval form: a narrow vertical label, an opinion, a signature."""
    return Block("box", list(parts), sign=sign, note=label)


def sign(
    label: str,
    who: str | list[str],
    when: Text | None = None,
    *,
    finger: bool = False,
    anchor: str = "",
    role: str = "",
    present: bool = True,
) -> Block:
    names = [who] if isinstance(who, str) else list(who)
    return Block("sign", sign=Sign(label, names, when, finger, present, anchor or label, role))


def seal(organ: str, day: Any, *, text_line: bool = True, present: bool = True) -> Block:
    """The organ and the day at the right, with the round seal over them."""
    return Block("seal", [organ], rows=[[day]], note="line" if text_line else "", present=present)
