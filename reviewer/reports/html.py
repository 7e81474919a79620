"""The report as one HTML file that needs nothing else: for reading on a screen and for the printer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reviewer import __version__
from reviewer.checks.rulebook import find_card, in_use
from reviewer.checks.scorecard import load_scorecard
from reviewer.core.casefile import Box, CaseFile, CaseKind, SourceStatus, Span
from reviewer.core.finding import Check, ClockState, Finding, Outcome, Severity
from reviewer.reports.citing import finding_title, rule_title, statutes
from reviewer.reports.signed import signed_rows
from reviewer.reports.text import KIND, SEVERITY
from reviewer.reports.timeline import STATES, picture, title_of
from reviewer.reports.words import HTML

if TYPE_CHECKING:
    from jinja2 import Template

    from reviewer.reports.json import Reviewed

Images = Mapping[tuple[str, int, Box | None], str]
"""Pictures by source, page and box, as ``data:`` addresses."""

MOST_PICTURES = 40
PICTURES_OF_FINDING = 4
_TEMPLATE = Path(__file__).with_name("report.html")
_STATUS = {
    "zh": {SourceStatus.READ: "已读", SourceStatus.PARTLY_READ: "部分已读", SourceStatus.UNREADABLE: "未能读取"},
    "en": {SourceStatus.READ: "read", SourceStatus.PARTLY_READ: "partly read", SourceStatus.UNREADABLE: "unreadable"},
}


def shown_spans(findings: Sequence[Finding]) -> list[Span]:
    """The places whose pictures the report shows, the gravest finding first."""
    ordered = sorted(findings, key=lambda one: -one.severity.rank)
    return [span for one in ordered for span in one.evidence[:PICTURES_OF_FINDING]]


def html_report(review: Reviewed, *, lang: str = "zh", images: Images | None = None) -> str:
    """The report of one case.

    Args:
        review: the reviewed case.
        lang: of headings and labels; what the rules say stays Chinese.
        images: pictures of places (see ``reviewer.reading.pictures``); without them the report has none.
    """
    case = review.case
    places = _Places(case, str(HTML[lang]["page"]))
    groups = [
        {"level": level.value, "name": SEVERITY[lang][level], "findings": found}
        for level in sorted(Severity, key=lambda one: -one.rank)
        if (found := [_finding(one, places, images or {}, lang) for one in review.findings if one.severity is level])
    ]
    return _template().render(
        lang="zh-CN" if lang == "zh" else "en",
        words=HTML[lang],
        version=__version__,
        rules_version=review.rules,
        law_of=review.law_of,
        known=review.known,
        case=case,
        kind=KIND[lang][case.kind.value],
        score=_score(review, lang),
        unread=_unread(case, places, lang),
        groups=groups,
        count=len(review.findings),
        kept=[_check(one, places, lang) for one in review.checks if one.outcome is Outcome.SATISFIED],
        open=[_check(one, places, lang) for one in review.checks if one.outcome is Outcome.UNDETERMINED],
        not_applicable=sum(one.outcome is Outcome.NOT_APPLICABLE for one in review.checks),
        timeline=picture(review, lang=lang),
        clocks=_clocks(review, lang),
        statements=_statements(case, places),
        documents=_documents(case, places.names),
        signed=list(signed_rows(case, lang=lang)),
    )


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(_TEMPLATE.read_text(encoding="utf-8"))


class _Places:
    """Words for the places of spans; the file is named only where several were read."""

    def __init__(self, case: CaseFile, page: str) -> None:
        self.names = {one.id: one.path for one in case.sources}
        self.page = page
        self.alone = sum(one.status is not SourceStatus.UNREADABLE for one in case.sources) == 1

    def of(self, span: Span) -> str:
        return self._words(span.source, str(span.page))

    def all(self, spans: Sequence[Span]) -> str:
        """All places, file by file: ``1.pdf 第3、5–7页；2.pdf 第1页``."""
        pages: dict[str, list[int]] = {}
        for span in spans:
            pages.setdefault(span.source, []).append(span.page)
        return "；".join(self._words(source, ranges(numbers)) for source, numbers in pages.items())

    def _words(self, source: str, pages: str) -> str:
        words = self.page.format(pages.replace(", ", "、") if self.page.startswith("第") else pages)
        return words if self.alone else f"{self.names.get(source, source)} {words}"


def _finding(one: Finding, places: _Places, images: Images, lang: str) -> dict[str, Any]:
    card = find_card(one.rule)
    evidence = [
        {
            "place": places.of(span),
            "quote": span.quote,
            "image": images.get((span.source, span.page, span.box)) if index < PICTURES_OF_FINDING else None,
        }
        for index, span in enumerate(one.evidence)
    ]
    return {
        "id": one.id,
        "rule": one.rule,
        "title": finding_title(one, lang),
        "message": one.message,
        "confidence": round(one.confidence * 100),
        "law": statutes(one.authority),
        "why": card.why if card is not None else "",
        "looked_for": one.looked_for,
        "remedy": one.remedy or "",
        "evidence": evidence,
        "places": places.all(one.evidence),
    }


def _check(one: Check, places: _Places, lang: str) -> dict[str, Any]:
    return {
        "rule": one.rule,
        "title": rule_title(one.rule, lang),
        "reasons": _parts(one.reason)[:6],
        "reason": one.reason,
        "places": places.all(one.evidence),
    }


def _parts(reason: str) -> list[str]:
    """What a check says, thing by thing; the reckoning of a period stays in one piece."""
    parts: list[str] = []
    for part in filter(None, reason.split("；")):
        if parts and part.startswith(("实际为", "至今", "截至")):
            parts[-1] += f"；{part}"
        else:
            parts.append(part)
    return parts


def _score(review: Reviewed, lang: str) -> dict[str, Any]:
    score = review.score
    taken = round(sum(one.points for one in score.deductions), 2)
    return {
        "total": f"{score.total:g}",
        "grade": score.grade,
        "vetoed": score.vetoed,
        "vetoes": score.vetoes,
        "taken": f"{taken:g}",
        "bare": f"{max(100 - taken, 0):g}",
        "blocks": _blocks(review),
        "deductions": [
            {
                "rule": one.rule,
                "title": rule_title(one.rule, lang),
                "points": f"{one.points:g}",
                "reason": one.reason,
                "findings": one.findings,
            }
            for one in score.deductions
        ],
    }


def _blocks(review: Reviewed) -> list[dict[str, Any]]:
    """What was taken off in each block of the scorecard; none for a case of unknown kind."""
    if review.case.kind is CaseKind.UNKNOWN:
        return []
    scorecard = in_use().scorecard(review.case.kind) or load_scorecard(review.case.kind)
    taken: dict[str, float] = {}
    for one in review.score.deductions:
        block = scorecard.block_of(one.rule)
        taken[block.id] = taken.get(block.id, 0.0) + one.points
    blocks = [block for block in (*scorecard.blocks, scorecard.other) if block in scorecard.blocks or block.id in taken]
    return [
        {
            "name": block.name,
            "cap": f"{block.cap:g}",
            "taken": f"{taken.get(block.id, 0.0):g}",
            "share": round(min(taken.get(block.id, 0.0) / block.cap, 1.0) * 100) if block.cap else 0,
        }
        for block in blocks
    ]


def _unread(case: CaseFile, places: _Places, lang: str) -> dict[str, Any]:
    sources = [
        {"path": one.path, "status": _STATUS[lang][one.status], "problem": one.problem or "", "pages": one.pages}
        for one in case.not_read
    ]
    pages: dict[tuple[str, str], list[int]] = {}
    for trouble in case.troubles:
        if trouble.page:
            pages.setdefault((places.names.get(trouble.source, trouble.source), trouble.what), []).append(trouble.page)
    troubles = [{"path": path, "what": what, "pages": ranges(found)} for (path, what), found in pages.items()]
    return {"sources": sources, "troubles": troubles}


def ranges(numbers: Sequence[int]) -> str:
    """Numbers as runs: ``3, 5–7``."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in runs)


