"""Papers by strangers: single documents in layouts of their own, drawn by a browser, with their truth.

    python corpora/strangers/papers/make.py [--out DIR] [--only NAME ...]

Each ``#### name | type | font`` section of the ``.html`` files beside this script is one paper: its true fields, an
empty line, and its body. The sections of ``word.toml`` become DOCX files and ``text/*.txt`` plain text. Each paper
becomes a folder with one source and a ``truth.json``. Needs Chromium and the fonts of the generator.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import tempfile
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
FONTS = {"song": "AR PL UMing CN", "kai": "AR PL UKai CN", "hei": "WenQuanYi Zen Hei"}
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


@dataclass(frozen=True)
class Paper:
    """One document: its name, type, true fields, how it is written (a font, ``docx`` or ``txt``) and its body."""

    name: str
    type: str
    how: str
    fields: dict[str, object]
    body: str


def numbered(text: str) -> str:
    """Identity numbers (``@ID:`` and 17 digits ``@``) with their check digit, or with what stands in its place."""

    def whole(match: re.Match[str]) -> str:
        digits = match[1]
        return digits + "10X98765432"[sum(w * int(d) for w, d in zip(WEIGHTS, digits, strict=True)) % 11]

    return re.sub(r"@ID:(\d{17})@", whole, text)


def papers() -> Iterator[Paper]:
    """All papers beside this script."""
    for path in sorted(HERE.glob("*.html")):
        for section in re.split(r"(?m)^#### ", path.read_text(encoding="utf-8"))[1:]:
            head, body = section.split("\n\n", 1)
            first, *fields = head.splitlines()
            name, kind, how = (part.strip() for part in first.split("|"))
            yield Paper(name, kind, how, _fields(fields), numbered(body))
    for path in sorted((HERE / "text").glob("*.txt")):
        head, body = path.read_text(encoding="utf-8").removeprefix("#### ").split("\n\n", 1)
        kind, *fields = head.splitlines()
        yield Paper(path.stem, kind.strip(), "txt", _fields(fields), numbered(body))
    for name, one in tomllib.loads(numbered((HERE / "word.toml").read_text(encoding="utf-8"))).items():
        yield Paper(name, one["type"], "docx", one.get("fields", {}), json.dumps(one["parts"], ensure_ascii=False))


def _fields(lines: list[str]) -> dict[str, object]:
    pairs = (line.split(" = ", 1) for line in lines)
    return {name: json.loads(numbered(value)) for name, value in pairs}


def write(paper: Paper, out: Path) -> None:
    """One folder with the paper and its truth."""
    folder = out / paper.name
    folder.mkdir(parents=True, exist_ok=True)
    suffix = paper.how if paper.how in ("txt", "docx") else "pdf"
    source = folder / f"01.{suffix}"
    if suffix == "txt":
        source.write_text(paper.body, encoding="utf-8")
    elif suffix == "docx":
        _word(paper, source)
    else:
        _print(paper, source)
    fields = [{"source": source.name, "page": 1, "field": name, "value": value} for name, value in paper.fields.items()]
    documents = [{"type": paper.type, "source": source.name, "first_page": 1, "last_page": 1}]
    truth = {"case": {"id": paper.name, "kind": "criminal", "as_of": "2026-11-25", "note": ""}, "documents": documents}
    text = json.dumps({**truth, "findings": [], "conflicts": [], "judged": [], "fields": fields}, ensure_ascii=False)
    (folder / "truth.json").write_text(text + "\n", encoding="utf-8")


def _print(paper: Paper, target: Path) -> None:
    style = f"@page{{size:A4;margin:20mm}}body{{font-family:'{FONTS[paper.how]}';font-size:12pt}}"
    page = f"<!doctype html><meta charset=utf-8><style>{style}</style><body>{paper.body}"
    with tempfile.TemporaryDirectory() as room:
        sheet = Path(room) / "sheet.html"
        sheet.write_text(page, encoding="utf-8")
        call = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
        subprocess.run([*call, f"--print-to-pdf={target}", sheet.as_uri()], check=True, capture_output=True)


def _word(paper: Paper, target: Path) -> None:
    import docx

    document = docx.Document()
    for part in json.loads(paper.body):
        if isinstance(part, str):
            document.add_paragraph(part)
            continue
        table = document.add_table(rows=0, cols=max(map(len, part)))
        table.style = "Table Grid"
        for row in part:
            cells = table.add_row().cells
            for cell, text in zip(cells, row, strict=False):
                cell.text = text
            if len(row) < len(cells):
                cells[len(row) - 1].merge(cells[-1])
    document.save(str(target))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=HERE / "made")
    parser.add_argument("--only", nargs="*", default=[])
    arguments = parser.parse_args()
    for paper in papers():
        if not arguments.only or paper.name in arguments.only:
            write(paper, arguments.out)


if __name__ == "__main__":
    main()
