"""Examples to learn from, made of labels and of the case as the machine read it: pages, turns, and pairs of statements.

A decision on a conflict of two statements becomes a pair: confirmed it is a conflict, clearly rejected it is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from reviewer.checks.statements.records import Exchange, Record, read_records
from reviewer.core import pagerow
from reviewer.core.casefile import CaseFile, Span
from reviewer.core.errors import StoreError
from reviewer.core.finding import Finding
from reviewer.store import annotations, cases
from reviewer.store.annotations import Label
from reviewer.store.engine import Store
from reviewer.store.frozen import unpack
from reviewer.store.problems import MissingError

NOT_VIOLATED = frozenset(
    {"misread", "wrong_document", "exists_elsewhere", "lawful_exception", "not_applicable", "rule_wrong"}
)
"""Reasons of a rejection that say that the rule is kept; the others leave it open."""
_NO_PAIR = frozenset({"misread", "wrong_document"})
"""Reasons that speak of the reading and not of the two statements."""

Row = dict[str, Any]


def case_as_read(store: Store, case: str) -> CaseFile | None:
    """The case as the machine read it; ``None`` where it is not kept, or was kept by another version."""
    try:
        return unpack(CaseFile, cases.body(store, case, "read"))
    except (MissingError, StoreError):
        return None


def page_lines(case: CaseFile, ones: Iterable[Label]) -> str:
    """The pages of the labelled documents as JSON lines, by text layer or OCR."""
    paths = {source.id: source.path for source in case.sources}
    wanted = {
        (str(one.data["path"]), number)
        for one in ones
        if one.task == annotations.DOCUMENT
        for number in range(int(one.data["first_page"]), int(one.data["last_page"]) + 1)
    }
    pages = [page for page in case.pages() if (paths[page.source], page.number) in wanted and page.lines]
    return pagerow.written((page, paths[page.source]) for page in pages)


def page_text(case: CaseFile, path: str, number: int) -> str:
    """What stands on a page; empty where there is no such page."""
    ids = {source.id for source in case.sources if source.path == path}
    return next((page.text for page in case.pages() if page.source in ids and page.number == number), "")


def mark_of(one: Label) -> Row | None:
    """A labelled mark as the corpora hold it; ``None`` where its place is not known or it was left open."""
    data = one.data
    if one.label == "unknown" or not data.get("box"):
        return None
    document = {"type": data["document_type"], "first_page": data["first_page"], "last_page": data["last_page"]}
    return {
        "kind": data["kind"], "source": data["path"], "page": data["mark_page"], "bbox": list(data["box"]),
        "who": data["who"], "label": data["label"], "present": one.label == "present", "document": document,
    }  # fmt: skip


def turn_of(one: Label) -> Row:
    """A labelled turn as the corpora hold it."""
    names = {"source": one.data["path"], **{name: one.data[name] for name in ("page", "question", "answer")}}
    return {**names, "acts": annotations.acts_of(one.label)}


def pairs_of(case: CaseFile, ones: Sequence[Label], findings: Mapping[str, Finding]) -> Iterator[Row]:
    """The pairs of statements that decisions settle.

    Args:
        case: as it was read.
        ones: labels of this case.
        findings: by key.
    """
    records: tuple[Record, ...] | None = None
    for one in ones:
        finding = findings.get(str(one.data.get("key", ""))) if one.task == annotations.FINDING else None
        if finding is None or not finding.aspect or len(finding.evidence) != 2:
            continue
        conflict = one.label == "confirm"
        reason = str(one.data.get("reason", ""))
        if not conflict and not (one.label == "reject" and reason in NOT_VIOLATED - _NO_PAIR):
            continue
        records = read_records(case) if records is None else records
        sides = [_said_at(records, span) for span in finding.evidence]
        if sides[0] is not None and sides[1] is not None:
            yield _pair(sides[0], sides[1], conflict=conflict, aspect=finding.aspect, name=one.unit)


Said = tuple[Record, Exchange]


def _said_at(records: Iterable[Record], span: Span) -> Said | None:
    """The exchange in which a quoted place stands."""
    for record in records:
        source = record.source
        if source is None or source.source != span.source or not source.first_page <= span.page <= source.last_page:
            continue
        for exchange in record.exchanges:
            turn = exchange.placed.turn
            whole = f"问：{turn.question}答：{turn.answer}"
            quote = span.quote.strip()
            if quote and (quote in turn.answer or quote in turn.question or _bare(quote) in _bare(whole)):
                return record, exchange
    return None


def _bare(text: str) -> str:
    return "".join(text.split()).removeprefix("问：")


def _pair(first: Said, second: Said, *, conflict: bool, aspect: str, name: str) -> Row:
    roster = first[1].roster
    base = first[0].base or second[0].base
    sides = {
        side: {
            "speaker": record.speaker, "session": record.session, "type": record.type,
            "turns": [[exchange.placed.turn.question, exchange.placed.turn.answer]],
        }
        for side, (record, exchange) in zip("ab", (first, second), strict=True)
    }  # fmt: skip
    people = [
        {"name": one, "sex": roster.sexes.get(one, ""), "suspect": one in roster.suspects}
        for one in sorted(roster.names)
    ]
    return {
        "id": name, "date": base.isoformat() if base else "2000-01-01", "people": people,
        "label": "conflict" if conflict else "other", "aspect": aspect if conflict else "", "kind": "decided", **sides,
    }  # fmt: skip
