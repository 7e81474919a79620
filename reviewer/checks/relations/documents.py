"""Relations of the rules on papers: reports of crimes, opening of the case, detention and arrest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from reviewer.checks.cards import Card
from reviewer.checks.relations.gaps import Gaps, Search, search
from reviewer.checks.relations.measures import concerns, first_of, papers, reports
from reviewer.checks.verdicts import not_applicable, satisfied, unclear
from reviewer.checks.view import CaseView
from reviewer.core.casefile import Document, Span
from reviewer.core.facts import MarkKind, Moment, Presence
from reviewer.core.finding import Severity, Verdict

INTAKE_FORMS = ("case_acceptance_form", "administrative_filing_form")
SPOKEN = ("case_receiving_record", "interview_record", "interrogation_record", "self_written_statement")
MEASURES = (
    "compelled_appearance_warrant", "detention_warrant", "detention_notice", "arrest_request", "arrest_warrant",
    "bail_decision", "residential_surveillance_decision", "seizure_decision", "sealing_decision",
    "undercover_tech_notice", "prosecution_opinion",
)  # fmt: skip
_FROM_PERSON = re.compile(r"报案|控告|举报|扭送|投案|报警|110|自首")
_FROM_OFFICE = re.compile(r"移送|工作中发现|线索|督办|交办|公安机关发现")
_NO_RECEIPT = r"拒收|拒绝(?:签收|签名|接收)|无法(?:联系|送达|出具)|联系不上|不愿(?:签收|领取)|注明|邮寄|短信"
_ITEMS = (
    r"(?:发票|收据|合同|截图|光盘|U盘|优盘|录音|视频|聊天记录|转账记录|交易记录|借条|欠条|收条|病历|报告单|复印件|照片"
    r"|打印件|明细|流水|凭证|单据|票据|协议)"
)
_HANDED_IN = _ITEMS + r"[^。?!]{0,14}(?:交给(?:你们|民警|公安|派出所)|提交(?:给|了)|提供给(?:你们|民警|公安))"
_FORM_HANDED_IN = (
    r"(?:报案人|控告人|举报人)(?:当场)?(?:提交|提供)(?:了)?[^。]{0,24}"
    rf"(?:{_ITEMS}|[一二两三四五六七八九十\d](?:张|份|部|盘))"
)
_PLEA = re.compile(r"认罪认罚|认罪、认罚|认罪")
_RISK = r"社会危险|毁灭|伪造证据|串供|逃跑|自杀|干扰证人|打击报复|新的犯罪|不足以防止"
_NO_RISK_NEEDED = (
    r"十年以上|身份不明|不讲真实|曾经?(?:故意犯罪|因[^。]{0,30}(?:判处|有期徒刑|拘役))|前科|累犯|违反(?:取保|监视|第)"
)
_BY_OTHERS = r"(?:检察院|法院)(?:依法)?决定"


def reported_by_person(view: CaseView) -> tuple[Document, str | None] | None:
    """The intake paper that shows a report by a person, and that person; ``None`` where police or an organ found it."""
    for form in view.documents(*INTAKE_FORMS):
        source = str(form.value("source") or "")
        reporter = form.value("reporter_name")
        if _FROM_OFFICE.search(source) and not _FROM_PERSON.search(source):
            continue
        if _FROM_PERSON.search(source) and isinstance(reporter, str):
            return form, reporter
    for record in view.documents("case_receiving_record"):
        return record, view.person_of(record)
    return None


def report_recorded(view: CaseView, card: Card) -> Iterator[Verdict]:
    """DOC001: a report by a person needs a record signed by him and the acceptance form."""
    form = view.first(*INTAKE_FORMS)
    log = view.first("alarm_record")
    told = reported_by_person(view)
    if form is None and log is None and told is None and view.first("filing_decision") is None:
        yield not_applicable("卷内没有接报案材料")
        return
    cause = (told[0] if told else None) or form or log or view.first("filing_decision")
    assert cause is not None
    gaps = Gaps(card, "intake", cause.span())
    registered = search(view, *INTAKE_FORMS)
    record = _record_of(view, told[1]) if told else Search(True, "", (), ())
    neither = Severity.UNLAWFUL if log is not None and registered.absent and record.absent else None
    gaps.lack(registered, "没有受案登记表", severity=neither)
    who = told[1] if told and told[1] else "报案人"
    gaps.lack(record, f"没有{who}的报案笔录、询问笔录或者书面材料", severity=neither)
    yield gaps.verdict("接受报案有笔录和受案登记表")


def _record_of(view: CaseView, reporter: str | None) -> Search:
    """A record of what the reporter said; another spoken record whose speaker was not read may be his."""
    records = view.documents(*SPOKEN)
    for record in records:
        names = view.people(record)
        if not names or reporter is None or view.same_person(reporter, *names):
            return Search(True, "", (record,), ())
    if any(reporter is not None and reporter in record.compact[:400] for record in records):
        return Search(True, "", (), ())
    result = search(view, "case_receiving_record")
    calls = [form for form in view.documents(*INTAKE_FORMS) if "110" in str(form.value("source") or "")]
    if calls and records and not result.found:
        return result._replace(doubt="案件由110指令派警，报警人没有笔录，其他人有笔录")
    return result if not result.found else Search(True, "", (), ())


def receipt_given(view: CaseView, card: Card) -> Iterator[Verdict]:
    """DOC002: who reports a crime gets a receipt, or a note says why not."""
    told = reported_by_person(view)
    if told is None or told[0].type == "administrative_filing_form":
        yield not_applicable("没有报案人、控告人、举报人或者扭送人")
        return
    form, reporter = told
    if re.search(r"投案|自首", str(form.value("source") or "")):
        yield not_applicable("自动投案，不需出具受案回执")
        return
    receipts = view.documents("acceptance_receipt")
    gaps = Gaps(card, f"receipt|{reporter or ''}", (receipts[0] if receipts else form).span())
    if not receipts:
        gaps.lack(search(view, "acceptance_receipt"), "没有受案回执")
    for receipt in receipts:
        signed = view.presence(receipt, MarkKind.SIGNATURE, "reporter", "subject", "receiver")
        if signed is Presence.ABSENT and _under_seal(receipt):
            gaps.doubt("受案回执的签收处盖有印章，签名无法辨认")
        elif signed is Presence.ABSENT and receipt.read and not view.says(receipt, _NO_RECEIPT):
            gaps.add("受案回执没有报案人签收，也没有注明不能送达的原因", receipt.span())
        elif signed is Presence.UNKNOWN:
            gaps.doubt("受案回执上的签收无法辨认")
        _same_number(gaps, form, receipt)
    yield gaps.verdict("已出具受案回执")


def _under_seal(document: Document) -> bool:
    """Whether a seal lies over the place of a signature that was not seen."""
    seals = [mark.span for mark in document.marks if mark.kind is MarkKind.SEAL and mark.presence is Presence.PRESENT]
    empty = [mark.span for mark in document.marks if mark.presence is Presence.ABSENT]
    return any(
        one.box is not None and other.box is not None and one.page == other.page and one.box.overlap(other.box) > 0
        for one in seals
        for other in empty
    )


def _same_number(gaps: Gaps, form: Document, receipt: Document) -> None:
    """A receipt names the form's number; only figures are compared, brackets and spaces differ between printers."""
    one, other = (
        re.findall(r"\d+", str(value or "")) for value in (form.value("doc_no"), receipt.value("acceptance_no"))
    )
    if len(one) == len(other) == 2 and [int(part) for part in one] != [int(part) for part in other]:
        words = f"受案回执所载受案登记表文号为{receipt.value('acceptance_no')}，登记表上是{form.value('doc_no')}"
        gaps.add(words, form.span("doc_no"), receipt.span("acceptance_no"), severity=Severity.NOTICE)


