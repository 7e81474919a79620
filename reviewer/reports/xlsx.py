"""The report as a workbook: findings, legal periods and scores, one row each. Every cell is text."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from reviewer.core.finding import Outcome
from reviewer.reports.citing import cited, finding_title
from reviewer.reports.text import KIND, SEVERITY
from reviewer.reports.timeline import STATES

if TYPE_CHECKING:
    from reviewer.reports.json import Reviewed

_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LONGEST = 32_000  # characters that a cell can hold, with room to spare

_SHEETS = {
    "zh": {
        "findings": (
            "问题",
            (
                "案件",
                "案件名称",
                "规则",
                "程度",
                "标题",
                "说明",
                "依据",
                "位置",
                "排除核查",
                "今后怎么办",
                "把握",
                "键",
            ),
        ),
        "clocks": ("期限", ("案件", "案件名称", "规则", "对象", "起", "止", "届满", "状态", "计算过程")),
        "scores": (
            "评分",
            ("案件", "案件名称", "种类", "总分", "等次", "否决", "问题数", "不能判断数", "未读全的文件", "扣分明细"),
        ),
    },
    "en": {
        "findings": (
            "findings",
            (
                "case",
                "title of case",
                "rule",
                "severity",
                "title",
                "message",
                "law",
                "place",
                "looked for",
                "remedy",
                "confidence",
                "key",
            ),
        ),
        "clocks": ("periods", ("case", "title of case", "rule", "subject", "from", "to", "due", "state", "arithmetic")),
        "scores": (
            "scores",
            (
                "case",
                "title of case",
                "kind",
                "total",
                "grade",
                "vetoes",
                "findings",
                "cannot tell",
                "files not fully read",
                "deductions",
            ),
        ),
    },
}
_WIDTHS = {
    "说明": 60,
    "message": 60,
    "计算过程": 60,
    "arithmetic": 60,
    "扣分明细": 60,
    "deductions": 60,
    "依据": 36,
    "law": 36,
    "今后怎么办": 44,
    "remedy": 44,
    "标题": 30,
    "排除核查": 36,
    "looked for": 36,
    "位置": 26,
    "place": 26,
    "案件名称": 24,
    "title": 30,
    "起": 17,
    "止": 17,
    "届满": 17,
    "from": 17,
    "to": 17,
    "due": 17,
}


def clean(value: object) -> str:
    """A value as text that a sheet can hold: no control characters, not too long."""
    return _ILLEGAL.sub("", "" if value is None else str(value))[:_LONGEST]


def xlsx_report(reviews: Sequence[Reviewed], *, lang: str = "zh") -> bytes:
    """One workbook for all cases. Cells that look like formulas stay text."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    rows: dict[str, list[Sequence[object]]] = {"findings": [], "clocks": [], "scores": []}
    for review in reviews:
        rows["findings"].extend(_findings(review, lang))
        rows["clocks"].extend(_clocks(review, lang))
        rows["scores"].append(_score(review, lang))
    for name, (title, heads) in _SHEETS[lang].items():
        _fill(book.create_sheet(title), heads, rows[name])
    book.properties.creator = "reviewer"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(sheet: Any, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    for column, head in enumerate(heads, 1):
        cell = sheet.cell(1, column)
        cell.value, cell.font = head, Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTHS.get(head, 14)
    wrapped = Alignment(wrap_text=True, vertical="top")
    for number, row in enumerate(rows, 2):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(number, column)
            cell.value = clean(value)
            cell.data_type = "s"  # what begins with = or @ is no formula
            cell.quotePrefix = cell.value[:1] in ("=", "+", "-", "@")
            cell.alignment = wrapped
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions


def _case(review: Reviewed) -> tuple[object, object]:
    return review.case.id, review.case.title


def _findings(review: Reviewed, lang: str) -> Iterable[Sequence[object]]:
    names = {one.id: one.path for one in review.case.sources}
    page = "{} 第{}页" if lang == "zh" else "{} p. {}"
    for one in review.findings:
        yield (
            *_case(review),
            one.rule,
            SEVERITY[lang][one.severity],
            finding_title(one, lang),
            one.message,
            cited(one.authority),
            "、".join(dict.fromkeys(page.format(names.get(span.source), span.page) for span in one.evidence)),
            "；".join(one.looked_for),
            one.remedy,
            f"{one.confidence:.0%}",
            one.key,
        )


def _clocks(review: Reviewed, lang: str) -> Iterable[Sequence[object]]:
    for one in review.clocks:
        times = ((moment or "").replace("T", " ") for moment in (one.start, one.end, one.due))
        yield *_case(review), one.rule, one.subject, *times, STATES[lang][one.state], one.arithmetic


def _score(review: Reviewed, lang: str) -> Sequence[object]:
    score = review.score
    return (
        *_case(review),
        KIND[lang][review.case.kind.value],
        f"{score.total:g}",
        score.grade,
        "；".join(score.vetoes),
        len(review.findings),
        sum(one.outcome is Outcome.UNDETERMINED for one in review.checks),
        "、".join(one.path for one in review.case.not_read),
        "\n".join(f"{one.rule} −{one.points:g}：{one.reason}" for one in score.deductions),
    )
