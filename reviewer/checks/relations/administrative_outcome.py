"""Relations of how an administrative case ends: its result, its execution, the goods, and the file itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from reviewer.checks.cards import Card
from reviewer.checks.relations.administrative_documents import SEIZURE_LISTS, lacking, seizure_papers
from reviewer.checks.relations.administrative_papers import (
    decided_words,
    decision_penalty,
    mentions,
    one_violation,
    penalties,
    under_new_act,
)
from reviewer.checks.relations.measures import ONE_DAY, concerns, titled
from reviewer.checks.verdicts import not_applicable, satisfied, unclear, violated
from reviewer.checks.view import CaseView
from reviewer.core.casefile import Document, Span
from reviewer.core.finding import Severity, Verdict

OUTCOMES = (
    "penalty_decision", "onspot_penalty_decision", "no_penalty_decision", "investigation_termination_decision",
    "case_transfer_notice", "mediation_agreement", "drug_rehab_decision", "case_type_conversion_report",
    "filing_decision", "restricted_aliens_docs", "confiscation_list", "no_filing_notice",
)  # fmt: skip
DISPOSED = ("confiscation_list", "return_list", "destruction_list", "transfer_list")
NOT_EXECUTED = (
    r"不(?:予|再)?执行(?:行政)?拘留|拘留(?:处罚)?(?:依法)?不(?:予|再)?(?:送拘留所)?执行|不送拘留所|折抵|暂缓执行|"
    r"停止执行|不予收拘|不再执行|决定(?:予以)?(?:撤销|变更)"
)
_SOON = timedelta(days=3)
_GROUNDS = r"没有违法事实|无违法事实|违法事实不(?:成立|存在)|追究时效|追诉时效|死亡"
_SAMPLE = r"(?<!未)(?<!没有)(?<!不)(?:提取|采集|抽取|留取)(?:了)?.{0,8}(?:尿液|尿样|血液|血样|唾液|毛发|生物样本|DNA)"
_SAMPLE_APPROVED = r"(?:批准|同意|审批).{0,30}(?:提取|采集|抽取|检测)|(?:提取|采集|抽取|检测).{0,40}(?:批准|同意|审批)"
_PAID_ELSEWHERE = r"(?:延期|分期|暂缓|减免).{0,6}缴纳"
_ARCHIVE = ("volume_cover", "volume_contents", "volume_notes", "volume_back_cover", "evaluation_sheet")


def closed_by(view: CaseView) -> Document | None:
    """The paper that shows the case to be closed: a closing report, or a cover with a closing day."""
    if (report := view.first("case_closing_report_admin")) is not None:
        return report
    for form in view.documents("penalty_approval_form"):
        if titled(form, "结案"):
            return form
    return next((one for one in view.documents("volume_cover") if view.moment(one, "closed_at") is not None), None)


def outcome(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """DOC510: a closed file has a paper with its result."""
    if (found := view.first(*OUTCOMES)) is not None:
        yield satisfied(f"有处理结果文书{view.title(found)}", found.span())
        return
    closing = closed_by(view)
    if closing is None:
        yield not_applicable("没有结案的迹象")
        return
    absence = lacking(view, *OUTCOMES)
    yield one_violation(
        absence.held, "案件已结案，卷内没有处罚决定等任何处理结果文书", closing.span(), about="处理结果",
        looked_for=absence.looked_for,
    )  # fmt: skip


# -- execution -------------------------------------------------------------------------------------------------------


def detention_executed(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """DOC511: detention that is not suspended has the receipt of the detention house, with the days decided."""
    judged = False
    for decision in penalties(view):
        if decision_penalty(view, decision).days:
            judged = True
            yield _executed(view, decision)
    if not judged:
        yield not_applicable("没有行政拘留")


def _executed(view: CaseView, decision: Document) -> Verdict:
    person = view.person_of(decision)
    who, about = f"{person}：" if person else "", f"{person or ''}|执行"
    receipts = [one for one in view.documents("execution_receipt") if concerns(view, one, person)]
    if receipts:
        return _days(view, decision, receipts[0], who, about)
    words = decided_words(view, decision)
    if re.search(NOT_EXECUTED, words) or view.documents("suspension_of_detention"):
        return satisfied(f"{who}行政拘留依法不执行或者暂缓执行", decision.span("decision"), about=about)
    if mentions(view, NOT_EXECUTED, "work_explanation", "case_closing_report_admin", "admin_reconsideration_decision"):
        return unclear(f"{who}拘留没有执行的理由需核对", decision.span("decision"), about=about)
    decided = view.moment(decision, "issued_at")
    if decided is not None and view.as_of <= decided.day + _SOON:
        return not_applicable("刚作出决定，尚在送拘期间")
    absence = lacking(view, "execution_receipt")
    return one_violation(
        absence.held, f"{who}决定行政拘留，卷内没有拘留所的执行回执", decision.span("decision"), about=about,
        severity=Severity.DEFECT, looked_for=absence.looked_for,
    )  # fmt: skip


def _days(view: CaseView, decision: Document, receipt: Document, who: str, about: str) -> Verdict:
    start, end = view.moment(receipt, "detention_from"), view.moment(receipt, "detention_to")
    days = decision_penalty(view, decision).days
    merged = view.says(decision, "合并执行") is not None
    if start is None or end is None or merged or len(set(days)) != 1:
        return satisfied(f"{who}有拘留执行回执", receipt.span(), about=about)
    held = (end.day - start.day) // ONE_DAY
    spans = (receipt.span("detention_from"), decision.span("decision"))
    offset = mentions(view, r"折抵|提前解除|请假|暂缓|停止执行|撤销|变更")
    if days[0] - 1 <= held <= days[0] or offset is not None:
        return satisfied(f"{who}执行期限与决定相符", *spans, about=about)
    more = "多" if held > days[0] else "少"
    return violated(
        f"{who}决定行政拘留{days[0]}日，执行回执为{start}至{end}，{more}于决定", *spans, about=f"{about}|日数",
        confidence=0.8,
    )  # fmt: skip


def fine_paid(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """DOC512: a fine of a closed case has the proof that it was paid."""
    judged = False
    for decision in [*penalties(view), *view.documents("onspot_penalty_decision")]:
        if not decision_penalty(view, decision).fines:
            continue
        judged = True
        yield _paid(view, decision)
    if not judged:
        yield not_applicable("没有罚款")


def _paid(view: CaseView, decision: Document) -> Verdict:
    person = view.person_of(decision)
    who, about = f"{person}：" if person else "", f"{person or ''}|罚款"
    receipts = [one for one in view.documents("fine_receipt") if concerns(view, one, person)]
    if receipts:
        return satisfied(f"{who}有罚款票据", receipts[0].span(), about=about)
    proof = mentions(
        view, r"罚没|非税|缴款书|缴款凭证|缴款回执|缴费凭证|电子票据", "documentary_evidence_copy", "unknown"
    )
    if proof is not None:
        return satisfied(f"{who}有缴款凭证", proof, about=about)
    on_spot = decision.type == "onspot_penalty_decision" and view.says(decision, r"[■√☑✓✔☒]当场收缴|已当场收缴")
    closing = closed_by(view)
    if closing is None and not on_spot:
        return not_applicable("案件尚未结案，罚款是否逾期另行判断")
    if mentions(view, _PAID_ELSEWHERE) or (closing and view.says(closing, r"未缴|未缴纳|强制执行|逾期")):
        return unclear(f"{who}罚款延期缴纳或者尚未缴清", decision.span("decision"), about=about)
    absence = lacking(view, "fine_receipt")
    return one_violation(
        absence.held, f"{who}决定罚款且已结案，卷内没有罚款票据或者缴款凭证", decision.span("decision"),
        *([closing.span()] if closing else []), about=about, looked_for=absence.looked_for,
    )  # fmt: skip


# -- goods -----------------------------------------------------------------------------------------------------------


def goods_disposed(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """DOC513: goods that the decision takes are listed; seized goods have a disposition once the case is closed."""
    judged = False
    lists = view.documents("confiscation_list")
    for decision in penalties(view):
        words = decided_words(view, decision)
        taken = re.search(r"(?:收缴|追缴|没收)(?!决定)[^。;]{2,}", words)
        if taken is None:
            continue
        judged = True
        about = f"{view.person_of(decision) or ''}|收缴清单"
        if lists or view.documents("destruction_list") or view.documents("return_list"):
            found = (lists or view.documents("destruction_list", "return_list"))[0]
            yield satisfied("收缴、追缴有清单", found.span(), about=about)
            continue
        absence = lacking(view, "confiscation_list")
        if any(re.search(r"(?:收缴|追缴|没收).{0,12}清单", one.compact[:60]) for one in view.case.documents):
            yield unclear("有题名为收缴、追缴清单的文书，种类没有识别", decision.span("decision"), about=about)
            continue
        yield one_violation(
            absence.held, "决定收缴、追缴财物，卷内没有收缴、追缴物品清单", decision.span("decision"), about=about,
            looked_for=absence.looked_for,
        )  # fmt: skip
    if not judged:
        yield from _undisposed(view)


def _undisposed(view: CaseView) -> Iterator[Verdict]:
    lists = seizure_papers(view, *SEIZURE_LISTS)
    closing = closed_by(view)
    if not lists or closing is None:
        yield not_applicable("没有需要处理的涉案财物")
        return
    places = {*OUTCOMES, *DISPOSED, "case_closing_report_admin", "work_explanation", "evidence_warehouse_in"}
    said = mentions(view, r"发还|返还|退还|收缴|追缴|没收|销毁|随案移送|移交|解除扣押|上缴", *sorted(places))
    if said is not None or view.documents(*DISPOSED):
        yield satisfied("扣押的财物有处理记载", said or view.documents(*DISPOSED)[0].span(), about="财物处理")
        return
    absence = lacking(view, *DISPOSED)
    yield one_violation(
        absence.held, f"案件已结案，{view.title(lists[0])}所列财物没有处理记载", lists[0].span(), closing.span(),
        about="财物处理", looked_for=absence.looked_for,
    )  # fmt: skip


# -- closing and the file --------------------------------------------------------------------------------------------


def terminated(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """DOC514: an investigation is ended on one of the listed grounds."""
    papers = view.documents("investigation_termination_decision")
    for paper in papers:
        about = f"终止|{paper.value('doc_no') or view.ordinal(paper)}"
        if (ground := view.says(paper, _GROUNDS)) is not None:
            yield satisfied("终止调查有法定情形", ground, about=about)
        elif view.blank(paper, "reason") and paper.read:
            yield violated("终止案件调查决定书没有写明终止的情形", paper.span("reason"), about=about)
        else:
            yield unclear("终止调查的理由不在列明的三种情形之内，需人工判断", paper.span("reason"), about=about)
    report = view.first("case_closing_report_admin")
    if report is not None and (found := view.first(*OUTCOMES)) is not None:
        yield satisfied("结案有处理结果", report.span(), found.span(), about="结案")
    elif report is None and not papers:
        yield not_applicable("没有终止调查或者结案的文书")


def sample_approved(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """DOC515: from 2026 a biological sample is taken only after the unit's head approved it."""
    taken = _samples(view)
    if not taken:
        yield not_applicable("没有提取生物样本")
        return
    span, document = taken[0]
    if not under_new_act(view, view.law_day(view.start(document))):
        yield not_applicable("2026年以前提取样本没有审批要求")
        return
    reports = [
        one
        for one in view.documents("request_report", "summons_approval")
        if titled(one, "提取", "采集", "样本", "检测")
        or view.says(one, r"提取.{0,12}(?:样本|尿|血)|采集.{0,8}(?:样本|信息)")
    ]
    approved = reports[0].span() if reports else mentions(view, _SAMPLE_APPROVED)
    if approved is not None:
        yield satisfied("提取样本有审批", approved, span, about="样本")
        return
    absence = lacking(view, "request_report")
    yield one_violation(
        absence.held,
        "提取了生物样本，卷内没有办案部门负责人批准的材料",
        span,
        about="样本",
        looked_for=absence.looked_for,
    )