def evidence_listed(view: CaseView, card: Card) -> Iterator[Verdict]:
    """DOC003: what a reporter hands in is listed, and he signs the list."""
    lists = view.documents("evidence_receipt_list")
    for one in lists:
        yield _signed_list(view, card, one)
    if lists:
        return
    told = _handed_in(view)
    if told is None:
        yield not_applicable("没有提交证据材料的记载")
        return
    document, span = told
    gaps = Gaps(card, f"handed-in|{view.person_of(document) or ''}", span)
    if document.type == "case_acceptance_form" and not view.documents("documentary_evidence_copy"):
        gaps.doubt("受案登记表记载提交了材料，但卷内没有见到该材料")
        yield gaps.verdict("")
        return
    gaps.lack(
        search(view, "evidence_receipt_list"), f"{view.title(document)}记载提交了证据材料，但没有接受证据材料清单"
    )
    yield gaps.verdict("")


def _signed_list(view: CaseView, card: Card, one: Document) -> Verdict:
    gaps = Gaps(card, f"list|{view.ordinal(one)}", one.span())
    provider = view.presence(one, MarkKind.SIGNATURE, "holder", "reporter", "subject")
    officer = view.presence(one, MarkKind.SIGNATURE, "officer")
    if provider is Presence.ABSENT and one.read and not view.says(one, r"拒绝签名|拒签|无法签名"):
        gaps.add("接受证据材料清单没有提交人签名")
    elif provider is not Presence.PRESENT:
        gaps.doubt("接受证据材料清单的提交人签名无法判断")
    if officer is Presence.ABSENT and one.read:
        gaps.add("接受证据材料清单没有接收民警签名", severity=Severity.NOTICE)
    return gaps.verdict("接受证据材料清单有提交人签名")


