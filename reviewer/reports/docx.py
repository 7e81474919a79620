"""The review sheet of a case (个案评查表) as a Word file, to be completed and signed by hand."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from reviewer.checks.rulebook import find_card
from reviewer.core.casefile import Span
from reviewer.core.finding import Finding, Outcome
from reviewer.reports.citing import cited
from reviewer.reports.text import KIND, SEVERITY
from reviewer.reports.timeline import STATES
from reviewer.reports.xlsx import clean

if TYPE_CHECKING:
    from reviewer.reports.json import Reviewed

_FONT = "宋体"
_ADVICE = "本表由机器根据案卷材料生成，所列均为待复核的提示，不是结论；经评查人签名确认后有效。"


def docx_report(review: Reviewed) -> bytes:
    """The sheet: the case, the findings with room for the reviewer's answer, what was right, periods, score."""
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    sheet = Document()
    style = sheet.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(10.5)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
    section = sheet.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(2)
    title = sheet.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = title.add_run("个案评查表")
    run.bold, run.font.size = True, Pt(20)
    sheet.add_paragraph(_ADVICE)
    _facts(sheet, review)
    _findings(sheet, review)
    _right(sheet, review)
    _clocks(sheet, review)
    _score(sheet, review)
    _open(sheet, review)
    _signatures(sheet)
    sheet.core_properties.created = sheet.core_properties.modified = datetime.now(UTC)
    sheet.core_properties.author = "reviewer"
    out = io.BytesIO()
    sheet.save(out)
    return out.getvalue()


def _table(sheet: Any, rows: Sequence[Sequence[object]], widths: Sequence[float], *, head: bool = True) -> None:
    """A ruled table; widths in centimetres. The head is repeated on every page."""
    from docx.oxml import OxmlElement
    from docx.shared import Cm

    table = sheet.add_table(rows=len(rows), cols=len(widths))
    table.style = "Table Grid"
    table.autofit = False
    for number, row in enumerate(rows):
        for cell, value, width in zip(table.rows[number].cells, row, widths, strict=True):
            cell.width = Cm(width)
            cell.text = clean(value)
            if head and number == 0:
                cell.paragraphs[0].runs[0].bold = True
    if head:
        properties = table.rows[0]._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:tblHeader"))


def _heading(sheet: Any, text: str) -> None:
    from docx.shared import Pt

    paragraph = sheet.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(12)
    paragraph.paragraph_format.keep_with_next = True
    run = paragraph.add_run(text)
    run.bold, run.font.size = True, Pt(13)


def _facts(sheet: Any, review: Reviewed) -> None:
    case, score = review.case, review.score
    unread = [f"{one.path}：{one.problem}" for one in case.not_read]
    rows = [
        ("案件名称", case.title or case.id, "案号", case.number or ""),
        ("办案单位", case.unit or "", "种类", KIND["zh"][case.kind.value]),
        ("判断日", case.as_of, "候选分", f"{score.total:g} 分　{score.grade}"),
        ("未读全的材料", "\n".join(unread) or "无", "否决项", "\n".join(score.vetoes) or "无"),
    ]
    if review.law_of is not None:
        rows.append(("所依法律", f"按 {review.law_of} 的法律判断，不是行为发生时的法律", "", ""))
    _table(sheet, rows, (2.6, 6.4, 2.2, 5.8), head=False)


def _findings(sheet: Any, review: Reviewed) -> None:
    _heading(sheet, f"一、错在哪里（{len(review.findings)}）")
    if not review.findings:
        sheet.add_paragraph("没有发现可能的问题。")
        return
    names = {one.id: one.path for one in review.case.sources}
    rows: list[Sequence[object]] = [("序号", "可能的问题", "依据和位置", "今后怎么办", "复核意见")]
    for number, one in enumerate(review.findings, 1):
        rows.append((number, _said(one), _grounds(one, names), one.remedy, "□成立　□不成立\n理由："))
    _table(sheet, rows, (1.2, 5.6, 4.6, 3.0, 2.6))


def _said(one: Finding) -> str:
    looked = f"\n排除核查：{'；'.join(one.looked_for)}" if one.looked_for else ""
    return f"[{SEVERITY['zh'][one.severity]}] {one.title}（{one.rule}）\n{one.message}{looked}"


def _grounds(one: Finding, names: dict[str, str]) -> str:
    return f"{cited(one.authority)}\n{_places(one.evidence, names)}"


def _places(spans: Sequence[Span], names: dict[str, str]) -> str:
    return "、".join(dict.fromkeys(f"{names.get(span.source, span.source)} 第{span.page}页" for span in spans))


def _right(sheet: Any, review: Reviewed) -> None:
    kept = [one for one in review.checks if one.outcome is Outcome.SATISFIED]
    _heading(sheet, f"二、对在哪里（{len(kept)}）")
    names = {one.id: one.path for one in review.case.sources}
    for one in kept:
        card = find_card(one.rule)
        what = one.reason or (card.title if card is not None else one.rule)
        where = _places(one.evidence, names)
        sheet.add_paragraph(clean(f"{what}" + (f"（{where}）" if where else "")), style="List Bullet")
    if not kept:
        sheet.add_paragraph("没有可以确认做得对的项目。")


def _clocks(sheet: Any, review: Reviewed) -> None:
    _heading(sheet, f"三、期限（{len(review.clocks)}）")
    rows: list[Sequence[object]] = [("规则", "对象", "状态", "计算过程")]
    rows += [(one.rule, one.subject or "", STATES["zh"][one.state], one.arithmetic) for one in review.clocks]
    if len(rows) > 1:
        _table(sheet, rows, (2.0, 2.4, 2.0, 10.6))


def _score(sheet: Any, review: Reviewed) -> None:
    _heading(sheet, f"四、评分　{review.score.total:g} 分　{review.score.grade}")
    rows: list[Sequence[object]] = [("规则", "扣分", "理由")]
    rows += [(one.rule, f"{one.points:g}", one.reason) for one in review.score.deductions]
    if len(rows) > 1:
        _table(sheet, rows, (2.4, 1.8, 12.8))
    else:
        sheet.add_paragraph("没有扣分。")


def _open(sheet: Any, review: Reviewed) -> None:
    undetermined = [one for one in review.checks if one.outcome is Outcome.UNDETERMINED]
    _heading(sheet, f"五、不能判断的（{len(undetermined)}）")
    for one in undetermined:
        card = find_card(one.rule)
        title = card.title if card is not None else one.rule
        sheet.add_paragraph(clean(f"{title}（{one.rule}）：{one.reason}"), style="List Bullet")


def _signatures(sheet: Any) -> None:
    _heading(sheet, "六、评查结论")
    rows = [("确认分和等次", "", "评查人", ""), ("办案单位意见", "", "日期", "　　　年　　月　　日")]
    _table(sheet, rows, (3.0, 6.0, 2.2, 5.8), head=False)
