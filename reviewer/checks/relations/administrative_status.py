"""Relations of where an administrative case stands: stalled, out of order, not carried out, not handed over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from reviewer.checks.cards import Card
from reviewer.checks.relations.administrative_documents import is_suspect_record, lacking, uncertain
from reviewer.checks.relations.administrative_outcome import closed_by
from reviewer.checks.relations.administrative_papers import (
    decision_penalty,
    mentions,
    offenders,
    one_violation,
    opened,
    penalties,
    public_order,
    victims,
)
from reviewer.checks.relations.measures import ONE_DAY, Act, concerns, first_of
from reviewer.checks.verdicts import not_applicable, satisfied, unclear, violated
from reviewer.checks.view import CLOSING, CaseView
from reviewer.core.casefile import Document
from reviewer.core.facts import Moment
from reviewer.core.finding import Severity, Verdict

_STALLED_DAYS, _WARN_DAYS, _CASE_DAYS = 15, 5, 30
_DATED = ("issued_at", "time_range.start", "announced_at", "signed_at", "approved_at", "at", "served_at", "received_at")
_PERFORMED = (
    r"当场(?:履行|付清|支付|赔偿|兑现)|现场(?:履行|付清|支付)|已(?:经)?(?:全部)?(?:履行|付清|支付|赔付|结清)|履行完毕|"
    r"收条|收据|今收到|收到.{0,16}(?:赔偿|元)|当面(?:赔礼)?道歉"
)
_DUE = re.compile(r"(?:于|在)?(\d{4})年(\d{1,2})月(\d{1,2})日(?:之|以)?前")
_UNKNOWN = r"违法(?:行为|嫌疑)人(?:身份)?不明|嫌疑人不明|在逃|逃跑|逃匿|下落不明|尚未查获|无法查找|未能找到"
_VICTIM_TOLD = (
    r"(?:向|告知|通知).{0,6}(?:被侵害人|受害人|报案人).{0,20}(?:说明|告知|情况|进展)|已(?:向|将).{0,20}告知被侵害人"
)
_BEFORE_OPENING = r"口头传唤|当场|现场|投案|扭送|移交|移送|抓获|查获|盘查|巡逻|紧急|先行|出警|继续盘问|群众|主动到"
_CASE_LIKE = r"被打|打人|殴打|受伤|伤者|被盗|被偷|偷走|被骗|诈骗|被抢|损失|打架|斗殴|砸坏|赌博|嫖|吸毒"
_NOT_A_CASE = (
    r"咨询|求助|纠纷已|误报|虚假|重复报警|不属于|非警务|当场调解|双方(?:自行)?和解|不需要|不追究|无效|现场调解"
)
_LIGHT = r"(?:损伤程度)?(?:为|构成|属|系|评定为)(?:重伤|轻伤)(?:[一二]级)?|(?<!未达)(?<!不构成)(?:轻伤|重伤)[一二]级"


def _open(view: CaseView) -> bool:
    return (
        not view.documents(*CLOSING, "drug_rehab_decision", "case_type_conversion_report") and closed_by(view) is None
    )


def stalled(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """STA501: an open case has had no paper for fifteen days, or its end is near (lines of our own)."""
    start = opened(view)
    if start is None or not _open(view):
        yield not_applicable("案件已有处理结果，或者没有读到受案时间")
        return
    due = start.moment.day + timedelta(days=_CASE_DAYS)
    if view.as_of > due or view.documents("expert_engagement_letter", "hearing_notice"):
        yield not_applicable("办案期限另由期限规则判断，或者有不计入期限的鉴定、听证")
        return
    last = _last(view)
    quiet = (view.as_of - last.moment.day) // ONE_DAY if last else 0
    if mentions(view, _UNKNOWN) is not None:
        yield unclear("违法行为人不明或者逃跑，办案进度需人工核对", start.span, about="停滞")
    elif last is not None and quiet > _STALLED_DAYS:
        yield violated(
            f"受案后自{last.moment}起{quiet}日没有任何办案材料", last.span, start.span, about="停滞", confidence=0.6
        )
    elif (due - view.as_of) // ONE_DAY <= _WARN_DAYS:
        yield violated(f"办案期限将于{due.isoformat()}届满，案件尚无处理结果", start.span, about="临期", confidence=0.6)
    else:
        yield satisfied("案件正在办理", start.span, about="停滞")


def _last(view: CaseView) -> Act | None:
    apart = ("volume_cover", "volume_contents", "volume_notes", "identity_certificate", "prior_record")
    found = [
        act
        for one in view.case.documents
        if one.type not in apart and (act := first_of(view, one, *_DATED)) is not None and act.moment.day <= view.as_of
    ]
    return max(found, key=lambda act: act.moment, default=None)


# -- mediation and unknown offenders ---------------------------------------------------------------------------------


def mediation_performed(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """STA502: an agreement that was not performed in time is followed by a decision."""
    agreements = view.documents("mediation_agreement")
    if not agreements:
        yield not_applicable("没有治安调解")
    for agreement in agreements:
        about = f"履行|{view.ordinal(agreement)}"
        if penalties(view) or view.documents("no_penalty_decision"):
            yield satisfied("调解后已另行作出决定", agreement.span(), about=about)
            continue
        if (done := mentions(view, _PERFORMED)) is not None:
            yield satisfied("协议的履行有记载", done, about=about)
            continue
        due = _due(view, agreement)
        if due is None:
            yield unclear("没有读到协议的履行期限和履行证明", agreement.span(), about=about)
        elif view.as_of <= due.day:
            yield not_applicable("协议的履行期限尚未届满")
        else:
            held = lacking(view, "penalty_decision").held
            late = (view.as_of - due.day) // ONE_DAY > _CASE_DAYS
            yield one_violation(
                held, f"协议约定{due}前履行，卷内没有履行证明，也没有处罚决定", agreement.span(), about=about,
                severity=None if late else Severity.NOTICE, confidence=0.75,
            )  # fmt: skip


def _due(view: CaseView, agreement: Document) -> Moment | None:
    match = _DUE.search(view.text(agreement).text)
    if match is None:
        return None
    return Moment.parse(f"{int(match[1]):04d}-{int(match[2]):02d}-{int(match[3]):02d}")


def victim_told(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """STA503: where the offender is unknown or gone when the period ends, the victim is told."""
    start = opened(view)
    gone_away = mentions(
        view, _UNKNOWN, "work_explanation", "request_report", "case_closing_report_admin", "interview_record"
    )
    if start is None or not _open(view) or public_order(view) is False or (offenders(view) and gone_away is None):
        yield not_applicable("违法行为人已查明，或者案件已有结果")
        return
    if view.as_of <= start.moment.day + timedelta(days=_CASE_DAYS):
        yield not_applicable("办案期限尚未届满")
        return
    if (told := mentions(view, _VICTIM_TOLD)) is not None:
        yield satisfied("已向被侵害人说明情况", told, about="说明")
    elif not victims(view) or gone_away is None:
        yield unclear("没有读到违法行为人，是否已向被侵害人说明情况需人工核对", start.span, about="说明")
    else:
        held = lacking(view, "work_explanation").held if view.case.unread else ""
        words = "违法行为人不明或者逃跑，办案期限已过，没有向被侵害人说明情况的记载"
        yield one_violation(held, words, start.span, gone_away, about="说明", confidence=0.7)


# -- order of steps --------------------------------------------------------------------------------------------------


def order(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """STA504: only inversions that the law forbids."""
    found = [*_hearing_first(view), *_decided_first(view), *_opened_first(view)]
    yield from found
    if found:
        return
    untimed = [one for one in view.documents("hearing_record", "penalty_decision") if view.start(one) is None]
    if untimed:
        yield unclear(f"{view.title(untimed[0])}的时间没有读到，先后不能核对", untimed[0].span())
    else:
        yield satisfied("没有法律禁止的程序倒置")


def _hearing_first(view: CaseView) -> Iterator[Verdict]:
    for hearing in view.documents("hearing_record"):
        held = view.start(hearing)
        if held is None or uncertain(hearing):
            continue
        for paper, path, what in (
            *((one, "issued_at", "法制审核") for one in view.documents("legal_review_opinion")),
            *((one, "issued_at", "处罚决定") for one in penalties(view)),
        ):
            moment = view.moment(paper, path)
            if moment is not None and moment.day < held.day and concerns(view, paper, view.person_of(hearing)):
                yield violated(
                    f"{what}的日期{moment}早于听证的{held}", paper.span(path), hearing.span("time_range"),
                    about=f"听证|{what}|{moment}",
                )  # fmt: skip


def _decided_first(view: CaseView) -> Iterator[Verdict]:
    for decision in penalties(view):
        decided, person = view.moment(decision, "issued_at"), view.person_of(decision)
        if decided is None or uncertain(decision):
            continue
        steps = [(decision, "served_at", "送达")]
        for receipt in view.documents("execution_receipt"):
            if concerns(view, receipt, person) and not uncertain(receipt):
                steps += [(receipt, "lodged_at", "送拘留所"), (receipt, "detention_from", "执行")]
        for paper, path, what in steps:
            moment = view.moment(paper, path)
            if moment is not None and moment.day < decided.day:
                yield violated(
                    f"{what}的日期{moment}早于处罚决定日期{decided}", paper.span(path), decision.span("issued_at"),
                    about=f"{person or ''}|{what}|{moment}", confidence=0.8,
                )  # fmt: skip


def _opened_first(view: CaseView) -> Iterator[Verdict]:
    start = opened(view)
    if start is None or uncertain(start.document):
        return
    for record in view.transcripts(kinds=("interview_record",)):
        moment = view.start(record)
        if moment is None or not is_suspect_record(view, record) or moment.day >= start.moment.day:
            continue
        if mentions(view, _BEFORE_OPENING) is None:
            yield violated(
                f"{view.person_of(record) or ''}的询问时间{moment}早于受案日期{start.moment}，没有先行处置的记载",
                record.span("time_range"), start.span, about=f"受案|{moment}", severity=Severity.NOTICE, confidence=0.6,
            )  # fmt: skip


# -- fines, reports and crimes ---------------------------------------------------------------------------------------


def fine_pursued(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """STA505: a fine that is not paid in fifteen days is pursued."""
    judged = False
    for decision in penalties(view):
        person, served = view.person_of(decision), view.moment(decision, "served_at")
        if not decision_penalty(view, decision).fines:
            continue
        judged = True
        about, span = f"{person or ''}|逾期罚款", decision.span("served_at")
        paid = [one for one in view.documents("fine_receipt") if concerns(view, one, person)]
        pursued = view.documents("coercive_execution_docs")
        if paid or pursued:
            yield satisfied("罚款已缴纳或者已催告", (paid or pursued)[0].span(), about=about)
        elif closed_by(view) is not None:
            yield not_applicable("已结案，缴款凭证由另一规则判断")
        elif served is None:
            yield unclear("决定书的送达时间没有读到，不能计算罚款是否逾期", span, about=about)
        elif (view.as_of - served.day) // ONE_DAY <= _STALLED_DAYS:
            yield not_applicable("缴纳期限尚未届满")
        elif mentions(view, r"延期缴纳|分期缴纳|暂缓缴纳|暂缓执行") is not None:
            yield unclear("罚款经批准延期或者分期缴纳", span, about=about)
        else:
            held = lacking(view, "fine_receipt", "coercive_execution_docs").held
            words = f"{served}送达后已逾十五日，罚款没有缴纳凭证，也没有催告、加处的材料"
            yield one_violation(held, words, span, about=about, confidence=0.6)
    if not judged:
        yield not_applicable("没有罚款")


def report_opened(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """STA506: a report of a violation is followed by a case, a transfer or a reasoned refusal (a clue only)."""
    linked = (
        "case_acceptance_form", "administrative_filing_form", "filing_decision", "onspot_penalty_decision",
        "mediation_agreement", "case_transfer_notice", "no_filing_notice", "administrative_filing_notice",
        "penalty_decision", "no_penalty_decision", "acceptance_receipt",
    )  # fmt: skip
    alarms = view.documents("alarm_record")
    if not alarms:
        yield not_applicable("没有接处警记录")
        return
    if (found := view.first(*linked)) is not None:
        yield satisfied("警情已有受案、处理或者移送", found.span())
        return
    for alarm in alarms:
        about = f"警情|{alarm.value('alarm_no') or view.ordinal(alarm)}"
        content = view.says(alarm, _CASE_LIKE)
        received = view.moment(alarm, "received_at")
        if content is None or view.says(alarm, _NOT_A_CASE) is not None:
            yield not_applicable("警情不像违法案件")
        elif received is None or (view.as_of - received.day) // ONE_DAY <= 3:
            yield unclear("接警时间不明或者仍在受案审查期间", alarm.span(), about=about)
        else:
            held = lacking(view, *linked).held
            words = f"{received}的警情载有违法内容，没有受案、立案、移送或者不予受理的材料"
            yield one_violation(held, words, content, about=about, severity=Severity.NOTICE, confidence=0.5)


def crime_or_not(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """STA507: an injury that points to a crime is not ended by an administrative penalty alone."""
    decision = view.first("penalty_decision")
    if decision is None:
        yield not_applicable("没有行政处罚决定")
        return
    criminal = view.documents(
        "filing_decision", "case_transfer_notice", "case_cancel_decision", "case_type_conversion_report"
    )
    for opinion in view.documents("expert_opinion"):
        grave = view.says(opinion, _LIGHT)
        if grave is None or view.says(opinion, r"轻微伤") is not None:
            continue
        reasoned = mentions(
            view, r"(?:不构成犯罪|不予立案|撤销(?:刑事)?案件|不起诉|刑事责任年龄|正当防卫|犯罪情节(?:显著)?轻微)"
        )
        if criminal or reasoned is not None:
            yield satisfied("刑事方面已有处理", reasoned or criminal[0].span(), about="行刑衔接")
        else:
            held = lacking(view, "filing_decision", "case_transfer_notice").held
            words = "鉴定为轻伤以上而只作行政处罚，卷内没有刑事立案、移送或者不构成犯罪的材料"
            yield one_violation(
                held, words, grave, decision.span(), about="行刑衔接", severity=Severity.NOTICE, confidence=0.6
            )
        return
    cancelled = view.first("case_cancel_decision", "case_type_conversion_report")
    if cancelled is None:
        yield not_applicable("没有涉嫌犯罪或者由刑事案件转来的迹象")
    elif (
        mentions(view, r"(?:局|县级以上公安机关).{0,6}(?:领导|负责人).{0,10}(?:批准|同意)|领导审批.{0,6}同意")
        is not None
    ):
        yield satisfied("刑事案件转为行政案件经负责人批准", cancelled.span(), about="转行政")
    else:
        yield unclear("刑事案件转为行政案件，县级以上公安机关负责人的批准没有读到", cancelled.span(), about="转行政")