def _handed_in(view: CaseView) -> tuple[Document, Span] | None:
    """Where a record or the acceptance form says that items were handed in."""
    for form in view.documents("case_acceptance_form"):
        if (span := view.says(form, _FORM_HANDED_IN)) is not None:
            return form, span
    for record in view.documents("case_receiving_record", "interview_record"):
        for turn in record.turns:
            said = "".join(turn.answer.split())
            if re.search(_HANDED_IN, said) and not re.search(r"没有|没带|回头|以后|等.{0,8}再|明天|之后", said):
                return record, turn.answer_span or record.span()
    return None


def case_opened(view: CaseView, card: Card) -> Iterator[Verdict]:
    """DOC004: measures and transfer for prosecution need a decision to open the case, approved beforehand."""
    causes = view.documents(*MEASURES)
    decisions = view.documents("filing_decision")
    if not causes and not decisions:
        yield not_applicable("没有需要立案的措施")
        return
    cause = (decisions or causes)[0]
    gaps = Gaps(card, "filing", cause.span())
    if not decisions:
        named = any(
            view.says(one, r"立案决定书[^。]{0,30}(?:随案|移送|附)") for one in view.documents("case_transfer_notice")
        )
        if view.documents("jurisdiction_designation", "case_transfer_notice") or named:
            gaps.doubt("案件由其他机关移送或者指定管辖，立案决定书可能由原办案机关制作")
        else:
            gaps.lack(search(view, "filing_decision"), f"有{view.title(cause)}，但没有立案决定书")
    elif not reports(view, "立案"):
        result = search(view, "request_report", titles=("呈请立案", "立案审批", "立案报告"), approval=True)
        gaps.lack(result, "没有呈请立案的审批材料", severity=Severity.DEFECT)
    yield gaps.verdict("有立案决定书")


def detention_papers(view: CaseView, card: Card) -> Iterator[Verdict]:
    """DOC005: a detention has its warrant and, where the working volume is there, its approval."""
    warrants = view.documents("detention_warrant")
    for warrant in warrants:
        person = view.person_of(warrant)
        gaps = Gaps(card, f"{person or ''}|detention", warrant.span(), person=person)
        if not [one for one in reports(view, "拘留", person=person) if "延长" not in (one.title or one.compact[:60])]:
            result = search(view, "request_report", titles=("呈请拘留", "呈请刑事拘留", "拘留审批"), approval=True)
            gaps.lack(result, "有拘留证，但没有呈请拘留的审批材料")
        yield gaps.verdict("拘留证和审批材料齐全")
    signs = view.documents("detention_notice", "detention_extension_notice")
    shown = False
    for sign in signs:
        person = view.person_of(sign) if sign.type != "detention_notice" else None
        if papers(view, "detention_warrant", person=person):
            continue
        shown = True
        gaps = Gaps(card, f"{person or ''}|detention", sign.span(), person=person)
        gaps.lack(search(view, "detention_warrant"), f"有{view.title(sign)}，但没有拘留证")
        yield gaps.verdict("")
    if not warrants and not shown:
        yield not_applicable("没有拘留")


def _approvals(view: CaseView, person: str | None) -> list[Document]:
    found = papers(view, "arrest_approval_prosecutor", person=person, without=("执行回执", "不批准", "理由说明"))
    return [one for one in found if "不批准逮捕" not in one.compact[:60]]