def _samples(view: CaseView) -> list[tuple[Span, Document]]:
    found: list[tuple[Span, Document]] = []
    for one in view.documents("drug_onsite_test_report"):
        if (span := view.says(one, r"尿|血液|血样|唾液|毛发")) is not None and not titled(one, "呼气"):
            found.append((span, one))
    for one in view.documents("inspection_record", "body_check_record", "work_explanation", "arrival_explanation"):
        if (span := view.says(one, _SAMPLE)) is not None:
            found.append((span, one))
    return found


def file_complete(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """DOC516: what the contents table lists is in the file."""
    tables = view.documents("volume_contents")
    if not tables:
        yield unclear("没有卷内目录，不能核对案卷组成")
        return
    if not closed_by(view):
        yield not_applicable("案件尚未结案归档")
        return
    held = lacking(view, "penalty_decision").held
    missing = 0
    for table in tables:
        for title in _listed_only(view, table):
            missing += 1
            yield one_violation(
                held, f"卷内目录列有《{title}》，卷内没有该文书", table.span(), about=f"目录|{title}", confidence=0.7
            )
    if not missing:
        yield satisfied("卷内目录所列文书都在卷内", tables[0].span(), about="目录")


def _listed_only(view: CaseView, table: Document) -> Iterator[str]:
    """Titles of a contents table of which no paper is in the file under any name."""
    names = {"".join(title.split()): form.id for form in view.forms.values() for title in form.titles}
    doubled = Counter("".join(title.split()) for form in view.forms.values() for title in set(form.titles))
    rows = table.value("rows")
    if not isinstance(rows, list):
        rows = [[0, title, None] for title in re.findall(r"\d+([\u4e00-\u9fff、]{4,20})", table.compact)]
    texts = [one.compact for one in view.case.documents if one.type not in _ARCHIVE]
    heads = [text[:160] for text in texts]
    for row in rows:
        printed = re.sub(r"[(（].*", "", "".join(str(row[1] or "").split())) if len(row) > 2 else ""
        title = re.sub(r"[^\u4e00-\u9fff]", "", printed)
        number = "".join(str(row[2] or "").split()) if len(row) > 2 else ""
        if len(title) < 4 or title not in names or doubled[title] > 1 or view.documents(names[title]):
            continue
        if any(title in head for head in heads) or (number and any(number in text for text in texts)):
            continue
        yield title