def _clocks(review: Reviewed, lang: str) -> list[dict[str, Any]]:
    violated = {one.rule for one in review.findings}
    return [
        {
            "rule": one.rule,
            "title": rule_title(one.rule, lang),
            "subject": one.subject or "",
            "start": (one.start or "").replace("T", " "),
            "end": (one.end or "").replace("T", " "),
            "due": (one.due or "").replace("T", " "),
            "state": one.state.value,
            "state_name": HTML[lang]["late"]
            if one.state is ClockState.VIOLATED and one.rule not in violated
            else STATES[lang][one.state],
            "arithmetic": one.arithmetic,
        }
        for one in review.clocks
    ]


def _statements(case: CaseFile, places: _Places) -> dict[str, Any]:
    """What each person said in each session, aspect by aspect."""
    from reviewer.checks.statements.verdicts import comparison_of

    compared = comparison_of(case)
    documents = {one.id: one for one in case.documents}
    aspects = list(dict.fromkeys(str(row["aspect"]) for row in compared.matrix))
    sessions: dict[tuple[str, int, str], dict[str, list[str]]] = {}
    for row in compared.matrix:
        who = (str(row["person"]), int(str(row["session"])), str(row["document"]))
        said = row["said"]
        sessions.setdefault(who, {})[str(row["aspect"])] = [str(one) for one in said] if isinstance(said, list) else []
    rows = []
    for (person, session, document), said_by in sessions.items():
        found = documents.get(document)
        place = places.of(found.span()) if found is not None else ""
        cells = [said_by.get(aspect, []) for aspect in aspects]
        rows.append({"person": person, "session": session, "place": place, "cells": cells})
    changes = [{"message": one.message_zh, "places": places.all([one.before, one.after])} for one in compared.evolution]
    return {"aspects": aspects, "rows": rows, "changes": changes}


def _documents(case: CaseFile, names: Mapping[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "id": one.id,
            "title": one.title or title_of(one),
            "form": title_of(one),
            "source": names.get(one.source, one.source),
            "pages": ranges([one.first_page, *range(one.first_page, one.last_page + 1)]),
            "sure": round(one.confidence * 100),
        }
        for one in case.documents
    ]