def arrest_papers(view: CaseView, card: Card) -> Iterator[Verdict]:
    """DOC006: request, approval and warrant of an arrest, in this order; what the request must say."""
    warrants, requests = view.documents("arrest_warrant"), view.documents("arrest_request")
    if not warrants and not requests and not _approvals(view, None):
        yield not_applicable("没有提请批准逮捕或者逮捕")
    for warrant in warrants:
        if view.says(warrant, _BY_OTHERS):
            yield satisfied("由检察院或者法院决定逮捕", warrant.span(), about=view.person_of(warrant) or "")
            continue
        yield _arrest_chain(view, card, warrant)
    for approval in _approvals(view, None):
        person = view.person_of(approval)
        if not papers(view, "arrest_warrant", person=person):
            gaps = Gaps(card, f"{person or ''}|arrest", approval.span(), person=person)
            result = search(view, "arrest_warrant", person=person)
            gaps.lack(result, "检察院已批准逮捕，但没有逮捕证", severity=Severity.DEFECT)
            yield gaps.verdict("")
    for request in requests:
        yield _arrest_request(view, card, request)


def _arrest_chain(view: CaseView, card: Card, warrant: Document) -> Verdict:
    person = view.person_of(warrant)
    gaps = Gaps(card, f"{person or ''}|arrest", warrant.span(), person=person)
    approvals = _approvals(view, person)
    if not approvals:
        result = search(view, "arrest_approval_prosecutor", titles=("批准逮捕决定书",), person=person)
        others = [one for one in view.documents("arrest_approval_prosecutor") if concerns(view, one, person)]
        # the receipt of execution quotes the decision: the decision exists, only the paper is not bound in
        severity = Severity.DEFECT if others else None
        gaps.lack(result, "有逮捕证，但没有检察院的批准逮捕决定书", severity=severity)
    requests = [one for one in view.documents("arrest_request") if concerns(view, one, person)]
    if not requests:
        gaps.lack(search(view, "arrest_request", person=person), "没有提请批准逮捕书", severity=Severity.DEFECT)
    steps = [
        act
        for one, path in ((requests, "issued_at"), (approvals, "issued_at"), ([warrant], "announced_at"))
        if one and (act := first_of(view, one[0], path)) is not None
    ]
    for before, after in pairwise(steps):
        if before.moment.day > after.moment.day:
            first, second = view.title(before.document), view.title(after.document)
            words = f"{first}（{before.moment.day}）晚于{second}（{after.moment.day}）"
            gaps.add(words, before.span, after.span, severity=Severity.DEFECT)
    return gaps.verdict("提请、批准、执行逮捕的文书齐全")


def _arrest_request(view: CaseView, card: Card, request: Document) -> Verdict:
    gaps = Gaps(card, f"{request.value('doc_no') or view.ordinal(request)}|request", request.span())
    if not request.read or len(view.text(request).text) < 120:
        return unclear("提请批准逮捕书没有完整读出", request.span(), about=gaps.about)
    made = view.moment(request, "issued_at")
    pleaded = next((one for one in pleas(view) if made is None or one[1].day <= made.day), None)
    if pleaded and not view.says(request, _PLEA.pattern):
        words = "讯问笔录记载犯罪嫌疑人认罪认罚，提请批准逮捕书没有写明"
        gaps.add(words, pleaded[0], severity=Severity.DEFECT, confidence=0.8)
    if not view.says(request, _RISK) and not view.says(request, _NO_RISK_NEEDED):
        gaps.doubt("提请批准逮捕书没有读出社会危险性的理由，需核对是否属于应当逮捕的情形")
    return gaps.verdict("提请批准逮捕书写明了社会危险性和认罪认罚情况")


def pleas(view: CaseView) -> Iterator[tuple[Span, Moment]]:
    """Where a suspect said that he admits guilt and accepts punishment, with the time of the record."""
    for record in view.transcripts(kinds=("interrogation_record",)):
        moment = view.start(record)
        for turn in record.turns:
            said = "".join(turn.answer.split())
            if (
                moment is not None
                and re.search(r"(?<!不)(?:自愿)?认罪认罚", said)
                and not re.search(r"不认罪|不认罚|考虑", said)
            ):
                yield turn.answer_span or record.span(), moment
