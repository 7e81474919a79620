"""Binds the papers of a case into volumes, writes the files, and writes down what is true of them."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from generator import document as d
from generator import forms_arrival
from generator.base import Case
from generator.document import Block, Document, Value
from generator.paint import HandPainter, Painter
from generator.typeset import Page, Typesetter, every_anchor, every_value, plain_lines

# values that are printed on a form whose field list does not name them
UNLISTED = {
    "medical_entry_check": {"sex"},
    "drug_onsite_test_report": {"sex"},
    "administrative_filing_form": {"unit", "received_place", "sex", "birth_date", "id_no", "phone", "address"},
}
TITLES = {"litigation": "诉讼文书卷", "evidence": "证据材料卷", "work": "侦查工作卷"}


@dataclass
class Placed:
    """A paper where it came to stand."""

    document: Document
    source: str
    first: int
    last: int


@dataclass
class Bound:
    """All sources of a case with what was found on their pages."""

    placed: list[Placed] = field(default_factory=list)
    values: list[tuple[str, int, Value]] = field(default_factory=list)
    anchors: dict[tuple[str, str], tuple[str, int]] = field(default_factory=dict)
    marks: list[dict[str, Any]] = field(default_factory=list)
    pages: dict[str, list[Page]] = field(default_factory=dict)


def cover(case: Case, name: str, index: int, count: int) -> Document:
    """The cover of one volume."""
    _s, t, criminal = case.style, case.t, case.kind == "criminal"
    end = t.get("transferred") or t.get("closed")
    filed = t["filed"] if criminal else t["received"]
    blocks = [
        Block("space", rows=[[60]]),
        d.org(case.place.bureau),
        d.title("刑事侦查卷宗" if criminal else "行政案件卷宗"),
        Block("center", [f"（{name}）"]),
        Block("space", rows=[[50]]),
        d.row(("案件名称", Value(case.flags["file_name"], "case_name", case.flags["file_name"]))),
        d.row(("案件编号", Value(case.flags["case_no"], "case_no", case.flags["case_no"]))),
    ]
    if case.route not in ("open", "no_filing", "handover"):
        blocks.append(
            d.row(
                (
                    "犯罪嫌疑人姓名" if criminal else "违法行为人",
                    Value(case.suspect.name, "suspects", [case.suspect.name]),
                )
            )
        )
    if case.route not in ("no_filing", "handover"):
        blocks.append(d.row(("立案时间", case.day_v("filed_at", filed))))
    if end:
        blocks.append(d.row(("结案时间", case.day_v("closed_at", end))))
    blocks += [
        d.row(("立卷单位", Value(case.place.full_unit, "unit", case.place.full_unit))),
        d.row(
            ("立卷人", Value(case.officers["a"], "binder", case.officers["a"])),
            ("审核人", Value(case.officers["legal"], "checker", case.officers["legal"])),
        ),
        d.row(("本案共", f"{count}卷"), ("第", f"{index}卷")),
    ]
    return Document(f"cover{index}", "volume_cover", "卷宗封面", blocks, None, listed=False)


def contents(case: Case, rows: list[tuple[Document, str]], index: int) -> Document:
    """The contents table of one volume."""
    s = case.style
    numbers = s.contents_numbers
    head = (
        ["序号", "责任者", "文号", "题名", "日期", "页号"]
        if numbers
        else ["序号", "题名", "责任者", "日期", "页号", "备注"]
    )
    table: list[list[str | Value]] = []
    for order, (paper, pages) in enumerate(rows, 1):
        day = f"{paper.day.year}.{paper.day.month}.{paper.day.day}" if isinstance(paper.day, date) else ""
        cells = (
            [str(order), paper.author, paper.doc_no, paper.title, day, pages]
            if numbers
            else [str(order), paper.title, paper.author, day, pages, ""]
        )
        table.append(list(cells))
    widths = [0.8, 2.2, 3, 2.8, 1.6, 1.1] if numbers else [0.8, 3.6, 2.6, 1.6, 1.1, 0.8]
    title = case.flags.get("contents_title", "卷内文书目录")
    return Document(
        f"contents{index}", "volume_contents", title, [d.title(title), d.table(head, table, widths)], None, listed=False
    )


def notes(case: Case, index: int, count: int) -> Document:
    day = case.t.get("transferred") or case.t.get("closed") or case.t.get("measure") or case.t["told"]
    return Document(
        f"notes{index}",
        "volume_notes",
        "卷内备考表",
        [
            d.title("卷内备考表"),
            d.para(f"本卷情况说明：本卷文书齐全，装订完整，共{count}页。"),
            Block("space", rows=[[120]]),
            d.sign("立卷人", case.officers["a"], case.signed(day), anchor="binder"),
            d.sign("检查人", case.officers["legal"], case.signed(day), anchor="checker"),
        ],
        day.date(),
        author=case.place.bureau,
    )


def split(case: Case) -> list[tuple[str, list[Document]]]:
    """The papers by volume."""
    papers = case.documents
    if case.kind == "administrative":
        return [("行政处罚卷", papers)]
    plan = case.flags["volume_plan"]
    if len(plan) == 1:
        order = {"litigation": 0, "work": 0, "evidence": 1}
        return [("全卷", sorted(papers, key=lambda paper: order[paper.volume]))]
    groups: dict[str, list[Document]] = defaultdict(list)
    for paper in papers:
        groups["litigation" if paper.volume == "work" and len(plan) == 2 else paper.volume].append(paper)
    return [(TITLES[name], groups[name]) for name in ("litigation", "evidence", "work") if groups[name]]


def bind(case: Case, folder: Path) -> Bound:
    """Sets all papers, draws the files, and gives back where everything stands."""
    forms_arrival.fill_ends(case)
    bound = Bound()
    loose = [paper for paper in case.documents if paper.text_file]
    case.documents = [paper for paper in case.documents if not paper.text_file]
    volumes = split(case)
    one_file = case.flags.get("one_file", False)
    sheets: dict[str, list[Page]] = defaultdict(list)
    for index, (name, papers) in enumerate(volumes, 1):
        source = "01.pdf" if one_file else f"{index:02d}.pdf"
        _volume(case, bound, sheets[source], source, name, papers, index, len(volumes))
    for source, pages in sheets.items():
        hand = case.flags.get("hand")
        painter = HandPainter(folder / source, hand) if hand else Painter(folder / source)
        for page in pages:
            painter.add(page)
        painter.save()
    bound.pages = dict(sheets)
    for offset, paper in enumerate(loose, len(sheets) + 1):
        _text_file(case, bound, folder, paper, offset)
    return bound


def _volume(
    case: Case, bound: Bound, sheet: list[Page], source: str, name: str, papers: list[Document], index: int, count: int
) -> None:
    random, style = case.random, case.style
    set_papers: list[tuple[Document, list[Page]]] = []
    for paper in papers:
        pages = Typesetter(paper, style).set()
        if style.blank_backs and len(pages) % 2 and random.random() < style.blank_backs:
            pages.append(Page(blank=True))
        if style.rotate and paper.landscape:
            for page in pages:
                page.rotate = 90
        elif style.rotate and random.random() < style.rotate * 0.1:
            for page in pages:
                page.rotate = 180
        set_papers.append((paper, pages))
    bare = case.flags.get("bare", False)
    front: list[tuple[Document, list[Page]]] = []
    if not bare:
        face = cover(case, name, index, count)
        front.append((face, Typesetter(face, style).set()))
        back = notes(case, index, sum(len(pages) for _, pages in set_papers))
        set_papers.append((back, Typesetter(back, style).set()))
        table = _contents_pages(case, set_papers, index)
        front.append(table)
        if style.back_cover:
            last = Document(
                f"back{index}",
                "volume_back_cover",
                "卷宗封底",
                [Block("space", rows=[[300]]), Block("center", ["（封底）"])],
                None,
                listed=False,
            )
            set_papers.append((last, Typesetter(last, style).set()))
    folio = 1
    for paper, pages in [*front, *set_papers]:
        first = len(sheet) + 1
        for page in pages:
            numbered = (
                style.folio != "none"
                and not bare
                and not page.blank
                and paper.type not in ("volume_cover", "volume_back_cover")
            )
            numbered = numbered and (style.contents_first or paper.type != "volume_contents")
            if numbered:
                setter_x = page.width - 50 if style.folio == "right" else page.width / 2
                page.ops.append(("text", setter_x, 36, "Helvetica", 10, str(folio), "black"))
            if numbered or (
                not page.blank
                and style.folio == "none"
                and paper.type not in ("volume_cover", "volume_back_cover")
                and (style.contents_first or paper.type != "volume_contents")
            ):
                folio += 1
            if style.serial and page is pages[0] and not page.blank:
                page.ops.append(
                    ("text", page.width - 190, 26, "Helvetica", 7, f"PCS{random.randint(10**25, 10**26 - 1)}", "black")
                )
            sheet.append(page)
            _note(bound, paper, page, source, len(sheet))
        bound.placed.append(Placed(paper, source, first, len(sheet)))


def _note(bound: Bound, paper: Document, page: Page, source: str, number: int) -> None:
    for value in page.values:
        bound.values.append((source, number, value))
    for anchor in page.anchors:
        bound.anchors.setdefault((paper.key, anchor), (source, number))
    for mark in page.marks:
        if mark.get("role") == "page" and not mark["present"]:
            bound.anchors.setdefault((paper.key, "unsigned"), (source, number))
        bound.marks.append({"source": source, "page": number, **{k: v for k, v in mark.items() if k != "role"}})


def _contents_pages(case: Case, papers: list[tuple[Document, list[Page]]], index: int) -> tuple[Document, list[Page]]:
    """The contents table with its page numbers, which depend on how long the table itself is."""
    length = 1
    for _ in range(3):
        folio = 1 + (length if case.style.contents_first else 0)
        rows = []
        for paper, pages in papers:
            used = sum(not page.blank for page in pages)
            rows.append((paper, str(folio) if used == 1 else f"{folio}-{folio + used - 1}"))
            folio += used
        table = contents(case, rows, index)
        pages = Typesetter(table, case.style).set()
        if len(pages) == length:
            break
        length = len(pages)
    return table, pages


def _text_file(case: Case, bound: Bound, folder: Path, paper: Document, number: int) -> None:
    """One transcript as a file of its own: a word-processor file or plain text in one of the usual encodings."""
    lines = plain_lines(paper)
    form = case.flags["text_form"]
    source = f"{number:02d}.{'docx' if form == 'docx' else 'txt'}"
    path = folder / source
    if form == "docx":
        _docx(path, lines)
    else:
        if form == "broken":
            lines = [part for line in lines for part in (line[i : i + 34] for i in range(0, max(1, len(line)), 34))]
        text = ("\r\n" if form in ("crlf", "gb18030") else "\n").join(lines) + "\n"
        encoding = {"gb18030": "gb18030", "bom": "utf-8-sig"}.get(form, "utf-8")
        path.write_bytes(text.encode(encoding))
    bound.placed.append(Placed(paper, source, 1, 1))
    for value in every_value(paper):
        if value.name and value.text.strip():
            bound.values.append((source, 1, value))
    for anchor in every_anchor(paper):
        bound.anchors.setdefault((paper.key, anchor), (source, 1))


def _docx(path: Path, lines: list[str]) -> None:
    from datetime import datetime

    import docx

    paper = docx.Document()
    paper.core_properties.created = paper.core_properties.modified = datetime(2024, 1, 1)
    paper.core_properties.author = ""
    for line in lines:
        paper.add_paragraph(line)
    paper.save(str(path))


def truth(case: Case, bound: Bound, judged: set[str], tolerated: set[str]) -> dict[str, Any]:
    """What is true of the case, as truth.json holds it."""
    first = {placed.document.key: (placed.source, placed.first) for placed in bound.placed}

    def spot(key: str, anchor: str | None) -> list[Any] | None:
        place = bound.anchors.get((key, anchor)) if anchor else None
        place = place or first.get(key)
        return list(place) if place else None

    findings = []
    for finding in case.findings:
        pages = [place for key, anchor in finding.where if (place := spot(key, anchor))]
        unique = [place for index, place in enumerate(pages) if place not in pages[:index]]
        findings.append({"rule": finding.rule, "pages": unique, "note": finding.note})
    conflicts = []
    for planned in case.conflicts:
        a, b = bound.anchors.get((planned.a, planned.slot)), bound.anchors.get((planned.b, planned.slot))
        if a and b:
            conflicts.append({"aspect": planned.aspect, "a": list(a), "b": list(b), "note": planned.note})
    planted = {finding.rule for finding in case.findings}
    fields = [
        {"source": source, "page": page, "field": value.name, "value": value.truth}
        for source, page, value in bound.values
        if value.name
        and value.name not in UNLISTED.get(_type_at(bound, source, page), ())
        and (value.truth is not None or not value.text.strip("年月日时分 "))
    ]
    result = {
        "case": {"id": case.id, "kind": case.kind, "as_of": str(case.as_of), "note": case.flags["note"]},
        "documents": [
            {"type": p.document.type, "source": p.source, "first_page": p.first, "last_page": p.last}
            for p in bound.placed
        ],
        "findings": findings,
        "conflicts": conflicts,
        "judged": sorted((judged - tolerated) | planted),
        "tolerated": sorted(tolerated - planted),
        "tolerated_conflicts": [],
        "fields": fields,
        "generator": {
            "style": case.style.key,
            "story": case.story.key,
            "route": case.route,
            "part": case.part,
            "sources": sorted({p.source for p in bound.placed}),
        },
    }
    result["marks"] = bound.marks
    return result


def _type_at(bound: Bound, source: str, page: int) -> str:
    return next((p.document.type for p in bound.placed if p.source == source and p.first <= page <= p.last), "")


def write_truth(folder: Path, result: dict[str, Any]) -> None:
    """Saves truth.json with one entry a line, which keeps differences readable."""
    parts = []
    for key, value in result.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            rows = ",\n".join("  " + json.dumps(row, ensure_ascii=False) for row in value)
            parts.append(f" {json.dumps(key)}: [\n{rows}\n ]")
        else:
            parts.append(f" {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}")
    (folder / "truth.json").write_text("{\n" + ",\n".join(parts) + "\n}\n", encoding="utf-8")
